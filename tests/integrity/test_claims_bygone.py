"""Other years' days and facts in this year's papers, and the innocent likes of them."""

import pytest
from claims_made import document, dossier, found, register, subs


def outside(*documents, year=2022, others=(), **papers):
    return subs(found(dossier(*documents, year=year, **papers), "out_of_period", *others))


def report(*texts: str, year: int = 2022):
    return document("自评报告.docx", f"# {year}年普法履职自评报告", *texts)


NEWS = ("# 林草简报", "2022年10月17日", "10月13日，86名护林员到二道沟林场参加法治培训班。")


def test_a_picture_of_last_year_under_this_years_words():
    caption = "图为护林员在二道沟林场听课（2021年10月14日摄）"
    assert outside(document("简报.docx", *NEWS, caption)) == ["picture_of_other_year"]


@pytest.mark.parametrize("caption", ["图为护林员在二道沟林场听课（2022年10月13日摄）", "图为2023年1月5日摄",
                                     "对照照片：去年同期的林场（2021年10月14日摄）"])
def test_pictures_of_the_year_and_told_as_earlier_are_left_alone(caption):
    assert outside(document("简报.docx", *NEWS, caption)) == []


CLAIM = "九月份派了5名法官参加省法院的民法典适用专题培训班，回来在院里做了汇报。"


def certificate(when: str, what: str = "民法典适用专题培训班"):
    return document("培训证明.docx", "# 培训证明", f"兹证明5名同志参加了{what}（线上），培训时间为{when}，考核合格。")


def test_a_training_of_this_year_with_a_certificate_of_last_year():
    old = certificate("2021年9月6日至9月10日")
    assert "certificate_of_other_year" in outside(report(CLAIM), old, 自评报告="self_report", 培训证明="certificate")


@pytest.mark.parametrize(("when", "what", "claim"), [
    ("2022年9月6日至9月10日", "民法典适用专题培训班", CLAIM),
    ("2021年9月6日至9月10日", "消防设施操作员资格考评", CLAIM),
    ("2021年9月6日至9月10日", "民法典适用专题培训班", "去年9月派了5名法官参加省法院的民法典适用专题培训班。"),
])
def test_certificates_of_the_year_or_of_something_else_are_left_alone(when, what, claim):
    assert "certificate_of_other_year" not in outside(report(claim), certificate(when, what), 自评报告="self_report",
                                                      培训证明="certificate")


@pytest.mark.parametrize(("year", "text", "sub"), [
    (2023, "四月里赶在《地名管理条例》施行之前，在文化广场摆了六块展板。", ["law_of_other_year"]),
    (2022, "民法典施行首月，我局举办专题班，62人参加。", ["law_of_other_year"]),
    (2022, "在喜迎中国共产党成立100周年之际，党员志愿者走进金桂社区。", ["anniversary_of_other_year"]),
    (2023, "3月，志愿者在社区卡口协助流动采样，给居民讲传染病防治法。", ["over_by_then"]),
    (2022, "《湿地保护法》施行当天，我局在湿地公园举行启动仪式。", []),
    (2022, "在喜迎中国共产党成立101周年之际，党员志愿者走进金桂社区。", []),
    (2022, "《长江保护法》施行一周年之际，我局举办船员座谈。", []),
    (2022, "3月，志愿者在社区卡口协助流动采样，给居民讲传染病防治法。", []),
    (2023, "去年疫情期间在社区卡口讲传染病防治法的做法，今年改为进社区课堂。", []),
    (2023, "回顾2021年《安全生产法》施行当天的启动仪式，群众印象很深。", []),
])
def test_facts_of_the_calendar(year, text, sub):
    assert outside(report(text, year=year), year=year, 自评报告="self_report") == sub


def listed(*numbers: str):
    rows = [f"{at}|某店经营过期食品案之{at}|罚款|云市监处罚〔{number}〕{at}8号" for at, number in enumerate(numbers, 1)]
    return register("典型案例.docx", "典型案例目录", "序号|案由|处理|处罚文书", *rows)


def test_a_case_of_an_earlier_number_among_those_of_the_year():
    claim = report("全年发布典型案例4件，均为本年度查处，全部附释法点评。")
    assert outside(claim, listed("2022", "2022", "2021", "2022"), 自评报告="self_report", 典型案例="case") == [
        "case_of_other_year"]


@pytest.mark.parametrize("numbers", [("2022", "2022", "2022", "2022"), ("2021", "2021", "2021", "2022")])
def test_cases_of_the_year_and_lists_of_another_are_left_alone(numbers):
    assert outside(report("全年发布典型案例4件。"), listed(*numbers), 自评报告="self_report", 典型案例="case") == []


HEAD = "日期|项目|地点|人数|备注"
LAST = "3.18|疫情防控法规宣传|金桂社区广场|112|告知书630份"


def again(row: str):
    before = dossier(register("台账.xlsx", "2021年台账", HEAD, LAST), year=2021)
    return outside(register("台账.xlsx", "2022年台账", HEAD, row), others=(before,))


def test_a_row_of_last_year_again_with_its_numbers():
    assert again(LAST.replace("3.18", "3.17")) == ["same_as_last_year"]


@pytest.mark.parametrize(("old", "new"), [
    ("112", "125"), ("金桂社区广场|112|告知书630份", "白石社区广场|112|告知书410份"),
    ("疫情防控法规宣传", "党组中心组集中学法"),
])
def test_the_like_of_last_year_with_other_numbers_is_left_alone(old, new):
    assert again(LAST.replace(old, new)) == []
