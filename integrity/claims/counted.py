"""Where a report counts what may be one happening as two: the sentence that tells or adds up both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from integrity.claims.data import number, pattern, value
from integrity.claims.happenings import Happening, Told
from integrity.finding import widened
from model.results import Finding, Place


def with_counts(found: Iterable[Finding], dossier: Told) -> Iterator[Finding]:
    """Each finding about two happenings, with the places of the reports that count both, where it names none yet."""
    spots: dict[tuple[str, str], Happening] = {}
    for one in dossier.all:
        if one.sort != "part":
            place = one.said.place()
            spots.setdefault((place.file, place.quote), one)
    for finding in found:
        two = [spots[key] for place in finding.places if (key := (place.file, place.quote)) in spots]
        named = {place.file for place in finding.places}
        yield widened(finding, [place for place in where_counted(dossier, two[0], two[1]) if place.file not in named]) \
            if len(two) >= 2 else finding


def where_counted(dossier: Told, a: Happening, b: Happening) -> list[Place]:
    """The parts of reports that count both, at most two of a report: the one that adds both up, or tells both, and else
    the surest of each."""
    sums = {(2 * count, unit) for count, unit in a.figures & b.figures if count >= number("few_people")}
    by_file: dict[str, list[tuple[float, float, Happening]]] = {}
    for part in dossier.of("part"):
        if part.said.sheet.paper not in value("counted", "reports") or any(
                one.said.sheet is part.said.sheet for one in (a, b)):
            continue
        left, right = _tells(dossier, part, a), _tells(dossier, part, b)
        added = value("counted", "added") if part.figures & sums else 0.0
        two = value("counted", "two") if pattern("counted", "both").search(part.words) and left + right > 0 else 0.0
        by_file.setdefault(part.said.sheet.document.path, []).append(
            (added + two + min(left, right), max(left, right), part))
    return [place for _, parts in sorted(by_file.items()) for place in _best(parts)]


def _best(parts: Sequence[tuple[float, float, Happening]]) -> list[Place]:
    both = max(parts, key=lambda one: one[:2])
    if both[0] >= number("counted_both"):
        return [both[2].said.place()]
    surest = max(parts, key=lambda one: one[1])
    return [surest[2].said.place()] if surest[1] >= number("counted_one") else []


def _tells(dossier: Told, part: Happening, one: Happening) -> float:
    """How surely a part of a report tells a happening: its rare words, its numbers, its day."""
    met = part.meets(one)
    if met is False and part.sure and one.sure:
        return 0.0
    if not part.grams & one.grams:
        return 0.0
    whole = max(number("counted_words"), min(dossier.weight(part.grams), dossier.weight(one.grams)))
    share = dossier.weight(part.grams & one.grams) / whole
    same = any(count >= number("few_people") for count, _ in part.figures & one.figures)
    return share + (0.5 if same else 0.0) + (0.3 if met else 0.0)
