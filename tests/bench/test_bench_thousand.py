"""What the bench of a thousand files makes of its samples and of a receipt."""

from __future__ import annotations

from bench.thousand import Sample, accounted, curve, flat, peak


def samples(*values: float, parent: float = 10.0) -> list[Sample]:
    """One a second."""
    return [Sample(float(at), value, parent + at) for at, value in enumerate(values, 1)]


def test_a_receipt_that_adds_up():
    told = {"files": [{"path": "a"}, {"path": "b"}, {"path": "c.zip!/d"}],
            "intake": {"received": 3, "read": 1, "partly_read": 1, "failed": 1, "ignored": 0}}
    assert accounted({"a", "b", "c.zip!/d"}, told)["adds_up"]
    found = accounted({"a", "b", "e"}, told)
    assert (found["lost"], found["unknown"]) == (["e"], ["c.zip!/d"])


def test_a_receipt_that_does_not():
    told = {"files": [{"path": "a"}, {"path": "a"}],
            "intake": {"received": 2, "read": 1, "partly_read": 0, "failed": 0, "ignored": 0}}
    assert not accounted({"a"}, told)["adds_up"]


def test_memory_is_told_for_the_time_of_reading():
    level = flat(samples(100, 100, 200, 200, 15))
    assert (level["first"], level["second"], level["ratio"], level["gained"]) == (100, 200, 2, 2)
    assert flat(samples(10, 10))["ratio"] == 1 and flat([])["ratio"] == 1


def test_the_curve_has_the_highest_of_every_stretch():
    drawn = curve(samples(1, 5, 2, 3), points=2)
    assert [(row["at"], row["all"]) for row in drawn] == [(50, 5), (100, 3)]
    assert peak(samples(1, 5, 2)) == {"all": 5, "parent": 13} and curve([]) == [] and peak([])["all"] == 0
