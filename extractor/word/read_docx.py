"""Word documents (docx): straight from document.xml, which is several times faster than building objects for it.

Deleted and moved-away text is not read, inserted text is; hidden text is not read but named in a Problem; a text
box, given twice for old and new Word, is read once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from extractor.flow import Flow
from extractor.headings import is_title_line, typed_heading
from extractor.limits import Limits
from extractor.media.gallery import Gallery, office_notes, sources
from extractor.normal import SENTENCE_END, clean
from extractor.office.ooxml import OfficeFile, office_file
from extractor.reading import Reading, UnreadableError, hidden_note
from extractor.tools import Tools
from extractor.word.sight import Sight
from extractor.word.styles import Styles, without_table_styles
from extractor.word.table import read_table
from extractor.word.walk import PICTURES, Walk, children, paragraph_inline, picture_key, picture_part
from model.problems import Problem, problem
from model.traces import Traces

TITLE_BLOCKS = 4
_COSTS_TEXT = ("pictures_only", "no_text", "pictures_over_limit", "picture_too_large", "ocr_missing", "ocr_timeout",
               "ocr_crashed")
_MAX_DEPTH = 20


def read_docx(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a Word document; page is always 1. Raises UnreadableError for a broken or hostile file."""
    with office_file(path, name, "Word 文档") as office:
        part = office.target("/officeDocument", "word/document.xml")
        folder = part.rpartition("/")[0]
        sight = Sight(w="")
        sight.colours.load(office.xml(f"{folder}/theme/theme1.xml"))
        root = office.xml(part, sight.glance)
        if root is None:
            raise UnreadableError(problem("file_damaged", name, format="Word 文档", reason="缺少正文 document.xml"))
        sight.w = root.tag.rpartition("}")[0] + "}"
        walk = Walk(flow=Flow(), styles=Styles(w=sight.w), sight=sight)
        walk.styles.load_styles(office.xml(f"{folder}/styles.xml",
                                           lambda data: sight.glance(without_table_styles(data))))
        walk.styles.load_numbering(office.xml(f"{folder}/numbering.xml"))
        sides = _sides(office, folder, sight)
        notes = _notes(office, folder, sight)
        _look_closer(office, folder, sight, root)
        walk.gallery, walk.relations = Gallery(office.data, tools, limits, name), office.relations(part)
        walk.gallery.prepare(target for element in root.iter(*(f"{{*{sign}" for sign in PICTURES))
                             if (target := picture_part(walk.relations, picture_key(element))))
        body = root.find(f"{walk.w}body")
        read_body(walk, body if body is not None else root)
        for note in notes:
            walk.flow.open_section(1, "")
            read_body(walk, note)
        furniture = _furniture(sides, walk)
        problems = [*walk.gallery.problems, *office_notes(office, name)]
        return _reading(walk, furniture, office.core_properties(), name, problems)


def _reading(walk: Walk, furniture: tuple[str, ...], properties: tuple[tuple[str, str], ...], name: str,
             problems: list[Problem]) -> Reading:
    unseen = walk.unseen() + walk.beside
    if unseen:
        problems.append(hidden_note(name, unseen))
    if walk.deleted:
        problems.append(problem("tracked_changes", name, deleted=walk.deleted))
    blocks = tuple(walk.flow.blocks)
    if not any(block.text for block in blocks):
        problems.append(problem("pictures_only" if blocks else "no_text", name))
    failed = any(why.message in _COSTS_TEXT for why in problems)
    return Reading(blocks=blocks, status="partial" if failed else "parsed", furniture=furniture,
                   problems=tuple(problems), properties=properties, sources=sources(blocks, 1),
                   traces=Traces(hidden=unseen))


def read_body(walk: Walk, body: Any, depth: int = 0) -> None:
    """Reads the paragraphs and tables of a body, a text box or a note into the flow."""
    for element in children(body, walk):
        if element.tag == f"{walk.w}p":
            _read_paragraph(walk, element, depth)
        elif element.tag == f"{walk.w}tbl":
            read_table(walk, element, read_body, depth)


def _read_paragraph(walk: Walk, element: Any, depth: int) -> None:
    properties = next(element.iterchildren(walk.w + "pPr"), None)
    inline = paragraph_inline(walk, element)
    text = "".join(inline.text)
    if walk.styles.is_contents(properties):
        walk.contents.append(clean(text).strip())
    elif text.strip():
        level = walk.styles.heading_level(properties) or _centred_title(walk, properties, text)
        if level and not is_title_line(text.strip().rstrip("：:")):
            level = 0
        parts = manual_lines(text)
        for index, part in enumerate(parts):
            walk.flow.text(part, level=level if len(parts) == 1 else 0,
                           number=walk.styles.number(properties) if index == 0 else "")
    for key in inline.pictures:
        walk.picture(key)
    if depth < _MAX_DEPTH:
        for box in inline.boxes:
            with walk.sight.on(walk.sight.box(box)):
                read_body(walk, box, depth + 1)


def _centred_title(walk: Walk, properties: Any, text: str) -> int:
    """1 for a short centred line near the top of the document, which is its title; else 0."""
    align = None if properties is None else properties.find(f"{walk.w}jc")
    centred = align is not None and align.get(f"{walk.w}val") == "center"
    return int(centred and len(walk.flow.blocks) < TITLE_BLOCKS and is_title_line(text)
               and typed_heading(text) is None)


def manual_lines(text: str) -> list[str]:
    """Splits at manual line breaks that end a sentence or a heading; keeps those that only wrap a line."""
    parts: list[str] = []
    for line in text.split("\n"):
        previous = parts[-1].strip() if parts else ""
        mark = typed_heading(previous) if previous else None
        if parts and previous and previous[-1] not in SENTENCE_END + "：:" and not (mark and not mark.run_in) \
                and not typed_heading(line.strip()):
            parts[-1] += "\n" + line
        else:
            parts.append(line)
    return parts


def _look_closer(office: OfficeFile, folder: str, sight: Sight, root: Any) -> None:
    """Takes in how words look, where anything in the file could hide one."""
    if not sight.plain:
        settings = office.xml(f"{folder}/settings.xml")
        shows = settings is not None and settings.find(f"{sight.w}displayBackgroundShape") is not None
        sight.load(office.xml(f"{folder}/styles.xml"), root, background=shows)


def _notes(office: OfficeFile, folder: str, sight: Sight) -> list[Any]:
    """Footnotes and endnotes."""
    found = []
    for kind in ("footnote", "endnote"):
        root = office.xml(f"{folder}/{kind}s.xml", sight.glance)
        found += [note for note in (() if root is None else root.findall(f"{sight.w}{kind}"))
                  if note.get(f"{sight.w}type") in (None, "normal")]
    return found


def _sides(office: OfficeFile, folder: str, sight: Sight) -> list[Any]:
    """Headers and footers."""
    return [office.xml(part, sight.glance) for part in sorted(office.names())
            if re.fullmatch(rf"{re.escape(folder)}/(?:header|footer)\d*\.xml", part)]


def _furniture(sides: list[Any], walk: Walk) -> tuple[str, ...]:
    """Texts of headers and footers, each once, and of the table of contents."""
    found: dict[str, None] = {}
    for root in sides:
        walk.sight.look_behind(root)
        side = Walk(flow=Flow(), styles=walk.styles, sight=walk.sight, where="页眉页脚")
        read_body(side, root)
        found.update((block.text, None) for block in side.flow.blocks if block.text)
        walk.beside += side.unseen()
    found.update((line, None) for line in walk.contents if line)
    return tuple(found)
