"""What holds for any text: numerals and dates come back as written, spans lie in the text, nothing raises."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.grammar import carry_year, find_dates, find_masks, find_quantities
from classifiers.grammar.masks import DATE_BLOCKING
from model.evidence import DateRange

PERIOD = DateRange(start=date(2020, 1, 1), end=date(2020, 12, 31))
_DIGITS = "零一二三四五六七八九"
_PIECES = ["第", "月", "日", "年", "至", "—", "共", "其中", "12·4", "〔2020〕", "7号", "《", "》", "2020",
           "30", "十", "万", "余",
           "场", "次", "份", "一", "。", "，", "国家宪法日", "以来", "截至",
           "（", "）", "%", ".", ":", "３", "\n", "一是", "个", "半",
           "小时", "百分之", "近", "1", "99999999999999999999", "点", "〇", "廿", "元", "七五", "-", "/", " "]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))


def _group(number: int) -> str:
    """Below ten thousand."""
    out, gap = "", False
    for size, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + mark
        gap = not digit
    return out


def chinese(number: int) -> str:
    """A numeral as a clerk writes it."""
    high, low = divmod(number, 10_000)
    text = (_group(high) + "万" if high else "") + ("零" if high and 0 < low < 1000 else "") + _group(low)
    return text[1:] if text.startswith("一十") else text


@given(st.integers(min_value=2, max_value=99_999_999))
def test_chinese_numerals_round_trip(number: int) -> None:
    """What is written in Chinese numerals is read as the same number."""
    text = f"发放{chinese(number)}份"
    bare = chinese(number) in ("百", "千", "万")
    assert bare or [int(match.quantity.value) for match in find_quantities(text)] == [number]


@given(st.integers(min_value=1, max_value=10**9))
def test_arabic_numerals_round_trip(number: int) -> None:
    """With and without thousands separators."""
    for written in (f"{number}", f"{number:,}"):
        assert [int(match.quantity.value) for match in find_quantities(f"发放{written}册。")] == [number]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_dates_round_trip(day: date) -> None:
    """Every spelling of a day is that day."""
    han = "".join("〇一二三四五六七八九"[int(char)] for char in str(day.year))
    spellings = [f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day.year}.{day.month}.{day.day}",
                 f"{day.year}/{day.month:02}/{day.day:02}", f"{han}年{chinese(day.month)}月{chinese(day.day)}日"]
    for text in spellings:
        found = find_dates(text + "召开", year=2020, period=PERIOD)
        assert [match.range for match in found] == [DateRange(start=day, end=day)], text


@settings(max_examples=300)
@given(texts)
def test_any_text(text: str) -> None:
    """Nothing raises; spans lie in the text, in order, apart, and outside the masks."""
    masks = find_masks(text)
    quantities, dates = find_quantities(text), find_dates(text, year=2020, period=PERIOD)
    carry_year(text)
    for spans in (masks, quantities, dates):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(mask.text == text[mask.start:mask.end] for mask in masks)
    assert all(one.end <= two.start for one, two in zip(masks, masks[1:], strict=False))
    assert all(one.end <= two.start for one, two in zip(dates, dates[1:], strict=False))
    for mask in masks:
        assert not any(mask.start < found.end and found.start < mask.end for found in quantities)
        if mask.kind in DATE_BLOCKING:
            assert not any(mask.start < found.end and found.start < mask.end for found in dates)


@given(texts)
def test_without_a_year(text: str) -> None:
    """No year at all is no reason to raise, and no year is made up: a range has its year from the words."""
    for found in find_dates(text, year=None, period=None):
        assert found.range is None or found.year_given or found.relative is not None
