"""Places, short forms and levels out of a unit's name."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest

from classifiers.context import context_for, region_of

NAMES = (
    ("云泽市水务局", "云泽市", "市", "水利局"),
    ("云泽市自然资源和规划局", "云泽市", "市", "资规局"),
    ("云泽市城市管理局", "云泽市", "市", "城管局"),
    ("云泽市住房和城乡建设局", "云泽市", "市", "住建局"),
    ("云泽市市场监督管理局", "云泽市", "市", "市监局"),
    ("云泽市卫生健康委员会", "云泽市", "市", "卫健委"),
    ("云泽市发展和改革委员会", "云泽市", "市", "发改委"),
    ("云泽市文化广电和旅游局", "云泽市", "市", "文旅局"),
    ("云泽市退役军人事务局", "云泽市", "市", "退役军人局"),
    ("云泽市医疗保障局", "云泽市", "市", "医保局"),
    ("云泽市中级人民法院", "云泽市", "市", "法院"),
    ("青岭县人力资源和社会保障局", "青岭县", "县", "人社局"),
    ("青岭县城乡居民社会养老保险管理局", "青岭县", "县", "城乡居民社会养老保险管理局"),
    ("云泽市浦西区市场监督管理局", "云泽市浦西区", "县", "市场监管局"),
    ("上江市浦西新区教育局", "上江市浦西新区", "县", "教体局"),
    ("白塔镇人民政府", "白塔镇", "镇", "镇政府"),
    ("青岭县白塔镇人民政府", "青岭县白塔镇", "镇", "镇党委"),
    ("江南省水利厅", "江南省", "省", "水利厅"),
    ("西河自治州教育局", "西河自治州", "市", "教育局"),
    ("北原自治区民政厅", "北原自治区", "省", "民政厅"),
    ("乌山前旗公安局", "乌山前旗", "县", "公安局"),
    ("国家税务总局禾阳市税务局", "禾阳市", "市", "税务局"),
    ("国家税务总局禾阳市青岭区税务局", "禾阳市青岭区", "县", "税务局"),
    ("云泽海关", "", "", "海关"),
    ("国网云泽供电公司", "", "", "供电公司"),
)


@pytest.mark.parametrize(("unit", "region", "level", "short"), NAMES)
def test_region_level_and_a_short_form_of_a_unit(unit, region, level, short):
    context = context_for(unit, 2022)
    assert (context.region, context.level) == (region, level)
    assert short in context.trades


@pytest.mark.parametrize(("unit", "region", "level", "short"), NAMES)
def test_a_unit_is_its_region_and_its_trade(unit, region, level, short):
    context = context_for(unit, 2022)
    bare = unit.removeprefix("国家税务总局")
    assert bare.startswith(region) and bare.endswith(context.trade) and context.trade in context.trades


def test_short_forms_come_longest_first():
    forms = context_for("云泽市卫生健康委员会", 2022).trades
    assert list(forms) == sorted(forms, key=len, reverse=True)


def test_the_period_is_the_calendar_year_unless_given():
    context = context_for("云泽市水务局", 2022)
    assert (context.period.start.isoformat(), context.period.end.isoformat()) == ("2022-01-01", "2022-12-31")


def test_a_name_that_is_all_place_has_no_region():
    assert region_of("云泽市") == ""
