"""A scoring standard as data: items, criteria, and the shape of each criterion's rule.

Points are ``Decimal``. A rubric is built by ``rubric_maps.load`` from a map a clerk can read; nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from model.evidence import Level, Paper, Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Which evidence counts: any of ``kinds``, in any of ``statuses``, at any of ``levels`` (() = any level)."""

    kinds: tuple[str, ...]
    statuses: tuple[Status, ...] = ("done",)
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Aspect:
    """One of the parts that a criterion lists; ``name`` is the standard's word for it."""

    name: str
    ask: Ask


@dataclass(frozen=True, kw_only=True, slots=True)
class Presence:
    """Full points where at least one event is there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """``threshold`` distinct events for full points. shortfall: ``proportion`` or ``none`` (all or nothing)."""

    threshold: int
    shortfall: str = "proportion"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortfall:
    """``threshold`` expected; each one short deducts ``each``, never below 0."""

    threshold: int
    each: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """A stated rate in per cent must reach ``gate`` (inclusive); all or nothing."""

    gate: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """Stated hours against ``threshold``, in proportion."""

    threshold: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Tier:
    """Points for one level of a work or honour."""

    level: Level
    points: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Tiers:
    """Points by level. One work or honour counts at its highest level; different ones add up if ``add_up``."""

    tiers: tuple[Tier, ...]
    add_up: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Aspects:
    """Several parts, each an equal share; ``all_needed``: nothing unless every part is there."""

    aspects: tuple[Aspect, ...]
    all_needed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Bonus:
    """Points for each event (by level where ``tiers`` are given, else ``each``) up to the criterion's maximum."""

    each: Decimal = Decimal(0)
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Deduction:
    """Full points less ``each`` for every adverse event, never below 0."""

    each: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class External:
    """Only the office's own records can answer. adverse: what in the dossier itself would speak against full points.

    each: points lost per adverse event the dossier admits (all of them where None).
    """

    adverse: Ask
    each: Decimal | None = None


Rule = Presence | Count | Shortfall | Rate | Hours | Tiers | Aspects | Bonus | Deduction | External


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
class Criterion:
    """A part of an item with points of its own. ``id`` is ``item.n``; ``ask`` is None for Aspects, each having one.

    short: the rule in short words of our own. reading: how a silence of the standard is read, "" where there is none.
    proofs: the papers that the standard accepts as support. hand_in: what to hand in where it is missing, in Chinese.
    doubtful: evidence that raises only ``high``, until a person looks (a case reported but not seen published).
    unit: measure word and noun of one piece (个典型案例), "" where pieces are not counted.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A numbered line of the standard. cap: most points its criteria may add up to."""

    number: str
    title: str
    cap: Decimal
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the standard with a sum of its own. bonus: its points come on top of the base total."""

    title: str
    points: Decimal
    items: tuple[Item, ...]
    bonus: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class GradeBand:
    """A grade by its inclusive lower bound."""

    name: str
    lower: Decimal


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
class Source:
    """The official paper a map was made from."""

    key: str
    title: str
    document_number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseEvidence:
    """Evidence supposed by a case: ``number`` distinct events of a kind.

    value: a stated total, rate or number of hours (one claim then, ``number`` is 1); None for listed events.
    """

    kind: str
    number: int = 1
    status: Status = "done"
    level: Level | None = None
    paper: Paper = "record"
    value: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RubricCase:
    """A worked example beside a map: what a dossier holds (or a total), and the points or grade that must follow.

    line: in the cases file. expected: (criterion or item id, points) pairs. total: a total to be graded, None where
    the case is about criteria. mode and parts: a composite, ``total`` then being what must come out.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Rubric:
    """A scoring standard of one place and year.

    max_points: the base total. bands: highest first, () where the standard has none. grade_places: decimal places
    the total is rounded to (half up) before the grade. notes: readings that touch the whole standard.
    version: of the map, shown beside every suggestion.
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
        return frozenset(asked)


def asks(criterion: Criterion) -> tuple[Ask, ...]:
    """Everything a criterion asks for: its own ask, its aspects' asks, what an external one calls
    adverse, and what is doubtful."""
    found = [criterion.ask] if criterion.ask else []
    if isinstance(criterion.rule, Aspects):
        found.extend(aspect.ask for aspect in criterion.rule.aspects)
    if isinstance(criterion.rule, External):
        found.append(criterion.rule.adverse)
    if criterion.doubtful:
        found.append(criterion.doubtful)
    return tuple(found)
