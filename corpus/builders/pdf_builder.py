"""PDF files with a text layer: flowing paper, two-column newsletter, ruled tables."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportlab.lib import colors, textsplit
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    FrameBreak,
    HRFlowable,
    Image,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import paragraph as rl_paragraph

from .fonts import pdf_font

# reportlab lets the full-width comma and some others begin a line
NO_START = textsplit.ALL_CANNOT_START + "，；：？！％）》〉」』】”’、。"
rl_paragraph.ALL_CANNOT_START = textsplit.ALL_CANNOT_START = NO_START


def _style(name: str, size: float, lead: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=pdf_font(), fontSize=size, leading=lead, wordWrap="CJK", **more)


def _styles(size: float) -> dict[str, ParagraphStyle]:
    lead = size * 1.65
    return {
        "p": _style("p", size, lead, firstLineIndent=size * 2, alignment=TA_LEFT),
        "plain": _style("plain", size, lead),
        "center": _style("center", size, lead, alignment=TA_CENTER),
        "right": _style("right", size, lead, alignment=TA_RIGHT, rightIndent=size * 2),
        "h1": _style("h1", size + 1, lead + 2, firstLineIndent=size * 2, spaceBefore=4),
        "h2": _style("h2", size, lead, firstLineIndent=size * 2),
        "h3": _style("h3", size, lead, firstLineIndent=size * 2),
        "title": _style("title", size + 6, (size + 6) * 1.5, alignment=TA_CENTER, spaceBefore=10, spaceAfter=10),
        "headline": _style("headline", size + 2.5, (size + 2) * 1.45, alignment=TA_CENTER,
                           spaceBefore=6, spaceAfter=4, keepWithNext=1),
        "redhead": _style("redhead", 28, 40, alignment=TA_CENTER, textColor=colors.HexColor("#C00000")),
        "caption": _style("caption", size - 1.5, lead - 2, alignment=TA_CENTER),
        "cell": _style("cell", 9.5, 14),
        "cellhead": _style("cellhead", 10, 15, alignment=TA_CENTER),
    }


class PdfWriter:
    """Turns the blocks of one specification into reportlab flowables."""

    def __init__(self, spec: dict[str, Any], root: Path) -> None:
        self.spec, self.root = spec, root
        self.style = _styles(spec.get("size", 12 if spec.get("layout") != "two_column" else 10))
        self.page = landscape(A4) if spec.get("landscape") else A4
        self.width = self.page[0] - 5 * cm

    def _frames(self, top_height: float) -> list[PageTemplate]:
        w, h = self.page
        left, low = 2.5 * cm, 2.2 * cm
        high = h - 2.4 * cm - low
        draw = {"onPage": self._furniture}
        if self.spec.get("layout") != "two_column":
            frame = Frame(left, low, self.width, high, id="one", showBoundary=0)
            return [PageTemplate("first", [frame], **draw), PageTemplate("later", [frame], **draw)]
        gap = 0.8 * cm
        col = (self.width - gap) / 2
        first = [
            Frame(left, low + high - top_height, self.width, top_height, id="top"),
            Frame(left, low, col, high - top_height, id="a1"),
            Frame(left + col + gap, low, col, high - top_height, id="a2"),
        ]
        later = [Frame(left, low, col, high, id="b1"), Frame(left + col + gap, low, col, high, id="b2")]
        return [PageTemplate("first", first, **draw), PageTemplate("later", later, **draw)]

    def _furniture(self, canvas, doc) -> None:
        """Running head with a rule, and the page number at the foot."""
        w, h = self.page
        canvas.saveState()
        canvas.setFont(pdf_font(), 9)
        if self.spec.get("header"):
            canvas.drawString(2.5 * cm, h - 1.6 * cm, self.spec["header"])
            if self.spec.get("header_right"):
                canvas.drawRightString(w - 2.5 * cm, h - 1.6 * cm, self.spec["header_right"])
            canvas.setLineWidth(0.5)
            canvas.line(2.5 * cm, h - 1.8 * cm, w - 2.5 * cm, h - 1.8 * cm)
        canvas.drawCentredString(w / 2, 1.2 * cm, self.spec.get("page_format", "— {} —").format(doc.page))
        canvas.restoreState()

    def write(self, path: Path) -> None:
        """Lay out and save; the creation date is the one of the specification."""
        story: list[Any] = [NextPageTemplate("later")]
        for block in self.spec["blocks"]:
            story += self._block(block)
        day = datetime.fromisoformat(str(self.spec.get("date", "2020-12-31")) + "T09:30:00")
        old = os.environ.get("SOURCE_DATE_EPOCH")
        os.environ["SOURCE_DATE_EPOCH"] = str(int(day.replace(tzinfo=UTC).timestamp()))
        try:
            doc = BaseDocTemplate(
                str(path), pagesize=self.page, title=self.spec.get("title", ""),
                author=self.spec.get("author", "办公室"), invariant=1,
            )
            doc.addPageTemplates(self._frames(self.spec.get("top_height", 4.2) * cm))
            doc.build(story)
        finally:
            if old is None:
                del os.environ["SOURCE_DATE_EPOCH"]
            else:
                os.environ["SOURCE_DATE_EPOCH"] = old

    def _block(self, block: dict[str, Any]) -> list[Any]:
        (kind, value), = block.items()
        if kind == "table":
            return [self._table(value), Spacer(1, 8)]
        if kind == "image":
            width = value.get("width", 12) * cm
            image = Image(str(self.root / value["path"]))
            ratio = image.imageHeight / image.imageWidth
            image.drawWidth, image.drawHeight = width, width * ratio
            return [image]
        if kind == "pagebreak":
            return [PageBreak()]
        if kind == "columnbreak":
            return [FrameBreak()]
        if kind == "docno":
            red = colors.HexColor("#C00000")
            rule = HRFlowable(width="100%", thickness=1.6, color=red, spaceBefore=4, spaceAfter=8)
            return [Paragraph(value, self.style["center"]), rule]
        if kind == "stamp":
            return [_Stamp(value)]
        return [Paragraph(_text(value), self.style[kind])]

    def _table(self, value: dict[str, Any]) -> Table:
        """Ruled table; the head repeats, or with ``split_in_row`` a page break may cut a row."""
        head = value.get("head", 1)
        size = value.get("size", 9.5)
        cell = ParagraphStyle("tc", parent=self.style["cell"], fontSize=size, leading=size * 1.5)
        rows = [
            [Paragraph(_text(c), self.style["cellhead"] if r < head else cell) for c in row]
            for r, row in enumerate(value["rows"])
        ]
        widths = [w * cm for w in value["widths"]] if value.get("widths") else None
        # with a repeated head reportlab would set it again above a row it splits
        split = value.get("split_in_row", 0)
        table = Table(rows, colWidths=widths, repeatRows=0 if split else head, splitInRow=split)
        style = [
            ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if value.get("middle") else "TOP"),
            ("BACKGROUND", (0, 0), (-1, head - 1), colors.HexColor("#EDEDED")),
        ]
        style += [("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in value.get("merge", [])]
        table.setStyle(TableStyle(style))
        return table


def _text(value: Any) -> str:
    """Escape a text for reportlab's paragraph markup."""
    text = "" if value is None else str(value)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


class _Stamp(Spacer):
    """A round red seal drawn as vector graphics at the right margin."""

    def __init__(self, text: str) -> None:
        super().__init__(1, 6)
        self.text = text

    def draw(self) -> None:
        """Draw ring, star and name over the lines above."""
        canv = self.canv
        canv.saveState()
        canv.setStrokeColor(colors.HexColor("#D03030"))
        canv.setFillColor(colors.HexColor("#D03030"))
        x, y, radius = 360, 38, 44
        canv.setLineWidth(2)
        canv.circle(x, y, radius, stroke=1, fill=0)
        canv.setFont(pdf_font(), 9)
        canv.drawCentredString(x, y - 26, self.text)
        canv.setFont(pdf_font(), 24)
        canv.drawCentredString(x, y - 6, "★")
        canv.restoreState()


def build_pdf(spec: dict[str, Any], path: Path, root: Path) -> None:
    """Build one PDF; ``layout: two_column`` gives a newsletter."""
    PdfWriter(spec, root).write(path)
