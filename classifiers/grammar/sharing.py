"""How many share a number that is said of each: 清明、慈善日各1次 is two, 一至四季度各1次 four."""

from __future__ import annotations

import re

from classifiers.grammar.numerals import small_integer

_EACH = re.compile(r"(?:各(?:自)?|分别各?|每(?:季度?|月|年|期|家|个)?)[^，。；、\n\d]{0,8}\Z")
_DIGIT = "[0-9]{1,2}|[一二三四五六七八九十]"
_SPAN = re.compile(rf"(?P<first>{_DIGIT})(?:[至到~—-]{{1,2}})(?P<last>{_DIGIT})"
                   rf"(?:季度|月份?|年级|楼)[^，。；、\n]{{0,6}}\Z")
_FIRST = re.compile(r"[前头](?P<first>[二两三四五六])个?(?:季度|月)[^，。；、\n]{0,6}\Z")
_BOTH = re.compile(r"上[、和]?下半年[^，。；、\n]{0,6}\Z")
_RUN = re.compile(r"(?P<run>[一二三四]{2,4})季度[^，。；、\n]{0,6}\Z")
_COUNTED = re.compile(r"在?(?P<number>[0-9]{1,2}|[两二三四五六七八九十]{1,2})"
                      r"(?:个|所|家|处|支|名)[^，。；、\n\d]{1,6}\Z")
_STOP = re.compile(r"[。；;！？!?\n:：|｜\t]")
_MARKS = str.maketrans({"（": "(", "）": ")"})


def sharers(text: str, at: int) -> int:
    """How many things named right before ``at`` have the number that stands there each; 1 where it is not told."""
    start = max((m.end() for m in _STOP.finditer(text, max(0, at - 80), at)), default=max(0, at - 80))
    before = text[start:at].translate(_MARKS)
    each = _EACH.search(before)
    if each is None:
        return 1
    named = before[:each.start()].rstrip(" \t，,") or _cell_before(text, start)
    if span := _SPAN.search(named):
        return max(1, (small_integer(span["last"]) or 0) - (small_integer(span["first"]) or 0) + 1)
    if each.group().startswith("每") and not (run := _RUN.search(named)):
        return 1
    if _BOTH.search(named):
        return 2
    if run := _RUN.search(named):
        return len(run["run"])
    if head := _FIRST.search(named):
        return small_integer(head["first"].replace("两", "二")) or 1
    if "、" in named or "和" in named or "，" in named or "," in named:
        return _listed(named)
    if counted := _COUNTED.search(named):
        return small_integer(counted["number"].replace("两", "二")) or 1
    return 1


def _cell_before(text: str, start: int) -> str:
    """The nearest cell of a row before ``start`` that lists something (一季度、三季度｜党建股｜各1次)."""
    cells = re.split(r"[|｜\t]", text[max(0, start - 80):max(0, start - 1)])
    return next((cell.strip() for cell in reversed(cells) if re.search("[、，,]", cell)), "") if start else ""


def _listed(named: str) -> int:
    """The members of the list that ends a text: 农服中心、供水站; 2017年、2019年; 鼠标垫、雨伞."""
    plain = re.sub(r"\([^()]*\)|《[^《》]*》|“[^“”]*”", lambda m: "题" * min(2, len(m.group())), named)
    days = re.search(r"(?:[0-9]{1,2}\.[0-9]{1,2}[，,、])+[0-9]{1,2}\.[0-9]{1,2}\Z", plain)
    if days:
        return len(re.split("[，,、]", days.group()))
    clause = re.split(r"[，,]", plain)[-1]
    members = [m for m in re.split("、|和|及|与|以及", clause) if m.strip()]
    short = [m for m in members[1:] if len(m) <= 16]
    return len(short) + 1 if len(short) == len(members) - 1 and members else 1
