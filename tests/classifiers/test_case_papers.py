"""Collections of cases: each case with its title, and whether and when it was reported or published."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import day, found, paragraph

from classifiers.case_papers import case_title
from classifiers.context import context_for

STORY = "【案情简介】2022年3月，当事人在河道内擅自取水，被执法人员当场查获。"
LESSON = "【典型意义】取水应当依法申领许可。"


def collection(*statements, titles=("案例一　张某非法取水案", "案例二　李某侵占河道案")):
    """The mentions of a collection in which each case ends with a statement of its own ("" for none)."""
    blocks = [paragraph("云泽市水务局2022年以案释法典型案例汇编")]
    for title, statement in zip(titles, statements, strict=False):
        blocks += [paragraph(title), paragraph(STORY), paragraph(LESSON)] + ([paragraph(statement)] if statement else [])
    return [m for m in found(*blocks, paper="case") if m.kind.startswith("case_") and m.slots.title]


@pytest.mark.parametrize(("text", "title"), [
    ("案例一　张某非法取水案", "张某非法取水案"), ("典型案例1：某公司未批先建案", "某公司未批先建案"), ("张某非法取水案", "张某非法取水案"),
    ("案例三 某厂超标排污案（转载）", "某厂超标排污案"), ("二、典型意义", None), ("本案中当事人非法取水，被依法处罚。", None), ("案情简介", None),
])
def test_title_of_a_case(text, title):
    assert case_title(text) == title


@pytest.mark.parametrize(("statement", "kind", "status", "when"), [
    ("【报送发布】2022年5月6日报送市法宣办，2022年5月18日向社会发布。", "case_published", "done", day(5, 18)),
    ("2022年5月6日报送市法宣办。2022年5月18日在网站发布。", "case_published", "done", day(5, 18)),
    ("2022年5月6日报送市法宣办。", "case_reported", "done", day(5, 6)),
    ("【报送发布】2021年11月25日报送市法宣办，2021年12月4日向社会发布。", "case_published", "other_period", day(12, 4, 2021)),
    ("【报送发布】拟于2023年一季度报送市法宣办并向社会发布。", "case_published", "planned", None),
    ("【报送发布】本案由市生态环境局查处，并由该局于2022年8月报送、发布，本辑转载。", "case_published", "other_unit", None),
    ("", "case_reported", "done", None),
])
def test_what_became_of_a_case(statement, kind, status, when):
    mentions = collection(statement)
    assert {(m.kind, m.status, m.slots.title) for m in mentions} == {(kind, status, "张某非法取水案")}
    if when:
        assert {m.slots.date for m in mentions} == {when}


def test_each_case_has_its_own_statement():
    mentions = collection("2022年5月18日向社会发布。", "拟于2023年向社会发布。")
    assert {(m.slots.title, m.status) for m in mentions} == {("张某非法取水案", "done"), ("李某侵占河道案", "planned")}


def test_a_case_is_quoted_by_its_heading_and_by_its_statement():
    assert [m.quote for m in collection("2022年5月18日向社会发布。")] == ["案例一　张某非法取水案", "2022年5月18日向社会发布。"]


def test_every_case_counts_one():
    assert {m.slots.quantity.value for m in collection("2022年5月18日向社会发布。", "2022年6月1日向社会发布。")} == {1}


@pytest.mark.parametrize(("statement", "wanted"), [
    ("2022年5月6日报送自治区司法厅，2022年5月18日在厅网站发布。", {("case_filed", "done"), ("case_released", "done")}),
    ("2022年5月6日报送自治区普法办。", {("case_filed", "done")}),
    ("拟于2023年报送自治区司法厅案例库。", {("case_filed", "planned")}),
    ("2022年9月被自治区司法厅案例库采用。", {("case_adopted", "done")}),
    ("", set()),
])
def test_other_kinds_named_by_cases_are_read_where_they_are_asked_for(statement, wanted):
    kinds = frozenset({"case_filed", "case_released", "case_adopted"})
    context = context_for("云岭自治区水利厅", 2022, None, kinds)
    blocks = [paragraph("云岭自治区水利厅2022年典型案例汇编"), paragraph("案例一　张某非法取水案"), paragraph(STORY)]
    mentions = found(*blocks, paragraph(statement), paper="case", context=context)
    told = {(m.kind, m.status) for m in mentions if m.kind in kinds}
    assert told == wanted
    assert {m.slots.title for m in mentions} == {"张某非法取水案"}
