"""Places that reviewers named become mentions: where they stand, what they tell, and what is none of a second one."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from documents import day, document, mention

from classifiers.added import additions, id_of, place_of, spans
from classifiers.context import context_for
from classifiers.corrected import found_again
from classifiers.events import merge_events
from model.corrections import Correction, Mark
from model.evidence import DateRange, Quantity

TALK = "legal_training"
TEXT = "5月20日，请律师讲了 债务纠纷；9月1日，又讲了两个钟头。"
PAPER = document("标题", TEXT, "另有一句话。", path="甲.docx")
CONTEXT = context_for("云泽市水务局", 2022)
BASE = {"unit": "云泽市水务局", "year": 2022, "rubric": "jiangyin-2020", "by": "王强", "when": "2023-01-08T09:30:00", "raw": {}}


def said(quote=TEXT, kind=TALK, id="c1", file="甲.docx", page=1, action="add", **more):
    """A line that adds a place."""
    return Correction(**{**BASE, "id": id, "action": action, "status": "done", "mentions": (Mark(file=file, quote=quote, page=page, kind=kind),), **more})


def added(*corrections, mentions=()):
    """What the lines add."""
    return additions(corrections, mentions, (PAPER,), {"甲.docx": "briefing"}, CONTEXT)


def on(month, at):
    """A day of 2022."""
    return DateRange(start=date(2022, month, at), end=date(2022, month, at))


def test_a_place_is_found_white_space_aside_and_quoted_as_it_stands():
    made = added(said("请律师讲了债务纠纷")).mentions[0]
    assert (made.quote, made.page, made.span.block, made.status, made.paper, made.confidence) == ("请律师讲了 债务纠纷", 1, 1, "done", "briefing", 1.0)
    assert made.id == id_of("c1") and made.reason == "人工补充（王强 2023-01-08）" and made.added and not made.by_model_alone


def test_words_that_stand_twice_are_told_apart_by_their_page():
    blocks = (*PAPER.blocks, replace(PAPER.blocks[1], page=2))
    assert (place_of(blocks, TEXT, 2), place_of(blocks, TEXT, 1)) == ((3, 0, len(TEXT)), (1, 0, len(TEXT)))
    assert place_of(blocks, TEXT, 7) == (1, 0, len(TEXT)) and place_of(blocks, "没有", None) is None
    assert list(spans("甲 乙甲\n乙", "甲乙")) == [(0, 3), (3, 6)] and list(spans("甲", " ")) == []


def test_day_and_number_are_read_from_the_words_unless_the_person_says_them():
    assert added(said()).mentions[0].slots.date == on(5, 20)
    told = added(said(date=on(6, 1), quantity=Decimal(3), level="市")).mentions[0].slots
    assert (told.date, told.quantity.value, told.level) == (on(6, 1), 3, "市")
    assert added(said("9月1日，又讲了两个钟头。", status="negated")).mentions[0].slots.quantity.value == 0


def test_two_happenings_of_one_sentence_are_two_by_their_days():
    both = added(said(id="c1", date=on(5, 20)), said(id="c2", date=on(9, 1)))
    assert [one.slots.date for one in both.mentions] == [on(5, 20), on(9, 1)] and both.placed == {"c1": (id_of("c1"),), "c2": (id_of("c2"),)}
    corrected = found_again([said(id="c1", date=on(5, 20)), said(id="c2", date=on(9, 1))], both.mentions, (PAPER,), both.placed)
    assert len(merge_events(corrected.restated(both.mentions))) == 2


def known(status, **more):
    """The machine's mention at the place."""
    one = mention(TALK, "m1", when=day(5, 20), quote=TEXT, status=status, file="甲.docx")
    return replace(one, span=replace(one.span, block=1, start=0, end=len(TEXT)), **more)


@pytest.mark.parametrize(("status", "more", "names"), [
    ("done", {}, ("m1",)), ("planned", {}, ("m1",)), ("done", {"kind": "court_hearing"}, (id_of("c1"),))])
def test_what_the_software_finds_there_itself_is_no_second_one(status, more, names):
    assert added(said(), mentions=(known(status, **more),)).placed == {"c1": names}


def test_of_two_found_there_with_other_fates_neither_is_turned():
    pair = (known("planned"), replace(known("other_unit"), id="m2"))
    assert added(said(), mentions=pair).placed == {"c1": (id_of("c1"),)}


def test_the_persons_word_holds_for_what_was_found_and_a_nought_is_no_deed():
    one = known("negated")
    one = replace(one, slots=replace(one.slots, quantity=Quantity(value=Decimal(0), unit="")))
    more = added(said(), mentions=(one,))
    now = found_again([said()], (one,), (PAPER,), more.placed).restated((one,))[0]
    assert (now.status, now.reason, now.added) == ("done", "人工补充（王强 2023-01-08）", True) and now.slots.quantity.value == 1


def test_a_line_without_a_place_or_a_known_kind_is_stale():
    lines = [said("没有", id="a"), said(file="乙.docx", id="b"), said(kind="no_such", id="c"), said("债务纠纷；9月1日，又讲了两个钟头。另有一句话。", id="d")]
    more = added(*lines)
    corrected = found_again(lines, more.mentions, (PAPER,), more.placed)
    assert (more.mentions, corrected.stale) == ((), 4)
    assert [word in problem.text() for word, problem in zip(("没有这句话了", "卷内没有", "没有“no_such”这种材料", "不在一段之内"), corrected.problems, strict=True)] == [True] * 4
