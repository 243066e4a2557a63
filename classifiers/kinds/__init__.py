"""Evidence kinds as data: the YAML files of this folder, compiled once, and what they find in a sentence.

A kind's ``词`` are triggers. A trigger is one or more parts joined by `` & ``: the first is the anchor, the words that
speak of the kind; each further part must stand somewhere in the sentence (in the anchor's clause with ``^``), or must
not (with ``!``). ``{name}`` stands for a shared group of ``words.yaml``. Every part is a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any

from classifiers.foreknown import foreknown, rare_pairs
from classifiers.needed import Needs, Words, unit
from classifiers.patterns import Pattern, Together
from classifiers.sieve import Sieve
from classifiers.words import expression, read_yaml
from model.problems import PufaError, problem

_FOLDER = Path(__file__).parent
_GROUP, _UNREPEATED = re.compile(r"\{([一-龥]+)\}"), re.compile(r"\{([一-龥]+)\}(?![*+?{])")
_PRIVATE = 0xE000          # first of the characters that Unicode leaves to private use
MERGES = {"一项": "single", "逐次": "dated", "逐件": "titled"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """anchor: the words that speak of the kind; needs: (pattern, wanted, same_clause) for the rest of the sentence."""

    anchor: Pattern
    needs: tuple[tuple[Pattern, bool, bool], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of evidence of the field.

    averaged: a figure a head, a place or a time (人均40学时, 每村200册) is the kind's figure too.
    id, name: English id and Chinese name. merge: ``single`` (one thing a year), ``dated`` (one a day) or ``titled``
    (one a title). units: measure words that count events of the kind. graded: how its level is read (媒体, 奖项, 荣誉,
    活动), "" where it has none. levels: only at these levels. host_only: mere attendance of another body's is not it.
    single_by_default: an unnumbered mention speaks of one. uncounted: words of a clause by which it does not
    (每名班子成员述法). adverse: a fault, whose absence is what a standard asks for.
    attended: joining another body's event is the deed itself. titles: which titles of a sentence name its events
    (案例, 作品, 法律, 文件), "" where none does. ignores: words about something else, left out before its status is
    judged (未采用 for a case handed in). proxy: words that say somebody else
    did it for the one who has to. yields_to: kinds that take its place where both are found in a sentence;
    yields_in_clause: in one clause; unlearned_beside: beside them the learned model
    proposes it not; yields_unless: words that keep it. triggers: its words, any of which suffices;
    quick: all their anchors together; fallbacks: wider triggers, heard only in a sentence where no kind is found
    otherwise, and without its headings. required: must stand in the sentence or the headings;
    excluded: must not stand in the sentence. examples, counters: sentences that must and must not show it.
    """

    id: str
    name: str
    merge: str
    units: frozenset[str]
    graded: str
    levels: frozenset[str]
    host_only: bool
    averaged: bool
    single_by_default: bool
    uncounted: Pattern | None
    adverse: bool
    attended: bool
    titles: str
    ignores: Pattern | None
    proxy: Pattern | None
    yields_to: tuple[str, ...]
    yields_unless: Pattern | None
    yields_in_clause: tuple[str, ...]
    unlearned_beside: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    fallbacks: tuple[Trigger, ...]
    required: Pattern | None
    excluded: tuple[Pattern, ...]
    quick: Together
    examples: tuple[str, ...]
    counters: tuple[str, ...]

    def heard(self, text: str) -> str:
        """A text without what the kind ignores."""
        return self.ignores.sub("", text) if self.ignores else text


@dataclass(frozen=True, slots=True)
class Hit:
    """A kind's anchor at ``[start, end)`` of the sentence."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=1)
def shared_words() -> dict[str, str]:
    """The shared groups of words by name, with groups inside groups filled in."""
    raw = _raw_words()
    return {name: _fill(pattern, raw) for name, pattern in raw.items()}


@lru_cache(maxsize=1)
def _raw_words() -> dict[str, str]:
    return {name: expression(value) for name, value in read_yaml(_FOLDER / "words.yaml").items()}


def _fill(pattern: str, words: dict[str, str], where: re.Pattern[str] = _GROUP) -> str:
    for _ in range(4):
        filled = where.sub(lambda m: words[m.group(1)], pattern)
        if filled == pattern:
            break
        pattern = filled
    return pattern


def compiled(pattern: str) -> Pattern:
    """A pattern of the data files, its ``{name}`` groups filled in; compiled when it is first used."""
    filled = _fill(pattern, shared_words())
    return Pattern(filled, partial(_needed, pattern, filled))


def _needed(pattern: str, filled: str) -> tuple[Words, ...]:
    """What a pattern needs; read, with its groups as marks, only where that was not done beforehand."""
    known = foreknown(filled)
    if known is None:
        marks, needs = _groups()
        known = needs.of(_marked(pattern, marks))
    return known


def patterns() -> Iterator[Pattern]:
    """Every pattern of the kinds."""
    for kind in kinds().values():
        for trigger in (*kind.triggers, *kind.fallbacks):
            yield from (trigger.anchor, *(pattern for pattern, _, _ in trigger.needs))
        yield from filter(None, (kind.uncounted, kind.ignores, kind.proxy, kind.yields_unless, kind.required,
                                 *kind.excluded))


def _marked(pattern: str, marks: dict[str, str]) -> str:
    """A pattern with the mark of each group, but for one that a quantifier follows: it may belong to its end alone."""
    return _fill(_fill(pattern, marks, _UNREPEATED), shared_words())


@lru_cache(maxsize=1)
def _groups() -> tuple[dict[str, str], Needs]:
    """For what patterns need: each group that is a unit as one character of its own, any other as it is."""
    words = shared_words()
    marks = {name: chr(_PRIVATE + at) if unit(words[name]) else words[name] for at, name in enumerate(words)}
    return marks, Needs({mark: _marked(_raw_words()[name], marks) for name, mark in marks.items() if len(mark) == 1})


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """All kinds by id, in the order of the files. Raises ValueError for an id that stands twice."""
    table: dict[str, Kind] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        rows = read_yaml(path)
        for row in rows if isinstance(rows, list) else []:
            if row["种类"] in table:
                raise ValueError(f"{path.name}: {row['种类']} stands twice")
            table[row["种类"]] = _kind(row)
    return table


def _kind(row: dict[str, Any]) -> Kind:
    triggers, fallbacks = (tuple(_trigger(text) for text in row.get(key, [])) for key in ("词", "兜底"))
    return Kind(
        averaged=bool(row.get("均数")),
        id=row["种类"], name=row["名称"], merge=MERGES[row["归并"]], units=_units(row),
        graded=row.get("分级", ""), levels=frozenset(row.get("须级别", [])), host_only=bool(row.get("须主办")),
        single_by_default=bool(row.get("默认一件", row["归并"] != "一项")), adverse=bool(row.get("不利")),
        uncounted=compiled(row["不计件"]) if row.get("不计件") else None,
        attended=bool(row.get("参加即可")),
        titles=row.get("题名", ""), ignores=compiled(row["不论"]) if row.get("不论") else None,
        proxy=compiled(row["代办"]) if row.get("代办") else None,
        yields_to=tuple(row.get("让位", [])), yields_unless=compiled(row["不让位"]) if row.get("不让位") else None,
        yields_in_clause=tuple(row.get("同句让位", [])),
        unlearned_beside=tuple(row.get("模型不并列", [])), triggers=triggers,
        fallbacks=fallbacks, quick=Together(trigger.anchor for trigger in triggers),
        required=compiled(row["须有"]) if row.get("须有") else None,
        excluded=tuple(compiled(p) for p in row.get("不含", [])),
        examples=tuple(row["例"]), counters=tuple(row["反例"]))


def _trigger(text: str) -> Trigger:
    anchor, *rest = (part.strip() for part in text.split(" & "))
    return Trigger(anchor=compiled(anchor), needs=tuple(_need(part) for part in rest))


def _need(part: str) -> tuple[Pattern, bool, bool]:
    wanted, near = not part.startswith("!"), False
    part = part.removeprefix("!")
    if part.startswith("^"):
        part, near = part[1:], True
    return compiled(part), wanted, near


def _units(row: dict[str, Any]) -> frozenset[str]:
    """A kind's measure words; what is counted by 次 is counted by 回, 轮 and 趟 too."""
    named = frozenset(row.get("量词", []))
    return named | {"回", "轮", "趟"} if "次" in named else named


@lru_cache(maxsize=64)
def asked_kinds(wanted: frozenset[str]) -> frozenset[str]:
    """The kinds that must be looked for so that ``wanted`` are found rightly: with those that they yield to.

    Raises PufaError for kinds that nothing can find.
    """
    if unknown := sorted(wanted - kinds().keys()):
        raise PufaError(problem("kinds_unknown", "、".join(unknown)))
    found = set(wanted)
    while True:
        more = {other for kind in found for other in (*kinds()[kind].yields_to, *kinds()[kind].yields_in_clause)}
        if more <= found:
            return frozenset(found)
        found |= more


def find_hits(sentence: str, clause_edges: list[tuple[int, int]], context: str = "",
              asked: frozenset[str] | None = None) -> list[Hit]:
    """Every kind's anchors in a sentence (already flat), at most one hit a kind and clause.

    clause_edges: the clauses as ``[start, end)`` of the sentence. context: headings above, which may satisfy a need
    (``& {法}``) but never forbid. asked: only these kinds are looked for (``asked_kinds``), None for all.
    """
    sentence = sentence.replace("｜", "\t")
    hits = list(_find_hits(sentence, tuple(clause_edges), context, asked))
    return _with_split_words(hits, sentence, clause_edges, context, asked) if _SPLIT.search(sentence) else hits


_SPLIT = re.compile(r"(?<=[一-龥]) (?=[一-龥\d])|(?<=\d) (?=[一-龥])")


def _with_split_words(hits: list[Hit], sentence: str, edges: list[tuple[int, int]], context: str,
                      asked: frozenset[str] | None) -> list[Hit]:
    """The hits and those of the sentence without the blanks inside it (recognised text breaks words: 宣 传月)."""
    gaps = {match.start() for match in _SPLIT.finditer(sentence)}
    kept = [at for at in range(len(sentence)) if at not in gaps] + [len(sentence)]
    place = {at: new for new, at in enumerate(kept)}
    joined = "".join(sentence[at] for at in kept[:-1])
    ends = tuple((place.get(a, place.get(a + 1, 0)), place.get(b, place.get(b + 1, len(joined)))) for a, b in edges)
    found = {hit.kind for hit in hits}
    more = [Hit(hit.kind, kept[hit.start], kept[hit.end - 1] + 1) for hit in _find_hits(joined, ends, context, asked)
            if hit.kind not in found]
    return sorted((*hits, *more), key=lambda hit: hit.start)


@lru_cache(maxsize=4096)
def _find_hits(sentence: str, clause_edges: tuple[tuple[int, int], ...], context: str,
               asked: frozenset[str] | None) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    for kind, triggers in _possible(sentence, asked, False):
        told = _kind_hits(kind, triggers, sentence, clause_edges, context)
        if told and _allowed(kind, sentence, context):
            hits.extend(told)
    for kind, triggers in () if hits else _possible(sentence, asked, True):
        told = _kind_hits(kind, triggers, sentence, clause_edges, "")
        if told and _allowed(kind, sentence, ""):
            hits.extend(told)
    return tuple(hit for hit in hits if not _yields(hit, hits, sentence, clause_edges))


@lru_cache(maxsize=4096)
def _possible(sentence: str, asked: frozenset[str] | None, fallback: bool) -> tuple[tuple[Kind, list[Trigger]], ...]:
    """The kinds whose triggers (or fallbacks) may stand in a sentence, with those of them that may."""
    rows, sieve = _sieve(asked, fallback)
    groups = groupby((rows[at] for at in sieve.may(sentence)), key=lambda row: row[0].id)
    return tuple((kinds()[kind], [trigger for _, trigger in group]) for kind, group in groups)


@lru_cache(maxsize=32)
def _sieve(asked: frozenset[str] | None, fallback: bool) -> tuple[list[tuple[Kind, Trigger]], Sieve]:
    """The triggers (or fallbacks) of the asked kinds, in their order, and what sifts them."""
    rows = [(kind, trigger) for kind in kinds().values() if asked is None or kind.id in asked
            for trigger in (kind.fallbacks if fallback else kind.triggers)]
    return rows, Sieve([trigger.anchor for _, trigger in rows], rare_pairs())


def _allowed(kind: Kind, sentence: str, context: str) -> bool:
    """True where a sentence has the words that every trigger of a kind needs, and none that forbid it."""
    if kind.required and not (kind.required.search(sentence) or kind.required.search(context)):
        return False
    return not any(pattern.search(sentence) for pattern in kind.excluded)


def _yields(hit: Hit, hits: list[Hit], sentence: str, edges: tuple[tuple[int, int], ...]) -> bool:
    """True where another kind found with it takes a kind's place."""
    kind = kinds()[hit.kind]
    found = {other.kind for other in hits}
    if kind.yields_unless and kind.yields_unless.search(sentence):
        return False
    if found.intersection(kind.yields_to):
        return True
    edge = next((e for e in edges if e[0] <= hit.start < e[1]), (0, len(sentence)))
    return any(other.kind in kind.yields_in_clause and edge[0] <= other.start < edge[1] for other in hits)


def _kind_hits(kind: Kind, triggers: Sequence[Trigger], sentence: str, edges: tuple[tuple[int, int], ...],
               context: str) -> list[Hit]:
    taken: dict[tuple[int, int], Hit] = {}
    for trigger in triggers:
        for match in trigger.anchor.finditer(sentence):
            if kind.merge == "dated" and any(a < match.start() and match.end() < b for a, b in _titles(sentence)):
                continue
            edge = next((e for e in edges if e[0] <= match.start() < e[1]), (0, len(sentence)))
            if edge not in taken and _satisfied(trigger, sentence, edge, context):
                taken[edge] = Hit(kind.id, match.start(), match.end())
    return sorted(taken.values(), key=lambda hit: hit.start)


def _titles(sentence: str) -> list[tuple[int, int]]:
    """Spans of 《…》: a happening named inside the title of a report or work is not told by it."""
    return [m.span() for m in re.finditer(r"《[^》]{4,60}》", sentence)] if "《" in sentence else []


def _satisfied(trigger: Trigger, sentence: str, edge: tuple[int, int], context: str) -> bool:
    for pattern, wanted, near in trigger.needs:
        there = bool(pattern.search(sentence, *edge) if near else pattern.search(sentence))
        if wanted and not there and not near:
            there = bool(context and pattern.search(context))
        if there != wanted:
            return False
    return True
