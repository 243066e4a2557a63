"""The app in a real browser: tree, boxes, mentions, an upload that is assessed, and only Chinese on the screen."""

from __future__ import annotations

import io
import json
import zipfile

import fixture
import pytest
from browsing import CHROMIUM, check_looks

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium")]


def test_a_reviewer_goes_through_a_run(page, tmp_path):
    page.click('.trow[data-id="7.1"]')
    page.wait_for_selector('.lh .id:text-is("7.1")')
    page.wait_for_selector(".page .ev.ok.sel")
    assert page.locator(".page .ev.ok").count() == 1 and page.locator(".page .ev.oth").count() == 1
    assert "这是解读，不是原文" in page.inner_text(".rd") and "12 × 2/4 = 6" in page.inner_text(".pin")
    check_looks(page, "review", tmp_path)
    page.click(".er.wait")
    page.wait_for_selector(".page .ev.wait.sel")
    assert "4月9日" in page.inner_text(".quote .q") and "一致" in page.inner_text(".quote .chip")
    page.click(".page .ev.no .edge >> nth=0")
    assert "拟再整理" in page.inner_text(".er.on .tl")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector('.lh .id:text-is("8.1")')
    page.click('.lk:has-text("活动台账")')
    page.wait_for_selector("table.rows tr.ok.sel")
    page.click('.lk:has-text("世界水日")')
    page.wait_for_selector(".canvas.photo .ev.ok.sel")
    page.click('.trow[data-id="8.2"]')
    page.wait_for_selector('.mp.cur[aria-label="第2页"]')
    page.click('.trow[data-id="9.1"]')
    page.wait_for_selector("mark.ev.ok.sel")
    assert page.locator(".desk img").count() == 0 and page.title() == "履职评议工作台"
    page.set_viewport_size({"width": 1920, "height": 1080})
    check_looks(page, "review-wide", tmp_path)


def test_lists_and_receipt(page, tmp_path):
    page.click('.st-key-head a:has-text("缺失材料")')
    page.wait_for_selector(".scale")
    assert "+6" in page.inner_text("td.gain >> nth=0")
    check_looks(page, "missing", tmp_path)
    page.click('.st-key-sheet td.id a:has-text("7.1") >> nth=0')
    page.wait_for_selector('.lh .id:text-is("7.1")')
    page.click('.st-key-head a:has-text("缺失材料")')
    page.wait_for_selector(".scale")
    page.click('.st-key-head a:has-text("收件回执")')
    page.wait_for_selector(".sum")
    assert "".join( page.inner_text(".sum").split()) == "收到6份＝已读5＋部分读出0＋未能读取1＋不必读0"
    check_looks(page, "receipt", tmp_path)


def test_checks_without_points_and_penalties_are_told_in_words(page, tmp_path, sample):
    path = sample.run / "assessment.json"
    told = json.loads(path.read_text("utf-8"))
    for criterion in told["criteria"]:
        criterion |= {"max_points": 0, "suggested_points": None, "low": 0, "high": 0, "self_points": None}
    told["criteria"][0] |= {"max_points": -3, "suggested_points": -1, "low": -1, "high": -1, "status": "partial"}
    told["criteria"][4] |= {"status": "not_applicable"}
    told["score"] |= {"suggested": 0, "low": 0, "high": 0, "max": 0, "grade": None}
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    page.reload()
    page.wait_for_selector('.st-key-ctx:has-text("不计分")')
    page.click('.trow[data-id="6.1"]')
    page.wait_for_selector('.lh .chip:has-text("有扣分")')
    assert "".join(page.inner_text(".lh .sc .big").split()) == "−1/最多−3"
    page.click('.trow[data-id="9.1"]')
    page.wait_for_selector('.lh .big.word:has-text("不适用")')
    check_looks(page, "checks", tmp_path)
    page.click('.tfil button:has-text("不齐")')
    assert page.locator(".trow").count() == 3
    page.click('.st-key-head a:has-text("缺失材料")')
    page.wait_for_selector(".share")
    check_looks(page, "missing-checks", tmp_path)


def test_an_upload_is_assessed_file_by_file(page, tmp_path, sample):
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w") as archive:
        for path in sorted(p for p in sample.dossier.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(sample.dossier).as_posix())
    page.click('.st-key-head a:has-text("新的评议")')
    page.wait_for_selector(".st-key-begin")
    check_looks(page, "start", tmp_path)
    page.click(".st-key-begin button")
    page.wait_for_selector('[data-testid=stAlert]:has-text("单位名称")')
    page.set_input_files('[data-testid="stFileUploaderDropzoneInput"]',
                         files=[{"name": "材料.zip", "mimeType": "application/zip", "buffer": pack.getvalue()}])
    page.wait_for_selector('[data-testid=stFileChip]:has-text("材料"), [data-testid=stFileUploaderFile]')
    page.fill(".st-key-unit input", fixture.UNIT)
    page.fill(".st-key-year input", "2020")
    page.click('.st-key-rubric [data-testid="stSelectbox"] input')
    page.click('[role=option]:has-text("江阴")')
    check_looks(page, "filled", tmp_path)
    page.click(".st-key-begin button")
    page.wait_for_selector('.st-key-card_job:has-text("已读")')
    page.wait_for_selector(".st-key-job_open button", timeout=30_000)
    assert "水利简报第6期.pdf" in page.inner_text(".log")
    check_looks(page, "job", tmp_path)
    page.click(".st-key-job_open button")
    page.wait_for_selector(".desk .trow")
    assert fixture.UNIT in page.inner_text(".st-key-ctx h1")
    page.wait_for_selector('.trow[data-id="15.1"]')
    check_looks(page, "assessed", tmp_path)
