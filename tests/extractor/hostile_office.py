"""Office files with bombs, entities, macros and programs. Each function writes one file.

The types of file are told by their parts, so that one bomb is put into each of them.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hostile_archives import MEGA, packed
from making import EXTRA, W, p

LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'A' * 50_000}'>]>"
FILE_ENTITY = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
NET_ENTITY = "<!DOCTYPE x [<!ENTITY a SYSTEM 'http://127.0.0.1:9/x'>]>"
OUTER_DTD = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"
PARAMETER = "<!DOCTYPE x [<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]>"

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SLIDES = ('xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
           'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"')
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def relation(key: str, kind: str, target: str, mode: str = "") -> str:
    """A part's relations of one row; mode: further attributes."""
    return f'{_PACKAGE}<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"{mode}/></Relationships>'


def docx_of(path: Path, body: str, head: str = "", **parts: bytes | str) -> None:
    """A docx of a body with something before its root; parts: further ones, ``__`` for ``/`` and ``_`` for ``.``."""
    document = f"{head}<w:document {W} {EXTRA} xmlns:r=\"{_RELATIONS}\"><w:body>{body}</w:body></w:document>"
    members = [("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.encode())]
    members += [(name.replace("__", "/").replace("_", "."), part.encode() if isinstance(part, str) else part)
                for name, part in parts.items()]
    path.write_bytes(packed(members))


def xml_in(path: Path, head: str, word: str = "&a;") -> None:
    """A file of the kind that its suffix says, with ``head`` before the root of its text and ``word`` in it."""
    if path.suffix == ".docx":
        docx_of(path, p(word), head)
    elif path.suffix == ".xlsx":
        sheet = f'{head}<worksheet xmlns="{_SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{word}</t>' \
                "</is></c></row></sheetData></worksheet>"
        path.write_bytes(packed(workbook(sheet.encode())))
    elif path.suffix == ".pptx":
        slide = f"{head}<p:sld {_SLIDES}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{word}</a:t></a:r></a:p>" \
                "</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
        path.write_bytes(packed(slides(slide.encode())))
    elif path.suffix == ".ofd":
        path.write_bytes(packed(ofd(head, word)))
    else:
        path.write_text(f"{head}<html><body><p>法治宣传{word}</p></body></html>", "utf-8")


def workbook(sheet: bytes, strings: bytes = b"") -> list[tuple[str, bytes]]:
    """Members of an xlsx of one sheet."""
    book = f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATIONS}"><sheets>' \
           '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    relations = relation("r1", "worksheet", "worksheets/sheet1.xml").replace(
        "</Relationships>", f'<Relationship Id="r2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
                            "</Relationships>")
    members = [("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", book.encode()),
               ("_rels/.rels", relation("r1", "officeDocument", "xl/workbook.xml").encode()),
               ("xl/_rels/workbook.xml.rels", relations.encode()), ("xl/worksheets/sheet1.xml", sheet)]
    return [*members, ("xl/sharedStrings.xml", strings)] if strings else members


def slides(slide: bytes) -> list[tuple[str, bytes]]:
    """Members of a pptx of one slide."""
    show = f'<p:presentation {_SLIDES} xmlns:r="{_RELATIONS}"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst>' \
           '<p:sldSz cx="9144000" cy="6858000"/></p:presentation>'
    return [("[Content_Types].xml", b"<Types/>"), ("ppt/presentation.xml", show.encode()),
            ("_rels/.rels", relation("r1", "officeDocument", "ppt/presentation.xml").encode()),
            ("ppt/_rels/presentation.xml.rels", relation("r1", "slide", "slides/slide1.xml").encode()),
            ("ppt/slides/slide1.xml", slide)]


def ofd(head: str, word: str) -> list[tuple[str, bytes]]:
    """Members of an OFD of one page."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    main = f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>' \
           "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    document = f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>" \
               '</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' \
               "</ofd:Pages></ofd:Document>"
    page = f'{head}<ofd:Page {space}><ofd:Content><ofd:Layer ID="2"><ofd:TextObject ID="3" Boundary="20 20 100 10" ' \
           f'Font="1" Size="5"><ofd:TextCode X="0" Y="5">{word}</ofd:TextCode></ofd:TextObject></ofd:Layer>' \
           "</ofd:Content></ofd:Page>"
    return [("OFD.xml", main.encode()), ("Doc_0/Document.xml", document.encode()),
            ("Doc_0/Pages/Page_0/Content.xml", page.encode())]


def deep(path: Path, depth: int = 100_000) -> None:
    """Elements inside elements, a hundred thousand deep."""
    if path.suffix == ".docx":
        docx_of(path, "<w:sdt><w:sdtContent>" * depth + p("字") + "</w:sdtContent></w:sdt>" * depth)
    else:
        path.write_text("<html><body>" + "<div>" * 10 * depth + "字" + "</div>" * 10 * depth, "utf-8")


def tables_in_tables(path: Path, depth: int = 200) -> None:
    """A Word table in a cell of a table, two hundred deep (as deep as XML may go), four cells a level."""
    cell = f"<w:tc>{p('格')}</w:tc>" * 3
    body = p("字")
    for _ in range(depth // 4):
        body = f"<w:tbl><w:tr>{cell}<w:tc>{body}</w:tc></w:tr></w:tbl>"
    docx_of(path, body)


def part_bomb(path: Path) -> None:
    """A Word paper whose text unpacks to 300 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        with archive.open("word/document.xml", "w") as part:
            part.write(f"<w:document {W}><w:body>".encode())
            for _ in range(300):
                part.write(b" " * MEGA)
            part.write(b"</w:body></w:document>")
    path.write_bytes(target.getvalue())


def macros(path: Path) -> None:
    """A Word paper with a macro project, a remote template, fields that start programs, an embedded program."""
    field = ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\'
             'cmd.exe "/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    shape = f'<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ' \
            f'ProgID="Package" r:id="r9" xmlns:r="{_RELATIONS}"/></w:object></w:r></w:p>'
    outer = ' TargetMode="External"'
    docx_of(path, p("开展法治讲座3场。") + field + shape,
            word__vbaProject_bin=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
            word___rels__settings_xml_rels=relation("r1", "attachedTemplate", "http://127.0.0.1:9/evil.dotm", outer),
            word___rels__document_xml_rels=relation("r9", "oleObject", "embeddings/oleObject1.bin"),
            word__embeddings__oleObject1_bin=b"MZ" + bytes(500), word__embeddings__run_exe=b"MZ" + bytes(500))


def _cells(path: Path, cells: str, head: str = "", strings: bytes = b"") -> None:
    sheet = f'<worksheet xmlns="{_SHEET}">{head}<sheetData>{cells}</sheetData></worksheet>'
    path.write_bytes(packed(workbook(sheet.encode(), strings)))


def wide_sheet(path: Path) -> None:
    """A sheet whose two cells stand in its first and its very last corner."""
    _cells(path, '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
           '<dimension ref="A1:XFD1048576"/>')


FORMULA = "=cmd|' /C calc'!A0"


def formulas(path: Path) -> None:
    """Cells that are formulas, and texts that would be formulas elsewhere."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>' for n, text in enumerate(
        (FORMULA, "+1+1", "-1+1", "@SUM(1)", "开展法治讲座3场"), 1))
    _cells(path, rows + '<row r="9"><c r="A9"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>7</v></c></row>')


def many_strings(path: Path, count: int = 2_000_000) -> None:
    """Cells that all show the same long shared text, in few rows."""
    text = "法治宣传" * 2000
    row = '<row><c t="s"><v>0</v></c>' + '<c t="s"><v>0</v></c>' * 199 + "</row>"
    _cells(path, row * (count // 200), strings=f'<sst xmlns="{_SHEET}"><si><t>{text}</t></si></sst>'.encode())


def merged_sheet(path: Path) -> None:
    """Ten thousand merged ranges that cover the whole sheet."""
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 10_000
    sheet = f'<worksheet xmlns="{_SHEET}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' \
            f"<mergeCells>{merges}</mergeCells></worksheet>"
    path.write_bytes(packed(workbook(sheet.encode())))


def style_loop(path: Path) -> None:
    """Styles based on each other, numberings by the thousand, and spans without end."""
    style = '<w:style w:styleId="s{}"><w:name w:val="s"/><w:basedOn w:val="s{}"/></w:style>'
    styles = f"<w:styles {W}>" + "".join(style.format(n, (n + 1) % 3) for n in range(3)) + "</w:styles>"
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999999"/><w:vMerge w:val="restart"/></w:tcPr>{p("格")}</w:tc>'
    table = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="²"/></w:trPr>{cell * 2}</w:tr></w:tbl>'
    docx_of(path, p("法治宣传。", '<w:pStyle w:val="s0"/>') + p("字", '<w:outlineLvl w:val="²"/>') + table,
            word__styles_xml=styles)
