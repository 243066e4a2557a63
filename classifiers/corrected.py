"""What reviewers corrected, found again in a dossier: which mentions each line speaks of, and what becomes of them.

A place is found by its file and the words of its quote, with its kind; the page, and the mention's id of the time, tell
equal quotes apart. A line whose words are gone is stale: it is told, and never carried over to something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from classifiers.draft_slots import counted
from classifiers.kinds import kinds
from classifiers.regroup import Wish, regrouped
from classifiers.status import Verdict
from model.corrections import Correction, Mark, squeezed
from model.documents import Document
from model.evidence import ADDED, Event, Mention, Quantity, Slots, Status
from model.problems import Problem, problem

PERSON = "person:"
"""How the ``detector`` of a mention begins whose status or kind a person set."""
_ACTS = {"out": "移出", "in": "放回", "status": "改状态", "kind": "改种类", "join": "合并", "split": "拆分",
         "add": "补充", "missed": "补充"}
_DEEDS = {"out": "人工移出", "status": "人工改状态", "kind": "人工改种类", "join": "人工合并", "split": "人工拆分",
          "add": ADDED, "missed": ADDED}
_DAY = len("2020-12-04")


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """A correction that found its places. places: each mark with the ids of its mentions; an id ending in ``-2`` means
    the second entry of a list, one without an ending all of them. rest: ids of a split's ``rest``."""

    correction: Correction
    places: tuple[tuple[Mark, tuple[str, ...]], ...]
    rest: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """All mentions it speaks of."""
        return tuple(dict.fromkeys(one for _, ids in self.places for one in ids))

    @property
    def words(self) -> str:
        """Who did what, when and why, in Chinese."""
        return deed_words(self.correction)

    def ids_for(self, criterion: str) -> set[str]:
        """The mentions it speaks of where one criterion is concerned: a taking out may hold for some only."""
        scoped = self.correction.action in ("out", "in")
        return {one for mark, ids in self.places if not (scoped and mark.criteria) or criterion in mark.criteria
                for one in ids}

    def touches(self, criterion: str, mentions: Iterable[Mention]) -> bool:
        """Whether it speaks of any of a criterion's mentions."""
        ids = {one for mention in mentions for one in (mention.id, base_of(mention.id))}
        return not ids.isdisjoint(self.ids_for(criterion))


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """The corrections of one dossier, in order: those carried out, and what is to be told of the others.

    stale: how many were not carried out.
    """

    carried: tuple[Carried, ...] = ()
    problems: tuple[Problem, ...] = ()
    stale: int = 0

    def restated(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions with the status and kind that people gave them."""
        said = self._said()
        return [_restated(mention, *said[mention.id]) if mention.id in said else mention for mention in mentions]

    def regrouped(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """The events joined and split as people did."""
        said = self._said()
        told = [_all_restated(event, said) for event in events]
        ids = [mention.id for event in told for mention in event.mentions]
        wishes = [Wish(split=one.correction.action == "split", mentions=_entries(one.ids, ids), words=one.words,
                       rest=frozenset(_entries(one.rest, ids)) if one.correction.rest else None)
                  for one in self.carried if one.correction.action in ("join", "split")]
        return regrouped(told, wishes)

    def seen(self, criterion: str, events: Sequence[Event]) -> tuple[Event, ...]:
        """The events as one criterion sees them: without what people took out for it."""
        last = {one_id: one for one in self.carried if one.correction.action in ("out", "in")
                for one_id in one.ids_for(criterion)}
        out = {one_id: one for one_id, one in last.items() if one.correction.action == "out"}
        return tuple(made for event in events for made in _taken(event, out)) if out else tuple(events)

    def _said(self) -> dict[str, _Said]:
        """By mention: the lines that added it, and the last ones that set its kind and its status."""
        added, kind, status = ({one_id: one for one in self.carried if sets(one.correction) for one_id in one.ids}
                               for sets in (_adds, _sets_kind, _sets_status))
        return {one: (added.get(one), kind.get(one), status.get(one)) for one in (added | kind | status)}


_Said = tuple[Carried | None, Carried | None, Carried | None]


def _adds(one: Correction) -> bool:
    return one.adds


def _sets_kind(one: Correction) -> bool:
    return one.kind is not None


def _sets_status(one: Correction) -> bool:
    return one.status is not None


def deed_words(one: Correction) -> str:
    """``人工合并（王强 2020-12-20：同一场活动）``."""
    why = f"：{one.why}" if one.why else ""
    return f"{_DEEDS.get(one.action, _ACTS[one.action])}（{one.by} {one.when[:_DAY]}{why}）"


def base_of(mention_id: str) -> str:
    """A mention's id without the number of an entry."""
    return mention_id.partition("-")[0]


def found_again(corrections: Sequence[Correction], mentions: Sequence[Mention], documents: Sequence[Document],
                placed: Mapping[str, tuple[str, ...]] | None = None) -> Corrected:
    """The corrections with their places found among the mentions of a dossier.

    placed: of each line that adds evidence, by its id, the mentions that stand for it (``classifiers.added``).
    """
    places: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        places.setdefault((mention.span.document, squeezed(mention.quote)), []).append(mention)
    texts = {document.path: document for document in documents}
    new_kinds: dict[str, list[str]] = {}
    carried: list[Carried] = []
    problems: list[Problem] = []
    stale = 0
    for one in corrections:
        if one.action not in _ACTS or one.action == "missed" and not one.adds:
            continue
        found = [(mark, (placed or {}).get(one.id, ()) if one.adds else _found(mark, places, new_kinds))
                 for mark in one.mentions]
        lost = [mark for mark, ids in found if not ids]
        made = Carried(correction=one, places=tuple(found),
                       rest=tuple(each for mark in one.rest for each in _found(mark, places, new_kinds)))
        fault = _fault(made, mentions, new_kinds)
        if lost or fault:
            gone = bool(fault) or len(found) - len(lost) < (2 if one.action == "join" else 1)
            why = fault or (_unplaced if one.adds else _reason)(lost[0], places, texts)
            problems.append(_told(one, why, 0 if gone else len(lost)))
            stale += gone
            if gone:
                continue
        carried.append(made)
        if one.kind is not None:
            for mention_id in made.ids:
                new_kinds.setdefault(base_of(mention_id), []).append(one.kind)
    return Corrected(carried=tuple(carried), problems=tuple(problems), stale=stale)


def _found(mark: Mark, places: Mapping[tuple[str, str], list[Mention]],
           new_kinds: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Ids of the mentions at a mark: all that fit it equally, unless it names one of several of them; () for none."""
    fitting = [m for m in places.get(mark.key, ()) if not mark.kind or mark.kind == m.kind
               or mark.kind in new_kinds.get(m.id, ())]
    near = [mention for mention in fitting if mention.page == mark.page] or fitting
    ending = mark.id[len(base_of(mark.id)):]
    if len(near) > 1 and mark.id:
        near = [mention for mention in near if mention.id == base_of(mark.id)]
    return tuple(mention.id + ending for mention in near)


def _fault(made: Carried, mentions: Sequence[Mention], new_kinds: Mapping[str, list[str]]) -> str:
    """Why a correction cannot be carried out though its places are there; "" where it can."""
    one = made.correction
    named = one.mentions[0].kind if one.adds else one.kind
    if named is not None and named not in kinds():
        return f"没有“{named}”这种材料"
    wanted = {base_of(mention_id) for mention_id in made.ids} if one.action == "join" else set()
    here = {new_kinds[mention.id][-1] if mention.id in new_kinds else mention.kind
            for mention in mentions if mention.id in wanted}
    return "合并的几处不是同一种材料" if len(here) > 1 else ""


def _reason(mark: Mark, places: Mapping[tuple[str, str], list[Mention]], texts: Mapping[str, Document]) -> str:
    """Why a mark is not found, in Chinese."""
    document = texts.get(mark.file)
    if document is None:
        return f"卷内没有“{mark.file}”"
    if mark.key in places:
        return f"“{mark.file}”里这句话现在认作别的材料，或有几处相同、分不清是哪一处"
    body = squeezed("".join(block.text for block in document.blocks))
    if mark.key[1] in body:
        return f"“{mark.file}”里还有这句话，但软件现在不单独认它作证据"
    return f"“{mark.file}”里没有这句话了"


def _unplaced(mark: Mark, places: object, texts: Mapping[str, Document]) -> str:
    """Why a place that a person added cannot be had, in Chinese."""
    document = texts.get(mark.file)
    if document is None:
        return f"卷内没有“{mark.file}”"
    body = squeezed("".join(block.text for block in document.blocks))
    return f"“{mark.file}”里这句话不在一段之内" if mark.key[1] in body else f"“{mark.file}”里没有这句话了"


def _told(one: Correction, reason: str, lost: int) -> Problem:
    mark = one.mentions[0]
    told = {"by": one.by, "when": one.when[:_DAY], "what": f"{_ACTS[one.action]}“{mark.quote[:24]}”", "reason": reason}
    if lost:
        return problem("correction_partly", mark.file, lost=lost, **told)
    return problem("correction_stale", mark.file, **told)


def _entries(wanted: Iterable[str], ids: Iterable[str]) -> tuple[str, ...]:
    """The ids there are for those wanted: an id without an ending stands for all entries of its mention."""
    asked = set(wanted)
    return tuple(one for one in ids if one in asked or base_of(one) in asked)


def _restated(mention: Mention, added: Carried | None, kind: Carried | None, status: Carried | None) -> Mention:
    words = "；".join(dict.fromkeys(one.words for one in (added, kind, status) if one is not None))
    told = (kind.correction.kind if kind else None) or mention.kind
    fate = (status.correction.status if status else None) or mention.status
    slots = told_slots(mention.slots, added.correction if added else None, told, fate)
    return replace(mention, status=fate, kind=told, reason=words, confidence=1.0, detector=f"{PERSON}{told}",
                   slots=slots)


def told_slots(slots: Slots, said: Correction | None, kind_id: str, status: Status) -> Slots:
    """A mention's slots with the day, number and level that a person gave, and no number that only said that nothing
    came of it where a person says otherwise."""
    kind = kinds().get(kind_id)
    if slots.quantity is not None and slots.quantity.value == 0 and status == "done" and kind is not None:
        slots = replace(slots, quantity=counted(kind, replace(slots, quantity=None), Verdict(status)))
    if said is None:
        return slots
    if status in ("negated", "boilerplate") and kind is not None:
        slots = replace(slots, quantity=counted(kind, slots, Verdict(status)))
    if said.date is not None:
        slots = replace(slots, date=said.date, dates=())
    if said.quantity is not None:
        unit = slots.quantity.unit if slots.quantity else ""
        units = kind.units if kind is not None else frozenset()
        slots = replace(slots, quantity=Quantity(value=said.quantity, unit=unit or "".join(sorted(units)[:1])))
    return slots if said.level is None else replace(slots, level=said.level)


def _all_restated(event: Event, said: Mapping[str, _Said]) -> Event:
    """An event whose mentions have the status that people gave them, also where other papers speak against it."""
    mentions = []
    for mention in event.mentions:
        added, kind, status = said.get(mention.id) or said.get(base_of(mention.id)) or (None, None, None)
        mentions.append(mention if status is None or status.correction.status == mention.status
                        else _restated(mention, added, kind, status))
    return event if tuple(mentions) == event.mentions else replace(event, mentions=tuple(mentions))


def _taken(event: Event, out: Mapping[str, Carried]) -> list[Event]:
    """An event without the mentions taken out; those stand in one of their own that counts nowhere, and what a model
    alone saw goes with them where nothing else is left."""
    gone = {m.id: one for m in event.mentions if (one := out.get(m.id) or out.get(base_of(m.id)))}
    if not gone:
        return [event]
    if all(mention.id in gone or mention.by_model_alone for mention in event.mentions):
        words = next(iter(gone.values())).words
        return [replace(event, mentions=tuple(replace(m, status="boilerplate", reason=words) for m in event.mentions))]
    away = tuple(replace(m, status="boilerplate", reason=gone[m.id].words) for m in event.mentions if m.id in gone)
    off = Wish(split=True, mentions=tuple(gone), rest=None, words=away[0].reason)
    aside = "e" + hashlib.sha256(f"{event.id}|{','.join(gone)}".encode()).hexdigest()[:10]
    return [replace(one, id=aside, mentions=away) if one.mentions[0].id in gone else replace(one, id=event.id)
            for one in regrouped([event], [off])]
