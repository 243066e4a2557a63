"""The words that tell a status, from ``status.yaml``, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from classifiers.patterns import Pattern, Together
from classifiers.swift import parted, swift
from classifiers.words import expression, table
from model.expressions import regex

_NAMES = {
    "计划": "planned", "坚定计划": "firm_plan", "整句计划": "whole_plan", "句首计划": "lead", "接着计划": "goes_on",
    "另有计划": "more", "未定": "undecided",
    "要求": "demand", "要求内容": "demanded", "未授予": "pending", "获授": "awarded",
    "曾获": "once",
    "已做": "done", "办成": "achieved", "宾语将": "object_jiang", "做事词": "deed", "补办": "made_up",
    "后来补上": "held_later", "补上未成": "not_yet_held",
    "口号": "slogan", "空话": "hollow", "事实": "fact", "规定": "rule", "叙事": "told",
    "叙事事实": "told_plainly", "义务": "duty",
    "否定": "negated", "非否定": "not_negated", "案例否定": "case_negated", "后句否定": "denied_after",
    "后句待办": "still_to_do",
    "不利无": "absent", "不利非无": "not_absent", "不利写无": "none_stated", "全年未办": "never",
    "停缺": "lapsed", "停缺整句": "lapsed_whole", "原定": "had_planned", "未办": "called_off",
    "往年": "past", "比多少": "more_or_less", "对比": "compared",
    "列席": "onlooker", "参训": "joined", "上级": "superior", "参加上级": "joined_superior", "配发": "supplied",
    "转载": "reprinted", "表彰他人": "praises_others", "非本单位": "hands_off", "参与": "took_part", "承办": "hosted",
    "裁判机关": "bench", "全系统": "whole_system",
    "章节计划": "plan_section", "章节问题": "problem_section", "章节口号": "aim_section",
}
"""Chinese keys of the file and the fields they fill."""
_LONGEST = "计划"
NAMES = tuple(sorted(_NAMES.values()))
"""The fields of ``Cues``, in a fixed order."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What finds the words of each key of ``status.yaml``; the file says what each is for."""

    planned: Together
    firm_plan: re.Pattern[str]
    whole_plan: re.Pattern[str]
    lead: re.Pattern[str]
    goes_on: re.Pattern[str]
    more: re.Pattern[str]
    undecided: re.Pattern[str]
    demand: re.Pattern[str]
    demanded: re.Pattern[str]
    pending: re.Pattern[str]
    awarded: re.Pattern[str]
    once: re.Pattern[str]
    done: re.Pattern[str]
    achieved: re.Pattern[str]
    object_jiang: re.Pattern[str]
    deed: re.Pattern[str]
    made_up: re.Pattern[str]
    held_later: re.Pattern[str]
    not_yet_held: re.Pattern[str]
    slogan: re.Pattern[str]
    hollow: re.Pattern[str]
    fact: re.Pattern[str]
    rule: re.Pattern[str]
    told: re.Pattern[str]
    told_plainly: re.Pattern[str]
    duty: re.Pattern[str]
    negated: re.Pattern[str]
    not_negated: re.Pattern[str]
    case_negated: re.Pattern[str]
    denied_after: re.Pattern[str]
    still_to_do: re.Pattern[str]
    absent: re.Pattern[str]
    not_absent: re.Pattern[str]
    none_stated: re.Pattern[str]
    never: re.Pattern[str]
    lapsed: re.Pattern[str]
    lapsed_whole: re.Pattern[str]
    had_planned: re.Pattern[str]
    called_off: re.Pattern[str]
    past: re.Pattern[str]
    compared: re.Pattern[str]
    more_or_less: re.Pattern[str]
    onlooker: re.Pattern[str]
    joined: re.Pattern[str]
    superior: re.Pattern[str]
    joined_superior: re.Pattern[str]
    supplied: re.Pattern[str]
    reprinted: re.Pattern[str]
    praises_others: re.Pattern[str]
    hands_off: re.Pattern[str]
    took_part: re.Pattern[str]
    hosted: re.Pattern[str]
    bench: re.Pattern[str]
    whole_system: re.Pattern[str]
    plan_section: re.Pattern[str]
    problem_section: re.Pattern[str]
    aim_section: re.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The words of ``status.yaml``. Raises KeyError for a key the code does not know, TypeError for one it misses."""
    rest = ((key, value) for key, value in table("status").items() if key != _LONGEST)
    made = {_NAMES[key]: regex(swift(expression(value))) for key, value in rest}
    return Cues(planned=Together(map(Pattern, parted(table("status")[_LONGEST]))), **made)
