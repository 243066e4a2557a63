"""One sentence → drafts of mentions: which kinds it speaks of, what became of each, with its slots."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from classifiers import slots as slot_rules
from classifiers.awards import honours, named_apart, parted
from classifiers.context import Context
from classifiers.continued import PENDING, continued, except_for, names_only, unconvinced, weak
from classifiers.draft_slots import counted, slots_of
from classifiers.drafts import Draft
from classifiers.enumerated import unfold
from classifiers.kinds import Hit, Kind, find_hits, kinds
from classifiers.reading import Read, read_sentence, status_range, without_asides
from classifiers.status import Scene, Telling, Verdict, is_hollow, is_slogan, judge
from classifiers.text import Piece, clauses, flat
from classifiers.words import words
from model.evidence import Slots


def drafts_in(sentence: str, context: Context, scene: Scene, headings: str = "", year: int | None = None,
              ) -> list[Draft]:
    """Everything a sentence says of evidence.

    headings: titles above it, which may name the subject (宪法, 普法). year: that bare months and days belong to.
    A sentence that papers of a dossier share is read once.
    """
    return list(_drafts_in(sentence, context, scene, headings, year))


@lru_cache(maxsize=8192)
def _drafts_in(sentence: str, context: Context, scene: Scene, headings: str, year: int | None) -> tuple[Draft, ...]:
    text = flat(sentence)
    parts = clauses(text, Piece(0, len(text)))
    hits = _settled(find_hits(text, [(p.start, p.end) for p in parts], headings, context.kinds), text)
    if not hits:
        return ()
    read = read_sentence(text, parts, context, scene, year)
    return tuple(sorted(of_hits(hits, replace(read, taken=set())), key=lambda d: (d.anchor, d.kind)))


def of_hits(hits: list[Hit], read: Read) -> list[Draft]:
    """The drafts of all hits of a sentence."""
    read.taken.update(_clause_at(hit, read) for hit in hits)
    drafts: list[Draft] = []
    for kind_id in dict.fromkeys(hit.kind for hit in hits):
        kind = kinds()[kind_id]
        things = [h for h in hits if kinds()[h.kind].merge != "dated"]
        made = _told_drafts(kind, [h for h in hits if h.kind == kind_id], read, things)
        made = [part for draft in parted(kind, made, read) for part in named_apart(kind, draft, read)]
        drafts.extend(d for d in made if not kind.levels or d.slots.level in kind.levels)
    return drafts


def _settled(hits: list[Hit], text: str) -> list[Hit]:
    """Hits less those inside a longer name of another kind (宪法宣传日 is no node of its own)."""
    if "宪法宣传周" in text:
        return hits
    return [h for h in hits if not (h.kind == "node_publicity" and re.search(
        "宪法日|宪法宣传日|宪法晨读", text[max(0, h.start - 3):h.end + 2]))]


def _told_drafts(kind: Kind, hits: list[Hit], read: Read, things: list[Hit], listing: bool = False) -> list[Draft]:
    """Drafts of a kind; those of a sentence that lists its happenings, one for each entry.

    things: what the sentence says of kinds that are no happenings.

    The head of such a list is a draft of its own where it states their number or a day; where it tells no deed, the
    list is none either.
    """
    cut, lead, entries = unfold(kind, hits, read, things, listing)
    if not entries:
        return _kind_drafts(kind, hits, cut)
    cut.taken.update(_clause_at(hit, cut) for hit in hits)
    before = _kind_drafts(kind, lead, cut, stop=_part_at(entries[0].start, cut)) if lead else []
    if any(draft.verdict.status not in ("done", "boilerplate") for draft in before):
        return _kind_drafts(kind, hits, read)
    drafts = [draft for draft in before if draft.verdict.status == "boilerplate"
              or draft.slots.quantity and draft.slots.quantity.value > 1 or draft.slots.date]
    for entry in entries:
        own = [hit for hit in hits if entry.start <= hit.start < entry.end]
        first, stop = _part_at(entry.start, cut), _part_at(entry.end - 1, cut) + 1
        told = _kind_drafts(kind, own, cut, first, stop) if own else [_entry(kind, entry, first, stop, cut)]
        drafts.extend(replace(draft, listed=True) for draft in told)
    return drafts


def _entry(kind: Kind, entry: Piece, first: int, stop: int, read: Read) -> Draft:
    """An entry without words of the kind, judged by all it says; a deed told in its first clause stands, without what
    another body does further on (9月请法官讲课，收看省厅讲座4期)."""
    def judged(until: int) -> Verdict:
        text = read.text[entry.start:read.parts[until - 1].end]
        return judge(Telling(kind, kind.heard(text), text, read.who[first], when, read.scene, "", read.context))

    when = status_range(read.when[first], first, read, honour=False)
    verdict, opening = judged(stop), judged(first + 1)
    if verdict.status == "other_unit" and opening.status == "done" and not weak(read.parts[first].of(read.text)):
        stop = next(until for until in range(stop, first, -1) if judged(until).status == "done")
        verdict = opening
    done = Verdict("done") if verdict.status == "boilerplate" else verdict      # a rule is what was taught (学有关规定)
    return draft_at(kind, entry.start, first, stop, done, read)


def _kind_drafts(kind: Kind, hits: list[Hit], read: Read, start: int | None = None, stop: int | None = None,
                 ) -> list[Draft]:
    """Drafts of a kind's hits; start, stop: the clauses of the entry they stand in, None for the whole sentence."""
    end = len(read.parts) if stop is None else stop
    whole = read.text if stop is None else read.text[read.parts[start or 0].start:read.parts[end - 1].end]
    rows = [(hit, at, _verdict(kind, hit, at, read, whole)) for hit, at in ((h, _clause_at(h, read)) for h in hits)]
    words_of = {r[1]: read.parts[r[1]].of(read.text) for r in rows}
    telling = [r for r in rows if not is_slogan(words_of[r[1]]) and not is_hollow(words_of[r[1]])]
    rows = telling or rows
    groups: list[list[tuple[Hit, int, Verdict]]] = []
    for row in rows:
        if groups and groups[-1][-1][2].status == row[2].status and not _parted(kind, groups[-1][-1], row, read):
            groups[-1].append(row)
        else:
            groups.append([row])
    if start is not None and groups[0][0][1] > start:
        groups[0][0] = (groups[0][0][0], start, groups[0][0][2])
    drafts: list[Draft] = []
    for n, group in enumerate(groups):
        last = groups[n + 1][0][1] if n + 1 < len(groups) else end
        drafts.extend(_group_drafts(kind, group, max(last, group[-1][1] + 1), read))
    return drafts


def _clause_at(hit: Hit, read: Read) -> int:
    return _part_at(hit.end - 1 if kinds()[hit.kind].adverse else hit.start, read)


def _part_at(at: int, read: Read) -> int:
    """The clause (in a table row, the cell) at an offset."""
    return next((i for i, p in enumerate(read.parts) if p.start <= at < p.end), 0)


def _parted(kind: Kind, before: tuple[Hit, int, Verdict], after: tuple[Hit, int, Verdict], read: Read) -> bool:
    """True where the clauses of two hits of a kind have different years or levels: they tell two deeds."""
    a, b = read.when[before[1]], read.when[after[1]]
    if a and b and a.range and b.range and a.range.start.year != b.range.start.year:
        return True
    if kind.graded not in ("荣誉", "奖项"):
        return False
    levels = [slot_rules.level_for(kind, read.parts[row[1]].of(read.text), "", read.context) for row in (before, after)]
    return None not in levels and levels[0] != levels[1]


def _verdict(kind: Kind, hit: Hit, at: int, read: Read, whole: str) -> Verdict:
    clause = kind.heard(_judged(at, read))
    before = read.text[read.parts[at].start:hit.start]
    earlier = read.parts[at - 1].of(read.text) if at else ""
    dated = read.when[at] or ("\t" in read.text and read.when[_part_at(hit.end - 1, read)]) or None
    when = status_range(dated, at, read, kind.graded == "荣誉")
    return judge(Telling(kind, clause, whole, read.who[at], when, read.scene, before, read.context, earlier))


def _judged(at: int, read: Read) -> str:
    """The clause whose words decide; one that only says when (安全生产月期间，) takes the next one with it."""
    clause = without_asides(read.parts[at].of(read.text), read, at)
    if at + 1 < len(read.parts) and weak(clause) and words("日期", "状语").search(clause):
        return clause + without_asides(read.parts[at + 1].of(read.text), read, at + 1)
    return clause


def _group_drafts(kind: Kind, group: list[tuple[Hit, int, Verdict]], stop: int, read: Read) -> list[Draft]:
    hit, first, verdict = group[0]
    later: list[Draft] = []
    reach = group[-1][1] + 1
    bare = names_only(first, read)
    for i in range(reach, stop):
        extra = None if i in read.taken else continued(kind, i, verdict, read, bare)
        if extra is None or extra.status == verdict.status:
            reach = i + 1 if reach == i else reach
            continue
        clause = read.parts[first].of(read.text)
        if verdict.status == "done" and (bare or weak(clause) or unconvinced(clause) and (
                extra.status == "negated" or extra.reason == PENDING)):
            verdict, reach = extra, i + 1
            continue
        if verdict.status == "other_period" and extra.status == "negated":
            verdict = replace(verdict, undone=True)
        later.append(draft_at(kind, read.parts[i].start, i, i + 1, extra, read))
        break
    drafts = [*honours(kind, draft_at(kind, hit.start, first, reach, verdict, read), read), *later]
    exception = except_for(read, kind, verdict)
    if exception:
        drafts.append(draft_at(kind, hit.start, first, reach, exception, read))
    drafts.extend(_aside_drafts(kind, first, reach, verdict, read))
    return drafts


def _aside_drafts(kind: Kind, first: int, reach: int, verdict: Verdict, read: Read) -> list[Draft]:
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


def draft_at(kind: Kind, anchor: int, first: int, reach: int, verdict: Verdict, read: Read) -> Draft:
    """The draft of clauses ``first`` up to ``reach`` with its slots; the kind's words stand at ``anchor``."""
    begin, end = read.parts[first].start, read.parts[reach - 1].end
    text = read.text[begin:end]
    slots = slots_of(kind, anchor, begin, end, first, verdict, read)
    if slots.quantity is not None and slots.quantity.value == 0 and verdict.status == "done" and not kind.adverse:
        verdict = Verdict("negated", "数量为零")
    confidence = 0.9 if verdict.status == "done" and (slots.date or slots.titles or slots.title) else 0.8
    if verdict.reason.startswith(("口号", "引用")):
        confidence = 0.7
    return Draft(kind.id, begin, begin + len(text), anchor, verdict, slots, confidence)


def topic_draft(kind: Kind, row: str, context: Context, scene: Scene, year: int, headings: str = "",
                anchor: int = 0) -> Draft:
    """Words whose kind is named elsewhere (a ledger's title, a case's heading) as one mention.

    anchor: where in ``row`` the deed stands; its clause gives the status and the governing date, else the whole row's.
    """
    text = flat(row)
    parts = clauses(text, Piece(0, len(text)))
    read = read_sentence(text, parts, context, scene, year)
    at = next((i for i, p in enumerate(parts) if p.start <= anchor < p.end), 0)
    dated = read.when[at] or read.when[-1]
    clause = kind.heard(parts[at].of(text) if anchor else text)
    verdict = judge(Telling(kind, clause, text, read.who[at], dated.range if dated else None, scene, "", context))
    slots = slots_of(kind, anchor, 0, len(text), at, verdict, read)
    level = slots.level or slot_rules.level_for(kind, "", headings, context)
    slots = replace(slots, date=dated.range if dated else None, dates=(), titles=(), level=level,
                    quantity=slots.quantity if slots.quantity and slots.quantity.unit in kind.units else counted(
                        kind, replace(slots, quantity=None, titles=(), dates=()), verdict))
    return Draft(kind.id, 0, len(text), anchor, verdict, slots, 0.85)


def further_drafts(before: list[Draft], piece: str, context: Context, scene: Scene, year: int) -> list[Draft]:
    """What a piece after ；, without words of any kind, says further of the kinds before it (…；计划明年扩充至50人)."""
    text = flat(piece)
    read = read_sentence(text, clauses(text, Piece(0, len(text))), context, scene, year)
    drafts: list[Draft] = []
    for draft in before:
        kind = kinds()[draft.kind]
        for at in range(len(read.parts)):
            extra = continued(kind, at, draft.verdict, read)
            if extra and extra.status != draft.verdict.status and kind.id not in {d.kind for d in drafts}:
                drafts.append(draft_at(kind, read.parts[at].start, at, at + 1, extra, read))
    return drafts


def entry_drafts(kind: Kind, piece: str, context: Context, scene: Scene, year: int, headings: str = "") -> list[Draft]:
    """The entries of a list whose kind the sentence before has named; a piece that is one entry gives one draft."""
    text = flat(piece)
    read = read_sentence(text, clauses(text, Piece(0, len(text))), context, scene, year)
    if unfold(kind, [], read, listing=True)[2]:
        return _told_drafts(kind, [], read, [], listing=True)
    return [replace(topic_draft(kind, piece, context, scene, year, headings), listed=True)]
