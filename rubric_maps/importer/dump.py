"""Tables that a text dump wrote one cell a line: put back into rows by their running number and their points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rubric_maps.importer.outline import role
from rubric_maps.importer.paper import Line

_NUMBER = re.compile(r"\d{1,3}")
_POINTS = re.compile(r"-?\d+(?:\.\d+)?分?")
_LEAST = 3
_SCORE = "得分"


def rebuilt(lines: Sequence[Line]) -> list[Line]:
    """The lines, with every dumped table that has a number column and a points column as rows again.

    A row takes the place of its first line; the lines of its other cells stay, without text of their own.
    """
    found = list(lines)
    at = 0
    while at < len(found):
        roles = head_run(found, at)
        if len(roles) >= _LEAST and "序号" in roles and "分值" in roles:
            at = _Dump(found, at, roles).rebuild()
        else:
            at += max(1, len(roles))
    return found


def head_run(lines: Sequence[Line], at: int) -> list[str]:
    """The roles of the column heads that stand one a line from ``at`` on; [] where there are none."""
    roles: list[str] = []
    while at + len(roles) < len(lines):
        line = lines[at + len(roles)]
        name = None if line.cells else role(line.text, strict=True)
        if name is None:
            break
        roles.append(name)
    return roles


class _Dump:
    """One dumped table: its head at ``at`` and the rows behind it."""

    def __init__(self, lines: list[Line], at: int, roles: list[str]) -> None:
        self.lines = lines
        self.at = at
        self.roles = roles
        self.points = roles.index("分值")
        self.before = [column for column in range(self.points) if roles[column] != "序号"]
        self.after = [column for column in range(self.points + 1, len(roles)) if roles[column] != _SCORE]
        self.first = roles.index("序号") < min(self.before, default=len(roles))

    def rebuild(self) -> int:
        """Puts the rows together; returns where the table ends."""
        begin = self.at + len(self.roles)
        starts = self._starts(begin)
        if len(starts) < 2:
            return begin
        stops = [*starts[1:], self._end(starts[-1])]
        self._row(self.at, begin, [(column, self.at + column) for column in range(len(self.roles))])
        for start, stop in zip(starts, stops, strict=True):
            self._row(start, stop, self._cells(start, stop))
        return stops[-1]

    def _starts(self, begin: int) -> list[int]:
        """Where rows begin: at their number, or at the section's cell before it."""
        starts: list[int] = []
        pointed = True
        for at in range(begin, len(self.lines)):
            text = self.lines[at].text
            if self.lines[at].cells:
                break
            if pointed and text == str(len(starts) + 1):
                starts.append(at)
                pointed = False
            elif starts and not pointed and _POINTS.fullmatch(text):
                pointed = True
        return starts if self.first else [self._with_section(start, begin, starts) for start in starts]

    def _with_section(self, start: int, begin: int, starts: Sequence[int]) -> int:
        """The line of a section's cell that stands before the row's number, else the number's own line."""
        above = max((other for other in starts if other < start), default=begin - 1)
        texts = [line.text for line in self.lines[above + 1:start]]
        behind = len(texts) - next((at for at, text in enumerate(texts) if _POINTS.fullmatch(text)), -1) - 1
        return start - 1 if behind > len(self.after) or (above == begin - 1 and texts) else start

    def _end(self, start: int) -> int:
        """Behind the last row: as many texts after its points as there are columns."""
        for at in range(start + 1, len(self.lines)):
            if _POINTS.fullmatch(self.lines[at].text):
                stop = at + 1
                while stop < len(self.lines) and stop <= at + len(self.after) and not self.lines[stop].cells:
                    stop += 1
                return stop
        return len(self.lines)

    def _cells(self, start: int, stop: int) -> list[tuple[int, int]]:
        """The lines of a row by column: those before the points from the right, those behind from the left."""
        texts = [line.text for line in self.lines[start:stop]]
        at = next((i for i, text in enumerate(texts) if i > 1 and _POINTS.fullmatch(text)), len(texts))
        number = next((i for i, text in enumerate(texts[:2]) if _NUMBER.fullmatch(text)), 0)
        left = [i for i in range(at) if i != number]
        cells = [(self.roles.index("序号"), number)]
        cells += list(zip(self.before[-len(left):], left[-len(self.before):], strict=False)) if left else []
        cells += [(self.points, at)] if at < len(texts) else []
        cells += list(zip(self.after, range(at + 1, len(texts)), strict=False))
        return sorted((column, start + place) for column, place in cells)

    def _row(self, start: int, stop: int, cells: list[tuple[int, int]]) -> None:
        """Makes the first line a row of the cells that stand in the given lines; the other lines keep no text."""
        row = replace(self.lines[start], table=-self.at - 1,
                      cells=tuple((column, self.lines[place].text) for column, place in cells),
                      places=tuple((column, self.lines[place].number) for column, place in cells))
        for at in range(start, stop):
            self.lines[at] = replace(self.lines[at], text="", table=-self.at - 1) if at > start else row
