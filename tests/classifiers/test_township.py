"""What a town's or street's papers say, in a town's own context: its bodies, its kinds, its figures."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from decimal import Decimal

import pytest
from documents import found

from classifiers.actors import names_own
from classifiers.context import context_for

YEAR = 2018
TOWNS = ("云州市金陵区青禾镇人民政府", "金陵区青禾镇", "青禾镇党委、政府", "金陵区柳溪街道", "金陵区柳溪街道办事处")
TOWN = context_for(TOWNS[0], YEAR)


def said(text: str, kind: str) -> list[tuple[str, Decimal | None]]:
    """Status and number of each mention of a kind in a town's sentence."""
    mentions = found(text, kind=kind, context=TOWN)
    return [(m.status, m.slots.quantity.value if m.slots.quantity else None) for m in mentions]


@pytest.mark.parametrize("unit", TOWNS)
@pytest.mark.parametrize("text", ["司法所开展法律进企业活动4次。", "妇联走进家庭宣讲反家庭暴力法，3月8日一场。"])
def test_what_a_towns_own_bodies_do_is_its_own(unit, text):
    kinds = {"law_to_enterprises", "law_to_families"}
    assert {m.status for m in found(text, context=context_for(unit, YEAR)) if m.kind in kinds} == {"done"}


@pytest.mark.parametrize("unit", TOWNS)
@pytest.mark.parametrize("text", ["区妇联走进家庭宣讲反家庭暴力法，3月8日一场。", "市司法局在园区开展法律进企业活动2场。"])
def test_what_a_higher_body_does_in_the_town_is_not(unit, text):
    kinds = {"law_to_enterprises", "law_to_families"}
    assert {m.status for m in found(text, context=context_for(unit, YEAR)) if m.kind in kinds} == {"other_unit"}


def test_a_towns_own_bodies_stay_other_bodies_for_a_bureau():
    bureau = context_for("云州市金陵区水务局", YEAR)
    assert not names_own("镇人大开展检查", bureau)
    assert names_own("镇人大开展检查", TOWN)


@pytest.mark.parametrize(("text", "kind", "wanted"), [
    ("9月20日，镇人大组织代表视察“七五”普法规划实施情况。", "npc_inspection", [("done", 1)]),
    ("镇人大先后两次对“七五”普法决议落实情况开展专项检查。", "npc_inspection", [("done", 2)]),
    ("区人大常委会对我镇普法工作开展检查1次。", "npc_inspection", [("other_unit", 1)]),
    ("镇人大拟于11月视察普法工作1次。", "npc_inspection", [("planned", 1)]),
    ("8月，国土空间规划经镇人大审议通过并形成决议。", "npc_deliberation", [("done", 1)]),
    ("司法所配备专职法治宣传干部2名。", "dedicated_staff", [("done", 2)]),
    ("镇党委把法治宣传教育纳入平安镇建设考核。", "in_civic_assessment", [("done", None)]),
    ("派出所、司法所六一前到中心小学宣传未成年人保护法。", "youth_node_activity", [("done", 1)]),
    ("镇农民工法治学校2所，全年授课12次。", "villagers_law_school", [("done", 2)]),
    ("未建立法治宣传云平台数据库。", "cloud_database", [("negated", 0)]),
    ("法治锡剧专场原定9月演出1场，因台风取消。", "law_performance", [("negated", 0)]),
])
def test_a_towns_sentences(text, kind, wanted):
    assert said(text, kind) == wanted


@pytest.mark.parametrize(("kind", "number"), [
    ("law_to_offices", 4), ("law_to_villages", 8), ("law_to_communities", 6), ("law_to_schools", 5),
    ("law_to_enterprises", 7), ("law_to_units", 3), ("law_to_families", 9)])
def test_each_of_the_seven_venues_takes_the_number_of_its_own_entry(kind, number):
    text = "开展法律进机关4次、进乡村8次、进社区6次、进学校5次、进企业7次、进单位3次、进家庭9次。"
    assert said(text, kind) == [("done", number)]
    assert said("法律进机关、进乡村、进社区、进学校、进企业、进单位、进家庭活动各5次。", kind) == [("done", 5)]


def test_a_total_of_the_seven_venues_tells_none_of_them():
    text = "全年开展法律“七进”活动38场次。"
    assert said(text, "seven_entries") == [("done", 38)]
    assert [m.kind for m in found(text, context=TOWN) if m.kind.startswith("law_to_")] == []


@pytest.mark.parametrize(("text", "kind", "number"), [
    ("普法志愿者人均年服务时长310小时。", "team_hours", 310),
    ("普法联络员队伍全年累计活动时间312小时。", "team_hours", 312),
    ("企业经营管理人员人均学法32课时。", "manager_hours", 32),
    ("企业职工法治教育每年10课时。", "worker_hours", 10),
    ("新市民岗前技能培训共24课时，其中法治教育4课时。", "migrant_training_hours", 4),
    ("村（社区）“两委”干部法律知识集中培训6个小时。", "village_cadre_hours", 6),
    ("每个村（社区）法律图书角配书22种、230册。", "law_books", 230),
    ("集镇电子屏刊播普法内容，每屏全年累计达165分钟。", "screen_minutes", 165),
    ("每季度组织法律志愿者到村上门服务1次，全年4次。", "volunteer_visits", 4),
])
def test_a_figure_a_head_a_place_or_a_year_is_read(text, kind, number):
    assert said(text, kind) == [("done", number)]


RATES = "职工基本养老保险、基本医疗保险、失业保险参保率分别为97.2%、98%、93.5%。"


@pytest.mark.parametrize(("text", "kind", "number"), [
    ("据第三方测评，公众安全感92.6%，列全区第五。", "public_safety_rate", "92.6"),
    ("群众安全感满意度为95.12%。", "public_safety_rate", "95.12"),
    (RATES, "pension_rate", "97.2"), (RATES, "medical_rate", "98"), (RATES, "unemployment_rate", "93.5"),
    ("厂务公开率达86%，劳动合同签订率98.5%。", "factory_openness_rate", "86"),
    ("厂务公开率达86%，劳动合同签订率98.5%。", "labour_contract_rate", "98.5"),
    ("企业经营管理人员受教育率88%，农民90%。", "education_rate_farmers", "90"),
    ("流动人口受教育率达87%，问题青少年受教育率为84%。", "education_rate_at_risk", "84"),
    ("企业经营管理人员、农民受教育率分别达92%、91%。", "education_rate_farmers", "91"),
    ("“七五”普法知晓率、满意率分别达到91.3%和95%。", "awareness_rate", "91.3"),
    ("“七五”普法知晓率、满意率分别达到91.3%和95%。", "satisfaction_rate", "95"),
    ("调委会建成率、网络化预警覆盖率、村（社区）法律顾问配备率均为100%。", "warning_rate", "100"),
    ("法治文化阵地覆盖率由85%提升至100%。", "site_coverage", "100"),
    ("法治公益广告占全部公益广告版面的21.5%。", "ad_share", "21.5"),
    ("法治类公益广告占比18%。", "ad_share", "18"),
    ("利用社会资金4.2万元，占全年普法经费的23%。", "social_fund_share", "23"),
])
def test_every_rate_takes_its_own_per_cent(text, kind, number):
    assert said(text, kind) == [("done", Decimal(number))]


@pytest.mark.parametrize(("text", "kind", "wanted"), [
    ("党政班子成员未发生违纪违法和被追究刑事责任情况。", "leader_crime", "negated"),
    ("副镇长王某因受贿被追究刑事责任。", "leader_crime", "done"),
    ("1名班子成员受到党内严重警告处分。", "leader_discipline", "done"),
    ("全镇未发生安全生产责任事故。", "enterprise_accident", "negated"),
    ("命案零发案。", "major_crime", "negated"),
    ("因拆迁补偿引发群体性事件1起，省级媒体作了报道。", "mass_incident", "done"),
    ("未对贯彻劳动法律法规情况进行自查。", "labour_law_check", "negated"),
    ("对劳动法律法规贯彻情况进行了自查，未发现问题。", "labour_law_check", "done"),
])
def test_adverse_facts_and_their_absence(text, kind, wanted):
    assert [status for status, _ in said(text, kind)] == [wanted]


@pytest.mark.parametrize(("text", "kind"), [
    ("桃溪村书记因挪用公款被判处有期徒刑。", "leader_crime"),
    ("化解可能引发群体性事件的苗头5起。", "mass_incident"),
    ("帮助农民工讨回被拖欠的工资12万元，避免群体上访。", "wage_arrears"),
    ("普法经费人均1.8元。", "funding_per_head"),
    ("普法经费人均0.25元。", "funding_per_head"),
    ("年度学法考试参考率100%。", "appointment_law_exam"),
    ("人民调解成功率98%。", "mediation_rate"),
])
def test_near_misses(text, kind):
    assert said(text, kind) == []
