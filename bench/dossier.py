"""A whole dossier against its gold.yaml: points, papers, evidence, traps, events and claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bench.clusters import b_cubed, pairwise
from bench.places import Trial, evidence_at, trials
from bench.quotes import same_place
from training.figures import f1, ratio

Json = Mapping[str, Any]
Errors = list[tuple[str, str]]
STATUSES = ("done", "planned", "negated", "other_period", "other_unit", "boilerplate")


def measure(folder: Path) -> tuple[dict[str, Any], Errors]:
    """All figures of one dossier with its list of differences."""
    gold = yaml.safe_load((folder / "gold.yaml").read_text("utf-8"))
    return compare(gold, assessed(folder / "dossier", gold))


def assessed(dossier: Path, gold: Json) -> Json:
    """assessment.json of a dossier, made in this process."""
    from assess import Request, assess
    from reports.assessment_json import to_json
    from rubric_maps.load import borrowed, load

    rubric = load(gold["rubric"])
    if gold.get("borrowed"):
        rubric = borrowed(rubric, load(gold["borrowed"]))
    return to_json(assess(Request(dossier=dossier, rubric=rubric, unit=gold["unit"], year=gold["year"])))


def compare(gold: Json, found: Json) -> tuple[dict[str, Any], Errors]:
    """Figures and differences of an assessment beside its gold."""
    tally = Tally()
    for criterion, wanted in gold["criteria"].items():
        row = next((row for row in found["criteria"] if row["id"] == criterion), None)
        _criterion(tally, criterion, wanted, row)
    _total(tally, gold["total"], found["score"])
    _papers(tally, gold["papers"], found["files"])
    shares = evidence(tally, gold, found)
    _deadlines(tally, gold.get("deadlines", []), found.get("deadlines", []))
    _rectified(tally, gold.get("rectification", []), found.get("rectified", []))
    counts = {name: {"ok": tally.hits[name], "n": size} for name, size in tally.sizes.items()}
    score = found["score"]
    totals = {"gold": gold["total"], "found": {**{k: score[k] for k in ("suggested", "low", "high", "grade")},
                                               "self": score["self_points"]}}
    return {"total": totals, "counts": counts, "points": _points(gold, found), "shares": shares}, tally.errors


def evidence(tally: Tally, gold: Json, found: Json) -> dict[str, float | None]:
    """Counts gold places, traps, their statuses and the claims; shares of statuses and of events joined rightly."""
    asked = list(trials(gold, found))
    _evidence(tally, asked)
    shares = {**_statuses(tally, asked), **_events(tally, asked)}
    _claims(tally, gold["claims"], found)
    return shares


class Tally:
    """Hits by name, with every miss in words."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.sizes: Counter[str] = Counter()
        self.errors: Errors = []

    def equal(self, name: str, gold: object, found: object, where: str) -> None:
        """Counts one comparison."""
        self.add(name, gold == found, f"{where}: gold {gold}, found {found}")

    def add(self, name: str, hit: bool, words: str) -> None:
        """Counts one try; a miss is kept in words."""
        self.sizes[name] += 1
        self.hits[name] += hit
        if not hit:
            self.errors.append((name, words))


def suggested(row: Json) -> float:
    """What a criterion adds to the suggested total: an unanswered ``external`` adds its upper bound."""
    points = row["suggested_points"]
    return float(row["high"] if points is None else points)


def _criterion(tally: Tally, criterion: str, wanted: Json, row: Json | None) -> None:
    if row is None:
        tally.add("criterion: suggested points", False, f"{criterion}: absent")
        return
    tally.equal("criterion: suggested points", float(wanted["suggested"]), suggested(row), criterion)
    tally.equal("criterion: low", float(wanted["low"]), float(row["low"]), criterion)
    tally.equal("criterion: high", float(wanted["high"]), float(row["high"]), criterion)
    tally.equal("criterion: status", wanted["status"], row["status"], criterion)
    if wanted["count"] is not None:
        tally.equal("criterion: count of events", wanted["count"], row["measured"].get("count"), criterion)
    tally.equal("criterion: self-score read", wanted["self"], row["self_points"], criterion)
    tally.equal("criterion: claimed only", wanted["claimed_only"], row["proof"]["claimed_only"], criterion)
    for aspect, there in (wanted.get("aspects") or {}).items():
        seen = (row["measured"].get("aspects") or {}).get(aspect)
        tally.equal("criterion: aspects", there, seen, f"{criterion} {aspect}")


def _total(tally: Tally, wanted: Json, score: Json) -> None:
    for key in ("suggested", "low", "high", "grade"):
        tally.equal("total: suggested, low, high, grade, self", wanted[key], score[key], key)
    tally.equal("total: suggested, low, high, grade, self", wanted["self"], score["self_points"], "self")


def _points(gold: Json, found: Json) -> dict[str, float]:
    """Distances in points."""
    rows = {row["id"]: row for row in found["criteria"]}
    apart = [suggested(rows[name]) - float(wanted["suggested"]) for name, wanted in gold["criteria"].items()
             if name in rows]
    return {"total: found minus gold": found["score"]["suggested"] - gold["total"]["suggested"],
            "criteria: sum of absolute differences": sum(map(abs, apart)),
            "low: found minus gold": found["score"]["low"] - gold["total"]["low"]}


def _papers(tally: Tally, wanted: Mapping[str, str], files: list[Json]) -> None:
    papers = {row["path"]: row["paper"] for row in files}
    for path, paper in wanted.items():
        tally.equal("papers recognised", paper, papers.get(path), path)


def _evidence(tally: Tally, asked: list[Trial]) -> None:
    """Counted mentions found; events with at least one mention found; traps that earn nothing."""
    seen: dict[tuple[str, str], bool] = {}
    for trial in asked:
        where = f"{trial.criterion} {trial.file}: {trial.quote}"
        if trial.trap:
            words = f"{where} (gold {trial.status}: {trial.why})"
            tally.add("traps that count for nothing", not trial.counted_as_own, words)
        elif trial.counts:
            tally.add("counted mentions found and counting", trial.found_counting, f"{where} ({trial.event})")
            key = trial.event or "", trial.criterion
            seen[key] = seen.get(key, False) or trial.found_counting
    for (event, criterion), hit in seen.items():
        tally.add("counted events found and counting", hit, f"{criterion} {event}")


def _statuses(tally: Tally, asked: list[Trial]) -> dict[str, float | None]:
    """Status of gold mentions and traps that were found at all, per class."""
    counts: Counter[str] = Counter()
    for trial in asked:
        if not trial.trap:
            words = f"{trial.criterion} {trial.file}: {trial.quote}"
            tally.add("gold mentions found at all", trial.found_status is not None, words)
        if trial.found_status is None:
            continue
        words = f"{trial.criterion} {trial.file}: {trial.quote} -> gold {trial.status}, found {trial.found_status}"
        tally.add("status of found places", trial.status == trial.found_status, words)
        counts[f"{trial.status}.tp" if trial.status == trial.found_status else f"{trial.status}.fn"] += 1
        if trial.status != trial.found_status:
            counts[f"{trial.found_status}.fp"] += 1
    return {f"status {status} F1": f1(counts, status) for status in STATUSES}


def _events(tally: Tally, asked: list[Trial]) -> dict[str, float | None]:
    """Mentions of one gold event against mentions of one found event, within a criterion."""
    labels = event_labels(asked)
    both, ours, golds = pairwise(labels)
    precise, complete = b_cubed(labels)
    for words in _split_and_merged(asked):
        tally.errors.append(words)
    return {"events: pairwise precision": ratio(both, both + ours),
            "events: pairwise recall": ratio(both, both + golds), "events: B³ precision": precise,
            "events: B³ recall": complete}


def event_labels(asked: list[Trial]) -> list[tuple[Hashable, Hashable]]:
    """(gold event, found event), each with its criterion, of every mention that stands for one event."""
    return [((trial.criterion, trial.event), (trial.criterion, trial.found_event)) for trial in asked
            if trial.event and trial.found_event and trial.only]


def _split_and_merged(asked: list[Trial]) -> Iterator[tuple[str, str]]:
    """Gold events that came out as several, found events that hold several."""
    pieces: dict[tuple[str, str], dict[str, list[str]]] = {}
    wholes: dict[tuple[str, str], set[str]] = {}
    for trial in asked:
        if trial.event and trial.found_event and trial.only:
            parts = pieces.setdefault((trial.criterion, trial.event), {})
            parts.setdefault(trial.found_event, []).append(f"{trial.file}: {trial.quote}")
            wholes.setdefault((trial.criterion, trial.found_event), set()).add(trial.event)
    for (criterion, event), parts in pieces.items():
        if len(parts) > 1:
            yield "event split", f"{criterion} {event}: " + " | ".join(f"{k} {v}" for k, v in parts.items())
    for (criterion, event), golds in wholes.items():
        if len(golds) > 1:
            yield "events merged", f"{criterion} {event}: {', '.join(sorted(golds))}"


def _claims(tally: Tally, wanted: list[Json], found: Json) -> None:
    """Stated totals: the place is found for its criterion, and with its number."""
    for claim in wanted:
        for criterion in claim["criteria"]:
            there = evidence_at(found, criterion, claim["file"], claim["quote"])
            where = f"{criterion} {claim['file']}: {claim['quote']}"
            tally.add("claims found", bool(there), where)
            numbers = [one["quantity"] for one in there]
            tally.add("claims found with their number", claim["quantity"] in numbers,
                      f"{where} -> gold {claim['quantity']}, found {numbers}")


def _deadlines(tally: Tally, wanted: list[Json], found: list[Json]) -> None:
    """Papers wanted by a day: in time or not, the day of handing in, and the place that proves it."""
    for row in wanted:
        nothing = {"state": "absent", "dated": None, "file": None}
        there = next((one for one in found if one["due"] == row["due"]), nothing)
        tally.equal("deadlines: in time or late", "on_time" if row["on_time"] else "late", there["state"], row["paper"])
        tally.equal("deadlines: day of handing in", row["date"], there["dated"], row["paper"])
        proofs = {(one["file"], one["quote"]) for one in row["proof"]}
        shown = there["file"], there.get("quote", "")
        proved = any(file == shown[0] and same_place(quote, shown[1]) for file, quote in proofs)
        tally.add("deadlines: proof", proved, f"{row['paper']}: gold {sorted(proofs)}, found {shown}")
    for one in found if wanted else ():
        tally.add("deadlines: none too many", any(row["due"] == one["due"] for row in wanted), str(one["name"]))


def _rectified(tally: Tally, wanted: list[Json], found: list[Json]) -> None:
    """Last year's problems: each one listed, its state, and the passage that answers it."""
    left = list(found)
    for row in wanted:
        raised = row["raised"]
        there = next((one for one in left if one["problem_file"] == raised["file"]
                      and same_place(raised["quote"], one["problem"])), None)
        tally.add("problems of last year found", there is not None, row["problem"])
        if there is None:
            continue
        left.remove(there)
        tally.equal("problems of last year: state", row["status"], there["state"], row["problem"])
        if row["answer"]:
            right = there["file"] == row["answer"]["file"] and same_place(row["answer"]["quote"], there["quote"])
            where = f"{row['problem']}: found {there['file']}: {there['quote']}"
            tally.add("problems of last year: answer", right, where)
    for one in left if wanted else ():
        tally.add("problems of last year: none too many", False, one["problem"])
