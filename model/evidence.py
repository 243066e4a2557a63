"""What finding evidence yields: mentions with their slots, and the distinct events they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from model.documents import BBox, Span

Status = Literal["done", "planned", "negated", "other_period", "other_unit", "boilerplate"]
STATUSES: tuple[Status, ...] = ("done", "planned", "negated", "other_period", "other_unit", "boilerplate")

Paper = Literal["self_report", "score_table", "plan", "summary", "duty_list", "briefing", "notice", "case",
                "certificate", "record", "ledger", "photo", "video", "web_page", "media", "work", "other"]
PAPERS: tuple[Paper, ...] = ("self_report", "score_table", "plan", "summary", "duty_list", "briefing", "notice",
                             "case", "certificate", "record", "ledger", "photo", "video", "web_page", "media",
                             "work", "other")
CLAIM_PAPERS: frozenset[str] = frozenset({"self_report", "score_table"})
"""Papers in which a unit speaks of itself to the reviewers: evidence in them alone is a claim."""
LEARNED = "learned:"
"""How the ``detector`` of a mention begins that a learned model alone saw."""
SUSPECTED = "suspected:"
"""The same, where the model is not sure enough to propose it: such a mention only widens a criterion's bounds."""
BY_MODEL = "由学习模型认出，规则没有认出"
"""The ``reason`` of a plain deed that a learned model alone saw."""
ADDED = "人工补充"
"""How the ``reason`` of a mention begins that a person added where the software had missed it."""

Level = Literal["国家", "省", "市", "县"]
LEVELS: tuple[Level, ...] = ("国家", "省", "市", "县")

Prize = Literal["一等奖", "二等奖", "三等奖", "组织奖"]
PRIZES: tuple[Prize, ...] = ("一等奖", "二等奖", "三等奖", "组织奖")


@dataclass(frozen=True, kw_only=True, slots=True)
class DateRange:
    """A day (both ends equal) or a span of days, both ends included."""

    start: date
    end: date

    def overlaps(self, other: DateRange) -> bool:
        """True where the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def within(self, other: DateRange) -> bool:
        """True where every day of this range lies in the other."""
        return other.start <= self.start and self.end <= other.end

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A stated number. unit: as written (场次, 件, 元 after scaling 万, 学时, %).

    bound: ``at_least`` for 余/多/超/以上, ``about`` for 近/约/左右, ``only`` for 只有/仅 (no more than these), else
    ``exact``.
    claimed_total: the number sums up several happenings (全年共6次) and is a claim beside what is listed.
    """

    value: Decimal
    unit: str
    bound: Literal["exact", "at_least", "about", "only"] = "exact"
    claimed_total: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Slots:
    """What a mention says of its happening; None or () where it does not say.

    date: when it happened. quantity: in the kind's unit. level: of an award or medium. prize: of an award.
    place, organiser, partner: as written. title: of a case, work or paper, without its brackets.
    document_number: such as 云水发〔2020〕7号. named_day: canonical name of a day or week of the year (国家宪法日).
    titles, dates: every title and day that one sentence lists for happenings of its kind, () unless there are two or
    more; each is an event of its own.
    """

    date: DateRange | None = None
    quantity: Quantity | None = None
    level: Level | None = None
    prize: Prize | None = None
    place: str | None = None
    organiser: str | None = None
    partner: str | None = None
    title: str | None = None
    document_number: str | None = None
    named_day: str | None = None
    titles: tuple[str, ...] = ()
    dates: tuple[DateRange, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One place in one file that speaks of evidence.

    id: stable over runs (from file, place and kind). paper: kind of the file. quote: verbatim, on one page.
    confidence: 0..1. detector: what found it (``rule:<kind>``, ``learned:<kind>``, ``document``, ``table``).
    whole_document: the file as such is the evidence (a plan, a duty list), the quote being its title.
    reason: in Chinese, why the status is what it is; "" for a plain deed.
    series: the mention is one heading of a series or one entry of a list (kept apart from its neighbours).
    table: the table of its file of which it is a row.
    promised: its paper only announces (a plan, a list of duties, a notice), so that a day in it is no deed's day.
    recognised: how surely its words were recognised in a picture or scan, 0..1; None for a text layer.
    """

    id: str
    kind: str
    span: Span
    page: int
    bbox: BBox | None
    quote: str
    status: Status
    slots: Slots
    confidence: float
    detector: str
    paper: Paper
    whole_document: bool = False
    reason: str = ""
    series: bool = False
    table: int | None = None
    promised: bool = False
    recognised: float | None = None

    @property
    def by_model_alone(self) -> bool:
        """Whether only a learned model sees it: no rule found it."""
        return self.detector.startswith((LEARNED, SUSPECTED))

    @property
    def added(self) -> bool:
        """Whether a person added it."""
        return self.reason.startswith(ADDED)

    @property
    def suspected(self) -> bool:
        """Whether a learned model alone sees it and is not sure of it."""
        return self.detector.startswith(SUSPECTED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """A distinct happening or thing, with every mention of it.

    claim: True where only stated totals speak of it; ``slots.quantity`` then says how many are claimed.
    conflicts: what two mentions disagree on, in Chinese. merge_reason: why the mentions are one, in Chinese.
    """

    id: str
    kind: str
    mentions: tuple[Mention, ...]
    slots: Slots
    claim: bool = False
    conflicts: tuple[str, ...] = ()
    merge_reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SelfScoreRow:
    """A row of the unit's own score table (自测得分表), in the order of the table.

    item: the item number as written in the row, None where the cell is empty or merged down from above.
    text: the row's wording. max_points: full points printed in it. points: what the unit gives itself. None where
    absent.
    """

    item: str | None
    text: str
    max_points: Decimal | None
    points: Decimal | None
