"""What a binary Word file says of its characters, paragraphs and styles, apart from the text itself.

Properties are numbered operations (“sprm”), each with its operand; runs of them stand in pages of 512 bytes.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

ROW_END, IN_TABLE, NESTED, OUTLINE, NUMBERED = 0x2417, 0x2416, 0x6649, 0x2640, 0x460B
CENTRED, TABLE, SPECIAL = (0x2461, 0x2403), 0xD608, 0x0855
ELSEWHERE = (0x6645, 0x6646)
HIDDEN, DELETED, INSERTED, SYMBOL = 0x083C, 0x0800, 0x0801, 0x6A09
CHARACTERS, PARAGRAPHS = 0xFA, 0x102
Sprms = dict[int, bytes]

_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_STYLES = 0xA2
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题)$", re.IGNORECASE)


@dataclass(slots=True)
class Runs:
    """Properties by place in the file: run ``i`` begins at ``starts[i]``."""

    starts: list[int] = field(default_factory=list)
    sprms: list[Sprms] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)

    def at(self, place: int) -> tuple[Sprms, int]:
        """Properties and style of the run that holds a place."""
        index = bisect_right(self.starts, place) - 1
        return (self.sprms[index], self.styles[index]) if index >= 0 else ({}, 0)


@dataclass(frozen=True, slots=True)
class Style:
    """A style. base: the one it rests on; known: its paragraph's properties, then its characters'."""

    name: str
    base: int
    known: Sprms


def read_runs(main: bytes, table: bytes, entry: int) -> Runs:
    """Runs of ``CHARACTERS`` or ``PARAGRAPHS`` with their properties; none where their table is broken."""
    found = Runs()
    at, length = struct.unpack_from("<II", main, entry)
    count = (length - 4) // 8
    if count <= 0 or at + length > len(table):
        return found
    for number in struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1)):
        page = main[(number & 0x3FFFFF) * 512:][:512]
        if len(page) == 512:
            _read_page(page, found, of_paragraphs=entry == PARAGRAPHS)
    order = sorted(range(len(found.starts)), key=found.starts.__getitem__)
    return Runs([found.starts[i] for i in order], [found.sprms[i] for i in order], [found.styles[i] for i in order])


def _read_page(page: bytes, found: Runs, *, of_paragraphs: bool) -> None:
    """One page of runs: where each begins, and after it the places of their properties in this page."""
    runs = page[511]
    step = 13 if of_paragraphs else 1
    if 4 * (runs + 1) + step * runs > 511:
        return
    for index, start in enumerate(struct.unpack_from(f"<{runs}I", page)):
        at = 2 * page[4 * (runs + 1) + step * index]
        data, style = b"", 0
        if at:
            size = page[at]
            if not of_paragraphs:
                data = page[at + 1:at + 1 + size]
            else:
                data = page[at + 1:at + 2 * size] if size else page[at + 2:at + 2 + 2 * page[at + 1]]
                style = struct.unpack_from("<H", data)[0] if len(data) >= 2 else 0
                data = data[2:]
        found.starts.append(start)
        found.sprms.append(sprms(data))
        found.styles.append(style)


def sprms(data: bytes) -> Sprms:
    """Properties by number with their operands."""
    found: Sprms = {}
    at = 0
    while at + 3 <= len(data):
        number, = struct.unpack_from("<H", data, at)
        if number >> 13 == 6:
            size = struct.unpack_from("<H", data, at + 2)[0] + 1 if number == TABLE else data[at + 2] + 1
        else:
            size = _SIZES[number >> 13]
        found[number] = data[at + 2:at + 2 + size]
        at += 2 + size
    return found


def read_styles(main: bytes, table: bytes) -> list[Style | None]:
    """The styles by number, None for an empty place. Raises struct.error for a broken table."""
    at, length = struct.unpack_from("<II", main, _STYLES)
    data = table[at:at + length]
    head, count, base = struct.unpack_from("<HHH", data)
    at = 2 + head
    found: list[Style | None] = []
    for _ in range(min(count, 4096)):
        size, = struct.unpack_from("<H", data, at)
        part = data[at + 2:at + 2 + size]
        found.append(_style(part, base) if size >= base + 2 else None)
        at += 2 + size + size % 2
    return found


def _style(data: bytes, base: int) -> Style:
    kind_base, parts = struct.unpack_from("<HH", data, 2)
    letters, = struct.unpack_from("<H", data, base)
    name = data[base + 2:base + 2 + 2 * letters].decode("utf-16-le", "replace")
    at = base + 4 + 2 * letters
    known: Sprms = {}
    for index in range(parts & 0xF):
        if at + 2 > len(data):
            break
        size, = struct.unpack_from("<H", data, at)
        skip = 2 if kind_base & 0xF == 1 and index == 0 else 0
        known.update(sprms(data[at + 2 + skip:at + 2 + size]))
        at += 2 + size + size % 2
    return Style(name, kind_base >> 4, known)


def chain(styles: list[Style | None], number: int) -> Iterator[Style]:
    """A style and those it rests on."""
    for _ in range(12):
        style = styles[number] if number < len(styles) else None
        if style is None:
            return
        yield style
        number = style.base


def level_of(known: Sprms, style: int, styles: list[Style | None]) -> int:
    """Heading depth of a paragraph by its own outline level or its style, 0 for body text."""
    if OUTLINE in known:
        return known[OUTLINE][0] + 1 if known[OUTLINE][0] < 9 else 0
    for one in chain(styles, style):
        named = _HEADING.match(one.name)
        if named or _TITLE.match(one.name):
            return int(named.group(1)) if named else 1
        if OUTLINE in one.known:
            return one.known[OUTLINE][0] + 1 if one.known[OUTLINE][0] < 9 else 0
    return style if 1 <= style <= 9 and not styles else 0


@dataclass(frozen=True, slots=True)
class Shape:
    """Cells of a table row. edges: left edge of every cell and the row's right edge.

    merged: of every cell 0 for none, 1 where it begins downwards, 2 where it goes on from above, 3 from the left.
    """

    edges: tuple[int, ...]
    merged: tuple[int, ...]


def shape_of(known: Sprms) -> Shape | None:
    """The shape of a row by the properties of its end mark, None where they do not tell."""
    data = known.get(TABLE, b"")
    if len(data) < 3:
        return None
    count = data[2]
    if len(data) < 3 + 2 * (count + 1):
        return None
    edges = struct.unpack_from(f"<{count + 1}h", data, 3)
    merged = []
    for index in range(count):
        at = 3 + 2 * (count + 1) + 20 * index
        flags = struct.unpack_from("<H", data, at)[0] if at + 2 <= len(data) else 0
        merged.append(3 if flags & 2 else 1 if flags & 0x40 else 2 if flags & 0x20 else 0)
    return Shape(edges, tuple(merged))
