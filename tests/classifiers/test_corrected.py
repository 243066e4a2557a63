"""Reviewers' corrections found again in a dossier: what they change, what is stale, and that nothing else is touched."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import day, document, mention

from classifiers.corrected import Corrected, found_again
from classifiers.events import merge_events
from model.corrections import Correction, Mark

TALK, CASE = "legal_training", "case_published"
TALKS = [mention(TALK, "m1", when=day(5, 20), quote="5月20日，举办民法典培训", file="甲.docx"),
         mention(TALK, "m2", when=day(5, 20), quote="民法典 培训", file="乙.docx"),
         mention(TALK, "m3", when=day(9, 1), quote="拟于9月1日举办培训", status="planned", file="甲.docx")]
PAPERS = [document(*(m.quote for m in TALKS if m.span.document == path), "另有一句话。", path=path) for path in ("甲.docx", "乙.docx")]


def mark(one, **changed):
    """A mark on a mention."""
    return Mark(**{"file": one.span.document, "quote": one.quote, "page": one.page, "kind": one.kind, "id": one.id, **changed})


def said(action, *marks, **more):
    """A correction."""
    return Correction(**{"id": f"c{len(marks)}{action}", "action": action, "unit": "云泽市水务局", "year": 2022, "rubric": "jiangyin-2020",
                         "by": "王强", "when": "2023-01-08T09:30:00", "why": "同一场", "mentions": marks, "raw": {}, **more})


def carried(*corrections, mentions=TALKS) -> Corrected:
    """The corrections, found again."""
    return found_again(corrections, mentions, PAPERS)


def events_of(corrected, mentions=TALKS):
    """The whole way from mentions to events."""
    return corrected.regrouped(merge_events(corrected.restated(mentions)))


def test_a_changed_status_is_merged_like_any_deed_and_names_who_changed_it():
    corrected = carried(said("status", mark(TALKS[2]), status="done"))
    event = next(e for e in events_of(corrected) if e.mentions[0].id == "m3")
    assert (event.mentions[0].status, event.mentions[0].reason) == ("done", "人工改状态（王强 2023-01-08：同一场）")
    assert event.slots.date == day(9, 1) and event.mentions[0].confidence == 1 and corrected.problems == ()


def test_the_last_status_counts():
    one = mark(TALKS[0])
    corrected = carried(said("status", one, status="planned"), said("status", one, status="other_unit"))
    assert [m.status for m in corrected.restated(TALKS)] == ["other_unit", "done", "planned"]


def test_a_changed_kind_is_found_again_under_both_its_names():
    corrected = carried(said("kind", mark(TALKS[0]), kind=CASE), said("status", mark(TALKS[0], kind=CASE), status="planned"),
                        said("status", mark(TALKS[1], kind=CASE), status="planned"))
    assert [(m.kind, m.status) for m in corrected.restated(TALKS)] == [(CASE, "planned"), (TALK, "done"), (TALK, "planned")]
    assert corrected.stale == 1 and "认作别的材料" in corrected.problems[0].text()


def test_taking_out_holds_for_the_criteria_named_and_can_be_put_back():
    out = said("out", *(mark(one, criteria=("4.1",)) for one in TALKS[:2]))
    corrected = carried(out)
    events = events_of(corrected)
    assert corrected.seen("8.1", events) == events
    gone = corrected.seen("4.1", events)[0]
    assert {m.status for m in gone.mentions} == {"boilerplate"} and gone.mentions[0].reason == "人工移出（王强 2023-01-08：同一场）"
    assert carried(out, replace(out, action="in")).seen("4.1", events) == events


def test_a_mention_taken_out_leaves_the_rest_of_its_event():
    corrected = carried(said("out", mark(TALKS[0])))
    events = events_of(corrected)
    seen = corrected.seen("4.1", events)
    assert [([m.id for m in e.mentions], {m.status for m in e.mentions}) for e in seen[:2]] == [(["m1"], {"boilerplate"}), (["m2"], {"done"})]
    assert seen[1].id == events[0].id != seen[0].id


def test_what_a_model_alone_saw_goes_out_with_the_event():
    guess = replace(TALKS[1], id="m9", detector="learned:legal_training")
    event = merge_events([TALKS[0], guess])
    assert {m.status for e in carried(said("out", mark(TALKS[0]))).seen("4.1", event) for m in e.mentions} == {"boilerplate"}


@pytest.mark.parametrize(("change", "words"), [
    ({"quote": "没有这句"}, "里没有这句话了"), ({"quote": "另有一句话。"}, "还有这句话"), ({"file": "丙.docx"}, "卷内没有“丙.docx”"),
    ({"kind": CASE}, "认作别的材料")])
def test_a_correction_whose_words_are_gone_is_told_and_touches_nothing(change, words):
    corrected = carried(said("out", mark(TALKS[0], **change)))
    assert corrected.carried == () and corrected.stale == 1 and words in corrected.problems[0].text()
    assert "王强 2023-01-08" in corrected.problems[0].text()
    events = merge_events(TALKS)
    assert corrected.regrouped(events) == events and corrected.seen("4.1", events) == events


def test_a_join_that_lost_one_of_three_holds_for_the_others_and_says_so():
    lost = mark(TALKS[0], quote="没有这句")
    corrected = carried(said("join", mark(TALKS[0]), mark(TALKS[2]), lost))
    assert corrected.stale == 0 and "有1处对不上" in corrected.problems[0].text()
    assert len({e.id for e in events_of(corrected)}) == 1
    assert carried(said("join", mark(TALKS[0]), lost)).stale == 1


def test_things_of_two_kinds_are_not_joined():
    case = mention(CASE, "k1", title="某甲案")
    corrected = carried(said("join", mark(TALKS[0]), mark(case)), mentions=[*TALKS, case])
    assert corrected.stale == 1 and "不是同一种材料" in corrected.problems[0].text()


def test_white_space_and_the_page_may_differ():
    assert carried(said("out", mark(TALKS[1], quote="民法典培训", page=7))).problems == ()


def test_equal_quotes_are_told_apart_by_page_and_by_id():
    twins = [replace(TALKS[0], id="a1"), replace(TALKS[0], id="a2"), replace(TALKS[0], id="a3", page=2)]

    def ids(**changed):
        return [one.ids for one in carried(said("out", mark(TALKS[0], **changed)), mentions=twins).carried]

    assert ids(id="a2") == [("a2",)] and ids(page=2) == [("a3",)] and ids(id="") == [("a1", "a2")] and ids(id="a7") == []


def test_one_entry_of_a_list_is_split_off():
    told = [mention(CASE, "n1", titles=("某甲非法采砂案", "某乙擅自取水案"), quote="发布某甲非法采砂案、某乙擅自取水案"),
            mention(CASE, "n2", title="某乙擅自取水案", file="乙.docx")]
    events = merge_events(told)
    assert sorted(len(e.mentions) for e in events) == [1, 2]
    corrected = carried(said("split", mark(told[0], id="n1-2"), rest=(mark(told[1]),)), mentions=told)
    assert sorted([m.id for m in e.mentions] for e in corrected.regrouped(events)) == [["n1-1"], ["n1-2"], ["n2"]]
