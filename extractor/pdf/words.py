"""Text of a PDF page → glyphs with boxes, most of them whole words.

pdfium puts a space or a line break wherever two characters do not follow each other, so that the boxes of the first and
last character of a word tell where all of it stands. Characters are asked for one by one where that is in doubt: odd
widths (letters drawn twice or set apart), several heights, turned text, signs without a known meaning, and words over
a ruling line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import gt
from typing import NamedTuple

from extractor.normal import clean
from extractor.pdf.calls import boxes_of, generated, text_of

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]

_TOKENS = re.compile(r"[^\S\r\n]|\S+")
_ODD = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\u2e80-\u2fff\ue000-\ufeff\ufffd-\U0010ffff]")
"""Signs that are looked at one by one."""
_HYPHENS = "\x02\ufffe"
_SHORT = 4
"""Characters of a word whose ends tell enough."""
_WIDE, _NARROW = re.compile("[\u1100-\uffff]"), re.compile("[\x00-\u024f]")


class Glyph(NamedTuple):
    """A character, or a word of characters that follow each other, and its box. generated: a space that pdfium put
    into a gap."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    generated: bool


def read_glyphs(page: int, count: int, matrix: Matrix, *, uprights: Sequence[tuple[float, float, float]] = (),
                by_word: bool = True, without: frozenset[int] = frozenset()) -> tuple[list[Glyph], int]:
    """Glyphs of a text page in the order of the file, and the number of characters without a known meaning.

    page: pdfium's handle. matrix: from PDF space to the page as shown. uprights: vertical ruling lines (x, top,
    bottom), sorted, that no glyph may cross. by_word: False asks for every character by itself.
    without: places of characters that are left out; only together with ``by_word=False``.
    """
    text = text_of(page, count)
    tokens = [found.span() for found in _TOKENS.finditer(text)]
    strange = _ODD.search(text) is not None
    boxes = _word_boxes(page, text, tokens, matrix, uprights, strange) if by_word else [None] * len(tokens)
    blanks = [start for start, _ in tokens if text[start] == " "]
    put_in = {at for at, is_put_in in zip(blanks, generated(page, blanks), strict=True) if is_put_in}
    single = [at for (start, end), box in zip(tokens, boxes, strict=True)
              if box is None and start not in put_in for at in range(start, end)]
    each = iter(shown(boxes_of(page, single), matrix))
    found: list[Glyph] = []
    odd = 0
    x, top, bottom = 0.0, 0.0, 0.0
    for (start, end), box in zip(tokens, boxes, strict=True):
        if box is not None:
            _, top, x, bottom = box
            found.append(Glyph(text[start:end], *box, False))
            continue
        if start in put_in:
            found.append(Glyph(" ", x, top, x, bottom, True))
            continue
        for at in range(start, end):
            place, char = next(each), "" if at in without else text[at]
            if strange and _ODD.match(char):
                odd += char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " and char not in _HYPHENS
                char = "-" if char in _HYPHENS else clean(char)
            if char:
                _, top, x, bottom = place
                found.append(Glyph(char, *place, False))
    return found, odd


def _word_boxes(page: int, text: str, tokens: list[tuple[int, int]], matrix: Matrix,
                uprights: Sequence[tuple[float, float, float]], strange: bool) -> list[Box | None]:
    """The box of each token, None for spaces and for words whose characters must be looked at one by one."""
    asked: list[int] = []
    for start, end in tokens:
        if end - start > _SHORT:
            asked += (start, (start + end) // 2, end - 1)
        elif end - start > 1:
            asked += (start, end - 1)
        elif not text[start].isspace():
            asked.append(start)
    ends = iter(shown(boxes_of(page, asked), matrix))
    found: list[Box | None] = []
    mixed: list[tuple[int, bool]] = []
    xs = [upright[0] for upright in uprights]
    for start, end in tokens:
        word = text[start:end]
        if word.isspace():
            found.append(None)
            continue
        first = next(ends)
        box: Box | None = first
        if end - start > 1:
            wide = (len(word.encode("utf-8", "surrogatepass")) - len(word)) // 2
            box, even = _span(len(word), wide, first, next(ends) if end - start > _SHORT else first, next(ends))
            if box is not None and (not even or 0 < wide < len(word)):
                mixed.append((len(found), 2 * wide > len(word)))
        if box is not None and (strange and _ODD.search(word) or xs and _crosses(box, xs, uprights)):
            box = None
        found.append(box)
    if mixed:
        _settle(page, text, tokens, matrix, mixed, found)
    return found


def _span(length: int, wide: int, first: Box, inner: Box, last: Box) -> tuple[Box | None, bool]:
    """The box of a word, and whether its characters are of one font.

    None where its ends do not stand on one line as far from each other as its characters need.
    """
    x0, top, _, bottom = first
    high = bottom - top
    share = (last[2] - x0) / (high * 0.5 * (length + wide) or 1.0)
    least, most = (0.7, 1.4) if 2 * wide > length else (0.5, 1.8)
    if not least < share < most or abs(top + bottom - last[1] - last[3]) > 0.6 * high:
        return None, False
    return (x0, sorted((top, inner[1], last[1]))[1], last[2], bottom), _same_font(first, inner, last)


def _same_font(one: Box, two: Box, three: Box) -> bool:
    """Whether boxes reach as far down; a few characters of a font reach a little higher than the rest."""
    top, bottom = one[1], one[3]
    high = bottom - top
    return (abs(two[3] - bottom) < 0.01 * high and abs(three[3] - bottom) < 0.01 * high
            and abs(two[1] - top) < 0.06 * high and abs(three[1] - top) < 0.06 * high)


def _settle(page: int, text: str, tokens: list[tuple[int, int]], matrix: Matrix, mixed: list[tuple[int, bool]],
            found: list[Box | None]) -> None:
    """Gives words of several kinds of characters the top and bottom of the kind that is most of it; where two of that
    kind differ, the word is left to be looked at character by character."""
    asked: list[int] = []
    for index, mostly_wide in mixed:
        start, end = tokens[index]
        kind = _WIDE if mostly_wide else _NARROW
        for quarter in (1, 2, 3):
            at = start + quarter * (end - start) // 4
            hit = kind.search(text, at, end) or kind.search(text, start, end)
            asked.append(hit.start() if hit else at)
    samples = iter(shown(boxes_of(page, asked), matrix))
    for (index, _), one, two, three in zip(mixed, samples, samples, samples, strict=False):
        box = found[index]
        if box is not None:
            found[index] = (box[0], sorted((one[1], two[1], three[1]))[1], box[2], one[3]) \
                if _same_font(one, two, three) else None


def _crosses(box: Box, xs: list[float], uprights: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a vertical ruling line goes through the inside of a word."""
    middle = (box[1] + box[3]) / 2
    for at in range(bisect_right(xs, box[0] + 1), len(xs)):
        if xs[at] >= box[2] - 1:
            return False
        if uprights[at][1] <= middle <= uprights[at][2]:
            return True
    return False


def shown(numbers: list[float], matrix: Matrix) -> list[Box]:
    """Boxes in PDF space (left, top, right, bottom each) as boxes of the page as shown."""
    a, b, c, d, e, f = matrix
    left, top, right, bottom = numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4]
    if abs(b) < 1e-4 and abs(c) < 1e-4:
        x0, x1 = [a * x + e for x in left], [a * x + e for x in right]
        y0, y1 = [d * y + f for y in top], [d * y + f for y in bottom]
    else:
        x0, x1 = _mapped(a, c, e, left, top), _mapped(a, c, e, right, bottom)
        y0, y1 = _mapped(b, d, f, left, top), _mapped(b, d, f, right, bottom)
    if any(map(gt, x0, x1)):
        x0, x1 = list(map(min, x0, x1)), list(map(max, x0, x1))
    if any(map(gt, y0, y1)):
        y0, y1 = list(map(min, y0, y1)), list(map(max, y0, y1))
    return list(zip(x0, y0, x1, y1, strict=True))


def _mapped(across: float, down: float, offset: float, xs: list[float], ys: list[float]) -> list[float]:
    return [across * x + down * y + offset for x, y in zip(xs, ys, strict=True)]
