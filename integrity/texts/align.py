"""Two papers that share fingerprints → the passages they share, letter by letter, and what stands in them on each side.

Every shared fingerprint is grown to the longest equal stretch; stretches that follow each other closely on both sides
are one run, so that swapped names, a clause left out or one put in do not end it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from integrity.texts.letters import Token, TokenKind
from integrity.texts.paper import Text
from integrity.texts.winnow import K

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GAP = 40
"""Letters that may stand between two equal stretches of one run, on either side."""
_DENSE = 0.45
"""Share of a run's longer side that must be equal."""
_LEAST = 14
"""Own equal letters of a run, at least."""
_SMALL = 3
"""Letters of an equal stretch inside a gap, at least."""
_REPEATS = 4
"""Places of one fingerprint in a paper that are tried."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Equal letters: ``left[a:a+size] == right[b:b+size]``."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Run:
    """A passage that both have: equal stretches in order. own: how many of its equal letters are neither official nor
    common."""

    stretches: tuple[Stretch, ...]
    own: int

    @property
    def left(self) -> tuple[int, int]:
        """Its letters in the left paper."""
        return self.stretches[0].a, self.stretches[-1].a + self.stretches[-1].size

    @property
    def right(self) -> tuple[int, int]:
        """Its letters in the right paper."""
        return self.stretches[0].b, self.stretches[-1].b + self.stretches[-1].size


@dataclass(frozen=True, slots=True)
class Swap:
    """What was masked at the same place of both: equal words, or others."""

    kind: TokenKind
    left: Token
    right: Token


@dataclass(frozen=True)
class Match:
    """Two papers and all they share, the longest run first. own_left, own_right: how many letters of each are own."""

    left: Text
    right: Text
    runs: tuple[Run, ...]
    own_left: int
    own_right: int

    @cached_property
    def own(self) -> int:
        """Equal letters of both papers' own text, each once."""
        return sum(run.own for run in self.runs)

    @cached_property
    def hashes(self) -> frozenset[int]:
        """Fingerprints that lie in the runs."""
        inside = [at for run in self.runs for one in run.stretches
                  for at in range(*self.left.places.searchsorted((one.a, one.a + one.size - K + 1)).tolist())]
        return frozenset(self.left.hashes[inside].tolist())

    @property
    def share(self) -> float:
        """The larger of both sides' shares of own text that the other has, 0..1."""
        return min(1.0, self.own / max(1, min(self.own_left, self.own_right)))

    @cached_property
    def longest(self) -> int:
        """Characters of the longest run, on its longer side, as they are printed."""
        return max((max(_size(self.left.span(*run.left)), _size(self.right.span(*run.right))) for run in self.runs),
                   default=0)

    @cached_property
    def swaps(self) -> tuple[Swap, ...]:
        """What is masked at equal places of the runs, in order of the left paper."""
        return tuple(_swaps(self))

    def told(self, swap: Swap) -> tuple[str, str]:
        """Both sides of a swap in their own words."""
        return (self.left.text[swap.left.start:swap.left.end], self.right.text[swap.right.start:swap.right.end])


def _size(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def matched(left: Text, right: Text, own_left: NDArray[np.bool_], own_right: NDArray[np.bool_]) -> Match:
    """All that two papers share. own_left, own_right: which of their letters are their own."""
    chains = (_filled(_thick(chain), left, right) for chain in _chains(_stretches(left, right)))
    runs = [run for run in (_measured(chain, own_left, own_right) for chain in chains) if run.own >= _LEAST]
    kept = _apart(sorted(runs, key=lambda run: (-run.own, run.left)))
    return Match(left, right, tuple(kept), int(own_left.sum()), int(own_right.sum()))


def _apart(runs: Iterable[Run]) -> list[Run]:
    """The runs that lie on no letter of a better one, so that nothing counts twice."""
    kept: list[Run] = []
    left, right = _Spans(), _Spans()
    for run in runs:
        if not left.cross(run.left) and not right.cross(run.right):
            kept.append(run)
            left.add(run.left)
            right.add(run.right)
    return kept


class _Spans:
    """Spans of which none covers more than half of another, so that their starts and their ends rise together."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, span: tuple[int, int]) -> None:
        """Adds one that crosses none."""
        at = bisect_left(self._starts, span[0])
        self._starts.insert(at, span[0])
        self._ends.insert(at, span[1])

    def cross(self, span: tuple[int, int]) -> bool:
        """Whether more than half of it, or of one that is here, is covered by the other."""
        for at in range(bisect_right(self._ends, span[0]), len(self._starts)):
            if self._starts[at] >= span[1]:
                return False
            overlap = min(span[1], self._ends[at]) - max(span[0], self._starts[at])
            if 2 * overlap > min(span[1] - span[0], self._ends[at] - self._starts[at]):
                return True
        return False


def _stretches(left: Text, right: Text) -> list[Stretch]:
    """Every equal stretch that holds a shared fingerprint, by its place in the left paper."""
    import numpy as np

    shared = np.intersect1d(left.hashes, right.hashes)
    here, there = _where(left, shared), _where(right, shared)
    found: list[Stretch] = []
    ends: dict[int, int] = {}
    for a, b in sorted((a, b) for key, places in here.items() for a in places for b in there[key]):
        if ends.get(b - a, -1) < a:
            one = _grown(left.masked.letters, right.masked.letters, a, b)
            if one.size:
                ends[b - a] = one.a + one.size
                found.append(one)
    return sorted(found, key=lambda one: (one.a, one.b))


def _where(text: Text, shared: NDArray[np.uint64]) -> dict[int, list[int]]:
    import numpy as np

    found: dict[int, list[int]] = {}
    for at in np.flatnonzero(np.isin(text.hashes, shared)):
        places = found.setdefault(int(text.hashes[at]), [])
        if len(places) < _REPEATS:
            places.append(int(text.places[at]))
    return found


def _grown(left: NDArray[np.uint32], right: NDArray[np.uint32], a: int, b: int) -> Stretch:
    """The longest equal stretch that holds letters a and b; size 0 where they differ (a collision of hashes)."""
    back = _equal(left[:a][::-1], right[:b][::-1])
    on = _equal(left[a:], right[b:])
    return Stretch(a - back, b - back, back + on) if on else Stretch(a, b, 0)


def _equal(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> int:
    """How many letters are equal from the start on."""
    import numpy as np

    size = min(len(one), len(other))
    done = 0
    while done < size:
        part = min(size, done + 64 + done)
        differ = np.flatnonzero(one[done:part] != other[done:part])
        if len(differ):
            return done + int(differ[0])
        done = part
    return size


def _chains(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Stretches joined to runs: each goes to the run whose end is nearest before it on both sides."""
    open_runs: list[list[Stretch]] = []
    done: list[list[Stretch]] = []
    for one in stretches:
        still: list[list[Stretch]] = []
        for run in open_runs:
            (still if one.a - (run[-1].a + run[-1].size) <= GAP else done).append(run)
        open_runs = still
        best = min((run for run in open_runs if _follows(run[-1], one)), key=lambda run: _distance(run[-1], one),
                   default=None)
        if best is None:
            open_runs.append([one])
        else:
            best.append(_after(best[-1], one))
    return done + open_runs


def _follows(before: Stretch, one: Stretch) -> bool:
    gaps = one.a - before.a - before.size, one.b - before.b - before.size
    return max(gaps) <= GAP and min(gaps) > 4 - one.size


def _distance(before: Stretch, one: Stretch) -> int:
    return abs(one.a - before.a - before.size) + abs(one.b - before.b - before.size)


def _after(before: Stretch, one: Stretch) -> Stretch:
    """The part of a stretch that lies after another on both sides."""
    cut = max(0, before.a + before.size - one.a, before.b + before.size - one.b)
    return Stretch(one.a + cut, one.b + cut, one.size - cut)


def _filled(chain: Sequence[Stretch], left: Text, right: Text) -> list[Stretch]:
    """The chain with what is equal inside its gaps: words between two changes that are too short for a fingerprint."""
    from rapidfuzz.distance import Indel

    found = list(chain[:1])
    for one in chain[1:]:
        a, b = found[-1].a + found[-1].size, found[-1].b + found[-1].size
        if one.a > a and one.b > b:
            for step in Indel.opcodes(left.letters[a:one.a], right.letters[b:one.b]):
                if step.tag == "equal" and step.src_end - step.src_start >= _SMALL:
                    found.append(Stretch(a + step.src_start, b + step.dest_start, step.src_end - step.src_start))
        found.append(one)
    return found


def _measured(chain: Sequence[Stretch], own_left: NDArray[np.bool_], own_right: NDArray[np.bool_]) -> Run:
    """The run with its own letters."""
    return Run(tuple(chain), sum(int((own_left[one.a:one.a + one.size] & own_right[one.b:one.b + one.size]).sum())
                                 for one in chain))


def _thick(chain: list[Stretch]) -> list[Stretch]:
    """The chain without thin ends: at least _DENSE of its longer side is equal."""
    while len(chain) > 1:
        equal = sum(one.size for one in chain)
        longer = max(chain[-1].a + chain[-1].size - chain[0].a, chain[-1].b + chain[-1].size - chain[0].b)
        if equal >= _DENSE * longer:
            break
        chain = chain[1:] if chain[0].size < chain[-1].size else chain[:-1]
    return chain


def _swaps(match: Match) -> Iterable[Swap]:
    """Tokens of one kind that stand before the same equal letter on both sides, or right after a stretch's last."""
    right_at: dict[int, list[Token]] = {}
    for token, place in zip(match.right.masked.tokens, _before(match.right), strict=True):
        right_at.setdefault(place, []).append(token)
    left_at = _before(match.left)
    used: set[tuple[int, Token]] = set()
    for one in (one for run in match.runs for one in run.stretches):
        for at in range(bisect_left(left_at, one.a), bisect_right(left_at, one.a + one.size)):
            token = match.left.masked.tokens[at]
            other = next((other for other in right_at.get(left_at[at] - one.a + one.b, ())
                          if other.kind == token.kind and (1, other) not in used), None)
            if other is not None and (0, token) not in used:
                used |= {(0, token), (1, other)}
                yield Swap(token.kind, token, other)


def _before(text: Text) -> list[int]:
    """Before which letter each token stands; tokens are in order, so these rise."""
    import numpy as np

    starts = np.array([token.start for token in text.masked.tokens], np.int64)
    return [int(at) for at in np.searchsorted(text.masked.at, starts)]
