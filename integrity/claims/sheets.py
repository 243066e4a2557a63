"""A dossier as its claims are read: papers with their title, day and sentences, tables with the roles of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from classifiers.context import Context, context_for
from classifiers.frame import Frame, block_year, frame_of
from classifiers.grammar import DateMatch, find_dates
from classifiers.text import flat, sentences
from integrity.claims.data import number, pattern
from integrity.claims.tables import Table, tables_of
from integrity.submission import Submission
from model.documents import Block, Document
from model.evidence import Mention, Paper
from model.results import Place

_OPENING, _CLOSING, _DATELINE = 8, 6, 40


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """Words of a paper: characters ``[start, end)`` of one of its blocks. text: flat, of the same length.

    year: that days without one belong to.
    """

    sheet: Sheet
    index: int
    start: int
    end: int
    text: str
    year: int

    @property
    def block(self) -> Block:
        """The block in which they stand."""
        return self.sheet.document.blocks[self.index]

    @property
    def recognised(self) -> bool:
        """Whether they were recognised in a picture or scan."""
        return self.block.source == "ocr"

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where ``text[start:end]`` stands, quoted on one page."""
        first, last = self.start + start, self.end if end is None else self.start + end
        first, last = self.block.page_part(first, last, first)
        page, box = self.block.locate(first, last)
        return self.sheet.submission.place(self.sheet.document.path, page, box, self.block.text[first:last].strip())

    def dates(self) -> tuple[DateMatch, ...]:
        """The dates in them."""
        return find_dates(self.text, year=self.year, period=None)


@dataclass(slots=True, eq=False)
class Sheet:
    """One paper that could be read. dated: the day it bears itself, with the line; None where it has none.

    own: the unit itself speaks in it. pieces: its sentences outside tables. statuses: what finding made of the words
    of a block, as (start, end, status).
    """

    submission: Submission
    document: Document
    paper: Paper
    frame: Frame
    context: Context
    own: bool
    pieces: list[Said] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    mentions: dict[int, list[Mention]] = field(default_factory=dict)
    dated: date | None = None
    dateline: Said | None = None
    _read: dict[int, tuple[str, int]] = field(default_factory=dict)
    _every: tuple[Said, ...] | None = None

    @property
    def alone(self) -> bool:
        """Whether no other paper of the dossier is of its kind."""
        return sum(kind == self.paper for kind in self.submission.papers.values()) == 1

    def said(self, index: int, start: int = 0, end: int | None = None) -> Said:
        """The words of a block."""
        text, year = self.read(index)
        end = len(text) if end is None else end
        return Said(self, index, start, end, text[start:end], year)

    def read(self, index: int) -> tuple[str, int]:
        """A block's text, flat, and the year that its days without one belong to."""
        found = self._read.get(index)
        if found is None:
            block = self.document.blocks[index]
            self._read[index] = found = flat(block.text), block_year(self.frame, block)
        return found

    def every(self) -> tuple[Said, ...]:
        """The sentences of the paper and the cells of its tables, each cell once."""
        if self._every is None:
            cells = (self.said(row.index, cell.start, cell.end) for table in self.tables for row in table.rows
                     for cell in row.block.cells if cell.end > cell.start)
            self._every = (*self.pieces, *cells)
        return self._every

    def over(self, said: Said) -> list[Mention]:
        """The mentions that overlap the words."""
        return [one for one in self.mentions.get(said.index, ())
                if one.span.start < said.end and one.span.end > said.start]


def sheets(submission: Submission) -> list[Sheet]:
    """The papers of a dossier, in its order; unread ones and empty ones are left out."""
    context = context_for(submission.unit, submission.year, submission.period)
    by_place: dict[str, dict[int, list[Mention]]] = {}
    for mention in submission.mentions:
        by_place.setdefault(mention.span.document, {}).setdefault(mention.span.block, []).append(mention)
    return [_sheet(submission, document, context, by_place.get(document.path, {}))
            for document in submission.documents if document.path in submission.papers and document.blocks]


def _sheet(submission: Submission, document: Document, context: Context, mentions: dict[int, list[Mention]]) -> Sheet:
    paper = _paper(submission.papers[document.path], document)
    frame = frame_of(document, paper, context)
    sheet = Sheet(submission, document, paper, frame, context, _own(document, paper, frame, context),
                  mentions=mentions)
    for index, block in enumerate(document.blocks):
        if block.kind != "table_row":
            text, year = sheet.read(index)
            sheet.pieces.extend(Said(sheet, index, piece.start, piece.end, text[piece.start:piece.end], year)
                                for piece in sentences(text))
    sheet.tables.extend(tables_of(document))
    line = _dateline(sheet)
    if line is not None:
        sheet.dateline, sheet.dated = line
    return sheet


def _paper(paper: Paper, document: Document) -> Paper:
    """The kind of a paper; a unit's report on its year and its score table are such by their names, whatever their
    lines look like."""
    if paper not in ("other", "briefing", "ledger", "record"):
        return paper
    first = next((block.text for block in document.blocks if block.text.strip()), "")
    names = (document.path.rpartition("/")[2].partition(".")[0], first.strip())
    if any(pattern("papers", "scores_named").search(name) for name in names):
        return "score_table"
    told = paper in ("other", "briefing") and any(pattern("papers", "report_named").search(name) for name in names)
    return "self_report" if told else paper


def _dateline(sheet: Sheet) -> tuple[Said, date] | None:
    """The line with the day the paper bears: the latest of its close and its head; the year must stand in it."""
    blocks = sheet.document.blocks
    lines = [index for index, block in enumerate(blocks) if block.kind not in ("table_row", "image", "caption")
             and block.text.strip()]
    found: list[tuple[Said, date]] = []
    for index in dict.fromkeys((*lines[:_OPENING], *lines[-_CLOSING:])):
        for said in _short_lines(sheet, index):
            days = [day for day in said.dates() if day.range and day.precision == "day" and day.year_given
                    and not day.in_title and day.named_day is None and day.range.days == 1]
            if days and days[-1].range and not pattern("papers", "other_days").search(said.text) \
                    and len(said.text) - len(days[-1].text) <= number("dateline_words"):
                found.append((said, days[-1].range.start))
    return max(found, key=lambda one: one[1], default=None)


def _short_lines(sheet: Sheet, index: int) -> Iterator[Said]:
    text = sheet.document.blocks[index].text
    start = 0
    for line in text.split("\n"):
        if 0 < len(line.strip()) <= _DATELINE and "。" not in line:
            yield sheet.said(index, start, start + len(line))
        start += len(line) + 1


def _own(document: Document, paper: Paper, frame: Frame, context: Context) -> bool:
    """Whether the unit speaks in its own name: its reports, plans and registers do, unless their head names another;
    of the rest those whose head or close names it."""
    if paper in ("certificate", "media", "web_page", "photo", "video", "other", "work"):
        return False
    blocks = [block for block in document.blocks if block.kind != "table_row" and block.text.strip()]
    edge = "\n".join((*(block.text for block in (*blocks[:4], *blocks[-3:]) if len(block.text) <= _DATELINE),
                      *document.furniture))
    names = (context.unit, *context.trades)
    if any(name and name in edge for name in names):
        return True
    return paper in ("self_report", "score_table", "summary", "plan", "duty_list", "ledger", "record")


def cohort_names(cohort: Sequence[Submission]) -> frozenset[str]:
    """The names of all units of a cohort."""
    return frozenset(one.unit for one in cohort)


_MARKS = re.compile(r"[\s，。、；：“”‘’《》（）()〔〕\[\]【】·—\-－…！？,.;:!?\"'|｜/]")


def bare(text: str) -> str:
    """The text without marks and spaces."""
    return _MARKS.sub("", text)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause about ``text[start:end]``."""
    left = max(text.rfind(mark, 0, start) for mark in "，。；\t\n") + 1
    rights = [at for mark in "，。；\t\n" if (at := text.find(mark, end)) >= 0]
    return left, min(rights, default=len(text))
