"""case show: one timeline from exam to closure, as text, JSON and a page."""

import json
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from recheck.cells.text import FULL_WIDTH
from tests.cli.conftest import ID_NUMBERS, Recheck, type_in

OPEN, DONE = "R00000000195", "R00000000292"
AS_OF = ("--as-of", "2025-12-31")
EXEMPT = (
    *("case", "exempt", OPEN, "--on", "2025-06-01", "--reason", "死亡"),
    *("--evidence", "死亡证明12号", "--by", "陈芳", "--received", "2025-07-12"),
)


@pytest.fixture(scope="module")
def decided(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small workspace, with a case that is exempt."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("个案") / "佛山"))
    assert type_in(root, *EXEMPT) == 0
    return root


@pytest.fixture(autouse=True)
def _there(decided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(decided)


def shown(recheck: Recheck, code: str, *words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        recheck("case", "show", code, *AS_OF, "--format", "json", *words).out
    )
    return told


def test_the_history_goes_from_the_exam_to_the_decision(recheck: Recheck) -> None:
    events = shown(recheck, OPEN)["events"]
    assert [(one["happened_on"], one["event"]) for one in events] == [
        ("2025-03-01", "exam"),
        ("2025-04-01", "notified"),
        ("2025-05-01", "deadline"),
        ("2025-06-01", "exempt"),
        ("2025-07-10", "row"),
    ]
    deadline, decision, row = events[2:]
    told = ("stated", "2025-04-01", "notified")
    assert (deadline["due_basis"], deadline["base_on"], deadline["base_kind"]) == told
    assert (decision["proof"], decision["decided_by"]) == ("死亡证明12号", "陈芳")
    assert decision["received_at"] == "2025-07-12T00:00:00"
    assert (row["source_file"], row["source_row"]) == ("一院2025年上半年.csv", 2)


def test_a_recheck_is_shown_with_its_source(recheck: Recheck) -> None:
    (recheck_,) = [one for one in shown(recheck, DONE)["events"] if one["event"] == "recheck"]
    assert (recheck_["happened_on"], recheck_["recheck_source"]) == ("2025-04-20", "reported")


def test_what_was_decided_later_is_not_known_earlier(recheck: Recheck) -> None:
    told = shown(recheck, OPEN, "--known-at", "2025-07-11")
    assert "exempt" not in [one["event"] for one in told["events"]]


def test_the_text_is_in_people_s_words_and_masked(recheck: Recheck) -> None:
    told = recheck("case", "show", OPEN.lower().translate(FULL_WIDTH), *AS_OF).out
    for word in ("剔除", "张*", "凭证：死亡证明12号", "期限依据：通知载明"):
        assert word in told
    assert ID_NUMBERS[0] not in told
    assert "None" not in told


def test_full_identities_are_noted(recheck: Recheck) -> None:
    assert ID_NUMBERS[0] in recheck("case", "show", OPEN, *AS_OF, "--identities", "full").out
    assert '"rows": 1' in Path("audit.log").read_text(encoding="utf-8").splitlines()[-1]


def test_the_page_is_one_and_the_same_bytes_again(recheck: Recheck, tmp_path: Path) -> None:
    first, second = tmp_path / "一.pdf", tmp_path / "二.pdf"
    for path in (first, second):
        assert recheck("case", "show", OPEN, *AS_OF, "-o", path).code == 0
    assert first.read_bytes() == second.read_bytes()
    page = pypdfium2.PdfDocument(first)
    assert len(page) == 1
    told = page[0].get_textpage().get_text_range()
    for word in ("个案闭环单", OPEN, "剔除", "死亡证明12号", "张*"):
        assert word in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("R00000000196",), OPEN),
        (("R99999999991",), "recheck cases"),
        ((OPEN, "--as-of", "2025-02-28"), "2025-03-01"),
        ((OPEN, "--format", "pdf"), "-o"),
        ((OPEN, "-o", "单.docx"), ".pdf"),
    ],
)
def test_what_cannot_be_shown_is_said(recheck: Recheck, words: tuple[str, ...], said: str) -> None:
    done = recheck("case", "show", *words)
    assert done.code == 2
    assert said in done.err
