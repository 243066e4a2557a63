"""Whose deed it is: for every clause of a sentence, the unit itself, another body, or nobody named.

Another body is the doer where its name stands as a subject before a verb. A body that is a partner (联合), a host whose
event the unit joined (参加…组织的), a place (到…法院) or a receiver (报…法宣办) is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from classifiers.context import Context, names
from classifiers.governed import governed, governed_whole, neighbour
from classifiers.text import Piece
from classifiers.words import expression
from model.expressions import regex

Doer = Literal["own", "other", "none"]


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does what in a clause. name: the other body, "" otherwise. attends: the unit merely joins another's event.

    active: the unit adds a deed of its own there; helped: in another clause of the sentence. owned: the clause tells
    of something of the other body's (县人社局“法治夜市”做法被通报表扬). hosted: the unit joins what the body ``name``
    holds (参加市局举办的培训).
    """

    doer: Doer
    name: str = ""
    attends: bool = False
    active: bool = False
    helped: bool = False
    owned: bool = False
    hosted: str = ""


@lru_cache(maxsize=16)
def _words(key: str) -> re.Pattern[str]:
    """The words of a key of ``bodies.yaml``, compiled."""
    return regex(expression(names()[key]))


_REGION = r"(?:[一-龥]{2,3}?(?:省|市|县|区|州))?(?:省|市|县|区|州|团)?"


@lru_cache(maxsize=256)
def _bodies(context: Context) -> str:
    """The words for other bodies, longest first, as the inside of a group."""
    table = names()
    words = {*table["行业"], *(name for row in table["简称"] for name in row if len(name) > 2)}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=256)
def _patterns(context: Context) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = names()
    own_bodies = _subordinates(context)
    acts = f"(?={expression(table['谓语状语'])}*[^，。；]{{0,24}}?{expression(table['谓语动词'])})"
    other = regex(f"({_REGION})({_bodies(context)}){acts}")
    own_words = [*table["自称"], context.unit, *context.trades, *own_bodies]
    governed = table["政府自称"][context.level] if context.governs else []
    own = regex("|".join((*map(re.escape, sorted({w for w in own_words if w}, key=len, reverse=True)), *governed)))
    start = r"(?:^|[，。；、：:]|(?<=[日月周年来间天]))(?:[一-龥]{2,3}[省市县区](?=全))?"
    totals = regex(f"{start}{expression(table['合计'])}{acts}")
    return other, own, totals


@lru_cache(maxsize=256)
def _subordinates(context: Context) -> frozenset[str]:
    """Bodies that belong to a unit of this trade (派出所 to a police bureau)."""
    table: dict[str, list[str]] = names()["下属"]
    return frozenset(body for trade, bodies in table.items()
                     if trade in context.unit or trade in context.trades for body in bodies)


def doings(sentence: str, parts: list[Piece], context: Context) -> list[Doing]:
    """The doer of each clause, a subject being carried into clauses that name none.

    sentence: flat text; parts: its clauses as offsets into it.
    """
    found: list[Doing] = []
    bare: list[int] = []
    carried = Doing("none")
    for part in parts:
        clause = part.of(sentence)
        doing = _clause_doing(clause, context)
        if doing.doer == "none" and carried.doer == "other":
            doing = Doing("other", carried.name)
        elif doing.doer != "none":
            carried = doing
            for at in bare:
                found[at] = doing if doing.doer == "other" else found[at]
        bare = [*bare, len(found)] if doing.doer == "none" and _words("只有时间").fullmatch(clause) else []
        found.append(doing)
    helped = any(d.doer == "own" and d.active for d in found)
    return [replace(d, helped=True) for d in found] if helped else found


@lru_cache(maxsize=256)
def _above_or_beside(context: Context) -> tuple[re.Pattern[str], ...]:
    """Patterns for a body that no list names: by its level, as somewhere else's, or told as the one who did it."""
    table = names()
    levels, end = table["机关级别"][context.level], table["机关末字"]
    start = "(?:^|(?<=[，。；、：:｜\\t]))" + f"(?:{expression(table['只有时间'])}|(?:图|附)?\\d*\\s*)"
    acts = f"(?={expression(table['谓语状语'])}*[^，。；]{{0,24}}?{expression(table['谓语动词'])})"
    return (regex(f"{start}(?P<上>(?:{levels}){end}){acts}"), regex(f"{start}(?P<别>{table['别处']})"),
            *(regex(table[key]) for key in ("由他做", "是他做的", "主办栏")))


def _unlisted(clause: str, own: re.Pattern[str], context: Context) -> str:
    """The other body of no list that the clause makes the doer, "" where there is none or the unit is among them."""
    for pattern in _above_or_beside(context):
        match = pattern.search(clause)
        name = match.group(match.lastgroup or 0) if match else ""
        if match and name and _own_at(match.group(), own, context) is None and _a_body(name):
            return name
    return ""


def _a_body(name: str) -> bool:
    """True for words that may name a body outside the unit; its own rooms and people are none."""
    return _words("机关尾").search(name) is not None and _words("自己人").search(name) is None


@lru_cache(maxsize=4096)
def _clause_doing(clause: str, context: Context) -> Doing:
    other, own, totals = _patterns(context)
    mine = _own_at(clause, own, context)
    attends = bool(_words("参加").search(clause))
    active = mine is not None and bool(_words("自己做").search(clause))
    owner, hosted = _owner_and_host(clause, context)
    if owner and mine is None:
        return Doing("other", owner, attends, active, owned=True)
    near = neighbour(clause, context)
    if near:
        return Doing("other", near, attends)
    total = totals.search(clause)
    if total and (_words("全区域定语前").search(clause[:total.start()])
                  or _words("全区域节日").match(clause, total.start())):
        total = None
    if total and not (mine is not None and mine < total.start()) and not _own_system(total, mine) \
            and not governed_whole(total.group(), context):
        return Doing("other", total.group().strip("，。；、：: "), attends, active)
    for match in other.finditer(clause):
        if _is_own(match, context) or not _subject(clause, match, context):
            continue
        if mine is not None and mine < match.start():
            continue
        added = mine is not None and bool(_words("自己做").search(clause, mine))
        return Doing("other", _level_of(match) + match.group(2), attends, added)
    unlisted = _unlisted(clause, own, context)
    if unlisted and not context.governs and (mine is None or clause.find(unlisted) < mine):
        return Doing("other", unlisted, attends, active and mine is not None)
    return Doing("own" if mine is not None else "none", "", attends, active, hosted=hosted)


@lru_cache(maxsize=256)
def _possessive(context: Context) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for a clause about another body's work, and for an event of another body that was joined."""
    table, body = names(), f"({_REGION})({_bodies(context)})"
    when, has, told = (expression(table[key]) for key in ("只有时间", "所有", "所有物谓语"))
    owner = f"(?:{when})?{body}{has}[^，。；]{{0,30}}?{told}"
    host = f"{expression(table['去参加'])}{body}[^，。；]{{0,6}}{expression(table['举办的'])}"
    return regex(owner), regex(host)


def _owner_and_host(clause: str, context: Context) -> tuple[str, str]:
    """The other body whose work the clause is about, and the one whose event was joined; "" where there is none."""
    owner, host = _possessive(context)
    return _body_of(owner.match(clause), context), _body_of(host.search(clause), context)


def _body_of(match: re.Match[str] | None, context: Context) -> str:
    """The other body that a pattern found, with its level; "" where that is the unit itself."""
    return _level_of(match) + match.group(2) if match and not _is_own(match, context) else ""


def _own_system(total: re.Match[str], mine: int | None) -> bool:
    """True where the unit is named right after the whole, which is then only the setting (全市系统我局率先……)."""
    return mine is not None and mine - total.end() < 4


def _level_of(match: re.Match[str]) -> str:
    region = match.group(1)
    if region and region.endswith("自治区"):
        return "自治区"
    return region[-1] if region and region[-1] in "省市县区州团" else ""


def names_own(text: str, context: Context) -> bool:
    """True where a text names the unit itself, in full or in a short form."""
    _, own, _ = _patterns(context)
    return _own_at(text, own, context) is not None


def names_only_presence(sentence: str) -> bool:
    """True where the sentence says that the unit was merely there, or had no part in it (坐在台下, 没有轮上)."""
    return _words("只在场").search(sentence) is not None


def named_other(before: str, context: Context) -> str:
    """The other body whose name the text ends with (市生态环境局党组|中心组学法), "" where there is none."""
    other, _, _ = _patterns(context)
    bare = _words("名后部门").sub("", before)
    if bare.endswith(("我局", "本局", *context.trades)):
        return ""
    own = {*context.trades, *_subordinates(context), *(b for b in _BUREAUS if not _superior(b[0], context))}
    for match in _tail_pattern().finditer(bare[-16:]):
        mine = match.group(2) in own or governed(match.group(1), match.group(2), context)
        if not mine and not _words("非所属前").search(bare[:len(bare) - len(match.group())]):
            return match.group(2)
    return ""


@lru_cache(maxsize=1)
def _tail_pattern() -> re.Pattern[str]:
    words = sorted(set(names()["行业"]), key=len, reverse=True)
    return regex(f"((?:省|市|县|区|州|团)?)({'|'.join(map(re.escape, words))})$")


def _own_at(clause: str, own: re.Pattern[str], context: Context) -> int | None:
    """Where the clause first names the unit itself, None where it does not or names it as a superior (省税务局)."""
    for match in own.finditer(clause):
        before = clause[max(0, match.start() - 4):match.start()]
        if match.group() in context.trades and _foreign(before, context):
            continue
        if match.group() in _subordinates(context) and _above(before, context):
            continue
        if match.group() in _BUREAUS and _superior(match.group()[0], context):
            continue
        return match.start()
    return None


_BUREAUS = ("市局", "县局", "区局")


def _superior(level: str, context: Context) -> bool:
    """True where 市局, 县局 or 区局 is another body: to a unit of a lower level, or to a bureau's branch."""
    own = context.level
    branch = _words("派出机构").search(context.unit) is not None
    return branch or own != "" and level != own and "市县区".find(level) <= "市县区".find(own)


def _foreign(before: str, context: Context) -> bool:
    """True where the word before a trade makes it another place's or level's body."""
    if not before:
        return False
    if before.endswith(("邻县", "邻市", "邻区", "外市", "某市", "某县", "某区")):
        return True
    if before.endswith(("省", "国", "总", "部")):
        return context.level != "省"
    if before.endswith(("市", "县", "区", "州")):
        return not (before[-1] == context.level or context.region.endswith(before[-2:]) or
                    (context.level == "市" and before[-1] in "县区") or (before[-1] == "区" and context.level == "县"))
    return before.endswith(("原", "各", "由原"))


_TOWN = re.compile("(?:[镇乡]|街道)(?:人民政府|党委|党工委|办事处)?")


def _above(before: str, context: Context) -> bool:
    """True where the word before a subordinate's name makes it a higher level's body (a town's 妇联, but 区妇联)."""
    if not before.endswith(("省", "市", "县", "区", "州", "国")):
        return False
    return _TOWN.search(context.trade) is not None or _foreign(before, context)


def _is_own(match: re.Match[str], context: Context) -> bool:
    if context.governs:
        return governed(match.group(1) if match.start() == 0 else match.group(1)[-1:], match.group(2), context)
    region, trade = match.string[max(0, match.start(2) - 4):match.start(2)], match.group(2)
    if trade in _BUREAUS:
        return not _superior(trade[0], context)
    if trade in _subordinates(context):
        return not _above(region, context)
    if trade not in context.trades and context.unit not in match.group() and not _abbreviates(trade, context.trade):
        return False
    return not _foreign(region, context)


def _abbreviates(short: str, full: str) -> bool:
    """True where a short form leaves characters of a full name out (文旅局 for 文化广电旅游局)."""
    rest = iter(full)
    return len(short) >= 3 and short[0] == full[0] and all(char in rest for char in short)


def _subject(clause: str, match: re.Match[str], context: Context) -> bool:
    """True where the body is a subject: no partner, place or receiver word before it, none of its people after it."""
    before, after = clause[:match.start(2)], clause[match.end():]
    before = re.sub(r"(?:自治[区州县]|[省市县区州]委)?(?:自治[区州县]|[省市县区州团国全])*$", "", before)
    for place in (context.region, context.region[:-1]):
        if place and before.endswith(place):
            before = before[:-len(place)]
    listed = re.search(f"(?:[省市县区州团]?(?:{_bodies(context)})(?:、|和|与|及))+$", before)
    before = before[:listed.start()] if listed else before
    if _words("远处合作方").search(before):
        return False
    return not _words("非主语前").search(before[-6:]) and not _words("非主语后").match(after)
