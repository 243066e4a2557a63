"""Files embedded in office files (docx, xlsx, pptx): workbooks, papers, and packages inside OLE objects."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from extractor.archives import BROKEN_ZIP, read_part, reason_of
from extractor.unpack.entries import ContainerError, Entry, decoded, whole

_EMBEDDED = re.compile(r"(?:word|xl|ppt)/embeddings/[^/]+$")
_CHART = re.compile(r"(?:word|xl|ppt)/charts/_rels/[^/]+\.rels$")
_TARGET = re.compile(rb'Target="[^"]*/(embeddings/[^"/]+)"')
_MOST = 96 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENTS = ("Package", "CONTENTS", "EmbeddedOdf")
_OWN_FORMATS = ("WordDocument", "Workbook", "Book", "PowerPoint Document")
_FORMULAS = ("Equation Native",)


def is_embedded(part: str) -> bool:
    """Whether a part of an office file is a file of its own."""
    return bool(_EMBEDDED.match(part))


def entries(path: Path, kind: str) -> Iterator[Entry | None]:
    """The embedded files; workbooks behind charts of slides are left out, since the charts are read."""
    try:
        with zipfile.ZipFile(path) as archive:
            charts = _behind_charts(archive) if kind == "pptx" else set()
            for part in archive.namelist():
                name = part.partition("/")[2]
                if is_embedded(part) and name not in charts:
                    yield from _entry(name, read_part(archive, part, _MOST) or b"")
    except (*BROKEN_ZIP, OSError) as error:
        raise ContainerError("archive_damaged", reason_of(error)) from error


def _behind_charts(archive: zipfile.ZipFile) -> set[str]:
    found: set[str] = set()
    for part in archive.namelist():
        if _CHART.match(part):
            found.update(match.decode("utf-8", "replace") for match in _TARGET.findall(
                read_part(archive, part, 1 << 20) or b""))
    return found


def _entry(name: str, data: bytes) -> Iterator[Entry]:
    if not data.startswith(_OLE):
        yield Entry(name=name, packed=len(data), chunks=whole(data))
        return
    label, inner = _inside(data)
    if inner:
        name = str(PurePosixPath(name).with_name(label)) if label else name
        yield Entry(name=name, packed=len(data), chunks=whole(inner))


def _inside(data: bytes) -> tuple[str, bytes]:
    """What an OLE object wraps, with its own name where it has one; b"" for a formula, the object itself if unknown."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {entry[-1] for entry in ole.listdir()}
            if any(stream in streams for stream in _FORMULAS):
                return "", b""
            if any(ole.exists(stream) for stream in _OWN_FORMATS):
                return "", data
            if ole.exists("\x01Ole10Native"):
                return _native(ole.openstream("\x01Ole10Native").read(_MOST))
            for stream in _CONTENTS:
                if ole.exists(stream):
                    return "", ole.openstream(stream).read(_MOST)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error, RecursionError):
        return "", data
    return "", data


def _native(stream: bytes) -> tuple[str, bytes]:
    """Name and bytes of a packaged file. Raises ValueError or struct.error for one that is cut."""
    at = 6
    names = []
    for _ in range(2):
        end = stream.index(b"\0", at)
        names.append(stream[at:end])
        at = end + 1
    at += 4
    at += 4 + struct.unpack_from("<I", stream, at)[0]
    size = struct.unpack_from("<I", stream, at)[0]
    label = decoded(names[0]).replace("\\", "/").rpartition("/")[2].replace("\0", "")
    return label if label not in ("", ".", "..") else "", stream[at + 4:at + 4 + size]
