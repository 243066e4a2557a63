"""The lists after the main table of the review sheet, and the block where people sign."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm

from model.results import Assessment, CriterionResult, Finding
from model.rubric import Rubric
from reports.docx_style import add_heading
from reports.docx_tables import FixedTable
from reports.figures import measured_text, number_text
from reports.intake import file_row
from reports.review_formal import add_adjusted, add_deadlines, add_rectified, add_used_twice
from reports.review_receipt import doubtful_words
from reports.review_small import add_note, add_table
from reports.words import rows, word, word_list

_NAMED_IGNORED = 10


def add_lists(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    """All lists in order, each under its numbered heading; an empty one says so, one that nothing asks for is left
    out."""
    parts = (_files, _readings, _totals, _external, _missing, add_deadlines, add_rectified, add_used_twice,
             add_adjusted, _findings, _sign)
    asked = {add_deadlines: assessment.deadlines, add_rectified: assessment.rectified,
             add_used_twice: assessment.used_twice(),
             add_adjusted: assessment.adjustments or assessment.adjustments_lost}
    shown = [(title, part) for title, part in zip(word_list("docx.lists"), parts, strict=True) if asked.get(part, True)]
    for number, (title, part) in zip(word_list("docx.heading_numbers")[1:], shown, strict=False):
        add_heading(document, f"{number}、{title}")
        part(document, assessment, rubric)


def _files(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    entries = [entry.document for entry in assessment.files]
    rows = map(file_row, assessment.files)
    told = [(row, "；".join(filter(None, (row["error"], doubtful_words(row))))) for row in rows]
    lines = [[row["path"], word(f"file.{row['status']}"), text] for row, text in told
             if row["status"] in ("failed", "partial") or (text and row["status"] == "parsed")]
    add_table(document, "docx.file_columns", (62.0, 14.0, 80.0), lines, centred=(1,))
    ignored = [d.path for d in entries if d.status == "ignored"]
    if ignored:
        names = "、".join(ignored[:_NAMED_IGNORED]) + ("……" if len(ignored) > _NAMED_IGNORED else "")
        add_note(document, word("docx.ignored_line", n=len(ignored), names=names))
    if assessment.problems:
        texts = "；".join(problem.text() for problem in assessment.problems)
        add_note(document, word("docx.problem_title") + texts)


def _readings(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    whole = [[word("docx.reading_whole"), note] for note in dict.fromkeys((*rubric.notes, *assessment.notes))]
    lines = [[_name(result), result.reading] for result in assessment.criteria if result.reading]
    add_table(document, "docx.reading_columns", (46.0, 110.0), whole + lines)


def _totals(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    lines = [[_name(result), "；".join(result.claims), measured_text(result.measured)]
             for result in assessment.criteria if result.claims and not _claims_agree(result, assessment)]
    lines += [[word("docx.finding_item"), finding.explanation, ""] for finding in assessment.findings
              if finding.check == "count_contradiction"]
    add_table(document, "docx.total_columns", (46.0, 82.0, 28.0), lines, centred=(2,))


def _external(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    lines = []
    for result in assessment.criteria:
        asked = [gap.what for gap in result.missing if gap.sort == "external"]
        if asked or result.status == "external":
            lines.append([_name(result), number_text(result.max_points),
                          "；".join(asked) or word("docx.external_default")])
    add_table(document, "docx.external_columns", (62.0, 14.0, 80.0), lines, centred=(1,))


def _missing(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    gaps = [(gap, result) for result in assessment.criteria for gap in result.missing if gap.sort != "external"]
    gaps.sort(key=lambda pair: -pair[0].gain)  # stable: the order of the standard within one gain
    lines = [[number_text(gap.gain), _name(result), gap.what] for gap, result in gaps]
    add_table(document, "docx.missing_columns", (18.0, 54.0, 84.0), lines, centred=(0,))


def _findings(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    lines = [[word(f"docx.severity.{finding.severity}"), _finding_places(finding, assessment), finding.explanation]
             for finding in assessment.findings]
    if not lines:
        add_note(document, word("docx.finding_none"))
        return
    add_table(document, "docx.finding_columns", (14.0, 56.0, 86.0), lines, centred=(0,))
    add_note(document, word("docx.finding_note"))


def _finding_places(finding: Finding, assessment: Assessment) -> str:
    """Files of this unit by name; another unit's are not named on a paper that this unit may see."""
    places = [f"{place.file}·{place.page}" for place in finding.places if place.unit == assessment.unit]
    return "；".join(dict.fromkeys(places))


def _sign(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    table = FixedTable(document, (34.0, 44.0, 34.0, 44.0), 12.0)
    for labels in rows("docx.sign_rows"):
        table.label_row([(label, "") for label in labels])
    table.label_row([(word("docx.sign_opinion"), "")])
    heights = [14.0] * (len(table.table.rows) - 1) + [40.0]
    for row, height in zip(table.table.rows, heights, strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    last = table.table.rows[-1].cells
    last[1].merge(last[3])


def _name(result: CriterionResult) -> str:
    return f"{result.id} {result.title}"


def _claims_agree(result: CriterionResult, assessment: Assessment) -> bool:
    """True where every stated total equals what was counted."""
    linked = {event for _, event in result.event_of}
    stated = [event.slots.quantity.value for event in assessment.events
              if event.claim and event.id in linked and event.slots.quantity]
    return bool(stated) and all(value == result.measured.get("count") for value in stated)
