"""Words recognised in a picture → drafts: each printed line (a banner, a screen, a board) by itself.

A banner tells what is going on in the picture; a line of bare words (民法典 on a board) or a slogan tells nothing, and
is left out. A day printed on a line of its own dates the whole picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from classifiers.context import Context
from classifiers.drafts import Draft
from classifiers.frame import Frame
from classifiers.grammar import find_dates
from classifiers.sentence import drafts_in
from classifiers.status import Scene
from classifiers.text import Piece, flat
from model.documents import Block
from model.evidence import DateRange

SHORTEST = 6
"""Characters of a line that can tell of a deed; shorter ones are words on boards and covers."""
_TOLD = frozenset({"done", "other_period", "other_unit"})
_SURE = 0.6


def picture_drafts(block: Block, frame: Frame, context: Context, scene: Scene,
                   year: int) -> Iterator[tuple[Piece, list[Draft]]]:
    """Drafts of a picture's lines, each with the line it is quoted from; their confidence is at most 0.6."""
    day = _printed_day(block.text, year)
    start = 0
    for line in block.text.split("\n"):
        end = start + len(line)
        if len(line.strip()) >= SHORTEST and not _is_date(line, year):
            drafts = [_dated(draft, day) for draft in drafts_in(line, context, scene, frame.title, year)
                      if draft.verdict.status in _TOLD]
            if drafts:
                yield Piece(start, end), drafts
        start = end + 1


def _is_date(line: str, year: int) -> bool:
    """True for a line that is a date and little else (2023年12月4日于本局)."""
    return any(found.end - found.start >= len(line.strip()) - 3 for found in find_dates(flat(line), year=year,
                                                                                       period=None))


def _printed_day(text: str, year: int) -> DateRange | None:
    """The one day that stands in the picture, None where there is none or more than one."""
    days = {found.range for found in find_dates(flat(text), year=year, period=None)
            if found.precision == "day" and found.range}
    return days.pop() if len(days) == 1 else None


def _dated(draft: Draft, day: DateRange | None) -> Draft:
    draft = replace(draft, confidence=min(draft.confidence, _SURE))
    return replace(draft, slots=replace(draft.slots, date=day)) if day and draft.slots.date is None else draft
