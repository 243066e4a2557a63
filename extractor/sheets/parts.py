"""What calamine does not tell of an xlsx sheet: how cells look and whether anybody sees them, formulas without a value,
where pictures stand.

calamine gives bare values: 0.98 where the sheet shows 98%, nothing where a formula was never computed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.normal import whole_number
from extractor.office.colours import Colours
from extractor.office.ooxml import OfficeFile
from extractor.sheets.looks import Look, plainly, style_codes, xlsx_look
from extractor.sheets.sight import Unseen, named_by_choices, table_heads, unseen_cells, unseen_styles

_UNCOMPUTED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_CELL_PICTURES = "xl/cellimages.xml"


@dataclass(slots=True)
class SheetParts:
    """What a sheet has beside its values; rows and columns count from 0.

    look: how its cells are shown. pictures: row → parts of the pictures that begin there. uncomputed: formulas without
    a stored value. unseen: cells that nobody sees. serves: it holds lists that cells of other sheets choose from.
    """

    look: Look = plainly
    unseen: Unseen = field(default_factory=Unseen)
    serves: bool = False
    pictures: dict[int, list[str]] = field(default_factory=dict)
    uncomputed: int = 0


def sheet_parts(office: OfficeFile, sheets: list[str]) -> dict[str, SheetParts]:
    """By name of the sheet."""
    styles, colours = office.xml("xl/styles.xml"), Colours()
    codes = style_codes(styles)
    colours.load(office.xml("xl/theme/theme1.xml"))
    pale = unseen_styles(styles, colours)
    parts = sheet_names(office)
    serving = named_by_choices(office, parts) if len(parts) > 1 else set()
    found = {}
    for sheet in sheets:
        made = found[sheet] = SheetParts()
        part = parts.get(sheet, "")
        data = office.data(part) if part else None
        if data is None:
            continue
        made.uncomputed = len(_UNCOMPUTED.findall(data)) if b"<f" in data else 0
        made.look = xlsx_look(data, codes)
        made.serves = sheet in serving
        made.unseen = unseen_cells(data, pale, table_heads(office, part) if pale else set())
        if b"<drawing" in data or b":drawing" in data:
            made.pictures = _pictures(office, part)
    return found


def cell_pictures(office: OfficeFile) -> list[str]:
    """Pictures that WPS keeps as the content of cells, by part; which cell shows which is not looked for."""
    relations = office.relations(_CELL_PICTURES)
    return [one.target for one in relations.values() if one.kind == "image" and not one.outside]


def _pictures(office: OfficeFile, sheet: str) -> dict[int, list[str]]:
    """Pictures of a sheet's drawing by the row in which they begin."""
    found: dict[int, list[str]] = {}
    for drawing in [one.target for one in office.relations(sheet).values() if one.kind == "drawing"]:
        root, relations = office.xml(drawing), office.relations(drawing)
        for anchor in () if root is None else root:
            row = anchor.findtext("{*}from/{*}row", "0") if isinstance(anchor.tag, str) else "0"
            for blip in anchor.iter("{*}blip"):
                key = next((value for name, value in blip.attrib.items() if str(name).endswith("}embed")), "")
                if key in relations and not relations[key].outside:
                    found.setdefault(whole_number(row), []).append(relations[key].target)
    return found


def sheet_names(office: OfficeFile) -> dict[str, str]:
    """Name of a sheet → the part that holds it."""
    book, relations = office.xml("xl/workbook.xml"), office.relations("xl/workbook.xml")
    found = {}
    for element in () if book is None else book.iter("{*}sheet"):
        key = next((str(value) for name, value in element.attrib.items() if str(name).endswith("}id")), "")
        if key in relations and not relations[key].outside:
            found[str(element.get("name", ""))] = relations[key].target
    return found

