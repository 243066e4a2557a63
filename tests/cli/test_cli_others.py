"""``pufa rubric`` and ``pufa doctor``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import doctor
from rubric_maps.load import available, map_path


def test_the_list_has_every_standard(call):
    status, out, _ = call("rubric", "list")
    assert status == 0 and [line.split()[0] for line in out.splitlines()] == list(available())
    assert [row["id"] for row in json.loads(call("rubric", "list", "--json")[1])] == list(available())


def test_show_gives_every_criterion_and_the_bands(call):
    data = json.loads(call("rubric", "show", "jiangyin-2020", "--json")[1])
    status, out, _ = call("rubric", "show", "jiangyin-2020")
    assert (
        status == 0
        and all(f"  {row['id']} " in out for row in data["criteria"])
        and out.splitlines()[-1].startswith("等次：")
    )
    assert sum(row["max_points"] for row in data["criteria"]) == data["max"] == 100


def test_the_maps_are_clean_and_their_cases_come_out(call):
    assert call("rubric", "lint")[0] == 0
    status, out, said = call("rubric", "test")
    assert (status, said) == (0, "") and all(line.endswith("0处不符") for line in out.splitlines())


def test_lint_names_item_and_both_figures(call, tmp_path):
    folder = Path(shutil.copytree(map_path("jiangyin-2020").parent, tmp_path / "jiangyin-2020"))
    text = (folder / "rubric.yaml").read_text("utf-8")
    (folder / "rubric.yaml").write_text(text.replace("满分: 12", "满分: 11", 1), "utf-8")
    status, out, _ = call("rubric", "lint", folder)
    assert status == 1 and "[E331] " in out and "第7项满分11分" in out and "合计12分" in out


@pytest.mark.parametrize("words", [["show", "x-1"], ["test", "x-1"], ["lint", "x-1"]])
def test_an_unknown_standard_is_a_wrong_call(call, words):
    status, out, said = call("rubric", *words)
    assert (status, out, said.count("\n")) == (2, "", 1) and "x-1" in said


def test_doctor_says_what_is_there_and_how_to_get_the_rest(call):
    status, out, said = call("doctor")
    lines = out.splitlines()
    assert (status, said) == (0, "") and lines[0].startswith("有  Python：3.")
    assert out.count("    安装：") == sum(line.startswith("缺  ") for line in lines)


@pytest.mark.parametrize(("needed", "status"), [(True, 1), (False, 0)])
def test_doctor_fails_only_where_something_needed_is_missing(call, monkeypatch, needed, status):
    lost = doctor.Check(name="甲", purpose="乙", have="", install="丙", needed=needed)
    monkeypatch.setattr(doctor, "checks", lambda: (lost,))
    assert call("doctor") == (status, "缺  甲：没有找到。用途：乙。\n    安装：丙\n", "")
