"""An item's text → the pieces that have points of their own, by whatever way the paper hands points out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rubric_maps.importer import taken
from rubric_maps.importer.likeness import clauses, nearest
from rubric_maps.importer.paper import Bit, Head, Record, Row
from rubric_maps.importer.pieces import Piece, said_of
from rubric_maps.importer.scores import Score, scores, total

_TITLE = 45
_ENOUGH = 8
_STOP = re.compile(r"[,;。]")


@dataclass(kw_only=True, slots=True)
class Split:
    """An item taken apart. stated: its printed points, None where none are printed; stated_line: where they stand."""

    title: str
    stated: Decimal | None
    stated_line: int = 0
    pieces: list[Piece] = field(default_factory=list)


def heads_are_sums(records: Sequence[Record]) -> bool:
    """Whether the first points of an item's text are usually the sum of those that follow."""
    votes = 0
    for record in records:
        marks = [score for row in record.rows for bit in row.content for score in scores(bit.text, bit.line)
                 if score.form == "mark" and not score.inner]
        if len(marks) > 1:
            titled = len(marks[0].text) <= _TITLE and not _STOP.search(marks[0].text)
            votes += 1 if titled and marks[0].points == total(marks[1:]) else -1
    return votes > 0


def split(record: Record, head: Head, headed: bool) -> Split:
    """The pieces of one item. headed: see ``heads_are_sums``."""
    pointed = [row for row in record.rows if row.points is not None]
    if len(pointed) >= 2:
        parts = [_row(row, head, headed, row.points, row.points_line) for row in pointed]
        total_points = sum((row.points for row in pointed if row.points is not None), Decimal(0))
        title = record.title or parts[0].title
        return Split(title=title, stated=record.stated or total_points, stated_line=record.line,
                     pieces=[piece for part in parts for piece in part.pieces])
    merged = Row(line=record.line)
    for row in record.rows:
        merged.content += row.content
        merged.rule += row.rule
        merged.proof += [bit for bit in row.proof if bit.text not in {known.text for known in merged.proof}]
    stated = record.stated or next((row.points for row in pointed), None)
    found = _row(merged, head, headed, stated, pointed[0].points_line if pointed else record.line)
    found.title = record.title or found.title
    return found


def _row(row: Row, head: Head, headed: bool, stated: Decimal | None, stated_line: int) -> Split:
    """The pieces of one row. stated_line: where ``stated`` stands."""
    content = [score for bit in row.content for score in scores(bit.text, bit.line)]
    rule = [score for bit in row.rule for score in scores(bit.text, bit.line)]
    body = "。".join(bit.text for bit in row.content)
    title = ""
    opens = bool(content) and content[0].line == row.content[0].line
    if opens and _is_head(content, bool(rule), row.content[0], headed, stated):
        title = content[0].text
        if stated is None:
            stated, stated_line = content[0].points, content[0].line
        body = body[content[0].end:].lstrip("。.:;, ") or body
        content = content[1:]
    full = next((score for score in (*content, *rule) if score.form == "full"), None)
    if stated is None and full is not None:
        stated, stated_line = full.points, full.line
    content, rule = ([score for score in said if score.form != "full"] for said in (content, rule))
    marks = [score for score in content if score.form == "mark" and not score.inner]
    if marks:
        pieces = _marked(content, rule, stated, head)
    elif content or rule:
        pieces = taken.pieces([*content, *rule], stated, head, body or _joined(row.rule))
    else:
        told = _joined(row.rule)
        text = f"{body};{told}" if told and len(body) < taken.TITLE else body
        pieces = [Piece(text=text, line=row.line, points=stated)]
    _place(pieces, row, body, stated, stated_line)
    return Split(title=title, stated=stated, stated_line=stated_line, pieces=pieces)


def _place(pieces: Sequence[Piece], row: Row, body: str, stated: Decimal | None, stated_line: int) -> None:
    """Gives every piece what stands around it, and the line that prints its points."""
    source = clauses(body)
    parts = [clause for clause in source if "," not in clause]
    for piece in pieces:
        piece.proof = _joined(row.proof)
        piece.rule = _joined(row.rule)
        piece.body = body
        if piece.text not in body:
            piece.context = nearest(piece.text, parts) or nearest(piece.text, source, 0.5)
        piece.line = piece.line or row.line
        own = (score.line for score in piece.said if abs(piece.points or 0) in (score.points, *score.series))
        printed = next(own, stated_line if stated is not None else 0)
        piece.points_line = printed or piece.line
        if piece.points and piece.points != stated and printed in (0, stated_line) and not _prints(piece):
            piece.doubts.append(("import_rest", {"points": piece.points}))


def _prints(piece: Piece) -> bool:
    """Whether something that is said of a piece has its points as a figure."""
    return any(abs(piece.points or 0) in (score.points, *score.series) for score in piece.said)


def _joined(bits: Sequence[Bit]) -> str:
    return "。".join(bit.text.rstrip("。") for bit in bits)


def _is_head(content: Sequence[Score], ruled: bool, bit: Bit, headed: bool, stated: Decimal | None) -> bool:
    """Whether the first points are the item's sum, behind its title."""
    first, rest = content[0], content[1:]
    if first.form == "full":
        return True
    if first.form != "mark" or first.inner or len(first.text) > _TITLE or re.search(r"[;。]", first.text):
        return False
    behind = bit.text[first.end:first.end + 1]
    if behind not in ("", "。", ".", ":", " ") or (rest and rest[0].inner):
        return False
    marks = [score for score in rest if score.form == "mark"]
    if marks:
        return headed or (len(marks) > 1 and total(marks) == first.points and not _STOP.search(first.text))
    if stated is not None:
        return stated == first.points and (ruled or bool(rest))
    return bool(rest) or (headed and len(bit.text) - first.end > _ENOUGH)


def _marked(content: Sequence[Score], rule: Sequence[Score], stated: Decimal | None, head: Head) -> list[Piece]:
    """Pieces that end in points in brackets, and what stands behind them."""
    pieces: list[Piece] = []
    extra: list[Score] = []
    for score in content:
        if score.form == "mark" and not score.inner:
            pieces.append(Piece(text=score.text, line=score.line, points=score.points, said=[score]))
        elif score.inner and pieces:
            pieces[-1].said.append(score)
        elif score.form in ("give", "take", "zero", "cap"):
            extra.append(score)
    caps = [score for score in extra if score.form == "cap"]
    if head.bonus and caps and caps[-1].points is not None:
        said = [said for piece in pieces for said in piece.said]
        return [Piece(text=said_of(said), line=pieces[0].line, points=caps[-1].points, said=[*said, *caps],
                      way="bonus")]
    given = [score for score in extra if score.form == "give"]
    lost = [score for score in extra if score.form in ("take", "zero")]
    if given:
        pieces += taken.given(given, [], None, head, "")
    if lost:
        _lost(pieces, lost, caps, stated)
    for score in rule:
        texts = [piece.text for piece in pieces]
        owner = nearest(score.text, texts) if len(pieces) > 1 else texts[0]
        if owner:
            pieces[texts.index(owner)].said.append(score)
    return pieces


def _lost(pieces: list[Piece], lost: Sequence[Score], caps: Sequence[Score], stated: Decimal | None) -> None:
    """Deductions behind the marks: a piece of their own where points are left for them, else the last piece's terms."""
    left = (stated or Decimal(0)) - sum((piece.points or Decimal(0) for piece in pieces), Decimal(0))
    adverse = [score for score in lost if score.form == "take"]
    if left > 0 and adverse:
        pieces.append(Piece(text=said_of(adverse), line=adverse[0].line, points=left, said=[*lost, *caps],
                            way="deduct"))
    else:
        pieces[-1].said += [*lost, *caps]
