"""What papers took over from other places, trades, years and forms."""

import pytest
from claims_made import document, dossier, found, register

UNIT = "云泽市水务局"


def paper(name: str, kind: str, *lines: str, unit: str = UNIT):
    return dossier(document(f"{name}.docx", *lines), unit=unit, **{name: kind})


def residue(one):
    return [(told.measures["sub"], told.severity) for told in found(one, "template_residue")]


def report(*lines: str, unit: str = UNIT):
    return paper("总结", "summary", f"# {unit}2022年普法工作总结", *lines, unit=unit)


@pytest.mark.parametrize("text", ["为推动江北市水务普法工作提质增效，制定本办法。", "切实把桦岭市这条河看住守好。",
                                  "为平安凤鸣、法治凤鸣建设贡献力量。", "为建设法治禾阳市作出应有贡献。"])
def test_another_place_told_as_the_aim_is_asked_about(text):
    assert residue(report(text)) == [("region", "medium")]


@pytest.mark.parametrize("text", ["为推动云泽市水务普法工作提质增效，制定本办法。",
                                  "赴江北市考察，学习推动江北市普法的做法。",
                                  "为平安云泽、法治云泽建设贡献力量。", "为平安社区、法治社区建设贡献力量。",
                                  "积极推进美丽乡村建设和城市更新。", "推动江北市水务局来函协查事项办结。"])
def test_ones_own_place_and_common_words_are_left_alone(text):
    assert residue(report(text)) == []


def test_sections_of_another_trade():
    lines = ("# 关于做好环境日宣传的通知", "请各科室、各水管站将名单报水政科汇总。", "云泽市生态环境局", "2022年5月8日")
    assert residue(paper("通知", "notice", *lines, unit="云泽市生态环境局")) == [("other_trade", "medium")]
    assert residue(paper("通知", "notice", *lines[:2], UNIT, lines[3])) == []
    assert residue(report("会同市水务局水政科开展检查。", unit="云泽市生态环境局")) == []
    permits = "行政执法人员持证上岗率保持100%。"
    assert residue(report(permits, unit="云泽市城建投资有限公司")) == [("other_trade", "low")]
    assert residue(report(permits)) == []


@pytest.mark.parametrize("text", ["走进（社区名称），跟老人拉家常。", "共打造法治阵地【】个。",
                                  "特色工作。（此处简述本单位普法亮点，300字左右，可另附材料）",
                                  "下步打算。（突出一两件事，不超过200字）"])
def test_places_of_a_form_that_nobody_filled_in(text):
    assert residue(report(text)) == [("blank", "medium")]


@pytest.mark.parametrize("text", ["市城市发展集团（以下简称城发集团）开展活动。",
                                  "走进石桥社区（老旧小区），跟老人拉家常。",
                                  "观众写下心得（多的有300字），贴在墙上。"])
def test_brackets_with_words_of_ones_own_are_left_alone(text):
    assert residue(report(text)) == []


def test_a_paper_issued_without_number_and_day_is_a_note():
    lines = ("云水〔2022〕　号", "# 关于开展宣传的通知", "定于9月14日举办开放日。", UNIT, "2022年　月　日")
    assert residue(paper("通知", "notice", *lines)) == [("unfilled", "low")]
    assert residue(paper("通知", "notice", "云水〔2022〕8号", *lines[1:4], "2022年9月1日")) == []


def test_last_years_number_left_in():
    table = ("序号|指标|满分|自评", "1|领导|50|50", "2|学法|50|48")
    old, new = (dossier(register("打分表.xlsx", f"履职评议自评打分表（{year}年度）", *table), 打分表="score_table")
                for year in (2021, 2022))
    assert residue(old) == [("title_year", "medium")]
    assert residue(new) == []
    assert residue(report("我局圆满完成了2021年各项普法任务，今后将继续努力。")) == [("closing_year", "medium")]
    assert residue(report("与去年相比，2021年各项任务完成情况良好的经验继续沿用。")) == []
    assert residue(report("# 三、2022年怎么干", "多下乡。", "2022年12月20日")) == [("outlook_year", "low")]
    assert residue(report("# 三、2023年怎么干", "多下乡。", "2022年12月20日")) == []
