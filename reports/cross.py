"""One dossier under several standards: totals side by side, and what each kind of evidence earns in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from model.results import Assessment, CriterionResult
from model.rubric import Rubric, asks
from reports.figures import day_text, interval_text, json_number, number_text
from reports.intake import receipt_line
from reports.ranking_xlsx import Sheet, write_sheets
from reports.table_text import points_text
from reports.width import display_width, pad
from reports.words import word, word_list

_GAP = "  "
_TOTAL_WIDEST = (24, 80, 8, 12, 6, 24)
_KIND_WIDEST, _USE_WIDEST = 32, 28


@dataclass(frozen=True, slots=True)
class Use:
    """A criterion that a kind of evidence serves. events: how many distinct events of the kind it counts."""

    result: CriterionResult
    events: int

    @property
    def text(self) -> str:
        """``7.1 9/12（3件）``."""
        counted = word("cross.counted", n=self.events) if self.events else ""
        return f"{self.result.id} {points_text(self.result, word('table.pending'))}{counted}"


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of evidence. events: distinct ones in the dossier. uses: by standard, () where none asks for it."""

    name: str
    events: int
    uses: tuple[tuple[Use, ...], ...]


def kind_rows(assessments: Sequence[Assessment], rubrics: Sequence[Rubric],
              names: Mapping[str, str]) -> tuple[KindRow, ...]:
    """A row for every kind that a standard asks for, in the order in which the standards name them."""
    served = [_served(assessment, rubric) for assessment, rubric in zip(assessments, rubrics, strict=True)]
    order = dict.fromkeys(kind for one in served for kind in one)
    return tuple(KindRow(name=names.get(kind, kind), uses=tuple(tuple(one.get(kind, ())) for one in served),
                         events=max(_events(assessment, kind) for assessment in assessments)) for kind in order)


def _served(assessment: Assessment, rubric: Rubric) -> dict[str, list[Use]]:
    """Kind → the criteria that ask for it."""
    results = {result.id: result for result in assessment.criteria}
    kind_of = {event.id: event.kind for event in assessment.events}
    found: dict[str, list[Use]] = {}
    for criterion in rubric.criteria():
        result = results[criterion.id]
        for kind in dict.fromkeys(kind for ask in asks(criterion) for kind in ask.kinds):
            counted = sum(kind_of.get(event) == kind for event in result.counted)
            found.setdefault(kind, []).append(Use(result, counted))
    return found


def _events(assessment: Assessment, kind: str) -> int:
    return sum(event.kind == kind and not event.claim for event in assessment.events)


def cross_table(assessments: Sequence[Assessment], rows: Sequence[KindRow]) -> str:
    """Both tables as text, without a newline at the end; kinds that the dossier does not hold are only numbered."""
    totals = [word_list("cross.total_columns"), *(_total_cells(assessment) for assessment in assessments)]
    held = [row for row in rows if row.events]
    head = (*word_list("cross.kind_columns"), *(assessment.rubric for assessment in assessments))
    kinds = [head, *((row.name, str(row.events), *(_uses(uses) for uses in row.uses)) for row in held)]
    widest = (_KIND_WIDEST, 8, *(_USE_WIDEST for _ in assessments))
    parts = [_table(totals, _TOTAL_WIDEST, (2, 3, 4)), receipt_line(assessments[0].files), "",
             word("cross.kind_title"), _table(kinds, widest, (1,))]
    if len(held) < len(rows):
        parts.append(word("cross.absent", n=len(rows) - len(held)))
    return "\n".join(parts)


def _table(lines: Sequence[Sequence[str]], widest: Sequence[int], right: Sequence[int]) -> str:
    """Lines with aligned columns, a rule below the first."""
    widths = [min(most, max(display_width(line[at]) for line in lines)) for at, most in enumerate(widest)]
    printed = [_GAP.join(pad(cell, width, at in right) for at, (cell, width) in
                         enumerate(zip(line, widths, strict=True))).rstrip() for line in lines]
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return "\n".join((printed[0], rule, *printed[1:]))


def _uses(uses: Sequence[Use], between: str = "、") -> str:
    return between.join(use.text for use in uses) or word("cross.not_asked")


def _grade(assessment: Assessment) -> str:
    return assessment.score.grade or word("common.no_grade")


def _total_cells(assessment: Assessment) -> tuple[str, ...]:
    score = assessment.score
    if not score.max_points:
        points = (word("common.unscored"), "", "")
    else:
        points = (number_text(score.suggested), interval_text(score.low, score.high), number_text(score.max_points))
    return assessment.rubric, assessment.rubric_name, *points, _grade(assessment)


def write_cross(assessments: Sequence[Assessment], rows: Sequence[KindRow], path: Path) -> None:
    """Write cross.xlsx (sheets 总分, 材料种类). Raises PufaError where it cannot be."""
    one = assessments[0]
    title = word("cross.title", unit=one.unit, year=one.year)
    totals = Sheet(name=word("cross.total_sheet"), title=title, notes=word_list("cross.total_notes"),
                   head=word_list("cross.total_head"), widths=(22, 46, 24, 9, 9, 9, 9, 16, 9, 9),
                   rows=tuple(map(_total_row, assessments)))
    head = (*word_list("cross.kind_columns"), *(assessment.rubric for assessment in assessments))
    kinds = Sheet(name=word("cross.kind_sheet"), title=title, notes=word_list("cross.kind_notes"), head=head,
                  widths=(30, 9, *(30 for _ in assessments)),
                  rows=tuple((row.name, row.events, *(_titled(uses) for uses in row.uses)) for row in rows))
    write_sheets(path, [totals, kinds])


def _titled(uses: Sequence[Use]) -> str:
    return "\n".join(word("cross.use", use=use.text, title=use.result.title) for use in uses) or word("cross.not_asked")


def _total_row(assessment: Assessment) -> tuple[str | float | None, ...]:
    score = assessment.score
    scored = bool(score.max_points)
    figures = [json_number(value) if scored else None
               for value in (score.suggested, score.low, score.high, score.max_points)]
    open_ones = sum(result.status == "external" for result in assessment.criteria)
    missing = sum(result.status == "missing" for result in assessment.criteria)
    return (assessment.rubric, assessment.rubric_name, day_text(assessment.period), *figures, _grade(assessment),
            open_ones, missing)
