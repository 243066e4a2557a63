"""A criterion's rule in words, as a person would read it aloud: what is needed, and how points follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from model.evidence import DateRange
from model.numbers import plain
from model.rubric import Criterion
from model.rules import (
    Aspect,
    Aspects,
    Bonus,
    Count,
    Deduction,
    External,
    Hours,
    Indicator,
    Penalty,
    Presence,
    Rate,
    Shortfall,
    Sort,
    Tier,
    Tiers,
)

_LEVEL = "级"


def rule_text(criterion: Criterion) -> str:
    """The rule of a criterion in one sentence without a full stop; a check without points says nothing of points."""
    text = _rule(criterion)
    if criterion.ask and criterion.ask.levels:
        text = f"限{'、'.join(criterion.ask.levels)}级；{text}"
    period = own_period(criterion)
    if period is not None:
        text += f"；期间{period.start.isoformat()}至{period.end.isoformat()}"
    if criterion.exemption is not None:
        full = "按满分计" if criterion.exemption.full else "计0分"
        text += "；卷内写明不适用的" + (full if criterion.max_points else "不查")
    return text


def own_period(criterion: Criterion) -> DateRange | None:
    """The criterion's own days (five-year items), None where the review period holds."""
    found = [criterion.ask] if criterion.ask else []
    found += [part.ask for part in getattr(criterion.rule, "aspects", ())]
    return next((ask.period for ask in found if ask.period), None)


def _rule(criterion: Criterion) -> str:
    rule, full = criterion.rule, _full(criterion)
    match rule:
        case Presence():
            return f"有1{_unit(criterion)}即{full}"
        case Count():
            return _count(criterion, rule, full)
        case Shortfall():
            return f"应有{rule.threshold}{_unit(criterion)}，每少1{_measure(criterion)}扣{plain(rule.each)}分，扣完为止"
        case Rate():
            what = f"各类（{_names(rule.classes)}）都达到" if rule.classes else "达到"
            return f"{what}{plain(rule.gate)}%{full}，不到的{_none(criterion)}"
        case Hours():
            others = "".join(f"，{part.name}{plain(part.at_least or 0)}学时" for part in rule.others)
            return f"达到{plain(rule.threshold)}学时{others}{full}，不足按比例"
        case Tiers():
            more = "，不同的相加" if rule.add_up else "，只取最高一级"
            return f"{_tiers(rule.tiers)}{more}，以{plain(criterion.max_points)}分为限"
        case Aspects():
            return _aspects(criterion, rule, full)
        case Bonus() | Deduction() | Penalty():
            return _each(criterion, rule)
        case External():
            lost = "不计分" if rule.each is None else f"每件扣{plain(rule.each)}分"
            return f"由主管部门查询；卷内自认的{lost}"


def _full(criterion: Criterion) -> str:
    return f"得{plain(criterion.max_points)}分" if criterion.max_points else "为齐全"


def _none(criterion: Criterion) -> str:
    return "不得分" if criterion.max_points else "为未见"


def _unit(criterion: Criterion) -> str:
    """Measure word and noun of one piece."""
    return criterion.unit or "件"


def _measure(criterion: Criterion) -> str:
    """The measure word alone, where the unit begins with a common one."""
    found = re.match("[个件次条篇期场项部份名人处类]", _unit(criterion))
    return found.group() if found else _unit(criterion)


def _names(parts: Sequence[Aspect | Sort | Indicator]) -> str:
    return "、".join(part.name for part in parts)


def _count(criterion: Criterion, rule: Count, full: str) -> str:
    what = f"各类（{_names(rule.classes)}）各不少于" if rule.classes else "不少于"
    less = "，不足按比例" if rule.shortfall == "proportion" else f"，不足的{_none(criterion)}"
    if rule.threshold == 1 and not rule.classes:
        less = ""
    return f"{what}{rule.threshold}{_unit(criterion)}{full}{less}"


def _tiers(tiers: Sequence[Tier]) -> str:
    return "、".join(f"{tier.level}{_LEVEL}{tier.prize or ''}{plain(tier.points)}分" for tier in tiers)


def _aspects(criterion: Criterion, rule: Aspects, full: str) -> str:
    named = "、".join(part.name + (f"（不少于{plain(part.at_least)}）" if part.at_least else "")
                     for part in rule.aspects)
    if rule.all_needed:
        return f"{named}{len(rule.aspects)}方面都有{full}，缺一不可"
    share = "各占一份" if criterion.max_points else "逐项查"
    return f"{named}{len(rule.aspects)}方面{share}，都有{full}"


def _each(criterion: Criterion, rule: Bonus | Deduction | Penalty) -> str:
    most = plain(abs(criterion.max_points))
    match rule:
        case Bonus():
            given = _tiers(rule.tiers) or _sorts(rule.sorts, "加") or f"每{_unit(criterion)}加{plain(rule.each)}分"
            return f"{given}，最多{most}分"
        case Penalty():
            return f"每{_unit(criterion)}倒扣{plain(rule.each)}分，最多倒扣{most}分"
        case Deduction():
            taken = [_sorts(rule.sorts, "扣"), *(_indicator(one) for one in rule.indicators)]
            if rule.each:
                taken.append(f"每{_unit(criterion)}扣{plain(rule.each)}分")
            return f"从{most}分起，{'；'.join(part for part in taken if part)}，扣完为止"


def _sorts(sorts: Sequence[Sort], verb: str) -> str:
    return "、".join(f"{sort.name}每件{verb}{plain(sort.each)}分" for sort in sorts)


def _indicator(one: Indicator) -> str:
    step = "" if one.step is None else f"每低{plain(one.step)}个百分点"
    return f"{one.name}低于{plain(one.lower)}%{step}扣{plain(one.points)}分"


def share_of(criterion: Criterion, total: Decimal) -> Decimal | None:
    """The criterion's points in per cent of the base total, to one decimal; None for a list without points."""
    return (criterion.max_points * 100 / total).quantize(Decimal("0.1")) if total else None
