"""Two happenings of a dossier that may be one counted twice, ranked: the likeliest few are shown to look at.

No one sign is asked for. How much speaks for two being one is the sum of what agrees (day, place, numbers and words, each
by how rare it is in the dossier, and a third paper that tells both as one) less what tells them apart (another day or
place, other heads, a record of its own for each). After the way records are linked: Fellegi and Sunter, 1969.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from integrity.claims.data import number, pattern, value
from integrity.claims.happenings import Happening, Told
from integrity.claims.kinship import same_place
from integrity.claims.report import told
from model.results import Finding


@dataclass(frozen=True, eq=False)
class Pair:
    """Two happenings of one sort. points: how much speaks for their being one; shared: what agrees, in words; bridge:
    what tells both."""

    points: float
    left: Happening
    right: Happening
    shared: tuple[str, ...]
    bridge: Happening | None


def pairs_of_one(dossier: Told) -> list[Pair]:
    """All pairs of a dossier with any points, the likeliest first."""
    found = [one for sort in ("row", "part", "item", "paper", "case") for one in _of_sort(dossier, dossier.of(sort))]  # type: ignore[arg-type]
    return sorted(found, key=lambda one: -one.points)


def _of_sort(dossier: Told, same: Sequence[Happening]) -> Iterator[Pair]:
    others = [one for one in dossier.all if same and one.sort in value("onething", "homes")[same[0].sort]]
    homes = {id(one): _homes(dossier, one, others) for one in same}
    for a, b in combinations(same, 2):
        if _separate(a, b):
            continue
        pair = _weighed(dossier, a, b, homes)
        if pair is not None:
            yield pair


def _separate(a: Happening, b: Happening) -> bool:
    """Whether the two cannot be held against each other: a series' members, routine, one sentence going on."""
    if a.marks != b.marks and a.marks and b.marks:
        return True
    if a.sort == "part":
        several = a.said.sheet.paper == b.said.sheet.paper == "ledger"
        return a.said.sheet is not b.said.sheet and not several or a.said.index == b.said.index and not _counted(a) and not _counted(b)
    if a.sort == "item":
        return a.said.sheet is not b.said.sheet
    if a.sort == "paper":
        return a.said.sheet is b.said.sheet
    return a.sort == "case" and a.said.sheet is not b.said.sheet


def _counted(one: Happening) -> bool:
    return pattern("doubled", "counted").search(one.words) is not None or one.sure


def _homes(dossier: Told, one: Happening, others: Sequence[Happening]) -> dict[int, float]:
    """How surely each other telling tells this happening too; what does not is left out."""
    found: dict[int, float] = {}
    whole = dossier.weight(one.grams) or 1.0
    for other in others:
        met = one.meets(other)
        if met is False or one.marks != other.marks and one.marks and other.marks and one.sort != "part":
            continue
        share = dossier.weight(one.grams & other.grams) / whole
        figures = sum(_worth(figure) for figure in one.figures & other.figures)
        points = 2.0 * share + min(2.0, figures) + (0.6 if met and one.sure else 0.3 if met else 0.0)
        if points >= number("home_least") and (share >= 0.15 or figures):
            found[id(other)] = points
    return found


def _worth(figure: tuple[int, str]) -> float:
    """How telling a number is by itself: the more digits of it are no noughts at its end."""
    count, table = figure[0], value("onething", "digits")
    if count < 10:
        return float(table[0]) if count >= 3 else 0.0
    return float(table[min(len(str(count).rstrip("0")), len(table) - 1)])


def _weighed(dossier: Told, a: Happening, b: Happening, homes: dict[int, dict[int, float]]) -> Pair | None:
    table = value("onething", "points")
    met = a.meets(b)
    points, shared = 0.0, []
    if met:
        points += table["day"] if a.sure and b.sure else table["days"]
        shared.append("日期")
    elif met is False:
        points += table["other_day"]
    if not (met and a.sure and b.sure) and pattern("twice", "fixed").search(a.words[:80] + b.words[:80]):
        points += table["routine"]
    common = dossier.figures[a.sort]
    same = sorted(((_worth(one) * (2.0 / common[one]), one) for one in a.figures & b.figures), reverse=True)
    figures = sum(worth for worth, _ in same[:4])
    points += min(figures, table["figures_most"])
    shared += [f"{count}{unit}" for worth, (count, unit) in same[:4] if worth > 0.3]
    if a.people and b.people and a.people != b.people and (a.people, "人") not in b.figures:
        points += table["other_people"]
    own = dossier.grams[a.sort]
    alike = dossier.weight(gram for gram in a.grams & b.grams if own[gram] <= 2)
    words = min(table["words_most"], table["words"] * alike)
    if a.sort == "paper":
        share = alike / (min(dossier.weight(one.grams) for one in (a, b)) or 1.0)
        if share > number("told_most"):
            return None
        words = min(table["paper_words_most"], table["paper_words"] * share)
    points += words
    both, bridge = _bridge(dossier, homes[id(a)], homes[id(b)])
    points += both * value("onething", "bridge")[a.sort]
    place = same_place(a.place, b.place)
    points += table["place"] if place else 0.0 if place is None else \
        table["place_told"] if both >= number("bridge_sure") else table["other_place"]
    shared += [f"地点{min(a.place, b.place, key=len)}"] if place else []
    if a.sort == "part" and not (_counted(a) and _counted(b)):
        points += table["not_counted"]
    mine, other = (max(homes[id(one)].items(), key=lambda row: row[1], default=None) for one in (a, b))
    if mine and other and bridge is None or mine and other and mine[0] != other[0] and \
            mine[1] > homes[id(b)].get(mine[0], 0.0) + 1.0 and other[1] > homes[id(a)].get(other[0], 0.0) + 1.0:
        points += table["own_homes"]
    if not (figures >= 0.7 or bridge is not None or place and met or words >= 0.8):
        return None
    return Pair(points, a, b, tuple(shared), bridge)


def _bridge(dossier: Told, mine: dict[int, float], other: dict[int, float]) -> tuple[float, Happening | None]:
    """What tells both, and how surely: by the one it tells less surely."""
    best = max(((min(mine[key], other[key]), key) for key in mine.keys() & other.keys()), default=None)
    if best is None:
        return 0.0, None
    return best[0], next(one for one in dossier.all if id(one) == best[1])


def one_thing(dossier: Told, known: Sequence[Finding]) -> Iterator[Finding]:
    """The few pairs of a dossier that are likeliest one happening, to look at. known: what was told already; pairs of
    which it speaks are left out."""
    spots = [{(place.file, place.page, place.quote) for place in one.places} for one in known]
    used: set[int] = set()
    left = int(number("one_thing_most"))
    for pair in pairs_of_one(dossier):
        if not left or pair.points < number("one_thing_points"):
            return
        ends = [one.said.place() for one in (pair.left, pair.right)]
        mine = [(place.file, place.page, place.quote) for place in ends]
        if {id(pair.left), id(pair.right)} & used or any(_within(mine, spot) for spot in spots):
            continue
        used |= {id(pair.left), id(pair.right)}
        left -= 1
        yield _finding(pair)


def _within(mine: Sequence[tuple[str, int, str]], spot: Iterable[tuple[str, int, str]]) -> bool:
    """Whether a finding has both places, whole or in part."""
    return all(any(file == other[0] and page == other[1] and (quote in other[2] or other[2] in quote) and other[2]
                   for other in spot) for file, page, quote in mine)


def _finding(pair: Pair) -> Finding:
    a, b = pair.left, pair.right
    saids = [a.said, b.said, *([pair.bridge.said] if pair.bridge else [])]
    return told("double_counting", "one_thing", "medium" if pair.points >= number("one_thing_sure") else "low", saids, measures={
        "written": f"{a.words[:30]} | {b.words[:30]}", "points": f"{pair.points:.1f}"},
        left=a.words[:40].strip(), right=b.words[:40].strip(), shared="、".join(pair.shared) or "用词")
