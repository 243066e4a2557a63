"""A simple invented dossier of many small files of several formats: ``python -m bench.mixed_simple DIR [FILES]``."""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
import yaml
from PIL import Image, ImageDraw

from bench.speed_dossier import _file, _filled, _paragraph

Words = dict[str, Any]


def build(folder: Path, files: int = 1000, seed: int = 7) -> int:
    """Writes files of nine kinds in turn; gives how many entries a receipt of them has (members counted)."""
    words = yaml.safe_load(Path(__file__).with_name("speed_text.yaml").read_text("utf-8"))
    dice = random.Random(seed)  # noqa: S311 - no secret
    entries = 0
    number = 0
    while entries < files:
        number += 1
        make, suffix = MAKERS[number % len(MAKERS)]
        title = words["titles"][number % len(words["titles"])]
        path = folder / f"{number % 12 + 1:02}月" / f"{number:04}{title}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if number % 97 == 0:
            path.write_bytes(b"" if number % 2 else bytes(dice.randbytes(900)))
        elif number % 40 == 0 and files - entries > 11:
            _zip(path.with_suffix(".zip"), title, words, dice)
            entries += 10
        else:
            make(path, title, words, dice)
        entries += 1
    return entries


def _docx(path: Path, title: str, words: Words, dice: random.Random) -> None:
    made = docx.Document()
    made.add_heading(title, 1)
    for _ in range(dice.randint(8, 24)):
        made.add_paragraph(_paragraph(words, dice))
    table = made.add_table(rows=0, cols=3)
    for row in range(6):
        for cell, text in zip(table.add_row().cells, (f"{row + 1}月", _filled(dice.choice(words["rows"]), words, dice),
                                                      dice.choice(words["proofs"])), strict=True):
            cell.text = text
    made.save(str(path))


def _xlsx(path: Path, title: str, words: Words, dice: random.Random) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, words["header"])
        for row in range(1, dice.randint(10, 40)):
            sheet.write_row(row, 0, (row, f"{dice.randint(1, 12)}月{dice.randint(1, 28)}日",
                                     _filled(dice.choice(words["rows"]), words, dice), dice.choice(words["bodies"]),
                                     dice.randint(12, 200), dice.choice(words["proofs"])))


def _pdf(path: Path, title: str, words: Words, dice: random.Random) -> None:
    _file(path, title, dice.randint(1, 5), words, dice)


def _txt(path: Path, title: str, words: Words, dice: random.Random) -> None:
    text = "\n".join([title, *(_paragraph(words, dice) for _ in range(dice.randint(3, 10)))])
    path.write_text(text, dice.choice(["utf-8", "gb18030"]))


def _html(path: Path, title: str, words: Words, dice: random.Random) -> None:
    body = "".join(f"<p>{_paragraph(words, dice)}</p>" for _ in range(dice.randint(4, 12)))
    path.write_text(f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>", "utf-8")


def _picture(path: Path, title: str, words: Words, dice: random.Random) -> None:
    image = Image.new("RGB", (320, 240), (dice.randint(0, 255), dice.randint(0, 255), 90))
    ImageDraw.Draw(image).ellipse((40, 40, 200, 180), fill=(250, 250, dice.randint(0, 255)))
    image.save(path)


def _zip(path: Path, title: str, words: Words, dice: random.Random) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            target = path.with_suffix(".part")
            make, suffix = MAKERS[number % len(MAKERS)]
            target = path.with_name(f"part{suffix}")
            make(target, title, words, dice)
            archive.writestr(f"附件/{number}{title}{suffix}", target.read_bytes())
            target.unlink()


MAKERS: tuple[tuple[Callable[[Path, str, Words, random.Random], None], str], ...] = (
    (_docx, ".docx"), (_pdf, ".pdf"), (_xlsx, ".xlsx"), (_txt, ".txt"), (_docx, ".docx"), (_html, ".html"),
    (_pdf, ".pdf"), (_picture, ".jpg"), (_picture, ".png"))

if __name__ == "__main__":
    print(build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000))
