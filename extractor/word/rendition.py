"""Pages and boxes for a paper that has none of its own: its blocks are found in the PDF that LibreOffice made of it.

The blocks stand in the rendition in their order, but for notes and text boxes, and between them stand running heads and
page numbers. Parts that stand once on either side are fixed first, the longest chain of them that keeps the order;
what lies between two of them is then looked for between their places only. Words that stand nowhere in the order are
looked for everywhere, where they are long enough not to be mistaken. What is not found gets the page before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.layout.locate import Text, printed_lines, read_text, union
from extractor.limits import Limits
from extractor.normal import squeeze
from extractor.reading import Reading
from model.documents import BBox, Block, Line, PageSource
from model.problems import problem

_KEY = 16
_SURE = 6
_SKIPS = (0, 5, 10, 20)
_SHORT_REACH = 80
_GAP = 400
_ALIKE = str.maketrans({"\u2011": "-", "\u2010": "-", "\u2212": "-", "\u00b7": "·", "\uf0b7": "•"})


@dataclass(slots=True)
class _Part:
    """A paragraph or a cell. letters: its text without white space; offsets: where each stands in the block's text.

    runs: where it was found: (its letters from, to, place in the rendition). loose: not in the order of the paper.
    """

    block: int
    letters: str
    offsets: list[int]
    runs: tuple[tuple[int, int, int], ...] = ()
    loose: bool = False

    @property
    def key(self) -> str:
        """What it is looked for by."""
        return self.letters[:_KEY]


def placed(reading: Reading, pages: bytes, name: str, limits: Limits) -> Reading:
    """The reading with page, box and printed lines of every block that is found in the rendition ``pages`` (a PDF)."""
    import pypdfium2 as pdfium

    try:
        text = read_text(pages, limits.pages)
    except pdfium.PdfiumError as error:
        why = problem("pages_not_made", name, reason=str(error)[:120])
        return replace(reading, problems=(*reading.problems, why))
    blocks = place_blocks(reading.blocks, text, reading.furniture)
    count = max(1, len(text.sizes))
    return replace(reading, blocks=blocks, pages=count, sources=_sources(reading, blocks, count))


def place_blocks(blocks: Sequence[Block], text: Text, furniture: Sequence[str] = ()) -> tuple[Block, ...]:
    """The blocks with their places in the text of a rendition. furniture: running heads, which are no block's place."""
    parts = [part for index, block in enumerate(blocks) for part in _parts(index, block)]
    _Search(_body(text, furniture), parts).run()
    of_block: dict[int, list[_Part]] = {}
    for part in parts:
        of_block.setdefault(part.block, []).append(part)
    found, page = [], 1
    for index, block in enumerate(blocks):
        here = of_block.get(index, [])
        lines = [line for part in here for line in _lines(part, text)]
        if lines:
            found.append(_with_lines(block, lines))
            page = page if any(part.loose for part in here) else max(page, lines[-1].page)
        else:
            found.append(replace(block, page=page))
    return tuple(found)


def _body(text: Text, furniture: Sequence[str]) -> str:
    """The letters of a rendition, with running heads at the head and foot of pages blotted out."""
    heads = sorted({squeeze(line).translate(_ALIKE) for line in furniture} - {""}, key=len, reverse=True)
    pages: dict[int, list[str]] = {}
    for letter, char in zip(text.letters.translate(_ALIKE), text.chars, strict=True):
        pages.setdefault(char.page, []).append(letter)
    body = ""
    for letters in pages.values():
        page = "".join(letters)
        for head in heads:
            page = "\0" * len(head) + page[len(head):] if page.startswith(head) else page
            page = page[:-len(head)] + "\0" * len(head) if page.endswith(head) else page
        body += page
    return body


def _parts(index: int, block: Block) -> list[_Part]:
    """The cells of a row, or the whole text; nothing of a picture, whose words are no text of the rendition."""
    if block.source == "ocr" or block.kind == "image":
        return []
    spans = [(cell.start, cell.end) for cell in block.cells] or [(0, len(block.text))]
    found = []
    for start, end in spans:
        offsets = [at for at in range(start, end) if not block.text[at].isspace()]
        letters = "".join(block.text[at] for at in offsets).translate(_ALIKE)
        if letters:
            found.append(_Part(index, letters, offsets))
    return found


class _Search:
    """Finds the parts of a paper in the letters of its rendition."""

    def __init__(self, letters: str, parts: Sequence[_Part]) -> None:
        self._letters = letters
        self._parts = parts
        self._taken = bytearray(len(letters))

    def run(self) -> None:
        """Places every part that can be placed."""
        fixed = [(-1, 0), *self._anchors(), (len(self._parts), len(self._letters))]
        for (before, low), (after, high) in zip(fixed, fixed[1:], strict=False):
            start = low
            if before >= 0:
                start = self._take(self._parts[before], low, high)
            self._between(self._parts[before + 1:after], start, high)
        for part in self._parts:
            if not part.runs and len(part.letters) >= _SURE:
                self._anywhere(part)

    def _anchors(self) -> list[tuple[int, int]]:
        """(part, place) of parts that stand once in the paper and once in the rendition, in the order of both."""
        often = Counter(part.key for part in self._parts if len(part.letters) >= _SURE)
        found = []
        for index, part in enumerate(self._parts):
            if often.get(part.key) == 1:
                at = self._letters.find(part.key)
                if at >= 0 and self._letters.find(part.key, at + 1) < 0:
                    found.append((index, at))
        return _rising(found)

    def _between(self, parts: Sequence[_Part], start: int, end: int) -> None:
        """Places parts one after the other between two places; what is not there is passed over."""
        for part in parts:
            reach = end if len(part.letters) >= 4 else min(end, start + _SHORT_REACH)
            for skip in _SKIPS if len(part.letters) >= 2 * _SURE else (0,):
                at = self._letters.find(part.letters[skip:skip + _KEY], start, reach)
                if at >= 0:
                    start = self._take(part, at, end, skip)
                    break

    def _anywhere(self, part: _Part) -> None:
        at = self._letters.find(part.key)
        while at >= 0 and any(self._taken[at:at + len(part.key)]):
            at = self._letters.find(part.key, at + 1)
        if at >= 0:
            self._take(part, at, len(self._letters))
            part.loose = True

    def _take(self, part: _Part, at: int, end: int, done: int = 0) -> int:
        """Follows a part, whose letter ``done`` stands at ``at``, over running heads between pages.

        Gives the place after its last letter.
        """
        runs: list[tuple[int, int, int]] = []
        while done and at and part.letters[done - 1] == self._letters[at - 1]:
            done, at = done - 1, at - 1
        for odd in range(1, min(done, 4)):
            if self._letters.startswith(part.letters[:done - odd], at - done) and at >= done:
                runs.append((0, done - odd, at - done))
                break
        while done < len(part.letters):
            length = self._common(part.letters, done, at, end)
            if length:
                runs.append((done, done + length, at))
                self._taken[at:at + length] = b"\1" * length
                done, at = done + length, at + length
            done, follow = self._goes_on(part.letters, done, at, end)
            if follow < 0:
                break
            at = follow
        part.runs = tuple(runs)
        return at

    def _goes_on(self, wanted: str, done: int, at: int, end: int) -> tuple[int, int]:
        """Where a part goes on after a break or after up to three letters printed otherwise; -1 where nowhere."""
        for skip in range(4):
            rest = wanted[done + skip:done + skip + _KEY]
            if rest and (skip == 0 or len(rest) >= 4):
                follow = self._letters.find(rest, at, min(end, at + _GAP))
                if follow >= 0:
                    return done + skip, follow
        return done, -1

    def _common(self, wanted: str, done: int, at: int, end: int) -> int:
        """How many letters of ``wanted`` from ``done`` on stand at ``at``."""
        length = min(len(wanted) - done, end - at)
        if self._letters.startswith(wanted[done:done + length], at):
            return length
        return next(step for step in range(length) if wanted[done + step] != self._letters[at + step])


def _rising(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs whose second values rise."""
    tails: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(found):
        at = bisect_left(tails, place)
        tails[at:at + 1] = [place]
        chain[at:at + 1] = [index]
        before.append(chain[at - 1] if at else -1)
    rising = []
    index = chain[-1] if chain else -1
    while index >= 0:
        rising.append(found[index])
        index = before[index]
    return rising[::-1]


def _lines(part: _Part, text: Text) -> list[Line]:
    """The printed lines of a part."""
    found = []
    for first, last, at in part.runs:
        while first < last:
            page = text.chars[at].page
            boxes = [char.box for char in text.chars[at:at + last - first] if char.page == page]
            length = _on_one_line(boxes)
            x0, top, x1, bottom = union(boxes[:length])
            found.append(Line(start=part.offsets[first], end=part.offsets[first + length - 1] + 1, page=page,
                              bbox=BBox(x0=x0, top=top, x1=x1, bottom=bottom)))
            first, at = first + length, at + length
    return found


def _on_one_line(boxes: Sequence[tuple[float, float, float, float]]) -> int:
    """How many of the boxes stand on the line of the first one."""
    for length in range(1, len(boxes)):
        if len(printed_lines((boxes[0], boxes[length]))) > 1 or boxes[length][0] < boxes[length - 1][0] - 1:
            return length
    return len(boxes)


def _with_lines(block: Block, lines: Sequence[Line]) -> Block:
    page = lines[0].page
    boxes = [line.bbox for line in lines if line.page == page and line.bbox is not None]
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return replace(block, page=page, bbox=whole, lines=tuple(lines))


def _sources(reading: Reading, blocks: Sequence[Block], count: int) -> tuple[PageSource, ...]:
    """How each page's text was got: of a page with recognised pictures both ways, else as text."""
    if not reading.sources:
        return ()
    found = []
    for page in range(1, count + 1):
        sure = [b.ocr_confidence for b in blocks if b.page == page and b.ocr_confidence is not None]
        found.append(PageSource(page=page, source="mixed" if sure else "text",
                                confidence=sum(sure) / len(sure) if sure else None))
    return tuple(found)
