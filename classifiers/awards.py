"""Several prizes, honours or titled works told in one sentence: a draft for each, with what stands together."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from classifiers import slots as slot_rules
from classifiers.kinds import Kind
from classifiers.reading import Read
from classifiers.words import words
from model.evidence import Level, Quantity

if TYPE_CHECKING:
    from classifiers.drafts import Draft


def parted(kind: Kind, drafts: list[Draft], read: Read) -> list[Draft]:
    """The drafts of a kind in a sentence; those of several prizes of different worth parted, one for each prize.

    A part reaches from the prize before to its own and must hold one title or the number that follows the prize;
    where one does not (《A》《B》分别获一、二等奖), or where status or worth do not differ, the drafts stay.
    """
    ends = [found.end() for found in words("奖次", "逐个").finditer(read.text)]
    if kind.graded != "奖项" or len(ends) < 2 or len({draft.verdict.status for draft in drafts}) != 1:
        return drafts
    parts: list[Draft] = []
    begin, level, title = 0, None, None
    for end in ends:
        text = read.text[begin:end]
        level = slot_rules.level_for(kind, text, "", read.context) or level
        part = _part(kind, drafts[0], text, begin, level, title)
        if part is None:
            return drafts
        parts.append(part)
        begin, title = end, part.slots.title
    worths = {(part.slots.level, part.slots.prize) for part in parts}
    return parts if len(worths) > 1 else drafts


_AGAIN = re.compile(r"[，,、；;\s]*(?:[一-龥\d]{1,4}月)?(?:(?:同时|随后|后来|之后|接着)?(?:又|再|还|并|也)"
                    r"|(?:[全国省市县区部]|国家|自治区){1,3}级?[^，。；、]{0,4}(?:奖|名)$)")
"""A further prize of the same work (先获市一等奖，又获省三等奖; 先后获市二等奖、省三等奖)."""


def _part(kind: Kind, draft: Draft, text: str, begin: int, level: Level | None, before: str | None) -> Draft | None:
    """The draft of one prize; None where it is not plain what won it. before: the title of the prize before."""
    titles = slot_rules.titles_in(kind, text)
    if not titles and before and _AGAIN.match(text):
        titles = (before,)
    number = re.search(r"(\d+)\D?$", text)
    if len(titles) > 1 or not titles and number is None:
        return None
    value = Decimal(number.group(1)) if number and not titles else Decimal(1)
    slots = replace(draft.slots, title=titles[0] if titles else None, titles=(), level=level or draft.slots.level,
                    prize=slot_rules.prize_for(kind, text, ""), quantity=Quantity(value=value, unit="件"))
    lead = len(text) - len(text.lstrip("，,、；; "))
    return replace(draft, start=begin + lead, end=begin + len(text), anchor=begin + lead, slots=slots)


def named_apart(kind: Kind, draft: Draft, read: Read) -> list[Draft]:
    """A draft of several titles after their number (案例3件：甲案，乙案): the number as a claim, and each title."""
    slots, text = draft.slots, read.text
    places = [text.find(title, draft.start, draft.end) for title in slots.titles]
    ordered = places == sorted(places) and -1 not in places
    stated = [q for q in read.found.quantities if ordered and places and draft.start <= q.start < places[0]
              and q.quantity == slots.quantity and q.quantity.value == len(places)]
    lead = text[draft.start:places[0]].rstrip("《“‘ ") if stated else ""
    if kind.merge != "titled" or kind.graded == "奖项" or draft.verdict.status != "done" \
            or not lead.endswith(("：", ":", "，", ",")):
        return [draft]
    first = draft.start + len(lead)
    head = replace(draft, end=first, anchor=min(draft.anchor, first - 1), slots=replace(slots, title=None, titles=()))
    begins = [at - 1 if text[at - 1] in "《“‘" else at for at in (first, *places[1:])]
    one = Quantity(value=Decimal(1), unit="")
    ends = [*begins[1:], draft.end]
    return [head, *(replace(draft, start=at, end=end, anchor=at, listed=True,
                            slots=replace(slots, title=title, titles=(), quantity=one))
                    for at, end, title in zip(begins, ends, slots.titles, strict=True))]


def honours(kind: Kind, draft: Draft, read: Read) -> list[Draft]:
    """Honours of different levels that one clause lists (获全市先进集体、全省先进单位), each a draft of its own."""
    if kind.graded != "荣誉" or draft.verdict.status != "done":
        return [draft]
    parts: list[Draft] = []
    start = draft.start
    for text in read.text[draft.start:draft.end].split("、"):
        level = slot_rules.level_for(kind, text, text, read.context)
        if level and words("事项", "荣誉名").search(text) and level not in [p.slots.level for p in parts]:
            parts.append(replace(draft, start=start, end=start + len(text), anchor=start,
                                 slots=replace(draft.slots, level=level)))
        start += len(text) + 1
    return parts if len(parts) > 1 else [draft]


def prize_clause(kind: Kind, first: int, read: Read) -> str:
    """The clause that tells the level: of an award, the later one with the only prize (…获奖后，又得省三等奖)."""
    prizes = [found.start() for found in words("奖次", "逐个").finditer(read.text)] if kind.graded == "奖项" else []
    clause = read.parts[first].of(read.text)
    told = (part for part in read.parts[first:]
            if len(prizes) == 1 and "奖" in clause and part.start <= prizes[0] < part.end)
    return next((part.of(read.text) for part in told), clause)


def only_work(kind: Kind, read: Read) -> tuple[str, ...]:
    """The one work of a sentence whose later clause tells its prizes (拍摄《甲》并报送，先后获市一等奖)."""
    titles = slot_rules.titles_in(kind, read.text) if kind.graded == "奖项" else ()
    return titles if len(titles) == 1 else ()
