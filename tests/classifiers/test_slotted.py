"""Numbers and days chosen among what a sentence tells: the options, the likeliest, what stays as the rules read it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from documents import CONTEXT, document, paragraph

from classifiers.drafts import Draft
from classifiers.find import drafts_of
from classifiers.learned.choices import DAY_FACTS, NUMBER_FACTS, best, days, numbers
from classifiers.slotted import slotted
from classifiers.status import Scene
from classifiers.voted import read_again

LONG = "3月5日执法人员业务培训办了4期，发放折页2000份，5月再办，全年共6期。"


def drafted(words: str, kind: str) -> tuple[Draft, object]:
    made = document(paragraph(words))
    drafts = [one for *_, found in drafts_of(made, CONTEXT, "other") for one in found if one.kind == kind]
    assert drafts, f"no {kind} in {words}"
    return drafts[0], read_again(words, CONTEXT, Scene(CONTEXT.period))


def asking(wanted: object):
    """One who is sure of a value, or unsure of all where it is ``...``."""
    def ask(options, of_days):
        right = [one.value == wanted or getattr(one.value, "value", None) == wanted for one in options]
        return [0.9 / max(1, sum(right)) if hit else 0.1 / len(options) for hit in right]
    return ask


def unsure(options, of_days):
    return [1 / len(options)] * len(options)


def test_every_number_and_day_of_the_sentence_may_be_chosen_with_its_place_and_facts():
    draft, read = drafted(LONG, "legal_training")
    told = numbers(draft, read)
    assert [one.value.value if one.value else None for one in told[:2]] == [None, 1]
    assert [one.ruled for one in told] == [False, False, True] + [False] * (len(told) - 3)
    for one in told[3:]:
        assert str(int(one.value.value)) in LONG[one.start:one.end]
    assert {one.value.value for one in told[3:]} == {4, 2000, 6}
    assert {len(one.facts) for one in told} == {NUMBER_FACTS}
    when = days(draft, read)
    assert date(2022, 3, 5) in {one.value.start for one in when if one.value}
    assert {len(one.facts) for one in when} == {DAY_FACTS}


def test_several_days_may_be_taken_together():
    draft, read = drafted("3月5日执法人员业务培训办了4期，5月再办。", "legal_training")
    assert any(one.value and one.value.start == date(2022, 3, 5) and one.value.end == date(2022, 5, 31)
               for one in days(draft, read))


def test_options_of_one_value_are_weighed_together_and_the_rules_stand_where_nothing_is_likely():
    draft, read = drafted("执法人员法律知识培训办了4期，4期都在局里。", "legal_training")
    told = numbers(draft, read)
    chances = [0.3 if one.value is None else 0.25 if one.value.value == 4 else 0.05 for one in told]
    assert best(told, chances, 0.5).value.value == 4
    assert best(told, [1 / len(told)] * len(told), 0.9).ruled


@pytest.mark.parametrize("number", [4, 2000, 6])
def test_the_likeliest_number_is_taken(number):
    draft, read = drafted(LONG, "legal_training")
    assert slotted(draft, read, asking(number)).slots.quantity.value == Decimal(number)


def test_no_number_is_a_choice_too():
    draft, read = drafted(LONG, "legal_training")
    assert slotted(draft, read, asking(None)).slots.quantity is None


def test_nothing_changes_where_nothing_is_likely():
    draft, read = drafted(LONG, "legal_training")
    assert slotted(draft, read, unsure) == draft


def test_a_denial_stays_none_at_all():
    draft, read = drafted("全年未开展执法人员法律知识培训，4月拟办2期。", "legal_training")
    assert draft.verdict.status == "negated"
    assert slotted(draft, read, asking(2)) == draft
