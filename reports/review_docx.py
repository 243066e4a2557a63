"""review.docx: the review sheet that a person signs, in the layout of official papers (GB/T 9704)."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import docx
from docx.document import Document

from model.results import Assessment
from model.rubric import Rubric
from reports.docx_style import add_heading, add_run, add_text, add_title, new_section, set_up
from reports.docx_tables import FixedTable
from reports.figures import interval_text, number_text
from reports.intake import receipt_line
from reports.masking import one_line
from reports.output import write_whole
from reports.review_lists import add_lists
from reports.review_receipt import add_receipt
from reports.review_table import add_review_tables
from reports.words import status_words, word, word_list

_TITLE_LINE = 20  # characters of 二号 in the width of the text
_PROPERTY = 250  # characters a document property may have
_STATUSES = ("met", "partial", "missing", "external", "not_applicable")


def write_review(assessment: Assessment, rubric: Rubric, path: Path) -> None:
    """Write the review sheet in one step.

    Raises PufaError where the file cannot be written.
    """
    document = docx.Document()
    set_up(document)
    title = _title(assessment)
    _set_properties(document, assessment, title)
    add_title(document, title)
    _overview(document, assessment, rubric)
    new_section(document, landscape=True)
    add_heading(document, f"{word_list('docx.heading_numbers')[0]}、{word('docx.check_title')}")
    _legend(document)
    add_review_tables(document, assessment, rubric)
    new_section(document, landscape=False)
    add_lists(document, assessment, rubric)
    add_receipt(document, assessment)
    write_whole(path, lambda temporary: save_stamped(document, temporary, assessment.assessed_on))


def save_stamped(document: Document, path: Path, day: date) -> None:
    """Saves a paper so that the same one gives the same bytes: no time of writing stands in the package."""
    whole = io.BytesIO()
    document.save(whole)
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(whole) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in made.infolist():
            archive.writestr(zipfile.ZipInfo(member.filename, stamp), made.read(member), zipfile.ZIP_DEFLATED)


def _title(assessment: Assessment) -> str:
    name = assessment.rubric_name
    template = "docx.title_plain" if "履职评议" in name else "docx.title"
    title = word(template, year=assessment.year, name=name)
    if str(assessment.year) in name:
        title = title.removeprefix(f"{assessment.year}年度")
    return title.replace("\n", "") if len(title) <= _TITLE_LINE else title


def _overview(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    values = _overview_values(assessment, rubric)
    table = FixedTable(document, (32.0, 124.0), 12.0)
    for label, value in zip(word_list("docx.labels"), values, strict=True):
        table.label_row([(label, value)])
    spacer = document.add_paragraph()
    spacer.paragraph_format.space_after = 0
    for sentence in word_list("docx.notice"):
        add_text(document, sentence)
    unread = sum(entry.document.status in ("failed", "partial") for entry in assessment.files)
    if unread:
        add_text(document, word("docx.unread_warning", n=unread), colour=word("status.missing.colour"))


def _overview_values(assessment: Assessment, rubric: Rubric) -> tuple[str, ...]:
    score, period = assessment.score, assessment.period
    start, end = period.start, period.end
    sources = "；".join(f"{source.title}（{source.document_number}）" if source.document_number else source.title
                       for source in rubric.sources)
    scored = bool(score.max_points)
    unscored = word("common.unscored")
    return (
        assessment.unit, str(assessment.year),
        word("docx.period", y1=start.year, m1=start.month, d1=start.day, y2=end.year, m2=end.month, d2=end.day),
        sources or assessment.rubric_name,
        word("common.unknown") if score.self_points is None else number_text(score.self_points),
        word("docx.suggested", points=number_text(score.suggested),
             max=number_text(score.max_points)) if scored else unscored,
        word("docx.interval_note", interval=interval_text(score.low, score.high)) if scored else unscored,
        word("docx.grade_note", grade=score.grade) if score.grade else word("common.no_grade"),
        receipt_line(assessment.files),
        word("docx.version", engine=assessment.engine, rubric=assessment.rubric, version=assessment.rubric_version,
             day=assessment.assessed_on.isoformat()),
    )


def _legend(document: Document) -> None:
    paragraph = document.add_paragraph()
    add_run(paragraph, word("docx.legend_title"))
    for status in _STATUSES:
        add_run(paragraph, f"{status_words(status)}　", colour=word(f"status.{status}.colour"))


def _set_properties(document: Document, assessment: Assessment, title: str) -> None:
    made = datetime.combine(assessment.assessed_on, time())
    properties = document.core_properties
    properties.title = one_line(title.replace("\n", ""))[:_PROPERTY]
    properties.subject = one_line(assessment.unit)[:_PROPERTY]
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = made
    properties.language = "zh-CN"
