"""Days and times as the format of a cell shows them: 2023年10月8日, 2023/10/8 9:05, Oct-23, 下午3时05分, 25:30."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from extractor.sheets.cell_tokens import Manner, Token

Piece = Callable[[datetime.datetime], str]
_EPOCH = datetime.datetime(1899, 12, 30)
_DAY_ONE, _SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
_LAST = 2_958_466
_DAY = 86_400_000
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"
_FIGURES = ("0123456789", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
_TENS = ("", "十", "拾")


def serial_of(value: Any) -> float | None:
    """A number, day, moment, time or length of time as days since the end of 1899; None for anything else."""
    if isinstance(value, (int, float)):
        return float(value) if abs(value) < 1e300 else None
    if isinstance(value, datetime.datetime):
        return (value.replace(tzinfo=None) - _EPOCH) / _DAY_ONE
    if isinstance(value, datetime.date):
        return float((value - _EPOCH.date()).days)
    if isinstance(value, datetime.time):
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86400
    return value / _DAY_ONE if isinstance(value, datetime.timedelta) else None


def date_writer(tokens: Sequence[Token], manner: Manner) -> Callable[[float], str]:
    """What writes days since the end of 1899 as the tokens of a section say; "" where the number is no day."""
    fine = any(one.kind == "point" and two.kind == "digit" for one, two in zip(tokens, tokens[1:], strict=False))
    seconds = any(token.kind in ("date", "elapsed") and token.text[0] in "sS" for token in tokens)
    step = 1000 if seconds and not fine else 1
    pieces = _pieces(tokens, manner)

    def write(serial: float) -> str:
        if not 0 <= serial < _LAST:
            return ""
        moment = _EPOCH + datetime.timedelta(milliseconds=int(serial * _DAY / step + 0.5) * step)
        return "".join([piece if isinstance(piece, str) else piece(moment) for piece in pieces])

    return write


def _pieces(tokens: Sequence[Token], manner: Manner) -> list[str | Piece]:
    """What the tokens show: texts, and functions of the moment."""
    if manner.system == "day":
        return [lambda moment: f"{moment.year}年{moment.month}月{moment.day}日"]
    if manner.system:
        return [lambda moment: f"{moment.hour}:{moment:%M:%S}"]
    half = any(token.kind == "ampm" for token in tokens)
    made: list[str | Piece] = []
    after_point = 0
    for at, token in enumerate(tokens):
        if token.kind == "digit":
            made.append(lambda moment, place=after_point: f"{moment.microsecond:06d}0"[min(place, 6)])  # type: ignore[misc]
            after_point += 1
        elif token.kind == "elapsed":
            made.append(_elapsed(token.text))
        elif token.kind == "ampm":
            made.append(_half_day(token.text, manner))
        elif token.kind == "date":
            made.append(_date(token.text.lower(), manner, _is_minutes(tokens, at), half))
        elif token.kind not in ("general", "text"):
            made.append(token.text)
    return made


def _is_minutes(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ``m`` means minutes: it follows hours or is followed by seconds."""
    if tokens[at].text[0] not in "mM" or len(tokens[at].text) > 2:
        return False
    times = [one for one in tokens[:at] if one.kind in ("date", "elapsed")]
    later = [one for one in tokens[at + 1:] if one.kind in ("date", "elapsed")]
    return bool(times and times[-1].text[0] in "hH") or bool(later and later[0].text[0] in "sS")


def _elapsed(text: str) -> Piece:
    unit = _SECOND * {"h": 3600, "m": 60, "s": 1}[text[0]]
    return lambda moment: str((moment - _EPOCH) // unit).zfill(len(text))


def _half_day(text: str, manner: Manner) -> Piece:
    words = ("上午", "下午") if manner.chinese or "上" in text else tuple(text.upper().split("/"))
    return lambda moment: words[moment.hour >= 12]


def _date(text: str, manner: Manner, minutes: bool, half: bool) -> Piece:
    """What one token of a date shows. minutes: an ``m`` means minutes. half: hours count to twelve."""
    numerals, kind, long = manner.numerals, text[0], len(text)
    if kind in "ye":
        figures, first = str.maketrans(_FIGURES[0], _FIGURES[numerals]), 2 * (text == "yy")
        return lambda moment: f"{moment.year:04d}"[first:].translate(figures)
    if kind in "da" and long > 2:
        return lambda moment: _weekday(text, moment.weekday(), manner.chinese)
    if kind == "m" and long > 2:
        names = [_count(month, 1, 1) + "月" for month in range(1, 13)] if manner.chinese else [
            name if long == 4 else name[:3 - 2 * (long > 4)] for name in _MONTHS]
        return lambda moment: names[moment.month - 1]
    if kind == "h":
        return lambda moment: _count((moment.hour + 11) % 12 + 1 if half else moment.hour, long, numerals)
    if kind == "m" and not minutes:
        return lambda moment: _count(moment.month, long, numerals)
    if kind == "m":
        return lambda moment: _count(moment.minute, long, numerals)
    if kind == "d":
        return lambda moment: _count(moment.day, long, numerals)
    return lambda moment: _count(moment.second, long, numerals)


def _weekday(text: str, day: int, chinese: bool) -> str:
    if text == "aaaa" or chinese and text == "dddd":
        return "星期" + _WEEK[day]
    if text == "aaa" or chinese:
        return ("周" if chinese else "") + _WEEK[day]
    return _DAYS[day] if len(text) > 3 else _DAYS[day][:3]


def _count(number: int, places: int, numerals: int) -> str:
    """A number below 100 in figures or in Chinese numerals (十二)."""
    if not numerals:
        return str(number) if places == 1 else f"{number:02d}"
    tens, ones = divmod(number, 10)
    lead = "" if tens == 1 and numerals == 1 else _FIGURES[numerals][tens]
    return (lead + _TENS[numerals] if tens else "") + (_FIGURES[numerals][ones] if ones or not tens else "")
