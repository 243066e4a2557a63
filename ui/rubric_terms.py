"""What stands around a standard's criteria, as cards: grades, weights, vetoes, deadlines, draw, sources; its checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from classifiers.kinds import kinds
from model.numbers import plain
from model.problems import Problem
from model.rubric import CaseEvidence, Citation, Composite, Draw, Rubric, RubricCase
from rubric_maps.differences import months_words
from rubric_maps.schema import BOUND_WORDS, OUTCOME_WORDS, PART_WORDS, STATUS_WORDS
from scoring.outside import mode_name
from ui.words import PAPERS

_STATUS = {english: chinese for chinese, english in STATUS_WORDS.items()}
_OUTCOME = {english: chinese for chinese, english in OUTCOME_WORDS.items()}
_BOUND = {english: chinese for chinese, english in BOUND_WORDS.items()}


def terms(rubric: Rubric) -> str:
    """All cards, in two columns."""
    left = [_grades(rubric), _composites(rubric), _vetoes(rubric)]
    right = [_procedure(rubric), _deadlines(rubric), _sources(rubric)]
    columns = ("".join(f'<div class="card">{card}</div>' for card in cards) for cards in (left, right))
    return f'<div class="halves"><div>{"</div><div>".join(columns)}</div></div>'


def _table(rows: Iterable[Sequence[str]], heads: Sequence[str] = ()) -> str:
    """A table of cells that are HTML already."""
    head = f"<thead><tr>{''.join(f'<th>{word}</th>' for word in heads)}</tr></thead>" if heads else ""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _said(title: str, note: str, body: str, none: str) -> str:
    empty = f'<p class="mut">{none}</p>'
    return f"<h2>{title}<span>{escape(note)}</span></h2>{body or empty}"


def _grades(rubric: Rubric) -> str:
    bands = rubric.bands
    highest = [None, *(band.lower for band in bands)]
    rows = [(f"<b>{escape(band.name)}</b>", _bounds(band.lower, above))
            for band, above in zip(bands, highest, strict=False)]
    note = f"总分先四舍五入到{rubric.grade_places}位小数" if any(band.lower is not None for band in bands) else ""
    return _said("等次", note, _table(rows) if rows else "", "原文没有规定等次。")


def _bounds(lower: Decimal | None, above: Decimal | None) -> str:
    """A grade's bounds in words: 75分以上，不满90分."""
    if lower is None:
        return "原文没有分数线"
    said = [f"{plain(lower)}分以上"] if lower or above is None else []
    return "，".join([*said, *([f"不满{plain(above)}分"] if above is not None else [])])


def _composites(rubric: Rubric) -> str:
    rows = [(escape(mode_name(mode.mode)), _weights(mode)) for mode in rubric.composites]
    return _said("综合成绩", "各部分占百分之几", _table(rows) if rows else "", "原文没有规定综合成绩。")


def _weights(mode: Composite) -> str:
    return "＋".join(f"{escape(one.name)} <b>{plain(one.weight)}%</b>" for one in mode.weights)


def _vetoes(rubric: Rubric) -> str:
    rows = [(escape(one.case), f"<b>{escape(one.grade)}</b>", _cited(one.citation)) for one in rubric.vetoes]
    return _said("一票否决", "只在审核人确认以后生效", _table(rows, ("情形", "定为", "依据")) if rows else "",
                 "原文没有规定一票否决。")


def _procedure(rubric: Rubric) -> str:
    rows = [("评议期", months_words(rubric)), ("同一材料用于几项", escape(rubric.reuse))]
    if rubric.draw is not None:
        rows.append(("抽取评议对象", f"{_drawn(rubric.draw)}　{_cited(rubric.draw.citation)}"))
    if rubric.absence is not None:
        rows.append(("缺席评议", f"{escape(rubric.absence.treatment)}　{_cited(rubric.absence.citation)}"))
    if rubric.valid_from is not None:
        rows.append(("开始施行", rubric.valid_from.isoformat()))
    return _said("程序", "", _table(rows), "")


def _drawn(draw: Draw) -> str:
    return f"不少于{plain(draw.share)}%" if draw.share is not None else f"最多{draw.at_most}个单位"


def _deadlines(rubric: Rubric) -> str:
    rows = [(escape(one.name), f"{'次年' if one.years_after else ''}{one.month}月{one.day}日以前",
             "、".join(PAPERS.get(paper, paper) for paper in one.papers), _cited(one.citation))
            for one in rubric.deadlines]
    return _said("期限", "", _table(rows, ("要交的", "截止", "文种", "依据")) if rows else "", "原文没有规定期限。")


def _sources(rubric: Rubric) -> str:
    rows = [(escape(one.key), escape(one.title), escape(one.document_number)) for one in rubric.sources]
    notes = "".join(f"<li>{escape(note)}</li>" for note in rubric.notes)
    return _said("来源和说明", "", _table(rows) + (f"<ul>{notes}</ul>" if notes else ""), "")


def _cited(citation: Citation) -> str:
    page = f"第{citation.page}页" if citation.page else ""
    return f'<span class="mut">{escape(f"{citation.source} {page}{citation.place}")}</span>'


def faults(found: Sequence[Problem], none: str) -> str:
    """Problems as a list, faults before notes; ``none`` where there are none."""
    if not found:
        return f'<p class="mut">{none}</p>'
    ranked = sorted(found, key=lambda one: one.severity != "error")
    rows = [(f'<span class="chip {"missing" if one.severity == "error" else "partial"}">'
             f'{"有错" if one.severity == "error" else "请看"}</span>', escape(placed(one))) for one in ranked]
    return f'<div class="faults">{_table(rows)}</div>'


def placed(one: Problem) -> str:
    """A problem's text with the place in a clerk's words: 第23行, 例题第5行."""
    text = re.sub(r"(?:[\w-]+/)?cases\.yaml:(\d+)", r"例题第\1行", one.text())
    text = re.sub(r"rubric\.yaml:(\d+)", r"第\1行", text)
    return text.replace("cases.yaml：", "例题：").replace("rubric.yaml：", "全文：")


def case_rows(cases: Sequence[RubricCase], wrong: Sequence[Problem]) -> str:
    """The worked examples with what they suppose, what must come out, and whether it does."""
    if not cases:
        return '<p class="mut">旁边没有例题。</p>'
    by_line: dict[str, list[Problem]] = {}
    for one in wrong:
        by_line.setdefault(one.where.rpartition(":")[2], []).append(one)
    rows = []
    for case in cases:
        bad = by_line.get(str(case.line), [])
        chip = '<span class="chip missing">不符</span>' if bad else '<span class="chip met">通过</span>'
        got = "".join(f'<div class="loss">{escape(placed(one))}</div>' for one in bad)
        rows.append((chip, escape(case.name) + got, escape(_supposed(case)), escape(_expected(case))))
    return _table(rows, ("结果", "例题", "卷内有", "应得"))


def _supposed(case: RubricCase) -> str:
    if case.mode is not None:
        names = {english: chinese for chinese, english in PART_WORDS.items()}
        return "、".join(f"{names.get(part, part)}{plain(points)}分" for part, points in case.parts)
    if not case.evidence and case.total is not None:
        return f"总分{plain(case.total)}分" + ("，查实弄虚作假" if case.falsified else "")
    return "、".join(_piece(part) for part in case.evidence) or "没有材料"


def _piece(part: CaseEvidence) -> str:
    known = kinds().get(part.kind)
    name = known.name if known else part.kind
    about = [_STATUS[part.status]] if part.status != "done" else []
    about += [f"{part.level}级{part.prize or ''}"] if part.level else []
    if part.value is not None:
        figure = plain(part.value) if part.bound == "exact" else f"{plain(part.value)}{_BOUND[part.bound]}"
        about.append(f"写明{figure}")
    number = "" if part.value is not None else f"{part.number}件"
    return name + number + (f"（{'，'.join(about)}）" if about else "")


def _expected(case: RubricCase) -> str:
    said = [f"第{name}项{plain(points)}分" for name, points in case.expected]
    said += [f"第{name}项{_OUTCOME.get(status, status)}" for name, status in case.statuses]
    if case.mode is not None and case.total is not None:
        said.append(f"综合{plain(case.total)}分")
    said += [f"等次{case.grade}"] if case.grade else []
    return "、".join(said)
