"""The check: all papers of a cohort against each other and against an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from integrity.submission import Settings, Submission
from integrity.texts import judge
from integrity.texts.align import Match, matched
from integrity.texts.cases import case, grouped
from integrity.texts.common import UNITS, Postings, own_letters, postings
from integrity.texts.judge import Verdict
from integrity.texts.names import same_unit
from integrity.texts.pairs import LEAST, candidates
from integrity.texts.paper import Text, prepared, texts_of
from integrity.texts.reworded import reworded
from integrity.texts.shared import told_once
from model.results import Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

JUDGES = {"between": judge.between, "earlier": judge.earlier, "inside": judge.inside}


def text_reuse(cohort: Sequence[Submission], settings: Settings) -> Iterator[Finding]:
    """Text of other units, of the unit's own other years, and of other papers of a dossier; then what many share."""
    texts = texts_of(cohort)
    earlier, common = _archived(texts, settings)
    texts += earlier
    if not texts:
        return
    found: dict[str, list[Verdict]] = {kind: [] for kind in JUDGES}
    posted = postings(texts, common)
    for match in matches(texts, posted):
        kind = _kind(match.left, match.right, texts)
        verdict = JUDGES[kind](match)
        if verdict is not None:
            found[kind].append(verdict)
    for kind, verdicts in reworded(texts, posted, _kinds(texts), _settled(found), _standing(found)).items():
        found[kind] = verdicts
    between = judge.joined([*found["between"], *found["between_passage"]])
    found["between"], found["between_passage"] = (between[:len(found["between"])], between[len(found["between"]):])
    for kind, verdicts in found.items():
        yield from (case(kind, group) for group in grouped(verdicts))
    yield from told_once(texts, posted)


def _settled(found: dict[str, list[Verdict]]) -> set[tuple[int, int]]:
    """The pairs of papers, as ids, of which enough is told already: more than ``low``, an innocent explanation that
    their own words support, or a unit's old paper handed in again."""
    return {(id(one.match.left), id(one.match.right)) for kind, verdicts in found.items() for one in verdicts
            if one.severity != "low" or one.innocent or kind == "earlier" and judge.unchanged(one.match)}


def _standing(found: dict[str, list[Verdict]]) -> set[tuple[int, int]]:
    """The pairs of papers of a unit's two years, as ids, that are known to share standing words."""
    return {(id(one.match.left), id(one.match.right)) for one in found["earlier"]}


def _kinds(texts: Sequence[Text]) -> Callable[[Text, Text], str]:
    return lambda left, right: _kind(left, right, texts)


def _of_cohort(texts: Sequence[Text]) -> NDArray[np.bool_]:
    import numpy as np

    return np.array([not text.archived for text in texts], np.bool_)


def matches(texts: Sequence[Text], posted: Postings | None = None) -> Iterator[Match]:
    """What every two papers share that share enough and may be told of; two of an archive are not compared."""
    posted = posted or postings(texts)
    own: dict[int, NDArray[np.bool_]] = {}
    for left, right in candidates(posted, _of_cohort(texts)):
        if not judge.worth(_kind(texts[left], texts[right], texts), texts[left], texts[right]):
            continue
        for at in (left, right):
            if at not in own:
                own[at] = own_letters(texts[at], posted.common)
        yield matched(texts[left], texts[right], own[left], own[right])


def _kind(left: Text, right: Text, texts: Sequence[Text]) -> str:
    """Which comparison this is. A unit under a new name is one unit where no year has both."""
    if left.unit == right.unit:
        return "inside" if left.year == right.year else "earlier"
    if left.year != right.year and same_unit(left.unit, right.unit):
        years = [{text.year for text in texts if text.unit == unit} for unit in (left.unit, right.unit)]
        if not years[0] & years[1]:
            return "earlier"
    return "between"


def _archived(texts: Sequence[Text], settings: Settings) -> tuple[list[Text], NDArray[np.uint64] | None]:
    """Papers of the archive that share enough with one of the cohort's, and the hashes that many units there have."""
    import numpy as np

    if settings.known is None or not texts:
        return [], None
    asked = np.unique(np.concatenate([text.hashes for text in texts]))
    papers, hashes, common = settings.known.shared(asked, UNITS)
    numbers, counts = np.unique(papers, return_counts=True)
    return [prepared(settings.known.text(int(number)), archived=True) for number in numbers[counts >= LEAST]], common
