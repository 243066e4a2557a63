"""Faults and innocent things in the wordings of many hands: each is told by its own check, or by none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from claims_made import UNIT, document, row
from made import submission

from integrity.claims.run import claims
from integrity.submission import Settings
from model.documents import Block, Document

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("claims_wordings.yaml").read_text("utf-8"))
OTHER = submission("云泽市教育局", 2022, document("总结.docx", "# 云泽市教育局2022年普法工作总结", "全年举办讲座3场。"),
                   papers={"总结.docx": "summary"})


def paper(file: str, lines: list[str]) -> Document:
    blocks: list[Block] = []
    for line in lines:
        if line.startswith("| "):
            cells = [cell.strip() for cell in f"{line[2:]} ".split(" | ")]
            blocks.append(row(cells, header=not any(block.kind == "table_row" for block in blocks)))
        else:
            blocks += document(file, line).blocks
    return Document(path=file, sha256="", media_type="docx", status="parsed", pages=1, blocks=tuple(blocks))


def told(case: dict[str, Any]) -> set[tuple[str, str]]:
    """What is found in a dossier of a case's papers, as (check, band)."""
    papers = [paper(one["file"], one["lines"]) for one in case["papers"]]
    one = submission(UNIT, 2022, *papers, papers={each["file"]: each["kind"] for each in case["papers"]})
    return {(found.check, found.severity) for found in claims((one, OTHER), Settings()) if UNIT in found.units}


@pytest.mark.parametrize("case", CASES["faults"])
def test_each_fault_is_told_by_its_own_check_alone(case):
    assert {check for check, _ in told(case)} == {case["check"]}


@pytest.mark.parametrize("case", CASES["innocent"])
def test_nothing_innocent_gets_more_than_a_note(case):
    assert {band for _, band in told(case)} <= {"low"}
