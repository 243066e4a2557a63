"""The clusters of one kind, kept by day, by file and by words, so that an atom is held against few of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from classifiers.cluster import Atom, Cluster

MANY = 96
"""Clusters that an atom is held against at most; of more, those that share its rarest words, its file or its title."""
_LONG = 62
"""Days of a range beyond which it is held against every cluster, whatever its day."""
_RARE = 6
"""How many of an atom's rarest pairs of characters are looked up."""


class Shelf:
    """Clusters in the order of their making, found again by what an atom tells."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._number: dict[int, int] = {}
        self._days: dict[int, set[int]] = {}
        self._undated: set[int] = set()
        self._known: dict[str, set[int]] = {}
        self._pairs: dict[str, set[int]] = {}

    def open(self, atom: Atom) -> None:
        """A new cluster of one atom."""
        cluster = Cluster(atom)
        self._number[id(cluster)] = len(self.clusters)
        self.clusters.append(cluster)
        self._note(len(self.clusters) - 1, atom)

    def add(self, cluster: Cluster, atom: Atom, reason: str) -> None:
        """Puts an atom into a cluster of the shelf."""
        cluster.add(atom, reason)
        self._note(self._number[id(cluster)], atom)

    def near(self, atom: Atom, dated: bool) -> list[Cluster]:
        """The clusters that an atom may belong to, in the order of their making.

        dated: those of other days are left out.
        """
        if len(self.clusters) <= MANY:
            return [c for c in self.clusters if not (dated and c.apart(atom))]
        date = atom.date if dated else None
        if date is None or date.days > _LONG:
            numbers: Iterable[int] = self._alike(atom, None)
        else:
            found = set(self._undated)
            for day in range(date.start.toordinal() - 1, date.end.toordinal() + 2):
                found |= self._days.get(day, set())
            numbers = found if len(found) <= MANY else self._alike(atom, found)
        near = [self.clusters[number] for number in sorted(numbers)]
        return [cluster for cluster in near if not (dated and cluster.apart(atom))]

    def _note(self, number: int, atom: Atom) -> None:
        if atom.date is None or atom.date.days > _LONG:
            self._undated.add(number)
        else:
            for day in range(atom.date.start.toordinal(), atom.date.end.toordinal() + 1):
                self._days.setdefault(day, set()).add(number)
        for key in _keys(atom):
            self._known.setdefault(key, set()).add(number)
        for pair in _pairs(atom):
            self._pairs.setdefault(pair, set()).add(number)

    def _alike(self, atom: Atom, among: set[int] | None) -> set[int]:
        """Clusters of the atom's file, title, number or named day, and those that share its rarest words."""
        found: set[int] = set()
        for key in _keys(atom):
            known = self._known.get(key, set())
            found.update(sorted(known if among is None else known & among)[:MANY])
        shared = Counter[int]()
        rows = sorted((row for pair in _pairs(atom) if (row := self._pairs.get(pair))), key=len)
        for row in rows[:_RARE]:
            shared.update(row if among is None else row & among)
        found.update(number for number, _ in shared.most_common(MANY // 3 if atom.title and among is None else MANY))
        return found or set(sorted(among)[:MANY] if among else range(min(MANY, len(self.clusters))))


def _keys(atom: Atom) -> Iterable[str]:
    slots = atom.mention.slots
    yield "file " + atom.mention.span.document
    for name, value in (("title", atom.title), ("number", slots.document_number), ("day", slots.named_day)):
        if value:
            yield f"{name} {value}"


def _pairs(atom: Atom) -> Iterable[str]:
    """Each pair of characters once, in the order of the words: of equally rare ones the first are looked up."""
    text = f"{atom.title or ''} {atom.words}"
    return dict.fromkeys(text[i:i + 2] for i in range(len(text) - 1))
