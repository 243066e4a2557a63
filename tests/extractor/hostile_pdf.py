"""PDFs that loop, lie, hide programs or are too large. Each function writes one file."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from pathlib import Path

from making import canvas, put

MEGA = 1 << 20
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SHOW = b"BT /F1 20 Tf 72 700 Td (hostile) Tj ET "
Objects = Mapping[int, str | bytes]


def stream(data: bytes, head: str = "", packed: bool = True) -> bytes:
    """A stream object, packed with Flate or bare."""
    if packed:
        data, head = zlib.compress(data, 9), head + " /Filter /FlateDecode"
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def pdf(objects: Objects, root: str = "/Root 1 0 R") -> bytes:
    """A PDF of numbered objects."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    start, top = len(out), max(objects) + 1
    out += f"xref\n0 {top}\n0000000000 65535 f \n".encode()
    for number in range(1, top):
        out += f"{places[number]:010} 00000 n \n".encode() if number in places else b"0000000000 65535 f \n"
    return bytes(out + f"trailer\n<< /Size {top} {root} >>\nstartxref\n{start}\n%%EOF\n".encode())


def one_page(content: bytes, *, box: str = "0 0 595 842", more: str = "", page: str = "", catalog: str = "",
             extra: Objects | None = None) -> bytes:
    """A PDF of one page; more: resources beside the font; page, catalog: further entries; extra: from object 6 on."""
    return pdf({1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                3: f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R {page} "
                   f"/Resources << /Font << /F1 5 0 R >> {more} >> >>",
                4: content if b"stream" in content else stream(content), 5: FONT, **(extra or {})})


def truncated(path: Path) -> None:
    """The first half of a good file."""
    made = canvas(path)
    for number in range(20):
        put(made, 72, 100, f"第{number}场法治讲座。")
        made.showPage()
    made.save()
    data = path.read_bytes()
    path.write_bytes(data[:len(data) // 2])


def garbage(path: Path) -> None:
    """A PDF's first line and noise."""
    path.write_bytes(b"%PDF-1.7\n" + bytes(n * n * 31 % 256 for n in range(5000)))


def locked(path: Path) -> None:
    """Encrypted with a password for opening."""
    made = canvas(path, encrypt="secret")
    put(made, 72, 100, "密")
    made.save()


def owner_locked(path: Path) -> None:
    """Encrypted, but anybody may open it."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    made = canvas(path, encrypt=StandardEncryption("", ownerPassword="owner"))
    put(made, 72, 100, "可以打开的法治讲座记录。")
    made.save()


def table_loop(path: Path) -> None:
    """A cross-reference table that names itself as the one before it."""
    data = one_page(SHOW)
    at = data.rindex(b"xref\n0")
    path.write_bytes(data.replace(b"/Root 1 0 R >>", f"/Root 1 0 R /Prev {at} >>".encode()))


def page_cycle(path: Path) -> None:
    """A tree of pages whose branches lead back to its root."""
    path.write_bytes(pdf({1: "<< /Type /Catalog /Pages 2 0 R >>",
                          2: "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 900000 /Parent 3 0 R >>",
                          3: "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 900000 /Parent 2 0 R >>"}))


def many_pages(path: Path, count: int = 100_000) -> None:
    """A hundred thousand pages that share one object's content."""
    kids = " ".join(f"{number} 0 R" for number in range(6, 6 + count))
    page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"
    path.write_bytes(pdf({
        1: "<< /Type /Catalog /Pages 2 0 R >>", 4: stream(SHOW), 5: FONT,
        2: f"<< /Type /Pages /Kids [{kids}] /Count {count} /MediaBox [0 0 595 842] "
           "/Resources << /Font << /F1 5 0 R >> >> >>", **dict.fromkeys(range(6, 6 + count), page)}))


def giant_page(path: Path) -> None:
    """A page of 14,400 inches."""
    path.write_bytes(one_page(SHOW, box="0 0 1036800 1036800"))


def endless_numbers(path: Path) -> None:
    """Boxes and places that are no numbers or far too large."""
    path.write_bytes(one_page(b"1e38 0 0 1e38 1e38 1e38 cm BT /F1 99999999999 Tf (hostile) Tj ET "
                              b"0 0 1e300 1e300 re S -2147483649 4294967297 m 1 1 l S",
                              box="-1e38 nan 1e309 99999999999999999999"))


def content_bomb(path: Path) -> None:
    """A content stream of 90 MB in 90 KB: one text shown millions of times."""
    data = stream(b"BT /F1 8 Tf 72 700 Td " + b"(a) Tj " * (90 * MEGA // 7) + b"ET")
    path.write_bytes(one_page(data))


def line_bomb(path: Path) -> None:
    """A page of 250,000 ruling lines."""
    path.write_bytes(one_page(SHOW + b"".join(b"%d %d m %d %d l S " % (n % 590, n // 800, n % 590 + 5, n // 800)
                                              for n in range(250_000))))


def packed_twice(path: Path) -> None:
    """A content stream packed five times over, 64 MB inside."""
    data = bytes(64 * MEGA)
    for _ in range(5):
        data = zlib.compress(data, 9)
    head = f"<< /Length {len(data)} /Filter [{' /FlateDecode' * 5}] >>\nstream\n".encode()
    path.write_bytes(one_page(head + data + b"\nendstream"))


def form_loop(path: Path) -> None:
    """Forms that draw themselves, and forms that draw ten of the next, ten deep."""
    head = "/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /X {} 0 R >> >>"
    forms = {number: stream(b"/X Do " * 10, head.format(min(number + 1, 16))) for number in range(6, 17)}
    path.write_bytes(one_page(SHOW + b"/X Do", more="/XObject << /X 6 0 R >>", extra=forms))


def great_picture(path: Path) -> None:
    """A picture of 100,000 by 100,000 on the page."""
    image = stream(bytes(1000), "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 "
                                "/ColorSpace /DeviceRGB")
    path.write_bytes(one_page(b"q 595 0 0 842 0 0 cm /I Do Q", more="/XObject << /I 6 0 R >>", extra={6: image}))


def active(path: Path) -> None:
    """Opens a program, runs a script, calls a server and carries a program as an attachment."""
    actions = {
        6: "<< /S /JavaScript /JS (app.launchURL('http://127.0.0.1:9/'); this.exportDataObject({cName:'x.exe'})) "
           "/Next 7 0 R >>",
        7: "<< /S /Launch /F (/bin/touch) /Win << /F (cmd.exe) /P (/c calc) >> /Next 8 0 R >>",
        8: "<< /S /URI /URI (http://127.0.0.1:9/) /Next 9 0 R >>",
        9: "<< /S /GoToR /F (\\\\\\\\127.0.0.1\\\\share) /D [0 /Fit] >>",
        10: "<< /Type /Filespec /F (x.exe) /UF (x.exe) /EF << /F 11 0 R >> >>", 11: stream(b"MZ" + bytes(100)),
        12: "<< /Names [(x.exe) 10 0 R] >>"}
    path.write_bytes(one_page(SHOW, extra=actions, page="/AA << /O 7 0 R >>",
                              catalog="/OpenAction 6 0 R /Names << /EmbeddedFiles 12 0 R >>"))


def deep_objects(path: Path) -> None:
    """Arrays inside arrays, 200,000 deep."""
    path.write_bytes(one_page(SHOW, extra={6: "[" * 200_000 + "]" * 200_000}, catalog="/X 6 0 R"))


def polyglot(path: Path) -> None:
    """A PDF that is a zip as well."""
    from hostile_archives import packed

    data = io.BytesIO()
    data.write(one_page(SHOW))
    data.write(packed([("内.txt", "法治讲座。".encode())]))
    path.write_bytes(data.getvalue())


def as_docx(path: Path) -> None:
    """A good PDF under the name of a Word paper."""
    made = canvas(path)
    put(made, 72, 100, "其实是一份PDF。")
    made.save()
