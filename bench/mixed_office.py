"""Word papers and slides of the mixed dossier, and what makes Office files of equal content equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.mixed_photo import POOL, pooled
from bench.mixed_truth import Box, Row, Sentence, Truth, body, grouped, row
from bench.mixed_words import Words

DAY = (2023, 12, 20, 9, 30, 0)
_TIME = re.compile(rb"(<dcterms:\w+[^>]*>)[^<]*")


def settle(path: Path) -> None:
    """Gives all members of an Office file one time, and its properties too: equal content, equal bytes."""
    with zipfile.ZipFile(path) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as target:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = _TIME.sub(rb"\g<1>2023-12-20T09:30:00Z", content)
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)


class _Docx:
    """A Word paper in the making, and what is known of it."""

    def __init__(self, words: Words) -> None:
        from docx import Document

        self.words, self.document = words, Document(io.BytesIO(_template()))
        self.sentences: list[Sentence] = []
        self.rows: list[Row] = []
        self.text: list[str] = []

    def line(self, text: str, style: str | None = None, centre: bool = False) -> Any:
        paragraph = self.document.add_paragraph(text, style=style)
        if centre:
            paragraph.alignment = 1
        self.text.append(text)
        return paragraph

    def sentences_of(self, sentences: Sequence[str], pieces: bool = False) -> None:
        """A paragraph; pieces: cut into runs in the middle of words, as Word does."""
        whole = "".join(sentences)
        if pieces:
            paragraph = self.document.add_paragraph()
            for start in range(0, len(whole), 7):
                paragraph.add_run(whole[start:start + 7]).bold = start % 2 == 0
            self.text.append(whole)
        else:
            self.line(whole)
        self.sentences += [Sentence(text=one) for one in sentences]

    def paper(self, parts: int, pieces: bool = False, styles: bool = False) -> None:
        paper = self.words.paper(parts)
        self.line(paper.title, style="Title" if styles else None, centre=not styles)
        for head, paragraphs in paper.parts:
            if head:
                self.line(head, style="Heading 1" if styles else None)
            for one in paragraphs:
                self.sentences_of(one, pieces)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for cell, value in zip(table._cells, (value for values in rows for value in values), strict=True):
            cell.paragraphs[0].add_run(value)
        self.rows += [row(values) for values in rows]
        self.text += [value for values in rows for value in values]

    def duties(self) -> None:
        """A table whose first column is merged downwards, with a title merged across above it."""
        groups = self.words.duties(self.words.dice.randint(2, 4), 3)
        header = self.words.words["duties"]["header"]
        table = self.document.add_table(2 + sum(len(tasks) for _, tasks in groups), len(header), style="Table Grid")
        grid = [table._cells[start:start + len(header)] for start in range(0, len(table._cells), len(header))]
        title = f"{self.words.words['unit']}普法责任清单"
        grid[0][0].merge(grid[0][-1]).text = title
        for cell, value in zip(grid[1], header, strict=True):
            cell.text = value
        self.rows += [Row(cells=((0, title),)), row(header)]
        self.text += [title, *header]
        at = 2
        for name, tasks in groups:
            grid[at][0].merge(grid[at + len(tasks) - 1][0]).text = name
            self.text.append(name)
            for number, values in enumerate(tasks):
                for cell, value in zip(grid[at][1:], values, strict=True):
                    cell.text = value
                own = tuple(enumerate(values, 1))
                self.rows.append(grouped(name, own, first=number == 0))
                self.text += values
                at += 1

    def picture(self) -> None:
        """A photo with a banner in its own paragraph, and a caption below."""
        from docx.shared import Cm

        content, banner = pooled(self.words.dice.randrange(POOL))
        self.document.add_paragraph().add_run().add_picture(io.BytesIO(content), width=Cm(12))
        self.line(self.words.pick("captions"), centre=True)
        self.sentences.append(Sentence(text=banner, recognised=True))

    def corners(self) -> None:
        """Where readers lose words: a table within a cell, a link, a control, a tracked change, a field, a break."""
        from docx.oxml import parse_xml

        made = [self.words.sentence() for _ in range(6)]
        cell = self.document.add_table(1, 1, style="Table Grid").cell(0, 0)
        inner = cell.add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = made[0], made[1]
        first, second = made[2][:9], made[2][9:]
        xml = [f'<w:p {_NAMES}><w:hyperlink w:anchor="a"><w:r><w:t>{first}</w:t></w:r></w:hyperlink><w:r>'
               f'<w:t>{second}</w:t></w:r></w:p>',
               f'<w:sdt {_NAMES}><w:sdtContent><w:p><w:r><w:t>{made[3]}</w:t></w:r></w:p></w:sdtContent></w:sdt>',
               f'<w:p {_NAMES}><w:ins w:id="7" w:author="a"><w:r><w:t>{made[4]}</w:t></w:r></w:ins>'
               '<w:del w:id="8" w:author="a"><w:r><w:delText>此句已删除。</w:delText></w:r></w:del></w:p>',
               f'<w:p {_NAMES}><w:fldSimple w:instr="REF a"><w:r><w:t>{made[5][:6]}</w:t></w:r></w:fldSimple><w:r>'
               f'<w:t>{made[5][6:14]}</w:t><w:br/><w:t>{made[5][14:]}</w:t></w:r></w:p>']
        for part in xml:
            self.document.element.body.insert(len(self.document.element.body) - 1, parse_xml(part))
        self.text += made
        self.sentences += [Sentence(text=one) for one in made]

    def textbox(self) -> None:
        """A text box as Word 2010 and later save it, with the fallback of older ones beside it."""
        from docx.oxml import parse_xml

        text = self.words.sentence()
        self.document.add_paragraph()._p.append(parse_xml(_BOX.format(text=text)))
        self.text.append(text)
        self.sentences.append(Sentence(text=text))


_NAMES = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
          'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
          'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
          'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
          'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"')
_INNER = "<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
_BOX = (f'<w:r {_NAMES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="3600000" cy="900000"/><wp:docPr id="91" name="文本框"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr/><wps:txbx>{_INNER}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>'
        f'</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{_INNER}</v:textbox></v:shape></w:pict>'
        '</mc:Fallback></mc:AlternateContent></w:r>')


@lru_cache(maxsize=1)
def _template() -> bytes:
    """An empty paper with a running head, a Chinese type and no pages."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    style = document.styles["Normal"]
    style.font.name = "仿宋"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _report(made: _Docx) -> None:
    made.document.sections[0].header.paragraphs[0].text = made.words.words["header"]
    made.document.sections[0].footer.paragraphs[0].text = "第 1 页 共 6 页"
    made.paper(made.words.dice.randint(4, 7))


def _with_ledger(made: _Docx) -> None:
    made.paper(2)
    made.table(made.words.ledger(made.words.dice.randint(8, 25)))
    made.sentences_of(made.words.paragraph(1, 2))


def _with_duties(made: _Docx) -> None:
    made.paper(1)
    made.duties()


def _briefing(made: _Docx) -> None:
    made.paper(1, pieces=True)


def _with_pictures(made: _Docx) -> None:
    made.paper(1)
    made.picture()
    made.sentences_of(made.words.paragraph(1, 2))


def _styled(made: _Docx) -> None:
    made.paper(4, styles=True)


def _boxed(made: _Docx) -> None:
    made.paper(1)
    made.textbox()
    made.sentences_of(made.words.paragraph(1, 1))


def _odd_corners(made: _Docx) -> None:
    made.paper(1)
    made.corners()


DOCX: tuple[tuple[str, Callable[[_Docx], None]], ...] = (
    ("running heads", _report), ("table", _with_ledger), ("runs cut in words", _briefing),
    ("merged cells", _with_duties), ("heading styles", _styled), ("report", _report), ("picture", _with_pictures),
    ("table", _with_ledger), ("report", _report), ("text box", _boxed),
    ("merged cells", _with_duties), ("runs cut in words", _briefing), ("odd corners", _odd_corners),
)


def make_docx(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A Word paper; the variants are in ``DOCX``."""
    note, fill = DOCX[variant % len(DOCX)]
    made = _Docx(words)
    fill(made)
    made.document.save(str(path))
    settle(path)
    return [Truth(path=name, kind="docx", media_type=("docx",), sentences=tuple(made.sentences), rows=tuple(made.rows),
                  text=body(made.text), note=note)]


def _shape_box(shape: Any) -> Box:
    """The box of a shape in points."""
    left, top, wide, tall = (value / 12700 for value in (shape.left, shape.top, shape.width, shape.height))
    return left, top, left + wide, top + tall


def make_pptx(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """Slides: a title, points, a table on one and a photo on every third deck."""
    from pptx import Presentation
    from pptx.util import Cm

    deck = Presentation()
    title = words.pick("decks")
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text, first.placeholders[1].text = title, words.words["unit"]
    text, sentences, rows = [title, words.words["unit"]], [], []
    heads = words.words["slides"][:words.dice.randint(3, 6)]
    for number, head in enumerate(heads, 2):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        points = words.paragraph(2, 3)
        slide.shapes.title.text, slide.placeholders[1].text = head, "\n".join(points)
        text += [head, *points]
        box = _shape_box(slide.placeholders[1])
        sentences += [Sentence(text=point, page=number, box=box) for point in points]
    page, ledger = len(heads) + 2, words.ledger(5)
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "活动台账"
    table = slide.shapes.add_table(len(ledger), len(ledger[0]), Cm(1), Cm(4), Cm(23), Cm(10)).table
    for at, values in enumerate(ledger):
        for column, value in enumerate(values):
            table.cell(at, column).text = value
    rows += [row(values, page=page) for values in ledger]
    text += ["活动台账", *(value for values in ledger for value in values)]
    if variant % 3 == 2:
        content, banner = pooled(words.dice.randrange(POOL))
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        picture = slide.shapes.add_picture(io.BytesIO(content), Cm(2), Cm(2), width=Cm(20))
        page += 1
        sentences.append(Sentence(text=banner, page=page, box=_shape_box(picture), recognised=True))
    deck.save(str(path))
    settle(path)
    return [Truth(path=name, kind="pptx", media_type=("pptx",), sentences=tuple(sentences), rows=tuple(rows),
                  text=body(text), pages=page, note="photo" if variant % 3 == 2 else "table")]
