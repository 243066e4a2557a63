"""The words of an old office file without LibreOffice: less than nothing is worse. Layout and pictures are not read.

Also the witness for quotes: a way to the text that shares nothing with the way to the blocks.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from extractor.archives import read_part
from extractor.limits import MEGA
from extractor.normal import whole_number
from extractor.reading import Reading, UnreadableError
from extractor.registry import FORMAT_NAMES
from extractor.word.pieces import LockedError, Piece, flow_of
from model.documents import PageSource
from model.problems import Problem, problem

_MOST = 64 * MEGA
_NEVER = 1601
_TABLE, _TEXT = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_INSTALL = "请安装 libreoffice-writer-nogui、libreoffice-impress-nogui，或另存为 docx、PDF 再交。"
_CHECK = "请核对原件，或另存为 docx、PDF 再交。"
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CHINESE = re.compile(rb"\\fcharset134|\\deflangfe2052|\\lang2052")


def whole_text(path: Path, name: str) -> Reading | None:
    """All of a binary Word file that is nothing but text and plain tables; None where it holds more than that."""
    from extractor.word.doc_text import read_word_text

    try:
        found = read_word_text(path)
    except LockedError:
        raise UnreadableError(problem("file_encrypted", name)) from None
    except Exception:  # noqa: BLE001 - what this simple way cannot read may still be read by LibreOffice
        return None
    blocks = tuple(flow_of(found.pieces).blocks)
    if found.odd or not blocks:
        return None
    hidden = (problem("hidden_text", name, text="".join(found.hidden)[:120]),) if found.hidden else ()
    properties: tuple[tuple[str, str], ...] = ()
    with suppress(Exception):  # what a file says of itself is worth less than what it says
        properties = _properties(path)
    return Reading(blocks=blocks, furniture=tuple(found.heads), problems=hidden, properties=properties)


def _properties(path: Path) -> tuple[tuple[str, str], ...]:
    """What a binary office file says of itself, under the names that docx has for it."""
    import olefile

    with olefile.OleFileIO(path) as file:
        told = file.get_metadata()
    page = (told.codepage or 936) % 65536
    code = {65001: "utf-8", 1200: "utf-16-le"}.get(page, f"cp{page}")
    found = []
    for key, value in (("title", told.title), ("subject", told.subject), ("creator", told.author),
                       ("lastModifiedBy", told.last_saved_by), ("created", told.create_time),
                       ("modified", told.last_saved_time), ("lastPrinted", told.last_printed),
                       ("revision", told.revision_number), ("Company", told.company),
                       ("Application", told.creating_application)):
        if isinstance(value, datetime):
            text = f"{value:%Y-%m-%dT%H:%M:%SZ}" if value.year > _NEVER else ""
        else:
            text = value.decode(code, "replace") if isinstance(value, bytes) else str(value or "")
        if text.strip("\0 "):
            found.append((key, text.strip("\0 ")))
    return tuple(found)


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
    flow = flow_of(found)
    if not flow.blocks:
        raise UnreadableError(replace(why, where=name))
    pages = max(piece.page for piece in found)
    advice = _INSTALL if why.message == "office_missing" else _CHECK
    note = problem("text_only", name, format=FORMAT_NAMES.get(kind, kind), reason=reason_of(why), advice=advice)
    again = (replace(why, where=name),) if why.passing else ()
    return Reading(blocks=tuple(flow.blocks), pages=pages, status="partial", problems=(note, *again),
                   sources=tuple(PageSource(page=number, source="text") for number in range(1, pages + 1)))


def reason_of(why: Problem) -> str:
    """Why LibreOffice made nothing, in a few words."""
    if why.message == "office_missing":
        return "本机没有安装 LibreOffice"
    told = dict(why.params)
    took = f"超过 {told['seconds']} 秒" if "seconds" in told else told.get("reason", "打不开")
    return f"LibreOffice 转换不了（{took}）"


def pieces(path: Path, kind: str) -> list[Piece]:
    """Paragraphs and rows of an old file in its own order. Raises LockedError, or anything for a broken file."""
    if kind in ("doc", "wps"):
        from extractor.word.doc_text import read_word_text

        return read_word_text(path).pieces
    if kind == "ppt":
        from extractor.slides.ppt_text import ppt_pieces

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
            yield Piece(cells=tuple(enumerate(cell.strip() for cell in line[:-1].split("|"))))
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
            cells = (_words(cell) for cell in element if str(cell.tag).endswith("table-cell"))
            yield Piece(cells=tuple(enumerate(cells)), page=max(page, 1))
        elif element.tag != f"{_DRAW}page" and next(element.iterancestors(f"{_TABLE}table-row"), None) is None:
            level = whole_number(element.get(f"{_TEXT}outline-level", "0"), most=9)
            yield Piece(text=_words(element), level=level, page=max(page, 1))


def _words(element: Any) -> str:
    """Text of an element, without what was deleted or noted beside it."""
    text = ""
    for part in element.iter():
        apart = part.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")
        if apart or (text and part is not element and part.tag == f"{_TEXT}p"):
            text += " "
        text += (part.text or "") + ("" if part is element else part.tail or "")
    return text
