"""Mails (eml, msg) and pages saved as one file (mht). Attachments are files of their own (``extractor.unpack``)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from extractor.flow import Flow
from extractor.limits import Limits
from extractor.media.gallery import Gallery, sources
from extractor.plain.read_txt import add_text
from extractor.reading import Reading, UnreadableError
from extractor.tools import Tools
from extractor.web.mail import HEADERS, Mail, content, header, taken_apart, words
from extractor.web.outlook import BROKEN_OLE, letter
from extractor.web.read_html import add_html, html_reading
from model.problems import problem


def read_eml(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Subject as heading, then the body; sender, receivers and date as properties. Page is 1.

    Raises UnreadableError for one whose parts stand too deep inside one another.
    """
    mail = _mail(path, name, "邮件")
    headers = {key: value for key in HEADERS if (value := header(mail.head, key))}
    plain = "\n".join(map(words, mail.plain))
    html = "".join(map(words, mail.html))
    return _reading(name, headers, plain, html.encode("utf-8") if _better(html, plain) else b"", len(mail.attachments))


def read_msg(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """As ``read_eml``, of an Outlook mail. Raises UnreadableError for a broken one."""
    try:
        found = letter(path)
    except BROKEN_OLE as error:
        raise UnreadableError(problem("file_damaged", name, format="邮件", reason=str(error)[:120])) from error
    return _reading(name, found.headers, found.body, b"" if found.body.strip() else found.html, 0)


def _mail(path: Path, name: str, format_name: str) -> Mail:
    try:
        return taken_apart(path)
    except ValueError as error:
        raise UnreadableError(problem("file_damaged", name, format=format_name, reason=str(error))) from error


def _better(html: str, plain: str) -> bool:
    """Whether the HTML body is read: there is no other, or it has tables."""
    return bool(html.strip()) and (not plain.strip() or "<table" in html.lower())


def _reading(name: str, headers: Mapping[str, str], plain: str, html: bytes, attached: int) -> Reading:
    flow = Flow()
    if headers.get("subject"):
        flow.heading(headers["subject"], 1)
    if html:
        add_html(flow, html, name)
    else:
        add_text(flow, plain)
    blocks = tuple(flow.blocks)
    properties = (*headers.items(), *((("attachments", str(attached)),) if attached else ()))
    if not any(block.text for block in blocks) and not attached:
        return Reading(blocks=blocks, status="partial", problems=(problem("no_text", name),), properties=properties)
    return Reading(blocks=blocks, properties=properties)


def read_mht(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """The page in it, its pictures recognised where they stand. Raises UnreadableError where there is no page."""
    mail = _mail(path, name, "单个文件网页")
    if not mail.html:
        raise UnreadableError(problem("file_damaged", name, format="单个文件网页", reason="里面没有网页"))
    pictures = _pictures(mail)
    gallery = Gallery(pictures.get, tools, limits, name)
    gallery.prepare(pictures)

    def picture(flow: Flow, address: str) -> None:
        if address in pictures:
            gallery.add(flow, address)
        else:
            flow.image()

    made = html_reading(words(mail.html[0]).encode("utf-8"), name, picture)
    return Reading(blocks=made.blocks, status="partial" if made.problems else gallery.status, furniture=made.furniture,
                   properties=made.properties, problems=(*made.problems, *gallery.problems),
                   sources=sources(made.blocks, 1))


def _pictures(mail: Mail) -> dict[str, bytes]:
    """Bytes of the pictures by the addresses that the page calls them by."""
    found: dict[str, bytes] = {}
    for part in mail.attachments:
        if part.get_content_maintype() == "image":
            data = content(part)
            for address in (header(part, "content-location"), "cid:" + header(part, "content-id").strip("<>")):
                if address not in ("", "cid:"):
                    found[address] = data
    return found
