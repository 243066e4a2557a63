"""What the reader learns of numbers and days: the options of a slot, the right ones marked by the gold."""

from __future__ import annotations

from training.labels import Labelled
from training.reader_data import examples

UNIT = "云泽市水务局"


def things(text: str, *gold: dict):
    entries = [{"lower_bound": False, "level": None, "actor": "own", "date": None, "quantity": None, **one}
               for one in gold]
    line = Labelled("w/one", "jiangyin-2020", {"id": "1", "text": text, "unit": UNIT, "year": 2022, "gold": entries})
    [example] = examples([line])
    return example, example.things


def test_the_right_number_and_day_are_marked_where_they_stand():
    text = "5月12日举办普法培训4期，发放折页2000份。"
    example, found = things(text, {"criteria": ["4.1"], "status": "done", "quantity": 4,
                                   "date": {"from": "2022-05-12", "to": "2022-05-12"}})
    choice = next(one for one in found if one.numbers)
    right = {example.text[start:end] for (start, end), hit in zip(choice.numbers.spans, choice.numbers.right,
                                                                  strict=True) if hit and end}
    assert right == {"4期"}
    day = {example.text[start:end] for (start, end), hit in zip(choice.days.spans, choice.days.right, strict=True)
           if hit and end}
    assert day == {"5月12日"}


def test_nothing_is_learned_where_the_gold_tells_two_numbers_or_none_that_is_there():
    _, two = things("举办普法培训4期，又办普法培训2期。", {"criteria": ["4.1"], "status": "done", "quantity": 4},
                    {"criteria": ["4.1"], "status": "done", "quantity": 2})
    assert not any(one.numbers for one in two)
    _, other = things("举办普法培训4期。", {"criteria": ["4.1"], "status": "done", "quantity": 77})
    assert not any(one.numbers for one in other)


def test_a_denial_teaches_no_number():
    _, found = things("未举办普法培训，原定4期。", {"criteria": ["4.1"], "status": "negated", "quantity": 0})
    assert not any(one.numbers or one.days for one in found)
