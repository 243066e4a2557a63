"""Invented Word papers for timing. ``python -m bench.speed_papers DIR [COUNT]``."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import docx
import yaml

_PARAGRAPHS, _ROWS = 120, 40


def build(folder: Path, count: int = 60) -> None:
    """Writes papers of prose and one table each into ``folder``; the same count gives the same text."""
    words = yaml.safe_load(Path(__file__).with_name("speed_text.yaml").read_text("utf-8"))
    dice = random.Random(7)  # noqa: S311 - no secret
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        paper = docx.Document()
        paper.add_heading(words["titles"][number % len(words["titles"])], 1)
        for _ in range(_PARAGRAPHS):
            paragraph = paper.add_paragraph()
            for sentence in dice.choices(words["plain"], k=3):
                paragraph.add_run(sentence)
        rows = paper.add_table(0, len(words["header"]))
        for at in range(_ROWS):
            for cell, text in zip(rows.add_row().cells, [str(at), *words["header"][1:]], strict=True):
                cell.text = text
        paper.save(str(folder / f"{number:03}.docx"))


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60)
