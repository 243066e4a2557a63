"""Masking, widths, shortened quotes and event titles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import EVENTS, ID_CARD, PHONE, WATER_DAY, mention

from model.evidence import Slots
from reports.event_title import event_title, short_quote, shorten
from reports.figures import measured_text
from reports.masking import clean, mask
from reports.width import clip, display_width, pad


@pytest.mark.parametrize(("text", "masked"), [
    (f"联系人{PHONE}。", "联系人138****5678。"),
    ("138 1234 5678", "138****5678"),
    ("+86-13812345678", "+86-138****5678"),
    ("１３８１２３４５６７８", "138****5678"),
    (f"身份证{ID_CARD}", "身份证320281**********34"),
    ("32028119800101123X", "320281**********3X"),
    ("320281800101123", "320281*******23"),
    ("0510-86861234，经费138123456789元", "0510-86861234，经费138123456789元"),
    ("云法宣办〔2020〕7号，2020年5月18日", "云法宣办〔2020〕7号，2020年5月18日"),
])
def test_mask(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_nothing_hidden_gets_round_the_mask() -> None:
    assert clean("138\u200b1234\u200b5678\x00") == "138****5678"
    assert clean("\udcb0") == "\ufffd"


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_pad_is_as_wide_as_asked(text: str, columns: int) -> None:
    assert display_width(pad(text, columns)) == columns
    assert display_width(clip(text, columns)) <= columns


@given(st.text(), st.text(min_size=1), st.integers(min_value=4, max_value=60))
def test_shorten_is_never_too_long(text: str, key: str, length: int) -> None:
    assert len(shorten(text, (key,), length)) <= length


def test_the_key_part_is_kept_and_no_number_is_cut() -> None:
    short = short_quote(WATER_DAY)
    assert "3月22日" in short and short.startswith("…") and short.endswith("…")
    assert shorten("发放宣传资料2000余份", (), 9) == "发放宣传资料…"


def test_event_titles() -> None:
    titles = {event.id: event_title(event) for event in EVENTS}
    assert titles["e1"] == "某公司未经批准擅自取水案（5月18日）"
    assert titles["e3"] == "自述总数：全年共发布典型案例6个"
    assert titles["e6"] == "水法一百问"
    assert titles["e7"] == "世界水日（3月22日）"
    assert PHONE[:6] not in titles["e2"]
    bare = replace(EVENTS[0], slots=Slots(), mentions=(mention(1, "开展普法", "a.docx"),))
    assert event_title(bare) == "开展普法"


@pytest.mark.parametrize(("measured", "text"), [
    ({"count": 3, "required": 4, "lower_bound": True}, "不少于3/4"),
    ({"rate": None, "required": 90}, "—"),
    ({"rate": 95.5, "required": 90}, "95.5%/90%"),
    ({"hours": 40, "required": 40}, "40/40学时"),
    ({"aspects": {"甲": True, "乙": False}}, "1/2方面"),
    ({"tier": None}, "—"),
    ({"tier": "省"}, "省级"),
    ({"cases": 1, "deducted": 2}, "1件，扣2"),
    ({"items": 3}, "3项"),
    ({}, "—"),
])
def test_measured(measured: dict[str, object], text: str) -> None:
    assert measured_text(measured) == text
