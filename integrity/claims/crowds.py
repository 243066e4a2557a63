"""More people than there can have been: than a hall has seats, than the staff are, than a group has members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from integrity.claims.data import number, pattern
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet
from model.results import Finding

_HALL = re.compile(r"^.*?[局委院于在的内](?=.{4})|^机关|^单位")


def crowds(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Every crowd of a dossier above what its papers say there is room or people for."""
    yield from _halls(sheets)
    yield from _staff(sheets)
    yield from _groups(sheets)


def _pieces(sheet: Sheet) -> Iterator[Said]:
    """The sentences of a paper and the rows of its tables."""
    yield from sheet.pieces
    for table in sheet.tables:
        yield from (sheet.said(row.index) for row in table.rows)


def _halls(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """More people in a hall than the dossier says it holds."""
    holds: dict[str, tuple[int, Said]] = {}
    for sheet in sheets:
        for name, seats, said in _seats(sheet):
            if name not in holds or holds[name][0] < seats:
                holds[name] = seats, said
    for name, (seats, said) in holds.items():
        over: dict[int, list[Said]] = {}
        for where, people in _crowds(sheets, name):
            if people > seats * number("hall_over"):
                over.setdefault(people, []).append(where)
        for people, places in over.items():
            yield told("count_contradiction", "hall", "medium", [*dict.fromkeys(places), said],
                       measures={"written": people, "expected": seats}, hall=name, people=people, seats=seats)


def _seats(sheet: Sheet) -> Iterator[tuple[str, int, Said]]:
    """The halls of a paper with their seats: told with the hall, or in the words after it in one paragraph."""
    named: tuple[int, str] | None = None
    for said in _pieces(sheet):
        halls = [_HALL.sub("", hit.group()) for hit in pattern("presence", "hall_name").finditer(said.text)
                 if hit.group()[0] not in "该本此这"]
        if halls:
            named = said.index, halls[-1]
        seats = [int(next(filter(None, hit.groups()))) for hit in pattern("presence", "seats").finditer(said.text)]
        if seats and named and said.index - named[0] <= 1 and len(named[1]) >= 4:
            yield named[1], max(seats), said


def _crowds(sheets: Sequence[Sheet], hall: str) -> Iterator[tuple[Said, int]]:
    """Words that tell how many people were in a hall, all at once."""
    for sheet in sheets:
        met: Said | None = None
        for said in sheet.pieces:
            met, before = (said, None) if hall in said.text else (None, met)
            if (met or before and before.index == said.index and pattern("presence", "arrived").search(said.text)) \
                    and sheet.paper != "plan" and not pattern("presence", "spread").search(said.text.replace(hall, "")):
                held = [hit.span() for hit in pattern("presence", "seats").finditer(said.text)]
                heads = [int(next(filter(None, hit.groups()))) for hit in pattern("presence", "people").finditer(
                    said.text) if not any(start <= hit.start() < end for start, end in held)]
                if heads:
                    yield said, max(heads)
        for table in sheet.tables:
            column = table.column("people")
            for row in table.rows if column is not None else ():
                cell = re.match(r"\d{1,6}", row.cells.get(column or 0, "").strip())
                if hall in row.block.text and cell and not pattern("presence", "spread").search(row.block.text):
                    yield sheet.said(row.index), int(cell.group())


def _staff(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A meeting of all staff with more people than the staff are said to be."""
    staff: list[tuple[int, Said]] = []
    found: list[tuple[int, Said]] = []
    for sheet in sheets:
        for said in sheet.pieces if sheet.own else ():
            staff += _heads(said, "staff")
            found += _heads(said, "all_staff")
            if pattern("presence", "ours").search(said.text) and not pattern("presence", "others").search(said.text):
                found += _heads(said, "of_staff")
        found += _all_came(sheet)
        for table in sheet.tables if sheet.own else ():
            column = table.column("people")
            found += [(int(cell[0]), sheet.said(row.index)) for row in table.rows if column is not None
                      and pattern("presence", "everybody").search(row.block.text)
                      and not pattern("presence", "others").search(row.block.text)
                      and (cell := re.match(r"\d{1,5}", row.cells.get(column, "").strip()))]
    if not staff:
        return
    most, where = max(staff, key=lambda one: one[0])
    for people, said in found:
        if people > most and said is not where:
            yield told("count_contradiction", "staff", "medium", [said, where],
                       measures={"written": people, "expected": most}, people=people, staff=most)


def _all_came(sheet: Sheet) -> Iterator[tuple[int, Said]]:
    """How many came where a sentence says that all of the staff were to, and the one after it how many did."""
    if sheet.paper in ("media", "web_page", "case", "certificate", "plan", "notice"):
        return
    for before, said in pairwise(sheet.pieces):
        if before.index == said.index and pattern("presence", "everybody").search(before.text) and not any(
                pattern("presence", "others").search(one.text) for one in (before, said)):
            yield from _heads(said, "turned_up")


def _heads(said: Said, name: str) -> list[tuple[int, Said]]:
    return [(int(next(filter(None, hit.groups()))), said) for hit in pattern("presence", name).finditer(said.text)]


def _groups(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """More members of a group at something than the group is said to have (仲裁员27人, 41名仲裁员)."""
    groups: dict[str, tuple[int, Said]] = {}
    for sheet in sheets:
        for said in sheet.pieces if sheet.own else ():
            for hit in pattern("presence", "group").finditer(said.text):
                who, members = hit["who"], int(hit["members"])
                if not pattern("presence", "no_group").search(who) and members > groups.get(who, (0, said))[0]:
                    groups[who] = members, said
    if not groups:
        return
    shapes = re.compile("|".join(rf"(\d{{1,5}})[名位个]{re.escape(who)}|(?<![一-龥]){re.escape(who)}(\d{{1,5}})[名人]"
                                 for who in groups))
    for sheet in sheets:
        for said in sheet.pieces if sheet.own and sheet.paper not in ("plan", "notice") else ():
            for hit in shapes.finditer(said.text):
                people = int(next(filter(None, hit.groups())))
                members, where = next(one for who, one in groups.items() if who in hit.group())
                if people > members and not pattern("presence", "others").search(said.text):
                    yield told("count_contradiction", "group", "medium", list(dict.fromkeys((said, where))),
                               measures={"written": hit.group(), "expected": members}, written=hit.group(),
                               members=members)
