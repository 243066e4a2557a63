"""The printed table names every criterion, keeps its columns, and ends with totals and receipt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from model.results import Assessment
from reports.table_text import criteria_table
from reports.width import display_width


def test_every_criterion_total_and_receipt(assessment: Assessment) -> None:
    lines = criteria_table(assessment).splitlines()
    assert [line.split()[0] for line in lines[2:9]] == [result.id for result in assessment.criteria]
    assert "待查/4" in lines[2] and "6/12" in lines[3] and "2/4" in lines[3] and "还缺2个典型案例（+6）" in lines[3]
    assert lines[-3] == "建议总分 24.67/30    区间 14.33–27.67    等次 良好    自评 38"
    assert lines[-2] == "收到 6 = 已读 2 + 部分 1 + 未读 2 + 忽略 1"
    assert lines[-1].startswith("来源：文字层 ")


def test_a_check_without_points_is_not_called_pending(assessment: Assessment) -> None:
    unscored = replace(assessment.criteria[0], max_points=Decimal(0), suggested=None)
    text = criteria_table(replace(assessment, criteria=(unscored,)))
    assert "不计分" in text and "待查/0" not in text


def test_columns_stand_under_each_other(assessment: Assessment) -> None:
    lines = criteria_table(assessment).splitlines()
    column = display_width(lines[0][:lines[0].index("状态")])
    for line, result in zip(lines[2:9], assessment.criteria, strict=True):
        glyph = {"met": "●", "partial": "◐", "missing": "○", "external": "◇", "not_applicable": "— 不"}[result.status]
        assert display_width(line[:line.index(glyph)]) == column
