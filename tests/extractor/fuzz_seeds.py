"""Good files to be spoilt: a few small ones for every type that has a reader, rich in what its reader looks at."""

from __future__ import annotations

import io
import re
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import xlwt
from docx import Document as Docx
from hostile_archives import packed
from hostile_office import docx_of, ofd
from hostile_pdf import one_page, stream
from making import canvas, grid, p, put, write_lines
from office_parts import box, place, png, pptx, relations, tree
from PIL import Image

SENTENCE = "2023年6月10日，本单位在社区广场开展宪法宣传活动1场，发放资料500份，参加群众200余人。"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
Seeds = Callable[[], Sequence[bytes]]


def _steady(data: bytes) -> bytes:
    """An office file without the times at which it was made, so that the same seed spoils the same file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed([(name, _TIME.sub(b"2023-01-01T00:00:00", archive.read(name))) for name in archive.namelist()])


def _written(write: Callable[[Path], object], suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"seed{suffix}"
        write(path)
        return path.read_bytes()


def _docx() -> list[bytes]:
    paper = Docx()
    paper.add_heading("年度普法工作总结", 1)
    paper.add_paragraph(SENTENCE)
    paper.add_paragraph("一、组织领导", style="Heading 2")
    table = paper.add_table(4, 4)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"第{number}格"
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(1, 1).merge(table.cell(3, 1))
    table.cell(2, 3).add_table(2, 2).cell(0, 0).text = "内"
    paper.add_picture(io.BytesIO(png()))
    paper.sections[0].header.paragraphs[0].text = "页眉"
    out = io.BytesIO()
    paper.save(out)
    rich = p(SENTENCE) + "<w:p><w:ins><w:r><w:t>插入</w:t></w:r></w:ins>" \
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>" \
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:tab/><w:br/><w:t>行</w:t></w:r></w:p>" \
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>' \
        "</w:p>" \
        "<w:sdt><w:sdtContent>" + p("控件") + "</w:sdtContent></w:sdt><mc:AlternateContent><mc:Choice Requires='wps'>" \
        "<w:p/></mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>"
    numbering = "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:abstractNum " \
        "w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>" \
        "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    return [_steady(out.getvalue()), _written(lambda path: docx_of(path, rich, word__numbering_xml=numbering), ".docx")]


def _pdf() -> list[bytes]:
    out = io.BytesIO()
    made = canvas(out, invariant=1)
    made.setTitle("年度总结")
    write_lines(made, [SENTENCE[:30], SENTENCE[30:], "二、活动开展"], 72, 80)
    grid(made, [72, 200, 330, 500], [200, 230, 260, 290])
    for row in range(3):
        for column in range(3):
            put(made, 76 + 130 * column, 206 + 30 * row, f"格{row}{column}")
    made.drawInlineImage(Image.open(io.BytesIO(png(60, 40))), 100, 300, 120, 80)
    made.showPage()
    made.rotate(10)
    write_lines(made, [SENTENCE[:20]] * 5, 120, 120)
    made.save()
    form = stream(b"BT /F1 12 Tf (form) Tj ET 0 0 50 50 re S",
                  "/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 5 0 R >> >>")
    image = stream(bytes(48), "/Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 "
                              "/ColorSpace /DeviceRGB")
    content = b"q 1 0 0 1 10 10 cm /X Do Q q 500 0 0 700 50 50 cm /I Do Q BT /F1 14 Tf 72 700 Td (Hello) Tj " \
              b"0 -20 Td [(Wor) -50 (ld)] TJ ET 100 100 m 300 100 l S 100 100 200 50 re S"
    return [out.getvalue(), one_page(content, more="/XObject << /X 6 0 R /I 7 0 R >>", page="/Rotate 90",
                                     extra={6: form, 7: image})]


def _xlsx() -> list[bytes]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "活动台账"
    sheet.append(["序号", "活动", "日期", "人数", "知晓率"])
    for number in range(1, 6):
        sheet.append([number, f"宣传活动{number}", date(2023, 5, number), number * 100, 0.95])
        sheet.cell(number + 1, 5).number_format = "0.0%"
    sheet.merge_cells("A8:C10")
    sheet["A8"], sheet["D8"] = "合并", "=SUM(D2:D6)"
    hidden = book.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden["C3"] = SENTENCE
    out = io.BytesIO()
    book.save(out)
    return [_steady(out.getvalue())]


def _xls() -> list[bytes]:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    for row in range(5):
        for column in range(4):
            sheet.write(row, column, f"格{row}{column}" if column else row * 1.5)
    sheet.write_merge(6, 8, 0, 2, "合并")
    out = io.BytesIO()
    book.save(out)
    return [out.getvalue()]


_ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' \
       'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' \
       'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ' \
       'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'


def _odf(kind: str, body: str) -> list[bytes]:
    content = f'<office:document-content {_ODF} office:version="1.2"><office:body>{body}</office:body>' \
              "</office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    members = [("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()), ("content.xml", content.encode()),
               ("META-INF/manifest.xml", manifest.encode())]
    return [packed(members, 0)]


_ROWS = '<table:table table:name="表"><table:table-row><table:table-cell office:value-type="string" ' \
        'table:number-columns-repeated="2"><text:p>格</text:p></table:table-cell><table:table-cell ' \
        'office:value-type="float" office:value="3.5"><text:p>3.5</text:p></table:table-cell></table:table-row>' \
        '<table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="date" ' \
        'office:date-value="2023-05-01"><text:p>五月</text:p></table:table-cell></table:table-row></table:table>'
_WORDS = f'<text:h text:outline-level="1">标题</text:h><text:p>{SENTENCE}<text:s/>字</text:p>'


def _pptx() -> list[bytes]:
    slide = tree(box("普法讲座\n第二行", place(50, 50, 400, 80), '<p:ph type="title"/>')
                 + box(SENTENCE, place(50, 200, 600, 99))
                 + '<p:pic><p:blipFill><a:blip r:embed="i"/></p:blipFill><p:spPr>' + place(9, 9, 99, 99)
                 + '</p:spPr></p:pic><p:graphicFrame>' + place(60, 300, 300, 99, "p:xfrm")
                 + '<a:graphic><a:graphicData><a:tbl><a:tr h="381000"><a:tc gridSpan="2"><a:txBody><a:p><a:r><a:t>格'
                 "</a:t></a:r></a:p></a:txBody></a:tc><a:tc hMerge=\"1\"/></a:tr></a:tbl></a:graphicData></a:graphic>"
                 "</p:graphicFrame><p:grpSp><p:grpSpPr>" + place(0, 0, 720, 540) + "</p:grpSpPr>" + box("组")
                 + "</p:grpSp>")
    parts: dict[str, str | bytes] = {"slides/_rels/slide0.xml.rels": relations(
        ("i", "image", "../media/a.png"), ("n", "notesSlide", "../notesSlides/n.xml")), "media/a.png": png(),
        "notesSlides/n.xml": tree(box("备注", "", '<p:ph type="body"/>'), "p:notes")}
    return [_steady(_written(lambda path: pptx(path, [slide, tree(box("二"))], parts), ".pptx"))]


def _pictures() -> list[bytes]:
    found = []
    for kind in ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP"):
        picture = Image.open(io.BytesIO(png(60, 40)))
        out = io.BytesIO()
        exif = Image.Exif()
        exif[0x0112], exif[0x0132], exif[0x0131] = 6, "2023:05:01 10:00:00", "camera"
        exif.get_ifd(0x8769)[0x9003] = "2023:05:01 09:00:00"
        picture.save(out, kind, **({"exif": exif} if kind in ("PNG", "JPEG", "TIFF", "WEBP") else {}))
        found.append(out.getvalue())
    pages = [Image.new("L", (30, 20), shade) for shade in (0, 128, 255)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    return [*found, out.getvalue()]


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE2 file of 512-byte sectors; short streams are filled up to the size that needs no second table."""
    bodies = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    fat: list[int] = [0xFFFFFFFD]
    entries, sectors = [], b""
    folder_at = 1
    fat.append(0xFFFFFFFE)
    for name, data in bodies.items():
        count = -(-len(data) // 512)
        start = len(fat)
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
        sectors += data.ljust(count * 512, b"\0")
        following = len(entries) + 2 if len(entries) + 1 < len(bodies) else -1
        entries.append(_entry(name, 2, start, len(data), right=following))
    folder = (_entry("Root Entry", 5, -2 & 0xFFFFFFFF, 0, child=1) + b"".join(entries[:3])).ljust(512, b"\0")
    table = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<6I", 1, folder_at, 0, 4096, 0xFFFFFFFE, 0) + struct.pack("<2I", 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108) + table + folder + sectors


def _entry(name: str, kind: int, start: int, size: int, child: int = -1, right: int = -1) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return raw.ljust(64, b"\0") + struct.pack("<HBB3i", len(raw), kind, 1, -1, right, child) + bytes(36) + \
        struct.pack("<III", start, size, 0)


def _doc() -> list[bytes]:
    text = ("一、组织领导\r" + SENTENCE + "\r格一\x07格二\x07\x07\r").encode("utf-16-le")
    head = bytearray(2048)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 10, 0x0200)
    struct.pack_into("<HxxxxxxxxxxxxxxxxxxxxxxxxxxxxH", head, 32, 14, 22)
    struct.pack_into("<I", head, 76, len(text) // 2)
    pieces = struct.pack("<II", 0, len(text) // 2) + struct.pack("<HIH", 0, 2048, 0)
    table = b"\2" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<H", head, 152, 93)
    struct.pack_into("<II", head, 418, 0, len(table))
    return [compound({"WordDocument": bytes(head) + text, "1Table": table})]


def _ppt() -> list[bytes]:
    def record(kind: int, data: bytes, version: int = 0) -> bytes:
        return struct.pack("<HHI", version, kind, len(data)) + data

    words = record(4000, "普法讲座".encode("utf-16-le")) + record(4008, b"Hello")
    slide = record(0x03EE, record(0x040C, record(0xF00D, words, 15), 15), 15)
    listed = record(0x0FF0, record(0x03F3, bytes(20)) + record(3999, bytes(4)) + words, 15)
    return [compound({"PowerPoint Document": record(1000, listed + slide, 15) + slide, "Current User": bytes(40)})]


def _msg() -> list[bytes]:
    return [compound({"__properties_version1.0": bytes(32), "__substg1.0_0037001F": "报送材料".encode("utf-16-le"),
                      "__substg1.0_1000001F": SENTENCE.encode("utf-16-le")})]


def _mails() -> list[bytes]:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = "a@example.com", "b@example.com", "报送材料", \
        "Mon, 05 Jun 2023 10:00:00 +0800"
    mail.set_content(SENTENCE)
    mail.add_alternative(f"<html><body><p>{SENTENCE}</p></body></html>", subtype="html")
    mail.add_attachment(SENTENCE.encode(), maintype="text", subtype="plain", filename="附件.txt")
    mail.add_attachment(png(), maintype="image", subtype="png", filename="图.png")
    return [mail.as_bytes()]


def _tar(mode: str) -> list[bytes]:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name in ("甲.txt", "乙/丙.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(SENTENCE.encode())
            archive.addfile(info, io.BytesIO(SENTENCE.encode()))
    return [out.getvalue()]


def _mht() -> list[bytes]:
    head = "From: <saved>\r\nSubject: page\r\nMIME-Version: 1.0\r\n" \
           "Content-Type: multipart/related; boundary=\"x\"\r\n\r\n"
    page = "--x\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" \
           f"<html><body><h1>标题</h1><p>{SENTENCE}</p><img src=\"a.png\"></body></html>\r\n--x--\r\n"
    return [(head + page).encode()]


_HTML = f"""<html><head><title>法治新闻_网</title><style>p {{}}</style></head><body><div class="nav">
<a href="/">首页</a><a>二</a><a>三</a></div><div class="article"><h1>普法讲座</h1><p>{SENTENCE}</p><table>
<tr><th>序号</th><th>活动</th></tr><tr><td rowspan="2">1</td><td colspan="2">讲座</td></tr>
<tr><td>二</td></tr></table><img src="a.jpg"><ul><li>一</li>
</ul><p style="display:none">藏</p>尾<br>行</div><div class="footer">版权</div></body></html>"""
_RTF = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\b " + "".join(
    f"\\'{byte:02x}" for byte in "普法讲座三场".encode("gb18030")) + "}\\par \\u26222?\\u27861? text\\par" \
    "\\trowd\\cellx1000\\cellx2000 a\\cell b\\cell\\row{\\*\\generator x;}}"
_MOVIE = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0\0\0\x74moov\0\0\0\x6cmvhd" + bytes(12) + struct.pack(
    ">II", 1000, 65_000) + bytes(80)

SEEDS: dict[str, Seeds] = {
    "docx": _docx, "pdf": _pdf, "xlsx": _xlsx, "xls": _xls, "pptx": _pptx, "image": _pictures, "doc": _doc, "wps": _doc,
    "ppt": _ppt, "eml": _mails, "msg": _msg, "mht": _mht,
    "ods": lambda: _odf("spreadsheet", f"<office:spreadsheet>{_ROWS}</office:spreadsheet>"),
    "odt": lambda: _odf("text", f"<office:text>{_WORDS}{_ROWS}</office:text>"),
    "odp": lambda: _odf("presentation", f"<office:presentation><draw:page>{_WORDS}</draw:page></office:presentation>"),
    "ofd": lambda: [packed(ofd("", SENTENCE))],
    "rtf": lambda: [_RTF.encode("ascii")],
    "html": lambda: [_HTML.encode(), _HTML.encode("gb18030")],
    "txt": lambda: [("年度总结\n\n" + f"一、{SENTENCE}\n" * 20).encode(), SENTENCE.encode("gb18030") * 3,
                    SENTENCE.encode("utf-16"), "序号,活动,人数\n1,\"讲座,一\",30\n".encode()],
    "video": lambda: [_MOVIE, b"RIFF\xff\xff\0\0AVI LIST\x40\0\0\0hdrlavih\x38\0\0\0" + bytes(60)],
    "tar": lambda: _tar("w"), "gz": lambda: [*_tar("w:bz2"), *_tar("w:xz")],
    "zip": lambda: [packed([("甲.txt", SENTENCE.encode()), ("乙/内.zip", packed([("丙.txt", b"text")]))])],
}
"""Type → its seeds. Every type of the registry needs some (a test says so); a type without a reader may have them."""
