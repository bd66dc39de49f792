"""Fonts: widths while the pages are laid out, HarfBuzz subsets when they are written.

A `FontBook` is opened for one document, because each face remembers the characters it was asked
for: they become the subset. A character that a face lacks is taken from the next face of the book
that has it; one that no face has is drawn as 〓.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb

from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.report.style import STYLE_FILE, named

GETA = "〓"
"""Stands for a character that no font has."""

NEEDED_BY_PDF = ("glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep", "CFF ")


@dataclass(frozen=True)
class FontFile:
    """A font on disk; `weight` pins a variable font."""

    path: Path
    weight: int | None = None


@cache
def packaged_fonts() -> Mapping[str, FontFile]:
    """The free fonts that come as packages: serif, sans, bold, and more for rare characters."""
    noto = files("pylopdf_fonts_zh_cn")
    variable = files("justmytype_intl_cjk") / "fonts" / "ofl"

    def of_family(folder: str, name: str, weight: int) -> FontFile:
        return FontFile(Path(str(variable / folder / name)), weight)

    return {
        "serif": FontFile(Path(str(noto / "NotoSerifSC-Regular.otf"))),
        "sans": of_family("notosanssc", "NotoSansSC[wght].ttf", 400),
        "bold": of_family("notosanssc", "NotoSansSC[wght].ttf", 700),
        "traditional": of_family("notosanstc", "NotoSansTC[wght].ttf", 400),
        "japanese": of_family("notosansjp", "NotoSansJP[wght].ttf", 400),
        "korean": of_family("notosanskr", "NotoSansKR[wght].ttf", 400),
    }


class Face:
    """One font of one document: measures characters and remembers them for its subset."""

    def __init__(self, role: str, file: FontFile) -> None:
        self.role = role
        self._file = file
        self._face = hb.Face(_blob(file.path))
        self._font = hb.Font(self._face)
        if file.weight:
            self._font.set_variations({"wght": float(file.weight)})
        self._scale = 1000 / self._face.upem
        self.glyphs: dict[str, int] = {}

    def width(self, character: str) -> float | None:
        """The advance in thousandths of the font size; None when the font lacks the character."""
        glyph: int | None = self._font.get_nominal_glyph(ord(character))
        if glyph is None:
            return None
        self.glyphs[character] = glyph
        advance: int = self._font.get_glyph_h_advance(glyph)
        return float(advance * self._scale)

    @property
    def name(self) -> str:
        """The name for the PDF, with the weight, so that two instances never share one."""
        names = hb.OTNameIdPredefined
        family = self._face.get_name(names.TYPOGRAPHIC_FAMILY) or self._face.get_name(
            names.FONT_FAMILY
        )
        return f"{''.join(filter(str.isalnum, family))}-{self._file.weight or 'Regular'}"

    def extents(self) -> tuple[float, float]:
        """Ascender and descender in thousandths."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender * self._scale, extents.descender * self._scale

    def subset(self) -> "Subset":
        """The font cut down to the characters that were measured."""
        cut = hb.SubsetInput()
        cut.glyph_set.update(self.glyphs.values())
        flags = hb.SubsetFlags
        cut.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.CFF_IDENTITY_CHARSET
        cut.drop_table_tag_set.update(
            int.from_bytes(tag.encode(), "big")
            for tag in self._face.table_tags
            if tag not in NEEDED_BY_PDF and tag not in ("fvar", "gvar", "avar", "HVAR", "MVAR")
        )
        if self._file.weight:
            cut.pin_axis_location(self._face, "wght", self._file.weight)
        plan = hb.SubsetPlan(self._face, cut)
        renumbered = plan.old_to_new_glyph_mapping
        glyphs = {character: renumbered[old] for character, old in self.glyphs.items()}
        return Subset(plan.execute(), glyphs)


class Subset:
    """A cut font and the number of each character's glyph in it."""

    def __init__(self, face: hb.Face, glyphs: dict[str, int]) -> None:
        self.glyphs = glyphs
        self._face = face
        self._font = hb.Font(face)
        self.is_cff = "CFF " in face.table_tags

    @property
    def program(self) -> bytes:
        """The bytes to embed: a bare CFF table, or the TrueType file."""
        blob = self._face.reference_table("CFF ") if self.is_cff else self._face.blob
        return bytes(blob.data)

    def widths(self) -> dict[int, int]:
        """Advance of each glyph in thousandths."""
        scale = 1000 / self._face.upem
        advance = self._font.get_glyph_h_advance
        return {glyph: round(advance(glyph) * scale) for glyph in sorted(set(self.glyphs.values()))}


class _Widths(dict[str, float]):
    """Character → advance in thousandths, found on first use, and the face that has it."""

    def __init__(self, choose: Callable[[str], tuple[Face, float]]) -> None:
        super().__init__()
        self._choose = choose
        self.faces: dict[str, Face] = {}

    def __missing__(self, character: str) -> float:
        self.faces[character], self[character] = self._choose(character)
        return self[character]


class FontBook:
    """The faces of one document, opened as they are needed."""

    def __init__(self, own: Mapping[str, Path] | None = None) -> None:
        chosen = {role: _own_font(path) for role, path in (own or {}).items()}
        packaged = packaged_fonts()
        self._files = {**packaged, **chosen}
        self._files |= {f"packaged {role}": packaged[role] for role in chosen if role in packaged}
        self._faces: dict[str, Face] = {}
        self._widths: dict[str, _Widths] = {}
        self.missing: set[str] = set()

    def faces(self) -> list[Face]:
        """The faces that some text of the document uses, in a fixed order."""
        opened = [self._faces[role] for role in self._files if role in self._faces]
        return [face for face in opened if face.glyphs]

    def measure(self, text: str, role: str) -> float:
        """The width of `text` in thousandths of its size; settles the face of each character."""
        return sum(map(self._role(role).__getitem__, text))

    def drawn(self, character: str, role: str) -> tuple[Face, str]:
        """The face that draws a measured character, and what it draws: the character or 〓."""
        face = self._role(role).faces[character]
        return face, GETA if character in self.missing else character

    def _role(self, role: str) -> _Widths:
        if role not in self._widths:
            self._widths[role] = _Widths(lambda character: self._choose(role, character))
        return self._widths[role]

    def _choose(self, role: str, character: str) -> tuple[Face, float]:
        for candidate in (role, *(other for other in self._files if other != role)):
            face = self._face(candidate)
            width = face.width(character)
            if width is not None:
                return face, width
        self.missing.add(character)
        return self._choose(role, GETA)

    def _face(self, role: str) -> Face:
        if role not in self._faces:
            self._faces[role] = Face(role, named(self._files, role, STYLE_FILE))
        return self._faces[role]


@cache
def _blob(path: Path) -> hb.Blob:
    return hb.Blob.from_file_path(str(path))


def _own_font(path: Path) -> FontFile:
    try:
        has_glyphs = hb.Face(_blob(path)).glyph_count > 0
    except (OSError, hb.HarfBuzzError):
        has_glyphs = False
    if not has_glyphs:
        raise ConfigurationInvalid(
            N_("The font {file} cannot be read; give a TrueType or OpenType file in recheck.toml."),
            file=path.name,
        )
    return FontFile(path)
