"""Recognised words → blocks: a page of running text as paragraphs and tables, a photo as one picture with its words.

The words of a page become lines and its ruling lines a grid, and then go the way of a text layer (``layout``). All that
is reckoned on the page turned upright and made level; the boxes are turned back to the page as the file shows it at
the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

from extractor.flow import Flow
from extractor.layout.lines import TextLine, mean_confidence, segments
from extractor.layout.pages import Page, assemble
from extractor.layout.tables import MAX_EDGES, find_tables, has_grid
from extractor.normal import clean, is_cjk
from extractor.ocr.levelling import levelled
from extractor.ocr.shapes import turned_point
from extractor.pdf.paths import Edge
from extractor.pdf.words import Glyph
from extractor.tools import Recognition, Words
from model.documents import BBox, Block, Line

_PAGE_LINES, _PAGE_CHARACTERS, _TABLE_CELLS = 8, 150, 6
_BARE_WIDTH = 595.0
Turn = Callable[[BBox], BBox]
"""From a place on the upright, level page to the place on the page as shown."""


def add_recognised(flow: Flow, found: Recognition, *, page: int = 1, place: BBox | None = None) -> None:
    """Adds what stands in a picture to the flow.

    A picture of a page becomes paragraphs, headings and table rows; one with a few words becomes a picture block with
    its words, one printed line a line of text. page: of the document. place: where the whole picture stands on that
    page, in points; None where the format has no layout, and then the blocks have no boxes.
    """
    shown = place or BBox(x0=0, top=0, x1=_BARE_WIDTH, bottom=_BARE_WIDTH * _upright(found, 1) / _upright(found, 0))
    laid = page_of(found, page, shown)
    cells = sum(bool(cell.text) for table in laid.tables for row in table.rows for cell in row.cells)
    if cells < _TABLE_CELLS and (len(laid.pieces) < _PAGE_LINES or laid.size < _PAGE_CHARACTERS):
        _add_picture(flow, found, page, shown, place)
        return
    before = len(flow.blocks)
    assemble([laid], flow)
    turn = turned_back(found, shown) if place is not None else None
    flow.blocks[before:] = [placed(block, {page: turn}) for block in flow.blocks[before:]]


def _upright(found: Recognition, side: int) -> int:
    """Width (side 0) or height (side 1) of the picture as it lies in the file."""
    return (found.width, found.height)[side if found.turned % 180 == 0 else 1 - side] or 1


def _add_picture(flow: Flow, found: Recognition, page: int, shown: BBox, place: BBox | None) -> None:
    text, lines = "", []
    turn, scale = turned_back(found, shown), _scale(found, shown)
    for words in levelled(found).words:
        said = clean(words.text).strip()
        if said:
            start = len(text) + bool(text)
            text += ("\n" if text else "") + said
            box = turn(BBox(x0=words.x0 * scale[0], top=words.top * scale[1], x1=words.x1 * scale[0],
                            bottom=words.bottom * scale[1]))
            lines.append(Line(start=start, end=len(text), page=page, bbox=box))
    flow.image(page=page, bbox=place, text=text, lines=tuple(lines) if place else (), confidence=found.confidence)


def _scale(found: Recognition, shown: BBox) -> tuple[float, float]:
    """Points to a pixel of the upright picture, across and down."""
    wide, high = shown.x1 - shown.x0, shown.bottom - shown.top
    if found.turned % 180:
        wide, high = high, wide
    return wide / (found.width or 1), high / (found.height or 1)


def turned_back(found: Recognition, shown: BBox) -> Turn:
    """The way from points of the upright, level picture (its top left is 0, 0) to the page on which it is shown."""
    wide, high = shown.x1 - shown.x0, shown.bottom - shown.top
    middle = (high / 2, wide / 2) if found.turned % 180 else (wide / 2, high / 2)

    def corner(u: float, v: float) -> tuple[float, float]:
        u, v = turned_point(u, v, found.skew, middle) if found.skew else (u, v)
        x, y = {90: (v, high - u), 180: (wide - u, high - v), 270: (wide - v, u)}.get(found.turned % 360, (u, v))
        return shown.x0 + x, shown.top + y

    def turn(box: BBox) -> BBox:
        corners = [corner(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        return BBox(x0=min(x for x, _ in corners), top=min(y for _, y in corners),
                    x1=max(x for x, _ in corners), bottom=max(y for _, y in corners))

    return turn


def placed(block: Block, turns: dict[int, Turn | None]) -> Block:
    """A recognised block with its boxes turned back on the pages of ``turns``; None there takes the boxes off."""
    if block.source != "ocr" or block.kind == "image":
        return block
    lines = tuple(line if line.page not in turns else replace(line, bbox=_there(line.bbox, turns[line.page]))
                  for line in block.lines)
    if block.page not in turns:
        return replace(block, lines=lines)
    return replace(block, lines=lines if turns[block.page] else (), bbox=_there(block.bbox, turns[block.page]))


def _there(box: BBox | None, turn: Turn | None) -> BBox | None:
    return None if box is None or turn is None else turn(box)


def page_of(found: Recognition, number: int, shown: BBox) -> Page:
    """The lines and tables of a recognised page, in points of the upright, level page."""
    found = levelled(found)
    across, down = _scale(found, shown)
    page = Page(number=number, width=found.width * across, height=found.height * down)
    lines = _lines(found.words, number, across, down)
    edges = [Edge(line.x0 * across, line.top * down, line.x1 * across, line.bottom * down) for line in found.rulings]
    page.unruly = len(edges) > MAX_EDGES
    if not has_grid(edges):
        page.pieces = [line for line, _ in lines]
        return page
    glyphs = [_glyphs(line, words, across) for line, words in lines]
    page.tables, left = find_tables([glyph for group in glyphs for glyph in group], edges, number)
    outside = set(map(id, left))
    for (line, _), group in zip(lines, glyphs, strict=True):
        free = [glyph for glyph in group if id(glyph) in outside]
        if len(free) == len(group):
            page.pieces.append(line)
        elif any(not glyph.char.isspace() for glyph in free):
            page.pieces.extend(replace(piece, confidence=line.confidence) for piece in segments(free, number))
    for table in page.tables:
        for row in table.rows:
            inside = [line for line, _ in lines if row.box.top <= line.middle <= row.box.bottom
                      and line.x1 > row.box.x0 and line.x0 < row.box.x1]
            row.confidence = mean_confidence(inside) if inside else found.confidence
    return page


def _lines(words: Sequence[Words], number: int, across: float, down: float) -> list[tuple[TextLine, Words]]:
    """Recognised lines as printed ones. Their boxes are as high as what was seen of each; the size of the type is told
    by the width of the characters, and sizes that hardly differ are one."""
    kept = [(one, clean(one.text).strip()) for one in words]
    kept = [(one, text) for one, text in kept if text]
    sizes = [_type_size(one, text, across, down) for one, text in kept]
    long = [size for size, (_, text) in zip(sizes, kept, strict=True) if len(text) >= 8] or sizes
    usual = median(long) if long else 0.0
    found = []
    for (one, text), size in zip(kept, sizes, strict=True):
        size = usual if abs(size - usual) < 0.14 * usual else size
        middle = (one.top + one.bottom) / 2 * down
        found.append((TextLine(text, one.x0 * across, middle - size / 2, one.x1 * across, middle + size / 2, number,
                               confidence=one.confidence), one))
    return found


def _type_size(words: Words, text: str, across: float, down: float) -> float:
    """Size of the type in points: the width of a Chinese character, or about the height of the box."""
    high = (words.bottom - words.top) * down
    wide = sum(map(is_cjk, text))
    if wide < 3 or 2 * wide < len(text):
        return max(1.0, 0.8 * high)
    return max(1.0, min((words.x1 - words.x0) * across / (wide + 0.5 * (len(text) - wide)), 1.3 * high))


def _glyphs(line: TextLine, words: Words, across: float) -> list[Glyph]:
    """The characters of a line, each with its share of the line's width."""
    if len(words.ends) == len(line.text):
        ends = [end * across for end in words.ends]
    else:
        shares = [1.0 if is_cjk(char) else 0.5 for char in line.text]
        step = (line.x1 - line.x0) / sum(shares)
        ends, at = [], line.x0
        for share in shares:
            at += share * step
            ends.append(at)
    return [Glyph(char, start, line.top, end, line.bottom, False)
            for char, start, end in zip(line.text, [line.x0, *ends], ends, strict=False)]
