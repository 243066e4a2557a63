"""A document that was read, held against what is known of its file."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bench.mixed_truth import Box, Row, Sentence, Truth, bare
from model.documents import BBox, Block, Document

IOU = 0.5
FIGURES = ("status", "type", "pages", "sentences", "right page", "right box", "rows", "recognised", "recognised page",
           "recognised box", "recognised rows")


@dataclass
class Tally:
    """What is right of how many, by figure, and every single thing that is wrong as (file, what)."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def add(self, figure: str, right: bool, file: str, what: str) -> None:
        """Counts one thing; ``what`` is kept where it is wrong."""
        self.total[figure] += 1
        if right:
            self.right[figure] += 1
        else:
            self.wrong.append((file, f"{figure}: {what}"))

    def amount(self, figure: str, part: int, whole: int) -> None:
        """Counts ``part`` of ``whole`` characters."""
        self.right[figure] += part
        self.total[figure] += whole

    def share(self, figure: str) -> float | None:
        """The share that is right, None where there was nothing."""
        return self.right[figure] / self.total[figure] if self.total[figure] else None


def compare(truth: Truth, found: Document | None, tally: Tally) -> None:
    """Adds all that is known of one file to ``tally``. found: None where no document has the file's path."""
    file = f"{truth.path} ({truth.note})" if truth.note else truth.path
    if found is None:
        told, tally.wrong = [*tally.wrong, (file, "no document")], []
        _held(truth, None, tally, file)
        tally.wrong = told
    else:
        _held(truth, found, tally, file)


def _held(truth: Truth, found: Document | None, tally: Tally, file: str) -> None:
    status = found.status if found else "missing"
    why = "; ".join(one.code for one in found.problems) if found else ""
    tally.add("status", status in truth.status, file, f"{'/'.join(truth.status)} expected, {status} found {why}")
    if truth.media_type:
        kind = found.media_type if found else "missing"
        tally.add("type", kind in truth.media_type, file, f"{'/'.join(truth.media_type)} expected, {kind} found")
    if truth.pages is not None:
        pages = found.pages if found else None
        tally.add("pages", pages == truth.pages, file, f"{truth.pages} expected, {pages} found")
    blocks = found.blocks if found else ()
    text = Flat(blocks)
    for one in truth.sentences:
        _sentence(one, text, tally, file)
    _rows(truth.rows, blocks, tally, file)
    if truth.text is not None:
        _characters(truth.text, blocks, tally, file)


class Flat:
    """Blocks as one text without white space, and the way back to blocks. even: widths of marks made equal."""

    def __init__(self, blocks: Sequence[Block], even: bool = False) -> None:
        self.blocks, self.places = blocks, []
        parts, self.starts, at = [], [], 0
        for block in blocks:
            kept = [(index, piece) for index, char in enumerate(block.text) if not char.isspace()
                    for piece in (evened(char) if even else char)]
            self.places.append([index for index, _ in kept])
            parts.append("".join(piece for _, piece in kept))
            self.starts.append(at)
            at += len(parts[-1])
        self.text = "".join(parts)

    def locate(self, start: int, end: int) -> tuple[int, BBox | None]:
        """Page and box of a range, of its part in the block where it begins."""
        number = bisect_right(self.starts, start) - 1
        base, places = self.starts[number], self.places[number]
        last = min(end - base, len(places)) - 1
        return self.blocks[number].locate(places[start - base], places[last] + 1)

    def one_block(self, start: int, end: int) -> bool:
        """Whether a range stands in one block."""
        return bisect_right(self.starts, start) == bisect_right(self.starts, end - 1)


def evened(text: str) -> str:
    """Full and half width made one, as recognition cannot always tell them."""
    return bare(unicodedata.normalize("NFKC", text)).translate(_ALIKE)


_ALIKE = str.maketrans("“”‘’「」『』—–−・", '""\'\'""""---·')


def _sentence(one: Sentence, text: Flat, tally: Tally, file: str) -> None:
    if one.recognised:
        _recognised(one, text, tally, file)
        return
    wanted = bare(one.text)
    start = text.text.find(wanted)
    found = start >= 0 and (text.one_block(start, start + len(wanted)) or _over_pages(text, start, start + len(wanted)))
    tally.add("sentences", found, file, f"p{one.page} {'in pieces' if start >= 0 else 'not found'} {one.text}")
    if start >= 0:
        _place(one, text.locate(start, start + len(wanted)), tally, file, "right page", "right box")


def _over_pages(text: Flat, start: int, end: int) -> bool:
    """Whether a range that stands in two blocks goes over a page, where quotes end anyway."""
    return text.locate(start, end)[0] != text.locate(end - 1, end)[0]


def _recognised(one: Sentence, text: Flat, tally: Tally, file: str) -> None:
    """The closest part of the text; its distance counts as errors of recognition."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    even, wanted = Flat(text.blocks, even=True), evened(one.text)
    near = fuzz.partial_ratio_alignment(wanted, even.text) if len(even.text) >= len(wanted) / 2 else None
    part = even.text[near.dest_start:near.dest_end] if near else ""
    distance = min(Levenshtein.distance(wanted, part), len(wanted))
    tally.add("recognised", distance == 0, file, f"p{one.page} {one.text} | {part}")
    tally.amount("errors", distance, len(wanted))
    if near and distance < len(wanted) / 2:
        place = even.locate(near.dest_start, near.dest_end)
        _place(one, place, tally, file, "recognised page", "recognised box")


def _place(one: Sentence, place: tuple[int, BBox | None], tally: Tally, file: str, page: str, box: str) -> None:
    tally.add(page, place[0] == one.page, file, f"{one.page} expected, {place[0]} found: {one.text}")
    if one.box is not None:
        shown = None if place[1] is None else [round(value) for value in place[1].as_list()]
        right = place[0] == one.page and place[1] is not None and points_at(one.box, place[1])
        tally.add(box, right, file, f"{[round(value) for value in one.box]} expected, {shown} found: {one.text}")
    elif one.boxed:
        tally.add(box, place[1] is not None, file, f"a box expected, none found: {one.text}")


def points_at(true: Box, found: BBox) -> bool:
    """Whether a box points at the true one: half of both together is shared, or its centre lies within."""
    wide = min(true[2], found.x1) - max(true[0], found.x0)
    tall = min(true[3], found.bottom) - max(true[1], found.top)
    shared = max(wide, 0.0) * max(tall, 0.0)
    both = (true[2] - true[0]) * (true[3] - true[1]) + (found.x1 - found.x0) * (found.bottom - found.top) - shared
    x, y = (found.x0 + found.x1) / 2, (found.top + found.bottom) / 2
    return shared >= IOU * both or (true[0] <= x <= true[2] and true[1] <= y <= true[3])


def _rows(rows: Sequence[Row], blocks: Sequence[Block], tally: Tally, file: str) -> None:
    """Every row of a table with every cell in its column, merged cells carried down.

    A row of one cell, a title merged across, may be a block of any kind.
    """
    left = {False: Counter(_found(blocks, bare)), True: Counter(_found(blocks, evened))}
    for one in rows:
        made = evened if one.recognised else bare
        wanted = frozenset((column, made(value)) for column, value in (*one.cells, *one.carried))
        there = left[one.recognised]
        tally.add("recognised rows" if one.recognised else "rows", there[wanted] > 0, file,
                  f"p{one.page} {' | '.join(bare(value) for _, value in sorted((*one.carried, *one.cells)))}")
        there[wanted] -= 1


def _found(blocks: Iterable[Block], made: Callable[[str], str]) -> Iterator[frozenset[tuple[int, str]]]:
    for block in blocks:
        if block.kind != "table_row":
            yield frozenset({(0, made(block.text))})
        else:
            cells = [(cell.column, made(block.text[cell.start:cell.end])) for cell in block.cells]
            cells += [(column, made(value)) for column, value in block.carried]
            yield frozenset((column, value) for column, value in cells if value)


def _characters(text: str, blocks: Sequence[Block], tally: Tally, file: str) -> None:
    """Characters lost and invented by the text layer, their order left aside."""
    lost, invented = differences(text, "".join(block.text for block in blocks if block.source == "text"))
    tally.amount("lost", sum(lost.values()), len(text))
    tally.amount("invented", sum(invented.values()), len(text))
    for figure, some in (("lost", lost), ("invented", invented)):
        if some:
            shown = "".join(char * count for char, count in some.most_common(40))[:60]
            tally.wrong.append((file, f"{figure}: {sum(some.values())} of {len(text)} characters: {shown}"))


def differences(true: str, found: str) -> tuple[Counter[str], Counter[str]]:
    """Characters of ``true`` that are not in ``found``, and the other way round; white space is left out."""
    wanted, there = Counter(bare(true)), Counter(bare(found))
    return wanted - there, there - wanted
