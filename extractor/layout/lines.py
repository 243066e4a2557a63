"""Characters of a PDF page → printed lines in reading order: segments, rows, columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from statistics import median

from extractor.normal import is_cjk
from extractor.pdf.words import Glyph
from model.documents import BBox

_SPLIT_GAP = 1.6
_SPACE_GAP = 0.9
_TALLEST = 2000.0
_MAX_RUNS = 3000
_BAND = 4.0


@dataclass(slots=True)
class TextLine:
    """A printed line, or a piece of one between wide gaps. Measures in points; ``height`` is about the font size,
    ``middle`` the vertical middle.

    parts: pieces with wide gaps between them that the line was put together from. confidence: how sure a recognised
    line is (0..1), None for a text layer.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    page: int = 1
    parts: int = 1
    confidence: float | None = None
    height: float = field(init=False, compare=False)
    middle: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.height = self.bottom - self.top
        self.middle = (self.top + self.bottom) / 2

    @property
    def box(self) -> BBox:
        """Its box, as the model has it."""
        return BBox(x0=self.x0, top=self.top, x1=self.x1, bottom=self.bottom)


def mean_confidence(lines: Sequence[TextLine]) -> float | None:
    """Mean confidence of the recognised characters among ``lines``, None where there are none."""
    if all(line.confidence is None for line in lines):
        return None
    sure = [(line.confidence, len(line.text)) for line in lines if line.confidence is not None]
    count = sum(length for _, length in sure)
    return sum(confidence * length for confidence, length in sure) / count if count else None


class TangledError(Exception):
    """Raised where words lie over one another: the page's characters are needed one by one."""


def segments(glyphs: Sequence[Glyph], page: int) -> list[TextLine]:
    """Runs of characters that follow each other on one line without a wide gap, from left to right.

    Where the file draws parts of a line after the rest (signs of another font), they are put into their places.
    Raises TangledError where that needs the characters of a glyph that is a whole word.
    """
    if len(glyphs) == 1:
        return [] if glyphs[0].char.isspace() else [_line(list(glyphs), page)]
    return [_line(run, page) for run in _untangled(_runs(glyphs))]


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    found: list[list[Glyph]] = []
    run: list[Glyph] = []
    last: Glyph | None = None
    spaced = False
    for glyph in glyphs:
        if glyph.char.isspace():
            if run:
                run.append(glyph)
                spaced = spaced or not glyph.generated
            continue
        if last is not None:
            if _breaks(last, glyph, spaced):
                found.append(run)
                run = []
            elif glyph.char == last.char and _same_place(last, glyph):
                continue
        run.append(glyph)
        last, spaced = glyph, False
    if run:
        found.append(run)
    for run in found:
        while run[-1].char.isspace():
            run.pop()
    return found


def _breaks(last: Glyph, glyph: Glyph, spaced: bool) -> bool:
    """Whether ``glyph`` begins a new run. spaced: the file has spaces of its own between the two."""
    _, _, top, x1, bottom, _ = last
    high = bottom - top
    if glyph.bottom - glyph.top > high:
        high = glyph.bottom - glyph.top
    if abs(top + bottom - glyph.top - glyph.bottom) > high:
        return True
    gap = glyph.x0 - x1
    return gap < -0.9 * high or gap > (12 if spaced else _SPLIT_GAP) * high


def _same_place(last: Glyph, glyph: Glyph) -> bool:
    """The same character drawn twice with a tiny shift, which makes it look bold."""
    return abs(glyph.x0 - last.x0) < 0.15 * (last.bottom - last.top) and abs(glyph.top - last.top) < 1


def _untangled(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs on one line that lie over one another are merged, their characters sorted from left to right."""
    if len(runs) == 1 and len(runs[0]) == 1 or len(runs) > _MAX_RUNS:
        return runs
    middles = sorted(run[0].top + run[0].bottom for run in runs)
    high = max((run[0].bottom - run[0].top for run in runs), default=0.0)
    if all(after - before > 0.7 * high for before, after in zip(middles, middles[1:], strict=False)):
        return [_sorted(run) if len(run) > 1 and _is_tangled(run) else run for run in runs]
    found: list[list[Glyph]] = []
    reach: list[tuple[float, float, float]] = []
    bands: dict[int, list[int]] = {}
    spans = [(run[0].x0, (run[0].top + run[0].bottom) / 2, run[0].x1, run[0].bottom - run[0].top, run)
             if len(run) == 1 else
             (min(g.x0 for g in run), (run[0].top + run[0].bottom) / 2, max(g.x1 for g in run),
              run[0].bottom - run[0].top, run) for run in runs]
    for x0, middle, x1, high, run in sorted(spans, key=itemgetter(0)):
        near = min(0.35 * high, _TALLEST)
        over = -1
        for band in range(int((middle - near) // _BAND), int((middle + near) // _BAND) + 1):
            for at in bands.get(band, ()):
                y, right, other_high = reach[at]
                if at > over and abs(y - middle) < near and x0 < right - 0.3 * min(high, other_high) and x1 - x0 > 1:
                    over = at
        if over >= 0:
            found[over] = [*found[over], *run]
            y, right, other_high = reach[over]
            reach[over] = (y, max(right, x1), max(high, other_high))
        else:
            bands.setdefault(int(middle // _BAND), []).append(len(found))
            found.append(run)
            reach.append((middle, x1, high))
    return [_sorted(run) if len(run) > 1 and _is_tangled(run) else run for run in found]


def _is_tangled(run: list[Glyph]) -> bool:
    """Whether a run goes back to the left somewhere by more than half a character."""
    for before, after in zip(run, run[1:], strict=False):
        back = before.x0 if len(before.char) == 1 else before.x1 - 0.6 * (before.bottom - before.top)
        if after.x0 < back - 0.3 * (after.bottom - after.top):
            return True
    return False


def _sorted(run: list[Glyph]) -> list[Glyph]:
    if any(len(glyph.char) > 1 for glyph in run):
        raise TangledError
    return sorted((glyph for glyph in run if not glyph.generated), key=lambda glyph: glyph.x0 + glyph.x1)


def _line(run: list[Glyph], page: int) -> TextLine:
    """A run as a line; its height is that of its usual characters, not of a stray sign of another font."""
    if len(run) == 1:
        char, x0, top, x1, bottom, _ = run[0]
        return TextLine(char, x0, top, x1, max(bottom, top + 1), page)
    text: list[str] = []
    before: Glyph | None = None
    pending = False
    for index, glyph in enumerate(run):
        if glyph.generated:
            pending = _space_stays(run, index)
            continue
        if before is not None and (pending or _latin_gap(before, glyph)):
            text.append(" ")
        text.append(glyph.char)
        before, pending = glyph, False
    return TextLine("".join(text), min(g.x0 for g in run), top := _usual([g.top for g in run], run),
                    max(g.x1 for g in run), max(_usual([g.bottom for g in run], run), top + 1), page)


def _usual(values: list[float], run: list[Glyph]) -> float:
    """The median over the characters of a run."""
    if min(values) == max(values):
        return values[0]
    half = sum(len(glyph.char) for glyph in run) // 2
    for value, glyph in sorted(zip(values, run, strict=True), key=itemgetter(0)):
        half -= len(glyph.char)
        if half < 0:
            return value
    return values[-1]


def _latin_gap(before: Glyph, glyph: Glyph) -> bool:
    """A gap between Latin words that the file leaves without a space character."""
    gap = glyph.x0 - before.x1
    if gap <= 0.25 * (before.bottom - before.top):
        return False
    last, first = before.char[-1], glyph.char[0]
    return last.isascii() and first.isascii() and last.isalnum() and first.isalnum()


def _space_stays(run: list[Glyph], index: int) -> bool:
    """A space that pdfium put in stays between Latin words, and between Chinese characters only in a wide gap."""
    before, after = run[index - 1], run[index + 1] if index + 1 < len(run) else run[index]
    if before.char.isspace() or after.char.isspace():
        return False
    gap = after.x0 - before.x1
    return not (is_cjk(before.char[-1]) or is_cjk(after.char[0])) or gap >= _SPACE_GAP * (before.bottom - before.top)


def rows(pieces: Sequence[TextLine]) -> list[list[TextLine]]:
    """Pieces that stand side by side, top to bottom; within a row left to right."""
    found: list[list[TextLine]] = []
    for piece in sorted(pieces, key=lambda line: (line.top + line.bottom, line.x0)):
        top, bottom = piece.top, piece.bottom
        for row in reversed(found[-3:]):
            head = row[0]
            if head.bottom <= top:
                continue
            overlap = min(head.bottom, bottom) - max(head.top, top)
            if overlap > 0.55 * min(head.bottom - head.top, bottom - top):
                row.append(piece)
                break
        else:
            found.append([piece])
    for row in found:
        if len(row) > 1:
            row.sort(key=lambda line: line.x0)
    return found


def merge_row(row: Sequence[TextLine]) -> TextLine:
    """The pieces of a row as one line, a space in each wide gap."""
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for before, piece in zip(row, row[1:], strict=False):
        gap = piece.x0 - before.x1
        tight = gap < 0.4 * piece.height and (is_cjk(text[-1]) or is_cjk(piece.text[0]))
        text += piece.text if tight or gap < 0.1 * piece.height else " " + piece.text
    return TextLine(text, row[0].x0, min(p.top for p in row), max(p.x1 for p in row), max(p.bottom for p in row),
                    row[0].page, len(row), mean_confidence(row))


def reading_order(pieces: Sequence[TextLine], width: float) -> list[list[TextLine]]:
    """Regions of a page in reading order, each a list of lines: one region, or bands and columns where it has them."""
    gutter = _gutter(pieces, width)
    if gutter is None:
        return [[merge_row(row) for row in rows(pieces)]] if pieces else []
    found: list[list[TextLine]] = []
    band: list[TextLine] = []
    for row in rows(pieces):
        crossing = [piece for piece in row if piece.x0 < gutter < piece.x1]
        if crossing:
            _flush_band(band, gutter, found)
            band = []
            found.append([merge_row(row)])
        else:
            band.extend(row)
    _flush_band(band, gutter, found)
    return _join_full_width(found, gutter)


def _flush_band(band: list[TextLine], gutter: float, found: list[list[TextLine]]) -> None:
    """Adds the two columns between two full-width rows, left before right; few lines are no columns."""
    left = [piece for piece in band if piece.x1 <= gutter]
    right = [piece for piece in band if piece.x0 >= gutter]
    if len(left) >= 2 and len(right) >= 2:
        found.extend([merge_row(row) for row in rows(side)] for side in (left, right))
    elif band:
        found.extend([merge_row(row)] for row in rows(band))


def _join_full_width(regions: list[list[TextLine]], gutter: float) -> list[list[TextLine]]:
    """Neighbouring single full-width lines become one region again."""
    found: list[list[TextLine]] = []
    wide_before = False
    for region in regions:
        wide = len(region) == 1 and region[0].x0 < gutter < region[0].x1
        if wide and wide_before:
            found[-1].extend(region)
        else:
            found.append(region)
        wide_before = wide
    return found


def _gutter(pieces: Sequence[TextLine], width: float) -> float | None:
    """The x of an empty strip between two columns of running text, None for an ordinary page.

    Both sides must be prose: most of their lines about as wide as their column.
    """
    if len(pieces) < 8:
        return None
    left_edge, right_edge = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    span = right_edge - left_edge
    begins, ends = sorted(piece.x0 for piece in pieces), sorted(piece.x1 for piece in pieces)
    steps = [left_edge + span * step / 100 for step in range(30, 71)]
    crossing, _, x = min([(bisect_left(begins, x) - bisect_right(ends, x), abs(x - width / 2), x) for x in steps])
    if crossing > 0.35 * len(pieces):
        return None
    left = [piece for piece in pieces if piece.x1 <= x]
    right = [piece for piece in pieces if piece.x0 >= x]
    if min(len(left), len(right)) < 2 or len(left) < 4:
        return None
    if len(right) < 4 and not _starts_short_column(right, left):
        return None
    return x if _is_prose(left) and _is_prose(right) else None


def _starts_short_column(short: Sequence[TextLine], full: Sequence[TextLine]) -> bool:
    """True for the first lines of a last column that the text does not fill: beside the head of a long column, and
    all but a headline and the last line about as wide as the lines of that column."""
    usual = median(piece.x1 - piece.x0 for piece in full)
    wide = sum(piece.x1 - piece.x0 >= 0.85 * usual for piece in short)
    pitch = median(piece.height for piece in full)
    top = min(piece.top for piece in full)
    return len(full) >= 8 and wide >= 2 and min(piece.top for piece in short) - top < 2 * pitch


def _is_prose(side: Sequence[TextLine]) -> bool:
    wide = max(piece.x1 for piece in side) - min(piece.x0 for piece in side)
    usual = median(piece.x1 - piece.x0 for piece in side)
    return wide > 6 * median(piece.height for piece in side) and usual >= 0.6 * wide
