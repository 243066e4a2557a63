"""Training the vote: the same sentences give the same weights, and what is exported votes as what was trained."""

from __future__ import annotations

import json

import pytest

from classifiers.context import context_for
from classifiers.learned import vote as voting
from training import status_model
from training.status_model import (
    STATUSES,
    Model,
    Row,
    Stack,
    export,
    fit_reading,
    fit_stack,
    likely_sets,
    sign_parts,
    text_parts,
)

TOLD = (("已组织旁听庭审1次", "k:done", "done"), ("下一步拟组织旁听庭审", "k:planned", "planned"),
        ("没有组织旁听庭审", "k:negated", "negated"), ("去年组织旁听庭审2次", "k:past", "other_period"),
        ("省厅组织旁听庭审", "k:named", "other_unit"), ("应当组织旁听庭审", "k:rule", "boilerplate"))


@pytest.fixture()
def rows():
    return [Row(f"w/{n % 3}", False, text + "甲乙丙"[n % 3], text, (sign,), frozenset({status}), frozenset({status}))
            for n in range(9) for text, sign, status in TOLD]


@pytest.fixture()
def trained(rows, tmp_path):
    def made(name: str):
        text, signs = Model(rows, text_parts(rows), 10.0), Model(rows, sign_parts(rows), 1.0)
        scores = [(text.scores(row, text_parts), signs.scores(row, sign_parts)) for row in rows]
        stacks = fit_stack(rows, scores), Stack([], [])
        export(text, signs, stacks, likely_sets(rows), "0", tmp_path / name)
        return tmp_path / name
    return made


def test_training_twice_writes_the_same_bytes(trained):
    assert trained("one.json").read_bytes() == trained("two.json").read_bytes()


def test_the_exported_weights_vote_as_they_learned(trained, monkeypatch):
    path = trained("one.json")
    monkeypatch.setattr(voting, "file", lambda name: path)
    for cached in (voting.ballot, voting._scores):
        cached.cache_clear()
    context = context_for("云泽市水务局", 2022)
    for text, sign, status in TOLD:
        asked = voting.Asked(text, 0, len(text), (0, len(text)), "court_hearing", (sign,), frozenset({status}))
        assert voting.vote(asked, context).told == {status}
    for cached in (voting.ballot, voting._scores):
        cached.cache_clear()
    assert json.loads(path.read_text("utf-8"))["statuses"] == list(STATUSES)


def test_a_set_of_statuses_needs_enough_rows(rows):
    rare = Row("w/9", False, "甲", "甲", (), frozenset(), frozenset({"done", "planned"}))
    assert frozenset({"done", "planned"}) not in likely_sets([*rows, rare])
    assert frozenset({"done", "planned"}) in likely_sets([*rows, *[rare] * status_model.LEAST])


def test_the_readers_word_is_weighed_on_writers_whom_it_never_saw(rows, monkeypatch):
    said = dict.fromkeys((status for *_, status in TOLD), 0.0)
    strange = [Row(row.writer, False, row.clause, row.sentence, row.signs, frozenset({"done"}), row.labels,
                   "court_hearing", (row.clause, "", "")) for row in rows for _ in range(8)]
    told = {(row.clause, "", ""): next(iter(row.labels)) for row in strange}
    monkeypatch.setattr(status_model.reader, "scores", lambda shown, kind: (
        *(4.0 if status == told[shown] else -4.0 for status in STATUSES), -4.0))
    silent = {i: ([0.0] * 6, [0.0] * 6) for i in range(len(strange))}
    monkeypatch.setattr(status_model.reader, "seen_writers", lambda: frozenset({"w/0", "w/1", "w/2"}))
    assert fit_reading(strange, silent) == Stack([], [])
    monkeypatch.setattr(status_model.reader, "seen_writers", frozenset)
    stack = fit_reading(strange, silent)
    assert len(stack.weights) == len(STATUSES) == len(said)
    for row in strange[::8]:
        odds = stack.odds(row, ([0.0] * 6, [0.0] * 6), row.read())
        assert {STATUSES[odds.index(max(odds))]} == row.labels
