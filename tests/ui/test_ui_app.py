"""The app as a whole, without a browser: every screen opens and says what it should."""

from __future__ import annotations

import json
from pathlib import Path

import fixture
import pytest
from streamlit.testing.v1 import AppTest

HOUSE = Path(__file__).resolve().parents[2]


def shown(app: AppTest) -> str:
    """Everything that the page holds as HTML."""
    return "".join(str(h.proto.body) for h in app.get("html"))


@pytest.fixture()
def app(sample) -> AppTest:
    return AppTest.from_file(str(HOUSE / "app.py"), default_timeout=30)


def test_without_a_run_the_app_says_so(app):
    app.run()
    assert not app.exception and "还没有打开评议结果" in shown(app)


def test_the_run_of_the_address_opens(app):
    app.query_params["run"] = "样例"
    app.run()
    assert not app.exception and fixture.UNIT in shown(app) and "1份文件未能全部读出" in shown(app)
    assert [b.label for b in app.button] == ["← 8.2", "→ 11.2"]


def test_a_criterion_of_the_address_opens(app):
    app.query_params["run"], app.query_params["c"] = "样例", "7.1"
    app.run()
    assert [b.label for b in app.button] == ["← 6.1", "→ 8.1"]
    app.button[1].click().run()
    assert [b.label for b in app.button] == ["← 7.1", "→ 8.2"] and app.query_params["c"] == "8.1"


def test_a_broken_run_is_told_in_chinese(app, sample):
    (sample.run / "assessment.json").write_text(json.dumps({"schema": "x"}), "utf-8")
    app.query_params["run"] = "样例"
    app.run()
    assert not app.exception and "[E602]" in app.error[0].value


@pytest.mark.parametrize("screen", ["screen_missing", "screen_receipt"])
def test_uploaded_words_never_come_alive(screen, sample):
    script = f"import streamlit as st\nfrom ui import {screen}\n{screen}.screen()\n"
    app = AppTest.from_string(script, default_timeout=30)
    app.query_params["run"] = "样例"
    app.run()
    assert not app.exception and "<img" not in shown(app) and "&lt;img" in shown(app)


def test_the_form_refuses_an_empty_call(sample):
    app = AppTest.from_string("from ui import screen_start\nscreen_start.screen()\n", default_timeout=30).run()
    app.button(key="begin").click().run()
    assert not app.exception and len(app.error) == 4
