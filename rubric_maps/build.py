"""A checked tree becomes a ``Rubric`` (or cases). Every tree that comes here has passed ``check``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import cast

from model.evidence import DateRange, Level, Prize
from model.results import CriterionStatus
from model.rubric import (
    Absence,
    CaseEvidence,
    Citation,
    Composite,
    Criterion,
    Deadline,
    Draw,
    Exemption,
    GradeBand,
    Item,
    Proof,
    Rubric,
    RubricCase,
    Section,
    Source,
    Veto,
    Weight,
)
from model.rules import (
    Ask,
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
    Rule,
    Shortfall,
    Sort,
    Tier,
    Tiers,
)
from rubric_maps.schema import (
    BOUND_WORDS,
    EXEMPT_WORDS,
    NOT_SILENT,
    OUTCOME_WORDS,
    PAPER_WORDS,
    PART_WORDS,
    SHORTFALL_WORDS,
    STATUS_WORDS,
)
from rubric_maps.tree import Scalar, Seq, Table, Tree


def text(table: Table, word: str, default: str = "") -> str:
    """The word's value as text."""
    value = table.pairs.get(word)
    return value.text if isinstance(value, Scalar) else default


def points(table: Table, word: str, default: str = "0") -> Decimal:
    """The word's value as an exact number."""
    return Decimal(text(table, word, default))


def flag(table: Table, word: str) -> bool:
    """True where the value is 是."""
    return text(table, word) == "是"


def tables(table: Table, word: str) -> tuple[Table, ...]:
    """The word's value as a list of tables; () where the word is absent."""
    value = table.pairs.get(word)
    return tuple(item for item in value.items if isinstance(item, Table)) if isinstance(value, Seq) else ()


def texts(value: Tree | None) -> tuple[str, ...]:
    """A list of words; () where there is none."""
    return tuple(item.text for item in value.items if isinstance(item, Scalar)) if isinstance(value, Seq) else ()


def points_table(table: Table, word: str) -> tuple[tuple[str, Decimal], ...]:
    """A ``{name: number}`` value as pairs in the order written."""
    value = table.pairs.get(word)
    if not isinstance(value, Table):
        return ()
    return tuple((name, Decimal(number.text)) for name, number in value.pairs.items() if isinstance(number, Scalar))


def ask(value: Tree, period: DateRange | None = None) -> Ask:
    """What a 材料, 反证 or 存疑 asks for: a list of kinds, or kinds with statuses and levels; in ``period``."""
    if not isinstance(value, Table):
        return Ask(kinds=texts(value), period=period)
    statuses = tuple(STATUS_WORDS[word] for word in texts(value.pairs.get("状态")))
    return Ask(kinds=texts(value.pairs["种类"]), statuses=statuses or ("done",), period=period,
               levels=cast("tuple[Level, ...]", texts(value.pairs.get("级别"))))


def _tiers(table: Table) -> tuple[Tier, ...]:
    plain = tuple(Tier(level=cast("Level", name), points=value) for name, value in points_table(table, "分级"))
    return plain + tuple(
        Tier(level=cast("Level", text(row, "级别")), points=points(row, "分"),
             prize=cast("Prize | None", text(row, "奖次") or None)) for row in tables(table, "分等"))


def _aspects(table: Table, word: str, least: str, period: DateRange | None) -> tuple[Aspect, ...]:
    """Named parts. least: the key that says what each must reach, where it may."""
    return tuple(Aspect(name=text(part, "名称"), ask=ask(part.pairs["材料"], period),
                        at_least=points(part, least) if least in part.pairs else None,
                        refuted_by=ask(part.pairs["反证"]) if "反证" in part.pairs else None)
                 for part in tables(table, word))


def _sorts(table: Table, period: DateRange | None) -> tuple[Sort, ...]:
    return tuple(Sort(name=text(part, "名称"), ask=ask(part.pairs["材料"], period), each=points(part, "每次"))
                 for part in tables(table, "逐类"))


def _indicators(table: Table, period: DateRange | None) -> tuple[Indicator, ...]:
    return tuple(Indicator(
        name=text(part, "名称"), ask=ask(part.pairs["材料"], period), lower=points(part, "下限"),
        points=points(part, "扣"), step=points(part, "每低") if "每低" in part.pairs else None)
        for part in tables(table, "指标"))


def _rule(table: Table, period: DateRange | None) -> Rule:
    number, each = points(table, "数量"), points(table, "每次")
    match text(table, "规则"):
        case "达到数量":
            return Count(threshold=int(number), shortfall=SHORTFALL_WORDS[text(table, "不足时")],
                         classes=_aspects(table, "分类", "", period), per_year=flag(table, "逐年"))
        case "每缺扣分":
            return Shortfall(threshold=int(number), each=each)
        case "比率达标":
            return Rate(gate=number, classes=_aspects(table, "分类", "", period))
        case "学时":
            return Hours(threshold=number, others=_aspects(table, "另需", "数量", period))
        case "分级得分":
            return Tiers(tiers=_tiers(table), add_up=flag(table, "累计"))
        case "分方面得分":
            return Aspects(aspects=_aspects(table, "方面", "不少于", period),
                           all_needed=text(table, "不足时") == "不得分")
        case "逐件加分":
            return Bonus(each=each, tiers=_tiers(table), sorts=_sorts(table, period))
        case "逐件扣分":
            return Deduction(each=each, sorts=_sorts(table, period), indicators=_indicators(table, period))
        case "逐件倒扣":
            return Penalty(each=each)
        case "外部查询":
            return External(adverse=ask(table.pairs["反证"], period), each=each if "每次" in table.pairs else None)
        case _:
            return Presence()


def _citation(table: Table) -> Citation:
    value = cast("Table", table.pairs["依据"])
    return Citation(source=text(value, "文件"), page=int(text(value, "页")), place=text(value, "位置"))


def _proof(table: Table) -> Proof:
    return Proof(name=text(table, "名称"), papers=tuple(PAPER_WORDS[word] for word in texts(table.pairs.get("文种"))),
                 kinds=texts(table.pairs.get("种类")), needed=flag(table, "必备"))


def _criterion(table: Table, item: Table) -> Criterion:
    """The criterion of ``table``; proofs and citation come from its item where it has none of its own."""
    reading, period = text(table, "解读"), _period(table)
    material, doubtful, exempt = table.pairs.get("材料"), table.pairs.get("存疑"), table.pairs.get("不适用")
    return Criterion(
        id=text(table, "编号"), title=text(table, "名称"), max_points=points(table, "满分"), rule=_rule(table, period),
        ask=ask(material, period) if material else None,
        proofs=tuple(_proof(proof) for proof in tables(table if "佐证" in table.pairs else item, "佐证")),
        short=text(table, "简述"), hand_in=text(table, "补交"),
        citation=_citation(table if "依据" in table.pairs else item),
        reading="" if reading == NOT_SILENT else reading,
        doubtful=ask(doubtful, period) if doubtful else None, unit=text(table, "单位"),
        exemption=Exemption(ask=ask(exempt.pairs["材料"]), full=EXEMPT_WORDS[text(exempt, "计")])
        if isinstance(exempt, Table) else None, touching=texts(table.pairs.get("相关")))


def _period(table: Table) -> DateRange | None:
    """A criterion's own days, None where it has none."""
    value = table.pairs.get("期间")
    if not isinstance(value, Table):
        return None
    return DateRange(start=date.fromisoformat(text(value, "自")), end=date.fromisoformat(text(value, "至")))


def _section(table: Table) -> Section:
    items = tuple(
        Item(number=text(item, "序号"), title=text(item, "名称"), cap=points(item, "满分"),
             criteria=tuple(_criterion(criterion, item) for criterion in tables(item, "分项")),
             source_sum=points(item, "原文合计") if "原文合计" in item.pairs else None)
        for item in tables(table, "项目"))
    return Section(title=text(table, "名称"), points=points(table, "满分"), items=items, bonus=flag(table, "附加"))


def build_rubric(tree: Table) -> Rubric:
    """The rubric that a checked map says."""
    valid_from = text(tree, "施行")
    return Rubric(
        id=text(tree, "标准"), name=text(tree, "名称"), version=text(tree, "版本"),
        valid_from=date.fromisoformat(valid_from) if valid_from else None, max_points=points(tree, "总分"),
        sections=tuple(_section(section) for section in tables(tree, "部分")),
        bands=tuple(GradeBand(name=text(band, "名称"), lower=points(band, "下限") if "下限" in band.pairs else None)
                    for band in tables(tree, "等次")),
        vetoes=tuple(Veto(case=text(veto, "情形"), grade=text(veto, "定为"), citation=_citation(veto))
                     for veto in tables(tree, "一票否决")),
        composites=tuple(_composite(table) for table in tables(tree, "综合成绩")),
        sources=tuple(Source(key=text(source, "代号"), title=text(source, "名称"), document_number=text(source, "文号"))
                      for source in tables(tree, "来源")),
        notes=texts(tree.pairs.get("说明")), grade_places=int(text(tree, "舍入", "1")), months=_months(tree),
        deadlines=tuple(_deadline(row) for row in tables(tree, "期限")), absence=_absence(tree), draw=_draw(tree),
        reuse=text(tree, "同一材料", "未写明"))


def _month_day(value: str) -> tuple[int, int]:
    month, day = value.split("-")
    return int(month), int(day)


def _months(tree: Table) -> tuple[tuple[int, int], tuple[int, int]]:
    value = tree.pairs.get("评议期")
    if not isinstance(value, Table):
        return (1, 1), (12, 31)
    return _month_day(text(value, "起")), _month_day(text(value, "止"))


def _deadline(row: Table) -> Deadline:
    month, day = _month_day(text(row, "截止"))
    return Deadline(name=text(row, "名称"), month=month, day=day, citation=_citation(row),
                    papers=tuple(PAPER_WORDS[word] for word in texts(row.pairs["文种"])),
                    years_after=int(text(row, "年", "0")))


def _absence(tree: Table) -> Absence | None:
    value = tree.pairs.get("缺席")
    return Absence(treatment=text(value, "处理"), citation=_citation(value)) if isinstance(value, Table) else None


def _draw(tree: Table) -> Draw | None:
    value = tree.pairs.get("抽取")
    if not isinstance(value, Table):
        return None
    return Draw(citation=_citation(value), share=points(value, "比例") if "比例" in value.pairs else None,
                at_most=int(text(value, "至多")) if "至多" in value.pairs else None)


def _composite(table: Table) -> Composite:
    return Composite(mode=text(table, "方式"), weights=tuple(
        Weight(part=PART_WORDS[name], name=name, weight=weight) for name, weight in points_table(table, "权重")))


def _case_evidence(table: Table) -> CaseEvidence:
    level = text(table, "级别")
    return CaseEvidence(
        kind=text(table, "种类"), number=int(text(table, "个数", "1")),
        status=STATUS_WORDS[text(table, "状态", "已完成")], level=cast("Level", level) if level else None,
        paper=PAPER_WORDS[text(table, "文种", "记录")],
        value=points(table, "数值") if "数值" in table.pairs else None,
        bound=BOUND_WORDS[text(table, "程度", "正好")], prize=cast("Prize | None", text(table, "奖次") or None))


def _statuses(table: Table) -> tuple[tuple[str, CriterionStatus], ...]:
    value = table.pairs.get("应为")
    if not isinstance(value, Table):
        return ()
    return tuple((name, OUTCOME_WORDS[word.text]) for name, word in value.pairs.items() if isinstance(word, Scalar))


def build_cases(tree: Tree) -> tuple[RubricCase, ...]:
    """The cases that a checked cases file says."""
    listed = tree.items if isinstance(tree, Seq) else ()
    return tuple(RubricCase(
        name=text(table, "案例"), line=table.line,
        evidence=tuple(_case_evidence(part) for part in tables(table, "卷内")), expected=points_table(table, "应得"),
        total=points(table, "总分") if "总分" in table.pairs else None, grade=text(table, "等次") or None,
        falsified=flag(table, "作假"), mode=text(table, "方式") or None,
        parts=tuple((PART_WORDS[name], value) for name, value in points_table(table, "各项")),
        statuses=_statuses(table),
    ) for table in listed if isinstance(table, Table))
