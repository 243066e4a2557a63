"""Which lines are headings, by the numbering that official papers use: 一、 （一） 1. （1）.

A line that holds nothing but its title is a heading. A title followed by text in the same paragraph
(``（一）加强领导。今年以来…``) is a run-in heading: the paragraph stays, and opens a section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.normal import SENTENCE_END

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_MARKS = (
    (1, re.compile(rf"\s*{_NUMERAL}\s*[、.．]\s*")),
    (1, re.compile(rf"\s*第{_NUMERAL}(?:部分|章|编)[、：:\s]*")),
    (2, re.compile(rf"\s*第{_NUMERAL}节[、：:\s]*")),
    (2, re.compile(rf"\s*案例\s*(?:{_NUMERAL}|\d{{1,2}})\s*[、：:.．\s]\s*")),
    (2, re.compile(rf"\s*[（(]{_NUMERAL}[）)]\s*[、.．]?\s*")),
    (3, re.compile(r"\s*\d{1,2}\s*(?:[.．](?![\d.])|、)\s*")),
    (4, re.compile(r"\s*[（(]\d{1,2}[）)]\s*[、.．]?\s*")),
)
_STARTS = frozenset("一二三四五六七八九十百第案（( \t\n\r\v\f\u3000\xa0\u2002\u2003\u2009")
"""What a mark can begin with, digits apart."""
_CAPTION = re.compile(r"\s*(?:(?:附?图|照片|附?表)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[-.]\d+)?"
                      r"\s*[：:、.\s]?\S|附[图表][：:\s]+\S)")
_PHOTO_CAPTION = re.compile(r"(?:上|下|左|右)?图(?:为|[（(]?[一二三四五六七八九十\d]{1,2}[)）]?[：:])\S")
_NOT_TITLE = re.compile(r"[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d+\s*号$|年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|^附件?[：:]")
_PUNCTUATION = re.compile(r"[，。；：！？,;:!?]")
_TITLE_LIMIT = 40
_RUN_IN_LIMIT = 30
_LIST_TITLE_LIMIT = 25


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What a numbered line opens.

    level: depth of the numbering from 1. title: the title with its number, "" for a list item that has none.
    run_in: True where text follows the title in the same paragraph (or the item is only text).
    """

    level: int
    title: str
    run_in: bool


def typed_heading(text: str) -> Mark | None:
    """The heading that ``text`` is or begins with, by its typed number; None for an unnumbered paragraph."""
    first = text[:1]
    if first not in _STARTS and not first.isdigit():
        return None
    for level, pattern in _MARKS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return _mark(text.strip(), text[found.end():].strip(), level)
    return None


def _mark(text: str, rest: str, level: int) -> Mark:
    if _is_title(rest, level):
        return Mark(level=level, title=text.rstrip("：:。 "), run_in=False)
    stop = _PUNCTUATION.search(rest) if level >= 3 else re.search(r"[。：:]", rest)
    if stop is None or stop.start() > _RUN_IN_LIMIT:
        stop = _PUNCTUATION.search(rest)
    head = rest[:stop.start()] if stop else rest
    start = len(text) - len(rest)
    if level >= 3 and (stop is None or stop.group() not in "。：:" or re.search(r"\d", head)
                       or not rest[stop.end():].strip() or len(head) > _LIST_TITLE_LIMIT):
        return Mark(level=level, title="", run_in=True)
    return Mark(level=level, title=text[:start] + head[:_RUN_IN_LIMIT], run_in=True)


def _is_title(rest: str, level: int) -> bool:
    """Whether ``rest`` (after its number) is a title alone: short, one line, no sentence in it."""
    body = rest.rstrip("：: ") if level <= 2 else rest
    if not body or "\n" in body or any(sign in body for sign in "。！？；") or body[-1] in SENTENCE_END + "：:，,、":
        return False
    if level <= 2:
        return len(body) <= _TITLE_LIMIT
    return len(body) <= _LIST_TITLE_LIMIT and not re.search(r"[\d，,：:]", body)


def is_caption(text: str) -> bool:
    """Whether ``text`` is the line under a picture or over a table (图1 …, 表2 …)."""
    if len(text) > 60:
        return False
    return bool(_PHOTO_CAPTION.match(text)) or (bool(_CAPTION.match(text)) and text[-1] not in SENTENCE_END)


def is_title_line(text: str) -> bool:
    """Whether an unnumbered line can be a title: short, no sentence end, some word, no document number or date."""
    body = text.strip()
    return (2 <= len(body) <= 60 and body[-1] not in SENTENCE_END + "，,、：:" and "。" not in body
            and bool(re.search(r"[^\W\d_]{2}", body)) and not _NOT_TITLE.search(body))
