"""What the reader is shown of a paper, and what comes of what it sees."""

from __future__ import annotations

from documents import CONTEXT, document, row
from hypothesis import given
from hypothesis import strategies as st

from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.learned import reader
from classifiers.learned.around import WINDOW, windows
from classifiers.learned.wording import told
from model.evidence import LEARNED, SUSPECTED


def read(made, title=""):
    return list(windows(made, title, CONTEXT))


def words(made, window):
    return [place.piece.of(made.blocks[place.block].text) for place in window.pieces]


def test_sentences_are_shown_together_under_file_name_title_and_heading():
    made = document("# 一、进企业", "3月去了开发区。7月进永固管桩，讲工伤。", path="材料/普法小结.docx")
    (window,) = read(made, "年度工作总结")
    assert window.text == "普法小结。年度工作总结。一、进企业。3月去了开发区。7月进永固管桩,讲工伤。"
    assert [window.text[start:end] for start, end in window.places] == ["3月去了开发区。", "7月进永固管桩,讲工伤。"]


def test_another_heading_begins_another_window():
    made = document("# 甲", "前一段说了话。", "后一段。", "# 乙", "另一节。", path="1.docx")
    assert [words(made, window) for window in read(made)] == [["前一段说了话。", "后一段。"], ["另一节。"]]


def test_a_long_paper_is_cut_into_windows_that_tell_what_came_before():
    made = document(*(f"第{n}次活动在社区广场举行，群众踊跃参加并领取了资料。" for n in range(30)), path="1.docx")
    shown = read(made)
    assert len(shown) > 3 and all(sum(map(len, words(made, one))) <= WINDOW for one in shown)
    assert shown[1].text.startswith(told(words(made, shown[0])[-1], CONTEXT))


def test_rows_are_shown_under_their_head_row_and_head_rows_and_headings_are_not_shown():
    made = document("# 活动台账", row("时间", "内容", header=True), row("5.18", "赠与房产怎么交税小课"), path="1.xlsx")
    (window,) = read(made)
    assert window.text == "活动台账。时间|内容。5.18|赠与房产怎么交税小课。"
    assert words(made, window) == ["5.18\t赠与房产怎么交税小课"]


def test_the_cells_of_a_row_of_prose_are_shown_sentence_by_sentence():
    long = "全年围绕营商环境开展了多场宣讲，" * 4
    made = document(row("一", f"{long}效果好。又到园区讲了一次。", table=2), path="1.docx")
    assert [one for window in read(made) for one in words(made, window)] == [
        "一", f"{long}效果好。", "又到园区讲了一次。"]


@given(st.lists(st.text("我局开展宣讲，。；\n 3月", max_size=60), max_size=5))
def test_everything_is_shown_once_in_order_and_stands_where_it_is_said_to(texts):
    made, last = document(*texts), (-1, 0)
    for window in read(made, "题"):
        for place, (start, end) in zip(window.pieces, window.places, strict=True):
            assert (place.block, place.piece.start) >= last
            last = (place.block, place.piece.end)
            assert window.text[start:end] == told(place.piece.of(made.blocks[place.block].text), CONTEXT)


def test_a_plan_beside_a_deed_is_read_as_a_plan():
    text = told("4月组织干部旁听庭审一次，下半年拟再安排一次", CONTEXT)
    cut = text.index(",") + 1
    reading = reader.Reading(text, ((0, len(text)),))
    first, second = reading.fates(0, ((0, cut), (cut, len(text))), "court_hearing")
    assert len(first) == len(second) == reader.CLASSES
    assert first[0] - first[1] > second[0] - second[1]


def test_what_stands_over_a_row_changes_what_it_tells():
    over, row_ = "学法台账。执法人员培训登记。时间|培训内容|主讲。", "税务行政诉讼专题"
    alone = reader.Reading(row_, ((0, len(row_)),)).spoken[0]
    within = reader.Reading(over + row_, ((len(over), len(over) + len(row_)),)).spoken[0]
    assert within.shape == alone.shape and abs(within - alone).max() > 1


def test_plans_and_score_tables_are_not_shown_to_the_reader():
    made = document("年内干警们分三批坐进审判庭听了案子。")
    for paper in ("plan", "duty_list", "score_table"):
        assert not [m for m in find_mentions(made, CONTEXT, paper)[1] if m.by_model_alone]


def test_what_the_reader_sees_is_marked_and_verbatim():
    made = document("# 学法用法", "年内干警们分三批坐进审判庭旁听了案子。", path="小结.docx")
    context = context_for("云泽市水务局", 2022, None, frozenset({"court_hearing", "law_training"}))
    every = find_mentions(made, context, "summary")[1]
    ruled = find_mentions(made, context, "summary", opinion="rules")[1]
    assert every and all(m.quote in made.blocks[m.span.block].text for m in every)
    assert all(m.detector.startswith((LEARNED, SUSPECTED)) for m in every if m.kind not in {r.kind for r in ruled})


def test_every_mention_of_the_rules_is_still_there_with_the_models():
    made = document("# 学法", "4月组织旁听庭审1次。", row("时间", "内容", header=True), row("5.18", "执法人员培训"),
                    "9月开展宪法宣传周活动。", path="总结.docx")
    for opinion in ("points", "models"):
        every = {(m.kind, m.span.block) for m in find_mentions(made, CONTEXT, "summary", opinion=opinion)[1]}
        assert {(m.kind, m.span.block) for m in find_mentions(made, CONTEXT, "summary", opinion="rules")[1]} <= every


def test_a_row_of_another_body_stays_anothers_when_only_the_reader_sees_it():
    made = document("# 活动台账", row("时间", "内容", "责任单位", header=True),
                    row("5.18", "到法院坐了半天，看法官怎么审行政案子", "市教育局"), path="台账.xlsx")
    context = context_for("云泽市水务局", 2022, None, frozenset({"court_hearing"}))
    seen = find_mentions(made, context, "ledger", opinion="points")[1]
    assert seen and all(m.by_model_alone and m.status != "done" for m in seen)
