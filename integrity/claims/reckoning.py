"""Figures of one sentence that cannot give each other: sessions, their average and the whole; shares of two counts;
growth over last year; hours and minutes against the days, sessions and people there were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from classifiers.grammar import QuantityMatch, find_quantities
from integrity.claims.data import number, pattern, value
from integrity.claims.presence import figures_of
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet
from integrity.claims.sums import plain
from model.results import Finding

_DIGITS = {mark: at for at, mark in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11, "十二": 12}


def wrong_reckonings(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Every sentence of a dossier whose figures do not give each other."""
    for sheet in sheets:
        if sheet.paper in ("plan", "duty_list", "notice", "case", "media", "work"):
            continue
        for said in sheet.pieces:
            if pattern("reckoning", "any").search(said.text):
                yield from _reckoned(said, sheets)


def _reckoned(said: Said, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    figures = [one for one in find_quantities(said.text) if one.quantity.value > 0]
    for sort, way in (("average", _average), ("growth", _growth), ("share", _share), ("minutes", _minutes)):
        if pattern("reckoning", sort).search(said.text):
            yield from way(said, figures)
    if pattern("reckoning", "hours").search(said.text):
        yield from _hours(said, figures, sheets)


def _timetable(said: Said, sheets: Sequence[Sheet]) -> list[Said]:
    """What other papers that tell of the same days say about the hours of a day."""
    days = {day.range.start for day in said.dates() if day.range and day.precision == "day" and not day.in_title}
    return [other for sheet in sheets if days and sheet is not said.sheet for other in sheet.pieces
            if pattern("reckoning", "timetable").search(other.text) and any(
                day.range and day.range.start in days for piece in sheet.pieces for day in piece.dates())]


def _of(figures: Sequence[QuantityMatch], *units: str) -> list[QuantityMatch]:
    return [one for one in figures if one.quantity.unit in units]


def _average(said: Said, figures: Sequence[QuantityMatch]) -> Iterator[Finding]:
    """So many sessions, so many people a session, so many in all: the three must fit; rounded ones by a tenth."""
    means = [one for one in _of(figures, "人", "名", "人次") if pattern("reckoning", "mean").search(
        said.text[max(0, one.start - 12):one.start])]
    times = [one for one in _of(figures, *value("reckoning", "session")) if not one.per_each and not one.is_part]
    wholes = [one for one in _of(figures, "人", "名", "人次") if one not in means and not one.is_part
              and not one.per_each and not one.per_capita and (one.quantity.unit == "人次" or pattern(
                  "reckoning", "in_all").search(said.text[max(0, one.start - 8):one.start]))]
    if len(means) != 1 or len(times) != 1 or len(wholes) != 1:
        return
    mean, count, whole = means[0], times[0].quantity.value, wholes[0].quantity.value
    least = mean.quantity.bound == "at_least" or pattern("reckoning", "upwards").match(said.text, mean.end)
    exact = mean.quantity.bound == "exact" and wholes[0].quantity.bound == "exact"
    slack = count / 2 if exact else whole / 10
    made = mean.quantity.value * count
    if made > whole + slack if least else abs(made - whole) > slack:
        yield _told("average", said, made, whole, "人次", f"{plain(count)}{times[0].unit_text}",
                    said.text[mean.start:mean.end])


def _growth(said: Said, figures: Sequence[QuantityMatch]) -> Iterator[Finding]:
    """Now, then, and by how many per cent more or less."""
    for at, rate in enumerate(figures):
        pair = figures[max(0, at - 2):at]
        if rate.quantity.unit != "%" or len(pair) < 2 or pair[0].quantity.unit != pair[1].quantity.unit or \
                pair[0].quantity.unit == "%" or any(one.quantity.bound != "exact" for one in (*pair, rate)):
            continue
        between = said.text[pair[0].end:pair[1].start] + "〇" + said.text[pair[1].end:rate.start]
        way = pattern("reckoning", "than").fullmatch(between) or pattern("reckoning", "rose").fullmatch(between)
        if way is None:
            continue
        first, second = (one.quantity.value for one in pair)
        now, then = (first, second) if way.re is pattern("reckoning", "than") else (second, first)
        real = abs(now - then) * 100 / then
        fewer = pattern("reckoning", "fewer").search(said.text[pair[0].end:rate.start]) is not None
        if abs(real - rate.quantity.value) >= _step(rate) or fewer != (now < then) and now != then:
            yield _told("growth", said, real.quantize(Decimal("0.1")), rate.quantity.value, "%",
                        said.text[pair[0].start:pair[0].end], said.text[pair[1].start:pair[1].end])


def _step(rate: QuantityMatch) -> Decimal:
    """One unit of the last place written: rounding and cutting off are both right."""
    return Decimal(1).scaleb(min(0, int(rate.quantity.value.as_tuple().exponent)))


def _share(said: Said, figures: Sequence[QuantityMatch]) -> Iterator[Finding]:
    """A rate after two counts of one unit of which the second is what the rate is named for."""
    if any(figures_of(said.text).share(sort) for sort in ("came", "passed")):
        return
    for at, rate in enumerate(figures):
        pair = figures[max(0, at - 2):at]
        if rate.quantity.unit != "%" or len(pair) < 2 or {one.quantity.unit for one in pair} & {"%"} or \
                len({unit_family(one) for one in pair}) > 1 or \
                any(one.quantity.bound != "exact" for one in (*pair, rate)):
            continue
        whole, part = (one.quantity.value for one in pair)
        named = pattern("reckoning", "rate_named").search(said.text[pair[1].end:rate.start])
        if any(abs(a.quantity.value * 100 / b.quantity.value - rate.quantity.value) <= _step(rate) for a in figures[:at]
               for b in figures[:at] if unit_family(a) == unit_family(b) and a is not b):
            continue
        if part > whole or named is None or not _fits(said.text[pair[0].end:pair[1].end], named["name"] or ""):
            continue
        real = part * 100 / whole
        if abs(real - rate.quantity.value) > _step(rate):
            yield _told("share", said, real.quantize(Decimal("0.1")), rate.quantity.value, "%",
                        said.text[pair[1].start:pair[1].end], said.text[pair[0].start:pair[0].end])


def _fits(clause: str, name: str) -> bool:
    """Whether a count is what a rate is named for: its clause says the same word (收到回复11份，回复率), or it is told
    as part of the whole, and not for what was sent back alone."""
    if name and name[-2:] in clause:
        return True
    return "其中" in clause and not pattern("reckoning", "sent_back").search(clause)


def unit_family(one: QuantityMatch) -> str:
    """The measure word that stands for all that count the same sort of thing: 人 for 名, 份 for 册."""
    unit = one.quantity.unit
    return next((units[0] for units in value("reckoning", "families") if unit in units), unit)


def _hours(said: Said, figures: Sequence[QuantityMatch], sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Hours above what the days told hold, or above the sessions by their length."""
    hours = [one for one in _of(figures, "小时", "学时", "课时") if one.quantity.bound in ("exact", "at_least")]
    each = [one for one in hours if pattern("reckoning", "a_time").search(said.text[max(0, one.start - 6):one.start])]
    whole = [one for one in hours if one not in each]
    if len(whole) != 1:
        return
    total = whole[0].quantity.value
    times = [one for one in _of(figures, *value("reckoning", "session")) if not one.per_each and not one.is_part]
    length = each[0].quantity.value if len(each) == 1 else _clock(said.text)
    if length and len(times) == 1 and total > times[0].quantity.value * length:
        yield _told("hours", said, times[0].quantity.value * length, total, whole[0].unit_text,
                    f"{plain(times[0].quantity.value)}{times[0].unit_text}", plain(length))
        return
    days = None if pattern("reckoning", "at_leisure").search(said.text) else _days(said)
    if days and total > days * Decimal(int(number("hours_a_day"))):
        yield _told("days", said, days * Decimal(int(number("hours_a_day"))), total, whole[0].unit_text, f"{days}天",
                    plain(Decimal(int(number("hours_a_day")))), _timetable(said, sheets))


def _days(said: Said) -> int | None:
    """On how many days it was held: 为期两天, 三天讲满, 9月15日至16日; None where that is not told once."""
    spoken = {_number(hit[1] or hit[2]) for hit in pattern("reckoning", "days").finditer(said.text)}
    if not spoken:
        spoken = {day.range.days for day in said.dates() if day.range and day.precision == "day" and not day.in_title
                  and 1 < day.range.days <= number("days_on_end")}
    found = spoken.pop() if len(spoken) == 1 else 0
    return found or None


def _clock(text: str) -> Decimal | None:
    """The hours of a session told by the clock (每周二下午两点至五点), those of morning and afternoon together."""
    spans = [(_time(hit["from"], hit["from_half"]), _time(hit["to"], hit["to_half"]))
             for hit in pattern("reckoning", "clock").finditer(text)]
    if not spans or any(start is None or end is None for start, end in spans):
        return None
    return sum(((end - start) % 12 for start, end in spans if start is not None and end is not None), Decimal(0)) \
        or None


def _time(hour: str, half: str | None) -> Decimal | None:
    found = _number(hour)
    return None if not found else Decimal(found) + (Decimal("0.5") if half else 0)


def _number(text: str) -> int:
    """A small number in digits or characters, 0 where it is none."""
    return int(text) if text.isdigit() else _DIGITS.get(text, 0)


def _minutes(said: Said, figures: Sequence[QuantityMatch]) -> Iterator[Finding]:
    """So many minutes for each of so many households, above what so many people have in so many days."""
    each = [one for one in _of(figures, "分钟") if one.per_each or one.per_capita]
    people = [one for one in _of(figures, "人", "名") if pattern("reckoning", "sent").match(said.text, one.end)]
    days = _days(said)
    if len(each) != 1 or len(people) != 1 or not days:
        return
    what = said.text[max(0, each[0].start - 10):each[0].start]
    reached = [one for one in figures if one.quantity.unit in value("reckoning", "reached")
               and f"每{one.quantity.unit}" in what and one is not people[0]]
    if len(reached) != 1:
        return
    need = each[0].quantity.value * reached[0].quantity.value / 60
    have = people[0].quantity.value * days * Decimal(int(number("hours_a_day")))
    if need > have:
        yield _told("minutes", said, have, need.quantize(Decimal(1)), "小时",
                    f"{plain(people[0].quantity.value)}人{days}天",
                    f"{plain(reached[0].quantity.value)}{reached[0].unit_text}")


def _told(sort: str, said: Said, made: Decimal, written: Decimal, unit: str, left: str, right: str,
          more: Sequence[Said] = ()) -> Finding:
    return told("count_contradiction", f"reckoned_{sort}", "medium", [said, *more],
                measures={"written": f"{plain(written)}{unit}", "made": f"{plain(made)}{unit}"},
                written=f"{plain(written)}{unit}", made=f"{plain(made)}{unit}", left=left, right=right)
