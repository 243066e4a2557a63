"""The draft as ``rubric.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rubric_maps.importer.draft import Criterion, Draft, Item, Kinds, Section
from rubric_maps.importer.paper import Doubt
from rubric_maps.importer.rule import Part, Rule
from rubric_maps.importer.sheet import Sheet, cited, line_note, listed, quoted, table_of
from rubric_maps.importer.wording import title, wide
from rubric_maps.importer.words import figure, say
from rubric_maps.importer.write_terms import write_grades, write_head

_AT = {"import_reading": "解读", "import_kind": "材料", "import_kind_none": "材料", "import_points_missing": "满分",
       "import_no_cap": "满分", "import_points_from": "满分", "import_rest": "满分",
       "import_exempt": "不适用", "import_period": "期间"}
_PART_NUMBER = {"方面": "不少于", "另需": "数量", "指标": "下限"}
_PART_EACH = {"逐类": "每次", "指标": "扣"}


def map_text(draft: Draft) -> str:
    """The map as YAML with its comments."""
    sheet = Sheet()
    sheet.put(0, f"# {say('抬头')}")
    sheet.put(0, f"# {say('抬头二')}")
    write_head(sheet, draft)
    sheet.put(0, "")
    sheet.put(0, "部分:" if draft.sections else "部分: []")
    for section in draft.sections:
        _section(sheet, section, draft.scored)
    write_grades(sheet, draft)
    return sheet.text()


def _section(sheet: Sheet, section: Section, scored: bool) -> None:
    sheet.put(1, f"- 名称: {quoted(section.title)}")
    sheet.pair(2, "满分", section.points, line_note(section.line), section.doubts)
    if section.bonus:
        sheet.pair(2, "附加", True)
    if section.loose:
        sheet.pair(2, "不求合计", True)
    sheet.put(2, "项目:")
    for item in section.items:
        _item(sheet, item, scored)


def _item(sheet: Sheet, item: Item, scored: bool) -> None:
    sheet.put(3, f"- 序号: {item.number}")
    sheet.pair(4, "名称", quoted(item.title))
    sheet.pair(4, "满分", item.points, line_note(item.points_line), item.doubts)
    if item.source_sum is not None:
        sheet.pair(4, "原文合计", item.source_sum)
    sheet.pair(4, "依据", cited(item.line, item.printed))
    if item.proofs is not None:
        _proofs(sheet, 4, item.proofs)
    sheet.put(4, "分项:")
    for criterion in item.criteria:
        _criterion(sheet, criterion, item, scored)


def _proofs(sheet: Sheet, depth: int, proofs: Sequence[tuple[str, Sequence[str]]]) -> None:
    if not proofs:
        sheet.put(depth, "佐证: []")
        return
    sheet.put(depth, "佐证:")
    for name, papers in proofs:
        sheet.put(depth + 1, f"- {table_of((('名称', quoted(name)), ('文种', listed(papers))))}")


def _criterion(sheet: Sheet, made: Criterion, item: Item, scored: bool) -> None:
    at: dict[str, list[Doubt]] = {}
    for one in made.doubts:
        at.setdefault(_AT.get(one.problem.message, "规则"), []).append(one)
    rule = made.rule
    sheet.put(5, f"- 编号: {made.id}")
    sheet.pair(6, "名称", quoted(made.title))
    sheet.pair(6, "满分", made.points, line_note(made.points_line), at.get("满分", ()))
    if made.line != item.line:
        sheet.pair(6, "依据", cited(made.line, item.printed))
    sheet.pair(6, "规则", rule.name, "", at.get("规则", ()))
    _numbers(sheet, rule, line_note(item.line if rule.far else made.line))
    if rule.reading:
        sheet.pair(6, "解读", quoted(rule.reading), "", at.get("解读", ()))
    if rule.unit and rule.name in ("达到数量", "每缺扣分"):
        sheet.pair(6, "单位", quoted(wide(rule.unit)))
    if made.period:
        sheet.pair(6, "期间", table_of((("自", made.period[0]), ("至", made.period[1]))), "", at.get("期间", ()))
    _asks(sheet, made, at.get("材料", ()))
    if rule.exempt:
        sheet.check(6, at.get("不适用", ()))
        if made.exempt_asks:
            asked = listed(kind for kind, _, _ in made.exempt_asks)
            sheet.pair(6, "不适用", table_of((("材料", asked), ("计", "满分"))))
    if item.proofs is None:
        _proofs(sheet, 6, made.proofs)
    sheet.pair(6, "简述", quoted(made.short or made.title))
    sheet.pair(6, "补交", quoted(_hand_in(made, item)))


def _hand_in(made: Criterion, item: Item) -> str:
    named = [name for name, _ in (item.proofs if item.proofs is not None else made.proofs)][:4]
    if named:
        return say("补交材料", 名称=made.title, 材料="、".join(named))
    return say("补交", 名称=made.title)


def _numbers(sheet: Sheet, rule: Rule, note: str) -> None:
    if rule.number is not None:
        sheet.pair(6, "数量", rule.number, note)
    if rule.each is not None:
        sheet.pair(6, "每次", rule.each)
    if any(prize for _, prize, _ in rule.tiers):
        sheet.put(6, "分等:")
        for level, prize, points in rule.tiers:
            pairs = [("级别", level), *([("奖次", prize)] if prize else []), ("分", figure(points))]
            sheet.put(7, f"- {table_of(pairs)}")
    elif rule.tiers:
        sheet.pair(6, "分级", table_of((level, figure(points)) for level, _, points in rule.tiers))
    if rule.name == "分级得分":
        sheet.pair(6, "累计", True)
    if rule.shortfall:
        sheet.pair(6, "不足时", rule.shortfall)


def _asks(sheet: Sheet, made: Criterion, doubts: Sequence[Doubt]) -> None:
    """What counts: kinds of the whole, or of every part."""
    rule = made.rule
    sheet.check(6, doubts)
    for key, parts in rule.parts.items():
        sheet.put(6, f"{key}:")
        for part, kinds in zip(parts, made.part_asks[key], strict=True):
            sheet.put(7, f"- {table_of(_part(key, part, kinds))}", _sureness(kinds))
    if rule.parts and rule.name != "学时":
        return
    if rule.name == "外部查询":
        seen, against = (["否定"], ["已完成"]) if rule.absent else (["已完成"], ["否定"])
        sheet.pair(6, "材料", _ask(made.asks, seen), _sureness(made.asks))
        sheet.pair(6, "反证", _ask(made.asks, against))
    else:
        sheet.pair(6, "材料", _ask(made.asks, ["否定"] if rule.absent else []), _sureness(made.asks))


def _ask(kinds: Kinds, statuses: Sequence[str] = (), level: str = "") -> str:
    names = listed(kind for kind, _, _ in kinds)
    if not statuses and not level:
        return names
    return table_of([("种类", names), *([("状态", listed(statuses))] if statuses else []),
                     *([("级别", listed([level]))] if level else [])])


def _sureness(kinds: Kinds) -> str:
    return "；".join(f"{name}，把握{confidence:g}" for _, name, confidence in kinds)


def _part(key: str, part: Part, kinds: Kinds) -> Iterable[tuple[str, str]]:
    yield "名称", quoted(title(part.name, key == "方面"))
    yield "材料", _ask(kinds, level=part.level if key == "逐类" else "")
    for name, number in ((_PART_NUMBER.get(key), part.number), (_PART_EACH.get(key), part.each)):
        if name and number is not None:
            yield name, figure(number)
    if part.step is not None:
        yield "每低", figure(part.step)
