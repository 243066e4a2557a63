"""One activity counted twice, and one activity told in two ways."""

import pytest
from claims_made import document, dossier, found, register, subs

HEAD = "序号|日期|活动名称|地点|人数|资料（份）"


def ledger(*rows: str, title: str = "2022年普法活动台账"):
    return register("台账.xlsx", title, HEAD, *rows)


def twice(*documents, **papers):
    return subs(found(dossier(*documents, **papers), "double_counting"))


def apart(*documents, **papers):
    return subs(found(dossier(*documents, **papers), "date_contradiction"))


def test_two_rows_that_differ_in_the_day_alone():
    rows = ("1|2022-05-12|水法进社区宣传|青禾社区|87|430", "2|2022-05-21|水法进社区宣传活动|青禾社区|87|430")
    assert twice(ledger(*rows)) == ["two_rows"]


def test_two_rows_that_differ_in_the_name_alone():
    rows = ("1|2022-05-12|水法进社区宣传|青禾社区|87|430", "2|2022-05-12|节水惠民咨询|青禾社区|87|430")
    assert set(twice(ledger(*rows))) == {"two_names", "rows_of_one"}


@pytest.mark.parametrize("rows", [
    ("1|2022-05-12|水法进社区宣传|青禾社区|87|430", "2|2022-06-12|水法进社区宣传|白石社区|87|430"),
    ("1|2022-05-12|水法进社区宣传|青禾社区|87|430", "2|2022-06-12|水法进社区宣传|青禾社区|64|300"),
    ("1|2022-05-12|执法人员培训班第一期|局会议室|87|430", "2|2022-06-12|执法人员培训班第二期|局会议室|87|430"),
    ("1|2022-05-12|民法典讲座（上午）|局会议室|87|430", "2|2022-05-12|民法典讲座（下午）|局会议室|87|430"),
    ("1|2022-03-10|党组中心组学法|局会议室|13|", "2|2022-06-10|党组中心组学法|局会议室|13|"),
    ("1|2022-05-12|水法进社区宣传|青禾社区|87|430", "|2021-05-21|水法进社区宣传（上年）|青禾社区|87|430"),
])
def test_series_other_places_and_fixed_circles_are_left_alone(rows):
    assert twice(ledger(*rows)) == []


BODY = ("5月{day}日，我局执法人员走进青禾社区开展水法宣传，设置咨询台两个，向居民讲解节约用水和河道管理的规定。",
        "活动共发放折页430份，87名居民参加，现场解答排水许可等问题36个，大家表示受益匪浅。")


def brief(path: str, day: int, title: str):
    return document(path, "# 普法简报", f"# {title}", BODY[0].format(day=day), BODY[1])


def test_two_briefings_that_are_one_but_for_the_day():
    assert "other_day_and_name" in twice(brief("a.docx", 12, "水法进社区"), brief("b.docx", 21, "节水惠民在行动"))


def test_a_briefing_its_copy_and_the_register_tell_one_event():
    same = (brief("a.docx", 12, "水法进社区"), brief("b.docx", 12, "水法进社区"))
    assert twice(*same, ledger("1|2022-05-12|水法进社区宣传|青禾社区|87|430")) == []
    assert apart(*same, ledger("1|2022-05-12|水法进社区宣传|青禾社区|87|430")) == []


def test_one_event_with_two_days_in_two_papers():
    one = (brief("a.docx", 12, "水法进社区"), ledger("1|2022-05-21|水法进社区宣传|青禾社区|87|430"))
    assert apart(*one) == ["two_days"]


@pytest.mark.parametrize("row", ["1|2022-05-21|宪法宣传进企业|高新园区|87|430",
                                 "1|2022-05-21|水法进社区宣传|白石社区|52|200",
                                 "1|2022-05-21|水法进社区宣传第二场|青禾社区|40|100"])
def test_other_events_of_other_days_are_left_alone(row):
    assert apart(brief("a.docx", 12, "水法进社区"), ledger(row)) == []


def test_both_days_in_the_register_are_two_events():
    rows = ("1|2022-05-12|水法进社区宣传|青禾社区|87|430", "2|2022-05-21|水法进社区宣传|青禾社区|64|300")
    assert apart(brief("a.docx", 12, "水法进社区"), ledger(*rows)) == []


def test_one_event_at_two_places():
    assert apart(document("a.docx", "# 普法简报", "5月12日，我局在青禾社区开展“水法进社区”活动，87人参加。"),
                 ledger("1|2022-05-12|水法进社区|人民广场|87|430")) == ["two_places"]


def test_one_event_with_two_numbers():
    one = dossier(brief("a.docx", 12, "水法进社区"), ledger("1|2022-05-12|水法进社区宣传|青禾社区|187|430"))
    assert subs(found(one, "count_contradiction")) == ["two_figures"]
    same = dossier(brief("a.docx", 12, "水法进社区"), ledger("1|2022-05-12|水法进社区宣传|青禾社区|80余|430"))
    assert found(same, "count_contradiction") == []
