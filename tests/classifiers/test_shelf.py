"""Merging by blocks: many clusters give the events that few would."""

from __future__ import annotations

from documents import day, mention

import classifiers.shelf
from classifiers.events import merge_events

KIND = "law_delivered"


def _told():
    for number in range(60):
        when = day(1 + number % 12, 1 + number // 12 * 5)
        village, law = "甲乙丙丁戊己庚辛壬癸"[number % 10], "水法宪法民法税法禁毒"[number % 10]
        words = f"到第{number}{village}村讲{law}{number * 7}"
        yield mention(KIND, f"a{number}", when=when, quote=words, file="甲.docx", block=number)
        yield mention(KIND, f"b{number}", when=when, quote=words, file="乙.docx", block=number)
        yield mention(KIND, f"c{number}", quote=words, file="丙.docx", block=number)


def _groups():
    return sorted(sorted(m.id for m in event.mentions) for event in merge_events(tuple(_told())))


def test_few_candidates_give_the_same_events(monkeypatch):
    whole = _groups()
    monkeypatch.setattr(classifiers.shelf, "MANY", 9)
    assert _groups() == whole
    assert len(whole) == 60 and all(len(group) == 3 for group in whole)
