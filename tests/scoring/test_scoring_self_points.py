"""Rows of the unit's own score table find their criteria, by number, wording, order and full points."""

from __future__ import annotations

from decimal import Decimal

from model.evidence import SelfScoreRow
from rubric_maps.load import load
from scoring.self_points import match_self_points

D = Decimal

JIANGYIN = load("jiangyin-2020")


def row(item, text, full=None, points=None):
    return SelfScoreRow(item=item, text=text, max_points=None if full is None else D(full),
                        points=None if points is None else D(str(points)))


FIRST = [
    row("1", "将普法工作纳入本部门总体工作布局", 2, 2), row(None, "确定具体负责人和联络员", 2, 1.5),
    row(None, "拨付一定专项工作经费", 3, 3),
    row("2", "及时制定本年度普法工作计划方案", 2, 2), row(None, "制定本部门普法责任清单", 2, 2),
    row(None, "撰写工作总结", 2, 1), row(None, "及时报同级法宣办", 2, 2)]


def test_rows_by_criterion_with_carried_numbers():
    assert match_self_points(JIANGYIN, FIRST) == {
        "1.1": D(2), "1.2": D("1.5"), "1.3": D(3), "2.1": D(2), "2.2": D(2), "2.3": D(1), "2.4": D(2)}


def test_rows_without_any_number():
    bare = [row(None, r.text, r.max_points, r.points) for r in FIRST]
    assert match_self_points(JIANGYIN, bare) == match_self_points(JIANGYIN, FIRST)


def test_a_missing_row_does_not_shift_the_others():
    assert match_self_points(JIANGYIN, FIRST[:4] + FIRST[5:])["2.3"] == 1


def test_rows_without_full_points():
    rows = [row(r.item, r.text, None, r.points) for r in FIRST]
    assert match_self_points(JIANGYIN, rows) == match_self_points(JIANGYIN, FIRST)


def test_item_row_with_one_criterion():
    rows = [row("7", "落实以案释法制度，加强典型案例的收集、整理、发布", 12, 9),
            row("10", "依托网站、微博、微信开展普法", 8, 8)]
    assert match_self_points(JIANGYIN, rows) == {"7.1": D(9), "10.1": D(8)}


def test_item_row_with_several_criteria_only_when_full():
    text = "将普法工作纳入本部门总体工作布局（2分），确定具体负责人和联络员（2分），拨付专项工作经费（3分）。"
    assert match_self_points(JIANGYIN, [row("1", text, 7, 7)]) == {"1.1": D(2), "1.2": D(2), "1.3": D(3)}
    assert match_self_points(JIANGYIN, [row("1", text, 7, 6)]) == {}


def test_item_rows_without_numbers():
    rows = [row(None, "1.将普法工作纳入本部门总体工作布局，确定负责人和联络员，拨付专项工作经费", 7, 7),
            row(None, "7.落实以案释法制度，典型案例不少于4个", 12, 9)]
    assert match_self_points(JIANGYIN, rows) == {"1.1": D(2), "1.2": D(2), "1.3": D(3), "7.1": D(9)}


def test_exact_criterion_numbers_and_other_writings():
    assert match_self_points(JIANGYIN, [row("8.2", "宪法日", 5, 4)]) == {"8.2": D(4)}
    assert match_self_points(JIANGYIN, [row("第七项", "典型案例不少于4个", 12, 9)]) == {"7.1": D(9)}
    assert match_self_points(JIANGYIN, [row("十五", "受到上级表彰、表扬", 5, 5)]) == {"15.1": D(5)}


def test_sums_empty_cells_and_strangers_are_left_out():
    rows = [row("1", "拨付一定专项工作经费", 3, None), row(None, "合计", 100, 95), row("99", "别的", 3, 3)]
    assert match_self_points(JIANGYIN, rows) == {}


def test_whole_table():
    rows = [row(item.number if n == 0 else None, c.short, c.max_points, c.max_points)
            for item in JIANGYIN.items() for n, c in enumerate(item.criteria)]
    found = match_self_points(JIANGYIN, rows)
    assert found == {c.id: c.max_points for c in JIANGYIN.criteria()}
