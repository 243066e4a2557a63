"""A cell's value as its number format shows it: 41,651.00, 98%, 2023年10月8日, ￥1,234, 1.2万.

The formats are those of Excel and WPS (``0.00;[Red]-0.00``, ``[$-804]yyyy"年"m"月"``, ``[>=10000]0!.0,"万";0``). What
only spreads a value over the width of its column (``* `` and ``_ ``) is left out. A format is made into functions once.
"""

from __future__ import annotations

import datetime
import math
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.sheets.cell_dates import date_writer, serial_of
from extractor.sheets.cell_numbers import number_writer
from extractor.sheets.cell_tokens import Manner, Token

_TOKEN = re.compile(r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | (?P<spread>[_*].) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式) | (?P<ampm>AM/PM|A/P|上午/下午) | (?P<power>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|aaaa?) | (?P<digit>[0#?]) | (?P<rest>.)""", re.X | re.I | re.S)
_KINDS = {"quoted": "literal", "escaped": "literal"}
_SIGNS = {".": "point", ",": "comma", "%": "percent", "@": "text", ";": "end"}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)$")
_ELAPSED = re.compile(r"(?:h+|m+|s+)$", re.I)
_LOCALE = re.compile(r"\$([^-]*)(?:-([0-9A-F]{1,8}))?$", re.I)
_TESTS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne}
_LONGEST = 255


@dataclass(frozen=True, slots=True, eq=False)
class _Section:
    """A part of a format between semicolons. write: a number → its text, "" where it cannot be shown so; unsigned: the
    minus sign is put before what ``write`` makes of the size."""

    tokens: tuple[Token, ...]
    write: Callable[[float], str]
    unsigned: bool
    condition: tuple[str, float] | None

    @property
    def holds_text(self) -> bool:
        """Whether it is for texts."""
        return any(token.kind == "text" for token in self.tokens)


@dataclass(frozen=True, slots=True, eq=False)
class _Format:
    """The sections for numbers, at most three, and the one for texts."""

    numbers: tuple[_Section, ...]
    words: _Section | None


def plain(value: Any) -> str:
    """A value without a format: 2.0 as 2, days as 2020-06-10."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d") if value.time() == datetime.time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return str(value)


def shown(value: Any, code: str = "") -> str:
    """A value as the format ``code`` shows it; as ``plain`` does where the format is General or can make nothing of it.

    value: text, a number, or a day, moment, time or length of time. Raises nothing, whatever the format says.
    """
    if not code or isinstance(value, bool):
        return plain(value)
    form = _format(code[:_LONGEST])
    if isinstance(value, str):
        return value if form.words is None else _put(form.words, value)
    number = serial_of(value)
    if number is None or not math.isfinite(number):
        return plain(value)
    section, signed = _chosen(form.numbers, number)
    if section is None:
        return plain(value)
    if not section.tokens:
        return ""
    made = section.write(abs(number) if section.unsigned else number).strip()
    return ("-" + made if signed and section.unsigned and made.strip("0.,%") else made) or plain(value)


@lru_cache(maxsize=1000)
def _format(code: str) -> _Format:
    sections: list[_Section] = []
    tokens: list[Token] = []
    marks: list[str] = []
    for match in _TOKEN.finditer(code + ";"):
        group = match.lastgroup or "rest"
        text = match.group(group)
        kind = _SIGNS.get(text, "literal") if group == "rest" else _KINDS.get(group, group)
        if kind == "end":
            sections.append(_section(tuple(tokens), marks))
            tokens, marks = [], []
        elif kind == "bracket":
            marks.append(text)
            money = _LOCALE.match(text)
            if _ELAPSED.match(text):
                tokens.append(Token("elapsed", text.lower()))
            elif money and money.group(1):
                tokens.append(Token("literal", money.group(1)))
        elif kind != "spread":
            tokens.append(Token(kind, text))
    words = next((one for one in sections if one.holds_text), sections[3] if len(sections) > 3 else None)
    return _Format(tuple([one for one in sections if one is not words][:3]), words)


def _section(tokens: tuple[Token, ...], marks: Sequence[str]) -> _Section:
    condition, manner = None, Manner()
    for mark in marks:
        test, locale = _CONDITION.match(mark), _LOCALE.match(mark)
        if test:
            condition = (test.group(1), float(test.group(2)))
        elif mark.upper() in ("DBNUM1", "DBNUM2"):
            manner.numerals = int(mark[-1])
        elif locale and locale.group(2):
            manner.chinese = int(locale.group(2), 16) & 0xFF == 4
            manner.system = {"F800": "day", "F400": "time"}.get(locale.group(2).upper(), "")
    if manner.system or any(token.kind in ("date", "elapsed", "ampm") for token in tokens):
        return _Section(tokens, date_writer(tokens, manner), False, condition)
    if any(token.kind == "general" for token in tokens):
        return _Section(tokens, lambda size: "".join(plain(size) if token.kind == "general" else token.text
                                                     for token in tokens), True, condition)
    return _Section(tokens, number_writer(tokens), True, condition)


def _chosen(sections: Sequence[_Section], number: float) -> tuple[_Section | None, bool]:
    """The section for a number, and whether a minus sign is put before it: one for negative numbers has its own."""
    minus = number < 0
    if len(sections) == 1 and sections[0].condition is None:
        return sections[0], minus
    for at, section in enumerate(sections):
        if section.condition is not None:
            sign, limit = section.condition
            if _TESTS[sign](number, limit):
                return section, minus and not (sign in ("<", "<=") and limit <= 0)
        elif at == len(sections) - 1 and (at != 1 or sections[0].condition is not None):
            return section, minus
        elif at == 1 and minus:
            return section, False
        elif at == 0 and (number > 0 or number == 0 and len(sections) == 2):
            return section, minus
    return None, minus


def _put(section: _Section, text: str) -> str:
    """The literals of a section with ``text`` where its ``@`` stands; "" for a section that hides texts."""
    return "".join(text if token.kind == "text" else token.text if token.kind == "literal" else ""
                   for token in section.tokens).strip()
