"""The finder's own estimate is brought to measured shares: in order, within bounds, the ends kept."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from classifiers.trust import _points, calibrated


def test_the_table_rises_from_nought_to_one():
    said = [point for point, _ in _points()]
    assert said[0] == 0 and said[-1] == 1
    assert all(a < b and low <= high for (a, low), (b, high) in pairwise(_points()))


@given(st.floats(0, 1, allow_subnormal=False), st.floats(0, 1, allow_subnormal=False))
def test_a_surer_mention_stays_the_surer(one, other):
    assert 0 <= calibrated(one) <= 1
    assert (one <= other) <= (calibrated(one) <= calibrated(other))
