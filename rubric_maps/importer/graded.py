"""Rules that give points by level or by case: 分级得分 and 逐件加分."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rubric_maps.importer.pieces import Piece
from rubric_maps.importer.rule import Part, Rule
from rubric_maps.importer.scores import Score, level_of, levels_of, prizes_of
from rubric_maps.importer.words import pattern, say
from rubric_maps.schema import NOT_SILENT

_FALLBACK = "市"


def _tiers(said: Sequence[Score], rule: Rule, around: str) -> None:
    """Fills the rule's tiers: levels (or prizes of one level) against the figures, in the order of the text."""
    level = ""
    for score in said:
        levels, prizes = levels_of(score.text), prizes_of(score.text)
        figures = list(score.series) or [score.points or Decimal(0)]
        level = level_of(score.text) or level
        if len(levels) == len(figures) > 1 or (len(figures) == 1 and score.level and not prizes):
            rule.tiers += [(name, "", points) for name, points in zip(levels if len(figures) > 1 else [score.level],
                                                                    figures, strict=True)]
        elif len(prizes) == len(figures):
            rule.tiers += [(level or level_of(around) or _FALLBACK, prize, points)
                           for prize, points in zip(prizes, figures, strict=True)]
            if not level and not level_of(around):
                rule.doubt("import_level", said=score.text[-30:])
        else:
            names = [*levels, *(name for name in ("国家", "省", "市", "县") if name not in levels)][:len(figures)]
            rule.tiers += [(name, "", points) for name, points in zip(names, figures, strict=False)]
            rule.doubt("import_level", said=score.text[-30:])


def tiers(piece: Piece) -> Rule:
    """分级得分: the highest level of one work counts; different ones add up to the points."""
    rule = Rule(name="分级得分")
    _tiers([score for score in piece.said if score.form == "give"], rule, f"{piece.body}{piece.rule}")
    points = piece.points or max((value for _, _, value in rule.tiers), default=Decimal(0))
    rule.reading = say("分级得分", 满分=points)
    rule.doubt("import_reading")
    return rule


def bonus(piece: Piece) -> Rule:
    """逐件加分: so many points for every case, by level or by sort, up to the criterion's points."""
    rule = Rule(name="逐件加分", reading=NOT_SILENT)
    said = [score for score in piece.said if score.form in ("give", "mark") and not score.inner]
    if len(said) > 1 and all(score.form == "give" and score.level and score.flat != score.each for score in said) \
            and len({score.level for score in said}) == len(said):
        _tiers(said, rule, piece.body)
    elif len(said) == 1 and not said[0].series:
        rule.each = said[0].points
    elif len(said) == 1:
        _tiers(said, rule, piece.body)
    else:
        rule.parts["逐类"] = [Part(name=score.text, each=max(score.series) if score.series else score.points,
                                level=score.level) for score in said]
        if any(score.series for score in said):
            rule.doubt("import_scale", said=";".join(score.text[-16:] for score in said if score.series))
    if piece.points is None:
        rule.doubt("import_no_cap", each=rule.each or "")
    if pattern("外部").search(piece.proof or piece.rule or piece.text):
        rule.doubt("import_external", said=(piece.proof or piece.rule or piece.text)[:30])
    return rule
