"""Sentences that say the same but for names, days and numbers: they must not stand on both sides of a split.

Texts are compared masked, by the runs of three characters they share (Jaccard). A sketch keeps the smallest hashes of
these runs, so that a set can be held against texts that are no longer at hand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from classifiers.context import context_for
from classifiers.grammar import find_dates
from classifiers.text import flat

ALIKE = 0.6
"""Share of common runs from which two texts count as near-duplicates."""
SHORTEST = 14
"""Texts with fewer characters after masking are alike only where they are the same: headlines repeat by nature."""
RUN, KEPT = 3, 64
_NUMBER = re.compile(r"[0-9〇零一二三四五六七八九十百千万两]+(?:[.,][0-9]+)?")
_PLACE = re.compile(r"(?:[一-龥]{2}(?:自治区|自治州|开发区|街道|社区|小学|中学|学校)|[一-龥]{2}[省市县区旗镇乡村])")
_PERSON = re.compile(r"[一-龥]某[某一-龥]?|(?<=[长记任员师])[一-龥]{2,3}(?=同志|作|讲|主讲|授课)")
_BLANK = re.compile(r"[\s，。、；：,.;:！!？?“”\"'（）()《》\[\]【】|·—-]+")

Sketch = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two near-duplicates by the names under which they were given. likeness: share of common runs, 0..1."""

    one: str
    other: str
    likeness: float


def masked(text: str, unit: str = "", year: int = 2020) -> str:
    """The text without names, days, numbers and signs: what is left says what it says of anybody."""
    text = flat(text)
    for day in reversed(find_dates(text, year=year, period=None)):
        text = text[:day.start] + "日" + text[day.end:]
    if unit:
        context = context_for(unit, year)
        for name in (unit, context.region, *context.trades):
            text = text.replace(name, "某") if len(name) > 1 else text
    text = _NUMBER.sub("0", _BLANK.sub("", text))
    return _PERSON.sub("某", _PLACE.sub("某", text))


def sketch(plain: str) -> Sketch:
    """The smallest hashes of the runs of a masked text, sorted; the one of the whole where it is short."""
    runs = {plain[at:at + RUN] for at in range(len(plain) - RUN + 1)} if len(plain) >= SHORTEST else {plain}
    hashes = sorted(int.from_bytes(blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs)
    return tuple(hashes[:KEPT])


def likeness(one: Sketch, other: Sketch) -> float:
    """Estimated share of common runs; exact where both texts have at most ``KEPT`` runs."""
    if not one or not other:
        return 0.0
    mine, theirs = set(one), set(other)
    union = sorted(mine | theirs)[:max(len(one), len(other))] if max(len(one), len(other)) == KEPT \
        else mine | theirs
    return len(mine & theirs & set(union)) / len(union)


def near(left: Mapping[str, Sketch], right: Mapping[str, Sketch], least: float = ALIKE) -> Iterator[Pair]:
    """Every name on the left with its nearest name on the right, where they are near-duplicates."""
    places: dict[int, list[str]] = defaultdict(list)
    for name, found in right.items():
        for run in found:
            places[run].append(name)
    for name, found in left.items():
        shared = Counter(other for run in found for other in places.get(run, ()))
        told = ((likeness(found, right[other]), other) for other, count in shared.items()
                if count >= least * len(found) / 2)
        best = max(told, default=(0.0, ""))
        if best[0] >= least:
            yield Pair(name, best[1], best[0])
