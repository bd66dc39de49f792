"""Font subsets as PDF objects: Type 0 fonts, codes are glyph numbers, with a map back to text."""

from typing import Any

from reportlab.pdfbase import pdfdoc

from recheck.report.fonts import Face, Subset

SYMBOLIC = 4
BOX = (-1000, -300, 2000, 1200)
"""A bounding box, in thousandths, that holds every glyph of a CJK font."""
STEM = 80
MAPPINGS_PER_BLOCK = 100
"""What a ToUnicode map may hold in one block."""


def embed(face: Face, subset: Subset, name: str, doc: Any) -> None:  # noqa: ANN401
    """Put the subset into the document as the font resource `name`."""
    base = pdfdoc.PDFName(f"{_tag(name)}+{face.name}")
    font = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": base,
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([_descendant(face, subset, base, name, doc)]),
            "ToUnicode": _stream(doc, _to_unicode(subset).encode("ascii"), f"{name}-unicode"),
        }
    )
    doc.idToObject["BasicFonts"].dict[name] = doc.Reference(font, f"{name}-font")


def _tag(name: str) -> str:
    """Six capitals that tell subsets apart: R12 → AAAABC."""
    digits = f"{int(name[1:]):06d}"
    return "".join(chr(ord("A") + int(digit)) for digit in digits)


def _descendant(face: Face, subset: Subset, base: Any, name: str, doc: Any) -> Any:  # noqa: ANN401
    kind = "CIDFontType0" if subset.is_cff else "CIDFontType2"
    system = {"Registry": "Adobe", "Ordering": "Identity"}
    entries = {
        "Type": pdfdoc.PDFName("Font"),
        "Subtype": pdfdoc.PDFName(kind),
        "BaseFont": base,
        "CIDSystemInfo": pdfdoc.PDFDictionary(
            {key: pdfdoc.PDFString(value) for key, value in system.items()} | {"Supplement": 0}
        ),
        "DW": 1000,
        "W": _widths(subset),
        "FontDescriptor": doc.Reference(
            _descriptor(face, subset, base, name, doc), f"{name}-descriptor"
        ),
    }
    if not subset.is_cff:
        entries["CIDToGIDMap"] = pdfdoc.PDFName("Identity")
    return doc.Reference(pdfdoc.PDFDictionary(entries), f"{name}-cid")


def _descriptor(face: Face, subset: Subset, base: Any, name: str, doc: Any) -> Any:  # noqa: ANN401
    ascent, descent = face.extents()
    entries = {
        "Type": pdfdoc.PDFName("FontDescriptor"),
        "FontName": base,
        "Flags": SYMBOLIC,
        "FontBBox": pdfdoc.PDFArray(list(BOX)),
        "ItalicAngle": 0,
        "Ascent": round(ascent),
        "Descent": round(descent),
        "CapHeight": round(ascent),
        "StemV": STEM,
    }
    program = _stream(
        doc, subset.program, f"{name}-program", "CIDFontType0C" if subset.is_cff else None
    )
    entries["FontFile3" if subset.is_cff else "FontFile2"] = program
    return pdfdoc.PDFDictionary(entries)


def _stream(doc: Any, content: bytes, name: str, subtype: str | None = None) -> Any:  # noqa: ANN401
    stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
    if subtype:
        stream.dictionary["Subtype"] = pdfdoc.PDFName(subtype)
    else:
        stream.dictionary["Length1"] = len(content)
    return doc.Reference(stream, name)


def _widths(subset: Subset) -> Any:  # noqa: ANN401
    """`number [width]` for every glyph that is not a full square."""
    narrow = [(glyph, width) for glyph, width in subset.widths().items() if width != 1000]
    entries = [part for glyph, width in narrow for part in (glyph, pdfdoc.PDFArray([width]))]
    return pdfdoc.PDFArray(entries)


def _to_unicode(subset: Subset) -> str:
    """The map from glyphs to text in UTF-16, surrogate pairs for what lies beyond U+FFFF."""
    text_of: dict[int, str] = {}
    for character, glyph in subset.glyphs.items():
        text_of.setdefault(glyph, character)
    lines = [
        f"<{glyph:04X}> <{text_of[glyph].encode('utf-16-be').hex().upper()}>"
        for glyph in sorted(text_of)
    ]
    blocks = [
        lines[start : start + MAPPINGS_PER_BLOCK]
        for start in range(0, len(lines), MAPPINGS_PER_BLOCK)
    ]
    mapped = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return TO_UNICODE.format(mapped=mapped)


TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{mapped}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
