"""The look of official papers (GB/T 9704): page, fonts with their stand-ins, headings, page numbers."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports.masking import clean

TITLE, BODY, HEAD, SUB, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
_STAND_INS = {TITLE: "宋体", BODY: "仿宋", HEAD: "SimHei", SUB: "楷体", SONG: "SimSun"}
_LATIN = "Times New Roman"
SIZE_TITLE, SIZE_BODY, SIZE_TABLE, SIZE_SMALL = 22.0, 16.0, 10.5, 9.0
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 156.0, 247.0
"""Width of the text in mm: A4 less the margins below."""


def set_up(document: Document) -> None:
    """Page, base font, font stand-ins and page numbers of a new document."""
    _portrait(document.sections[0])
    normal = document.styles["Normal"]
    normal.font.size = Pt(SIZE_TABLE)
    _name_fonts(normal.element.get_or_add_rPr(), BODY)
    normal.paragraph_format.space_after = Pt(0)
    _add_stand_ins(document)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def new_section(document: Document, landscape: bool) -> Section:
    """A new page, upright or lying."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.left_margin = section.right_margin = Mm(25)
        section.footer_distance = Mm(15)
    else:
        _portrait(section)
    return section


def add_run(paragraph: Paragraph, text: str, font: str = BODY, size: float = SIZE_TABLE, bold: bool = False,
            colour: str | None = None) -> Run:
    """Text in a named Chinese font, masked and without control characters."""
    run = paragraph.add_run(clean(text))
    run._r.insert(0, deepcopy(_properties(font, size, bold, colour)))
    return run


@lru_cache(maxsize=64)
def _properties(font: str, size: float, bold: bool, colour: str | None) -> BaseOxmlElement:
    """The properties of a run, to be copied: thousands of runs share a few dozens."""
    run = Run(OxmlElement("w:r"), None)  # type: ignore[arg-type]
    run.font.size, run.font.bold = Pt(size), bold or None
    properties = run._r.get_or_add_rPr()
    _name_fonts(properties, font)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return properties


def add_title(document: Document, text: str) -> None:
    """The paper's title: centred, 二号."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _exact(paragraph, 34)
    paragraph.paragraph_format.space_after = Pt(14)
    add_run(paragraph, text, TITLE, SIZE_TITLE)


def add_heading(document: Document, text: str, level: int = 1) -> None:
    """一、in Hei type (level 1), （一）in Kai type (level 2); it stays with what follows. Shown in Word's outline."""
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.keep_with_next = Pt(10 if level == 1 else 8), Pt(5), True
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    paragraph._p.get_or_add_pPr().append(outline)
    add_run(paragraph, text, HEAD if level == 1 else SUB, 14 if level == 1 else 12)


def add_text(document: Document, text: str, size: float = SIZE_BODY, colour: str | None = None,
             font: str = BODY) -> Paragraph:
    """A paragraph of running text, its first line two characters in."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _exact(paragraph, 28 if size >= SIZE_BODY else size * 1.6)
    add_run(paragraph, text, font, size, colour=colour)
    return paragraph


def _portrait(section: Section) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)


def _exact(paragraph: Paragraph, points: float) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(points)


def _name_fonts(properties: object, font: str) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), _LATIN)
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """``— 1 —`` in Song 四号, one character in from the outer edge."""
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    add_run(paragraph, "— ", SONG, 14)
    for kind, text in (("begin", ""), (None, "PAGE"), ("end", "")):
        run = add_run(paragraph, "", SONG, 14)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    add_run(paragraph, " —", SONG, 14)


def _add_stand_ins(document: Document) -> None:
    """Name a second choice for every font in the font table, for computers without the first."""
    part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable")), None)
    if part is None:
        return
    entries = "".join(f'<w:font w:name="{name}"><w:altName w:val="{second}"/><w:charset w:val="86"/></w:font>'
                      for name, second in _STAND_INS.items())
    kept = re.sub("|".join(f'<w:font w:name="{name}".*?</w:font>' for name in _STAND_INS), "",
                  part.blob.decode("utf-8"), flags=re.DOTALL)
    part._blob = kept.replace("</w:fonts>", entries + "</w:fonts>").encode("utf-8")
