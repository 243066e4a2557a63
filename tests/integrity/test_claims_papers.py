"""Papers of another time, their numbers and their order, totals beyond lists."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from claims_made import document, dossier, found, register, subs

from model.documents import Span
from model.evidence import DateRange, Event, Mention, Quantity, Slots

HEAD = "序号|日期|活动名称|地点|人数"


def periods(*documents, **papers):
    return subs(found(dossier(*documents, **papers), "out_of_period"))


def order(*documents, **papers):
    return subs(found(dossier(*documents, **papers), "date_contradiction"))


def ledger(*rows: str, title: str = "2022年普法活动台账"):
    return register("台账.xlsx", title, HEAD, *rows)


NOW = ("1|2022-03-22|世界水日宣传|广场|60", "2|2022-05-12|水法进社区|青禾社区|87", "3|2022-09-01|开学第一课|二中|230")


def test_a_row_of_last_year_in_this_years_register():
    assert periods(ledger(*NOW, "4|2021-12-04|国家宪法日宣传|广场|150")) == ["row_of_other_year"]


@pytest.mark.parametrize("row, title", [
    ("4|2021-12-04|国家宪法日宣传（上年）|广场|150", "2022年普法活动台账"),
    ("4|2023-01-08|集中述法|会议室|9", "2022年普法活动台账"),
    ("4|2021-12-04|国家宪法日宣传|广场|150", "2021—2022年普法活动台账"),
    ("4|2022-12-04|国家宪法日宣传|广场|150", "2022年普法活动台账"),
])
def test_rows_that_say_so_and_follow_ups_are_left_alone(row, title):
    assert periods(ledger(*NOW, row, title=title)) == []


def test_a_briefing_of_last_year_among_this_years():
    old = document("简报.docx", "# 普法简报", "2021年5月12日，我局走进青禾社区开展水法宣传，87人参加。",
                   "2021年5月13日")
    assert periods(old) == ["paper_of_other_year"]
    assert periods(old, ledger("1|2022-05-12|走进青禾社区开展水法宣传|青禾社区|87")) == ["claimed_this_year"]


@pytest.mark.parametrize("lines", [
    ("2022年12月30日至2023年1月2日，我局开展元旦普法宣传。", "2023年1月4日"),
    ("2022年5月12日，我局走进青禾社区开展水法宣传。去年5月，我局也曾开展。", "2022年5月13日")])
def test_new_year_and_history_are_left_alone(lines):
    assert periods(document("简报.docx", "# 普法简报", *lines)) == []


def paper(path: str, number: str, title: str, day: str, *lines: str):
    return document(path, "# 云泽市水务局文件", number, f"# {title}", "各科室：", *lines, "云泽市水务局", day)


def test_one_number_for_two_papers():
    first = paper("a.docx", "云水〔2022〕7号", "关于印发普法工作计划的通知", "2022年3月1日", "现将计划印发给你们。")
    second = paper("b.docx", "云水〔2022〕7号", "关于调整领导小组成员的通知", "2022年6月1日", "因人事变动予以调整。")
    assert order(first, second, a="notice", b="notice") == ["one_number"]
    copy = replace(first, path="a（终稿）.docx")
    assert order(first, copy, a="notice") == []


def test_a_number_of_another_year_than_its_paper():
    wrong = paper("a.docx", "云水〔2021〕7号", "关于印发普法工作计划的通知", "2022年6月1日", "现将计划印发给你们。")
    assert order(wrong, a="notice") == ["number_year"]
    right = paper("a.docx", "云水〔2022〕7号", "关于印发普法工作计划的通知", "2022年6月1日",
                  "落实云水〔2021〕3号文件。")
    assert order(right, a="notice") == []


def test_a_notice_after_what_it_announces():
    late = paper("a.docx", "云水〔2022〕9号", "关于举办宪法宣传活动的通知", "2022年12月10日",
                 "定于12月4日在人民广场举办宣传活动。")
    assert order(late, a="notice") == ["notice_after"]
    early = paper("a.docx", "云水〔2022〕9号", "关于举办宪法宣传活动的通知", "2022年11月20日",
                  "定于12月4日在人民广场举办宣传活动。")
    assert order(early, a="notice") == []
    told = paper("a.docx", "云水〔2022〕9号", "关于做好普法工作的通知", "2022年12月10日", "12月4日，市里召开了会议。",
                 "请于12月20日前报送总结。")
    assert order(told, a="notice") == []


def test_a_deed_by_order_of_a_later_paper():
    notice = paper("a.docx", "云水〔2022〕9号", "关于举办宪法宣传活动的通知", "2022年12月10日", "请认真组织。")
    brief = document("简报.docx", "# 普法简报", "根据云水〔2022〕9号要求，12月4日，我局在人民广场开展宣传。")
    assert order(notice, brief, a="notice") == ["notice_after"]
    later = document("简报.docx", "# 普法简报", "根据云水〔2022〕9号要求，12月14日，我局在人民广场开展宣传。")
    assert order(notice, later, a="notice") == []


def mention(path: str, block: int, text: str, value: int, paper: str, **more) -> Mention:
    return Mention(id=f"{path}{block}", kind="legal_training", span=Span(document=path, block=block, start=0,
                                                                         end=len(text)),
                   page=1, bbox=None, quote=text, status="done", confidence=0.9, detector="rule:legal_training",
                   slots=Slots(quantity=Quantity(value=Decimal(value),
                                                 unit="场")), paper=paper, **more)  # type: ignore[arg-type]


def claimed(total: int, title: str = "2022年法治培训台账", listed: int = 3):
    text = f"全年举办法治讲座{total}场。"
    report = document("总结.docx", "# 云泽市水务局2022年普法工作总结", text)
    rows = [f"{at}|2022-0{at}-12|第{at}讲|会议室|{50 + at}" for at in range(1, listed + 1)]
    table = register("台账.xlsx", title, HEAD, *rows)
    claim = Event(id="c", kind="legal_training", mentions=(mention("总结.docx", 1, text, total, "summary"),),
                  claim=True,
                  slots=Slots(quantity=Quantity(value=Decimal(total), unit="场")))
    events = tuple(Event(id=f"e{at}", kind="legal_training", slots=Slots(date=DateRange(start=date(2022, at, 12),
                                                                                       end=date(2022, at, 12))),
                         mentions=(mention("台账.xlsx", at + 1, table.blocks[at + 1].text, 1, "ledger", table=1),))
                   for at in range(1, listed + 1))
    one = replace(dossier(report, table, 总结="summary"), events=(claim, *events),
                  mentions=tuple(m for event in (claim, *events) for m in event.mentions))
    return subs(found(one, "count_contradiction"))


def test_a_total_beyond_its_list():
    assert claimed(6) == ["beyond_list"]


def test_a_total_that_is_listed_or_whose_list_is_an_excerpt():
    assert claimed(3) == []
    assert claimed(6, title="2022年法治培训台账（节选）") == []


def test_one_total_with_two_numbers_in_two_papers():
    def both(first: int, second: int) -> list[object]:
        one = dossier(document("自评.docx", "# 云泽市水务局自评报告", f"全年共举办法治培训和专题讲座{first}场。"),
                      document("总结.docx", "# 云泽市水务局工作总结", f"全年共举办法治培训和专题讲座{second}场。"),
                      自评="self_report", 总结="summary")
        return subs(found(one, "count_contradiction"))
    assert both(8, 5) == ["two_totals"] and both(8, 8) == []


REGISTER = ("1|3月22日|世界水日宣传|广场|61", "2|5月12日|水法进社区|青禾社区|87", "3|9月1日|开学第一课|二中|230",
            "4|12月4日|宪法宣传|广场|142")


def counts(*documents, **papers):
    return [(one.measures["sub"], one.severity) for one in found(dossier(*documents, **papers), "count_contradiction")]


def test_the_years_sum_is_held_against_the_register():
    def both(text: str):
        return counts(document("总结.docx", "# 云泽市水务局2022年普法工作总结", text), ledger(*REGISTER),
                      总结="summary")
    assert both("以上合计，全年共开展普法活动6场次，参加520人次，与台账一致。") == [("against_register", "medium")]
    assert both("以上合计，全年共开展普法活动4场次，参加520人次，与台账一致。") == []
    assert both("全市水务系统共开展普法活动60场次，参加5200人次。") == []


def test_a_number_that_comes_again_and_again_is_a_note():
    rows = [f"{at}|{at}月12日|{name}进社区|第{at}社区|{people}" for at, (name, people) in enumerate(
        [("水法", 73), ("宪法", 73), ("民法", 73), ("禁毒", 41), ("反诈", 52), ("环保", 66), ("消防", 88), ("税法",
                                                                                                            59)], 1)]
    assert counts(ledger(*rows)) == [("same_number", "low")]
    assert counts(ledger(*(line.replace("|73", f"|{70 + at}") for at, line in enumerate(rows)))) == []
    assert counts(ledger(*(line.replace("进社区", "党组学法") for line in rows))) == []


def test_an_honour_of_another_year_counted_as_this_years():
    paper_ = document("证书.docx", "# 荣誉证书", "授予云泽市水务局法治宣传优秀组织奖。", "云泽市普法办", "2021年3月1日")
    report = document("总结.docx", "# 云泽市水务局2022年普法工作总结", "今年，我局荣获全市法治宣传优秀组织奖。")
    assert periods(paper_, report, 总结="summary", 证书="certificate") == ["honour_of_other_year"]
    then = document("总结.docx", "# 云泽市水务局2022年普法工作总结", "2021年，我局荣获全市法治宣传优秀组织奖。")
    assert periods(paper_, then, 总结="summary", 证书="certificate") == []


def test_a_finding_names_what_stands_where():
    brief = document("简报.docx", "# 普法简报", "5月12日，我局在青禾社区开展“水法进社区”活动，87人参加。")
    one = found(dossier(brief, ledger("1|2022-05-21|水法进社区|青禾社区|87")), "date_contradiction")[0]
    dates = one.measures["dates"]
    assert {row["date"] for row in dates} == {"2022-05-12", "2022-05-21"}  # type: ignore[attr-defined]
    assert all(one.places[row["place"]].quote for row in dates)  # type: ignore[attr-defined]
    assert "造假" not in one.explanation and one.measures["innocent"]
