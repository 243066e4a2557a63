"""Sizes, swallowed errors, tests that prove nothing, and words that must not stand in the project."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from house_tree import files, modules

FILE_LINES = 350
FUNCTION_LINES = 40
FORBIDDEN = tuple(
    re.compile(p)
    for p in (
        rb"\.\./" + rb"shared",
        rb"(?<![\w.-])/" + rb"work/",
        rb"(?<![\w.-])/" + rb"root/",
        rb"(?<![\w.-])/" + rb"opt/wheels",
        rb"pypi\." + rb"org",
        rb"python" + rb"hosted\.org",
        rb"registry\." + rb"npmjs",
        rb"deb\." + rb"debian\.org",
        rb"--(extra-)?index-" + rb"url\s+\S*:",
        rb"--find-" + rb"links",
    )
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def size_faults(root: Path) -> list[str]:
    """Files and functions that are too long to be one thing."""
    found = []
    for path in files(root, ".py", ".js", ".css", ".sh"):
        lines = len(path.read_text("utf-8").splitlines())
        if lines >= FILE_LINES:
            found.append(f"{path.relative_to(root).as_posix()}: {lines} lines, the limit is {FILE_LINES - 1}")
    for name, tree in modules(root):
        for node in ast.walk(tree):
            if isinstance(node, _FUNCTIONS) and (size := (node.end_lineno or 0) - node.lineno + 1) >= FUNCTION_LINES:
                found.append(f"{name}:{node.lineno}: {node.name} has {size} lines, the limit is {FUNCTION_LINES - 1}")
    return found


def swallow_faults(root: Path) -> list[str]:
    """Bare ``except:`` and handlers that catch everything and do nothing."""
    found = []
    for name, tree in modules(root):
        for node in ast.walk(tree):
            if not isinstance(node, ast.ExceptHandler):
                continue
            if node.type is None:
                found.append(f"{name}:{node.lineno}: bare except")
            elif _catches_all(node.type) and all(_does_nothing(step) for step in node.body):
                found.append(f"{name}:{node.lineno}: an error is swallowed")
    return found


def _catches_all(caught: ast.expr) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(getattr(n, "id", "") in ("Exception", "BaseException") for n in names)


def _does_nothing(step: ast.stmt) -> bool:
    return isinstance(step, ast.Pass | ast.Continue) or _is_text(step)


def _is_text(step: ast.stmt) -> bool:
    return isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant)


def idle_test_faults(root: Path) -> list[str]:
    """Tests without an assertion, tests always skipped or expected to fail, and module names used twice."""
    found, seen = [], {}
    for name, tree in modules(root / "tests"):
        module = name.rsplit("/", 1)[-1]
        if module == "__init__.py":
            found.append(f"tests/{name}: a package here would hide the room of the same name")
        if module != "conftest.py" and (first := seen.setdefault(module, name)) != name:
            found.append(f"tests/{name}: tests/{first} has the same name")
        helpers = {node.name for node in tree.body if isinstance(node, _FUNCTIONS) and _proves(node, set())}
        for node in ast.walk(tree):
            if isinstance(node, _FUNCTIONS) and node.name.startswith("test_") and not _proves(node, helpers):
                found.append(f"tests/{name}:{node.lineno}: {node.name} asserts nothing")
            if isinstance(node, ast.Attribute) and node.attr in ("skip", "xfail") and "mark" in ast.unparse(node.value):
                found.append(f"tests/{name}:{node.lineno}: {ast.unparse(node)}")
    return found


def _proves(function: ast.FunctionDef | ast.AsyncFunctionDef, helpers: set[str]) -> bool:
    """True with an ``assert``, ``pytest.raises``, a golden check, ``expect`` or a helper of the file that asserts."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in helpers or name.startswith(("pytest.raises", "golden.", "expect")) or "assert" in name:
                return True
    return False


def word_faults(root: Path) -> list[str]:
    """Paths of one machine and hosts of package registries."""
    named = ((path.relative_to(root).as_posix(), path) for path in files(root))
    return [f"{name}:{line}: {word}" for name, path in named for line, word in _forbidden(path)]


def _forbidden(path: Path) -> Iterator[tuple[int, str]]:
    content = path.read_bytes()
    for pattern in FORBIDDEN:
        for match in pattern.finditer(content):
            yield content.count(b"\n", 0, match.start()) + 1, match.group().decode("utf-8", "replace")
