"""Numbers of one passage that bound one another, whatever words stand between them: so many a time and how many times,
parts and their whole, a share and its two counts, a change and what it changed, who was called and who was away.

A relation is suspected only where none of the numbers at hand fulfils it (every reading is tried first), after the
consistency tests of published figures (GRIM, Brown & Heathers 2017): a test of agreement, not of intent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from integrity.claims.amounts import Amount, amounts, family, of_unit, one_slip, paragraphs, told_in
from integrity.claims.data import number, pattern, value
from integrity.claims.guesses import Guess
from integrity.claims.presence import figures_of
from integrity.claims.sheets import Said, Sheet
from integrity.claims.sums import plain

_PER = re.compile(r"每一?(?:个|名)?(?P<what>[一-龥])[^，。；\d]{0,16}$|(?P<mean>(?!平)[一-龥])均[^，。；\d]{0,6}$"
                  r"|(?P<twice>[期场次堂节户家])(?P=twice)[^，。；\d]{0,6}$")
_SLASH = re.compile(r"(?:/|每)(?P<what>[一-龥]{1,2})")
_RISE = re.compile(r"增|升|提高|多|长|减|降|少|下滑|回落")
_BASE = re.compile(r"上一?年|去年|前年|往年|同期|20\d\d年|由|从")
_THEN = re.compile(r"上一?年|去年|前年|往年|同期|由|从")


def passages(sheet: Sheet) -> Iterator[Guess]:
    """What the numbers of each passage of a paper cannot all be."""
    if sheet.paper in ("plan", "duty_list", "notice", "case", "media", "work"):
        return
    for paragraph in (*paragraphs(sheet), *([said] for said in told_in(sheet) if said.block.kind == "table_row")):
        found = [amounts(said) for said in paragraph]
        for at, said in enumerate(paragraph):
            here = found[at]
            if len(here) > 1 or here and at and found[at - 1]:
                near = (*(found[at - 1] if at else ()), *here, *(found[at + 1] if at + 1 < len(found) else ()))
                yield from _times(said, here, near)
                yield from _shares(said, here, near)
                yield from _changes(said, here)
                yield from _roll(said)
                yield from _every(said, here, near)
                yield from _parts(said, here)


def _times(said: Said, here: Sequence[Amount], near: Sequence[Amount]) -> Iterator[Guess]:
    """So many for each of so many, and the whole: no count at hand times the share makes any whole at hand."""
    for each in here:
        per = _per(each)
        if per is None or each.unit == "%" or each.value <= 0:
            continue
        counts = [one for one in near if one is not each and one.plain and one.value > 1 and _counts(one, per)]
        wholes = [one for one in of_unit(near, each.unit) if one is not each and one.plain
                  and one.value > each.value and not one.match.is_part
                  and (each.unit != "场" or one.match.unit_text == each.match.unit_text)]
        if not counts or not wholes or any(_makes(each, count, whole) for count in counts for whole in wholes
                                           if count is not whole):
            continue
        count, whole = counts[-1], wholes[-1]
        if count is whole or not (whole.exact and count.exact) or len(wholes) > 2 or len(counts) > 2:
            continue
        made = each.value * count.value
        far = abs(made - whole.value) / max(made, whole.value)
        low = each.match.quantity.bound == "at_least"
        if low and made < whole.value:
            continue
        summed = whole.match.unit_text == "人次" or pattern("reckoning", "in_all").search(whole.before)
        points = number("guess_sure") if summed and far < Decimal("0.7") else 2.0
        yield Guess(points, "times", _saids(each, count, whole),
                    {"written": whole.text, "made": plain(made)},
                    {"each": said.text[max(0, each.match.start - 6):each.match.end], "count": count.text,
                     "made": plain(made), "written": whole.text})


def _per(one: Amount) -> str | None:
    """For what each a number is told (每场 → 场, 户均 → 户, 2元/本 → 本); None where it is told for none."""
    found = _PER.search(re.split("[，。；]", one.said.text[:one.match.start])[-1])
    if found:
        return found["mean"] or found["what"] or found["twice"]
    found = _SLASH.match(one.said.text, one.match.end)
    if found and found["what"][0] not in "年月日周天":
        return found["what"]
    return "*" if pattern("amounts", "price").search(one.before) else None


def _counts(one: Amount, per: str) -> bool:
    """Whether a number counts what another is told for each of."""
    if one.unit in ("元", "%", "分"):
        return False
    return per == "*" and one.unit == "份" or family(per[:1]) == one.unit or \
        one.match.unit_text[:1] == per[:1] or len(per) > 1 and (per in one.after or per in one.name) or \
        len(per) == 1 and per in one.after[:5]


def _makes(each: Amount, count: Amount, whole: Amount) -> bool:
    """Whether a share times a count is the whole, as nearly as rounding lets; at least so many may be fewer."""
    made = each.value * count.value
    if each.match.quantity.bound == "at_least" or pattern("amounts", "least").search(each.before):
        return made <= whole.value
    if pattern("amounts", "most").search(each.before):
        return made >= whole.value
    rounded = not (each.exact and whole.exact and count.exact) or "均" in each.before
    slack = max(count.value / 2, whole.value / 20) if rounded else Decimal(0)
    return abs(made - whole.value) <= slack


def _saids(*found: Amount) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(one.said for one in found))


def _shares(said: Said, here: Sequence[Amount], near: Sequence[Amount]) -> Iterator[Guess]:
    """A rate that no two counts at hand make, neither as a share nor as a change."""
    rates = of_unit(here, "%")
    if len(rates) != 1 or not rates[0].exact or figures_of(said.text).share("came") or \
            figures_of(said.text).share("passed"):
        return
    rate = rates[0]
    before = [one for one in near if one.plain and one.exact and one.unit != "%" and one.value > 0
              and (one.said is not said or one.match.start < rate.match.start)]
    grown = _RISE.search(said.text[max(0, rate.match.start - 8):rate.match.start]) is not None
    named = re.search(r"([一-龥]{2})率[^，。；\d]{0,6}$|占[^，。；\d]{0,8}$", said.text[:rate.match.start])
    pairs = [(a, b) for a, b in permutations(before, 2) if a.unit == b.unit and (grown or a.value <= b.value)]
    if not pairs or not (grown or named) or any(_gives(a, b, rate) for a, b in pairs):
        return
    mine = [one for one in before if one.said is said]
    if len(mine) < 2 or mine[-1].unit != mine[-2].unit:
        return
    first, second = mine[-2], mine[-1]
    if grown:
        if not _BASE.search(said.text[:rate.match.start]) or len(pairs) > 2:
            return
    elif not _of_rate(first, second, named[1] if named else None):
        return
    part, whole = sorted((first, second), key=lambda one: one.value)
    made = abs(first.value - second.value) * 100 / second.value if grown else part.value * 100 / whole.value
    points = number("guess_sure") if len(pairs) == (2 if grown else 1) else 2.0
    yield Guess(points, "share", (said,), {"written": rate.text, "made": f"{made:.1f}%"},
                {"left": part.text, "right": whole.text, "made": f"{made:.1f}%", "written": rate.text})


def _of_rate(first: Amount, second: Amount, name: str | None) -> bool:
    """Whether the later count is what a rate is named for (收到回复11份，回复率), or it is told as the share of one."""
    clause = second.before + second.after
    return name is None or name in clause or name[:1] in clause or name[1:] in clause


def _gives(a: Amount, b: Amount, rate: Amount) -> bool:
    """Whether ``a`` of ``b`` is the rate, or the change between them is: cut off, rounded, or by a decimal."""
    step = Decimal(1).scaleb(min(0, int(rate.value.as_tuple().exponent)))
    return any(abs(made * 100 / b.value - rate.value) <= step for made in (a.value, abs(a.value - b.value)))


def _changes(said: Said, here: Sequence[Amount]) -> Iterator[Guess]:
    """So many more than before: no two counts at hand lie so far apart."""
    for change in here:
        if not change.match.is_change or change.unit == "%" or not change.exact:
            continue
        unit = "%" if change.unit == "百分点" else change.unit
        counts = [one for one in of_unit(here, unit) if one is not change and one.plain and one.exact]
        if len(counts) != 2 or not any(_THEN.search(one.before) for one in counts):
            continue
        apart = abs(counts[0].value - counts[1].value)
        if apart != change.value:
            yield Guess(number("guess_sure"), "change", (said,), {"written": change.text, "made": plain(apart)},
                        {"left": counts[0].text, "right": counts[1].text, "made": plain(apart),
                         "written": change.text})


def _roll(said: Said) -> Iterator[Guess]:
    """Called, came and away; came, passed and failed: the two do not make the third."""
    known = figures_of(said.text)
    for whole, part, rest, sort in ((known.called, known.came, known.away, "到场"),
                                    (known.came, known.passed, known.failed, "合格")):
        if whole and part is not None and rest is not None and part + rest != whole and part <= whole:
            yield Guess(number("guess_sure"), "roll", (said,), {"written": part, "made": whole - rest},
                        {"whole": whole, "part": part, "rest": rest, "sort": sort})


def _every(said: Said, here: Sequence[Amount], near: Sequence[Amount]) -> Iterator[Guess]:
    """So many a month, week or quarter, and more in all than a year has room for."""
    for each in here:
        found = pattern("amounts", "every").search(said.text[:each.match.end])
        if found is None or said.text[found.end("time"):each.match.start].count("，") > 1 or not each.exact:
            continue
        most = int(value("amounts", "in_a_year")[found["time"]]) * each.value
        for whole in of_unit(near, each.unit):
            year = pattern("totals", "whole_year").search(whole.said.text[:whole.match.start])
            if whole is not each and whole.plain and whole.exact and year and whole.value > most:
                yield Guess(number("guess_sure") - 0.5, "every", _saids(each, whole),
                            {"written": whole.text, "made": plain(most)},
                            {"each": found["time"], "made": plain(most), "written": whole.text})


def _parts(said: Said, here: Sequence[Amount]) -> Iterator[Guess]:
    """A whole and the parts listed right after or before it: no run of numbers at hand makes it."""
    for unit in dict.fromkeys(one.unit for one in here):
        run = [one for one in of_unit(here, unit) if one.plain]
        if unit == "%" or len(run) < 3 or any(not one.exact for one in run):
            continue
        values = [one.value for one in run]
        for at, parts in ((0, values[1:]), (len(run) - 1, values[:-1])):
            whole, made = run[at], sum(parts, Decimal(0))
            if made == whole.value or not _listed(said, run, at) or \
                    any(sum(values[i:j]) == whole.value for i in range(len(run)) for j in range(i + 2, len(run) + 1)):
                continue
            close = one_slip(made, whole.value) or abs(made - whole.value) <= whole.value / 10
            points = 1.0 + (1.5 if close else 0) + (0.5 if len(parts) > 2 else 0) + (1.0 if made > whole.value else 0)
            yield Guess(points, "parts_whole", (said,), {"written": whole.text, "made": plain(made)},
                        {"made": plain(made), "written": whole.text,
                         "parts": "、".join(one.text for one in run if one is not whole)})


def _listed(said: Said, run: Sequence[Amount], at: int) -> bool:
    """Whether the numbers but the whole stand in one list, and words of a whole or of parts join it to them."""
    parts = run[1:] if at == 0 else run[:-1]
    gaps = [said.text[a.match.end:b.match.start] for a, b in zip(parts, parts[1:], strict=False)]
    if any(len(gap) > 14 or re.search(r"[。；;]|其中", gap) and "；" not in gap for gap in gaps):
        return False
    if pattern("totals", "open_list").search(said.text[run[0].match.end:]):
        return False
    if at == 0:
        return pattern("amounts", "parts_follow").search(said.text[run[0].match.end:parts[0].match.start]) is not None
    return pattern("amounts", "whole_follows").search(said.text[parts[-1].match.end:run[-1].match.start]) is not None
