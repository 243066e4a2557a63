"""The words of a rubric map: one table from each Chinese key to its field and type, and which keys stand where.

This is the only place that knows the Chinese spellings; each word has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.evidence import LEVELS, PAPERS, PRIZES, STATUSES, Paper, Status
from model.results import CriterionStatus

Type = Literal["text", "texts", "points", "whole", "date", "month_day", "flag", "choice", "choices",
               "shape", "shapes", "ask", "points_table", "words_table"]


@dataclass(frozen=True, slots=True)
class Key:
    """A word of the map. field: its name in ``model.rubric``. of: name of the shape or of the choices, else ""."""

    field: str
    type: Type
    of: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Which keys stand in one place of a map."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


STATUS_WORDS: dict[str, Status] = dict(zip(("已完成", "计划", "否定", "期外", "外单位", "空话"), STATUSES, strict=True))
PAPER_WORDS: dict[str, Paper] = dict(zip(
    ("自评报告", "得分表", "计划", "总结", "责任清单", "简报", "通知", "案例", "证书", "记录", "台账", "照片", "视频",
     "网页", "媒体", "作品", "其他"), PAPERS, strict=True))
PART_WORDS = {"评议组": "panel", "社会评议": "public", "单位互评": "peer", "上年得分": "previous",
              "年度考核": "annual", "中期评估": "midterm", "终期验收": "final"}
SHORTFALL_WORDS = {"按比例": "proportion", "不得分": "none"}
EXEMPT_WORDS = {"满分": True, "零分": False}
BOUND_WORDS: dict[str, Literal["exact", "at_least", "about"]] = {"正好": "exact", "以上": "at_least", "约": "about"}
OUTCOME_WORDS: dict[str, CriterionStatus] = {"齐全": "met", "部分": "partial", "未见": "missing", "待查": "external",
                                             "不适用": "not_applicable"}
REUSE_WORDS = ("可重复", "不可重复", "未写明")
NOT_SILENT = "原文写明"

RULE_KEYS: dict[str, Shape] = {
    "有即得分": Shape(("材料",)),
    "达到数量": Shape(("材料|分类", "数量", "不足时"), ("单位", "逐年")),
    "每缺扣分": Shape(("材料", "数量", "每次"), ("单位",)),
    "比率达标": Shape(("材料|分类", "数量")),
    "学时": Shape(("材料", "数量"), ("另需",)),
    "分级得分": Shape(("材料", "分级|分等", "累计"), ("单位",)),
    "分方面得分": Shape(("方面", "不足时")),
    "逐件加分": Shape(("材料|逐类",), ("每次", "分级", "单位")),
    "逐件扣分": Shape(("材料|逐类|指标",), ("每次", "指标", "单位")),
    "逐件倒扣": Shape(("材料", "每次"), ("单位",)),
    "外部查询": Shape(("材料", "反证"), ("每次",)),
}
"""The keys of each rule; of several with ``|`` one must stand there."""
PART_LISTS = ("方面", "分类", "另需", "逐类", "指标")
"""Keys of a criterion whose entries ask for evidence of their own."""
READING_NEEDED = frozenset({"达到数量", "分方面得分", "分级得分", "学时", "外部查询"})

CHOICES: dict[str, tuple[str, ...]] = {
    "rule": tuple(RULE_KEYS), "shortfall": tuple(SHORTFALL_WORDS), "status": tuple(STATUS_WORDS),
    "paper": tuple(PAPER_WORDS), "level": tuple(LEVELS), "part": tuple(PART_WORDS), "prize": tuple(PRIZES),
    "exempt": tuple(EXEMPT_WORDS), "bound": tuple(BOUND_WORDS), "reuse": REUSE_WORDS,
    "outcome": tuple(OUTCOME_WORDS),
}

KEYS: dict[str, Key] = {
    "标准": Key("id", "text"),
    "名称": Key("title", "text"),
    "版本": Key("version", "text"),
    "施行": Key("valid_from", "date"),
    "总分": Key("max_points", "points"),
    "舍入": Key("grade_places", "whole"),
    "来源": Key("sources", "shapes", "source"),
    "代号": Key("key", "text"),
    "文号": Key("document_number", "text"),
    "说明": Key("notes", "texts"),
    "评议期": Key("months", "shape", "months"),
    "起": Key("start", "month_day"),
    "止": Key("end", "month_day"),
    "不计分": Key("unscored", "flag"),
    "同一材料": Key("reuse", "choice", "reuse"),
    "期限": Key("deadlines", "shapes", "deadline"),
    "截止": Key("due", "month_day"),
    "年": Key("years_after", "whole"),
    "缺席": Key("absence", "shape", "absence"),
    "处理": Key("treatment", "text"),
    "抽取": Key("draw", "shape", "draw"),
    "比例": Key("share", "points"),
    "至多": Key("at_most", "whole"),
    "部分": Key("sections", "shapes", "section"),
    "附加": Key("bonus", "flag"),
    "不求合计": Key("open_sum", "flag"),
    "原文合计": Key("source_sum", "points"),
    "项目": Key("items", "shapes", "item"),
    "序号": Key("number", "text"),
    "分项": Key("criteria", "shapes", "criterion"),
    "编号": Key("id", "text"),
    "满分": Key("points", "points"),
    "规则": Key("rule", "choice", "rule"),
    "数量": Key("threshold", "points"),
    "逐年": Key("per_year", "flag"),
    "不足时": Key("shortfall", "choice", "shortfall"),
    "每次": Key("each", "points"),
    "分级": Key("tiers", "points_table", "level"),
    "累计": Key("add_up", "flag"),
    "分等": Key("tiers", "shapes", "prize_tier"),
    "级别": Key("levels", "choices", "level"),
    "奖次": Key("prize", "choice", "prize"),
    "分": Key("points", "points"),
    "分类": Key("classes", "shapes", "part"),
    "另需": Key("others", "shapes", "group"),
    "逐类": Key("sorts", "shapes", "sort"),
    "指标": Key("indicators", "shapes", "indicator"),
    "每低": Key("step", "points"),
    "扣": Key("points", "points"),
    "不少于": Key("at_least", "points"),
    "期间": Key("period", "shape", "period"),
    "自": Key("start", "date"),
    "至": Key("end", "date"),
    "不适用": Key("exemption", "shape", "exemption"),
    "计": Key("full", "choice", "exempt"),
    "解读": Key("reading", "text"),
    "单位": Key("unit", "text"),
    "材料": Key("ask", "ask", "ask"),
    "反证": Key("adverse", "ask", "ask"),
    "存疑": Key("doubtful", "ask", "ask"),
    "相关": Key("touching", "texts"),
    "种类": Key("kinds", "texts"),
    "状态": Key("statuses", "choices", "status"),
    "方面": Key("aspects", "shapes", "aspect"),
    "佐证": Key("proofs", "shapes", "proof"),
    "文种": Key("papers", "choices", "paper"),
    "必备": Key("needed", "flag"),
    "简述": Key("short", "text"),
    "补交": Key("hand_in", "text"),
    "依据": Key("citation", "shape", "citation"),
    "文件": Key("source", "text"),
    "页": Key("page", "whole"),
    "位置": Key("place", "text"),
    "等次": Key("bands", "shapes", "band"),
    "下限": Key("lower", "points"),
    "一票否决": Key("vetoes", "shapes", "veto"),
    "情形": Key("case", "text"),
    "定为": Key("grade", "text"),
    "综合成绩": Key("composites", "shapes", "composite"),
    "方式": Key("mode", "text"),
    "权重": Key("weights", "points_table", "part"),
}

RULE_WORDS = tuple(dict.fromkeys(word for shape in RULE_KEYS.values() for key in (*shape.required, *shape.optional)
                                 for word in key.split("|")))
"""Every key that some rule takes."""

SHAPES: dict[str, Shape] = {
    "rubric": Shape(("标准", "名称", "版本", "总分", "来源", "部分"),
                    ("施行", "舍入", "说明", "评议期", "不计分", "同一材料", "等次", "一票否决", "综合成绩", "期限",
                     "缺席", "抽取")),
    "source": Shape(("代号", "名称", "文号")),
    "section": Shape(("名称", "满分", "项目"), ("附加", "不求合计")),
    "item": Shape(("序号", "名称", "满分", "依据", "分项"), ("佐证", "原文合计")),
    "criterion": Shape(("编号", "名称", "满分", "规则", "简述", "补交"),
                       ("解读", "存疑", "相关", "佐证", "依据", "期间", "不适用", *RULE_WORDS)),
    "ask": Shape(("种类",), ("状态", "级别")),
    "aspect": Shape(("名称", "材料"), ("不少于", "反证")),
    "part": Shape(("名称", "材料")),
    "group": Shape(("名称", "材料", "数量")),
    "sort": Shape(("名称", "材料", "每次")),
    "indicator": Shape(("名称", "材料", "下限", "扣"), ("每低",)),
    "prize_tier": Shape(("级别", "分"), ("奖次",)),
    "period": Shape(("自", "至")),
    "exemption": Shape(("材料", "计")),
    "months": Shape(("起", "止")),
    "deadline": Shape(("名称", "截止", "文种", "依据"), ("年",)),
    "absence": Shape(("处理", "依据")),
    "draw": Shape(("依据",), ("比例", "至多")),
    "proof": Shape(("名称", "文种"), ("种类", "必备")),
    "citation": Shape(("文件", "页", "位置")),
    "band": Shape(("名称",), ("下限",)),
    "veto": Shape(("情形", "定为", "依据")),
    "composite": Shape(("方式", "权重")),
}

SHAPE_KEYS: dict[tuple[str, str], Key] = {("prize_tier", "级别"): Key("level", "choice", "level")}
"""Words that mean something narrower in one shape: ``(shape, word)``."""

CASE_KEYS: dict[str, Key] = {
    "案例": Key("name", "text"),
    "卷内": Key("evidence", "shapes", "case_evidence"),
    "应得": Key("expected", "points_table"),
    "应为": Key("statuses", "words_table", "outcome"),
    "总分": Key("total", "points"),
    "等次": Key("grade", "text"),
    "作假": Key("falsified", "flag"),
    "方式": Key("mode", "text"),
    "各项": Key("parts", "points_table", "part"),
    "种类": Key("kind", "text"),
    "个数": Key("number", "whole"),
    "状态": Key("status", "choice", "status"),
    "级别": Key("level", "choice", "level"),
    "文种": Key("paper", "choice", "paper"),
    "数值": Key("value", "points"),
    "程度": Key("bound", "choice", "bound"),
    "奖次": Key("prize", "choice", "prize"),
}

CASE_SHAPES: dict[str, Shape] = {
    "case": Shape(("案例",), ("卷内", "应得", "应为", "总分", "等次", "作假", "方式", "各项")),
    "case_evidence": Shape(("种类",), ("个数", "状态", "级别", "文种", "数值", "程度", "奖次")),
}

NUMBER_KEYS = frozenset(word for keys in (KEYS, CASE_KEYS) for word, key in keys.items()
                        if key.type in ("points", "whole")) | {"序号", "编号"}
ALL_WORDS = frozenset(KEYS) | frozenset(CASE_KEYS)
