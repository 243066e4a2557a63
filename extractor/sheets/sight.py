"""Which cells of an xlsx nobody sees: hidden rows and columns, letters in the colour of their cell, formats that show
nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from extractor.normal import whole_number
from extractor.office.colours import BLACK, WHITE, Colour, Colours, alike, shade
from extractor.office.ooxml import OfficeFile
from extractor.sheets.looks import TAG, cell_column
from model.traces import HidingWay

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""\b(\w+)\s*=\s*["']([^"']*)["']""")
_LOWEST, _NARROWEST, _SMALLEST = 2.0, 0.3, 4.0
"""Points of a row's height, characters of a column's width, points of a letter, below which nothing can be read."""
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::|$)")
_MOST_COLUMNS, _MOST_CELLS = 16_384, 200_000


@dataclass(slots=True)
class Unseen:
    """The cells of one sheet that nobody sees; rows and columns count from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    cells: dict[tuple[int, int], HidingWay] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns or self.cells)

    def way(self, row: int, column: int) -> HidingWay | None:
        """How a cell is kept from sight, None where it is seen."""
        return "hidden_row" if row in self.rows or column in self.columns else self.cells.get((row, column))


def unseen_styles(styles: Any, colours: Colours) -> dict[bytes, HidingWay]:
    """Cell styles, by their number as a sheet writes it, that show nothing or nothing that could be read."""
    if styles is None:
        return {}
    formats = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iterfind("{*}numFmts/{*}numFmt")}
    fonts = [_font(one, colours) for one in styles.iterfind("{*}fonts/{*}font")]
    grounds = [_ground(one, colours) for one in styles.iterfind("{*}fills/{*}fill")]
    found: dict[bytes, HidingWay] = {}
    for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        font = whole_number(style.get("fontId"))
        fill = whole_number(style.get("fillId"))
        colour, size = fonts[font] if font < len(fonts) else (BLACK, 11.0)
        ground = grounds[fill] if fill < len(grounds) else WHITE
        key = str(number).encode()
        if formats.get(style.get("numFmtId", ""), "").replace(" ", "") == ";;;":
            found[key] = "transparent"
        elif size < _SMALLEST:
            found[key] = "tiny"
        elif colour is not None and ground is not None and alike(colour, ground):
            found[key] = "faint"
    return found


def unseen_cells(data: bytes, styles: dict[bytes, HidingWay], heads: set[int]) -> Unseen:
    """What nobody sees of the sheet whose part is ``data``. heads: rows on which a table lays a colour of its own."""
    found = Unseen()
    at = -1
    for tag in _HIDDEN_ROW.findall(data) if b"hidden" in data or b"customHeight" in data else ():
        told = dict(_ATTRIBUTE.findall(tag))
        at = whole_number(told.get(b"r", b"").decode("ascii", "replace"), at + 2) - 1
        if told.get(b"hidden") in (b"1", b"true") or b"customHeight" in told and _number(told.get(b"ht")) < _LOWEST:
            found.rows.add(at)
    for tag in _COLUMN.findall(data):
        told = dict(_ATTRIBUTE.findall(tag))
        if told.get(b"hidden") in (b"1", b"true") or b"width" in told and _number(told[b"width"]) < _NARROWEST:
            first, last = (whole_number(told.get(side, b"").decode("ascii", "replace"), 0) for side in (b"min", b"max"))
            found.columns.update(range(max(first - 1, 0), min(last, _MOST_COLUMNS)))
    if styles:
        _by_style(data, styles, heads, found)
    return found


def _by_style(data: bytes, styles: dict[bytes, HidingWay], heads: set[int], found: Unseen) -> None:
    row, column = -1, -1
    for match in TAG.finditer(data):
        tag, rest = match.groups()
        named = dict(_ATTRIBUTE.findall(rest))
        if tag == b"row":
            row, column = whole_number(named.get(b"r", b"").decode("ascii", "replace"), row + 2) - 1, -1
            continue
        column = cell_column(named.get(b"r", b""), column + 1)
        way = styles.get(named.get(b"s", b"0"))
        if way is not None and (way != "faint" or row not in heads) and len(found.cells) < _MOST_CELLS:
            found.cells[row, column] = way


def table_heads(office: OfficeFile, part: str) -> set[int]:
    """Rows of a sheet that are the head or the sum of a table: its style colours them."""
    heads: set[int] = set()
    for one in office.relations(part).values():
        root = office.xml(one.target) if one.kind == "table" and not one.outside else None
        for place in _RANGE.finditer("" if root is None else str(root.get("ref", ""))):
            heads.add(int(place.group(2)) - 1)
    return heads


def named_by_choices(office: OfficeFile, parts: dict[str, str]) -> set[str]:
    """Sheets from which lists for choices are taken (data validation, by itself or by a name): they serve the form.

    parts: the part of every sheet by its name.
    """
    rules: list[str] = []
    for part in parts.values():
        data = office.data(part) or b""
        if b"dataValidation" in data:
            rules += [unescape(found.decode("utf-8", "replace")) for found in re.findall(
                rb"<(?:\w+:)?(?:formula1|formula2|f)>([^<]{1,400})<", data[data.find(b"dataValidation"):])]
    book = office.xml("xl/workbook.xml")
    names = {str(one.get("name", "")): one.text or "" for one in (() if book is None else book.iter("{*}definedName"))}
    told = " ".join([*rules, *(text for name, text in names.items() if any(name in rule for rule in rules))])
    return {sheet for sheet in parts if f"{sheet}!" in told or f"{sheet}'!" in told}


def _font(element: Any, colours: Colours) -> tuple[Colour | None, float]:
    """A font's colour (None for one that is not known) and size in points."""
    size = element.find("{*}sz")
    colour = element.find("{*}color")
    return (BLACK if colour is None else _colour(colour, colours)), \
        11.0 if size is None else _number(str(size.get("val", "11")).encode())


def _ground(element: Any, colours: Colours) -> Colour | None:
    """A filling's colour; None for one that is not known."""
    pattern = element.find("{*}patternFill")
    if pattern is None:
        return None
    if pattern.get("patternType", "none") == "none":
        return WHITE
    front = pattern.find("{*}fgColor")
    return _colour(front, colours) if pattern.get("patternType") == "solid" and front is not None else None


_SLOTS = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_INDEXED = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")


def _colour(element: Any, colours: Colours) -> Colour | None:
    """A colour as workbooks write it: of eight digits, of the theme with a tint, of the old palette."""
    if element.get("rgb"):
        return shade(str(element.get("rgb"))[-6:])
    if element.get("theme") is not None:
        at = whole_number(element.get("theme"))
        base = colours.slot(_SLOTS[at]) if at < len(_SLOTS) else None
        return None if base is None else _tinted(base, _number(str(element.get("tint", "0")).encode()))
    at = whole_number(element.get("indexed"), 64)
    return shade(_INDEXED[at % 8]) if at < 16 else BLACK if at == 64 else WHITE if at == 65 else None


def _tinted(base: Colour, tint: float) -> Colour:
    to = 255 if tint > 0 else 0
    share = min(abs(tint), 1.0)
    return Colour(*(round(part * (1 - share) + to * share) for part in base))


def _number(text: bytes | None) -> float:
    try:
        found = float(text or b"nan")
    except ValueError:
        return 1e6
    return found if found == found else 1e6
