"""What the clauses after a kind's own words say further of it: a plan beside a deed, last year's figure, a denial."""

from __future__ import annotations

import re
from datetime import date

from classifiers.cues import cues
from classifiers.kinds import Kind
from classifiers.reading import Read
from classifiers.status import Verdict, by_date, held_later
from model.evidence import DateRange

COMPARED = "与往年对比的数字"
PENDING = "同句写明尚未办成"


def year_before(period: DateRange) -> DateRange:
    """The calendar year before the period's."""
    year = period.start.year - 1
    return DateRange(start=date(year, 1, 1), end=date(year, 12, 31))


def continued(kind: Kind, at: int, verdict: Verdict, read: Read, bare: bool = False) -> Verdict | None:
    """What clause ``at``, which has no words of the kind's own, says further; None where it says nothing of status.

    verdict: of the clause that has the kind's words. bare: that clause only names the thing, as the cell of a row or a
    question does.
    """
    part, words = read.parts[at], cues()
    clause = kind.heard(part.of(read.text)).rstrip("｜│\t ")
    quantity = any(part.start <= q.start < part.end and q.quantity.unit in kind.units and not q.is_change
                   for q in read.found.quantities)
    if words.undecided.match(clause):
        return Verdict("planned", f"计划或要求：“{clause.strip('，。；,; ')[:10]}”")
    if not kind.adverse and words.still_to_do.fullmatch(clause):
        return Verdict("planned", PENDING)
    if words.planned.search(clause) and not words.object_jiang.search(clause) and not words.done.search(clause):
        more = (words.more.search(clause) and kind.merge != "single"
                or re.search("恢复|重建|再建|扩建|扩充|^[尚仍正]?待", clause))
        return Verdict("planned", "同句后半为计划") if quantity or more or bare else None
    if words.past.search(clause) and quantity:
        return Verdict("other_period", COMPARED)
    return (_elsewhen(at, clause, bare, read) or _elsewhere(kind, at, clause, bare or quantity, verdict, read)
            or _denied(kind, clause, verdict, read) or _back(at, clause, quantity, verdict, read))


def _elsewhen(at: int, clause: str, bare: bool, read: Read) -> Verdict | None:
    """The clause's own days outside the period."""
    dated = _own_date(at, read)
    timed = by_date(dated, read.scene.period) if dated else None
    counted = any(read.parts[at].start <= q.start < read.parts[at].end for q in read.found.quantities)
    if timed and (bare or timed.status == "planned" and not counted and not cues().done.search(clause)):
        return timed
    return None


def _elsewhere(kind: Kind, at: int, clause: str, told: bool, verdict: Verdict, read: Read) -> Verdict | None:
    """Another body that the clause names as the one who did it; told: it has a number, or the thing stands bare."""
    doing = read.who[at]
    theirs = doing.doer == "other" and doing.name in clause and not doing.active and not doing.attends \
        and not re.search("(?:全|各|[个所家])[^，。；]{0,4}$|^$", clause[:clause.find(doing.name) + 1])
    if theirs and told and verdict.status == "done" and not kind.adverse:
        return Verdict("other_unit", f"由{doing.name}实施")
    return None


def _denied(kind: Kind, clause: str, verdict: Verdict, read: Read) -> Verdict | None:
    """A denial of what the clause before named; what is still planned has of course not happened yet."""
    words = cues()
    if verdict.status == "planned":
        return None
    if kind.adverse:
        none = words.none_stated.fullmatch(clause)
        return Verdict("negated", f"否定：“{clause.strip('，。；,; ')}”") if none else None
    denied = words.denied_after.search(_CASES.sub("", clause))
    if denied and "%" not in kind.units and not re.search("视为|不得|避免|签收", clause) and not held_later(read.text):
        return Verdict("negated", f"否定：“{denied.group()[:8]}”")
    return None


def _back(at: int, clause: str, quantity: bool, verdict: Verdict, read: Read) -> Verdict | None:
    """The unit's own deed of the period after another body's, another year's or none."""
    if clause.startswith("其中") and quantity and read.who[at].doer == "own" and verdict.status == "other_unit":
        return Verdict("done")
    told = quantity or cues().done.search(clause) is not None
    if verdict.status in ("other_period", "negated") and told and _in_period(at, read) \
            and not cues().compared.search(clause):
        return Verdict("done")
    return None


def _own_date(at: int, read: Read) -> DateRange | None:
    """The days that the clause itself names, None where it names none."""
    part, when = read.parts[at], read.when[at]
    return when.range if when and part.start <= when.start < part.end else None


def _in_period(at: int, read: Read) -> bool:
    """True where the clause names a date of its own inside the reviewed period."""
    days = _own_date(at, read)
    return days is not None and days.within(read.scene.period)


def unconvinced(clause: str) -> bool:
    """True for a clause without a word of completion (a denial after it is about the thing itself)."""
    return not cues().done.search(clause) and not cues().achieved.search(clause)


def weak(clause: str) -> bool:
    """True for a clause that names a thing without saying that anything was done (then a later clause decides)."""
    return not cues().deed.search(clause) and not cues().done.search(clause)


_CASES = re.compile("[^，。；、：:]{2,30}案(?=[，。；、（(]|$)")
"""The name of a case (某网约房未登记旅客信息案): what it says was not done is its subject."""


def names_only(at: int, read: Read) -> bool:
    """True for a cell or a question that names a thing; what became of it stands in what follows."""
    clause = read.parts[at].of(read.text)
    if re.search("[？?]$", clause):
        return True
    rest = re.sub("《[^》]*》|“[^”]*”", "", clause)
    return clause.endswith(("｜", "│", "\t", "：", ":")) and not cues().done.search(rest) \
        and not re.search(r"\d", re.sub(r"^(?:任务|图)?[\d.]+", "", rest))


def except_for(read: Read, kind: Kind, verdict: Verdict) -> Verdict | None:
    """The exception in 除某某外，各…均已…: said not to have done it; None where there is none."""
    match = re.search(r"除(?!了|此|上述)[^，。；]{2,14}外", read.text)
    if match and verdict.status == "done" and not kind.adverse \
            and re.search("均|都|全部", read.text[match.end():]):
        return Verdict("negated", f"例外：“{match.group()}”")
    return None
