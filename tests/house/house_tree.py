"""The project as the guards see it: its files, its rooms, its syntax trees, the tables in its documents."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
LEFT_OUT = {"out", "build", "dist", "__pycache__", "node_modules"}
KEPT_HIDDEN = {".ci", ".streamlit", ".gitignore", ".gitattributes"}
BESIDE = {"tests", "bench", "corpus", "scripts", "docs", "requirements"}


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Every file that belongs to the project, sorted; with ``suffixes`` only those."""
    for folder, names, found in os.walk(root):
        names[:] = sorted(
            n
            for n in names
            if n not in LEFT_OUT and not n.endswith(".egg-info") and (not n.startswith(".") or n in KEPT_HIDDEN)
        )
        for name in sorted(found):
            if (not name.startswith(".") or name in KEPT_HIDDEN) and (not suffixes or name.endswith(suffixes)):
                yield Path(folder) / name


def modules(root: Path, *, rooms_only: bool = False) -> Iterator[tuple[str, ast.Module]]:
    """Every Python file as its path inside ``root`` and its tree; ``rooms_only`` leaves tests, bench and corpus out."""
    for path in files(root, ".py"):
        name = path.relative_to(root).as_posix()
        if not rooms_only or name.split("/")[0] not in BESIDE:
            yield name, ast.parse(path.read_text("utf-8"), name)


def room_of(name: str) -> str:
    """The room of a path or a dotted module: ``ui/desk.py`` and ``ui.desk`` are ``ui``, ``cli.py`` is ``cli``."""
    return re.split(r"[/.]", name)[0]


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, inside functions, by ``import_module("…")`` and asked for by
    ``find_spec("…")`` too; not relative ones."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "find_spec", "__import__") and node.args:
            yield from ((node.lineno, text) for text in strings(node.args[0]))


def called(node: ast.Call) -> str:
    """The last name of what is called: ``problem`` for ``problem(…)`` and ``x.problem(…)``."""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def strings(node: ast.expr) -> list[str]:
    """The string constants that an expression can be: itself, or both sides of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return strings(node.body) + strings(node.orelse)
    return []


def rows(text: str, head: str) -> list[list[str]]:
    """The body of the Markdown table whose first head cell is ``head``. Raises LookupError where there is none."""
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if re.match(rf"\|\s*{re.escape(head)}\s*\|", line)), None)
    if start is None:
        raise LookupError(f"no table with the head “{head}”")
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return found


def ticked(cell: str) -> list[str]:
    """What stands between back-ticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def plant(root: Path, **named: str) -> Path:
    """Writes files into an empty tree for a planted fault; ``a__b_py`` stands for ``a/b.py``."""
    for name, text in named.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = root / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root
