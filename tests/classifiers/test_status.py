"""What became of it: sentences of each status, the reasons given, and what a section or a paper adds."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import re
from datetime import date

import pytest
from documents import CONTEXT, UNIT, found, told

from classifiers.context import context_for
from classifiers.cues import cues
from classifiers.status import Scene, held_later, is_rule, is_slogan
from model.evidence import DateRange

DONE = (
    ("work_in_overall_plan", "局党组将普法工作纳入年度绩效考核。"),
    ("duty_list", "将《云泽市水务局普法责任清单》印发各科室。"),
    ("annual_summary", "12月20日将普法工作总结报送市普法办。"),
    ("administrative_fault", "全年行政诉讼败诉1件。"),
    ("leader_offence", "副局长李某因受贿罪被判处有期徒刑三年。"),
    ("node_publicity", "世界水日当天，我局联合市司法局在人民广场开展宣传活动。"),
    ("law_contest", "我局组队参加市司法局举办的民法典知识竞赛。"),
    ("court_hearing", "我局组织20名执法人员到市法院旁听庭审。"),
    ("court_hearing", "9月8日，市法院邀请我局执法人员旁听一起行政案件庭审。"),
    ("node_publicity", "5月12日，我局参加全市防灾减灾日集中宣传活动，现场设置咨询台。"),
    ("superior_commendation", "我局被省水利厅评为全省水利普法工作先进单位。"),
    ("work_award", "微视频《河长的一天》获全省法治微视频大赛三等奖。"),
    ("court_hearing", "原定8月的旁听庭审改到9月16日补办，18名执法人员参加。"),
    ("legal_training", "原计划4月举办的法律知识培训因疫情推迟，已于6月补办。"),
    ("media_promotion", "我局普法做法被《法治日报》报道。"),
    ("leader_law_report", "12月，局领导班子成员述职述廉述法。"),
    ("volunteer_team", "普法志愿服务从未间断，志愿服务队现有队员30人。"),
    ("filed_with_office", "3月6日将普法计划报送市普法办备案。"),
    ("court_hearing", "原定8月的旁听庭审取消，后改到9月16日补办。"),
    ("court_hearing", "原定于8月旁听庭审，因疫情取消，已于9月16日补办。"),
    ("court_hearing", "9月8日，应市法院邀请，我局20名执法人员旁听一起行政案件庭审。"),
    ("court_hearing", "市法院邀请我局干部旁听庭审1次。"),
    ("group_study", "6月10日，局党组中心组集体学习《民法典》，无一缺席。"),
    ("filed_with_office", "普法信息报送从未间断，全年向市普法办报送信息24条。"),
    ("court_hearing", "同比去年增加1次，全年旁听庭审2次。"),
    ("law_practice", "全年开展送法进企业活动12场，较去年增加3场。"),
    ("law_practice", "水政监察支队走进社区开展水法宣传活动3场。"),
    ("law_practice", "局属水库管理处到村里开展送法下乡活动。"),
    ("law_contest", "组织310人参加全省水法规知识竞赛，获优秀组织奖。"),
    ("major_event_hosted", "我局承办全市民法典宣传月启动仪式。"),
    ("channel_wechat", "微信公众号推送普法信息126条。"),
    ("superior_commendation", "2022年5月，我局被授予2016—2020年全市普法工作先进单位。"),
    ("superior_commendation", "荣获2021年度全市普法工作先进集体称号，系今年3月表彰。"),
    ("leader_offence", "一名科长因违纪违法被立案查处。"),
    ("administrative_fault", "1件行政处罚决定被法院判决撤销。"),
    ("decision_mechanism", "全年完成重大决策合法性审查6件。"),
    ("mass_media", "《云泽日报》刊发我局普法稿件3篇。"),
    ("constitution_day", "12月4日，组织全体干部职工宪法宣誓。"),
    ("leading_group", "调整普法工作领导小组，由局长任组长。"),
    ("case_reported", "整理典型案例3个报市普法办。"),
    ("node_publicity", "3月22日是第30届世界水日，我局在广场设点宣传。"),
    ("law_practice", "截至11月底，全局开展送法进企业活动12场。"),
    ("law_practice", "年初以来，全局开展送法进企业活动12场。"),
    ("legal_training", "我局举办行政执法培训班，邀请省水利厅专家授课。"),
    ("court_hearing", "组织干部通过网络旁听庭审直播1次。"),
    ("group_study", "局党组会议会前学法12次。"),
    ("superior_commendation", "获全市普法工作先进单位通报表扬。"),
    ("popularisation_funding", "普法经费已列入部门预算，全年支出8万元。"),
    ("case_published", "典型案例被市普法办采用并在网站发布。"),
    ("law_brand", "“水韵普法”品牌入选全省普法优秀品牌。"),
    ("filed_with_office", "普法计划逾期3天后报送市普法办备案。"),
    ("constitution_day", "因疫情影响，宪法宣誓仪式改为线上举行。"),
    ("leader_offence", "局属站1名干部因违纪违法被留置。"),
    ("administrative_fault", "1起案件被市中院判决确认违法。"),
    ("court_hearing", "执法人员无一缺席旁听庭审。"),
)
PLANNED = (
    ("court_hearing", "我局拟于12月组织执法人员旁听庭审。"),
    ("court_hearing", "下一步，我局将组织执法人员到法院旁听庭审。"),
    ("court_hearing", "计划在10月中旬组织一次旁听庭审。"),
    ("court_hearing", "如条件允许，年底前组织干部旁听庭审1次。"),
    ("court_hearing", "旁听庭审活动顺延至明年一季度。"),
    ("court_hearing", "旁听庭审已列入年度学法计划。"),
    ("court_hearing", "正在筹备旁听庭审活动。"),
    ("court_hearing", "待疫情平稳后，组织执法人员旁听庭审。"),
    ("court_hearing", "力争全年旁听庭审2次。"),
    ("court_hearing", "下半年还将组织旁听庭审。"),
    ("legal_training", "今后将继续举办法律知识培训。"),
    ("legal_training", "会议要求，各科室要积极参加法律知识培训。"),
    ("legal_training", "请各科室于6月底前组织一次法律知识培训。"),
    ("leader_law_report", "局领导班子将于2023年1月集中述法。"),
    ("law_reader", "普法读本初稿已经完成，拟于明年编印。"),
    ("superior_commendation", "我局被推荐为全省普法工作先进单位候选，正在公示期。"),
    ("legal_training", "行政处罚法培训班改期至2023年3月举办。"),
    ("law_brand", "将打造“水韵法治”普法品牌。"),
    ("channel_app", "客户端普法栏目有望明年上线。"),
    ("annual_plan", "年度普法工作计划正在起草，预计3月印发。"),
    ("major_event_hosted", "我局将承办全市民法典宣传月启动仪式。"),
    ("superior_commendation", "我局正在申报全省法治宣传教育基地。"),
    ("volunteer_team", "拟组建普法志愿服务队。"),
    ("court_hearing", "定于12月15日旁听庭审。"),
    ("court_hearing", "预计11月旁听庭审1次。"),
    ("law_practice", "接下来，我局将持续开展送法进企业活动。"),
    ("media_column", "与市电视台洽谈开设普法专栏。"),
    ("constitution_day", "12月4日前，各科室要组织学习宪法。"),
    ("liaison_officer", "普法联络员待人事调整后另行明确。"),
    ("case_reported", "拟报送典型案例2个。"),
    ("case_published", "4个典型案例待发布。"),
    ("legal_culture_site", "办公楼法治文化墙正在建设，预计明年建成。"),
    ("popularisation_funding", "普法经费已列入明年部门预算草案。"),
    ("case_published", "拟向社会公开发布典型案例4个。"),
    ("annual_summary", "年度普法工作总结正在撰写。"),
    ("mass_media", "拟在《云泽日报》刊发普法专版。"),
)
NEGATED = (
    ("court_hearing", "全年未组织旁听庭审。"),
    ("court_hearing", "因疫情影响，原定9月的旁听庭审活动取消。"),
    ("court_hearing", "尚未组织开展旁听庭审。"),
    ("liaison_officer", "普法联络员暂缺。"),
    ("popularisation_funding", "普法经费未单列。"),
    ("media_column", "与市电视台合办的普法专栏到期未续。"),
    ("channel_weibo", "官方微博自3月起停更。"),
    ("case_published", "典型案例一个也没报，未发布典型案例。"),
    ("channel_app", "客户端普法栏目空白。"),
    ("annual_plan", "普法工作计划仍在征求意见，尚未印发。"),
    ("leader_offence", "全年无领导干部违法犯罪。"),
    ("leader_offence", "未发生领导干部违纪违法问题。"),
    ("administrative_fault", "全年无败诉、无国家赔偿案件。"),
    ("administrative_fault", "行政诉讼案件全部胜诉。"),
    ("court_hearing", "原定8月的旁听庭审因疫情未能举行。"),
    ("annual_plan", "年度普法工作计划尚未印发。"),
    ("court_hearing", "我局未派员旁听庭审。"),
    ("court_hearing", "旁听庭审活动一次也没有开展。"),
    ("group_study", "党组中心组全年没有安排集中学法。"),
    ("annual_summary", "年度普法工作总结未按时报送。"),
    ("case_published", "报送的典型案例被退回，未获发布。"),
    ("duty_list", "普法责任清单未公示。"),
    ("duty_list", "普法责任清单沿用2020年版本。"),
    ("law_brand", "至今没有形成普法品牌。"),
    ("superior_commendation", "申报的全省普法示范单位未获通过，没有评上先进。"),
    ("administrative_fault", "行政复议案件均获维持，未发生违法行政责任追究。"),
    ("constitution_day", "因疫情原因，12月4日宪法宣誓活动取消。"),
    ("legal_culture_site", "办公楼法治宣传栏暂时拆除。"),
    ("group_study", "中心组学法台账空白。"),
    ("superior_commendation", "未获得任何上级表彰。"),
    ("popularisation_funding", "未安排普法专项经费。"),
    ("filed_with_office", "普法计划未报送市普法办备案。"),
    ("law_work_created", "未创作法治文化作品，微视频尚未拍摄。"),
    ("law_contest", "未组队参加全市法律知识竞赛。"),
    ("administrative_fault", "行政复议、行政诉讼均无败诉。"),
)
OTHER_PERIOD = (
    ("court_hearing", "去年11月，我局组织旁听庭审1次。"),
    ("court_hearing", "2021年5月，我局组织执法人员旁听庭审。"),
    ("law_practice", "2018年以来，累计开展送法进企业活动120场次。"),
    ("law_practice", "“七五”普法以来，开展送法下乡86场。"),
    ("popularisation_funding", "2021年普法经费8万元。"),
    ("leader_law_report", "2021年12月，领导班子集中述法。"),
    ("popularisation_funding", "上年度普法经费6万元。"),
    ("superior_commendation", "2020年，我局获评全市普法工作先进单位。"),
    ("leading_group", "2019年成立普法工作领导小组。"),
    ("constitution_day", "在第8个国家宪法日，我局开展宪法宣誓。"),
    ("law_practice", "近三年累计开展送法进企业活动80场次。"),
)
OTHER_UNIT = (
    ("law_practice", "全市水利系统共开展送法进企业活动80余场次。"),
    ("legal_training", "省水利厅举办民法典专题培训班。"),
    ("node_publicity", "市司法局牵头举办了世界水日宣传活动。"),
    ("law_practice", "各县区共开展送法下乡200场次。"),
    ("legal_training", "我局派员参加省水利厅举办的行政执法培训班。"),
    ("legal_training", "组织干部收看全省水利系统法治专题讲座视频会。"),
    ("case_published", "转载市司法局发布的典型案例2个。"),
    ("court_hearing", "市法院邀请市司法局干部旁听庭审1次。"),
    ("legal_training", "市委政法委举办全市领导干部法治讲座。"),
    ("node_publicity", "兄弟单位在世界水日开展了宣传活动。"),
    ("major_event_hosted", "市司法局承办全省民法典宣传月启动仪式。"),
    ("law_work_created", "普法微视频由市广播电视台制作，我局仅提供素材。"),
    ("superior_commendation", "市司法局被评为全省普法工作先进单位。"),
    ("case_reported", "市司法局报送典型案例5个。"),
    ("law_practice", "市普法办组织的送法下乡活动，我局应邀参加。"),
    ("legal_training", "组织6名干部参加省厅行政执法培训班。"),
    ("superior_commendation", "我市被评为全国普法工作先进市。"),
    ("work_award", "市司法局选送的微视频《法润万家》获全省一等奖。"),
    ("law_contest", "市总工会组织职工法律知识竞赛。"),
)
BOILERPLATE = (
    ("annual_plan", "按照评分标准要求，应当制定年度普法计划。"),
    ("case_published", "对照标准规定，每年发布典型案例不得少于4个。"),
    ("court_hearing", "按照规定，每年至少组织1次旁听庭审。"),
    ("legal_culture_site", "着力营造浓厚的法治文化氛围，推动普法工作走深走实。"),
    ("law_practice", "推动普法宣传活动家喻户晓、蔚然成风。"),
    ("law_practice", "希望能够借此机会，让送法进校园活动走得更远。"),
    ("decision_mechanism", "重大决策应当进行合法性审查。"),
    ("law_practice", "争取明年送法进校园活动实现全覆盖。"),
    ("liaison_officer", "应当确定普法联络员。"),
    ("court_hearing", "标准要求每年组织不少于1次旁听庭审。"),
)
TWO_FATES = (
    ("legal_training", "去年同期的法律培训班有72人参加。", ("other_period",)),
    ("legal_training", "上年同期法律培训到了60人。", ("other_period",)),
    ("legal_training", "9月16日举办法律培训，参训人数比去年同期多20人。", ("done",)),
    ("superior_commendation", "2021年我局获省水利厅通报表扬。", ("other_period",)),
    ("superior_commendation", "2020年，本单位被评为全市普法先进单位。", ("other_period",)),
    ("superior_commendation", "我局获2021年度全市普法先进单位。", ("done",)),
    ("law_practice", "送宪法进社区活动届时在广场设点。", ("planned",)),
    ("law_practice", "送法进企业活动届时请律师到场。", ("planned",)),
    ("court_hearing", "9月16日旁听庭审1次，下半年计划再组织2次。", ("done", "planned")),
    ("court_hearing", "9月16日旁听庭审1次；计划明年再旁听庭审2次。", ("done", "planned")),
    ("law_practice", "6月14日开展送法进企业活动；计划在15至18日继续开展送法进社区活动。", ("done", "planned")),
    ("law_practice", "除信息中心外，各科室均开展了送法进企业活动。", ("done", "negated")),
    ("court_hearing", "全年旁听庭审2次（2021年1次）。", ("done", "other_period")),
)

TABLE = [(kind, text, (status,)) for status, rows in (
    ("done", DONE), ("planned", PLANNED), ("negated", NEGATED), ("other_period", OTHER_PERIOD),
    ("other_unit", OTHER_UNIT), ("boilerplate", BOILERPLATE)) for kind, text in rows] + list(TWO_FATES)


@pytest.mark.parametrize(("kind", "text", "statuses"), TABLE)
def test_status_of_a_sentence(kind, text, statuses):
    assert tuple(m.status for m in found(text, kind=kind)) == statuses


def test_each_status_but_a_plain_deed_says_why_in_chinese():
    told_why = [m for kind, text, statuses in TABLE for m in found(text, kind=kind) if m.status != "done"]
    assert len(told_why) > 90
    assert [m.quote for m in told_why if not re.search("[一-龥]", m.reason)] == []


REASONS = (
    ("court_hearing", "我局拟于12月组织执法人员旁听庭审。", "计划或要求：“拟”"),
    ("court_hearing", "去年11月，我局组织旁听庭审1次。", "时间在评议期之前（2021-11-01—2021-11-30）"),
    ("leader_law_report", "局领导班子于2023年1月集中述法。", "时间在评议期之后（2023-01-01起）"),
    ("law_practice", "2018年以来，累计开展送法进企业活动120场次。", "跨年累计（自2018-01-01起）"),
    ("node_publicity", "市司法局牵头举办了世界水日宣传活动。", "由市司法局实施"),
    ("court_hearing", "因疫情影响，原定9月的旁听庭审活动取消。", "原定而未办：“取消”"),
    ("court_hearing", "原定8月的旁听庭审取消，后改到9月16日补办。", "原定未办，后已补办"),
    ("superior_commendation", "我局被推荐为全省普法工作先进单位候选，正在公示期。", "尚未授予：“候选”"),
    ("court_hearing", "按照规定，每年至少组织1次旁听庭审。", "引用规定或标准，没有写明做了什么"),
    ("law_practice", "推动普法宣传活动家喻户晓、蔚然成风。", "口号或目标，没有写明做了什么"),
    ("court_hearing", "尚未组织开展旁听庭审。", "否定：“尚未”"),
    ("duty_list", "普法责任清单沿用2020年版本。", "未落实、已停或沿用旧件"),
    ("court_hearing", "我局组织20名执法人员到市法院旁听庭审。", ""),
)


@pytest.mark.parametrize(("kind", "text", "reason"), REASONS)
def test_reason_of_a_status(kind, text, reason):
    assert [m.reason for m in found(text, kind=kind)] == [reason]


DEED = "组织执法人员旁听庭审1次。"
FINISHED = "已组织执法人员旁听庭审1次。"


@pytest.mark.parametrize(("section", "text", "status"), [
    ("三、社会普法", DEED, "done"),
    ("六、下一步工作打算", DEED, "planned"),
    ("六、下一步工作打算", FINISHED, "done"),
    ("2023年工作思路", DEED, "planned"),
    ("五、存在的主要问题", DEED, "negated"),
    ("五、存在问题", FINISHED, "done"),
    ("一、工作目标", DEED, "done"),
])
def test_a_section_gives_the_status_of_plain_sentences(section, text, status):
    assert [m.status for m in found("# " + section, text, kind="court_hearing")] == [status]


@pytest.mark.parametrize(("paper", "title", "text", "status", "reason"), [
    ("plan", "2022年普法工作计划", DEED, "planned", "计划中的安排"),
    ("duty_list", "2022年普法责任清单", DEED, "planned", "责任清单中的任务"),
    ("plan", "2021年普法工作计划", DEED, "other_period", "2021年的文件"),
    ("summary", "2021年普法工作总结", DEED, "other_period", "2021年的文件"),
    ("summary", "2022年普法工作总结", DEED, "done", ""),
    ("notice", "关于开展法治学习的通知", DEED, "planned", "通知中的要求"),
    ("notice", "关于旁听庭审情况的通报", DEED, "done", ""),
])
def test_a_paper_gives_the_status_of_plain_sentences(paper, title, text, status, reason):
    mentions = found(title, "# 一、基本情况", text, paper=paper, kind="court_hearing")
    assert (mentions[-1].status, mentions[-1].reason) == (status, reason)


def test_the_period_and_not_the_calendar_year_decides():
    autumn = context_for(UNIT, 2022, DateRange(start=date(2021, 10, 1), end=date(2022, 9, 30)))
    texts = ("2021年11月8日，我局组织旁听庭审。", "2022年11月8日，我局组织旁听庭审。", "2021年8月8日，我局组织旁听庭审。")
    statuses = [found(text, kind="court_hearing", context=autumn)[0].status for text in texts]
    assert statuses == ["done", "other_period", "other_period"]


@pytest.mark.parametrize(("text", "status"), [
    ("2021年12月31日，我局旁听庭审。", "other_period"), ("2022年1月1日，我局旁听庭审。", "done"),
    ("2022年12月31日，我局旁听庭审。", "done"), ("2023年1月1日，我局旁听庭审。", "other_period"),
])
def test_the_first_and_the_last_day_belong_to_the_period(text, status):
    assert [m.status for m in found(text, kind="court_hearing")] == [status]


def test_a_slogan_with_a_number_and_a_rule_with_a_deed_are_neither():
    assert is_slogan("营造了浓厚氛围") and is_slogan("营造浓厚氛围")
    assert not is_slogan("开展活动8场，营造浓厚氛围。")
    assert is_rule("按照规定，每年至少旁听庭审1次。")
    assert not is_rule("按照规定，我局于9月16日旁听庭审1次。")


@pytest.mark.parametrize(("text", "later"), [
    ("因疫情推迟，已于6月补办。", True), ("将于6月补办。", False), ("因疫情取消，未能补办。", False),
    ("因疫情取消，择期补办。", False), ("办了培训。", False),
])
def test_what_was_made_up_later(text, later):
    assert held_later(text) is later


def test_one_sentence_with_a_deed_of_one_kind_and_a_plan_of_another():
    mentions = found("9月16日旁听庭审1次，下一步将组建普法志愿服务队。")
    assert told(mentions) == [("court_hearing", "done"), ("volunteer_team", "planned")]


def test_the_words_of_every_status_compile_and_match_nothing_by_themselves():
    words = cues()
    assert [name for name in words.__slots__ if getattr(words, name).search("天气晴朗")] == []


def test_a_scene_without_default_leaves_plain_sentences_alone():
    assert Scene(CONTEXT.period).default is None


@pytest.mark.parametrize(("kind", "text", "status"), [
    ("node_publicity", "3月22日至28日围绕世界水日开展系列宣传（水政科牵头，各科室配合）。", "planned"),
    ("constitution_day", "开展国家宪法日集中宣传。责任科室：政策法规科；完成时限：12月上旬。", "planned"),
    ("legal_culture_site", "在一楼大厅设置普法宣传橱窗4个（办公室，7月31日前）。", "planned"),
    ("channel_screen", "建议在办事大厅增设电子显示屏2块，滚动播放水法知识。", "planned"),
    ("legal_culture_site", "在一楼大厅设置普法宣传橱窗4个（见图7）。", "done"),
    ("court_hearing", "旁听庭审是提升依法行政能力的有效途径。", "boilerplate"),
    ("superior_commendation", "我局2015年获评全国法治宣传教育先进单位。", "other_period"),
    ("superior_commendation", "市人社局“法治夜市”做法被省司法厅通报表扬，我局将学习借鉴。", "other_unit"),
    ("legal_training", "参加市司法局举办的执法业务培训2场。", "other_unit"),
    ("legal_culture_site", "施工单位在围挡上自行建设普法宣传栏3处。", "other_unit"),
])
def test_plans_by_their_notes_and_works_of_others(kind, text, status):
    assert [m.status for m in found(text, kind=kind)] == [status]
