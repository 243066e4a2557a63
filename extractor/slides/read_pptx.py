"""Slides (pptx): a page is a slide, a block a paragraph or a table row with the box of its shape.

Straight from the slides' XML, parsed as defensively as the other office files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.flow import Flow, looks_like_header
from extractor.headings import is_title_line
from extractor.limits import Limits
from extractor.media.gallery import Gallery, office_notes, sources
from extractor.normal import clean, one_line, whole_number
from extractor.office.colours import Colours
from extractor.office.ooxml import OfficeFile, Relation, office_file
from extractor.reading import Reading, UnreadableError, hidden_note
from extractor.slides.shapes import EMU, Shape, shapes
from extractor.slides.sight import Sight
from extractor.tools import Tools
from model.documents import BBox, FileStatus
from model.problems import problem
from model.traces import HiddenText, HidingWay, Traces

_NAMED = 30
_LARGEST = 1 << 40


@dataclass(slots=True)
class Slide:
    """A slide (or notes page) to be read: its parts' relations, its shapes in reading order, its layout and master."""

    number: int
    root: Any
    relations: dict[str, Relation]
    shapes: list[Shape]
    patterns: list[Any]
    notes: list[str] = field(default_factory=list)


def read_pptx(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads the slides, their notes, tables, charts and pictures. Raises UnreadableError for a broken file."""
    with office_file(path, name, "演示文稿") as office:
        part = office.target("/officeDocument", "ppt/presentation.xml")
        root = office.xml(part)
        if root is None:
            raise UnreadableError(problem("file_damaged", name, format="演示文稿", reason="缺少 presentation.xml"))
        order = _order(office, part, root)
        slides = _slides(office, order, limits)
        gallery = Gallery(office.data, tools, limits, name)
        gallery.prepare(target for slide in slides for target in (
            *_backgrounds(slide), *(part for shape in slide.shapes for part in pictures_shown(slide, shape.element))))
        flow, furniture, unseen = Flow(), dict[str, None](), list[HiddenText]()
        colours = _colours(office, office.relations(part))
        for slide in slides:
            sight = Sight((slide.root, *slide.patterns), _whole(root), colours, slide.number, unseen)
            _read_slide(office, flow, gallery, slide, furniture, sight)
        problems = [*gallery.problems, *office_notes(office, name)]
        properties = office.core_properties()
    hidden = [slide.number for slide in slides if slide.root.get("show") in ("0", "false")]
    if hidden:
        problems.append(problem("hidden_slides", name, pages="、".join(map(str, hidden[:_NAMED]))))
    if len(order) > limits.pages:
        problems.append(problem("pages_over_limit", name, count=len(order), limit=limits.pages))
    if not any(block.text for block in flow.blocks):
        problems.append(problem("no_text", name))
    status: FileStatus = "partial" if any(why.severity != "note" for why in problems) else "parsed"
    told = [one for one in unseen if one.way != "hidden_sheet"]
    notes = (hidden_note(name, told),) if told else ()
    return Reading(blocks=tuple(flow.blocks), pages=len(order), status=status, furniture=tuple(furniture),
                   problems=(*problems, *notes), properties=properties, sources=sources(flow.blocks, len(order)),
                   traces=Traces(hidden=tuple(unseen)))


def _colours(office: OfficeFile, relations: dict[str, Relation]) -> Colours:
    """Colours as the file's theme names them."""
    colours = Colours()
    colours.load(office.xml(_related(relations, "theme")))
    return colours


def _pass_by(slide: Slide, sight: Sight) -> None:
    """Takes note of what a slide that is not shown says."""
    texts = [text for shape in slide.shapes if shape.role != "furniture" for text in words_of(shape.element)]
    sight.tell("\n".join([*texts, *slide.notes]), "hidden_sheet")


def slides_of(office: OfficeFile, limits: Limits) -> list[Slide]:
    """The slides in their order, each with its number from 1; [] for a file without a presentation."""
    part = office.target("/officeDocument", "ppt/presentation.xml")
    root = office.xml(part)
    return [] if root is None else _slides(office, _order(office, part, root), limits)


def _slides(office: OfficeFile, order: list[str], limits: Limits) -> list[Slide]:
    return [slide for number, target in enumerate(order[:limits.pages], start=1)
            if (slide := _slide(office, target, number)) is not None]


def _order(office: OfficeFile, part: str, root: Any) -> list[str]:
    relations = office.relations(part)
    return [relations[key].target for key in map(_relation, root.iterfind("{*}sldIdLst/{*}sldId")) if key in relations]


def _slide(office: OfficeFile, part: str, number: int) -> Slide | None:
    """A slide with its layout's and master's places; None where the file names a slide that it does not hold."""
    root = office.xml(part)
    if root is None:
        return None
    relations = office.relations(part)
    patterns = []
    layout = _related(relations, "slideLayout")
    if layout:
        patterns = [office.xml(layout), office.xml(_related(office.relations(layout), "slideMaster"))]
    patterns = [pattern for pattern in patterns if pattern is not None]
    slide = Slide(number=number, root=root, relations=relations, shapes=shapes(root, patterns), patterns=patterns)
    notes = office.xml(_related(relations, "notesSlide"))
    for shape in shapes(notes, []) if notes is not None else ():
        holder = shape.element.find("./*/{*}nvPr/{*}ph")
        if holder is not None and holder.get("type") == "body":
            slide.notes += words_of(shape.element)
    return slide


def _related(relations: dict[str, Relation], kind: str) -> str:
    return next((one.target for one in relations.values() if one.kind == kind and not one.outside), "")


def _relation(element: Any, local: str = "id") -> str:
    """The id of a relation that an element names in an attribute of the relations' namespace."""
    return next((str(value) for key, value in element.attrib.items()
                 if str(key).endswith(f"}}{local}") and "elationships" in str(key)), "")


def _whole(presentation: Any) -> BBox | None:
    """The box of a whole slide."""
    size = presentation.find("{*}sldSz")
    sides = [0] if size is None else [whole_number(size.get(side), most=_LARGEST) for side in ("cx", "cy")]
    if not all(sides):
        return None
    return BBox(x0=0, top=0, x1=sides[0] / EMU, bottom=sides[1] / EMU)


def _backgrounds(slide: Slide) -> list[str]:
    """Parts of the pictures that a slide has as its background."""
    return [part for back in slide.root.iterfind("{*}cSld/{*}bg") for part in pictures_shown(slide, back)]


def pictures_shown(slide: Slide, element: Any) -> list[str]:
    """Parts of the pictures that a shape shows: its own, its filling, the preview of an embedded object."""
    keys = [_relation(blip, "embed") for blip in element.iter("{*}blip")]
    return [slide.relations[key].target for key in keys if key in slide.relations
            and not slide.relations[key].outside]


def _read_slide(office: OfficeFile, flow: Flow, gallery: Gallery, slide: Slide, furniture: dict[str, None],
                sight: Sight) -> None:
    flow.open_section(1, "")
    if sight.off:
        _pass_by(slide, sight)
        return
    for target in _backgrounds(slide):
        gallery.add(flow, target, page=slide.number, place=sight.whole)
    sight.begin(slide.shapes)
    for shape in slide.shapes:
        way = sight.enter(shape)
        if way is not None:
            sight.tell("\n".join(words_of(shape.element)), way)
            continue
        if shape.role == "furniture":
            furniture.update((clean(text), None) for text in words_of(shape.element))
            continue
        for part in pictures_shown(slide, shape.element):
            gallery.add(flow, part, page=slide.number, place=shape.box)
        if shape.local == "graphicFrame":
            _frame(office, flow, slide, shape, sight)
        elif shape.role == "title":
            title = "\n".join(words_of(shape.element, sight))
            flow.text(title, level=1 if is_title_line(one_line(title)) else 0, page=slide.number, bbox=shape.box)
        else:
            for text in words_of(shape.element, sight):
                flow.text(text, page=slide.number, bbox=shape.box)
    for text in slide.notes:
        flow.text(text, page=slide.number)


def words_of(shape: Any, sight: Sight | None = None) -> list[str]:
    """Texts of the paragraphs of a shape, a table cell or a diagram; sight: without what nobody sees."""
    found = []
    for paragraph in shape.iter("{*}p"):
        pieces, hidden = list[str](), dict[HidingWay, list[str]]()
        for element in paragraph.iter():
            if isinstance(element.tag, str) and element.tag.endswith(("}t", "}br")):
                text = "\n" if element.tag.endswith("}br") else element.text or ""
                way = sight.way(element) if sight is not None and text.strip() else None
                (pieces if way is None else hidden.setdefault(way, [])).append(text)
        if sight is not None:
            for kind, words in hidden.items():
                sight.tell("".join(words), kind)
        text = "".join(pieces)
        if text.strip():
            found.append(text.replace("\v", "\n"))
    return found


def _frame(office: OfficeFile, flow: Flow, slide: Slide, shape: Shape, sight: Sight) -> None:
    """A table, chart or diagram."""
    for table in shape.element.iter("{*}tbl"):
        _table(flow, table, slide.number, shape.box, sight)
    for element in shape.element.iter("{*}chart"):
        one = slide.relations.get(_relation(element))
        root = office.xml(one.target) if one is not None and not one.outside else None
        if root is not None:
            _chart(flow, root, slide.number, shape.box)
    for element in shape.element.iter("{*}relIds"):
        one = slide.relations.get(_relation(element, "dm"))
        root = office.xml(one.target) if one is not None and not one.outside else None
        for point in () if root is None else root.iterfind("{*}ptLst/{*}pt"):
            if point.get("type") not in ("pres", "parTrans", "sibTrans"):
                flow.text("\n".join(words_of(point)), page=slide.number, bbox=shape.box)


def _table(flow: Flow, table: Any, page: int, box: BBox | None, sight: Sight) -> None:
    """Rows of a table, each with its own part of the table's box; merged cells once."""
    number = flow.new_table()
    rows = table.findall("{*}tr")
    heights = [max(1.0, float(whole_number(row.get("h"), most=_LARGEST))) for row in rows]
    merged: dict[int, str] = {}
    at = 0.0
    for index, row in enumerate(rows):
        cells, carried = [], []
        for column, cell in enumerate(row.findall("{*}tc")):
            if cell.get("vMerge") in ("1", "true"):
                carried += [(column, merged[column])] if column in merged else []
            elif cell.get("hMerge") not in ("1", "true"):
                sight.cell(cell)
                text = "\n".join(words_of(cell, sight))
                cells.append((column, text))
                merged.pop(column, None)
                if cell.get("rowSpan", "1") != "1":
                    merged[column] = text
        own = None if box is None else BBox(
            x0=box.x0, x1=box.x1, top=box.top + (box.bottom - box.top) * at / sum(heights),
            bottom=box.top + (box.bottom - box.top) * (at + heights[index]) / sum(heights))
        at += heights[index]
        header = index == 0 and len(rows) > 1 and looks_like_header([text for _, text in cells])
        flow.row(cells, table=number, header=header, carried=carried, page=page, bbox=own)


def _chart(flow: Flow, root: Any, page: int, box: BBox | None) -> None:
    """A chart's title, and what it shows as a table: a row a category, a column a series."""
    for title in root.iterfind(".//{*}title"):
        flow.text("\n".join(words_of(title)), page=page, bbox=box)
    series = [(_points(one.find("{*}tx")), _points(one.find("{*}cat")), _points(one.find("{*}val")))
              for one in root.iter("{*}ser")]
    if not series:
        return
    number = flow.new_table()
    heads = [(index, names.get(0, "")) for index, (names, _, _) in enumerate(series, start=1)]
    flow.row([(0, ""), *heads], table=number, header=True, page=page, bbox=box)
    for at in sorted({index for _, labels, values in series for index in (*labels, *values)})[:1000]:
        label = next((labels[at] for _, labels, _ in series if at in labels), "")
        cells = [(index, values.get(at, "")) for index, (_, _, values) in enumerate(series, start=1)]
        flow.row([(0, label), *cells], table=number, page=page, bbox=box)


def _points(holder: Any) -> dict[int, str]:
    """The cached values of a chart's series by their place."""
    found = {}
    for point in () if holder is None else holder.iter("{*}pt"):
        value = point.find("{*}v")
        place = whole_number(point.get("idx"), default=-1)
        if value is not None and place >= 0:
            found[place] = value.text or ""
    return found
