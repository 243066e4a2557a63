"""Sentences and clauses as spans of the untouched text."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.text import Piece, bracketed, clauses, flat, sentences


def split(text):
    """The sentences' words."""
    return [p.of(text) for p in sentences(text)]


def parts(text):
    """The clauses' words."""
    return [p.of(text) for p in clauses(text, Piece(0, len(text)))]


@pytest.mark.parametrize(("text", "wanted"), [
    ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
    ("一是学法；二是普法；三是用法。", ["一是学法；", "二是普法；", "三是用法。"]),
    ("他说：“今天学法。明天用法。”大家记住了。", ["他说：“今天学法。明天用法。”", "大家记住了。"]),
    ("学习《甲；乙》一书。完。", ["学习《甲；乙》一书。", "完。"]),
    ("全年8次（去年5次；前年3次）。", ["全年8次（去年5次；前年3次）。"]),
    ("举办讲座。（责任单位：法规科）下一句。", ["举办讲座。", "（责任单位：法规科）下一句。"]),
    ("举办讲座。（责任单位：法规科）", ["举办讲座。（责任单位：法规科）"]),
    ("第一行\n第二行", ["第一行", "第二行"]),
    ("进学校。6月1日开展活动。进机关。开展宣誓。", ["进学校。6月1日开展活动。", "进机关。开展宣誓。"]),
    ("一、加强领导。成立小组。", ["一、加强领导。", "成立小组。"]),
    ("没有句号", ["没有句号"]),
    ("问：联络员定了没有？答：定了。下一句。", ["问：联络员定了没有？答：定了。", "下一句。"]),
    ("联络员定了没有？定了。", ["联络员定了没有？", "定了。"]),
    ("　 \n", []),
    ("左括号（没有右边。第二句。", ["左括号（没有右边。", "第二句。"]),
])
def test_sentences(text, wanted):
    assert split(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("3月，组织培训，60人参加。", ["3月，", "组织培训，", "60人参加。"]),
    ("时间：8:30，地点：三楼", ["时间：", "8:30，", "地点：", "三楼"]),
    ("发放1,200份，解答80人次", ["发放1,200份，", "解答80人次"]),
    ("开展“学法，用法”活动，效果好", ["开展“学法，用法”活动，", "效果好"]),
    ("培训2期（3月，5月），考试1次", ["培训2期（3月，5月），", "考试1次"]),
    ("甲——乙", ["甲——", "乙"]),
    ("序号\t内容\t时间", ["序号", "内容", "时间"]),
])
def test_clauses(text, wanted):
    assert parts(text) == wanted


def test_flat_keeps_the_length_and_makes_figures_plain():
    text = "２０２２年１２•４宣传Ａ类９０％　完"
    assert flat(text) == "2022年12·4宣传A类90% 完" and len(flat(text)) == len(text)
    assert flat("硏究流动人囗普法") == "研究流动人口普法"


def test_round_brackets():
    text = "举办《民法典》讲座（去年1次）和“送法”活动（3场）"
    assert [text[a:b + 1] for a, b in bracketed(text, Piece(0, len(text)))] == ["（去年1次）", "（3场）"]


WORDS = st.text(st.sampled_from("甲乙丙一二1，。；：！？“”《》（）() \t\n　进学校8:"), max_size=60)


@given(WORDS)
def test_sentences_stand_in_the_text_in_order_and_lose_only_blanks(text):
    pieces = sentences(text)
    assert all(0 <= p.start < p.end <= len(text) for p in pieces)
    assert all(a.end <= b.start for a, b in zip(pieces, pieces[1:], strict=False))
    covered = {i for p in pieces for i in range(p.start, p.end)}
    assert {text[i] for i in range(len(text)) if i not in covered} <= set(" \t\r\n　；;")


@given(WORDS)
def test_clauses_part_a_sentence_without_overlap(text):
    for sentence in sentences(text):
        found = clauses(text, sentence)
        assert all(sentence.start <= p.start < p.end <= sentence.end for p in found)
        assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@given(st.text(max_size=80))
def test_flat_never_moves_an_offset(text):
    assert len(flat(text)) == len(text)


@given(WORDS, st.integers(0, 20), st.integers(0, 20))
def test_a_part_of_a_text_gives_pieces_of_that_part(text, start, length):
    end = min(len(text), start + length)
    assert all(start <= p.start < p.end <= end for p in sentences(text, start, end))
