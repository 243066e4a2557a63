"""OFD files (fixed-layout papers of Chinese offices): pages of characters with places, laid out as those of a PDF.

Straight from the XML inside, parsed as defensively as office files.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from extractor.flow import Flow
from extractor.layout.lines import segments
from extractor.layout.pages import Page, assemble
from extractor.layout.tables import MAX_EDGES, find_tables, has_grid
from extractor.limits import Limits
from extractor.media.gallery import Gallery, sources
from extractor.ofd.page import POINTS, Marks, numbers
from extractor.office.ooxml import OfficeFile, office_file
from extractor.pdf.words import Glyph
from extractor.reading import Reading, UnreadableError, hidden_note
from extractor.tools import Tools
from model.documents import BBox, FileStatus
from model.problems import problem
from model.traces import HiddenText, HidingWay, Traces

_MOST_UNSEEN, _LONGEST = 50, 2000
_FORMAT = "OFD 版式文件"
_A4 = [0.0, 0.0, 210.0, 297.0]
_INFO = {"Title": "title", "Author": "creator", "Subject": "subject", "CreationDate": "created", "ModDate": "modified",
         "Creator": "Application"}


@dataclass(slots=True)
class Paper:
    """One document of an OFD file. pages: parts of the pages in order. size: of a page in millimetres.

    templates: parts by number. media: parts of the pictures by number. units: drawings by number.
    """

    size: list[float]
    pages: list[str] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)


def read_ofd(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads all documents of an OFD file. Raises UnreadableError for a broken, locked or hostile one."""
    with office_file(path, name, _FORMAT) as office:
        root = office.xml("OFD.xml")
        if root is None:
            raise UnreadableError(problem("file_damaged", name, format=_FORMAT, reason="缺少 OFD.xml"))
        if any(part.endswith("Encryptions.xml") for part in office.names()):
            raise UnreadableError(problem("file_encrypted", name))
        each = [(paper, part) for paper in papers(office, root) for part in paper.pages]
        if not each:
            raise UnreadableError(problem("file_damaged", name, format=_FORMAT, reason="没有页面"))
        gallery = Gallery(office.data, tools, limits, name)
        seen, unseen = list[str](), list[HiddenText]()
        pages = [_page(office, paper, part, number, gallery, seen, unseen)
                 for number, (paper, part) in enumerate(each[:limits.pages], start=1)]
        gallery.prepare(seen)
        flow = Flow()
        furniture = assemble(pages, flow)
        told = [(str(element.tag).rpartition("}")[2], (element.text or "").strip()) for element in root.iter()]
        properties = tuple((_INFO[key], text) for key, text in told if key in _INFO and text)
    problems = [problem("table_layout_skipped", name, page=page.number) for page in pages if page.unruly]
    problems += gallery.problems
    if len(each) > limits.pages:
        problems.append(problem("pages_over_limit", name, count=len(each), limit=limits.pages))
    if not any(block.text for block in flow.blocks):
        problems.append(problem("no_text", name))
    status: FileStatus = "partial" if any(why.severity != "note" for why in problems) else "parsed"
    notes = (hidden_note(name, unseen),) if unseen else ()
    return Reading(blocks=tuple(flow.blocks), pages=len(each), status=status, furniture=furniture,
                   problems=(*problems, *notes), properties=properties, sources=sources(flow.blocks, len(pages)),
                   traces=Traces(hidden=tuple(unseen)))


def _hidden(run: list[Glyph], way: HidingWay, page: int) -> HiddenText:
    box = BBox(x0=min(one.x0 for one in run), top=min(one.top for one in run), x1=max(one.x1 for one in run),
               bottom=max(one.bottom for one in run))
    return HiddenText(text="".join(one.char for one in run)[:_LONGEST], way=way, page=page, bbox=box)


def papers(office: OfficeFile, root: Any) -> Iterator[Paper]:
    """The documents that OFD.xml names, each with its pages and resources."""
    for place in root.iterfind("{*}DocBody/{*}DocRoot"):
        part = _part("", place.text)
        document = office.xml(part)
        if document is None:
            continue
        folder = posixpath.dirname(part)
        paper = Paper(size=_size(document.find("{*}CommonData/{*}PageArea")) or _A4)
        paper.pages = [_part(folder, page.get("BaseLoc")) for page in document.iterfind("{*}Pages/{*}Page")]
        paper.templates = {one.get("ID", ""): _part(folder, one.get("BaseLoc"))
                           for one in document.iterfind("{*}CommonData/{*}TemplatePage")}
        for kind in ("PublicRes", "DocumentRes"):
            for resource in document.iterfind(f"{{*}}CommonData/{{*}}{kind}"):
                _resources(office, paper, _part(folder, resource.text))
        yield paper


def page_roots(office: OfficeFile, paper: Paper, part: str) -> list[Any]:
    """The page's XML, with what lies under it (its templates) first; [] where the file does not hold the page."""
    root = office.xml(part)
    if root is None:
        return []
    under = [office.xml(paper.templates.get(one.get("TemplateID", ""), "")) for one in root.iterfind("{*}Template")]
    return [*(one for one in under if one is not None), root]


def _part(folder: str, place: str | None) -> str:
    """The part that an address inside the file means."""
    place = (place or "").strip()
    return place.lstrip("/") if place.startswith("/") else posixpath.normpath(f"{folder}/{place}").lstrip("/")


def _size(area: Any) -> list[float]:
    """Left, top, width and height of the physical page, [] where it is not told."""
    box = None if area is None else area.find("{*}PhysicalBox")
    found = numbers(None if box is None else box.text)
    return found if len(found) == 4 and min(found[2:]) > 0 else []


def _resources(office: OfficeFile, paper: Paper, part: str) -> None:
    root = office.xml(part)
    if root is None:
        return
    folder = _part(posixpath.dirname(part), root.get("BaseLoc", "."))
    for media in root.iterfind("{*}MultiMedias/{*}MultiMedia"):
        paper.media[media.get("ID", "")] = _part(folder, media.findtext("{*}MediaFile"))
    for unit in root.iterfind("{*}CompositeGraphicUnits/{*}CompositeGraphicUnit"):
        paper.units[unit.get("ID", "")] = unit


def _page(office: OfficeFile, paper: Paper, part: str, number: int, gallery: Gallery, seen: list[str],
          unseen: list[HiddenText]) -> Page:
    """A page ready to be laid out; adds the parts of its pictures to ``seen``, words that nobody sees to ``unseen``."""
    roots = page_roots(office, paper, part)
    size = (_size(roots[-1].find("{*}Area")) if roots else []) or paper.size
    page = Page(number=number, width=size[2] * POINTS, height=size[3] * POINTS)
    marks = Marks(units=paper.units, size=(page.width, page.height))
    for root in roots:
        for content in root.iterfind("{*}Content"):
            marks.read(content)
    unseen.extend(_hidden(run, way, number) for run, way in marks.unseen[:_MOST_UNSEEN] if run)
    glyphs = marks.glyphs
    page.unruly = len(marks.edges) > MAX_EDGES
    if has_grid(marks.edges):
        page.tables, glyphs = find_tables(glyphs, marks.edges, number)
    page.pieces = segments(glyphs, number)
    for key, box in marks.pictures:
        target = paper.media.get(key, "")
        if target:
            seen.append(target)
            page.pictures.append((box, partial(gallery.add, part=target, page=number, place=box)))
    return page
