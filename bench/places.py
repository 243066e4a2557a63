"""Every gold place of a dossier (a counted mention or a trap) with what the assessment has there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.quotes import nearest, same_place

Json = Mapping[str, Any]
COUNTING = ("done", "negated")


@dataclass(frozen=True, slots=True)
class Place:
    """A gold place for one criterion. event: None for a trap. only: the quote stands for one event alone."""

    criterion: str
    file: str
    quote: str
    status: str
    event: str | None
    counts: bool
    only: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """A gold place and what was found there.

    found_counting: counted evidence overlaps the quote. counted_as_own: counted evidence overlaps it and stands
    closer to it than to any counted gold place. found_status, found_event: of the closest evidence, else
    None (the event also where the closest quote tells of several).
    """

    place: Place
    found_counting: bool
    counted_as_own: bool
    found_status: str | None
    found_event: str | None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.place, name)

    @property
    def trap(self) -> bool:
        """True for a place that must earn nothing."""
        return self.place.event is None


def places(gold: Json) -> list[Place]:
    """Gold mentions of events and traps, one for each criterion they stand for."""
    shared = Counter((criterion, mention["file"], mention["quote"]) for event in gold["events"]
                     for mention in event["mentions"] for criterion in event["criteria"])
    found = [Place(criterion, mention["file"], mention["quote"], mention["status"], event["id"],
                   event["counts"] and mention["status"] in COUNTING,
                   shared[criterion, mention["file"], mention["quote"]] == 1)
             for event in gold["events"] for mention in event["mentions"] for criterion in event["criteria"]]
    found += [Place(criterion, trap["file"], trap["quote"], trap["status"], None, False, True, trap["why"])
              for trap in gold["must_not_count"] for criterion in trap["criteria"]]
    return found


def evidence_at(found: Json, criterion: str, file: str, quote: str) -> list[Json]:
    """Evidence of a criterion that overlaps a quote of a file."""
    rows = (row for row in found["criteria"] if row["id"] == criterion)
    return [one for row in rows for one in row["evidence"] if one["file"] == file and same_place(quote, one["quote"])]


def trials(gold: Json, found: Json) -> Iterator[Trial]:
    """Every gold place, tried."""
    every = places(gold)
    for place in every:
        there = evidence_at(found, place.criterion, place.file, place.quote)
        counting = [one for one in there if one["counts"]]
        rivals = [other.quote for other in every if other.counts and other.criterion == place.criterion
                  and other.file == place.file]
        best = nearest(place.quote, [one["quote"] for one in there])
        closest = None if best is None else _alike(there, there[best]["quote"], place)
        yield Trial(place, bool(counting), any(_own(one["quote"], place.quote, rivals) for one in counting),
                    closest["status"] if closest else None, _event(there, closest))


def _event(there: Sequence[Json], closest: Json | None) -> str | None:
    """The found event of the closest evidence; None where its quote tells of several: none is meant alone."""
    events = {one["event"] for one in there if closest and one["quote"] == closest["quote"]}
    return events.pop() if len(events) == 1 else None


def _own(quote: str, trap: str, rivals: Sequence[str]) -> bool:
    """True where counted evidence is closer to the trap than to every counted gold place of the file."""
    return nearest(quote, [*rivals, trap]) == len(rivals)


def _alike(there: Sequence[Json], quote: str, place: Place) -> Json:
    """Of several mentions with the closest quote, the one with the gold status, else the first."""
    same = [one for one in there if one["quote"] == quote]
    return next((one for one in same if one["status"] == place.status), same[0])
