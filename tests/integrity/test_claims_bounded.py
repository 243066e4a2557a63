"""Numbers that bound one another over sentences, lists and papers, in wordings that no rule knows by heart."""

from __future__ import annotations

import pytest
from claims_made import document, dossier, found, register

REPORT = "# 云泽市水务局2022年普法履职自评报告"
BENCH = document("审判.docx", "# 开放情况", "第二审判庭旁听席96个。")


def told(*lines: str, others=(), kind: str = "self_report", **papers: str):
    one = dossier(document("报告.docx", REPORT, *lines, "2022年12月20日"), *others, **{"报告": kind, **papers})
    return found(one, "count_contradiction")


@pytest.mark.parametrize("text", [
    "四个水厂共办课堂38场。一厂9场，多在晚间；二厂8场；三厂、四厂分别办了7场和6场。",
    "我局一次印制单行本3000册。其中送小区1200册，送各学校1500册，交乡镇转发800册。",
    "17个供水所都动了起来，每个所面向村（社区）宣讲均在2场以上，全年累计宣讲29场。",
    "每个镇至多办2场，12个镇全年共办30场。",
])
def test_shares_that_do_not_make_their_whole(text):
    assert told(text)


@pytest.mark.parametrize("text", [
    "三个水厂共办课堂9场。一厂4场，二厂3场，三厂2场。另外机关办了5场。",
    "四个科室共承担任务12项，另有局领导牵头3项、配合2项、督办4项、协办1项。",
    "每个镇至少办2场，12个镇全年共办30场。",
    "我局一次印制单行本3000册。其中送小区1200册，送各学校1000册。",
])
def test_shares_that_make_it_and_what_is_told_beside_are_left_alone(text):
    assert not told(text)


@pytest.mark.parametrize(("claim", "listed", "asked"), [
    ("全年发布典型案例8件。", 6, True), ("全年发布典型案例6件。", 6, False), ("全年发布典型案例约60件。", 6, False)])
def test_a_numbered_list_is_held_against_how_many_there_are_said_to_be(claim, listed, asked):
    lines = [f"{at + 1}. {who}违法取水案" for at, who in enumerate("赵钱孙李周吴郑王"[:listed])]
    cases = document("名录.docx", "# 水行政执法典型案例名录", *lines)
    assert bool(told(claim, others=[cases], 名录="case")) is asked


def test_a_list_under_its_own_line_in_the_report():
    text = "公开曝光典型案例7起（名单附后）。"
    lines = "1.某石材厂案；2.某汽修店案；3.某餐馆案；4.某化纤厂案；5.某养殖场案。"
    assert told(text, "附：2022年曝光典型案例名单", lines)
    assert not told(text.replace("7", "5"), "附：2022年曝光典型案例名单", lines)


@pytest.mark.parametrize(("who", "asked"), [("280余名执法人员到庭旁听", True), ("86名执法人员到庭旁听", False)])
def test_more_than_the_seats_of_a_court_told_a_sentence_later(who, asked):
    brief = document("旁听.docx", "# 旁听庭审", f"9月16日，第二审判庭公开开庭审理一起案件。全市{who}。")
    assert bool(told("全年普法按计划完成。", others=[BENCH, brief], 审判="summary")) is asked


def test_a_room_called_after_its_screens_is_one_room():
    notice = document("通知.docx", "# 通知", "会场设在局三楼视频会议室，该会议室固定座位120个，不得加座。")
    assert told("5月16日宣贯会在局三楼视频会议室召开，260余人现场听讲。", others=[notice], 通知="notice")


@pytest.mark.parametrize(("people", "asked"), [(63, True), (47, False)])
def test_all_of_the_staff_told_in_two_sentences(people, asked):
    exam = document("考试.docx", "# 机关干部学法考试情况", f"11月16日，局机关全体干部参加学法考试。实到{people}人。")
    assert bool(told("局机关在编在岗干部48人。", others=[exam], 考试="other")) is asked


@pytest.mark.parametrize(("then", "asked"), [("不再加印", True), ("后又加印1000册", False)])
def test_more_given_than_printed_unless_more_were_printed(then, asked):
    text = f"年初印制《湿地保护问答》2000册，{then}。"
    assert bool(told(text, "全年向群众发放《湿地保护问答》2600册。")) is asked


def test_absentees_named_in_the_result_of_an_examination():
    result = document("通报.docx", "# 关于年度学法考试情况的通报", "借调在外的王某某、病休的陈某某未能参加。")
    claim = "局机关58人纳入学法考试，全员参加，参考率100%。"
    assert told(claim, others=[result], 通报="notice")
    other = document("通报.docx", "# 关于年度学法考试情况的通报", "成绩张榜公布。")
    assert not told(claim, others=[other], 通报="notice")


def test_a_total_told_in_words_in_its_cell():
    rows = ("日期|事项|发放资料（份）", "3月2日|世界水日|500", "5月6日|防汛日|300", "9月8日|节水课|200")
    assert told("全年按计划开展。", others=[register("台账.xlsx", "活动台账", *rows, "合计||合计1300份")])
    assert not told("全年按计划开展。", others=[register("台账.xlsx", "活动台账", *rows, "合计||合计1000份")])
