"""The words of a binary Word file (doc, wps) straight from its streams: pieces of text, rows, fields, hidden runs.

A Word 97 file keeps its text in pieces of 8-bit or UTF-16 characters that a table puts in order. Characters 7 end cells
and rows, 19, 20 and 21 open, part and close a field whose first half is its code. Which characters are hidden or
deleted, and which marks end a row, stands in pages of 512 bytes that list runs by their place in the file.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.limits import MEGA
from extractor.old_text import LockedError, Piece

_MOST = 64 * MEGA
_LONG = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_ROW_END, _HIDDEN, _DELETED, _SPECIAL = 0x2417, 0x083C, 0x0800, 0x0855
_CODES = {0x0804: "gb18030", 0x1004: "gb18030", 0x0404: "big5", 0x0C04: "big5"}
_SIGNS = {0x1E: "-", 0x1F: "", 0x0B: "\n", 0x0E: "\n", 0xA0: " "}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters that lie together in the file. at: where the first one lies; width: bytes of each."""

    at: int
    width: int
    text: str


@dataclass(slots=True)
class _Runs:
    """Properties by place in the file: run ``i`` begins at ``starts[i]``."""

    starts: list[int] = field(default_factory=list)
    sprms: list[dict[int, int]] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)

    def at(self, place: int) -> tuple[dict[int, int], int]:
        """Properties and style of the run that holds a place."""
        index = bisect_right(self.starts, place) - 1
        return (self.sprms[index], self.styles[index]) if index >= 0 else ({}, 0)


def doc_pieces(path: Path) -> list[Piece]:
    """Paragraphs and rows of a Word file's body, then its notes and text boxes.

    Raises LockedError for one with a password, and struct.error, ValueError or what olefile raises for a broken one.
    """
    import olefile

    with olefile.OleFileIO(path) as file:
        main = file.openstream("WordDocument").read(_MOST)
        magic, version, language, flags = struct.unpack_from("<HHxxHxxH", main)
        if magic not in (0xA5EC, 0xA5DC, 0xA59B, 0xA59C):
            raise ValueError("no Word file")
        if flags & 0x0100:
            raise LockedError
        if version < 0xC1:
            return list(_paragraphs(_old_text(main, flags, language), _Runs(), _Runs()))
        table = file.openstream("1Table" if flags & 0x0200 else "0Table").read(_MOST)
    counts = struct.unpack_from("<8i", main, 0x4C)
    stretches = list(_stretches(main, table, language))
    characters, paragraphs = _runs(main, table, 0xFA), _runs(main, table, 0x102)
    body, notes, heads, _, remarks, ends, boxes, _ = (max(0, count) for count in counts)
    found: list[Piece] = []
    at = 0
    for length, wanted in ((body, True), (notes, True), (heads + remarks, False), (ends, True), (boxes, True)):
        if wanted and length:
            found.extend(_paragraphs(_part(stretches, at, at + length), characters, paragraphs))
        at += length
    return found


def _old_text(main: bytes, flags: int, language: int) -> list[_Stretch]:
    """Text of a Word 6 or 95 file that was saved whole: one stretch in the code page of its language."""
    if flags & 0x0004:
        raise ValueError("saved in pieces")
    first, last = struct.unpack_from("<ii", main, 0x18)
    text = main[first:last].decode(_CODES.get(language, "cp1252"), "replace")
    return [_Stretch(first, 1, text)]


def _stretches(main: bytes, table: bytes, language: int) -> Iterator[_Stretch]:
    """The pieces of text in their order."""
    at, length = struct.unpack_from("<II", main, 0x1A2)
    end = min(at + length, len(table))
    while at < end and table[at] == 1:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= end or table[at] != 2:
        raise ValueError("no piece table")
    size, = struct.unpack_from("<I", table, at + 1)
    count = (min(size, end - at - 5) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    for index in range(count):
        place, = struct.unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * index + 2)
        letters = max(0, min(ends[index + 1] - ends[index], _MOST))
        if place & 0x40000000:
            place = (place & 0x3FFFFFFF) // 2
            yield _eight_bit(main, place, letters, language)
        else:
            yield _Stretch(place, 2, main[place:place + 2 * letters].decode("utf-16-le", "replace"))


def _eight_bit(main: bytes, place: int, length: int, language: int) -> _Stretch:
    """A piece of 8-bit characters: Western ones, or Chinese ones of a writer that kept its own code page."""
    data = main[place:place + length]
    high = sum(byte >= 0x80 for byte in data)
    if high > 8 and _is_chinese(data):
        return _Stretch(place, 1, data.decode(_CODES.get(language, "gb18030"), "replace"))
    return _Stretch(place, 1, data.decode("cp1252", "replace"))


def _is_chinese(data: bytes) -> bool:
    """Whether nearly all high bytes stand in pairs that are common Chinese characters or signs."""
    paired = alone = at = 0
    while at < len(data):
        if data[at] < 0x80:
            at += 1
        elif at + 1 < len(data) and 0xA1 <= data[at] <= 0xF7 and data[at + 1] >= 0xA1:
            paired, at = paired + 1, at + 2
        else:
            alone, at = alone + 1, at + 1
    return paired > 8 * alone


def _runs(main: bytes, table: bytes, entry: int) -> _Runs:
    """Runs of characters (0xFA) or paragraphs (0x102) with their properties; none where their table is broken."""
    found = _Runs()
    at, length = struct.unpack_from("<II", main, entry)
    count = (length - 4) // 8
    if count <= 0 or at + length > len(table):
        return found
    pages = struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1))
    for number in pages:
        page = main[(number & 0x3FFFFF) * 512:][:512]
        if len(page) == 512:
            _read_runs(page, found, of_paragraphs=entry == 0x102)
    order = sorted(range(len(found.starts)), key=found.starts.__getitem__)
    return _Runs([found.starts[i] for i in order], [found.sprms[i] for i in order], [found.styles[i] for i in order])


def _read_runs(page: bytes, found: _Runs, *, of_paragraphs: bool) -> None:
    """One page of runs: where each begins, and after it the places of their properties in this page."""
    runs = page[511]
    step = 13 if of_paragraphs else 1
    if 4 * (runs + 1) + step * runs > 511:
        return
    starts = struct.unpack_from(f"<{runs}I", page)
    for index, start in enumerate(starts):
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
        found.sprms.append(_properties(data))
        found.styles.append(style)


def _properties(data: bytes) -> dict[int, int]:
    """Properties of one byte or more by number, the first byte of each."""
    found: dict[int, int] = {}
    at = 0
    while at + 3 <= len(data):
        number, = struct.unpack_from("<H", data, at)
        if number >> 13 == 6:
            size = struct.unpack_from("<H", data, at + 2)[0] + 1 if number == 0xD608 else data[at + 2] + 1
        else:
            size = _LONG[number >> 13]
        found[number] = data[at + 2]
        at += 2 + size
    return found


def _part(stretches: list[_Stretch], start: int, end: int) -> list[_Stretch]:
    """The characters from ``start`` to ``end`` of the whole text."""
    found, at = [], 0
    for stretch in stretches:
        first, last = max(0, start - at), min(len(stretch.text), end - at)
        if first < last:
            found.append(_Stretch(stretch.at + first * stretch.width, stretch.width, stretch.text[first:last]))
        at += len(stretch.text)
    return found


def _paragraphs(stretches: list[_Stretch], characters: _Runs, paragraphs: _Runs) -> Iterator[Piece]:
    """Paragraphs and rows; field codes, hidden and deleted text left out."""
    text: list[str] = []
    cells: list[str] = []
    depth: list[bool] = []
    for char, place in _marks(stretches):
        code = ord(char)
        if code == 0x13:
            depth.append(True)
        elif code == 0x14 and depth:
            depth[-1] = False
        elif code == 0x15 and depth:
            depth.pop()
        elif code in (0x0D, 0x0C, 0x07):
            known, style = paragraphs.at(place)
            row_end = known.get(_ROW_END) if paragraphs.starts else cells and not text
            if code == 0x07 and not row_end:
                cells.append("".join(text))
                text = []
            elif code == 0x07:
                yield Piece(cells=tuple(cells))
                cells, text = [], []
            elif known.get(0x2416) and code == 0x0D:
                text.append("\n")
            else:
                yield Piece(text="".join(text), level=style if 1 <= style <= 9 else 0)
                text = []
        elif not any(depth) and (code in _SIGNS or code >= 0x20 or code == 0x09):
            known, _ = characters.at(place)
            if not known.get(_HIDDEN) and not known.get(_DELETED):
                text.append(_SIGNS.get(code, char))
    if cells or text:
        yield Piece(text="".join(text), cells=tuple(cells))


def _marks(stretches: list[_Stretch]) -> Iterator[tuple[str, int]]:
    """Every character with its place in the file."""
    for stretch in stretches:
        for index, char in enumerate(stretch.text):
            yield char, stretch.at + index * stretch.width
