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


@given(st.integers(min_value=1, max_value=9_999), st.integers(min_value=1, max_value=9))
def test_spoken_ten_thousands(head: int, tail: int) -> None:
    """7万5 is 75,000, in both scripts."""
    for written in (f"{head}万{tail}", f"{chinese(head)}万{_DIGITS[tail]}"):
        read = find_quantities(f"普法经费{written}，已列支。")
        found = [int(q.quantity.value) for q in read if q.quantity.unit == "元"]
        assert found == [head * 10_000 + tail * 1_000]


@given(st.integers(min_value=1, max_value=99_999_999))
def test_capitals_are_the_same_sum(number: int) -> None:
    """A sum in the capitals of vouchers is the sum in plain numerals."""
    plain = chinese(number)
    capital = plain.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    for written in (plain, capital):
        found = [int(q.quantity.value) for q in find_quantities(f"收到{written}元")]
        assert found == [number] or plain in ("百", "千", "万", "一")


@given(st.integers(min_value=0, max_value=1000))
def test_rates_with_and_without_a_sign(tenths: int) -> None:
    """知晓率93.4 is 知晓率93.4%."""
    written = f"{tenths / 10:g}"
    assert [q.quantity for q in find_quantities(f"知晓率{written}，")] == [
        q.quantity for q in find_quantities(f"知晓率{written}%，")]


@given(st.lists(st.sampled_from(["农技站", "水利站", "供水站", "社区", "学校",
"宣传队"]), min_size=2, max_size=5, unique=True),
       st.integers(min_value=1, max_value=50))
def test_each_of_a_list_has_the_number(names: list[str], number: int) -> None:
    """The whole is the number of names times what each has."""
    found = find_quantities(f"{'、'.join(names)}各{number}次。")
    assert [int(q.quantity.value * q.shared_by) for q in found] == [len(names) * number]
