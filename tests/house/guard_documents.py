"""What the READMEs and the pages of docs/ say, against the commands, targets, libraries and files that exist."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

from house_tree import files, rows

READMES = ("README.md", "README.zh-CN.md")


def verbs(parser: argparse.ArgumentParser, name: str = "pufa") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every verb of the command line with its parser, ``rubric show`` as one; not those that only hold others."""
    inner = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not inner:
        yield name, parser
    for action in inner:
        for verb, made in action.choices.items():
            yield from verbs(made, f"{name} {verb}")


def options(parser: argparse.ArgumentParser) -> list[str]:
    """Its long options."""
    return sorted(o for a in parser._actions for o in a.option_strings if o.startswith("--") and o != "--help")


def verb_faults(root: Path, parser: argparse.ArgumentParser) -> list[str]:
    """Verbs whose help has no example or one that does not parse, and verbs and options that a README leaves out."""
    found = []
    for name, made in verbs(parser):
        example = re.search(r"例：(.+)", made.format_help())
        if not example:
            found.append(f"{name} --help: no example")
        elif problem := unparsed(parser, example.group(1)):
            found.append(f"{name} --help: {problem}")
        for readme in READMES:
            lines = (root / readme).read_text("utf-8").splitlines()
            line = next((line for line in lines if re.match(rf"\|\s*`{name}\b", line)), None)
            if line is None:
                found.append(f"{readme}: no row for {name}")
            else:
                lost = [option for option in options(made) if option not in line]
                found += [f"{readme}: the row of {name} does not name {option}" for option in lost]
    return found


def unparsed(parser: argparse.ArgumentParser, line: str) -> str:
    """Why a command line is not one of ours; "" where it is."""
    words = shlex.split(line, comments=True)
    try:
        parser.parse_args(words[1:])
    except (SystemExit, Exception) as error:  # noqa: BLE001 - whatever the parser raises is the answer
        return f"“{line}” does not parse: {error}"
    return ""


def page_faults(root: Path, parser: argparse.ArgumentParser) -> list[str]:
    """Commands in code blocks that do not parse, targets that the Makefile lacks, links to files that are not there."""
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text("utf-8"), re.M))
    found = []
    for path in (p for p in files(root, ".md") if p.parent in (root, root / "docs")):
        name, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
        shell = "\n".join(re.findall(r"```bash\n(.*?)```", text, re.S))
        for line in re.findall(r"^(?:\.venv/bin/)?(pufa .+)$", shell, re.M):
            if problem := unparsed(parser, line):
                found.append(f"{name}: {problem}")
        for target in re.findall(r"(?:`|^)make ([a-z]+)", text, re.M):
            if target not in targets:
                found.append(f"{name}: the Makefile has no target {target}")
        for link in re.findall(r"\]\(([^)#]+)\)", text):
            if "://" not in link and not (path.parent / link).exists():
                found.append(f"{name}: {link} is not there")
    return found


def stack_faults(root: Path) -> list[str]:
    """Dependencies without a row in docs/stack.md, rows for libraries that are none, and licences that may not be."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    asked = (*project["dependencies"], *project["optional-dependencies"]["dev"],
             *project["optional-dependencies"].get("reader", ()))
    wanted = {re.split(r"[<>=\[]", line)[0].lower() for line in asked}
    text = (root / "docs/stack.md").read_text("utf-8")
    needed, _, tested = text.partition("## Needed to test")
    stated = {row[0].lower(): row[1] for part in (needed, tested) for row in rows(part, "library")}
    found = [f"docs/stack.md: no row for {name}" for name in sorted(wanted - stated.keys())]
    found += [f"docs/stack.md: {name} is not in pyproject.toml" for name in sorted(stated.keys() - wanted)]
    return found + [f"docs/stack.md: {name} is under {licence}" for name, licence in stated.items() if "GPL" in licence]
