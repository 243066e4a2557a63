"""Attachments of mails: eml and Outlook's msg."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from functools import partial
from pathlib import Path

from extractor.unpack.entries import ContainerError, Entry, whole
from extractor.web.mail import attachment_name, content, taken_apart
from extractor.web.outlook import BROKEN_OLE, attachments


def entries(path: Path, kind: str) -> Iterator[Entry]:
    """The attached files in order. Raises ContainerError for a broken mail."""
    if kind == "eml":
        for number, part in enumerate(taken_apart(path).attachments, start=1):
            yield Entry(name=attachment_name(part, number), chunks=partial(_decoded, part))
        return
    try:
        for name, data in attachments(path):
            yield Entry(name=name, chunks=whole(data))
    except BROKEN_OLE as error:
        raise ContainerError("archive_damaged", str(error)[:120]) from error


def _decoded(part: Message) -> Iterator[bytes]:
    return whole(content(part))()
