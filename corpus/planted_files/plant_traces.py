"""Plants traces in the properties of files: tags of cameras, dates and authors of papers, earlier revisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from corpus.planted_files import honest, seeds, shelf
from corpus.planted_files.model import Case, Cohort, Dossier, Place

Planter = Callable[[], Case | None]


def planters(cohort: Cohort, dirty: list[Dossier]) -> list[Planter]:
    """Every kind in its strengths; versions of programs twice for PDF and Word each."""
    plan = honest.words("attacks")["metadata_anomaly"][cohort.half]
    found: list[Planter] = []
    for kind, make in (("exif", exif), ("docx_created", created), ("same_origin", origin), ("pdf_figure", figure)):
        found += [partial(make, cohort, dirty, k, *spec) for k, spec in enumerate(plan[kind])]
    for strength in plan["versions"]:
        found.append(partial(version, cohort, dirty, "pdf", strength))
        found.append(partial(version, cohort, dirty, "docx", strength))
    seeds.dice(cohort.half, "traces").shuffle(found)
    return found


def exif(cohort: Cohort, dirty: list[Dossier], k: int, strength: str, days: int) -> Case | None:
    """The camera's time is far from the day that the file's name tells."""
    rng = seeds.dice(cohort.half, "exif", k)
    for made in shelf.turns(cohort, dirty, "exif", k):
        photo = shelf.free_photo(cohort, made, rng, loose=True)
        if not photo or "mmexport" in photo.name:
            continue
        photo.used = True
        taken = photo.event.day + timedelta(days=days + k)
        camera = rng.choice(honest.words("makers")["cameras"])
        photo.shot["tags"] = {
            **camera,
            "taken": f"{taken:%Y:%m:%d} {rng.randint(9, 16):02d}:{rng.randint(0, 59):02d}:11",
        }
        return Case(
            "metadata_anomaly",
            "exif_date",
            strength,
            [Place(made, photo)],
            "low",
            f"{days + k} days",
            f"DateTimeOriginal {taken}, claimed {photo.event.day}",
        )
    return None


def created(cohort: Cohort, dirty: list[Dossier], k: int, strength: str, days: int) -> Case | None:
    """Created after its own date, and last saved by another unit."""
    rng = seeds.dice(cohort.half, "created", k)
    for made in shelf.turns(cohort, dirty, "created", k):
        paper = shelf.free_paper(cohort, made, "docx", rng)
        others = [d for d in dirty if d.unit != made.unit]
        if not paper or not others:
            continue
        other = rng.choice(others)
        when = paper.traits["created"] + timedelta(days=days)
        shelf.mark(paper, created=when, modified=when + timedelta(minutes=37), last_by=other.unit + "办公室")
        return Case(
            "metadata_anomaly",
            "created_after_claim",
            strength,
            [Place(made, paper)],
            "low",
            f"{days} days",
            f"created {when:%Y-%m-%d}, dated {paper.day}, last saved by {other.unit}办公室",
        )
    return None


def origin(cohort: Cohort, dirty: list[Dossier], k: int, strength: str, share: float) -> Case | None:
    """Two units' papers with one author and common revision marks: a file that went from hand to hand."""
    rng = seeds.dice(cohort.half, "origin", k)
    order = shelf.turns(cohort, dirty, "origin", k)
    for n, source in enumerate(order):
        first = shelf.free_paper(cohort, source, "docx", rng)
        if not first:
            continue
        shelf.mark(first, **_word(first.traits))
        for target in (d for d in order[n + 1 :] if d.unit != source.unit):
            second = shelf.free_paper(cohort, target, "docx", rng)
            if not second:
                continue
            author = honest.person(source, 3)
            marks = first.traits["rsids"] + [f"{rng.getrandbits(24):08X}" for _ in range(8)]
            first.traits |= {"rsids": marks, "author": author, "last_by": author}
            kept = rng.sample(marks, max(3, int(len(marks) * share)))
            own = [r for r in second.traits["rsids"] if r not in kept][: len(marks) - len(kept) + 2]
            shelf.mark(second, **_word(second.traits))
            second.traits |= {"rsids": kept + own, "author": author}
            return Case(
                "metadata_anomaly",
                "same_origin",
                strength,
                [Place(source, first), Place(target, second)],
                "low",
                f"{share:.0%} of the marks",
                f"{len(kept)} common rsids, author {author} in both",
            )
        first.traits.pop("marked")
    return None


def _word(traits: dict[str, Any]) -> dict[str, Any]:
    """Word wrote it, not another program: only Word leaves revision marks."""
    traits.pop("wps", None)
    return dict(honest.words("makers")["word"][0])


def figure(cohort: Cohort, dirty: list[Dossier], k: int, strength: str, unit: str, old: int, new: int) -> Case | None:
    """A PDF whose last save changed a figure; the page before it is still in the file."""
    rng = seeds.dice(cohort.half, "figure", k)
    for made in shelf.turns(cohort, dirty, "figure", k):
        paper = shelf.free_paper(cohort, made, "pdf", rng)
        if not paper:
            continue
        done = {
            "场": "共组织普法活动",
            "期": "编发普法简报",
            "份": "发放宣传资料",
            "次": "组织集体学法",
            "册": "印发普法读本",
        }
        what = ("今年以来" if paper.event else "全年") + done.get(unit, "讲授法治课")
        at = next((n for n, b in enumerate(paper.blocks) if "right" in b or "photo" in b), len(paper.blocks))
        paper.blocks.insert(at, {"p": f"{what}{new}{unit}。"})
        shelf.mark(paper, revision={"old": f"{what}{old}{unit}", "new": f"{what}{new}{unit}"})
        return Case(
            "metadata_anomaly",
            "pdf_revision_figure",
            strength,
            [Place(made, paper, 1, f"{what}{new}{unit}")],
            "high",
            f"{old} -> {new}",
            f"an earlier revision in the file says {what}{old}{unit}",
        )
    return None


def version(cohort: Cohort, dirty: list[Dossier], kind: str, strength: str) -> Case | None:
    """Written by a program that did not exist on the day that the paper bears."""
    maker = honest.words("makers")[f"newer_{kind}"][strength]
    rng = seeds.dice(cohort.half, "version", kind, strength)
    for made in shelf.turns(cohort, dirty, "version", kind, strength):
        paper = shelf.free_paper(cohort, made, kind, rng)
        if not paper:
            continue
        chosen = dict(rng.choice(maker))
        note = chosen.pop("note")
        paper.traits.pop("wps", None)
        shelf.mark(paper, **chosen)
        return Case(
            "metadata_anomaly",
            f"{kind}_version",
            strength,
            [Place(made, paper)],
            "low",
            chosen.get("producer", chosen.get("application", "")),
            f"{note}, the paper is dated {paper.day}",
        )
    return None
