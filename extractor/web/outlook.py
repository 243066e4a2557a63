"""Outlook mails (msg): headers, body and attachments out of the OLE file's streams."""

from __future__ import annotations

import datetime
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.web.mail import text_of

BROKEN_OLE = (OSError, ValueError, IndexError, TypeError, AttributeError, KeyError, OverflowError, struct.error)
"""What olefile raises on files that are cut or garbled."""
_FIELDS = (("subject", "0037"), ("from", "0C1A"), ("to", "0E04"), ("cc", "0E03"))
_BODY, _HTML, _DATA = "1000", "1013", "37010102"
_SENT = 0x00390040
_EPOCH = datetime.datetime(1601, 1, 1)
_MOST = 128 << 20


@dataclass(slots=True)
class Letter:
    """A mail's headers and body. html: bytes as they stand, b"" where the body is plain."""

    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    html: bytes = b""


def letter(path: Path) -> Letter:
    """Headers and body. Raises one of BROKEN_OLE."""
    import olefile

    with olefile.OleFileIO(str(path)) as ole:
        found = Letter(body=_text(ole, [], _BODY), html=_stream(ole, [f"__substg1.0_{_HTML}0102"]))
        found.headers = {name: text for name, key in _FIELDS if (text := _text(ole, [], key))}
        if sent := _sent(_stream(ole, ["__properties_version1.0"])):
            found.headers["date"] = sent
    return found


def attachments(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each attached file; attached mails, kept as storages, have none. Raises one of BROKEN_OLE."""
    import olefile

    with olefile.OleFileIO(str(path)) as ole:
        folders = sorted({entry[0] for entry in ole.listdir() if entry[0].startswith("__attach_version1.0")})
        for number, folder in enumerate(folders, start=1):
            name = _text(ole, [folder], "3707") or _text(ole, [folder], "3704") or f"附件{number}"
            data = _stream(ole, [folder, f"__substg1.0_{_DATA}"])
            if data:
                yield name.replace("\\", "/").rpartition("/")[2], data


def _text(ole: Any, folder: list[str], key: str) -> str:
    """A property's words, in UTF-16 or an older coding."""
    wide = _stream(ole, [*folder, f"__substg1.0_{key}001F"])
    return (wide.decode("utf-16-le", "replace") if wide else text_of(_stream(
        ole, [*folder, f"__substg1.0_{key}001E"]))).strip("\0 ")


def _stream(ole: Any, place: list[str]) -> bytes:
    data = ole.openstream(place).read(_MOST) if ole.exists(place) else b""
    return data if isinstance(data, bytes) else b""


def _sent(properties: bytes) -> str:
    """When the mail was sent, "" where it does not say."""
    for at in range(32, len(properties) - 15, 16):
        if struct.unpack_from("<L", properties, at)[0] == _SENT:
            ticks = struct.unpack_from("<Q", properties, at + 8)[0]
            return (_EPOCH + datetime.timedelta(microseconds=ticks // 10)).isoformat(" ", "seconds")
    return ""
