"""Small files for the tests, built on the spot."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from model.documents import Block, Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EXTRA = ('xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
         'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
         'xmlns:v="urn:schemas-microsoft-com:vml"')
FONT = "STSong-Light"
SIZE = 12
LEFT, RIGHT = 72.0, 523.0


def docx(path: Path, body: str, **parts: str) -> Path:
    """A docx whose body is the given XML; parts: further parts of the word folder by name without ``.xml``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {EXTRA}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return path


def p(text: str, properties: str = "") -> str:
    """A Word paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def canvas(path: Path | io.BytesIO, **options: object) -> Canvas:
    """A PDF canvas with a Chinese font set."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    made = Canvas(str(path) if isinstance(path, Path) else path, pagesize=A4, **options)
    made.setFont(FONT, SIZE)
    return made


def wrap(text: str, first: int, width: int) -> list[str]:
    """``text`` cut into lines of ``width`` characters, the first of ``first``."""
    return [text[:first], *[text[at:at + width] for at in range(first, len(text), width)]] if text else []


def write_lines(made: Canvas, lines: list[str], x: float, top: float, pitch: float = 20.0,
                indent: float = 0.0) -> float:
    """Draws lines from ``top`` (points from the page's top) downwards; returns the top after the last."""
    for index, line in enumerate(lines):
        made.setFont(FONT, SIZE)
        made.drawString(x + (indent if index == 0 else 0), A4[1] - top - SIZE, line)
        top += pitch
    return top


def grid(made: Canvas, columns: list[float], tops: list[float], *, close: bool = True, begin: bool = True) -> None:
    """Ruling lines of a table; ``close``/``begin``: whether the bottom and top line are drawn."""
    levels = tops if close else tops[:-1]
    for top in levels if begin else levels[1:]:
        made.line(columns[0], A4[1] - top, columns[-1], A4[1] - top)
    for x in columns:
        made.line(x, A4[1] - tops[0], x, A4[1] - tops[-1])


def put(made: Canvas, x: float, top: float, text: str) -> None:
    """One line of text at a place measured from the page's top left."""
    made.setFont(FONT, SIZE)
    made.drawString(x, A4[1] - top - SIZE, text)


def texts(document: Document, kind: str | None = None) -> list[str]:
    """Texts of the blocks (of one kind)."""
    return [block.text for block in document.blocks if kind in (None, block.kind)]


def block_with(document: Document, words: str) -> Block:
    """The one block that holds ``words``."""
    found = [block for block in document.blocks if words in block.text]
    assert len(found) == 1, texts(document)
    return found[0]


def names(document: Document) -> list[str]:
    """Message names of the document's problems."""
    return [problem.message for problem in document.problems]
