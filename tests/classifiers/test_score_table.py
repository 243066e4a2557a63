"""The unit's own score table: which rows, which points, which columns hold remarks."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from decimal import Decimal

import pytest

from classifiers.score_table import claims_columns, score_rows
from model.documents import Block, Cell, Document

DOWN = "↑"      # merged down from the row above
WIDE = "←"      # merged with the cell to the left


def table(*rows: tuple[str, ...], number: int = 1) -> list[Block]:
    """Table rows as the extractor gives them: ``↑`` is carried from above, ``←`` belongs to the cell on its left."""
    blocks: list[Block] = []
    above: dict[int, str] = {}
    for texts in rows:
        cells, at, carried = [], 0, []
        own = []
        for column, text in enumerate(texts):
            if text == DOWN:
                carried.append((column, above.get(column, "")))
            elif text != WIDE:
                cells.append(Cell(start=at, end=at + len(text), column=column))
                own.append(text)
                at += len(text) + 1
                above[column] = text
        blocks.append(Block(kind="table_row", text="\t".join(own), cells=tuple(cells), carried=tuple(carried),
                            table_id=number))
    return blocks


def doc(*blocks: Block) -> Document:
    return Document(path="得分表.xlsx", sha256="", media_type="xlsx", status="parsed", pages=1, blocks=blocks)


def short(document: Document) -> list[tuple[str | None, str | None, str | None]]:
    """(item, full points, points) of each row, as text."""
    return [(r.item, None if r.max_points is None else str(r.max_points), None if r.points is None else str(r.points))
            for r in score_rows(document)]


HEAD = ("序号", "评估内容", "分值", "自评得分", "备注")

TABLES: list[tuple[str, list[Block], list[tuple[str | None, str | None, str | None]]]] = [
    ("points taken off or added for each piece are no full points",
     table(("评分标准", "计分依据", "得分"), ("1.年度计划（2分）", "文件", "2"), ("2.受到处分，每起扣1分", "没有", "0"), ("3.受表彰的，每次加10分", "证书", "10")),
     [("1", "2", "2"), ("2", None, "0"), ("3", None, "10")]),
    ("plain", table(HEAD, ("1", "制定计划", "2", "2", ""), ("2", "撰写总结", "2", "1.5", "")),
     [("1", "2", "2"), ("2", "2", "1.5")]),
    ("title and unit rows above the head",
     table(("自测得分表", WIDE, WIDE, WIDE, WIDE), ("填报单位：某局", WIDE, WIDE, WIDE, WIDE), HEAD, ("1", "制定计划", "2", "2", "")),
     [("1", "2", "2")]),
    ("ways of writing points",
     table(HEAD, ("1", "甲", "2分", "２", ""), ("2", "乙", "（2分）", "2.0", ""), ("3", "丙", "4", "（3分）", ""),
           ("4", "丁", "3", "不得分", ""), ("5", "戊", "12", "满分", ""), ("6", "己", "7", "2+2+3", ""), ("7", "庚", "5", "4/5", ""),
           ("8", "辛", "5", "得3.5分", "")),
     [("1", "2", "2"), ("2", "2", "2"), ("3", "4", "3"), ("4", "3", "0"), ("5", "12", "12"), ("6", "7", "7"),
      ("7", "5", "4"), ("8", "5", "3.5")]),
    ("a criterion that begins like a signature",
     table(HEAD, ("1", "负责人和联络员明确", "2", "2", ""), ("2", "负责人带头学法", "2", "2", ""), ("负责人：李某", WIDE, WIDE, WIDE, WIDE)),
     [("1", "2", "2"), ("2", "2", "2")]),
    ("ways of writing item numbers",
     table(HEAD, ("7", "甲", "2", "2", ""), ("7.1", "乙", "2", "2", ""), ("第8项", "丙", "2", "2", ""), ("9．", "丁", "2", "2", ""),
           ("（10）", "戊", "2", "2", ""), ("11.0", "己", "2", "2", ""), ("12-1", "庚", "2", "2", ""), ("", "辛", "2", "2", "")),
     [("7", "2", "2"), ("7.1", "2", "2"), ("8", "2", "2"), ("9", "2", "2"), ("10", "2", "2"), ("11", "2", "2"), ("12.1", "2", "2"),
      (None, "2", "2")]),
    ("numbers and points in the wording",
     table(("项目分值", "评估内容", "评估依据", "自测得分"),
           ("社会面普法（40分）", "7.落实以案释法制度，典型案例不少于4个（12分）。", "提供案例（1分）", "9"),
           (DOWN, "8.利用重要节点宣传（5分）。组织开展“12·4”国家宪法日活动（5分）。", "提供简报", "10分"),
           (DOWN, "12.4国家宪法日活动（5分）", "", "5")),
     [("7", "12", "9"), ("8", "10", "10"), (None, "5", "5")]),
    ("a running count beside the standard's numbers",
     table(HEAD, ("1", "1.将普法纳入总体布局（2分）", "2", "2", ""), ("2", "确定具体负责人（2分）", "2", "2", ""),
           ("3", "2.制定计划（2分）", "2", "2", "")),
     [("1", "2", "2"), (None, "2", "2"), ("2", "2", "2")]),
    ("numbered parts inside an item do not replace the item",
     table(("序号", "考核标准", "分值", "自评分"), ("7", "1.未建立制度扣2分；2.案例每少1个扣3分", "12", "9"), ("8", "1.未开展不得分", "5", "5")),
     [("7", "12", "9"), ("8", "5", "5")]),
    ("sums, headings and signatures are left out",
     table(HEAD, ("一、组织领导（15分）", WIDE, WIDE, WIDE, WIDE), ("1", "制定计划", "2", "2", ""), ("小　计", WIDE, "2", "2", ""),
           ("2", "撰写总结", "2", "2", ""), ("合计", WIDE, "4", "4", ""), ("总 分", "", "100", "95", ""),
           ("填表人：赵某　审核人：钱某", WIDE, WIDE, WIDE, WIDE), ("备注：1.以100分计", WIDE, WIDE, WIDE, WIDE)),
     [("1", "2", "2"), ("2", "2", "2")]),
    ("the reviewers' column is not taken",
     table(("序号", "考核内容", "标准分", "考评得分", "自评得分"), ("1", "制定计划", "2", "1", "2")), [("1", "2", "2")]),
    ("a head of two rows",
     table(("项目", "评估内容", "分值", "得分", WIDE), (DOWN, DOWN, DOWN, "自评", "考评"), ("1", "制定计划", "2", "2", "1")),
     [("1", "2", "2")]),
    ("a head of two rows with 自评 over points and remarks",
     table(("序号", "评估标准", "满分", "自评情况", WIDE), (DOWN, DOWN, DOWN, "得分", "说明"), ("1", "制定计划", "2", "2", "已报送")),
     [("1", "2", "2")]),
    ("spaced head words", table(("序 号", "评估\n内容", "分　值", "自 评\n得 分"), ("1", "制定计划", "2", "2")), [("1", "2", "2")]),
    ("得分 alone is the self-score where it is filled in",
     table(("项目", "评估内容", "分值", "得分"), ("1", "制定计划", "2", "2")), [("1", "2", "2")]),
    ("the empty standard is no score table",
     table(("项目分值", "评估内容", "评估依据", "得分"), ("责任制（15分）", "1.纳入总体布局（2分）", "提供文件", ""),), []),
    ("empty self-scores stay empty", table(HEAD, ("1", "制定计划", "2", "", ""), ("2", "撰写总结", "2", "2", "")),
     [("1", "2", None), ("2", "2", "2")]),
    ("one self-score over two rows of wording",
     table(HEAD, ("1", "纳入布局（2分）", "4", "4", ""), (DOWN, "确定联络员（2分）", DOWN, DOWN, ""), ("2", "制定计划", "2", "2", "")),
     [("1", "4", "4"), ("2", "2", "2")]),
    ("full points shared by rows with scores of their own",
     table(HEAD, ("1", "纳入布局（2分）", "4", "2", ""), (DOWN, "确定联络员（2分）", DOWN, "1", "")), [("1", "2", "2"), (None, "2", "1")]),
    ("the head repeated on the next page",
     table(HEAD, ("1", "制定计划", "2", "2", ""), HEAD, ("2", "撰写总结", "2", "2", "")), [("1", "2", "2"), ("2", "2", "2")]),
    ("the table goes on without a head",
     [*table(HEAD, ("1", "制定计划", "2", "2", "")), *table(("2", "撰写总结", "2", "2", ""), number=2)],
     [("1", "2", "2"), ("2", "2", "2")]),
    ("two tables", [*table(HEAD, ("1", "制定计划", "2", "2", "")), *table(HEAD, ("9", "编写读本", "10", "8", ""), number=5)],
     [("1", "2", "2"), ("9", "10", "8")]),
    ("a ledger is no score table", table(("序号", "日期", "内容", "数量"), ("1", "3月12日", "宣传", "2")), []),
    ("an examination list is no score table", table(("序号", "姓名", "培训内容", "得分"), ("1", "王某", "民法典", "96")), []),
    ("a duty list is no score table", table(("序号", "普法内容", "责任科室", "普法对象"), ("1", "森林法", "资源科", "林农")), []),
    ("nothing", [], []),
]


@pytest.mark.parametrize(("blocks", "expected"), [t[1:] for t in TABLES], ids=[t[0] for t in TABLES])
def test_rows(blocks: list[Block], expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert short(doc(*blocks)) == expected


def test_wording_is_verbatim_and_merged_rows_are_joined() -> None:
    rows = score_rows(doc(*table(HEAD, ("1", "纳入布局（2分）", "4", "4", ""), (DOWN, "确定联络员（2分）", DOWN, DOWN, ""))))
    assert [r.text for r in rows] == ["纳入布局（2分） 确定联络员（2分）"]
    assert rows[0].points == Decimal(4)


def test_carried_wording_is_the_rows_wording() -> None:
    rows = score_rows(doc(*table(HEAD, ("1", "学法（2分），述法（2分）", "2", "2", ""), (DOWN, DOWN, "2", "1", ""))))
    assert [(r.item, r.text, r.points) for r in rows] == [("1", "学法（2分），述法（2分）", Decimal(2)),
                                                          (None, "学法（2分），述法（2分）", Decimal(1))]


CLAIMS = [
    ("remarks at the end", table(HEAD, ("1", "制定计划", "2", "2", "已制定")), {1: frozenset({4})}),
    ("完成情况 and 佐证材料", table(("序号", "评估内容", "完成情况", "分值", "自评得分", "佐证材料"), ("1", "制定计划", "已制定", "2", "2", "附件1")),
     {1: frozenset({2, 5})}),
    ("自评情况 in words", table(("序号", "评估内容", "分值", "自评情况", "自评分"), ("1", "制定计划", "2", "已制定并报送", "2")),
     {1: frozenset({3})}),
    ("自评说明", table(("项目", "评估标准", "自评说明", "自评得分"), ("1", "制定计划（2分）", "已制定", "2")), {1: frozenset({2})}),
    ("评估依据 repeats the standard", table(("项目", "评估内容", "评估依据", "自评得分"), ("1", "制定计划（2分）", "提供文件", "2")),
     {1: frozenset()}),
    ("reviewers' remarks are not the unit's", table((*HEAD[:4], "考评说明"), ("1", "制定计划", "2", "2", "扣分")), {1: frozenset()}),
    ("two-row head", table(("序号", "评估标准", "满分", "自评情况", WIDE), (DOWN, DOWN, DOWN, "得分", "说明"),
                           ("1", "制定计划", "2", "2", "已报送")), {1: frozenset({4})}),
    ("other tables are not listed", table(("序号", "日期", "内容", "备注"), ("1", "3月12日", "宣传", "无")), {}),
]


@pytest.mark.parametrize(("blocks", "expected"), [c[1:] for c in CLAIMS], ids=[c[0] for c in CLAIMS])
def test_claims_columns(blocks: list[Block], expected: dict[int, frozenset[int]]) -> None:
    assert claims_columns(doc(*blocks)) == expected
