"""PDFs: pages with a text layer through pdfium's characters, scans and pictures through recognition, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from extractor.flow import Flow
from extractor.layout.grid import Box
from extractor.layout.lines import TangledError, segments
from extractor.layout.pages import Page, assemble
from extractor.layout.recognised import Turn, add_recognised, page_of, placed, turned_back
from extractor.layout.tables import MAX_EDGES, find_tables, has_grid, tables_of
from extractor.limits import Limits
from extractor.pdf.active import active_notes, has_layers
from extractor.pdf.inkless import Patience
from extractor.pdf.open_tables import open_cells, open_regions
from extractor.pdf.page import PageMarks, read_page
from extractor.pdf.paths import Shown
from extractor.pdf.scans import Wish, dpi_for, recognised
from extractor.pdf.textlayer import is_garbage
from extractor.reading import Reading, UnreadableError, hidden_note
from extractor.tools import Recognition, Tools
from model.documents import BBox, Block, PageSource
from model.problems import Problem, problem
from model.traces import HiddenText, Traces

_MAX_NAMED = 20
_PICTURE, _PIXELS = 60.0, 100
_COVER, _WHOLE = 0.8, 0.85
_THIN = 40
_PATIENT = 0.3
"""Share of a file's time in which its pages may be rendered to see whether their words are seen."""


@dataclass(slots=True)
class _Sheet:
    """A page and what is to be done about it.

    scan: its picture is to be recognised. garbage: its text layer makes no sense. photos: pictures on it that may hold
    words. unseen: words in its text layer that nobody sees. found: what was recognised of the whole page. sure:
    confidence of words in its photos, with their number.
    """

    page: Page
    scan: bool = False
    garbage: bool = False
    blank: bool = False
    photos: list[Shown] = field(default_factory=list)
    unseen: tuple[HiddenText, ...] = ()
    found: Recognition | None = None
    sure: list[tuple[float, int]] = field(default_factory=list)

    @property
    def source(self) -> PageSource:
        """How its text was got."""
        number = self.page.number
        if self.found is not None:
            return PageSource(page=number, source="ocr", confidence=self.found.confidence)
        if self.sure:
            count = sum(length for _, length in self.sure)
            return PageSource(page=number, source="mixed" if self.page.size else "ocr",
                              confidence=sum(sure * length for sure, length in self.sure) / count)
        return PageSource(page=number, source="text" if self.page.size else "none")


def read_pdf(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a PDF. Raises UnreadableError for one that is locked, broken or has no text that can be read."""
    document = _opened(path, name)
    try:
        count = len(document)
        if count == 0:
            raise UnreadableError(problem("file_damaged", name, format="PDF", reason="没有页面"))
        layered, patience = has_layers(path), Patience(_PATIENT * limits.seconds)
        sheets = [_load(document, index, path, patience, layered=layered) for index in range(min(count, limits.pages))]
        properties = tuple((key, value) for key, value in document.get_metadata_dict(skip_empty=True).items())
        failures = [*_recognise(document, sheets, limits, tools, name), *active_notes(document, path, name)]
    finally:
        document.close()
    problems = [*_page_problems(sheets, failures, name), *failures]
    if count > limits.pages:
        problems.append(problem("pages_over_limit", name, count=count, limit=limits.pages))
    flow = Flow()
    furniture = assemble([sheet.page for sheet in sheets], flow)
    unseen = tuple(chain.from_iterable(sheet.unseen for sheet in sheets))
    notes = (hidden_note(name, unseen),) if unseen else ()
    return Reading(blocks=_turned(flow.blocks, sheets), pages=count, furniture=furniture,
                   status="partial" if any(why.severity != "note" for why in problems) else "parsed",
                   problems=(*problems, *notes), properties=properties,
                   sources=tuple(sheet.source for sheet in sheets),
                   traces=Traces(hidden=unseen, lost=("hidden: patience",) if patience.over else ()))


def _opened(path: Path, name: str) -> Any:
    import pypdfium2 as pdfium

    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableError(problem("file_encrypted", name)) from None
        raise UnreadableError(problem("file_damaged", name, format="PDF", reason=str(error)[:120])) from error


def _load(document: Any, index: int, path: Path, patience: Patience, *, layered: bool) -> _Sheet:
    import pypdfium2 as pdfium

    try:
        marks = read_page(document, index, layered=layered, patience=patience)
        try:
            regions = open_regions(marks.edges, marks.width)
            cells = open_cells(path, index, regions) if regions else []
            if cells:
                marks = read_page(document, index, by_word=False, known=marks.concealed)
            return _sheet(marks, index + 1, cells)
        except TangledError:
            return _sheet(read_page(document, index, by_word=False, known=marks.concealed), index + 1)
    except pdfium.PdfiumError:
        return _Sheet(page=Page(number=index + 1, width=0, height=0, silent=True, broken=True))


def _sheet(marks: PageMarks, number: int, open_tables: Sequence[list[Box]] = ()) -> _Sheet:
    """The page of what stands on it. open_tables: cells of tables without upright lines."""
    page = Page(number=number, width=marks.width, height=marks.height)
    sheet = _Sheet(page=page, unseen=marks.concealed.told)
    area = marks.width * marks.height
    over_scan = sum((p.x1 - p.x0) * (p.bottom - p.top) for p in marks.pictures) >= _COVER * area
    text = "".join(glyph.char for glyph in marks.glyphs)
    if not marks.odd and (not text or text.isspace()):
        page.silent = sheet.scan = bool(marks.pictures or marks.drawn)
        return sheet
    if is_garbage(text, marks.odd, over_scan=over_scan):
        page.silent = sheet.scan = sheet.garbage = True
        return sheet
    sheet.scan = over_scan and len("".join(text.split())) < _THIN
    glyphs = marks.glyphs
    page.unruly = len(marks.edges) > MAX_EDGES
    if has_grid(marks.edges):
        page.tables, glyphs = find_tables(glyphs, marks.edges, number)
    elif open_tables:
        page.tables, glyphs = tables_of(list(open_tables), glyphs, number)
    page.pieces = segments(glyphs, number)
    sheet.photos = [p for p in marks.pictures if p.x1 - p.x0 >= _PICTURE and p.bottom - p.top >= _PICTURE
                    and (p.x1 - p.x0) * (p.bottom - p.top) < _WHOLE * area]
    page.pictures = [_picture(number, photo) for photo in sheet.photos]
    return sheet


def _picture(number: int, photo: Shown, found: Recognition | None = None) -> tuple[BBox, Callable[[Flow], None]]:
    """A picture's box, and what adds it to the flow, with its words where they were recognised."""
    box = BBox(x0=photo.x0, top=photo.top, x1=photo.x1, bottom=photo.bottom)
    if found is None or not found.words:
        return box, partial(Flow.image, page=number, bbox=box)
    return box, partial(add_recognised, found=found, page=number, place=box)


def _recognise(document: Any, sheets: Sequence[_Sheet], limits: Limits, tools: Tools, name: str) -> list[Problem]:
    """Fills in what can be recognised, pages before pictures; returns what went wrong, each kind once."""
    wishes = [Wish(page=sheet.page.number) for sheet in sheets if sheet.scan]
    wishes += [Wish(page=sheet.page.number, box=_picture(sheet.page.number, photo)[0], photo=at,
                    dpi=dpi_for(photo.across, photo.x1 - photo.x0))
               for sheet in sheets if not sheet.scan for at, photo in enumerate(sheet.photos)
               if min(photo.across, photo.down) >= _PIXELS]
    failures: dict[str, Problem] = {}
    if len(wishes) > limits.ocr_pages:
        failures["over"] = problem("ocr_pages_over_limit", name, count=len(wishes), limit=limits.ocr_pages)
    for wish, answer in recognised(document, wishes[:limits.ocr_pages], tools):
        if isinstance(answer, Problem):
            failures.setdefault(answer.message, replace(answer, where=name))
            if answer.message == "ocr_missing":
                break
        elif answer is not None and answer.words:
            _take(sheets[wish.page - 1], wish, answer)
        elif wish.box is None:
            sheets[wish.page - 1].blank = True
    return list(failures.values())


def _take(sheet: _Sheet, wish: Wish, found: Recognition) -> None:
    """Puts what was recognised into its page; a thin text layer stays where the picture says hardly more."""
    page = sheet.page
    if wish.box is not None:
        page.pictures[wish.photo] = _picture(page.number, sheet.photos[wish.photo], found)
        sheet.sure.append((found.confidence or 0.0, sum(len(words.text) for words in found.words)))
        return
    laid = page_of(found, page.number, BBox(x0=0, top=0, x1=page.width, bottom=page.height))
    if laid.size > 1.5 * page.size:
        sheet.page, sheet.found = laid, found


def _turned(blocks: Sequence[Block], sheets: Sequence[_Sheet]) -> tuple[Block, ...]:
    """The blocks with boxes of pages that were turned or levelled to be read turned back."""
    turns: dict[int, Turn | None] = {}
    for sheet in sheets:
        if sheet.found is not None and (sheet.found.turned % 360 or sheet.found.skew):
            wide, high = sheet.page.width, sheet.page.height
            if sheet.found.turned % 180:
                wide, high = high, wide
            turns[sheet.page.number] = turned_back(sheet.found, BBox(x0=0, top=0, x1=wide, bottom=high))
    return tuple(placed(block, turns) for block in blocks) if turns else tuple(blocks)


def _page_problems(sheets: Sequence[_Sheet], failures: Sequence[Problem], name: str) -> list[Problem]:
    """Pages that could not be read and what is odd about others. Raises UnreadableError where no page has text."""
    broken = [sheet.page.number for sheet in sheets if sheet.page.broken]
    silent = [sheet.page.number for sheet in sheets if sheet.page.silent and not (sheet.page.broken or sheet.blank)]
    if not any(sheet.page.size or sheet.sure for sheet in sheets):
        why = next((why for why in failures if why.message in ("ocr_timeout", "ocr_crashed")), None)
        missing = any(why.message == "ocr_missing" for why in failures)
        raise UnreadableError(why or problem(
            "all_pages_without_text" if missing else "no_words_on_pages", name, count=len(sheets)))
    found = []
    if silent:
        found.append(problem("pages_without_text", name, pages=_numbers(silent)))
    garbage = [sheet.page.number for sheet in sheets if sheet.garbage]
    if garbage:
        found.append(problem("text_layer_garbage", name, pages=_numbers(garbage)))
    if broken:
        found.append(problem("page_damaged", name, pages=_numbers(broken)))
    found.extend(problem("table_layout_skipped", name, page=sheet.page.number) for sheet in sheets
                 if sheet.page.unruly)
    return found


def _numbers(pages: list[int]) -> str:
    return "、".join(map(str, pages[:_MAX_NAMED])) + (f" 等共 {len(pages)}" if len(pages) > _MAX_NAMED else "")
