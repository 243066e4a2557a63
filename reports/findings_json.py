"""Findings as the contract writes them, ``findings.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from model.results import Finding
from reports.assessment_json import finding_json
from reports.output import put_bytes, write_whole

SCHEMA = "pufa.findings/1"


def write_findings(findings: Iterable[Finding], path: Path, about: Mapping[str, object]) -> Path:
    """Writes the findings in their order, and beside them ``run.json`` with what was compared; the path.

    Raises PufaError where the folder refuses.
    """
    _write(path.with_name("run.json"), about)
    told = {"schema": SCHEMA, "findings": [finding_json(one) for one in findings]}
    _write(path, told)
    return path


def _write(path: Path, told: Mapping[str, object]) -> None:
    data = json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    write_whole(path, lambda temporary: put_bytes(temporary, data))
