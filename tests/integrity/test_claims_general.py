"""Numbers that cannot all be, whatever words tell them: found by what stands together, told within a budget."""

from decimal import Decimal

import pytest
from claims_made import document, dossier, found, register, subs

from integrity.claims.amounts import one_slip


def brief(*lines: str, **more: str):
    return dossier(document("总结.docx", "# 云泽市水务局2022年普法工作总结", *lines),
                   *(document(f"{name}.docx", *text.split("|")) for name, text in more.items()), 总结="summary")


def counts(one):
    return subs(found(one, "count_contradiction"))


@pytest.mark.parametrize(("text", "sort"), [
    ("手册每村120本，全镇8个村，合计发放1300本。", "times"),
    ("口袋书每本2.5元，印了3000册，共花9000元。", "times"),
    ("知道举报电话的占82.4%，比去年的68.7%提高23.7个百分点。", "change"),
    ("全年走访企业46家，比去年的38家多12家，问题也更细。", "change"),
    ("考试应考40人，实考36人，请假2人。", "roll"),
    ("法律门诊每月1期，全年共办了15期。", "every"),
    ("志愿队走进12个村，分别是东沟村、西沟村、南岭村、北岭村、上河村、下河村、柳树村、杨树村、石桥村、石门村。",
     "names"),
    ("全市在册护林员412名，年内分批培训护林员467人，发放手册。", "above_stock"),
])
def test_numbers_of_one_passage_that_cannot_be_are_asked_about(text, sort):
    assert sort in counts(brief(text))


@pytest.mark.parametrize("text", [
    "手册每村120本，全镇8个村，合计发放960本。",
    "口袋书每本2.5元，印了3000册，共花7500元。",
    "知道举报电话的占82.4%，比去年的68.7%提高13.7个百分点。",
    "全年走访企业46家，比去年的38家多8家，问题也更细。",
    "考试应考40人，实考38人，请假2人。",
    "法律门诊每月1期，全年共办了12期。",
    "志愿队走进5个村，分别是东沟村、西沟村、南岭村、北岭村、上河村。",
    "志愿队走进12个村，有东沟村、西沟村、南岭村、北岭村等。",
    "全市在册护林员412名，年内分批培训护林员367人，发放手册。",
    "本局现有职工40人，全系统职工共计320人参加线上学习。",
])
def test_numbers_that_agree_or_have_a_reason_are_not(text):
    assert not counts(brief(text))


def test_copies_of_a_named_paper_are_held_against_its_run():
    told = "《节水口袋书》已基本发完。十二处煤矿领走1450册，学校领走800册，集市散发1150册。"
    assert counts(brief("编印《节水口袋书》共3000册。", 简报=told)) == ["above_run"]
    assert not counts(brief("编印《节水口袋书》共3400册。", 简报=told))
    assert not counts(brief("编印《节水口袋书》共3000册。", 简报=told.replace("已基本发完", "又加印了一批")))


def test_a_row_that_breaks_the_rule_of_its_columns_is_shown():
    rows = ["科室 | 线下 | 线上 | 全年", "法规科 | 4 | 2 | 6", "水政科 | 5 | 1 | 6", "河湖科 | 3 | 3 | 6",
            "节水科 | 2 | 2 | 4"]
    assert not counts(dossier(register("表.docx", "宣传场次", *rows)))
    assert counts(dossier(register("表.docx", "宣传场次", *rows[:4], "节水科 | 2 | 2 | 5"))) == ["row"]


def test_one_happening_in_two_papers_with_two_numbers():
    report = "土地日前后，我局走进市实验小学，用沙盘讲节水红线，{}名同学参加了课堂互动。"
    paper = ("沙盘进课堂|6月21日，我局青年干部把一座沙盘抬进市实验小学的课堂讲节水红线。"
             "四个班的孩子轮着上前，把木块摆上去，谁压了红线，沙盘就亮灯。两节课下来，一共178名学生动了手。")
    assert counts(brief(report.format(1178), 简报=paper)) == ["compared"]
    assert not counts(brief(report.format(178), 简报=paper))
    other = paper.replace("市实验小学", "滨河广场").replace("沙盘", "展板").replace("节水红线", "防汛避险")
    assert not counts(brief(report.format(1178), 简报=other))


def test_a_dossier_gets_a_few_of_them_and_no_more():
    lines = [f"手册每村120本，{name}镇8个村，合计发放{1300 + at}本。"
             for at, name in enumerate("甲乙丙丁戊己庚辛壬癸")]
    told = [one for one in found(brief(*lines), "count_contradiction") if one.measures["sub"] == "times"]
    assert sorted(one.severity for one in told) == ["low", "low", "low", "medium", "medium"]


@pytest.mark.parametrize(("left", "right", "same"), [(178, 1178, True), (2657, 2957, True), (2450, 24500, True),
                                                     (4520, 5420, True), (178, 178, False), (312, 476, False)])
def test_a_slip_of_the_pen_is_known(left, right, same):
    assert one_slip(Decimal(left), Decimal(right)) is same
