"""``pufa train``, ``pufa evaluate``, ``pufa label``: weights are measured before they are used, worse ones refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_making import SENTENCE, UNIT

RUBRIC = "jiangyin-2020"
HOUSE = Path(__file__).resolve().parents[2]
THINGS = {"4.2": "旁听庭审", "9.1": "送法进企业"}
SAID = {"done": "{day}日，{who}{thing}{n}次。", "planned": "明年，{who}计划{thing}{n}次。",
        "negated": "{who}今年没有{thing}{n}。", "other_period": "2018年，{who}{thing}{n}次。",
        "other_unit": "9月{n}日，市司法局{thing}{n}次，{who}没有参加。",
        "boilerplate": "《办法》规定，{who}每年应当{thing}不少于{n}次。"}


def rows(writer, first=1):
    """Labelled lines of one writer, a few of every status and thing."""
    return [{"id": f"{status}-{criterion}-{n}", "unit": UNIT, "year": 2020,
             "text": words.format(day=f"9月{n}", who=f"{writer}{n}股", n=n, thing=thing),
             "gold": [{"criteria": [criterion], "status": status, "quantity": None, "lower_bound": False,
                       "date": None, "level": None}]}
            for criterion, thing in THINGS.items() for status, words in SAID.items() for n in range(first, first + 2)]


def put(path, lines):
    """A JSONL file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


@pytest.fixture
def labels(tmp_path):
    """Labels of five writers to train on."""
    for writer in ("法规", "执法", "水厂", "河长", "供排"):
        put(tmp_path / "labels" / f"{writer}.jsonl", rows(writer))
    return tmp_path / "labels"


@pytest.fixture
def fresh(tmp_path):
    """Labels that nobody trained on."""
    text = "为增强以案学法实效，城区水政监察中队全员于{n}月间走进区法院第{n}法庭，旁听了一起水事行政处罚案件的庭审。"
    lines = [{**rows("监察")[0], "id": f"n-{n}", "text": text.format(n=n)} for n in range(3, 9)]
    return put(tmp_path / "fresh.jsonl", [*lines, {**lines[0], "id": "n-0", "text": SENTENCE, "gold": []}])


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A work folder."""
    monkeypatch.setenv("PUFA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def spoiled(trained: Path, folder: Path) -> Path:
    """Weights that call everything a slogan."""
    shutil.copytree(trained, folder)
    ballot = json.loads((folder / "status.json").read_text("utf-8"))
    ballot["offsets"] = [50.0 if status == "boilerplate" else -50.0 for status in ballot["statuses"]]
    if "sure" in ballot:
        ballot["sure"] = [0.0 for _ in ballot["statuses"]]
    (folder / "status.json").write_text(json.dumps(ballot), "utf-8")
    return folder


def status_now(line: dict, **environment: str) -> set[str]:
    """The statuses that ``pufa mentions`` gives a line in a process of its own."""
    path = put(Path(environment["PUFA_HOME"]) / "line.jsonl", [line])
    words = [sys.executable, "cli.py", "mentions", "--jsonl-text", "--rubric", RUBRIC, str(path)]
    made = subprocess.run(words, cwd=HOUSE, env={**os.environ, **environment}, capture_output=True, text=True,
                          check=True)
    return {json.loads(row)["status"] for row in made.stdout.splitlines()}


def test_train_evaluate_publish_and_use(call, labels, fresh, home, tmp_path):
    status, out, said = call("train", "--labels", labels, "--rubric", RUBRIC, "--folds", 0)
    assert (status, said) == (0, "训练……\n") and "用 120 句标注和 0 句更正训练出 v1" in out
    status, out, said = call("evaluate", "--labels", fresh, "--rubric", RUBRIC, "--publish", "--accept",
                             "--json", tmp_path / "figures.json")
    assert status == 0 and "已改用：v1" in out and "旁听庭审（court_hearing）" in out and "变化" in out
    assert json.loads((tmp_path / "figures.json").read_text("utf-8"))["figures"]["criteria F1"]["n"] == 6
    worse = spoiled(home / "learned" / "v1", tmp_path / "worse")
    status, out, said = call("evaluate", "--labels", fresh, "--rubric", RUBRIC, "--weights", worse, "--publish")
    assert status == 1 and "[E862]" in said and "[E863]" in said and "状态正确率" in said and "已改用" not in out
    line = json.loads(fresh.read_text("utf-8").splitlines()[0])
    assert status_now(line, PUFA_HOME=str(home)) == {"done"}
    status, out, said = call("evaluate", "--labels", fresh, "--rubric", RUBRIC, "--weights", worse, "--publish",
                             "--accept")
    assert status == 0 and "[E862]" in said and "已改用：v2" in out
    assert status_now(line, PUFA_HOME=str(home)) == {"boilerplate"}
    assert status_now(line, PUFA_HOME=str(home), PUFA_WEIGHTS="shipped") == {"done"}
    status, out, said = call("evaluate", "--labels", fresh, "--rubric", RUBRIC, "--weights", "shipped", "--publish",
                             "--accept")
    assert status == 0 and "已改用：随软件的权重" in out
    diary = [json.loads(row) for row in (home / "learned" / "history.jsonl").read_text("utf-8").splitlines()]
    assert [(row["what"], row["version"]) for row in diary] == [("train", "v1"), ("publish", "v1"), ("publish", "v2"),
                                                                ("publish", "shipped")]
    assert diary[2]["worse"] and diary[3]["before"] == "v2"


def test_what_was_trained_on_cannot_measure(call, labels, home):
    call("train", "--labels", labels, "--rubric", RUBRIC, "--folds", 0)
    status, out, said = call("evaluate", "--labels", labels, "--rubric", RUBRIC)
    assert (status, out) == (2, "") and "[E857]" in said and "[E861]" in said and "共剔除" in said


def test_lines_like_the_test_are_not_trained_on(call, labels, fresh, home, tmp_path):
    put(labels / "抄来.jsonl", [{**json.loads(fresh.read_text("utf-8").splitlines()[0]), "id": "抄"}])
    status, out, said = call("train", "--labels", labels, "--rubric", RUBRIC, "--folds", 0, "--test", fresh)
    assert status == 0 and "用 120 句标注" in out and "抄来#抄" in said


@pytest.mark.parametrize(("words", "code"), [
    (["train", "--labels", "没有"], "E507"),
    (["train", "--labels", "labels"], "E850"),
    (["train", "--labels", "labels", "--rubric", "nowhere-2020"], "E301"),
    (["train", "--labels", "labels", "--rubric", RUBRIC, "--folds", "0"], "E856"),
    (["train", "--labels", "labels", "--rubric", RUBRIC, "--out", "labels"], "E860"),
    (["train", "--labels", "fresh.jsonl", "--rubric", RUBRIC, "--out", "v1"], "E859"),
    (["evaluate", "--labels", "fresh.jsonl", "--rubric", RUBRIC, "--weights", "v9"], "E853"),
    (["label", "import", "没有.json", "--out", "x.jsonl"], "E507"),
    (["label", "queue", "fresh.jsonl", "--unit", UNIT, "--year", "2020", "--rubric", RUBRIC, "--count", "0",
      "--out", "x"], "E864"),
])
def test_a_wrong_call_is_one_line(call, labels, fresh, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PUFA_HOME", raising=False)
    status, out, said = call(*words)
    assert (status, out, said.count("\n")) == (2, "", 1) and said.startswith(f"[{code}] ")


def test_the_queue_can_be_imported_labelled_and_trained_on(call, papers, tmp_path):
    status, out, said = call("label", "queue", papers, "--unit", UNIT, "--year", 2020, "--rubric", RUBRIC, "--count", 9,
                             "--config", tmp_path / "view.xml", "--out", tmp_path / "tasks.json")
    assert (status, said) == (0, "") and "没把握" in out and "<View>" in (tmp_path / "view.xml").read_text("utf-8")
    tasks = json.loads((tmp_path / "tasks.json").read_text("utf-8"))
    assert tasks and all(task["data"]["reason"] and task["predictions"][0]["model_version"] for task in tasks)
    told = next(task for task in tasks if task["data"]["text"] == SENTENCE)
    told["annotations"] = [{"result": told["predictions"][0]["result"]}]
    (tmp_path / "export.json").write_text(json.dumps(tasks, ensure_ascii=False), "utf-8")
    status, out, said = call("label", "import", tmp_path / "export.json", "--out", tmp_path / "labels.jsonl")
    assert (status, said) == (0, "") and out.startswith("1 条标注")
    line = json.loads((tmp_path / "labels.jsonl").read_text("utf-8"))
    assert line["text"] == SENTENCE and line["file"] == "简报.txt"
    assert (["8.2"], "done") in [(one["criteria"], one["status"]) for one in line["gold"]]


def test_what_is_labelled_already_is_not_asked_again(call, papers, tmp_path):
    lines = put(tmp_path / "labels.jsonl", [{**rows("监察")[0], "text": SENTENCE}])
    call("label", "queue", papers, "--unit", UNIT, "--year", 2020, "--rubric", RUBRIC, "--labels", lines,
         "--out", tmp_path / "tasks.json")
    assert SENTENCE not in [task["data"]["text"] for task in json.loads((tmp_path / "tasks.json").read_text("utf-8"))]


def test_export_and_import_are_exact_and_private(call, tmp_path):
    lines = rows("监察")
    lines[0]["text"] = "联系13812345678，9月3日旁听庭审1次。"
    path = put(tmp_path / "labels.jsonl", lines)
    status, _, said = call("label", "export", path, "--rubric", RUBRIC, "--out", tmp_path / "tasks.json")
    assert (status, said) == (0, "") and "13812345678" not in (tmp_path / "tasks.json").read_text("utf-8")
    status, _, said = call("label", "import", tmp_path / "tasks.json", "--original", path,
                           "--out", tmp_path / "back.jsonl")
    assert (status, said) == (0, "") and (tmp_path / "back.jsonl").read_bytes() == path.read_bytes()


def test_an_unfinished_annotation_is_named_and_the_rest_is_written(call, tmp_path):
    tasks = [{"data": {"id": 1, "text": SENTENCE, "unit": UNIT, "year": 2020}, "annotations": [{"result": [
        {"id": "a", "from_name": "criteria", "type": "labels", "value": {"labels": ["8.2"], "start": 0, "end": 5}}]}]},
        {"data": {"id": 2, "text": SENTENCE, "unit": UNIT, "year": 2020}, "annotations": [{"result": []}]}, "错"]
    (tmp_path / "export.json").write_text(json.dumps(tasks), "utf-8")
    status, out, said = call("label", "import", tmp_path / "export.json", "--out", tmp_path / "labels.jsonl")
    assert status == 1 and out.startswith("1 条") and said.count("[E850]") == 2
