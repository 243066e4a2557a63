"""Figures of a paper that cannot give each other, print runs, crowds above seats, all present beside absentees."""

import pytest
from claims_made import document, dossier, found, register, subs


def brief(*lines: str):
    return dossier(document("总结.docx", "# 云泽市水务局2022年普法工作总结", *lines), 总结="summary")


def counts(one):
    return subs(found(one, "count_contradiction"))


@pytest.mark.parametrize(("text", "sort"), [
    ("送法下乡宣讲6场，到场540人次，场均120人。", "average"),
    ("夜校办了5期，每期都在80人以上，累计有310人听课。", "average"),
    ("全年开展宣传12场，较上年的10场增长40%。", "growth"),
    ("咨询量由150件增至180件，增长30%。", "growth"),
    ("发出检察建议20份，收到回复16份，回复率95%。", "share"),
    ("回收问卷200份，其中表示了解的150份，知晓率85%。", "share"),
    ("律师每周三上午九点至十一点坐班，全年坐班40次，提供咨询服务160小时。", "hours"),
    ("执法骨干培训为期两天，每人完成30学时。", "days"),
    ("抽调5名队员用2个工作日走访商户900户，每户讲解15分钟。", "minutes"),
])
def test_figures_that_cannot_give_each_other_are_asked_about(text, sort):
    assert counts(brief(text)) == [f"reckoned_{sort}"]


@pytest.mark.parametrize("text", [
    "送法下乡宣讲6场，到场720人次，场均120人。",
    "送法下乡宣讲6场，到场700余人次，场均120人。",
    "中心组学法4次，每次应到11人，实到11人。",
    "全年开展宣传12场，较上年的10场增长20%。",
    "咨询量由180件降至150件，下降16.7%。",
    "发放问卷300份，回收280份，满意率98%。",
    "发出检察建议20份，收到回复19份，回复率95%。",
    "律师每周三上午九点至十一点坐班，全年坐班40次，提供咨询服务76小时。",
    "执法骨干培训为期两天，每人完成16学时。",
    "9月1日至3日集中培训，全年线上学习平台人均完成60学时。",
    "抽调5名队员用10个工作日走访商户900户，每户讲解15分钟。",
])
def test_figures_that_fit_or_count_something_else_are_left_alone(text):
    assert counts(brief(text)) == []


def test_parts_of_kindred_measure_words_are_held_against_their_whole():
    assert counts(brief("共发出材料9810份，其中手册4200册、折页3350份、海报1260张。")) == ["parts"]
    assert counts(brief("共发出材料8810份，其中手册4200册、折页3350份、海报1260张。")) == []


@pytest.mark.parametrize(("text", "sort"), [
    ("窗口全年受理咨询2300件次，当面950件次、电话450件次、网上700件次。", "parts"),
    ("在册52人，参训61人。", "more_than_called"),
    ("共开出5堂课，时间和课目如下：3月4日民法典、5月21日水法、8月11日宪法、9月14日防洪法。", "listed_fewer"),
])
def test_wholes_and_lists_told_without_the_usual_words(text, sort):
    assert counts(brief(text)) == [sort]


@pytest.mark.parametrize("text", [
    "窗口全年受理咨询2100件次，当面950件次、电话450件次、网上700件次。",
    "接待群众2300人次，发放手册950份、折页450份、海报700张。",
    "在册52人，参训50人。",
    "共开出4堂课，时间和课目如下：3月4日民法典、5月21日水法、8月11日宪法、9月14日防洪法。",
])
def test_wholes_and_lists_that_fit_are_left_alone(text):
    assert counts(brief(text)) == []


@pytest.mark.parametrize("lines", [
    ("讲座在文化馆报告厅举行，260名群众聆听。", "文化馆报告厅完成改造，设固定座椅120个。"),
    ("3月1日，188人在局多功能厅听课。", "局多功能厅满打满算80个座。"),
])
def test_a_crowd_above_the_seats_is_asked_about(lines):
    assert counts(brief(*lines)) == ["hall"]


@pytest.mark.parametrize("lines", [
    ("讲座在文化馆报告厅举行，110名群众聆听。", "文化馆报告厅完成改造，设固定座椅120个。"),
    ("讲座在文化馆报告厅举行，各分会场同步收看，260名群众参加。", "文化馆报告厅设固定座椅120个。"),
])
def test_a_crowd_that_fits_or_sits_elsewhere_too_is_left_alone(lines):
    assert counts(brief(*lines)) == []


def test_more_of_a_group_or_of_the_staff_than_there_are():
    assert counts(brief("全市现有仲裁员27人。", "11月办班，41名仲裁员全程参训。")) == ["group"]
    assert counts(brief("公司现有在册职工86人。", "全体员工踊跃参与，共112名职工提交答卷。")) == ["staff"]
    assert counts(brief("全市现有仲裁员27人。", "11月办班，25名仲裁员全程参训。")) == []
    assert counts(brief("公司现有在册职工86人。", "全体员工和下属企业踊跃参与，共112名职工提交答卷。")) == []


def exam(report: str, note: str):
    return dossier(document("总结.docx", "# 云泽市水务局2022年普法工作总结", report),
                   document("公示.docx", "# 执法资格考试情况公示", "2022年8月26日组织执法资格考试。", note),
                   总结="summary")


def test_all_present_beside_named_absentees():
    report = "8月26日组织执法资格考试，参考率、合格率实现“双百”。"
    assert counts(exam(report, "注：水政科王某因病未到考。")) == ["all_but_some"]
    assert counts(exam(report, "注：水政科王某因病未到考，已于9月2日补考合格。")) == []
    assert counts(exam(report, "无人缺考。")) == []
    assert counts(exam("3月5日组织中心组学习，参学率100%。", "注：水政科王某因病未到考。")) == []


def stock(*lines: str):
    return dossier(document("总结.docx", "# 云泽市水务局2022年普法工作总结", *lines),
                   register("台账.xlsx", "2022年普法活动台账", "序号|日期|活动|地点|明白册（本）",
                            "1|2022年3月22日|水周启动|广场|900", "2|2022年5月6日|进园区|园区|400"), 总结="summary")


def test_more_copies_handed_out_than_were_printed():
    printed = "编印《节约用水明白册》2000本。"
    assert counts(stock(printed, "节约用水明白册随缴费窗口摆放850本。")) == ["above_printed"]
    assert counts(stock(printed, "全年共发出明白册2300本。")) == ["above_printed"]
    assert counts(stock(printed, "节约用水明白册随缴费窗口摆放600本。")) == []
    assert counts(stock(printed, "明白册不够，10月加印500本。", "节约用水明白册随缴费窗口摆放850本。")) == []


def test_a_wrong_column_total_is_shown_where_a_report_uses_it():
    one = dossier(document("总结.docx", "# 云泽市水务局2022年普法工作总结", "全年社会活动受众1015人次。"),
                  register("台账.xlsx", "2022年台账", "序号|活动|人数", "1|讲座|400", "2|宣传|515", "合计||1015"),
                  总结="summary")
    told = found(one, "count_contradiction")
    assert subs(told) == ["column_total"]
    assert {place.file for place in told[0].places} == {"总结.docx", "台账.xlsx"}


def listed(text: str):
    return dossier(document("总结.docx", "# 云泽市水务局2022年普法工作总结", text),
                   register("台账.xlsx", "2022年普法活动台账", "序号|日期|活动|地点|人数|资料（份）",
                            "1|3.22|水周启动|广场|300|900", "2|5.6|进园区|园区|120|240", "3|6.9|进工地|工地|80|60",
                            "4|12.2|宪法宣传|广场|200|500"), 总结="summary")


def test_totals_against_the_register_they_point_at():
    assert counts(listed("全年组织各类普法活动6场次，逐场登记见普法台账。")) == ["against_register"]
    assert counts(listed("全年开展社会普法4场，惠及群众700人次，发放资料17000份。")) == ["against_register"]
    assert counts(listed("全年组织各类普法活动4场次，逐场登记见普法台账。")) == []
    assert counts(listed("全年开展社会普法4场，惠及群众700人次，发放资料1700份。")) == []
    assert counts(listed("一季度台账登记活动1场，300人次。")) == []


def test_all_of_so_many_and_fewer_names():
    names = "河东、河西、城南、城北、石桥、柳荫、东港"
    assert counts(brief(f"辖区9个社区已全部建成法治角，包括{names}。")) == ["listed_fewer"]
    assert counts(brief(f"辖区9个社区已全部建成法治角，包括{names}等。")) == []
    assert counts(brief(f"辖区7个社区已全部建成法治角，包括{names}。")) == []


def told_twice(report: str, line: str, row: str):
    return dossier(document("总结.docx", "# 云泽市水务局2022年普法工作总结", report),
                   document("简报.docx", "# 水法课堂", line),
                   register("台账.xlsx", "2022年普法活动台账", "日期|活动|地点|人数", row), 总结="summary")


def test_one_happening_with_two_numbers_of_people():
    same = ("6月5日在潮汐广场办主场宣传，吸引市民2000余人次到场参与。",
            "6月5日上午，潮汐广场迎来一堂带响的课，到场市民200余人，8名志愿者讲解。",
            "6.5|环境日主场活动|潮汐广场|200余")
    assert set(counts(told_twice(*same))) == {"two_figures"}
    assert counts(told_twice(same[0].replace("2000", "200"), *same[1:])) == []
    assert counts(told_twice("6月5日在潮汐广场办主场宣传，30名志愿者服务。", *same[1:])) == []
