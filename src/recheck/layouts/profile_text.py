"""A profile written on: what was confirmed is added, what stands there stays, comments too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array

from recheck import strict
from recheck.errors import UsageProblem
from recheck.messages import N_
from recheck.rulebook import Layout, heading_key, normalised

HEAD = "# 机构的列标题习惯。可手工修改；recheck headings --save 只添加，不改动已写的内容。"
LAYOUTS_HEAD = "最近一次确认的表头，只用于比对，不影响读取"
LONG = 60
"""Letters of a line of headings, after which a new one begins."""

OTHERWISE = N_(
    "The profile reads “{heading}” as {field} already. Change that line by hand if it is wrong;"
    " nothing was saved."
)


@dataclass(frozen=True)
class Confirmed:
    """What somebody confirmed: headings → fields, headings not to read, what stands where."""

    headings: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()


def written_on(text: str, institution: str, confirmed: Confirmed) -> str:
    """The text of the profile with what was confirmed; an empty text begins a profile.

    Raises UsageProblem when the profile says something else by hand.
    """
    begun = text if text.strip() else f"{HEAD}\ninstitution = {_quoted(institution)}\n"
    document = tomlkit.parse(_with_room_for_ignored(begun) if confirmed.ignored else begun)
    _add_ignored(document, confirmed.ignored)
    _add_headings(document, confirmed.headings)
    for layout in confirmed.layouts:
        _add_layout(document, layout)
    return tomlkit.dumps(document)


def _quoted(text: str) -> str:
    return tomlkit.string(text).as_string()


def _with_room_for_ignored(text: str) -> str:
    """A key of its own line must stand above all tables: below the name of the institution."""
    if "ignored" in tomlkit.parse(text):
        return text
    lines = text.splitlines()
    lines.insert(strict.line_of(text, ("institution",)), "ignored = []")
    return "\n".join(lines) + "\n"


def _add_ignored(document: tomlkit.TOMLDocument, ignored: Iterable[str]) -> None:
    there: Any = document.get("ignored", [])
    known = set(map(heading_key, there))
    there.extend(one for one in ignored if heading_key(one) not in known)


def _add_headings(document: tomlkit.TOMLDocument, headings: Mapping[str, str]) -> None:
    table: Any = document.get("headings", {})
    there = {heading_key(one): said for one, said in table.items()}
    for heading, meant in headings.items():
        said = there.get(heading_key(heading), meant)
        if said != meant:
            raise UsageProblem(OTHERWISE, heading=heading, field=said)
    new = {one: meant for one, meant in headings.items() if heading_key(one) not in there}
    if new and not table:
        document.add(tomlkit.nl())
        document["headings"] = table = tomlkit.table()
    table.update(new)


def _add_layout(document: tomlkit.TOMLDocument, layout: Layout) -> None:
    """Sheets with the same headings share an entry; what was said of these sheets before goes."""
    entries = _layouts(document)
    mine = set(map(normalised, layout.sheets))
    for entry in entries:
        entry["sheets"] = [one for one in entry["sheets"] if normalised(one) not in mine]
    keys = _as_keys(layout.headings)
    same = next((one for one in entries if _as_keys(one["headings"]) == keys), None)
    if same is None:
        same = tomlkit.table()
        same["sheets"], same["headings"] = [], _wrapped(layout.headings)
        entries.append(same)
        same = entries[-1]
    same["sheets"] = [*same["sheets"], *layout.sheets]
    for place in reversed(range(len(entries))):
        if not entries[place]["sheets"]:
            del entries[place]


def _layouts(document: tomlkit.TOMLDocument) -> Any:  # noqa: ANN401  tomlkit's tables are untyped
    if "layouts" not in document:
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(LAYOUTS_HEAD))
        document["layouts"] = AoT([])
    return document["layouts"]


def _as_keys(headings: Iterable[str]) -> list[str]:
    return [heading_key(one) for one in headings]


def _wrapped(headings: Iterable[str]) -> Array:
    """A few to a line, so that people can compare them with their table."""
    lines = ["   "]
    for heading in headings:
        if len(lines[-1]) > LONG:
            lines.append("   ")
        lines[-1] += f" {_quoted(heading)},"
    return tomlkit.array("\n".join(["[", *lines, "]"]))
