"""The READMEs and docs/ name only what exists, and leave no command out."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from guard_documents import options, page_faults, stack_faults, verb_faults, verbs
from house_tree import HOUSE, plant

import cli

ROW = "| `pufa go` | goes, `--far` |\n"
PAGE = "`make run`\n[more](more.md)\n```bash\npufa go --far\n```\n"
HEAD = "| library | licence |\n|---|---|\n"
STACK = f"{HEAD}| a | MIT |\n\n## Needed to test\n\n{HEAD}| b | MIT |\n"
PROJECT = '[project]\ndependencies = ["a>=1"]\n[project.optional-dependencies]\ndev = ["b"]\n'


def parser(epilog: str = "例：pufa go --far") -> argparse.ArgumentParser:
    """A command line of one verb."""
    made = argparse.ArgumentParser(prog="pufa", exit_on_error=False)
    made.add_subparsers().add_parser("go", epilog=epilog).add_argument("--far", action="store_true")
    return made


def tree(tmp_path: Path, **more: str) -> Path:
    """Pages without a fault, with ``more`` written over them."""
    (tmp_path / "README.zh-CN.md").write_text(ROW, "utf-8")
    return plant(
        tmp_path,
        **{
            "README_md": ROW,
            "docs__a_md": PAGE,
            "docs__more_md": "",
            "docs__stack_md": STACK,
            "pyproject_toml": PROJECT,
            **more,
        },
    )


def with_makefile(root: Path) -> Path:
    """Adds a Makefile with one target."""
    (root / "Makefile").write_text("run:\n\ttrue\n", "utf-8")
    return root


def test_every_verb_has_an_example_and_a_row():
    assert verb_faults(HOUSE, cli._parser()) == []


def test_pages_name_only_what_exists():
    assert page_faults(HOUSE, cli._parser()) == []


def test_every_library_has_its_licence():
    assert stack_faults(HOUSE) == []


def test_the_command_line_is_the_one_we_know(golden):
    golden.check("command_line.json", {name: options(made) for name, made in verbs(cli._parser())})


def test_pages_without_a_fault_have_none(tmp_path):
    root = with_makefile(tree(tmp_path))
    assert verb_faults(root, parser()) == [] and page_faults(root, parser()) == [] and stack_faults(root) == []


@pytest.mark.parametrize(
    ("readme", "epilog", "words"),
    [
        (ROW, "", "pufa go --help: no example"),
        ("", "例：pufa go", "README.md: no row for pufa go"),
        ("| `pufa go` | goes |\n", "例：pufa go", "README.md: the row of pufa go does not name --far"),
    ],
)
def test_a_planted_fault_of_a_verb_is_caught(tmp_path, readme, epilog, words):
    assert verb_faults(tree(tmp_path, README_md=readme), parser(epilog)) == [words]


def test_an_example_that_does_not_parse_is_caught(tmp_path):
    found = verb_faults(tree(tmp_path), parser("例：pufa stay"))
    assert len(found) == 1 and found[0].startswith("pufa go --help: “pufa stay” does not parse")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (PAGE.replace("make run", "make tea"), "docs/a.md: the Makefile has no target tea"),
        (PAGE.replace("more.md", "less.md"), "docs/a.md: less.md is not there"),
        (PAGE.replace("go --far", "stay"), "docs/a.md: “pufa stay” does not parse: "),
    ],
)
def test_a_planted_fault_of_a_page_is_caught(tmp_path, page, words):
    found = page_faults(with_makefile(tree(tmp_path, docs__a_md=page)), parser())
    assert len(found) == 1 and found[0].startswith(words)


@pytest.mark.parametrize(
    ("stack", "words"),
    [
        (STACK.replace("| a | MIT |\n", ""), "docs/stack.md: no row for a"),
        (STACK.replace("| a |", "| c | MIT |\n| a |"), "docs/stack.md: c is not in pyproject.toml"),
        (STACK.replace("| a | MIT |", "| a | AGPL |"), "docs/stack.md: a is under AGPL"),
    ],
)
def test_a_planted_fault_of_the_stack_is_caught(tmp_path, stack, words):
    assert stack_faults(tree(tmp_path, docs__stack_md=stack)) == [words]
