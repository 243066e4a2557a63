"""Sentences, names and tables for the mixed dossier, from the words of a YAML file and a die."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CHINESE = "一二三四五六七八九十"


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """The words, read once."""
    return yaml.safe_load(Path(__file__).with_name("mixed.yaml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper before it has a format: title, (heading or "", paragraphs of sentences) in order, tables' rows."""

    title: str
    parts: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]

    @property
    def sentences(self) -> list[str]:
        """Every sentence of its paragraphs, in order."""
        return [one for _, paragraphs in self.parts for paragraph in paragraphs for one in paragraph]


class Words:
    """Draws words for one file; the same seed draws the same."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - no secret
        self.words = data()
        self._used: set[str] = set()

    def pick(self, name: str) -> Any:
        """One of a list of the words."""
        return self.dice.choice(self.words[name])

    def fill(self, template: str) -> str:
        """A template with everything filled in."""
        dice, words = self.dice, self.words
        here, there = dice.sample(words["places"], 2)
        return template.format(
            place=here, place2=there, law=dice.choice(words["laws"]), body=dice.choice(words["bodies"]),
            day=dice.choice(words["days"]), person=dice.choice(words["people"]), m=dice.randint(1, 12),
            d=dice.randint(1, 28), n=dice.randint(1000, 9999), k=dice.randint(11, 98), s=dice.randint(2, 9))

    def sentence(self, kind: str = "sentences") -> str:
        """A sentence that this file has not had yet."""
        while (made := self.fill(self.pick(kind))) in self._used:
            continue
        self._used.add(made)
        return made

    def paragraph(self, low: int = 2, high: int = 5) -> tuple[str, ...]:
        """Some sentences, a third of them no deed."""
        return tuple(self.sentence(self.dice.choice(("sentences", "sentences", "plain")))
                     for _ in range(self.dice.randint(low, high)))

    def paper(self, parts: int, paragraphs: int = 2, numbered: bool = True) -> Paper:
        """A paper of ``parts`` headed parts after an opening paragraph."""
        title = f"{self.words['unit']}{self.words['year']}年{self.pick('papers')}"
        made: list[tuple[str, tuple[tuple[str, ...], ...]]] = [("", (self.paragraph(1, 2),))]
        for number in range(parts):
            head = self.words["heads"][number % len(self.words["heads"])]
            made.append((f"{CHINESE[number % 10]}、{head}" if numbered else head,
                         tuple(self.paragraph() for _ in range(paragraphs))))
        return Paper(title, tuple(made))

    def ledger(self, rows: int) -> list[list[str]]:
        """A ledger of deeds, its head row first."""
        words, dice = self.words["ledger"], self.dice
        made = [list(words["header"])]
        for number in range(1, rows + 1):
            made.append([str(number), f"{dice.randint(1, 12)}月{dice.randint(1, 28)}日",
                         self.fill(dice.choice(words["names"])), self.pick("bodies"), str(dice.randint(12, 400)),
                         dice.choice(words["proofs"])])
        return made

    def duties(self, groups: int, tasks: int) -> list[tuple[str, list[list[str]]]]:
        """A duty list: (group, rows of task, body, month); a group's cell is merged over its rows."""
        words = self.words["duties"]
        return [(words["groups"][number % len(words["groups"])] + ("" if number < 4 else CHINESE[number % 10]),
                 [[self.fill(self.dice.choice(words["tasks"])), self.pick("bodies"),
                   f"{self.dice.randint(1, 12)}月底前"] for _ in range(tasks)]) for number in range(groups)]

    def text(self, template: str) -> str:
        """A file name from a template of the words."""
        dice = self.dice
        return template.format(y=self.words["year"], d=dice.randint(1, 28), n=dice.randint(1000, 9999),
                               k=dice.randint(1, 98))

    def name(self, names: Sequence[str], suffix: str, long: bool = False) -> str:
        """A file name as people give them, below 255 bytes."""
        stem = self.pick("prefixes") + (self.words["long"] if long else "") + self.dice.choice(names)
        stem += self.pick("suffixes")
        return stem.encode()[:250 - len(suffix.encode())].decode("utf-8", "ignore") + suffix
