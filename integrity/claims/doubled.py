"""One happening counted as two entries under other words: of a register, or of a list with its total.

What a reader does: two entries that may be of one day, at one place, with the same numbers of people, papers or things;
a briefing that tells one happening and has the words of both; one row of the register to which two items of a list go;
an entry that is the sum of others of its day and place. Points are added up; no one sign suffices by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from integrity.claims.data import number, pattern, value
from integrity.claims.entries import Entry, Witness, cases_of, items, rows, witnesses
from integrity.claims.kinship import same_place
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet
from integrity.finding import Severity
from model.results import Finding, Place


@dataclass(frozen=True)
class _Dossier:
    """The entries of a dossier, the papers that tell, and how many entries have each pair of characters."""

    rows: tuple[Entry, ...]
    lists: tuple[tuple[Entry, ...], ...]
    witnesses: tuple[Witness, ...]
    common: Counter[str]
    known: dict[Entry, frozenset[str]] = field(default_factory=dict)

    def rare(self, one: Entry) -> frozenset[str]:
        """The pairs of characters of an entry that few others have."""
        if one not in self.known:
            most = max(2, len(self.rows) // 8)
            self.known[one] = frozenset(gram for gram in one.grams if self.common[gram] <= most)
        return self.known[one]


def doubled(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Every two entries of a dossier that seem to be one happening."""
    found = tuple(one for sheet in sheets for one in rows(sheet))
    lists = tuple(tuple(part) for sheet in sheets for part in items(sheet) if len(part) > 1)
    dossier = _Dossier(found, lists, tuple(witnesses(sheets)), Counter(gram for one in found for gram in one.grams))
    reports = [said for sheet in sheets if sheet.paper in ("self_report", "summary", "score_table") for said in (
        *sheet.pieces, *(sheet.said(row.index) for table in sheet.tables for row in table.rows))]
    yield from _rows(dossier, reports)
    yield from _parts(dossier, reports)
    yield from _listed(dossier)
    yield from _told_twice(dossier)
    for sheet in sheets:
        yield from _cases(cases_of(sheet), reports)


def _told_twice(dossier: _Dossier) -> Iterator[Finding]:
    """Two briefings under two days, or one without a day, that tell one happening: many words that no other paper of
    the dossier has, and the same numbers. Words alone do not suffice: an office tells its meetings alike."""
    common = Counter(gram for one in dossier.witnesses for gram in one.grams)
    rare = [frozenset(gram for gram in one.grams if common[gram] <= 2) for one in dossier.witnesses]
    shelves: dict[str, list[int]] = defaultdict(list)
    for at, grams in enumerate(rare):
        for gram in grams:
            shelves[gram].append(at)
    shared = Counter((shelf[0], shelf[1]) for shelf in shelves.values() if len(shelf) == 2)
    for (left, right), count in sorted(shared.items()):
        a, b = dossier.witnesses[left], dossier.witnesses[right]
        share = count / min(len(rare[left]), len(rare[right]))
        same = sorted((one for one in a.figures & b.figures if one[0] >= number("told_figure")), reverse=True)
        if a.said.sheet is b.said.sheet or count < number("told_words") or \
                any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days) or \
                not (share >= number("told_share") or share >= number("told_share_figures") and len(same) >= 2):
            continue
        if same and share <= number("told_most"):
            yield told("double_counting", "told_twice", "medium", [a.said, b.said], measures={"count": count},
                       left=a.said.sheet.document.path.rpartition("/")[2],
                       right=b.said.sheet.document.path.rpartition("/")[2],
                       shared="、".join([*(f"{amount}{unit}" for amount, unit in same[:4]), "多处用词和细节"]))


def _cases(found: Sequence[Entry], reports: Sequence[Said]) -> Iterator[Finding]:
    """Two cases of one list with the same sum, and words that no other case of the list has."""
    common = Counter(gram for one in found for gram in one.grams)
    by_sum: dict[int, list[Entry]] = defaultdict(list)
    for one in found:
        for amount in {amount for amount, unit in one.figures if unit == "元" and amount >= number("case_sum")}:
            by_sum[amount].append(one)
    for amount, same in sorted(by_sum.items()):
        for a, b in combinations(same, 2) if len(same) <= 4 else ():
            alike = [gram for gram in a.grams & b.grams if common[gram] <= 2]
            numbers = [set(pattern("entries", "case_number").findall(one.words)) for one in (a, b)]
            if len(alike) >= number("case_words") and not (all(numbers) and not numbers[0] & numbers[1]):
                counted = [said.place() for said in reports if "案" in said.text and any(
                    int(hit["value"]) == len(found) for hit in pattern("doubled", "whole").finditer(said.text))]
                yield told("double_counting", "one_case", "medium", [a.said, b.said],
                           places=[a.said.place(), b.said.place(), *counted[:2]], measures={"written": f"{amount}元"},
                           left=a.name[:40], right=b.name[:40], amount=amount)


def _rows(dossier: _Dossier, reports: Sequence[Said]) -> Iterator[Finding]:
    for a, b in _near(dossier.rows):
        points, shared, seen = _points(dossier, a, b)
        if points >= number("doubled_points"):
            claiming = _claiming(dossier, a, b, reports)
            alone = _part_of(a, b) and not claiming
            yield _finding("rows_of_one", [a, b], shared, seen, claiming, "low" if alone else "medium")


def _near(found: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Pairs of rows that may be of one day or of days in a row, each once."""
    shelves: dict[date, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        if one.first and one.last:
            for step in range(min((one.last - one.first).days, int(number("vague_days"))) + 2):
                shelves[one.first + timedelta(days=step)].append(at)
    pairs = {pair for shelf in shelves.values() if len(shelf) <= number("shared_most")
             for pair in combinations(shelf, 2)}
    return [(found[a], found[b]) for a, b in sorted(pairs) if found[a].said.sheet is found[b].said.sheet]


def _points(dossier: _Dossier, a: Entry, b: Entry) -> tuple[float, list[str], list[Witness]]:
    """How much speaks for two rows being one happening, what they share, and the papers that tell both as one."""
    table = value("doubled", "points")
    overlap = a.meets(b.first, b.last)
    routine = pattern("twice", "fixed").search(a.words + b.words) and not (overlap and a.sure and b.sure)
    if a.marks != b.marks and a.marks and b.marks or routine:
        return 0.0, [], []
    parts = _part_of(a, b)
    if not overlap and not parts:
        return 0.0, [], []
    points = table["day"] if overlap and a.sure and b.sure else table["days"] if overlap else table["next_day"]
    shared = ["日期"] if overlap else []
    place = place_of_both(a, b)
    seen = _seen(dossier, a, b)
    points += {True: table["place"], False: 0.0 if seen else table["other_place"], None: 0.0}[place]
    shared += [f"地点{min(a.place, b.place, key=len)}"] if place else []
    same = sorted(same_figures(a, b), key=lambda one: -one[0])
    points += sum(worth(one[0]) for one in same[:3])
    shared += [f"{count}{unit}" for count, unit in same[:3]]
    if a.people and b.people and a.people != b.people:
        both = seen and {(a.people, "人"), (b.people, "人")} <= seen[0][1].figures
        points += table["round"] if both else table["other_people"]
    alike = dossier.rare(a) & dossier.rare(b)
    points += table["words"] * min(1.0, len(alike) / 4)
    points += table["witness"] * (1.5 if seen and seen[0][0] >= number("witness_sure") else 1.0) if seen else 0.0
    bound = bool(same) or bool(seen) and (place or len(alike) >= 2 or seen[0][0] >= number("witness_sure"))
    return (points if bound else 0.0), shared, [one for _, one in seen]


def _part_of(a: Entry, b: Entry) -> bool:
    """Whether one is the examination or the close of the other."""
    return any((one in a.name) != (one in b.name) for one in value("doubled", "closes"))


def place_of_both(a: Entry, b: Entry) -> bool | None:
    """Whether two rows are of one place; None where that cannot be said."""
    if not a.place or not b.place:
        whole, other = (a.place, b.words) if a.place else (b.place, a.words)
        return True if len(whole) >= 4 and whole in other else None
    known = same_place(a.place, b.place)
    if known is True:
        return True
    size = int(number("place_letters"))
    return True if any(a.place[at:at + size] in b.place for at in range(len(a.place) - size + 1)) else known


def same_figures(a: Entry, b: Entry) -> list[tuple[int, str]]:
    """The numbers that two entries share, with what they count; few of anything tell nothing."""
    return sorted(one for one in a.figures & b.figures if one[0] >= number("few_people"))


def worth(count: int) -> float:
    """How telling a number is: what is not round more than what is, few things of a rare sort as much as many."""
    table = value("doubled", "points")
    sort = "hundreds" if count % 100 == 0 else "round" if count % 50 == 0 else "tens" if count % 10 == 0 else "figure"
    return float(table[sort])


def _seen(dossier: _Dossier, a: Entry, b: Entry) -> list[tuple[float, Witness]]:
    """The papers that tell one happening and have the words of both, each its own ones; with how much of them."""
    found: list[tuple[float, Witness]] = []
    mine, others = dossier.rare(a), dossier.rare(b)
    for one in dossier.witnesses:
        if one.said.sheet is a.said.sheet or not any(
                a.meets(*day) and b.meets(*day) for day in one.days):
            continue
        share = min(_covered(mine - others or mine, a, one), _covered(others - mine or others, b, one))
        if share >= number("witness_share"):
            found.append((share, one))
    return sorted(found, key=lambda one: -one[0])


def _covered(grams: frozenset[str], entry: Entry, one: Witness) -> float:
    """How much of an entry a paper has: of its rare pairs of characters, or its own name."""
    if entry.title and entry.title in one.bare:
        return 1.0
    if len(grams) < 3:
        grams = entry.grams
    share = len(grams & one.grams) / max(1, len(grams))
    big = [figure for figure in entry.figures if figure[0] >= number("few_people")]
    return share + (number("witness_figure") if big and any(figure in one.figures for figure in big) else 0.0)


def _claiming(dossier: _Dossier, a: Entry, b: Entry, reports: Sequence[Said]) -> list[Place]:
    """The sentence of a report, and the line of a score table, that tells or counts both."""
    best: dict[str, tuple[float, Said]] = {}
    listed = sum(one.said.sheet is a.said.sheet for one in dossier.rows)
    for said in reports:
        grams = frozenset(said.text[at:at + 2] for at in range(len(said.text) - 1))
        share = min(len(_own(dossier, one) & grams) / max(1, len(_own(dossier, one))) for one in (a, b))
        counted = pattern("doubled", "counted").search(said.text) is not None
        points = share + (0.15 if counted and share > 0 else 0.0)
        if any(int(hit["value"]) == listed for hit in pattern("doubled", "whole").finditer(said.text)):
            points = max(points, number("claiming_share"))
        path = said.sheet.document.path
        if points >= number("claiming_share") and points > best.get(path, (0.0, said))[0]:
            best[path] = points, said
    return [said.place() for _, said in sorted(best.values(), key=lambda one: -one[0])]


def _own(dossier: _Dossier, one: Entry) -> frozenset[str]:
    return dossier.rare(one) or one.grams


def _parts(dossier: _Dossier, reports: Sequence[Said]) -> Iterator[Finding]:
    """A row whose people are the sum of others of its day and place."""
    by_day: dict[tuple[str, date], list[Entry]] = defaultdict(list)
    for one in dossier.rows:
        if one.first and one.sure and one.people:
            by_day[one.said.sheet.document.path, one.first].append(one)
    for same in by_day.values():
        for whole in same:
            rest = [one for one in same if one is not whole]
            if len(rest) >= 2 and sum(one.people or 0 for one in rest) == whole.people:
                yield _finding("whole_and_parts", [whole, *rest], [f"{whole.people}人"], [],
                               _claiming(dossier, whole, rest[0], reports))


def _listed(dossier: _Dossier) -> Iterator[Finding]:
    """Two items of one list that go to one row of the register, or to one paper that tells a happening."""
    records: list[Entry | Witness] = [*dossier.rows, *dossier.witnesses]
    for part in dossier.lists:
        homes: dict[int, list[Entry]] = defaultdict(list)
        for one in part:
            least = number("item_points")
            ranked = sorted(((points, -at) for at, record in enumerate(records)
                             if record.said.sheet is not one.said.sheet
                             and (points := _goes(dossier, one, record)) >= least), reverse=True)
            for points, at in ranked:
                if points >= ranked[0][0] * number("item_near"):
                    homes[-at].append(one)
        told_: set[frozenset[int]] = set()
        for at, group in sorted(homes.items()):
            key = frozenset(map(id, group))
            if len(group) == 2 and key not in told_ and _apart(*group) and all(
                    pattern("entries", "activity").search(one.name) for one in group):
                told_.add(key)
                places = [other.said.place() for other in (records[n] for n, same in homes.items()
                                                           if frozenset(map(id, same)) == key and n != at)]
                record = records[at]
                yield told("double_counting", "items_of_one", "medium", [one.said for one in group],
                           places=[*(one.said.place() for one in group), record.said.place(), *places],
                           measures={"written": " | ".join(one.name[:30] for one in group)},
                           left=group[0].name[:40].strip(), right=group[1].name[:40].strip(),
                           title=record.said.sheet.document.path.rpartition("/")[2], record=record.said.text[:60])


def _apart(a: Entry, b: Entry) -> bool:
    """Whether nothing tells two items apart: days that cannot be one, numbers in a series."""
    if a.sure and b.sure and not a.meets(b.first, b.last):
        return False
    return not (a.marks != b.marks and a.marks and b.marks)


def _goes(dossier: _Dossier, one: Entry, record: Entry | Witness) -> float:
    """How surely an item is what a record tells."""
    grams = dossier.rare(one)
    if len(grams) < 3:
        return 0.0
    table = value("doubled", "points")
    days = record.days if isinstance(record, Witness) else ((record.first, record.last),)
    met = any(one.meets(*day) for day in days)
    if one.first and any(day[0] for day in days) and not met:
        return 0.0
    if isinstance(record, Entry) and one.marks != record.marks and one.marks and record.marks:
        return 0.0
    share = max(len(grams & record.grams) / len(grams), _called(one.title, record.bare))
    same = sorted(figure for figure in one.figures & record.figures if figure[0] >= number("few_people"))
    return float(table["item_words"]) * share + sum(worth(figure[0]) for figure in same[:2]) + \
        (table["day"] if met and one.sure else table["days"] if met else 0.0)


def _called(title: str, words: str) -> float:
    """How surely words have an item's own name: all of it, or a run of it that is no chance."""
    if len(title) < 4:
        return 0.0
    size = int(number("title_run"))
    runs = any(title[at:at + size] in words for at in range(len(title) - size + 1))
    return 0.9 if title in words else 0.75 if runs else 0.0


def _finding(name: str, entries: Sequence[Entry], shared: Sequence[str], seen: Sequence[Witness],
             claiming: Sequence[Place], severity: Severity = "medium") -> Finding:
    a, b = entries[:2]
    places = [said.place() for one in entries for said in (one.said, one.day_said) if said]
    shown = "、".join(dict.fromkeys([*shared, *(f"《{one.said.sheet.document.path.rpartition('/')[2]}》写的是一次"
                                              for one in seen[:1])]))
    return told("double_counting", name, severity, [one.said for one in entries],
                places=[*places, *(one.said.place() for one in seen), *claiming],
                measures={"written": f"{a.name[:30]} | {b.name[:30]}"}, left=a.name[:40], right=b.name[:40],
                shared=shown)
