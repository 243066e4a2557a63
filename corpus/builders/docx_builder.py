"""Word files from a list of blocks (see README.md for the block types)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from . import docx_xml as x

BODY, HEAD, KAI, TITLE = "仿宋", "黑体", "楷体", "方正小标宋简体"
ALIGN = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


class DocxWriter:
    """Writes the blocks of one specification into one document."""

    def __init__(self, spec: dict[str, Any], root: Path) -> None:
        self.spec, self.root = spec, root
        self.size = spec.get("size", 16)
        self.spacing = spec.get("spacing", 28)
        self.doc = Document()
        self.changes = 0
        self._page()
        self._styles()

    def _page(self) -> None:
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.5), Cm(3)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        if self.spec.get("header"):
            head = section.header.paragraphs[0]
            head.alignment = ALIGN["center"]
            self._run(head, self.spec["header"], 9, BODY)
        if self.spec.get("page_numbers", True):
            foot = section.footer.paragraphs[0]
            foot.alignment = ALIGN["center"]
            self._run(foot, "— ", 10.5, BODY)
            x.add_field(foot, "PAGE")
            self._run(foot, " —", 10.5, BODY)
        if self.spec.get("footer"):
            extra = section.footer.add_paragraph()
            self._run(extra, self.spec["footer"], 9, BODY)

    def _styles(self) -> None:
        for name, font in (("Normal", BODY), ("Heading 1", HEAD), ("Heading 2", KAI), ("Heading 3", BODY)):
            style = self.doc.styles[name]
            style.font.name, style.font.size = "Times New Roman", Pt(self.size)
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(key), None)
            fonts.set(qn("w:eastAsia"), font)
            fonts.set(qn("w:ascii"), "Times New Roman")
            fonts.set(qn("w:hAnsi"), "Times New Roman")

    def _run(self, par, text: str, size: float | None = None, font: str = BODY, bold: bool = False):
        run = par.add_run(text)
        run.font.size, run.bold = Pt(size or self.size), bold
        x.set_fonts(run, font)
        return run

    def _par(self, style: str | None = None, indent: bool = True):
        par = self.doc.add_paragraph(style=style)
        fmt = par.paragraph_format
        fmt.space_before = fmt.space_after = Pt(0)
        fmt.line_spacing = Pt(self.spacing)
        if indent:
            fmt.first_line_indent = Pt(self.size * 2)
        return par

    def write(self, path: Path) -> None:
        """Write every block, set the properties, save with fixed times."""
        for block in self.spec["blocks"]:
            (kind, value), = ((k, v) for k, v in block.items() if k not in ("widths", "merge", "mark"))
            getattr(self, "b_" + kind)(value, block)
        props = self.doc.core_properties
        day = datetime.fromisoformat(str(self.spec.get("date", "2020-12-31")) + "T09:30:00")
        props.created = props.modified = day
        props.author = props.last_modified_by = self.spec.get("author", "办公室")
        props.title, props.comments, props.revision = self.spec.get("title", ""), "", 3
        self.doc.save(str(path))
        x.fix_zip(path, (day.year, day.month, day.day, 9, 30, 0))

    # --- blocks ---------------------------------------------------------
    def b_redhead(self, text: str, _b: dict) -> None:
        """Red masthead of an official paper or a newsletter."""
        par = self._par(indent=False)
        par.alignment = ALIGN["center"]
        par.paragraph_format.line_spacing = Pt(46)
        run = self._run(par, text, 32, TITLE, True)
        run.font.color.rgb = RGBColor(0xC0, 0, 0)

    def b_docno(self, text: str, _b: dict) -> None:
        """Document or issue number above a red rule."""
        par = self._par(indent=False)
        par.alignment = ALIGN["center"]
        self._run(par, text)
        x.bottom_border(par)

    def b_title(self, text: str, _b: dict) -> None:
        par = self._par("Title" if self.spec.get("title_style") else None, indent=False)
        par.alignment = ALIGN["center"]
        par.paragraph_format.line_spacing = Pt(36)
        par.paragraph_format.space_before = Pt(18)
        par.paragraph_format.space_after = Pt(14)
        for i, line in enumerate(text.split("\n")):
            if i:
                par.add_run().add_break()
            self._run(par, line, 22, TITLE, True)

    def _heading(self, text: str, level: int, font: str) -> None:
        par = self._par(f"Heading {level}")
        self._run(par, text, None, font, level == 3)

    def b_h1(self, text: str, _b: dict) -> None:
        self._heading(text, 1, HEAD)

    def b_h2(self, text: str, _b: dict) -> None:
        self._heading(text, 2, KAI)

    def b_h3(self, text: str, _b: dict) -> None:
        self._heading(text, 3, BODY)

    def b_p(self, text: str, _b: dict) -> None:
        self._run(self._par(), text)

    def b_plain(self, text: str, _b: dict) -> None:
        self._run(self._par(indent=False), text)

    def b_center(self, text: str, _b: dict) -> None:
        par = self._par(indent=False)
        par.alignment = ALIGN["center"]
        self._run(par, text)

    def b_right(self, text: str, _b: dict) -> None:
        par = self._par(indent=False)
        par.alignment = ALIGN["right"]
        par.paragraph_format.right_indent = Pt(self.size * 2)
        self._run(par, text)

    def b_caption(self, text: str, _b: dict) -> None:
        par = self._par(indent=False)
        par.alignment = ALIGN["center"]
        par.paragraph_format.line_spacing = Pt(20)
        self._run(par, text, 12, KAI)

    def b_textbox(self, lines: list[str], _b: dict) -> None:
        par = self.doc.add_paragraph()
        par.alignment = ALIGN["center"]
        x.add_text_box(par, lines, height=22 + 20 * sum(1 + len(t) // 26 for t in lines))

    def b_tracked(self, value: dict, _b: dict) -> None:
        """A paragraph with tracked changes: runs of ``t``, ``del``, ``ins``."""
        par = self._par()
        for run in value["runs"]:
            (kind, text), = run.items()
            if kind == "t":
                self._run(par, text)
            else:
                self.changes += 1
                x.add_change(par, kind, text, value.get("author", "办公室"),
                             str(value.get("date", self.spec.get("date", "2020-12-31"))),
                             900 + self.changes, self.size)

    def b_image(self, value: dict, _b: dict) -> None:
        par = self.doc.add_paragraph()
        par.alignment = ALIGN["center"]
        par.add_run().add_picture(str(self.root / value["path"]), width=Cm(value.get("width", 12)))

    def b_pagebreak(self, _value: Any, _b: dict) -> None:
        self.doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def b_table(self, value: dict, _b: dict) -> None:
        """Table: ``rows``, ``head`` (header rows), ``widths`` in cm, ``merge`` [r0,c0,r1,c1]."""
        rows, head = value["rows"], value.get("head", 1)
        table = self.doc.add_table(rows=len(rows), cols=len(rows[0]))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, value.get("widths", []), strict=False):
            column.width = Cm(width)
        size = value.get("size", 10.5)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                cell = table.cell(r, c)
                if value.get("widths"):
                    cell.width = Cm(value["widths"][c])
                if text in (None, ""):
                    continue
                par = cell.paragraphs[0]
                self._run(par, str(text), size, HEAD if r < head else BODY)
                if r < head or len(str(text)) <= 4:
                    par.alignment = ALIGN["center"]
                if r < head:
                    x.shade(cell)
        for r in range(head):
            x.repeat_header(table.rows[r])
        for r0, c0, r1, c1 in value.get("merge", []):
            _merge(table, r0, c0, r1, c1)
        self.doc.add_paragraph().paragraph_format.space_after = Pt(0)


def _merge(table, r0: int, c0: int, r1: int, c1: int) -> None:
    """Merge a cell range and drop the empty paragraphs that are left over."""
    cell = table.cell(r0, c0).merge(table.cell(r1, c1))
    for par in list(cell.paragraphs)[1:]:
        if not par.text:
            par._p.getparent().remove(par._p)


def build_docx(spec: dict[str, Any], path: Path, root: Path) -> None:
    """Build one .docx; ``root`` is where image paths start."""
    DocxWriter(spec, root).write(path)
