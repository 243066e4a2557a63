"""The plain-text table that ``pufa assess`` prints: a line for every criterion, totals, and the intake receipt."""

from __future__ import annotations

from model.results import Assessment, CriterionResult
from reports.figures import interval_text, measured_text, number_text
from reports.intake import file_row, receipt_line, sums, sums_text
from reports.masking import one_line
from reports.width import display_width, pad
from reports.words import status_words, word, word_list

_WIDEST = (6, 34, 12, 14, 14, 4, 44)
_RIGHT = (False, False, True, False, True, True, False)
_GAP = "  "


def criteria_table(assessment: Assessment) -> str:
    """The table as text, its columns aligned for Chinese (two columns a character), without a newline at its end."""
    lines = [word_list("table.columns"), *(_cells(result) for result in assessment.criteria)]
    widths = [min(widest, max(display_width(line[column]) for line in lines))
              for column, widest in enumerate(_WIDEST)]
    printed = [_GAP.join(pad(cell, width, right) for cell, width, right in zip(line, widths, _RIGHT, strict=True))
               for line in lines]
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    rows = [printed[0], rule, *printed[1:], rule, _total_line(assessment), receipt_line(assessment.files),
            *filter(None, [sums_text(sums([file_row(entry) for entry in assessment.files]))])]
    return "\n".join(row.rstrip() for row in rows)


def points_text(result: CriterionResult, pending: str) -> str:
    """``9/12``; ``待查/4`` where only the office's records can answer; ``不计分`` for a check without points."""
    if not result.max_points and result.suggested is None:
        return word("common.unscored")
    suggested = pending if result.suggested is None else number_text(result.suggested)
    return f"{suggested}/{number_text(result.max_points)}"


def missing_text(result: CriterionResult) -> str:
    """What is missing in one line, each with the points it is worth."""
    parts = [gap.what if not gap.gain else word("common.gain", what=gap.what, gain=number_text(gap.gain))
             for gap in result.missing]
    return one_line("；".join(parts))


def _cells(result: CriterionResult) -> tuple[str, ...]:
    return (result.id, one_line(result.title), points_text(result, word("table.pending")),
            status_words(result.status), measured_text(result.measured), str(len(result.evidence)),
            missing_text(result))


def _total_line(assessment: Assessment) -> str:
    score = assessment.score
    if not score.max_points:
        return word("table.total_unscored")
    return word("table.total", suggested=number_text(score.suggested), max=number_text(score.max_points),
                interval=interval_text(score.low, score.high), grade=score.grade or word("common.no_grade"),
                self=word("common.unknown") if score.self_points is None else number_text(score.self_points))
