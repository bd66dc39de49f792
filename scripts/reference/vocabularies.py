"""vocabularies.md: what is read in each column that knows its words."""

from collections.abc import Iterator
from pathlib import Path

from recheck.rulebook import Vocabulary, load, normalised, read_reasons
from recheck.rulebook.book import RULES

from . import markdown

INTRODUCTION = """\
A word is looked up after NFKC, without anything invisible, in upper case. `codes` are printed by
their label, `fixes` are spellings that were seen and mean a code, `ignored` words are known to
say nothing. A word in none of the three is a finding, never a guess. One file of `rules/vocab/`
each; an institution's own spellings belong into its
[profile](../how-to/an-institution-writes-its-own-headings.md), under `[values.NAME]`."""

GROUP = {"excuse": "submissions", "expect": "submissions"}
REASONS = "Reasons of this decision (`rules/decisions.toml`)."


def page() -> str:
    """One section for each vocabulary, in the order of the file names."""
    vocabularies = load().vocabularies
    sections = [
        _section(name, _remark(RULES / "vocab" / f"{name}.toml"), vocabulary)
        for name, vocabulary in vocabularies.items()
    ]
    sections += [
        _section(f"{GROUP.get(verdict, 'case')} {verdict}", REASONS, vocabulary)
        for verdict, vocabulary in read_reasons().items()
    ]
    return markdown.page("Vocabularies", INTRODUCTION, *sections)


def _section(name: str, remark: str, vocabulary: Vocabulary) -> str:
    ignored = " · ".join(f"`{word}`" for word in sorted(vocabulary.ignored))
    parts = [f"## {name}", remark]
    if vocabulary.codes:
        parts.append(markdown.table(("label", "code", "also read"), _rows(vocabulary)))
    if ignored:
        parts.append(f"Ignored: {ignored}")
    return "\n\n".join(parts)


def _rows(vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    for code, label in vocabulary.codes.items():
        variants = (one for one, means in vocabulary.fixes.items() if means == code)
        yield label, f"`{code}`", " · ".join(one for one in variants if one != normalised(label))


def _remark(path: Path) -> str:
    """The comment on top of a rule file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return " ".join(line.removeprefix("#").strip() for line in lines[:end])
