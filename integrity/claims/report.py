"""How the checks of this family tell what they find: words by name, one band lower for what was recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from integrity.claims.sheets import Said
from integrity.finding import SEVERITIES, Severity, finding
from integrity.words import words
from model.results import Finding, Place


def told(check: str, name: str, severity: Severity, saids: Iterable[Said], /, *, places: Iterable[Place] | None = None,
         measures: Mapping[str, object], **values: object) -> Finding:
    """A finding whose text is ``claims.<name>`` with its values filled in, and whose innocent explanations are
    ``claims.<name>_innocent``. saids: what was held side by side; places: parts of them where they are to be quoted.
    """
    known = list(saids)
    if any(one.recognised for one in known):
        severity = SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]
    shown = [one.place() for one in known] if places is None else list(places)
    innocent = words(f"claims.innocent.{name}").split("；")
    return finding(check, severity, shown, words(f"claims.said.{name}", **values),
                   measures={"sub": name, **measures}, innocent=innocent)
