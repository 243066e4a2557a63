"""Scores that come from outside (panel, public vote, peers, last year): a table checked row by row.

The table's words are Chinese, as in the template that ``reports`` writes; every fault names its row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from model.problems import Problem, problem
from model.rubric import Composite, Rubric
from scoring.numbers import ZERO, plain

UNIT, MODE, FALSIFIED, ABSENT, NOTE = "单位", "方式", "弄虚作假查实", "缺席评议", "备注"
MODES = {"panel-public-peer": "履职报告评议", "onsite": "现场评议", "written": "书面评议", "phases": "三期考核"}
"""The name of each way to form the year's total; a way without one goes by its id."""
_YES, _NO = ("是", "有", "√", "Y"), ("", "否", "无", "×", "N")
_TOP = Decimal(100)


@dataclass(frozen=True, kw_only=True, slots=True)
class OutsideRow:
    """One unit's line. line: its row in the table, from 1. scores: part → points of 100."""

    line: int
    unit: str
    mode: str
    scores: tuple[tuple[str, Decimal], ...]
    falsified: bool = False
    absent: bool = False
    note: str = ""


def columns(rubric: Rubric) -> tuple[str, ...]:
    """The columns of a rubric's table: unit, way, every part that some way weighs, what a person has confirmed."""
    parts = dict.fromkeys(weight.name for mode in rubric.composites for weight in mode.weights)
    return (UNIT, MODE, *parts, FALSIFIED, ABSENT, NOTE)


def mode_name(mode: str) -> str:
    """The Chinese name of a way, else its id."""
    return MODES.get(mode, mode)


def read_rows(rubric: Rubric, table: Sequence[Sequence[str]],
              where: str) -> tuple[tuple[OutsideRow, ...], list[Problem]]:
    """The good rows of a table and every fault of the others; a bad row costs itself only.

    table: all rows with their cells as text, the head among the first ten. where: name of the file.
    """
    if not rubric.composites:
        return (), [problem("outside_no_composite", where, rubric=rubric.id)]
    head = next((n for n, row in enumerate(table[:10]) if UNIT in [_plain(cell) for cell in row]), None)
    if head is None:
        return (), [problem("outside_no_head", where, wanted="、".join(columns(rubric)))]
    names = [_plain(cell) for cell in table[head]]
    reader = _Reader(rubric, names, where)
    missing = [name for name in columns(rubric)[:-3] if name not in names and name != MODE]
    if missing:
        reader.found.append(problem("outside_column_missing", where, columns="、".join(missing)))
        return (), reader.found
    rows = [row for number, cells in enumerate(table[head + 1:], start=head + 2)
            if (row := reader.row(number, cells)) is not None]
    return tuple(rows), reader.found


def _plain(cell: str) -> str:
    return re.sub(r"[\s*（(].*$", "", unicodedata.normalize("NFKC", cell).strip())


class _Reader:
    """Reads rows one by one and keeps what is wrong with them."""

    def __init__(self, rubric: Rubric, names: Sequence[str], where: str) -> None:
        self.modes = rubric.composites
        self.names = names
        self.where = where
        self.found: list[Problem] = []
        self.seen: dict[str, int] = {}

    def row(self, number: int, cells: Sequence[str]) -> OutsideRow | None:
        """The row, None for an empty one and for one with a fault."""
        values = {name: unicodedata.normalize("NFKC", cell).strip()
                  for name, cell in zip(self.names, cells, strict=False) if name}
        if not any(values.values()):
            return None
        faults = len(self.found)
        unit = values.get(UNIT, "")
        self._unit(number, unit)
        mode = self._mode(number, values.get(MODE, ""))
        absent = self._flag(number, ABSENT, values)
        scores = dict(self._scores(number, mode, values, absent)) if mode else {}
        falsified = self._flag(number, FALSIFIED, values)
        if len(self.found) > faults or mode is None:
            return None
        return OutsideRow(line=number, unit=unit, mode=mode.mode, scores=tuple(scores.items()), falsified=falsified,
                          absent=absent, note=values.get(NOTE, ""))

    def say(self, message: str, number: int, **params: object) -> None:
        """Adds a fault of a row."""
        self.found.append(problem(message, f"{self.where} 第{number}行", **params))

    def _unit(self, number: int, unit: str) -> None:
        if not unit:
            self.say("outside_unit_empty", number)
        elif unit in self.seen:
            self.say("outside_unit_twice", number, unit=unit, first=self.seen[unit])
        else:
            self.seen[unit] = number

    def _mode(self, number: int, text: str) -> Composite | None:
        if not text and len(self.modes) == 1:
            return self.modes[0]
        found = next((mode for mode in self.modes if text in (mode.mode, mode_name(mode.mode))), None)
        if found is None:
            self.say("outside_mode_unknown", number, mode=text or "空",
                     modes="、".join(mode_name(mode.mode) for mode in self.modes))
        return found

    def _scores(self, number: int, mode: Composite, values: Mapping[str, str],
                absent: bool) -> Iterator[tuple[str, Decimal]]:
        for weight in mode.weights:
            text = values.get(weight.name, "").rstrip("分")
            if not text:
                if not absent:
                    self.say("outside_score_missing", number, part=weight.name)
                continue
            try:
                score = Decimal(text)
            except InvalidOperation:
                self.say("outside_score_bad", number, part=weight.name, value=text)
                continue
            if not ZERO <= score <= _TOP:
                self.say("outside_score_range", number, part=weight.name, value=plain(score))
                continue
            yield weight.part, score

    def _flag(self, number: int, name: str, values: Mapping[str, str]) -> bool:
        text = values.get(name, "")
        if text not in (*_YES, *_NO):
            self.say("outside_flag_bad", number, column=name, value=text)
        return text in _YES
