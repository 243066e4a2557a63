"""Days written as two numbers with a point (3.17, 9.10报出, 3.2—3.26), where what stands around them tells so."""

from __future__ import annotations

TAGS = "abcdefg"
"""The names of the groups of one day: ``ma`` and ``da``, ``mb`` and ``db`` …"""
FOLLOWING = "c"
"""The tag of a day that goes on a list: a day must stand right before it."""
_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12][0-9]|0?[1-9])"
_NO_DIGIT = r"(?<![0-9.·/-])"
_END = r"(?![0-9.%·]|[ \t]?(?:万|亿|元|%|人|名|分|个|次|场|件|份|学时|课时|小时|平|米|公里|倍|版|号文|级))"
_NEVER_AFTER = r"(?<![率度分均值比占第约达为版本时长A-Za-z])"
_VERB = (r"(?:印发|下发|制发|发文|发布|公布|公示"
         r"|开放|制定|制订|出台|上线|上网|挂网|揭牌|授牌|举办|召开|开展|组织|参加|报|送|通过"
         r"|旁听|于|在|到|去|完成|定稿|成立|启动|开讲|开班|开庭|开工|付印|讲|获|登|刊|办|交|签)")
_LABEL = "(?:" + "|".join(rf"(?<={word}{gap})" for word in (
    "定稿", "日期", "时间", "归档日", "归档", "原定", "定于", "拟于", "截至", "截止", "自", "从")
    for gap in ("", " ", ":")) + ")"
_NAMED = r"(?=[\u4e00-\u9fff]{1,6}[日周节](?:[、，,。；;]|$))"


def dotted() -> str:
    """A day in brackets of its own, in a list of days, at the head of a cell, beside a verb or a label, or a span."""
    names = iter(TAGS)

    def one(before: str, after: str, point: str = "[.]") -> str:
        tag = next(names)
        return rf"{before}(?P<m{tag}>{_M}){point}(?P<d{tag}>{_D}){after}"

    stamp = r"(?=[ \t]?[\])】〕]|[ \t]+[0-2]?[0-9]:[0-5][0-9])"
    more = rf"(?=[、，,][ \t]?{_M}\.{_D}(?![0-9.%]))"
    span = (rf"{_NO_DIGIT}{_NEVER_AFTER}(?P<month>{_M})\.(?P<day>{_D})(?:[-—~]{{1,2}}|至|到)"
            rf"(?:(?P<month2>{_M})\.)?(?P<day2>{_D}){_END}(?=[ \t]*(?:[|｜)）\]】，,。；;\t]|$))")
    return "|".join((
        span,
        one(r"(?<=[\[【〔])", stamp, "[./-]"),
        one(rf"{_NO_DIGIT}{_NEVER_AFTER}(?<![0-9][、，,])", rf"{_END}{more}"),
        one(r"(?<=[0-9][、，,])", rf"{_END}(?=[ \t]?(?:[|｜)）\]】。；;，,、\t]|$))"),
        one(r"(?:(?<=[|｜\t/])|(?<=[|｜/] ))", rf"{_END}(?=[ \t]+[\u4e00-\u9fff])"),
        one(rf"(?<=.){_NO_DIGIT}{_NEVER_AFTER}(?<![〕\n])", rf"{_END}(?={_VERB})"),
        one(_LABEL, rf"{_END}(?=[ \t]*(?:[|｜)）\]】，,。；;、\t]|[\u4e00-\u9fff]|$))"),
        one(rf"{_NO_DIGIT}{_NEVER_AFTER}", rf"{_END}{_NAMED}"),
    ))


