"""No open sentence says what an untouched one says; a planted near-duplicate is caught. Only names are shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.split import CORPUS, faults

TEXT = "12月4日，我局在江滨广场举办国家宪法日宣传活动，发放宪法读本300册，接受咨询85人次。"
SAME = "12月3日，我局在江滨广场举办国家宪法日宣传活动，发放宪法读本1200册，接受咨询60余人次！"
OTHER = "全年向市法宣办报送典型案例四件，其中两件在澜宁普法公众号刊发，一件被省厅采用。"


def corpus(folder: Path, opened: str, *, sentence: str = OTHER, paper: str = OTHER) -> Path:
    """A corpus of one open sentence, one untouched sentence and one untouched part."""
    for name, text in (("train_jiangyin-2020", opened), ("test_jiangyin-2020", sentence)):
        path = folder / "sentences" / name / "shuiwu.jsonl"
        path.parent.mkdir(parents=True)
        line = {"id": "a-1", "text": text, "unit": "澜宁市水务局", "year": 2020, "gold": []}
        path.write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    part = folder / "parts" / "test" / "shuiwu.yaml"
    part.parent.mkdir(parents=True)
    part.write_text("unit: 云泽市水利局\nyear: 2020\n---\npath: 简报.docx\nkind: briefing\nblocks:\n"
                    f"- p: 开头。⟦e01|{paper}⟧\n", "utf-8")
    return folder


def test_open_and_untouched_sets_share_no_sentence():
    shown = [f"{pair.one} ~ {pair.other}" for pair in faults(CORPUS)]
    assert shown == []


@pytest.mark.parametrize(("planted", "place"), [
    ({"sentence": SAME}, "sentences/test_jiangyin-2020/shuiwu#a-1"),
    ({"paper": SAME}, "parts/test/shuiwu#简报.docx:2"),
])
def test_a_planted_near_duplicate_is_caught(tmp_path, planted, place):
    pairs = faults(corpus(tmp_path, TEXT, **planted))
    assert [(pair.one, pair.other) for pair in pairs] == [("sentences/train_jiangyin-2020/shuiwu#a-1", place)]


def test_different_sentences_are_no_fault(tmp_path):
    assert faults(corpus(tmp_path, TEXT)) == []
