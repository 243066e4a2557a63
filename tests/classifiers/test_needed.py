"""What lets an expression be passed over without being tried never changes what it finds."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from documents import day, mention

from classifiers import foreknown as foreknown_room
from classifiers.cluster import atom_of
from classifiers.foreknown import foreknown, rare_pairs
from classifiers.kinds import kinds, patterns
from classifiers.needed import Needs, holds, unit
from classifiers.patterns import Pattern, Together
from classifiers.shelf import Shelf
from classifiers.sieve import Sieve
from classifiers.swift import parted, swift
from classifiers.text import flat
from classifiers.words import expression, table

ROOT = Path(__file__).resolve().parents[2]


def told():
    """Sentences of every style: the open labelled ones and the kinds' own examples."""
    files = sorted((ROOT / "corpus" / "sentences" / "dev").glob("*.jsonl"))
    lines = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    return [flat(line["text"]) for line in lines if "text" in line] + [flat(text) for kind in kinds().values()
                                                                       for text in (*kind.examples, *kind.counters)]


TOLD = told()
TRIGGERS = [trigger.anchor for kind in kinds().values() for trigger in (*kind.triggers, *kind.fallbacks)]


@pytest.mark.parametrize(("pattern", "sets"), [
    ("普法(?:工作)?总结", [{"普法总结", "普法工作总结"}]),
    ("(?:普法|法宣)[^，。]{0,9}(?:计划|要点)", [{"普法", "法宣"}, {"计划", "要点"}]),
    ("(?:甲乙)?", []), ("[一-龥]+", []), ("(?i:abc)", []), ("甲|.", []),
    ("[一二]等奖", [{"一等奖", "二等奖"}]), ("(?<=已)印发(?!通知)", [{"印发"}]), ("(?:乡村)+", [{"乡村"}]), ("[7-9]五", [{"7五", "8五", "9五"}]),
])
def test_a_match_needs_one_of_each_set_of_words(pattern, sets):
    assert {frozenset(words) for words in sets} == set(Needs({}).of(pattern))


def test_a_shared_group_counts_as_what_it_stands_for_alone_in_a_row_or_among_alternatives():
    needs = Needs({"\ue000": "(?:普法|法宣)", "\ue001": "(?:宪法|水法)"})
    assert needs.of("\ue000[^，]*\ue001") == (frozenset({"宪法", "水法"}), frozenset({"普法", "法宣"}))
    assert needs.of("(?:\ue000|\ue001)") == (frozenset({"普法", "法宣", "宪法", "水法"}),)


def test_only_what_has_no_open_alternatives_may_stand_for_one_character():
    assert unit("(?:甲|乙)") and unit("甲(?:乙|丙)") and unit("[|]") and unit(r"甲\|乙")
    assert not unit("甲|乙") and not unit("(?:甲)|乙")


def test_no_sentence_that_a_trigger_finds_lacks_the_words_that_it_needs():
    every = re.compile("|".join(f"(?:{one.pattern})" for one in TRIGGERS[:400]))
    assert sum(every.search(text) is not None for text in TOLD) > 1000
    for at, trigger in enumerate(TRIGGERS):
        texts = TOLD if at % 40 == 0 else TOLD[at % 40::40]
        missed = [text for text in texts if trigger.compiled().search(text) and not holds(text, trigger.needed())]
        assert not missed, trigger.pattern


def test_the_sieve_lets_through_all_that_match_and_little_else():
    sieve = Sieve(TRIGGERS)
    passed = found = 0
    for text in TOLD[::60]:
        may = list(sieve.may(text))
        match = {at for at, trigger in enumerate(TRIGGERS) if trigger.compiled().search(text)}
        assert match <= set(may) and may == sorted(may)
        passed, found = passed + len(may), found + len(match)
    assert found and passed < 4 * found


def test_a_pattern_is_compiled_only_for_a_text_that_may_match(monkeypatch):
    pattern = Pattern("普法[^，]{0,5}(?:计划|要点)")
    monkeypatch.setattr(Pattern, "compiled", lambda self: pytest.fail("compiled"))
    assert pattern.search("制定普法方案") is None and list(pattern.finditer("工作计划")) == []
    assert pattern.sub("", "工作计划") == "工作计划"


def test_alternatives_asked_together_find_what_one_expression_finds():
    words = ["法治宣传", "法治", "(?<=普)法[一-龥]", "宣传[^，]{0,4}周", "学法"]
    one, many = re.compile("|".join(f"(?:{word})" for word in words)), Together(map(Pattern, words))
    for text in (*TOLD[:400], "普法宣传周", "法治宣传教育周"):
        assert [m.span() for m in many.finditer(text)] == [m.span() for m in one.finditer(text)]
        spans = [found.span() if found else None for found in (many.search(text, 3), one.search(text, 3))]
        assert spans[0] == spans[1]


@pytest.mark.parametrize("pattern", [
    "(?<!不)将(?=于)|(?:拟|准备)", r"(?:(?P<a>\d{1,2})月)?[上中下]旬", "^(?:同时)?请(?:各|于)", r"(?<=[一-龥])了|[-\]^\\]+", "(?:已)?(?:印发|下发)",
    r"\s*[:：]?报送", *(expression(table("status")[key]) for key in ("否定", "口号", "整句计划", "不利写无")),
])
def test_a_swift_expression_finds_the_same(pattern):
    quick = swift(pattern)
    assert quick.startswith("(?=[")
    for text in (*TOLD[::7], "a-]^\\b", "同时请于3月上旬报送"):
        ours, plain = ([(m.span(), m.groups(), m.lastgroup) for m in re.finditer(one, text)] for one in (quick, pattern))
        assert ours == plain


@pytest.mark.parametrize("pattern", ["普法", "[一二]月", "甲乙|丙", ".{3}", "[^，]局", "[一-龥]?某", "(?:甲)?", "(?i)abc"])
def test_what_is_quick_already_or_may_begin_anywhere_stays_as_it_is(pattern):
    assert swift(pattern) == pattern


def test_alternatives_are_parted_where_some_may_begin_anywhere():
    assert len(parted(["(?<!不)将", "拟", "[一-龥]某要求", "定于"])) == 3
    made = Together(map(Pattern, parted(table("status")["计划"])))
    one = re.compile(expression(table("status")["计划"]))
    for text in TOLD[::5]:
        found, plain = made.search(text), one.search(text)
        assert (found and found.group()) == (plain and plain.group())


def test_equally_rare_words_are_looked_up_in_the_order_of_the_text():
    shelf = Shelf()
    shelf.open(atom_of(mention("law_delivered", "a", when=day(1, 1), quote="到天水村讲解水法"), None, None))
    assert list(shelf._pairs) == [" 到", "到天", "天水", "水村", "村讲", "讲解", "解水", "水法"]


def test_what_was_worked_out_beforehand_is_known_for_nearly_every_expression():
    known = [one for one in patterns() if foreknown(one.pattern) is not None]
    assert len(known) > 0.9 * sum(1 for _ in patterns()), "run python scripts/needed.py"
    assert foreknown("没有人写过的话") is None


def test_a_sieve_with_pairs_worked_out_beforehand_lets_the_same_through():
    known, fresh = Sieve(TRIGGERS, rare_pairs()), Sieve(TRIGGERS)
    assert rare_pairs()
    for text in TOLD[::30]:
        assert list(known.may(text)) == list(fresh.may(text))


def test_what_is_written_is_read_again_and_a_missing_file_knows_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(foreknown_room, "FILE", tmp_path / "needed.json")
    told = {text: Pattern(text).needed() for text in ("普法(?:工作)?总结", "(?:普法|法宣)[^，。]{0,9}(?:计划|要点)", "[一-龥]+")}
    try:
        foreknown_room.forget()
        assert foreknown("[一-龥]+") is None and not rare_pairs()
        foreknown_room.write(told)
        assert {text: foreknown(text) for text in told} == told
    finally:
        foreknown_room._read.cache_clear()
