"""Labelled sentences against what was found in them.

A line counts by its set of criteria. Statuses are compared on (line, criterion) pairs that both sides have; quantity,
date and level on (line, criterion, status) that both sides have, entry by entry.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.evidence import STATUSES
from training.figures import Figure, Reading, add_sets, f1, intervals, precision, ratio, recall, share, total

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line with what was found in it."""

    id: str
    text: str
    gold: tuple[Entry, ...]
    found: tuple[Entry, ...]


def criteria(entries: Sequence[Entry]) -> set[str]:
    """Every criterion that some entry is about."""
    return {criterion for entry in entries for criterion in entry["criteria"]}


def statuses(entries: Sequence[Entry]) -> dict[str, set[str]]:
    """The statuses of each criterion in a line."""
    by: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for criterion in entry["criteria"]:
            by[criterion].add(entry["status"])
    return by


def keyed(entries: Sequence[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Entries by (criterion, status)."""
    by: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for criterion in entry["criteria"]:
            by[criterion, entry["status"]].append(entry)
    return by


def count_line(line: Line) -> Counter[str]:
    """Everything one line adds to the sums."""
    counts: Counter[str] = Counter()
    gold, found = criteria(line.gold), criteria(line.found)
    add_sets(counts, "criteria", gold, found)
    for criterion in gold | found:
        add_sets(counts, f"criterion {criterion}", gold & {criterion}, found & {criterion})
    _count_statuses(counts, line)
    _count_slots(counts, line)
    if not line.gold:
        counts["empty.n"] += 1
        counts["empty.ok"] += any(entry["status"] != "boilerplate" and entry["criteria"] for entry in line.found)
    counts["whole.n"] += 1
    counts["whole.ok"] += statuses(line.gold) == statuses(line.found)
    return counts


def _count_statuses(counts: Counter[str], line: Line) -> None:
    """Pairs found by both; and (line, criterion) with a deed, whoever found the pair."""
    gold, found = statuses(line.gold), statuses(line.found)
    for criterion in gold.keys() & found.keys():
        counts["pairs.n"] += 1
        counts["pairs.ok"] += gold[criterion] == found[criterion]
        for status in STATUSES:
            add_sets(counts, f"status {status}", gold[criterion] & {status}, found[criterion] & {status})
    deeds = [{criterion for criterion, named in side.items() if "done" in named} for side in (gold, found)]
    add_sets(counts, "deeds", deeds[0], deeds[1])


def _count_slots(counts: Counter[str], line: Line) -> None:
    """Quantity, date and level of entries whose criterion and status both sides have."""
    gold, found = keyed(line.gold), keyed(line.found)
    for key in gold.keys() & found.keys():
        for slot, read in SLOTS.items():
            wanted, given = Counter(map(read, gold[key])), Counter(map(read, found[key]))
            hits = wanted & given
            counts[f"{slot}.n"] += wanted.total()
            counts[f"{slot}.ok"] += hits.total()
            counts[f"{slot} stated.n"] += sum(n for value, n in wanted.items() if _stated(value))
            counts[f"{slot} stated.ok"] += sum(n for value, n in hits.items() if _stated(value))


def _stated(value: object) -> bool:
    """Anything but None and False; a quantity of 0 is stated."""
    return value is not None and value is not False


def _quantity(entry: Entry) -> float | None:
    value = entry.get("quantity")
    return None if value is None else float(value)


def _date(entry: Entry) -> tuple[str, str] | None:
    days = entry.get("date")
    return (days["from"], days["to"]) if days else None


SLOTS = {"quantity": _quantity, "date": _date, "level": lambda entry: entry.get("level"),
         "lower_bound": lambda entry: bool(entry.get("lower_bound"))}


def macro_status(counts: Mapping[str, int]) -> float | None:
    """Mean F1 of the statuses that occur."""
    values = [value for value in (f1(counts, f"status {status}") for status in STATUSES) if value is not None]
    return ratio(sum(values), len(values))


def headline() -> dict[str, Reading]:
    """The figures that get an interval, in the order they are shown."""
    shown: dict[str, Reading] = {
        "criteria precision": lambda c: precision(c, "criteria"), "criteria recall": lambda c: recall(c, "criteria"),
        "criteria F1": lambda c: f1(c, "criteria"), "deed precision": lambda c: precision(c, "deeds"),
        "deed recall": lambda c: recall(c, "deeds"), "deed F1": lambda c: f1(c, "deeds"),
        "status accuracy": lambda c: share(c, "pairs"), "status macro F1": macro_status}
    for status in STATUSES:
        shown[f"status {status} F1"] = _f1_of(f"status {status}")
    for slot in ("quantity", "quantity stated", "date", "date stated", "level", "level stated", "lower_bound stated"):
        shown[f"{slot} exact"] = _share_of(slot)
    shown["empty lines with a mention"] = _share_of("empty")
    shown["lines wholly right"] = _share_of("whole")
    return shown


def _f1_of(name: str) -> Reading:
    return lambda counts: f1(counts, name)


def _share_of(name: str) -> Reading:
    return lambda counts: share(counts, name)


def base(counts: Mapping[str, int], name: str) -> int:
    """How many things a headline figure was measured on (of a class: gold occurrences)."""
    if name.startswith(("criteria", "deed")):
        key = "criteria" if name.startswith("criteria") else "deeds"
        return counts.get(f"{key}.tp", 0) + counts.get(f"{key}.fn", 0)
    if name in ("status accuracy", "status macro F1"):
        return counts.get("pairs.n", 0)
    if name.startswith("status "):
        key = name.removesuffix(" F1")
        return counts.get(f"{key}.tp", 0) + counts.get(f"{key}.fn", 0)
    key = {"empty lines with a mention": "empty", "lines wholly right": "whole"}.get(name, name.removesuffix(" exact"))
    return counts.get(f"{key}.n", 0)


def measure(lines: Sequence[Line], resample: bool = True) -> dict[str, Any]:
    """All figures of a set of lines: ``headline``, ``criteria`` and ``statuses`` in detail, sizes."""
    rows = [count_line(line) for line in lines]
    counts = total(rows)
    readings = headline()
    spans = intervals(rows, readings) if resample else {}
    shown = {}
    for name, reading in readings.items():
        low, high = spans.get(name) or (None, None)
        shown[name] = Figure(reading(counts), low, high, base(counts, name))
    details = {kind: {key: _triple(counts, f"{kind} {key}") for key in keys} for kind, keys in (
        ("criterion", _criteria_in(counts)), ("status", STATUSES))}
    return {"lines": len(lines), "entries": sum(len(line.gold) for line in lines), "headline": shown, **details}


def _criteria_in(counts: Mapping[str, int]) -> list[str]:
    names = {key.split()[1].rsplit(".", 1)[0] for key in counts if key.startswith("criterion ")}
    return sorted(names, key=lambda name: tuple(map(int, name.split("."))))


def _triple(counts: Mapping[str, int], name: str) -> dict[str, Any]:
    return {"precision": precision(counts, name), "recall": recall(counts, name), "f1": f1(counts, name),
            "gold": counts.get(f"{name}.tp", 0) + counts.get(f"{name}.fn", 0),
            "found": counts.get(f"{name}.tp", 0) + counts.get(f"{name}.fp", 0)}


def disagreements(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """(type, one line of text) of every disagreement, for tuning on the development set."""
    for line in lines:
        gold, found = statuses(line.gold), statuses(line.found)
        for criterion in sorted(gold.keys() - found.keys()):
            yield f"missed criterion {criterion}", _say(line, f"gold {_set(gold[criterion])}")
        for criterion in sorted(found.keys() - gold.keys()):
            kind = "empty line: false" if not line.gold else "false"
            yield f"{kind} criterion {criterion}", _say(line, f"found {_set(found[criterion])}")
        for criterion in sorted(gold.keys() & found.keys()):
            if gold[criterion] != found[criterion]:
                kind = f"status {_set(gold[criterion])} -> {_set(found[criterion])}"
                yield kind, _say(line, criterion)
        yield from _slot_disagreements(line)


def _slot_disagreements(line: Line) -> Iterator[tuple[str, str]]:
    gold, found = keyed(line.gold), keyed(line.found)
    for key in sorted(gold.keys() & found.keys()):
        for slot, read in SLOTS.items():
            wanted, given = Counter(map(read, gold[key])), Counter(map(read, found[key]))
            if wanted - given:
                words = f"{key[0]} {key[1]}: gold {_values(wanted)}, found {_values(given)}"
                yield slot, _say(line, words)


def _values(values: Counter[Any]) -> str:
    shown = ["/".join(v) if isinstance(v, tuple) else f"{v:g}" if isinstance(v, float) else str(v)
             for v in values.elements()]
    return " + ".join(shown)


def _set(named: set[str]) -> str:
    return "+".join(sorted(named))


def _say(line: Line, words: str) -> str:
    return f"{line.id} [{words}] {line.text}"
