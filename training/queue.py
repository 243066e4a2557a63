"""What to label next: sentences the models are unsure of, on which rules and models disagree, unlike others, or any.

Each way gives its share; what one lacks the others give. Near-duplicates of what is chosen or labelled are passed
over. The same papers, labels and seed give the same queue.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from classifiers.kinds import kinds
from classifiers.text import sentences
from model.documents import Document
from model.rubric import Rubric
from training.found import context_of, mention_rows
from training.label_studio import STATUS_WORDS
from training.near import ALIKE, Sketch, likeness, masked, sketch

SHARES = {"uncertain": 0.35, "disagree": 0.25, "diverse": 0.25, "random": 0.15}
WAYS = {"uncertain": "没把握", "disagree": "规则和模型不同", "diverse": "与众不同", "random": "随机"}
_SHORTEST, _LONGEST = 8, 400
_UNSURE = 0.85
"""Confidence under which a mention is unsure."""
_POOL = 1500
"""Most sentences that are compared with one another; of more, a random part."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be labelled. told: mentions by rules and models; ruled: by the rules alone."""

    file: str
    page: int
    text: str
    told: tuple[Mapping[str, Any], ...] = ()
    ruled: tuple[Mapping[str, Any], ...] = ()

    @property
    def confidence(self) -> float:
        """The least confidence of its mentions, 1 where nothing was found."""
        return min((float(one["confidence"]) for one in self.told), default=1.0)

    @property
    def disagreement(self) -> str:
        """What rules and models say apart, in Chinese; "" where they agree."""
        rules, models = ({(str(one["kind"]), str(one["status"])) for one in side} for side in (self.ruled, self.told))
        if not rules <= models:
            return "；".join(f"{_kind(kind)}：规则判“{STATUS_WORDS[status]}”，模型判“{_status_of(kind, models)}”"
                            for kind, status in sorted(rules - models))
        more = "、".join(sorted(_kind(kind) for kind, _ in models - rules))
        return f"规则没有找到，模型提了{more}" if more else ""


def _kind(kind: str) -> str:
    return kinds()[kind].name


def _status_of(kind: str, said: set[tuple[str, str]]) -> str:
    return "、".join(sorted(STATUS_WORDS[status] for one, status in said if one == kind)) or "没有"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence to label, the way that chose it and why, in Chinese."""

    candidate: Candidate
    way: str
    why: str


def candidates(documents: Iterable[Document], unit: str, year: int, rubric: Rubric) -> Iterator[Candidate]:
    """Every sentence and table row of the documents with what is found in it, each text once."""
    context, seen = context_of(unit, year, rubric), set[str]()
    for document in documents:
        if document.status in ("failed", "ignored"):
            continue
        told = list(mention_rows(document, context, rubric))
        ruled = list(mention_rows(document, context, rubric, opinion="rules"))
        for block in document.blocks:
            whole = block.kind == "table_row"
            for piece in [] if block.kind == "heading" else sentences(block.text):
                text = block.text if whole else piece.of(block.text)
                if text in seen or not _SHORTEST <= len(text) <= _LONGEST:
                    continue
                seen.add(text)
                yield Candidate(document.path, block.page, text, _inside(told, text), _inside(ruled, text))


def _inside(mentions: Sequence[Mapping[str, Any]], text: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(one for one in mentions if one["quote"] in text)


@dataclass
class _Queue:
    """What is chosen so far."""

    sketches: list[Sketch]
    chosen: dict[str, Chosen] = field(default_factory=dict)

    def take(self, candidate: Candidate, way: str, why: str, unit: str, year: int) -> bool:
        """Chooses a sentence, unless it or one nearly like it is chosen or labelled already."""
        mine = sketch(masked(candidate.text, unit, year))
        if candidate.text in self.chosen or any(likeness(mine, other) >= ALIKE for other in self.sketches):
            return False
        self.chosen[candidate.text] = Chosen(candidate, way, why)
        self.sketches.append(mine)
        return True


def queue(found: Sequence[Candidate], count: int, unit: str, year: int, *, seed: str = "",
          labelled: Iterable[Sketch] = ()) -> list[Chosen]:
    """At most ``count`` sentences to label next, way by way."""
    dice = random.Random(f"{seed}|{unit}|{year}")  # noqa: S311 - no secret
    made = _Queue([one for one in labelled if one])
    ways = {"uncertain": _uncertain(found), "disagree": _disagreeing(found), "diverse": _diverse(found, made, dice),
            "random": _random(found, dice)}
    for last in (False, True):
        for way, ranked in ways.items():
            wanted = count if last else round(SHARES[way] * count)
            have = sum(one.way == way for one in made.chosen.values())
            for candidate, why in ranked:
                if len(made.chosen) >= count:
                    return list(made.chosen.values())
                have += made.take(candidate, way, why, unit, year)
                if have >= wanted:
                    break
    return list(made.chosen.values())


Ranked = Iterator[tuple[Candidate, str]]


def _uncertain(found: Sequence[Candidate]) -> Ranked:
    for one in sorted(found, key=lambda one: (one.confidence, one.text)):
        if one.confidence < _UNSURE:
            yield one, f"把握不大（{one.confidence:.0%}）"


def _disagreeing(found: Sequence[Candidate]) -> Ranked:
    for one in sorted(found, key=lambda one: (one.confidence, one.text)):
        if one.disagreement:
            yield one, f"规则和模型说法不同：{one.disagreement}"


def _random(found: Sequence[Candidate], dice: random.Random) -> Ranked:
    for one in dice.sample(list(found), len(found)):
        yield one, "随机抽取，用来看平常的句子"


def _diverse(found: Sequence[Candidate], made: _Queue, dice: random.Random) -> Ranked:
    """Farthest first: each time the sentence that is least like all that are chosen."""
    pool = dice.sample(list(found), _POOL) if len(found) > _POOL else list(found)
    vectors = _vectors([one.text for one in pool])
    nearest = [0.0] * len(pool)
    known: list[str] = []
    places = {one.text: at for at, one in enumerate(pool)}
    left = set(range(len(pool)))
    while left:
        for text in list(made.chosen)[len(known):]:
            known.append(text)
            if text in places:
                left.discard(places[text])
                _closer(nearest, vectors, places[text])
        if not left:
            return
        best = min(left, key=lambda at: (nearest[at], -len(vectors[at]), pool[at].text))
        left.discard(best)
        yield pool[best], f"与已选的句子都不像（最像的相似{nearest[best]:.0%}）"
        _closer(nearest, vectors, best)


def _closer(nearest: list[float], vectors: Sequence[Mapping[str, float]], to: int) -> None:
    """Every sentence is as near as it was, or as it is to this one."""
    mine = vectors[to]
    for at, vector in enumerate(vectors):
        small, large = (mine, vector) if len(mine) < len(vector) else (vector, mine)
        near = sum(weight * large[run] for run, weight in small.items() if run in large)
        nearest[at] = max(nearest[at], near)


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """TF-IDF over pairs of characters, of unit length."""
    counts = [Counter(text[at:at + 2] for at in range(len(text) - 1)) for text in texts]
    seen = Counter(run for count in counts for run in count)
    rarity = {run: math.log((1 + len(texts)) / (1 + times)) + 1 for run, times in seen.items()}
    made = []
    for count in counts:
        vector = {run: (1 + math.log(times)) * rarity[run] for run, times in count.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        made.append({run: value / length for run, value in vector.items()})
    return made
