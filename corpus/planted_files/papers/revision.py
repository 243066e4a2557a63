"""Incremental saves of a PDF: what an editor appends when a figure is changed, a stamp set, a signature added."""

from __future__ import annotations

import re
from datetime import datetime

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*(.*?)\s*endobj", re.S)


def objects(pdf: bytes) -> dict[int, bytes]:
    """The bodies of the objects of a PDF as reportlab writes it, by number."""
    return {int(m.group(1)): m.group(2) for m in OBJECT.finditer(pdf)}


def append(pdf: bytes, changed: dict[int, bytes]) -> bytes:
    """A further revision: new bodies after the old end, a new table, a trailer that names the old one."""
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    trailer = re.findall(rb"trailer\s*<<(.*?)>>\s*startxref", pdf, re.S)[-1]
    size = max(int(re.search(rb"/Size (\d+)", trailer).group(1)), max(changed) + 1)  # type: ignore[union-attr]
    out = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    table = []
    for number in sorted(changed):
        table.append((number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, changed[number])
    begin = len(out)
    out += b"xref\n"
    for number, offset in table:
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    rest = re.sub(rb"/(Size|Prev) \d+", b"", trailer).strip()
    out += b"trailer\n<< /Size %d /Prev %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, start, rest, begin)
    return bytes(out)


def replaced(old: bytes, new: bytes) -> bytes:
    """``old`` with a further revision after which it shows what ``new`` shows; both were written by the same steps."""
    before, after = objects(old), objects(new)
    return append(old, {n: body for n, body in after.items() if before.get(n) != body})


def _page(pdf: bytes) -> tuple[int, bytes]:
    found = objects(pdf)
    number = next(n for n in sorted(found) if re.search(rb"/Type\s*/Page\b(?!s)", found[n]))
    return number, found[number]


def _with(body: bytes, extra: bytes) -> bytes:
    """A dictionary object with one more entry."""
    at = body.rindex(b">>")
    return body[:at] + extra + b" " + body[at:]


def stamped(pdf: bytes, at: datetime) -> bytes:
    """A round red stamp set on the first page as an annotation."""
    number, page = _page(pdf)
    free = max(objects(pdf)) + 1
    ring = (
        b"0.8 0.1 0.1 RG 2 w 95 50 m 95 74.8 74.8 95 50 95 c 25.2 95 5 74.8 5 50 c 5 25.2 25.2 5 50 5 c "
        b"74.8 5 95 25.2 95 50 c s 30 50 m 70 50 l s"
    )
    look = b"<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Length %d >>\nstream\n%s\nendstream" % (
        len(ring),
        ring,
    )
    note = b"<< /Type /Annot /Subtype /Stamp /Rect [380 90 480 190] /F 4 /M (D:%s) /AP << /N %d 0 R >> /P %d 0 R >>" % (
        at.strftime("%Y%m%d%H%M%S").encode(),
        free,
        number,
    )
    return append(pdf, {number: _with(page, b"/Annots [%d 0 R]" % (free + 1)), free: look, free + 1: note})


def signed(pdf: bytes, at: datetime, who: str) -> bytes:
    """A signature field with a (meaningless) signature value."""
    number, page = _page(pdf)
    found = objects(pdf)
    root = next(n for n in sorted(found) if re.search(rb"/Type\s*/Catalog\b", found[n]))
    free = max(found) + 1
    name = b"<FEFF" + who.encode("utf-16-be").hex().upper().encode() + b">"
    value = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name %s /M (D:%s) "
        b"/ByteRange [0 0 0 0] /Contents <%s> >>" % (name, at.strftime("%Y%m%d%H%M%S").encode(), b"00" * 64)
    )
    area = (
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /Rect [380 60 500 84] /F 132 /V %d 0 R /P %d 0 R >>"
        % (free, number)
    )
    return append(
        pdf,
        {
            number: _with(page, b"/Annots [%d 0 R]" % (free + 1)),
            free: value,
            free + 1: area,
            root: _with(found[root], b"/AcroForm << /Fields [%d 0 R] /SigFlags 3 >>" % (free + 1)),
        },
    )
