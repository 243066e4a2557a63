"""Days that cannot be as they are written."""

from datetime import date, timedelta

import pytest
from claims_made import document, dossier, found, register, subs
from hypothesis import given
from hypothesis import strategies as st

DAYS = st.dates(min_value=date(2018, 1, 1), max_value=date(2025, 12, 31))


def brief(*lines: str, **more: object):
    return dossier(document("简报.docx", "# 普法简报", *lines), **more)


@pytest.mark.parametrize("text", ["2月30日，我局在人民广场开展普法宣传。", "我局于13月5日举办培训班。",
                                  "培训自6月31日起举行。"])
def test_a_day_of_no_calendar_is_asked_about(text):
    assert subs(found(brief(text), "impossible_date")) == ["no_such_day"]


@pytest.mark.parametrize("text", ["2月28日，我局在人民广场开展普法宣传。", "学习《条例》第13条、第2.30项。",
                                  "比分为2:70。"])
def test_days_and_numbers_that_can_be_are_left_alone(text):
    assert found(brief(text), "impossible_date") == []


def test_a_time_of_no_clock_is_asked_about_and_times_of_a_day_are_not():
    assert subs(found(brief("3月5日24:70在会议室召开学习会。"), "impossible_date")) == ["no_such_time"]
    assert found(brief("3月5日上午9:30在会议室召开学习会，下午17:00结束。"), "impossible_date") == []


def test_what_was_recognised_in_a_scan_is_one_band_lower():
    scan = dossier(document("扫描.pdf", "2月30日，我局在人民广场开展普法宣传。", source="ocr"))
    assert [one.severity for one in found(scan, "impossible_date")] == ["low"]


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_asked_about_exactly_where_it_is_wrong(day, weekday):
    text = f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[weekday]}）上午，我局举办法治讲座。"
    told = found(brief(text, year=day.year), "date_contradiction")
    assert ("weekday" in subs(told)) == (day.weekday() != weekday)


@given(DAYS)
def test_every_day_of_the_calendar_can_be(day):
    assert not found(brief(f"{day.year}年{day.month}月{day.day}日，我局举办法治讲座。", year=day.year),
                     "impossible_date")


def test_the_number_of_the_constitution_day_fixes_its_year():
    wrong = brief("2022年12月4日是第八个国家宪法日，我局在人民广场开展宣传。")
    assert subs(found(wrong, "date_contradiction")) == ["ordinal"]


@pytest.mark.parametrize("text", ["2022年12月4日是第九个国家宪法日，我局在人民广场开展宣传。",
                                  "自2014年12月4日第一个国家宪法日以来，我局坚持开展宣传。",
                                  "去年12月4日是第八个国家宪法日，今年继续。"])
def test_the_right_number_and_history_are_left_alone(text):
    assert found(brief(text), "date_contradiction") == []


def test_an_end_before_its_beginning_is_asked_about():
    assert subs(found(brief("5月20日至5月12日，我局举办培训班。"), "impossible_date")) == ["backward"]
    assert found(brief("12月28日至1月3日，我局开展宣传。"), "date_contradiction") == []


def report(*lines: str, **more: object):
    return dossier(document("总结.docx", "# 云泽市水务局2022年普法工作总结", *lines, "云泽市水务局", "2022年12月10日"),
                   总结="summary", **more)


def test_deeds_after_the_papers_own_day_are_asked_about():
    assert subs(found(report("12月20日，举办了民法典讲座，86人参加。"), "impossible_date")) == ["done_later"]


@pytest.mark.parametrize("text", ["12月20日将举办民法典讲座。", "计划于12月25日组织宪法宣誓。",
                                  "12月4日，举办了宪法日宣传。",
                                  "《条例》自2023年1月1日起施行。"])
def test_plans_laws_and_earlier_deeds_are_left_alone(text):
    assert found(report(text), "impossible_date") == []


def test_a_deed_after_the_last_day_for_handing_in_is_asked_about():
    one = dossier(register("台账.xlsx", "2022年普法活动台账", "日期|活动|人数", "2022-12-20|民法典讲座已举办|86"))
    assert subs(found(one, "impossible_date", deadline=date(2022, 11, 30))) == ["done_later"]
    assert found(one, "impossible_date", deadline=date(2022, 12, 31)) == []


def test_the_place_is_quoted_word_for_word():
    one = brief("为推进普法，2月30日，我局在人民广场开展宣传，发放资料300份。")
    place = found(one, "impossible_date")[0].places[0]
    assert place.file == "简报.docx" and place.quote in one.documents[0].blocks[1].text


def test_a_week_has_seven_names():
    monday = date(2022, 5, 9)
    told = [found(brief(f"2022年{day.month}月{day.day}日（周{name}），我局举办讲座。"), "date_contradiction")
            for day, name in zip((monday + timedelta(days=n) for n in range(7)), "一二三四五六日", strict=True)]
    assert told == [[]] * 7


def test_a_clock_that_runs_backward_is_asked_about():
    assert subs(found(brief("时间：9月3日9:30开始，9:10结束。"), "impossible_date")) == ["clock_backward"]
    assert found(brief("时间：9月3日9:30至下午2:10。"), "impossible_date") == []
    assert found(brief("时间：9月3日14:30—17:00，次日8:00返回。"), "impossible_date") == []
