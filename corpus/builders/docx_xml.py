"""Low-level WordprocessingML that python-docx has no API for."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

FIXED = (2020, 1, 1, 0, 0, 0)
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def set_fonts(run, east: str, west: str = "Times New Roman") -> None:
    """Set the East Asian and the western font of a run."""
    run.font.name = west
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), east)


def add_field(paragraph, code: str, shown: str = "1", size: float = 10.5) -> None:
    """Append a complex field such as PAGE with a cached result."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("", shown), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._element.append(mark)
        elif kind is None:
            instr = OxmlElement("w:instrText")
            instr.set(qn("xml:space"), "preserve")
            instr.text = f" {text} "
            run._element.append(instr)
        else:
            run.text = text


def bottom_border(paragraph, colour: str = "C00000", size: int = 18) -> None:
    """Rule below a paragraph, as under the red head of an official paper."""
    xml = (
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="{size}" '
        f'w:space="4" w:color="{colour}"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(xml), "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_text_box(paragraph, lines: list[str], width: int = 330, height: int = 70) -> None:
    """Put a VML text box (readable by Word and LibreOffice) into a paragraph."""
    body = "".join(
        f'<w:p><w:r><w:rPr><w:rFonts w:eastAsia="楷体"/><w:sz w:val="24"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(t)}</w:t></w:r></w:p>'
        for t in lines
    )
    xml = (
        f'<w:r {nsdecls("w")} {VML}><w:pict><v:rect '
        f'style="width:{width}pt;height:{height}pt" strokecolor="#7f7f7f" stroked="t" strokeweight="1pt">'
        f"<v:textbox><w:txbxContent>{body}</w:txbxContent></v:textbox>"
        "</v:rect></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(xml))


def add_change(paragraph, kind: str, text: str, author: str, date: str, number: int, size: int) -> None:
    """Append a tracked deletion (``del``) or insertion (``ins``)."""
    tag = "delText" if kind == "del" else "t"
    xml = (
        f'<w:{kind} {nsdecls("w")} w:id="{number}" w:author="{escape(author)}" w:date="{date}T09:00:00Z">'
        f'<w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="{size * 2}"/></w:rPr>'
        f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r></w:{kind}>'
    )
    paragraph._p.append(parse_xml(xml))


def shade(cell, colour: str = "E7E6E6") -> None:
    """Fill a table cell."""
    xml = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(xml))


def repeat_header(row) -> None:
    """Let a table row be repeated on each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def fix_zip(path: Path, stamp: tuple[int, ...] = FIXED) -> None:
    """Rewrite an OOXML package with one fixed time stamp for every part."""
    out = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(info.filename))
    path.write_bytes(out.getvalue())
