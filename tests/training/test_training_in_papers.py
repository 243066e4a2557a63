"""What whole papers with gold teach the reader."""

from __future__ import annotations

import pytest

from classifiers.kinds import kinds
from model.documents import Block, Cell, Document
from model.evidence import STATUSES
from rubric_maps.load import load
from training.in_papers import Paper, Placed, examples

RUBRIC = load("jiangyin-2020")
DONE, PLANNED = STATUSES.index("done"), STATUSES.index("planned")
NONE = len(STATUSES)
TRAINED = "3月办了执法人员培训班。"


def paper(*blocks, asked=("4.1", "10.1"), places=()):
    document = Document(path="总结.docx", sha256="0" * 64, media_type="docx", status="parsed", blocks=blocks)
    return Paper(document, RUBRIC, "云泽市水务局", 2020, asked, tuple(places), "parts/one")


def prose(text):
    return Block(kind="paragraph", text=text)


def told(made):
    return [[value for _, value in criteria] for *_, criteria in made.pieces]


def fates(thing):
    return {at for at, value in enumerate(thing.fates) if value}


def test_a_clause_learns_its_own_fate_and_one_that_tells_nothing_learns_that():
    text = "3月办了执法人员培训班，天气很好，下半年拟再办一期。"
    places = [Placed("3月办了执法人员培训班，", ("4.1",), "done"), Placed("下半年拟再办一期。", ("4.1",), "planned")]
    (made,) = examples([paper(prose(text), places=places)])
    assert made.text == "总结。" + text.replace("，", ",") and not made.alone
    own = {made.text[thing.start:thing.end].strip(",，。"): fates(thing) for thing in made.things}
    assert own == {"3月办了执法人员培训班": {DONE}, "下半年拟再办一期": {PLANNED}, "天气很好": {NONE}}
    assert told(made) == [[1.0, 0.0]]


def test_a_place_that_only_looks_like_a_criterion_teaches_that_it_is_none():
    words = "局里买了一批法律书。"
    (made,) = examples([paper(prose(words), places=[Placed(words, ("4.1",), "done", apart=True)])])
    assert [fates(thing) for thing in made.things] == [{NONE}] and told(made) == [[0.0, 0.0]]


def test_a_row_is_one_place_with_all_its_fates():
    words = "5.18\t执法培训\t6.1\t拟办第二期"
    row = Block(kind="table_row", text=words, table_id=1, cells=tuple(
        Cell(start=words.index(one), end=words.index(one) + len(one), column=at)
        for at, one in enumerate(words.split("\t"))))
    (made,) = examples([paper(row, places=[Placed("执法培训", ("4.1",), "done"),
                                           Placed("拟办第二期", ("4.1",), "planned")])])
    (thing,) = made.things
    assert fates(thing) == {DONE, PLANNED} and made.text[thing.start:thing.end] == words.replace("\t", "|")


def test_a_quote_over_other_blanks_is_found_and_one_of_elsewhere_is_not():
    (made,) = examples([paper(prose("三 月份 办培训。"), places=[Placed("三月份办培训。", ("4.1",), "done"),
                                                            Placed("别处的话。", ("10.1",), "done")])])
    assert [fates(thing) for thing in made.things] == [{DONE}]


def test_the_kind_learned_is_one_that_the_criterion_asks_for():
    (made,) = examples([paper(prose(TRAINED), places=[Placed(TRAINED, ("4.1",), "done")])])
    names = list(kinds())
    (asked, _), *_ = made.pieces[0][2]
    assert names[made.things[0].kind] in {names[at] for at in asked}


@pytest.mark.parametrize("asked", [(), ("4.1",)])
def test_only_the_asked_criteria_are_learned_of(asked):
    (made,) = examples([paper(prose(TRAINED), asked=asked, places=[Placed(TRAINED, ("4.1",), "done")])])
    assert len(told(made)[0]) == len(asked)
