"""The draft's ``cases.yaml``: what the linter asks for, made mechanically from the draft's own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from rubric_maps.importer.draft import Criterion, Draft, Kinds
from rubric_maps.importer.rule import Part
from rubric_maps.importer.sheet import quoted, table_of
from rubric_maps.importer.words import figure, say, table

_CENT, _TENTH = Decimal("0.01"), Decimal("0.1")
_EVEN = Decimal(80)
_NONE = Decimal(0)

Example = tuple[str, str, Decimal]
"""Name, evidence as YAML writes it, points."""


def cases_text(draft: Draft) -> str:
    """The cases as YAML: each number reached and missed by one, each cap passed, each grade's edge from both sides."""
    lines = [f"# {say('例子抬头')}"]
    for made in draft.criteria():
        lines += [_row(("案例", quoted(f"{made.id} {name}")), ("卷内", evidence),
                       ("应得", table_of(((made.id, figure(points)),)))) for name, evidence, points in _examples(made)]
    lines += [*_grades(draft), *_totals(draft)]
    return "\n".join(lines if len(lines) > 1 else [*lines, "[]"]) + "\n"


def _row(*pairs: tuple[str, str]) -> str:
    return f"- {table_of(pairs)}"


def _examples(made: Criterion) -> Iterator[Example]:
    """A criterion's cases; none where its kinds are not known or its points are 0."""
    rule, full = made.rule, made.points
    if full == 0:
        return
    if rule.name in ("逐件扣分", "逐件倒扣"):
        yield from _adverse(made)
    elif rule.name in ("达到数量", "每缺扣分", "比率达标", "学时"):
        yield from _reached(made)
    elif rule.name in ("分级得分", "逐件加分"):
        yield from _capped(made)


def _evidence(kinds: Sequence[str], *more: tuple[str, str]) -> str:
    return f"[{', '.join(table_of((('种类', kind), *more)) for kind in dict.fromkeys(kinds))}]"


def _kinds(made: Criterion, key: str = "") -> list[str]:
    """The kinds that a criterion (or the parts of its rule under ``key``) asks for; [] where one is not known."""
    lists = made.part_asks.get(key, []) if key else [made.asks]
    return [kinds[0][0] for kinds in lists] if lists and all(lists) else []


def _parts(made: Criterion, key: str) -> list[tuple[Part, Kinds]]:
    return list(zip(made.rule.parts.get(key, []), made.part_asks.get(key, []), strict=True))


def _reached(made: Criterion) -> Iterator[Example]:
    """The number itself earns all; one less earns what the rule says."""
    rule, full, number = made.rule, made.points, made.rule.number
    kinds = _kinds(made, "分类") if "分类" in rule.parts else _kinds(made)
    if not kinds or number is None or kinds[0] in _kinds(made, "另需"):
        return
    word = "数值" if rule.name in ("比率达标", "学时") else "个数"
    less = _NONE
    if rule.name == "每缺扣分":
        less = max(full - (rule.each or _NONE), _NONE)
    elif rule.name == "学时" or rule.shortfall == "按比例":
        less = (full * (number - 1) / number).quantize(_CENT, ROUND_HALF_UP)
    yield f"刚好{figure(number)}", _evidence(kinds, (word, figure(number))), full
    yield "少1", _evidence(kinds, (word, figure(number - 1))) if number > 1 else "[]", less


def _capped(made: Criterion) -> Iterator[Example]:
    """More than the cap earns the cap."""
    rule, full = made.rule, made.points
    sorts = [(part, kinds) for part, kinds in _parts(made, "逐类") if kinds and part.each]
    kinds = _kinds(made)
    more: list[tuple[str, str]] = []
    each = rule.each
    if sorts:
        kinds, each = [sorts[0][1][0][0]], sorts[0][0].each
        more = [("级别", sorts[0][0].level)] if sorts[0][0].level else []
    elif rule.tiers:
        level, prize, each = max(rule.tiers, key=lambda tier: tier[2])
        more = [("级别", level), *([("奖次", prize)] if prize else [])]
    if kinds and each and full > 0:
        yield "多件封顶", _evidence(kinds[:1], *more, ("个数", figure(full // each + 1))), full


def _adverse(made: Criterion) -> Iterator[Example]:
    """Enough cases take everything; each rate's edge from both sides."""
    rule, full = made.rule, abs(made.points)
    floor = made.points if made.points < 0 else _NONE
    sorts = [(kinds[0][0], part.each) for part, kinds in _parts(made, "逐类") if kinds and part.each]
    if made.asks and rule.each:
        sorts.append((made.asks[0][0], rule.each))
    if sorts:
        kind = sorts[0][0]
        each = min(points for other, points in sorts if other == kind)
        yield "扣完", _evidence([kind], ("个数", figure(_up(full / each)))), floor
    rates = [(kinds[0][0], part) for part, kinds in _parts(made, "指标") if kinds and part.number]
    if rates and not sorts:
        kind, part = rates[0]
        steps = _up(full / (part.each or Decimal(1)))
        low = (part.number or _NONE) - steps * (part.step or Decimal(1))
        if _left(full, kind, low, rates) == 0 and low >= 0:
            yield "扣完", _evidence([kind], ("数值", figure(low))), _NONE
    clear = [(kind, part) for kind, part in rates if kind not in {kind for kind, _ in sorts}]
    for value, kind in dict.fromkeys((number, kind) for kind, part in clear if part.number
                                     for number in (part.number, part.number - 1)):
        yield f"{figure(value)}时", _evidence([kind], ("数值", figure(value))), _left(full, kind, value, rates)


def _up(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_CEILING)


def _left(full: Decimal, kind: str, value: Decimal, rates: Sequence[tuple[str, Part]]) -> Decimal:
    """What is left of the points where the rates of a kind are all ``value``."""
    lost = _NONE
    for other, part in rates:
        if other == kind and part.number is not None and part.each is not None and value < part.number:
            lost += part.each * (_up((part.number - value) / part.step) if part.step else 1)
    return max(full - lost, _NONE)


def _grades(draft: Draft) -> Iterator[str]:
    bands = [(band.name, band.lower) for band in draft.procedure.bands if band.lower is not None]
    for (name, lower), (below, _) in zip(bands, bands[1:], strict=False):
        for total, grade in ((lower, name), (lower - _TENTH, below)):
            yield _row(("案例", quoted(f"{figure(total)}分为{grade}")), ("总分", figure(total)),
                       ("等次", quoted(grade)))
    names = [band.name for band in draft.procedure.bands]
    for case, grade, _ in draft.procedure.vetoes:
        if (not names or grade in names) and draft.total > 0 and table("作假")["情形"] in case:
            yield _row(("案例", quoted(f"{case}查实")), ("总分", figure(draft.total)), ("作假", "是"),
                       ("等次", quoted(grade)))


def _totals(draft: Draft) -> Iterator[str]:
    """Every part of a composite at one figure gives that figure."""
    for weights in draft.procedure.weights:
        if sum(weights.parts.values()) == 100:
            parts = table_of((name, figure(_EVEN)) for name in weights.parts)
            yield _row(("案例", f"各项都是{figure(_EVEN)}分"), ("方式", weights.mode), ("各项", parts),
                       ("总分", figure(_EVEN)))
