"""Two happenings of a dossier that may be one counted twice, ranked: the likeliest few are shown to look at.

No one sign is asked for. How much speaks for two being one is the sum of what agrees (day, place, numbers and words, by
how rare each is in the dossier, and a third paper that tells both as one) less what tells them apart (another day or
place, other heads, a record of its own for each). After the linking of records by Fellegi and Sunter, 1969; the weights
stand in ``claims.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from integrity.claims.data import number, pattern, value
from integrity.claims.happenings import SORTS, Happening, Told
from integrity.claims.kinship import same_place
from integrity.claims.report import told
from integrity.claims.sheets import Said
from integrity.claims.shelves import Shelves
from model.results import Finding

Homes = Mapping[int, float]
"""How surely each other telling, by its identity, tells a happening too."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Two happenings of one sort. points: how much speaks for their being one; shared: what agrees, in words; bridge:
    what tells both; homes: what tells each."""

    points: float
    left: Happening
    right: Happening
    shared: tuple[str, ...]
    bridge: Happening | None
    homes: tuple[Homes, Homes]


def pairs_of_one(dossier: Told) -> list[Pair]:
    """All pairs of a dossier that share something telling, the likeliest first."""
    found = [one for sort in SORTS for one in _of_sort(dossier, dossier.of(sort))]
    return sorted(found, key=lambda one: -one.points)


def _of_sort(dossier: Told, same: Sequence[Happening]) -> Iterator[Pair]:
    """Pairs of one sort; of more than so many happenings only those that share a day or something rare are weighed."""
    others = [one for one in dossier.all if same and one.sort in value("onething", "homes")[same[0].sort]]
    near = _near(dossier, same)
    shelves = Shelves(dossier, others, value("onething", "home")["share_least"])
    homes = {at: _homes(dossier, same[at], shelves) for at in sorted({at for pair in near for at in pair})}
    for left, right in near:
        a, b = same[left], same[right]
        pair = None if _separate(a, b) else _weighed(dossier, a, b, homes[left], homes[right])
        if pair is not None:
            yield pair


def _near(dossier: Told, same: Sequence[Happening]) -> list[tuple[int, int]]:
    """Which are held against each other: all, where they are few; else those that share what few have."""
    if len(same) <= number("weighed_all"):
        return list(combinations(range(len(same)), 2))
    shelves: dict[object, list[int]] = {}
    for at, one in enumerate(same):
        for key in (*one.grams, *one.figures, *(("day", first) for first, last in one.spans if first == last)):
            shelves.setdefault(key, []).append(at)
    return sorted({pair for shelf in shelves.values() if len(shelf) <= number("weighed_shared")
                   for pair in combinations(shelf, 2)})


def _separate(a: Happening, b: Happening) -> bool:
    """Whether the two are not held against each other: members of a series, one sentence going on, other papers, and
    what says itself that it is one."""
    if any(pattern("onething", "said_one").search(one.words) for one in (a, b)) or _overlap(a.said, b.said):
        return True
    if a.marks != b.marks and a.marks and b.marks:
        return True
    one_paper, one_block = a.said.sheet is b.said.sheet, a.said.sheet is b.said.sheet and a.said.index == b.said.index
    if a.sort == "part":
        monthly = a.said.sheet.paper == b.said.sheet.paper == "ledger"
        return not (one_paper or monthly) or one_block and not (_own(a) and _own(b))
    if a.sort == "paper":
        return one_paper
    return a.sort != "row" and not one_paper


def _own(one: Happening) -> bool:
    """Whether it has a day of its own, is counted, or is a deed."""
    return one.sure or any(pattern(*words).search(one.words) for words in (("doubled", "counted"),
                                                                           ("happenings", "deed")))


def _counted(one: Happening) -> bool:
    """The same, of parts that stand by themselves; what stands in a score table is there to be counted."""
    return one.said.sheet.paper == "score_table" or _own(one)


def _homes(dossier: Told, one: Happening, others: Shelves) -> Homes:
    """How surely each other telling tells this happening too; those that do not are left out."""
    found: dict[int, float] = {}
    whole = dossier.weight(one.grams) or 1.0
    table = value("onething", "home")
    for other, weight in others.near(one):
        met = one.meets(other)
        if met is False or one.marks != other.marks and one.marks and other.marks and one.sort != "part":
            continue
        share = weight / whole
        figures = fsum(map(_worth, one.figures & other.figures))
        points = table["words"] * share + min(table["figures_most"], figures) + (
            table["day"] if met and one.sure else table["days"] if met else 0.0)
        if points >= number("home_least") and (share >= table["share_least"] or figures):
            found[id(other)] = points
    return found


def _worth(figure: tuple[int, str]) -> float:
    """How telling a number is by itself: the more digits of it are no noughts at its end."""
    count, table = figure[0], value("onething", "digits")
    if count < 10:
        return float(table[0]) if count >= 3 else 0.0
    return float(table[min(len(str(count).rstrip("0")), len(table) - 1)])


def _weighed(dossier: Told, a: Happening, b: Happening, mine: Homes, other: Homes) -> Pair | None:
    """The pair with its points; None where nothing telling is shared, or the two are one text."""
    words, figures = _words(dossier, a, b), _figures(dossier, a, b)
    both, bridge = _bridge(dossier, mine, other)
    met, place = a.meets(b), same_place(a.place, b.place)
    numbers = sum(worth for worth, _ in figures)
    least = number("telling_least")
    if words is None or not (numbers >= least or words >= least or bridge is not None or place and met):
        return None
    table = value("onething", "points")
    points = words + min(numbers, table["figures_most"]) + both * value("onething", "bridge")[a.sort]
    if met is not None:
        points += table["other_day"] if not met else table["day"] if a.sure and b.sure else table["days"]
    if place is not None:
        points += table["place"] if place else table["other_place" if both < number("bridge_sure") else "place_told"]
    against = {"routine": not (met and a.sure and b.sure) and _routine(a, b), "own_homes": _apart(mine, other),
               "other_people": a.people and b.people and a.people != b.people and (a.people, "人") not in b.figures,
               "not_counted": a.sort == "part" and not (_counted(a) and _counted(b))}
    points += sum(table[name] for name, holds in against.items() if holds)
    shared = [*(["日期"] if met else ()), *([f"地点{min(a.place, b.place, key=len)}"] if place else ()),
              *(f"{count}{unit}" for worth, (count, unit) in figures if worth >= least)]
    return Pair(points, a, b, tuple(shared), bridge, (mine, other))


def _routine(a: Happening, b: Happening) -> bool:
    head = int(number("routine_within"))
    return pattern("twice", "fixed").search(f"{a.words[:head]}，{b.words[:head]}") is not None


def _words(dossier: Told, a: Happening, b: Happening) -> float | None:
    """What words are worth that no other of the sort has; None for two papers with one text: another check's matter."""
    table, own = value("onething", "points"), dossier.grams[a.sort]
    alike = dossier.weight(gram for gram in a.grams & b.grams if own[gram] <= 2)
    if a.sort != "paper":
        return float(min(table["words_most"], table["words"] * alike))
    share = alike / (min(dossier.weight(one.grams) for one in (a, b)) or 1.0)
    worth: float = min(table["paper_words_most"], table["paper_words"] * share)
    return None if share > number("told_most") else worth


def _figures(dossier: Told, a: Happening, b: Happening) -> list[tuple[float, tuple[int, str]]]:
    """The numbers both have, the most telling first: the fewer of the sort have one, the more it tells."""
    common = dossier.figures[a.sort]
    worth = [(_worth(one) * 2.0 / common[one], one) for one in a.figures & b.figures]
    same = {count for count, _ in a.figures & b.figures}
    less = value("onething", "other_unit")
    worth += [(_worth(one) * less * 2.0 / (common[one] + common[other]), one)
              for one in a.figures for other in b.figures
              if one[0] == other[0] and one[0] not in same and one[0] >= number("telling_figure")]
    return sorted(worth, reverse=True)[:4]


def _bridge(dossier: Told, mine: Homes, other: Homes) -> tuple[float, Happening | None]:
    """What tells both, and how surely: by the one it tells less surely."""
    best = max(((min(mine[key], other[key]), key) for key in mine.keys() & other.keys()), default=None)
    if best is None:
        return 0.0, None
    return best[0], dossier.by_identity[best[1]]


def _beside(dossier: Told, pair: Pair) -> Happening | None:
    """The surest telling of either in a paper that is not shown yet."""
    mine, other = pair.homes
    sheets = {id(one.said.sheet) for one in (pair.left, pair.right, pair.bridge) if one is not None}
    found = [(max(mine.get(id(one), 0.0), other.get(id(one), 0.0)), at) for at, one in enumerate(dossier.all)
             if id(one.said.sheet) not in sheets]
    best = max(found, default=(0.0, -1))
    return dossier.all[best[1]] if best[0] >= number("beside_least") else None


def _apart(mine: Homes, other: Homes) -> bool:
    """Whether each is told by a paper of its own that does not tell the other as well."""
    if not mine or not other:
        return False
    (left, sure), (right, certain) = (max(homes.items(), key=lambda one: one[1]) for homes in (mine, other))
    gap = number("home_gap")
    return left != right and sure > other.get(left, 0.0) + gap and certain > mine.get(right, 0.0) + gap


def one_thing(dossier: Told, known: Sequence[Finding]) -> Iterator[Finding]:
    """The few pairs of a dossier that are likeliest one happening, to look at. known: what was told already; pairs of
    which it speaks are left out, and so is what stands in a pair that was told."""
    spots = [{(place.file, place.page, place.quote) for place in one.places} for one in known]
    used: list[Said] = []
    left = int(number("one_thing_most"))
    for pair in pairs_of_one(dossier):
        if not left or pair.points < number("one_thing_points"):
            return
        ends = [one.said.place() for one in (pair.left, pair.right)]
        mine = [(place.file, place.page, place.quote) for place in ends]
        if any(_overlap(one.said, said) for one in (pair.left, pair.right) for said in used) or any(
                _within(mine, spot) for spot in spots):
            continue
        used += [pair.left.said, pair.right.said]
        left -= 1
        yield _finding(pair, _beside(dossier, pair))


def _overlap(a: Said, b: Said) -> bool:
    """Whether two tellings have words in common: a part and a deed of it."""
    return a.sheet is b.sheet and a.index == b.index and a.start < b.end and b.start < a.end


def _within(mine: Sequence[tuple[str, int, str]], spot: Iterable[tuple[str, int, str]]) -> bool:
    """Whether a finding has both places, whole or in part."""
    return all(any(file == other[0] and page == other[1] and (quote in other[2] or other[2] in quote) and other[2]
                   for other in spot) for file, page, quote in mine)


def _finding(pair: Pair, beside: Happening | None) -> Finding:
    a, b = pair.left, pair.right
    saids = [one.said for one in (a, b, pair.bridge, beside) if one is not None]
    sure = pair.points >= number("one_thing_sure")
    shown = ["、".join(pair.shared)] if pair.shared else []
    if pair.bridge:
        shown.append(f"《{pair.bridge.said.sheet.document.path.rpartition('/')[2]}》像是写的一件事")
    return told("double_counting", "one_thing", "medium" if sure else "low", saids, left=a.words[:40].strip(),
                right=b.words[:40].strip(), shared="、".join(shown) or "少见的用词",
                measures={"written": f"{a.words[:30]} | {b.words[:30]}", "points": f"{pair.points:.1f}"})
