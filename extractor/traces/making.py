"""What a file says of its making: who, when, with which program; and Word's marks of the sessions that saved it.

Times come out as ISO 8601 where they can be read, else as written. Names are ``family.name``: ``core``, ``app``,
``custom`` (office files), ``ole`` (older ones), ``pdf`` and ``xmp``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from extractor.limits import MEGA, Limits
from extractor.normal import clean
from extractor.office.ooxml import office_file
from model.traces import Traces

_PARTS = {"docProps/core.xml": "core", "docProps/app.xml": "app", "docProps/custom.xml": "custom"}
_MARK = re.compile(rb"""<w:(?:rsid|rsidRoot)\s+w:val\s*=\s*["']([0-9A-Fa-f]{8})["']""")
_INLINE_MARK = re.compile(rb"""\sw:rsid(?:R|RPr|RDefault|P|Tr|Sect)\s*=\s*["']([0-9A-Fa-f]{8})["']""")
_MOST_MARKS, _MOST, _LONGEST = 5000, 80, 500
_OLE = ("title", "subject", "author", "keywords", "comments", "template", "last_saved_by", "revision_number",
        "create_time", "last_saved_time", "last_printed", "total_edit_time", "creating_application", "company",
        "manager")
_PDF_TIME = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*([+\-Z])?(\d\d)?'?(\d\d)?")
_PACKET = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
_XMP = ("CreateDate", "ModifyDate", "MetadataDate", "CreatorTool", "Producer", "DocumentID", "InstanceID",
        "OriginalDocumentID")
_LOOKED_AT = 64 * MEGA


def office_making(path: Path, name: str, limits: Limits) -> Traces:
    """Properties of a docx, xlsx or pptx, and the marks of a docx."""
    found: list[tuple[str, str]] = []
    marks: dict[str, None] = {}
    with office_file(path, name, "") as office:
        for part, family in _PARTS.items():
            root = office.xml(part)
            for element in () if root is None else root:
                local = str(element.tag).rpartition("}")[2]
                label = element.get("name", local) if family == "custom" else local
                found.append((f"{family}.{label}", "".join(element.itertext())))
        for part, pattern in (("word/settings.xml", _MARK), ("word/document.xml", _INLINE_MARK)):
            if not marks:
                data = office.data(part) or b""
                marks.update((one.decode().upper(), None) for one in pattern.findall(data)[:_MOST_MARKS])
    return Traces(properties=_kept(found), marks=tuple(marks))


def ole_making(path: Path, name: str, limits: Limits) -> Traces:
    """Properties of an old Word, Excel or PowerPoint file."""
    import olefile

    with olefile.OleFileIO(path) as file:
        told = file.get_metadata()
    codepage = f"cp{told.codepage}" if isinstance(told.codepage, int) and 0 < told.codepage < 65000 else "utf-8"
    return Traces(properties=_kept((f"ole.{label}", _text(getattr(told, label, None), codepage)) for label in _OLE))


def _text(value: Any, codepage: str) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds") if value.year > 1601 else ""
    if isinstance(value, bytes):
        for encoding in (codepage, "utf-8", "gb18030"):
            with suppress(UnicodeDecodeError, LookupError):
                return value.decode(encoding)
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def pdf_making(path: Path, name: str, limits: Limits) -> Traces:
    """Properties of a PDF: its information dictionary and its XMP packet."""
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as document:
        found = [(f"pdf.{key}", iso_time(value) if key.endswith("Date") else value)
                 for key, value in document.get_metadata_dict(skip_empty=True).items()]
    with path.open("rb") as file:
        packets = _PACKET.findall(file.read(_LOOKED_AT))
    for packet in packets[-1:]:
        found += _xmp(packet.decode("utf-8", "replace"))
    return Traces(properties=_kept(found))


def _xmp(packet: str) -> Iterator[tuple[str, str]]:
    for label in _XMP:
        told = re.search(rf"[:<]{label}(?:\s[^>]*)?>([^<]{{1,400}})<|"
                         rf":{label}\s*=\s*[\"']([^\"']{{1,400}})[\"']", packet)
        if told is not None:
            yield f"xmp.{label}", unescape(told.group(1) or told.group(2))


def iso_time(text: str) -> str:
    """A time as PDF writes it in ISO 8601 (``D:20230501120000+08'00'`` → ``2023-05-01T12:00:00+08:00``)."""
    told = _PDF_TIME.match(text.strip())
    if told is None:
        return text
    year, month, day, hour, minute, second, sign, off, more = told.groups()
    zone = f"{sign}{off}:{more or '00'}" if sign in ("+", "-") and off else "+00:00" if sign == "Z" else ""
    try:
        at = datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return text
    return at.isoformat() + zone


def _kept(found: Any) -> tuple[tuple[str, str], ...]:
    told = ((clean(label)[:80], " ".join(clean(value).split())[:_LONGEST]) for label, value in found)
    return tuple((label, value) for label, value in told if value)[:_MOST]
