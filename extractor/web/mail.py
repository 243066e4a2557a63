"""The parts of a mail (eml) or of a page saved as one (mht): headers, body, attachments, names in any old coding."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from pathlib import Path

from extractor.sniff import data_encoding

HEADERS = ("subject", "from", "to", "cc", "date")
_MOST_PARTS = 5000
_CHINESE = ("gb2312", "gbk", "gb18030", "cp936", "x-gbk", "hz-gb-2312")


@dataclass(slots=True)
class Mail:
    """A mail taken apart. plain, html: the body's parts in order. attachments: all else that is a file."""

    head: Message
    plain: list[Message] = field(default_factory=list)
    html: list[Message] = field(default_factory=list)
    attachments: list[Message] = field(default_factory=list)


def taken_apart(path: Path) -> Mail:
    """The parts of a mail file; those of a mail inside it stay together as one attachment.

    Raises ValueError for one whose parts stand too deep inside one another.
    """
    try:
        with path.open("rb") as file:
            mail = Mail(head=email.message_from_binary_file(file))
    except RecursionError as error:
        raise ValueError("嵌套过深") from error
    for part in _leaves(mail.head):
        kind = part.get_content_type()
        attached = "attachment" in header(part, "content-disposition").lower()[:20] or bool(file_name(part))
        if attached or kind not in ("text/plain", "text/html"):
            if part.get_content_maintype() != "multipart":
                mail.attachments.append(part)
        elif kind == "text/html":
            mail.html.append(part)
        else:
            mail.plain.append(part)
    return mail


def _leaves(message: Message) -> Iterator[Message]:
    """Parts that are no box of parts, in order."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(inner for inner in reversed(payload) if isinstance(inner, Message))
        else:
            yield part


def header(part: Message, name: str) -> str:
    """A header's words: encoded ones decoded, raw Chinese ones as UTF-8 or GB18030; "" where there is none."""
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == name), "")
    raw = " ".join(raw.split())
    if not raw.isascii():
        return text_of(raw.encode("utf-8", "surrogateescape"))
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return raw
    words: list[tuple[bytes, str]] = []
    for piece, charset in pieces:
        data = piece.encode("ascii", "replace") if isinstance(piece, str) else piece
        if words and words[-1][1] == (charset or ""):
            words[-1] = (words[-1][0] + data, words[-1][1])
        else:
            words.append((data, charset or ""))
    return "".join(text_of(data, charset) for data, charset in words).strip()


def file_name(part: Message) -> str:
    """The name that a part gives to its file, "" where it gives none."""
    for source, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        told = Message()
        raw = next((str(value) for key, value in part.raw_items() if key.lower() == source), "")
        if not raw:
            continue
        if not raw.isascii():
            raw = text_of(raw.encode("utf-8", "surrogateescape"))
        told[source] = " ".join(raw.split())
        value = told.get_param(parameter, header=source)
        if isinstance(value, tuple):
            charset, _, words = value
            return text_of(str(words).encode("latin-1", "replace"), charset or "")
        if value and str(value).isascii():
            holder = Message()
            holder["subject"] = str(value)
            return header(holder, "subject")
        if value:
            return str(value)
    return ""


def attachment_name(part: Message, number: int) -> str:
    """The name of an attachment inside its mail; a mail inside it is called after its subject."""
    name = file_name(part).replace("\\", "/").rpartition("/")[2]
    if part.get_content_type() == "message/rfc822":
        subject = header(inner_mail(part), "subject") if inner_mail(part) is not None else ""
        name = name or f"{subject.replace('/', '／')[:80] or number}.eml"
        return name if name.lower().endswith(".eml") else f"{name}.eml"
    return name if name not in ("", ".", "..") else f"附件{number}.{part.get_content_subtype()[:10]}"


def inner_mail(part: Message) -> Message:
    """The mail that a part holds; the part itself where it holds none."""
    payload = part.get_payload()
    return payload[0] if isinstance(payload, list) and payload and isinstance(payload[0], Message) else part


def content(part: Message) -> bytes:
    """A part's bytes, decoded; of a mail inside a mail, the mail."""
    if part.get_content_type() == "message/rfc822" and inner_mail(part) is not part:
        return inner_mail(part).as_bytes()
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def words(part: Message) -> str:
    """A text part's words."""
    return text_of(content(part), str(part.get_content_charset() or ""))


def text_of(data: bytes, charset: str = "") -> str:
    """Bytes as text: in the charset told where it fits, else as they look."""
    told = "gb18030" if charset.lower() in _CHINESE else charset
    for encoding in (told, data_encoding(data) or "", "utf-8", "gb18030"):
        try:
            return data.decode(encoding) if encoding else data.decode("ascii")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("utf-8", "replace")
