"""The registry of kinds: what every entry must hold, and what a broken file does."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from documents import UNIT, found, told

import classifiers.kinds as registry
from classifiers.context import context_for
from classifiers.grammar.units import units
from classifiers.kinds import MERGES, find_hits, kinds
from model.problems import PufaError
from rubric_maps.load import available, load

FOLDER = Path(registry.__file__).parent
KINDS = kinds()
NOT_READ = {"%", "专题", "回", "宗", "档", "款", "辑"}
"""Measure words of kinds that the grammar does not read, so that no number with them is found; rates are read apart."""
EXAMPLES = [(k.id, text) for k in KINDS.values() for text in k.examples]
COUNTERS = [(k.id, text) for k in KINDS.values() for text in k.counters]


def year_of(text: str) -> int:
    """The year a sentence names, else any."""
    named = re.search(r"20\d{2}(?=年)", text)
    return int(named.group()) if named else 2022


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_an_example_shows_its_kind_as_a_fact(kind, text):
    shown = told(found(text, kind=kind, context=context_for(UNIT, year_of(text))))
    wanted = {"done", "negated"} if KINDS[kind].adverse else {"done"}
    assert shown and {status for _, status in shown} <= wanted


@pytest.mark.parametrize(("kind", "text"), COUNTERS)
def test_a_counter_example_does_not_show_its_kind(kind, text):
    assert told(found(text, kind=kind)) == []


def test_every_kind_has_both_an_example_and_a_counter_example():
    assert [k.id for k in KINDS.values() if not k.examples or not k.counters] == []


def test_ids_and_names_are_unique_and_well_formed():
    assert len({k.name for k in KINDS.values()}) == len(KINDS)
    assert [k for k in KINDS if not re.fullmatch(r"[a-z]+(?:_[a-z]+)*", k)] == []


def test_every_kind_merges_in_a_known_way_and_is_graded_in_a_known_way():
    assert {k.merge for k in KINDS.values()} <= set(MERGES.values())
    assert {k.graded for k in KINDS.values()} <= {"", "媒体", "奖项", "荣誉", "活动"}
    assert {level for k in KINDS.values() for level in k.levels} <= {"国家", "省", "市", "县"}
    assert {k.titles for k in KINDS.values()} <= {"", "案例", "作品", "法律", "文件"}


def test_units_are_measure_words_of_the_grammar():
    used = {unit for k in KINDS.values() for unit in k.units}
    assert used - set(units().group) <= NOT_READ


def test_kinds_that_others_yield_to_exist():
    named = {other for k in KINDS.values() for other in (*k.yields_to, *k.yields_in_clause)}
    assert named <= KINDS.keys()


def test_no_kind_yields_in_a_circle():
    circles = [(a.id, b) for a in KINDS.values() for b in a.yields_to if a.id in KINDS[b].yields_to]
    assert circles == []


@pytest.mark.parametrize("rubric", available())
def test_every_kind_that_a_shipped_rubric_asks_for_exists(rubric):
    assert load(rubric).kinds() <= KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_no_trigger_matches_nothing_or_everything(kind):
    for trigger in (*KINDS[kind].triggers, *KINDS[kind].fallbacks):
        assert not trigger.anchor.search("") and not trigger.anchor.search("天气晴朗。")


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The registry read from a copy that a test may spoil."""
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(registry, "_FOLDER", tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Empties what the registry keeps."""
    for cached in (registry.kinds, registry.shared_words, registry._raw_words, registry._groups, registry._sieve,
                   registry._possible, registry._find_hits):
        cached.cache_clear()


def plant(folder: Path, kind: str = "planted", merge: str = "一项", words: str = "试种的词") -> None:
    """One more file with one kind."""
    (folder / "zz.yaml").write_text(f"- 种类: {kind}\n  名称: 试种\n  归并: {merge}\n  词: ['{words}']\n  例: [a]\n  反例: [b]\n", "utf-8")


def test_a_planted_kind_is_read_and_found(copied):
    plant(copied)
    assert kinds()["planted"].merge == "single"
    assert [h.kind for h in find_hits("这里有试种的词。", [(0, 8)])] == ["planted"]


def test_an_id_that_stands_twice_raises_with_the_file(copied):
    plant(copied, kind="court_hearing")
    with pytest.raises(ValueError, match="court_hearing stands twice"):
        kinds()


@pytest.mark.parametrize("spoiled", [{"merge": "随便"}, {"words": "(未闭合"}, {"words": "{没有这组}"}])
def test_a_broken_entry_raises(copied, spoiled):
    plant(copied, **spoiled)
    with pytest.raises((KeyError, ValueError, re.error)):
        use_every_pattern(kinds().values())


def use_every_pattern(all_kinds):
    """Patterns are compiled when a text needs them: this compiles each; how many there are."""
    used = 0
    for kind in all_kinds:
        single = (kind.required, kind.yields_unless, kind.ignores, *kind.excluded)
        triggers = (*kind.triggers, *kind.fallbacks)
        needs = [pattern for trigger in triggers for pattern in (trigger.anchor, *(need[0] for need in trigger.needs))]
        for pattern in (*single, *needs):
            if pattern is not None:
                pattern.compiled()
                used += 1
    return used


def test_every_pattern_of_every_kind_can_be_compiled():
    assert use_every_pattern(KINDS.values()) > 2 * len(KINDS)


def test_a_need_of_a_trigger_is_wanted_forbidden_or_of_the_same_clause(copied):
    plant(copied, words="试种 & 甲 & !乙 & ^丙")
    clauses = [(0, 5), (5, 9)]
    assert [h.kind for h in find_hits("试种丙甲，其他话。", clauses)] == ["planted"]
    assert find_hits("试种丙，没有。", clauses) == find_hits("试种丙甲，有乙。", clauses) == []
    assert find_hits("试种甲，，有丙。", clauses) == []


def test_a_heading_may_satisfy_a_need_but_not_one_of_the_same_clause(copied):
    plant(copied, words="试种 & 甲")
    assert find_hits("试种一件。", [(0, 5)], "关于甲")[0].kind == "planted"
    plant(copied, words="试种 & ^甲")
    forget()
    assert find_hits("试种二件。", [(0, 5)], "关于甲") == []


def test_kinds_that_nobody_finds_are_refused_by_name():
    with pytest.raises(PufaError, match="law_on_the_moon"):
        registry.asked_kinds(frozenset({"annual_plan", "law_on_the_moon"}))


def test_kinds_are_looked_for_with_those_they_yield_to():
    assert registry.asked_kinds(frozenset({"case_reported"})) == {"case_reported", "case_published"}
    only = find_hits("报送典型案例3个，其中发布典型案例2个。", [(0, 10), (10, 20)], asked=frozenset({"case_reported"}))
    assert [hit.kind for hit in only] == ["case_reported"]


@pytest.mark.parametrize("text", ["20.2｜短信｜4条", "问：短信发了几条？答：四条。", "短信 4 条", "【台账】短信：4条"])
def test_a_short_name_at_the_head_of_a_row_or_reply_names_its_kind(text):
    assert [h.kind for h in find_hits(text, [(0, len(text))], asked=frozenset({"text_messages"}))] == ["text_messages"]


@pytest.mark.parametrize("text", ["行政复议3件。", "行政诉讼5件。"])
def test_a_bare_total_is_no_fault(text):
    assert find_hits(text, [(0, len(text))], asked=frozenset({"review_overturned", "lawsuit_lost"})) == []


def test_a_wider_word_is_heard_only_where_nothing_else_is_found():
    asked = frozenset({"constitution_oath", "liaison_officer"})
    alone, beside = "宣誓排在六月。", "联络员说，宣誓排在六月。"
    assert [hit.kind for hit in find_hits(alone, [(0, len(alone))], asked=asked)] == ["constitution_oath"]
    assert [hit.kind for hit in find_hits(beside, [(0, 4), (5, len(beside))], asked=asked)] == ["liaison_officer"]


def test_headings_lend_a_wider_word_nothing():
    words = "去了两家，讲了一讲。"
    assert not find_hits(words, [(0, 4), (5, len(words))], "法律进社区", frozenset({"public_campaign"}))


def test_words_that_keep_a_kind_hold_against_the_one_in_its_clause():
    asked = frozenset({"law_work_created", "work_award"})
    given, made = "小品《秤》获县一等奖。", "小品《秤》报送市普法办获县一等奖。"
    assert {hit.kind for hit in find_hits(given, [(0, len(given))], asked=asked)} == {"work_award"}
    assert {hit.kind for hit in find_hits(made, [(0, len(made))], asked=asked)} == {"work_award", "law_work_created"}
