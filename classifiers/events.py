"""Mentions → distinct events. Mentions of one happening merge over files; stated totals stay apart as claims.

Rules of a kind's ``归并``: a single thing of the year (一项) is one event however often it is told; a happening (逐次)
is one a day; a titled thing (逐件) one a title. A telling without day or title adds no event of its own where listed
ones exist: it cannot be shown to be another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from classifiers.cluster import Atom, Cluster, alike, atom_of, compare, likest
from classifiers.contradicted import believed
from classifiers.kinds import kinds
from classifiers.oddities import oddities
from classifiers.shelf import Shelf
from model.evidence import LEVELS, Event, Mention, Quantity, Slots

MERGED = "说的是一件："
"""What stands in ``merge_reason`` before the reasons."""


def merge_events(mentions: Sequence[Mention], long_kinds: frozenset[str] = frozenset()) -> tuple[Event, ...]:
    """All events of a dossier: for each kind its done deeds, its stated totals, and one for every mention refused.

    long_kinds: kinds that some criterion looks for outside the review period as well; their dated deeds out of it are
    merged among themselves.
    """
    events: list[Event] = []
    by_kind: dict[str, list[Mention]] = {}
    for mention in believed(mentions):
        by_kind.setdefault(mention.kind, []).append(mention)
    for kind_id, group in by_kind.items():
        done = [m for m in group if m.status == "done"]
        events.extend(_done_events(kind_id, done))
        rest = [m for m in group if m.status != "done"]
        if kind_id in long_kinds:
            events.extend(_done_events(kind_id, [m for m in rest if _earlier(m)]))
            rest = [m for m in rest if not _earlier(m)]
        events.extend(_refused(kind_id, rest))
    return tuple(events)


def _earlier(mention: Mention) -> bool:
    return mention.status == "other_period" and mention.slots.date is not None and not mention.promised


def _done_events(kind_id: str, mentions: list[Mention]) -> Iterable[Event]:
    merge = kinds()[kind_id].merge
    claims = [m for m in mentions if merge != "single" and is_claim(m)]
    atoms = [atom for m in mentions if merge == "single" or not is_claim(m) for atom in _atoms(m)]
    atoms.sort(key=lambda a: (not a.precise, a.date is None, a.title is None))
    shelf = Shelf()
    for atom in atoms:
        _place(atom, shelf, merge)
    clusters = shelf.clusters
    retold = bool(claims) and not kinds()[kind_id].graded \
        and all(_vague(atom, merge) and not _entered(atom) for cluster in clusters for atom in cluster.atoms)
    yield from (_told_vaguely(_event(kind_id, c)) if retold else _event(kind_id, c) for c in clusters)
    yield from _claims(kind_id, claims)


def _told_vaguely(event: Event) -> Event:
    """A telling without day or title beside a stated total: it lists nothing, and claims no number."""
    return replace(event, claim=True, slots=replace(event.slots, quantity=None))


def is_claim(mention: Mention) -> bool:
    """True for a stated total: a number above one that the sentence itself does not list."""
    slots = mention.slots
    if slots.titles or slots.dates:
        return False
    return slots.quantity is not None and slots.quantity.unit != "元" and slots.quantity.value > 1


def _atoms(mention: Mention) -> list[Atom]:
    """A mention as the happenings it tells; each entry of a list becomes a mention (id with ``-1``, ``-2`` …)."""
    slots = mention.slots
    one = replace(slots, titles=(), dates=(), quantity=Quantity(value=Decimal(1), unit=""))
    if slots.titles:
        return [atom_of(replace(mention, id=f"{mention.id}-{n}", slots=replace(one, title=title)), title, slots.date)
                for n, title in enumerate(slots.titles, 1)]
    if slots.dates:
        return [atom_of(replace(mention, id=f"{mention.id}-{n}", slots=replace(one, date=day, title=None)), None, day)
                for n, day in enumerate(slots.dates, 1)]
    return [atom_of(mention, slots.title, slots.date)]


def _place(atom: Atom, shelf: Shelf, merge: str) -> None:
    """Puts an atom into the cluster it belongs to, or into a new one."""
    if merge == "single":
        if shelf.clusters:
            shelf.add(shelf.clusters[0], atom, "同一项工作，全年只计一件")
        else:
            shelf.open(atom)
        return
    near = shelf.near(atom, merge == "dated")
    fit = [(m, c) for c in near for m in [compare(atom, c, merge)] if not m.conflict]
    agreeing = [(m.strong, c) for m, c in fit if m.strong]
    if agreeing:
        _join(atom, agreeing, shelf)
        return
    same_file = [("同一文件续述同一件事", c) for _, c in fit if atom.mention.span.document in c.documents]
    if same_file and not (atom.precise or atom.title):
        close = [("文字相近", c) for _, c in fit if alike(atom, c)] if _vague(atom, merge) else []
        _join(atom, close or same_file, shelf)
        return
    weak = [("日期相容，未见另有一件", c) for m, c in fit if m.weak]
    if weak and not (merge == "titled" and atom.title):
        _join(atom, weak, shelf)
    elif fit and _vague(atom, merge):
        _join(atom, [("未写明日期或名称，不另计", c) for _, c in fit], shelf)
    else:
        shelf.open(atom)


def _join(atom: Atom, found: Sequence[tuple[str, Cluster]], shelf: Shelf) -> None:
    """Adds the atom to the cluster whose words are most like its own, with the reason beside it."""
    reason, cluster = found[likest(atom, [cluster for _, cluster in found])]
    shelf.add(cluster, atom, reason)


def _vague(atom: Atom, merge: str) -> bool:
    """True where nothing tells the happening from those already listed."""
    if merge == "titled":
        return atom.title is None and not atom.precise
    return atom.date is None or atom.date.days > 100


def _entered(atom: Atom) -> bool:
    """True for an entry of a list in a sentence: it tells one happening, whatever it leaves out."""
    return atom.mention.series and atom.mention.table is None


def event_of(kind_id: str, mentions: Sequence[Mention], id: str = "") -> Event:
    """Mentions that a person put together, as one event, with the most exact of what they tell; its id is that of its
    first mention unless one is given. merge_reason is left empty."""
    cluster = Cluster(atom_of(mentions[0], mentions[0].slots.title, mentions[0].slots.date))
    for mention in mentions[1:]:
        cluster.add(atom_of(mention, mention.slots.title, mention.slots.date), "")
    return replace(_event(kind_id, cluster), id=id or _id(kind_id, cluster.atoms), merge_reason="")


def _event(kind_id: str, cluster: Cluster) -> Event:
    mentions = tuple(dict.fromkeys(a.mention for a in cluster.atoms))
    return Event(id=_id(kind_id, cluster.atoms), kind=kind_id, mentions=mentions, slots=_joined(cluster),
                 conflicts=_conflicts(cluster), merge_reason=_reason(cluster, mentions))


def _reason(cluster: Cluster, mentions: tuple[Mention, ...]) -> str:
    if len(mentions) < 2:
        return ""
    files = len({m.span.document for m in mentions})
    return f"{len(mentions)}处（{files}份文件）{MERGED}" + "、".join(cluster.reasons)


def _joined(cluster: Cluster) -> Slots:
    """The most exact of what the tellings say: precise date, longest title, highest level, first place and partner."""
    ordered = [a.mention.slots for a in cluster.atoms]
    dates = sorted(cluster.dates(), key=lambda d: d.days)
    titles = sorted(cluster.titles, key=len, reverse=True)
    levels = [s.level for s in ordered if s.level]
    first = ordered[0]
    return replace(first, date=dates[0] if dates else None, title=titles[0] if titles else None,
                   level=min(levels, key=LEVELS.index) if levels else None,
                   place=next((s.place for s in ordered if s.place), None),
                   partner=next((s.partner for s in ordered if s.partner), None),
                   document_number=next((s.document_number for s in ordered if s.document_number), None),
                   named_day=next((s.named_day for s in ordered if s.named_day), None), titles=(), dates=())


def _conflicts(cluster: Cluster) -> tuple[str, ...]:
    odd = _odd([a.mention for a in cluster.atoms])
    days = sorted({a.date.start for a in cluster.atoms if a.precise and a.date})
    if len(days) > 1 and (days[-1] - days[0]).days > 1:
        return (f"各处所写日期不同：{days[0].isoformat()}、{days[-1].isoformat()}", *odd)
    return odd


def _odd(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """What does not agree within the tellings themselves, each once."""
    said = (text for m in mentions for text in oddities(m.quote, m.slots.date.start.year if m.slots.date else None))
    return tuple(dict.fromkeys(said))


def _claims(kind_id: str, mentions: list[Mention]) -> Iterable[Event]:
    """Stated totals, one event for each number."""
    by_value: dict[Decimal, list[Mention]] = {}
    for mention in mentions:
        assert mention.slots.quantity is not None
        by_value.setdefault(mention.slots.quantity.value, []).append(mention)
    for value, group in sorted(by_value.items()):
        atoms = [Atom(m, None, None) for m in group]
        yield Event(id=_id(kind_id, atoms), kind=kind_id, mentions=tuple(group), slots=group[0].slots, claim=True,
                    conflicts=_odd(group),
                    merge_reason=f"{len(group)}处都写{value.normalize():f}" if len(group) > 1 else "")


def _refused(kind_id: str, mentions: list[Mention]) -> Iterable[Event]:
    for mention in mentions:
        own = _id(kind_id, [Atom(mention, None, None)])
        yield Event(id=own, kind=kind_id, mentions=(mention,), slots=mention.slots)


def _id(kind_id: str, atoms: list[Atom]) -> str:
    """Stable over runs: from the kind and the first atom's mention, with its title or day where it lists several."""
    first = atoms[0]
    key = f"{kind_id}|{first.mention.id}|{first.title}|{first.date}"
    return "e" + hashlib.sha256(key.encode()).hexdigest()[:10]
