"""Sentences that tell several happenings entry by entry (全年3场：4月走进…，5月在…，6月…): where each entry stands.

An entry begins with a day, month, season or number of its own, or is a place with its day in brackets. After a stated
total, or a colon, every such entry is one of the happenings counted there; without one, only entries that have the
kind's own words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from classifiers.actors import doings
from classifiers.grammar import DateMatch
from classifiers.kinds import Hit, Kind
from classifiers.reading import Read, governing
from classifiers.text import Piece
from classifiers.words import words

Entries = tuple[Piece, ...]
_EXACT = frozenset({"day", "month", "quarter", "half"})


def unfold(kind: Kind, hits: Sequence[Hit], read: Read, things: Sequence[Hit] = (), listing: bool = False,
           ) -> tuple[Read, list[Hit], Entries]:
    """The sentence with its clauses cut where entries of the kind begin, the words that head them, and those entries.

    There are no entries where it lists none. things: words of kinds that are no happenings (a resolution, a case),
    which an entry without the kind's own words may not have. listing: the sentence before has stated the total.
    """
    if kind.merge != "dated" or kind.adverse or "\t" in read.text:
        return read, [], ()
    text, starts = read.text, _starts(kind, read)
    pieces = _joined([Piece(a, b) for a, b in pairwise([*starts, len(text)])], read)
    if not pieces:
        return _opened_days(kind, read), [], ()
    lead = _lead(kind, Piece(0, pieces[0].start), hits, read)
    opened = text[:pieces[0].start].rstrip().endswith(("：", ":", "（", "("))
    total = bool(lead) and (opened or _counted(kind, Piece(0, pieces[0].start), read))
    guests = words("列举", "外请").search(text[:pieces[0].start]) is not None
    alike = bool(lead) and _parallel(pieces, read)
    chosen = [p for p in pieces if _is_entry(kind, p, hits, read, total or listing or alike)
              and (opened or not _holds(p, things) or _holds(p, hits))
              and not (guests and words("列举", "自己人").search(p.of(text)))]
    more = listing or total and (opened or text.endswith(("；", ";")))
    if not chosen or len(chosen) < 2 and not more:
        return _opened_days(kind, read), [], ()
    return _cut(read, chosen), lead, tuple(chosen)


def _parallel(pieces: list[Piece], read: Read) -> bool:
    """True for quarters, half-years, or numbers of their own side by side (一季度讲…，二季度讲…，三季度讲…)."""
    marks = [_marked(piece.start, read) for piece in pieces]
    times = [mark.precision for mark in marks if isinstance(mark, DateMatch)]
    numbered = [mark for mark in marks if isinstance(mark, re.Match) and mark.group().startswith("第")]
    return len(numbered) > 1 or times.count("quarter") > 1 or times.count("half") > 1


def _lead(kind: Kind, head: Piece, hits: Sequence[Hit], read: Read) -> list[Hit]:
    """The kind's words before the entries; a bare number before a colon (文艺活动3场：) speaks of the kind as well."""
    own = [hit for hit in hits if hit.start < head.end]
    if own or not hits or not read.text[:head.end].rstrip().endswith(("：", ":")):
        return own
    last = next((p for p in reversed(read.parts) if p.start < head.end), head)
    return [Hit(kind.id, last.start, last.start)] if _counted(kind, last, read) else []


def _opened_days(kind: Kind, read: Read) -> Read:
    """The reading in which days in brackets after a stated total (学法3次（3月29日、6月21日）) are told outright."""
    days = [(a, b) for a, b in read.asides if _after_total(kind, a, read)
            and sum(a < d.start < b and d.precision in ("day", "month") for d in read.found.dates) > 1]
    return replace(read, asides=[span for span in read.asides if span not in days]) if days else read


def _starts(kind: Kind, read: Read) -> list[int]:
    """Where something begins with a time or number of its own: a clause, or a part after 、 or in the brackets after a
    stated total."""
    text = read.text
    inner = [at for a, b in read.asides if _after_total(kind, a, read) for at in _parts_in(a, b, text)]
    outer = [m.end() for m in re.finditer("、|[）)](?![，。；、：])", text)
             if not any(a < m.start() < b for a, b in read.asides)]
    places = sorted({part.start for part in read.parts} | set(outer) | set(inner))
    return [at for at in places if _marked(at, read)]


def _after_total(kind: Kind, at: int, read: Read) -> bool:
    return any(q.end <= at <= q.end + 2 and "：" not in read.text[q.end:at]
               and q.quantity.value > 1 and q.quantity.unit in kind.units
               for q in read.found.quantities)


def _parts_in(a: int, b: int, text: str) -> Iterable[int]:
    return [a + 1, *(m.end() for m in re.compile("[、，,；;]").finditer(text, a, b))]


def _marked(at: int, read: Read) -> DateMatch | re.Match[str] | None:
    """The time or number that an entry at ``at`` begins with, None where none stands there."""
    head = words("列举", "领词").match(read.text, at)
    begin = head.end() if head else at
    for day in read.found.dates:
        if at <= day.start <= begin + 1 and day.precision in _EXACT and not day.in_title:
            behind = words("列举", "界限").match(read.text, day.end)
            return None if behind else day
    return words("列举", "标号").match(read.text, begin) or _place_with_day(at, read)


def _place_with_day(at: int, read: Read) -> re.Match[str] | None:
    """A short name with its own day in brackets right after (石灰窑村（4月11日）)."""
    name = re.compile(r"[^，。；：:、（）()\d]{2,14}(?=[（(])").match(read.text, at)
    inside = next(((a, b) for a, b in read.asides if name and a == name.end()), None)
    told = inside and any(inside[0] < d.start <= inside[0] + 3 and d.precision in _EXACT for d in read.found.dates)
    return name if told else None


def _joined(pieces: list[Piece], read: Read) -> list[Piece]:
    """Pieces with those that are a bare day (4月8日、5月12日走进…) joined to what follows."""
    joined: list[Piece] = []
    for piece in reversed(pieces):
        mark = _marked(piece.start, read)
        end = mark.end if isinstance(mark, DateMatch) else piece.start
        bare = isinstance(mark, DateMatch) and re.fullmatch(r"[、，,和及与）)（(。；;\s]*", read.text[end:piece.end])
        if bare and joined:
            joined[-1] = Piece(piece.start, joined[-1].end)
        elif not bare:
            joined.append(piece)
    return joined[::-1]


def _counted(kind: Kind, lead: Piece, read: Read) -> bool:
    return any(lead.start <= q.start < lead.end and q.quantity.value > 1 and q.quantity.unit in kind.units
               and not (q.is_change or q.per_capita or q.per_each) for q in read.found.quantities)


def _is_entry(kind: Kind, piece: Piece, hits: Sequence[Hit], read: Read, counted: bool) -> bool:
    """True for a piece that tells one happening of the kind."""
    own = _holds(piece, hits)
    several = any(piece.start <= q.start < piece.end and q.quantity.value > 1 and q.quantity.unit in kind.units
                  and not q.per_each for q in read.found.quantities)
    apart = words("列举", "另起").match(read.text, piece.start)
    return not several and (own or counted and apart is None)


def _holds(piece: Piece, hits: Sequence[Hit]) -> bool:
    return any(piece.start <= hit.start < piece.end for hit in hits)


def _cut(read: Read, entries: list[Piece]) -> Read:
    """The reading with its clauses parted where entries begin; an entry without a day of its own takes the lead's."""
    edges = {entry.start for entry in entries} | {entry.end for entry in entries}
    parts: list[Piece] = []
    for part in read.parts:
        inside = sorted(edge for edge in edges if part.start < edge < part.end)
        parts += [Piece(a, b) for a, b in zip([part.start, *inside], [*inside, part.end], strict=True) if b > a]
    asides = [(a, b) for a, b in read.asides if not any(a < entry.start <= b for entry in entries)]
    when = governing(read.text, read.found, parts, asides, read.context.period)
    first = entries[0].start
    lead = next((w for w, p in zip(when, parts, strict=True) if p.end <= first and w), None)
    for entry in entries:
        if not any(entry.start <= d.start < entry.end and d.range for d in read.found.dates):
            when = [lead if entry.start <= p.start < entry.end else w for w, p in zip(when, parts, strict=True)]
    return replace(read, parts=parts, asides=asides, when=when, who=doings(read.text, parts, read.context), taken=set())
