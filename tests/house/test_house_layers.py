"""The rooms import only what is below them, and libraries stay where docs/architecture.md puts them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from guard_layers import layer_faults, library_faults
from house_tree import HOUSE, plant

TABLES = """
| floor | rooms |
|---|---|
| 0 | `model` |
| 1 | `extractor`, `scoring` |
| 2 | `cli` |

| library | rooms |
|---|---|
| `lxml` | `extractor` |
"""
PROJECT = '[project]\ndependencies = ["lxml>=6,<7"]\n'
HEAVY = ("streamlit", "pypdfium2", "pdfplumber", "docx", "lxml", "pandas", "xlsxwriter", "rapidfuzz", "PIL")


def tree(tmp_path: Path, **more: str) -> Path:
    """A small house without a fault, with ``more`` written over it."""
    return plant(
        tmp_path,
        **{
            "docs__architecture_md": TABLES,
            "pyproject_toml": PROJECT,
            "model__a_py": "",
            "cli_py": "import model.a\n",
            "scoring__a_py": "from model import a\n",
            "extractor__a_py": "import lxml.etree\n",
            **more,
        },
    )


def test_rooms_import_only_what_is_below():
    assert layer_faults(HOUSE) == []


def test_libraries_stay_in_their_rooms():
    assert library_faults(HOUSE) == []


def test_a_house_without_a_fault_has_none(tmp_path):
    assert layer_faults(tree(tmp_path)) == [] and library_faults(tmp_path) == []


@pytest.mark.parametrize(
    ("planted", "words"),
    [
        ({"model__a_py": "import cli\n"}, "model/a.py:1: model (floor 0) imports cli (floor 2)"),
        (
            {"scoring__a_py": "def f():\n    from extractor.a import x\n"},
            "scoring/a.py:2: scoring (floor 1) imports extractor (floor 1)",
        ),
        (
            {"scoring__a_py": "import importlib\nimportlib.import_module('cli')\n"},
            "scoring/a.py:2: scoring (floor 1) imports cli (floor 2)",
        ),
        ({"scoring__a_py": "import tests.x\n"}, "scoring/a.py:1: a room imports tests"),
        ({"store__a_py": ""}, "store: not in the table of docs/architecture.md"),
        (
            {"docs__architecture_md": TABLES.replace("`cli`", "`cli`, `app`")},
            "app: in the table, but there is no such room",
        ),
    ],
)
def test_a_planted_import_is_caught(tmp_path, planted, words):
    assert layer_faults(tree(tmp_path, **planted)) == [words]


@pytest.mark.parametrize(
    ("planted", "words"),
    [
        (
            {"scoring__a_py": "def f():\n    from lxml import etree\n"},
            ["scoring/a.py:2: lxml is imported in scoring, docs/architecture.md does not allow it"],
        ),
        (
            {"extractor__a_py": ""},
            [
                "lxml: docs/architecture.md gives it to extractor, which does not import it",
                "lxml: a dependency in pyproject.toml that nothing imports",
            ],
        ),
        (
            {"pyproject_toml": "[project]\ndependencies = []\n"},
            ["lxml: imported, but not a dependency in pyproject.toml"],
        ),
    ],
)
def test_a_planted_library_is_caught(tmp_path, planted, words):
    assert library_faults(tree(tmp_path, **planted)) == words


def heavy_faults(root: Path) -> list[str]:
    """Heavy libraries that ``import cli`` brings in, asked of a process of its own."""
    code = f"import sys; sys.path.insert(0, ''); import cli; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split()


def test_the_command_line_starts_without_heavy_libraries():
    assert heavy_faults(HOUSE) == []


def test_a_planted_heavy_import_is_caught(tmp_path):
    assert heavy_faults(plant(tmp_path, cli_py="import lxml.etree\n")) == ["lxml"]
