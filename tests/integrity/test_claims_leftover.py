"""What an older or another unit's paper left in running heads, tasks and addresses."""

from dataclasses import replace

import pytest
from claims_made import UNIT, document, dossier, found, subs


def paper(kind: str, *lines: str, unit: str = UNIT, year: int = 2022, furniture: tuple[str, ...] = ()):
    one = replace(document("某文.docx", *lines), furniture=furniture)
    return dossier(one, unit=unit, year=year, 某文=kind)


def residue(one):
    return subs(found(one, "template_residue"))


def test_a_running_head_of_another_year():
    lines = f"# {UNIT}2022年度普法工作总结", "全年开展宣传6场。"
    assert residue(paper("summary", *lines, furniture=(f"{UNIT}2021年度普法材料",))) == ["running_head"]
    assert residue(paper("summary", *lines, furniture=(f"{UNIT}2022年度普法材料",))) == []
    assert residue(paper("summary", *lines, furniture=("2021—2025年普法规划中期材料",))) == []


@pytest.mark.parametrize("text", ["为做好2021年度各项普法任务，制定本计划。",
                                  "《2021年普法清单落实表》报办公室，作为本年考核依据。"])
def test_work_that_is_set_under_an_earlier_year(text):
    assert residue(paper("plan", f"# {UNIT}2022年普法工作计划", text)) == ["work_of_other_year"]


@pytest.mark.parametrize("text", ["为做好2022年度各项普法任务，制定本计划。",
                                  "在总结2021年度普法工作的基础上，制定本计划。"])
def test_work_of_this_year_or_looked_back_at_is_left_alone(text):
    assert residue(paper("plan", f"# {UNIT}2022年普法工作计划", text)) == []


def test_a_body_to_which_ones_own_are_to_hand_in():
    title = f"# {UNIT}关于开展宪法宣传周活动的通知"
    assert residue(paper("notice", title, "请于12月8日前将总结报送市民政局办公室汇总。")) == ["handed_to"]
    assert residue(paper("notice", title, "请于12月8日前将总结报送市司法局普法科汇总。")) == []
    assert residue(paper("notice", title, "请于12月8日前将总结报送市水务局办公室汇总。")) == []


def test_a_plan_signed_in_a_later_year_than_its_title():
    body = "一、学习宪法。", UNIT, "2022年4月12日"
    assert "title_year" in residue(paper("plan", f"# {UNIT}2021年度普法工作计划", *body))
    assert residue(paper("plan", f"# {UNIT}2022年度普法工作计划", *body)) == []


def test_another_town_as_who_acts():
    town = "柳浦镇人民政府"
    title = f"# {town}2022年普法工作总结"
    assert "doer" in residue(paper("summary", title, "石梁街道党工委高度重视，主要领导亲自抓。", unit=town))
    assert residue(paper("summary", title, "柳浦镇党委高度重视，主要领导亲自抓。", unit=town)) == []


def test_a_plan_told_as_of_the_years_beginning():
    plan = document("计划.docx", f"# {UNIT}2022年普法工作计划", "一、学习宪法。", UNIT, "2022年5月12日")
    early = document("总结.docx", f"# {UNIT}2022年普法工作总结", "年初即研究印发普法工作计划。", UNIT, "2022年12月20日")
    late = document("总结.docx", f"# {UNIT}2022年普法工作总结", "5月印发普法工作计划。", UNIT, "2022年12月20日")
    assert "planned_late" in subs(found(dossier(plan, early, 计划="plan", 总结="summary"), "date_contradiction"))
    assert subs(found(dossier(plan, late, 计划="plan", 总结="summary"), "date_contradiction")) == []


@pytest.mark.parametrize("text", ["群众满意度达【 】%，较为满意。", "本办法印发〔　〕份。", "满意度为 %，较为满意。"])
def test_an_empty_pair_of_brackets_is_a_blank(text):
    assert residue(paper("summary", f"# {UNIT}2022年普法工作总结", text)) == ["blank"]


def test_what_another_trade_polices():
    line = "对占道经营、违规设置户外广告等行为，坚持先劝导、后处罚。"
    title = f"# {UNIT}2022年普法工作总结"
    assert residue(paper("summary", title, line)) == ["foreign_organ"]
    assert residue(paper("summary", title, "走进市场，对占道经营的摊主讲法。")) == []
    city = "云泽市城市管理局"
    assert residue(paper("summary", f"# {city}2022年普法工作总结", line, unit=city)) == []
