"""District and town (definitions §4): the town decides its district."""

import pytest

from recheck.cells.places import PlaceReader
from recheck.rulebook import Town, load

REGION = load().region
READER = PlaceReader(REGION)
PLACE = tuple[str | None, str | None]


@pytest.mark.parametrize(
    ("district", "town", "place"),
    [
        pytest.param("顺德", "北滘", ("顺德区", "北滘镇"), id="without 区 and 镇"),
        pytest.param("顺德区", "北窖", ("顺德区", "北滘镇"), id="a common misspelling"),
        pytest.param("禅城", "石湾镇", ("禅城区", "石湾镇街道"), id="石湾镇 is a street"),
        pytest.param("禅城", "石湾街道", ("禅城区", "石湾镇街道"), id="石湾街道"),
        pytest.param(None, "狮山罗村", ("南海区", "狮山镇"), id="a former town inside a town"),
        pytest.param("南海", "盐步", ("南海区", "大沥镇"), id="a former town"),
        pytest.param("三水", "西南", ("三水区", "西南街道"), id="a town named like a direction"),
        pytest.param("广东省佛山市高明区", "荷城街道办事处", ("高明区", "荷城街道"), id="in full"),
        pytest.param("顺德大良", None, ("顺德区", "大良街道"), id="both in the district column"),
        pytest.param(None, "顺德区北滘镇", ("顺德区", "北滘镇"), id="both in the town column"),
        pytest.param("顺德", None, ("顺德区", None), id="a district alone"),
        pytest.param("市外", None, ("市外", "市外"), id="says so"),
        pytest.param("佛山市外", None, ("市外", "市外"), id="says so with the city's name"),
        pytest.param("中山市", "小榄镇", ("市外", "市外"), id="another city"),
        pytest.param("湖南省", None, ("市外", "市外"), id="another province"),
        pytest.param("深圳", "南山", ("市外", "市外"), id="南山 of another city"),
        pytest.param(None, None, (None, None), id="nothing said"),
    ],
)
def test_places_people_write(district: str | None, town: str | None, place: PLACE) -> None:
    assert READER.read(district, town) == (*place, None, None)


@pytest.mark.parametrize("district", ["南海", "广州市"])
def test_the_town_counts_against_a_contradicting_district(district: str) -> None:
    told = ("顺德区", "大良街道", "place_contradiction", None)
    assert READER.read(district, "大良街道") == told


@pytest.mark.parametrize("text", ["佛山", "佛山高新区", "三水工业园区", "某地"])
def test_a_text_without_a_place_is_told_and_not_guessed(text: str) -> None:
    assert READER.read(text, None) == (None, None, "place_unknown", None)


def test_an_unreadable_town_leaves_the_district() -> None:
    assert READER.read("禅城区", "某地") == ("禅城区", None, None, "place_unknown")


@pytest.mark.parametrize("town", REGION.towns, ids=lambda town: town.name)
def test_every_town_is_read_with_and_without_its_suffix(town: Town) -> None:
    for text in (town.name, town.name.removesuffix("街道").removesuffix("镇")):
        assert READER.read(None, text)[:2] == (town.district, town.name)
