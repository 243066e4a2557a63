"""What became of it: the status of a kind's words in one clause (done, planned, negated …), with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from classifiers.actors import Doing, named_other, names_only_presence, names_own
from classifiers.context import Context
from classifiers.cues import cues
from classifiers.kinds import Kind
from model.evidence import DateRange, Status

_HELPED = frozenset({"node_publicity", "constitution_day", "publicity_material", "law_practice"})
"""Kinds where a stall of one's own at another body's event is a deed of one's own."""


PROXIED = "由他人受托代办，不是本人所做"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a sentence stands. default: status its section or paper gives, None for plain text; reason for it.

    period: reviewed days.
    """

    period: DateRange
    default: Status | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and, in Chinese, why. undone: what is dated out of the period did not come about either."""

    status: Status
    reason: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A kind's words in one clause with all that decides their status.

    when: the days that govern the clause. before: what stands in the clause before the kind's words. earlier: the
    clause before it.
    """

    kind: Kind
    clause: str
    sentence: str
    doing: Doing
    when: DateRange | None
    scene: Scene
    before: str
    context: Context
    earlier: str = ""

    @property
    def adverse(self) -> bool:
        """True for kinds where the absence is wanted."""
        return self.kind.adverse

    def own(self) -> bool:
        """True where the sentence names the unit itself."""
        return names_own(self.sentence, self.context)


def judge(telling: Telling) -> Verdict:
    """The status: the first check that decides, else a deed."""
    for check in _CHECKS:
        verdict = check(telling)
        if verdict is not None:
            return verdict
    return Verdict("done")


@lru_cache(maxsize=1024)
def is_slogan(sentence: str) -> bool:
    """True for a sentence of aims and effects without a fact in it."""
    return bool(cues().slogan.search(sentence)) and not cues().fact.search(sentence)


@lru_cache(maxsize=1024)
def is_hollow(clause: str) -> bool:
    """True for a clause that only says that a system is ever better (制度不断完善)."""
    return bool(cues().hollow.search(clause)) and not cues().fact.search(clause)


@lru_cache(maxsize=1024)
def is_rule(sentence: str) -> bool:
    """True for a sentence that repeats a rule, a standard or a requirement and tells no deed."""
    match = cues().rule.search(sentence)
    if not match:
        return False
    rest = sentence[match.end():]
    told = cues().told.search(rest)
    return told is None or (bool(cues().duty.search(sentence)) and not cues().told_plainly.search(rest))


def _empty_words(telling: Telling) -> Verdict | None:
    """Quoted rules and slogans."""
    if is_rule(telling.sentence) and not re.match("请(?:各|于|将|参加|有关)", telling.sentence):
        return Verdict("boilerplate", "引用规定或标准，没有写明做了什么")
    if is_hollow(telling.clause):
        return Verdict("boilerplate", "只说制度不断完善一类的话，没有写明做了什么")
    plan = _plan_word(telling.sentence) and not cues().slogan.search(telling.clause)
    if is_slogan(telling.sentence) and not plan:
        return Verdict("boilerplate", "口号或目标，没有写明做了什么")
    return None


def _doer(telling: Telling) -> Verdict | None:
    """Another body as the subject of the clause."""
    kind, doing, words = telling.kind, telling.doing, cues()
    if doing.doer != "other" or doing.active:
        return None
    if telling.adverse and words.bench.search(doing.name) or doing.helped and kind.id in _HELPED:
        return None
    if kind.attended and telling.own() and words.took_part.search(telling.sentence):
        return None
    if kind.id == "law_contest" and re.match("全[国省市区县]$", doing.name):
        return None
    if kind.id == "major_event_hosted" and telling.own() and words.hosted.search(telling.sentence):
        return None
    if kind.graded in ("媒体", "荣誉") and not doing.owned and _gives(telling):
        return None
    return Verdict("other_unit", f"由{doing.name or '其他单位'}实施")


def _gives(telling: Telling) -> bool:
    """True where the other body is the medium that reports on the unit, or the superior that praises it."""
    if telling.own():
        return True
    name = re.escape(telling.doing.name)
    if telling.kind.graded == "荣誉" and re.search(f"{cues().awarded.pattern}[^，。；]{{0,8}}{name}", telling.sentence):
        return True
    if telling.kind.graded == "荣誉" and any(
            cues().awarded.match(telling.sentence, body.end()) for body in re.finditer(name, telling.sentence)):
        return False
    return not cues().whole_system.search(telling.doing.name) and not cues().praises_others.search(telling.sentence)


def _owner(telling: Telling) -> Verdict | None:
    """Another body's name right before the kind's words (市生态环境局党组|中心组学法)."""
    if telling.adverse or telling.kind.graded in ("媒体", "荣誉") or telling.kind.attended and telling.doing.attends:
        return None
    owner = named_other(telling.before, telling.context) if telling.before else ""
    return Verdict("other_unit", f"是{owner}的") if owner and not owner.endswith("法院") else None


def _onlooker(telling: Telling) -> Verdict | None:
    """The unit only attends, lends a room, hands on what others made, or others are praised."""
    kind, doing, words, sentence = telling.kind, telling.doing, cues(), telling.sentence
    if kind.host_only and doing.attends and words.joined_superior.search(telling.clause):
        return Verdict("other_unit", "参加上级或其他单位组织的活动")
    if kind.host_only and doing.hosted:
        return Verdict("other_unit", f"参加{doing.hosted}组织的活动")
    if kind.host_only and words.joined.search(sentence) and words.superior.search(sentence):
        return Verdict("other_unit", "只是参加上级或其他单位的活动")
    if kind.host_only and names_only_presence(sentence):
        return Verdict("other_unit", "本单位只在场，没有办这件事")
    if words.hands_off.search(sentence):
        return Verdict("other_unit", "由其他单位实施，不算本单位的")
    watches = doing.doer != "other" and doing.attends and not doing.active and not kind.attended
    if watches and words.onlooker.search(sentence):
        return Verdict("other_unit", "只是列席、收看或协助")
    if kind.graded == "荣誉" and words.praises_others.search(sentence) and not telling.own():
        return Verdict("other_unit", "表彰的是其他单位或全地区")
    if kind.id.startswith("case_") and words.reprinted.search(telling.clause):
        return Verdict("other_unit", "转载其他单位的案例")
    if kind.id != "channel_screen" and not telling.context.governs and words.supplied.search(sentence):
        return Verdict("other_unit", "由其他单位制作或实施")
    return None


def _proxied(telling: Telling) -> Verdict | None:
    """Done by somebody else for the one whose own deed is asked for."""
    proxy = telling.kind.proxy
    return Verdict("negated", PROXIED) if proxy and proxy.search(telling.sentence) else None


def _lapsed(telling: Telling) -> Verdict | None:
    """Lapsed, sent back, called off."""
    words = cues()
    if telling.adverse:
        return None
    if words.lapsed.search(telling.clause) or words.lapsed_whole.search(telling.sentence):
        return Verdict("negated", "未落实、已停或沿用旧件")
    off = words.called_off.search(telling.sentence)
    if off and words.had_planned.search(telling.sentence):
        return Verdict("negated", f"原定而未办：“{off.group()}”")
    return None


def held_later(sentence: str) -> bool:
    """True where a sentence says that what was put off was held after all (因疫情推迟，已于6月补办)."""
    words = cues()
    match = words.held_later.search(sentence)
    return match is not None and not words.not_yet_held.search(sentence, max(0, match.start() - 12))


def _held_later(telling: Telling) -> Verdict | None:
    """Put off or called off, and made up for later."""
    words, sentence = cues(), telling.sentence
    put_off = words.had_planned.search(sentence) or words.called_off.search(sentence)
    if telling.adverse or not put_off or not held_later(sentence):
        return None
    return by_date(telling.when, telling.scene.period) or Verdict("done", "原定未办，后已补办")


def _pending(telling: Telling) -> Verdict | None:
    """An honour or prize that is not yet given."""
    pending = cues().pending.search(telling.sentence) if telling.kind.graded in ("荣誉", "奖项") else None
    return Verdict("planned", f"尚未授予：“{pending.group()}”") if pending else None


def _planned_or_dated(telling: Telling) -> Verdict | None:
    """Plan words of the sentence or clause, and dates outside the period; past words beat plan words."""
    words, clause, sentence = cues(), telling.clause, telling.sentence
    plan = "" if telling.adverse else (_plan_word(clause) or _lead(sentence, clause) or _asked(sentence, clause)
                                       or _carried(telling))
    whole = None if telling.adverse or re.search("已(?!列入)", sentence) else words.whole_plan.search(sentence)
    if whole:
        return Verdict("planned", f"计划或要求：“{whole.group()}”")
    timed = by_date(telling.when, telling.scene.period)
    told = words.done.search(clause) or telling.when is not None and telling.when.days == 1
    if timed and timed.status == "planned" and not plan and told and telling.scene.default != "planned":
        return Verdict("other_period", timed.reason, undone=True)
    if timed and not (timed.status == "other_period" and plan and not words.past.search(clause)):
        return replace(timed, undone=not telling.adverse and _denied(telling) is not None)
    return Verdict("planned", f"计划或要求：“{plan}”") if plan else None


def by_date(when: DateRange | None, period: DateRange) -> Verdict | None:
    """What days alone say: before the period, after it, or over more than it; None where they lie in it."""
    if when is None:
        return None
    if when.end < period.start:
        return Verdict("other_period", f"时间在评议期之前（{when.start.isoformat()}—{when.end.isoformat()}）")
    if when.start > period.end:
        return Verdict("planned", f"时间在评议期之后（{when.start.isoformat()}起）")
    if when.start < period.start and when.days > 31 and when.days > period.days:
        return Verdict("other_period", f"跨年累计（自{when.start.isoformat()}起）")
    return None


def _lead(sentence: str, clause: str) -> str:
    """A plan word at the head of the sentence (下一步) that governs the clause."""
    lead = cues().lead.match(sentence)
    return lead.group().strip("，,") if lead and not cues().done.search(clause) else ""


def _carried(telling: Telling) -> str:
    """The plan word of the clause before, where this one goes on without a subject (将与法院对接，适时组织…)."""
    goes_on = cues().goes_on.match(telling.clause) and not cues().done.search(telling.clause)
    return _plan_word(telling.earlier) if goes_on else ""


def _asked(sentence: str, clause: str) -> str:
    """A leader's or a meeting's demand that governs the rest of its sentence."""
    match = cues().demand.search(sentence)
    if match and match.end() <= sentence.find(clause) and cues().demanded.search(clause):
        return match.group().strip("，：:")
    return ""


@lru_cache(maxsize=1024)
def _plan_word(clause: str) -> str:
    """The plan word of a clause, "" where it has none or a word of completion follows it."""
    words = cues()
    match = words.planned.search(clause)
    if not match or words.made_up.search(clause):
        return ""
    if match.group().startswith("将") and words.object_jiang.search(clause):
        return ""
    if words.firm_plan.fullmatch(match.group()) or not words.done.search(clause[match.end():match.end() + 12]):
        return match.group()
    return ""


_ASKED = re.compile("有没有|(?:做|办|报|写|评|开)没(?:做|办|报|写|评|开)|(?:没有|没|未)(?=[？?])|[^，。；：:？?]*[？?]")


@lru_cache(maxsize=1024)
def asked_out(clause: str) -> str:
    """The clause without what is asked in it (有没有…？): a question denies nothing."""
    return _ASKED.sub("", clause)


def _denied(telling: Telling) -> Verdict | None:
    """Said not to be, or not to have happened."""
    words, clause = cues(), asked_out(telling.clause)
    if telling.adverse:
        match = words.absent.search(words.not_absent.sub("", clause))
        return Verdict("negated", f"否定：“{match.group()}”") if match else None
    match = (words.case_negated if telling.kind.id.startswith("case_") else words.negated).search(clause)
    if not match or words.not_negated.search(clause):
        return None
    if any(a < match.start() < b for a, b in (m.span() for m in re.finditer(r"《[^》]*》|“[^”]*”", clause))):
        return None
    return Verdict("negated", f"否定：“{match.group()}”")


def _section(telling: Telling) -> Verdict | None:
    """What the section or the paper gives, unless a word of completion overrides it.

    A fault that is told among problems is one.
    """
    scene = telling.scene
    if telling.adverse and scene.default == "negated":
        return None
    return Verdict(scene.default, scene.reason) if scene.default and not cues().done.search(telling.clause) else None


_CHECKS: tuple[Callable[[Telling], Verdict | None], ...] = (
    _empty_words, _doer, _owner, _onlooker, _proxied, _held_later, _lapsed, _pending, _planned_or_dated,
    _denied, _section)
"""In this order: the first that decides gives the status."""
