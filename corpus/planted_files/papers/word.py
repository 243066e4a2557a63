"""Word papers: the blocks of ``corpus.builders``, pictures from memory, properties as told, hidden words."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from corpus.builders import docx_xml
from corpus.builders.docx_builder import ALIGN, DocxWriter
from corpus.planted_files.model import Paper

ZERO = "\u200b"
NARROW = ("\u200b", "\u200c")


def coded(text: str) -> str:
    """Words as a run of zero-width characters, sixteen bits a character."""
    bits = "".join(f"{ord(c):016b}" for c in text)
    return "".join(NARROW[int(b)] for b in bits)


class Writer(DocxWriter):
    """Writes one paper; ``images`` are the bytes of its pictures, ``marks`` further ones (logo, code) by name."""

    def __init__(self, paper: Paper, images: list[bytes], marks: dict[str, bytes]) -> None:
        self.paper, self.images, self.marks = paper, images, marks
        super().__init__({"blocks": paper.blocks, "title": paper.title}, Path())

    def save(self) -> bytes:
        """The whole file."""
        traits = self.paper.traits
        if traits.get("logo"):
            head = self.doc.sections[0].header.paragraphs[0]
            head.add_run().add_picture(BytesIO(self.marks[traits["logo"]]), width=Cm(4.5))
        if traits.get("watermark"):
            self._watermark(traits["watermark"])
        for block in self.paper.blocks:
            ((kind, value),) = block.items()
            getattr(self, "b_" + kind)(value, block)
        for trick in self.paper.tricks:
            getattr(self, "t_" + trick["how"])(trick["text"])
        self._properties()
        out = BytesIO()
        self.doc.save(out)
        return _finish(out.getvalue(), traits)

    def _properties(self) -> None:
        props, traits = self.doc.core_properties, self.paper.traits
        if traits.get("maker") == "python-docx":
            return
        props.created, props.modified = traits["created"], traits["modified"]
        props.author, props.last_modified_by = traits["author"], traits["last_by"]
        props.title, props.comments, props.revision = self.paper.title, "", 3

    def b_photo(self, index: int, _b: dict[str, Any]) -> None:
        """A picture and its caption."""
        par = self.doc.add_paragraph()
        par.alignment = ALIGN["center"]
        par.add_run().add_picture(BytesIO(self.images[index]), width=Cm(13.5))
        self.b_caption("图：" + self.paper.photos[index].caption, {})

    def b_mark(self, name: str, _b: dict[str, Any]) -> None:
        """A small picture that is no photograph: code, seal."""
        par = self.doc.add_paragraph()
        par.alignment = ALIGN["right"]
        par.add_run().add_picture(BytesIO(self.marks[name]), width=Cm(3.2))

    def b_redcell(self, text: str, _b: dict[str, Any]) -> None:
        """A heading in white on a red cell."""
        cell = self.doc.add_table(rows=1, cols=1).cell(0, 0)
        docx_xml.shade(cell, "C00000")
        run = self._run(cell.paragraphs[0], text, 16, "黑体", True)
        run.font.color.rgb = RGBColor(255, 255, 255)

    def b_note(self, text: str, _b: dict[str, Any]) -> None:
        """A note of seven points."""
        self._run(self._par(indent=False), text, 7)

    def b_contents(self, heads: list[str], _b: dict[str, Any]) -> None:
        """Headings with the bookmarks that a table of contents points at."""
        for k, text in enumerate(heads):
            par = self._par("Heading 1")
            name = f"_Toc{90210000 + k}"
            par._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{k}" w:name="{name}"/>'))
            self._run(par, text, None, "黑体")
            par._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{k}"/>'))

    def b_remark(self, text: str, _b: dict[str, Any]) -> None:
        """A margin comment on the last paragraph that has words."""
        par = next(p for p in reversed(self.doc.paragraphs) if p.runs and p.text.strip())
        made = self.doc.add_comment(par.runs, text=text, author=self.paper.traits["last_by"], initials="A")
        made._comment_elm.set(qn("w:date"), self.paper.traits["modified"].strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _watermark(self, text: str) -> None:
        par = self.doc.sections[0].header.add_paragraph()
        par._p.append(
            parse_xml(
                f"<w:r {nsdecls('w')} {docx_xml.VML}><w:pict>"
                '<v:shape type="#_x0000_t136" fillcolor="#d9d9d9" stroked="f" '
                'style="position:absolute;width:400pt;height:90pt;rotation:315;z-index:-251">'
                f'<v:textpath style="font-family:宋体;font-size:1pt" string="{escape(text)}"/></v:shape></w:pict></w:r>'
            )
        )

    # --- words that the eye does not see, and words to the machine ------------
    def _hide(self, text: str) -> Any:
        return self._run(self._par(), text, 12)

    def t_vanish(self, text: str) -> None:
        self._hide(text).font.hidden = True

    def t_white(self, text: str) -> None:
        self._hide(text).font.color.rgb = RGBColor(255, 255, 255)

    def t_near_white(self, text: str) -> None:
        self._hide(text).font.color.rgb = RGBColor(0xFD, 0xFD, 0xFC)

    def t_tiny(self, text: str) -> None:
        self._hide(text).font.size = Pt(1)

    def t_theme(self, text: str) -> None:
        props = self._hide(text)._element.get_or_add_rPr()
        props.append(parse_xml(f'<w:color {nsdecls("w")} w:val="FFFFFF" w:themeColor="background1"/>'))

    def t_style(self, text: str) -> None:
        """White by a character style that is based on another one."""
        styles = self.doc.styles
        first = styles.add_style("正文标注", WD_STYLE_TYPE.CHARACTER)
        first.font.color.rgb = RGBColor(255, 255, 255)
        second = styles.add_style("正文标注二", WD_STYLE_TYPE.CHARACTER)
        second.base_style = first
        self._hide(text).style = second

    def t_scale(self, text: str) -> None:
        props = self._hide(text)._element.get_or_add_rPr()
        props.append(parse_xml(f'<w:w {nsdecls("w")} w:val="1"/>'))

    def t_zero_width(self, text: str) -> None:
        """Zero-width characters between the letters, inside a sentence that is seen."""
        self._hide(text)

    def t_zero_coded(self, text: str) -> None:
        """A sentence that is seen, and after it words coded in zero-width characters."""
        self._hide("相关资料另存。" + text)

    def t_web_hidden(self, text: str) -> None:
        props = self._hide(text)._element.get_or_add_rPr()
        props.append(OxmlElement("w:webHidden"))
        props.append(OxmlElement("w:vanish"))

    def t_white_shade(self, text: str) -> None:
        """Dark grey words on a run shading of the same grey."""
        run = self._hide(text)
        run.font.color.rgb = RGBColor(0x40, 0x40, 0x40)
        run._element.get_or_add_rPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="404040"/>')
        )

    def t_alt(self, text: str) -> None:
        """Words to the reviewer as the alternative text of a picture (a seal where the paper has none)."""
        if not self.doc.inline_shapes:
            self.b_mark("seal", {})
        self.doc.inline_shapes[-1]._inline.docPr.set("descr", text)

    def t_comment(self, text: str) -> None:
        self.b_remark(text, {})

    def t_visible(self, text: str) -> None:
        self.b_p(text, {})


def _app(traits: dict[str, Any]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template>Normal.dotm</Template>'
        f"<TotalTime>{traits.get('minutes', 42)}</TotalTime><Application>{escape(traits['application'])}</Application>"
        f"<DocSecurity>0</DocSecurity><AppVersion>{traits['version']}</AppVersion></Properties>"
    )


def _finish(raw: bytes, traits: dict[str, Any]) -> bytes:
    """Writes the parts that python-docx leaves alone (program, revision marks) and fixes the times of the archive."""
    out, at = BytesIO(), traits["modified"]
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body: bytes | None = old.read(info.filename)
            if traits.get("maker") != "python-docx":
                body = _as_told(info.filename, body or b"", traits)
            if body is None:
                continue
            entry = zipfile.ZipInfo(info.filename, date_time=at.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, body)
    return out.getvalue()


def _as_told(name: str, body: bytes, traits: dict[str, Any]) -> bytes | None:
    """A part of the package as the program that the paper names would write it; None: it would not write it."""
    rsids = [] if traits.get("wps") else traits["rsids"]
    if name == "docProps/thumbnail.jpeg":
        return None
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", body)
    if name == "docProps/app.xml":
        return _app(traits).encode("utf-8")
    if name == "word/settings.xml":
        marks = "".join(f'<w:rsid w:val="{r}"/>' for r in rsids)
        marks = f'<w:rsids><w:rsidRoot w:val="{rsids[0]}"/>{marks}</w:rsids>' if rsids else ""
        return re.sub(r"<w:rsids>.*?</w:rsids>", marks, body.decode("utf-8"), flags=re.S).encode("utf-8")
    if name == "word/document.xml":
        return _rsid_runs(body.decode("utf-8"), rsids).encode("utf-8")
    return body


def _rsid_runs(xml: str, rsids: list[str]) -> str:
    """Paragraphs carry revision marks, as Word writes them; a mark of the template is not left behind."""
    count = iter(range(10**6))
    xml = re.sub(r' w:rsid\w*="[0-9A-F]{8}"', "", xml)
    if not rsids:
        return xml
    return re.sub(r"<w:p>", lambda _: f'<w:p w:rsidR="{rsids[next(count) % len(rsids)]}">', xml)


def write(paper: Paper, images: list[bytes], marks: dict[str, bytes]) -> bytes:
    """The bytes of a .docx."""
    return Writer(paper, images, marks).save()
