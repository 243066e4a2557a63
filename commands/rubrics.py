"""``pufa rubric list | show | lint | test``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from classifiers.kinds import kinds
from model.problems import PufaError, problem
from model.rubric import Criterion, Item, Rubric, Section, asks
from model.rules import Aspects, Count, Hours, Rate, Rule, Shortfall, parts
from reports.figures import number_text
from reports.width import pad
from rubric_maps.lint import lint
from rubric_maps.load import available, load, load_cases, map_path, refused
from scoring.cases import run_cases


def list_rubrics(as_json: bool) -> int:
    """Every map: id, name, items and points; what is wrong with one on stderr, 1 where it cannot be read."""
    rows, wrong = [], list(refused())
    for rubric_id in available():
        try:
            rubric = load(rubric_id)
        except PufaError as error:
            wrong.append(error.problem)
            continue
        rows.append({"id": rubric.id, "name": rubric.name, "items": len(rubric.items()),
                     "criteria": len(rubric.criteria()), "max": float(rubric.max_points), "version": rubric.version})
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(f"{row['id']}  {row['name']}  {row['items']}项{row['criteria']}分项"
                  f"  满分{row['max']:g}  版本{row['version']}")
    for one in wrong:
        print(one.text(), file=sys.stderr)
    return 1 if any(one.severity == "error" for one in wrong) else 0


def show_rubric(rubric_id: str, as_json: bool) -> int:
    """One map, criterion by criterion."""
    rubric = load(rubric_id)
    if as_json:
        rows = [_row(section, item, c) for section in rubric.sections for item in section.items for c in item.criteria]
        print(json.dumps({"id": rubric.id, "name": rubric.name, "max": float(rubric.max_points), "criteria": rows,
                          **_procedure(rubric)}, ensure_ascii=False, indent=1))
        return 0
    print(f"{rubric.id}  {rubric.name}  满分{number_text(rubric.max_points)}  版本{rubric.version}")
    for section in rubric.sections:
        print(f"{section.title}（{number_text(section.points)}分）")
        for item in section.items:
            for criterion in item.criteria:
                print(_line(criterion))
    grades = [b.name if b.lower is None else f"{b.name} {number_text(b.lower)}分以上" for b in rubric.bands]
    print("等次：" + ("；".join(grades) or "原文没有规定"))
    return 0


def _row(section: Section, item: Item, criterion: Criterion) -> dict[str, Any]:
    """A criterion for programs: its place, its points, the numbers of its rule."""
    rule = criterion.rule
    return {
        "id": criterion.id, "section": section.title, "section_points": float(section.points), "bonus": section.bonus,
        "item": item.number, "item_points": float(item.cap), "title": criterion.title,
        "max_points": float(criterion.max_points), "rule": type(rule).__name__, "threshold": _threshold(rule),
        "all_needed": isinstance(rule, Aspects) and rule.all_needed, "parts": [part.name for part in parts(rule)],
        "tiers": [[tier.level, tier.prize, float(tier.points)] for tier in getattr(rule, "tiers", ())],
        "each": float(each) if (each := getattr(rule, "each", None)) else None, "unit": criterion.unit,
        "short": criterion.short, "kinds": sorted({kind for ask in asks(criterion) for kind in ask.kinds}),
        "proofs": [proof.name for proof in criterion.proofs], "reading": criterion.reading,
        "citation": criterion.citation.place}


def _procedure(rubric: Rubric) -> dict[str, Any]:
    """Grades, vetoes, weights, deadlines, draw and period for programs."""
    (first, day), (last, end) = rubric.months
    return {
        "bands": [[band.name, None if band.lower is None else float(band.lower)] for band in rubric.bands],
        "vetoes": [[veto.case, veto.grade] for veto in rubric.vetoes],
        "composites": {way.mode: {w.part: float(w.weight) for w in way.weights} for way in rubric.composites},
        "deadlines": [{"name": one.name, "due": f"{one.month:02}-{one.day:02}", "papers": list(one.papers),
                       "years_after": one.years_after} for one in rubric.deadlines],
        "absence": rubric.absence.treatment if rubric.absence else None,
        "draw": {"share": float(rubric.draw.share) if rubric.draw.share else None, "at_most": rubric.draw.at_most}
        if rubric.draw else None,
        "period": [f"{first:02}-{day:02}", f"{last:02}-{end:02}"], "reuse": rubric.reuse, "notes": list(rubric.notes)}


def _threshold(rule: Rule) -> float | None:
    """How many, how many hours or how many per cent a rule wants; None where it wants no number."""
    match rule:
        case Count() | Shortfall() | Hours():
            return float(rule.threshold)
        case Rate():
            return float(rule.gate)
        case _:
            return None


def _line(criterion: Criterion) -> str:
    reading = f"  解读：{criterion.reading}" if criterion.reading else ""
    points = pad(number_text(criterion.max_points), 4, True)
    return f"  {pad(criterion.id, 5)}{pad(criterion.title, 36)}{points}分  {criterion.short}{reading}"


def lint_rubrics(paths: list[str]) -> int:
    """Checks maps; every fault on stdout, 1 where there is one."""
    wanted = [_map(p) for p in paths] or [map_path(i) for i in available()]
    faults = 0
    for path in wanted:
        found = lint(path, frozenset(kinds()))
        faults += sum(1 for one in found if one.severity == "error")
        for one in found:
            print(f"{path.parent.name}：{one.text()}")
        if all(one.severity != "error" for one in found):
            print(f"{path.parent.name}：没有发现问题" + (f"（原文自身的问题{len(found)}处）" if found else ""))
    return 1 if faults else 0


def _map(text: str) -> Path:
    path = Path(text)
    if path.is_dir():
        path = path / "rubric.yaml"
    if path.is_file():
        return path
    if text in available():
        return map_path(text)
    raise PufaError(problem("map_path_missing", text))


def test_rubrics(ids: list[str]) -> int:
    """Runs the cases beside the maps; 1 where one does not come out."""
    wrong = 0
    for rubric_id in ids or available():
        path = map_path(rubric_id)
        cases = load_cases(path)
        found = run_cases(load(rubric_id), cases)
        wrong += len(found)
        for one in found:
            print(one.text(), file=sys.stderr)
        print(f"{rubric_id}：{len(cases)}个例题，{len(found)}处不符")
    return 1 if wrong else 0
