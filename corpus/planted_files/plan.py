"""A half from its name: which dossiers there are, which stay clean, and the cases in the others."""

from __future__ import annotations

from collections.abc import Callable

from corpus.planted_files import clean, honest, plant_hidden, plant_photo, plant_traces
from corpus.planted_files.model import Case, Cohort, Dossier

HALVES = ("tune", "report")
UNITS = 20
A_DOSSIER = 5
"""Cases a dossier with planted cases can bear; only a small build meets this bound."""
Planter = Callable[[], Case | None]


def stays_clean(year: int, number: int, units: int) -> bool:
    """A quarter of the units is clean in all years, every other of the rest in one year: more than a third in all."""
    whole = -(-units // 4)
    return number < whole or ((number - whole) % 2 == 0 and year == honest.YEARS[(number - whole) // 2 % 3])


def cohort(half: str, units: int = UNITS) -> Cohort:
    """The whole plan; nothing is drawn or written yet. Raises ValueError for another half or number of units."""
    if half not in HALVES or not 3 <= units <= UNITS:
        raise ValueError(f"half is one of {HALVES}, units 3 to {UNITS}")
    planned = Cohort(half, honest.words(f"words_{half}"))
    for year in honest.YEARS:
        planned.dossiers += [honest.dossier(planned, year, number) for number in range(units)]
    kept = [d for d in planned.dossiers if stays_clean(d.year, d.number, units)]
    clean.harden(planned, kept)
    dirty = [d for d in planned.dossiers if not d.clean]
    for planter in _interleaved(planned, dirty)[: A_DOSSIER * len(dirty)]:
        case = planter()
        if case:
            planned.cases.append(case)
    for made in planned.dossiers:
        honest.numbered(made)
    order = {"photo_reuse": 0, "image_edit": 1, "metadata_anomaly": 2, "hidden_text": 3}
    planned.cases.sort(key=lambda c: order[c.check])
    return planned


def _interleaved(planned: Cohort, dirty: list[Dossier]) -> list[Planter]:
    """The planters of all checks in one well-mixed order, so that a small build has some of each."""
    queues = [
        plant_photo.reuse(planned, dirty),
        plant_hidden.planters(planned, dirty),
        plant_photo.edits(planned, dirty),
        plant_traces.planters(planned, dirty),
    ]
    ranked = [((k + 0.5) / len(queue), planter) for queue in queues for k, planter in enumerate(queue)]
    return [planter for _, planter in sorted(ranked, key=lambda r: r[0])]
