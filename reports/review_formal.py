"""The formal lists of the review sheet: deadlines, last year's problems, evidence that serves several criteria, and
what reviewers corrected."""

from __future__ import annotations

from docx.document import Document

from model.results import Assessment, DeadlineCheck, Rectified
from model.rubric import Rubric
from reports.event_title import QUOTE_LENGTH, event_title, shorten
from reports.review_small import add_note, add_table
from reports.words import word


def add_deadlines(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    """Each paper that the standard wants by a day."""
    lines = [[check.name, check.due.isoformat(), word(f"deadline.{check.state}"), _dated(check)]
             for check in assessment.deadlines]
    add_table(document, "docx.deadline_columns", (40.0, 26.0, 20.0, 70.0), lines, centred=(1, 2))


def _dated(check: DeadlineCheck) -> str:
    if check.dated is None:
        return check.file or ""
    place = f"{word(f'deadline.{check.by}')} {check.dated.isoformat()}"
    return word("docx.deadline_place", place=place, quote=check.quote, file=check.file)


def add_rectified(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    """Each of last year's problems with what answers it."""
    lines = [[one.problem, word(f"rectified.{one.state}"), _answer(one)] for one in assessment.rectified]
    add_table(document, "docx.rectified_columns", (62.0, 20.0, 74.0), lines, centred=(1,))
    add_note(document, word("docx.rectified_note"))


def _answer(one: Rectified) -> str:
    return word("docx.rectified_place", quote=one.quote, file=one.file, page=one.page) if one.file else ""


def add_used_twice(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    """Evidence that counts for several criteria, and what the standard says of that."""
    events = {event.id: event for event in assessment.events}
    titles = {result.id: result.title for result in assessment.criteria}
    lines = [[event_title(events[event]), "；".join(f"{number} {titles[number]}" for number in ids)]
             for event, ids in assessment.used_twice() if event in events]
    add_table(document, "docx.twice_columns", (70.0, 86.0), lines)
    said = {"可重复": "docx.twice_allowed", "不可重复": "docx.twice_refused"}
    add_note(document, word(said.get(rubric.reuse, "docx.twice_note")))


def add_adjusted(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    """What reviewers corrected, by whom and why, with the places and the criteria that it touches."""
    lines = [[one.what, "；".join(f"“{shorten(quote, (), QUOTE_LENGTH)}”" for quote in dict.fromkeys(one.quotes)),
              "、".join(one.criteria)] for one in assessment.adjustments]
    add_table(document, "docx.adjusted_columns", (58.0, 72.0, 26.0), lines, centred=(2,))
    if assessment.adjustments_lost:
        add_note(document, word("docx.adjusted_lost", n=assessment.adjustments_lost))
