"""Maps of the office's own folder: found beside the shipped ones, never in their place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from model.problems import PufaError
from rubric_maps import load

MINI = Path(__file__).parent / "good" / "mini-2020"


@pytest.fixture()
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's own folder with the small map in it."""
    shutil.copytree(MINI, tmp_path / "rubrics" / "mini-2020")
    monkeypatch.delenv("PUFA_RUBRICS", raising=False)
    monkeypatch.setenv("PUFA_HOME", str(tmp_path))
    return tmp_path / "rubrics"


def test_an_own_map_is_listed_after_the_shipped_ones_and_loads(office: Path) -> None:
    assert load.available() == (*load.shipped(), "mini-2020") and load.own() == ("mini-2020",)
    assert load.load("mini-2020").name == "示例标准" and load.map_path("mini-2020").parent == office / "mini-2020"


def test_the_named_folder_goes_before_the_work_folder(office: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PUFA_RUBRICS", str(tmp_path / "elsewhere"))
    assert load.own() == ()
    monkeypatch.delenv("PUFA_HOME")
    monkeypatch.delenv("PUFA_RUBRICS")
    assert load.own_folder() is None and load.available() == load.shipped()


def test_an_own_map_with_the_id_of_a_shipped_one_is_refused(office: Path) -> None:
    shutil.copytree(MINI, office / "jiangyin-2020")
    assert load.load("jiangyin-2020").max_points == 100
    assert [p.code for p in load.refused()] == ["E306"] and "jiangyin-2020" in load.refused()[0].text()
    assert load.available().count("jiangyin-2020") == 1


def test_a_map_written_anew_is_read_anew(office: Path) -> None:
    path = office / "mini-2020" / "rubric.yaml"
    before = load.load("mini-2020"), load.stamp("mini-2020")
    path.write_text(path.read_text("utf-8").replace("示例标准", "改过的标准"), "utf-8")
    os.utime(path, ns=(before[1] + 10**9, before[1] + 10**9))
    assert load.load("mini-2020").name == "改过的标准" and load.stamp("mini-2020") != before[1]


def test_an_id_cannot_lead_out_of_the_folder(office: Path) -> None:
    for name in ("../rubrics/mini-2020", "mini-2020/", "."):
        with pytest.raises(PufaError, match="E301"):
            load.load(name)
