"""The whole cohort of one half: honest dossiers first, then hard clean situations, then faults."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from . import clean
from .bank import Half, load_half
from .facts import make_facts
from .papers import Dossier, Paper, Pen
from .plants import counts, dates, doubles, periods, residue, reuse
from .plants.base import STRENGTHS, Field, Sown, recount, resum
from .report import self_report
from .small_papers import briefing, case_index, cases, ledger, notice, passed_on, plan, scores
from .speech import Speech

CHECKS: dict[str, dict[str, Any]] = {
    "text_reuse": reuse.PLANTERS, "date_contradiction": dates.PLANTERS, "double_counting": doubles.PLANTERS,
    "count_contradiction": counts.PLANTERS, "out_of_period": periods.OUT_OF_PERIOD,
    "impossible_date": periods.IMPOSSIBLE, "template_residue": residue.PLANTERS,
}
PER_CHECK = 40
AT_MOST = 4
PAIRS = 4


def _dossier(half: Half, pen: Pen) -> Dossier:
    """The honest papers of one unit and year, three to seven files."""
    facts, rng = pen.facts, pen.rng
    papers: list[Paper] = [self_report(pen)]
    told = facts.of("story") + facts.of("day124")
    rng.shuffle(told)
    chosen = sorted(told[:rng.choice((2, 2, 3))], key=lambda e: e.day)
    papers += [briefing(pen, e) for e in chosen]
    chance = rng.random
    if chance() < 0.8:
        papers.append(ledger(pen))
    if chance() < 0.55:
        papers.append(plan(pen))
    if chance() < 0.5:
        papers.append(notice(pen, rng.choice(facts.of("story"))))
    if chance() < 0.45:
        papers.append(scores(pen))
    if case_index(pen) < len(facts.unit.cases):
        papers.append(cases(pen))
    if chance() < 0.3:
        papers.append(passed_on(pen))
    return Dossier(facts, papers, pen.style)


def _is_clean(index: int, year: int, units: int) -> bool:
    """A third of the dossiers: two units in all their years, five units in none, else every third year."""
    if index in (2, units // 2):
        return True
    return (index + year) % 3 == 0 and index not in (1, 7, 10, 13, units - 2)


def honest(half: Half) -> Field:
    """All dossiers without a fault; which of them shall stay clean is set."""
    speech = Speech(half)
    dossiers, pens = {}, {}
    for year in half.city["years"]:
        for index, unit in enumerate(half.units):
            pen = Pen(half, speech, make_facts(half, unit, year))
            key = (year, unit.name)
            pens[key], dossiers[key] = pen, _dossier(half, pen)
            if _is_clean(index, year, len(half.units)) or (unit.renamed and unit.renamed[1] == year):
                dossiers[key].clean = "plain"
    return Field(half, dossiers, pens)


def _situations(fld: Field) -> None:
    """Gives each clean dossier its hard situations, in turn; every seventh stays plain."""
    names = list(clean.SITUATIONS)
    spotless = [d for d in fld.dossiers.values() if d.clean]
    for i, d in enumerate(spotless):
        pen, why = fld.pen(d), []
        if clean.renamed(pen, d):
            why.append("renamed_in_mid_year")
        if i % 7 != 6:
            for name in (names[i % len(names)], names[(i * 3 + 7) % len(names)]):
                if name not in why:
                    clean.SITUATIONS[name](pen, d, pen.rng)
                    why.append(name)
        d.clean = ", ".join(why) or "plain"
    _joint_events(fld, spotless)
    for d in spotless:
        _standing(fld, d)


def _joint_events(fld: Field, spotless: list[Dossier]) -> None:
    """Pairs of clean units tell an activity they held together; every activity belongs to one pair only."""
    joints = iter(fld.half.city["joint"])
    for year in fld.half.city["years"]:
        pool = [d for d in spotless if d.year == year]
        for k in range(0, min(len(pool) - 1, PAIRS), 2):
            first, second = pool[k], pool[k + 1]
            rng = random.Random(f"{fld.half.name}/{year}/{k}/joint")
            clean.joint_event(next(joints), (fld.pen(first), first), (fld.pen(second), second), rng)
            for d in (first, second):
                d.clean = f"joint_event_of_two_units, {d.clean}" if d.clean != "plain" else "joint_event_of_two_units"
                recount(fld, d, 0)
                resum(fld, d)


def _standing(fld: Field, d: Dossier) -> None:
    """Units clean in all years repeat their standing duty honestly each year."""
    years = [y for y in fld.half.city["years"] if fld.dossiers[y, d.unit].clean]
    if len(years) == len(fld.half.city["years"]) and "standing_duty_repeated" not in d.clean:
        clean.SITUATIONS["standing_duty_repeated"](fld.pen(d), d, fld.pen(d).rng)
        d.clean = f"{d.clean}, standing_duty_repeated".removeprefix("plain, ")


def _case(check: str, sub: str, strength: str, sown: Sown) -> dict[str, Any]:
    return {"id": "", "check": check, "sub": sub, "strength": strength, "places": sown.places, "expect": sown.expect,
            "attack": sown.attack, "note": sown.note}


def _rings(fld: Field) -> list[dict[str, Any]]:
    found = []
    for number, (year, size) in enumerate(fld.half.city["rings"], 1):
        pool = sorted(fld.dirty(year), key=lambda d: d.unit)
        rng = random.Random(f"{fld.half.name}/{year}/ring")
        members = rng.sample([d for d in pool if "ring" not in d.busy], min(size, len(pool)))
        sown = reuse.ring(fld, members, number, rng)
        strength = "weak" if size <= 5 else "middle" if size <= 7 else "strong"
        found.append(_case("text_reuse", "ring_of_copiers", strength, sown))
    return found


def _jobs(fld: Field) -> list[tuple[str, str, Any, str]]:
    """Which faults are to be sown, check by check in turn, so that no check is left without room."""
    jobs = []
    for turn in range(PER_CHECK):
        for check, planters in CHECKS.items():
            kinds = dict(planters)
            if check == "text_reuse" and fld.half.name == "report":
                kinds |= reuse.LATE
            names = list(kinds)
            strength = STRENGTHS[(turn % len(names) + turn // len(names)) % 3]
            jobs.append((check, names[turn % len(names)], kinds[names[turn % len(names)]], strength))
    first = ["copied_from_own_last_year", "copied_from_two_sources"]
    return sorted(jobs, key=lambda j: (j[0] != "text_reuse", j[1] not in first))


def _instead(job: tuple[str, str, Any, str]) -> Iterator[tuple[str, str, Any, str]]:
    """The fault itself, then the other kinds of its check at the same strength, should no dossier have room for it."""
    check, sub, planter, strength = job
    yield job
    yield from ((check, other, CHECKS[check][other], strength) for other in CHECKS[check] if other != sub)


def _sow_one(fld: Field, job: tuple[str, str, Any, str], rng: random.Random) -> dict[str, Any] | None:
    """Tries one fault on the dossiers with the fewest, until one can hold it."""
    check, sub, planter, strength = job
    pool = [d for d in fld.dirty() if len(d.cases) < AT_MOST and all(c["check"] != check for c in d.cases)]
    rng.shuffle(pool)
    for d in sorted(pool, key=lambda d: len(d.cases)):
        sown = planter(fld, d, strength, rng)
        if sown is not None:
            case = _case(check, sub, strength, sown)
            d.cases.append(case)
            return case
    return None


def make_cohort(half: str) -> tuple[Field, list[dict[str, Any]], list[tuple[str, str]]]:
    """The dossiers of a half, its cases in the manifest's form, and the jobs no dossier could hold."""
    fld = honest(load_half(half))
    _situations(fld)
    rng = random.Random(f"{half}/sow")
    cases_, lost = _rings(fld), []
    for job in _jobs(fld):
        case = next((c for c in (_sow_one(fld, j, rng) for j in _instead(job)) if c), None)
        if case is None:
            lost.append((job[0], job[1]))
        else:
            cases_.append(case)
    for number, case in enumerate(cases_, 1):
        case["id"] = f"{half[0]}{number:03}-{case['check']}"
    return fld, cases_, lost
