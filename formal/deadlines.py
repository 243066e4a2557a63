"""Papers that a standard wants by a day: is each there, and was it in time?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from classifiers.grammar import carry_year, find_dates
from model.documents import Document
from model.evidence import Mention
from model.results import DeadlineCheck
from model.rubric import Deadline

_SHORT, _HEAD, _CLOSE = 40, 8, 8
_NAMED = {"plan": "计划|要点|方案", "summary": "总结", "duty_list": "清单", "self_report": "自评|自查|履职报告",
          "score_table": "自测|自评|得分"}
"""What a sentence about handing in calls each paper."""
_CLAIMS = frozenset({"self_report", "score_table", "summary", "plan"})
"""Papers in which the unit tells of itself."""
_DRAFT = re.compile("初稿|草案|草稿|征求意见稿|送审稿|退回")
"""A draft handed in is not the paper; one sent back is not handed in."""


def check_deadlines(deadlines: Sequence[Deadline], year: int, documents: Sequence[Document],
                    papers: Mapping[str, str], mentions: Sequence[Mention]) -> tuple[DeadlineCheck, ...]:
    """A check for every paper wanted, in the order of the standard.

    papers: kind of paper by path. mentions: those of the dossier; ``filed_with_office`` says when a paper was handed
    in, which decides before the paper's own date; a register or receipt decides before what the unit says in
    its own reports. Only papers of the year (or that name none) are looked at.
    """
    return tuple(_check(deadline, year, documents, papers, mentions) for deadline in deadlines)


def _check(deadline: Deadline, year: int, documents: Sequence[Document], papers: Mapping[str, str],
           mentions: Sequence[Mention]) -> DeadlineCheck:
    due = date(year + deadline.years_after, deadline.month, deadline.day)
    found = [document for document in documents if papers.get(document.path) in deadline.papers
             and _of_year(document, year)]
    days = [(day, quote, document.path) for document in found for day, quote in [paper_date(document, year)] if day]
    filed = _best_filed(deadline, year, mentions)
    plain = DeadlineCheck(name=deadline.name, due=due, citation=deadline.citation.place, state="missing")
    if not found:
        return plain
    if not filed and not days:
        return replace(plain, state="undated", file=found[0].path)
    day, quote, file = filed[0] if filed else min(days)
    return replace(plain, state="on_time" if day <= due else "late", file=file, dated=day, quote=quote,
                   by="filed" if filed else "paper")


def _of_year(document: Document, year: int) -> bool:
    """False for a paper whose first lines name another year (a plan for the year to come)."""
    named = [found for block in document.blocks[:4] if (found := carry_year(block.text[:80])) is not None]
    return not named or year in named


def paper_date(document: Document, year: int) -> tuple[date | None, str]:
    """The day a paper bears, with the line it stands in: its close first, then its head; (None, "") where none.

    year: for a day written without one.
    """
    texts = [block.text.strip() for block in document.blocks if block.kind != "table_row"]
    for line in (*reversed(texts[-_CLOSE:]), *texts[:_HEAD]):
        if not line or len(line) > _SHORT:
            continue
        days = [found.range.start for found in find_dates(line, year=year, period=None)
                if found.range and found.precision == "day" and not found.in_title]
        if days:
            return days[-1], line
    return None, ""


def _best_filed(deadline: Deadline, year: int, mentions: Sequence[Mention]) -> list[tuple[date, str, str]]:
    """The days on which such a paper was handed in, earliest first, of the best witness that tells one."""
    rows = sorted(_filed(deadline, year, mentions))
    return [(day, quote, file) for rank, day, quote, file in rows if rank == rows[0][0]]


def _filed(deadline: Deadline, year: int, mentions: Sequence[Mention]) -> Iterator[tuple[int, date, str, str]]:
    words = re.compile("|".join(_NAMED[paper] for paper in deadline.papers if paper in _NAMED) or r"$^")
    for mention in mentions:
        when = mention.slots.date
        if mention.kind == "filed_with_office" and mention.status == "done" and when and when.days == 1 \
                and when.start.year in (year, year + deadline.years_after) and words.search(mention.quote) \
                and not _DRAFT.search(mention.quote):
            yield int(mention.paper in _CLAIMS), when.start, mention.quote, mention.span.document
