"""Small dossiers and calls for the tests of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

import cli

UNIT = "澜宁市水务局"
SENTENCE = "2020年12月4日，我局开展国家宪法日宣传活动。"
HEARING = "2020年9月3日，我局组织执法人员旁听庭审1次。"

Call = Callable[..., tuple[int, str, str]]


def call_with(capsys: Any) -> Call:
    """``call("assess", …)`` gives the exit status, stdout and stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def assessing(dossier: Path, folder: Path, /, **changed: str) -> list[object]:
    """The words of ``pufa assess``, with options changed or, where empty, left out."""
    options = {"rubric": "jiangyin-2020", "unit": UNIT, "year": "2020", "out": str(folder), **changed}
    given = [word for name, value in options.items() if value for word in (f"--{name}", value)]
    return ["assess", dossier, *given]


def dossier(folder: Path) -> Path:
    """Two good papers: a text and a Word file."""
    folder.mkdir()
    (folder / "简报.txt").write_text(SENTENCE, "utf-8")
    paper = docx.Document()
    paper.add_paragraph(HEARING)
    paper.save(str(folder / "旁听庭审.docx"))
    return folder


def written(out: Path) -> dict[str, Any]:
    """The assessment in an output folder."""
    return dict(json.loads((out / "assessment.json").read_text("utf-8")))
