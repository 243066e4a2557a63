"""A map as rows, and changed rows written back: only what was changed is another."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from rubric_maps.edit import Change, add_criterion, change, rows
from rubric_maps.load import map_path

MINI = (Path(__file__).parent / "good" / "mini-2020" / "rubric.yaml").read_text("utf-8")
DRAFT = MINI.replace("            满分: 4\n", "            满分: 4    # 第33行\n").replace(
    "            解读: 按比例\n", "            # 请核对：原文没有写明。\n            解读: 按比例\n")


def line_of(text: str, number: str) -> int:
    return next(row.line for row in rows(text) if row.number == number)


def changed(text: str, number: str, **values: str) -> list[str]:
    """The lines that differ after a change, with − and +."""
    made = change(text, [Change(line_of(text, number), values)])
    return [line[0] + line[1:].strip() for line in difflib.ndiff(text.split("\n"), made.split("\n"))
            if line[0] in "+-"]


def test_rows_are_sections_items_and_criteria_with_their_words() -> None:
    found = rows(DRAFT)
    assert [(row.level, row.number) for row in found][:4] == [
        ("部分", ""), ("项目", "1"), ("分项", "1.1"), ("分项", "1.2")]
    assert found[2].values["材料"] == "case_published" and found[2].values["数量"] == "2"
    assert found[2].checks == ("原文没有写明。",) and found[1].checks == ()
    assert found[5].parts == ("网站", "微信") and "材料" not in found[5].values


def test_nothing_changed_is_the_same_text() -> None:
    text = map_path("jiangyin-2020").read_text("utf-8")
    same = [Change(row.line, dict(row.values)) for row in rows(text)]
    assert change(text, same) == text and change(text, []) == text


@pytest.mark.parametrize(("number", "values", "lines"), [
    ("1.1", {"满分": "5"}, ["-满分: 4    # 第33行", "+满分: 5    # 第33行"]),
    ("1.1", {"材料": "case_published、duty_list"}, ["-材料: [case_published]", "+材料: [case_published, duty_list]"]),
    ("1.2", {"解读": "写明：有一件即可"}, ['+解读: 写明：有一件即可']),
    ("1.1", {"数量": ""}, ["-数量: 2"]),
    ("1.2", {"编号": "1.9"}, ["-- 编号: 1.2", "+- 编号: 1.9"]),
    ("1.2", {"简述": "带: 冒号 # 和井号"}, ["-简述: 有计划", '+简述: "带: 冒号 # 和井号"']),
    ("2", {"名称": "宣传平台"}, ["-名称: 平台", "+名称: 宣传平台"]),
])
def test_only_the_changed_word_is_another(number, values, lines) -> None:
    assert changed(DRAFT, number, **values) == lines


def test_states_of_a_material_stay() -> None:
    text = MINI.replace("材料: [annual_plan]", "材料: {种类: [annual_plan], 状态: [计划]}")
    assert changed(text, "1.2", 材料="duty_list") == [
        "-材料: {种类: [annual_plan], 状态: [计划]}", "+材料: {种类: [duty_list], 状态: [计划]}"]


def test_many_changes_at_once_land_where_they_belong() -> None:
    made = change(DRAFT, [Change(line_of(DRAFT, "1.1"), {"满分": "3", "单位": "个案例"}, checked=True),
                          Change(line_of(DRAFT, "1.2"), removed=True), Change(line_of(DRAFT, "3.1"), {"满分": "2"})])
    found = {row.number: row for row in rows(made)}
    assert "1.2" not in found and found["3.1"].values["满分"] == "2"
    assert found["1.1"].values["单位"] == "个案例" and found["1.1"].checks == () and "请核对" not in made


def test_a_new_criterion_stands_at_the_end_of_its_item() -> None:
    made = rows(add_criterion(MINI, "1"))
    assert [row.number for row in made if row.level == "分项"] == ["1.1", "1.2", "1.3", "2.1", "3.1"]
    assert add_criterion(MINI, "9") == MINI


def test_a_row_on_one_line_is_left_to_the_text() -> None:
    text = "部分:\n  - 名称: 一\n    项目:\n      - 序号: 1\n        分项:\n          - {编号: 1.1, 满分: 2}\n"
    assert rows(text)[2].fixed and change(text, [Change(6, {"满分": "3"})]) == text
    assert rows("部分: [") == ()
