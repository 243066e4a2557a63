"""One happening told as two by the clauses of a report, by a sum of counts, or in papers known by what they are."""

from __future__ import annotations

import pytest
from claims_made import document, dossier, found, register, subs

REPORT = "# 云泽市水务局2022年普法履职自评报告"
ROWS = ("时间|内容|地点|到场", "6月9日|节水知识怎么用|梧桐社区|36人", "8月12日|节水夜市暨纳凉晚会|柳桥广场|约300人",
        "9月14日|水价政策解读|河东社区|37人")


def twice(*lines: str, others=(), kind: str = "self_report", **papers: str):
    one = dossier(document("报告.docx", REPORT, *lines, "2022年12月20日"), *others, **{"报告": kind, **papers})
    return found(one, "double_counting")


def test_two_deeds_of_a_sentence_that_one_row_tells_as_one():
    register_ = register("台账.xlsx", "活动台账", *ROWS)
    brief = document("夜市.docx", "# 简报", "8月12日晚七点，柳桥广场摆起节水夜市，三个摊位一字排开。八点一到，"
                     "纳凉晚会开场，小品演到一半，居民围了好几层，主持人把水价问答穿插在节目中间。")
    here = twice("8月12日晚办了节水夜市，同时还举行了纳凉晚会，两项活动都上了市台新闻。",
                 others=[register_, brief])
    assert here and {place.file for one in here for place in one.places} >= {"报告.docx", "台账.xlsx"}
    assert {one.severity for one in here} == {"low"}


def test_two_deeds_with_a_row_each_are_left_alone():
    rows = (*ROWS[:2], "8月12日|节水夜市|柳桥广场|约300人", "8月20日|纳凉晚会|河东社区|90人")
    assert not twice("8月12日晚办了节水夜市，8月20日又举行了纳凉晚会。",
                     others=[register("台账.xlsx", "活动台账", *rows)])


@pytest.mark.parametrize(("text", "asked"), [
    ("全年走进景区普法4次，并举办旅游日专场1次，合计景区类活动5次。", True),
    ("全年走进景区普法3次，并举办旅游日专场1次，合计景区类活动4次。", False)])
def test_a_sum_that_the_register_is_shorter_than(text, asked):
    rows = ("时间|景区|内容|规模", "4月5日|鹭岛|文明游园提示|卡80份", "5月19日|鹭岛|旅游日专场|问答120份",
            "7月2日|古城|避暑季讲法|卡90份", "9月27日|古城|节前提示|卡150份")
    here = subs(twice(text, others=[register("登记.xlsx", "景区普法登记", *rows)]))
    assert ("added_once" in here) is asked


@pytest.mark.parametrize(("kind", "name"), [("briefing", "履职情况.docx"), ("other", "2022年自评.docx")])
def test_a_report_is_known_by_its_name(kind, name):
    first = document(name, "6月1日在月亮湾公园设台宣传，展出展板16块。",
                     "在月亮湾举办的法进景区活动中，志愿者讲解十六块展板上的案例。")
    row = register("台账.xlsx", "活动台账", *ROWS, "6月1日|展板宣传法进景区|月亮湾公园|展板16块")
    one = dossier(first, row, **{name.rpartition(".")[0]: kind})
    assert found(one, "double_counting")


def test_a_register_whose_heads_call_nothing_a_name_has_rows():
    rows = ("时间|讲台|会场|来宾", "3月2日|节水与水价夜讲|柳桥广场|86", "3月2日|水价与节水夜话|柳桥广场|86",
            "9月9日|河湖保护|河东社区|40")
    report = document("报告.docx", REPORT, "全年按计划开展。")
    one = dossier(report, register("台账.xlsx", "讲台登记", *rows), 报告="self_report")
    assert found(one, "double_counting")
