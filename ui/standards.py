"""What the screens take from the rubric maps: sections, rules in short words, citations, grade limits, names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from classifiers.kinds import kinds
from model.problems import PufaError
from model.rubric import Criterion, Item, Rubric, Source, asks
from rubric_maps import load
from ui.tree import Part


@dataclass(frozen=True, slots=True)
class Standard:
    """One scoring standard, as far as the screens show it; empty where its map is not at hand."""

    name: str = ""
    parts: tuple[Part, ...] = ()
    bands: tuple[tuple[str, float], ...] = ()
    short: dict[str, str] = field(default_factory=dict)
    cite: dict[str, str] = field(default_factory=dict)
    hand_in: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each criterion, the kinds of evidence that it looks at, with their names."""
    proofs: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each criterion, the kinds that it wants as papers beside (制度文件), with their names."""


def standard(rubric_id: str, criteria_from: str = "") -> Standard:
    """The standard of an id; a map that is not there or is broken leaves the ledger readable without it.

    criteria_from: the standard whose criteria a procedure borrowed.
    """
    try:
        rubric = load.load(rubric_id)
        if not criteria_from:
            return _told(rubric, rubric.sources)
        other = load.load(criteria_from)
        return _told(load.borrowed(rubric, other), other.sources)
    except PufaError:
        return Standard()


@lru_cache(maxsize=16)
def _told(rubric: Rubric, sources: tuple[Source, ...]) -> Standard:
    """sources: of the standard whose criteria they are (a borrowed one's key may stand twice)."""
    parts = tuple(Part(s.title, float(s.points), tuple(c.id for i in s.items for c in i.criteria), s.bonus)
                  for s in rubric.sections)
    pairs = [(i, c) for i in rubric.items() for c in i.criteria]
    return Standard(name=rubric.name, parts=parts, short={c.id: c.short for _, c in pairs},
                    bands=tuple((b.name, float(b.lower)) for b in rubric.bands if b.lower is not None),
                    hand_in={c.id: c.hand_in for _, c in pairs},
                    cite={c.id: _cite(sources, i, c) for i, c in pairs}, kinds={c.id: _kinds(c) for _, c in pairs},
                    proofs={c.id: _proofs(c) for _, c in pairs})


def _kinds(criterion: Criterion) -> dict[str, str]:
    table = kinds()
    return {kind: table[kind].name for ask in asks(criterion) for kind in ask.kinds if kind in table}


def _proofs(criterion: Criterion) -> dict[str, str]:
    table = kinds()
    return {kind: table[kind].name for proof in criterion.proofs if proof.needed for kind in proof.kinds
            if kind in table}


def _cite(sources: tuple[Source, ...], item: Item, criterion: Criterion) -> str:
    """Where the standard says it: document number, page where it has one, place."""
    number = next((s.document_number for s in sources if s.key == criterion.citation.source), "")
    page = f"第{criterion.citation.page}页" if criterion.citation.page else ""
    return " ".join(p for p in (number, page, criterion.citation.place or f"第{item.number}项") if p)


def choices() -> list[tuple[str, str]]:
    """Ids and names of the standards at hand."""
    return [(i, standard(i).name or i) for i in load.available()]


def without_criteria(rubric_id: str | None) -> bool:
    """True for a procedure that borrows another standard's criteria."""
    return bool(rubric_id) and bool(standard(str(rubric_id)).name) and not standard(str(rubric_id)).parts
