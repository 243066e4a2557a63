"""Does a tree have the shape of a map (or of a cases file)? Known keys, none missing, the right types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from model.problems import Problem, problem
from rubric_maps.schema import (
    CASE_KEYS,
    CASE_SHAPES,
    CHOICES,
    KEYS,
    RULE_KEYS,
    RULE_WORDS,
    SHAPE_KEYS,
    SHAPES,
    Key,
    Shape,
)
from rubric_maps.tree import Scalar, Seq, Table, Tree

_POINTS = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_WHOLE = re.compile(r"[0-9]+")
_WANTED = {"text": "一个词或一句话", "points": "一个半角数字", "whole": "一个半角整数",
           "date": "形如 2020-01-01 的日期", "month_day": "形如 03-31 的月和日", "flag": "是 或 否"}


class Checker:
    """Walks a tree and gathers problems. where: file name; keys and shapes: the words known in this sort of file."""

    def __init__(self, where: str, keys: Mapping[str, Key], shapes: Mapping[str, Shape]) -> None:
        self.where = where
        self.keys = keys
        self.shapes = shapes
        self.found: list[Problem] = []

    def say(self, message: str, line: int, **params: object) -> None:
        """Adds one problem at a line."""
        self.found.append(problem(message, f"{self.where}:{line}", **params))

    def shape(self, tree: Tree, name: str) -> None:
        """Checks that ``tree`` has the keys of the shape ``name`` and that every value has its key's type."""
        if not isinstance(tree, Table):
            self.say("map_not_table", tree.line, keys="、".join(self.shapes[name].required))
            return
        shape = self.shapes[name]
        allowed = (*shape.required, *shape.optional)
        for word, value in tree.pairs.items():
            if word not in allowed:
                self.say("key_unknown", tree.lines[word], key=word, allowed="、".join(dict.fromkeys(allowed)))
            else:
                self.value(word, value, SHAPE_KEYS.get((name, word), self.keys[word]))
        for word in shape.required:
            if word not in tree.pairs:
                self.say("key_missing", tree.line, key=word)
        if name == "criterion":
            self._rule_keys(tree)

    def value(self, word: str, tree: Tree, key: Key) -> None:
        """Checks one value against the type of its key."""
        if key.type == "shape":
            self.shape(tree, key.of)
        elif key.type == "ask":
            self._ask(word, tree)
        elif key.type == "points_table":
            self._points_table(word, tree, key)
        elif key.type == "words_table":
            self._words_table(word, tree, key)
        elif key.type in ("shapes", "texts", "choices"):
            if not isinstance(tree, Seq):
                self.say("value_type", tree.line, key=word, wanted="一个列表")
                return
            for item in tree.items:
                if key.type == "shapes":
                    self.shape(item, key.of)
                else:
                    self._scalar(word, item, Key(key.field, "choice" if key.type == "choices" else "text", key.of))
        else:
            self._scalar(word, tree, key)

    def _ask(self, word: str, tree: Tree) -> None:
        if isinstance(tree, Table):
            self.shape(tree, "ask")
        else:
            self.value(word, tree, Key("kinds", "texts"))

    def _points_table(self, word: str, tree: Tree, key: Key) -> None:
        if not isinstance(tree, Table):
            self.say("value_type", tree.line, key=word, wanted="形如 {名字: 数字} 的对照")
            return
        for name, value in tree.pairs.items():
            if key.of and name not in CHOICES[key.of]:
                self.say("value_choice", tree.lines[name], key=word, value=name, allowed="、".join(CHOICES[key.of]))
            self._scalar(name, value, Key("", "points"))

    def _words_table(self, word: str, tree: Tree, key: Key) -> None:
        if not isinstance(tree, Table):
            self.say("value_type", tree.line, key=word, wanted="形如 {编号: 词} 的对照")
            return
        for value in tree.pairs.values():
            self._scalar(word, value, Key("", "choice", key.of))

    def _scalar(self, word: str, tree: Tree, key: Key) -> None:
        if not isinstance(tree, Scalar) or not tree.text:
            self.say("value_type", tree.line, key=word, wanted=_WANTED.get(key.type, "一个词"))
        elif key.type == "choice":
            if tree.text not in CHOICES[key.of]:
                self.say("value_choice", tree.line, key=word, value=tree.text, allowed="、".join(CHOICES[key.of]))
        elif not _fits(tree.text, key):
            self.say("value_type", tree.line, key=word, wanted=_WANTED[key.type])

    def _rule_keys(self, tree: Table) -> None:
        rule = tree.pairs.get("规则")
        if not isinstance(rule, Scalar) or rule.text not in RULE_KEYS:
            return
        shape = RULE_KEYS[rule.text]
        for words in shape.required:
            if not any(word in tree.pairs for word in words.split("|")):
                self.say("rule_key_missing", tree.line, rule=rule.text, key=words.replace("|", "或"))
        own = {word for words in (*shape.required, *shape.optional) for word in words.split("|")}
        for word in tree.pairs:
            if word in RULE_WORDS and word not in own:
                self.say("rule_key_foreign", tree.lines[word], rule=rule.text, key=word)


def _fits(text: str, key: Key) -> bool:
    if key.type == "points":
        return _POINTS.fullmatch(text) is not None
    if key.type == "whole":
        return _WHOLE.fullmatch(text) is not None
    if key.type == "flag":
        return text in ("是", "否")
    if key.type in ("date", "month_day"):
        try:
            date.fromisoformat(text if key.type == "date" else f"2001-{text}")
        except ValueError:
            return False
    return True


def check_map(tree: Tree, where: str) -> list[Problem]:
    """Problems of form in a map's tree."""
    checker = Checker(where, KEYS, SHAPES)
    checker.shape(tree, "rubric")
    return checker.found


def check_cases(tree: Tree, where: str) -> list[Problem]:
    """Problems of form in a cases file's tree."""
    checker = Checker(where, CASE_KEYS, CASE_SHAPES)
    if isinstance(tree, Seq):
        for item in tree.items:
            checker.shape(item, "case")
    else:
        checker.say("value_type", tree.line, key="案例", wanted="一个列表")
    return checker.found
