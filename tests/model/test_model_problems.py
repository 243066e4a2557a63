"""Messages are found by name, carry a code, and are filled."""

from __future__ import annotations

import pytest

from model.problems import PufaError, messages, problem


def test_a_problem_says_code_place_and_parameters():
    found = problem("file_too_large", "总结.docx", size=600, limit=512)
    assert found.text() == "[E111] 总结.docx 有 600 MB，超过上限 512 MB，没有读取。请拆分后再交。"
    assert (found.code, found.severity) == ("E111", "error")


def test_equal_problems_are_equal_whatever_the_order_of_parameters():
    assert problem("file_too_large", "a", size=1, limit=2) == problem("file_too_large", "a", limit=2, size=1)


def test_a_name_that_no_table_has_is_our_bug():
    with pytest.raises(KeyError, match="no_such_message"):
        problem("no_such_message", "x")


def test_a_wrong_call_carries_its_problem():
    found = problem("year_bad", "20x0")
    error = PufaError(found)
    assert error.problem is found and str(error) == found.text()


def test_every_message_has_its_own_code():
    codes = [message.code for message in messages().values()]
    assert len(codes) == len(set(codes)) > 100
