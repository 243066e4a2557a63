"""The page of the standards in a real browser: read one, attach its text; draft one in the table, save and use it."""

from __future__ import annotations

import pytest
from browsing import CHROMIUM, check_looks, settle
from test_ui_clauses import LINES, paper

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium")]

IDS = frozenset({"jiangyin", "lanning"})
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def view(page, name: str) -> None:
    page.click(f'.st-key-rubric_view button:has-text("{name}")')
    settle(page)


def opened(page) -> None:
    page.click('.st-key-head a:has-text("评分标准")')
    page.wait_for_selector("table.std tr.sec")


def put(page, text: str) -> None:
    """Writes the points of the first criterion: typing over a cell opens its editor once the table takes the keys."""
    settle(page)
    box = page.locator('.st-key-card_edit [data-testid="stDataFrame"] canvas').first.bounding_box()
    x, y = box["x"] + 56 + 68 + 190 + 20, box["y"] + 32 * 3 + 16
    for _ in range(5):
        for away in (60, 30):
            page.mouse.move(x + away, y + away)
            page.mouse.move(x, y, steps=3)
            page.mouse.click(x, y)
            page.wait_for_timeout(700)
        page.keyboard.type(text)
        page.wait_for_timeout(1000)
        if page.locator("#portal textarea, #portal input").count():
            break
    page.keyboard.press("Enter")


def test_a_standard_is_read_beside_its_official_text(page, tmp_path):
    opened(page)
    assert page.locator("table.std tbody tr[id]").count() == 26
    check_looks(page, "standard", tmp_path, IDS)
    view(page, "等次和程序")
    page.wait_for_selector('.halves:has-text("75分以上，不满90分")')
    check_looks(page, "terms", tmp_path, IDS)
    view(page, "检查和例题")
    page.wait_for_selector('.halves:has-text("四个案例得满分")')
    check_looks(page, "checks", tmp_path, IDS)
    view(page, "官方原文")
    page.wait_for_selector(".st-key-text_keep")
    check_looks(page, "text", tmp_path, IDS)
    page.set_input_files('.st-key-upload_text input[type=file]',
                         files=[{"name": "原文.docx", "mimeType": WORD, "buffer": paper(*LINES)}])
    page.wait_for_selector(".st-key-text_keep button:not([disabled])")
    page.click(".st-key-text_keep button")
    page.wait_for_selector('.st-key-card_read:has-text("来源甲的原文")')
    check_looks(page, "text-kept", tmp_path, IDS)
    view(page, "标准表")
    page.wait_for_selector('td.clause mark:has-text("组织旁听庭审一次（2分）。")')
    page.set_viewport_size({"width": 1920, "height": 1080})
    check_looks(page, "standard-wide", tmp_path, IDS)


def test_a_draft_is_corrected_in_the_table_while_it_is_checked_and_then_used(page, tmp_path):
    opened(page)
    view(page, "起草和修改")
    page.wait_for_selector(".st-key-draft_begin")
    check_looks(page, "drafts", tmp_path, IDS)
    page.click('.st-key-draft_way label:has-text("照现有标准改")')
    page.wait_for_selector(".st-key-draft_base")
    page.fill(".st-key-draft_id input", "lanning-2024")
    page.click(".st-key-draft_begin button")
    page.wait_for_selector('.st-key-card_faults:has-text("没有发现问题，可以保存")')
    page.wait_for_selector('.st-key-card_edit [data-testid="stDataFrame"] canvas')
    put(page, "9")
    page.wait_for_selector('.st-key-card_faults:has-text("第1项满分7分，各分项合计14分")')
    check_looks(page, "draft-grid", tmp_path, IDS)
    view(page, "标准表")
    page.wait_for_selector("table.std tr.sec")
    view(page, "起草和修改")
    page.wait_for_selector('.st-key-card_faults:has-text("第1项满分7分，各分项合计14分")')
    page.click(".st-key-draft_save button")
    page.wait_for_selector('[data-testid=stAlert]:has-text("没有保存为标准")')
    put(page, "2")
    page.wait_for_selector('.st-key-card_faults:has-text("没有发现问题，可以保存")')
    page.click('.st-key-draft_view button:has-text("例题")')
    page.wait_for_selector('textarea:has-text("四个案例得满分")')
    page.click(".st-key-draft_save button")
    page.wait_for_selector('.st-key-card_open button:has-text("修改")')
    page.click('.st-key-head a:has-text("新的评议")')
    page.wait_for_selector(".st-key-begin")
    page.click('.st-key-rubric [data-testid="stSelectbox"] input')
    page.wait_for_selector('[role=option] >> nth=1')
    assert page.locator('[role=option]:has-text("江阴")').count() == 2
