"""``pufa composite | rank | draw``: from criteria to the year's result, for one unit and for many."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extractor.sheets.grid import read_grid
from model.problems import Problem, PufaError, problem
from model.rubric import Rubric
from reports.assessment_json import read_json
from reports.ranking_xlsx import Sheet, write_sheets
from reports.words import word, word_list
from rubric_maps.load import load
from scoring.composite import composite
from scoring.draw import METHOD, DrawResult, draw
from scoring.outside import ABSENT, FALSIFIED, MODE, UNIT, columns, mode_name, read_rows
from scoring.ranking import Ranked, Suggestion, rank_outside, rank_suggested


def composite_command(options: argparse.Namespace) -> int:
    """The weighted total and grade as JSON."""
    result = composite(load(options.rubric), options.mode, _scores(options.scores), falsified=options.falsified)
    parts = {part.part: {"name": part.name, "score": float(part.score), "weight": float(part.weight),
                         "points": float(part.points)} for part in result.parts}
    print(json.dumps({"total": float(result.total), "grade": result.grade, "parts": parts}, ensure_ascii=False))
    return 0


def _scores(text: str) -> dict[str, Decimal]:
    """``panel=90,public=85`` as numbers. Raises PufaError for anything else, and for a part that stands twice."""
    found: dict[str, Decimal] = {}
    for pair in text.replace("，", ",").split(","):
        name, _, value = pair.partition("=")
        try:
            number = Decimal(value.strip())
        except InvalidOperation as error:
            raise PufaError(problem("scores_bad", text, part=pair.strip() or "空")) from error
        if not name.strip() or name.strip() in found or not number.is_finite():
            raise PufaError(problem("scores_bad", text, part=pair.strip()))
        found[name.strip()] = number
    return found


def rank_command(options: argparse.Namespace) -> int:
    """Ranks a cohort's results; with ``--template`` writes the table of outside scores to fill in instead."""
    rubric = load(options.rubric)
    totals, faults = _cohort(options.cohort, rubric.id)
    for fault in faults:
        print(fault.text(), file=sys.stderr)
    year = "、".join(sorted({str(year) for year, _ in totals}))
    units = [one for _, one in totals]
    if options.template:
        write_sheets(options.template, [_template(rubric, units, year)])
        print(f"外部得分空表：{options.template}（{len(units)}个单位）")
        return 1 if faults else 0
    if options.scores:
        rows, bad = read_rows(rubric, read_grid(options.scores), options.scores.name)
        faults += bad
        for fault in bad:
            print(fault.text(), file=sys.stderr)
        if not rows:
            return 1
        known = {one.unit for one in units}
        for row in rows:
            if row.unit not in known:
                print(problem("outside_unit_unknown", f"{options.scores.name} 第{row.line}行", unit=row.unit).text(),
                      file=sys.stderr)
        ranked: tuple[Ranked, ...] = rank_outside(rubric, rows)
    else:
        ranked = rank_suggested(units)
    _print_ranks(ranked)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        write_sheets(options.out / "ranking.xlsx", _rank_sheets(rubric, ranked, year))
        (options.out / "ranking.json").write_text(_rank_json(rubric, ranked), "utf-8")
        print(f"结果：{options.out / 'ranking.xlsx'}\n      {options.out / 'ranking.json'}")
    return 1 if faults else 0


def _cohort(folder: Path, rubric: str) -> tuple[list[tuple[int, Suggestion]], list[Problem]]:
    """Every assessment under a folder that was made with this rubric, by unit, and what is wrong with the others; the
    last of a unit that stands twice.

    Raises PufaError where there is none.
    """
    found: dict[tuple[int, str], Suggestion] = {}
    faults: list[Problem] = []
    for path in sorted(folder.rglob("assessment.json")) if folder.is_dir() else []:
        try:
            data = read_json(path)
            if data.get("rubric") == rubric:
                one = _suggestion(data, path)
                found[int(data["year"]), one.unit] = one
        except PufaError as error:
            faults.append(error.problem)
    if not found:
        raise PufaError(faults[0] if faults else problem("cohort_empty", str(folder), rubric=rubric))
    return [(year, one) for (year, _), one in sorted(found.items())], faults


def _suggestion(data: dict[str, Any], path: Path) -> Suggestion:
    """A unit's total. Raises PufaError where the assessment lacks it."""
    try:
        score = data["score"]
        total, low, high = (Decimal(str(score[name])) for name in ("suggested", "low", "high"))
        return Suggestion(unit=str(data["unit"]), total=total, low=low, high=high, grade=score["grade"])
    except (KeyError, TypeError, InvalidOperation) as error:
        raise PufaError(problem("assessment_unreadable", str(path), reason="缺少单位或分数")) from error


def _template(rubric: Rubric, units: Sequence[Suggestion], year: str) -> Sheet:
    """The table to fill in: one row a unit, with what the papers suggest beside it."""
    head = (*columns(rubric), word("ranking.suggested"))
    if not rubric.composites:
        raise PufaError(problem("outside_no_composite", rubric.id, rubric=rubric.id))
    names = [mode_name(mode.mode) for mode in rubric.composites]
    only = names[0] if len(names) == 1 else ""
    rows = tuple((one.unit, only, *(None,) * (len(head) - 3), float(one.total)) for one in units)
    choices: dict[int, Sequence[str]] = {head.index(MODE): names}
    choices.update({head.index(name): ("是", "否") for name in (FALSIFIED, ABSENT)})
    widths = tuple(30.0 if name == UNIT else 14.0 for name in head)
    title = word("ranking.template_title", rubric=rubric.name, year=year)
    return Sheet(name=word("ranking.template_sheet"), title=title, notes=word_list("ranking.template_notes"),
                 head=head, widths=widths, rows=rows, choices=choices, inputs=frozenset(range(1, len(head) - 1)))


def _rank_sheets(rubric: Rubric, ranked: Sequence[Ranked], year: str) -> list[Sheet]:
    outside = any(one.mode for one in ranked)
    head = word_list("ranking.head_outside" if outside else "ranking.head_suggested")
    rows = tuple(_rank_row(one, outside) for one in ranked)
    widths = (8.0, 32.0, 14.0, 12.0, 14.0, 44.0) if outside else (8.0, 32.0, 12.0, 12.0, 12.0, 14.0, 44.0)
    notes = word_list("ranking.notes_outside" if outside else "ranking.notes_suggested")
    return [Sheet(name=word("ranking.sheet"), title=word("ranking.title", rubric=rubric.name, year=year), notes=notes,
                  head=head, widths=widths, rows=rows)]


def _rank_row(one: Ranked, outside: bool) -> tuple[str | float | None, ...]:
    rank = word("ranking.unranked") if one.rank is None else float(one.rank)
    total = None if one.total is None else float(one.total)
    grade = one.grade or word("ranking.no_grade")
    if outside:
        return rank, one.unit, mode_name(one.mode), total, grade, one.note
    return rank, one.unit, total, _number(one.low), _number(one.high), grade, one.note


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _rank_json(rubric: Rubric, ranked: Sequence[Ranked]) -> str:
    rows = [{"rank": one.rank, "unit": one.unit, "mode": one.mode or None, "total": _number(one.total),
             "low": _number(one.low), "high": _number(one.high), "grade": one.grade, "note": one.note,
             "parts": {part.part: float(part.score) for part in one.result.parts} if one.result else {}}
            for one in ranked]
    return json.dumps({"schema": "pufa.ranking/1", "rubric": rubric.id, "ranking": rows}, ensure_ascii=False, indent=1)


def _print_ranks(ranked: Iterable[Ranked]) -> None:
    mode = None
    for one in ranked:
        if one.mode != mode:
            mode = one.mode
            print(f"— {mode_name(mode) if mode else '按材料建议分（仅供参考）'} —")
        rank = "  —" if one.rank is None else f"{one.rank:3}"
        total = "" if one.total is None else f"{one.total:.2f}"
        print(f"{rank}  {one.unit}  {total}  {one.grade or ''}  {one.note}".rstrip())


def draw_command(options: argparse.Namespace) -> int:
    """Draws units for the panel and writes the record."""
    share = None if options.share is None else _per_cent(options.share)
    result = draw(load(options.rubric), _units(options.units), options.seed, share=share, number=options.number,
                  exclude=_units(options.exclude) if options.exclude else ())
    for number, unit in enumerate(result.drawn, start=1):
        print(f"{number}  {unit}")
    print(f"名单{len(result.units)}个单位，抽取{result.number}个，种子“{result.seed}”", file=sys.stderr)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        record = {**asdict(result), "share": _number(result.share), "method": METHOD, "schema": "pufa.draw/1"}
        (options.out / "draw.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
        write_sheets(options.out / "draw.xlsx", _draw_sheets(load(options.rubric), result))
    return 0


def _per_cent(text: str) -> Decimal:
    try:
        value = Decimal(text.rstrip("%％"))
    except InvalidOperation as error:
        raise PufaError(problem("share_bad", text)) from error
    if not 0 < value <= 100:
        raise PufaError(problem("share_bad", text))
    return value


def _units(path: Path) -> list[str]:
    """Unit names: the subfolders of a year's folder, or the first column (or the column 单位) of a table or text."""
    if path.is_dir():
        return sorted(child.name for child in path.iterdir() if child.is_dir() and not child.name.startswith("."))
    rows = [[cell.strip() for cell in row] for row in read_grid(path)]
    head = next((n for n, row in enumerate(rows[:10]) if UNIT in row), None)
    column = rows[head].index(UNIT) if head is not None else 0
    body = rows[head + 1:] if head is not None else rows
    return [row[column] for row in body if len(row) > column and row[column]]


def _draw_sheets(rubric: Rubric, result: DrawResult) -> list[Sheet]:
    notes = tuple(note.format(seed=result.seed, units=len(result.units), excluded=len(result.excluded),
                              number=result.number, method=METHOD, digest=result.digest)
                  for note in word_list("ranking.draw_notes"))
    title = word("ranking.draw_title", rubric=rubric.name)
    states = {**dict.fromkeys(result.units, word("ranking.not_drawn")),
              **dict.fromkeys(result.excluded, word("ranking.excluded")),
              **dict.fromkeys(result.drawn, word("ranking.drawn"))}
    return [Sheet(name=word("ranking.draw_sheet"), title=title, notes=notes, head=word_list("ranking.draw_head"),
                  widths=(8.0, 60.0), rows=tuple((float(n), unit) for n, unit in enumerate(result.drawn, start=1))),
            Sheet(name=word("ranking.draw_list_sheet"), title=title, notes=(), head=word_list("ranking.draw_list_head"),
                  widths=(8.0, 50.0, 16.0),
                  rows=tuple((float(n), unit, states[unit]) for n, unit in enumerate(result.units, start=1)))]
