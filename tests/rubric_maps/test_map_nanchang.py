"""The map nanchang-2023 against its paper: points, thresholds, gates, period, procedure; a dossier through it."""

# ruff: noqa: E501 - a row a line reads better, and Chinese counts double

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assess import Request, assess
from model.rules import Aspects, Rate, Shortfall, Tiers
from rubric_maps.load import load

MAP = load("nanchang-2023")
CRITERIA = {criterion.id: criterion for criterion in MAP.criteria()}
POINTS = {
    "1": "4", "2": "22", "3": "442", "4": "5", "5": "2", "6": "2232", "7": "2222", "8": "224", "9": "33", "10": "64",
    "11": "8", "12": "5", "13": "6", "14": "55", "15": "5", "16": "5", "17": "5", "18": "5",
}
"""Points of the criteria of each item."""


def test_points_of_every_criterion():
    assert {item.number: "".join(f"{c.max_points:f}" for c in item.criteria) for item in MAP.items()} == POINTS
    assert [(s.points, s.bonus) for s in MAP.sections] == [(25, False), (25, False), (35, False), (15, False), (15, True)]


def test_procedure():
    period = MAP.period_of(2023)
    assert (period.start, period.end) == (date(2023, 1, 1), date(2023, 11, 5))
    assert [(d.month, d.day) for d in MAP.deadlines] == [(11, 5)]
    assert MAP.draw is not None and MAP.draw.at_most == 4
    assert MAP.bands == () and MAP.vetoes == () and MAP.composites == () and MAP.absence is None


@pytest.mark.parametrize(("number", "gate"), [("7.3", 100), ("7.4", 98)])
def test_gates(number, gate):
    rule = CRITERIA[number].rule
    assert isinstance(rule, Rate) and rule.gate == gate


@pytest.mark.parametrize(("number", "threshold", "each"), [("4.1", 5, 1), ("11.1", 2, 4), ("13.1", 2, 3), ("14.2", 5, 1),
                                                           ("15.1", 5, 1)])
def test_shortfalls(number, threshold, each):
    rule = CRITERIA[number].rule
    assert isinstance(rule, Shortfall) and (rule.threshold, rule.each) == (threshold, each)


def test_tiers_both_things_and_exemption():
    for number in ("16.1", "18.1"):
        rule = CRITERIA[number].rule
        assert isinstance(rule, Tiers) and [(t.level, t.points) for t in rule.tiers] == [("国家", 5), ("省", 3), ("市", 2)]
    both, halves = CRITERIA["1.1"].rule, CRITERIA["3.2"].rule
    assert isinstance(both, Aspects) and both.all_needed and isinstance(halves, Aspects) and not halves.all_needed
    exemption = CRITERIA["10.2"].exemption
    assert exemption is not None and exemption.full


REPORT = """青岚市档案馆2023年度“谁执法谁普法”履职自评报告
局党组3月6日专题研究普法工作1次。本年度普法工作写入全馆工作要点，与档案业务同部署、同检查。
普法责任清单已制定，尚未公示。向市委依法治市办报送普法信息4条。
参加全省领导干部网上法律知识考试，参考率、合格率均达95%以上。
我馆不具有行政执法和司法职能。报送法治宣传案例1个。
6月9日，国际档案日期间在人民广场开展档案法宣传。办公楼电子屏播放宪法宣传片3次。
微信公众号推送普法文章6篇。将于12月4日开展国家宪法日宣传。
荣获全市“八五”普法中期先进集体、全省普法工作先进单位。申报市级法治宣传教育基地。
"""


def test_a_report_is_assessed_by_its_rules(tmp_path):
    dossier = tmp_path / "卷"
    dossier.mkdir()
    (dossier / "自评报告.txt").write_text(REPORT, "utf-8")
    result = assess(Request(dossier=dossier, rubric=MAP, unit="青岚市档案馆", year=2023, rules_only=True))
    points = {c.id: c.suggested for c in result.criteria}
    wanted = {"1.1": 4, "3.2": 2, "4.1": 4, "7.3": 0, "7.4": 0, "9.1": 0, "10.2": 4, "11.1": 4, "13.1": 3, "14.1": 5,
              "14.2": 5, "15.1": 3, "16.1": 5, "17.1": 0, "18.1": 0}
    assert {number: points[number] for number in wanted} == {number: Decimal(p) for number, p in wanted.items()}
