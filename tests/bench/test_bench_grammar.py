"""The bench that asks three grammars the same cases: what is left out, what counts as right, the table."""

from __future__ import annotations

import json

import pytest

from bench.grammar_cases import DATES, MONEY, NUMBERS, PERCENT, Case, Left, read_cases, spec_span
from bench.grammar_peers import main, ours, right, table


@pytest.fixture
def folders(tmp_path):
    """The two folders with a few cases of our own in the forms of theirs."""
    specs, tests = tmp_path / "Specs", tmp_path / "test"
    rows = {
        "Number/Chinese/NumberModel": [
            {"Input": "三百二", "Results": [{"Start": 0, "End": 2, "Resolution": {"value": "320"}}]},
            {"Input": "三分之一", "Results": [{"Start": 0, "End": 3, "Resolution": {"value": "0.333"}}]},
            {"Input": "共三百", "Results": [{"Start": 1, "End": 2, "Resolution": {"value": "300"}}]}],
        "Number/Chinese/PercentModel": [
            {"Input": "百分之四十", "Results": [{"Resolution": {"value": "40%"}}]},
            {"Input": "八折", "Results": [{"Resolution": {"value": "80%"}}]}],
        "NumberWithUnit/Chinese/CurrencyModel": [
            {"Input": "花了九元", "Results": [{"Resolution": {"value": "9"}}]},
            {"Input": "花了九美元", "Results": [{"Resolution": {"value": "9"}}]}],
        "DateTime/Chinese/DateParser": [
            {"Input": "6月3日", "Context": {"ReferenceDateTime": "2019-05-01T00:00:00"}, "Results": [{
                "Text": "6月3日", "Value": {"Timex": "XXXX-06-03", "PastResolution": {"date": "2018-06-03"},
                                           "FutureResolution": {"date": "2019-06-03"}}}]},
            {"Input": "明天", "Context": {"ReferenceDateTime": "2019-05-01T00:00:00"}, "Results": [{
                "Text": "明天", "Value": {"Timex": "2019-05-02", "PastResolution": {"date": "2019-05-02"},
                                        "FutureResolution": {"date": "2019-05-02"}}}]}],
        "DateTime/Chinese/DatePeriodParser": [],
        "DateTime/Chinese/HolidayParser": [], "DateTime/Chinese/DateTimeModel": []}
    for name, cases in rows.items():
        path = specs / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(cases), "utf-8")
    tests.mkdir()
    (tests / "test_money_parser.py").write_text(
        "ROWS = [['七万元', {'num': '70000.00', 'case': '元', 'definition': 'accurate'}],\n"
        "        ['七欧元', {'num': '7.00', 'case': '欧元', 'definition': 'accurate'}]]\n", "utf-8")
    (tests / "test_time_parser.py").write_text(
        "_ts_1 = 1\nROWS = [['2020年4月', _ts_1, {'type': 'time_span', 'definition': 'accurate',\n"
        "                'time': ['2020-04-01 00:00:00', '2020-04-30 23:59:59']}],\n"
        "        ['前年', _ts_1, {'type': 'time_span', 'definition': 'blur', 'time': ['x', 'y']}]]\n"
        "raise SystemExit('tests of others are read, never run')\n", "utf-8")
    return specs, tests


def test_cases_of_another_convention_are_left_out_with_the_reason(folders):
    kept, left = read_cases(*folders)
    assert {(case.family, case.text) for case in kept} == {
        (NUMBERS, "三百二元"), (PERCENT, "百分之四十"), (MONEY, "花了九元"), (MONEY, "七万元"), (DATES, "6月3日"),
        (DATES, "2020年4月")}
    assert {(one.text, one.reason.split(",")[0].split(" (")[0]) for one in left} == {
        ("三分之一元", "fractions"), ("共三百", "no numeral"), ("八折", "discounts"), ("花了九美元", "foreign money"),
        ("七欧元", "foreign money"), ("明天", "relative to the day of speaking"), ("前年", "vague times")}


def test_ours_is_right_on_the_kept_cases(folders):
    kept, _ = read_cases(*folders)
    assert all(right(case, ours(case)) for case in kept)


def test_a_period_there_ends_with_the_day_after(folders):
    assert spec_span({"timex": "2018-10", "type": "daterange", "start": "2018-10-01", "end": "2018-11-01"}) == (
        "2018-10-01", "2018-10-31")
    assert spec_span({"timex": "(2018-10-01,2018-10-04,P3D)", "startDate": "2018-10-01", "endDate": "2018-10-04"}) == (
        "2018-10-01", "2018-10-04")
    assert spec_span({"timex": "T10", "type": "time", "value": "10:00:00"}) is None


def test_a_tool_without_a_reader_is_not_counted_wrong():
    case, other = Case("JioNLP", MONEY, "九元", "", ("9",)), Case("JioNLP", MONEY, "八元", "", ("8",))
    shown = table([case, other], [Left("JioNLP", MONEY, "九欧元", "foreign money")],
                  {"a": [["9"], ["7"]], "b": [None, None], "c": [["8"], None]})
    assert "| money, JioNLP | 2 | 1 | 50.0 % | – | 0.0 % of 1 |" in shown
    assert "- money: foreign money 1." in shown and shown.startswith("<!-- bench:grammar -->")


def test_a_date_without_a_year_may_have_readings_in_other_years():
    case = Case("JioNLP", DATES, "6月3日", "2019-01-01", ("2019-06-03", "2019-06-03"))
    assert right(case, [["2018-06-03", "2018-06-03"], ["2019-06-03", "2019-06-03"]])
    assert not right(case, [["2019-06-03", "2019-06-03"], ["2019-07-01", "2019-07-01"]])


def test_the_command_prints_the_table(folders, capsys):
    specs, tests = folders
    assert main(["--specs", str(specs), "--tests", str(tests), "--errors"]) == 0
    assert "| all | 6 | 7 | 100.0 % |" in capsys.readouterr().out
