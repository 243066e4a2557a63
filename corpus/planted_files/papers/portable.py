"""PDF papers: the blocks of ``corpus.builders``, pictures from memory, hidden words, scans, further revisions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas as pdf_canvas
from reportlab.platypus import BaseDocTemplate, Flowable, NextPageTemplate, Paragraph

from corpus.builders.fonts import pdf_font
from corpus.builders.pdf_builder import PdfWriter
from corpus.planted_files import seeds
from corpus.planted_files.model import Paper, Photo
from corpus.planted_files.papers import revision
from corpus.planted_files.scene import signs


class _Picture(Flowable):
    """A picture that tells its photo on which page it came to stand."""

    def __init__(self, raw: bytes, photo: Photo | None, width: float) -> None:
        super().__init__()
        self.reader, self.photo = ImageReader(BytesIO(raw)), photo
        w, h = self.reader.getSize()
        self.width, self.height = width, width * h / w

    def draw(self) -> None:
        """Draws it and notes the page."""
        self.canv.drawImage(self.reader, (16 * cm - self.width) / 2, 0, self.width, self.height)
        if self.photo:
            self.photo.page = self.canv.getPageNumber()


class Writer(PdfWriter):
    """Writes one paper; ``images`` are the bytes of its pictures, ``marks`` those of logos and seals by name."""

    def __init__(self, paper: Paper, images: list[bytes], marks: dict[str, bytes]) -> None:
        self.paper, self.images, self.marks = paper, images, marks
        super().__init__({"blocks": paper.blocks, "title": paper.title}, Path())

    def save(self) -> bytes:
        """The whole file, with reportlab's dates replaced by those of the paper."""
        story: list[Any] = [NextPageTemplate("later")]
        for block in self.paper.blocks:
            story += self._block(block)
        out, traits = BytesIO(), self.paper.traits
        doc = BaseDocTemplate(
            out,
            pagesize=self.page,
            title=self.paper.title,
            author=traits["author"],
            invariant=1,
            producer=traits["producer"],
            creator=traits["creator"],
        )
        doc.addPageTemplates(self._frames(4.2 * cm))
        doc.build(story)
        return dated(out.getvalue(), traits["created"], traits["modified"])

    def _block(self, block: dict[str, Any]) -> list[Any]:
        ((kind, value),) = block.items()
        if kind == "photo":
            photo = self.paper.photos[value]
            return [
                _Picture(self.images[value], photo, 12.5 * cm),
                Paragraph("图：" + photo.caption, self.style["caption"]),
            ]
        if kind == "mark":
            return [_Picture(self.marks[value], None, 2.6 * cm)]
        if kind == "note":
            return [Paragraph(f'<font size="7">{value}</font>', self.style["plain"])]
        if kind == "redcell":
            return [Paragraph(f'<font color="white" backColor="#C00000">{value}</font>', self.style["center"])]
        if kind in ("remark", "contents"):
            return [Paragraph(t, self.style["h1"]) for t in value] if kind == "contents" else []
        return super()._block(block)

    def _furniture(self, canvas: Any, doc: Any) -> None:
        super()._furniture(canvas, doc)
        if doc.page == 1:
            if self.paper.traits.get("watermark"):
                self._watermark(canvas, self.paper.traits["watermark"])
            for k, trick in enumerate(self.paper.tricks):
                canvas.saveState()
                getattr(self, "t_" + trick["how"])(canvas, trick["text"], 52 - 9 * k)
                canvas.restoreState()

    def _watermark(self, canvas: Any, text: str) -> None:
        canvas.saveState()
        canvas.setFillColor(colors.Color(0.86, 0.86, 0.86))
        canvas.translate(300, 420)
        canvas.rotate(45)
        canvas.setFont(pdf_font(), 54)
        canvas.drawCentredString(0, 0, text)
        canvas.restoreState()

    # --- words that the eye does not see, and words to the machine ------------
    def _line(self, canvas: Any, text: str, y: float, size: float = 9, x: float = 80) -> None:
        canvas.setFont(pdf_font(), size)
        canvas.drawString(x, y, text)

    def _object(self, canvas: Any, text: str, y: float, mode: int) -> None:
        line = canvas.beginText(80, y)
        line.setFont(pdf_font(), 9)
        line.setTextRenderMode(mode)
        line.textOut(text)
        line.setTextRenderMode(0)
        canvas.drawText(line)

    def t_mode3(self, canvas: Any, text: str, y: float) -> None:
        self._object(canvas, text, y, 3)

    def t_clip_only(self, canvas: Any, text: str, y: float) -> None:
        """Render mode 7: the letters only make a clipping path."""
        self._object(canvas, text, y, 7)

    def t_white(self, canvas: Any, text: str, y: float) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        self._line(canvas, text, y)

    def t_near_white(self, canvas: Any, text: str, y: float) -> None:
        canvas.setFillColorRGB(0.985, 0.985, 0.985)
        self._line(canvas, text, y)

    def t_cmyk_white(self, canvas: Any, text: str, y: float) -> None:
        canvas.setFillColorCMYK(0.01, 0, 0, 0)
        self._line(canvas, text, y)

    def t_tiny(self, canvas: Any, text: str, y: float) -> None:
        self._line(canvas, text, y, 0.8)

    def t_squeezed(self, canvas: Any, text: str, y: float) -> None:
        """Ordinary size, but scaled to a line by the matrix."""
        canvas.translate(80, y)
        canvas.scale(1, 0.02)
        self._line(canvas, text, 0, 10, 0)

    def t_off_page(self, canvas: Any, text: str, _y: float) -> None:
        self._line(canvas, text, -40)

    def t_covered(self, canvas: Any, text: str, y: float) -> None:
        self._line(canvas, text, y)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(78, y - 3, 440, 14, stroke=0, fill=1)

    def t_opacity(self, canvas: Any, text: str, y: float) -> None:
        canvas.setFillAlpha(0.01)
        self._line(canvas, text, y)

    def t_visible(self, canvas: Any, text: str, y: float) -> None:
        self._line(canvas, text, y)

    def t_comment(self, canvas: Any, text: str, y: float) -> None:
        canvas.textAnnotation(text, [480, y, 500, y + 18], addtopage=1)


def dated(pdf: bytes, created: datetime, modified: datetime) -> bytes:
    """The same bytes with other times in the information dictionary; lengths do not change."""
    for name, at in ((b"CreationDate", created), (b"ModDate", modified)):
        stamp = at.strftime("D:%Y%m%d%H%M%S+08'00'").encode()
        pdf = re.sub(rb"/%s \(D:\d{14}[^)]*\)" % name, b"/%s (%s)" % (name, stamp), pdf)
    return pdf


def scanned(paper: Paper) -> bytes:
    """A scan with the right words as an invisible layer, as OCR programs make it; tricks are words the scan lacks."""
    rng = seeds.field("scan", paper.path, paper.title)
    w, h = 1240, 1754
    page = Image.new("L", (w, h), 246)
    draw = ImageDraw.Draw(page)
    lines, y = [], 170
    for block in paper.blocks:
        ((kind, value),) = block.items()
        if not isinstance(value, str):
            continue
        for k in range(0, len(value), 30):
            lines.append((value[k : k + 30], y))
            draw.text((150, y), value[k : k + 30], font=signs.font(31), fill=40)
            y += 56
    tilted = page.rotate(float(rng.uniform(-0.7, 0.7)), fillcolor=246, resample=Image.Resampling.BICUBIC)
    noisy = np.asarray(tilted, np.float32) + rng.standard_normal((h, w)) * 5 + np.linspace(-14, 6, w)[None, :]
    jpeg = BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(jpeg, "JPEG", quality=62)
    out = BytesIO()
    canvas = pdf_canvas.Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(paper.title)
    canvas.setProducer("ABBYY FineReader 15")
    canvas.setCreator("ABBYY FineReader 15")
    canvas.drawImage(ImageReader(BytesIO(jpeg.getvalue())), 0, 0, *A4)
    for text, top in lines:
        line = canvas.beginText(150 * A4[0] / w, A4[1] - (top + 28) * A4[1] / h)
        line.setFont(pdf_font(), 31 * A4[0] / w)
        line.setTextRenderMode(3)
        line.textOut(text)
        canvas.drawText(line)
    for k, trick in enumerate(paper.tricks):
        line = canvas.beginText(80, 60 - 12 * k)
        line.setFont(pdf_font(), 9)
        line.setTextRenderMode(3)
        line.textOut(trick["text"])
        canvas.drawText(line)
    canvas.save()
    return dated(out.getvalue(), paper.traits["created"], paper.traits["modified"])


def _swapped(paper: Paper, old: str, new: str) -> Paper:
    blocks = [{k: v.replace(new, old) if isinstance(v, str) else v for k, v in b.items()} for b in paper.blocks]
    return replace(paper, blocks=blocks)


def write(paper: Paper, images: list[bytes], marks: dict[str, bytes]) -> bytes:
    """The bytes of a .pdf, all its revisions included.

    traits: ``scan``; ``revision`` (``old``, ``new``: the figure before and after the further save); ``stamped``,
    ``signed``.
    """
    traits = paper.traits
    if traits.get("scan"):
        return scanned(paper)
    pdf = Writer(paper, images, marks).save()
    if change := traits.get("revision"):
        pdf = revision.replaced(Writer(_swapped(paper, change["old"], change["new"]), images, marks).save(), pdf)
    later = traits["modified"] + timedelta(hours=3)
    if traits.get("stamped"):
        pdf = revision.stamped(pdf, later)
    if traits.get("signed"):
        pdf = revision.signed(pdf, later, traits["author"])
    return pdf
