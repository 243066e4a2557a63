"""Find one CJK TrueType font and make it known to reportlab and Pillow."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PDF_FONT = "CorpusCJK"
KNOWN = (
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)


@lru_cache(maxsize=1)
def cjk_path() -> str:
    """Path of a CJK font with TrueType outlines (``CORPUS_FONT`` overrides)."""
    chosen = os.environ.get("CORPUS_FONT")
    candidates = [chosen] if chosen else list(KNOWN)
    if shutil.which("fc-list") and not chosen:
        out = subprocess.run(
            ["fc-list", ":lang=zh", "file"], capture_output=True, text=True, check=False
        ).stdout
        names = [line.split(":")[0].strip() for line in out.splitlines()]
        candidates += [n for n in names if n.lower().endswith((".ttf", ".ttc"))]
    for path in candidates:
        if path and Path(path).exists():
            return path
    raise SystemExit("no CJK TrueType font: install fonts-wqy-zenhei or set CORPUS_FONT")


@lru_cache(maxsize=1)
def pdf_font() -> str:
    """Register the font with reportlab once and return its name."""
    path = cjk_path()
    index = 0 if path.lower().endswith(".ttc") else None
    font = TTFont(PDF_FONT, path, subfontIndex=index or 0)
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(
        PDF_FONT, normal=PDF_FONT, bold=PDF_FONT, italic=PDF_FONT, boldItalic=PDF_FONT
    )
    return PDF_FONT


def image_font(size: int) -> ImageFont.FreeTypeFont:
    """The same font for Pillow."""
    return ImageFont.truetype(cjk_path(), size)
