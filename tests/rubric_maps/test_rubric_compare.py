"""Two standards held against each other: what corresponds and why, who asks for more, what only one asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.rubric import Rubric
from rubric_maps.compare import Comparison, compare
from rubric_maps.load import load, load_file
from rubric_maps.wording import rule_text

MINI = Path(__file__).parent / "good" / "mini-2020" / "rubric.yaml"


def other(tmp_path: Path, **changed: str) -> Rubric:
    """The small map with words replaced."""
    text = MINI.read_text("utf-8")
    for pair in changed.values():
        old, new = pair.split("→")
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "rubric.yaml").write_text(text, "utf-8")
    return load_file(tmp_path / "rubric.yaml")


def differences(found: Comparison, left: str, right: str) -> dict[str, tuple[str, str, str]]:
    match = next(m for m in found.matches if (m.left.id, m.right.id) == (left, right))
    return {d.aspect: (d.left, d.right, d.stricter) for d in match.differences}


def test_a_standard_against_itself_corresponds_line_by_line_and_differs_in_nothing() -> None:
    rubric = load("jiangyin-2020")
    found = compare(rubric, rubric)
    same = [m for m in found.matches if m.left.id == m.right.id]
    assert len(same) == 26 and not found.frame and not found.only_left and not found.only_right
    assert all(m.basis == "kinds" and not m.differences for m in same)


def test_shared_evidence_makes_a_pair_with_its_figures() -> None:
    found = compare(load_file(MINI), load("jiangyin-2020"))
    assert [(m.left.id, m.right.id) for m in found.matches] == [
        ("1.1", "7.1"), ("1.2", "2.1"), ("2.1", "10.1"), ("3.1", "14.2")]
    assert differences(found, "1.1", "7.1") == {
        "分值": ("占40%", "占12%", "left"), "数量": ("2件", "4个典型案例", "right"),
        "必备材料": ("没有规定", "制度文件", "right")}
    assert differences(found, "2.1", "10.1")["数量"] == ("2个方面", "5个方面", "right")
    assert differences(found, "3.1", "14.2")["级别"] == ("国家、省级", "国家、省、市级", "left")
    assert len(found.only_right) == 22 and not found.only_left


def test_the_frame_names_totals_grades_and_procedure() -> None:
    frame = {d.aspect: (d.left, d.right) for d in compare(load_file(MINI), load("jiangyin-2020")).frame}
    assert frame["总分"] == ("10分，另有加分最多3分", "100分")
    assert frame["抽取"] == ("没有规定", "抽取15%") and frame["综合成绩"] == ("年度考核60%＋终期验收40%", "没有规定")


@pytest.mark.parametrize(("change", "aspect", "expected"), [
    ("不足时: 按比例\n            解读: 按比例→不足时: 不得分\n            解读: 按比例", "不足时",
     ("按比例", "不得分", "right")),
    ("材料: [annual_plan]→材料: [annual_plan]\n            期间: {自: 2016-01-01, 至: 2020-12-31}", "期间",
     ("全年", "2016-01-01至2020-12-31", "left")),
    ("材料: [annual_plan]→材料: {种类: [annual_plan], 级别: [省]}", "级别", ("不限级别", "省级", "right")),
])
def test_every_aspect_says_who_asks_for_more(tmp_path, change, aspect, expected) -> None:
    found = compare(load_file(MINI), other(tmp_path, one=change))
    pair = ("1.1", "1.1") if aspect == "不足时" else ("1.2", "1.2")
    assert differences(found, *pair) == {aspect: expected}


def test_kinds_that_stand_for_the_same_pair_where_nothing_is_common(tmp_path) -> None:
    right = other(tmp_path, one="[case_published]→[case_released]")
    assert [c.id for c in compare(load_file(MINI), right).only_left] == []
    near = compare(load_file(MINI), right, {("case_published", "case_released")})
    assert near.matches[0].basis == "near" and near.matches[0].kinds == (("case_published", "case_released"),)


def test_alike_words_are_only_a_guess(tmp_path) -> None:
    right = other(tmp_path, one="[case_published]→[case_released]", two="名称: 平台→名称: 宣传渠道")
    found = compare(load_file(MINI), right)
    assert {(m.left.id, m.right.id): m.basis for m in found.matches} == {
        ("1.1", "1.1"): "words", ("1.2", "1.2"): "kinds", ("2.1", "2.1"): "kinds", ("3.1", "3.1"): "kinds"}


def test_several_aspects_ask_for_more_than_one_piece(tmp_path) -> None:
    right = other(tmp_path, one="规则: 有即得分\n            材料: [annual_plan]→规则: 分方面得分\n            方面: "
                  "[{名称: 计划, 材料: [annual_plan]}, {名称: 方案, 材料: [annual_plan]}]\n"
                  "            不足时: 不得分\n            解读: 缺一不可")
    assert differences(compare(load_file(MINI), right), "1.2", "1.2")["数量"] == ("1件", "2个方面", "right")
    assert rule_text(right.criteria()[1]) == "计划、方案2方面都有得2分，缺一不可"
