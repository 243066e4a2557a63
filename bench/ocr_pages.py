"""Pages for ``bench.ocr``: papers and photos of an invented county drawn with a Chinese font, each with its true text.

The same seed gives the same pixels wherever the font is the same. A page says how it was spoilt, so that figures can
be told apart: clean, noisy and askew, a table, turned, a seal over the text, a photo with a banner.
"""

from __future__ import annotations

import io
import math
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
INK, PAPER, RED = (25, 25, 28), (255, 255, 255), (200, 30, 35)
_A4 = (8.27, 11.69)


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page. kind: how it was made or spoilt; image: an RGB picture; truth: its lines or cells in order.

    turned: degrees clockwise that put it upright again; dpi: pixels to an inch.
    """

    kind: str
    image: Any
    truth: tuple[str, ...]
    turned: int = 0
    dpi: int = 200


def chinese_font() -> str:
    """Path of a Chinese font of the system. Raises SystemExit where there is none."""
    found = subprocess.run(["fc-match", "-f", "%{file}", "sans:lang=zh-cn"], capture_output=True, text=True,
                           check=False).stdout
    if not found:
        raise SystemExit("no Chinese font: apt-get install -y fonts-wqy-zenhei")
    return found


def pages(seed: int = 7) -> Iterator[Page]:
    """The pages of the benchmark, each drawn when it is asked for."""
    yield prose(seed, 200)
    yield prose(seed + 1, 200, size=16)
    yield sealed(prose(seed + 10, 200))
    yield score_table(seed + 2)
    yield spoilt(prose(seed + 3, 150), seed + 3, 1.0)
    yield spoilt(prose(seed + 4, 150), seed + 4, -1.0)
    yield spoilt(score_table(seed + 5, 150), seed + 5, 1.0)
    yield turned(prose(seed + 7, 200), 90)
    yield turned(prose(seed + 8, 150), 180)
    yield turned(prose(seed + 9, 150), 270)
    yield photo(seed + 6)


def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load((ROOT / "bench" / "ocr_text.yaml").read_text("utf-8"))
    return words


def sentences(seed: int) -> list[str]:
    """Sentences of a work summary in random order with random numbers."""
    chance, words = random.Random(seed), _words()
    frames = list(words["sentences"])
    chance.shuffle(frames)
    fills = {name: lambda row=row: chance.choice(row) for name, row in words["fills"].items()}
    found = []
    for frame in frames:
        text = frame
        for name, pick in fills.items():
            while "{" + name + "}" in text:
                text = text.replace("{" + name + "}", str(pick()), 1)
        while "{n}" in text:
            text = text.replace("{n}", str(chance.randint(2, 9600)), 1)
        while "{d}" in text:
            text = text.replace("{d}", f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日", 1)
        while "{f}" in text:
            text = text.replace("{f}", f"{chance.uniform(60, 99.9):.1f}", 1)
        found.append(text)
    return found


def prose(seed: int, dpi: int, size: float = 14) -> Page:
    """A page of a summary: a title, headings, paragraphs with indent, a page number."""
    from PIL import Image, ImageDraw, ImageFont

    width, height = round(_A4[0] * dpi), round(_A4[1] * dpi)
    image = Image.new("RGB", (width, height), PAPER)
    pen, em = ImageDraw.Draw(image), round(size * dpi / 72)
    font = ImageFont.truetype(chinese_font(), em)
    title = ImageFont.truetype(chinese_font(), round(em * 1.4))
    margin, step = round(1.0 * dpi), round(em * 1.75)
    head, truth, down = _words()["title"], [], round(0.9 * dpi)
    pen.text(((width - title.getlength(head)) / 2, down), head, INK, title)
    truth.append(head)
    down += round(step * 1.6)
    for number, text in enumerate(sentences(seed)):
        if number % 5 == 0:
            text = f"{'一二三四五六七八'[number // 5]}、{_words()['headings'][number // 5]}\n{text}"
        for part in text.split("\n"):
            for line in _wrapped("　　" + part, font, width - 2 * margin):
                if down > height - 1.1 * dpi:
                    break
                pen.text((margin, down), line, INK, font)
                truth.append(line.strip("　"))
                down += step
    pen.text((width / 2 - em, height - 0.7 * dpi), f"— {seed} —", INK, font)
    truth.append(f"—{seed}—")
    return Page("clean" if dpi >= 200 else "plain", image, tuple(truth), dpi=dpi)


def _wrapped(text: str, font: Any, room: float) -> list[str]:
    lines, line = [], ""
    for char in text:
        if font.getlength(line + char) > room and char not in "，。；：、）》”":
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


def score_table(seed: int, dpi: int = 200) -> Page:
    """A score table with ruling lines: number, item, points, own points, proof."""
    from PIL import Image, ImageDraw, ImageFont

    chance, words = random.Random(seed), _words()
    width, height, em = round(_A4[0] * dpi), round(_A4[1] * dpi), round(11 * dpi / 72)
    image = Image.new("RGB", (width, height), PAPER)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(chinese_font(), em)
    edges = [round(share * width) for share in (0.08, 0.15, 0.52, 0.60, 0.68, 0.92)]
    down, pad, step = round(0.8 * dpi), round(em * 0.5), round(em * 1.5)
    rows = [words["table"]["head"]]
    for number, (item, proof) in enumerate(words["table"]["rows"], 1):
        points = chance.randint(2, 9)
        rows.append([str(number), item, str(points), str(round(points - chance.choice([0, 0, 0.5, 1]), 1)), proof])
    truth, top = [], down
    pen.line([(edges[0], down), (edges[-1], down)], INK, 2)
    for row in rows:
        cells = [_wrapped(cell, font, edges[i + 1] - edges[i] - 2 * pad) for i, cell in enumerate(row)]
        tall = max(map(len, cells)) * step + pad
        for i, lines in enumerate(cells):
            for j, line in enumerate(lines):
                pen.text((edges[i] + pad, down + pad + j * step), line, INK, font)
        truth += row
        down += tall
        pen.line([(edges[0], down), (edges[-1], down)], INK, 2)
    for x in edges:
        pen.line([(x, top), (x, down)], INK, 2)
    return Page("table", image, tuple(truth), dpi=dpi)


def spoilt(page: Page, seed: int, degrees: float) -> Page:
    """A poor scan of the page: askew, blurred, noisy, with JPEG's marks."""
    import numpy as np
    from PIL import Image, ImageFilter

    image = page.image.convert("L").rotate(degrees, Image.Resampling.BICUBIC, fillcolor=250)
    image = image.filter(ImageFilter.GaussianBlur(0.7))
    noise = np.random.default_rng(seed).normal(0, 14, (image.height, image.width))
    grey = np.clip(np.asarray(image, dtype=float) * 0.88 + 18 + noise, 0, 255).astype(np.uint8)
    held = io.BytesIO()
    Image.fromarray(grey).save(held, "JPEG", quality=55)
    kind = "noisy" if page.kind == "plain" else "noisy table"
    return Page(kind, Image.open(held).convert("RGB"), page.truth, dpi=page.dpi)


def turned(page: Page, degrees: int) -> Page:
    """The page turned so that ``degrees`` clockwise put it upright."""
    return Page(f"turned {degrees}", page.image.rotate(degrees, expand=True), page.truth, degrees, page.dpi)


def sealed(page: Page) -> Page:
    """The page with a round red seal over its text, as on a stamped paper."""
    from PIL import Image, ImageChops, ImageDraw, ImageFont

    dpi, words = page.dpi, _words()
    seal = Image.new("RGB", page.image.size, PAPER)
    pen, radius = ImageDraw.Draw(seal), round(0.8 * dpi)
    middle = (round(page.image.width * 0.66), round(page.image.height * 0.45))
    font = ImageFont.truetype(chinese_font(), round(0.22 * dpi))
    pen.ellipse([middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius], outline=RED,
                width=max(3, dpi // 30))
    points = [(middle[0] + 0.32 * radius * (1 if i % 2 == 0 else 0.4) * math.sin(math.pi * i / 5),
               middle[1] - 0.32 * radius * (1 if i % 2 == 0 else 0.4) * math.cos(math.pi * i / 5)) for i in range(10)]
    pen.polygon(points, RED)
    for number, char in enumerate(words["seal"]):
        angle = math.radians(-120 + 240 * number / (len(words["seal"]) - 1))
        pen.text((middle[0] + 0.74 * radius * math.sin(angle), middle[1] - 0.74 * radius * math.cos(angle)), char, RED,
                 font, anchor="mm")
    return Page("sealed", ImageChops.multiply(page.image, seal), page.truth, dpi=dpi)


def photo(seed: int) -> Page:
    """A photo-like picture: a street with people, a red banner with yellow words, a board with white ones."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    chance, words = random.Random(seed), _words()["photo"]
    width, height = 1600, 1200
    rng = np.random.default_rng(seed)
    rough = Image.fromarray(rng.integers(70, 190, (15, 20, 3), dtype=np.uint8)).resize((width, height), 3)
    pen = ImageDraw.Draw(rough)
    for _ in range(60):
        x, y, r = chance.randint(0, width), chance.randint(650, 1150), chance.randint(22, 40)
        pen.ellipse([x - r, y - r, x + r, y + r], tuple(chance.randint(40, 210) for _ in range(3)))
        pen.rectangle([x - r, y + r, x + r, y + 4 * r], tuple(chance.randint(20, 230) for _ in range(3)))
    pen.rectangle([120, 180, 1480, 300], (196, 22, 28))
    font = ImageFont.truetype(chinese_font(), 62)
    pen.text((800, 240), words["banner"], (252, 226, 70), font, anchor="mm")
    pen.rectangle([260, 380, 760, 640], (24, 70, 150))
    small = ImageFont.truetype(chinese_font(), 40)
    for row, line in enumerate(words["board"]):
        pen.text((290, 400 + 58 * row), line, (250, 250, 250), small)
    image = rough.rotate(2.2, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.0))
    noisy = np.clip(np.asarray(image, dtype=float) + rng.normal(0, 9, (height, width, 3)), 0, 255).astype(np.uint8)
    held = io.BytesIO()
    Image.fromarray(noisy).save(held, "JPEG", quality=60)
    return Page("photo", Image.open(held).convert("RGB"), (words["banner"], *words["board"]), dpi=96)
