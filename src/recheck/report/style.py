"""How pages look: `style.toml` read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_

STYLE_FILE = "style.toml"
Described = TypeVar("Described")

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class PageShape:
    """Paper and margins in millimetres."""

    width: float
    height: float
    top: float
    left: float
    right: float
    bottom: float


@dataclass(frozen=True)
class TypeStyle:
    """Font role, colour name, and points: size, line pitch, space above and below."""

    font: str
    size: float
    pitch: float
    before: float = 0.0
    after: float = 0.0
    colour: str = "ink"


@dataclass(frozen=True)
class Style:
    """Everything of `style.toml`; positions count from the lower left corner of the paper."""

    page: PageShape
    strong: str
    colours: dict[str, str]
    type: dict[str, TypeStyle]

    @property
    def left(self) -> float:
        """Left edge of the text in points."""
        return self.page.left * MILLIMETRE

    @property
    def bottom(self) -> float:
        """Lower edge of the text in points."""
        return self.page.bottom * MILLIMETRE

    @property
    def top(self) -> float:
        """Upper edge of the text in points."""
        return (self.page.height - self.page.top) * MILLIMETRE

    @property
    def measure(self) -> float:
        """Width of the text in points."""
        return (self.page.width - self.page.left - self.page.right) * MILLIMETRE

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        return self.page.width * MILLIMETRE, self.page.height * MILLIMETRE


def read_style(path: Path) -> Style:
    """The file `style.toml`; raises ConfigurationInvalid."""
    return strict.read(path, Style)


def named(known: Mapping[str, Described], name: str, file: str) -> Described:
    """What `file` describes under `name`; raises ConfigurationInvalid."""
    if name in known:
        return known[name]
    raise ConfigurationInvalid(
        N_("{file}: there is no {name}; known are {known}."),
        file=file,
        name=name,
        known=", ".join(known),
    )
