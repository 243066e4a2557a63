"""A paper that is evidence by itself: a plan, a summary, a set of rules, a file of records, a report in the press; and
papers of that sort that are attached to another in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from classifiers.actors import names_own
from classifiers.context import Context
from classifiers.frame import Frame
from classifiers.grammar import carry_year, find_dates, year_range
from classifiers.kinds import kinds
from classifiers.slots import level_for
from classifiers.status import Verdict
from classifiers.text import flat
from classifiers.words import table, words
from model.documents import Document, Span
from model.evidence import DateRange, Level, Mention, Paper, Quantity, Slots

_HEAD = 4                  # blocks of a press report that may hold the paper's name and day


def whole_documents(document: Document, frame: Frame, context: Context) -> Iterator[Mention]:
    """The document itself as evidence, quoted by its title, and what it has attached, quoted by the heading."""
    found = whole_kind(frame.paper, frame.title)
    if found is not None and document.blocks and (frame.paper != "media" or _reported(document, context)):
        kind, named_by = found
        named = [i for i, b in enumerate(document.blocks[:12]) if re.search(named_by, b.text) and len(b.text) <= 70]
        titled = frame.title_block is not None and re.search(named_by, frame.title)
        at = frame.title_block if titled and frame.title_block is not None else (named or [0])[0]
        yield _mention(document, at, kind, frame.title, frame, context)
    for kind, named_by in also_kinds(frame.paper, frame.title):
        at = next((i for i, b in enumerate(document.blocks[:12]) if re.search(named_by, b.text.strip())), 0)
        yield _mention(document, at, kind, frame.title, frame, context)
    for at, block in enumerate(document.blocks):
        mark = words("表格", "附件").match(block.text) if at != frame.title_block and len(block.text) <= 50 else None
        title = block.text[mark.end():] if mark and _has_text(document, at) else ""
        attached = attached_kind(title) if title else None
        if attached:
            yield _mention(document, at, attached, title, frame, context)


def whole_kind(paper: Paper, title: str) -> tuple[str, str] | None:
    """The kind that a paper is by itself and the words its title has; None where it is only what it says.

    The kind of the first row of ``整份文件`` whose words the title has, else of the paper's 默认 row.
    """
    rows = [row for row in _rows(paper) if not row.get("另算")]
    named = [row for row in rows if _titled(row, title)]
    best = next(iter(named or [row for row in rows if row.get("默认")]), None)
    return (best["种类"], best["题名"]) if best else None


def also_kinds(paper: Paper, title: str) -> list[tuple[str, str]]:
    """The kinds that a paper is besides (``另算``), with the words its title has: a column is the website's too."""
    return [(row["种类"], row["题名"]) for row in _rows(paper) if row.get("另算") and _titled(row, title)]


def _rows(paper: Paper) -> list[dict[str, Any]]:
    return [row for row in table("words")["整份文件"] if row["文种"] == paper and row["种类"] in kinds()]


def _titled(row: dict[str, Any], title: str) -> bool:
    unless = row.get("除非")
    return re.search(row["题名"], title) is not None and not (unless and re.search(unless, title))


def attached_kind(title: str) -> str | None:
    """The kind of a plan, list of duties or set of rules that is attached under this title, None where it is none.

    A title that only says 计划 or 清单 must speak of law popularisation.
    """
    for row in table("words")["整份文件"]:
        plain = row.get("默认") and not re.search("普法|法治宣传|法制宣传", title)
        spared = row.get("除非") and re.search(row["除非"], title)
        if row["文种"] in ("plan", "duty_list", "notice") and row["种类"] in kinds() and not plain and not spared \
                and re.search(f"(?:{row['题名']})[表册]?(?:[（(][^（）()]*[）)])?$", title.strip()):
            return str(row["种类"])
    return None


def _has_text(document: Document, at: int) -> bool:
    """True where something stands under a heading; a plain line may only list what is attached: a table under it."""
    under = document.blocks[at + 1].kind if at + 1 < len(document.blocks) else ""
    heading = document.blocks[at].kind == "heading"
    return under == "table_row" or heading and under in ("paragraph", "list_item")


def _reported(document: Document, context: Context) -> bool:
    """True for a report in the press that names the unit."""
    return any(names_own(block.text, context) for block in document.blocks)


def _mention(document: Document, at: int, kind: str, title: str, frame: Frame, context: Context) -> Mention:
    block = document.blocks[at]
    start, end = trimmed(block.text, 0, min(len(block.text), 70))
    page, box = block.locate(start, end)
    verdict = _status(title, frame, context)
    span = Span(document=document.path, block=at, start=start, end=end)
    when, level = (year_range(frame.year) if verdict.status == "other_period" else None), None
    if frame.paper == "media":
        when, level = _press(document, kind, context)
    slots = Slots(title=title or None, quantity=Quantity(value=Decimal(1), unit="份"), date=when, level=level)
    return Mention(id="", kind=kind, span=span, page=page, bbox=box, quote=block.text[start:end], status=verdict.status,
                   slots=slots, confidence=0.95, detector="document", paper=frame.paper, whole_document=True,
                   reason=verdict.reason, recognised=block.recognised)


def _press(document: Document, kind: str, context: Context) -> tuple[DateRange | None, Level | None]:
    """Day and level of a press report, by the lines that name the paper and the day."""
    lines = [flat(b.text) for b in document.blocks[:_HEAD] if len(b.text) <= 60 and not b.text.rstrip().endswith("。")]
    level = next((found for line in lines if re.search("报|台|网|社", line)
                  and (found := level_for(kinds()[kind], line, "", context))), None)
    days = [d.range for line in lines for d in find_dates(line, year=context.year, period=None)
            if d.range and d.precision == "day"]
    return (days[0] if days else None), level


def _status(title: str, frame: Frame, context: Context) -> Verdict:
    year = carry_year(title) or frame.year
    if year < context.period.start.year:
        return Verdict("other_period", f"{year}年度的文件")
    if year > context.period.end.year:
        return Verdict("planned", f"{year}年度的文件")
    return Verdict("done")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks and commas at its ends."""
    while start < end and text[start] in " \t\n　，,；;":
        start += 1
    while end > start and text[end - 1] in " \t\n　，,；;":
        end -= 1
    return start, end
