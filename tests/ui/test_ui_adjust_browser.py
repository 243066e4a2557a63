"""A reviewer takes evidence out and joins two events in a real browser; points follow, and undoing gives them back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, assessed, browsed, check_looks, served, settle

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium")]

PAPERS = {"简报/第1期.txt": "2020年3月10日，局党组理论学习中心组集体学习民法典。\n",
          "简报/第3期.txt": "2020年12月4日，我局开展国家宪法日宣传活动。\n",
          "简报/第2期.txt": "2020年6月8日，局党组理论学习中心组集体学习保障农民工工资支付条例。\n"}


@pytest.fixture()
def run(tmp_path, monkeypatch) -> Path:
    """A small dossier, assessed as anybody would."""
    return assessed(tmp_path, PAPERS, monkeypatch)


@pytest.fixture()
def address(run) -> Iterator[str]:
    """The app, serving that run; instead of the fixture's, which nobody assessed."""
    yield from served(run, os.environ["PUFA_HOME"])


@pytest.fixture()
def page(address) -> Iterator[Any]:
    """A browser page on its desk."""
    yield from browsed(f"{address}/?c=3.1", pytest.importorskip("playwright.sync_api"))


def filled(page, reason: str, who: str | None = None) -> None:
    """Fills the form at the foot of the ledger and sends it."""
    page.select_option(".adjform select >> nth=-1", reason)
    if who:
        page.fill(".adjform .who", who)
    page.click(".adjform .act.main")


def told(run) -> list[dict[str, Any]]:
    """The lines of corrections.jsonl."""
    return [json.loads(line) for line in (run / "corrections.jsonl").read_text("utf-8").splitlines()]


def test_a_reviewer_joins_takes_out_and_undoes(page, run, tmp_path):
    page.wait_for_selector('.lh .id:text-is("3.1")')
    page.click(".er.ok >> nth=0")
    page.click('.er.on .act:has-text("选作合并")')
    page.click(".er.ok >> nth=1")
    page.click('.er.on .act:has-text("选作合并")')
    page.click('.pin .act:has-text("合并为一件")')
    page.click(".adjform .act.main")
    assert page.inner_text(".adjform .no") == "请填姓名"
    check_looks(page, "join", tmp_path)
    filled(page, "同一次活动", "王强")
    page.wait_for_selector('.lh .big:has-text("1")')
    page.wait_for_selector('.er.ok .by:has-text("人工合并（王强")')
    assert page.locator(".er.ok").count() == 1 and "人工调整 1 处" in page.inner_text(".adjs")
    assert [(one["action"], one["by"], one["why"]) for one in told(run)] == [("join", "王强", "同一次活动")]

    page.click('.trow[data-id="8.2"]')
    page.wait_for_selector('.lh .id:text-is("8.2")')
    page.wait_for_selector(".er.ok.on")
    page.keyboard.press("x")
    filled(page, "佐证不足")
    page.wait_for_selector('.er.no .why:has-text("人工移出（王强")')
    page.wait_for_selector('.lh .big:has-text("0")')
    page.click('button:has-text("人工调整 1 处")')
    check_looks(page, "out", tmp_path)
    page.click('.adj button:has-text("恢复")')
    filled(page, "误操作")
    page.wait_for_selector(".er.ok")
    assert page.locator(".adjs").count() == 0

    page.click('.trow[data-id="3.1"]')
    page.wait_for_selector(".er.ok .by")
    settle(page)
    assert [one["action"] for one in told(run)] == ["join", "out", "undo"]


def test_a_status_is_changed_and_letters_in_a_field_are_no_commands(page, run):
    page.wait_for_selector(".er.ok")
    page.click(".er.ok >> nth=0")
    page.click('.er.on .act:has-text("改状态")')
    page.fill('.adjform input[aria-label="补充说明"]', "xmtz")
    assert page.input_value('.adjform input[aria-label="补充说明"]') == "xmtz"
    page.select_option('.adjform select[aria-label="改为"]', "planned")
    filled(page, "原文只是计划或要求", "李复")
    page.wait_for_selector('.er.no .why:has-text("人工改状态（李复")')
    page.wait_for_selector('.lh .big:has-text("1")')
    assert told(run)[0]["status"] == "planned" and told(run)[0]["why"] == "原文只是计划或要求：xmtz"
