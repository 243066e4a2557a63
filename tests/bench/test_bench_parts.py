"""Part-dossiers: their gold is proved, their sums add up, and how events were joined is measured as its sources say."""

from __future__ import annotations

import pytest

from bench import agreement, parts
from bench.clusters import b_cubed, b_cubed_sums, ceaf_e
from bench.parts import READINGS, compare
from corpus.builders import part

EVERY = sorted(path for split in parts.SETS.values() for path in split.glob("*.yaml"))


def test_there_are_parts_of_every_standard_in_both_sets():
    for split in parts.SETS.values():
        standards = {part.load(path)[0]["rubric"] for path in split.glob("*.yaml")}
        assert {"jiangyin-2020", "nanchang-2023", "xinjiang-2023", "jintan-2018-towns",
                "jintan-2018-departments"} <= standards


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_the_gold_of_every_part_agrees_with_its_papers(path):
    assert part.errors(path) == []


def test_a_wrong_count_and_a_lost_mark_are_told(tmp_path):
    text = parts.SETS["dev"].joinpath("zhuxi_weijian.yaml").read_text("utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text.replace('"13.1": 2}', '"13.1": 3}', 1), "utf-8")
    assert any("13.1: count 3 stated, 2 events count" in line for line in part.errors(wrong))
    wrong.write_text(text.replace("⟦e04|", "⟦e99|", 1), "utf-8")
    with pytest.raises(SystemExit, match="e04"):
        part.load(wrong)


def test_joined_events_are_measured_as_their_sources_say():
    labels = [("a", 1), ("a", 1), ("b", 1), ("b", 2)]
    assert b_cubed_sums(labels) == pytest.approx((4 / 3 + 1 / 3 + 1, 2 + 0.5 + 0.5))
    assert b_cubed(labels)[1] == pytest.approx(0.75)
    alike, found, gold = ceaf_e(labels)
    assert (found, gold) == (2, 2) and alike == pytest.approx(2 * 2 / 5 + 2 * 1 / 3)
    assert ceaf_e([]) == (0.0, 0, 0)


def row(found, quote="12月4日举办宪法宣传。", status="done", **more):
    return {"id": "8.2", "suggested_points": found, "low": 0, "high": 5, "max_points": 5, "self_points": None,
            "status": "met", "measured": {"count": 1},
            "evidence": [{"file": "a.txt", "quote": quote, "counts": True, "status": status, "event": "x",
                          "quantity": 1}], **more}


def test_a_part_is_compared_by_places_counts_and_points():
    gold = {"asked": ["8.2"], "counts": {"8.2": 1}, "points": {"8.2": 5}, "claims": [], "must_not_count": [
        {"file": "a.txt", "quote": "明年再办一次。", "criteria": ["8.2"], "status": "planned", "why": "计划"}],
        "events": [{"id": "e1", "criteria": ["8.2"], "counts": True, "mentions": [
            {"file": "a.txt", "quote": "12月4日举办宪法宣传。", "status": "done"}]}]}
    right, errors = compare(gold, {"criteria": [row(5)]})
    assert errors == [] and READINGS["suggested points exact"](right) == 1
    assert READINGS["events: B³ F1"](right) == 1 and READINGS["counting evidence that the gold counts"](right) == 1
    wrong, errors = compare(gold, {"criteria": [row(0, quote="明年再办一次。", high=0)]})
    assert READINGS["suggested points exact"](wrong) == 0 and READINGS["gold points within low and high"](wrong) == 0
    assert READINGS["traps that count for nothing"](wrong) == 0
    assert {"points", "inside", "whole", "near"} <= {kind for kind, _ in errors}


def test_single_errors_of_the_untouched_set_are_not_shown(capsys):
    assert parts.main(["test", "--errors"]) == 2
    assert "honest" in capsys.readouterr().err


def test_two_labellers_are_compared_on_the_same_lines():
    lines = list(agreement.lines("nanchang-2023"))
    assert len(lines) == 50 and all(line.text for line in lines)
    assert agreement.table().splitlines()[-1].startswith("| all | 250 |")
