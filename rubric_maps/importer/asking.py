"""Which evidence kinds a criterion asks for, by the proposer that the caller gave; lists of things as aspects."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rubric_maps.importer.draft import Kinds, Propose
from rubric_maps.importer.pieces import Piece
from rubric_maps.importer.rule import Part, Rule
from rubric_maps.importer.words import matcher, say, table

LIKELY, SURE = 0.22, 0.6
_CLEAR = 0.5
_ANY, _NEAR = 0.65, 0.12
_FARTHER = 0.85
_LIST = re.compile(r"(?P<list>[^,;。、和及与()“”]{1,14}(?:[、和及与][^,;。、和及与()“”]{1,14}){1,7})")
_JOIN = re.compile(r"[、和及与]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a criterion asks for: kinds of the whole, and of every part of its rule by the map's key.

    several: things that one clause lists, each of a kind of its own, where the rule takes any of them.
    """

    kinds: Kinds
    parts: dict[str, list[Kinds]]
    exempt: Kinds
    several: tuple[str, ...] = ()


class Asker:
    """Asks the proposer, from the nearest words outwards."""

    def __init__(self, propose: Propose) -> None:
        self.propose = propose

    def kinds(self, text: str, *wider: str) -> Kinds:
        """Kinds for ``text``; only where it speaks of none, for ever wider words, with less confidence."""
        found = self.propose(text) if text else ()
        factor = 1.0
        for words in wider:
            if found and found[0][2] >= LIKELY:
                break
            factor *= _FARTHER
            farther = [row for row in self.propose(words) if row[2] >= _CLEAR]
            found = [(kind, name, round(confidence * factor, 2)) for kind, name, confidence in farther] or found
        return found

    def clause(self, text: str, kind: str) -> str:
        """The part of a text between commas that speaks of a kind most clearly, "" where none does."""
        parts = [part for part in re.split(r"[,;。]", text) if len(part) >= 4]
        rated = [(row[2], part) for part in parts for row in self.propose(part)[:1] if row[0] == kind]
        return max(rated)[1] if len(parts) > 1 and rated else ""

    def ask(self, piece: Piece, rule: Rule, title: str) -> Asked:
        """Kinds for a piece and its rule; may turn a plain rule into aspects where its words list several kinds.

        Clauses of different kinds are aspects only of a check without points; elsewhere a person must say whether one
        of them will do.
        """
        near = f"{piece.text}。{piece.context}" if piece.context else piece.text
        found = self.kinds(near, f"{title},{piece.text}", piece.body)
        several: tuple[str, ...] = ()
        if rule.name == "有即得分":
            told = self._clauses(piece.text)
            listed = self._aspects(piece.text) or self._aspects(piece.context) or (told if piece.points == 0 else [])
            if listed:
                rule.name, rule.shortfall = "分方面得分", "按比例"
                rule.reading = say("分方面得分", 几=len(listed))
                rule.parts["方面"] = [Part(name=name) for name, _ in listed]
                rule.doubt("import_several", names="、".join(name for name, _ in listed), how=rule.name)
                return Asked(kinds=(), parts={"方面": [kinds for _, kinds in listed]}, exempt=self._exempt(rule))
            found = [row for row in found if row[2] >= max(_ANY, found[0][2] - _NEAR)] or list(found[:1])
            several = tuple(name for name, _ in told) or tuple(name for _, name, _ in found if len(found) > 1)
        else:
            found = list(found[:1])
        parts = {key: [self.kinds(part.name, near)[:1] for part in listed] for key, listed in rule.parts.items()}
        return Asked(kinds=found, parts=parts, exempt=self._exempt(rule), several=several)

    def _exempt(self, rule: Rule) -> Kinds:
        return self.kinds(rule.exempt)[:1] if rule.exempt else ()

    def _aspects(self, text: str) -> list[tuple[str, Kinds]]:
        """Things listed in one clause (网站、微博、微信), each of a kind of its own; [] where they are not."""
        for match in _LIST.finditer(text):
            verb, names, behind = _things(match["list"])
            found: list[tuple[str, Kinds]] = []
            for name in names:
                taken = {kinds[0][0] for _, kinds in found}
                own = [row for row in self.propose(f"{verb}{name}{behind}") if row[2] >= _CLEAR]
                if not own or own[0][0] in taken:
                    break
                found.append((name, own[:1]))
            if len(found) == len(names) > 1:
                return found
        return []

    def _clauses(self, text: str) -> list[tuple[str, Kinds]]:
        """Clauses of one criterion that speak of different kinds."""
        told: dict[str, tuple[str, Kinds]] = {}
        for clause in re.split(r"[,;。]", text):
            kinds = self.propose(clause) if len(clause) >= 4 else ()
            if kinds and kinds[0][2] >= SURE:
                told.setdefault(kinds[0][0], (_short(clause), kinds[:1]))
        return list(told.values()) if len(told) > 1 else []


def _things(text: str) -> tuple[str, list[str], str]:
    """The words before the things of a list, the things themselves, and the words behind them."""
    names = [name for name in _JOIN.split(text) if name]
    last, sign, behind = names[-1].partition(table("列举尾"))
    names[-1] = last
    things = [_short(name) for name in names if name]
    return names[0].removesuffix(things[0]), things, f"{sign}{behind}"


def _short(name: str) -> str:
    """A thing's name without the verbs before it."""
    return (matcher(table("列举头")).sub("", name) or name)[:16]
