"""Does a paper have its prescribed form, and what is to be changed? One check a demand, each fault with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from formal.forms import Part, body, form, length, split, title_of
from model.documents import Document
from model.problems import Problem, problem

_UNIT = re.compile(r"^[一-龥（）()]{2,24}?(?:局|委员会|委|厅|院|办公室|办|部|会|中心|公司|大队|支队|银行|学校|大学|学院"
                   r"|街道|镇|乡|县|区|市|所|站)")
_SECTIONS = re.compile(r"[一二三四五六七八九十]+\s*[、.．]")
_NUMERAL = r"[一二三四五六七八九十\d]+"
_ENTRIES = re.compile(rf"(?:\d{{1,2}}\s*[.．、]|（{_NUMERAL}）|[一二三四五六七八九十]+\s*[、.．]|问题{_NUMERAL})")
_ALIKE = 80
Found = Iterator[Problem]


def check_form(document: Document, name: str, unit: str = "") -> list[Problem]:
    """Every fault of a paper against the form of that name; [] where it fits.

    unit: full name of the unit, where known, for the title. Warnings are advice, errors must be changed. Raises
    PufaError for an unknown form.
    """
    rules = form(name)
    checks: tuple[Callable[[Document, Mapping[str, Any], str], Found], ...] = (_title, _whole, _parts, _entries)
    return [found for check in checks for found in check(document, rules, unit)]


def _title(document: Document, rules: Mapping[str, Any], unit: str) -> Found:
    """Length of the title, the unit in front, and its prescribed words."""
    wanted = rules["题名"]
    _, title = title_of(document)
    where = document.path
    if not title:
        yield problem("form_no_title", where)
        return
    if "最长" in wanted and length(title) > wanted["最长"]:
        yield problem("form_title_long", where, title=title, got=length(title), most=wanted["最长"])
    names_unit = title.startswith(unit) if unit else bool(_UNIT.match(title))
    if wanted.get("单位开头") and not names_unit:
        yield problem("form_title_unit", where, title=title, unit=unit or "单位名称")
    if "要有" in wanted and not re.search(wanted["要有"], title):
        yield problem("form_title_words", where, title=title, wanted=wanted["写法"])


def _whole(document: Document, rules: Mapping[str, Any], unit: str) -> Found:
    """Length of the whole, quotations of leaders, empty phrases."""
    text = "\n".join(block.text for block in body(document))
    if "全文" in rules:
        about, slack = rules["全文"]["约"], rules["全文"]["容差"]
        got = length(text)
        if abs(got - about) * 100 > slack * about:
            yield problem("form_length", document.path, got=got, about=about, less=about * (100 - slack) // 100,
                          more=about * (100 + slack) // 100)
    if "引用" in rules:
        quoted = re.findall(rules["引用"]["词"], text)
        if len(quoted) > rules["引用"]["最多"]:
            yield problem("form_quotations", document.path, got=len(quoted), most=rules["引用"]["最多"])
    if "部分" in rules:
        for phrase in _phrases(rules, text)[:5]:
            yield problem("form_empty_phrase", document.path, phrase=phrase)


def _phrases(rules: Mapping[str, Any], text: str) -> list[str]:
    return [match.group() for pattern in rules["空话"] for match in re.finditer(pattern, text)]


def _parts(document: Document, rules: Mapping[str, Any], unit: str) -> Found:
    """The prescribed parts: all there, in order, long enough, with what each must speak of."""
    if "部分" not in rules:
        return
    _, parts = split(body(document), _SECTIONS)
    if len(parts) != len(rules["部分"]):
        yield problem("form_part_number", document.path, got=len(parts), wanted=len(rules["部分"]),
                      names="、".join(row["名称"] for row in rules["部分"]))
    places = []
    for row in rules["部分"]:
        at = next((n for n, part in enumerate(parts) if re.search(row["词"], part.title)), None)
        if at is None:
            yield problem("form_part_missing", document.path, part=row["名称"])
            continue
        places.append(at)
        yield from _part(document, rules, row, parts[at])
    if places != sorted(places):
        yield problem("form_part_order", document.path, names="、".join(row["名称"] for row in rules["部分"]))


def _part(document: Document, rules: Mapping[str, Any], row: Mapping[str, Any], part: Part) -> Found:
    where = f"{document.path} {part.place}“{part.title}”"
    got = length(part.text)
    if got < row.get("最少", 0):
        yield problem("form_part_short", where, got=got, least=row["最少"])
    for wanted in rules.get("内容", ()):
        if wanted["部分"] == row["名称"] and not re.search(wanted["词"], part.text):
            yield problem("form_content", where, wanted=wanted["要写"])


def _entries(document: Document, rules: Mapping[str, Any], unit: str) -> Found:
    """A list of problems: how many, how long, each concrete, in scope, and without names."""
    if "条数" not in rules:
        return
    _, parts = split(body(document), _ENTRIES)
    number = rules["条数"]
    if not number["最少"] <= len(parts) <= number["最多"]:
        yield problem("form_entry_number", document.path, got=len(parts), about=number["约"])
    for part in parts:
        yield from _entry(document, rules, part)
    for one, other in combinations(parts, 2):
        if fuzz.ratio(one.text, other.text) >= _ALIKE:
            yield problem("form_entries_alike", document.path, one=one.title, other=other.title)


def _entry(document: Document, rules: Mapping[str, Any], part: Part) -> Found:
    where, text = f"{document.path} {part.place}“{part.title[:30]}”", f"{part.title}\n{part.text}"
    got, limits = length(part.text), rules["每条"]
    if not limits["最少"] <= got <= limits["最多"]:
        yield problem("form_entry_length", where, got=got, least=limits["最少"], most=limits["最多"])
    if not re.search(rules["范围"], text):
        yield problem("form_entry_scope", where)
    if not re.search(rules["数据"], part.text):
        yield problem("form_entry_figures", where)
    if not re.search(rules["事例"], part.text):
        yield problem("form_entry_case", where)
    for pattern in rules["空话"]:
        if match := re.search(pattern, part.title):
            yield problem("form_entry_vague", where, phrase=match.group())
    for name in dict.fromkeys(_names(rules["姓名"], part.text)):
        yield problem("form_entry_name", where, name=name)
    for place in dict.fromkeys(re.findall(rules["地点"], part.text)):
        yield problem("form_entry_place", where, place=place)


def _names(rules: Mapping[str, str], text: str) -> Iterator[str]:
    """Full names of people: a surname and given name after a role, or before 同志, 反映 …; 某 hides one."""
    given = r"(?!某|先生|女士|同志|家|村|镇|乡|县|市|局)[一-龥]{1,2}"
    name = f"((?:{rules['姓']}){given})"
    for pattern in (rf"(?:{rules['前']}){name}(?={rules['后']}|[，。、；因在于对到为的])",
                    rf"(?<![一-龥]){name}(?={rules['后']})"):
        for match in re.finditer(pattern, text):
            yield match.group(1)
