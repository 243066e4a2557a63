"""Every message of the linter has a broken file that shows it, named by its code, first line: code and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from model.problems import messages
from rubric_maps.lint import lint
from rubric_maps.load import available, load_cases, load_file, map_path
from scoring.cases import run_cases

HERE = Path(__file__).parent
GOOD = HERE / "good" / "mini-2020"
BAD = sorted((HERE / "bad").glob("*.yaml"))
KINDS = frozenset({"case_published", "annual_plan", "channel_website", "channel_wechat", "work_award"})
ELSEWHERE = {"E301", "E305", "E306", "E351", "E359", "E366"}
ALSO = {"E332": {"E333"}, "E334": {"E335"}, "E337": {"E352", "E353", "E343"}, "E338": {"E355", "E356"},
        "E339": {"E355", "E356"}, "E336": {"E354"}, "E349": {"E355", "E356"}, "E360": {"E331"}, "E361": {"E331"},
        "E363": {"E364", "E365"}, "E364": {"E363", "E365"}, "E365": {"E363", "E364"}}
"""Messages that rightly come along with another."""
NO_LINE = {"E302", "E352", "E353", "E354", "E355", "E356", "E363", "E364", "E365"}


def place(tmp_path: Path, bad: Path | None) -> Path:
    """The good map in a folder of its name, with one file replaced by a bad one."""
    folder = tmp_path / "mini-2020"
    shutil.copytree(GOOD, folder)
    if bad is not None:
        shutil.copy(bad, folder / ("cases.yaml" if bad.name.endswith(".cases.yaml") else "rubric.yaml"))
    return folder


def test_good_map_is_clean(tmp_path: Path) -> None:
    folder = place(tmp_path, None)
    assert lint(folder, KINDS) == []
    assert run_cases(load_file(folder / "rubric.yaml"), load_cases(folder / "rubric.yaml")) == []


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_bad_file_raises_its_message(bad: Path, tmp_path: Path) -> None:
    first = bad.read_bytes().split(b"\n", 1)[0].decode("ascii")
    code, line = re.match(r"# (E\d+) (\d+)", first).groups()
    found = [(said.code, said.where.rpartition(":")[2]) for said in lint(place(tmp_path, bad), KINDS)]
    assert code == bad.name[:4]
    if code in NO_LINE:
        assert code in {said for said, _ in found}
    else:
        assert (code, line) in found
    assert {said for said, _ in found} <= {code} | ALSO.get(code, set())


def test_every_rubric_message_has_a_bad_file() -> None:
    codes = {message.code for message in messages().values() if message.code.startswith("E3")}
    assert codes - ELSEWHERE == {path.name[:4] for path in BAD}


def test_map_that_is_no_table(tmp_path: Path) -> None:
    folder = place(tmp_path, None)
    (folder / "rubric.yaml").write_text("- 一\n- 二\n", "utf-8")
    assert [said.code for said in lint(folder, KINDS)] == ["E305"]


def test_map_without_cases(tmp_path: Path) -> None:
    folder = place(tmp_path, None)
    (folder / "cases.yaml").unlink()
    assert [said.code for said in lint(folder, KINDS)] == ["E351"]


def test_wrong_case_fails_with_both_figures(tmp_path: Path) -> None:
    folder = place(tmp_path, None)
    text = (folder / "cases.yaml").read_text("utf-8").replace("应得: {1.1: 2}", "应得: {1.1: 3}")
    (folder / "cases.yaml").write_text(text, "utf-8")
    failures = run_cases(load_file(folder / "rubric.yaml"), load_cases(folder / "rubric.yaml"))
    assert [said.code for said in failures] == ["E359"]
    assert "1.1得3分" in failures[0].text() and "2分" in failures[0].text()


def test_sum_message_names_item_and_both_figures(tmp_path: Path) -> None:
    bad = HERE / "bad" / "E331_sum_item.yaml"
    said = next(said for said in lint(place(tmp_path, bad), KINDS) if said.code == "E331")
    assert "第1项" in said.text() and "6分" in said.text() and "5分" in said.text()


@pytest.mark.parametrize("rubric_id", available())
def test_shipped_map_is_clean_and_its_cases_pass(rubric_id: str) -> None:
    path = map_path(rubric_id)
    rubric = load_file(path)
    assert [said for said in lint(path, None) if said.severity == "error"] == []
    assert run_cases(rubric, load_cases(path)) == []
