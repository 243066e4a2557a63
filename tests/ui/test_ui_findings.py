"""疑点核查: names hidden at first, innocent explanations first, decisions only ever added, nothing English."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from browsing import CHROMIUM, SETTLED, check_looks
from PIL import Image

from model.problems import PufaError
from ui import casebook, finding_cards, screen_findings
from ui.finding_cards import Names, marked

ONE, TWO = "临澄市水利局", "临澄市农业农村局"


def place(unit: str, file: str, quote: str) -> dict[str, Any]:
    return {"year": 2022, "unit": unit, "file": file, "page": 2, "bbox": None, "quote": quote}


def findings() -> list[dict[str, Any]]:
    texts = {"left": 0, "right": 1, "left_text": f"3月22日，{ONE}发放资料600余份。",
             "right_text": "4月16日，发放资料600余份。"}
    reuse = {"id": "photo_reuse-1", "check": "photo_reuse", "severity": "high", "units": [ONE, TWO], "years": [2022],
             "places": [place(ONE, "简报4.docx", f"{ONE}世界水日宣传"), place(TWO, "活动.docx", "<b>农资下乡</b>")],
             "explanation": "先排除：联合活动。两个单位的材料里有同一张照片。",
             "measures": {"innocent": ["联合活动", ["同一场地", "逐块一致", "ruled_out"]], "agreement": 0.98,
                          "proof": [[0, "proof/p1.jpg"], [1, "proof/p2.jpg"]],
                          "pair": {"region": [[[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]]],
                                   "blocks": ["ss.", "sd."]},
                          "runs": [texts], "false_alarms": {"found": 0, "dossiers": 44, "at_most": 0.068},
                          "dates": [{"place": 1, "what": "活动", "date": "2022-04-16"},
                                    {"place": 0, "what": "活动", "date": "2022-03-22"}], "also": ["另有一处"]}}
    other = {**reuse, "id": "impossible_date-2", "check": "impossible_date", "severity": "low", "measures": {},
             "explanation": "2月没有30日。", "places": reuse["places"][:1], "units": [ONE]}
    return [reuse, other]


@pytest.fixture()
def book(sample: Any) -> casebook.CaseBook:
    folder = sample.run.parent / "疑点2022"
    (folder / "proof").mkdir(parents=True)
    for name in ("p1", "p2"):
        Image.effect_noise((480, 360), 90).save(folder / "proof" / f"{name}.jpg")
    told = {"schema": "pufa.findings/1", "findings": findings()}
    (folder / "findings.json").write_text(json.dumps(told), "utf-8")
    (folder / "run.json").write_text(json.dumps({"cohort": "/x/2022批次", "dossiers": 20, "files": 300,
                                                 "expected": {"medium": [3.2, 6.0]},
                                                 "not_looked_at": ["还有7对<照片>没有核对。"]}), "utf-8")
    [(name, where)] = casebook.listed()
    return casebook.read(name, where)


def test_units_are_hidden_until_somebody_asks(book: casebook.CaseBook):
    one = book.findings[0]
    hidden, shown = Names(one, hidden=True), Names(one, hidden=False)
    cards = [finding_cards.places, finding_cards.innocent, finding_cards.texts, finding_cards.days]
    assert not any(ONE in card(one, hidden) or TWO in card(one, hidden) for card in cards[:2])
    assert "甲" in finding_cards.places(one, hidden) and ONE in finding_cards.places(one, shown)
    assert "<b>农资下乡" not in finding_cards.places(one, shown)
    assert hidden.text(f"{ONE}与{TWO}联合") == "甲单位与乙单位联合"


def test_what_differs_is_marked_and_equal_figures_underlined():
    left, right = marked("3月22日发放600余份", "4月16日发放600余份")
    assert "<u>600</u>" in left and "<mark>" in left
    assert "<u>600</u>" in right and "<mark>" in right and "<u>16" not in right


def test_pictures_are_coarse_until_somebody_asks(book: casebook.CaseBook):
    one = book.findings[0]
    names = Names(one, hidden=True)
    coarse, clear = (finding_cards.pictures(one, names, book.folder, clear) for clear in (False, True))
    assert coarse.count("<figure>") == 3 and coarse != clear and "可比 4 块，一致 <b>3</b> 块" in coarse
    outside = {**one, "measures": {"proof": [[0, "../../etc/passwd"]]}}
    assert finding_cards.pictures(outside, names, book.folder, True) == ""


def test_what_was_not_looked_at_is_told_as_plain_words(book: casebook.CaseBook):
    told = screen_findings._untold(book)
    assert "还有7对&lt;照片&gt;没有核对。" in told and "没有比对到的" in told
    assert screen_findings._untold(replace(book, untold=())) == ""


def test_days_stand_in_order(book: casebook.CaseBook):
    told = finding_cards.days(book.findings[0], Names(book.findings[0], hidden=True))
    assert told.index("2022-03-22") < told.index("2022-04-16")
    assert finding_cards.days(book.findings[1], Names(book.findings[1], hidden=True)) == ""


def test_decisions_are_only_added(book: casebook.CaseBook):
    finding = str(book.findings[0]["id"])
    with pytest.raises(PufaError):
        casebook.decide(book, finding, "dismissed", " ", "联合活动")
    with pytest.raises(PufaError):
        casebook.decide(book, finding, "doubtful", "李敏", "")
    with pytest.raises(PufaError):
        casebook.decide(book, finding, "属实", "李敏", "看过")
    casebook.decide(book, finding, "doubtful", "李敏", "误配")
    casebook.note(book, finding, "李敏", action="看了单位名")
    casebook.decide(book, finding, "dismissed", "王强", "联合活动：双方都有说明")
    (book.folder / "decisions.jsonl").open("a").write("坏行\n")
    assert [row["by"] for row in casebook.log(book)] == ["李敏", "李敏", "王强"]
    assert casebook.states(book)[finding]["state"] == "dismissed"


def test_a_file_that_is_no_findings_is_refused(book: casebook.CaseBook):
    (book.folder / "findings.json").write_text('{"schema": "x"}', "utf-8")
    with pytest.raises(PufaError):
        casebook.read(book.id, book.folder)


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium")
def test_an_officer_looks_into_a_finding(book, page, address, tmp_path):
    page.goto(f"{address}/findings?b=疑点2022")
    page.wait_for_selector(".band.high")
    check_looks(page, "findings", tmp_path)
    page.click('.st-key-sheet a:has-text("照片疑似重复使用")')
    page.wait_for_selector(".find .bm")
    assert ONE not in page.inner_text(".st-key-sheet")
    check_looks(page, "finding", tmp_path)
    page.fill(".st-key-card_decide input >> nth=0", "李敏")
    page.keyboard.press("Tab")
    page.wait_for_selector('label:has-text("显示单位名") input:not([disabled])', state="attached")
    page.click('label:has-text("显示单位名")')
    page.wait_for_selector(f'.find:has-text("{ONE}")')
    page.click('button:has-text("存疑")')
    page.fill(".st-key-card_decide input >> nth=-1", "问过双方")
    page.keyboard.press("Tab")
    page.wait_for_selector(SETTLED)
    page.click('button:has-text("保存结论")')
    page.wait_for_selector('.find:has-text("问过双方")')
    rows = [json.loads(line) for line in (book.folder / "decisions.jsonl").read_text("utf-8").splitlines()]
    assert [row["action"] for row in rows] == ["看了单位名", "decide"] and rows[1]["state"] == "doubtful"
