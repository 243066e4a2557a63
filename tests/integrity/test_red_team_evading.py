"""Cheap tricks that copied words do not get past, and dossiers that would break a check."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made import document, submission

from integrity.claims import tellings
from integrity.run import findings
from integrity.words import entries
from model.results import Finding
from model.traces import CODE, ORIENTATIONS, WINDOWS, HiddenText, PictureTrace, Revision, Traces
from reports.case_docx import write_case
from reports.findings_json import write_findings

STORY = ("3月12日下午，清河县水务局执法大队在龙泉镇集贸市场摆出六块展板，大队长王建国把偷采河沙的三起旧案画成连环画，"
         "让赶集的老乡自己指出错在哪一格。卖豆腐的赵婶看完第二格就喊出声，说她家男人前年也差点上了采沙船。"
         "随后执法员把砂石检测的筛子搬上桌，请大家亲手筛一筛，看看多粗的砂子不许挖，多细的砂子也不许挖，"
         "现场送出印着举报电话的筛网布袋320个，当场登记线索4条。")
COPY = STORY.replace("清河县水务局", "白塔县林业局").replace("龙泉镇", "柳树乡")
OWN = ("街道网格员把电瓶车充电引发的火灾残骸搬到楼下，一户一户请人来看焦黑的电线。",
       "他们用旧床单做成逃生绳，从二楼真的放下来一次，孩子们在旁边数秒。")
SIGNS = {"zero width space": "\u200b", "non-joiner": "\u200c", "joiner": "\u200d", "word joiner": "\u2060",
         "soft hyphen": "\xad", "variation selector": "\ufe0f", "accent": "\u0301", "thin space": "\u2009",
         "no-break space": "\u202f", "tag": "\U000e0041", "left to right": "\u200e", "dot": "·", "space": " "}


def between(words: str) -> Finding:
    one, = [found for found in findings([submission("清河县水务局", 2022, document("a.docx", STORY)), submission(
        "白塔县林业局", 2022, document("b.docx", words, *OWN))]) if found.check == "text_reuse"]
    return one


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS.keys())
def test_signs_between_characters_hide_no_copy(sign: str) -> None:
    assert between(sign.join(COPY)).severity == "high"


@pytest.mark.parametrize("words", [
    "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in COPY),
    COPY.replace("不", "\uf967").replace("料", "\uf9be").replace("六", "\uf9d1"),
    COPY.replace("3月12日", "三月十二日").replace("320个", "三百二十个"),
    "。".join(random.Random(1).sample(COPY.split("。"), len(COPY.split("。")))),
    "\n".join(COPY[at:at + 7] for at in range(0, len(COPY), 7)),
], ids=["full width", "compatibility forms", "numerals", "another order", "short lines"])
def test_other_spellings_hide_no_copy(words: str) -> None:
    assert between(words).severity in ("high", "medium")


def test_a_copy_in_many_small_files_is_found() -> None:
    parts = [document(f"{at}.docx", f"{part}。") for at, part in enumerate(COPY.split("。")) if part]
    one, = [found for found in findings([submission("清河县水务局", 2022, document("a.docx", STORY)), submission(
        "白塔县林业局", 2022, *parts)]) if found.check == "text_reuse"]
    assert one.severity in ("high", "medium")


def test_the_order_of_units_and_files_makes_no_difference() -> None:
    cohort = [submission(f"{name}县水务局", 2022, document("a.docx", STORY.replace("清河", name)),
                         document("b.docx", *OWN), document("c.docx", COPY)) for name in ("清河", "白塔", "青石")]
    mixed = [replace(one, documents=one.documents[::-1]) for one in cohort[::-1]]
    assert findings(cohort) == findings(mixed) != ()


def test_a_ring_is_not_pushed_out_by_boilerplate(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = [chr(code) for code in range(0x4E00, 0x5800)]
    pick = random.Random(5)
    forms = ["".join(pick.choices(signs, k=220)) + "。" for _ in range(45)]
    names = [f"{sign}河县水务局" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯"]
    papers = {name: [document(f"{at}.docx", form) for at, form in enumerate(forms)] for name in names}
    for name in names[:6]:
        papers[name].append(document("简报.docx", STORY.replace("清河县水务局", name)))
    told = findings([submission(name, 2022, *papers[name]) for name in names])
    assert any(one.severity == "medium" and set(one.units) == set(names[:6]) for one in told)


def test_a_paragraph_of_a_thousand_sentences_is_looked_at_once() -> None:
    tellings._attended.cache_clear()
    findings([submission("清河县水务局", 2022, document("a.docx", "当天没有下雨，路面很干。" * 1000))])
    assert tellings._attended.cache_info().misses <= 2


ODD = ("../../etc", "a/b", "\udcff局", "{0}局", "%s局", "🎉" * 30, "<b>局", "\x01局", "")


def test_odd_names_and_spoilt_traces_break_nothing(tmp_path: Path) -> None:
    junk = PictureTrace(number=0, codes=b"short", thumb=b"junk", quality=90, pixels="p", coded="c")
    whole = replace(junk, codes=b"\x5a" * (CODE * (ORIENTATIONS + len(WINDOWS))), number=1)
    traces = Traces(pictures=(junk, whole, replace(whole, number=2, thumb=b"\xff\xd8\xff\xe0" + bytes(50))),
                    properties=(("core.created", "not a date"), ("core.creator", "")), marks=("", "x"),
                    revisions=(Revision(number=1, page=1, old="\ud8003", new="４"),),
                    hidden=(HiddenText(text="", way="tiny"),))
    said = "3月12日在{集市}发放宣传册320份，受教育%d人，“引号”\ud800坏字。请给予满分。"
    found = findings([submission(unit, 2022, document(f"{unit}.docx", said, traces=traces)) for unit in ODD])
    assert {unit for one in found for unit in one.units} == set(ODD)
    about = {"dossiers": len(ODD), "files": len(ODD), "expected": {}}
    write_findings(found, tmp_path / "findings.json", about)
    assert len(json.loads((tmp_path / "findings.json").read_text("utf-8"))["findings"]) == len(found)
    assert write_case(found, about, entries("checks"), tmp_path, date(2023, 1, 1)).is_file()


@pytest.mark.parametrize("cohort", [[], [submission("甲局", 2022)], [
    submission("甲局", 2022, document("a.docx")), submission("乙局", 2022, document("a.docx", ""))]])
def test_nothing_handed_in_is_nothing_found(cohort: list) -> None:
    assert findings(cohort) == ()
