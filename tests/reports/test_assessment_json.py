"""assessment.json has every key of the contract, in its order, with JSON's own types, and quotes verbatim."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from report_samples import FORMULA, PHONE

from model.problems import PufaError
from model.results import Assessment
from reports.assessment_json import to_json, write_json
from reports.figures import json_number

TOP = ["schema", "rubric", "unit", "year", "period", "score", "criteria", "findings", "files"]
SCORE = ["suggested", "low", "high", "max", "grade"]
CRITERION = ["id", "item", "title", "max_points", "status", "suggested_points", "low", "high", "confidence",
             "self_points", "measured", "evidence", "proof", "missing", "why"]
EVIDENCE = ["id", "kind", "status", "event", "counts", "file", "page", "bbox", "quote", "date", "quantity", "level",
            "paper", "confidence"]
FILE = ["path", "sha256", "type", "pages", "status", "error"]
FINDING = ["id", "check", "severity", "units", "years", "places", "explanation", "measures"]


def test_every_contract_key_comes_first_and_in_order(assessment: Assessment) -> None:
    made = to_json(assessment)
    assert made["schema"] == "pufa.assessment/1"
    assert list(made)[:len(TOP)] == TOP
    assert list(made["score"])[:len(SCORE)] == SCORE
    for criterion in made["criteria"]:
        assert list(criterion)[:len(CRITERION)] == CRITERION
        assert {"refused", "ledger", "claims", "arithmetic", "counterfactuals", "reading"} <= set(criterion)
        assert list(criterion["proof"]) == ["required", "found", "claimed_only"]
        assert all(list(gap)[:2] == ["what", "gain"] for gap in criterion["missing"])
        assert all(list(mention)[:len(EVIDENCE)] == EVIDENCE for mention in criterion["evidence"])
    assert all(list(file)[:len(FILE)] == FILE for file in made["files"])
    assert all(list(finding) == FINDING for finding in made["findings"])


def test_types(assessment: Assessment) -> None:
    made = to_json(assessment)
    external, cases, aspects = made["criteria"][:3]
    assert made["period"] == {"from": "2020-01-01", "to": "2020-12-31"}
    assert external["suggested_points"] is None
    assert cases["suggested_points"] == 6 and isinstance(cases["suggested_points"], int)
    assert aspects["suggested_points"] == 6.67 and aspects["self_points"] is None
    assert aspects["measured"]["aspects"]["品牌"] is False
    first = cases["evidence"][0]
    assert first["bbox"] == [72.0, 120.5, 480.2, 150.0]
    assert first["quantity"] == 1 and first["date"] == {"from": "2020-05-18", "to": "2020-05-18"}
    assert made["findings"][0]["measures"] == {"claimed": 6, "listed": 2}
    json.dumps(made, allow_nan=False)


def test_only_mentions_of_counted_events_count(assessment: Assessment) -> None:
    cases = to_json(assessment)["criteria"][1]
    counted = {mention["id"]: mention["event"] for mention in cases["evidence"] if mention["counts"]}
    assert counted == {"m1": "e1", "m2": "e2", "m4": "e2"}
    assert len(set(counted.values())) == cases["measured"]["count"]
    planned = next(mention for mention in cases["evidence"] if mention["id"] == "m5")
    assert not planned["counts"] and planned["reason"]
    assert sum(entry["points"] for entry in cases["ledger"]) == cases["suggested_points"]


def test_a_refused_mention_of_a_counted_event_does_not_count(assessment: Assessment) -> None:
    cases = assessment.criteria[1]
    refusal = replace(cases.refusals[0], event="e2", mentions=("m4",))
    changed = replace(assessment, criteria=(replace(cases, refusals=(refusal,)),))
    counts = {m["id"]: m["counts"] for m in to_json(changed)["criteria"][0]["evidence"]}
    assert counts["m2"] and not counts["m4"]


def test_files_that_were_not_read_say_why(assessment: Assessment) -> None:
    files = {file["path"]: file for file in to_json(assessment)["files"]}
    assert files["自评报告.docx"]["error"] is None and files["自评报告.docx"]["characters"] == 3
    assert all(file["error"] for file in files.values() if file["status"] != "parsed")


def test_quotes_stay_verbatim_on_disk(assessment: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "out" / "assessment.json"
    write_json(assessment, path)
    raw = path.read_bytes()
    assert PHONE in raw.decode("utf-8")
    read = json.loads(raw)
    assert read["criteria"][2]["evidence"][0]["quote"] == FORMULA
    write_json(assessment, path)
    assert path.read_bytes() == raw
    assert [entry.name for entry in path.parent.iterdir()] == ["assessment.json"]


def test_a_path_of_unknown_encoding_survives(assessment: Assessment, tmp_path: Path) -> None:
    odd = b"\xb0\xb8.docx".decode("utf-8", "surrogateescape")
    entry = replace(assessment.files[0], document=replace(assessment.files[0].document, path=odd))
    write_json(replace(assessment, files=(entry,)), tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["files"][0]["path"] == odd


def test_a_refusing_disk_is_named_in_chinese(assessment: Assessment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PufaError, match="E481"):
        write_json(assessment, tmp_path / "file" / "assessment.json")


@pytest.mark.parametrize(("value", "number"), [("9.00", 9), ("83.50", 83.5), ("0", 0), ("1E+1", 10), ("-1", -1)])
def test_numbers_without_trailing_zeros(value: str, number: float) -> None:
    made = json_number(Decimal(value))
    assert made == number and isinstance(made, type(number))
