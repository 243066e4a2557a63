"""``pufa rubric cross``: one dossier under several standards."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from cli_making import UNIT, assessing, written

import assess

MINI = Path(__file__).resolve().parents[1] / "rubric_maps" / "good" / "mini-2020"


@pytest.fixture()
def early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An own standard whose review period ends on 5 November; it asks for the constitution day."""
    folder = Path(shutil.copytree(MINI, tmp_path / "own" / "mini-2020"))
    text = (folder / "rubric.yaml").read_text("utf-8")
    text = text.replace("总分: 10\n", "总分: 10\n评议期: {起: 01-01, 止: 11-05}\n")
    text = text.replace("annual_plan", "constitution_day")
    (folder / "rubric.yaml").write_text(text, "utf-8")
    monkeypatch.setenv("PUFA_RUBRICS", str(tmp_path / "own"))
    return "mini-2020"


def crossing(dossier: Path, out: Path, rubrics: str) -> list[object]:
    return ["rubric", "cross", dossier, "--rubrics", rubrics, "--unit", UNIT, "--year", "2020", "--out", out,
            "--progress", "none"]


def test_each_standard_judges_the_dossier_by_its_own_period(call, papers, tmp_path, early, monkeypatch):
    read = []
    plain = assess.read_dossier
    monkeypatch.setattr(assess, "read_dossier", lambda *a, **k: read.append(a) or plain(*a, **k))
    status, out, _ = call(*crossing(papers, tmp_path / "out", f"jiangyin-2020，{early},{early}"))
    assert status == 0 and len(read) == 1 and "2个标准" in out
    ours, other = (written(tmp_path / "out" / name) for name in ("jiangyin-2020", early))
    assert (ours["period"]["to"], other["period"]["to"]) == ("2020-12-31", "2020-11-05")
    points = {name: next(c for c in data["criteria"] if c["id"] == number)["suggested_points"]
              for name, data, number in (("ours", ours, "8.2"), ("other", other, "1.2"))}
    assert points == {"ours": 5, "other": 0}
    for name in ("jiangyin-2020", early):
        assert call("verify", tmp_path / "out" / name / "assessment.json", "--dossier", papers)[0] == 0
        assert json.loads((tmp_path / "out" / name / "run.json").read_text("utf-8"))["rubric"] == name


def test_the_results_are_those_of_a_single_assessment(call, papers, tmp_path, early, monkeypatch):
    monkeypatch.setenv("PUFA_CACHE", str(tmp_path / "cache"))
    call(*crossing(papers, tmp_path / "out", f"jiangyin-2020,{early}"))
    call(*assessing(papers, tmp_path / "one", progress="none"))
    assert written(tmp_path / "out" / "jiangyin-2020") == written(tmp_path / "one")


def test_the_tables_say_what_each_kind_serves(call, papers, tmp_path, early):
    _, out, _ = call(*crossing(papers, tmp_path / "out", f"jiangyin-2020,{early}"))
    line = next(line for line in out.splitlines() if line.startswith("“12·4”国家宪法日活动"))
    assert line.split() == ["“12·4”国家宪法日活动", "1", "8.2", "5/5（1件）", "1.2", "0/2"]
    hearing = next(line for line in out.splitlines() if line.startswith("旁听庭审"))
    assert hearing.split()[-1] == "—"
    book = openpyxl.load_workbook(tmp_path / "out" / "cross.xlsx")
    assert book.sheetnames == ["总分", "材料种类"]
    totals = [[cell.value for cell in row] for row in book["总分"].iter_rows(min_row=4)]
    assert [row[0] for row in totals] == ["jiangyin-2020", early] and totals[0][6] == 100 and totals[0][3] > 0
    kinds = {row[0].value: [cell.value for cell in row] for row in book["材料种类"].iter_rows(min_row=4)}
    assert kinds["旁听庭审"][1:] == [1, "4.2 2/2（1件） 旁听庭审", "—"]


@pytest.mark.parametrize(("rubrics", "code"), [("jiangyin-2020", "E541"), ("jiangyin-2020,x-1", "E301"),
                                                ("，", "E541")])
def test_a_wrong_call_is_told_in_one_line(call, papers, tmp_path, rubrics, code):
    status, out, said = call(*crossing(papers, tmp_path / "out", rubrics))
    assert (status, out, said.count("\n")) == (2, "", 1) and code in said


def test_a_standard_without_criteria_is_refused(call, papers, tmp_path, early):
    path = tmp_path / "own" / early / "rubric.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[:text.index("部分:")] + "部分: []\n" + text[text.index("等次:"):], "utf-8")
    assert "E542" in call(*crossing(papers, tmp_path / "out", f"jiangyin-2020,{early}"))[2]
