"""What a person is shown first: one finding a matter, the gravest first, with how often its like is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from integrity.calibration import rated
from integrity.finding import SEVERITIES, finding
from integrity.words import words
from model.results import Finding, Place

Spot = tuple[int, str, str, int, str]
_MOST = 40


def ranked(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each matter once, the gravest first, then by check, year and unit.

    Findings of one check whose places all stand in another's are one matter: proof of one family counts once. The
    graver one stays and names the other under ``also``.
    """
    gravest_last = sorted(found, key=lambda one: -SEVERITIES.index(one.severity))
    ordered = sorted({one.id: one for one in gravest_last}.values(), key=_order)
    kept: list[Finding] = []
    by_spot: dict[tuple[str, Spot], list[int]] = {}
    for one in ordered:
        home = _home(one, kept, by_spot)
        if home is None:
            for place in one.places:
                by_spot.setdefault((one.check, _spot(place)), []).append(len(kept))
            kept.append(one)
        else:
            also = (*tuple(kept[home].measures.get("also", ())), one.explanation)  # type: ignore[arg-type]
            kept[home] = replace(kept[home], measures={**kept[home].measures, "also": also})
    return tuple(map(rated, _folded(kept)))


def _folded(kept: Sequence[Finding]) -> list[Finding]:
    """The findings, at most so many of one check and band on the same dossiers: what is more is one, with all places.

    So many of a kind have one cause (a sample table, a bad recognition); none is lost, and none hides the others.
    """
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for one in kept:
        alike.setdefault((one.check, one.severity, one.units, one.years), []).append(one)
    more = {key: rest for key, same in alike.items() if len(rest := same[_MOST:]) > 1}
    left = {one.id for rest in more.values() for one in rest}
    found = [one for one in kept if one.id not in left]
    for rest in more.values():
        places = [place for one in rest for place in one.places]
        found.append(finding(rest[0].check, rest[0].severity, places, words("ranking.more", n=len(rest)),
                             measures={"more": len(rest)}, innocent=[words("ranking.more_innocent")]))
    return sorted(found, key=_order)


def _order(one: Finding) -> tuple[object, ...]:
    return SEVERITIES.index(one.severity), one.check, one.years, one.units, -len(one.places), one.id


def _home(one: Finding, kept: Sequence[Finding], by_spot: dict[tuple[str, Spot], list[int]]) -> int | None:
    """Which finding that is kept already has all places of this one."""
    common: set[int] | None = None
    for place in one.places:
        here = set(by_spot.get((one.check, _spot(place)), ()))
        common = here if common is None else common & here
    return min(common) if common else None


def _spot(place: Place) -> Spot:
    return place.year, place.unit, place.file, place.page, place.quote
