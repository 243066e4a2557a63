"""When two mentions of one kind are about the same happening: what agrees, what conflicts, and the growing cluster."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from model.evidence import DateRange, Mention

SAME_TITLE = 82
"""Least rapidfuzz ratio (0–100) at which two titles are one; tuned on the development dossier."""
SHORTENED = 0.66
"""Least share of a short title's characters that stand in a longer one in their order, for the two to be one."""
SHARED = 0.8
"""Least share of a short title's characters that a longer one has in any order (医废处置 for 处置医疗废物)."""
_LEAST = 0.4
"""Share of a short title's characters without which no other measure can hold two titles for one."""
FAR = 10
"""Days apart (report and publication of one case lie closer) beyond which like titles are two cases."""
NEXT_DAY = 75
"""Least partial ratio (0–100) at which tellings one day apart are one happening (two days' sign-in sheets, a slip)."""

_NOISE = re.compile(r"[\s，。、；：“”‘’《》（）()·—\-]|我局|本局|我委|组织|开展|活动|举办|举行|干部|职工|全体|工作")


@dataclass(frozen=True, slots=True)
class Atom:
    """One happening as one mention tells it: a mention that lists three titles or days gives three atoms.

    words: the quote without common words and marks, for likeness.
    """

    mention: Mention
    title: str | None
    date: DateRange | None
    words: str = ""

    @property
    def precise(self) -> bool:
        """True where the date is a day or a few days."""
        return self.date is not None and self.date.days <= 8


def atom_of(mention: Mention, title: str | None, day: DateRange | None) -> Atom:
    """An atom with its bare words."""
    return Atom(mention, title, day, _bare(mention.quote))


class Cluster:
    """Atoms taken for one happening, with the reasons; mutable while clustering, never outside this room.

    What its atoms tell is gathered as they come, each thing once and in order, since every new atom is held against it:
    titles, documents, words, levels, places, named days, document numbers, rows (of a document's tables).
    """

    __slots__ = ("_coarse", "_precise", "_span", "atoms", "days", "documents", "levels", "numbers", "places", "reasons",
                 "rows", "titles", "words")

    def __init__(self, atom: Atom) -> None:
        self.atoms: list[Atom] = []
        self.reasons: list[str] = []
        self.titles: dict[str, None] = {}
        self.documents: set[str] = set()
        self.words: dict[str, None] = {}
        self.levels: set[str] = set()
        self.places: dict[str, None] = {}
        self.days: set[str] = set()
        self.numbers: set[str] = set()
        self.rows: dict[str, list[Atom]] = {}
        self._precise: dict[DateRange, None] = {}
        self._coarse: dict[DateRange, None] = {}
        self._span: tuple[int, int] | None = None
        self.add(atom, "")

    def dates(self) -> Collection[DateRange]:
        """Precise dates told, else the coarse ones."""
        return self._precise or self._coarse

    def precise(self) -> Collection[DateRange]:
        """Precise dates told."""
        return self._precise

    def apart(self, atom: Atom) -> bool:
        """True where the atom's date and all of the cluster's lie more than a day apart."""
        if atom.date is None or self._span is None:
            return False
        return atom.date.start.toordinal() > self._span[1] + 1 or atom.date.end.toordinal() < self._span[0] - 1

    def add(self, atom: Atom, reason: str) -> None:
        """Takes an atom in, with the Chinese reason why."""
        self.atoms.append(atom)
        if reason and reason not in self.reasons:
            self.reasons.append(reason)
        span, slots = atom.mention.span, atom.mention.slots
        self.documents.add(span.document)
        self.words[atom.words] = None
        if atom.title:
            self.titles[atom.title] = None
        for known, one in ((self.levels, slots.level), (self.days, slots.named_day), (self.numbers,
                                                                                      slots.document_number)):
            if one is not None:
                known.add(one)
        if slots.place:
            self.places[slots.place] = None
        if atom.mention.series:
            self.rows.setdefault(span.document, []).append(atom)
        if atom.date is not None:
            (self._precise if atom.precise else self._coarse)[atom.date] = None
            dates = self.dates()
            self._span = min(d.start for d in dates).toordinal(), max(d.end for d in dates).toordinal()


@dataclass(frozen=True, slots=True)
class Match:
    """How an atom stands to a cluster, each in Chinese, "" where it does not.

    strong: an agreement that suffices to merge. weak: one that merges where no other cluster fits better. conflict:
    what keeps them apart.
    """

    strong: str
    weak: str
    conflict: str


def same_title(a: str, b: str) -> bool:
    """True where two titles are one in other words: nearly equal, or one a shortened telling of the other."""
    a, b = _bare(a), _bare(b)
    if not a or not b:
        return False
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    marks = _marks(short)
    common = len(marks & _marks(long))
    if common < _LEAST * len(marks):
        return False
    if len(short) >= 8 and common >= SHARED * len(marks):
        return True
    if fuzz.ratio(a, b) >= SAME_TITLE:
        return True
    if len(short) < 5 or len(short) * 2 < len(long) - 4:
        return False
    return LCSseq.similarity(short, long) >= SHORTENED * len(short)


@lru_cache(maxsize=65536)
def _bare(title: str) -> str:
    return _NOISE.sub("", title)


@lru_cache(maxsize=65536)
def _marks(title: str) -> frozenset[str]:
    return frozenset(title)


def _far(atom: Atom, cluster: Cluster) -> bool:
    """True where the exact days of both lie too far apart for one case; an equal title is one all the same."""
    days = cluster.precise()
    if not atom.precise or atom.date is None or not days or atom.title in cluster.titles:
        return False
    return all(abs((atom.date.start - d.start).days) > FAR for d in days)


def compare(atom: Atom, cluster: Cluster, merge: str) -> Match:
    """What agrees and what conflicts between an atom and a cluster; where something conflicts, nothing else is said."""
    strong = ""
    title_says = _titles(atom, cluster)
    if title_says == "same" and not (merge == "titled" and _far(atom, cluster)):
        strong = "题名相同"
    elif title_says and merge == "titled":
        return _apart("题名不同")
    elif merge == "titled" and _other_level(atom, cluster):
        return _apart("级别不同")
    if merge != "single" and _other_row(atom, cluster, merge):
        return _apart("同一表中的另一行")
    date_says = _dates(atom, cluster)
    if date_says == "next" and merge == "dated":
        same = atom.mention.slots.named_day in cluster.days or alike(atom, cluster)
        strong, date_says = (strong or "相邻两天、文字相近", "same") if same else (strong, "other")
    if merge == "dated":
        conflict = _dated_conflict(atom, cluster, title_says, date_says)
        if conflict:
            return _apart(conflict)
        strong = strong or ("日期相同" if date_says == "same" else "")
    number, day = atom.mention.slots.document_number, atom.mention.slots.named_day
    if number and number in cluster.numbers:
        strong = strong or "文号相同"
    if day and day in cluster.days:
        strong = strong or "同一纪念日（宣传周、月）"
    weak = {"same": "日期相同", "within": "日期相容"}.get(date_says, "")
    return Match(strong, weak, "")


def _apart(conflict: str) -> Match:
    return Match("", "", conflict)


def _dated_conflict(atom: Atom, cluster: Cluster, title_says: str, date_says: str) -> str:
    """What keeps two happenings of days apart, "" where nothing does."""
    if date_says == "other":
        return "日期不同"
    if title_says == "other" and date_says != "same":
        return "内容不同"
    if date_says == "same":
        return "同日而地点不同" if _elsewhere(atom, cluster) else ""
    day = atom.mention.slots.named_day
    return "纪念日不同" if day and cluster.days and day not in cluster.days else ""


def _titles(atom: Atom, cluster: Cluster) -> str:
    if not atom.title or not cluster.titles:
        return ""
    if atom.title in cluster.titles:
        return "same"
    return "same" if any(same_title(atom.title, t) for t in cluster.titles) else "other"


def _dates(atom: Atom, cluster: Cluster) -> str:
    dates = cluster.dates()
    if atom.date is None or not dates:
        return ""
    if any(d == atom.date or (d.overlaps(atom.date) and max(d.days, atom.date.days) <= 8) for d in dates):
        return "same"
    if any(d.within(atom.date) or atom.date.within(d) for d in dates):
        return "within"
    if atom.precise and any(d.days <= 2 and abs((atom.date.start - d.end).days) <= 1 for d in dates):
        return "next"
    return "other"


def _other_row(atom: Atom, cluster: Cluster, merge: str) -> bool:
    """True where the cluster has another row of the table this atom is a row of: a ledger lists each happening once.

    Two rows with one title and two levels are one work that won twice.
    """
    span, level = atom.mention.span, atom.mention.slots.level
    if not atom.mention.series:
        return False
    return any(_beside(row.mention, atom.mention) and (
        merge != "titled" or None in (level, row.mention.slots.level) or row.mention.slots.level == level
        or not atom.title or row.title != atom.title) for row in cluster.rows.get(span.document, ()))


def _beside(a: Mention, b: Mention) -> bool:
    """True for two rows of tables, or two entries that one paragraph lists."""
    if a.table is None or b.table is None:
        return a.table is b.table and a.span.block == b.span.block and a.span.start != b.span.start
    return a.span.block != b.span.block


def _other_level(atom: Atom, cluster: Cluster) -> bool:
    """True where both name a level and none agrees (全省先进单位, 全市先进集体): two honours."""
    level = atom.mention.slots.level
    return level is not None and bool(cluster.levels) and level not in cluster.levels


def _elsewhere(atom: Atom, cluster: Cluster) -> bool:
    """True where both name a place and the places share nothing."""
    place = atom.mention.slots.place
    return bool(place and cluster.places and all(fuzz.partial_ratio(place, p) < 50 for p in cluster.places))


def alike(atom: Atom, cluster: Cluster) -> bool:
    """True where the atom's words are like those of some telling of the cluster (``NEXT_DAY``)."""
    return bool(atom.words) and atom.words in cluster.words or process.extractOne(
        atom.words, list(cluster.words), scorer=fuzz.partial_ratio, score_cutoff=NEXT_DAY) is not None


def likest(atom: Atom, clusters: Sequence[Cluster]) -> int:
    """Which of the clusters (one at least) has the words most like the atom's; the first of equals."""
    if len(clusters) == 1:
        return 0
    words = [(words, at) for at, cluster in enumerate(clusters) for words in cluster.words]
    found = process.extractOne(atom.words, [text for text, _ in words], scorer=fuzz.partial_ratio)
    return words[found[2]][1]
