"""Reliability: pairs fall into their bins, and the error is the weighted distance of saying and being right."""

from __future__ import annotations

import pytest

from bench.calibration import bins, error, judged, table
from training.measure import Line


def test_the_error_is_the_weighted_distance():
    pairs = [(0.75, True), (0.75, False), (1.0, True)]
    assert [len(one) for one in bins(pairs)] == [0, 0, 0, 0, 0, 0, 0, 2, 0, 1]
    assert error(pairs) == pytest.approx(0.5 / 3)
    assert "| 0.7–0.8 | 2 | 75.0 | 50.0 |" in table(pairs)


def test_a_mention_is_right_with_criterion_and_status():
    gold = ({"criteria": ["8.2"], "status": "done"},)
    found = tuple({"criteria": [criterion], "status": status, "confidence": 0.7}
                  for criterion, status in (("8.2", "done"), ("8.2", "planned"), ("8.1", "done")))
    assert [right for _, right in judged(Line("1", "文", gold, found))] == [True, False, False]
