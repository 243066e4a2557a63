"""Runs the checks over a cohort and puts what they find in order: what needs explaining first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from integrity.finding import SEVERITIES
from integrity.registry import CHECKS
from integrity.submission import Check, Settings, Submission
from model.results import Finding

OnCheck = Callable[[str], None]


def findings(cohort: Sequence[Submission], settings: Settings = Settings(), *,  # noqa: B008 - frozen
             on_check: OnCheck | None = None) -> tuple[Finding, ...]:
    """Everything the checks find, the gravest first, then by check, year and unit; each id once."""
    found: dict[str, Finding] = {}
    for family, place in CHECKS.items():
        if on_check is not None:
            on_check(family)
        module, _, function = place.partition(":")
        for one in cast(Check, getattr(import_module(module), function))(cohort, settings):
            found.setdefault(one.id, one)
    return tuple(sorted(found.values(), key=lambda one: (SEVERITIES.index(one.severity), one.check, one.years,
                                                         one.units, one.id)))
