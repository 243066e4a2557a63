"""What became of it: the status of a clause (done, planned, negated …) with the reason, from words kept as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from classifiers.actors import Doing
from classifiers.kinds import Kind
from model.evidence import DateRange, Status

ADVERSE = frozenset({"administrative_fault", "leader_offence"})
"""Kinds where the absence is what a standard asks for."""
ATTENDED = frozenset({"court_hearing", "law_contest"})
"""Kinds where joining another body's event is the deed itself."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The status words, compiled."""

    planned: re.Pattern[str]
    done: re.Pattern[str]
    object_jiang: re.Pattern[str]
    rule: re.Pattern[str]
    slogan: re.Pattern[str]
    negated: re.Pattern[str]
    not_negated: re.Pattern[str]
    absent: re.Pattern[str]
    compared: re.Pattern[str]
    past: re.Pattern[str]
    plan_section: re.Pattern[str]
    problem_section: re.Pattern[str]
    aim_section: re.Pattern[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The words of ``status.yaml``."""
    raw = yaml.safe_load(Path(__file__).with_name("status.yaml").read_text("utf-8"))
    joined = {key: re.compile("|".join(f"(?:{p})" for p in value) if isinstance(value, list) else value)
              for key, value in raw.items()}
    return Cues(planned=joined["计划"], done=joined["已做"], object_jiang=joined["宾语将"], rule=joined["规定"],
                slogan=joined["口号"], negated=joined["否定"], not_negated=joined["非否定"], absent=joined["不利无"],
                compared=joined["对比"], past=joined["往年"], plan_section=joined["章节计划"],
                problem_section=joined["章节问题"], aim_section=joined["章节口号"])


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a sentence stands. default: status its section or paper gives, None for plain text; reason for it.

    period: reviewed days. own_voice: the paper speaks for the unit (a court's or the city's paper need not).
    """

    period: DateRange
    default: Status | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and, in Chinese, why."""

    status: Status
    reason: str = ""


_FACT = re.compile(r"\d|[一二三四五六七八九十两百千]+(?:次|场|期|件|个|份|名|人|篇|部|条|处|块|批|堂|例|起|本|册|支)|了|已|《|印发|举办|召开|"
                   r"荣获|获评|授予|命名|编印|制作|拍摄|建成|成立|组建|发布|刊发|刊登|报送|发放|旁听|完成|设有|设立|任组长|具体负责|联络员由|图")


def is_slogan(sentence: str) -> bool:
    """True for a sentence of aims and effects without a fact in it."""
    return bool(cues().slogan.search(sentence)) and not _FACT.search(sentence)


def is_rule(sentence: str) -> bool:
    """True for a sentence that repeats a rule, a standard or a requirement and tells no deed."""
    match = cues().rule.search(sentence)
    if not match:
        return False
    rest = sentence[match.end():]
    return not re.search(r"(?:，|：|。)?(?:我局|本局|我委|我院|已|及时|于\d|先后|组织了|开展了|报送|按时|完成)", rest) or "应当" in match.group()


def judge(kind: Kind, clause: str, sentence: str, doing: Doing, when: DateRange | None, scene: Scene,
          section_default: bool = True) -> Verdict:
    """The status of a kind's words in one clause.

    when: the date that governs the clause. The first of these decides: quoted rule or slogan; another body's deed;
    a date after or before the period; a plan; a denial; the section's default; else a deed.
    """
    words = cues()
    adverse = kind.id in ADVERSE
    if is_rule(sentence):
        return Verdict("boilerplate", "引用规定或标准，没有写明做了什么")
    if is_slogan(sentence):
        return Verdict("boilerplate", "口号或目标，没有写明做了什么")
    other = _others(kind, clause, sentence, doing)
    if other:
        return other
    planned = _planned(clause)
    timed = _by_date(when, clause, scene.period)
    if timed and not (timed.status == "other_period" and planned and not words.past.search(clause)):
        return timed
    if planned and not adverse:
        return Verdict("planned", f"计划或要求：“{planned}”")
    denied = _denied(clause, adverse)
    if denied:
        return Verdict("negated", f"否定：“{denied}”")
    if scene.default and section_default and not words.done.search(clause):
        return Verdict(scene.default, scene.reason)
    return Verdict("done")


def _others(kind: Kind, clause: str, sentence: str, doing: Doing) -> Verdict | None:
    if doing.doer == "other" and not doing.active:
        if kind.id in ATTENDED and re.search(r"(?:我局|我委|我院|本局|该局|该委|公司|街道)[^，。；]{0,16}(?:参加|派|组织)", sentence):
            return None
        return Verdict("other_unit", f"由{doing.name or '其他单位'}实施")
    if kind.host_only and doing.attends and re.search(r"(?:参加|收看|出席|参训|派)[^，。；]{0,12}(?:省|上级|国家|部|总局|全省|全国|市委)", clause):
        return Verdict("other_unit", "参加上级或其他单位组织的活动")
    if doing.doer == "own" and doing.attends and not doing.active and kind.id not in ATTENDED \
            and re.search(r"(?:协助提供场地|秩序维护|分会场(?:参加|收看|观看)|为(?:支持|指导)单位)", sentence):
        return Verdict("other_unit", "只是列席、收看或协助")
    if re.search(r"我局为(?:支持|指导)单位|仅提供素材|统一(?:制作|印制|配发)", sentence) and kind.id not in ("channel_screen",):
        return Verdict("other_unit", "由其他单位制作或实施")
    return None


def _by_date(when: DateRange | None, clause: str, period: DateRange) -> Verdict | None:
    if when is None:
        return None
    if when.end < period.start:
        return Verdict("other_period", f"时间在评议期之前（{when.start.isoformat()}—{when.end.isoformat()}）")
    if when.start > period.end:
        return Verdict("planned", f"时间在评议期之后（{when.start.isoformat()}起）")
    if when.start < period.start and when.days > 31 and when.days > (period.end - period.start).days + 1:
        return Verdict("other_period", f"跨年累计（自{when.start.isoformat()}起）")
    return None


def _planned(clause: str) -> str:
    words = cues()
    match = words.planned.search(clause)
    if not match:
        return ""
    if words.object_jiang.search(clause) and match.group().startswith("将"):
        return ""
    if match.group() in ("入围", "候选", "待定", "公示期", "予以公示") or not words.done.search(clause[match.end():match.end() + 12]):
        return match.group()
    return ""


def _denied(clause: str, adverse: bool) -> str:
    words = cues()
    if adverse:
        match = words.absent.search(clause)
        return match.group() if match else ""
    match = words.negated.search(clause)
    if not match or words.not_negated.search(clause):
        return ""
    inside = any(o < match.start() < c for o, c in _marks(clause))
    return "" if inside else match.group()


def _marks(clause: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"《[^》]*》|“[^”]*”", clause)]
