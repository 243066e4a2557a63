"""Every message exists, is used, has its own code in its room's range, says where, and is raised with all it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from guard_messages import message_faults
from house_tree import HOUSE, plant

RANGES = "| message file | codes |\n|---|---|\n| `a.toml` | E100–E199 |\n"
GOOD = '[lost]\ncode = "E101"\ntext = "{where}：找不到{what}。"\n'
CODE = 'found = problem("lost", "x", what=1)\n'


def tree(tmp_path: Path, toml: str = GOOD, code: str = CODE) -> Path:
    """One table and one module that raises from it."""
    return plant(tmp_path, CONTRIBUTING_md=RANGES, model__messages__a_toml=toml, model__a_py=code)


def test_the_message_table_and_the_code_agree():
    assert message_faults(HOUSE) == []


def test_a_table_without_a_fault_has_none(tmp_path):
    assert message_faults(tree(tmp_path)) == []


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (GOOD.replace("E101", "E201"), "a.toml: lost has E201, CONTRIBUTING.md gives the file E100 to E199"),
        (GOOD + GOOD.replace("lost", "gone"), "a.toml: gone has E101, which is lost's"),
        (GOOD + GOOD.replace("lost", "gone").replace("E101", "E102"), "gone: no code names this message"),
        (GOOD.replace("找不到", "not found"), "lost: “not” in a Chinese message"),
        (GOOD.replace("{where}：", ""), "lost: the text does not say {where}"),
        (GOOD + 'severity = "bad"\n', "lost: severity bad"),
    ],
)
def test_a_planted_fault_in_the_table_is_caught(tmp_path, toml, words):
    assert words in message_faults(tree(tmp_path, toml=toml))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('problem("gone", "x")\n' + CODE, "model/a.py:1: no table has the message “gone”"),
        ('problem("lost", "x")\n', "model/a.py:1: “lost” is raised without what"),
        ('problem("lost", "x", what=1, why=2)\n', "model/a.py:1: “lost” has no place for why"),
        ('problem("gone" if x else "lost", "x", what=1)\n', "model/a.py:1: no table has the message “gone”"),
        (
            'def say(message, **more):\n    return problem(message, "x", **more)\nsay("lost")\n',
            "model/a.py:3: “lost” is raised without what",
        ),
    ],
)
def test_a_planted_fault_in_the_code_is_caught(tmp_path, code, words):
    assert message_faults(tree(tmp_path, code=code)) == [words]
