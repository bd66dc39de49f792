"""Words as people write them, and the vocabularies that read them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Final

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_

INVISIBLE = (
    "\\s"
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f"
)
"""Inside of a regex class: white space and category Cf (zero-width, bidi: pasted from chats)."""


INVISIBLE_MARKS = re.compile(f"[{INVISIBLE}]")
HEADING_TRIMMINGS = re.compile(r"[*()\[\]{}【】〔〕<>《》:：]|必填项?|选填项?")
KEYS_KEPT = 1 << 14
"""Spellings whose keys are remembered: headings and words are the same in every file."""


class _Ignored(Enum):
    IGNORED = "ignored"


IGNORED: Final = _Ignored.IGNORED
"""A word that is known to say nothing: the cell counts as empty, without a finding."""


@lru_cache(KEYS_KEPT)
def normalised(text: str) -> str:
    """The key under which a word is looked up: NFKC, nothing invisible, upper case."""
    return INVISIBLE_MARKS.sub("", unicodedata.normalize("NFKC", text)).upper()


@lru_cache(KEYS_KEPT)
def heading_key(text: str) -> str:
    """The key of a column heading: also without brackets, stars, colons and 必填/选填."""
    return HEADING_TRIMMINGS.sub("", normalised(text))


@dataclass(frozen=True)
class Vocabulary:
    """code → label, normalised variant → code, and known rubbish."""

    codes: Mapping[str, str]
    fixes: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()

    def code(self, text: str) -> "str | _Ignored | None":
        """The code that `text` means, IGNORED, or None when the word is unknown."""
        key = normalised(text)
        return IGNORED if not key or key in self.ignored else self.fixes.get(key)

    def read(self, text: str) -> "str | _Ignored | None":
        """The label that `text` means, IGNORED, or None when the word is unknown."""
        code = self.code(text)
        return self.codes[code] if isinstance(code, str) else code

    def extended(self, fixes: Mapping[str, str]) -> "Vocabulary":
        """The same vocabulary with an institution's own spellings (written form → code)."""
        own = {normalised(variant): code for variant, code in fixes.items()}
        return Vocabulary(self.codes, {**self.fixes, **own}, self.ignored - own.keys())


@dataclass(frozen=True)
class Written:
    """A vocabulary as its file has it: variants listed under their code."""

    codes: dict[str, str] = field(default_factory=dict)
    fixes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


def read_vocabulary(path: Path) -> Vocabulary:
    """One file of `rules/vocab`."""
    return vocabulary_of(strict.read(path, Written), path.name)


def vocabulary_of(written: Written, file: str) -> Vocabulary:
    """A vocabulary from its `file`; a label is a variant of itself."""
    fixes: dict[str, str] = {}
    for code, variants in written.fixes.items():
        if code not in written.codes:
            raise ConfigurationInvalid(
                N_("{file}: fixes name the code {code}, which codes does not have."),
                file=file,
                code=code,
            )
        for variant in variants:
            claim(fixes, normalised(variant), code, file)
    for code, label in written.codes.items():
        claim(fixes, normalised(label), code, file)
    ignored = frozenset(map(normalised, written.ignored))
    for word in ignored & fixes.keys():
        claim(fixes, word, "ignored", file)
    return Vocabulary(written.codes, fixes, ignored)


def claim(owners: dict[str, str], variant: str, owner: str, file: str) -> None:
    """Enter `variant` for `owner`; a variant that somebody else owns is a mistake in the rules."""
    if owners.setdefault(variant, owner) != owner:
        raise ConfigurationInvalid(
            N_("{file}: “{variant}” is claimed by both {one} and {other}; keep one of them."),
            file=file,
            variant=variant,
            one=owners[variant],
            other=owner,
        )
