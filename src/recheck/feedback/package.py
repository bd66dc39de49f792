"""The parts of an xlsx file and how they refer to each other; what is not changed is copied."""

import io
import posixpath
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"
MOST_UNPACKED = 256 << 20
"""Bytes of all parts together: sheets are edited in memory, two files at a time."""

Element = Any
"""An element of lxml, which has no types."""


class NotKept(Exception):
    """The file is no workbook that can be marked as it stands; `note` names the words why."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


def parsed(content: bytes) -> Element:
    """A part as a tree. Entities are not resolved, nothing is fetched. Raises NotKept."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise NotKept("rebuilt") from problem


def written(root: Element) -> bytes:
    """A tree as a part."""
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return whole


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def named(name: str, namespace: str = MAIN) -> str:
    """The name of an element with its namespace, as lxml wants it."""
    return f"{{{namespace}}}{name}"


@dataclass(frozen=True)
class Relation:
    """One reference of a part to another; `target` is a path inside the package."""

    id: str
    kind: str  # the last word of its type: worksheet, comments, vmlDrawing …
    target: str


@dataclass
class Package:
    """An open xlsx file. `changed` holds the parts that differ from it; None: dropped."""

    archive: zipfile.ZipFile
    changed: dict[str, bytes | None] = field(default_factory=dict)

    @classmethod
    def opened(cls, content: bytes) -> "Package":
        """Raises NotKept when the bytes are no zip of moderate size."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except zipfile.BadZipFile as problem:
            raise NotKept("rebuilt") from problem
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise NotKept("too_big")
        return cls(archive)

    def names(self) -> set[str]:
        """The parts that the package has now."""
        there = {*self.archive.namelist(), *self.changed}
        return {name for name in there if self.changed.get(name, b"") is not None}

    def read(self, name: str) -> bytes:
        """The part as it is now. Raises NotKept when there is none."""
        changed = self.changed.get(name, b"")
        try:
            return changed or self.archive.read(name)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem:
            raise NotKept("rebuilt") from problem

    def tree(self, name: str) -> Element:
        """The part as a tree."""
        return parsed(self.read(name))

    def put(self, name: str, part: bytes | Element) -> None:
        """Replace or add a part."""
        self.changed[name] = part if isinstance(part, bytes) else written(part)

    def drop(self, name: str) -> None:
        """Leave a part out."""
        self.changed[name] = None

    def free_name(self, pattern: str) -> str:
        """A name that no part has yet: `pattern` with the next number for {}."""
        taken = {name.lower() for name in self.names()}
        numbers = (pattern.format(number) for number in range(1, len(taken) + 2))
        return next(name for name in numbers if name.lower() not in taken)

    # --- references ---------------------------------------------------------------------------

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to inside the package."""
        name = _relations_of(part)
        if name not in self.names():
            return []
        return [
            Relation(
                one.get("Id", ""),
                one.get("Type", "").rpartition("/")[2],
                _resolved(part, one.get("Target", "")),
            )
            for one in self.tree(name).iter(named("Relationship", RELATIONS))
            if one.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that `part` refers to, if there is one."""
        found = (one.target for one in self.relations(part) if one.kind == kind)
        return next((target for target in found if target in self.names()), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let `part` refer to `target`; returns the id of the reference."""
        name = _relations_of(part)
        is_new = name not in self.names()
        root = etree.Element(named("Relationships", RELATIONS), nsmap={None: RELATIONS})
        root = root if is_new else self.tree(name)
        taken = {one.get("Id") for one in root}
        chosen = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        etree.SubElement(
            root,
            named("Relationship", RELATIONS),
            {"Id": chosen, "Type": f"{OFFICE}/{kind}", "Target": f"/{target}"},
        )
        self.put(name, root)
        return chosen

    def drop_relations(self, part: str) -> None:
        """Let `part` refer to nothing any more."""
        if _relations_of(part) in self.names():
            self.drop(_relations_of(part))

    def declare(self, part: str, kind: str) -> None:
        """Name the content type of a new part."""
        root = self.tree(CONTENT_TYPES)
        for one in root.findall(named("Override", TYPES)):
            if one.get("PartName") == f"/{part}":
                root.remove(one)
        override = {"PartName": f"/{part}", "ContentType": kind}
        etree.SubElement(root, named("Override", TYPES), override)
        self.put(CONTENT_TYPES, root)

    # --- writing ------------------------------------------------------------------------------

    def saved(self) -> bytes:
        """The package as a file: parts in their order, new ones last, all with their old times."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in self._entries():
                part = self.changed.get(entry.filename, b"")
                if part:
                    new.writestr(entry, part)
                elif part is not None:
                    self._copy(entry, new)
        return file.getvalue()

    def _entries(self) -> Iterator[zipfile.ZipInfo]:
        old = {entry.filename: entry for entry in self.archive.infolist()}
        for name in [*old, *(name for name in self.changed if name not in old)]:
            fresh = zipfile.ZipInfo(
                name, old[name].date_time if name in old else (1980, 1, 1, 0, 0, 0)
            )
            fresh.compress_type = zipfile.ZIP_DEFLATED
            yield fresh

    def _copy(self, entry: zipfile.ZipInfo, new: zipfile.ZipFile) -> None:
        entry.file_size = self.archive.getinfo(entry.filename).file_size
        with self.archive.open(entry.filename) as part, new.open(entry, "w") as copy:
            shutil.copyfileobj(part, copy, 1 << 20)


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    """The path of a target, which may be relative to the folder of the part."""
    folder = posixpath.dirname(part)
    whole = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(whole).lstrip("/")
