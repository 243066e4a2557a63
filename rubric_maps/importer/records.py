"""Gathers sections and items in the order of the paper, whatever their layout."""

from __future__ import annotations

import re
from decimal import Decimal

from rubric_maps.importer import outline
from rubric_maps.importer.paper import Bit, Head, Record, Row
from rubric_maps.importer.words import pattern, value

_POINTS_CELL = re.compile(r"[(+-]?(\d+(?:\.\d+)?)分?\)?")
_POINTS_SAID = re.compile(r"[(+-]?(\d+(?:\.\d+)?)分\)?")


def points_cell(text: str, *, bare: bool) -> Decimal | None:
    """The points that a cell states and nothing else. bare: a number without 分 will do."""
    found = (_POINTS_CELL if bare else _POINTS_SAID).fullmatch(text)
    return value(found.group(1)) if found else None


def heading(text: str) -> tuple[str, Decimal | None] | None:
    """Title and points of a section's heading; None where ``text`` is none.

    A heading is numbered with 一、 and short, or it ends with its points.
    """
    numbered = outline.style(text) == "一"
    body = outline.unnumbered(text) if numbered else re.sub(r"^附[:录]?", "", text) if text[:2] == "附:" else text
    if outline.style(body) not in (None, "一") or len(body) > 45:
        return None
    found = pattern("部分头").match(body)
    if found and (numbered or not body.endswith("。")) and not re.search(r"[,;]|每", found["名"]):
        return found["名"].strip("(:\"“”"), value(found["分"])
    if numbered and not re.search(r"[。;,]", body.rstrip("。:")):
        return body.rstrip("。:"), None
    return None


class Builder:
    """Takes what a layout reader meets, in order, and keeps the sections and records of a part.

    open: an item is open for more text. columned: heads of columns were met.
    """

    def __init__(self) -> None:
        self.heads: list[Head] = []
        self.records: list[Record] = []
        self.open = self.columned = False

    def section(self, title: str, points: Decimal | None, line: int) -> None:
        """Opens a section; the same heading again (on the next page) changes nothing."""
        self.open = False
        if self.heads and self.heads[-1].title == title:
            if self.heads[-1].points is None:
                self.heads[-1].points = points
            return
        self.heads.append(Head(title=title, points=points, line=line,
                               bonus=bool(pattern("附加").search(title) or pattern("减分").search(title)),
                               minus=bool(pattern("减分").search(title)) and not pattern("附加").search(title)))

    def item(self, number: str, line: int, title: str = "") -> Record:
        """Opens an item in the section that is open."""
        if not self.heads:
            self.heads.append(Head(title="", points=None, line=line))
        record = Record(number=number, line=line, section=len(self.heads) - 1, title=title)
        self.records.append(record)
        self.open = True
        return record

    def row(self, line: int) -> Row:
        """Opens a row of the item that is open."""
        row = Row(line=line)
        self.records[-1].rows.append(row)
        return row

    @property
    def last(self) -> Row | None:
        """The row that is open, None where there is none."""
        return self.records[-1].rows[-1] if self.open and self.records and self.records[-1].rows else None


def add(bits: list[Bit], text: str, line: int) -> None:
    """Adds a piece of text unless it is empty or there already (a cell printed again after a page break)."""
    if text and all(bit.text != text for bit in bits):
        bits.append(Bit(text=text, line=line))
