"""Cohorts written out by hand: every quote stands in its file, halves share nothing, and a fault in a hand is named."""

from __future__ import annotations

import pytest
import yaml

from corpus.planted_hands import build as building
from corpus.planted_hands.build import HALVES, build, hands

GIVEN = {half: hands(half) for half in HALVES}


@pytest.mark.parametrize("half", HALVES)
def test_every_hand_is_proved_against_its_files(half, tmp_path):
    manifest = build(tmp_path / "out", half)
    assert len(manifest["cases"]) == sum(len(hand["cases"]) for _, hand in GIVEN[half]) >= 60
    assert len({case["id"] for case in manifest["cases"]}) == len(manifest["cases"])
    assert len(manifest["clean"]) >= 4 and all(one["why"] for one in manifest["clean"])


def test_halves_share_no_city_and_no_unit():
    cities, units = ([{value for _, hand in GIVEN[half] for value in found(hand)} for half in HALVES] for found in (
        lambda hand: [hand["city"]], lambda hand: [one["unit"] for one in hand["dossiers"]]))
    assert not cities[0] & cities[1] and not units[0] & units[1]


def test_what_is_wrong_with_a_hand_is_named(tmp_path, monkeypatch):
    paper = {"path": "报告.txt", "text": "全年开展活动12场。"}
    place = {"year": 2022, "unit": "清河县水务局", "file": "报告.txt", "quote": "活动15场"}
    case = {"id": "c1", "check": "count_contradiction", "strength": "weak", "expect": "medium", "places": [place]}
    hand = {"half": "tune", "city": "清河县", "cases": [case, case | {"check": "rumour"}], "dossiers": [
        {"year": 2022, "unit": "清河县水务局", "clean": "plain", "files": [paper]}]}
    (tmp_path / "one.yaml").write_text(yaml.safe_dump(hand, allow_unicode=True), "utf-8")
    monkeypatch.setattr(building, "HANDS", tmp_path)
    with pytest.raises(ValueError, match="活动15场") as told:
        build(tmp_path / "out", "tune")
    for words in ("stands twice", "'rumour'", "said to be clean"):
        assert words in str(told.value)
