"""What stands before and behind the criteria of a draft: name, total, dates, deadlines, grades, vetoes, weights."""

from __future__ import annotations

from rubric_maps.importer.draft import Draft
from rubric_maps.importer.sheet import Sheet, cited, line_note, listed, quoted, table_of
from rubric_maps.importer.terms import Procedure
from rubric_maps.importer.wording import wide
from rubric_maps.importer.words import figure, pattern


def write_head(sheet: Sheet, draft: Draft) -> None:
    """Everything above 部分."""
    told = draft.procedure
    sheet.pair(0, "标准", draft.id)
    sheet.pair(0, "名称", quoted(draft.name))
    sheet.pair(0, "版本", '"0.1"')
    if told.valid_from:
        sheet.pair(0, "施行", told.valid_from[0], line_note(told.valid_from[1]), draft.terms.get("施行", ()))
    sheet.pair(0, "总分", draft.total, line_note(draft.total_line), draft.terms.get("总分", ()))
    if not draft.scored:
        sheet.pair(0, "不计分", True)
    if told.period:
        days = table_of((("起", told.period[0]), ("止", told.period[1])))
        sheet.pair(0, "评议期", days, line_note(told.period[2]), draft.terms.get("评议期", ()))
    sheet.pair(0, "舍入", "1")
    sheet.put(0, "来源:")
    sheet.put(1, "- 代号: 甲")
    sheet.pair(2, "名称", quoted(wide(told.title) or draft.name))
    number, line = told.number or ("原文未见文号", 0)
    sheet.pair(2, "文号", quoted(number), line_note(line), draft.terms.get("文号", ()))
    _notes(sheet, told)
    _terms(sheet, draft)


def _notes(sheet: Sheet, told: Procedure) -> None:
    seen: dict[str, int] = {}
    for bit in told.notes:
        for part in bit.text.split(";"):
            body = wide(part.split(".", 1)[-1] if part[:1].isdigit() else part).strip()
            if pattern("含本数").search(part) or pattern("扣完").search(part):
                seen.setdefault(body, bit.line)
    if seen:
        sheet.put(0, "说明:")
        for body, line in seen.items():
            sheet.put(1, f"- {quoted(body + '。')}", line_note(line))


def _terms(sheet: Sheet, draft: Draft) -> None:
    told = draft.procedure
    if told.reuse:
        sheet.pair(0, "同一材料", told.reuse[0], line_note(told.reuse[1]))
    if told.deadlines:
        sheet.put(0, "期限:", "", draft.terms.get("期限", ()))
        for due in told.deadlines:
            pairs = [("名称", quoted(due.name)), ("截止", due.day), *([("年", "1")] if due.next_year else []),
                     ("文种", listed(due.papers)), ("依据", cited(due.line))]
            sheet.put(1, f"- {table_of(pairs)}")
    if told.absence:
        treatment, line = told.absence
        sheet.pair(0, "缺席", table_of((("处理", quoted(treatment)), ("依据", cited(line)))))
    if told.share:
        sheet.pair(0, "抽取", table_of((("比例", figure(told.share[0])), ("依据", cited(told.share[1])))))
    elif told.at_most:
        drawn = (("至多", figure(told.at_most[0])), ("依据", cited(told.at_most[1])))
        sheet.pair(0, "抽取", table_of(drawn), "", draft.terms.get("抽取", ()))


def write_grades(sheet: Sheet, draft: Draft) -> None:
    """Everything below 部分."""
    told = draft.procedure
    if told.bands:
        sheet.put(0, "")
        sheet.put(0, "等次:")
        for band in told.bands:
            pairs = [("名称", quoted(band.name)), *([("下限", figure(band.lower))] if band.lower is not None else [])]
            sheet.put(1, f"- {table_of(pairs)}", line_note(band.line))
    else:
        sheet.check(0, draft.terms.get("等次", ()))
    if told.vetoes:
        sheet.put(0, "")
        sheet.put(0, "一票否决:")
        for case, grade, line in told.vetoes:
            sheet.put(1, f"- 情形: {quoted(case)}")
            sheet.pair(2, "定为", quoted(grade))
            sheet.pair(2, "依据", cited(line))
    if told.weights and not any(weights.parts for weights in told.weights):
        sheet.check(0, draft.terms.get("综合成绩", ()))
    elif told.weights:
        sheet.put(0, "")
        sheet.put(0, "综合成绩:", "", draft.terms.get("综合成绩", ()))
        for weights in (weights for weights in told.weights if weights.parts):
            sheet.put(1, f"- 方式: {weights.mode}", line_note(weights.line))
            sheet.pair(2, "权重", table_of((name, figure(share)) for name, share in weights.parts.items()))
