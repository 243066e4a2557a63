"""What a county's papers say of the mid-term checks, told in the county's own voice, and what only sounds like it."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from datetime import date

import pytest
from documents import found, row, told

from classifiers.actors import doings
from classifiers.context import context_for
from classifiers.text import Piece, clauses
from model.evidence import DateRange

PLAN_PERIOD = DateRange(start=date(2021, 1, 1), end=date(2023, 11, 5))
COUNTY = "云泽市青溪县人民政府"
CONTEXT = context_for(COUNTY, 2023, PLAN_PERIOD)

DONE = [
    ("law_building_plan", "县委、县政府高度重视普法工作，将其纳入法治青溪建设“一规划两纲要”和年度法治建设工作要点。"),
    ("chief_duty", "县委书记王某先后4次主持召开县委全面依法治县委员会会议，研究“八五”普法规划落实情况。"),
    ("chief_duty", "县长朱某在政府常务会上专题听取法治宣传教育工作汇报。"),
    ("plan_forwarded", "2021年9月17日，县委办公室、县政府办公室印发《青溪县法治宣传教育第八个五年规划（2021—2025年）》。"),
    ("plan_forwarded", "县委、县政府批转了县委宣传部、县司法局制定的“八五”普法规划。"),
    ("npc_resolution", "10月28日，县十七届人大常委会第四十一次会议表决通过了《关于开展第八个五年法治宣传教育的决议》。"),
    ("npc_resolution", "县人大常委会作出“八五”普法决议，为规划实施提供依据。"),
    ("launch_meeting", "2021年11月12日，全县“七五”普法总结暨“八五”普法启动大会在县行政中心召开。"),
    ("launch_meeting", "召开全县普法工作推进会，对“七五”普法先进进行通报表扬，部署启动“八五”普法。"),
    ("backbone_training", "2023年5月，县普法办举办全县普法骨干能力提升培训班，各乡镇、各单位普法工作负责人176人参训。"),
    ("backbone_training", "每年组织法治宣传员集中培训，今年3月28日在县委党校开班。"),
    ("grassroots_staff", "全县16个司法所均配备3名以上工作人员，每个村配有1名法治宣传员。"),
    ("grassroots_funding", "落实人民调解员、普法宣传员“以案定补”，按每人每月100元发放村级普法宣传员补贴。"),
    ("grassroots_equipment", "投入58万元，为基层司法所统一配备便携式音响、电脑和普法宣传车。"),
    ("experience_publicised", "《云江法治报》以《屋场会上话普法》为题报道我县普法做法。"),
    ("budgeted_funding", "普法经费列入县财政年度预算，2021年60万元、2022年70万元、2023年80万元。"),
    ("budgeted_funding", "将法治宣传教育经费按人均1元标准纳入财政预算予以保障。"),
    ("funding_adjustment", "建立普法经费动态增长机制，三年来年均增幅8%。"),
    ("purchase_catalogue", "县财政局、县司法局联合发文，把法治宣传教育列入《青溪县政府购买服务指导性目录》。"),
    ("thought_study", "县委理论学习中心组围绕“深入学习贯彻习近平法治思想”开展集体学习5次。"),
    ("thought_training", "县委组织部举办科级干部习近平法治思想专题研讨班，256名领导干部参加。"),
    ("thought_course", "县委党校把习近平法治思想作为春、秋季主体班必修课，累计授课48课时。"),
    ("thought_school", "县教体局印发通知，推动习近平法治思想进校园，将其融入道德与法治课堂教学。"),
    ("thought_media", "“青溪普法”微信公众号、县融媒体中心开设“学习习近平法治思想”专栏。"),
    ("thought_site", "在县法治文化主题公园、各乡镇法治广场设置习近平法治思想宣传标牌120余块。"),
    ("oath_rules", "县人大常委会制定《青溪县国家工作人员宪法宣誓组织办法》，先后组织宣誓12场。"),
    ("priority_laws", "围绕2022年“五法二条例”，开展集中宣传活动86场次。"),
    ("party_rules_publicity", "县纪委监委将党内法规纳入普法内容，开展党内法规进基层宣讲。"),
    ("party_rules_publicity", "组织党员干部学习《中国共产党纪律处分条例》《中国共产党问责条例》。"),
    ("law_in_courses", "科级干部进修班、年轻干部培训班均设置法治专题课程。"),
    ("executive_meeting_study", "县政府常务会议坚持会前学法，三年来共学习《民法典》《行政处罚法》等法律法规32部。"),
    ("cadre_education_plan", "《青溪县干部教育培训规划》将法治教育列为必修内容。"),
    ("leader_appraisal", "将学法用法和依法办事情况纳入领导班子和领导干部年度综合考核。"),
    ("new_leader_exam", "严格落实新提任领导干部法律知识任前考试制度，2023年组织3批68名拟提拔干部应考。"),
    ("new_leader_exam", "8月25日，全县新提任科级领导干部宪法法律知识考试在县委党校举行。"),
    ("school_law_education", "全县126所中小学校全部开设法治教育课，做到每周一节。"),
    ("school_law_guarantee", "严格落实法治教育“计划、教材、课时、师资”四落实。"),
    ("vice_principal", "全县126所中小学共聘任法治副校长134名，其中法院、检察院22名，公安86名。"),
    ("vice_principal_coverage", "全县126所中小学校法治副校长配备率达100%。"),
    ("vice_principal_work", "法治副校长年均到校开展法治讲座2次以上，2023年共授课286场。"),
    ("youth_base", "县检察院建成“青苗”青少年法治教育实践基地，累计接待学生6800余人次。"),
    ("youth_base", "青溪县未成年人法治教育中心2022年6月1日揭牌启用。"),
    ("law_literate", "持续实施乡村“法律明白人”培养工程，全县共培养法律明白人2867名，其中骨干956名。"),
    ("law_literate_hours", "县司法局对全县法律明白人开展集中轮训，每期培训不少于8课时。"),
    ("law_literate_hours", "2023年7月，法律明白人集中培训16学时。"),
    ("law_literate_coverage", "对乡镇干部、园区干部、村（社区）“两委”干部开展“法律明白人”法治培训5230人次，实现全覆盖。"),
    ("law_literate_group", "全县28个社区386个居民小组，每个小组至少有1名“法律明白人”。"),
    ("law_literate_published", "在村务公开栏、社区公示栏张贴“法律明白人”名单及联系方式。"),
    ("model_household", "培育农村学法用法示范户1150户，并统一挂牌。"),
    ("layered_publicity", "突出重点对象，分类施策，面向农民工开展“送法进工地”普法活动45场，面向妇女开展维权普法32场。"),
    ("review_system", "2022年5月，县委依法治县办印发《青溪县国家机关“谁执法谁普法”履职报告评议实施办法》。"),
    ("review_held", "2022年12月、2023年10月，组织县公安局、县市场监管局等8家单位开展“谁执法谁普法”履职评议。"),
    ("joint_meeting_system", "建立由26个单位组成的落实普法责任制联席会议制度。"),
    ("joint_meeting", "2023年3月召开全县落实普法责任制联席会议第三次全体会议。"),
    ("realtime_publicity", "县法院组织“巡回法庭进乡村”76场次，将庭审现场变成普法课堂。"),
    ("realtime_publicity", "行政执法人员在执法检查中向经营户释法说理，推行说理式执法。"),
    ("lecturer_group", "组建由法官、检察官、律师等48人组成的“八五”普法讲师团。"),
    ("charity_publicity", "积极参与全省“百场公益普法基层行”，在我县举办专场6场。"),
    ("audio_video_content", "拍摄《乡村说法》等普法短视频65部，播放量超百万。"),
    ("site_in_urban_plan", "将法治文化阵地建设纳入城乡建设规划和公共文化服务体系规划。"),
    ("theme_park", "投资260万元建成县法治文化主题公园，占地40亩。"),
    ("village_site", "建成乡镇法治广场16个、村级法治文化阵地212个。"),
    ("village_site_coverage", "全县212个村（社区）实现法治文化阵地全覆盖。"),
    ("contest_entry", "组织参加全国法治动漫微视频征集展播活动，选送作品11部。"),
    ("law_figures", "开展“年度十大法治人物”学习宣传，组织网络投票。"),
    ("traditional_culture", "依托“清官亭”等历史资源，打造优秀传统法律文化展示馆。"),
    ("red_culture", "充分挖掘苏区红色法治资源，建成红色法治文化教育基地2处。"),
    ("rural_governance", "深化法治乡村建设，212个村完成村规民约修订，村（居）法律顾问签约率100%。"),
    ("model_village", "全县创建全国民主法治示范村1个、省级26个、市级58个。"),
    ("model_village_management", "2023年8月，对全县省级以上民主法治示范村开展复核，对2个不达标村提出整改。"),
    ("school_governance", "推进依法治校，126所学校全部制定章程，创建省级依法治校示范校4所。"),
    ("enterprise_compliance", "县检察院办理企业合规案件3件，编发《企业合规指引》。"),
    ("enterprise_governance", "开展“诚信守法企业”创建，评选示范企业15家。"),
    ("special_governance", "围绕根治欠薪、整治养老诈骗等，开展依法治理专项行动6次。"),
    ("governance_experience", "总结推广“三事三议”基层依法治理经验，编印典型案例一册。"),
    ("leader_approval", "《青溪县“屋场说法”让普法接地气》获市委常委、政法委书记李某批示肯定。"),
    ("conference_speech", "2022年11月，在全省“八五”普法工作推进会上作经验交流发言。"),
    ("case_selected", "“屋场说法”入选2022年度全省普法依法治理创新典型案例。"),
    ("law_literate_hours", "法律明白人集中培训6课时。"),
    ("leader_approval", "县委书记对普法工作作出批示。"),
]
NEAR = [
    ("chief_duty", "党政主要负责人切实扛起第一责任人职责。"),
    ("npc_resolution", "县人大常委会专题审议了“八五”普法中期工作报告。"),
    ("backbone_training", "拟于12月举办普法骨干培训班。"),
    ("backbone_training", "派员参加市司法局举办的普法骨干培训班。"),
    ("thought_study", "下一步，将习近平法治思想纳入各级党组中心组学习。"),
    ("thought_site", "全县以习近平法治思想为指导，深入推进阵地建设。"),
    ("vice_principal_coverage", "目前全县法治副校长配备率为97.6%，仍有3个教学点未配备。"),
    ("village_site_coverage", "全县建成村级法治文化阵地186个，覆盖率87.7%。"),
    ("case_selected", "向市普法办推荐“屋场说法”典型创新案例。"),
    ("review_system", "《青溪县普法责任制履职评议办法（征求意见稿）》正在征求各单位意见。"),
    ("review_held", "计划12月组织10家单位开展履职报告评议。"),
    ("joint_meeting", "普法责任制联席会议因机构调整未召开。"),
    ("purchase_catalogue", "普法尚未列入政府购买服务目录。"),
    ("purchase_catalogue", "普法暂未纳入政府购买服务指导性目录，主要由财政专项保障。"),
    ("theme_park", "县法治文化主题公园正在建设，预计2024年6月完工。"),
    ("theme_park", "县法治文化主题公园项目已列入2024年建设计划。"),
    ("theme_park", "全市建成法治文化主题公园15个。"),
    ("youth_base", "学生前往市青少年法治教育实践基地参观学习。"),
    ("youth_base", "2019年建成青少年法治教育基地。"),
    ("vice_principal_coverage", "全县中小学法治副校长配备率98%。"),
    ("vice_principal_coverage", "除两所新建学校外，全县中小学均已配备法治副校长。"),
    ("vice_principal_coverage", "力争2024年实现法治副校长全覆盖。"),
    ("law_literate_coverage", "“法律明白人”培训已覆盖村“两委”干部的85%。"),
    ("law_literate_coverage", "年底前对乡镇干部、村“两委”干部“法律明白人”培训实现全覆盖。"),
    ("law_literate_published", "部分村法律明白人名单尚未公布。"),
    ("model_village_management", "对村级财务实行动态管理。"),
    ("model_village", "组织村干部赴邻县民主法治示范村学习考察。"),
    ("leader_approval", "认真落实县委主要领导关于法治建设的批示精神。"),
    ("case_selected", "我县报送的2个普法依法治理案例未入选全省典型案例。"),
    ("case_selected", "县法院审理的案件入选全省法院十大典型案例。"),
    ("npc_resolution", "认真贯彻省人大常委会关于“八五”普法的决议。"),
    ("npc_resolution", "县人大常委会拟于12月作出“八五”普法决议。"),
    ("npc_resolution", "2016年，县人大常委会作出“七五”普法决议。"),
    ("plan_forwarded", "按照省委、省政府转发的“八五”普法规划要求，细化工作任务。"),
    ("plan_forwarded", "市委、市政府转发了“八五”普法规划。"),
    ("plan_forwarded", "2016年，县委、县政府转发“七五”普法规划。"),
    ("launch_meeting", "市里召开“八五”普法启动部署会，我县派员参加。"),
    ("launch_meeting", "2016年召开“六五”普法总结暨“七五”普法动员大会。"),
    ("executive_meeting_study", "县政府常务会议研究了普法经费问题。"),
    ("executive_meeting_study", "市政府常务会议学法12次。"),
    ("thought_study", "县委理论学习中心组学习了习近平经济思想。"),
    ("thought_course", "下一步将把习近平法治思想纳入党校教学计划。"),
    ("oath_rules", "2022年组织新任职国家工作人员宪法宣誓6场86人。"),
    ("budgeted_funding", "普法经费从司法局公用经费中列支。"),
    ("budgeted_funding", "普法经费尚未单列财政预算。"),
    ("grassroots_funding", "基层普法经费不足、待遇偏低。"),
    ("backbone_training", "县普法骨干赴省参加培训。"),
    ("new_leader_exam", "2023年未组织新提任领导干部法律知识考试。"),
    ("school_law_education", "派出所民警到小学讲了一堂法治课。"),
    ("model_household", "慰问学法用法示范户。"),
    ("village_site_coverage", "基本实现每个村有一个法治文化阵地。"),
    ("village_site_coverage", "计划到2025年实现村（社区）法治文化阵地全覆盖。"),
    ("traditional_culture", "弘扬中华优秀传统文化，开展经典诵读。"),
    ("red_culture", "组织党员干部到红色教育基地接受党性教育。"),
    ("site_in_urban_plan", "法治文化阵地建设未纳入城乡规划。"),
    ("enterprise_compliance", "对重大决策开展合法合规审查。"),
    ("special_governance", "依法治理能力有待提升。"),
    ("charity_publicity", "公益诉讼案件立案35件。"),
    ("law_figures", "评选“青溪好人”12名。"),
    ("contest_entry", "举办全县书法作品征集活动。"),
    ("lecturer_group", "理论宣讲团深入村组宣讲党的二十大精神。"),
    ("priority_laws", "贯彻落实好两法一条例。"),
    ("layered_publicity", "坚持分层分类，突出重点对象。"),
    ("law_studio", "公共法律服务工作室受理咨询362件。"),
    ("audio_video_content", "召开视频会议部署普法工作。"),
    ("experience_publicised", "学习强国平台推送法律知识。"),
    ("funding_adjustment", "普法责任清单实行动态调整，经费由县财政保障。"),
    ("thought_school", "学校党支部以习近平法治思想为指引推进依法治校。"),
]


@pytest.mark.parametrize(("kind", "text"), DONE)
def test_a_county_s_deed(kind, text):
    assert "done" in {status for _, status in told(found(text, paper="self_report", kind=kind, context=CONTEXT))}


@pytest.mark.parametrize(("kind", "text"), NEAR)
def test_a_near_miss(kind, text):
    assert "done" not in {status for _, status in told(found(text, paper="self_report", kind=kind, context=CONTEXT))}


def test_rows_of_a_ledger():
    rows = (row("序号", "时间", "内容", "数量", header=True), row("1", "2022年8月", "聘任法治副校长", "134名"),
            row("2", "2023年6月", "法律明白人集中培训", "12课时"), row("3", "2021年10月28日", "县人大常委会通过“八五”普法决议", "1件"))
    mentions = found("青溪县“八五”普法台账", *rows, paper="ledger", context=CONTEXT)
    shown = {m.kind: m.slots.quantity.value for m in mentions if m.status == "done" and m.slots.quantity}
    assert (shown["vice_principal"], shown["law_literate_hours"], shown["npc_resolution"]) == (134, 12, 1)


@pytest.mark.parametrize(("name", "kind", "remark", "status"), [
    ("学法用法示范户", "model_household", "3户暂未授牌", "done"), ("已聘法治副校长的学校", "vice_principal", "2所村小空缺", "done"),
    ("学法用法示范户", "model_household", "未评选", "negated"),
])
def test_a_remark_on_a_few_leaves_the_number_of_the_row(name, kind, remark, status):
    rows = (row("项目", "数量", "备注", header=True), row(name, "120", remark))
    shown = [m.status for m in found("统计表", *rows, paper="ledger", kind=kind, context=CONTEXT)]
    assert shown[0] == status


@pytest.mark.parametrize(("kind", "text"), [("vice_principal_short", "2所教学点没有法治副校长。"), ("archives_short", "普法档案不全，缺签到表。")])
def test_a_fault_among_the_problems_is_a_fault(kind, text):
    assert told(found("# 五、存在问题", text, paper="self_report", kind=kind, context=CONTEXT)) == [(kind, "done")]


@pytest.mark.parametrize(("text", "doer"), [("建设县法治主题公园1处。", "none"), ("打造区普法品牌。", "none"), ("清河县建成法治公园1处。", "other")])
def test_a_verb_before_the_county_is_no_neighbour(text, doer):
    assert (doers(text)[0] == "other") == (doer == "other")


@pytest.mark.parametrize(("text", "level"), [("普法做法获省委常委批示肯定。", "省"), ("普法做法获市委书记批示肯定。", "市"),
                                             ("县委书记对普法工作作出批示。", "县")])
def test_whose_approval_it_is(text, level):
    assert [m.slots.level for m in found(text, kind="leader_approval", context=CONTEXT)] == [level]


def test_the_level_of_a_conference():
    mentions = found("青溪县普法做法在全国会议上作交流发言。", kind="conference_speech", context=CONTEXT)
    assert [m.slots.level for m in mentions] == ["国家"]


@pytest.mark.parametrize(("kind", "text"), [
    ("youth_base", "青少年法治教育实践基地主体已完工，预计2024年3月启用。"), ("theme_park", "建设县宪法主题公园，主体工程已封顶。"),
    ("purchase_catalogue", "普法列入政府购买服务指导性目录，正由财政部门研究。"),
    ("purchase_catalogue", "会议要求，县财政局研究法治宣传列入政府购买服务目录事宜。"),
    ("site_in_urban_plan", "法治文化阵地纳入国土空间规划，正在征求意见。"),
    ("charity_publicity", "“百场公益普法基层行”已向市里报名，等待安排场次。"), ("charity_publicity", "法律公益讲座已向市律协报名。"),
    ("enterprise_compliance", "企业合规建设还停留在方案上。"), ("enterprise_compliance", "企业合规建设试点仍处于论证阶段。"),
])
def test_what_is_not_settled_is_a_plan(kind, text):
    assert {m.status for m in found(text, kind=kind, context=CONTEXT)} == {"planned"}


@pytest.mark.parametrize("text", ["青少年法治教育实践基地主体已完工并投入使用。", "未成年人法治教育基地主体工程已竣工并开放。"])
def test_a_building_in_use_is_a_deed(text):
    assert {m.status for m in found(text, kind="youth_base", context=CONTEXT)} == {"done"}


@pytest.mark.parametrize("text", ["2022年的普法骨干培训班因疫情取消。", "2021年原定的普法骨干培训班未举办。"])
def test_what_an_earlier_year_called_off_is_no_deed_of_it(text):
    for mention in found(text, kind="backbone_training", context=CONTEXT):
        assert mention.status in ("negated", "planned") or mention.status == "other_period" and mention.promised


def doers(text, unit=COUNTY):
    """The doer of each clause."""
    return [d.doer for d in doings(text, clauses(text, Piece(0, len(text))), context_for(unit, 2023))]


@pytest.mark.parametrize("text", [
    "县司法局举办讲座。", "司法局举办讲座。", "县法院开展巡回审判。", "县委宣传部组织活动。", "全县开展宣传80场。", "各乡镇开展宣传80场。",
    "全县各部门组织学法。", "各级各部门组织学法。", "青溪县司法局举办讲座。", "云泽市青溪县开展宣传。", "沙河镇举办讲座。", "社区举办讲座。",
])
def test_departments_courts_and_towns_are_the_county_s_own(text):
    assert "other" not in doers(text)


@pytest.mark.parametrize("text", [
    "市司法局举办讲座。", "云泽市司法局举办讲座。", "省司法厅举办讲座。", "全市开展宣传80场。", "全省各地开展宣传。", "各县区开展宣传。",
    "清河县司法局举办讲座。", "清河县开展宣传20场。", "邻近的清河县开展宣传20场。", "云泽市开展宣传20场。", "市里召开会议。", "市政府常务会议学法。",
])
def test_superiors_and_other_counties_are_not(text):
    assert doers(text)[0] == "other"


@pytest.mark.parametrize("text", ["园区开展宣传。", "各社区开展宣传。", "今年县司法局举办讲座。", "由县司法局举办讲座。", "经开区举办讲座。"])
def test_an_area_within_the_county_is_no_other_county(text):
    assert "other" not in doers(text)


def test_a_city_s_government_has_its_counties_and_no_province():
    assert "other" not in doers("市司法局举办讲座。", "云泽市人民政府") + doers("全市开展宣传80场。", "云泽市人民政府")
    assert doers("省司法厅举办讲座。", "云泽市人民政府") == ["other"] == doers("清江市开展宣传20场。", "云泽市人民政府")


@pytest.mark.parametrize(("unit", "governs"), [
    (COUNTY, True), ("云泽市青溪县", True), ("云泽市人民政府", True), ("云泽高新技术产业开发区管理委员会", True),
    ("云泽市司法局", False), ("青溪县白塔镇人民政府", False), ("云泽市中级人民法院", False), ("云泽海关", False),
])
def test_which_units_govern_an_area(unit, governs):
    assert context_for(unit, 2023).governs is governs
