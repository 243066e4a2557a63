"""A cohort's folder: which dossiers are in it, and what ``pufa integrity`` makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cli
from bulk.cohort import entries, submissions
from model.problems import PufaError


def dossier(place: Path, **files: str) -> Path:
    place.mkdir(parents=True)
    for name, text in files.items():
        (place / f"{name}.txt").write_text(text, "utf-8")
    return place


def test_dossiers_by_year_and_unit(tmp_path: Path):
    dossier(tmp_path / "2022" / "云水市水务局", 总结="全年开展普法讲座3场。")
    dossier(tmp_path / "2021" / "云水市教育局", 总结="组织宪法宣传周活动。")
    dossier(tmp_path / "模板" / "云水市教育局", 总结="不是年份。")
    (tmp_path / "2022" / "云水市公安局.zip").write_bytes(b"PK\5\6" + bytes(18))
    (tmp_path / "2022" / ".隐藏").mkdir()
    found = [(one.year, one.unit) for one in entries(tmp_path)]
    assert found == [(2021, "云水市教育局"), (2022, "云水市公安局"), (2022, "云水市水务局")]


def test_a_dossier_is_read_and_searched(tmp_path: Path):
    dossier(tmp_path / "2022" / "云水市水务局", 总结="2022年3月22日，在人民广场开展世界水日普法宣传活动。")
    (tmp_path / "2022" / "坏.zip").write_bytes(b"no archive")
    [one], [lost] = submissions(tmp_path)
    assert "坏.zip" in lost.text()
    assert one.name == "2022/云水市水务局" and one.documents[0].path == "总结.txt"
    assert any(mention.status == "done" for mention in one.mentions) and one.events


@pytest.mark.parametrize("make", [False, True])
def test_no_dossiers_are_named(tmp_path: Path, make: bool):
    place = tmp_path / "批次"
    if make:
        place.mkdir()
    with pytest.raises(PufaError) as wrong:
        entries(place)
    assert "批次" in str(wrong.value)


def test_the_command_writes_findings_and_says_what_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    place = dossier(tmp_path / "批次" / "2022" / "云水市水务局", 总结="全年开展普法讲座3场。")
    (place / "空.docx").write_bytes(b"")
    out = tmp_path / "out"
    assert cli.main(["integrity", str(tmp_path / "批次"), "--out", str(out), "--deadline", "2023-01-31"]) == 1
    told = json.loads((out / "findings.json").read_text("utf-8"))
    assert told["schema"] == "pufa.findings/1" and isinstance(told["findings"], list)
    said = capsys.readouterr()
    assert "1 份卷宗、2 个文件" in said.out and "空.docx" in said.err


def test_a_day_that_is_none_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["integrity", str(tmp_path), "--out", str(tmp_path / "o"), "--deadline", "年底"]) == 2
    assert "年底" in capsys.readouterr().err
