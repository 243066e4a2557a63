"""A piece of an item → the rule of a criterion, with its numbers, and what a person must still decide."""

from __future__ import annotations

import re
from decimal import Decimal

from rubric_maps.importer import graded
from rubric_maps.importer.figures import Figure, figures
from rubric_maps.importer.likeness import clauses, nearest
from rubric_maps.importer.pieces import Piece
from rubric_maps.importer.rule import Part, Rule
from rubric_maps.importer.scores import Score, scores
from rubric_maps.importer.words import pattern, say, value
from rubric_maps.schema import NOT_SILENT

_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|〔[^〕]*〕")
_LOOSE = re.compile(r"(?<![\d·.])\d+(?:\.\d+)?(?![\d·.]|分(?!钟)|[年月日])")
_WHOLE = Decimal(100)


def decide(piece: Piece) -> Rule:
    """The rule of a piece; its points may be filled in from the figures (``piece.points``)."""
    makers = {"deduct": _deduct, "penalty": _penalty, "tiers": graded.tiers, "bonus": graded.bonus,
              "each": _each, "lack": _lack}
    way = _way(piece)
    rule = makers[way](piece) if way in makers else _plain(piece)
    rule.doubts = [*piece.doubts, *rule.doubts]
    rule.exempt = _exempt(piece)
    rule.absent = rule.absent or (rule.name in ("有即得分", "外部查询")
                                  and not piece.denied and pattern("没有").search(piece.text) is not None)
    return rule


def _way(piece: Piece) -> str:
    """A plain piece that loses points for every one lacking or every case has the rule for that."""
    losses = [score for score in piece.said if score.form == "take"]
    if piece.way not in ("plain", "each") or not losses:
        return piece.way
    if any(score.short for score in losses):
        return "lack"
    return "deduct" if any(score.each or score.step is not None for score in losses) else piece.way


def _plain(piece: Piece) -> Rule:
    if pattern("外部").search(piece.proof or piece.rule or piece.text):
        return _external(piece)
    none_at_all = any(score.form == "zero" for score in piece.said)
    if none_at_all and pattern("或未").search(piece.text):
        names = [part.strip("的,") for part in re.split(pattern("或未"), piece.text)]
        return Rule(name="分方面得分", shortfall="不得分", parts={"方面": [Part(name=name) for name in names]},
                    reading=NOT_SILENT)
    found = _asked(piece.text) or _asked(piece.context)
    rates = [one for one in found if one.sort == "rate"]
    hours = [one for one in found if one.sort == "hours"]
    counts = [one for one in found if one.sort in ("count", "minutes")]
    if rates and rates[0] is found[0]:
        rule = _rate(rates, piece)
    elif hours and hours[0] is found[0]:
        rule = _hours(hours, piece)
    elif len(counts) > 1 and not any(one.classes for one in counts):
        rule = _aspects(counts)
    elif counts:
        rule = _count(counts[0], piece, none_at_all)
    else:
        rule = Rule(name="有即得分")
    rule.far = not figures(piece.text)
    _unused(rule, piece.text, found)
    return rule


def _asked(text: str) -> list[Figure]:
    """The figures that a text asks for; a bare 1 (讲1次法治课) says no more than that there is one."""
    return [one for one in figures(text) if one.value != 1 or one.least or one.spread]


def _external(piece: Piece) -> Rule:
    absent = pattern("没有").search(piece.text) is not None
    rule = Rule(name="外部查询", absent=absent, reading=say("外部查询" if absent else "外部查询数据"))
    rule.doubt("import_external", said=(piece.proof or piece.rule or piece.text)[:30])
    return rule


def _rate(rates: list[Figure], piece: Piece) -> Rule:
    rule = Rule(name="比率达标", number=rates[0].value)
    same = [one for one in rates if one.value == rates[0].value]
    if len(same) > 1:
        rule.parts["分类"] = [Part(name=one.name.strip("、,和及")) for one in same]
    if len(same) < len(rates):
        rule.doubt("import_figures", said="、".join(f"{one.name}{one.value}%" for one in rates))
    if not rates[0].least and not any("率" in one.name for one in rates):
        rule.doubt("import_number_plain", number=rates[0].value)
    return rule


def _hours(hours: list[Figure], piece: Piece) -> Rule:
    printed = _in_proportion(piece)
    rule = Rule(name="学时", number=hours[0].value, unit=hours[0].unit, reading=NOT_SILENT if printed else say("学时"))
    others = [one for one in hours[1:] if one.name != hours[0].name]
    if others:
        rule.parts["另需"] = [Part(name=one.name.removesuffix("每年"), number=one.value) for one in others]
    if not printed:
        rule.doubt("import_reading")
    return rule


def _in_proportion(piece: Piece) -> bool:
    """Whether the paper itself says that less earns in proportion."""
    return pattern("按比例").search(f"{piece.text};{piece.rule}") is not None


def _aspects(counts: list[Figure]) -> Rule:
    rule = Rule(name="分方面得分", shortfall="按比例", reading=say("分方面得分", 几=len(counts)),
                parts={"方面": [Part(name=one.name.strip("“”、,和及并"), number=one.value) for one in counts]})
    rule.doubt("import_reading")
    return rule


def _count(one: Figure, piece: Piece, none_at_all: bool) -> Rule:
    rule = Rule(name="达到数量", number=one.value, unit=_unit(one, piece.text),
                shortfall="不得分" if none_at_all and one.value > 1 else "按比例")
    if one.value > 1:
        key = "达到数量全无" if rule.shortfall == "不得分" else "达到数量"
        rule.reading = NOT_SILENT if _in_proportion(piece) else say(key, 数量=one.value, 量词=one.unit)
        if rule.reading != NOT_SILENT:
            rule.doubt("import_reading")
    if one.classes:
        names = re.findall(r"进[一-龥]{1,4}(?=[、,活每])", piece.text)
        rule.parts["分类"] = [Part(name=name) for name in names]
        rule.doubt("import_classes", number=one.value)
    if not one.least:
        rule.doubt("import_number_plain", number=one.value)
    return rule


def _unit(one: Figure, text: str) -> str:
    """Measure word and noun: the noun behind the figure, or the end of the words before it."""
    behind = re.match(r"(?:现场|网络|以上|的)?([一-龥]{2,8}?)(?=[,;。(得]|$)", text[one.end:])
    return one.unit + (behind.group(1) if behind else "")


def _unused(rule: Rule, text: str, found: list[Figure]) -> None:
    """Notes numbers of the text that no figure took."""
    masked = _QUOTED.sub(lambda match: "〇" * len(match.group()), text)
    left = [match.group() for match in _LOOSE.finditer(masked)
            if not any(one.start <= match.start() < one.end for one in found)]
    if left:
        rule.doubt("import_number_unused", numbers="、".join(left))


def _lack(piece: Piece) -> Rule:
    """每少…扣…: the number expected stands in its own words, in the clause it points to, or in the item."""
    short = next(score for score in piece.said if score.short)
    hours = [one for text in (short.text, piece.text, piece.context) for one in figures(text) if one.sort == "hours"]
    if hours:
        rule = _hours(hours[:1], piece)
        rule.doubt("import_scale", said=short.text)
        return rule
    rule = Rule(name="每缺扣分", each=short.points, reading=NOT_SILENT)
    several = _several(short)
    if several > 1 and rule.each:
        rule.each /= several
        rule.doubt("import_step", count=several, points=short.points, each=rule.each)
    near = nearest(short.text, [clause for clause in clauses(piece.body) if figures(clause)], 0.15)
    for text in (short.text, piece.text, piece.context, near, piece.body):
        found = [one for one in figures(text) if one.sort == "count"]
        if found:
            rule.number, rule.unit = found[0].value, _unit(found[0], text)
            rule.far = text != short.text
            break
    if piece.points is None and rule.number and rule.each:
        piece.points = rule.number * rule.each
        rule.doubt("import_points_from", points=piece.points)
    if rule.number is None and piece.points and rule.each:
        rule.number = (piece.points / rule.each).to_integral_value()
        rule.doubt("import_threshold", number=rule.number, points=piece.points, each=rule.each)
    if rule.number and rule.each and piece.points and rule.number * rule.each < piece.points:
        rule.doubt("import_lack_left", left=piece.points - rule.number * rule.each)
    return rule


def _several(short: Score) -> Decimal:
    """The 5 of 每少5条扣1分."""
    lacking = list(pattern("每少").finditer(short.text))
    told = pattern("每少几").search(short.text, lacking[-1].end()) if lacking else None
    return (value(told["几"]) if told else None) or Decimal(1)


def _each(piece: Piece) -> Rule:
    """每次得…: so many cases make the points."""
    score = next(score for score in piece.said if score.each)
    found = [one for one in figures(piece.text) or figures(piece.context) if one.sort == "count"]
    each = score.points or Decimal(1)
    counted = piece.points is None and bool(found)
    if counted:
        piece.points = found[0].value * each
    number = (piece.points / each) if piece.points else Decimal(1)
    rule = Rule(name="达到数量", number=number.to_integral_value(rounding="ROUND_UP"), shortfall="按比例",
                unit=found[0].unit if found else "件", reading=NOT_SILENT)
    if counted:
        rule.doubt("import_points_from", points=piece.points)
    if number != number.to_integral_value() or (found and found[0].value != number):
        rule.doubt("import_threshold", number=rule.number, points=piece.points, each=each)
    return rule


def _deduct(piece: Piece) -> Rule:
    rule = Rule(name="逐件扣分", reading=NOT_SILENT)
    takes = [score for score in piece.said if score.form == "take"]
    sorts: list[Part] = []
    indicators: list[Part] = []
    once: list[str] = []
    for score in takes:
        found = _indicators(score, piece)
        indicators += found
        if not found:
            sorts.append(Part(name=case_words(score.text), each=score.points))
            once += [] if score.each else [score.text[:16]]
    if len(sorts) == 1 and not indicators:
        rule.each = sorts[0].each
    else:
        rule.parts = {key: parts for key, parts in (("逐类", sorts), ("指标", indicators)) if parts}
    if once:
        rule.doubt("import_flat_deduction", said=";".join(once))
    return rule


def case_words(text: str) -> str:
    """A deduction's words without its 有一起, 每发生1起 at the end."""
    parts = text.split(",")
    last = pattern("每件").search(parts[-1])
    return ",".join(parts[:-1]) if last and last.start() <= 2 and len(parts) > 1 else text


def _indicators(score: Score, piece: Piece) -> list[Part]:
    """Rates that must not fall below a line, one for each that the words name; [] for other deductions."""
    line = pattern("低于线").search(score.text)
    rates = [one for one in figures(score.text) if one.sort == "rate" and one.value != score.step]
    if score.step is None and line is None:
        return []
    if not rates and line is None:
        rates = [one for text in (piece.text, piece.context, piece.body) for one in figures(text)
                 if one.sort == "rate" and one.value != score.step][:1]
    found = [Part(name=one.name, number=one.value, each=score.points, step=score.step) for one in rates]
    lower = Decimal(line["线"]) if line else _WHOLE
    return found or [Part(name=score.text, number=lower, each=score.points, step=score.step)]


def _penalty(piece: Piece) -> Rule:
    takes = [score for score in piece.said if score.form == "take"]
    rule = Rule(name="逐件倒扣", each=takes[0].points, reading=NOT_SILENT)
    if len(takes) > 1:
        rule.doubt("import_flat_deduction", said=";".join(score.text[:16] for score in takes))
    return rule


def _exempt(piece: Piece) -> str:
    """The words that make the piece not applicable, where they stand behind its own points."""
    for text in (piece.rule, piece.body):
        match = pattern("不适用").search(text)
        if match:
            before = [score for score in scores(text, 0) if score.end <= match.start() + 1]
            if before and any(score.text == before[-1].text for score in piece.said):
                return match.group().strip("(),")
    return ""
