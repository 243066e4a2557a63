"""``pufa integrity --index``: earlier dossiers are the other side, kept once, forgotten when told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bulk import archive as room
from cli import main
from store.archive import Archive

STORY = ("3月12日下午，清河县水务局执法大队在龙泉镇集贸市场摆出六块展板，大队长王建国把偷采河沙的三起旧案画成连环画，"
         "让赶集的老乡自己指出错在哪一格。卖豆腐的赵婶看完第二格就喊出声，说她家男人前年也差点上了采沙船。"
         "随后执法员把砂石检测的筛子搬上桌，请大家亲手筛一筛，看看多粗的砂子不许挖，多细的砂子也不许挖，"
         "现场送出印着举报电话的筛网布袋320个，当场登记线索4条。")


def cohort(place: Path, year: int, unit: str, words: str) -> Path:
    folder = place / str(year) / unit
    folder.mkdir(parents=True)
    (folder / "简报.txt").write_text(words, "utf-8")
    return place


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUFA_CACHE", "off")

    def call(folder: Path, *more: str) -> list[dict]:
        out = tmp_path / f"out{len(list(tmp_path.glob('out*')))}"
        assert main(["integrity", str(folder), "--out", str(out), "--index", str(tmp_path / "库.sqlite"),
                     "--progress", "none", *more]) == 0
        found = json.loads((out / "findings.json").read_text("utf-8"))["findings"]
        return [one for one in found if one["check"] == "text_reuse"]
    return call


def test_a_copy_of_an_archived_paper_is_found_and_forgotten(run, tmp_path: Path) -> None:
    assert run(cohort(tmp_path / "旧", 2021, "清河县水务局", STORY)) == []
    copy = STORY.replace("清河县水务局", "白塔县林业局").replace("龙泉镇", "柳树乡").replace("320", "510")
    one, = run(cohort(tmp_path / "新", 2022, "白塔县林业局", copy))
    assert (one["severity"], one["units"], one["years"]) == ("high", ["清河县水务局", "白塔县林业局"], [2021, 2022])
    assert {(place["year"], place["unit"], place["file"]) for place in one["places"]} == {
        (2021, "清河县水务局", "简报.txt"), (2022, "白塔县林业局", "简报.txt")}
    assert run(tmp_path / "新", "--forget", "2021/清河县水务局") == []


def test_an_unchanged_dossier_is_kept_once(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(cohort(tmp_path / "旧", 2021, "清河县水务局", STORY))
    put: list[str] = []
    monkeypatch.setattr(Archive, "put", lambda self, year, unit, *more: put.append(unit))
    run(tmp_path / "旧")
    assert put == []
    (tmp_path / "旧/2021/清河县水务局/简报.txt").write_text(STORY + "又及。", "utf-8")
    run(tmp_path / "旧")
    assert put == ["清河县水务局"]


def test_fingerprints_of_other_rules_are_made_anew(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "rules", lambda: "old")
    run(cohort(tmp_path / "旧", 2021, "清河县水务局", STORY))
    monkeypatch.undo()
    monkeypatch.setenv("PUFA_CACHE", "off")
    with Archive(tmp_path / "库.sqlite") as archive:
        assert room.renew(archive) == 1 and room.renew(archive) == 0


def test_what_is_not_there_cannot_be_forgotten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = cohort(tmp_path / "旧", 2021, "清河县水务局", STORY)
    words = ["integrity", str(folder), "--out", str(tmp_path / "o"), "--forget", "2019/没有的局"]
    assert main(words) == 2 and "--index" in capsys.readouterr().err
    assert main([*words, "--index", str(tmp_path / "库.sqlite")]) == 2 and "E702" in capsys.readouterr().err
