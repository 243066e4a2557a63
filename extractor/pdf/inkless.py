"""Whether characters of a PDF page leave ink: the page rendered as it is, and once more without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from extractor.pdf.calls import call
from extractor.pdf.words import Box

_DPI = 110
_MOST_PIXELS = 6_000_000
CONTRAST = 30
"""Grey levels, of 256, that an eye needs to tell ink from paper."""
_PRINTED = 0.7
"""Share of a line's characters that must stand on print for the line to be the layer under it."""
_ALIKE = 0.3
"""Share of characters that two recognitions of one line have in common at least."""
_CELL = 16.0
_STRAY = 12
"""Characters of a line that recognition may have put where nothing is."""


class Mark(NamedTuple):
    """A character of the text page: its place there, the object that it belongs to, its box on the page as shown."""

    place: int
    owner: int
    char: str
    box: Box


class Ink:
    """What a page looks like. pictures: boxes of its larger pictures."""

    def __init__(self, page: Any, pictures: Sequence[Box]) -> None:
        self._page = page
        self._pictures = pictures
        wide, high = page.get_size()
        self._scale = min(_DPI / 72, (_MOST_PIXELS / max(wide * high, 1.0)) ** 0.5)

    @cached_property
    def _whole(self) -> Any:
        return self._rendered()

    def _rendered(self) -> Any:
        import numpy as np

        bitmap = self._page.render(scale=self._scale, grayscale=True, may_draw_forms=False)
        try:
            grey = bitmap.to_numpy().astype(np.int16)
        finally:
            bitmap.close()
        return grey[:, :, 0] if grey.ndim == 3 else grey

    def without_effect(self, marks: Sequence[Mark]) -> list[Mark]:
        """Those of the characters without which the page looks the same."""
        if not marks:
            return []
        import numpy as np

        whole, owners = self._whole, {mark.owner for mark in marks}
        switch = call("FPDFPageObj_SetIsActive")
        try:
            for owner in owners:
                switch(owner, 0)
            change = np.abs(self._rendered() - whole)
        finally:
            for owner in owners:
                switch(owner, 1)
        return [mark for mark in marks if self._most(change, mark.box) < CONTRAST]

    def without_print(self, marks: Sequence[Mark]) -> list[Mark]:
        """Those of the characters, all without ink of their own, that no print on a picture shows in their stead.

        Line by line: a recogniser sets each where its print stands, but for a stray one here and there.
        """
        lines: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            lines[mark.owner].append(mark)
        over = _over_others(lines)
        bare = [line for owner, line in lines.items()
                if owner in over or sum(map(self._is_printed, line)) < _PRINTED * len(line)]
        unseen = sum(map(len, bare))
        if unseen < 0.2 * len(marks):
            bare = [line for line in bare if len(line) >= _STRAY or line[0].owner in over]
        return [mark for line in bare for mark in line]

    def _is_printed(self, mark: Mark) -> bool:
        x, y = (mark.box[0] + mark.box[2]) / 2, (mark.box[1] + mark.box[3]) / 2
        if not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in self._pictures):
            return False
        part = self._part(self._whole, mark.box)
        return bool(part.size) and int(part.max()) - int(part.min()) >= CONTRAST

    def _most(self, change: Any, box: Box) -> int:
        part = self._part(change, box)
        return int(part.max()) if part.size else 0

    def _part(self, grey: Any, box: Box) -> Any:
        x0, top, x1, bottom = (max(0, int(side * self._scale)) for side in box)
        return grey[top:bottom + 1, x0:x1 + 1]


def _over_others(lines: dict[int, list[Mark]]) -> set[int]:
    """Lines that say something else where another stands: one print cannot show both, and nobody knows which."""
    taken: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    found: set[int] = set()
    for owner, line in lines.items():
        under = [_beneath(mark, taken) for mark in line]
        met = [(mark, other) for mark, other in zip(line, under, strict=True) if other is not None]
        if len(met) >= _PRINTED * len(line) and sum(one.char == other.char for one, other in met) < _ALIKE * len(met):
            found.update((owner, *(other.owner for _, other in met)))
            continue
        for mark in line:
            taken[_cell(mark.box)].append(mark)
    return found


def _beneath(mark: Mark, taken: dict[tuple[int, int], list[Mark]]) -> Mark | None:
    """The character within whose box this one's middle lies."""
    x, y = (mark.box[0] + mark.box[2]) / 2, (mark.box[1] + mark.box[3]) / 2
    across, down = _cell(mark.box)
    for near in ((across + i, down + j) for i in (0, -1, 1) for j in (0, -1, 1)):
        for other in taken.get(near, ()):
            if other.box[0] <= x <= other.box[2] and other.box[1] <= y <= other.box[3]:
                return other
    return None


def _cell(box: Box) -> tuple[int, int]:
    return int((box[0] + box[2]) / 2 // _CELL), int((box[1] + box[3]) / 2 // _CELL)
