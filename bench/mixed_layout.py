"""Lays a paper out on pages, so that the place of every sentence is known; drawn as a PDF or as pictures.

All measures in PDF points from a page's top left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.mixed_truth import Box, Row, Sentence, bare, grouped
from bench.mixed_words import Paper
from corpus.builders.fonts import image_font, pdf_font

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, BOTTOM = 72.0, 78.0, 770.0
CLOSING = tuple("，。、；：？！）》」』】”’％%,.;:?!)")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line."""

    page: int
    x: float
    top: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass
class Layout:
    """A paper in the making. columns: of the running text; size: of its type; head, foot: of every page."""

    columns: int = 1
    size: float = 12.0
    head: str = ""
    foot: bool = True
    gap: float = 24.0
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    page: int = 0
    column: int = 0
    y: float = TOP

    def __post_init__(self) -> None:
        self.begin = TOP
        self.new_page()

    @property
    def measure(self) -> float:
        """Width of a column."""
        return (WIDTH - 2 * LEFT - (self.columns - 1) * self.gap) / self.columns

    @property
    def x(self) -> float:
        """Left edge of the present column."""
        return LEFT + self.column * (self.measure + self.gap)

    def new_page(self) -> None:
        """Goes on at the head of a new page."""
        self.page, self.column, self.y, self.begin = self.page + 1, 0, TOP, TOP
        if self.head:
            self.runs.append(Run(self.page, LEFT, 44, 9, self.head))
            self.rules.append(Rule(self.page, LEFT, 58, WIDTH - LEFT, 58))
        if self.foot:
            self.runs.append(Run(self.page, WIDTH / 2 - 14, 796, 9, f"— {self.page} —"))

    def _room(self, needed: float) -> None:
        if self.y + needed <= BOTTOM:
            return
        if self.column + 1 < self.columns:
            self.column, self.y = self.column + 1, self.begin
        else:
            self.new_page()

    def title(self, text: str, size: float = 18.0) -> None:
        """A centred title over all columns; columns begin below it."""
        for line in wrapped(text, size, WIDTH - 2 * LEFT):
            self.runs.append(Run(self.page, (WIDTH - width(line, size)) / 2, self.y, size, line))
            self.y += size * 1.5
        self.text.append(text)
        self.y = self.begin = self.y + 8

    def heading(self, text: str) -> None:
        """A heading on a line of its own, never the last of a page."""
        self._room(self.size * 5)
        self.runs.append(Run(self.page, self.x + 2 * self.size, self.y, self.size + 1, text))
        self.y += self.size * 1.7
        self.text.append(text)

    def paragraph(self, sentences: Sequence[str], indent: bool = True) -> None:
        """A paragraph of sentences, with the place of each."""
        whole = "".join(sentences)
        bounds, at = [], 0
        for one in sentences:
            bounds.append((at, at + len(one), one))
            at += len(one)
        boxes: list[list[tuple[int, Box]]] = [[] for _ in sentences]
        start, first = 0, True
        while start < len(whole):
            self._room(self.size * 1.6)
            shift = 2 * self.size if first and indent else 0.0
            line = fitting(whole, start, self.size, self.measure - shift)
            x, end = self.x + shift, start + len(line)
            self.runs.append(Run(self.page, x, self.y, self.size, line))
            for index, (low, high, _) in enumerate(bounds):
                if low < end and high > start:
                    x0 = x + width(line[:max(low - start, 0)], self.size)
                    x1 = x + width(line[:high - start], self.size)
                    boxes[index].append((self.page, (x0, self.y, x1, self.y + self.size)))
            start, first = end, False
            self.y += self.size * 1.6
        self.y += 2
        for (_, _, one), found in zip(bounds, boxes, strict=True):
            page = found[0][0]
            self.sentences.append(Sentence(text=one, page=page, box=joined([box for at, box in found if at == page])))
        self.text.append(whole)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 10.0,
              cut: bool = False) -> None:
        """A ruled table whose rows go on over pages; its head row is not repeated. cut: a page may end within a row."""
        self.y += 4
        for values in rows:
            cells = [wrapped(value, size, room - 4 - size) for value, room in zip(values, widths, strict=True)]
            lead, many = size * 1.4, max(map(len, cells))
            fits = int((BOTTOM - self.y - 6) // lead)
            if not cut or fits < 1:
                self._room(many * lead + 6)
                fits = many
            filled = tuple((column, value) for column, value in enumerate(values) if value)
            self.rows.append(Row(cells=filled, page=self.page))
            self.text.extend(values)
            self._row([lines[:fits] for lines in cells], widths, size)
            if many > fits:
                self.new_page()
                self._row([lines[fits:] for lines in cells], widths, size)
        self.y += 10

    def _row(self, cells: Sequence[Sequence[str]], widths: Sequence[float], size: float) -> None:
        """The rules and the lines of a row, or of its part on one page."""
        tall = max(map(len, cells)) * size * 1.4 + 6
        self._grid(widths, tall)
        x = LEFT
        for lines, room in zip(cells, widths, strict=True):
            for number, line in enumerate(lines):
                self.runs.append(Run(self.page, x + 3, self.y + 3 + number * size * 1.4, size, line))
            x += room
        self.y += tall

    def duties(self, groups: Sequence[tuple[str, list[list[str]]]], widths: Sequence[float],
               size: float = 10.0) -> None:
        """A ruled table whose first cells are merged over the rows of their group; a group stays on one page."""
        tall = size * 1.4 * 2 + 6
        for name, tasks in groups:
            self._room(tall * len(tasks))
            top, bottom = self.y, self.y + tall * len(tasks)
            for number, values in enumerate(tasks):
                self._lines(widths, self.y, tall, first=number == 0)
                x = LEFT + widths[0]
                for value, room in zip(values, widths[1:], strict=True):
                    for index, line in enumerate(wrapped(value, size, room - 4 - size)):
                        self.runs.append(Run(self.page, x + 3, self.y + 3 + index * size * 1.4, size, line))
                    x += room
                own = tuple((column + 1, value) for column, value in enumerate(values))
                self.rows.append(grouped(name, own, first=number == 0, page=self.page))
                self.y += tall
            self.runs.append(Run(self.page, LEFT + 3, (top + bottom - size) / 2, size, name))
            self.rules.append(Rule(self.page, LEFT, bottom, LEFT + sum(widths), bottom))
            self.text += [name, *(value for values in tasks for value in values)]
        self.y += 10

    def _grid(self, widths: Sequence[float], tall: float) -> None:
        self._lines(widths, self.y, tall, first=True)
        self.rules.append(Rule(self.page, LEFT, self.y + tall, LEFT + sum(widths), self.y + tall))

    def _lines(self, widths: Sequence[float], top: float, tall: float, first: bool) -> None:
        """The upper rule of a row (beside the merged cell where it is not the first) and its upright ones."""
        begin = LEFT if first else LEFT + widths[0]
        self.rules.append(Rule(self.page, begin, top, LEFT + sum(widths), top))
        x = LEFT
        for room in (0.0, *widths):
            x += room
            self.rules.append(Rule(self.page, x, top, x, top + tall))

    def write_paper(self, paper: Paper) -> None:
        """Title, headings and paragraphs of a paper."""
        self.title(paper.title)
        for head, paragraphs in paper.parts:
            if head:
                self.heading(head)
            for one in paragraphs:
                self.paragraph(one)

    @property
    def body(self) -> str:
        """All text but running heads and page numbers, white space left out."""
        return bare("".join(self.text))


@lru_cache(maxsize=16384)
def _one(char: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return stringWidth(char, pdf_font(), 1000) / 1000


def width(text: str, size: float) -> float:
    """Width of a line in points."""
    return sum(map(_one, text)) * size


def fitting(text: str, start: int, size: float, room: float) -> str:
    """As much of ``text`` from ``start`` as fits a line; one closing mark may hang over, none begins the next line."""
    end, used = start, 0.0
    while end < len(text) and (used + (step := _one(text[end]) * size) <= room or end == start):
        used += step
        end += 1
    if text[end:end + 1] in CLOSING and text[end + 1:end + 2] not in CLOSING:
        return text[start:end + 1]
    while end > start + 1 and text[end:end + 1] in CLOSING:
        end -= 1
    return text[start:end]


def wrapped(text: str, size: float, room: float) -> list[str]:
    """A text as lines of a width; at least one."""
    lines, start = [], 0
    while start < len(text):
        lines.append(fitting(text, start, size, room))
        start += len(lines[-1])
    return lines or [""]


def joined(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def draw_page(canvas: Any, layout: Layout, page: int, hidden: bool = False) -> None:
    """Draws one page on a reportlab canvas; hidden: as invisible text, without rules, as scanning programs add it."""
    text = canvas.beginText()
    text.setTextRenderMode(3 if hidden else 0)
    for run in layout.runs:
        if run.page == page:
            text.setFont(pdf_font(), run.size)
            text.setTextOrigin(run.x, HEIGHT - run.top - run.size * 0.86)
            text.textOut(run.text)
    canvas.drawText(text)
    canvas.setLineWidth(0.6)
    for rule in layout.rules:
        if rule.page == page and not hidden:
            canvas.line(rule.x0, HEIGHT - rule.top, rule.x1, HEIGHT - rule.bottom)


def save_pdf(layout: Layout, path: Path, **options: Any) -> None:
    """The whole layout as a PDF born digital; options go to reportlab's canvas."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=True, **options)
    for page in range(1, layout.page + 1):
        draw_page(canvas, layout, page)
        canvas.showPage()
    canvas.save()


def page_image(layout: Layout, page: int, dpi: float) -> Any:
    """One page as a grey Pillow picture, black on white."""
    from PIL import Image, ImageDraw

    scale = dpi / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    draw = ImageDraw.Draw(image)
    for run in layout.runs:
        if run.page == page:
            draw.text((run.x * scale, (run.top + run.size * 0.86) * scale), run.text, font=_sized(run.size * scale),
                      fill=15, anchor="ls")
    for rule in layout.rules:
        if rule.page == page:
            draw.line([value * scale for value in (rule.x0, rule.top, rule.x1, rule.bottom)], fill=40, width=2)
    return image


@lru_cache(maxsize=64)
def _sized(size: float) -> Any:
    return image_font(size)  # type: ignore[arg-type]
