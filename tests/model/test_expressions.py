"""Expressions that are compiled in less time are those that ``re`` compiles."""

from __future__ import annotations

import re

import pytest

from model.expressions import regex


@pytest.mark.parametrize(("pattern", "flags"), [
    ("[^，。；]{0,6}计划[^，。；]+", 0), ("(?P<月>[0-9]{1,2})月[上中下]旬", 0), (r"[\w一-龥]+[\W]", 0),
    ("[A-Z甲-癸]b", re.IGNORECASE), ("^[^甲]$", re.MULTILINE), ("[\U00020000-\U0002ffff甲乙丙]", 0), ("[甲]|[^乙]", 0)])
def test_the_same_expression_finds_the_same(pattern, flags):
    text = "印发法治计划，安排3月上旬宣讲。\nab甲B𠀀乙\n丙C甲\n"
    ours, plain = regex(pattern, flags), re.compile(pattern, flags)
    assert [m.span() for m in ours.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert (ours.groupindex, ours.flags, ours.pattern) == (plain.groupindex, plain.flags, plain.pattern)


def test_a_broken_expression_is_an_error_as_in_re():
    with pytest.raises(re.error):
        regex("[甲")
