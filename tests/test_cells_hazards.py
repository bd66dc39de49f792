"""Hazard cells (definitions §7, reading hazards)."""

import pytest

from recheck.cells.hazards import HazardReader
from recheck.rulebook import load

RULEBOOK = load()
READER = HazardReader(RULEBOOK.hazards, RULEBOOK.vocabularies["nothing"])


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        ("噪音", "噪声"),
        ("硅尘", "矽尘"),
        ("矽尘（游离SiO2含量≥10%）", "矽尘"),
        ("铅尘", "铅及其无机化合物"),
        ("铅(尘、烟)", "铅及其无机化合物"),
        ("焊尘", "电焊烟尘"),
        ("电焊弧光", "紫外辐射"),
        ("TDI", "甲苯 -2,4- 二异氰酸酯"),
        ("甲苯-2,4-二异氰酸酯", "甲苯 -2,4- 二异氰酸酯"),
        ("N,N-二甲基甲酰胺", "二甲基甲酰胺"),
        ("其他粉尘（树脂）", "其他粉尘"),
        ("高处", "高处作业"),
        ("压力容器", "压力容器作业"),
        ("驾驶", "职业机动车驾驶作业"),
    ],
)
def test_a_variant_is_read_as_its_canonical_name(variant: str, name: str) -> None:
    assert READER.read(variant) == ([name], [])


@pytest.mark.parametrize("mark", ["、", "，", ",", "；", ";", "／", "/", "+", " ", "\n", "、 "])
def test_a_cell_is_split_at_each_separator(mark: str) -> None:
    assert READER.read(f"噪声{mark}苯") == (["噪声", "苯"], [])


@pytest.mark.parametrize(
    ("text", "hazards"),
    [
        pytest.param("汽油、溶剂汽油", ["汽油、溶剂汽油"], id="a name with a separator in it"),
        pytest.param(
            "汽油、苯", ["汽油、溶剂汽油", "苯"], id="the short name beside another hazard"
        ),
        pytest.param("氯、氯气", ["氯，氯气"], id="a name with a comma"),
        pytest.param("1,2,4-苯三酸酐", ["1,2,4-苯三酸酐"], id="numbers of a chemical name"),
        pytest.param(
            "1,2-二氯乙烷，噪音", ["1,2-二氯乙烷", "噪声"], id="numbers, then a separator"
        ),
        pytest.param(
            "煤尘（游离 SiO2 含量＜10%）,噪声", ["噪声", "煤尘"], id="a remark is no hazard"
        ),
        pytest.param("1.噪声 2.苯", ["噪声", "苯"], id="numbered"),
        pytest.param("噪声、噪音、 噪声", ["噪声"], id="without repeats"),
        pytest.param("电工 高处", ["电工作业", "高处作业"], id="special work, one each"),
        pytest.param("无", [], id="a word for nothing"),
    ],
)
def test_known_names_come_first_and_the_rest_is_split(text: str, hazards: list[str]) -> None:
    assert READER.read(text) == (hazards, [])


@pytest.mark.parametrize("name", ["苯乙烯", "氯苯", "苯系物", "甲基异丁基甲酮(MIBK、甲酮)"])
def test_an_unknown_name_stays_as_written_and_is_told(name: str) -> None:
    assert READER.read(f"{name}、噪声") == (sorted([name, "噪声"]), [name])


def test_an_unknown_name_is_kept_in_nfkc() -> None:
    assert READER.read("某物（甲）")[0] == ["某物(甲)"]
