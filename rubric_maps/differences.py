"""Where two standards differ, aspect by aspect, in words, and which of them is the stricter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from model.evidence import LEVELS
from model.numbers import plain
from model.rubric import Criterion, Rubric
from model.rules import Aspects, Bonus, Count, Deduction, External, Hours, Penalty, Presence, Rate, Shortfall, Tiers
from rubric_maps.wording import own_period, share_of

Side = Literal["left", "right", ""]


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect in which two standards differ. left, right: what each says. stricter: the one that asks for more
    (for ``分值``: where the criterion weighs more), "" where neither is."""

    aspect: str
    left: str
    right: str
    stricter: Side


def _by(left: Decimal, right: Decimal) -> Side:
    """The side with the greater figure."""
    return "left" if left > right else "right" if right > left else ""


def criterion_differences(left: Rubric, a: Criterion, right: Rubric, b: Criterion) -> tuple[Difference, ...]:
    """How two corresponding criteria differ, each with the stricter side; () where they ask for the same."""
    found = (*_share(left, a, right, b), *_amount(a, b), *_shortfall(a, b), *_each(a, b), *_levels(a, b),
             *_period(left, a, right, b), *_proofs(a, b), *_manner(a, b))
    return tuple(found)


def _share(left: Rubric, a: Criterion, right: Rubric, b: Criterion) -> Iterator[Difference]:
    mine, other = share_of(a, left.max_points), share_of(b, right.max_points)
    words = share_words(left, a), share_words(right, b)
    if words[0] == words[1]:
        return
    fair = mine is not None and other is not None and not (is_bonus(left, a) or is_bonus(right, b))
    yield Difference("分值", *words, _by(abs(mine or Decimal(0)), abs(other or Decimal(0))) if fair else "")


def is_bonus(rubric: Rubric, criterion: Criterion) -> bool:
    """True for a criterion of a bonus section."""
    return any(section.bonus and any(criterion in item.criteria for item in section.items)
               for section in rubric.sections)


def share_words(rubric: Rubric, criterion: Criterion) -> str:
    """A criterion's weight: 占2%, 附加2分, 倒扣3分, 不计分."""
    share, points = share_of(criterion, rubric.max_points), plain(abs(criterion.max_points))
    if share is None or not criterion.max_points:
        return "不计分"
    if criterion.max_points < 0:
        return f"最多倒扣{points}分"
    return f"附加{points}分" if is_bonus(rubric, criterion) else f"占{plain(share)}%"


def amount(criterion: Criterion) -> tuple[str, Decimal] | None:
    """What it is counted in (件, 方面, %, 学时) and how much earns in full; None for rules without a figure."""
    rule = criterion.rule
    match rule:
        case Presence():
            return "件", Decimal(1)
        case Count():
            return "件", Decimal(rule.threshold * max(1, len(rule.classes)))
        case Shortfall():
            return "件", Decimal(rule.threshold)
        case Aspects():
            return "方面", Decimal(len(rule.aspects))
        case Rate():
            return "%", rule.gate
        case Hours():
            return "学时", rule.threshold
        case _:
            return None


def _amount_words(criterion: Criterion) -> str:
    rule, found = criterion.rule, amount(criterion)
    if isinstance(rule, Aspects):
        return f"{len(rule.aspects)}个方面"
    if isinstance(rule, Count) and rule.classes:
        return f"{len(rule.classes)}类各{rule.threshold}{criterion.unit or '件'}"
    if found is None:
        return "没有固定数量"
    unit = (criterion.unit or "件") if found[0] == "件" else found[0]
    return f"{plain(found[1])}{unit}"


def _amount(a: Criterion, b: Criterion) -> Iterator[Difference]:
    mine, other = amount(a), amount(b)
    if mine is None or other is None or mine == other:
        return
    one_piece = isinstance(a.rule, Presence) or isinstance(b.rule, Presence)
    same = mine[0] == other[0] or (one_piece and {mine[0], other[0]} == {"件", "方面"})
    if not same or mine[1] != other[1]:
        yield Difference("数量", _amount_words(a), _amount_words(b), _by(mine[1], other[1]) if same else "")


def _shortfall(a: Criterion, b: Criterion) -> Iterator[Difference]:
    """All or nothing against points for a part."""
    mine, other = _less(a), _less(b)
    if mine and other and mine != other:
        order = ("按比例", "逐件扣", "不得分")
        yield Difference("不足时", mine, other, _by(Decimal(order.index(mine)), Decimal(order.index(other))))


def _less(criterion: Criterion) -> str:
    rule = criterion.rule
    match rule:
        case Rate():
            return "不得分"
        case Count() if rule.threshold > 1 or rule.classes:
            return "按比例" if rule.shortfall == "proportion" else "不得分"
        case Aspects():
            return "不得分" if rule.all_needed else "按比例"
        case Hours():
            return "按比例"
        case Shortfall() if rule.threshold > 1:
            return "逐件扣"
        case _:
            return ""


def _each(a: Criterion, b: Criterion) -> Iterator[Difference]:
    """Points for, or off, a single piece, where both count piece by piece."""
    mine, other = _piece(a), _piece(b)
    if mine and other and mine[0] == other[0] and mine[1] != other[1]:
        bigger = _by(mine[1], other[1])
        yield Difference("每件", f"每件{mine[0]}{plain(mine[1])}分", f"每件{other[0]}{plain(other[1])}分",
                         bigger if mine[0] == "扣" else _by(other[1], mine[1]))


def _piece(criterion: Criterion) -> tuple[str, Decimal] | None:
    rule = criterion.rule
    match rule:
        case Shortfall() | Penalty():
            return "扣", rule.each
        case Deduction() if rule.each:
            return "扣", rule.each
        case External() if rule.each:
            return "扣", rule.each
        case Bonus() if rule.each:
            return "加", rule.each
        case _:
            return None


def _levels(a: Criterion, b: Criterion) -> Iterator[Difference]:
    """Which levels count at all."""
    mine, other = _level_set(a), _level_set(b)
    if mine != other:
        stricter: Side = "left" if mine < other else "right" if other < mine else ""
        yield Difference("级别", _level_words(mine), _level_words(other), stricter)


def _level_set(criterion: Criterion) -> frozenset[str]:
    rule = criterion.rule
    if isinstance(rule, Tiers | Bonus) and rule.tiers:
        return frozenset(tier.level for tier in rule.tiers)
    limited = criterion.ask.levels if criterion.ask else ()
    return frozenset(limited or LEVELS)


def _level_words(levels: frozenset[str]) -> str:
    return "不限级别" if len(levels) == len(LEVELS) else "、".join(one for one in LEVELS if one in levels) + "级"


def _period(left: Rubric, a: Criterion, right: Rubric, b: Criterion) -> Iterator[Difference]:
    """A period of its own against another; the shorter one is the stricter. The review periods stand in the frame."""
    mine, other = _days(left, a), _days(right, b)
    if mine[0] != other[0] and (own_period(a) or own_period(b)):
        yield Difference("期间", mine[0], other[0], _by(Decimal(other[1]), Decimal(mine[1])))


def _days(rubric: Rubric, criterion: Criterion) -> tuple[str, int]:
    own = own_period(criterion)
    if own is not None:
        return f"{own.start.isoformat()}至{own.end.isoformat()}", own.days
    return months_words(rubric), rubric.period_of(2023).days


def months_words(rubric: Rubric) -> str:
    """The review period of a standard: 全年, or its first and last day."""
    first, last = rubric.months
    return "全年" if rubric.months == ((1, 1), (12, 31)) else f"{first[0]}月{first[1]}日至{last[0]}月{last[1]}日"


def _proofs(a: Criterion, b: Criterion) -> Iterator[Difference]:
    """Papers asked for in their own right."""
    mine, other = _needed(a), _needed(b)
    if mine != other:
        yield Difference("必备材料", "、".join(mine) or "没有规定", "、".join(other) or "没有规定",
                         _by(Decimal(len(mine)), Decimal(len(other))))


def _needed(criterion: Criterion) -> tuple[str, ...]:
    return tuple(proof.name for proof in criterion.proofs if proof.needed)


_MANNERS: tuple[tuple[tuple[type, ...], str], ...] = (
    ((External,), "由主管部门查询"), ((Deduction, Penalty), "出了问题才扣分"), ((Tiers, Bonus), "按件或按级别加分"))


def _manner(a: Criterion, b: Criterion) -> Iterator[Difference]:
    """Another way of scoring: looked up by the office, points off for faults, points by level."""
    mine, other = _way(a), _way(b)
    if mine != other:
        yield Difference("方式", mine, other, "")


def _way(criterion: Criterion) -> str:
    return next((words for types, words in _MANNERS if isinstance(criterion.rule, types)), "看卷内材料")


def frame_differences(left: Rubric, right: Rubric) -> tuple[Difference, ...]:
    """Where the procedures around the criteria differ: total, grades, period, vetoes, draw, weights, absence."""
    rows = [(name, words(left), words(right)) for name, words in _FRAME]
    return tuple(Difference(name, mine, other, "") for name, mine, other in rows if mine != other)


def _total(rubric: Rubric) -> str:
    bonus = [section for section in rubric.sections if section.bonus]
    base = "不计分" if rubric.unscored else f"{plain(rubric.max_points)}分" if rubric.sections else "没有评分项"
    return base + "".join(f"，另有{section.title}" + (f"最多{plain(section.points)}分" if section.points else "")
                          for section in bonus)


def _bands(rubric: Rubric) -> str:
    return "、".join(band.name if band.lower is None else f"{band.name}{plain(band.lower)}" for band in rubric.bands)


def _draw(rubric: Rubric) -> str:
    draw = rubric.draw
    if draw is None:
        return ""
    return f"抽取{plain(draw.share)}%" if draw.share is not None else f"最多抽{draw.at_most}个"


_FRAME = (
    ("总分", _total),
    ("项目", lambda rubric: f"{len(rubric.items())}项{len(rubric.criteria())}分项"),
    ("等次", lambda rubric: _bands(rubric) or "没有规定"),
    ("评议期", months_words),
    ("一票否决", lambda rubric: "；".join(f"{v.case}定为{v.grade}" for v in rubric.vetoes) or "没有规定"),
    ("综合成绩", lambda rubric: "；".join("＋".join(f"{w.name}{plain(w.weight)}%" for w in mode.weights)
                                   for mode in rubric.composites) or "没有规定"),
    ("期限", lambda rubric: "、".join(f"{d.name}{'次年' if d.years_after else ''}{d.month}月{d.day}日前"
                                  for d in rubric.deadlines) or "没有规定"),
    ("抽取", lambda rubric: _draw(rubric) or "没有规定"),
    ("缺席", lambda rubric: rubric.absence.treatment if rubric.absence else "没有规定"),
    ("同一材料", lambda rubric: rubric.reuse),
)
