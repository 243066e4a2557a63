"""The locked sets: hashes for everything, origins for nothing, and the versions that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from house_tree import HOUSE, plant


def lock_faults(root: Path) -> list[str]:
    """Packages without a hash, lines that say where from, and dependencies of pyproject.toml that are not locked."""
    found: list[str] = []
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    for name, extra in (("core.txt", []), ("dev.txt", project["optional-dependencies"]["dev"])):
        text = (root / "requirements" / name).read_text("utf-8")
        found += [f"{name}: {line}" for line in text.splitlines() if re.match(r"\s*-(?!-hash)|.*://", line)]
        locked = {}
        for block in re.findall(r"^\S.*(?:\n\s+--hash.*)*", text, re.M):
            package, _, version = block.split()[0].partition("==")
            locked[package] = version
            if "--hash=sha256:" not in block:
                found.append(f"{name}: {package} has no hash")
        for asked in project["dependencies"] + extra:
            package = re.split(r"[<>=\[]", asked)[0].strip().lower()
            if package not in locked:
                found.append(f"{name}: {package} of pyproject.toml is not locked")
    return found


def test_the_locked_sets_are_whole():
    assert lock_faults(HOUSE) == []


@pytest.mark.parametrize(
    ("core", "words"),
    [
        ("a==1 \\\n    --hash=sha256:0\n", []),
        ("a==1\n", ["core.txt: a has no hash"]),
        ("b==1 \\\n    --hash=sha256:0\n", ["core.txt: a of pyproject.toml is not locked"]),
        (
            "--index-" + "url https" + "://x\na==1 \\\n    --hash=sha256:0\n",
            ["core.txt: --index-" + "url https" + "://x", "core.txt: --index-url has no hash"],
        ),
    ],
)
def test_a_planted_fault_in_a_lock_is_caught(tmp_path, core, words):
    plant(
        tmp_path,
        requirements__core_txt=core,
        requirements__dev_txt="a==1 \\\n    --hash=sha256:0\n",
        pyproject_toml='[project]\ndependencies = ["a>=1"]\n[project.optional-dependencies]\ndev = []\n',
    )
    assert lock_faults(tmp_path) == words
