"""Rows of the pre-check and the receipt: what to hand in, own score against suggestion, what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import intake
from ui.words import FILES, PAPERS, STATES, Json, number, signed, state_word

PAGED = frozenset({"pdf", "ofd", "pptx", "ppt", "xlsx", "xls"})


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One thing to hand in, with the criterion it serves and what it is worth."""

    id: str
    title: str
    what: str
    gain: float
    gain_words: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One criterion: own score beside the suggestion. differs: the two are not equal, or one is not known."""

    id: str
    title: str
    max: str
    own: str
    points: str
    gap: str
    differs: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One file of the receipt. sources: how its text was got, in words; doubtful: some of it was recognised without
    being sure."""

    path: str
    status: str
    word: str
    paper: str
    pages: str
    characters: str
    reason: str
    sources: str = ""
    seconds: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """N = read + partly + not + ignored, and the files themselves with the exceptions first. sources: how the text of
    all pages was got, in words; doubtful: files in which some words were recognised without being sure."""

    total: int
    parsed: int
    partial: int
    failed: int
    ignored: int
    rows: tuple[ReceiptRow, ...]
    sources: str = ""
    doubtful: int = 0

    def shown(self, which: str) -> tuple[ReceiptRow, ...]:
        """The rows of one state (``doubtful``: those to look at because of their recognised words), all for ``all``."""
        if which == "doubtful":
            return tuple(row for row in self.rows if row.doubtful)
        return tuple(row for row in self.rows if which in ("all", row.status))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the range scale, at ``at`` per cent of its width."""

    at: float
    label: str


def missing_rows(criteria: Sequence[Json]) -> tuple[list[MissingRow], list[MissingRow]]:
    """What is missing, most points first: (what earns points, what earns none)."""
    rows = [MissingRow(id=c["id"], title=c["title"], what=m["what"], gain=float(m["gain"]),
                       gain_words=signed(m["gain"]) if m["gain"] else "")
            for c in criteria for m in c["missing"]]
    earning = sorted((r for r in rows if r.gain > 0), key=lambda r: -r.gain)
    return earning, [r for r in rows if r.gain <= 0]


def compare_rows(criteria: Sequence[Json]) -> list[CompareRow]:
    """Own score against suggestion, the largest differences first, then in the order of the standard."""
    rows: list[tuple[float, CompareRow]] = []
    for c in criteria:
        own, points = c.get("self_points"), c["suggested_points"]
        gap = None if own is None or points is None else float(points) - float(own)
        claimed = bool((c.get("proof") or {}).get("claimed_only"))
        reason = str(c.get("why") or state_word(c))
        if c["status"] == "external":
            reason = STATES["external"]
        elif claimed:
            reason = f"只有自述。{reason}"
        rows.append((-abs(gap or 0.0), CompareRow(
            id=c["id"], title=c["title"], max=number(c["max_points"]), own=number(own), points=number(points),
            gap=signed(gap), differs=gap != 0, reason=reason)))
    return [r for _, r in sorted(rows, key=lambda pair: pair[0])]


def states(criteria: Sequence[Json]) -> list[tuple[str, str, int]]:
    """How many criteria came out how: (state, word, number), those that none has left out."""
    count = {state: sum(c["status"] == state for c in criteria) for state in STATES}
    return [(state, STATES[state], number) for state, number in count.items() if number]


def self_total(assessment: Json) -> float | None:
    """The unit's own total: as the assessment gives it, else the sum where every criterion has its own score."""
    given = assessment["score"].get("self_points", assessment["score"].get("self"))
    if given is not None:
        return float(given)
    own = [c.get("self_points") for c in assessment["criteria"]]
    return sum(map(float, own)) if own and all(p is not None for p in own) else None


def receipt(files: Sequence[Json]) -> Receipt:
    """The receipt of a dossier; files that are not fully read come first, each with its reason."""
    order = ("failed", "partial", "ignored", "parsed")
    told = intake.sums(files)
    rows = tuple(map(_row, sorted(files, key=lambda f: (order.index(f["status"]), not _doubtful(f)))))
    return Receipt(total=told.received, parsed=told.read, partial=told.partly_read, failed=told.failed,
                   ignored=told.ignored, rows=rows, sources=intake.sums_text(told),
                   doubtful=sum(row.doubtful for row in rows))


def _row(file: Json) -> ReceiptRow:
    seconds = file.get("seconds")
    return ReceiptRow(path=file["path"], status=file["status"], word=FILES[file["status"]],
                      paper=PAPERS.get(str(file.get("paper")), ""), pages=_pages(file),
                      characters=f"{file['characters']:,}" if file.get("characters") else "", reason=_why(file),
                      sources=intake.source_words(file.get("sources") or ()),
                      seconds=f"{seconds:.2f}" if seconds else "", doubtful=_doubtful(file))


def _doubtful(file: Json) -> bool:
    return any(map(intake.is_doubtful, file.get("sources") or ()))


def _pages(file: Json) -> str:
    """Pages, sheets or slides of a file; nothing for formats that have none of their own."""
    return str(file.get("pages") or "") if file.get("type") in PAGED else ""


def _why(file: Json) -> str:
    """The reason given for a file; an exception without one says so rather than nothing."""
    error = file.get("error")
    if error:
        return str(error)
    return "" if file["status"] == "parsed" else "没有说明原因"


def scale(low: float, high: float, own: float | None, full: float,
          bands: Sequence[tuple[str, float]]) -> tuple[float, float, float, list[Mark], Mark | None]:
    """The range scale: its left end, low and high in per cent, grade limits, and the own score.

    Points beyond the full score (a bonus) are shown with the full score as a limit of its own.
    The scale begins at half of the full score where everything on it is above, else at 0.
    """
    top = max(full, high, own or 0.0) or 1.0
    least = min([low, *(limit for _, limit in bands)] + ([own] if own is not None else []))
    begin = full / 2 if least >= full / 2 else 0.0

    def at(value: float) -> float:
        return round(100 * (value - begin) / (top - begin), 2)

    limits = [*bands, ("满分", full)] if full < top else bands
    marks = [Mark(at(limit), f"{number(limit)} {name}") for name, limit in limits if begin < limit < top]
    return begin, at(low), at(high), marks, None if own is None else Mark(at(own), f"自评 {number(own)}")
