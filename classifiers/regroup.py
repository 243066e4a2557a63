"""A reviewer's joins and splits laid over the machine's events.

Of what was said of two mentions the last counts; where nobody said anything, the machine's merging holds as far as it
does not bring together what was split. Read from the newest correction to the oldest, so that an older one fills only
what newer ones left open; then from event to event. The result satisfies every correction it was made of, so that
laying the same corrections over it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from classifiers.events import MERGED, event_of, is_claim
from classifiers.kinds import kinds
from model.evidence import Event, Mention


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A join or a split. mentions: ids put together; rest: of a split, the ids they are kept apart from, None for all
    others of their kind. words: by whom, when and why, in Chinese."""

    split: bool
    mentions: tuple[str, ...]
    rest: frozenset[str] | None
    words: str


class _Blocks:
    """A partition that grows: sets of ids, some of which must not meet; mutable, never outside this module."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.of: dict[str, set[str]] = {one: {one} for one in ids}
        self.foes: dict[str, set[str]] = {}

    def apart(self, one: str, other: str) -> bool:
        """Whether something keeps the blocks of two ids apart."""
        few, many = sorted((self.of[one], self.of[other]), key=len)
        return any(not self.foes.get(each, _NONE).isdisjoint(many) for each in few)

    def unite(self, ids: Sequence[str]) -> None:
        """Puts each id to the first before it that it may stand with."""
        for at, one in enumerate(ids):
            mate = next((other for other in ids[:at] if not self.apart(one, other)), None)
            if mate is not None and self.of[one] is not self.of[mate]:
                joined = self.of[one] | self.of[mate]
                self.of.update(dict.fromkeys(joined, joined))

    def part(self, ids: Iterable[str], others: Iterable[str]) -> None:
        """Keeps ids and others apart, but for those that newer corrections hold together."""
        away = [*others]
        for one in ids:
            foes = {other for other in away if other not in self.of[one]}
            self.foes.setdefault(one, set()).update(foes)
            for foe in foes:
                self.foes.setdefault(foe, set()).add(one)


_NONE: frozenset[str] = frozenset()


def regrouped(events: Sequence[Event], wishes: Sequence[Wish]) -> tuple[Event, ...]:
    """The events with joins and splits carried out, in the order of their first mentions; those that nobody speaks of
    are left as they are. ``merge_reason`` says by whom."""
    named = {one for wish in wishes for one in wish.mentions}
    touched = {event.kind for event in events if any(m.id in named for m in event.mentions)}
    if not touched:
        return tuple(events)
    made: dict[str, list[Event]] = {}
    for kind in touched:
        made[kind] = _of_kind(kind, [event for event in events if event.kind == kind], wishes)
    out: list[Event] = []
    for event in events:
        if event.kind not in touched:
            out.append(event)
        elif event.kind in made:
            out.extend(made.pop(event.kind))
    return tuple(out)


def _of_kind(kind: str, events: Sequence[Event], wishes: Sequence[Wish]) -> list[Event]:
    """The events of one kind regrouped."""
    home = {mention.id: event for event in events for mention in event.mentions}
    blocks = _Blocks(home)
    off: set[str] = set()
    for wish in reversed(wishes):
        ids = [one for one in wish.mentions if one in home]
        if wish.split:
            blocks.part(ids, set(home) - set(ids) if wish.rest is None else wish.rest & home.keys())
            off.update(ids)
        blocks.unite(ids)
    for event in events:
        blocks.unite(sorted((mention.id for mention in event.mentions), key=off.__contains__))
    mentions = {mention.id: mention for event in events for mention in event.mentions}
    found: dict[int, list[Mention]] = {}
    for one, mention in mentions.items():
        found.setdefault(id(blocks.of[one]), []).append(mention)
    return [_made(kind, group, home, wishes) for group in found.values()]


def _made(kind: str, group: Sequence[Mention], home: dict[str, Event], wishes: Sequence[Wish]) -> Event:
    """A block as an event: the machine's own where it has the same mentions, else one whose reason names who made it.
    """
    before = [*{home[mention.id].id: home[mention.id] for mention in group}.values()]
    if len(before) == 1 and len(before[0].mentions) == len(group):
        return before[0]
    telling = [mention for mention in group if mention.status == "done" and not _claims(home[mention.id], mention)]
    claim = all(home[mention.id].claim for mention in group)
    first = home[group[0].id]
    whole = event_of(kind, group, first.id if first.mentions[0].id == group[0].id else "")
    slots = event_of(kind, telling).slots if telling and not claim else whole.slots
    if claim:
        slots = max((event.slots for event in before), key=lambda one: one.quantity.value if one.quantity else 0)
    ids = {mention.id for mention in group}
    words = [wish.words for wish in wishes if _shows(wish, ids, before)]
    return replace(whole, mentions=tuple(group), slots=slots, claim=claim,
                   merge_reason="；".join(dict.fromkeys((*_machine(before, ids), *words))))


def _claims(event: Event, mention: Mention) -> bool:
    return event.claim or (kinds()[mention.kind].merge != "single" and is_claim(mention))


def _shows(wish: Wish, ids: Set[str], before: Sequence[Event]) -> bool:
    """Whether a block of these ids came about by the wish: it brought some of them together, or set some apart."""
    named = set(wish.mentions)
    members = [{mention.id for mention in event.mentions} for event in before]
    if not wish.split:
        return sum(not (ids & named).isdisjoint(one) for one in members) > 1
    sides = ((one & named, one - named if wish.rest is None else one & wish.rest) for one in members)
    return any(off and left and ids.isdisjoint(off) != ids.isdisjoint(left) for off, left in sides)


def _machine(before: Sequence[Event], ids: Set[str]) -> Iterator[str]:
    """What the machine's own merging says of what is left of its events."""
    for event in before:
        left = [mention for mention in event.mentions if mention.id in ids]
        if len(left) == len(event.mentions) and event.merge_reason:
            yield event.merge_reason
        elif len(left) > 1 and MERGED in event.merge_reason:
            files = len({mention.span.document for mention in left})
            yield f"{len(left)}处（{files}份文件）{MERGED}{event.merge_reason.split(MERGED, 1)[1]}"
