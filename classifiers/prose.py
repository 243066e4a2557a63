"""Headings and paragraphs → drafts, sentence by sentence, with what one sentence hands on to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from classifiers.context import Context
from classifiers.drafts import Draft
from classifiers.frame import Frame
from classifiers.grammar import find_dates
from classifiers.kinds import find_hits, kinds
from classifiers.logs import day_of, written_out
from classifiers.sentence import drafts_in, entry_drafts, further_drafts, topic_draft
from classifiers.status import Scene, Verdict
from classifiers.text import Piece, clauses, flat, sentences
from classifiers.words import words as words_of
from model.documents import Block
from model.evidence import DateRange

_TOPICAL: frozenset[str] = frozenset({"self_report", "score_table", "plan", "summary", "duty_list", "notice", "case",
                                      "record", "ledger", "work"})
"""Papers whose headings only name a subject; elsewhere a heading may tell a deed (市水务局开展宪法日活动)."""
_RECORDS: frozenset[str] = frozenset({"record", "ledger"})
_LISTED = re.compile(r"\d{1,2}[月日]|[上中下]旬|同月|次日|[一二三四五六七八九十]+月|第?[一二三四]季度|[上下]半年"
                     r"|\d{1,2}[.·]\d{1,2}")
_RECORDED = re.compile(r"\s*(?:会议|学习|活动|培训|旁听)?(?:时间|日期)\s*[：:]")
_RUN_IN = re.compile(r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[一二三四五六七八九十]是)"
                     r"[^，。；\d]{2,18}。?")
"""A run-in heading ((三)走进法庭现场学。) names a subject and tells no deed."""

_SERIES = re.compile(r"(?:（?[一二三四五六七八九十\d]+[）、.．]?\s*)?(?:送法|普法)?走?进[一-龥]{2,4}")
"""A bare heading of a series (进学校), whatever it was read as: what became of it stands below."""


def prose_drafts(block: Block, frame: Frame, context: Context, scene: Scene,
                 year: int) -> Iterator[tuple[Piece, list[Draft]]]:
    """Drafts of a heading or paragraph with the sentence each is quoted from."""
    titled = frame.paper in _TOPICAL and not (frame.paper == "record" and _met(block.text, year))
    if block.kind == "heading" and (titled or words_of("文件", "问题题名").search(frame.title)):
        return
    if block.kind == "caption" and re.match(r"\s*(?:附?表|附件)", block.text):
        return
    if _SERIES.fullmatch(block.text.strip()):
        return
    reader = _Paragraph(block, frame, context, scene, year)
    head = block.text if block.kind == "heading" else "".join(block.section_path[-1:])
    met = _met(head, year) if frame.paper == "record" else None
    today: DateRange | None = None
    rows: list[tuple[Piece, list[Draft]]] = []
    for piece in sentences(block.text):
        words = piece.of(block.text)
        if _RUN_IN.fullmatch(words) and (frame.paper in _TOPICAL or "、关于" in words or "）关于" in words):
            continue
        opens = frame.log and not block.text[:piece.start].rpartition("\n")[2].strip()
        words = written_out(words) if opens else words
        today = day_of(words, year) if opens else today
        drafts = [_of_line(draft, today) for draft in reader.read(words)]
        rows.append((piece, [_foreseen(draft, met) for draft in drafts]))
    yield from _again_that_day(rows, block.text)


def _again_that_day(rows: list[tuple[Piece, list[Draft]]], text: str) -> list[tuple[Piece, list[Draft]]]:
    """The pieces of a paragraph; what it tells of the same day once more (同日下午，…) is another happening."""
    for at, (piece, drafts) in enumerate(rows):
        if not words_of("列举", "同日").match(piece.of(text)):
            continue
        for kind in {d.kind for d in drafts if kinds()[d.kind].merge == "dated"}:
            before = next((n for n in range(at - 1, -1, -1) if any(d.kind == kind for d in rows[n][1])), None)
            if before is None:
                continue
            day = next(d.slots.date for d in rows[before][1] if d.kind == kind)
            rows[before] = rows[before][0], [replace(d, listed=d.listed or d.kind == kind) for d in rows[before][1]]
            rows[at] = piece, [replace(d, listed=True, slots=replace(d.slots, date=d.slots.date or day))
                               if d.kind == kind else d for d in rows[at][1]]
    return rows


def _of_line(draft: Draft, today: DateRange | None) -> Draft:
    """A draft of a log's line; without a day of its own it is of the line's."""
    return draft if today is None or draft.slots.date else replace(draft, slots=replace(draft.slots, date=today))


def _met(heading: str, year: int) -> date | None:
    """The day of a meeting that a heading of minutes begins with (3月15日 局党组会), None where it names none."""
    days = [d for d in find_dates(flat(heading), year=year, period=None) if d.precision == "day" and d.range]
    return days[0].range.start if days and days[0].range and days[0].start <= 4 else None


def _foreseen(draft: Draft, met: date | None) -> Draft:
    """What minutes tell of a day after their meeting is only arranged there."""
    when = draft.slots.date
    if met is None or when is None or draft.verdict.status != "done" or when.start <= met:
        return draft
    return replace(draft, verdict=Verdict("planned", f"{met.isoformat()}的会议记录，说的是以后的安排"))


class _Paragraph:
    """One paragraph while its sentences are read in order.

    A dated entry of a list (after a total, ； or ：) that names no kind goes on with the kind of the sentence before.
    """

    def __init__(self, block: Block, frame: Frame, context: Context, scene: Scene, year: int) -> None:
        self.block, self.frame, self.context, self.scene, self.year = block, frame, context, scene, year
        self.headings = " ".join((frame.title, *block.section_path[-2:]))
        self.running: str | None = None
        self.lead: str | None = None
        self.listing = False
        self.chained = False
        self.listed_kind: str | None = None
        self.last: list[Draft] = []

    def read(self, words: str) -> list[Draft]:
        """Drafts of the next sentence."""
        drafts = drafts_in(words, self.context, self.scene, self.headings, self.year)
        entered = False
        if not drafts and self.running and (_lists(words) or self.chained and self._further(words)) \
                and not self._another(words):
            drafts = self._entries(self.running, words)
            entered = True
        elif not drafts and self.frame.paper in _RECORDS and _RECORDED.match(words):
            drafts = self._recorded(words)
        elif not drafts and self.last:
            drafts = further_drafts(self.last, words, self.context, self.scene, self.year)
        else:
            dated = [d.kind for d in drafts if kinds()[d.kind].merge == "dated"]
            self.running = dated[-1] if dated else None
        drafts = self._led(words, self._chain(words, drafts, entered))
        told = any(_is_total(draft) for draft in drafts)
        self.listed_kind = self.running or self.listed_kind
        if not (told or self.listing or re.search("[；;：:]$|[：:]", words)):
            self.running = None
        self.listing = (told or self.listing) and self.running is not None
        self.last = drafts if words.endswith(("；", ";")) else []
        return drafts

    def _chain(self, words: str, drafts: list[Draft], entered: bool) -> list[Draft]:
        """The drafts of a piece; what a list goes on to tell of its kind is an entry of its own."""
        if self.listing or self.chained:
            drafts = [replace(d, listed=True) if d.kind == self.listed_kind else d for d in drafts]
        goes_on = entered or (self.listing or self.chained) and any(draft.listed for draft in drafts)
        self.chained = goes_on and words.endswith(("；", ";"))
        return drafts

    def _led(self, words: str, drafts: list[Draft]) -> list[Draft]:
        """The drafts of a piece; each entry of a list under a lead (送法：4月……；5月……。) is of the lead's kind."""
        if self.lead and all(draft.kind != self.lead for draft in drafts) and (
                drafts or _lists(words) or self._dated(words)):
            own = [d for d in drafts if kinds()[d.kind].merge != "dated" or d.slots.named_day]
            drafts = [self._topic(self.lead, words), *own]
        colon = re.search("[：:]", words)
        led = [d.kind for d in drafts if colon and colon.end() <= 16 and (d.listed or d.anchor < colon.end())
               and kinds()[d.kind].merge == "dated"]
        self.lead = (led[0] if led else self.lead) if words.endswith(("；", ";")) else None
        return drafts

    def _dated(self, words: str) -> bool:
        """True for a piece that begins with a day."""
        return any(day.start == 0 for day in find_dates(flat(words), year=self.year, period=None))

    def _another(self, words: str) -> bool:
        """True for a piece that says itself that it is something else (局务会; a contest in a list of talks)."""
        apart = not self.chained and self.running is not None and not kinds()[self.running].quick.search(words)
        return words_of("文件", "另一种会").search(words) is not None \
            or apart and words_of("列举", "别的活动").search(words) is not None

    def _further(self, words: str) -> bool:
        """True for a further part of a sentence of entries that has a day in its first clause, behind its subject."""
        text = flat(words)
        first = clauses(text, Piece(0, len(text)))[0]
        days = find_dates(text, year=self.year, period=None)
        return not words_of("列举", "另起").match(text) and any(d.range and d.start < first.end for d in days)

    def _entries(self, kind: str, words: str) -> list[Draft]:
        return entry_drafts(kinds()[kind], words, self.context, self.scene, self.year, self.headings)

    def _topic(self, kind: str, words: str) -> Draft:
        return topic_draft(kinds()[kind], words, self.context, self.scene, self.year, self.headings)

    def _recorded(self, words: str) -> list[Draft]:
        """The head of a minute (时间：…　地点：…): one happening of the kind that its heading or the title names."""
        for text in (*reversed(self.block.section_path[-1:]), self.frame.title):
            hits = find_hits(flat(text), [(0, len(text))], asked=self.context.kinds)
            named = [hit.kind for hit in hits if kinds()[hit.kind].merge == "dated"]
            if named:
                return [self._topic(named[0], words)]
        return []


def _lists(words: str) -> bool:
    """True for a piece that begins with a time or number of its own, as an entry of a list does."""
    head = words_of("列举", "领词").match(words)
    begin = head.end() if head else 0
    return any(mark.match(words, begin) for mark in (_LISTED, words_of("列举", "标号")))


def _is_total(draft: Draft) -> bool:
    """True for a stated total that a list of its happenings may follow (全年集中学法6次。4月22日，…；6月10日，…)."""
    quantity = draft.slots.quantity
    return quantity is not None and quantity.value > 1 and kinds()[draft.kind].merge == "dated"

