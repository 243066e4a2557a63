"""A standard as the printed table: criteria with points, rule in words, papers, reading, citation and clause."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from classifiers.kinds import kinds
from model.numbers import plain
from model.rubric import Criterion, Item, Proof, Rubric, Section, asks
from rubric_maps.wording import rule_text
from ui.clauses import Clause
from ui.words import number

_LONG = 90


def sheet(rubric: Rubric, found: Mapping[str, Clause], attached: bool) -> str:
    """The whole table as HTML. found: clauses of the official text by criterion; attached: there is such a text."""
    if not rubric.sections:
        return '<p class="mut">这份标准只规定程序，没有公布评分项；评议时借用另一份标准的评分项。</p>'
    heads = ["编号", "分项", "分值", "评分规则", "佐证材料", "解读", "依据", *(["原文"] if attached else [])]
    head = "".join(f'<th class="c{at}">{word}</th>' for at, word in enumerate(heads))
    body = "".join(_section(rubric, section, found, attached, len(heads)) for section in rubric.sections)
    wide = " wide" if attached else ""
    return f'<table class="std{wide}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _section(rubric: Rubric, section: Section, found: Mapping[str, Clause], attached: bool, columns: int) -> str:
    items = "".join(_item(item, found, attached, columns) for item in section.items)
    title = f"{escape(section.title)}<span>{section_points(rubric, section)}</span>"
    return f'<tr class="sec"><td colspan="{columns}">{title}</td></tr>{items}'


def section_points(rubric: Rubric, section: Section) -> str:
    """A section's weight in words: 40分, 加分，最多15分, 加减分，各项自有上限, 不计分."""
    if rubric.unscored:
        return "不计分"
    if not section.bonus:
        return f"{plain(section.points)}分"
    return f"附加，合计以{plain(section.points)}分为限" if section.points else "附加，各项自有上限"


def _item(item: Item, found: Mapping[str, Clause], attached: bool, columns: int) -> str:
    source = f"，原文各处合计{plain(item.source_sum)}分，与印的分值不符" if item.source_sum is not None else ""
    one = len(item.criteria) == 1 and item.criteria[0].title == item.title
    points = number(float(item.cap)) + "分" if item.cap else ""
    title = "" if one else (f'<tr class="item"><td class="id">{escape(item.number)}</td><td colspan="{columns - 1}">'
                            f"{escape(item.title)}<span>{points}{escape(source)}</span></td></tr>")
    return title + "".join(_criterion(criterion, found.get(criterion.id), attached) for criterion in item.criteria)


def _criterion(criterion: Criterion, clause: Clause | None, attached: bool) -> str:
    reading = f'<i class="rd">{escape(criterion.reading)}</i>' if criterion.reading else '<span class="mut">—</span>'
    points = f'<b class="{"less" if criterion.max_points < 0 else ""}">{number(float(criterion.max_points))}</b>'
    cells = [f'<td class="id">{escape(criterion.id)}</td>',
             f'<td class="name">{escape(criterion.title)}<div class="mut">{escape(_named(criterion))}</div></td>',
             f'<td class="r">{points if criterion.max_points else "—"}</td>',
             f'<td>{escape(rule_text(criterion))}</td>', f"<td>{_proofs(criterion)}</td>", f"<td>{reading}</td>",
             f'<td class="mut">{escape(_place(criterion))}</td>']
    if attached:
        cells.append(f'<td class="clause">{clause_html(clause)}</td>')
    return f'<tr id="c{escape(criterion.id, quote=True)}">{"".join(cells)}</tr>'


def _named(criterion: Criterion) -> str:
    """The kinds of evidence that are looked for, by their Chinese names."""
    exempt = criterion.exemption.ask if criterion.exemption else None
    asked = dict.fromkeys(kind for ask in asks(criterion) if ask is not exempt for kind in ask.kinds)
    return "找：" + "、".join(kinds()[kind].name if kind in kinds() else f"不认识的材料种类 {kind}" for kind in asked)


def _proofs(criterion: Criterion) -> str:
    return "、".join(_proof(proof) for proof in criterion.proofs) or '<span class="mut">原文没有列</span>'


def _proof(proof: Proof) -> str:
    return f'{escape(proof.name)}<b class="need">必备</b>' if proof.needed else escape(proof.name)


def _place(criterion: Criterion) -> str:
    page = f"第{criterion.citation.page}页 " if criterion.citation.page else ""
    return f"{criterion.citation.source} {page}{criterion.citation.place}"


def clause_html(clause: Clause | None) -> str:
    """A clause with the part that speaks of the criterion marked; long text around it is folded away."""
    if clause is None:
        return '<span class="mut">原文里没有找到对应的句子</span>'
    before, told, after = (part.replace("\t", " ｜ ") for part in (clause.before, clause.told, clause.after))
    short = "…" + before[-_LONG // 3:] if len(before) > _LONG // 3 else before
    rest = after[:_LONG // 3] + "…" if len(after) > _LONG // 3 else after
    where = f"第{clause.page}页" if clause.page else f"第{clause.line}行" if clause.line else ""
    cited = "依据所指" if clause.by == "line" else "按文字找到"
    text = f'{escape(short)}<mark>{escape(told)}</mark>{escape(rest)}'
    note = f'<div class="mut">{"，".join(part for part in (where, cited) if part)}</div>'
    if short == before and rest == after:
        return text + note
    whole = f'{escape(before)}<mark>{escape(told)}</mark>{escape(after)}'
    return f"<details><summary>{text}</summary><p>{whole}</p></details>{note}"
