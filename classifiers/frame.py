"""What a document as a whole says about its sentences: kind of paper, title, year, and a default status by section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from classifiers.context import Context
from classifiers.cues import cues
from classifiers.grammar import carry_year
from classifiers.logs import is_log
from classifiers.status import Scene
from classifiers.words import words
from model.documents import Block, Document
from model.evidence import Paper, Status

_PLAN_PAPERS: dict[str, str] = {"plan": "计划中的安排", "duty_list": "责任清单中的任务"}
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]")
_ENTRY = re.compile(r"\[?20\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?\]?\s*\S{4}"
                    r"|\S.{3,50}\s\[?20\d{2}[-./]\d{1,2}[-./]\d{1,2}\]?$")
"""An entry of a list of a web page, with its day before or behind its title."""
_DATED_LINE = re.compile(r"((?:19|20)\d{2}|[二〇○零一九两]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月")


@dataclass(frozen=True, slots=True)
class Frame:
    """title: the document's own title, "" where it has none. title_block: its index, None where it has none.

    year: that bare months and days belong to. default, reason: status of its sentences unless they say otherwise.
    log: it is kept line by line, each under its day.
    """

    paper: Paper
    title: str
    title_block: int | None
    year: int
    default: Status | None
    reason: str
    log: bool = False


def frame_of(document: Document, paper: Paper, context: Context) -> Frame:
    """The frame of one document."""
    at, title = _title(document)
    year = _year(document, title, context)
    default, reason = _default(paper, year, title, context)
    return Frame(paper, title, at, year, default, reason, is_log(document))


def _title(document: Document) -> tuple[int | None, str]:
    """The first heading, or the first short line, among the first twelve blocks; a line with a paper's word wins."""
    first: tuple[int, str] | None = None
    for i, block in enumerate(document.blocks[:12]):
        text = block.text.strip().replace("\n", "")
        if not text or len(text) > 60 or block.kind == "table_row" and len(block.cells) > 1:
            continue
        if re.search(r"[。；]$", text) or _ENTRY.match(text):
            continue
        if words("文件", "题名词").search(text) and not _NUMBERED.match(text):
            return i, text
        first = first or (i, text)
    return first or (None, "")


def _year(document: Document, title: str, context: Context) -> int:
    """The year of the title, else of the dateline: a short line of the head or the close with a year and a month."""
    named = carry_year(title)
    if named and not words("文件", "追述题名").search(title):
        return named
    for block in (*document.blocks[:6], *document.blocks[-4:]):
        line = block.text.strip()
        if block.kind != "table_row" and len(line) <= 60 and not line.endswith("。") and _DATED_LINE.search(line):
            year = carry_year(line)
            if year:
                return year
    return context.year if named is None else min(named + 1, context.year)


def _default(paper: Paper, year: int, title: str, context: Context) -> tuple[Status | None, str]:
    if paper in _PLAN_PAPERS:
        if year < context.period.start.year:
            return "other_period", f"{year}年的文件"
        return "planned", _PLAN_PAPERS[paper]
    if year < context.period.start.year and paper not in ("certificate", "other"):
        return "other_period", f"{year}年的文件"
    if year > context.period.end.year + 1:
        return "other_period", f"{year}年的文件"
    if paper == "notice" and not words("文件", "已定的通知").search(title):
        return "planned", "通知中的要求"
    return None, ""


def promises(frame: Frame) -> bool:
    """True for a paper that only announces: a plan, a list of duties, a notice of what is still to be done."""
    undecided = frame.paper == "notice" and not words("文件", "已定的通知").search(frame.title)
    return undecided or frame.paper in _PLAN_PAPERS


def scene_of(frame: Frame, block: Block, context: Context) -> Scene:
    """The default that holds for a block: its section's, else its document's."""
    status = cues()
    path = () if block.kind == "table_row" and frame.paper not in _PLAN_PAPERS else block.section_path
    for title in reversed(path):
        if status.plan_section.search(title):
            return Scene(context.period, "planned", f"位于“{title[:14]}”一节")
        if status.problem_section.search(title):
            return Scene(context.period, "negated", f"位于“{title[:14]}”一节")
        if status.aim_section.search(title) and frame.paper in ("plan", "notice", "duty_list"):
            return Scene(context.period, "planned", f"位于“{title[:14]}”一节")
    return Scene(context.period, frame.default, frame.reason)


def block_year(frame: Frame, block: Block) -> int:
    """The year carried from the nearest heading that names one of its own, else the document's."""
    for title in reversed(block.section_path):
        year = _year_named(title)
        if year:
            return year
    return frame.year


@lru_cache(maxsize=2048)
def _year_named(title: str) -> int | None:
    return None if words("文件", "追述题名").search(title) else carry_year(title)
