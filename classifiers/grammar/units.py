"""Measure words, compiled from ``units.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from classifiers.grammar.text import load


@dataclass(frozen=True, kw_only=True, slots=True)
class Units:
    """The tables of measure words. pattern: matches one, with the groups ``mid`` (个半小时, 个多小时) and ``unit``."""

    pattern: str
    group: dict[str, str]
    canonical: dict[str, str]
    arabic_only: frozenset[str]
    chinese_only: frozenset[str]
    claimed: frozenset[str]
    claimed_with_word: frozenset[str]
    summable: frozenset[str]


@lru_cache(maxsize=1)
def units() -> Units:
    """The measure words, loaded once."""
    data = load("units.toml")
    rules, negative = data["rules"], data["not_before"]
    group = {word: name for name, words in data["groups"].items() for word in words}
    hours = set(rules["hours"])
    words = sorted((word for word in group if word not in hours), key=len, reverse=True)
    alternatives = "|".join(re.escape(word) + (f"(?![{negative[word]}])" if negative.get(word) else "")
                            for word in words)
    timed = "|".join(sorted(hours, key=len, reverse=True))
    second = "次|册|套|本|件|人|名|篇|条|场|家|户"
    pattern = (rf"(?:(?:个(?P<mid>[多半])?)?(?P<timed>{timed})|(?P<unit>{alternatives})"
               rf"(?:/(?P<second>{second})(?![子])|[(](?P<bracket>{second})[)])?)")
    return Units(pattern=pattern, group=group, canonical=dict(data["canonical"]),
                 arabic_only=frozenset(rules["arabic_only"]), chinese_only=frozenset(rules["chinese_only"]),
                 claimed=_words(group, rules["claimed_groups"]),
                 claimed_with_word=_words(group, rules["claimed_with_total_word"]),
                 summable=frozenset(rules["summable"]))


def _words(group: dict[str, str], names: list[str]) -> frozenset[str]:
    """All measure words of some groups."""
    return frozenset(word for word, name in group.items() if name in names)


def unit_name(found: re.Match[str]) -> str:
    """The unit of a match in its plain form: 场(次) and 场/次 are 场次, 份/册 is 份, 块钱 is 元."""
    if found["timed"]:
        return "小时" if found["timed"] == "钟头" else str(found["timed"])
    word, second = found["unit"], found["second"] or found["bracket"]
    table = units()
    if second == "次" and word + "次" in table.group:
        return word + "次"
    return table.canonical.get(word, word)
