"""Near-duplicates: the same sentence of another unit, day and number; not merely the same subject."""

from __future__ import annotations

import pytest

from training.near import ALIKE, KEPT, likeness, masked, near, sketch

ONE = "3月5日，我局在人民广场开展学雷锋法治宣传活动，发放资料300份，接待群众咨询40余人次。"


def of(text, unit="澜宁市水务局"):
    """The sketch of a text."""
    return sketch(masked(text, unit))


@pytest.mark.parametrize("text", [
    "2020年3月4日，我局在人民广场开展学雷锋法治宣传活动，发放资料1500余份，接待群众咨询三十人次。",
    "3.5我局在人民广场开展学雷锋法治宣传活动；发放资料２００份、接待群众咨询60余人次",
    "3月5日，澜宁市水务局在人民广场开展学雷锋法治宣传活动，发放资料300份，接待群众咨询40余人次。",
])
def test_names_days_numbers_and_signs_make_no_difference(text):
    assert likeness(of(ONE), of(text)) >= ALIKE


@pytest.mark.parametrize("text", [
    "3月5日，志愿者走进社区开展普法，讲解民法典并解答居民提问。",
    "全年报送典型案例4件，均在普法网刊发。",
    "短句。",
])
def test_other_sentences_are_apart(text):
    assert likeness(of(ONE), of(text)) < ALIKE


def test_long_texts_are_compared_by_their_smallest_hashes():
    long = "。".join(f"第{word}组走访企业并讲解{word}法条文和{word}案例" for word in "甲乙丙丁戊己庚辛壬癸子丑寅卯")
    assert len(of(long)) == KEPT and likeness(of(long), of(long + ONE)) >= 0.6 and likeness(of(long), of(ONE)) < 0.2


def test_each_name_gets_its_nearest():
    pairs = list(near({"a": of(ONE), "b": of("全年报送典型案例4件，均在澜宁普法网刊发并归档。")},
                      {"x": of(ONE.replace("300", "20")), "y": of(ONE.replace("学雷锋", "消费者维权"))}))
    assert [(one.one, one.other, one.likeness) for one in pairs] == [("a", "x", 1.0)]
