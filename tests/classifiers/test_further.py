"""What the reader is shown of a paper, and what comes of what it sees."""

from __future__ import annotations

from documents import CONTEXT, document, row
from hypothesis import given
from hypothesis import strategies as st

from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.learned import reader
from classifiers.learned.around import shown
from classifiers.learned.wording import told
from model.evidence import LEARNED, SUSPECTED


def pieces(made, title=""):
    return [(one.piece.of(made.blocks[one.block].text), one.around) for one in shown(made, title)]


def test_a_sentence_is_shown_with_its_file_title_heading_and_what_comes_before():
    made = document("# 一、进企业", "3月去了开发区。7月进永固管桩，讲工伤。", path="材料/普法小结.docx")
    first, second = pieces(made, "云泽市水务局2022年工作总结")
    assert first == ("3月去了开发区。", "普法小结。云泽市水务局2022年工作总结。一、进企业。")
    assert second == ("7月进永固管桩，讲工伤。", first[1] + "3月去了开发区。")


def test_a_paragraph_follows_the_one_before_under_the_same_heading_only():
    made = document("# 甲", "前一段说了话。", "后一段。", "# 乙", "另一节。", path="1.docx")
    assert [around for _, around in pieces(made)] == ["甲。", "甲。前一段说了话。", "乙。"]


def test_a_row_is_shown_with_its_head_row_and_head_rows_and_headings_are_not_shown():
    made = document("# 活动台账", row("时间", "内容", header=True), row("5.18", "赠与房产怎么交税小课"), path="1.xlsx")
    assert pieces(made) == [("5.18\t赠与房产怎么交税小课", "活动台账。时间|内容。")]


def test_the_cells_of_a_row_of_prose_are_shown_sentence_by_sentence():
    long = "全年围绕营商环境开展了多场宣讲，" * 4
    made = document(row("一", f"{long}效果好。又到园区讲了一次。", table=2), path="1.docx")
    assert [words for words, _ in pieces(made)] == ["一", f"{long}效果好。", "又到园区讲了一次。"]


@given(st.lists(st.text("我局开展宣讲，。；\n 3月", max_size=40), max_size=4))
def test_what_is_shown_stands_there_and_overlaps_nothing(texts):
    made = document(*texts)
    last = (-1, 0)
    for one in shown(made, "题"):
        assert (one.block, one.piece.start) >= last and one.piece.of(made.blocks[one.block].text).strip()
        last = (one.block, one.piece.end)


def test_the_reader_tells_of_a_clause_as_it_does_by_itself_and_within_its_sentence():
    words = told("4月组织干部旁听庭审一次，下半年拟再安排一次", CONTEXT)
    cut = words.index("，") + 1
    first, second = reader.fates("", words, ((0, cut), (cut, len(words))), "court_hearing")
    assert len(first) == len(second) == reader.CLASSES
    assert first[0] - first[1] > second[0] - second[1]


def test_what_is_around_a_sentence_changes_what_it_tells():
    alone = reader.spoken("", "税务行政诉讼专题")
    within = reader.spoken("学法台账。干部法治培训登记。时间|内容|主讲。", "税务行政诉讼专题")
    assert alone.keys() == within.keys() and alone != within


def test_plans_and_score_tables_are_not_shown_to_the_reader():
    made = document("年内干警们分三批坐进审判庭听了案子。")
    for paper in ("plan", "duty_list", "score_table"):
        assert not [m for m in find_mentions(made, CONTEXT, paper)[1] if m.by_model_alone]


def test_what_the_reader_sees_is_marked_placed_and_verbatim():
    made = document("# 学法用法", "年内干警们分三批坐进审判庭旁听了案子。", path="小结.docx")
    context = context_for("云泽市水务局", 2022, None, frozenset({"court_hearing", "law_training"}))
    every = find_mentions(made, context, "summary")[1]
    ruled = find_mentions(made, context, "summary", opinion="rules")[1]
    assert every and all(m.quote in made.blocks[1].text for m in every)
    assert all(m.detector.startswith((LEARNED, SUSPECTED)) for m in every if m.kind not in {r.kind for r in ruled})


def test_a_row_of_another_body_stays_anothers_when_only_the_reader_sees_it():
    made = document("# 活动台账", row("时间", "内容", "单位", header=True),
                    row("5.18", "干警们坐进审判庭听了案子", "市教育局"), path="台账.xlsx")
    context = context_for("云泽市水务局", 2022, None, frozenset({"court_hearing"}))
    assert all(m.status == "other_unit" for m in find_mentions(made, context, "ledger", opinion="points")[1])
