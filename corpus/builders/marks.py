"""Gold marks inside source texts.

A source text may wrap a sentence or a table cell as ``⟦e01,t03=planned|text⟧``.
The marks never reach the built file; they say which gold entry the sentence
belongs to (``e`` events, ``t`` traps, ``c`` claims) and, after ``=``, the
status of the mention if it is not the default. Inside a YAML flow list write
``+`` for the comma between ids: ``⟦e01+t03|text⟧``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

MARK = re.compile(r"⟦([^|⟦⟧]+)\|([^⟦⟧]*)⟧")


def clean(value: Any) -> Any:
    """Return ``value`` (nested lists, dicts, strings) without marks."""
    if isinstance(value, str):
        text = MARK.sub(lambda m: m.group(2), value)
        if "⟦" in text or "⟧" in text:
            raise ValueError(f"broken mark: {value}")
        return text
    if isinstance(value, list):
        return [clean(v) for v in value]
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items() if k != "mark"}
    return value


def _ids(head: str) -> list[tuple[str, str | None]]:
    pairs = []
    for part in re.split("[,+]", head):
        name, _, status = part.strip().partition("=")
        pairs.append((name, status or None))
    return pairs


def collect(value: Any) -> Iterator[tuple[str, str | None, str]]:
    """Yield ``(id, status or None, quote)`` for each mark, in document order."""
    if isinstance(value, str):
        for match in MARK.finditer(value):
            for name, status in _ids(match.group(1)):
                yield name, status, match.group(2).strip()
    elif isinstance(value, list):
        for item in value:
            yield from collect(item)
    elif isinstance(value, dict):
        if "mark" in value and "runs" in value:
            quote = "".join(r.get("t", r.get("ins", "")) for r in value["runs"])
            for name, status in _ids(value["mark"]):
                yield name, status, quote
        for item in value.values():
            yield from collect(item)
