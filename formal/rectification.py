"""Last year's problems, and whether this year's papers answer each one.

A problem and a sentence are held together by the pairs of characters they share, each weighed by how rare it is in the
dossier (inverse document frequency): the share of the problem's weight that the sentence takes up.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from classifiers.cues import cues
from classifiers.grammar import carry_year
from classifiers.text import flat, sentences
from formal.forms import body, split, title_of
from model.documents import Document
from model.results import Rectified

_FILE = Path(__file__).with_name("rectification.yaml")
_TEN = "[一二三四五六七八九十]+"
_ENTRY = re.compile(rf"(?:\d{{1,2}}\s*[.．、]|（(?:{_TEN}|\d+)）|{_TEN}是|问题(?:{_TEN}|\d+))")
_NUMBER = re.compile(rf"^\s*(?:\d{{1,2}}\s*[.．、)）]|[（(](?:{_TEN}|\d+)[）)]|{_TEN}[、是])\s*")
_ABOUT = re.compile(rf"\s*(?:{_TEN}、|[（(]{_TEN}[）)]|\d{{1,2}}\s*[.．、]|{_TEN}是)?\s*"
                    r"(?:关于|针对)“?([^。：:；\n]{2,40}?)”?(?:的?(?:问题|意见|情况|方面))?(?:的整改(?:情况|落实情况)?)?(?:[。：:；]|，|$)")
_LEAST_PROBLEM = 8
State = Literal["answered", "promised", "missing"]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    table: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return table


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence that may answer. told: it says something of putting right, or stands in such a section."""

    file: str
    page: int
    text: str
    pairs: frozenset[str]
    told: bool


def problem_papers(documents: Sequence[Document], year: int) -> tuple[Document, ...]:
    """Papers of a dossier that tell what was found wrong in an earlier year."""
    words = _words()
    found = []
    for document in documents:
        _, title = title_of(document)
        named = carry_year(title)
        if re.search(words["题名"], title) and not re.search(words["除非"], title) and (named is None or named < year):
            found.append(document)
    return tuple(found)


def problems_in(document: Document) -> tuple[str, ...]:
    """The problems that a paper lists: its numbered entries, else the rows of its table."""
    _, parts = split(body(document), _ENTRY)
    told = [(part, _without_close(part.text)) for part in parts]
    entries = [f"{_NUMBER.sub('', part.title)}。{text}" if text else _NUMBER.sub("", part.title) for part, text in told]
    if not entries:
        rows = [block for block in document.blocks if block.kind == "table_row" and not block.header]
        entries = [max((row.text[cell.start:cell.end] for cell in row.cells), key=len, default="") for row in rows]
    return tuple(text.strip() for text in entries if len(text.strip()) >= _LEAST_PROBLEM)


def _without_close(text: str) -> str:
    """An entry without what closes the paper after the last one: asides, requests, the dateline."""
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if re.match(_words()["结束语"], line.strip())), len(lines))
    return "\n".join(lines[:end])


def rectified(documents: Sequence[Document], papers: Sequence[Document]) -> tuple[Rectified, ...]:
    """Every problem of ``papers`` with the sentence of the other documents that answers it best."""
    told = {document.path for document in papers}
    passages = [passage for document in documents if document.path not in told for passage in _passages(document)]
    listed = [(document.path, text) for document in papers for text in problems_in(document)]
    reports = [document for document in documents if re.search(_words()["整改报告"], title_of(document)[1])]
    entries = [entry for document in reports for entry in _entries(document)]
    if reports:
        own = {document.path for document in reports}
        passages = [one for one in passages if one.file in own or _state(one.text) == "answered"]
    weights = _weights([passage.pairs for passage in passages] + [_pairs(text) for _, text in listed])
    return tuple(_by_entry(file, text, entries) or _answer(file, text, passages, weights) for file, text in listed)


def _entries(document: Document) -> Iterator[tuple[frozenset[str], tuple[_Passage, ...]]]:
    """The entries of a report on putting right (一、关于经费。…): what each is about, and its sentences."""
    about: frozenset[str] = frozenset()
    found: list[_Passage] = []
    for block in body(document):
        head = _ABOUT.match(block.text)
        if head:
            if about and found:
                yield about, tuple(found)
            about, found = _pairs(head.group(1)), []
        for piece in sentences(block.text, head.end() if head else 0):
            text = piece.of(block.text).strip()
            if len(text) >= _LEAST_PROBLEM and not _close(text):
                found.append(_Passage(document.path, block.locate(piece.start, piece.end)[0], text, _pairs(text), True))
    if about and found:
        yield about, tuple(found)


def _close(text: str) -> bool:
    """True for the words that close a report (我局将以此次整改为契机，…) and belong to no entry."""
    return re.match(_words()["结束语"], text) is not None


def _by_entry(file: str, text: str,
              entries: Sequence[tuple[frozenset[str], tuple[_Passage, ...]]]) -> Rectified | None:
    """The answer of the entry whose head speaks of the problem; None where no head does."""
    wanted = _pairs(text)
    fits = [(len(about & wanted) / len(about), passages) for about, passages in entries]
    likeness, passages = max(fits, key=lambda fit: fit[0], default=(0.0, ()))
    if likeness < _words()["小标题至少"]:
        return None
    states = [(state, passage) for passage in passages if (state := _state(passage.text)) != "missing"]
    if not states:
        return None
    state, passage = next((one for one in states if one[0] == "answered"), states[0])
    return Rectified(problem_file=file, problem=text, state=state, file=passage.file, page=passage.page,
                     quote=passage.text, likeness=round(likeness, 3))


def _passages(document: Document) -> Iterator[_Passage]:
    about = re.compile(_words()["整改"])
    for block in document.blocks:
        if block.kind == "image":
            continue
        section = any("整改" in title for title in block.section_path)
        for piece in sentences(block.text):
            text = piece.of(block.text).strip()
            if len(text) >= _LEAST_PROBLEM:
                page, _ = block.locate(piece.start, piece.end)
                yield _Passage(document.path, page, text, _pairs(text), section or bool(about.search(text)))


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, marks and figures left out."""
    words = re.sub(r"[^一-龥A-Za-z]", " ", flat(text))
    return frozenset(words[i:i + 2] for i in range(len(words) - 1) if " " not in words[i:i + 2])


def _weights(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    seen = Counter(pair for pairs in texts for pair in pairs)
    return {pair: math.log(1 + len(texts) / number) for pair, number in seen.items()}


def _answer(file: str, text: str, passages: Sequence[_Passage], weights: Mapping[str, float]) -> Rectified:
    wanted = _pairs(text)
    total = sum(weights[pair] for pair in wanted) or 1.0
    words = _words()
    scored = []
    for passage in passages:
        likeness = sum(weights[pair] for pair in wanted & passage.pairs) / total
        scored.append((likeness + (words["加分"] if passage.told else 0.0), likeness, passage))
    fit = sorted((row for row in scored if row[0] >= words["至少"]), key=lambda row: -row[0])
    for _, likeness, passage in fit[:4]:
        state = _state(passage.text)
        if state == "answered" or passage is fit[0][2] and state == "promised":
            return Rectified(problem_file=file, problem=text, state=state, file=passage.file, page=passage.page,
                             quote=passage.text, likeness=round(likeness, 3))
    return Rectified(problem_file=file, problem=text, state="missing")


def _state(text: str) -> State:
    """``answered`` for a deed, ``promised`` for a plan, ``missing`` for a denial or a repetition of the problem."""
    words, plain = cues(), flat(text)
    if words.done.search(plain) and not words.lapsed.search(plain):
        return "answered"
    if words.planned.search(plain) and not words.object_jiang.search(plain) or words.firm_plan.search(plain):
        return "promised"
    if words.negated.search(plain) or words.lapsed.search(plain):
        return "missing"
    return "answered" if words.deed.search(plain) else "missing"
