"""Addresses name towns: exactly one of the city, by today's name or a former one."""

import pytest

from recheck import rulebook
from recheck.addresses import AddressReader

READER = AddressReader(rulebook.load().region)
TODAY, FORMER, OUTSIDE = "address_names_town", "address_names_former_town", "address_outside"


@pytest.mark.parametrize(
    ("address", "town", "basis"),
    [
        ("佛山市南海区狮山镇罗村务庄工业区", "狮山镇", TODAY),  # a former town of the same one
        ("南海罗村务庄工业区", "狮山镇", FORMER),
        ("佛山市顺德区北窖工业园", "北滘镇", FORMER),
        ("佛山市禅城区石湾镇街道", "石湾镇街道", TODAY),
        ("佛山市顺德区容桂街道西南路3号", "容桂街道", TODAY),  # a road named after a town
        ("佛山市南海区桂城街道南海大道北", "桂城街道", TODAY),
        ("广东省佛山市三水区乐平镇", "乐平镇", TODAY),
        ("广州市番禺区大石街", "市外", OUTSIDE),
    ],
)
def test_an_address_that_names_one_town(address: str, town: str, basis: str) -> None:
    found = READER.suggest(address)
    assert found
    assert (found.town, found.basis) == (town, basis)


@pytest.mark.parametrize(
    "address",
    [
        "佛山",
        "顺德区工业园",
        "禅城区张槎一路127号",  # only a road
        "大良街道、容桂街道",
        "顺德区狮山镇",  # not in that district
    ],
)
def test_an_address_that_names_none_or_several(address: str) -> None:
    assert READER.suggest(address) is None
