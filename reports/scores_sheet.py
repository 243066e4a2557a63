"""The sheet 得分: a row a criterion, sums as live formulas, an empty column for the reviewer's points."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from model.results import Assessment, CriterionResult
from model.rubric import Rubric
from reports.figures import day_text, json_number, measured_text, number_text
from reports.grouping import ItemGroup, SectionGroup, counted_as, sections
from reports.intake import receipt_line
from reports.sheet import Look, fit_row, put_head, put_number, put_text, set_print
from reports.table_text import missing_text
from reports.words import status_words, word, word_list

_HEAD = 2
_WIDTHS = (6.5, 12, 13, 19, 6.5, 6.5, 7, 7, 7, 8.5, 13, 10, 6, 25, 31, 11, 11)
MAXIMUM, SELF, SUGGESTED, LOW, HIGH, DECIDED, NOTE, SUGGESTION, CURRENT = 4, 5, 6, 7, 8, 9, 14, 15, 16
_VALUES: dict[int, Callable[[CriterionResult], Decimal]] = {
    MAXIMUM: lambda r: r.max_points, SELF: lambda r: r.self_points or Decimal(0), LOW: lambda r: r.low,
    HIGH: lambda r: r.high, SUGGESTION: counted_as, CURRENT: counted_as}


class _Writer:
    """Writes the sheet from top to bottom; ``row`` is the next free row."""

    def __init__(self, sheet: Worksheet, look: Look, groups: tuple[SectionGroup, ...]) -> None:
        self.sheet, self.look, self.groups, self.row = sheet, look, groups, _HEAD + 1
        self.subtotals: list[int] = []
        self.ranges: list[tuple[int, int]] = []

    def section(self, group: SectionGroup) -> None:
        """The section's criteria and its subtotal row."""
        first, spans = self.row, []
        for item in group.items:
            start = self.row
            for result in item.results:
                self.criterion(group, item, result)
            spans.append((item, start, self.row - 1))
        self.ranges.append((first, self.row - 1))
        self.subtotal(group, spans)

    def criterion(self, group: SectionGroup, item: ItemGroup, result: CriterionResult) -> None:
        """One criterion's row."""
        texts = {0: result.id, 1: group.title, 2: item.title, 3: result.title, 11: measured_text(result.measured),
                 13: missing_text(result), NOTE: _note(result)}
        for column, text in texts.items():
            put_text(self.sheet, self.row, column, text, self.look["center" if column in (0, 11) else "text"])
        put_text(self.sheet, self.row, 10, status_words(result.status), self.look[result.status])
        numbers = {MAXIMUM: result.max_points, SELF: result.self_points, SUGGESTED: result.suggested,
                   LOW: result.low, HIGH: result.high}
        for column, number in numbers.items():
            put_number(self.sheet, self.row, column, number, self.look["number"])
        put_number(self.sheet, self.row, 12, len(result.evidence), self.look["count"])
        self.sheet.write_blank(self.row, DECIDED, None, self.look["input"])
        self._limit(result.max_points)
        if result.suggested is None:
            self.sheet.write_comment(self.row, SUGGESTED, word("xlsx.external_note"), {"x_scale": 2})
        self._helpers(result)
        fit_row(self.sheet, self.row, texts, _WIDTHS)
        self.row += 1

    def _limit(self, maximum: Decimal) -> None:
        if not maximum:
            return
        lowest, highest = sorted((0.0, float(maximum)))
        self.sheet.data_validation(self.row, DECIDED, self.row, DECIDED, {
            "validate": "decimal", "criteria": "between", "minimum": lowest, "maximum": highest,
            "error_title": word("xlsx.limit_title"), "error_message": word("xlsx.limit_text")})

    def _helpers(self, result: CriterionResult) -> None:
        suggested, high, decided, counted = (f"{xl_col_to_name(c)}{self.row + 1}"
                                             for c in (SUGGESTED, HIGH, DECIDED, SUGGESTION))
        value = json_number(counted_as(result))
        self.formula(self.row, SUGGESTION, f"=IF(ISNUMBER({suggested}),{suggested},{high})", value, "helper")
        self.formula(self.row, CURRENT, f"=IF(ISNUMBER({decided}),{decided},{counted})", value, "helper")

    def subtotal(self, group: SectionGroup, spans: list[tuple[ItemGroup, int, int]]) -> None:
        """The section's subtotal row: sums under the caps of its items and its own."""
        self._sum_row(word("xlsx.subtotal", title=group.title))
        for column, points in _VALUES.items():
            capped = column != SELF
            value = group.total(points) if capped else sum(map(points, group.results()), Decimal(0))
            self.formula(self.row, column, "=" + _section_sum(column, spans, group.cap, capped), json_number(value))
        self.formula(self.row, SUGGESTED, f"={xl_col_to_name(SUGGESTION)}{self.row + 1}",
                     json_number(group.total(counted_as)))
        cells = _cells(DECIDED, *self.ranges[-1])
        total = _section_sum(DECIDED, spans, group.cap, True)
        self.formula(self.row, DECIDED, f'=IF(COUNT({cells})=0,"",{total})', "")
        self.subtotals.append(self.row)
        self.row += 1

    def total(self) -> None:
        """The total row: the sum of the subtotals (full points without the bonus sections)."""
        self._sum_row(word("xlsx.total"))
        for column, points in {**_VALUES, SUGGESTED: counted_as}.items():
            chosen = [(row, group) for row, group in zip(self.subtotals, self.groups, strict=True)
                      if not (column == MAXIMUM and group.bonus)]
            cells = ",".join(f"{xl_col_to_name(column)}{row + 1}" for row, _ in chosen)
            value = sum((sum(map(points, group.results()), Decimal(0)) if column == SELF else group.total(points)
                         for _, group in chosen), Decimal(0))
            self.formula(self.row, column, f"=SUM({cells})" if cells else "=0", json_number(value))
        cells = ",".join(f"{xl_col_to_name(DECIDED)}{row + 1}" for row in self.subtotals)
        self.formula(self.row, DECIDED, f'=IF({self._decided()}=0,"",SUM({cells}))', "")
        self.row += 1

    def foot(self, assessment: Assessment) -> None:
        """Below the table: the engine's own total and whether it agrees, and what has been decided so far."""
        total = self.row
        value = xl_col_to_name(SUGGESTED)
        suggested = assessment.score.suggested
        summed = sum((group.total(counted_as) for group in self.groups), Decimal(0))
        self.row += 1
        put_text(self.sheet, self.row, 3, word("xlsx.check_label"), self.look["plain"])
        put_number(self.sheet, self.row, SUGGESTED, suggested, self.look["plain_number"])
        ok, bad = word("xlsx.check_ok"), word("xlsx.check_bad")
        self.formula(self.row, SUGGESTED + 1, f'=IF(ROUND({value}{total}-{value}{self.row + 1},2)=0,"{ok}","{bad}")',
                     ok if summed == suggested else bad, "plain")
        count = sum(last - first + 1 for first, last in self.ranges)
        put_text(self.sheet, self.row + 1, 3, word("xlsx.decided_label"), self.look["plain"])
        self.formula(self.row + 1, SUGGESTED, f"={self._decided()}", 0, "plain_number")
        put_text(self.sheet, self.row + 1, SUGGESTED + 1, f"/ {count}", self.look["plain"])
        put_text(self.sheet, self.row + 2, 3, word("xlsx.current_label"), self.look["plain"])
        self.formula(self.row + 2, SUGGESTED, f"={xl_col_to_name(CURRENT)}{total}", json_number(summed),
                     "plain_number")
        put_text(self.sheet, self.row + 3, 0, word("xlsx.legend"), self.look["note"])
        self.row += 4

    def formula(self, row: int, column: int, text: str, value: int | float | str | None, look: str = "sum") -> None:
        """A formula of ours with the value it has now."""
        self.sheet.write_formula(row, column, text, self.look[look], 0 if value is None else value)

    def _sum_row(self, title: str) -> None:
        for column in range(len(_WIDTHS)):
            self.sheet.write_blank(self.row, column, None, self.look["sum_text"])
        put_text(self.sheet, self.row, 1, title, self.look["sum_text"])

    def _decided(self) -> str:
        return "COUNT(" + ",".join(_cells(DECIDED, first, last) for first, last in self.ranges) + ")"


def write_score_sheet(sheet: Worksheet, look: Look, assessment: Assessment, rubric: Rubric) -> None:
    """Fill the sheet 得分."""
    put_head(sheet, _HEAD, word_list("xlsx.score_columns"), _WIDTHS, look)
    put_text(sheet, 0, 0, word("xlsx.title", unit=assessment.unit, year=assessment.year,
                               name=assessment.rubric_name), look["title"])
    sheet.set_row(0, 26)
    put_text(sheet, 1, 0, _subtitle(assessment), look["note"])
    groups = sections(assessment, rubric)
    writer = _Writer(sheet, look, groups)
    for group in groups:
        writer.section(group)
    writer.total()
    writer.foot(assessment)
    set_print(sheet)
    sheet.print_area(0, 0, writer.row, NOTE)


def _subtitle(assessment: Assessment) -> str:
    score = assessment.score
    return word("xlsx.subtitle", period=day_text(assessment.period), grade=score.grade or word("common.no_grade"),
                self=word("common.unknown") if score.self_points is None else number_text(score.self_points),
                receipt=receipt_line(assessment.files))


def _note(result: CriterionResult) -> str:
    parts = [result.why, *result.claims]
    if result.reading:
        parts.append(word("xlsx.reading", text=result.reading))
    if result.suggested is None:
        parts.append(word("xlsx.external_note"))
    return "\n".join(part for part in parts if part)


def _cells(column: int, first: int, last: int) -> str:
    name = xl_col_to_name(column)
    return f"{name}{first + 1}:{name}{last + 1}"


def _section_sum(column: int, spans: list[tuple[ItemGroup, int, int]], cap: Decimal | None, capped: bool) -> str:
    """The sum of a section in one column: plain runs of rows, items with a cap each under their own."""
    runs: list[tuple[Decimal | None, int, int]] = []
    for item, first, last in spans:
        limit = item.cap if capped else None
        if runs and limit is None and runs[-1][0] is None:
            runs[-1] = (None, runs[-1][1], last)
        else:
            runs.append((limit, first, last))
    parts = [f"SUM({_cells(column, first, last)})" if limit is None
             else f"MIN({number_text(limit)},SUM({_cells(column, first, last)}))" for limit, first, last in runs]
    total = "+".join(parts)
    return total if cap is None or not capped else f"MIN({number_text(cap)},{total})"
