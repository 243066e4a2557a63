"""Which words of a slide nobody sees: shapes off the slide or switched off, letters in the colour of what lies behind
them, without a filling, or too small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.normal import clean, whole_number
from extractor.office.colours import WHITE, Colour, Colours, alike
from extractor.slides.shapes import Shape
from extractor.slides.shapes import shapes as shapes_of
from model.boxes import BBox
from model.traces import HiddenText, HidingWay

_SMALLEST, _SHEER = 400, 10_000
_SOLID = 1001
_MOST, _LONGEST = 200, 4000


class Sight:
    """How the words of one slide look.

    chain: the slide, its layout and its master. whole: the slide's box, None where it is not known. unseen: where what
    nobody sees is told, for all slides.
    """

    def __init__(self, chain: Sequence[Any], whole: BBox | None, colours: Colours, number: int,
                 unseen: list[HiddenText]) -> None:
        self._chain = [part for part in chain if part is not None]
        self.whole = whole
        self._colours = colours
        self._number = number
        self._unseen = unseen
        self._filled: list[tuple[Any, BBox]] = []
        self._paper: Colour | None = WHITE
        self._ground: Colour | None = WHITE
        self._look: Any = None
        self._box: BBox | None = None

    @property
    def off(self) -> bool:
        """Whether the slide is not shown."""
        return self._chain[0].get("show") in ("0", "false")

    def begin(self, shapes: Sequence[Shape]) -> None:
        """Takes in what may lie behind words: the slide's own ground, and shapes that are filled, those of its layout
        and master too."""
        self._paper = self._background()
        under = [shape for pattern in self._chain[1:] for shape in shapes_of(pattern, [])]
        self._filled = [(shape.element, shape.box) for shape in (*under, *shapes) if shape.box is not None
                        and (shape.local == "pic" or self._colours.filling(shape.element, None)[1]
                             and shape.element.find("{*}spPr/{*}noFill") is None)]

    def enter(self, shape: Shape) -> HidingWay | None:
        """Turns to a shape; how all of it is kept from sight, None where it is not."""
        self._box, self._look = shape.box, shape.element
        about = shape.element.find("./*/{*}cNvPr")
        if about is not None and about.get("hidden") in ("1", "true"):
            return "vanish"
        if shape.box is not None and self.whole is not None and _is_beside(shape.box, self.whole):
            return "off_page"
        back, told = self._colours.filling(shape.element, self._paper)
        under = any(element is not shape.element and shape.box is not None and _meet(box, shape.box)
                    for element, box in self._filled)
        self._ground = back if told and back is not self._paper else None if under else self._paper
        return None

    def cell(self, cell: Any) -> None:
        """Turns to a table cell: words on one without a colour of its own stand on that of the table's style."""
        properties = cell.find("{*}tcPr")
        back, told = self._colours.filling(properties, None) if properties is not None else (None, False)
        self._ground = back if told else None

    def way(self, text: Any) -> HidingWay | None:
        """How a piece of text (``a:t``) is kept from sight, None where it is seen."""
        run = text.getparent()
        properties = None if run is None else run.find("{*}rPr")
        look = [one for one in (properties, *self._look.iterfind("{*}txBody/{*}lstStyle/*/{*}defRPr"))
                if one is not None]
        size = next((one.get("sz") for one in look if one.get("sz")), None)
        if size is not None and whole_number(size, _SMALLEST) < _SMALLEST:
            return "tiny"
        for one in look:
            if one.find("{*}noFill") is not None and one.find("{*}ln") is None:
                return "transparent"
            fill = one.find("{*}solidFill")
            if fill is not None and len(fill):
                return self._of(fill[0])
        return None

    def _of(self, fill: Any) -> HidingWay | None:
        alpha = fill.find("{*}alpha")
        if alpha is not None and whole_number(alpha.get("val"), 100_000) <= _SHEER:
            return "transparent"
        colour = self._colours.drawn(fill)
        return "faint" if colour is not None and self._ground is not None and alike(colour, self._ground) else None

    def tell(self, words: str, way: HidingWay) -> None:
        """Takes note of words that nobody sees."""
        if words.strip() and len(self._unseen) < _MOST:
            self._unseen.append(HiddenText(text=clean(words).strip()[:_LONGEST], way=way, page=self._number,
                                           bbox=self._box))

    def _background(self) -> Colour | None:
        """The slide's ground; None for pictures and several colours."""
        for part in self._chain:
            back = part.find("{*}cSld/{*}bg")
            if back is None:
                continue
            plain, named = back.find("{*}bgPr"), back.find("{*}bgRef")
            if plain is not None:
                return self._colours.filling(plain, None)[0]
            if named is not None and len(named) and whole_number(named.get("idx")) == _SOLID:
                return self._colours.drawn(named[0])
            return None
        return WHITE


def _is_beside(box: BBox, whole: BBox) -> bool:
    return box.x1 <= whole.x0 + 1 or box.x0 >= whole.x1 - 1 or box.bottom <= whole.top + 1 \
        or box.top >= whole.bottom - 1


def _meet(one: BBox, other: BBox) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom
