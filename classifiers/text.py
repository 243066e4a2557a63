"""Sentences and clauses of official Chinese prose, as spans of the untouched text.

Matching works on ``flat(text)``, which has the same length as the text, so that every offset is an offset of the
original and every quote is verbatim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from classifiers.grammar.text import mended

_FULL: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}  # ０-９
_FULL |= {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)}  # Ａ-Ｚａ-ｚ％
_FULL |= {ord(c): "·" for c in "•‧∙・﹒⋅"}
_FULL |= {0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " "}

_DOUBTFUL = re.compile("[曰戈竟末己硏囗]")
_MISREAD = tuple((re.compile(pattern), right) for pattern, right in (
    (r"曰(?![：:“「])", "日"), (r"硏", "研"), (r"囗", "口"), (r"(?<=计)戈", "划"), (r"竟(?=赛|答)", "竞"),
    (r"(?<![期年周月季底始])末(?=[获报参发开设建制列纳举组完达公得收接])", "未"),
    (r"(?<!自)己(?=[印报送发完建开制经于上挂有])", "已")))

_OPEN = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’", "「": "」", "【": "】", "〔": "〕", "〈": "〉"}
_CLOSERS = "”’》）)」】"
_MARK = re.compile(f"[{re.escape(''.join(sorted({*_OPEN, *_OPEN.values()})))}\\n。！？!?；;]")
_OPENING = re.compile(f"[{re.escape(''.join(_OPEN))}]")
_SERIES = re.compile(r"(?:送法)?进[一-龥]{2,4}。")
_QUOTED = re.compile(r"[《“「]([^《》“”「」]{2,80})[》”」]")
_NOTE = re.compile(r"[（(][^（）()]*[）)]。?"
                   r"|(?:责任(?:科室|单位|部门|人)|牵头(?:科室|单位|部门)|(?:完成)?时限)[:：][^。；;]*[。；;]?")
_ANSWER = re.compile(r"\s*(?:(?:答|回答|答复|甲|乙)\s*[：:]|回答)")
_CLAUSE = re.compile(r"[，,；;：:。！？!?\t｜|│]|——|\s{2,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``[start, end)`` of a block's text: a sentence or a clause."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece's words in ``text``."""
        return text[self.start:self.end]


@lru_cache(maxsize=4096)
def flat(text: str) -> str:
    """The text with full-width digits, letters and dots made plain, misread digits put right and a recogniser's
    commonest slips (曰 for 日) read as what they stand for; length unchanged."""
    plain = mended(text.translate(_FULL))
    if _DOUBTFUL.search(plain):
        for pattern, right in _MISREAD:
            plain = pattern.sub(right, plain)
    return plain


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Sentences of ``text[start:end]``: ended by 。！？； or a line break. Blank pieces are left out.

    None ends inside brackets or quotation marks, unless the mark closes right after (“……。” ends one).
    """
    end = len(text) if end is None else end
    pieces: list[Piece] = []
    depth: list[str] = []
    begin = i = start
    while mark := _MARK.search(text, i, end):
        i, char = mark.start(), mark.group()
        if depth and char == depth[-1]:
            depth.pop()
        elif char in _OPEN and _closes(text, i, end):
            depth.append(_OPEN[char])
        elif char == "\n":
            pieces.append(Piece(begin, i))
            begin, depth = i + 1, []
        elif char in "。！？!?" and not (depth and depth[-1] in "）)》〕"):
            stop = i + 1
            while stop < end and (text[stop] in _CLOSERS or text[stop] in "。！？!?"):
                stop += 1
            if not depth or stop > i + 1:
                pieces.append(Piece(begin, stop))
                begin, depth, i = stop, [], stop - 1
        elif char in "；;" and not depth:
            pieces.append(Piece(begin, i + 1))
            begin = i + 1
        i += 1
    pieces.append(Piece(begin, end))
    return _with_lead([p for p in (_trim(text, p) for p in pieces) if p.end > p.start], text)


def _with_lead(pieces: list[Piece], text: str) -> list[Piece]:
    """Joins a run-in heading of a series (进学校。) to the sentence it leads, a bracketed note to the one before, an
    answer to its question."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and (_SERIES.fullmatch(text, joined[-1].start, joined[-1].end) or _notes(piece, joined[-1], text)
                       or _answers(piece, joined[-1], text)):
            joined[-1] = Piece(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _notes(piece: Piece, before: Piece, text: str) -> bool:
    """True for a short note right after a full stop (（责任单位：法规科）, 责任科室：法规科；完成时限：12月上旬)."""
    short = piece.end - piece.start <= 40 and not text[before.end:piece.start].strip()
    return short and _NOTE.fullmatch(text, piece.start, piece.end) is not None


def _answers(piece: Piece, before: Piece, text: str) -> bool:
    """True for the answer to a short question (问：联络员定了没有？答：定了，每村一名。)."""
    asked = text[before.end - 1] in "？?" and before.end - before.start <= 40
    return asked and _ANSWER.match(text, piece.start) is not None


def _closes(text: str, at: int, end: int, reach: int = 160) -> bool:
    """True where the bracket at ``at`` closes within ``reach`` characters (a stray one must not swallow a page)."""
    return text.find(_OPEN[text[at]], at + 1, min(end, at + reach)) >= 0


def _trim(text: str, piece: Piece) -> Piece:
    start, end = piece.start, piece.end
    while start < end and text[start] in " \t\r\n　；;":
        start += 1
    while end > start and text[end - 1] in " \t\r\n　":
        end -= 1
    return Piece(start, end)


def clauses(text: str, piece: Piece) -> list[Piece]:
    """Clauses of a sentence: parted by commas, colons and dashes outside brackets and quotation marks.

    A colon or comma between digits (8:30, 1,200) parts nothing.
    """
    cuts: list[int] = []
    closed = _inside(text, piece)
    for match in _CLAUSE.finditer(text, piece.start, piece.end):
        at = match.start()
        if any(a < at < b for a, b in closed):
            continue
        if match.group() in ",:：" and text[at - 1:at].isdigit() and text[at + 1:at + 2].isdigit():
            continue
        cuts.append(match.end())
    edges = [piece.start, *cuts, piece.end]
    found = [_trim(text, Piece(a, b)) for a, b in zip(edges, edges[1:], strict=False) if b > a]
    return [p for p in found if p.end > p.start] or [piece]


def _inside(text: str, piece: Piece) -> list[tuple[int, int]]:
    """Spans in brackets or quotation marks within a sentence (outermost ones)."""
    spans: list[tuple[int, int]] = []
    i = piece.start
    while mark := _OPENING.search(text, i, piece.end):
        at = mark.start()
        close = text.find(_OPEN[mark.group()], at + 1, piece.end)
        if close >= 0:
            spans.append((at, close))
        i = max(at, close) + 1
    return spans


def bracketed(text: str, piece: Piece) -> list[tuple[int, int]]:
    """Spans in round brackets (asides such as last year's figures) within a sentence."""
    return [(a, b) for a, b in _inside(text, piece) if text[a] in "（("]
