"""Finding room in a dossier: a picture or a paper that no case uses yet, or a new one within a dossier's size."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

from corpus.planted_files import honest, seeds
from corpus.planted_files.model import Cohort, Dossier, Event, Paper, Photo

MOST_PHOTOS, MOST_PAPERS = 8, 5


def free_photo(
    cohort: Cohort,
    made: Dossier,
    rng: random.Random,
    *,
    other_than: Iterable[str] = (),
    banner: bool = False,
    loose: bool = False,
) -> Photo | None:
    """A picture no case uses; of an activity whose key is not in ``other_than``, with a banner where one is needed."""
    barred = set(other_than)
    found = [
        p
        for p in (made.photos if loose else made.pictures())
        if not p.used and p.raw is None and p.event.key not in barred and (p.event.scene["banner"] or not banner)
    ]
    if found:
        return rng.choice(found)
    fit = [e for e in made.events if e.key not in barred and (e.scene["banner"] or not banner)]
    if not fit or len(made.pictures()) >= MOST_PHOTOS:
        return None
    return more_of(cohort, made, rng.choice(fit), rng)


def more_of(cohort: Cohort, made: Dossier, one: Event, rng: random.Random) -> Photo:
    """One more frame of an activity as a file."""
    frame = 1 + max(
        (p.shot["scene"].get("frame", 0) for p in made.pictures() if p.event is one and p.raw is None), default=-1
    )
    photo = honest.photograph(cohort, made, one, frame, rng)
    made.photos.append(photo)
    return photo


def taken(paper: Paper) -> bool:
    """True where a case or a special trait already marks the paper."""
    return bool(paper.tricks) or bool(paper.traits.get("marked"))


def free_paper(cohort: Cohort, made: Dossier, kind: str, rng: random.Random, one: Event | None = None) -> Paper | None:
    """A paper of a kind that nothing marks yet, or a new one; about the activity ``one`` where that is asked for."""
    found = [p for p in made.papers if p.kind == kind and not taken(p) and (one is None or p.event is one)]
    if found:
        return rng.choice(found)
    if len(made.papers) >= MOST_PAPERS:
        return None
    if kind == "xlsx":
        if any(p.kind == "xlsx" for p in made.papers):
            return None
        paper = honest.ledger(cohort, made, honest.date(made.year, 12, rng.randint(28, 31)), rng)
    else:
        told = {p.event.key for p in made.papers if p.event}
        untold = [e for e in made.events if e.key not in told]
        if one is None and not untold or one is not None and one not in untold:
            return None
        order = 1 + sum(1 for p in made.papers if p.event)
        paper = honest.briefing(cohort, made, one or rng.choice(untold), order, kind, rng)
    made.papers.append(paper)
    return paper


def mark(paper: Paper, **traits: Any) -> Paper:
    """Gives a paper traits and keeps it from being used for something else."""
    paper.traits |= {**traits, "marked": True}
    return paper


def turns(planned: Cohort, dirty: list[Dossier], *words: object) -> list[Dossier]:
    """The dossiers in an order of chance, those with the fewest cases first."""
    load = {id(d): 0 for d in dirty}
    for case in planned.cases:
        for place in case.places:
            load[id(place.dossier)] += 1
    rng = seeds.dice(planned.half, "turn", *words)
    return sorted(rng.sample(dirty, len(dirty)), key=lambda d: load[id(d)])
