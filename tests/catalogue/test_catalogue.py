"""Every entry of the catalogue: the file that breaks it has its findings, the near miss has not."""

import ast
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from recheck import store
from recheck import workspace as workspaces
from recheck.cli import run
from recheck.errors import FileRefused
from recheck.findings import BY_CODE
from recheck.findings.corrections import CORRECTIONS
from recheck.findings.registers import REGISTERS
from recheck.findings.supervision import SUPERVISION
from tests import uploads
from tests.catalogue import ENTRIES
from tests.catalogue.entry import Elsewhere, Entry, Sample, Sent

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose store is made, which takes longer than copying it."""
    root = tmp_path_factory.mktemp("目录") / "工作区"
    assert run(["init", str(root)]) == 0
    place = workspaces.opened(root)
    with store.writing(place.store_path, place.key(), place.rulebook):
        return root


def codes(sample: Sample, folder: Path, made: Path) -> set[str]:
    """The codes of the findings of the file, refused or taken."""
    if isinstance(sample, Sent):
        return codes_in_store(sample, folder, made)
    try:
        upload = uploads.read(sample.write(folder))
    except FileRefused:
        return {"file_refused"}
    assert upload.rows.height + upload.other_rows.height == upload.row_total
    return uploads.codes(upload)


def codes_in_store(sample: Sent, folder: Path, made: Path) -> set[str]:
    """The codes that a store finds once all files arrived, half a year between them."""
    workspace, listed = shutil.copytree(made, folder / "工作区"), folder / "findings.json"
    first, *later = sorted(sample.write(folder / "上报").iterdir())
    inside = ["--workspace", str(workspace)]
    run([*inside, "ingest", str(first), "--received", "2025-07-15"])
    for years, path in enumerate(later, 2026):
        run([*inside, "ingest", str(path), "--received", f"{years}-01-15", *sample.options])
    assert run([*inside, "findings", "--format", "json", "-o", str(listed)]) == 0
    return {one["code"] for one in json.loads(listed.read_text(encoding="utf-8"))}


def named(entry: Entry) -> str:
    return f"{entry.number}-{entry.codes[0]}"


SHOWN_HERE = [entry for entry in ENTRIES if not isinstance(entry.breaks, Elsewhere)]


@pytest.mark.parametrize("entry", SHOWN_HERE, ids=named)
def test_a_file_that_breaks_it_has_its_findings(entry: Entry, tmp_path: Path, made: Path) -> None:
    assert set(entry.codes) <= codes(entry.breaks, tmp_path, made)


@pytest.mark.parametrize("entry", SHOWN_HERE, ids=named)
def test_a_file_that_nearly_does_has_none_of_them(entry: Entry, tmp_path: Path, made: Path) -> None:
    assert set(entry.codes) & codes(entry.nearly, tmp_path, made) == set()


def elsewhere() -> Iterator[str]:
    for entry in ENTRIES:
        for sample in (entry.breaks, entry.nearly):
            if isinstance(sample, Elsewhere):
                yield sample.test


@pytest.mark.parametrize("test", dict.fromkeys(elsewhere()))
def test_what_is_shown_elsewhere_is_tested_there(test: str) -> None:
    path, _, function = test.partition("::")
    tree = ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_an_entry_names_codes_that_exist(entry: Entry) -> None:
    assert entry.codes
    assert set(entry.codes) <= BY_CODE.keys()


def test_every_line_of_the_handbook_and_every_finding_of_an_upload_has_its_entry() -> None:
    assert {entry.number for entry in ENTRIES} == set(range(1, 26))
    shown = {code for entry in ENTRIES for code in entry.codes}
    not_of_uploads = {kind.code for kind in (*CORRECTIONS, *REGISTERS, *SUPERVISION)}
    assert BY_CODE.keys() - shown - not_of_uploads == set()
