"""The words and colours of return workbooks, from `rules/feedback.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recheck import strict
from recheck.rulebook.book import RULES


@dataclass(frozen=True)
class CommentWords:
    """`head` opens what we write into a comment; what follows it is ours."""

    head: str
    numbered: str


@dataclass(frozen=True)
class ChoiceWords:
    """What a drop-down says about a value that is not in its list."""

    title: str
    error: str


@dataclass(frozen=True)
class Words:
    """`rules/feedback.toml`."""

    sheet: str
    file_name: str
    refused_file_name: str
    nobody: str
    colours: Mapping[str, str]
    severities: Mapping[str, str]
    comment: CommentWords
    choice: ChoiceWords
    choices: Mapping[str, str]
    labels: Mapping[str, str]
    sentences: Mapping[str, str]
    counts: Mapping[str, str]
    notes: Mapping[str, str]
    tables: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]
    content: Mapping[str, str]
    fates: Mapping[str, str]
    states: Mapping[str, str]

    def comment_on(self, sentences: tuple[str, ...]) -> str:
        """The text of a comment; several sentences are numbered."""
        lines = [
            self.comment.numbered.format(number=number, sentence=one)
            for number, one in enumerate(sentences, 1)
        ]
        return "\n".join([self.comment.head, *(lines if len(lines) > 1 else sentences)])


@cache
def feedback_words() -> Words:
    """The words of `rules/feedback.toml`."""
    return strict.read(RULES / "feedback.toml", Words)
