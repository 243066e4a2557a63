"""Items without points in brackets: points given (得、加) and taken (扣), set against the item's printed points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from rubric_maps.importer.paper import Head
from rubric_maps.importer.pieces import Piece, said_of
from rubric_maps.importer.scores import Score, levels_of, negative, prizes_of, total
from rubric_maps.importer.words import pattern

_NONE = Decimal(0)
TITLE = 10
"""A content shorter than this is only a title."""


def pieces(said: Sequence[Score], stated: Decimal | None, head: Head, body: str) -> list[Piece]:
    """The pieces of an item whose points are given or taken in words. body: the item's content."""
    gives = [score for score in said if score.form == "give"]
    takes = [score for score in said if score.form == "take"]
    zeros = [score for score in said if score.form == "zero"]
    caps = [score for score in said if score.form == "cap"]
    if takes and not gives and (head.minus or (head.bonus and stated is None)):
        return [_penalty(takes, caps, stated)]
    graded = any(score.series or score.prize for score in gives) or sum(bool(score.level) for score in gives) > 1
    if gives and (head.bonus or graded):
        return given(gives, [*zeros, *caps], stated, head, body)
    if gives:
        return _awarded(gives, [*takes, *zeros], caps, stated, body)
    if takes:
        return _lost(takes, zeros, caps, stated, body)
    text = said_of(zeros) or body
    cap = next((score.points for score in caps), None)
    line = said[0].line if said else 0
    return [Piece(text=text if zeros else body, line=line, points=stated or cap, said=list(said))]


def _penalty(takes: Sequence[Score], caps: Sequence[Score], stated: Decimal | None) -> Piece:
    most = next((score.points for score in caps if score.points), None) or stated or total(takes)
    return Piece(text=said_of([*caps, *takes]), line=takes[0].line, points=-most, said=[*takes, *caps], way="penalty")


def given(gives: Sequence[Score], others: Sequence[Score], stated: Decimal | None, head: Head,
          body: str) -> list[Piece]:
    """Points added by level or by case: one piece for every honour or deed that they speak of."""
    groups = _groups(gives)
    caps = _caps(groups, [score for score in others if score.form == "cap" and score.points])
    if len(groups) > 1 and stated is not None and sum(map(_most, groups)) > stated:
        return [Piece(text=body or said_of(gives), line=gives[0].line, points=stated, said=[*gives, *others],
                      way="bonus")]
    found = []
    for number, group in enumerate(groups):
        graded = len(group) > 1 or bool(group[0].series)
        alone = len(groups) == 1
        each = any(score.each for score in group)
        points = caps.get(number) or (stated if alone else None)
        if points is None and not each:
            points = _most(group)
        way = "bonus" if each else "tiers" if graded else "plain"
        told = said_of(group)
        text = told if not alone or not body else body if told in body else f"{body.rstrip('。')};{told}".rstrip(";")
        found.append(Piece(text=text, line=group[0].line, points=points, said=[*group, *others], way=way))  # type: ignore[arg-type]
    return found


def _caps(groups: Sequence[Sequence[Score]], caps: Sequence[Score]) -> dict[int, Decimal]:
    """Which group each cap closes: the one that stands before it."""
    found: dict[int, Decimal] = {}
    for cap in caps:
        before = [number for number, group in enumerate(groups)
                  if (group[-1].line, group[-1].start) <= (cap.line, cap.start)]
        if cap.points is not None:
            found[max(before, default=0)] = cap.points
    return found


def _groups(gives: Sequence[Score]) -> list[list[Score]]:
    """Sayings about one thing at several levels or with several prizes stand together."""
    groups: list[list[Score]] = []
    for score in gives:
        single = bool(score.level) or bool(score.prize) or bool(prizes_of(score.text))
        own = bool(score.series) and len(levels_of(score.text)) > 1
        last = groups[-1][-1] if groups else None
        joins = last is not None and single and not own and bool(last.level or last.prize) \
            and (score.level, score.prize) != (last.level, last.prize) and len(levels_of(last.text)) < 2
        if joins:
            groups[-1].append(score)
        else:
            groups.append([score])
    return groups


def _most(group: Sequence[Score]) -> Decimal:
    return max((max(score.series) if score.series else score.points or _NONE for score in group), default=_NONE)


def _awarded(gives: Sequence[Score], lost: Sequence[Score], caps: Sequence[Score], stated: Decimal | None,
             body: str) -> list[Piece]:
    """Points of the base total given in words: the sayings are the parts where they add up to the item's points."""
    flats = [score for score in gives if score.flat]
    eaches = [score for score in gives if score.each]
    said = [*gives, *lost, *caps]
    if eaches and len(caps) == len(gives) > 1:
        return [Piece(text=score.text, line=score.line, points=cap.points, said=[score, cap], way="each")
                for score, cap in zip(gives, caps, strict=True)]
    if len(gives) == 1:
        score = gives[0]
        points = stated or next((cap.points for cap in caps), None) or (None if score.each else score.points)
        return [Piece(text=_about(body, said), line=score.line, points=points, said=said,
                      way="each" if score.each else "plain")]
    if not eaches and (stated is None or total(flats) == stated):
        return [Piece(text=score.text, line=score.line, points=score.points, said=[score, *_behind(score, gives, lost)])
                for score in flats]
    if len(eaches) == 1 and stated is not None and _NONE < total(flats) < stated:
        return [Piece(text=score.text, line=score.line, said=[score], way="each" if score.each else "plain",
                      points=stated - total(flats) if score.each else score.points) for score in gives]
    whole = Piece(text=body, line=gives[0].line, points=stated or _most(gives), said=said)
    whole.doubts.append(("import_scale", {"said": said_of(gives)}))
    return [whole]


def _about(body: str, said: Sequence[Score]) -> str:
    """The words of a criterion: the item's content, and where that is only a title, what is said of its points."""
    told = said_of(said)
    return body if len(body) >= TITLE else f"{body};{told}".strip(";") if told not in body else body


def _behind(score: Score, gives: Sequence[Score], lost: Sequence[Score]) -> list[Score]:
    """The deductions that stand between one award and the next."""
    after = [other.start for other in gives if other.start > score.start and other.line == score.line]
    stop = min(after, default=10**9)
    return [other for other in lost if other.line == score.line and score.start < other.start < stop]


def _lost(takes: Sequence[Score], zeros: Sequence[Score], caps: Sequence[Score], stated: Decimal | None,
          body: str) -> list[Piece]:
    """Points taken: the deductions are the parts where they add up, else terms of the one criterion."""
    outer: list[Score] = []
    inner: dict[int, list[Score]] = {}
    for score in takes:
        if score.inner and outer:
            inner.setdefault(len(outer) - 1, []).append(score)
        else:
            outer.append(score)
    flats = [score for score in outer if score.flat]
    lacks = [score for score in outer if score.short]
    said = [*takes, *zeros, *caps]
    stated = stated or next((score.points for score in caps), None)
    first = outer[0].line

    def piece(score: Score, points: Decimal | None) -> Piece:
        more = inner.get(outer.index(score), [])
        lack = score.short or any(other.short for other in more)
        return Piece(text=score.text, line=score.line, points=points, said=[score, *more],
                     way="lack" if lack else "plain")

    if flats and len(flats) == len(outer):
        return _flat_losses(flats, stated, said, body, piece)
    if stated is None:
        stated = total(outer)
    if len(lacks) == 1 and len(flats) + 1 == len(outer):
        if _NONE < total(flats) < stated and all(negative(score.text) for score in flats):
            return [piece(score, score.points if score.flat else stated - total(flats)) for score in outer]
        return [Piece(text=_about(body, said), line=first, points=stated, said=said, way="lack")]
    if len(lacks) > 1 and len(lacks) == len(outer):
        return _several_lacks(lacks, stated, said, body)
    return [Piece(text=_about(body, said), line=first, points=stated, said=said, way="deduct")]


def _flat_losses(flats: Sequence[Score], stated: Decimal | None, said: list[Score], body: str,
                 piece: Callable[[Score, Decimal | None], Piece]) -> list[Piece]:
    """Deductions of fixed size: each a criterion where they make up the item's points."""
    main = [score for score in flats if not pattern("不全").search(score.text)]
    for chosen in (list(flats), main):
        if chosen and (stated is None or total(chosen) == stated) and (len(chosen) == 1 or any(map(_lacking, chosen))):
            return [piece(score, score.points) for score in chosen]
    if len(flats) > 1 and stated is not None and total(flats) < stated and all(map(_lacking, flats)):
        return [piece(score, score.points) for score in flats]
    whole = Piece(text=body or said_of(flats), line=flats[0].line, points=stated or total(flats), said=said,
                  way="plain" if len(flats) == 1 and _lacking(flats[0]) else "deduct")
    whole.doubts.append(("import_deductions", {"sum": total(flats), "points": whole.points}))
    return [whole]


def _lacking(score: Score) -> bool:
    return negative(score.text)


def _several_lacks(lacks: Sequence[Score], stated: Decimal, said: list[Score], body: str) -> list[Piece]:
    """Several 每少…扣…: equal shares of the item's points, which a person must look at."""
    share = stated / len(lacks)
    found = [Piece(text=score.text, line=score.line, points=share, said=[score], way="lack") for score in lacks]
    for piece in found:
        piece.doubts.append(("import_share", {"points": stated, "parts": len(lacks)}))
    return found if share * 100 == int(share * 100) else [
        Piece(text=body, line=lacks[0].line, points=stated, said=said, way="lack")]
