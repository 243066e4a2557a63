"""The draft's ``cases.yaml``: what the linter asks for, made mechanically from the draft's own numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from rubric_maps.importer.draft import Criterion, Draft
from rubric_maps.importer.sheet import quoted, table_of
from rubric_maps.importer.words import figure, say

_CENT, _TENTH = Decimal("0.01"), Decimal("0.1")
_EVEN = Decimal(80)


def cases_text(draft: Draft) -> str:
    """The cases as YAML: each number reached and missed by one, each cap passed, each grade's edge from both sides."""
    lines = [f"# {say('例子抬头')}"]
    for made in draft.criteria():
        lines += [_case(name, made, evidence, points) for name, evidence, points in _examples(made)]
    lines += list(_grades(draft))
    lines += list(_totals(draft))
    return "\n".join(lines if len(lines) > 1 else [*lines, "[]"]) + "\n"


def _case(name: str, made: Criterion, evidence: str, points: Decimal) -> str:
    expected = table_of(((made.id, figure(points)),))
    return f"- {table_of((('案例', quoted(f'{made.id}{name}')), ('卷内', evidence), ('应得', expected)))}"


def _found(kind: str, *more: tuple[str, str]) -> str:
    return f"[{table_of((('种类', kind), *more))}]"


def _examples(made: Criterion) -> Iterator[tuple[str, str, Decimal]]:
    """(name, evidence, points) of a criterion's cases; none where its kind is not known."""
    rule, full = made.rule, made.points
    if not made.asks or full <= 0 or "分类" in rule.parts:
        return
    kind, number = made.asks[0][0], rule.number or Decimal(1)
    if rule.name == "达到数量":
        less = _share(full, number - 1, number) if rule.shortfall == "按比例" else Decimal(0)
        yield f"刚好{figure(number)}件", _found(kind, ("个数", figure(number))), full
        yield "少一件", _fewer(kind, number - 1), less
    elif rule.name == "每缺扣分":
        yield f"刚好{figure(number)}件", _found(kind, ("个数", figure(number))), full
        yield "少一件", _fewer(kind, number - 1), max(full - (rule.each or Decimal(0)), Decimal(0))
    elif rule.name in ("比率达标", "学时"):
        less = _share(full, number - 1, number) if rule.name == "学时" else Decimal(0)
        yield f"刚好{figure(number)}", _found(kind, ("数值", figure(number))), full
        yield "差1", _found(kind, ("数值", figure(number - 1))), less
    elif rule.tiers:
        level, prize, points = max(rule.tiers, key=lambda tier: tier[2])
        more = (("奖次", prize),) if prize else ()
        yield "多件封顶", _found(kind, ("级别", level), *more, ("个数", figure(full // points + 1))), full
    elif rule.name == "逐件加分" and rule.each:
        yield "多件封顶", _found(kind, ("个数", figure(full // rule.each + 1))), full


def _fewer(kind: str, number: Decimal) -> str:
    return _found(kind, ("个数", figure(number))) if number > 0 else "[]"


def _share(full: Decimal, number: Decimal, whole: Decimal) -> Decimal:
    return (full * number / whole).quantize(_CENT, ROUND_HALF_UP) if whole else Decimal(0)


def _grades(draft: Draft) -> Iterator[str]:
    bands = [(band.name, band.lower) for band in draft.procedure.bands if band.lower is not None]
    for (name, lower), (below, _) in zip(bands, bands[1:], strict=False):
        under = lower - _TENTH
        for total, grade in ((lower, name), (under, below)):
            yield f"- {table_of((('案例', quoted(f'{figure(total)}分为{grade}')), ('总分', figure(total)), ('等次', quoted(grade))))}"
    names = [band.name for band in draft.procedure.bands]
    for case, grade, _ in draft.procedure.vetoes:
        if (not names or grade in names) and draft.total > 0:
            yield f"- {table_of((('案例', quoted(f'{case}查实')), ('总分', figure(draft.total)), ('作假', '是'), ('等次', quoted(grade))))}"


def _totals(draft: Draft) -> Iterator[str]:
    """Every part of a composite at one figure gives that figure."""
    for weights in draft.procedure.weights:
        if sum(weights.parts.values()) == 100:
            parts = table_of((name, figure(_EVEN)) for name in weights.parts)
            yield f"- {table_of((('案例', f'各项都是{figure(_EVEN)}分'), ('方式', weights.mode), ('各项', parts), ('总分', figure(_EVEN))))}"
