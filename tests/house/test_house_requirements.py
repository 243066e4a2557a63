"""The locked sets: hashes for everything, origins for nothing, and the versions that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from house_tree import HOUSE, files, plant, room_of


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


def wheel_faults(root: Path) -> list[str]:
    """Files of the rooms that a wheel would leave out: modules, packages and data that pyproject.toml does not name."""
    tool = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    kinds = tuple(pattern.removeprefix("*") for pattern in tool["package-data"]["*"])
    rooms = [pattern.removesuffix("*") for pattern in tool["packages"]["find"]["include"]]
    found = [
        f"{p.name}: no py-module" for p in files(root, ".py") if p.parent == root and p.stem not in tool["py-modules"]
    ]
    for path in files(root):
        name = path.relative_to(root)
        if room_of(name.as_posix()) not in rooms or path.suffix == ".md":
            continue
        packaged = all((root / folder / "__init__.py").exists() for folder in name.parents if folder.name)
        named = tool["package-data"].get(name.parts[0], []) if len(name.parts) > 2 else []
        data = path.name.endswith(kinds) if packaged else any(Path(*name.parts[1:]).match(pattern) for pattern in named)
        if not (packaged and path.suffix == ".py" or data):
            found.append(f"{name.as_posix()}: would not be in a wheel")
    return found


def test_a_wheel_holds_every_file_of_the_rooms():
    assert wheel_faults(HOUSE) == []


WHEEL = """[tool.setuptools]
py-modules = ["cli"]
[tool.setuptools.packages.find]
include = ["ui*"]
[tool.setuptools.package-data]
"*" = ["*.css"]
ui = ["words/*.toml"]
"""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("app_py", ["app.py: no py-module"]),
        ("ui__look_js", ["ui/look.js: would not be in a wheel"]),
        ("ui__more__a_toml", ["ui/more/a.toml: would not be in a wheel"]),
        ("ui__more__a_py", ["ui/more/a.py: would not be in a wheel"]),
        ("ui__words__a_toml", []),
        ("ui__look_css", []),
    ],
)
def test_a_planted_file_that_a_wheel_would_lose_is_caught(tmp_path, name, words):
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui/__init__.py").write_text("", "utf-8")
    assert wheel_faults(plant(tmp_path, pyproject_toml=WHEEL, **{name: ""})) == words


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
