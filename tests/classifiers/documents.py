"""Hand-built documents for the tests of this room: blocks, tables and whole files in a line each."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from classifiers.context import Context, context_for
from classifiers.find import find_mentions
from classifiers.kinds import asked_kinds
from model.documents import Block, Cell, Document, Line, Span
from model.evidence import DateRange, Mention, Paper, Quantity, Slots, Status

UNIT, YEAR = "云泽市水务局", 2022
CONTEXT = context_for(UNIT, YEAR)


def heading(text: str, *path: str) -> Block:
    """A heading under the headings of ``path``."""
    return Block(kind="heading", text=text, level=len(path) + 1, section_path=(*path, text))


def paragraph(text: str, *path: str, page: int = 1) -> Block:
    """A paragraph under the headings of ``path``."""
    return Block(kind="paragraph", text=text, page=page, section_path=path)


def row(*texts: str, table: int = 1, header: bool = False, carried: tuple[tuple[int, str], ...] = (),
        path: tuple[str, ...] = ()) -> Block:
    """A table row; columns that are merged down from above (``carried``) are left out of the texts with ``…``."""
    cells, at, words = [], 0, []
    for column, text in enumerate(texts):
        if text == "…":
            continue
        cells.append(Cell(start=at, end=at + len(text), column=column))
        words.append(text)
        at += len(text) + 1
    return Block(kind="table_row", text="\t".join(words), cells=tuple(cells), table_id=table, header=header,
                 carried=carried, section_path=path)


def printed(*lines: tuple[int, str]) -> Block:
    """A paragraph printed over (page, line) pairs, as a PDF gives it."""
    spans, at = [], 0
    for page, text in lines:
        spans.append(Line(start=at, end=at + len(text), page=page, bbox=None))
        at += len(text)
    return Block(kind="paragraph", text="".join(text for _, text in lines), page=lines[0][0], lines=tuple(spans))


def document(*blocks: Block | str, path: str = "材料/一.docx") -> Document:
    """A file; strings are paragraphs, ``# …`` headings of the first depth, under which what follows stands."""
    made: list[Block] = []
    section: tuple[str, ...] = ()
    for block in blocks:
        if isinstance(block, str) and block.startswith("# "):
            section = (block[2:],)
            made.append(heading(block[2:]))
        elif isinstance(block, str):
            made.append(paragraph(block, *section))
        else:
            made.append(block)
    return Document(path=path, sha256="0" * 64, media_type=path.rsplit(".", 1)[-1], status="parsed", pages=1,
                    blocks=tuple(made))


def found(*blocks: Block | str, paper: Paper = "other", context: Context = CONTEXT, kind: str | None = None,
          path: str = "材料/一.docx") -> list[Mention]:
    """The mentions of a hand-built file by rules alone; of one kind, which alone is looked for, where it is named."""
    made = document(*blocks, path=path)
    if kind is not None and context.kinds is None:
        context = replace(context, kinds=asked_kinds(frozenset({kind})))
    mentions = find_mentions(made, context, paper, opinion="rules")[1]
    return [m for m in mentions if kind in (None, m.kind)]


def told(mentions: Iterable[Mention]) -> list[tuple[str, str]]:
    """Kind and status of each mention, in reading order."""
    return [(m.kind, m.status) for m in mentions]


def day(month: int, number: int, year: int = YEAR) -> DateRange:
    """One day of the review's year."""
    return DateRange(start=date(year, month, number), end=date(year, month, number))


def month(number: int, year: int = YEAR) -> DateRange:
    """A whole month."""
    after = date(year + number // 12, number % 12 + 1, 1)
    return DateRange(start=date(year, number, 1), end=date.fromordinal(after.toordinal() - 1))


def mention(kind: str, name: str, *, when: DateRange | None = None, title: str | None = None, quote: str = "",
            file: str = "甲.docx", status: Status = "done", value: int | None = 1, unit: str = "", block: int = 0,
            row: bool = False, titles: tuple[str, ...] = (), dates: tuple[DateRange, ...] = (),
            place: str | None = None, named_day: str | None = None, number: str | None = None) -> Mention:
    """A mention as finding would give it, ``name`` being its id."""
    quantity = None if value is None else Quantity(value=Decimal(value), unit=unit)
    slots = Slots(date=when, quantity=quantity, title=title, titles=titles, dates=dates, place=place,
                  named_day=named_day, document_number=number)
    quote = quote or title or name
    return Mention(id=name, kind=kind, span=Span(document=file, block=block, start=0, end=len(quote)), page=1, bbox=None,
                   quote=quote, status=status, slots=slots, confidence=0.9, detector=f"rule:{kind}", paper="record",
                   series=row, table=1 if row else None)
