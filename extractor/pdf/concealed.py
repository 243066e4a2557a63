"""Which characters of a PDF page nobody sees: suspected by what is written of their objects, proven by rendering.

A text object is suspected where it has no ink, next to none, the colour of paper or of what lies under it, where it is
tiny, outside the page, or under something painted after it. Ordinary pages have none, and nothing is rendered for them.
Proof is a page rendered with the suspects and without them (``extractor.pdf.inkless``): where both look alike, nobody
sees the words. Words without ink over print (the layer that recognition lays under a scan) are seen in that print.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from extractor.pdf.calls import boxes_of, call, text_of
from extractor.pdf.inkless import Ink, Mark
from extractor.pdf.objects import Look, all_ordinary, bounds_of, brightness_of, looks_of
from extractor.pdf.paths import IMAGE, TEXT, Painted
from extractor.pdf.words import Box, Matrix, shown
from model.boxes import BBox
from model.traces import HiddenText, HidingWay

TINY, NARROW = 3.0, 0.6
"""Points: a box no side of which is longer is too small to be read, one so narrow is squeezed to nothing."""
_LOW = 4.0
_SQUEEZED = 0.15
_PALE, _NEAR = 200, 60
_BY_BOX = ("off_page", "tiny", "squeezed")
_NO_INK = (3, 7)
_LEAST_FILL, _LEAST_SIDE = 150.0, 3.0
_MOST_FILLS, _MOST_TEXTS = 200, 50_000
_RUN = 2
_LARGE = 0.25
_MOST_TOLD, _LONGEST = 100, 2000


class _Fill(NamedTuple):
    """A filled area or picture: when it was painted, its box, its brightness (None where it has no one colour)."""

    turn: int
    box: Box
    bright: float | None


class Concealed(NamedTuple):
    """places: the characters of the text page that nobody sees. told: what they say, run by run."""

    places: frozenset[int]
    told: tuple[HiddenText, ...]


NOTHING = Concealed(frozenset(), ())


def concealed(page: Any, text: int, count: int, painted: Sequence[Painted], matrix: Matrix, number: int, *,
              layered: bool = False) -> Concealed:
    """The characters that nobody sees on a page.

    page: opened by pypdfium2. text, count: its text page and how many characters that has. painted: its objects in the
    order in which they are painted. layered: the file has parts that can be switched off, so that every text is a
    suspect.
    """
    suspects = _suspects(painted, page.get_size(), layered)
    if not suspects:
        return NOTHING
    marks = _marks(text, count, matrix, suspects)
    pictures = bounds_of([item for item in painted if item.kind == IMAGE])
    area = page.get_width() * page.get_height()
    ink = Ink(page, [box for box in pictures if (box[2] - box[0]) * (box[3] - box[1]) >= _LARGE * area])
    ways = _settled(marks, suspects, page.get_size(), ink)
    return Concealed(frozenset(ways), _told(text, count, ways, marks, number))


def _suspects(painted: Sequence[Painted], size: tuple[float, float], layered: bool) -> dict[int, HidingWay]:
    """Text objects that may not be seen, with the way that what is written of them speaks for."""
    fills = _fills(painted)
    texts = [(turn, item) for turn, item in enumerate(painted) if item.kind == TEXT]
    if layered or len(fills) > _MOST_FILLS or len(texts) > _MOST_TEXTS:
        return {item.handle: "covered" for _, item in texts}
    items = [item for _, item in texts]
    if not items or not fills and all_ordinary(items, size, _PALE, _LOW, _SQUEEZED):
        return {}
    looks = looks_of(items)
    found: dict[int, HidingWay] = {}
    for (turn, item), look in zip(texts, looks, strict=True):
        way = _way(look, turn, fills, size)
        if way is not None:
            found[item.handle] = way
    return found


def _fills(painted: Sequence[Painted]) -> list[_Fill]:
    """What may lie over or under words: pictures and filled areas larger than a rule."""
    turns = [turn for turn, item in enumerate(painted) if item.kind != TEXT]
    large = []
    for turn, box in zip(turns, bounds_of([painted[turn] for turn in turns]), strict=True):
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) >= _LEAST_SIDE and wide * high >= _LEAST_FILL:
            large.append((turn, box))
    colours = brightness_of([painted[turn].handle for turn, _ in large])
    return [_Fill(turn, box, None if painted[turn].kind == IMAGE else bright)
            for (turn, box), bright in zip(large, colours, strict=True)]


def _way(look: Look, turn: int, fills: Sequence[_Fill], size: tuple[float, float]) -> HidingWay | None:
    if look.mode in _NO_INK:
        return "invisible"
    if look.sheer:
        return "transparent"
    box, bright = look.box, look.bright
    if box[2] < 1 or box[3] < 1 or box[0] > size[0] - 1 or box[1] > size[1] - 1:
        return "off_page"
    for fill in fills:
        if _meet(fill.box, box):
            if fill.turn > turn:
                return "covered"
            if bright is None or fill.bright is None or abs(fill.bright - bright) < _NEAR:
                return "faint"
    if bright is None or bright > _PALE:
        return "faint"
    if look.cut_off:
        return "covered"
    return "squeezed" if look.wide < _SQUEEZED * look.high else "tiny" if look.high < _LOW else None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _marks(text: int, count: int, matrix: Matrix, suspects: dict[int, HidingWay]) -> list[Mark]:
    """The characters of suspected objects, white space aside, in the order of the text page."""
    owners = list(map(call("FPDFText_GetTextObject"), repeat(text), range(count)))
    chars = text_of(text, count)
    places = [at for at, owner in enumerate(owners) if owner in suspects and not chars[at].isspace()]
    boxes = shown(boxes_of(text, places), matrix)
    return [Mark(at, owners[at], chars[at], box) for at, box in zip(places, boxes, strict=True)]


def _settled(marks: Sequence[Mark], suspects: dict[int, HidingWay], size: tuple[float, float], ink: Ink
             ) -> dict[int, HidingWay]:
    """Place → way of the characters that are in fact not seen."""
    found: dict[int, HidingWay] = {}
    asked: list[Mark] = []
    for mark in marks:
        x0, top, x1, bottom = mark.box
        if not (0 <= (x0 + x1) / 2 <= size[0] and 0 <= (top + bottom) / 2 <= size[1]):
            found[mark.place] = "off_page"
        elif max(x1 - x0, bottom - top) < TINY:
            found[mark.place] = "tiny"
        elif suspects[mark.owner] == "squeezed" and min(x1 - x0, bottom - top) < NARROW:
            found[mark.place] = "squeezed"
        elif suspects[mark.owner] not in _BY_BOX:
            asked.append(mark)
    bare = [mark for mark in asked if suspects[mark.owner] == "invisible"]
    inked = [mark for mark in asked if suspects[mark.owner] != "invisible"]
    found.update(dict.fromkeys((mark.place for mark in ink.without_print(bare)), "invisible"))
    found.update((mark.place, suspects[mark.owner]) for mark in ink.without_effect(inked))
    return found


def _told(text: int, count: int, ways: dict[int, HidingWay], marks: Sequence[Mark], number: int
          ) -> tuple[HiddenText, ...]:
    """The runs of unseen characters, single ones left out, each with its box."""
    chars = text_of(text, count) if ways else ""
    boxes = {mark.place: mark.box for mark in marks}
    runs: list[list[int]] = []
    for at in sorted(ways):
        last = runs[-1][-1] if runs else -2
        if runs and ways[last] == ways[at] and not chars[last + 1:at].strip():
            runs[-1].append(at)
        else:
            runs.append([at])
    told = []
    for run in runs:
        if len(run) >= _RUN and len(told) < _MOST_TOLD:
            told.append(HiddenText(text=" ".join(chars[run[0]:run[-1] + 1].split())[:_LONGEST], way=ways[run[0]],
                                   page=number, bbox=_union([boxes[at] for at in run])))
    return tuple(told)


def _union(boxes: Sequence[Box]) -> BBox:
    return BBox(x0=min(box[0] for box in boxes), top=min(box[1] for box in boxes),
                x1=max(box[2] for box in boxes), bottom=max(box[3] for box in boxes))
