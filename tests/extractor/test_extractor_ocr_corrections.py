"""What people correct in recognised text: kept beside it, applied to the line it belongs to, never in place of it."""

from __future__ import annotations

import json

import pytest

from extractor.ocr.corrections import VARIABLE, Corrections, corrections_file
from extractor.tools import Recognition, Words
from model.problems import PufaError


def recognised(*texts):
    """A recognition of these lines."""
    words = tuple(Words(text=text, x0=0, top=20 * row, x1=100, bottom=20 * row + 18, confidence=0.7,
                        ends=tuple(100 * (at + 1) / len(text) for at in range(len(text))))
                  for row, text in enumerate(texts))
    return Recognition(width=100, height=100, turned=0, words=words)


def correct(store, line, original, text):
    """A correction of the picture ``p``."""
    return store.correct("p", line, original, text, "王审核", "2020-11-30")


def test_a_correction_is_there_for_the_next_who_reads_the_file(tmp_path):
    path = tmp_path / "corrections.jsonl"
    correct(Corrections(path), 1, "发放手朋120份", "发放手册120份")
    found = Corrections(path).applied("p", recognised("标题", "发放手朋120份"))
    line = found.words[1]
    assert (line.text, line.original, line.confidence) == ("发放手册120份", "发放手朋120份", 1.0)
    assert found.words[0].original == "" and len(line.ends) == len(line.text)
    assert json.loads(path.read_text("utf-8")) == {"picture": "p", "line": 1, "original": "发放手朋120份",
                                                   "text": "发放手册120份", "by": "王审核", "when": "2020-11-30"}


def test_a_longer_text_spreads_its_characters_over_the_line(tmp_path):
    store = Corrections(tmp_path / "c")
    correct(store, 0, "一二三四", "一二三四五")
    assert store.applied("p", recognised("一二三四")).words[0].ends == (20, 40, 60, 80, 100)


def test_the_last_correction_counts_and_the_original_takes_it_back(tmp_path):
    store = Corrections(tmp_path / "c")
    correct(store, 0, "甲", "乙")
    first = store.stamp
    correct(store, 0, "甲", "丙")
    assert store.applied("p", recognised("甲")).words[0].text == "丙"
    assert store.stamp != first
    correct(store, 0, "甲", "甲")
    assert store.applied("p", recognised("甲")) == recognised("甲")
    assert store.stamp == ""
    assert len((tmp_path / "c").read_text("utf-8").splitlines()) == 3


def test_a_line_that_moved_is_found_by_its_text_and_one_read_otherwise_is_left(tmp_path):
    store = Corrections(tmp_path / "c")
    correct(store, 0, "甲", "乙")
    assert [line.text for line in store.applied("p", recognised("页眉", "甲")).words] == ["页眉", "乙"]
    assert [line.text for line in store.applied("p", recognised("页眉", "甲", "甲")).words] == ["页眉", "甲", "甲"]
    assert store.applied("p", recognised("乙")) == recognised("乙")
    assert store.applied("another", recognised("甲")) == recognised("甲")


def test_what_cannot_be_recorded_is_said(tmp_path):
    with pytest.raises(PufaError, match="E171"):
        correct(Corrections(None), 0, "甲", "乙")
    with pytest.raises(PufaError, match="E172"):
        correct(Corrections(tmp_path / "c"), 0, "甲", " ")
    with pytest.raises(PufaError, match="E170"):
        correct(Corrections(tmp_path / "no folder" / "c"), 0, "甲", "乙")


def test_a_broken_file_is_named_with_its_line(tmp_path):
    path = tmp_path / "c"
    path.write_text('\n{"picture": "p"}\n', "utf-8")
    with pytest.raises(PufaError, match="第 2 行"):
        Corrections(path)


def test_the_office_names_the_file(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert corrections_file() is None
    monkeypatch.setenv(VARIABLE, str(tmp_path / "c"))
    assert corrections_file() == tmp_path / "c"
