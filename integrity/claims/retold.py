"""One happening that two papers tell, whatever words they have: known by how much of the shorter account's rare words
the other has too (weights by inverse document frequency over the dossier), each being the other's likeliest. Its two
days, its two places, or last year's dossier that tells it already are shown for reference, the likeliest alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from integrity.claims.data import number, pattern
from integrity.claims.happenings import Happening, Told
from integrity.claims.report import told
from model.results import Finding

_SHORT = ("part", "item", "row")
_REPORTS = ("self_report", "summary", "score_table", "ledger")


@dataclass(frozen=True, eq=False)
class _Pair:
    """Two accounts that are each other's likeliest. cover: share of the shorter one's rare words; weight: of them."""

    one: Happening
    other: Happening
    cover: float
    weight: float

    @property
    def worth(self) -> float:
        """How surely they tell one thing."""
        return self.cover * min(self.weight, 20.0)


def retold(every: Told, before: Told | None, known: Sequence[Finding]) -> Iterator[Finding]:
    """What the accounts of a dossier tell of one happening in two ways. before: last year's dossier of the unit. known:
    what is told of it already, whose pairs of files are left alone."""
    apart = {frozenset((a.file, b.file)) for one in known for a in one.places for b in one.places
             if one.check == "date_contradiction"}
    pairs = list(_pairs(every.all, every.all, every.rarity))
    days = _days_of(every.all)
    inside = [one for one in pairs if frozenset((_path(one.one), _path(one.other))) not in apart]
    yield from _likeliest(inside, lambda one: _two_days(one, days))
    yield from _likeliest(inside, _two_places)
    if before:
        yield from _of_last_year(every, before, known)


def _path(one: Happening) -> str:
    return one.said.sheet.document.path


def _name(one: Happening) -> str:
    return _path(one).rpartition("/")[2]


def rarity(accounts: Iterable[Happening]) -> dict[str, float]:
    """How telling each pair of characters is, 0–1, over some accounts."""
    found = list(accounts)
    counts = Counter(gram for one in found for gram in one.grams)
    most = log(len(found) + 1)
    return {gram: log((len(found) + 1) / count) / most for gram, count in counts.items()}


def _pairs(short: Iterable[Happening], long: Iterable[Happening], rare: Mapping[str, float], *,
           rows: bool = False) -> Iterator[_Pair]:
    """Every short account with the paper that tells it best, where it is that paper's best of its file too. rows:
    whether a row of a register may be the one that tells it."""
    papers = [one for one in long if one.sort == "paper" or rows and one.sort == "row"]
    shelf: dict[str, list[Happening]] = defaultdict(list)
    for paper in papers:
        for gram in sorted(paper.grams):
            shelf[gram].append(paper)
    best: dict[tuple[int, str], _Pair] = {}
    mine: dict[int, _Pair] = {}
    for one in short:
        if one.sort not in _SHORT:
            continue
        grams = sorted(one.grams)
        whole = sum(rare.get(gram, 0.0) for gram in grams)
        shared: dict[int, float] = defaultdict(float)
        homes: dict[int, Happening] = {}
        for gram in grams:
            for paper in shelf.get(gram, ()) if len(shelf.get(gram, ())) <= number("compared_shelf") else ():
                shared[id(paper)] += rare.get(gram, 0.0)
                homes[id(paper)] = paper
        for at, weight in shared.items():
            if weight < number("retold_weight") or homes[at].said.sheet is one.said.sheet:
                continue
            pair = _Pair(one, homes[at], weight / max(whole, 8.0), weight)
            if id(one) not in mine or pair.worth > mine[id(one)].worth:
                mine[id(one)] = pair
            key = at, _path(one)
            if key not in best or pair.worth > best[key].worth:
                best[key] = pair
    yield from (pair for pair in best.values() if mine[id(pair.one)] is pair)


def _likeliest(pairs: Sequence[_Pair], find: Callable[[_Pair], Finding | None]) -> Iterator[Finding]:
    """The findings of the likeliest pairs, within a bound."""
    left = int(number("retold_most"))
    for pair in sorted(pairs, key=lambda one: (-one.worth, _path(one.one), _path(one.other))):
        found = find(pair) if left else None
        if found is not None:
            left -= 1
            yield found


def _exact(one: Happening) -> frozenset[date]:
    return frozenset(first for first, last in one.spans if first == last)


def _of_year(one: Happening) -> frozenset[tuple[int, int]]:
    """The days of the year that an account tells."""
    said = [day.range.start for day in one.said.dates() if day.range and day.precision == "day"]
    return frozenset((day.month, day.day) for day in (*_exact(one), *said))


def _days_of(accounts: Iterable[Happening]) -> dict[str, frozenset[date]]:
    """The days that each file tells."""
    found: dict[str, set[date]] = defaultdict(set)
    for one in accounts:
        found[_path(one)] |= _exact(one)
    return {path: frozenset(days) for path, days in found.items()}


def _two_days(pair: _Pair, days: Mapping[str, frozenset[date]]) -> Finding | None:
    """Two days of one happening, of which neither paper tells the other's."""
    mine, theirs = _exact(pair.one), _exact(pair.other)
    if pair.cover < number("retold_near") or _routine(pair) or len(mine) != 1 or len(theirs) != 1 or mine == theirs or \
            pair.one.marks and pair.other.marks and not pair.one.marks & pair.other.marks or \
            any(pattern("retold", "moved").search(one.words) for one in (pair.one, pair.other)):
        return None
    (one,), (other,) = mine, theirs
    if pair.cover < number("retold_day") and abs((one - other).days) > number("retold_near_days"):
        return None
    if one.year != other.year or abs((one - other).days) > number("retold_days") or \
            other in days[_path(pair.one)] or one in days[_path(pair.other)]:
        return None
    saids = [pair.one.said, pair.other.said]
    return told("date_contradiction", "retold_days", "low", saids, measures={"written": f"{one}、{other}"},
                what=pair.one.words[:40], days=[(saids[0].place(), str(one)), (saids[1].place(), str(other))],
                told_days=f"{_name(pair.one)}写{one}、{_name(pair.other)}写{other}")


def _routine(pair: _Pair) -> bool:
    return pattern("retold", "routine").search(pair.one.words) is not None


def _two_places(pair: _Pair) -> Finding | None:
    """Two places of a sort for one happening, where neither account has the other's."""
    same_day = bool(_exact(pair.one) & _exact(pair.other))
    if pair.cover < number("retold_near" if same_day else "retold_place") or not same_day and _routine(pair) or \
            pair.one.meets(pair.other) is False:
        return None
    mine, theirs = _spots(pair.one.words), _spots(pair.other.words)
    for sort in ("town", "village", "venue", "court"):
        here, there = mine[sort], theirs[sort]
        if len(here) == 1 and there and not any(a[-3:] in pair.other.words for a in here) and \
                not any(b[-3:] in pair.one.words for b in there):
            names = [f"{_name(who)}写{'、'.join(sorted(spots))}" for who, spots in ((pair.one, here),
                                                                                  (pair.other, there))]
            return told("date_contradiction", "retold_places", "low", [pair.one.said, pair.other.said],
                        measures={"written": "；".join(sorted(here | there))}, what=pair.one.words[:40],
                        places_told="、".join(names))
    return None


def _spots(words: str) -> dict[str, set[str]]:
    lead = pattern("retold", "lead")
    found: dict[str, set[str]] = {"town": set(), "village": set(), "venue": set(), "court": set()}
    for hit in pattern("retold", "spots").finditer(words):
        for sort, name in hit.groupdict().items():
            name = lead.sub("", name) if name else ""
            if len(name) > 1:
                found[sort].add(name)
    return found


def _of_last_year(every: Told, before: Told, known: Sequence[Finding]) -> Iterator[Finding]:
    """What a report or register tells with the rare words and numbers of a paper of last year's dossier, while no
    paper of this year tells it as well."""
    old = [one for one in before.all if one.sort in ("paper", "row")]
    known_places = {(place.file, place.quote) for one in known if one.check == "out_of_period" for place in one.places}
    rare = rarity([*every.all, *old])
    own: dict[int, float] = {}
    for pair in _pairs(every.all, every.all, rare, rows=True):
        own[id(pair.one)] = max(own.get(id(pair.one), 0.0), pair.cover)

    def find(pair: _Pair) -> Finding | None:
        one, other = pair.one, pair.other
        same = {figure for figure in one.figures if figure[0] >= number("few_people")
                and any(figure[0] == count for count, _ in other.figures)}
        odd = any(count % 10 for count, _ in same)
        day = bool(_of_year(one) & _of_year(other))
        least = number("rests_day" if odd and day else "retold_year")
        if _routine(pair) or one.said.sheet.paper not in _REPORTS or pair.cover < least or not same or \
                other.sort == "row" and (not odd or pattern("retold", "annual").search(one.words)) or \
                own.get(id(one), 0.0) >= pair.cover or pattern("period", "history").search(one.words) or \
                any(file == _path(one) and (quote in one.words or one.words in quote) for file, quote in known_places):
            return None
        shown = "、".join(f"{count}{unit}" for count, unit in sorted(same, reverse=True)[:4])
        return told("out_of_period", "retold_of_last_year", "low", [one.said, other.said], measures={"written": shown},
                    what=one.words[:50], before=other.said.text[:50], shared=shown)

    yield from _likeliest(list(_pairs(every.all, old, rare, rows=True)), find)


def claims_of(words: frozenset[str], day: date, path: str, every: Told) -> list[Happening]:
    """Which accounts of other papers' reports and registers rest on a paper of other words and another year's day: the
    likeliest, by their rare words and the month of the day."""
    found = []
    for one in every.all:
        if one.sort not in _SHORT or one.said.sheet.paper not in (*_REPORTS, "briefing", "record") or \
                _path(one) == path:
            continue
        shared = every.weight(sorted(one.grams & words))
        cover = shared / max(every.weight(sorted(one.grams)), 8.0)
        month = any(first.month == last.month == day.month for first, last in one.spans)
        if shared >= 1.0 and cover >= number("retold_link") - (number("retold_month") / 2 if month else 0.0):
            found.append((cover + (number("retold_month") if month else 0.0), one))
    found.sort(key=lambda pair: (-pair[0], _path(pair[1]), pair[1].said.index, pair[1].said.start))
    best: dict[str, Happening] = {}
    for _, one in found:
        best.setdefault(_path(one), one)
    return list(best.values())[:2]
