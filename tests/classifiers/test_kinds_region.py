"""Kinds of a region's departments: leaders' study, outreach, cases and media, and what becomes of them."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import found, row, told

from classifiers.context import context_for
from classifiers.kinds import asked_kinds

UNIT, YEAR = "云岭自治区交通运输厅", 2022


def heard(kind, *blocks, paper="other"):
    """Mentions of one kind in a file of the region's department."""
    context = context_for(UNIT, YEAR, None, asked_kinds(frozenset({kind})))
    return found(*blocks, kind=kind, context=context, paper=paper)


@pytest.mark.parametrize(("kind", "text", "status"), [
    ("in_performance_review", "厅党组高度重视普法工作，把普法工作纳入年度绩效考核指标体系。", "done"),
    ("in_performance_review", "拟将普法工作纳入处室年度目标管理。", "planned"),
    ("first_responsible", "普法第一责任人尚未明确。", "negated"),
    ("popularisation_staff", "下一步，配备专职普法人员2名。", "planned"),
    ("popularisation_staff", "尚未配备专职普法人员。", "negated"),
    ("centre_group_study", "原定12月的党组理论学习中心组学法因疫情取消。", "negated"),
    ("centre_group_study", "自治区公安厅党委理论学习中心组学习宪法。", "other_unit"),
    ("study_before_decision", "2021年，厅党组会前学法5次。", "other_period"),
    ("expert_lecture", "拟于11月邀请云岭大学教授举办宪法讲座1次。", "planned"),
    ("expert_lecture", "参加自治区司法厅举办的专家法治讲座。", "other_unit"),
    ("expert_lecture", "收看自治区党委宣传部专家法治讲座。", None),
    ("leader_taught", "计划于12月由厅长讲法治课1次。", "planned"),
    ("leader_taught", "7月8日，厅长为全厅干部讲法治课。", "done"),
    ("leader_at_forum", "厅长带头参加“法治讲堂·逢九必讲”10期。", "done"),
    ("legal_forum_attended", "自治区司法厅举办“法治讲堂·逢九必讲”，我厅组织干部参加12期。", "done"),
    ("legal_forum_attended", "厅机关集中收看“法治讲堂·逢九必讲”视频直播9期。", "done"),
    ("monthly_contest", "我厅未组织参加“学法达人月月赛”。", "negated"),
    ("platform_study", "2名干部因病未参加智慧普法云平台考试。", None),
    ("legal_adviser", "法律顾问合同到期未续聘。", "negated"),
    ("law_in_onboarding", "拟将法治教育纳入明年任职培训。", "planned"),
    ("industry_culture_site", "拟建交通法治文化公园1处。", "planned"),
    ("industry_culture_site", "交通法治文化长廊建成于2018年。", "other_period"),
    ("culture_activity", "因疫情影响，法治文艺汇演取消。", "negated"),
    ("grassroots_law", "制定“法治教育基层行”活动方案。", None),
    ("superior_campaign", "按照自治区党委依法治岭办统一部署，5月开展民法典专项宣传活动。", "done"),
    ("superior_campaign", "自治区司法厅组织宪法集中宣传，我厅派员设点参加。", "done"),
    ("superior_campaign", "拟参加自治区司法厅组织的专项法治宣传活动。", "planned"),
    ("household_law", "驻村工作队走访慰问困难家庭20户。", None),
    ("case_filed", "向自治区司法厅普法案例库报送案例3个，其中1个未被采用。", "done"),
    ("case_filed", "全年未向自治区司法厅上报案例。", "negated"),
    ("case_adopted", "报送的2个案例待自治区司法厅案例库采用。", None),
    ("case_released", "典型案例拟于12月向社会发布。", "planned"),
    ("window_publicity", "拟在服务窗口增设普法专区。", "planned"),
    ("public_ad", "计划明年投放法治公益广告3条。", "planned"),
    ("broadcast_programme", "下一步，将参加“法律与你同行”直播节目。", "planned"),
    ("micro_work", "自治区司法厅拍摄普法微视频3部。", "other_unit"),
    ("commended", "申报自治区普法工作先进单位。", None),
    ("commended", "贯彻落实自治区主席关于普法工作的批示。", None),
    ("leader_prosecuted", "厅领导班子成员未发生违法犯罪案件。", "negated"),
    ("leader_prosecuted", "厅属某中心原主任因贪污被判处有期徒刑。", None),
])
def test_what_became_of_it(kind, text, status):
    statuses = {said for _, said in told(heard(kind, text))}
    assert statuses == ({status} if status else set())


@pytest.mark.parametrize(("kind", "text", "levels"), [
    ("case_adopted", "“某公司超限运输案”被司法部案例库采用。", ["国家"]),
    ("case_adopted", "我厅2个案例被自治区司法厅案例库采用。", ["省"]),
    ("case_adopted", "3个案例被自治区司法厅案例库采用，其中1个被司法部案例库采用。", ["省", "国家"]),
    ("commended", "厅普法工作获交通运输部通报表扬。", ["国家"]),
    ("commended", "被全区普法工作会议表彰为普法先进单位。", ["省"]),
    ("commended", "普法工作受到水利部表扬，自治区副主席作出批示。", ["国家", "省"]),
    ("commended", "普法工作受到岚汀市委宣传部通报表扬。", ["市"]),
    ("commended", "厅党组表扬了普法成绩突出的单位，本处获普法优胜单位。", [None]),
])
def test_at_what_level(kind, text, levels):
    assert [m.slots.level for m in heard(kind, text)] == levels


def test_a_provincial_channel_is_no_central_medium():
    assert [m.slots.level for m in heard("media_promotion", "普法做法被学习强国总平台推介。")] == ["国家"]
    assert heard("media_promotion", "普法做法被学习强国云岭学习平台推介。") == []


def test_a_ledger_tells_which_cases_were_handed_in_and_which_adopted():
    head = row("序号", "案例名称", "报送时间", "报送对象", "采用情况", header=True)
    rows = (row("1", "某公司超限运输案", "2022.5.6", "自治区司法厅", "未采用"), row("2", "张某非法营运案", "2022.6.6", "自治区司法厅", "司法厅案例库采用"))
    title = "云岭自治区交通运输厅2022年案例台账"
    submitted = {m.slots.title: m.status for m in heard("case_filed", title, head, *rows, paper="ledger") if m.series}
    adopted = {m.slots.title: m.status for m in heard("case_adopted", title, head, *rows, paper="ledger") if m.series}
    assert submitted == {"某公司超限运输案": "done", "张某非法营运案": "done"}
    assert adopted == {"某公司超限运输案": "negated", "张某非法营运案": "done"}


def test_a_ledger_of_lectures_counts_those_by_experts_that_were_held():
    head = row("序号", "时间", "内容", "主讲人", "备注", header=True)
    rows = (row("1", "2022年3月18日", "行政处罚法讲座", "云岭大学刘教授", "已办"), row("2", "2022年6月20日", "公路法讲座", "法规处马处长", "已办"),
            row("3", "2022年11月10日", "宪法讲座", "云岭大学王教授", "因疫情取消"))
    mentions = heard("expert_lecture", "2022年法治讲座台账", head, *rows, paper="ledger")
    assert [(m.slots.date.start.month, m.status) for m in mentions] == [(3, "done"), (11, "negated")]
