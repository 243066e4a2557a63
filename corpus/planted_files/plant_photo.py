"""Plants one photograph under two claims, and pictures that were edited."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from corpus.planted_files import honest, seeds, shelf
from corpus.planted_files.model import Case, Cohort, Dossier, Photo, Place

Spec = dict[str, Any]
Planter = Callable[[], Case | None]


def reuse(cohort: Cohort, dirty: list[Dossier]) -> list[Planter]:
    """Every attack in every relation, then the same moment under two activities, and one picture in three places."""
    plan = honest.words("attacks")
    found: list[Planter] = []
    for relation in plan["relations"][cohort.half]:
        for spec in plan["photo_reuse"][cohort.half]:
            found.append(partial(copied, cohort, dirty, spec, relation))
    rng = seeds.dice(cohort.half, "order")
    rng.shuffle(found)
    moments: list[Planter] = [partial(moment, cohort, dirty, k) for k in range(4)]
    rings: list[Planter] = [partial(ring, cohort, dirty, k) for k in range(2)]
    return found + moments + rings


def pairs(cohort: Cohort, dirty: list[Dossier], relation: str, *words: object) -> list[tuple[Dossier, Dossier]]:
    """Dossiers between which a picture can travel, from the earlier year to the later; the least laden first."""
    order = shelf.turns(cohort, dirty, relation, *words)
    if relation == "within_dossier":
        return [(d, d) for d in order]
    same = relation == "between_years"
    both = [(a, b) for k, a in enumerate(order) for b in order[k + 1 :] if (a.unit == b.unit) is same]
    return [(a, b) if a.year <= b.year else (b, a) for a, b in both]


def copied(cohort: Cohort, dirty: list[Dossier], spec: Spec, relation: str) -> Case | None:
    """A picture of one activity handed in again as a picture of another one."""
    rng = seeds.dice(cohort.half, spec["attack"], relation)
    for source, target in pairs(cohort, dirty, relation, spec["attack"]):
        first = shelf.free_photo(cohort, source, rng)
        if not first:
            continue
        first.used = True
        second = _slot(cohort, target, first, spec, rng)
        if not second:
            first.used = False
            continue
        second.used = True
        second.shot = _altered(cohort, dirty, first, second, target, spec, rng)
        return Case(
            "photo_reuse",
            relation,
            spec["strength"],
            [Place(source, first), Place(target, second)],
            "high",
            spec["attack"],
            f"{first.event.theme['name']} {first.event.day} shown again as "
            f"{second.event.theme['name']} {second.event.day}",
        )
    return None


def _slot(cohort: Cohort, target: Dossier, first: Photo, spec: Spec, rng: random.Random) -> Photo | None:
    """The picture that is to be replaced: of another activity, inside a paper where the attack wants that."""
    barred = [first.event.key]
    into = spec.get("into")
    if not into:
        return shelf.free_photo(cohort, target, rng, other_than=barred, loose=rng.random() < 0.8)
    for one in (e for e in target.events if e.key not in barred):
        inside = [p for p in target.pictures() if p.paper and p.paper.kind == into and not p.used and p.event is one]
        if inside:
            return inside[0]
        loose = [p for p in target.photos if not p.used and p.event is one]
        room = len(target.pictures()) < shelf.MOST_PHOTOS
        paper = shelf.free_paper(cohort, target, into, rng, one) if loose or room else None
        if paper:
            photo = loose[0] if loose else shelf.more_of(cohort, target, one, rng)
            honest.embed(target, paper, [photo])
            return photo
    return None


def _altered(
    cohort: Cohort, dirty: list[Dossier], first: Photo, second: Photo, target: Dossier, spec: Spec, rng: random.Random
) -> dict[str, Any]:
    """The shot of the copy: the scene of the first picture and what was done to it."""
    if spec["attack"] == "same_bytes":
        return dict(first.shot)
    fill = {
        "mark": rng.choice(cohort.words["watermarks"]),
        "date": second.event.said,
        "title": f"{target.unit}开展{second.event.theme['name']}活动",
    }
    ops = [[v.format(**fill) if isinstance(v, str) else v for v in op] for op in spec.get("ops", [])]
    if spec.get("collage"):
        others = [e.scene for d in rng.sample(dirty, min(8, len(dirty))) for e in d.events if e.key != first.event.key]
        ops = [["collage", [{**s, "frame": 9} for s in rng.sample(others, 3)], rng.randint(0, 3)]]
    return {
        "scene": first.shot["scene"],
        "ops": ops,
        "quality": spec.get("quality", 86),
        "seed": second.event.key,
        "again": first.shot.get("quality", 86),
    }


def moment(cohort: Cohort, dirty: list[Dossier], k: int) -> Case | None:
    """Another frame of the same moment, shown as another activity."""
    relation = ("within_dossier", "between_years", "between_units")[k % 3]
    rng = seeds.dice(cohort.half, "moment", k)
    for source, target in pairs(cohort, dirty, relation, "moment", k):
        first = shelf.free_photo(cohort, source, rng)
        if not first:
            continue
        first.used = True
        second = shelf.free_photo(cohort, target, rng, other_than=[first.event.key])
        if not second:
            first.used = False
            continue
        second.used = True
        scene = first.shot["scene"]
        second.shot = {"scene": {**scene, "frame": scene.get("frame", 0) + 20}, "quality": 82}
        return Case(
            "photo_reuse",
            "same_moment",
            "weak",
            [Place(source, first), Place(target, second)],
            "low",
            "another_frame",
            f"a second frame of one occasion, {relation}; low or medium",
        )
    return None


def ring(cohort: Cohort, dirty: list[Dossier], k: int) -> Case | None:
    """One picture in the dossiers of three units."""
    rng = seeds.dice(cohort.half, "ring", k)
    places: list[Place] = []
    for made in shelf.turns(cohort, dirty, "ring", k):
        if made.unit in {p.dossier.unit for p in places}:
            continue
        photo = shelf.free_photo(
            cohort, made, rng, other_than=[p.what.event.key for p in places if isinstance(p.what, Photo)]
        )
        if not photo:
            continue
        photo.used = True
        if places:
            first = places[0].what
            assert isinstance(first, Photo)
            photo.shot = {
                "scene": first.shot["scene"],
                "quality": 70 + 6 * len(places),
                "again": first.shot["quality"],
                "ops": [["resize", 0.8 - 0.1 * len(places)]],
                "seed": photo.event.key,
            }
        places.append(Place(made, photo))
        if len(places) == 3:
            return Case(
                "photo_reuse",
                "three_units",
                "strong",
                places,
                "high",
                "resized_and_recompressed",
                "one picture in the dossiers of three units",
            )
    for place in places:
        if isinstance(place.what, Photo):
            place.what.used = False
    return None


def edits(cohort: Cohort, dirty: list[Dossier]) -> list[Planter]:
    """Every kind of edit twice."""
    specs = honest.words("attacks")["image_edit"][cohort.half]
    return [partial(edited, cohort, dirty, spec, k) for k in range(2) for spec in specs]


def edited(cohort: Cohort, dirty: list[Dossier], spec: Spec, k: int) -> Case | None:
    """One picture with a cloned crowd, a pasted banner or date, or a date that is not the one claimed."""
    rng = seeds.dice(cohort.half, "edit", spec["sub"], spec["strength"], k)
    for made in shelf.turns(cohort, dirty, "edit", spec["sub"], spec["strength"], k):
        photo = shelf.free_photo(cohort, made, rng, banner=bool(spec.get("banner")), loose=True)
        if not photo:
            continue
        photo.used = True
        one = photo.event
        wrong = one.day - timedelta(days=spec.get("back", 0) + 3 * k)
        said = f"{wrong.year}年{wrong.month}月{wrong.day}日"
        others = [e.theme["banner"] for e in made.events if e is not one and e.theme["banner"]]
        fill = {"other": rng.choice(others or ["法治宣传活动"]), "claimed": one.said}
        scene = dict(photo.shot["scene"])
        ops = [[v.format(**fill) if isinstance(v, str) else v for v in op] for op in spec.get("ops", [])]
        if "stamp" in spec:
            ops.append(["stamp", wrong.strftime(spec["stamp"])])
        elif "back" in spec:
            scene |= {"banner": f"{one.theme['banner']} {said}", "screen": [scene["screen"][0], said]}
        photo.shot = {"scene": scene, "ops": ops, "quality": spec["quality"], "again": 93, "seed": one.key}
        note = (
            f"shows {said if 'stamp' not in spec else wrong}, claimed {one.day}" if "back" in spec else "edited picture"
        )
        return Case(
            "image_edit",
            spec["sub"],
            spec["strength"],
            [Place(made, photo)],
            "low",
            str(spec.get("ops", spec["sub"])),
            note,
        )
    return None
