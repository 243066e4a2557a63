"""Expressions that were made beforehand are those that the library makes."""

from __future__ import annotations

import json
import re

import pytest

from classifiers.kinds import patterns
from model import foremade as room
from model.expressions import compiler
from model.foremade import code_of, foremade, kept, write

EXPRESSIONS = [("[^，。；]{0,6}计划[^，。；]+", 0), ("(?P<月>[0-9]{1,2})月([上中下])旬", 0), (r"[\w一-龥]+[\W]", 0),
               ("[A-Z甲-癸]b", re.IGNORECASE), ("^[^甲]$", re.MULTILINE), ("[\U00020000-\U0002ffff甲乙丙]", 0)]
TEXT = "印发法治计划，安排3月上旬宣讲。\nab甲B𠀀乙\n丙C甲\n"


@pytest.fixture
def empty(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "FILE", tmp_path / "foremade.json")
    room._read.cache_clear()
    yield room.FILE
    room._read.cache_clear()


def test_what_was_made_beforehand_finds_the_same(empty):
    write({asked: code_of(compiler(), *asked) for asked in EXPRESSIONS})
    for pattern, flags in EXPRESSIONS:
        ours, plain = foremade(pattern, flags), re.compile(pattern, flags)
        assert [m.groups() for m in ours.finditer(TEXT)] == [m.groups() for m in plain.finditer(TEXT)]
        assert (ours.groupindex, ours.flags, ours.groups, ours.pattern) == (
            plain.groupindex, plain.flags, plain.groups, plain.pattern)


def test_another_text_or_other_flags_are_not_there(empty):
    write({("甲b", 0): code_of(compiler(), "甲b", 0)})
    assert foremade("甲b", 0) is not None
    assert foremade("甲c", 0) is None
    assert foremade("甲b", re.IGNORECASE) is None


def test_code_of_another_interpreter_is_left_alone(empty):
    write({("甲", 0): code_of(compiler(), "甲", 0)})
    empty.write_text(json.dumps({**json.loads(empty.read_text("utf-8")), "interpreter": "other"}), "utf-8")
    room._read.cache_clear()
    assert foremade("甲", 0) is None


def test_without_the_file_nothing_was_made(empty):
    assert foremade("甲", 0) is None


def test_what_ships_is_what_the_library_makes():
    ships = json.loads(room.FILE.read_text("utf-8"))["interpreter"] == room._interpreter()
    asked = [pattern.pattern for pattern in patterns()]
    there = {pattern: code for pattern in asked if (code := kept(pattern, 0))}
    assert (len(there) > 100) == ships
    assert [pattern for pattern, code in there.items() if code != code_of(compiler(), pattern, 0)] == []
