"""The words that tell a status, from ``status.yaml``, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_NAMES = {"计划": "planned", "坚定计划": "firm_plan", "已做": "done", "宾语将": "object_jiang", "规定": "rule", "叙事": "told",
          "义务": "duty", "口号": "slogan", "事实": "fact", "否定": "negated", "非否定": "not_negated", "不利无": "absent",
          "对比": "compared", "往年": "past", "整句计划": "whole_plan", "句首计划": "lead", "停缺": "lapsed", "停缺整句": "lapsed_whole",
          "原定": "had_planned", "未办": "called_off", "未授予": "pending", "转载": "reprinted", "列席": "onlooker",
          "配发": "supplied", "参训": "joined", "非本单位": "hands_off", "案例否定": "case_negated", "补办": "made_up", "表彰他人": "praises_others", "章节计划": "plan_section", "章节问题": "problem_section",
          "章节口号": "aim_section"}
"""Chinese keys of the file and the fields they fill."""


@dataclass(frozen=True, slots=True)
class Cues:
    """One pattern for each key of ``status.yaml``; the file says what each is for."""

    planned: re.Pattern[str]
    firm_plan: re.Pattern[str]
    done: re.Pattern[str]
    object_jiang: re.Pattern[str]
    rule: re.Pattern[str]
    told: re.Pattern[str]
    duty: re.Pattern[str]
    slogan: re.Pattern[str]
    fact: re.Pattern[str]
    negated: re.Pattern[str]
    not_negated: re.Pattern[str]
    absent: re.Pattern[str]
    compared: re.Pattern[str]
    past: re.Pattern[str]
    whole_plan: re.Pattern[str]
    lead: re.Pattern[str]
    lapsed: re.Pattern[str]
    lapsed_whole: re.Pattern[str]
    had_planned: re.Pattern[str]
    called_off: re.Pattern[str]
    pending: re.Pattern[str]
    reprinted: re.Pattern[str]
    onlooker: re.Pattern[str]
    supplied: re.Pattern[str]
    joined: re.Pattern[str]
    hands_off: re.Pattern[str]
    case_negated: re.Pattern[str]
    made_up: re.Pattern[str]
    praises_others: re.Pattern[str]
    plan_section: re.Pattern[str]
    problem_section: re.Pattern[str]
    aim_section: re.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The words of ``status.yaml``. Raises KeyError for a key that the code does not know, TypeError for one it misses."""
    raw = yaml.safe_load(Path(__file__).with_name("status.yaml").read_text("utf-8"))
    return Cues(**{_NAMES[key]: re.compile("|".join(f"(?:{p})" for p in value) if isinstance(value, list) else value)
                   for key, value in raw.items()})
