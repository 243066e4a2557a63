"""Attachments with a prescribed form: each demand has a paper that meets it and one that does not."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest

from extractor import read_text
from formal.check_form import check_form
from formal.forms import forms, length
from model.problems import PufaError

UNIT = "澜浦市交通运输局"


def codes(text, form, unit=UNIT):
    return [one.message for one in check_form(read_text(text, "附件.txt"), form, unit)]


def filler(number, sentence="执法人员到场站逐家走访并登记，企业当场签收告知书，隔周再查一次。"):
    """So many characters of plain text."""
    return (sentence * (number // length(sentence) + 1))[:number]


def case(title="澜浦市交通运输局“货运普法驿站”解难题", why=900, what=2600, lessons=700, order=(0, 1, 2), heads=None):
    heads = heads or ("一、背景情况", "二、主要做法和成效", "三、经验启示")
    texts = (f"我局学习贯彻习近平法治思想，针对货车司机不懂超限处罚规定的问题分析原因，依据《公路法》探索普法。{filler(why - 60)}",
             f"首创三张清单，司机投诉由41件下降到9件。{filler(what - 20)}",
             f"经验是先把规定讲明白，下一步推广到港口。{filler(lessons - 20)}")
    return "\n\n".join([title, *(f"{heads[n]}\n\n{texts[at]}" for n, at in enumerate(order))])


def test_a_case_that_fits():
    assert codes(case(), "nanchang-case") == []


@pytest.mark.parametrize(("text", "message"), [
    (case(title="澜浦市交通运输局以货运普法驿站为抓手推进法治交通建设走深走实的探索实践"), "form_title_long"),
    (case(title="让货车司机听得懂的普法驿站"), "form_title_unit"),
    (case(why=300, what=2600, lessons=200), "form_length"), (case(why=2200, what=2600), "form_length"),
    (case(what=2400), "form_part_short"), (case(heads=("一、背景情况", "二、主要做法和成效", "三、展望")), "form_part_missing"),
    (case(order=(0, 2, 1), heads=("一、背景情况", "二、经验启示", "三、主要做法和成效")), "form_part_order"),
    (case() + "\n\n四、附件\n\n略。", "form_part_number"),
    (case().replace("首创三张清单，", "制定三张清单，"), "form_content"),
    (case().replace("习近平法治思想", "有关精神"), "form_content"),
    (case().replace("执法人员到场站", "省长强调，执法人员到场站"), "form_quotations"),
    (case() + "普法针对性实效性不强。", "form_empty_phrase"),
])
def test_what_a_case_must_change(text, message):
    assert message in codes(text, "nanchang-case")


GOOD = ("{n}．{title}。今年5月抽查12家货运企业，某物流公司47名司机中有31人说不清超限百分之三十如何处罚，培训签到表上的课时与台账相差6课时，"
        "法规科只在年初发过一次通知，没有回访。座谈时有司机反映，讲的条文与路上遇到的事对不上，听过就忘。"
        "走访的3个治超站里，只有1个站在窗口摆放了处罚告知样本，另外2个站的宣传栏停在去年。我们分析，普法任务没有分到站，"
        "站长年度考核里也没有这一项，年初列的4场法治讲座实际只办了2场，到场人数不足应到人数的一半，资料发完没有登记。{more}")
NAMES = ("货运企业学法课时对不上", "治超站窗口没有处罚样本", "法治讲座办了一半", "宣传栏一年没有更换", "公众号法律问答停更5个月")
MORE = ("隔周再去，签到表补了名字却没有日期。", "站里的触摸屏从3月起一直黑着，无人报修。", "请来的律师讲的是婚姻继承，与货运无关。",
        "其中一块展板还写着旧法条，被1名司机当场指出。", "后台留言18条没有一条回复，粉丝少了200个。")


def problems(number=5, title=f"{UNIT}“八五”普法规划中期评估问题清单", **changed):
    rows = [GOOD.format(n=n, title=NAMES[(n - 1) % 5], more=MORE[(n - 1) % 5] * 2) for n in range(1, number + 1)]
    for at, change in changed.items():
        rows[int(at[1:])] = change(rows[int(at[1:])])
    return "\n\n".join([title, *rows])


def of_entry(text):
    return [code for code in codes(text, "nanchang-problems") if code not in ("form_entries_alike",)]


def test_a_list_of_problems_that_fits():
    assert of_entry(problems()) == []


@pytest.mark.parametrize(("text", "message"), [
    (problems(3), "form_entry_number"), (problems(9), "form_entry_number"),
    (problems(title=f"{UNIT}自查问题"), "form_title_words"), (problems(title="“八五”普法规划中期评估问题清单"), "form_title_unit"),
    (problems(r0=lambda row: row[:120]), "form_entry_length"), (problems(r0=lambda row: row * 4), "form_entry_length"),
    (problems(r1=lambda row: row.replace(NAMES[1], "普法针对性实效性不强")), "form_entry_vague"),
    (problems(r1=lambda row: row.replace(NAMES[1], "领导干部法治思维能力有待提高")), "form_entry_vague"),
    (problems(r2=lambda row: row.replace("有司机反映", "司机王建国反映")), "form_entry_name"),
    (problems(r2=lambda row: row.replace("3个治超站", "城北路18号的3个治超站")), "form_entry_place"),
    (problems(r3=lambda row: "4．车辆保养。" + "车辆保养计划没有排好，驾驶员自行安排，油料登记混乱，车库照明坏了没人修。" * 6), "form_entry_scope"),
    (problems(r3=lambda row: "4．学法没有记录。" + "干部学法没有记录，领导讲过也没有整理，资料散放，交接时说不清楚，无人负责汇总。" * 6), "form_entry_figures"),
])
def test_what_a_list_of_problems_must_change(text, message):
    assert message in of_entry(text)


def test_somebody_hidden_is_no_name():
    assert "form_entry_name" not in of_entry(problems(r2=lambda row: row.replace("有司机反映", "司机王某反映")))


def test_alike_entries_are_named():
    assert "form_entries_alike" in codes(problems(r1=lambda row: row.replace(NAMES[1], NAMES[0]).replace(MORE[1], MORE[0])),
                                         "nanchang-problems")


def test_words_are_counted_as_word_does():
    assert [length(text) for text in ("普法（8课时）", "a b", "参考率98.5%。", "")] == [7, 2, 5, 0]


def test_an_unknown_form_is_refused_and_an_empty_paper_named():
    with pytest.raises(PufaError):
        codes("题", "taiyuan-case")
    assert "form_no_title" in codes("", "nanchang-case")
    assert set(forms()) == {"nanchang-case", "nanchang-problems"}
