"""``pufa rubric compare``: two standards side by side, for people as a table, for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from classifiers.kinds import kinds
from classifiers.kinship import near_kinds
from model.rubric import Criterion, Rubric
from reports.figures import json_number
from reports.width import pad
from rubric_maps.compare import Comparison, Match, compare
from rubric_maps.differences import Difference, share_words
from rubric_maps.load import load
from rubric_maps.wording import rule_text, share_of

SIDES = {"left": "甲", "right": "乙"}
_TITLE, _SHARE, _GAP, _INDENT = 42, 12, "  ", " " * 8


def compare_command(left: str, right: str, as_json: bool) -> int:
    """Compares two standards. Raises PufaError for an id that is not there."""
    first, second = load(left), load(right)
    found = compare(first, second, near_kinds(first.kinds(), second.kinds()))
    if as_json:
        print(json.dumps(comparison_json(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found)))
    return 0


def common(match: Match) -> str:
    """What the pair rests on, in words: the evidence that both ask for, or the wording alone."""
    if match.basis == "words":
        return "名称和要求的写法相近，材料种类不同，请人工核对"
    if match.basis == "kinds":
        return "同样要求：" + "、".join(dict.fromkeys(_name(a) for a, b in match.kinds if a == b))
    return "要求相近：" + "、".join(f"{_name(a)}（甲）与{_name(b)}（乙）" for a, b in match.kinds)


def stricter(match: Match) -> tuple[str, ...]:
    """Who asks for more, and in what: ``乙更严：数量（1件，2件）``, ``甲更重：…``, ``另有不同：…``."""
    said: dict[str, list[str]] = {}
    for one in match.differences:
        side = SIDES.get(one.stricter)
        head = "另有不同" if side is None else f"{side}{'更重' if one.aspect == '分值' else '更严'}"
        said.setdefault(head, []).append(f"{one.aspect}（甲{one.left}，乙{one.right}）")
    return tuple(f"{head}：{'、'.join(words)}" for head, words in said.items()) or ("要求相当",)


def explain(found: Comparison, match: Match) -> str:
    """The whole correspondence in one sentence."""
    rules = [f"{side}：{rule_text(criterion)}（{share_words(rubric, criterion)}）" for side, rubric, criterion in (
        ("甲", found.left, match.left), ("乙", found.right, match.right))]
    return "；".join((common(match), *rules, *stricter(match)))


def _name(kind: str) -> str:
    known = kinds().get(kind)
    return known.name if known else kind


def _verdict(match: Match) -> str:
    """The side that asks for more, in one word; points are left out, they stand beside."""
    sides = {one.stricter for one in match.differences if one.aspect != "分值"} - {""}
    return "相当" if not sides else "互有" if len(sides) > 1 else SIDES[sides.pop()]


def _lines(found: Comparison) -> Iterator[str]:
    yield f"甲  {found.left.id}  {found.left.name}"
    yield f"乙  {found.right.id}  {found.right.name}"
    yield from _head("一、总体规定不同之处", len(found.frame), "处")
    for one in found.frame:
        yield f"  {one.aspect}"
        yield from (f"    {side}：{words}" for side, words in (("甲", one.left), ("乙", one.right)))
    yield from _head("二、相对应的要求", len(found.matches), "对")
    if found.matches:
        yield "  " + _GAP.join((pad("甲", _TITLE), pad("分值", _SHARE), pad("乙", _TITLE), pad("分值", _SHARE), "更严"))
    for match in found.matches:
        yield from _match_lines(found, match)
    yield from _head("三、只有甲要求", len(found.only_left), "项")
    yield from _only(found.left, found.only_left)
    yield from _head("四、只有乙要求", len(found.only_right), "项")
    yield from _only(found.right, found.only_right)


def _head(title: str, number: int, unit: str) -> tuple[str, str]:
    return "", f"{title}（{number}{unit}）" if number else f"{title}：没有"


def _match_lines(found: Comparison, match: Match) -> Iterator[str]:
    yield "  " + _GAP.join((*_cells(found.left, match.left), *_cells(found.right, match.right), _verdict(match)))
    yield f"{_INDENT}{'；'.join((common(match), *stricter(match)))}"
    yield f"{_INDENT}甲：{rule_text(match.left)}"
    yield f"{_INDENT}乙：{rule_text(match.right)}"


def _only(rubric: Rubric, criteria: Sequence[Criterion]) -> Iterator[str]:
    return (f"  {_GAP.join(_cells(rubric, one))}{_GAP}{rule_text(one)}" for one in criteria)


def _cells(rubric: Rubric, criterion: Criterion) -> tuple[str, str]:
    return pad(f"{pad(criterion.id, 5)} {criterion.title}", _TITLE), pad(share_words(rubric, criterion), _SHARE)


def comparison_json(found: Comparison) -> dict[str, Any]:
    """The comparison in JSON's own types."""
    return {
        "schema": "pufa.compare/1", "left": _rubric_json(found.left), "right": _rubric_json(found.right),
        "frame": [_difference_json(one) for one in found.frame],
        "matches": [{
            "left": _criterion_json(found.left, match.left), "right": _criterion_json(found.right, match.right),
            "basis": match.basis, "likeness": match.likeness, "stricter": _verdict(match),
            "kinds": [{"left": a, "right": b, "names": list(dict.fromkeys((_name(a), _name(b))))}
                      for a, b in match.kinds],
            "differences": [_difference_json(one) for one in match.differences], "words": explain(found, match)}
            for match in found.matches],
        "only_left": _all_json(found.left, found.only_left), "only_right": _all_json(found.right, found.only_right),
    }


def _rubric_json(rubric: Rubric) -> dict[str, Any]:
    return {"id": rubric.id, "name": rubric.name, "max": json_number(rubric.max_points),
            "criteria": len(rubric.criteria())}


def _difference_json(one: Difference) -> dict[str, str | None]:
    return {"aspect": one.aspect, "left": one.left, "right": one.right, "stricter": one.stricter or None}


def _all_json(rubric: Rubric, criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    return [_criterion_json(rubric, criterion) for criterion in criteria]


def _criterion_json(rubric: Rubric, criterion: Criterion) -> dict[str, Any]:
    return {"id": criterion.id, "title": criterion.title, "max_points": json_number(criterion.max_points),
            "share": json_number(share_of(criterion, rubric.max_points)), "rule": rule_text(criterion)}
