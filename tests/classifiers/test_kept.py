"""Finding done once: the same content, name and context are not looked through again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from classifiers import kept
from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.kept import context_words, find_all
from extractor import read_text

CONTEXT = context_for("澜宁市水务局", 2020)
TEXT = "普法工作总结\n3月5日，我局在人民公园开展宪法宣传活动。\n组织30人旁听庭审1次。"
PAPER = replace(read_text(TEXT, "a.txt"), key="k1")


class Memory:
    """A store in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}

    def get_many(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """As in ``Store``."""
        return {key: self.rows[key] for key in keys if key in self.rows}

    def put_many(self, values: Mapping[str, bytes]) -> None:
        """As in ``Store``."""
        self.rows.update(values)


@pytest.fixture
def looked(monkeypatch) -> list[str]:
    """Names of the documents that are really looked through."""
    names: list[str] = []

    def find(document, context, *, opinion):
        names.append(document.path)
        return find_mentions(document, context, opinion=opinion)

    monkeypatch.setattr(kept, "find_mentions", find)
    return names


def test_the_second_time_nothing_is_looked_through(looked):
    store = Memory()
    first = find_all([PAPER, replace(PAPER, path="b.txt")], CONTEXT, store)
    second = find_all([PAPER, replace(PAPER, path="b.txt")], CONTEXT, store)
    assert looked == ["a.txt", "b.txt"] and first == second and first[0].mentions
    assert (first[0].paper, first[0].mentions) == find_mentions(PAPER, CONTEXT)


@pytest.mark.parametrize(("document", "context"), [
    (replace(PAPER, key="k2"), CONTEXT), (replace(PAPER, path="计划.txt"), CONTEXT),
    (PAPER, context_for("澜宁市水务局", 2021)), (PAPER, context_for("澜宁市司法局", 2020)),
    (PAPER, context_for("澜宁市水务局", 2020, None, frozenset({"case_published"})))])
def test_another_content_name_or_context_is_looked_through(looked, document, context):
    store = Memory()
    find_all([PAPER], CONTEXT, store)
    find_all([document], context, store)
    assert len(looked) == 2


def test_other_code_and_the_second_opinion_are_misses(looked, monkeypatch):
    store = Memory()
    find_all([PAPER], CONTEXT, store)
    find_all([PAPER], CONTEXT, store, opinion="rules")
    monkeypatch.setattr(kept, "code_digest", lambda *rooms: "other")
    find_all([PAPER], CONTEXT, store)
    assert len(looked) == 3


def test_without_a_key_and_with_a_spoilt_entry_it_is_looked_through(looked):
    store = Memory()
    find_all([replace(PAPER, key="")], CONTEXT, store)
    assert store.rows == {}
    find_all([PAPER], CONTEXT, store)
    store.rows = dict.fromkeys(store.rows, b"junk")
    assert find_all([PAPER], CONTEXT, store)[0].mentions and len(looked) == 3


def test_a_context_is_the_same_in_every_process():
    kinds = frozenset({"b", "a", "c"})
    assert ",".join(sorted(kinds)) in context_words(context_for("澜宁市水务局", 2020, None, kinds))
