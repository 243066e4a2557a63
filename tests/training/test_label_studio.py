"""Labels in Label Studio's shape: there and back without a change, masked on the way, with a config that fits."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from training_making import entry, line

from bench.train import lines as corpus_lines
from rubric_maps.load import load
from training.label_studio import config, from_task, restored, to_task

DAYS = {"from": "2020-12-01", "to": "2020-12-07"}
SECOND = {**entry("9.1", "planned", 2.5), "criteria": ["9.1", "8.2"], "seen": 1}
FULL = line("x-1", "12月4日前后🎉举办活动3场以上。",
            entry("8.1", quantity=3, lower_bound=True, date=DAYS, level="市",
                  actor="own", note="难定", span=[0, 8]), SECOND, rubric="jiangyin-2020", reviewer="张")


def back(raw):
    """The line after a trip through JSON."""
    return from_task(json.loads(json.dumps(to_task(raw), ensure_ascii=False)))


def test_every_field_comes_back():
    assert back(FULL) == FULL


def test_a_line_of_nothing_comes_back_and_an_unlabelled_task_is_none():
    empty = line("x-2", "风和日丽。")
    assert back(empty) == empty
    assert from_task({"data": {"text": "风和日丽。"}}) is None
    assert from_task({"data": {"text": "风"}, "annotations": [{"was_cancelled": True, "result": []}]}) is None


def test_every_training_line_of_the_corpus_comes_back():
    changed = [one.name for one in corpus_lines() if restored(back(one.raw), one.raw) != one.raw]
    assert changed == []


def test_places_are_counted_as_the_browser_counts():
    value = to_task(FULL)["annotations"][0]["result"][0]["value"]
    assert (value["start"], value["end"], value["text"]) == (0, 9, "12月4日前后🎉")


def test_of_several_annotations_the_truth_counts_else_the_last():
    task = to_task(line("x-3", "旁听庭审1次。", entry("4.2")))
    other = to_task(line("x-3", "旁听庭审1次。", entry("4.2", "planned")))["annotations"][0]
    both = {**task, "annotations": [*task["annotations"], other]}
    assert from_task(both)["gold"][0]["status"] == "planned"
    both["annotations"][0]["ground_truth"] = True
    assert from_task(both)["gold"][0]["status"] == "done"


def test_personal_data_is_covered_and_can_be_put_back():
    private = line("x-4", "联系人电话13812345678，开展宪法日宣传。", entry("8.2", note="问13812345678"),
                   file="13812345678.docx")
    left = json.dumps(to_task(private), ensure_ascii=False)
    assert "13812345678" not in left and "138****5678" in left
    assert restored(back(private), private) == private
    other = {**private, "text": "别的句子"}
    assert restored(back(private), other)["text"] == "联系人电话138****5678，开展宪法日宣传。"


def test_a_prediction_stands_beside_with_its_version_and_score():
    raw = {"id": "q-1", "text": "旁听庭审1次。", "unit": "局", "year": 2020}
    task = to_task(raw, ("v1", 0.4321987, [entry("4.2")]))
    assert "annotations" not in task and from_task(task) is None
    made = task["predictions"][0]
    assert (made["model_version"], made["score"]) == ("v1", 0.4322)
    assert made["result"][0] == {"id": "e1", "from_name": "criteria", "to_name": "text", "type": "labels",
                                 "value": {"start": 0, "end": 7, "text": "旁听庭审1次。", "labels": ["4.2"]}}


def test_the_config_has_a_control_for_everything_that_is_written():
    tree = ElementTree.fromstring(config([load("jiangyin-2020"), load("nanchang-2023")]))
    kinds = {"Labels": "labels", "Choices": "choices", "Number": "number", "TextArea": "textarea"}
    controls = {one.get("name"): kinds[one.tag] for one in tree if one.tag in kinds}
    written = {one["from_name"]: one["type"] for one in to_task(FULL)["annotations"][0]["result"]}
    assert written.items() <= controls.items()
    assert all(one.get("perRegion") == "true" for one in tree if one.tag in ("Choices", "Number", "TextArea"))
    labels = {one.get("value") for one in tree.iter("Label")}
    assert labels == {c.id for name in ("jiangyin-2020", "nanchang-2023") for c in load(name).criteria()}


@pytest.mark.parametrize("task", [[], "x", {"data": []}, {}])
def test_what_is_no_task_makes_a_line_that_is_refused(task):
    assert from_task(task) == {}
