"""Training: repeatable to the byte, without memory of words, refused where there is too little to learn from."""

from __future__ import annotations

import importlib.util
import json

import pytest
from training_making import RUBRIC, entry, labelled, line, put

from classifiers.learned.place import SHIPPED, TRAINED, checked
from model.problems import PufaError
from training.evaluate import MAIN, compared, counted, figures, worse
from training.found import found_by
from training.labels import Labelled, read_labels
from training.learn import Given, Trainer, apart, crossed, learn, sketches


def read(folder, *writers):
    """The lines of some writers."""
    return tuple(read_labels([labelled(folder, *writers)], RUBRIC)[0])


def test_a_version_has_weights_of_the_shipped_make_a_record_and_a_card(trained):
    assert checked(trained) == trained and {*TRAINED, "record.json", "trained_on.txt", "model_card.md"} == \
        {path.name for path in trained.iterdir()}
    record = json.loads((trained / "record.json").read_text("utf-8"))
    assert record["lines"] == 150 and record["writers"] == 5 and record["corrected"] == 0
    card = (trained / "model_card.md").read_text("utf-8")
    assert record["fingerprint"] in card and "标注 150 句，5 位作者" in card and "不能用来定分" in card


def test_training_again_gives_the_same_bytes(trained, tmp_path):
    learn(Given(read(tmp_path / "labels")), tmp_path / "again", folds=0, say=lambda words: None)
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == \
        {path.name: path.read_bytes() for path in trained.iterdir()}


def test_what_it_was_trained_on_is_kept_without_its_words(trained):
    text = (trained / "trained_on.txt").read_text("utf-8")
    assert len(text.splitlines()) == 150 and "旁听" not in text


def test_a_correction_changes_the_weights(trained, tmp_path):
    raw = line("c-1", "9月3日，科室旁听行政案件庭审9次。", entry("4.2", "other_unit", 9))
    wrong = Labelled("更正/张审", RUBRIC, raw)
    learn(Given(read(tmp_path / "labels"), (wrong,)), tmp_path / "v2", folds=0, say=lambda words: None)
    record = json.loads((tmp_path / "v2" / "record.json").read_text("utf-8"))
    assert record["corrected"] == 1
    assert (tmp_path / "v2" / "status.json").read_bytes() != (trained / "status.json").read_bytes()


def test_cross_validation_judges_every_line_by_weights_that_never_saw_its_writer(tmp_path):
    said = []
    lines = read(tmp_path / "labels")
    measured = crossed(Trainer(), Given(lines), 2, said.append)
    assert said == ["交叉验证 1/2", "交叉验证 2/2"]
    assert measured is not None and measured.lines == 150 and measured.writers == 5 and measured.by_writer
    assert figures(measured, draws=0)["criteria F1"].value == 1


@pytest.mark.parametrize("writers", [("科室",), ("科室", "大队", "水厂", "河长办")])
def test_too_few_writers_are_refused(tmp_path, writers):
    with pytest.raises(PufaError, match="E859"):
        learn(Given(read(tmp_path / "labels", *writers)), tmp_path / "v1", folds=0, say=lambda words: None)
    assert not (tmp_path / "v1").exists()


def test_a_missing_status_is_named(tmp_path):
    lines = tuple(one for one in read(tmp_path / "labels") if one.raw["gold"][0]["status"] != "negated")
    with pytest.raises(PufaError, match=r"negated（0）"):
        learn(Given(lines), tmp_path / "v1", folds=0, say=lambda words: None)


def test_without_the_library_there_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(PufaError, match="E858.*scikit-learn"):
        learn(Given(()), tmp_path / "v1", folds=0, say=lambda words: None)


def test_lines_nearly_like_others_are_left_out_wherever_they_stand(tmp_path):
    text = "3月5日，我局在人民广场开展学雷锋法治宣传活动，发放资料300份，接待咨询40余人次。"
    rows = [line("1", text, entry("8.1")), line("2", text, entry("8.1")), line("3", "旁听庭审1次。", entry("4.2"))]
    lines, _ = read_labels([put(tmp_path / "a.jsonl", rows)], RUBRIC)
    others = sketches([Labelled("评测", RUBRIC, line("9", text.replace("300", "80"), entry("8.1")))])
    kept, problems = apart(lines, others)
    assert [one.raw["id"] for one in kept] == ["3"] and "评测#9" in problems[0].text()


def counts(rows, found):
    """The counts of rows of one writer each, of which ``found`` says what was found."""
    lines = [Labelled(f"w{n}", RUBRIC, one) for n, one in enumerate(rows)]
    return counted(lines, found)


def mention(criterion, kind, status="done"):
    """A mention, as far as it is counted."""
    return {**entry(criterion, status), "kind": kind, "confidence": 0.9}


def test_figures_are_counted_per_kind_status_and_criterion():
    rows = [line(str(n), "旁听庭审1次。", entry("4.2")) for n in range(3)]
    found = [[mention("4.2", "court_hearing")], [mention("8.2", "constitution_day")],
             [mention("4.2", "court_hearing", "planned")]]
    shown = figures(counts(rows, found), draws=0)
    assert shown["kind court_hearing precision"].value == 1 and shown["kind court_hearing recall"].value == 2 / 3
    assert shown["kind constitution_day precision"].value == 0
    assert shown["criterion jiangyin-2020 4.2 recall"].value == 2 / 3
    assert shown["status done recall"].value == 1 / 2 and shown["status accuracy"].value == 1 / 2


def test_intervals_are_drawn_over_writers():
    rows = [line(str(n), "旁听庭审1次。", entry("4.2")) for n in range(40)]
    found = [[mention("4.2", "court_hearing")]] * 20 + [[]] * 20
    lines = [Labelled(f"w{n // 4}", RUBRIC, one) for n, one in enumerate(rows)]
    measured = counted(lines, found)
    recall = figures(measured)["criteria recall"]
    assert len(measured.rows) == 10 and measured.by_writer
    assert recall.low is not None and recall.high is not None and recall.low <= 0.2 and recall.high >= 0.8


def test_worse_is_a_fall_of_a_main_figure_beyond_the_slack():
    rows = [line(str(n), "旁听庭审1次。", entry("4.2")) for n in range(8)]
    good = counts(rows, [[mention("4.2", "court_hearing")]] * 8)
    bad = counts(rows, [[mention("4.2", "court_hearing", "planned")]] * 8)
    assert worse(compared(good, good)) == [] and worse(compared(bad, good)) == []
    assert worse(compared(good, bad)) == ["deed F1", "status accuracy"] and set(MAIN) > {"deed F1", "status accuracy"}


def test_finding_by_chosen_weights_runs_apart(trained, tmp_path):
    lines = read(tmp_path / "labels", "科室")[:2]
    assert [one[0]["criteria"] for one in found_by(lines, trained)] == [["4.2"], ["9.1"]]
    assert [one[0]["criteria"] for one in found_by(lines, "shipped")] == [["4.2"], ["9.1"]] and SHIPPED.is_dir()
    with pytest.raises(PufaError, match="E854"):
        found_by(lines, tmp_path / "nothing")
