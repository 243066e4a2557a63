"""A standard nobody here has seen becomes part of the product by import and a clerk's edits alone, without code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_making import written

PAPER = Path(__file__).parents[1] / "rubric_maps" / "imports" / "linhe-2023.txt"
UNIT = "临禾县住房和城乡建设局"
EDITS = {
    "材料: [leader_taught]": "材料: [leader_in_person]",
    "材料: [channel_website]": "材料: [duty_list_published]",
    "            材料: [exam_participation_rate]": "            分类:\n"
    "              - {名称: 参考率, 材料: [exam_participation_rate]}\n"
    "              - {名称: 合格率, 材料: [exam_pass_rate]}",
    "{名称: 其他人员, 材料: [enforcement_hours], 数量: 40}": "{名称: 其他人员, 材料: [training_hours], 数量: 40}",
    "材料: [constitution_week]": "材料: [constitution_day]",
}
"""What the clerk decides where the draft says 请核对."""
CASES = """
- {案例: 六十学时满分, 卷内: [{种类: enforcement_hours, 数值: 60}], 应得: {4.2: 8}}
- {案例: 五十九学时, 卷内: [{种类: enforcement_hours, 数值: 59}], 应得: {4.2: 7.87}}
- 案例: 两率都到
  卷内: [{种类: exam_participation_rate, 数值: 100}, {种类: exam_pass_rate, 数值: 100}]
  应得: {3.2: 8}
- 案例: 合格率差一点
  卷内: [{种类: exam_participation_rate, 数值: 100}, {种类: exam_pass_rate, 数值: 99}]
  应得: {3.2: 0}
"""
DOSSIER = {
    "总结.txt": """临禾县住房和城乡建设局2023年普法工作总结

一、组织领导

6月5日，局党组理论学习中心组学习《民法典》物业服务合同一章。9月12日，局党组理论学习中心组学习《行政处罚法》。

普法责任清单已在县政府门户网站向社会公示。

二、干部学法

全员参加年度法律知识考试，参考率100%，合格率99%。全年执法人员法律知识培训66学时。

5月18日，组织执法人员到县法院旁听一起物业纠纷案庭审。计划12月再旁听一次。

2023年12月26日
""",
    "责任清单.txt": "临禾县住房和城乡建设局2023年普法责任清单\n\n普法内容：《物业管理条例》。责任股室：物业股。",
}


@pytest.fixture
def own(monkeypatch, tmp_path):
    """An office's own folder of maps."""
    folder = tmp_path / "本办标准"
    folder.mkdir()
    monkeypatch.setenv("PUFA_RUBRICS", str(folder))
    return folder


def edit(folder: Path) -> None:
    """The clerk's edits of the draft, and the cases that go with them."""
    path = folder / "rubric.yaml"
    text = path.read_text("utf-8")
    for before, after in EDITS.items():
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path.write_text(text, "utf-8")
    cases = (folder / "cases.yaml").read_text("utf-8").replace("leader_taught", "leader_in_person")
    kept = [line for line in cases.splitlines() if "3.2 刚好100" not in line]
    (folder / "cases.yaml").write_text("\n".join(kept) + CASES, "utf-8")


def test_import_edit_lint_test_assess_verify(call, own, tmp_path):
    assert call("rubric", "import", PAPER, "--id", "linhe-2023", "--out", own / "linhe-2023")[0] == 0
    edit(own / "linhe-2023")
    status, out, _ = call("rubric", "lint", "linhe-2023")
    assert (status, out.strip()) == (0, "linhe-2023：没有发现问题")
    assert call("rubric", "test", "linhe-2023")[0] == 0
    assert "linhe-2023" in [row["id"] for row in json.loads(call("rubric", "list", "--json")[1])]

    papers = tmp_path / "卷宗"
    papers.mkdir()
    for name, text in DOSSIER.items():
        (papers / name).write_text(text, "utf-8")
    words = ["assess", papers, "--rubric", "linhe-2023", "--unit", UNIT, "--year", "2023", "--out", tmp_path / "结果"]
    assert call(*words)[0] == 0
    points = {row["id"]: row["suggested_points"] for row in written(tmp_path / "结果")["criteria"]}
    assert {n: points[n] for n in ("1.3", "1.4", "3.1", "3.2", "4.1", "4.2", "5.1", "6.2")} == {
        "1.3": 3, "1.4": 2, "3.1": 4, "3.2": 0, "4.1": 3, "4.2": 8, "5.1": 0, "6.2": 8}
    assert call("verify", tmp_path / "结果" / "assessment.json", "--dossier", papers)[0] == 0


def test_a_shipped_standard_is_never_replaced(call, own):
    assert call("rubric", "import", PAPER, "--id", "linhe-2023", "--out", own / "xinjiang-2023")[0] == 0
    assert json.loads(call("rubric", "show", "xinjiang-2023", "--json")[1])["name"].startswith("新疆")
