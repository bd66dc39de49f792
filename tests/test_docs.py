"""The documentation: reference pages as made, links that lead somewhere, commands that run."""

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from recheck.cli import run
from recheck.commands.app import app
from recheck.findings import KINDS
from recheck.words import list_words
from tests.test_architecture import CORRIDOR

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "docs"
sys.path.append(str(REPOSITORY / "scripts"))

from reference import PAGES  # noqa: E402

WRITTEN = [*REPOSITORY.glob("*.md"), *sorted(DOCS.rglob("*.md"))]
PROGRAM = get_command(app)
COMMANDS = PROGRAM.commands if isinstance(PROGRAM, TyperGroup) else {}
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
COMMAND_LINE = re.compile(r"^ *recheck (\w+)(.*)$", re.MULTILINE)
DECISION = ("Context", "Choice", "Why", "What would change it")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def anchors(path: Path) -> set[str]:
    """The anchors of a page as the usual viewers make them, and those set by hand."""
    headings = re.findall(r"^#+ (.+)$", text(path), re.MULTILINE)
    bare = (re.sub(r"<[^>]+>|[^\w\s-]", "", heading).strip().lower() for heading in headings)
    return {heading.replace(" ", "-") for heading in bare} | set(
        re.findall(r'<a id="([^"]+)">', text(path))
    )


def links(path: Path) -> Iterator[tuple[Path, str]]:
    """Target and anchor of every link of a page to another file of ours."""
    for target in LINK.findall(CODE_BLOCK.sub("", text(path))):
        if not target.startswith(("http:", "https:")):
            file, _, anchor = target.partition("#")
            yield ((path.parent / file).resolve() if file else path), anchor


def resolves(target: Path, anchor: str) -> bool:
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_what_code_and_rules_make_of_it(name: str) -> None:
    assert text(DOCS / "reference" / name) == PAGES[name](), "run: make docs"


def test_no_reference_page_is_left_over() -> None:
    assert {path.name for path in (DOCS / "reference").iterdir()} == set(PAGES)


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert [link for link in links(path) if not resolves(*link)] == []


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_every_path_that_is_named_exists(path: Path) -> None:
    paths = re.findall(r"`((?:src|tests|scripts|reports|docs)/[\w./-]+)`", text(path))
    assert [one for one in paths if not (REPOSITORY / one).exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    found = [REPOSITORY / "README.md"]
    while found:
        page = found.pop()
        reached.add(page)
        found += [link for link, _ in links(page) if link.suffix == ".md" and link not in reached]
    assert [named(page) for page in WRITTEN if page not in reached] == []


def test_the_readme_walks_the_corridor_in_its_order() -> None:
    walk = text(REPOSITORY / "README.md").partition("## A walk")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", walk, re.MULTILINE)) == CORRIDOR


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/reference/commands.md"])
def test_every_command_is_documented(page: str, command: str) -> None:
    assert f"recheck {command}" in text(REPOSITORY / page)


def command_lines() -> Iterator[tuple[str, str, str]]:
    """Page, command and the rest of every line `recheck …` in the code blocks of all pages."""
    for path in WRITTEN:
        for block in CODE_BLOCK.findall(text(path)):
            for command, rest in COMMAND_LINE.findall(block):
                yield named(path), command, rest


@pytest.mark.parametrize(("page", "command", "rest"), [*command_lines()])
def test_every_command_line_in_the_docs_can_be_typed(page: str, command: str, rest: str) -> None:
    assert command in COMMANDS, page
    meant = COMMANDS[command]
    words = rest.split()
    if isinstance(meant, TyperGroup) and words and not words[0].startswith("-"):
        meant = meant.commands[words[0]]
    known = {option for one in meant.params for option in one.opts}
    assert set(re.findall(r"(?<=\s)--?[a-z-]+", rest)) <= known, page


def test_every_finding_code_has_its_entry() -> None:
    assert {kind.code for kind in KINDS} <= anchors(DOCS / "reference" / "findings.md")


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("[0-9]*.md")), ids=named)
def test_a_decision_says_why_and_what_would_change_it(path: Path) -> None:
    assert tuple(re.findall(r"^## (.+)$", text(path), re.MULTILINE)) == DECISION
    assert f"({path.name})" in text(DOCS / "decisions" / "README.md")


@pytest.mark.parametrize("column", ["state", "status", "severity", "due_basis", "base_kind"])
def test_the_glossary_has_the_words_that_lists_print(column: str) -> None:
    glossary = text(DOCS / "glossary.md")
    assert [word for word in list_words().words[column].values() if word not in glossary] == []


def test_the_tutorial_runs_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (REPOSITORY / "sample_uploads").glob("2024H1*"):
        shutil.copytree(folder, tmp_path / "sample_uploads" / folder.name)
    shutil.copy(REPOSITORY / "sample_uploads" / "reporters.csv", tmp_path / "sample_uploads")
    monkeypatch.chdir(tmp_path)
    told = text(DOCS / "tutorial.md")
    codes = []
    for line in re.findall(r"^(?:recheck|cd) .+$", "".join(CODE_BLOCK.findall(told)), re.MULTILINE):
        program, *words = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(words[0])
            continue
        codes.append(run(words))
        listed = len(capsys.readouterr().out.splitlines()) - 1
        if words == ["overdue", "--as-of", "2024-06-30"]:
            assert f"{listed} people were overdue" in told
    with_findings, refused = 1, 11
    assert codes == [
        *(0, with_findings, with_findings, 0, 0, 0, 0, 0, with_findings),
        *(refused, 0, 0, 0, 0),
    ]
