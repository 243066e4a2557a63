"""How the checks of this family tell what they find: words by name, one band lower for what was recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from integrity.claims.sheets import Said
from integrity.finding import SEVERITIES, Severity, finding
from integrity.words import words
from model.results import Finding, Place


def told(check: str, name: str, severity: Severity, saids: Iterable[Said], /, *, places: Iterable[Place] | None = None,
         measures: Mapping[str, object], days: Iterable[tuple[Place, str]] = (),
         figures: Iterable[tuple[Place, str]] = (), **values: object) -> Finding:
    """A finding whose text is ``claims.<name>`` with its values filled in, and whose innocent explanations are
    ``claims.innocent.<name>``. saids: what was held side by side; places: parts of them where they are to be quoted.
    days, figures: what stands at which place, for the measures that screens know by name.
    """
    known = list(saids)
    if any(one.recognised for one in known):
        severity = SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]
    shown = [one.place() for one in known] if places is None else list(places)
    innocent = words(f"claims.innocent.{name}").split("；")
    one = finding(check, severity, shown, words(f"claims.said.{name}", **values), measures={"sub": name, **measures},
                  innocent=innocent)
    at = {place: index for index, place in enumerate(one.places)}
    dated = [{"place": at[place], "what": "活动", "date": day} for place, day in days if place in at]
    numbered = [[at[place], figure] for place, figure in figures if place in at]
    more = {**({"dates": dated} if dated else {}),
            **({"numbers": {"what": words(f"claims.figures.{name}"), "values": numbered}} if numbered else {})}
    return replace(one, measures={**one.measures, **more}) if more else one
