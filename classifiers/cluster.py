"""When two mentions of one kind are about the same happening: what agrees, what conflicts, and the growing cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from model.evidence import DateRange, Mention

SAME_TITLE = 82
"""Least rapidfuzz ratio (0–100) at which two titles are one; tuned on the development dossier."""
SHORTENED = 0.66
"""Least share of a short title's characters that stand in a longer one in their order, for the two to be one."""
SHARED = 0.8
"""Least share of a short title's characters that a longer one has in any order (医废处置 for 处置医疗废物)."""
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
    return Atom(mention, title, day, _NOISE.sub("", mention.quote))


@dataclass(slots=True)
class Cluster:
    """Atoms taken for one happening, with the reasons; mutable while clustering, never outside this room."""

    atoms: list[Atom] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def titles(self) -> list[str]:
        """Titles told, in order."""
        return [a.title for a in self.atoms if a.title]

    def dates(self) -> list[DateRange]:
        """Precise dates told, else the coarse ones."""
        precise = [a.date for a in self.atoms if a.precise and a.date]
        return precise or [a.date for a in self.atoms if a.date]

    def documents(self) -> set[str]:
        """Files that tell of it."""
        return {a.mention.span.document for a in self.atoms}

    def add(self, atom: Atom, reason: str) -> None:
        """Takes an atom in, with the Chinese reason why."""
        self.atoms.append(atom)
        if reason and reason not in self.reasons:
            self.reasons.append(reason)


@dataclass(frozen=True, slots=True)
class Match:
    """How an atom stands to a cluster, each in Chinese, "" where it does not.

    strong: an agreement that suffices to merge. weak: one that merges where no other cluster fits better. conflict:
    what keeps them apart. alike: 0–100, likeness of the wording.
    """

    strong: str
    weak: str
    conflict: str
    alike: float


def same_title(a: str, b: str) -> bool:
    """True where two titles are one in other words: nearly equal, or one a shortened telling of the other."""
    a, b = _NOISE.sub("", a), _NOISE.sub("", b)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if fuzz.ratio(a, b) >= SAME_TITLE:
        return True
    if len(short) >= 8 and len(set(short) & set(long)) >= SHARED * len(set(short)):
        return True
    if len(short) < 5 or len(short) * 2 < len(long) - 4:
        return False
    return LCSseq.similarity(short, long) >= SHORTENED * len(short)


def _far(atom: Atom, cluster: Cluster) -> bool:
    """True where the exact days of both lie too far apart for one case; an equal title is one all the same."""
    days = [a.date for a in cluster.atoms if a.precise and a.date]
    if not atom.precise or atom.date is None or not days or atom.title in cluster.titles():
        return False
    return all(abs((atom.date.start - d.start).days) > FAR for d in days)


def compare(atom: Atom, cluster: Cluster, merge: str) -> Match:
    """What agrees and what conflicts between an atom and a cluster."""
    strong, weak, conflict = "", "", ""
    title_says, date_says = _titles(atom, cluster), _dates(atom, cluster)
    if title_says == "same" and not (merge == "titled" and _far(atom, cluster)):
        strong = "题名相同"
    elif title_says and merge == "titled":
        conflict = "题名不同"
    elif merge == "titled" and _other_level(atom, cluster):
        conflict = "级别不同"
    if not conflict and merge != "single" and _other_row(atom, cluster, merge):
        conflict = "同一表中的另一行"
    if conflict and title_says != "same":
        return Match("", weak, conflict, 0.0)
    alike = _alike(atom, cluster)
    if date_says == "next" and merge == "dated":
        strong, date_says = (strong or "相邻两天、文字相近", "same") if alike >= NEXT_DAY else (strong, "other")
    if date_says == "same":
        strong = strong or ("日期相同" if merge == "dated" else "")
        weak = "日期相同"
    elif date_says == "within":
        weak = "日期相容"
    elif date_says == "other" and merge == "dated":
        conflict = conflict or "日期不同"
    if title_says == "other" and merge == "dated" and date_says != "same":
        conflict = conflict or "内容不同"
    if not conflict and date_says == "same" and merge == "dated" and _elsewhere(atom, cluster):
        conflict = "同日而地点不同"
    number = atom.mention.slots.document_number
    if number and any(number == a.mention.slots.document_number for a in cluster.atoms):
        strong = strong or "文号相同"
    day = atom.mention.slots.named_day
    days = {a.mention.slots.named_day for a in cluster.atoms} - {None}
    if day and days:
        if day in days and not conflict:
            strong = strong or "同一纪念日（宣传周、月）"
        elif day not in days and merge == "dated" and date_says != "same":
            conflict = conflict or "纪念日不同"
    return Match(strong, weak, conflict, 0.0 if conflict else alike)


def _titles(atom: Atom, cluster: Cluster) -> str:
    titles = cluster.titles()
    if not atom.title or not titles:
        return ""
    return "same" if any(same_title(atom.title, t) for t in titles) else "other"


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
    rows = (a for a in cluster.atoms if a.mention.series and a.mention.span.document == span.document
            and a.mention.span.block != span.block)
    return atom.mention.series and any(
        merge != "titled" or None in (level, row.mention.slots.level) or row.mention.slots.level == level
        or not atom.title or row.title != atom.title for row in rows)


def _other_level(atom: Atom, cluster: Cluster) -> bool:
    """True where both name a level and none agrees (全省先进单位, 全市先进集体): two honours."""
    level = atom.mention.slots.level
    levels = {a.mention.slots.level for a in cluster.atoms} - {None}
    return level is not None and bool(levels) and level not in levels


def _elsewhere(atom: Atom, cluster: Cluster) -> bool:
    """True where both name a place and the places share nothing."""
    place = atom.mention.slots.place
    places = [a.mention.slots.place for a in cluster.atoms if a.mention.slots.place]
    return bool(place and places and all(fuzz.partial_ratio(place, p) < 50 for p in places))


def _alike(atom: Atom, cluster: Cluster) -> float:
    return max(fuzz.partial_ratio(atom.words, words) for words in dict.fromkeys(a.words for a in cluster.atoms))
