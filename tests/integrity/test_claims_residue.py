"""What a template, an older paper or another unit left in."""

import pytest
from claims_made import document, dossier, found, subs

CLOSE = ("云泽市水务局", "2022年12月20日")


def report(*lines: str, title: str = "云泽市水务局2022年普法工作总结", unit: str = "云泽市水务局", year: int = 2022,
           paper: str = "summary", close: tuple[str, str] = CLOSE):
    return dossier(document("总结.docx", f"# {title}", *lines, *close), unit=unit, year=year, 总结=paper)


def residues(one, *others):
    return subs(found(one, "template_residue", *others))


@pytest.mark.parametrize("text", ["我局联合××局开展宣传。", "20XX年，我局认真落实普法责任制。",
                                  "【单位名称】高度重视普法工作。",
                                  "全年举办讲座（此处填写场次）场。", "在某某局的支持下开展活动。", "发放资料**份。"])
def test_places_of_a_template_that_nobody_filled_in(text):
    assert residues(report(text)) == ["blank"]


@pytest.mark.parametrize("text", ["当事人某某公司未经批准取水。", "（单位盖章）填报日期：12月1日。",
                                  "本案例文号：第 号。",
                                  "周某某无证行医一案已经办结。", "推送《XX说法》栏目12期。"])
def test_names_kept_back_and_forms_are_left_alone(text):
    assert residues(report(text)) == []


def test_bodies_that_are_no_more():
    assert residues(report("3月15日，我局联合区工商局开展宣传。")) == ["old_body"]
    assert residues(report("5月，会同市国税局举办税法讲座。")) == ["old_body"]


@pytest.mark.parametrize("text", ["3月15日，我局联合区市场监督管理局（原工商局）开展宣传。", "走访个体工商户30家。",
                                  "2017年，我局联合区工商局开展宣传。", "学习《工商局工作规则》。",
                                  "与工商银行共同开展宣传。"])
def test_their_history_and_names_alike_are_left_alone(text):
    assert residues(report(text)) == []


def test_a_body_of_its_own_time_is_left_alone():
    one = report("3月15日，我局联合区工商局开展宣传。", title="云泽市水务局2018年普法工作总结", year=2018,
                 close=("云泽市水务局", "2018年12月20日"))
    assert residues(one) == []


def test_a_title_of_last_year_over_this_years_paper():
    assert residues(report("全年举办讲座3场。", title="云泽市水务局2021年普法工作总结")) == ["title_year"]
    assert residues(report("全年举办讲座3场。", title="云泽市水务局2021年普法工作总结",
                           close=("云泽市水务局", "2022年1月10日"))) == []


def test_an_opening_of_last_year():
    assert residues(report("2021年，在市委正确领导下，我局扎实推进普法工作。")) == ["opening_year"]
    assert residues(report("2022年，在市委正确领导下，我局扎实推进普法工作。", "2021年，我局被评为先进单位。")) == []


def test_an_outlook_on_a_year_that_is_over():
    assert residues(report("2021年，我局将继续抓好普法工作。", "二、其他")) != []
    assert residues(report("2023年，我局将继续抓好普法工作。")) == []


def test_a_plan_with_last_years_tasks():
    title = "云泽市水务局2022年普法工作计划"
    assert residues(report("2021年6月底前完成责任清单。", title=title, paper="plan")) == ["planned_year"]
    assert residues(report("2022年6月底前完成责任清单。", title=title, paper="plan")) == []


def test_the_pronoun_of_another_sort_of_unit():
    assert residues(report("我院高度重视普法工作，全年举办讲座3场。")) == ["pronoun"]


@pytest.mark.parametrize("text", ["我局高度重视普法工作。", "我市地处北部，我国宪法规定如此。",
                                  "法官说：“我院将依法审理。”",
                                  "由我委托律师办理。", "我办理了三件案件。"])
def test_pronouns_that_fit_speech_and_other_words(text):
    assert residues(report(text)) == []


def test_a_hospital_speaks_as_such_under_a_health_commission():
    one = report("我院高度重视普法工作。", title="云泽市卫生健康委员会2022年普法工作总结", unit="云泽市卫生健康委员会",
                 close=("云泽市卫生健康委员会", "2022年12月20日"))
    assert residues(one) == []


def other(unit: str = "云泽市教育局"):
    return dossier(document("总结.docx", f"# {unit}2022年普法工作总结", "全年举办讲座3场。"), unit=unit, 总结="summary")


def test_another_unit_of_the_cohort_as_who_did_it():
    assert residues(report("云泽市教育局高度重视普法工作，成立领导小组。"), other()) == ["doer"]
    assert residues(report("全年，江岭县水务局认真落实普法责任制，举办讲座3场。")) == ["doer"]


@pytest.mark.parametrize("text", ["我局联合云泽市教育局开展宪法进校园活动。", "相邻的江岭县水务局也开展了宣传。",
                                  "学习云泽市教育局普法经验，组织开展宣传。",
                                  "云泽市教育局主办的宪法晨读活动，我局参加。",
                                  "据报道：“江岭县水务局组织开展了宣传。”"])
def test_joint_actions_neighbours_and_quotations_are_left_alone(text):
    assert residues(report(text), other()) == []


def test_another_units_name_in_the_title_or_under_the_paper():
    assert residues(report("全年举办讲座3场。", title="江岭县水务局2022年普法工作总结")) == ["head"]
    assert residues(report("全年举办讲座3场。", close=("云泽市教育局", "2022年12月20日")), other()) == ["head"]
    assert residues(report("全年举办讲座3场。", "抄送：云泽市教育局"), other()) == []


def test_another_city_above_the_unit():
    assert residues(report("在江岭市委、市政府的正确领导下，我局扎实推进普法。")) == ["region"]
    assert residues(report("在云泽市委、市政府的正确领导下，我局扎实推进普法。")) == []


def test_a_paper_that_speaks_as_another_unit_throughout_is_grave():
    lines = ("云泽市教育局坚持以校园为阵地，扎实开展普法。", "我校组织开学第一课12场。", "我校聘请法治副校长6名。")
    assert {one.severity for one in found(report(*lines), "template_residue", other())} == {"high"}
