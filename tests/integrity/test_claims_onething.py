"""Happenings of a dossier that may be one counted twice, by how much speaks for it; and the report that counts both."""

import pytest
from claims_made import document, dossier, found, register

HEAD = "时间|活动|地点|人数"
ROWS = ("4月8日|“爱鸟周”启动仪式|云顶湿地公园|240余", "4月28日|野生动物保护法施行前宣传|北山公园|190余",
        "6月17日|防治荒漠化日草原法宣传|黑崖县北滩|70余", "9月12日|采药人劝导|白芷沟口|31")
LEDGER = register("台账.xlsx", "2022年普法台账", HEAD, *ROWS)


def report(*paragraphs: str):
    return document("自评报告.docx", "# 2022年普法履职自评报告", *paragraphs)


def pairs(*documents, **papers):
    """What of each pair was shown: left and right words, by the likeliest first."""
    shown = [one for one in found(dossier(*documents, **papers), "double_counting")
             if one.measures["sub"] == "one_thing"]
    return [(str(one.measures["written"]).split(" | "), one) for one in shown]


def test_two_lines_of_a_score_table_that_one_row_of_the_register_tells():
    score = register("自评表.xlsx", "自评表", "指标|自评|依据", "节点宣传|10|四月上旬爱鸟周启动",
                     "法律进景区|10|走进云顶湿地公园宣讲湿地保护法和观鸟须知，游客240余人参与")
    (words, one), *_ = pairs(LEDGER, score, 自评表="score_table")
    assert "爱鸟周" in words[0] and "云顶湿地公园" in words[1]
    assert {place.file for place in one.places} == {"自评表.xlsx", "台账.xlsx"} and one.severity == "low"


def test_one_crowd_told_in_two_paragraphs_under_other_names():
    text = report("9月12日庭审现场教学124人，由法规科带队。", "队员办案能力有所提高，群众反映的问题及时办结。",
                  "旁听庭审1次，组织124名队员旁听一起违法建设强制拆除案。")
    ledger = register("台账.xlsx", "2022年普法台账", HEAD, *ROWS[:3], "9月12日|旁听违法建设案庭审|区人民法院|124")
    shown = pairs(ledger, text, 自评报告="self_report")
    assert any("124" in words[0] and "124" in words[1] for words, _ in shown)


@pytest.mark.parametrize("text", [
    ("4月8日在云顶湿地公园举办爱鸟周启动仪式，240余人参加。", "9月12日在白芷沟口劝导采药人31名。"),
    ("护林员轮训第一期228人，在鹿鸣林场举行。", "护林员轮训第二期228人，仍在鹿鸣林场举行。"),
    ("6月17日在北滩宣传草原法，群众70余人到场。", "全市现有草原70余万亩，禁牧令张贴到村。"),
])
def test_what_has_a_row_of_its_own_or_is_a_series_is_left_alone(text):
    assert pairs(LEDGER, report(*text), 自评报告="self_report") == []


def test_two_cases_of_a_list_with_the_same_particulars():
    cases = register("目录.docx", "典型案例目录", "序号|案例|结果",
                     "1|某药材行销售增重粉当归案|146公斤没收，罚款32000元",
                     "2|某加油站破坏计量器具案|没收器具，罚款2000元", "3|以硫酸镁喂重的当归|146公斤没收，另罚32000元",
                     "4|某网店刷单虚构销量案|罚款20万元")
    told = found(dossier(cases, 目录="case"), "double_counting")
    assert any("增重粉" in one.explanation and "硫酸镁" in one.explanation for one in told)


def test_no_more_than_two_are_shown_beside_the_surer_ones():
    lines = [f"{month}月{month}日|{word}|{word[:2]}广场|{month}{month + 1}3" for month, word in
             enumerate(("民法典讲座", "反诈宣传", "禁毒宣讲", "土地日展板", "消防演练", "水法课堂"), 1)]
    again = [f"{month}月{month}日|又讲{word[-2:]}甲乙|别处{month}号|{month}{month + 1}3" for month, word in
             enumerate(("民法典讲座", "反诈宣传", "禁毒宣讲", "土地日展板", "消防演练", "水法课堂"), 1)]
    shown = pairs(register("台账.xlsx", "2022年普法台账", HEAD, *lines, *again))
    assert len(shown) <= 2


def test_the_report_that_adds_up_both_is_named():
    rows = ("5月12日|法律进学校：应急法治课|市三中操场|950", "5月12日|防灾减灾宣传周启动仪式|市三中操场|950", *ROWS)
    text = report("全年工作平稳有序，各项任务按期完成。", "两场学生、市民到场合计1900人次。",
                  "下一步继续努力，补齐短板。")
    told = found(dossier(register("台账.xlsx", "2022年普法台账", HEAD, *rows), text, 自评报告="self_report"),
                 "double_counting")
    assert any("1900人次" in place.quote for one in told for place in one.places)
