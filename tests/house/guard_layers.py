"""Who may import whom, as docs/architecture.md says it."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from house_tree import BESIDE, files, imports, modules, room_of, rows, ticked

LIBRARY_NAMES = {"PyYAML": "yaml", "faiss-cpu": "faiss", "pillow": "PIL", "python-docx": "docx",
                 "python-calamine": "python_calamine", "libarchive-c": "libarchive", "opencv-python-headless": "cv2",
                 "scikit-learn": "sklearn"}
"""Import names of those distributions that are called otherwise (lower case and ``_`` for ``-`` is the rule)."""


def floors(root: Path) -> dict[str, int]:
    """Every room of the table “floor” with its floor, counted from the bottom."""
    text = (root / "docs/architecture.md").read_text("utf-8")
    return {room: int(row[0]) for row in rows(text, "floor") for room in ticked(row[1])}


def real_rooms(root: Path) -> set[str]:
    """Rooms that hold code: top-level folders and modules."""
    return {room_of(path.relative_to(root).as_posix()) for path in files(root, ".py")} - BESIDE


def layer_faults(root: Path) -> list[str]:
    """Imports of a room that is not below, rooms missing from the table, and rows for rooms that do not exist."""
    table, real = floors(root), real_rooms(root)
    found = [f"{room}: not in the table of docs/architecture.md" for room in sorted(real - table.keys())]
    found += [f"{room}: in the table, but there is no such room" for room in sorted(table.keys() - real)]
    for name, tree in modules(root, rooms_only=True):
        room = room_of(name)
        for line, target in imports(tree):
            other = room_of(target)
            if other == room:
                continue
            if other in BESIDE:
                found.append(f"{name}:{line}: a room imports {other}")
            elif other in table and table[other] >= table.get(room, 99):
                found.append(f"{name}:{line}: {room} (floor {table.get(room)}) imports {other} (floor {table[other]})")
    return found


def library_faults(root: Path) -> list[str]:
    """Libraries imported outside their rooms, or not in the table “library”, and rows or dependencies nobody uses."""
    text = (root / "docs/architecture.md").read_text("utf-8")
    table = {ticked(row[0])[0]: set(ticked(row[1])) for row in rows(text, "library")}
    declared = _declared(root)
    used: dict[str, set[str]] = {}
    found = []
    own = real_rooms(root) | BESIDE
    for name, tree in modules(root, rooms_only=True):
        for line, target in imports(tree):
            library, room = room_of(target), room_of(name)
            if library in sys.stdlib_module_names or library in own or library == "__future__":
                continue
            used.setdefault(library, set()).add(room)
            if room not in table.get(library, set()):
                found.append(f"{name}:{line}: {library} is imported in {room}, docs/architecture.md does not allow it")
    found += [
        f"{library}: docs/architecture.md gives it to {', '.join(sorted(spare))}, which does not import it"
        for library, given in table.items()
        if (spare := given - used.get(library, set()))
    ]
    found += [f"{name}: imported, but not a dependency in pyproject.toml" for name in sorted(used.keys() - declared)]
    found += [f"{name}: a dependency in pyproject.toml that nothing imports" for name in sorted(declared - used.keys())]
    return found


def _declared(root: Path) -> set[str]:
    """Import names of the dependencies that rooms import: the core ones and those of extras for users."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project.get("optional-dependencies", {})
    stated = [*project["dependencies"], *(line for name, lines in extras.items() if name not in ("build", "dev")
                                          for line in lines)]
    names = [line.split(">")[0].split("=")[0].split("[")[0].strip() for line in stated]
    return {LIBRARY_NAMES.get(name, name.lower().replace("-", "_")) for name in names}
