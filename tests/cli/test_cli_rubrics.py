"""``pufa rubric compare`` and maps of the office's own on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

MINI = Path(__file__).resolve().parents[1] / "rubric_maps" / "good" / "mini-2020"


@pytest.fixture()
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's own folder with the small map in it."""
    shutil.copytree(MINI, tmp_path / "mini-2020")
    monkeypatch.setenv("PUFA_RUBRICS", str(tmp_path))
    return tmp_path


def test_own_maps_are_listed_shown_linted_and_tested(call, office):
    assert call("rubric", "list")[1].splitlines()[-1].startswith("mini-2020  示例标准")
    assert call("rubric", "show", "mini-2020")[0] == 0
    assert "mini-2020：没有发现问题" in call("rubric", "lint", "mini-2020")[1]
    assert call("rubric", "test", "mini-2020")[0] == 0


def test_a_broken_own_map_costs_only_itself(call, office):
    (office / "mini-2020" / "rubric.yaml").write_text("标准：x\n", "utf-8")
    shutil.copytree(MINI, office / "jiangyin-2020")
    status, out, said = call("rubric", "list")
    assert status == 1 and "jiangyin-2020" in out and "mini-2020" not in out
    assert "[E311]" in said and "[E306]" in said


def test_compare_explains_what_corresponds(call, office):
    status, out, _ = call("rubric", "compare", "mini-2020", "jiangyin-2020")
    assert status == 0 and "二、相对应的要求（4对）" in out and "三、只有甲要求：没有" in out
    assert "同样要求：发布典型案例；甲更重：分值（甲占40%，乙占12%）；乙更严：数量（甲2件，乙4个典型案例）" in out
    assert "甲：不少于2件得4分，不足按比例" in out


def test_compare_as_json_says_the_same(call, office):
    data = json.loads(call("rubric", "compare", "mini-2020", "jiangyin-2020", "--json")[1])
    pair = data["matches"][0]
    assert data["schema"] == "pufa.compare/1" and (pair["left"]["id"], pair["right"]["id"]) == ("1.1", "7.1")
    assert pair["basis"] == "kinds" and pair["kinds"][0]["names"] == ["发布典型案例"] and pair["stricter"] == "乙"
    assert pair["left"]["share"] == 40 and pair["words"].startswith("同样要求：")
    assert {"aspect": "数量", "left": "2件", "right": "4个典型案例", "stricter": "right"} in pair["differences"]
    assert len(data["only_right"]) == 22 and data["only_left"] == []


def test_compare_with_an_unknown_standard_is_a_wrong_call(call):
    assert call("rubric", "compare", "jiangyin-2020", "x-1")[0] == 2
