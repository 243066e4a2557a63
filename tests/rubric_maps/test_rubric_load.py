"""The shipped map of Jiangyin 2020 against the facts of the printed standard, and the loader's refusals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from model.problems import PufaError
from model.rules import Aspects, Count, External, Presence, Tiers
from rubric_maps.load import available, load, load_file

# criterion, points, rule, threshold (count) or number of aspects
FACTS = [
    ("1.1", "2", Presence, None), ("1.2", "2", Aspects, 2), ("1.3", "3", Presence, None),
    ("2.1", "2", Presence, None), ("2.2", "2", Presence, None), ("2.3", "2", Presence, None),
    ("2.4", "2", Presence, None), ("3.1", "2", Count, 2), ("3.2", "2", Presence, None),
    ("4.1", "2", Count, 2), ("4.2", "2", Count, 1), ("5.1", "4", Presence, None),
    ("6.1", "4", External, None), ("6.2", "4", External, None), ("7.1", "12", Count, 4),
    ("8.1", "5", Presence, None), ("8.2", "5", Presence, None), ("9.1", "10", Aspects, 4),
    ("10.1", "8", Aspects, 5), ("11.1", "2", Presence, None), ("11.2", "3", Presence, None),
    ("12.1", "5", Presence, None), ("13.1", "2", Presence, None), ("14.1", "3", Presence, None),
    ("14.2", "5", Tiers, None), ("15.1", "5", Presence, None),
]


def test_every_criterion_has_the_points_and_rule_of_the_standard() -> None:
    found = []
    for criterion in load("jiangyin-2020").criteria():
        rule = criterion.rule
        size = rule.threshold if isinstance(rule, Count) else len(rule.aspects) if isinstance(rule, Aspects) else None
        found.append((criterion.id, str(criterion.max_points), type(rule), size))
    assert found == FACTS


def test_sections_items_and_bands() -> None:
    rubric = load("jiangyin-2020")
    assert [(s.points, s.bonus) for s in rubric.sections] == [(15, False), (20, False), (40, False), (25, False)]
    assert [int(item.number) for item in rubric.items()] == list(range(1, 16))
    assert sum(criterion.max_points for criterion in rubric.criteria()) == rubric.max_points == 100
    assert [(band.name, band.lower) for band in rubric.bands] == [
        ("优秀", 90), ("良好", 75), ("合格", 60), ("不合格", 0)]
    assert [(veto.case, veto.grade) for veto in rubric.vetoes] == [("弄虚作假", "不合格")]
    assert rubric.grade_places == 1 and rubric.composites == ()


def test_aspects_and_tiers_are_those_of_the_standard() -> None:
    by_id = {criterion.id: criterion for criterion in load("jiangyin-2020").criteria()}
    names = {number: [part.name for part in by_id[number].rule.aspects] for number in ("1.2", "9.1", "10.1")}
    assert names == {"1.2": ["负责人", "联络员"], "9.1": ["普法读本", "宣传品", "法治实践活动", "品牌"],
                     "10.1": ["网站", "微博", "微信", "客户端", "电子显示屏"]}
    tiers = by_id["14.2"].rule
    assert [(tier.level, tier.points) for tier in tiers.tiers] == [("国家", 5), ("省", 3), ("市", 2)] and tiers.add_up


def test_every_silence_is_declared_and_every_criterion_says_what_to_hand_in() -> None:
    for criterion in load("jiangyin-2020").criteria():
        silent = isinstance(criterion.rule, Aspects | Tiers | External) or (
            isinstance(criterion.rule, Count) and criterion.rule.threshold > 1)
        assert bool(criterion.reading) or not silent, criterion.id
        assert criterion.hand_in and criterion.short and criterion.citation.source == "甲"
        assert bool(criterion.proofs) == (criterion.id != "12.1")


def test_points_are_exact() -> None:
    assert all(isinstance(c.max_points, Decimal) for c in load("jiangyin-2020").criteria())


def test_unknown_id_names_the_available_ones() -> None:
    with pytest.raises(PufaError, match="jiangyin-2020") as caught:
        load("suzhou-1999")
    assert caught.value.problem.code == "E301" and "suzhou-1999" in str(caught.value)
    assert "jiangyin-2020" in available()


def test_broken_or_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PufaError, match="E302"):
        load_file(tmp_path / "rubric.yaml")
    (tmp_path / "rubric.yaml").write_text("标准：x\n", "utf-8")
    with pytest.raises(PufaError, match="E311"):
        load_file(tmp_path / "rubric.yaml")


def test_a_text_nested_without_end_is_refused_like_any_broken_one(tmp_path: Path) -> None:
    (tmp_path / "rubric.yaml").write_text("说明: " + "[" * 5000 + "]" * 5000, "utf-8")
    with pytest.raises(PufaError, match="E303"):
        load_file(tmp_path / "rubric.yaml")


def test_good_mini_map_has_bonus_composite_and_date() -> None:
    rubric = load_file(Path(__file__).parent / "good" / "mini-2020" / "rubric.yaml")
    assert rubric.sections[1].bonus and rubric.valid_from is not None
    assert [(w.part, w.weight) for w in rubric.composites[0].weights] == [("annual", 60), ("final", 40)]
