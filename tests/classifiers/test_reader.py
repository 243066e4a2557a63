"""The reader: what it reads, that its word repeats, and that it is asked in doubt alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import CONTEXT

from classifiers.context import context_for
from classifiers.kinds import kinds
from classifiers.learned import reader, vote
from classifiers.learned.wording import told
from model.evidence import STATUSES


def scores(words: str, kind: str = "court_hearing", context=CONTEXT) -> dict[str, float]:
    given = reader.scores(reader.parts(words, 0, len(words), context), kind)
    return dict(zip((*STATUSES, "none"), given, strict=True))


def test_it_knows_the_kinds_that_there_are():
    assert {kind for kind in kinds() if reader.known(kind)} >= set(list(kinds())[:300])
    assert not reader.known("no_such_kind")


@pytest.mark.parametrize(("words", "status"), [
    ("组织机关干部32人到市法院旁听庭审1次。", "done"), ("拟于四季度组织机关干部旁听庭审。", "planned"),
    ("全年没有组织过旁听庭审。", "negated"), ("去年组织旁听庭审2次。", "other_period")])
def test_it_tells_plain_fates(words, status):
    given = scores(words)
    assert max(given, key=given.__getitem__) == status


def test_the_clause_that_names_a_thing_bears_on_its_fate():
    words = "组织机关干部旁听庭审1次，下半年拟举办法律知识竞赛。"
    at = words.index("下半年")
    early, late = (reader.scores(reader.parts(words, *span, CONTEXT), "court_hearing")
                   for span in ((0, at), (at, len(words))))
    assert early != late and len(early) == reader.CLASSES


def test_what_it_reads_has_no_name_and_no_year_and_keeps_its_places():
    context = context_for("云泽市水务局", 2022)
    assert told("云泽市水务局２０２２年旁听庭审１２次\t㎡", context) == "我局今年年旁听庭审12次|㎡"
    text = "我局组织，旁听（庭审）12次①"
    numbers, places = reader.pieces(told(text, context))
    assert len(numbers) == len(places) and places[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in zip(places, places[1:], strict=False))


def test_long_texts_are_cut_around_their_clause():
    words = "甲" * 5000 + "组织旁听庭审1次" + "乙" * 5000
    before, clause, after = reader.parts(words, 5000, 5008, CONTEXT)
    assert len(before) == len(after) == reader.ROUND and clause == "组织旁听庭审1次"
    assert len(reader.pieces(words)[0]) <= reader.MOST_WORDS
    assert len(reader.scores((before, clause, after), "court_hearing")) == reader.CLASSES
    assert len(reader.scores(("", "", ""), "court_hearing")) == reader.CLASSES


def test_its_word_repeats():
    shown = reader.parts("拟于下半年组织旁听庭审。", 0, 12, CONTEXT)
    first = reader.scores(shown, "court_hearing")
    reader.scores.cache_clear()
    assert reader.scores(shown, "court_hearing") == first


def test_the_vote_asks_it_in_doubt_alone(monkeypatch):
    asked = []
    monkeypatch.setattr(vote.reader, "scores", lambda shown, kind: asked.append(kind) or (0.0,) * reader.CLASSES)
    plain = vote.Asked("组织机关干部旁听庭审1次", 0, 12, (0, 12), "court_hearing", ("k:done", "k:deed", "s:done"),
                       frozenset({"done"}))
    monkeypatch.setattr(vote, "ASK", -1.0)
    vote.vote(plain, CONTEXT)
    assert not asked
    monkeypatch.setattr(vote, "ASK", 99.0)
    vote.vote(plain, CONTEXT)
    vote.vote(replace(plain, kind="no_such_kind"), CONTEXT)
    assert asked == ["court_hearing"]


def test_doubt_is_another_answer_than_the_rules_or_a_narrow_one():
    sets = (frozenset({"done"}), frozenset({"planned"}))
    odds = [3.0, -3.0, -9.0, -9.0, -9.0, -9.0]
    assert not vote.in_doubt(odds, sets[0], sets, STATUSES)
    assert vote.in_doubt(odds, sets[1], sets, STATUSES)
    assert vote.in_doubt([0.3, 0.0, -9.0, -9.0, -9.0, -9.0], sets[0], sets, STATUSES)
