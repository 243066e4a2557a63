"""The message table against the code that raises from it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from house_tree import called, modules, rows, strings, ticked

PRODUCT_WORDS = {
    "make",
    "run",
    "pip",
    "rapidocr",
    "onnxruntime",
    "libreoffice",
    "writer",
    "impress",
    "nogui",
    "pufa",
    "CSV",
    "rank",
    "lint",
    "criteria",
    "rubric",
    "rubrics",
    "template",
    "share",
    "number",
    "scores",
    "panel",
    "public",
    "peer",
    "assess",
    "mentions",
    "help",
    "out",
    "year",
    "period",
    "unit",
    "jsonl",
    "text",
    "id",
    "json",
    "assessment",
    "JSON",
    "SHA",
    "UTF",
    "Tab",
    "Word",
    "Excel",
    "PDF",
    "docx",
    "xlsx",
    "zip",
    "MB",
    "yaml",
    "cases",
    "schema",
    "OCR",
    "LibreOffice",
    "DOCTYPE",
    "XML",
    "HTML",
    "force",
    "part",
    "HEIC",
    "AVIF",
    "JPG",
    "pi",
    "heif",
    "WMF",
    "EMF",
    "WPS",
    "libarchive",
    "Label",
    "Studio",
    "JSONL",
    "install",
    "train",
    "evaluate",
    "weights",
    "shipped",
    "publish",
    "accept",
    "count",
}
"""Names of commands, options, file types and standards that a Chinese sentence may hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Raised:
    """A place in the code that names a message. fills: parameters given; open: some come by ``**`` and are not seen."""

    place: str
    message: str
    fills: frozenset[str]
    open: bool


def tables(root: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Every message file by its name."""
    folder = root / "model/messages"
    return {path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


def message_faults(root: Path) -> list[str]:
    """Everything that does not fit between the table, its code ranges and the code."""
    table = {name: row for named in tables(root).values() for name, row in named.items()}
    return [*code_faults(root), *text_faults(table), *use_faults(root, table)]


def code_faults(root: Path) -> list[str]:
    """Codes that stand twice or outside the range that CONTRIBUTING.md gives to their file."""
    text = (root / "CONTRIBUTING.md").read_text("utf-8")
    given = {ticked(row[0])[0]: re.findall(r"E(\d{3})", row[1]) for row in rows(text, "message file")}
    found: list[str] = []
    seen: dict[str, str] = {}
    for file, named in tables(root).items():
        low, high = given.get(file, ("999", "000"))
        for name, row in named.items():
            code = row["code"]
            if not re.fullmatch(r"E\d{3}", code) or not low <= code[1:] <= high:
                found.append(f"{file}: {name} has {code}, CONTRIBUTING.md gives the file E{low} to E{high}")
            if code in seen:
                found.append(f"{file}: {name} has {code}, which is {seen[code]}'s")
            seen[code] = name
    return found


def text_faults(table: dict[str, dict[str, str]]) -> list[str]:
    """Texts that do not say where, or hold English words that are no product's."""
    found = []
    for name, row in table.items():
        if "where" not in fields(row["text"]):
            found.append(f"{name}: the text does not say {{where}}")
        plain = re.sub(r"\{[a-z_]+\}", "", row["text"])
        foreign = [word for word in re.findall(r"[A-Za-z]{2,}", plain) if word not in PRODUCT_WORDS]
        found += [f"{name}: “{word}” in a Chinese message" for word in foreign]
        if row.get("severity", "error") not in ("error", "warning", "note"):
            found.append(f"{name}: severity {row['severity']}")
    return found


def use_faults(root: Path, table: dict[str, dict[str, str]]) -> list[str]:
    """Messages that no code names, names that no table has, and placeholders that a raise leaves empty."""
    found, named = [], set()
    for name, tree in modules(root, rooms_only=True):
        named |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        for raised in raises(name, tree):
            if raised.message not in table:
                found.append(f"{raised.place}: no table has the message “{raised.message}”")
                continue
            wanted = fields(table[raised.message]["text"]) - {"where"}
            if lost := wanted - raised.fills - ({*wanted} if raised.open else set()):
                found.append(f"{raised.place}: “{raised.message}” is raised without {', '.join(sorted(lost))}")
            if spare := raised.fills - wanted:
                found.append(f"{raised.place}: “{raised.message}” has no place for {', '.join(sorted(spare))}")
    return found + [f"{message}: no code names this message" for message in table if message not in named]


def fields(text: str) -> set[str]:
    """The placeholders of a text."""
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def raises(name: str, tree: ast.Module) -> Iterator[Raised]:
    """Every call of ``problem``, and of a function of the file that hands its message on to ``problem``."""
    doors = {"problem": (0, frozenset[str]()), **_doors(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or called(node) not in doors:
            continue
        at, own = doors[called(node)]
        messages = strings(node.args[at]) if at < len(node.args) else []
        fills = frozenset(k.arg for k in node.keywords if k.arg) - own
        unseen = any(k.arg is None for k in node.keywords)
        for message in messages:
            yield Raised(place=f"{name}:{node.lineno}", message=message, fills=fills, open=unseen)


def _doors(tree: ast.Module) -> dict[str, tuple[int, frozenset[str]]]:
    """Functions that give a parameter to ``problem`` as the message: its position, and all their parameters."""
    found = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        own = [a.arg for a in node.args.args if a.arg != "self"]
        for call in ast.walk(node):
            if not isinstance(call, ast.Call) or called(call) != "problem" or not call.args:
                continue
            first, handed_on = call.args[0], any(k.arg is None for k in call.keywords)
            if isinstance(first, ast.Name) and first.id in own and handed_on:
                found[node.name] = (own.index(first.id), frozenset(own))
    return found
