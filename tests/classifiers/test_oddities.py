"""What does not agree within one telling."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.oddities import oddities


@pytest.mark.parametrize(("text", "words"), [
    ("上半年办讲座3场、下半年4场，共8场。", ("分项相加为7场，与所写的合计8场不符",)),
    ("全年培训10次，其中学法6次、普法7次。", ("“其中”各项相加为13次，超过总数10次",)),
    ("法律考试应到46人、实到50人。", ("实到50人，多于应到46人",)),
    ("全年5+3=9场。", ("“5+3=9”算式不成立，相加应为8",)),
    ("2022年5月3日（星期三）召开。", ("2022-05-03是星期二，原文写作星期三",)),
    ("5月3日，周五，下乡。", ("2022-05-03是星期二，原文写作星期五",)),
])
def test_disagreements_are_said(text: str, words: tuple[str, ...]) -> None:
    assert oddities(text, 2022) == words


@pytest.mark.parametrize("text", [
    "上半年办讲座3场、下半年4场，共7场。", "全年培训10次，其中学法6次。", "应到46人、实到46人。", "5+3=8",
    "2022年5月3日（星期二）召开。",
    "张贴50张、悬挂4幅，共60件。", "约3场、4场，共10场。", "进机关4次、进乡村6次，累计20次。",
    "人均2次、3次，共9次。", "5月3日开班，周五结业。",
])
def test_what_agrees_or_is_not_comparable_is_not_said(text: str) -> None:
    assert oddities(text, 2022) == ()


@given(st.integers(min_value=1, max_value=400), st.integers(min_value=1, max_value=400),
st.integers(min_value=2, max_value=900))
def test_a_sum_is_held_against_its_parts(one: int, two: int, total: int) -> None:
    said = oddities(f"上半年办班{one}期、下半年{two}期，共{total}期。", 2022)
    assert bool(said) == (one + two != total)


@given(st.dates(min_value=date(2015, 1, 1), max_value=date(2030, 12, 31)), st.integers(min_value=0, max_value=6))
def test_a_weekday_is_held_against_its_day(day: date, weekday: int) -> None:
    text = f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[weekday]}）"
    assert bool(oddities(text, None)) == (day.weekday() != weekday)


@given(st.text(alphabet="其中共应到实到星期周一二三四五日0123456789+=（），、场次人%年月", max_size=40))
def test_any_text(text: str) -> None:
    """Nothing raises, and what is said is said once."""
    said = oddities(text, 2022)
    assert len(set(said)) == len(said)
