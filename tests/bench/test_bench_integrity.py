"""What of a planted cohort counts as found, as a false alarm, and as pointing at the right files."""

from __future__ import annotations

from typing import Any

from bench.integrity import Held, interval, speaks_of, table, touches
from bench.speed import Run

SPENT = Run(1.0, 1.0, 10.0)


def place(unit: str, file: str, year: int = 2022) -> dict[str, Any]:
    return {"year": year, "unit": unit, "file": file, "page": 1, "bbox": None, "quote": ""}


def case(number: int, check: str, *places: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"id": f"c{number}", "check": check, "sub": "copied", "strength": "weak", "expect": "medium",
            "places": list(places), **more}


def found(check: str, severity: str, *places: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"{check}{len(places)}", "check": check, "severity": severity, "places": list(places),
            "explanation": "两处文字相同"}


ONE, TWO, THREE = place("甲局", "a.docx"), place("乙局", "b.docx"), place("丙局", "c.docx")


def test_a_case_of_two_files_is_found_only_where_both_are_named():
    planted = case(1, "text_reuse", ONE, TWO)
    assert speaks_of(found("text_reuse", "high", ONE, TWO), planted)
    assert not speaks_of(found("text_reuse", "high", ONE), planted)
    assert not speaks_of(found("text_reuse", "high", ONE, THREE), planted)


def test_a_group_of_three_is_found_where_two_of_its_files_are_named():
    planted = case(1, "photo_reuse", ONE, TWO, THREE)
    assert speaks_of(found("photo_reuse", "low", ONE, THREE), planted)


def test_a_kindred_check_is_no_alarm_and_finds_nothing():
    planted = case(1, "impossible_date", ONE)
    assert touches(found("date_contradiction", "medium", ONE), planted)
    assert not speaks_of(found("date_contradiction", "medium", ONE), planted)
    assert not touches(found("photo_reuse", "medium", ONE), planted)


def test_figures_of_a_cohort():
    manifest = {"cases": [case(1, "text_reuse", ONE, TWO), case(2, "impossible_date", ONE, strength="strong")],
                "clean": [{"year": 2022, "unit": unit, "why": "plain"} for unit in ("丙局", "丁局")]}
    told = [found("text_reuse", "low", ONE, TWO), found("hidden_text", "high", THREE),
            found("impossible_date", "medium", THREE), found("date_contradiction", "medium", THREE)]
    held = Held("text", manifest, told, SPENT)
    assert held.recall(held.cases) == (1, 2) and held.banded(held.cases) == (0, 1)
    assert held.right("high") == (0, 1) and held.right("low") == (1, 1)
    assert held.alarms() == {"clean": 2, "with high": 1, "with two medium": 1, "high": 1, "medium": 2}
    lines = held.errors()
    assert len([line for line in lines if line.startswith("MISSED c2")]) == 1
    assert sum("CLEAN plain" in line for line in lines) == 3
    assert held.figures()["recall"]["impossible_date"]["strong"] == (0, 1)
    assert "| text_reuse (text) | 100.0 |" in table([held])


def test_the_interval_of_nothing_found_is_not_nothing():
    assert interval(0, 50) == "0.0–7.1" and interval(0, 0) == "–"
