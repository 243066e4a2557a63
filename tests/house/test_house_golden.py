"""Golden files compare by default, and cannot be rewritten in CI."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from house_tree import HOUSE, files


def test_regen_is_off_by_default(pytestconfig):
    parser_default = next(o.default for g in pytestconfig._parser._groups for o in g.options if "--regen" in o.names())
    assert parser_default is False


def test_regen_is_refused_in_ci():
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "--regen", "--collect-only", "-q", "-p", "no:cacheprovider", __file__],
        cwd=HOUSE,
        env={**os.environ, "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR and "--regen is refused where CI is set" in ran.stderr


def test_a_result_that_differs_fails_and_says_where(golden, tmp_path):
    golden.at(tmp_path, regen=True).check("a.json", {"甲": 1})
    golden.at(tmp_path, regen=False).check("a.json", {"甲": 1})
    with pytest.raises(AssertionError, match='-  *"甲": 1\n.*2'):
        golden.at(tmp_path, regen=False).check("a.json", {"甲": 2})


def test_a_missing_golden_file_fails(golden, tmp_path):
    with pytest.raises(AssertionError, match="no golden file b.txt"):
        golden.at(tmp_path, regen=False).check("b.txt", "x")


def test_every_golden_file_is_named_by_a_test():
    tests = "".join(path.read_text("utf-8") for path in files(HOUSE / "tests", ".py"))
    assert [p.name for p in files(HOUSE / "tests/golden") if f'"{p.name}"' not in tests] == []
