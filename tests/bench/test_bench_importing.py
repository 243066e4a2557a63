"""How a draft is held against a finished map."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from bench.importing import compare, main, pairs
from rubric_maps.load import load

PAPER = """江阴市普法责任制落实评估标准
一、普法责任制建设（100分）
1．将普法工作纳入本部门总体布局（50分）。
2．制定普法责任清单（25分），撰写年度普法工作总结（25分）。
90分以上为优秀，75分至89分为良好，60分至74分为合格，59分以下为不合格。
"""


def test_a_map_agrees_with_itself():
    rubric = load("jiangyin-2020")
    counts, errors = compare(rubric, rubric)
    assert errors == [] and counts["criteria.ok"] == counts["criteria.n"] == 26 and counts["criteria.more"] == 0


def test_every_figure_that_differs_is_counted_and_named():
    rubric = load("jiangyin-2020")
    section = rubric.sections[0]
    item = section.items[0]
    wrong = replace(item.criteria[0], max_points=Decimal(9))
    items = (replace(item, criteria=(wrong, *item.criteria[1:-1])), *section.items[1:])
    found = replace(rubric, sections=(replace(section, items=items), *rubric.sections[1:]), bands=rubric.bands[:-1])
    counts, errors = compare(rubric, found)
    assert {"points 1.1: 9 for 2", "criteria 1.3: not found for True", "bands 不合格: not found for 0"} <= set(errors)
    assert (counts["criteria.ok"], counts["bands.ok"], counts["bands.n"]) == (25, 3, 4)


def test_papers_are_found_by_the_beginning_of_the_id(tmp_path: Path, capsys):
    (tmp_path / "jiangyin-2020.txt").write_text(PAPER, "utf-8")
    (tmp_path / "elsewhere-2020.txt").write_text(PAPER, "utf-8")
    assert list(pairs(tmp_path)) == [("jiangyin-2020", tmp_path / "jiangyin-2020.txt")]
    assert main(["--papers", str(tmp_path)]) == 0
    row = capsys.readouterr().out.splitlines()[-1]
    assert row.startswith("| jiangyin-2020 | 3/26 |") and " 4/4 " in row


def test_a_folder_without_papers_measures_nothing(tmp_path: Path):
    assert main(["--papers", str(tmp_path)]) == 1
