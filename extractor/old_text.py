"""The words of an old office file without LibreOffice: less than nothing is worse. Layout and pictures are not read.

Also the witness for quotes: a way to the text that shares nothing with the way to the blocks.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.archives import read_part
from extractor.flow import Flow
from extractor.limits import MEGA
from extractor.reading import Reading, UnreadableError
from extractor.registry import FORMAT_NAMES
from model.documents import PageSource
from model.problems import Problem, problem

_MOST = 64 * MEGA
_TABLE, _TEXT = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CHINESE = re.compile(rb"\\fcharset134|\\deflangfe2052|\\lang2052")


class LockedError(Exception):
    """The file has a password."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A paragraph, or the cells of a table row. level: heading depth, 0 for none; page: slide, else 1."""

    text: str = ""
    cells: tuple[str, ...] = ()
    level: int = 0
    page: int = 1


def text_only(path: Path, kind: str, name: str, why: Problem) -> Reading:
    """The words of a file that was not converted, as a partial reading. ``why``: what hindered the conversion.

    Raises UnreadableError where there are no words to be had.
    """
    try:
        found = pieces(path, kind)
    except LockedError:
        raise UnreadableError(problem("file_encrypted", name)) from None
    except Exception as error:  # noqa: BLE001 - libraries raise anything on broken files; then there are no words
        raise UnreadableError(replace(why, where=name)) from error
    flow = Flow()
    table, in_table = 0, False
    for piece in found:
        if piece.cells:
            table = table if in_table else flow.new_table()
            flow.row(list(enumerate(piece.cells)), table=table, page=piece.page)
        else:
            flow.text(piece.text, level=piece.level, page=piece.page)
        in_table = bool(piece.cells)
    if not flow.blocks:
        raise UnreadableError(replace(why, where=name))
    pages = max(piece.page for piece in found)
    if why.message == "office_missing":
        note = problem("text_only_missing", name, format=FORMAT_NAMES.get(kind, kind))
    else:
        note = problem("text_only_failed", name, format=FORMAT_NAMES.get(kind, kind), reason=reason_of(why))
    return Reading(blocks=tuple(flow.blocks), pages=pages, status="partial", problems=(note,),
                   sources=tuple(PageSource(page=number, source="text") for number in range(1, pages + 1)))


def reason_of(why: Problem) -> str:
    """Why LibreOffice made nothing, in a few words."""
    if why.message == "office_missing":
        return "本机没有安装 LibreOffice"
    told = dict(why.params)
    return f"超过 {told['seconds']} 秒" if "seconds" in told else told.get("reason", why.message)


def pieces(path: Path, kind: str) -> list[Piece]:
    """Paragraphs and rows of an old file in its own order. Raises LockedError, or anything for a broken file."""
    if kind in ("doc", "wps"):
        from extractor.doc_text import doc_pieces

        return doc_pieces(path)
    if kind == "ppt":
        from extractor.ppt_text import ppt_pieces

        return ppt_pieces(path)
    return list(_rtf(path) if kind == "rtf" else _open_document(path))


def _rtf(path: Path) -> Iterator[Piece]:
    """Lines of an RTF file; the cells of a row come joined by ``|``, which striprtf puts there."""
    from striprtf.striprtf import rtf_to_text

    data = path.read_bytes()[:_MOST]
    found = _CODE_PAGE.search(data)
    page = int(found.group(1)) if found else 1252
    if page in (936, 1252) and _CHINESE.search(data):
        page = 936
    text = rtf_to_text(data.decode("latin-1"), encoding=f"cp{page}" if page != 936 else "gb18030", errors="replace")
    for line in text.split("\n"):
        if line.endswith("|") and line.count("|") > 1:
            yield Piece(cells=tuple(cell.strip() for cell in line[:-1].split("|")))
        elif line.strip():
            yield Piece(text=line.strip())


def _open_document(path: Path) -> Iterator[Piece]:
    """Paragraphs, headings and rows of an ODT or ODP file; a drawing page is a page."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        data = read_part(archive, "content.xml", _MOST)
    if data is None or b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    page = 0
    for element in etree.fromstring(data, parser).iter(f"{_DRAW}page", f"{_TABLE}table-row", f"{_TEXT}p", f"{_TEXT}h"):
        page += element.tag == f"{_DRAW}page"
        if element.tag == f"{_TABLE}table-row":
            cells = tuple(_words(cell) for cell in element if str(cell.tag).endswith("table-cell"))
            yield Piece(cells=cells, page=max(page, 1))
        elif element.tag != f"{_DRAW}page" and next(element.iterancestors(f"{_TABLE}table-row"), None) is None:
            level = str(element.get(f"{_TEXT}outline-level", "0"))
            yield Piece(text=_words(element), level=int(level) if level.isdigit() else 0, page=max(page, 1))


def _words(element: Any) -> str:
    """Text of an element, without what was deleted or noted beside it."""
    text = ""
    for part in element.iter():
        apart = part.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")
        if apart or (text and part is not element and part.tag == f"{_TEXT}p"):
            text += " "
        text += (part.text or "") + ("" if part is element else part.tail or "")
    return text
