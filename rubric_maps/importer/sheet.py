"""Lines of a map with their comments, written so that a clerk can read them and the loader takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rubric_maps.importer.paper import Doubt
from rubric_maps.importer.words import figure, say
from rubric_maps.schema import ALL_WORDS

_PLAIN = re.compile(r"[一-龥A-Za-z0-9“《〔（①-⑳][^\[\]{},#&*!|>'\"%@`\\\t:]*")
_WORD = re.compile("|".join(sorted(map(re.escape, ALL_WORDS), key=len, reverse=True)))


def quoted(text: str) -> str:
    """A text as YAML takes it, in quotes only where it must be."""
    body = " ".join(text.split())
    word = _WORD.match(body)
    risky = word is not None and re.match(r"\s*[:：]", body[word.end():]) is not None
    if body and _PLAIN.fullmatch(body) and not body.endswith(" ") and not risky and body not in ("是", "否", "null"):
        return body
    escaped = body.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def listed(words: Iterable[str]) -> str:
    """A list of words on one line."""
    return f"[{', '.join(quoted(word) for word in words)}]"


def table_of(pairs: Iterable[tuple[str, str]]) -> str:
    """A ``{key: value}`` on one line; values are written as they come."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def cited(line: int, printed: str = "") -> str:
    """The 依据 of something that stands in a line of the source."""
    place = say("行项", 行=line, 项=printed) if printed else say("行", 行=line)
    return table_of((("文件", "甲"), ("页", "0"), ("位置", quoted(place))))


def line_note(line: int) -> str:
    """The comment that names a line of the source; "" for 0."""
    return say("行", 行=line) if line else ""


class Sheet:
    """The lines of a file, from the first to the last."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def put(self, depth: int, text: str, note: str = "", doubts: Sequence[Doubt] = ()) -> None:
        """One line at a depth (two blanks each), with a note behind it and what must be checked above it."""
        pad = "  " * depth
        self.check(depth, doubts)
        self.lines.append(f"{pad}{text}{'    # ' + note if note else ''}")

    def check(self, depth: int, doubts: Iterable[Doubt]) -> None:
        """Comment lines that ask a person to check."""
        for doubt in doubts:
            sentence = doubt.problem.text().split("] ", 1)[1].removesuffix("请核对。")
            self.lines.append(f"{'  ' * depth}# 请核对：{sentence}")

    def pair(self, depth: int, key: str, value: str | Decimal | bool, note: str = "",
             doubts: Sequence[Doubt] = ()) -> None:
        """One ``key: value`` line. A text must already be written as YAML takes it."""
        written = ("是" if value else "否") if isinstance(value, bool) else \
            figure(value) if isinstance(value, Decimal) else value
        self.put(depth, f"{key}: {written}", note, doubts)

    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines) + "\n"
