"""So many, and then their names: lists that name more or fewer than the number before them says; and name lists and
numbered lines of a paper against how many it says there were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from integrity.claims.amounts import Amount, amounts, amounts_of
from integrity.claims.data import number, pattern, value
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Said, Sheet
from integrity.claims.sums import plain
from integrity.claims.tables import Row, Table

_DIGIT, _NAMING = re.compile(r"\d"), re.compile(r"\d+月\d*日?|第\d+|\d+号")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")


def lists(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """Every number of a dossier that the list after it does not bear out."""
    for sheet in sheets:
        if sheet.paper in ("plan", "duty_list", "notice", "case"):
            continue
        for one in amounts_of(sheet):
            if one.plain and one.exact and 3 <= one.value <= number("names_most") and one.unit not in ("%", "元", "分"):
                yield from _named(one)
        yield from _beside_table(sheet)
    yield from _name_lists(sheets)


def _named(one: Amount) -> Iterator[Guess]:
    """The names after a number and a word that begins a list, or in the brackets right behind it."""
    text, end = one.said.text, one.match.end
    bracket = re.compile(r"[一-龥]{0,10}[（(](?P<names>[^（）()]{6,300})[）)]").match(text, end)
    if bracket:
        names, closed = bracket["names"], True
    else:
        lead = pattern("amounts", "list_begins").match(text, end)
        if lead is None or re.search("[两三四五六七八九十]", lead.group()):
            return
        stop = re.search("[。；\n]", text[lead.end():])
        names = text[lead.end():lead.end() + stop.start()] if stop else text[lead.end():]
        closed = pattern("amounts", "list_whole").search(lead.group()) is not None
    if pattern("amounts", "open_names").search(names) or _DIGIT.search(_NAMING.sub("", names)):
        return
    if not closed and not re.search("[、；]", names):
        return
    listed = _items(names)
    count, written = len(listed), int(one.value)
    if count == written or count < 3 or not 0.6 <= count / written <= 1.5 or \
            sum(map(len, listed)) / count > number("name_long") or max(map(len, listed)) > 24:
        return
    points = 1.5 + (1.0 if closed else 0) + (0.5 if count >= 4 else 0) + (0.5 if abs(count - written) <= 2 else 0)
    if sum(re.search("[和及与]", item) is not None for item in listed):
        points -= 1.0
    yield Guess(points, "names", (one.said,), {"written": one.text, "expected": count},
                {"written": one.text, "listed": count, "names": names[:60]})


def _items(names: str) -> list[str]:
    """The names of a list, parted by its main mark; those in brackets and a last one after 和 among them."""
    plain_names = _BRACKET.sub("", names)
    main = "；" if "；" in plain_names else "、" if plain_names.count("、") >= 2 else "，"
    found = [part.strip() for part in plain_names.split(main)]
    if main == "、" and found:
        tail = re.split("，", found[-1])[0]
        found[-1:] = re.split("(?<=[一-龥]{2})(?:以及|和|及|与)(?=[一-龥]{2})", tail) \
            if sum("和" in one for one in found) == 1 else [tail]
    return [one for one in found if one]


def _beside_table(sheet: Sheet) -> Iterator[Guess]:
    """A table's number of rows against what its title or the words of its paper say it lists."""
    for table in sheet.tables:
        rows = [row for row in table.rows if not row.total and row.filled > 1]
        if table.excerpt or len(rows) < 3 or any(pattern("sums", "set_aside").search(row.block.text) for row in rows):
            continue
        for said in _about(sheet, table, rows):
            for one in amounts(said):
                off = abs(int(one.value) - len(rows))
                if one.plain and one.exact and one.unit in value("amounts", "row_units") and \
                        0 < off <= number("rows_off") and pattern("amounts", "all_rows").search(said.text) and \
                        not pattern("amounts", "no_rows").match(one.after):
                    sure = len(sheet.tables) == 1 and one.value > len(rows)
                    yield Guess(number("guess_sure") if sure else 2.0, "rows", (said, sheet.said(rows[0].index)),
                                {"written": one.text, "expected": len(rows)},
                                {"written": one.text, "listed": len(rows), "title": table.title or sheet.frame.title})


def _about(sheet: Sheet, table: Table, rows: Sequence[Row]) -> Iterator[Said]:
    """The words right before and after a table, and its title."""
    first, last = rows[0].index, rows[-1].index
    for said in sheet.pieces:
        if first - 4 <= said.index < first or last < said.index <= last + 3:
            yield said
    for row in table.rows:
        if row.total:
            for cell in row.block.cells:
                yield sheet.said(row.index, cell.start, cell.end)


def _name_lists(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """A list of people's names against how many the dossier says came that day."""
    for sheet in sheets:
        for table in sheet.tables:
            column = next((at for at, head in table.heads.items() if pattern("amounts", "people_names").search(head)),
                          None)
            if column is None or table.excerpt or pattern("amounts", "duty").search("".join(table.heads.values())):
                continue
            rows = [row for row in table.rows if row.span(column) and not row.total
                    and re.fullmatch(r"[一-龥·\s]{2,6}", row.cells.get(column, "").strip())]
            if len(rows) < number("few_people"):
                continue
            yield from _against_names(sheets, sheet, rows)


def _against_names(sheets: Sequence[Sheet], owner: Sheet, rows: Sequence[Row]) -> Iterator[Guess]:
    days = {day.range.start for said in owner.pieces[:8] for day in said.dates()
            if day.range and day.precision == "day" and not day.in_title}
    for sheet in sheets:
        for one in amounts_of(sheet):
            if one.unit != "人" or not one.exact or not one.plain or one.value <= len(rows) or one.match.is_part:
                continue
            same = sheet is owner or days & {day.range.start for day in one.said.dates() if day.range}
            if same and one.value <= 3 * len(rows) and not one.match.unit_text.endswith("次"):
                yield Guess(2.5 if sheet is owner else 2.0, "roster", (one.said, owner.said(rows[0].index)),
                            {"written": one.text, "expected": len(rows)},
                            {"written": one.text, "listed": plain(one.value * 0 + len(rows)),
                             "title": owner.frame.title or owner.document.path})
