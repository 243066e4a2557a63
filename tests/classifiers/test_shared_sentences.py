"""A sentence that papers share is read once: what one of them makes of it is not seen by the next."""

from __future__ import annotations

from documents import CONTEXT

from classifiers.reading import read_sentence
from classifiers.sentence import drafts_in
from classifiers.status import Scene
from classifiers.text import Piece, clauses

TEXT = "6月10日组织干部旁听庭审1次"
SCENE = Scene(CONTEXT.period)


def test_drafts_may_be_changed_by_who_asked_for_them():
    first = drafts_in(TEXT, CONTEXT, SCENE)
    told = list(first)
    first.clear()
    assert told and drafts_in(TEXT, CONTEXT, SCENE) == told


def test_the_scene_decides_though_the_sentence_was_read_before():
    plain, planned = (drafts_in(TEXT, CONTEXT, scene)[0].verdict.status
                      for scene in (SCENE, Scene(CONTEXT.period, "planned", "计划")))
    assert (plain, planned) == ("done", "planned")


def test_clauses_that_were_taken_are_each_ones_own():
    parts = clauses(TEXT, Piece(0, len(TEXT)))
    one, other = (read_sentence(TEXT, parts, CONTEXT, SCENE, None) for _ in range(2))
    one.taken.add(0)
    assert not other.taken and one.found == other.found
