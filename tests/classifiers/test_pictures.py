"""Words recognised in pictures: banners tell deeds, boards and slogans do not, a printed day dates them."""

from __future__ import annotations

import pytest

from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.pictures import SHORTEST
from model.documents import Block, Document

CONTEXT = context_for("澜宁市交通运输局", 2023)


def told(words: str) -> dict[str, tuple[str, str | None, str]]:
    """Kind → status, first day and quote of what a photo with these words tells."""
    block = Block(kind="image", text=words, source="ocr", ocr_confidence=0.98)
    photo = Document(path="照片/1.jpg", sha256="", media_type="image", status="parsed", pages=1, blocks=(block,))
    mentions = find_mentions(photo, CONTEXT, opinion="rules")[1]
    assert all(mention.confidence <= 0.6 and mention.recognised == 0.98 for mention in mentions)
    return {m.kind: (m.status, m.slots.date.start.isoformat() if m.slots.date else None, m.quote) for m in mentions}


def test_a_banner_tells_what_is_going_on_and_a_printed_day_when():
    found = told("澜宁市交通运输局旁听庭审活动\n民法典\n2023年6月8日")
    assert found["court_hearing"] == ("done", "2023-06-08", "澜宁市交通运输局旁听庭审活动")
    assert len(found) == 1


def test_another_year_on_a_banner_is_another_period():
    assert told("2022年国家宪法日集中宣传活动")["constitution_day"][0] == "other_period"


@pytest.mark.parametrize("words", ["民法典", "宪法知识\n公路法", "弘扬宪法精神建设法治澜宁", "2023年12月4日", ""])
def test_boards_slogans_and_bare_days_tell_nothing(words):
    assert told(words) == {}


def test_two_printed_days_date_nothing():
    found = told("法治交通进校园\n2023年5月6日\n2023年6月8日")
    assert found and all(day is None for _, day, _ in found.values())
    assert all(len(quote) >= SHORTEST for _, _, quote in found.values())
