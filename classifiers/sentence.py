"""One sentence → drafts of mentions: which kinds it speaks of, what became of each, with its slots."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from classifiers import slots as slot_rules
from classifiers.actors import Doing, doings
from classifiers.context import Context
from classifiers.grammar import DateMatch, find_dates, find_quantities
from classifiers.kinds import Hit, Kind, find_hits, kinds
from classifiers.slots import Found
from classifiers.status import ADVERSE, Scene, Verdict, cues, judge
from classifiers.text import Piece, bracketed, clauses, flat
from model.evidence import DateRange, Quantity, Slots


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before it has a file: offsets are of the sentence. anchor: where the kind's words stand."""

    kind: str
    start: int
    end: int
    anchor: int
    verdict: Verdict
    slots: Slots
    confidence: float


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with everything read once: its clauses, dates, numbers, doers and the date governing each clause."""

    text: str
    parts: list[Piece]
    found: Found
    who: list[Doing]
    when: list[DateMatch | None]
    asides: list[tuple[int, int]]
    context: Context
    scene: Scene


def drafts_in(sentence: str, context: Context, scene: Scene, headings: str = "", year: int | None = None,
              ) -> list[Draft]:
    """Everything a sentence says of evidence.

    headings: titles above it, which may name the subject (宪法, 普法). year: that bare months and days belong to.
    """
    text = flat(sentence)
    parts = clauses(text, Piece(0, len(text)))
    hits = _settled(find_hits(text, [(p.start, p.end) for p in parts], headings), text)
    if not hits:
        return []
    found = Found(tuple(find_dates(text, year=year or context.year, period=context.period)), tuple(find_quantities(text)))
    asides = bracketed(text, Piece(0, len(text)))
    read = _Read(text, parts, found, doings(text, parts, context), _governing(found, parts, asides), asides, context, scene)
    drafts: list[Draft] = []
    for kind_id in dict.fromkeys(hit.kind for hit in hits):
        drafts.extend(_kind_drafts(kinds()[kind_id], [h for h in hits if h.kind == kind_id], read))
    return sorted(drafts, key=lambda d: (d.anchor, d.kind))


def _settled(hits: list[Hit], text: str) -> list[Hit]:
    """Hits less those inside a longer name of another kind (宪法宣传日 is no node of its own)."""
    return [h for h in hits if not (h.kind == "node_publicity" and re.search("宪法日|宪法宣传日|宪法晨读", text[max(0, h.start - 3):h.end + 2])
                                    and not re.search("宪法宣传周", text))]


def _governing(found: Found, parts: list[Piece], asides: list[tuple[int, int]]) -> list[DateMatch | None]:
    """The date that governs each clause: its own first, else the last one before it in the sentence."""
    rows: list[DateMatch | None] = []
    carried: DateMatch | None = None
    for part in parts:
        own = [d for d in found.dates if part.start <= d.start < part.end and not d.in_title
               and not any(a < d.start < b for a, b in asides)]
        ranged = [d for d in own if d.range is not None]
        best = min(ranged, key=_vagueness) if ranged else None
        rows.append(best or carried)
        carried = best or carried
    return rows


def _vagueness(match: DateMatch) -> tuple[int, int]:
    order = {"day": 0, "month": 1, "quarter": 2, "half": 3, "year": 4, "period": 4, "none": 5}
    return (1 if match.named_day and not match.year_given else 0) + order[match.precision], match.start


def _kind_drafts(kind: Kind, hits: list[Hit], read: _Read) -> list[Draft]:
    judged = [(hit, _clause_at(hit, read), ) for hit in hits]
    rows = [(hit, at, _verdict(kind, hit, at, read)) for hit, at in judged]
    groups: list[list[tuple[Hit, int, Verdict]]] = []
    for row in rows:
        if groups and groups[-1][-1][2].status == row[2].status and not _parted(groups[-1][-1], row, read):
            groups[-1].append(row)
        else:
            groups.append([row])
    drafts: list[Draft] = []
    for n, group in enumerate(groups):
        last = groups[n + 1][0][1] if n + 1 < len(groups) else len(read.parts)
        drafts.extend(_group_drafts(kind, group, max(last, group[-1][1] + 1), read))
    return drafts


def _clause_at(hit: Hit, read: _Read) -> int:
    return next((i for i, p in enumerate(read.parts) if p.start <= hit.start < p.end), 0)


def _parted(before: tuple[Hit, int, Verdict], after: tuple[Hit, int, Verdict], read: _Read) -> bool:
    """Two deeds of a kind in one sentence are two where their clauses have different years or doers."""
    a, b = read.when[before[1]], read.when[after[1]]
    return bool(a and b and a.range and b.range and a.range.start.year != b.range.start.year)


def _verdict(kind: Kind, hit: Hit, at: int, read: _Read) -> Verdict:
    when = read.when[at]
    clause = read.parts[at].of(read.text)
    return judge(kind, _without_asides(clause, read, at), read.text, read.who[at], _status_range(when, at, read), read.scene)


def _without_asides(clause: str, read: _Read, at: int) -> str:
    """The clause with bracketed asides blanked (last year's figures must not date this year's deed)."""
    base, out = read.parts[at].start, clause
    for a, b in read.asides:
        if base <= a and b < read.parts[at].end:
            out = out[:a - base] + " " * (b + 1 - a) + out[b + 1 - base:]
    return out


def _status_range(when: DateMatch | None, at: int, read: _Read) -> DateRange | None:
    if when is None or when.range is None:
        return None
    part = read.parts[at]
    own = part.start <= when.start < part.end
    if own and cues().compared.search(read.text, max(part.start, when.start - 3), when.end + 2):
        return None
    return when.range


def _group_drafts(kind: Kind, group: list[tuple[Hit, int, Verdict]], stop: int, read: _Read) -> list[Draft]:
    hit, at, verdict = group[0]
    first, drafts = at, []
    reach = group[-1][1] + 1
    for i in range(reach, stop):
        extra = _continued(kind, i, verdict, read)
        if extra is None:
            reach = i + 1 if reach == i else reach
            continue
        if extra.status == verdict.status:
            reach = i + 1
            continue
        drafts.append(_draft(kind, read.parts[i].start, i, i + 1, extra, read))
        break
    drafts.insert(0, _draft(kind, hit.start, first, reach, verdict, read))
    drafts.extend(_aside_drafts(kind, hit, first, reach, verdict, read))
    return drafts


_MORE = re.compile(r"再|扩|补|还将|另|继续|明年|下半年|\d|[一二三四五六七八九十两]")


def _continued(kind: Kind, at: int, verdict: Verdict, read: _Read) -> Verdict | None:
    """What a clause without words of its own says further of the kind; None where it says nothing of status."""
    part = read.parts[at]
    clause = part.of(read.text)
    words = cues()
    quantity = any(part.start <= q.start < part.end and q.quantity.unit in kind.units for q in read.found.quantities)
    if words.planned.search(clause) and not words.object_jiang.search(clause) and not words.done.search(clause):
        return Verdict("planned", "同句后半为计划") if (quantity or _MORE.search(clause)) and kind.merge != "single" or quantity else None
    if words.past.search(clause) and quantity:
        return Verdict("other_period", "与往年对比的数字")
    if re.match(r"(?:但|而|，)?(?:至今|目前|仍|均)?(?:没有|尚未|未|暂未|无)", clause) and kind.id not in ADVERSE and \
            re.search(r"记录|开展|公布|发布|报送|提交|举行|举办|落实|建立|开班", clause):
        return Verdict("negated", f"否定：“{clause[:8]}”")
    if re.match(r"其中", clause) and quantity and read.who[at].doer == "own" and verdict.status == "other_unit":
        return Verdict("done")
    return None


def _aside_drafts(kind: Kind, hit: Hit, first: int, reach: int, verdict: Verdict, read: _Read) -> list[Draft]:
    """Other years' figures in brackets, each a mention of its own."""
    drafts = []
    begin, end = read.parts[first].start, read.parts[reach - 1].end
    for a, b in read.asides:
        if not begin <= a < end or verdict.status != "done":
            continue
        inside = [q for q in read.found.quantities if a < q.start < b and q.quantity.unit in kind.units]
        dates = [d for d in read.found.dates if a - 4 <= d.start < b and d.range]
        if inside and dates and dates[0].range and not dates[0].range.overlaps(read.scene.period):
            slots = Slots(date=dates[0].range, quantity=inside[0].quantity)
            drafts.append(Draft(kind.id, a, b + 1, a + 1, Verdict("other_period", "括注的往年数字"), slots, 0.8))
    return drafts


def _draft(kind: Kind, anchor: int, first: int, reach: int, verdict: Verdict, read: _Read) -> Draft:
    begin, end = read.parts[first].start, read.parts[reach - 1].end
    text = read.text[begin:end]
    slots = _slots(kind, anchor, begin, end, first, verdict, read)
    confidence = 0.9 if verdict.status == "done" and (slots.date or slots.titles or slots.title) else 0.8
    if verdict.reason.startswith(("口号", "引用")):
        confidence = 0.7
    return Draft(kind.id, begin, begin + len(text), anchor, verdict, slots, confidence)


def _slots(kind: Kind, anchor: int, begin: int, end: int, first: int, verdict: Verdict, read: _Read) -> Slots:
    text, clause = read.text[begin:end], read.parts[first].of(read.text)
    quantity = slot_rules.quantity_for(kind, _plain(read), begin, end, anchor)
    titles = slot_rules.titles_in(kind, text)
    days = slot_rules.listed_days(_plain(read), begin, end) if kind.merge == "dated" else ()
    when = read.when[first]
    date = _date_of(when, begin, end, read)
    day = next((d.named_day for d in read.found.dates if d.named_day and begin <= d.start < end), None)
    several = days if len(days) > 1 and (quantity is None or quantity.value in (1, len(days))) else ()
    named = titles if len(titles) > 1 and kind.merge == "titled" else ()
    slots = Slots(date=_hull(several) if several else date, quantity=quantity,
                  level=slot_rules.level_for(kind, clause, read.text, read.context), place=slot_rules.place_of(read.text),
                  organiser=slot_rules.organiser_of(read.text), partner=slot_rules.partner_of(read.text),
                  title=titles[0] if titles else None, document_number=slot_rules.document_number(read.text),
                  named_day=day, titles=named, dates=several)
    return replace(slots, quantity=_counted(kind, slots, verdict))


def _plain(read: _Read) -> Found:
    """Numbers and dates outside brackets."""
    outside = lambda at: not any(a < at < b for a, b in read.asides)  # noqa: E731
    return Found(tuple(d for d in read.found.dates if outside(d.start)),
                 tuple(q for q in read.found.quantities if outside(q.start)))


def _hull(days: tuple[DateRange, ...]) -> DateRange:
    return DateRange(start=min(d.start for d in days), end=max(d.end for d in days))


def _date_of(when: DateMatch | None, begin: int, end: int, read: _Read) -> DateRange | None:
    if when and when.range:
        return when.range
    inside = [d for d in read.found.dates if begin <= d.start < end and d.range and not d.in_title
              and not any(a < d.start < b for a, b in read.asides)]
    return inside[0].range if inside else None


def _counted(kind: Kind, slots: Slots, verdict: Verdict) -> Quantity | None:
    """The quantity a mention states or implies: 0 for a denial, none for a slogan, 1 for a single unnumbered thing."""
    if verdict.status == "negated":
        return Quantity(value=Decimal(0), unit="")
    if verdict.status == "boilerplate":
        return None
    listed = max(len(slots.titles), len(slots.dates))
    if slots.quantity is not None:
        return slots.quantity
    if listed > 1:
        return Quantity(value=Decimal(listed), unit="")
    return Quantity(value=Decimal(1), unit="") if kind.single_by_default else None


def topic_draft(kind: Kind, row: str, context: Context, scene: Scene, year: int) -> Draft:
    """A row of a ledger whose title names the kind: the whole row is one mention, its first date governing."""
    text = flat(row)
    parts = clauses(text, Piece(0, len(text)))
    found = Found(tuple(find_dates(text, year=year, period=context.period)), tuple(find_quantities(text)))
    when = _governing(found, parts, [])
    last = when[-1]
    read = _Read(text, parts, found, doings(text, parts, context), when, [], context, scene)
    verdict = judge(kind, text, text, read.who[0], last.range if last else None, scene)
    slots = replace(_slots(kind, 0, 0, len(text), len(parts) - 1, verdict, read), quantity=Quantity(value=Decimal(1), unit="次"))
    return Draft(kind.id, 0, len(text), 0, verdict, slots, 0.85)
