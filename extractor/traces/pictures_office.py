"""Pictures inside office files (docx, pptx, xlsx, odt, ofd) as traces, each with the words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractor.flow import Flow
from extractor.limits import Limits
from extractor.normal import whole_number
from extractor.ofd.page import Marks
from extractor.ofd.read_ofd import page_roots, papers
from extractor.office.ooxml import OfficeFile, office_file
from extractor.sheets.parts import cell_pictures, sheet_names, sheet_parts
from extractor.slides.read_pptx import Slide, pictures_shown, slides_of, words_of
from extractor.traces.captions import Entry, beside, in_table, joined
from extractor.traces.pictures import MOST, Found, pictures_of
from extractor.word.sight import Sight
from extractor.word.styles import Styles
from extractor.word.walk import Walk, children, paragraph_inline, picture_part
from model.boxes import BBox
from model.traces import HiddenText, Traces

_MAX_DEPTH = 12
_NEAR = 40.0
_LONGEST_CAPTION = 60
_ROWS = 20_000
_PHOTO = 10_000
"""Bytes from which on a picture may be a photo."""


def docx_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """Pictures of a Word document's body, in reading order."""
    with office_file(path, name, "Word 文档") as office:
        part = office.target("/officeDocument", "word/document.xml")
        root = office.xml(part)
        if root is None:
            return Traces()
        prefix = root.tag.rpartition("}")[0] + "}"
        walk = Walk(flow=Flow(), styles=Styles(w=prefix), sight=Sight(w=prefix), relations=office.relations(part))
        body = root.find(f"{walk.w}body")
        entries = list(_word_entries(walk, body if body is not None else root, 0))
        found = pictures_of(_loaded(office, beside(entries)), limits)
        return replace(found, hidden=tuple(_unseen(office, walk)))


def _unseen(office: OfficeFile, walk: Walk) -> Iterator[HiddenText]:
    """That a paper holds photos without showing them: how many; lines and dots that belong to its look are passed over.
    """
    parts = [picture_part(walk.relations, key) for key in walk.unseen_pictures]
    count = sum(len(office.data(part) or b"") >= _PHOTO for part in parts if part)
    if count:
        yield HiddenText(text=f"{count} 张缩小或隐藏到看不见的图片", way="tiny")


def _loaded(office: OfficeFile, placed: Iterable[tuple[str, str]]) -> Iterator[Found]:
    for part, words in placed:
        yield Found(source=office.data(part) or b"", beside=words)


def _word_entries(walk: Walk, body: Any, depth: int) -> Iterator[Entry]:
    for element in children(body, walk):
        if element.tag == f"{walk.w}p":
            yield from _paragraph(walk, element, depth)
        elif element.tag == f"{walk.w}tbl" and depth < _MAX_DEPTH:
            rows = [[_cell(walk, cell, depth) for cell in children(row, walk) if cell.tag == f"{walk.w}tc"]
                    for row in children(element, walk) if row.tag == f"{walk.w}tr"]
            yield from in_table(rows)


def _paragraph(walk: Walk, element: Any, depth: int) -> Iterator[Entry]:
    inline = paragraph_inline(walk, element)
    parts = [part for key in inline.pictures if (part := picture_part(walk.relations, key))]
    yield Entry(text="".join(inline.text), pictures=parts)
    for box in inline.boxes if depth < _MAX_DEPTH else ():
        yield from _word_entries(walk, box, depth + 1)


def _cell(walk: Walk, cell: Any, depth: int) -> Entry:
    inside = list(_word_entries(walk, cell, depth + 1))
    return Entry(text=joined(one.text for one in inside), pictures=[part for one in inside for part in one.pictures])


def pptx_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """Pictures of slides, in reading order; a page is a slide."""
    with office_file(path, name, "演示文稿") as office:
        return pictures_of(_on_slides(office, limits), limits)


def _on_slides(office: OfficeFile, limits: Limits) -> Iterator[Found]:
    for slide in slides_of(office, limits):
        for shape in slide.shapes:
            for part in pictures_shown(slide, shape.element):
                yield Found(source=office.data(part) or b"", page=slide.number, bbox=shape.box,
                            beside=_on_slide(slide, shape.box))


def _on_slide(slide: Slide, box: BBox | None) -> str:
    """The slide's title and the nearest short words under the picture."""
    title = joined(text for shape in slide.shapes if shape.role == "title" for text in words_of(shape.element))
    under = [(shape.box.top - box.bottom, joined(words_of(shape.element))) for shape in slide.shapes
             if box is not None and shape.box is not None and shape.role == ""
             and shape.box.x0 < box.x1 and shape.box.x1 > box.x0 and -_NEAR < shape.box.top - box.bottom < _NEAR]
    near = [text for _, text in sorted(under) if text and len(text) <= _LONGEST_CAPTION]
    return joined([title, *near[:1]])


def xlsx_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """Pictures of sheets by the row at which they begin, and those that WPS keeps in cells; a page is a sheet."""
    with office_file(path, name, "Excel 表格") as office:
        return pictures_of(_on_sheets(office), limits)


def _on_sheets(office: OfficeFile) -> Iterator[Found]:
    names = sheet_names(office)
    shared = _shared(office)
    for page, (sheet, parts) in enumerate(sheet_parts(office, list(names)).items(), start=1):
        if not parts.pictures:
            continue
        rows = _rows(office.xml(names[sheet]), shared)
        for row, pictures in sorted(parts.pictures.items()):
            words = rows.get(row) or rows.get(row + 1, "")
            for part in pictures:
                yield Found(source=office.data(part) or b"", page=page, beside=words)
    for part in cell_pictures(office):
        yield Found(source=office.data(part) or b"")


def _shared(office: OfficeFile) -> list[str]:
    root = office.xml("xl/sharedStrings.xml")
    return [] if root is None else ["".join(text.text or "" for text in one.iter("{*}t")) for one in root]


def _rows(root: Any, shared: list[str]) -> dict[int, str]:
    """Rows from 0 → their words."""
    found: dict[int, str] = {}
    for row in () if root is None else root.iterfind("{*}sheetData/{*}row"):
        cells = []
        for cell in row.iterfind("{*}c"):
            value = cell.findtext("{*}v", "")
            if cell.get("t") == "s":
                at = whole_number(value, default=-1)
                value = shared[at] if 0 <= at < len(shared) else ""
            cells.append(value or "".join(text.text or "" for text in cell.iter("{*}t")))
        found[whole_number(row.get("r"), default=len(found) + 1) - 1] = joined(cells)
        if len(found) > _ROWS:
            break
    return found


def odt_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """Pictures of an OpenDocument text, in reading order."""
    with office_file(path, name, "ODT 文档") as office:
        root = office.xml("content.xml")
        entries = [] if root is None else [
            Entry(text="".join(one.itertext()), pictures=_drawn(one)) for one in root.iter("{*}p", "{*}h")
            if not any(str(above.tag).endswith(("}p", "}h")) for above in one.iterancestors())]
        return pictures_of(_loaded(office, beside(entries)), limits)


def _drawn(paragraph: Any) -> list[str]:
    hrefs = [next((str(value) for key, value in image.attrib.items() if str(key).endswith("}href")), "")
             for image in paragraph.iter("{*}image")]
    return [href.removeprefix("./") for href in hrefs if href and ":" not in href]


def ofd_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """Pictures of an OFD's pages with their boxes."""
    with office_file(path, name, "OFD 版式文件") as office:
        return pictures_of(_on_pages(office, limits), limits)


def _on_pages(office: OfficeFile, limits: Limits) -> Iterator[Found]:
    root = office.xml("OFD.xml")
    each = [] if root is None else [(paper, part) for paper in papers(office, root) for part in paper.pages]
    for number, (paper, part) in enumerate(each[:min(limits.pages, MOST)], start=1):
        marks = Marks(units=paper.units)
        for one in page_roots(office, paper, part):
            for content in one.iterfind("{*}Content"):
                marks.read(content)
        for key, box in marks.pictures:
            if key in paper.media:
                yield Found(source=office.data(paper.media[key]) or b"", page=number, bbox=box)
