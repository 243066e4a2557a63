"""Invented PDFs for timing, prose and ruled tables. ``python -m bench.speed_dossier DIR [PAGES [EVERY]]``."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import yaml
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from corpus.builders.fonts import pdf_font

SEED = 7
PAGES_A_FILE = 15
LEFT, TOP, WIDTH, HEIGHT = 72.0, 770.0, A4[0] - 144.0, 690.0
TABLE_EVERY = 4


def build(folder: Path, pages: int = 300, every: int = TABLE_EVERY) -> list[Path]:
    """Writes PDFs of 15 pages each (the last may have fewer) into ``folder``; the same pages give the same text.

    every: one page in so many has a ruled table.
    """
    words = yaml.safe_load(Path(__file__).with_name("speed_text.yaml").read_text("utf-8"))
    dice = random.Random(SEED)  # noqa: S311 - no secret
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    while pages > 0:
        title = words["titles"][len(made) % len(words["titles"])]
        path = folder / f"{len(made) + 1:02}{title}.pdf"
        _file(path, title, min(pages, PAGES_A_FILE), words, dice, every)
        made.append(path)
        pages -= PAGES_A_FILE
    return made


def _file(path: Path, title: str, pages: int, words: dict[str, Any], dice: random.Random, every: int) -> None:
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for page in range(pages):
        bottom = TOP - HEIGHT
        height = TOP
        if page == 0:
            height = _draw(canvas, Paragraph(title, _style(20, centre=True)), height) or height
        if page % every == every - 1:
            height = _draw(canvas, _table(words, dice), height) or height
        while height is not None and height > bottom:
            left = _draw(canvas, Paragraph(_paragraph(words, dice), _style(12)), height)
            if left is None:
                break
            height = left
        canvas.setFont(pdf_font(), 9)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {page + 1} —")
        canvas.showPage()
    canvas.save()


def _draw(canvas: Canvas, flowable: Flowable, height: float) -> float | None:
    """Draws below ``height``; gives the height left, None where it does not fit."""
    _, needed = flowable.wrapOn(canvas, WIDTH, HEIGHT)
    if height - needed < TOP - HEIGHT:
        return None
    flowable.drawOn(canvas, LEFT, height - needed)
    return height - needed - 6


def _style(size: int, centre: bool = False) -> ParagraphStyle:
    return ParagraphStyle(f"s{size}", fontName=pdf_font(), fontSize=size, leading=size * 1.6, wordWrap="CJK",
                          alignment=1 if centre else 0, firstLineIndent=0 if centre else 2 * size)


def _paragraph(words: dict[str, Any], dice: random.Random) -> str:
    """Four to seven sentences: deeds, plans and other bodies' deeds among ordinary prose."""
    kinds = dice.choices(["deeds", "plans", "plain"], weights=[3, 1, 5], k=dice.randint(4, 7))
    return "".join(_filled(dice.choice(words[kind]), words, dice) for kind in kinds)


def _filled(sentence: str, words: dict[str, Any], dice: random.Random) -> str:
    names = {"place": "places", "law": "laws", "body": "bodies", "day": "days"}
    chosen = {key: dice.choice(words[group]) for key, group in names.items()}
    return sentence.format(m=dice.randint(1, 12), d=dice.randint(1, 28), n=dice.randint(100, 3000),
                           k=dice.randint(12, 90), s=dice.randint(2, 9), **chosen)


def _table(words: dict[str, Any], dice: random.Random) -> Table:
    rows = [words["header"]]
    for number in range(1, 15):
        rows.append([str(number), f"{dice.randint(1, 12)}月{dice.randint(1, 28)}日",
                     _filled(dice.choice(words["rows"]), words, dice), dice.choice(words["bodies"]),
                     str(dice.randint(12, 200)), dice.choice(words["proofs"])])
    table = Table(rows, colWidths=[30, 60, 140, 90, 40, 90], rowHeights=22)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                               ("FONT", (0, 0), (-1, -1), pdf_font(), 10)]))
    return table


if __name__ == "__main__":
    build(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:4]))
