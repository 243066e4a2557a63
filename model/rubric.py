"""A scoring standard as data: items and criteria, grades, and the procedure around them.

Points are ``Decimal``. A rubric is built by ``rubric_maps.load`` from a map a clerk can read; nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from model.evidence import DateRange, Level, Paper, Prize, Status
from model.results import CriterionStatus
from model.rules import Ask, Aspect, External, Rule, parts


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """One paper that the standard accepts as proof (its 评估依据), by its word there.

    papers: kinds of file that are such a paper. kinds: evidence kinds that are such a paper by themselves.
    needed: the standard asks for it in its own right; else it is one of several that will do.
    """

    name: str
    papers: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """Where the standard says it: source key, page (or 0 where the source has none) and line of the official text."""

    source: str
    page: int
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Exemption:
    """What in the dossier makes a criterion not applicable (no power to enforce), and whether it then earns in full."""

    ask: Ask
    full: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """A part of an item with points of its own. ``id`` is ``item.n``.

    ask: None where the rule's aspects, classes, sorts or indicators have one each. max_points: negative for a penalty,
    0 for a check without points.

    short: the rule in short words of our own. reading: how a silence of the standard is read, "" where there is none.
    proofs: the papers that the standard accepts as support. hand_in: what to hand in where it is missing, in Chinese.
    doubtful: evidence that raises only ``high``, until a person looks (a case reported but not seen published).
    unit: measure word and noun of one piece (个典型案例), "" where pieces are not counted. exemption: when it does not
    apply. touching: kinds that speak of the criterion too and never count (a promise to treat it like other work).
    """

    id: str
    title: str
    max_points: Decimal
    rule: Rule
    ask: Ask | None
    proofs: tuple[Proof, ...]
    short: str
    hand_in: str
    citation: Citation
    reading: str = ""
    doubtful: Ask | None = None
    unit: str = ""
    exemption: Exemption | None = None
    touching: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A numbered line of the standard. cap: its printed points, the most its criteria may add up to.

    source_sum: what the parts printed in the source add up to, where that is not the printed figure (a fault of the
    source); else None.
    """

    number: str
    title: str
    cap: Decimal
    criteria: tuple[Criterion, ...]
    source_sum: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the standard with a sum of its own.

    bonus: its points come on top of the base total, up to ``points`` (0: every criterion has a cap of its own).
    """

    title: str
    points: Decimal
    items: tuple[Item, ...]
    bonus: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class GradeBand:
    """A grade by its inclusive lower bound; None where the standard only names its grades."""

    name: str
    lower: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Veto:
    """A finding that sets a grade by itself, once a person has confirmed it."""

    case: str
    grade: str
    citation: Citation


@dataclass(frozen=True, kw_only=True, slots=True)
class Weight:
    """One part of a composite total, in per cent."""

    part: str
    name: str
    weight: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Composite:
    """A way to form the year's total out of several parts' scores (mode → weights that sum to 100)."""

    mode: str
    weights: tuple[Weight, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """A paper that must be there by a day of the year. years_after: 0 for the review year, 1 for the next."""

    name: str
    month: int
    day: int
    papers: tuple[Paper, ...]
    citation: Citation
    years_after: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Absence:
    """What becomes of a unit that does not take part."""

    treatment: str
    citation: Citation


@dataclass(frozen=True, kw_only=True, slots=True)
class Draw:
    """How many units are drawn for the panel: at least ``share`` per cent of them, or at most ``at_most``."""

    citation: Citation
    share: Decimal | None = None
    at_most: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """The official paper a map was made from."""

    key: str
    title: str
    document_number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseEvidence:
    """Evidence supposed by a case: ``number`` distinct events of a kind.

    value: a stated total, rate or number of hours (one claim then, ``number`` is 1); None for listed events.
    bound: how exactly the value is stated.
    """

    kind: str
    number: int = 1
    status: Status = "done"
    level: Level | None = None
    paper: Paper = "record"
    value: Decimal | None = None
    bound: Literal["exact", "at_least", "about"] = "exact"
    prize: Prize | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RubricCase:
    """A worked example beside a map: what a dossier holds (or a total), and the points or grade that must follow.

    line: in the cases file. expected: (criterion or item id, points) pairs. total: a total to be graded, None where
    the case is about criteria. mode and parts: a composite, ``total`` then being what must come out. statuses:
    (criterion id, status) pairs that must follow.
    """

    name: str
    line: int
    evidence: tuple[CaseEvidence, ...] = ()
    expected: tuple[tuple[str, Decimal], ...] = ()
    total: Decimal | None = None
    grade: str | None = None
    falsified: bool = False
    mode: str | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()
    statuses: tuple[tuple[str, CriterionStatus], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rubric:
    """A scoring standard of one place and year.

    max_points: the base total, 0 for a list of checks without points. bands: highest first, () where the standard has
    none. grade_places: decimal places the total is rounded to (half up) before the grade. notes: readings that touch
    the whole standard. version: of the map, shown beside every suggestion. months: first and last day of the review
    period in its year, as (month, day). reuse: whether one piece of evidence may serve several items (可重复, 不可重复,
    未写明). A standard may have no sections: a procedure that borrows the criteria of another, whose id is then
    ``borrowed``.
    """

    id: str
    name: str
    version: str
    valid_from: date | None
    max_points: Decimal
    sections: tuple[Section, ...]
    bands: tuple[GradeBand, ...]
    vetoes: tuple[Veto, ...]
    composites: tuple[Composite, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()
    grade_places: int = 1
    months: tuple[tuple[int, int], tuple[int, int]] = ((1, 1), (12, 31))
    deadlines: tuple[Deadline, ...] = ()
    absence: Absence | None = None
    draw: Draw | None = None
    reuse: str = "未写明"
    borrowed: str = ""

    @property
    def unscored(self) -> bool:
        """True for a list of checks without points."""
        return bool(self.sections) and self.max_points == 0

    def period_of(self, year: int) -> DateRange:
        """The days that a review of ``year`` looks at, unless the caller says otherwise."""
        (first, day), (last, end) = self.months
        return DateRange(start=date(year, first, day), end=date(year, last, end))

    def long_kinds(self) -> frozenset[str]:
        """Evidence kinds that some criterion looks for outside the review period as well (five-year items)."""
        return frozenset(kind for criterion in self.criteria() for ask in asks(criterion) if ask.period
                         for kind in ask.kinds)

    def items(self) -> tuple[Item, ...]:
        """All items in the order of the standard."""
        return tuple(item for section in self.sections for item in section.items)

    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in the order of the standard."""
        return tuple(criterion for item in self.items() for criterion in item.criteria)

    def kinds(self) -> frozenset[str]:
        """Every evidence kind the standard asks for, papers that are a kind of their own included."""
        asked: set[str] = set()
        for criterion in self.criteria():
            for ask in asks(criterion):
                asked.update(ask.kinds)
            for proof in criterion.proofs:
                asked.update(proof.kinds)
            asked.update(criterion.touching)
        return frozenset(asked)

    def groups(self) -> frozenset[frozenset[str]]:
        """The kinds that one criterion asks for, a set a criterion."""
        return frozenset(frozenset(kind for ask in asks(criterion) for kind in ask.kinds)
                         for criterion in self.criteria())


def asks(criterion: Criterion) -> tuple[Ask, ...]:
    """Everything a criterion asks for: its own ask, those of its rule's parts, what an external one calls adverse,
    what is doubtful, and what exempts from it."""
    found = [criterion.ask] if criterion.ask else []
    found.extend(part.ask for part in parts(criterion.rule))
    found.extend(part.refuted_by for part in parts(criterion.rule) if isinstance(part, Aspect) and part.refuted_by)
    if isinstance(criterion.rule, External):
        found.append(criterion.rule.adverse)
    if criterion.doubtful:
        found.append(criterion.doubtful)
    if criterion.exemption:
        found.append(criterion.exemption.ask)
    return tuple(found)
