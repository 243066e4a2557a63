"""The words of this room's YAML files: each file is read once, each list of alternatives becomes one pattern."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from model.expressions import regex

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=16)
def table(name: str) -> dict[str, Any]:
    """A YAML file of this folder by its name without the ending. Raises FileNotFoundError where there is none."""
    data: dict[str, Any] = read_yaml(_FOLDER / f"{name}.yaml")
    return data


def read_yaml(path: Path) -> Any:
    """What a YAML file of ours says, by the fast reader where it is there."""
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def expression(value: str | list[str] | dict[str, Any]) -> str:
    """The regular expression of an entry: a text, a list of alternatives, or such a list (词) with what stands before
    (前) and after (后) each of them."""
    if isinstance(value, dict):
        return f"{value.get('前', '')}{expression(value['词'])}{value.get('后', '')}"
    return f"(?:{'|'.join(value)})" if isinstance(value, list) else value


@lru_cache(maxsize=256)
def words(group: str, name: str) -> re.Pattern[str]:
    """The words ``name`` of a group of ``words.yaml``, compiled. Raises KeyError for an entry that is not there."""
    return regex(expression(table("words")[group][name]))
