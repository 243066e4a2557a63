"""Runs the checks over a cohort and puts what they find in order: what needs explaining first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import cast

from integrity.ranking import ranked
from integrity.registry import CHECKS
from integrity.submission import Check, Settings, Submission
from integrity.untaken import not_taken
from model.results import Finding

OnCheck = Callable[[str], None]


def findings(cohort: Sequence[Submission], settings: Settings = Settings(), *,  # noqa: B008 - frozen
             on_check: OnCheck | None = None) -> tuple[Finding, ...]:
    """Everything the checks find, one finding a matter, the gravest first, then by check, year and unit.

    What was not looked at is told by ``settings.told``. The order in which dossiers and their files come makes no
    difference.
    """
    cohort = sorted(map(_in_order, cohort), key=lambda one: (one.year, one.unit))
    found: list[Finding] = []
    for family, place in CHECKS.items():
        if on_check is not None:
            on_check(family)
        module, _, function = place.partition(":")
        found += cast(Check, getattr(import_module(module), function))(cohort, settings)
    untaken = not_taken(cohort)
    if untaken is not None:
        settings.told(untaken)
    return ranked(found)


def _in_order(one: Submission) -> Submission:
    return replace(one, documents=tuple(sorted(one.documents, key=lambda document: document.path)))
