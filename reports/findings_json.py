"""Findings as the contract writes them, ``findings.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from model.results import Finding
from reports.assessment_json import finding_json
from reports.output import put_bytes, write_whole

SCHEMA = "pufa.findings/1"


def write_findings(findings: Iterable[Finding], path: Path) -> Path:
    """Writes the findings in their order; the path. Raises PufaError where the folder refuses."""
    told = {"schema": SCHEMA, "findings": [finding_json(one) for one in findings]}
    data = json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    write_whole(path, lambda temporary: put_bytes(temporary, data))
    return path
