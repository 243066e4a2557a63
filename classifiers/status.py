"""What became of it: the status of a clause (done, planned, negated …) with the reason, from words kept as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from classifiers.actors import Doing, named_other
from classifiers.context import Context
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
    whole_plan: re.Pattern[str]
    lapsed: re.Pattern[str]
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
                compared=joined["对比"], whole_plan=joined["整句计划"], lapsed=joined["停缺"], past=joined["往年"], plan_section=joined["章节计划"],
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
    told = re.search(r"已(?!经?列入)|(?<=[一-龥])了|先后|(?<!少)于\d{1,2}月|\d月\d{1,2}日|(?:我局|本局|我委|我院)[^，。；]{0,6}(?:组织|开展|召开|制定|印发|举办|报送)|"
                     r"(?:按时|按期|组织|开展|印发|制定|召开|举办|报送)[^。]{0,30}(?:\d|[一二三四五六七八九十两])+(?:次|场|期|份|个|篇)(?<!不少于.次)", rest)
    duty = re.search(r"应当|应将|不得|不少于|每年|至少|须|必须", sentence)
    return told is None or (bool(duty) and not re.search(r"已|(?<=[一-龥])了|我局|本局|我委|于\d{1,2}月", rest))


_LEAD = re.compile(r"^(?:据悉|据了解|同时|另外|此外)?[，,]?(?:下一步|下步|接下来|下阶段|下一阶段|今后|明年|来年|下一年度|下半年还?将|届时|如条件允许|若条件允许|请(?:各|于|将|参加|有关))")


def judge(kind: Kind, clause: str, sentence: str, doing: Doing, when: DateRange | None, scene: Scene,
          before: str = "", context: Context | None = None) -> Verdict:
    """The status of a kind's words in one clause.

    when: the date that governs the clause. before: what stands in the clause before the kind's words. The first of
    these decides: quoted rule or slogan; another body's deed;
    a date after or before the period; a plan; a denial; the section's default; else a deed.
    """
    words = cues()
    adverse = kind.id in ADVERSE
    if is_rule(sentence) and not re.match("请(?:各|于|将|参加|有关)", sentence):
        return Verdict("boilerplate", "引用规定或标准，没有写明做了什么")
    if is_slogan(sentence) and not (_planned(clause) and not words.slogan.search(clause)):
        return Verdict("boilerplate", "口号或目标，没有写明做了什么")
    other = _others(kind, clause, sentence, doing)
    if other:
        return other
    owner = named_other(before, context) if before and context and not adverse else ""
    if owner and not owner.endswith("法院") and kind.graded not in ("媒体", "荣誉"):
        return Verdict("other_unit", f"是{owner}的")
    lead = _LEAD.match(sentence)
    if not adverse and (words.lapsed.search(clause) or re.search("被[^，。；]{0,8}退回|停刊|到期未续", sentence)):
        return Verdict("negated", "未落实、已停或沿用旧件")
    if kind.graded in ("荣誉", "奖项"):
        pending = re.search(r"公示(?:期|阶段)|予以公示|待定|入围|候选|初评", sentence)
        if pending:
            return Verdict("planned", f"尚未授予：“{pending.group()}”")
    called_off = re.search(r"取消|未举行|至今尚未|尚未", sentence)
    if called_off and re.search("原定|原计划", sentence) and not adverse:
        return Verdict("negated", f"原定而未办：“{called_off.group()}”")
    whole = words.whole_plan.search(sentence)
    if whole and not re.search("已(?!列入)", sentence) and not adverse:
        return Verdict("planned", f"计划或要求：“{whole.group()}”")
    planned = _planned(clause) or (lead.group().strip("，,") if lead and not words.done.search(clause) else "") or _asked(sentence, clause)
    timed = _by_date(when, clause, scene.period)
    if timed and not (timed.status == "other_period" and planned and not words.past.search(clause)):
        return timed
    if planned and not adverse:
        return Verdict("planned", f"计划或要求：“{planned}”")
    denied = _denied(clause, adverse)
    if denied:
        return Verdict("negated", f"否定：“{denied}”")
    if scene.default and not words.done.search(clause):
        return Verdict(scene.default, scene.reason)
    return Verdict("done")


def _others(kind: Kind, clause: str, sentence: str, doing: Doing) -> Verdict | None:
    if kind.id in ADVERSE and re.search("法院|中院|高院|复议|纪委|监委|检察", doing.name):
        return None
    if kind.id == "major_event_hosted" and re.search(r"(?:我[局委院]|街道|公司|本[局委])[^，。；]{0,6}(?:承办|主办|牵头|协办)", sentence):
        return None
    if doing.doer == "other" and not doing.active:
        if doing.helped and kind.id in ("node_publicity", "constitution_day", "publicity_material", "law_practice"):
            return None
        if kind.id in ATTENDED and re.search(r"(?:我局|我委|我院|本局|该局|该委|公司|街道|我[市县区])[^，。；]{0,16}(?:参加|派|组织|发动|获|答题|组队)", sentence):
            return None
        if kind.graded in ("媒体", "荣誉") and _giver(kind, clause, sentence, doing):
            return None
        return Verdict("other_unit", f"由{doing.name or '其他单位'}实施")
    if kind.host_only and doing.attends and re.search(r"(?:参加|收看|出席|参训|派)[^，。；]{0,12}(?:省|上级|国家|部|总局|全省|全国|市委)", clause):
        return Verdict("other_unit", "参加上级或其他单位组织的活动")
    if doing.doer == "own" and doing.attends and not doing.active and kind.id not in ATTENDED \
            and re.search(r"(?:协助提供场地|秩序维护|分会场(?:参加|收看|观看)|为(?:支持|指导)单位)", sentence):
        return Verdict("other_unit", "只是列席、收看或协助")
    if kind.graded == "荣誉" and re.search(r"(?:表彰|表扬|授予)了?(?:市|县|区)[一-龥]{1,8}(?:局|委|院)|(?:我市|我县|我区|全市)被", sentence) and not re.search(
            "我局|本局|我委|我院", sentence):
        return Verdict("other_unit", "表彰的是其他单位或全地区")
    if re.search(r"（转载）|\(转载\)|转载自", clause) and kind.id.startswith("case_"):
        return Verdict("other_unit", "转载其他单位的案例")
    if re.search(r"我局为(?:支持|指导)单位|仅提供素材|统一(?:制作|印制|配发)", sentence) and kind.id not in ("channel_screen",):
        return Verdict("other_unit", "由其他单位制作或实施")
    return None


_SYSTEM = re.compile(r"全[市省县区]|系统|各[一-龥]|两级|部分单位|个别")


def _giver(kind: Kind, clause: str, sentence: str, doing: Doing) -> bool:
    """True where the other body is the medium that reports on the unit, or the superior that praises it."""
    if _SYSTEM.search(doing.name) and not re.search("我局|本局|我委|我院", sentence):
        return False
    given = re.search(r"(?:我局|我委|我院|本局|我公司|我街道|我支队)", sentence)
    return bool(given) or not re.search(r"通报表扬[^，。；]{0,3}(?:市|县|区)[一-龥]{2,8}局、|评为[^，。；]{0,10}[、，]|党组成员出席|由[^，。；]{2,6}(?:提供|制作)", sentence)


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


def _asked(sentence: str, clause: str) -> str:
    """A leader's or a meeting's demand that governs the rest of its sentence."""
    match = re.search(r"(?:要求|强调|指出|提出)[，：:]", sentence)
    if match and match.end() <= sentence.find(clause) and re.search(r"要|须|应|不断|切实|加强|做到|不少于", clause):
        return match.group().strip("，：:")
    return ""


_FIRM = frozenset({"入围", "候选", "待定", "公示期", "予以公示", "初稿", "草稿", "正与", "洽谈", "尚未公布"})
"""Plan words that stand beside 已 and are plans all the same."""


def _planned(clause: str) -> str:
    words = cues()
    match = words.planned.search(clause)
    if not match:
        return ""
    if words.object_jiang.search(clause) and match.group().startswith("将"):
        return ""
    if match.group() in _FIRM or not words.done.search(clause[match.end():match.end() + 12]):
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
