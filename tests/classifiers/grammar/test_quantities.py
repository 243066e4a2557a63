"""Numbers with their measure words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from classifiers.grammar import QuantityMatch, find_quantities

FORMS = [
    ("12场", "12", "场", "exact"), ("1,200份", "1200", "份", "exact"), ("1.5万人次", "15000", "人次", "exact"),
    ("3万余份", "30000", "份", "at_least"), ("2万余份", "20000", "份", "at_least"),
    ("三万余册", "30000", "册", "at_least"), ("二十余名", "20", "名", "at_least"), ("十余场", "10", "场", "at_least"),
    ("一百二十三人", "123", "人", "exact"), ("两次", "2", "次", "exact"), ("数十场", "10", "场", "at_least"),
    ("只有3条", "3", "条", "only"), ("仅报了2篇", "2", "篇", "only"), ("只开展了4次", "4", "次", "only"),
    ("不仅2次", "2", "次", "exact"), ("没有3个", "3", "个", "exact"), ("仅5篇以上", "5", "篇", "at_least"),
    ("上百份", "100", "份", "at_least"), ("百余人", "100", "人", "at_least"), ("近千名", "1000", "名", "about"),
    ("8000余万元", "80000000", "元", "at_least"), ("450多万份", "4500000", "份", "at_least"),
    ("3万多人", "30000", "人", "at_least"), ("约二十名", "20", "名", "about"),
    ("超8万人次", "80000", "人次", "at_least"),
    ("逾300人", "300", "人", "at_least"), ("不少于4篇", "4", "篇", "at_least"), ("至少1次", "1", "次", "at_least"),
    ("1次以上", "1", "次", "at_least"), ("20人左右", "20", "人", "about"), ("大约5场", "5", "场", "about"),
    ("5万元", "50000", "元", "exact"), ("2.3亿元", "230000000", "元", "exact"), ("6.8万元", "68000", "元", "exact"),
    ("96.8%", "96.8", "%", "exact"), ("９６％", "96", "%", "exact"), ("均达95%以上", "95", "%", "at_least"),
    ("百分之九十五", "95", "%", "exact"), ("百分之百", "100", "%", "exact"), ("5场(次)", "5", "场次", "exact"),
    ("65人（次）", "65", "人次", "exact"), ("200份(册)", "200", "份", "exact"), ("2000份/册", "2000", "份", "exact"),
    ("3场/次", "3", "场次", "exact"), ("3-5次", "3", "次", "at_least"), ("三至五次", "3", "次", "at_least"),
    ("两个半小时", "2.5", "小时", "exact"), ("半小时", "0.5", "小时", "exact"), ("三个多小时", "3", "小时", "at_least"),
    ("16课时", "16", "课时", "exact"), ("40个学时", "40", "学时", "exact"), ("１２场", "12", "场", "exact"),
    ("共 12 场", "12", "场", "exact"), ("两三次", "2", "次", "about"), ("十大典型案例", "10", "大", "exact"),
    ("旁听一起行政案件", "1", "起", "exact"), ("一场讲座", "1", "场", "exact"), ("台次：30台次", "30", "台次", "exact"),
    ("三百余册", "300", "册", "at_least"), ("一千二百名", "1200", "名", "exact"), ("二十几个", "20", "个", "at_least"),
    ("五百多人次", "500", "人次", "at_least"), ("9个部门", "9", "个", "exact"), ("3支", "3", "支", "exact"),
]


def only(text: str) -> QuantityMatch:
    """The single quantity of a text."""
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("text", "value", "unit", "bound"), FORMS, ids=[row[0] for row in FORMS])
def test_forms(text: str, value: str, unit: str, bound: str) -> None:
    """Value, unit and bound of every written form."""
    quantity = only(text).quantity
    assert (quantity.value, quantity.unit, quantity.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize("text", [
    "多次开展", "若干场", "数次", "几次", "6条例", "3月份", "十分重视", "一起参加学习", "统一部署",
    "三个月", "2020年", "20部门",
    "百场讲座", "第三期", "同一个", "每一次", "2020年6月10日", "一般", "3处罚",
])
def test_no_quantity(text: str) -> None:
    """Words with a numeral that say no number."""
    assert find_quantities(text) == ()


def test_spans_and_texts() -> None:
    """The number and the unit are given as written."""
    text = "发放２万余份（册）。"
    match = only(text)
    assert (match.number_text, match.unit_text, text[match.start:match.end]) == ("２万余", "份（册）", "２万余份（册）")


@pytest.mark.parametrize(("text", "totals"), [
    ("全年组织集中学法6次", [True]), ("共举办3场", [True]), ("开展5场(次)", [True]), ("举办1场", [False]),
    ("全年发布典型案例四例", [True]), ("发布案例四例", [False]), ("同比增加9场", [False]),
    ("累计阅读量36万次", [False]),
    ("共发放手册500份", [False]), ("每月开展2次", [False]), ("共发布案例6个，其中2个入选", [True, False]),
])
def test_claimed_total(text: str, totals: list[bool]) -> None:
    """A number over one that sums up happenings is a claim, one of hand-outs is not."""
    assert [match.quantity.claimed_total for match in find_quantities(text)] == totals


@pytest.mark.parametrize(("text", "parts"), [
    ("宣讲35场，其中企业22场、学校8场、村居5场", [False, True, True, True]),
    ("旁听庭审两次，一次为现场、一次为网络", [False, True, True]),
    ("分别组织培训3期和2期，共5期", [True, True, False]), ("20场+105场,共125场", [True, True, False]),
    ("张贴50张、悬挂4幅、展板8块", [False, False, False]), ("包括讲座3场。另有展览2场", [True, False]),
])
def test_parts(text: str, parts: list[bool]) -> None:
    """Parts of a whole are told from the whole."""
    assert [match.is_part for match in find_quantities(text)] == parts


@pytest.mark.parametrize(("text", "flag"), [
    ("人均1500元", "per_capita"), ("每月两期", "per_each"), ("每季度至少安排一场", "per_each"), ("每队3人", "per_each"),
    ("4月、7月各组织了一次", "each"), ("较上年增加2.5万元", "is_change"),
])
def test_flags(text: str, flag: str) -> None:
    """Shares, frequencies and changes are marked."""
    assert getattr(only(text), flag)


def test_people_and_sessions_side_by_side() -> None:
    """N场次M人次 are two numbers."""
    found = [match.quantity for match in find_quantities("举办5场次120人次")]
    assert [(int(quantity.value), quantity.unit) for quantity in found] == [(5, "场次"), (120, "人次")]
