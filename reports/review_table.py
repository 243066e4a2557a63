"""The review sheet's main table: one row a criterion, with its evidence and room for the reviewer's decision."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from model.evidence import CLAIM_PAPERS, Event, Mention
from model.results import Assessment, CriterionResult
from model.rubric import Criterion, Rubric
from reports.assessment_json import counting_mentions
from reports.docx_style import BODY, HEAD, LANDSCAPE_WIDTH, SIZE_SMALL, SONG, SUB, add_heading, add_run
from reports.docx_tables import FixedTable, next_line, put_line
from reports.event_title import best_mention, event_title, short_quote
from reports.figures import interval_text, number_text
from reports.grouping import SectionGroup, counted_as, criteria_by_id, sections
from reports.intake import DOUBTFUL
from reports.width import display_width
from reports.words import status_words, word, word_list

_WIDTHS = (33.0, 37.0, 13.0, 24.0, 71.0, 36.0, 33.0)
_EVENTS, _REFUSALS, _RELATED, _PATH_COLUMNS, _UNBROKEN = 8, 5, 3, 40, 3
_QUIET = "5D666F"


def add_review_tables(document: Document, assessment: Assessment, rubric: Rubric) -> None:
    """A heading and a table for each section of the standard."""
    criteria = criteria_by_id(rubric)
    events = {event.id: event for event in assessment.events}
    numbers = word_list("docx.heading_numbers")
    for number, group in enumerate(sections(assessment, rubric)):
        add_heading(document, f"（{numbers[number]}）{_section_title(group)}", level=2)
        table = FixedTable(document, _WIDTHS, SIZE_SMALL)
        table.head(word_list("docx.columns"))
        for result in group.results():
            _add_row(table, result, criteria.get(result.id), events)


def _section_title(group: SectionGroup) -> str:
    if not group.points and not group.bonus:
        return word("docx.section_unscored", title=group.title)
    name = "docx.section_bonus" if group.bonus and group.points else "docx.section"
    return word(name, title=group.title, points=number_text(group.points),
                suggested=number_text(group.total(counted_as)))


def _add_row(table: FixedTable, result: CriterionResult, criterion: Criterion | None,
             events: dict[str, Event]) -> None:
    whole = len(result.counted) + len(result.refusals) <= _UNBROKEN
    cells = table.row([""] * len(_WIDTHS), whole=whole)
    add_run(cells[0].paragraphs[0], f"{result.id} ", HEAD, SIZE_SMALL)
    add_run(cells[0].paragraphs[0], result.title, BODY, SIZE_SMALL)
    _rule(cells[1], result, criterion)
    own = word("docx.self_none") if result.self_points is None else number_text(result.self_points)
    put_line(cells[2], own).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _suggestion(cells[3], result)
    _evidence(cells[4], result, events)
    _missing(cells[5], result)
    _decision(cells[6])


def _rule(cell: _Cell, result: CriterionResult, criterion: Criterion | None) -> None:
    if criterion and criterion.short:
        put_line(cell, criterion.short)
    if result.reading:
        put_line(cell, word("docx.reading_mark"), SUB, colour=word("status.external.colour"))


def _suggestion(cell: _Cell, result: CriterionResult) -> None:
    if result.max_points:
        name = "docx.pending" if result.suggested is None else "docx.points_of"
        points = "" if result.suggested is None else number_text(result.suggested)
        line = put_line(cell, word(name, points=points, max=number_text(result.max_points)), SONG, 10.5)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    status = put_line(cell, status_words(result.status), HEAD, colour=word(f"status.{result.status}.colour"))
    status.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if result.low != result.high:
        text = word("docx.range", interval=interval_text(result.low, result.high))
        put_line(cell, text, SONG, 8, _QUIET).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _evidence(cell: _Cell, result: CriterionResult, events: dict[str, Event]) -> None:
    event_of, counting = dict(result.event_of), counting_mentions(result)
    for number, event_id in enumerate(result.counted[:_EVENTS], start=1):
        mentions = [m for m in result.evidence if event_of.get(m.id) == event_id and m.id in counting]
        if mentions:
            _event(cell, number, mentions, events.get(event_id))
    if len(result.counted) > _EVENTS:
        put_line(cell, word("docx.more_events", n=len(result.counted) - _EVENTS), colour=_QUIET)
    for claim in result.claims:
        put_line(cell, word("docx.claim_line", text=claim), gap=2)
    _related(cell, result)
    _refused(cell, result, events)
    why = result.why or ("" if result.evidence else word("docx.nothing_found"))
    if why:
        put_line(cell, why, SONG, colour=_QUIET, gap=3)


def _event(cell: _Cell, number: int, mentions: list[Mention], event: Event | None) -> None:
    """Number, name (where the event has one of its own), place and quote of the best mention."""
    best = best_mention(mentions)
    line = next_line(cell, 2)
    add_run(line, f"{number}. ", HEAD, SIZE_SMALL)
    if event and (event.slots.title or event.slots.named_day):
        add_run(line, event_title(event), HEAD, SIZE_SMALL)
        line = next_line(cell)
    _quote(line, best)
    if all(mention.paper in CLAIM_PAPERS for mention in mentions):
        add_run(line, word("docx.claim_only"), BODY, SIZE_SMALL, colour=word("status.partial.colour"))
    for words in dict.fromkeys(mention.reason for mention in mentions if mention.added):
        add_run(line, word("docx.added", words=words), BODY, SIZE_SMALL, colour=word("status.partial.colour"))
    if len(mentions) > 1:
        add_run(line, word("docx.more_mentions", n=len(mentions) - 1), BODY, SIZE_SMALL, colour=_QUIET)
    for conflict in event.conflicts if event else ():
        put_line(cell, word("docx.conflict", text=conflict), colour=word("status.partial.colour"))


def _quote(line: Paragraph, mention: Mention) -> None:
    place = word("docx.place", file=short_path(mention.span.document), page=mention.page)
    add_run(line, place, BODY, SIZE_SMALL)
    add_run(line, f"“{short_quote(mention)}”", SONG, SIZE_SMALL)
    if mention.recognised is not None:
        doubtful = mention.recognised < DOUBTFUL
        add_run(line, word("docx.recognised", confidence=f"{mention.recognised:.2f}"), BODY, SIZE_SMALL,
                colour=word("status.partial.colour") if doubtful else _QUIET)


def _related(cell: _Cell, result: CriterionResult) -> None:
    """What speaks of the criterion without being counted or refused (a statement on what the office looks up)."""
    event_of = dict(result.event_of)
    settled = {refusal.event for refusal in result.refusals} | set(result.counted)
    refused = {mention for refusal in result.refusals for mention in refusal.mentions}
    found = [m for m in result.evidence if event_of.get(m.id) not in settled and m.id not in refused]
    if found:
        put_line(cell, word("docx.related_title"), SUB)
    for mention in found[:_RELATED]:
        _quote(next_line(cell), mention)


def _refused(cell: _Cell, result: CriterionResult, events: dict[str, Event]) -> None:
    if not result.refusals:
        return
    put_line(cell, word("docx.refused_title"), SUB, gap=3)
    mentions = {mention.id: mention for mention in result.evidence}
    for refusal in result.refusals[:_REFUSALS]:
        first = next((mentions[m] for m in refusal.mentions if m in mentions), None)
        event = events.get(refusal.event)
        title = event_title(event) if event else short_quote(first) if first else refusal.event
        put_line(cell, word("docx.refused", title=title, reason=refusal.reason), colour=_QUIET)
    if len(result.refusals) > _REFUSALS:
        put_line(cell, word("docx.more_events", n=len(result.refusals) - _REFUSALS), colour=_QUIET)


def _missing(cell: _Cell, result: CriterionResult) -> None:
    for gap in result.missing:
        name = "common.gain" if gap.gain else ""
        put_line(cell, word(name, what=gap.what, gain=number_text(gap.gain)) if name else gap.what, gap=2)
    if not result.missing:
        put_line(cell, word("docx.missing_none")).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _decision(cell: _Cell) -> None:
    for line in word_list("docx.decisions"):
        put_line(cell, line, SONG, gap=2)


def short_path(path: str) -> str:
    """A file's place in the dossier; its folders are left out where it is long."""
    if display_width(path) <= _PATH_COLUMNS or "/" not in path:
        return path
    return "…/" + path.rsplit("/", 1)[1]


assert sum(_WIDTHS) == LANDSCAPE_WIDTH
