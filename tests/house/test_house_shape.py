"""Sizes, swallowed errors, tests that prove nothing, and words that must not stand in the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from guard_shape import FUNCTION_LINES, idle_test_faults, size_faults, swallow_faults, word_faults
from house_tree import HOUSE, plant


def test_files_and_functions_are_short():
    assert size_faults(HOUSE) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1\n" * 350, "a.py: 350 lines, the limit is 349"),
        ("def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 1), "a.py:1: f has 40 lines, the limit is 39"),
        ("def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 2), None),
    ],
)
def test_a_planted_giant_is_caught(tmp_path, text, words):
    assert size_faults(plant(tmp_path, a_py=text)) == ([words] if words else [])


def test_no_error_is_swallowed():
    assert swallow_faults(HOUSE) == []


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        ("except:\n    x = 1", "a.py:3: bare except"),
        ("except Exception:\n    pass", "a.py:3: an error is swallowed"),
        ("except (OSError, BaseException):\n    ...", "a.py:3: an error is swallowed"),
        ("except OSError:\n    pass", None),
    ],
)
def test_a_planted_swallowed_error_is_caught(tmp_path, handler, words):
    assert swallow_faults(plant(tmp_path, a_py=f"try:\n    x = 1\n{handler}\n")) == ([words] if words else [])


def test_every_test_proves_something():
    assert idle_test_faults(HOUSE) == []


def in_tests(root: Path, name: str, text: str) -> Path:
    """A tree with one file in ``tests/a``."""
    (root / "tests/a").mkdir(parents=True)
    (root / "tests/a" / name).write_text(text, "utf-8")
    return root


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("test_x.py", "def test_y():\n    print(1)\n", "tests/a/test_x.py:1: test_y asserts nothing"),
        (
            "test_x.py",
            "import pytest\n@pytest.mark.skip\ndef test_y():\n    assert 1\n",
            "tests/a/test_x.py:2: pytest.mark.skip",
        ),
        ("__init__.py", "", "tests/a/__init__.py: a package here would hide the room of the same name"),
        ("test_x.py", "def holds():\n    assert 1\ndef test_y():\n    holds()\n", None),
    ],
)
def test_a_planted_idle_test_is_caught(tmp_path, name, text, words):
    assert idle_test_faults(in_tests(tmp_path, name, text)) == ([words] if words else [])


def test_two_test_modules_of_one_name_are_caught(tmp_path):
    plant(tmp_path, tests__a__test_x_py="", tests__b__test_x_py="")
    assert idle_test_faults(tmp_path) == ["tests/b/test_x.py: tests/a/test_x.py has the same name"]


def test_nothing_names_a_machine_or_a_registry():
    assert word_faults(HOUSE) == []


@pytest.mark.parametrize(
    "word", ["../" + "shared", " /" + "work/x", "https://files.python" + "hosted.org", "registry." + "npmjs.org"]
)
def test_a_planted_word_is_caught(tmp_path, word):
    found = word_faults(plant(tmp_path, docs__a_md=f"one\nsee {word}\n"))
    assert len(found) == 1 and found[0].startswith("docs/a.md:2: ")
