"""``pufa batch``: every dossier once, again only what changed, one that fails costs itself only."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import cli
from bulk.batch import Outcome, write_summary
from bulk.cohort import Entry
from model.corrections import FILE, append


def dossier(place: Path, text: str) -> None:
    place.mkdir(parents=True)
    (place / "总结.txt").write_text(text, "utf-8")


def summary(out: Path) -> list[dict[str, str]]:
    with (out / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_cohort_is_assessed_and_again_only_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                          monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUFA_CACHE", str(tmp_path / "kept"))
    cohort, out = tmp_path / "批次", tmp_path / "out"
    dossier(cohort / "2020" / "云水市水务局", "2020年12月4日，在人民广场开展宪法宣传活动。")
    dossier(cohort / "2020" / "云水市教育局", "全年举办法治讲座3场。")
    (cohort / "2020" / "云水市公安局.zip").write_bytes(b"no archive at all")
    call = ["batch", str(cohort), "--rubric", "jiangyin-2020", "--out", str(out), "--progress", "none", "--jobs", "2"]
    assert cli.main(call) == 1
    rows = {row["单位"]: row for row in summary(out)}
    assert rows["云水市水务局"]["状态"] == "已评" and float(rows["云水市水务局"]["建议分"]) > 0
    assert rows["云水市公安局"]["状态"] != "已评" or rows["云水市公安局"]["未读文件"] == "1"
    for unit in ("云水市水务局", "云水市教育局"):
        told = json.loads((out / "2020" / unit / "assessment.json").read_text("utf-8"))
        assert told["unit"] == unit and (out / "2020" / unit / "scores.xlsx").is_file()
    assert json.loads((out / "findings.json").read_text("utf-8"))["schema"] == "pufa.findings/1"
    before = (out / "2020" / "云水市水务局" / "assessment.json").stat().st_mtime_ns
    (cohort / "2020" / "云水市教育局" / "总结.txt").write_text("全年举办法治讲座5场。", "utf-8")
    cli.main(call)
    states = {row["单位"]: row["状态"] for row in summary(out)}
    assert states["云水市水务局"] == "未变" and states["云水市教育局"] == "已评"
    assert (out / "2020" / "云水市水务局" / "assessment.json").stat().st_mtime_ns == before
    assert "未变" in capsys.readouterr().out


def test_what_a_reviewer_corrected_holds_when_the_cohort_is_assessed_again(tmp_path: Path,
                                                                           monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUFA_CACHE", str(tmp_path / "kept"))
    cohort, unit, quote = tmp_path / "批次", "云水市水务局", "2020年12月4日，我局在人民广场开展宪法宣传活动。"
    dossier(cohort / "2020" / unit, quote)
    call = ["batch", str(cohort), "--rubric", "jiangyin-2020", "--out", str(tmp_path / "out"), "--progress", "none"]
    cli.main(call)
    before = float(summary(tmp_path / "out")[0]["建议分"])
    append(tmp_path / "out" / "2020" / unit / FILE, [{
        "action": "out", "unit": unit, "year": 2020, "rubric": "jiangyin-2020", "by": "王强", "when": "2021-01-08",
        "mentions": [{"file": "总结.txt", "page": 1, "quote": quote}]}])
    assert cli.main(call) == 0
    row = summary(tmp_path / "out")[0]
    assert float(row["建议分"]) < before and (row["状态"], row["说明"]) == ("已评", "")
    cli.main(call)
    assert summary(tmp_path / "out")[0]["状态"] == "未变"


def test_no_cell_of_the_summary_is_a_formula(tmp_path: Path):
    entry = Entry(year=2020, unit="=cmd|' /C calc'!A1", path=tmp_path)
    write_summary([Outcome(entry=entry, state="failed", reason="+1\n坏", told={})], tmp_path / "summary.csv")
    [row] = summary(tmp_path)
    assert row["单位"].startswith("'=") and row["说明"] == "'+1 坏" and row["建议分"] == ""
