"""PDFs of the mixed dossier: born digital, scanned, mixed, and with a text layer that is garbage."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.mixed_layout import HEIGHT, LEFT, TOP, WIDTH, Layout, Run, draw_page, joined, page_image, save_pdf
from bench.mixed_truth import Box, Row, Sentence, Truth
from bench.mixed_words import Words, data

LEDGER = (30.0, 54.0, 150.0, 84.0, 52.0, 81.0)
DUTIES = (70.0, 200.0, 101.0, 80.0)


def make_pdf(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A PDF born digital; the variants are in ``BORN``."""
    note, lay = BORN[variant % len(BORN)]
    layout = lay(words)
    save_pdf(layout, path, pageCompression=1)
    return [Truth(path=name, kind="pdf", media_type=("pdf",), sentences=tuple(layout.sentences), note=note,
                  rows=tuple(layout.rows), text=layout.body, pages=layout.page)]


def _report(words: Words) -> Layout:
    layout = Layout(head=words.words["header"])
    layout.write_paper(words.paper(words.dice.randint(4, 7)))
    return layout


def _newsletter(words: Words) -> Layout:
    layout = Layout(columns=2, size=10.5, head=words.words["header"])
    layout.write_paper(words.paper(words.dice.randint(4, 6)))
    return layout


def _ledger(words: Words) -> Layout:
    layout = Layout(head=words.words["header"])
    layout.title(words.pick("sheets"))
    layout.paragraph(words.paragraph(2, 3))
    layout.table(words.ledger(words.dice.randint(35, 60)), LEDGER)
    layout.paragraph(words.paragraph(2, 3))
    return layout


def _duties(words: Words) -> Layout:
    layout = Layout()
    layout.title(f"{words.words['unit']}普法责任清单")
    layout.table([words.words["duties"]["header"]], DUTIES)
    layout.y -= 10
    layout.duties(words.duties(words.dice.randint(3, 6), 4), DUTIES)
    return layout


def _notice(words: Words) -> Layout:
    layout = Layout(foot=False)
    number = words.words["docnumber"].format(k=words.dice.randint(1, 98))
    layout.runs.append(Run(1, WIDTH / 2 - 54, TOP, 12, number))
    layout.text.append(number)
    layout.y += 30
    layout.write_paper(words.paper(1))
    return layout


def _cut(words: Words) -> Layout:
    """A table of long cells, some of which a page break cuts."""
    layout = Layout()
    layout.title("以案释法典型案例目录")
    layout.paragraph(words.paragraph(2, 2))
    rows = [["序号", "案情简介", "处理结果"]]
    for number in range(1, words.dice.randint(8, 12)):
        rows.append([str(number), "".join(words.paragraph(3, 5)), "".join(words.paragraph(1, 2))])
    layout.table(rows, (40.0, 261.0, 150.0), cut=True)
    return layout


BORN: tuple[tuple[str, Callable[[Words], Layout]], ...] = (
    ("running heads", _report), ("two columns", _newsletter), ("table over pages", _ledger), ("merged cells", _duties),
    ("notice", _notice), ("report", _report), ("cells cut by a page", _cut), ("two columns", _newsletter),
)


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page was scanned. turn: degrees clockwise, skew: degrees counter-clockwise by which it lies there.

    fax: black and white alone; seal: where a red seal lies over the words, its middle in points; shade: how much darker
    one side is than the other, of 255.
    """

    dpi: int = 150
    noise: float = 12.0
    skew: float = 0.0
    turn: int = 0
    quality: int = 60
    fax: bool = False
    seal: tuple[float, float] | None = None
    shade: float = 0.0


def scanned(layout: Layout, page: int, scan: Scan, seed: int) -> bytes:
    """A page as the JPEG of a scanner."""
    import numpy
    from PIL import Image, ImageFilter

    image = page_image(layout, page, scan.dpi).rotate(scan.skew, Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(0.5))
    dots = numpy.random.default_rng(seed).normal(-6, scan.noise, (image.height, image.width))
    dots -= numpy.linspace(0, scan.shade, image.width)
    image = Image.fromarray(numpy.clip(numpy.asarray(image, dtype=float) + dots, 0, 255).astype("uint8"))
    if scan.seal:
        image = sealed(image, scan.seal, scan.dpi / 72)
    if scan.fax:
        image = image.point(lambda value: 255 if value > 150 else 0)
    if scan.turn:
        image = image.rotate(-scan.turn, expand=True)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=scan.quality, dpi=(scan.dpi, scan.dpi))
    return out.getvalue()


def sealed(image: Any, middle: tuple[float, float], scale: float) -> Any:
    """The picture in colours with a round red seal over it, as wide as an office's (42 mm)."""
    from PIL import Image, ImageChops, ImageDraw

    from corpus.builders.fonts import image_font

    seal = Image.new("RGB", image.size, "white")
    draw, (x, y), radius = ImageDraw.Draw(seal), (value * scale for value in middle), 60 * scale
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(215, 30, 40), width=round(3 * scale))
    draw.text((x, y), "★", font=image_font(round(34 * scale)), fill=(215, 30, 40), anchor="mm")
    for number, char in enumerate(data()["unit"]):
        angle = math.radians(200 + number * 140 / len(data()["unit"]))
        at = (x + 0.78 * radius * math.cos(angle), y + 0.78 * radius * math.sin(angle))
        draw.text(at, char, font=image_font(round(13 * scale)), fill=(215, 30, 40), anchor="mm")
    return ImageChops.multiply(image.convert("RGB"), seal)


def placed(box: Box, scan: Scan) -> Box:
    """Where a box of the layout lies on the scanned page, as shown."""
    angle, corners = math.radians(scan.skew), []
    for x, y in ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])):
        dx, dy = x - WIDTH / 2, y - HEIGHT / 2
        x, y = WIDTH / 2 + dx * math.cos(angle) + dy * math.sin(angle), \
            HEIGHT / 2 - dx * math.sin(angle) + dy * math.cos(angle)
        x, y = {0: (x, y), 90: (HEIGHT - y, x), 180: (WIDTH - x, HEIGHT - y), 270: (y, WIDTH - x)}[scan.turn]
        corners.append((x, y, x, y))
    return joined(corners)


def seen(layout: Layout, scans: Sequence[Scan | None]) -> tuple[tuple[Sentence, ...], tuple[Row, ...]]:
    """Sentences and rows of a layout, each page scanned so, or with its text (None)."""
    sentences = []
    for one in layout.sentences:
        scan = scans[one.page - 1]
        if scan is None or one.box is None:
            sentences.append(one)
        else:
            sentences.append(replace(one, box=placed(one.box, scan), recognised=True))
    return tuple(sentences), tuple(replace(one, recognised=scans[one.page - 1] is not None) for one in layout.rows)


def _save(path: Path, layout: Layout, scans: Sequence[Scan | None], seed: int,
          under: Callable[[Any, int], None] | None = None, rotate: int = 0) -> None:
    """Pages as pictures, or drawn where there is no scan; ``under`` draws a hidden layer."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=True, pageCompression=1)
    for page, scan in enumerate(scans, 1):
        turned = scan is not None and scan.turn in (90, 270)
        size = (HEIGHT, WIDTH) if turned else (WIDTH, HEIGHT)
        canvas.setPageSize(size)
        canvas.setPageRotation(rotate)
        if scan is None:
            draw_page(canvas, layout, page)
        else:
            picture = ImageReader(io.BytesIO(scanned(layout, page, scan, seed + page)))
            canvas.drawImage(picture, 0, 0, *size)
            if under:
                under(canvas, page)
        canvas.showPage()
    canvas.save()


def make_scan(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A PDF whose text must be recognised on some page; the variants are in ``SCANS``."""
    note, make = SCANS[variant % len(SCANS)]
    sentences, rows, pages = make(path, words)
    return [Truth(path=name, kind="scan", media_type=("pdf",), sentences=sentences, rows=rows, pages=pages, note=note)]


Made = tuple[tuple[Sentence, ...], tuple[Row, ...], int]


def _short(words: Words, pages: int = 1) -> Layout:
    """A layout of some pages with ten lines or so on each."""
    layout = Layout(foot=False)
    layout.title(f"{words.words['year']}年{words.pick('papers')}")
    for page in range(pages):
        if page:
            layout.new_page()
        layout.heading(f"{'一二三'[page]}、{words.words['heads'][page]}")
        layout.paragraph(words.paragraph(3, 4))
        layout.paragraph(words.paragraph(2, 3))
    return layout


def _plain(path: Path, words: Words) -> Made:
    layout = _short(words, words.dice.choice((1, 1, 2, 3)))
    scans = [Scan(skew=words.dice.uniform(-1, 1)) for _ in range(layout.page)]
    return _scan(path, layout, scans, words)


def _scan(path: Path, layout: Layout, scans: Sequence[Scan | None], words: Words, **more: Any) -> Made:
    _save(path, layout, scans, words.dice.randrange(1 << 30), **more)
    return (*seen(layout, scans), layout.page)


def _half(path: Path, words: Words) -> Made:
    """Page 1 has a text layer, page 2 is a scan."""
    layout = _short(words, 2)
    return _scan(path, layout, [None, Scan(dpi=200, noise=6)], words)


def _fax(path: Path, words: Words) -> Made:
    return _scan(path, _short(words), [Scan(dpi=200, noise=25, fax=True, skew=words.dice.uniform(-1.5, 1.5))], words)


def _sealed(path: Path, words: Words) -> Made:
    """A signed paper: unit and day at the end, a red seal over them and over the line above."""
    layout = _short(words)
    layout.y += 10
    layout.paragraph([words.words["unit"]])
    layout.paragraph([f"{words.words['year']}年12月{words.dice.randint(10, 28)}日"])
    return _scan(path, layout, [Scan(dpi=200, noise=6, quality=75, seal=(150, layout.y - 22))], words)


def _shaded(path: Path, words: Words) -> Made:
    return _scan(path, _short(words), [Scan(noise=14, shade=110, skew=words.dice.uniform(-2, 2), quality=50)], words)


def _sideways(path: Path, words: Words) -> Made:
    return _scan(path, _short(words), [Scan(dpi=200, noise=6, turn=words.dice.choice((90, 270)))], words)


def _head_down(path: Path, words: Words) -> Made:
    """A page that lies upside down, without a word of it in the PDF."""
    return _scan(path, _short(words), [Scan(dpi=200, noise=6, turn=180)], words)


def _rotated(path: Path, words: Words) -> Made:
    """The picture lies on its head and the page says /Rotate 180: it is shown upright."""
    layout = _short(words)
    _save(path, layout, [Scan(dpi=200, noise=6, turn=180)], words.dice.randrange(1 << 30), rotate=180)
    return (*seen(layout, [Scan()]), 1)


def _register(path: Path, words: Words) -> Made:
    layout = Layout(foot=False)
    layout.title(words.pick("sheets"))
    layout.table(words.ledger(8), LEDGER)
    return _scan(path, layout, [Scan(dpi=200, noise=6)], words)


def _searchable(path: Path, words: Words) -> Made:
    """A scan with the right text hidden under it, as a scanning program leaves it."""
    layout = _short(words, 2)
    scans = [Scan(), Scan()]
    _save(path, layout, scans, words.dice.randrange(1 << 30),
          under=lambda canvas, page: draw_page(canvas, layout, page, hidden=True))
    return tuple(layout.sentences), (), layout.page


def _mojibake(path: Path, words: Words) -> Made:
    """A scan with a hidden layer whose bytes were taken for another encoding."""
    layout = _short(words)

    def under(canvas: Any, page: int) -> None:
        text = canvas.beginText()
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 6)
        for run in layout.runs:
            text.setTextOrigin(LEFT, HEIGHT - run.top)
            text.textOut(run.text.encode("gbk", "replace").decode("latin-1"))
        canvas.drawText(text)

    return _scan(path, layout, [Scan()], words, under=under)


def _private(path: Path, words: Words) -> Made:
    """Drawn text whose font says that its glyphs are private characters."""
    return _misnamed(path, words, lambda code: 0xE000 + code % 6000)


def _shifted(path: Path, words: Words) -> Made:
    """Drawn text whose font names other Chinese characters than it shows."""
    return _misnamed(path, words, lambda code: 0x4E00 + (code * 37 + 11) % 20000)


def _misnamed(path: Path, words: Words, name: Callable[[int], int]) -> Made:
    layout = _short(words)
    with wrong_names(name):
        save_pdf(layout, path, pageCompression=1)
    return tuple(replace(one, recognised=True) for one in layout.sentences), (), layout.page


@contextmanager
def wrong_names(name: Callable[[int], int]) -> Iterator[None]:
    """While it lasts, reportlab writes character maps (ToUnicode) in which every character is another one."""
    from reportlab.pdfbase import ttfonts

    true = ttfonts.makeToUnicodeCMap
    ttfonts.makeToUnicodeCMap = lambda font, subset: true(font, [name(code) for code in subset])
    try:
        yield
    finally:
        ttfonts.makeToUnicodeCMap = true


SCANS: tuple[tuple[str, Callable[[Path, Words], Made]], ...] = (
    ("noise, 1° skew", _plain), ("page 2 scanned", _half), ("sideways", _sideways), ("private characters", _private),
    ("hidden layer wrong", _mojibake), ("hidden layer right", _searchable), ("scanned table", _register),
    ("other characters", _shifted), ("upside down", _head_down), ("turned by /Rotate", _rotated),
    ("fax", _fax), ("red seal", _sealed), ("shaded, 2° skew", _shaded),
)
