"""Last year's problems, and whether this year's papers answer each one.

A problem and a sentence are held together by the pairs of characters they share, each weighed by how rare it is in the
dossier (inverse document frequency). A report on putting right is read in order, entry by entry: what stands under the
head of a problem belongs to it. Elsewhere a sentence must tell a deed and take up enough of the problem's words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from classifiers.text import flat, sentences
from formal.answers import told
from formal.forms import body, title_of
from formal.problems import TEN, Problem, columns_of, listed_in, problem_papers, problems_in, says, words
from model.documents import Block, Document
from model.results import Rectified

__all__ = ["problem_papers", "problems_in", "rectified"]

_HEAD = re.compile(rf"\s*(?:{TEN}\s*[、.．]|[（(](?:{TEN}|\d{{1,2}})[）)]|\d{{1,2}}\s*[.．、](?!\d)|{TEN}是|"
                   rf"(?:问题|意见)(?:{TEN}|\d{{1,2}})[：:]?|第{TEN}[，、条])\s*")
_ABOUT = re.compile(r"(?:关于|针对|对于?|就)[“\"]?([^。：:；，\n]{2,40}?)[”\"]?"
                    r"(?:的?(?:问题|意见|情况|方面|建议)(?:的?整改(?:落实)?(?:情况)?)?)?(?:[。：:；，]|$)")
_LEAST, _SHORT = 8, 30
State = Literal["answered", "promised", "missing"]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence that may answer. said: the words of it that are judged; about: it says something of putting right."""

    file: str
    page: int
    text: str
    said: str
    pairs: frozenset[str]
    about: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A problem with its pairs."""

    file: str
    problem: Problem
    pairs: frozenset[str]


def rectified(documents: Sequence[Document], papers: Sequence[Document]) -> tuple[Rectified, ...]:
    """Every problem of ``papers`` with the passage of the other documents that answers it best."""
    own = {document.path for document in papers}
    others = [document for document in documents if document.path not in own]
    asked = [_Asked(document.path, problem, _pairs(problem.text)) for document in papers
             for problem in listed_in(document)]
    if not asked:
        return ()
    passages = [passage for document in others if not says("计划题名", title_of(document)[1])
                for passage in _passages(document)]
    weights = _weights([passage.pairs for passage in passages] + [one.pairs for one in asked])
    reader = _Reader(asked, weights)
    for document in others:
        reader.read(document)
    return tuple(_of_row(one, weights) or _of_report(one, reader.found[at], weights)
                 or _elsewhere(one, passages, weights, reader.reported) for at, one in enumerate(asked))


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, marks and figures left out."""
    plain = re.sub(r"[^一-龥A-Za-z]", " ", flat(text))
    return frozenset(plain[i:i + 2] for i in range(len(plain) - 1) if " " not in plain[i:i + 2])


def _weights(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    seen = Counter(pair for pairs in texts for pair in pairs)
    return {pair: math.log(1 + len(texts) / number) for pair, number in seen.items()}


def _share(part: frozenset[str], whole: frozenset[str], weights: Mapping[str, float]) -> float:
    """How much of ``part``'s weight ``whole`` has, 0..1."""
    total = sum(weights.get(pair, 1.0) for pair in part)
    return sum(weights.get(pair, 1.0) for pair in part & whole) / total if total else 0.0


class _Reader:
    """Reads what speaks of putting right in order, and gives each sentence to the problem it stands under.

    found: by problem, its passages. reported: whether there is a report on putting right at all.
    """

    def __init__(self, asked: Sequence[_Asked], weights: Mapping[str, float]) -> None:
        self.asked, self.weights = asked, weights
        self.found: list[list[_Passage]] = [[] for _ in asked]
        self.reported = False
        self.current: int | None = None
        self.columns: dict[int | None, tuple[int, ...]] = {}

    def read(self, document: Document) -> None:
        """Takes in a document, or the sections of it that speak of putting right."""
        whole = says("整改报告", title_of(document)[1])
        self.current = None
        for block in body(document):
            report = whole or any(says("整改报告", title) for title in block.section_path)
            if not report and not says("整改段", block.text):
                continue
            self.reported |= report
            if block.kind == "table_row":
                self._row(document, block)
            else:
                self._block(document, block)

    def _row(self, document: Document, block: Block) -> None:
        """A row of a register: the problem that a cell repeats, answered by the cells under a head of results, else by
        all others."""
        head = columns_of(block)
        if head[0] is not None:
            self.columns[block.table_id] = head[1]
            return
        cells = {cell.column: block.text[cell.start:cell.end].strip() for cell in block.cells}
        told_in = self.columns.get(block.table_id, ()) or tuple(cells)
        best = [(at, cell) for cell in cells.values() if (at := self._topic(_pairs(cell), words()["至少"])) is not None]
        for at, repeated in best[:1]:
            page, _ = block.locate(0, len(block.text))
            self.found[at] += [_Passage(document.path, page, cell, cell, _pairs(cell), True) for column in told_in
                               if (cell := cells.get(column, "")) != repeated and len(cell) > 1]

    def _block(self, document: Document, block: Block) -> None:
        if block.kind == "heading" or _HEAD.match(block.text):
            self.current = None
        for piece in sentences(block.text):
            text = piece.of(block.text).strip()
            if says("结束语", text):
                self.current = None
                continue
            said = self._said(text)
            if said and self.current is not None and len(said) >= _LEAST - 2:
                page, _ = block.locate(piece.start, piece.end)
                self.found[self.current].append(_Passage(document.path, page, text, said, _pairs(text), True))

    def _said(self, text: str) -> str:
        """What a sentence says beyond naming its problem; takes the problem as the current one on the way."""
        number = _HEAD.match(text)
        plain = text[number.end():] if number else text
        if number:
            self.current = None
        about = _ABOUT.match(plain)
        named = about.group(1) if about else plain.rstrip("。：:") if number and len(plain) <= _SHORT else ""
        at = self._named(_pairs(named)) if named else None
        if at is not None:
            self.current = at
            return plain[about.end():] if about else plain if told(plain) else ""
        at = self._topic(_pairs(plain), words()["条目至少"])
        if at is not None and (self.current is None or self._closer(plain, at)):
            self.current = at
        return plain

    def _named(self, head: frozenset[str]) -> int | None:
        """The problem that a head (关于经费) names: that which has most of its pairs, or alone has one that tells."""
        shares = [_share(head, one.pairs, self.weights) for one in self.asked]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        if best is None or shares[best] >= words()["小标题至少"]:
            return best
        alone = [at for at, one in enumerate(self.asked) if head & one.pairs - set(words()["泛词"])]
        return alone[0] if len(alone) == 1 else None

    def _topic(self, pairs: frozenset[str], least: float) -> int | None:
        """The problem of which a sentence takes up most, at least ``least``."""
        shares = [_share(one.pairs, pairs, self.weights) for one in self.asked]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        return best if best is not None and shares[best] >= least else None

    def _closer(self, text: str, at: int) -> bool:
        """True where a sentence takes up much more of another problem than of the one it stands under."""
        assert self.current is not None
        pairs = _pairs(text)
        ours = _share(self.asked[self.current].pairs, pairs, self.weights)
        return _share(self.asked[at].pairs, pairs, self.weights) >= ours + 0.25


def _of_row(one: _Asked, weights: Mapping[str, float]) -> Rectified | None:
    """What the unit's own register says beside the problem; None where the paper is no register."""
    if not one.problem.answers:
        return None
    passages = [_Passage(one.file, one.problem.page, cell, cell, _pairs(cell), True) for cell in one.problem.answers]
    return _of_report(one, passages, weights) or _missing(one)


def _of_report(one: _Asked, passages: Sequence[_Passage], weights: Mapping[str, float]) -> Rectified | None:
    """The state that a problem's own sentences give; None where they say nothing of it.

    Still undone in any of them outweighs a deed, but not a promise.
    """
    states = [(told(passage.said), passage) for passage in passages]
    kinds = {state for state, _ in states}
    if not kinds - {""}:
        return None
    state: State = "promised" if "answered" not in kinds or "undone" in kinds else "answered"
    passage = next((passage for kind, passage in states if kind == state), None)
    return _found(one, state, passage, _share(one.pairs, passage.pairs, weights)) if passage else _missing(one)


def _missing(one: _Asked) -> Rectified:
    return Rectified(problem_file=one.file, problem=one.problem.text, state="missing")


def _found(one: _Asked, state: State, passage: _Passage, likeness: float) -> Rectified:
    return Rectified(problem_file=one.file, problem=one.problem.text, state=state, file=passage.file, page=passage.page,
                     quote=passage.text, likeness=round(likeness, 3))


def _passages(document: Document) -> Iterator[_Passage]:
    about = re.compile(words()["整改"])
    for block in document.blocks:
        if block.kind == "image" or block.kind == "heading":
            continue
        for piece in sentences(block.text):
            text = piece.of(block.text).strip()
            if len(text) >= _LEAST:
                page, _ = block.locate(piece.start, piece.end)
                yield _Passage(document.path, page, text, text, _pairs(text), about.search(text) is not None)


def _elsewhere(one: _Asked, passages: Sequence[_Passage], weights: Mapping[str, float], reported: bool) -> Rectified:
    """The likest sentence of all papers that tells a deed, or a promise where there is no report on putting right."""
    shares = [(_share(one.pairs, passage.pairs, weights), passage) for passage in passages]
    rows = [(share + (words()["加分"] if passage.about else 0.0), share, passage) for share, passage in shares]
    fit = sorted((row for row in rows if row[0] >= words()["至少"]), key=lambda row: -row[0])[:4]
    for _, share, passage in fit:
        state = told(passage.said)
        if state == "answered" or state == "promised" and passage is fit[0][2] and not reported:
            return _found(one, state, passage, share)
        if state == "undone" and passage is fit[0][2]:
            break
    return _missing(one)
