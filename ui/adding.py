"""Evidence that the software missed: its place is looked up in a paper by words, and becomes a correction.

Places are those of the blocks that an assessment reads (``extractor.read_apart``, in a process of its own), and only
such as stand in the paper's raw text at their page, as ``pufa verify`` asks.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from classifiers.added import place_of, spans
from classifiers.grammar import find_dates
from classifiers.text import Piece, flat, sentences
from extractor import Limits, read_apart
from model.corrections import squeezed
from model.documents import Block, Document
from model.evidence import STATUSES, DateRange
from model.problems import PufaError, problem
from reports.figures import json_number
from ui import adjust, dossier, opener
from ui.ledger import page_words
from ui.runs import Run
from ui.standards import Standard
from ui.words import MENTIONS, Json
from verify import paged, stands

NEW = "new"
"""Stands for the place that is being added, where the desk asks for the id of a mention."""
MOST, ROUND, LONGEST = 8, 40, 600
"""Most hits that are shown; characters shown on either side of a hit; most characters of a quote."""
_LEAST, _NAME = 2, 34
_READABLE = ("parsed", "partial")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found by words. before, after: what stands around it. n: the number of the event of the criterion that
    it belongs to already, 0 for none. bbox: in points, None where the format has no layout. ocr: as of a mention."""

    quote: str
    page: int
    before: str
    after: str
    n: int
    bbox: tuple[float, float, float, float] | None
    ocr: float | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper as an assessment reads it, and its raw text page by page."""

    document: Document
    texts: Sequence[str]

    def holds(self, block: Block, start: int, end: int) -> bool:
        """Whether the raw text holds a part of a block at its page; recognised words have no other witness."""
        quote = block.text[start:end]
        known = stands(quote, block.locate(start, end)[0], list(self.texts))
        return len(quote) <= LONGEST and (known or block.source == "ocr" and bool(quote.strip()))


def files(run: Run) -> list[dict[str, str]]:
    """The papers of a dossier that could be read, by their whole names, shortened in front, in order."""
    paths = [str(f["path"]) for f in run.assessment["files"] if f.get("status") in _READABLE]
    return [{"file": path, "label": path if len(path) <= _NAME else "…" + path[1 - _NAME:]} for path in paths]


def opened(run: Run, path: str) -> Opened | None:
    """A paper of the run; None where it is gone, changed since the assessment, or cannot be read."""
    row = next((f for f in run.assessment["files"] if f["path"] == path and f.get("status") in _READABLE), None)
    if row is None or run.dossier is None:
        return None
    render = adjust.asked(run.folder).get("render") is True
    return _opened(str(run.dossier), path, str(row.get("sha256") or ""), render)


@lru_cache(maxsize=6)
def _opened(place: str, path: str, sha: str, render: bool) -> Opened | None:
    """Reads a paper; kept for those looked at last."""
    data = dossier.load(Path(place), path, sha or None)
    if data is None:
        return None
    with tempfile.TemporaryDirectory(prefix="pufa-") as folder:
        copy = Path(folder) / ("paper" + PurePosixPath(path).suffix)
        copy.write_bytes(data)
        document = read_apart(copy, path, limits=replace(Limits(), render=render))
    if document.status not in _READABLE:
        return None
    try:
        texts = opener.witness(data, document.media_type)
    except opener.UnopenedError:
        texts = []
    return Opened(document, tuple(paged(texts, document.media_type, document.pages)))


def found(paper: Opened, words: str, criterion: Json,
          looks: Mapping[str, tuple[int, str]]) -> tuple[list[Hit], int, int]:
    """The first hits of words in a paper, how many there are in all, and how many more do not stand in its raw text."""
    hits: list[Hit] = []
    number = lost = 0
    done: set[tuple[int, int, int]] = set()
    for index, start, end in _places(paper, words):
        block = paper.document.blocks[index]
        if (index, start, end) in done:
            continue
        done.add((index, start, end))
        if not paper.holds(block, start, end):
            lost += 1
            continue
        number += 1
        if len(hits) < MOST:
            hits.append(_hit(paper.document, index, start, end, criterion, looks))
    return hits, number, lost


def _places(paper: Opened, words: str) -> Iterator[tuple[int, int, int]]:
    """Block, start and end of every sentence or row that holds the words: all in one piece, or each of several."""
    if len(squeezed(words)) < _LEAST:
        return
    blocks, wanted = paper.document.blocks, flat(words)
    whole = [(i, at) for i, block in enumerate(blocks) for at in spans(flat(block.text), wanted)]
    for index, (start, end) in whole:
        yield (index, *_widened(paper, blocks[index], start, end))
    parts = wanted.split()
    for index, block in enumerate(blocks) if len(parts) > 1 else ():
        text = flat(block.text)
        if not all(squeezed(part) in squeezed(text) for part in parts):
            continue
        pieces = [Piece(0, len(text))] if block.kind == "table_row" else sentences(text)
        for start, end in ((piece.start, piece.end) for piece in pieces):
            if all(squeezed(part) in squeezed(text[start:end]) for part in parts):
                yield (index, *_widened(paper, block, start, end))


def _widened(paper: Opened, block: Block, start: int, end: int) -> tuple[int, int]:
    """A hit widened as far as the raw text holds it: to its row or its cell in a table, else to its sentences."""
    cell = next((c for c in block.cells if c.start <= start < c.end), None)
    wider = [(0, len(block.text))] if block.kind == "table_row" else []
    wider += [(cell.start, cell.end)] if cell else []
    inside = sentences(block.text, *wider[-1]) if wider else sentences(block.text)
    touched = [piece for piece in inside if piece.start < end and start < piece.end]
    wider += [(touched[0].start, touched[-1].end)] if touched else []
    parts = [_trimmed(block.text, *block.page_part(*part, start)) for part in (*wider, (start, end))]
    return next((part for part in parts if paper.holds(block, *part)), parts[-1])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a text without white space at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _hit(document: Document, index: int, start: int, end: int, criterion: Json,
         looks: Mapping[str, tuple[int, str]]) -> Hit:
    block = document.blocks[index]
    page, box = block.locate(start, end)
    quote = block.text[start:end]
    before = block.text[:start].strip() or (document.blocks[index - 1].text if index else "")
    after = block.text[end:].strip() or (document.blocks[index + 1].text if index + 1 < len(document.blocks) else "")
    known = next((looks.get(str(row["id"]), (0, ""))[0] for row in criterion["evidence"]
                  if _within(row, document.path, page, quote)), 0)
    return Hit(quote, page, " ".join(before.split())[-ROUND:], " ".join(after.split())[:ROUND], known,
               (box.x0, box.top, box.x1, box.bottom) if box else None, block.recognised)


def _within(row: Json, path: str, page: int, quote: str) -> bool:
    """Whether a mention stands in a quote, or the quote in it."""
    told, wanted = squeezed(str(row["quote"])), squeezed(quote)
    return str(row["file"]) == path and int(row.get("page") or 1) == page and (told in wanted or wanted in told)


def shown(run: Run, criterion: Json, told: Standard, asked: Mapping[str, Any], file: str | None,
          looks: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """What the desk shows while evidence is added. asked: ``words`` and the ``pick`` of a hit, by its number."""
    words = str(asked.get("words") or "")[:200]
    paper = opened(run, file) if file else None
    hits, number, lost = found(paper, words, criterion, looks) if paper and words else ([], 0, 0)
    pick = asked.get("pick")
    chosen = hits[pick] if isinstance(pick, int) and 0 <= pick < len(hits) else None
    return {"files": files(run), "words": words, "hits": [_shown(hit, str(file)) for hit in hits],
            "pick": pick if chosen else None, "turn": asked.get("turn"),
            "note": _note(paper, words, number, lost) if file else "",
            "kinds": kinds_of(told, str(criterion["id"])), "chosen": chosen and mention(str(file), chosen),
            "statuses": {status: MENTIONS[status] for status in STATUSES}, "also": _also(told, str(criterion["id"]))}


def _shown(hit: Hit, file: str) -> dict[str, Any]:
    return {"quote": hit.quote, "page": hit.page, "before": hit.before, "after": hit.after, "n": hit.n,
            "place": re.sub(r"^·(?=\d)", "第", page_words(file, hit.page)).lstrip("·")}


def _note(paper: Opened | None, words: str, number: int, lost: int) -> str:
    if paper is None:
        return "这份材料读不出来，不能查找。"
    if not paper.document.blocks:
        return "这份材料没有读出文字，不能查找。"
    if not words:
        return ""
    if len(squeezed(words)) < _LEAST:
        return "请写两个字以上。"
    more = f"，先列{MOST}处，可多写几个字" if number > MOST else ""
    gone = f"；另有{lost}处与原文核对不上，不能选" if lost else ""
    return (f"共{number}处{more}" if number else "没有找到。换几个字，或换一份材料") + gone


def kinds_of(told: Standard, criterion: str) -> dict[str, str]:
    """The kinds of evidence that may be added to a criterion, with their names."""
    return {**told.kinds.get(criterion, {}), **told.proofs.get(criterion, {})}


def _also(told: Standard, criterion: str) -> dict[str, list[str]]:
    """Of each kind that may be added, the other criteria that look at it too."""
    return {kind: [one for one in told.kinds if one != criterion and kind in kinds_of(told, one)]
            for kind in kinds_of(told, criterion)}


def mention(file: str, hit: Hit) -> dict[str, Any]:
    """A hit in the shape of a mention, so that the papers show it as any other."""
    return {"id": NEW, "file": file, "page": hit.page, "quote": hit.quote, "ocr_confidence": hit.ocr,
            "bbox": list(hit.bbox) if hit.bbox else None}


def lines(run: Run, criterion: Json, wish: Mapping[str, Any], told: Standard) -> list[dict[str, Any]]:
    """The line that a wish of the desk becomes: ``file page quote kind status day number why who``.

    Raises PufaError for a wish that is not whole, and for words that do not stand in the paper.
    """
    base, at = adjust.signed(run, criterion, wish), str(criterion["id"])
    file, quote, status = str(wish.get("file") or ""), str(wish.get("quote") or ""), str(wish.get("status") or "done")
    kinds, page = kinds_of(told, at), wish.get("page")
    kind = str(wish.get("kind") or next(iter(kinds), ""))
    if kind not in kinds or status not in STATUSES or not quote.strip():
        raise PufaError(problem("add_incomplete", at))
    paper = opened(run, file)
    place = place_of(paper.document.blocks, quote, page if isinstance(page, int) else None) if paper else None
    if paper is None or place is None or not paper.holds(paper.document.blocks[place[0]], *place[1:]):
        raise PufaError(problem("add_place_lost", file or at))
    block = paper.document.blocks[place[0]]
    words, here = block.text[place[1]:place[2]], block.locate(*place[1:])[0]
    day, number = _day(run, status, wish.get("day")), _number(wish.get("number"))
    if day is None and any(row["kind"] == kind and row["status"] == status and _within(row, file, here, words)
                           for row in criterion["evidence"]):
        raise PufaError(problem("add_known", at))
    scope = [one for one in told.kinds if kind in kinds_of(told, one)]
    mark = {"file": file, "page": here, "quote": words, "kind": kind, "criteria": scope}
    return [adjust.new_line(base, "add", criterion=at, status=status, quantity=number, mentions=[mark],
                            date=day and {"from": day.start.isoformat(), "to": day.end.isoformat()})]


def _day(run: Run, status: str, typed: object) -> DateRange | None:
    """The day or days that a person typed, None where there are none. Raises PufaError for words that are no date, and
    for what is said to be done outside the review period."""
    words = str(typed or "").strip()
    if not words:
        return None
    days = [day for day in find_dates(flat(words), year=int(run.assessment["year"]), period=None) if day.range]
    if len(days) != 1 or re.sub(r"[\s日号]", "", words[:days[0].start] + words[days[0].end:]):
        raise PufaError(problem("add_day", words[:20]))
    day, period = days[0].range, run.assessment.get("period") or {}
    outside = period and day and (day.end.isoformat() < period["from"] or day.start.isoformat() > period["to"])
    if status == "done" and outside:
        raise PufaError(problem("add_outside", words[:20], start=period["from"], end=period["to"]))
    return day


def _number(typed: object) -> int | float | None:
    """The number that a person typed, None where there is none. Raises PufaError for words that are no number."""
    words = flat(str(typed or "")).strip()
    if not words:
        return None
    try:
        number = Decimal(words)
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or not 0 <= number < Decimal(10) ** 15:
        raise PufaError(problem("add_number", words[:20]))
    return json_number(number)
