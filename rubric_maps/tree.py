"""YAML text as a tree in which every value is text and knows its line.

Nothing is turned into a number, a date or a truth value here, so ``7.10`` stays ``7.10`` and points never pass through
a float. Only PyYAML's safe loader is used, and only to compose nodes.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from model.problems import Problem, problem


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. text: as written, without quotes; "" for an empty one. line counts from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Seq:
    """A list (``- …`` or ``[…]``)."""

    items: tuple[Tree, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values; ``lines`` says where each key stands."""

    pairs: dict[str, Tree]
    lines: dict[str, int]
    line: int


Tree = Scalar | Seq | Table

EMPTY = Scalar("", 1)


def parse(text: str, where: str) -> tuple[Tree, tuple[Problem, ...]]:
    """The tree of a YAML text and what is wrong with its form; ``where`` names the file in problems.

    A text that cannot be read at all gives an empty value and one problem.
    """
    found: list[Problem] = []
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                alias = event.start_mark.line + 1 if event.start_mark else 1
                return EMPTY, (problem("yaml_alias", f"{where}:{alias}"),)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        tree = EMPTY if node is None else _convert(node, where, found)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        return EMPTY, (problem("yaml_broken", f"{where}:{mark.line + 1 if mark else 1}"),)
    if node is None:
        return EMPTY, (problem("yaml_broken", f"{where}:1"),)
    return tree, tuple(found)


def _convert(node: yaml.Node, where: str, found: list[Problem]) -> Tree:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        pairs: dict[str, Tree] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            if key in pairs:
                found.append(problem("slip_duplicate_key", f"{where}:{key_line}", key=key, first=lines[key]))
                continue
            pairs[key] = _convert(value_node, where, found)
            lines[key] = key_line
        return Table(pairs, lines, line)
    if isinstance(node, yaml.SequenceNode):
        return Seq(tuple(_convert(child, where, found) for child in node.value), line)
    return Scalar(str(node.value).strip(), line)
