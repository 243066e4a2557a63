"""The sheets 证据 (a row a mention of a criterion) and 文件 (the intake receipt)."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from model.evidence import Mention
from model.results import Assessment, CriterionResult
from reports.assessment_json import counting_mentions
from reports.event_title import event_title
from reports.figures import day_text
from reports.intake import file_row, kilobytes, source_words
from reports.sheet import Look, fit_row, put_head, put_number, put_text, set_print
from reports.words import word, word_list, word_or

_EVIDENCE_WIDTHS = (6.5, 8, 8, 10, 22, 26, 5, 9, 46, 12, 6, 6, 6, 20)
_FILE_WIDTHS = (48, 8, 7, 8, 11, 9, 26, 10, 10, 52, 68)
_FILE_LOOKS = {1: "center", 3: "center", 4: "center", 10: "long"}


def write_evidence(sheet: Worksheet, look: Look, assessment: Assessment) -> None:
    """Fill the sheet 证据."""
    put_head(sheet, 0, word_list("xlsx.evidence_columns"), _EVIDENCE_WIDTHS, look)
    titles = {event.id: event_title(event) for event in assessment.events}
    row = 1
    for result in assessment.criteria:
        event_of, counting = dict(result.event_of), counting_mentions(result)
        reasons = {mention: refusal.reason for refusal in result.refusals for mention in refusal.mentions}
        for mention in result.evidence:
            event = event_of.get(mention.id, "")
            texts = _texts(result, mention, mention.id in counting, event, titles.get(event, ""),
                           _said(mention, reasons.get(mention.id, "")))
            _mention_row(sheet, look, row, texts, mention)
            row += 1
    if row > 1:
        sheet.autofilter(0, 0, row - 1, len(_EVIDENCE_WIDTHS) - 1)
    set_print(sheet)


def write_files(sheet: Worksheet, look: Look, assessment: Assessment) -> None:
    """Fill the sheet 文件."""
    put_head(sheet, 0, word_list("xlsx.file_columns"), _FILE_WIDTHS, look)
    for at, entry in enumerate(assessment.files, start=1):
        row = file_row(entry)
        paper = word_or(f"paper.{entry.paper}", entry.paper) if entry.paper else ""
        texts = {0: row["path"], 1: row["type"], 3: word(f"file.{row['status']}"), 4: paper,
                 6: source_words(row["sources"]), 9: row["error"] or "", 10: row["sha256"]}
        for column, text in texts.items():
            put_text(sheet, at, column, text, look[_FILE_LOOKS.get(column, "text")])
        for column, number in {2: row["pages"], 5: row["characters"], 7: kilobytes(row["size"]),
                               8: round(row["seconds"], 2)}.items():
            put_number(sheet, at, column, number, look["count"])
        fit_row(sheet, at, {column: texts[column] for column in (0, 6, 9)}, _FILE_WIDTHS)
    if assessment.files:
        sheet.autofilter(0, 0, len(assessment.files), len(_FILE_WIDTHS) - 1)
    set_print(sheet)
    sheet.print_area(0, 0, max(1, len(assessment.files)), len(_FILE_WIDTHS) - 2)


def _texts(result: CriterionResult, mention: Mention, counts: bool, event: str, title: str,
           why_not: str) -> dict[int, str]:
    return {0: result.id, 1: word("xlsx.counts" if counts else "xlsx.refused"),
            2: word_or(f"mention.{mention.status}", mention.status), 3: event, 4: title, 5: mention.span.document,
            7: word_or(f"paper.{mention.paper}", mention.paper), 8: mention.quote, 9: day_text(mention.slots.date),
            11: mention.slots.level or "", 13: why_not}


def _said(mention: Mention, why_not: str) -> str:
    """Why a mention does not count, and who added it."""
    return f"{mention.reason}；{why_not}" if mention.added and why_not not in ("", mention.reason) \
        else why_not or mention.reason


def _mention_row(sheet: Worksheet, look: Look, row: int, texts: dict[int, str], mention: Mention) -> None:
    for column, text in texts.items():
        put_text(sheet, row, column, text, look["text" if column in (4, 5, 8, 13) else "center"])
    put_number(sheet, row, 6, mention.page, look["count"])
    quantity = mention.slots.quantity
    put_number(sheet, row, 10, quantity.value if quantity else None, look["count"])
    put_number(sheet, row, 12, round(mention.confidence, 2), look["count"])
    fit_row(sheet, row, texts, _EVIDENCE_WIDTHS)
