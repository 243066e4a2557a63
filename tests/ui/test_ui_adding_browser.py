"""A reviewer finds a sentence that the software missed, adds it, sees the points follow, and takes it back again."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, assessed, browsed, check_looks, served, settle
from fixture import pdf_of

from verify import verify

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium")]

MISSED = "5月20日，各科室坐到一起，把新颁布的几部法过了一遍。"
PAPERS = {"简报/第1期.txt": "2020年3月10日，局党组理论学习中心组集体学习民法典。\n", "简报/第3期.txt": "2020年12月4日，我局开展国家宪法日宣传活动。\n"}


@pytest.fixture()
def run(tmp_path, monkeypatch) -> Path:
    """A small dossier, assessed as anybody would."""
    (tmp_path / "卷宗" / "简报").mkdir(parents=True)
    pdf_of(tmp_path / "卷宗/简报/第2期.pdf", {1: ["水务简报", "2020年5月25日", "", MISSED, "", "近日，河道管理处完成汛前检查。"]})
    return assessed(tmp_path, PAPERS, monkeypatch)


@pytest.fixture()
def address(run) -> Iterator[str]:
    """The app, serving that run."""
    yield from served(run, os.environ["PUFA_HOME"])


@pytest.fixture()
def page(address) -> Iterator[Any]:
    """A browser page on its desk."""
    yield from browsed(f"{address}/?c=3.1", pytest.importorskip("playwright.sync_api"))


def told(run) -> list[dict[str, Any]]:
    """The lines of corrections.jsonl."""
    return [json.loads(line) for line in (run / "corrections.jsonl").read_text("utf-8").splitlines()]


def test_a_missed_sentence_is_found_added_counted_and_taken_back(page, run, tmp_path):
    page.wait_for_selector('.lh .big:has-text("1")')
    page.click('.bt .act:has-text("补充证据")')
    page.select_option('.find select', "简报/第2期.pdf")
    page.wait_for_selector('.tab.on:has-text("第2期")')
    page.fill(".find .words", "没有的话")
    page.click('.find .act')
    page.wait_for_selector('.add .bt .mut:has-text("没有找到")')
    page.fill(".find .words", "新颁布的 过了一遍")
    page.keyboard.press("Enter")
    page.click(".hit >> nth=0")
    page.wait_for_selector(".canvas .ev.new.sel")
    assert page.inner_text(".hit.on b") == MISSED and "引文与原文一致" in page.inner_text(".quote")
    page.click('.add .adjform .act:has-text("补充")')
    assert page.inner_text(".adjform .no") == "请填姓名"
    page.fill('.adjform input[aria-label="记录人"]', "王强")
    page.fill('.adjform input[aria-label="日期"]', "去年某天")
    check_looks(page, "adding", tmp_path)
    page.click('.add .adjform .act:has-text("补充")')
    page.wait_for_selector('.adjform .no:has-text("看不懂")')
    page.fill('.adjform input[aria-label="日期"]', "5月20日")
    page.click('.add .adjform .act:has-text("补充")')
    page.wait_for_selector('.er.ok .by:has-text("人工补充（王强")')
    page.wait_for_selector('.lh .big:has-text("2")')
    page.wait_for_selector('.er.ok.on .by:has-text("人工补充（王强")')
    check_looks(page, "added", tmp_path)
    one = told(run)[0]
    assert (one["action"], one["status"], one["mentions"][0]["quote"], one["date"]) == ("add", "done", MISSED, {"from": "2020-05-20", "to": "2020-05-20"})
    assert verify(run / "assessment.json", run.parents[1] / "卷宗") == []

    page.click('.er.on .act:has-text("撤回补充")')
    page.select_option(".adjform select >> nth=-1", "误操作")
    page.click(".adjform .act.main")
    page.wait_for_selector('.lh .big:has-text("1")')
    settle(page)
    assert [line["action"] for line in told(run)] == ["add", "undo"] and page.locator(".er .by").count() == 0
