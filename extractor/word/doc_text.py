"""Binary Word files (doc, wps) straight from their streams, hundreds of times faster than through LibreOffice.

A Word 97 file keeps its text in pieces of 8-bit or UTF-16 characters that a table puts in order. Characters 7 end cells
and rows, 19, 20 and 21 open, part and close a field whose first half is its code. What this module does not understand
(pictures, drawn objects, automatic numbers, notes, text boxes, changes that are tracked, nested tables, Word 95) is
counted, so that such a paper goes through LibreOffice instead.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.limits import MEGA
from extractor.word import doc_parts as parts
from extractor.word.pieces import LockedError, Piece

_MOST = 64 * MEGA
_CODES = {0x0804: "gb18030", 0x1004: "gb18030", 0x0404: "big5", 0x0C04: "big5"}
_SIGNS = {0x1E: "-", 0x1F: "", 0x0B: "\n", 0x0E: "\n"}
_ROW_CHANGES = (0xD62B, 0x5624, 0x5625, 0x7621, 0x5622)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters that lie together in the file. at: where the first one lies; width: bytes of each."""

    at: int
    width: int
    text: str


@dataclass(slots=True)
class WordText:
    """What was read. heads: running heads; hidden: hidden text; odd: what was met that this module does not read."""

    pieces: list[Piece] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    odd: set[str] = field(default_factory=set)


def read_word_text(path: Path) -> WordText:
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
            return _old_word(main, flags, language)
        table = file.openstream("1Table" if flags & 0x0200 else "0Table").read(_MOST)
    found = WordText()
    if flags & 0x0004:
        found.odd.add("saved in pieces")
    reader = _Reader(main, table, language, found)
    body, notes, heads, _, remarks, ends, boxes, _ = (max(0, count) for count in struct.unpack_from("<8i", main, 0x4C))
    if notes or ends or boxes:
        found.odd.add("notes or boxes")
    found.pieces.extend(reader.part(0, body))
    found.pieces.extend(reader.part(body, notes))
    found.pieces.extend(reader.part(body + notes + heads + remarks, ends + boxes))
    met, hidden = set(found.odd), list(found.hidden)
    found.heads = list(dict.fromkeys(piece.text.strip() for piece in reader.part(body + notes, heads)
                                     if piece.text.strip()))
    found.odd, found.hidden = met, hidden
    return found


def _old_word(main: bytes, flags: int, language: int) -> WordText:
    """Text of a Word 6 or 95 file that was saved whole: one stretch in the code page of its language."""
    if flags & 0x0004:
        raise ValueError("saved in pieces")
    first, last = struct.unpack_from("<ii", main, 0x18)
    found = WordText(odd={"Word 95"})
    reader = _Reader.plain([_Stretch(first, 1, main[first:last].decode(_CODES.get(language, "cp1252"), "replace"))],
                           found)
    found.pieces.extend(reader.part(0, last))
    return found


class _Reader:
    """Turns parts of a file's text into pieces."""

    def __init__(self, main: bytes, table: bytes, language: int, found: WordText) -> None:
        self._found = found
        self._stretches = list(_stretches(main, table, language, found.odd))
        self._characters = parts.read_runs(main, table, parts.CHARACTERS)
        self._paragraphs = parts.read_runs(main, table, parts.PARAGRAPHS)
        self._styles: list[parts.Style | None] = []
        try:
            self._styles = parts.read_styles(main, table)
        except (struct.error, IndexError):
            found.odd.add("styles")
        if not self._paragraphs.starts or not self._characters.starts:
            found.odd.add("runs")
        if any(style and {parts.HIDDEN, parts.DELETED} & style.known.keys() for style in self._styles):
            found.odd.add("style that hides")

    @classmethod
    def plain(cls, stretches: list[_Stretch], found: WordText) -> _Reader:
        """A reader of text without properties."""
        made = cls.__new__(cls)
        made._found, made._stretches, made._styles = found, stretches, []
        made._characters = made._paragraphs = parts.Runs()
        return made

    def part(self, start: int, length: int) -> Iterator[Piece]:
        """Paragraphs and rows of ``length`` characters; field codes, hidden and deleted text left out."""
        text: list[str] = []
        cells: list[str] = []
        fields: list[str | None] = []
        for char, place in _marks(self._stretches, start, start + length):
            code = ord(char)
            if code in (0x13, 0x14, 0x15):
                self._field(code, fields)
            elif code not in (0x0D, 0x0C, 0x07):
                if fields and fields[-1] is not None:
                    fields[-1] += char
                else:
                    text.append(self._letter(code, char, place))
            else:
                known, style = self._paragraphs.at(place)
                if any(sprm in known for sprm in parts.ELSEWHERE) or known.get(parts.NESTED, b"\1")[0] > 1:
                    self._found.odd.add("table")
                row_end = known.get(parts.ROW_END, b"\0")[0] if self._paragraphs.starts else cells and not text
                if code == 0x07 and not row_end:
                    cells.append("".join(text))
                elif code == 0x07:
                    yield self._row(cells, known)
                    cells = []
                elif known.get(parts.IN_TABLE, b"\0")[0]:
                    text.append("\n")
                    continue
                else:
                    yield self._paragraph("".join(text), known, style)
                text = []
        if cells or text:
            yield Piece(text="".join(text), cells=tuple(enumerate(cells)))

    def _field(self, code: int, fields: list[str | None]) -> None:
        """Keeps the codes of the fields that are open, None for one of which the result has begun."""
        if code == 0x13:
            fields.append("")
        elif fields:
            if fields[-1] is not None and not fields[-1].strip().upper().startswith("HYPERLINK"):
                self._found.odd.add("field")
            fields[-1] = None
            if code == 0x15:
                fields.pop()

    def _letter(self, code: int, char: str, place: int) -> str:
        """A character as text, "" where it is none that is read."""
        known, _ = self._characters.at(place)
        if code in (1, 8) or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or (code == 2 and parts.SPECIAL in known):
            self._found.odd.add("picture, sign or note")
        if {parts.DELETED, parts.INSERTED, parts.SYMBOL} & known.keys():
            self._found.odd.add("change or symbol")
        if not (code in _SIGNS or code >= 0x20 or code == 0x09) or known.get(parts.DELETED, b"\0")[0]:
            return ""
        if known.get(parts.HIDDEN, b"\0")[0]:
            self._found.hidden.append(char)
            return ""
        return _SIGNS.get(code, char)

    def _paragraph(self, text: str, known: parts.Sprms, style: int) -> Piece:
        numbered = (known, *(one.known for one in parts.chain(self._styles, style)))
        number = next((found[parts.NUMBERED] for found in numbered if parts.NUMBERED in found), b"\0\0")
        if number != b"\0\0":
            self._found.odd.add("automatic number")
        centred = any(known.get(sprm) == b"\1" for sprm in parts.CENTRED)
        return Piece(text=text, level=parts.level_of(known, style, self._styles), centred=centred)

    def _row(self, cells: list[str], known: parts.Sprms) -> Piece:
        """A row with its cells' left edges, so that cells of different rows can be told to stand under one another."""
        if any(change in known for change in _ROW_CHANGES):
            self._found.odd.add("table")
        shape = parts.shape_of(known)
        if shape is None or len(shape.merged) != len(cells):
            if self._paragraphs.starts:
                self._found.odd.add("row")
            return Piece(cells=tuple(enumerate(cells)))
        return Piece(cells=tuple(enumerate(cells)), edges=shape.edges, merged=shape.merged)


def _stretches(main: bytes, table: bytes, language: int, odd: set[str]) -> Iterator[_Stretch]:
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
        place, change = struct.unpack_from("<IH", table, at + 5 + 4 * (count + 1) + 8 * index + 2)
        if change:
            odd.add("piece that changes its text")
        letters = max(0, min(ends[index + 1] - ends[index], _MOST))
        if place & 0x40000000:
            place = (place & 0x3FFFFFFF) // 2
            yield _eight_bit(main, place, letters, language)
        else:
            yield _Stretch(place, 2, main[place:place + 2 * letters].decode("utf-16-le", "replace"))


def _eight_bit(main: bytes, place: int, length: int, language: int) -> _Stretch:
    """A piece of 8-bit characters: Western ones, or Chinese ones of a writer that kept its own code page.

    A Chinese character counts as two in the file's own counting: a zero after it stands for the second.
    """
    data = main[place:place + length]
    if sum(byte >= 0x80 for byte in data) > 8 and _is_chinese(data):
        text = data.decode(_CODES.get(language, "gb18030"), "replace")
        return _Stretch(place, 1, "".join(char if char < "\x80" else char + "\0" for char in text))
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


def _marks(stretches: list[_Stretch], start: int, end: int) -> Iterator[tuple[str, int]]:
    """Every character from ``start`` to ``end`` of the whole text, with its place in the file."""
    at = 0
    for stretch in stretches:
        for index in range(max(0, start - at), min(len(stretch.text), end - at)):
            yield stretch.text[index], stretch.at + index * stretch.width
        at += len(stretch.text)
