"""What is masked, and what fingerprints promise."""

from __future__ import annotations

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from integrity.texts.letters import masked
from integrity.texts.official import clauses, official
from integrity.texts.winnow import SURE, fingerprints

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=0, max_size=60)


def said(text: str) -> str:
    return masked(text).letters.tobytes().decode("utf-32-le")


def test_names_dates_and_figures_are_masked_and_told() -> None:
    one = masked("2022年3月5日，清河县公安局在龙泉镇发放资料3,000份，局长王建国讲课。")
    assert "清河" not in said("清河县公安局开展讲课") and "建国" not in said("局长王建国讲课")
    text = "2022年3月5日，清河县公安局在龙泉镇发放资料3,000份，局长王建国讲课。"
    assert [(token.kind, text[token.start:token.end]) for token in one.tokens][:2] == [
        ("date", "2022年3月5日"), ("name", "清河县公安局")]
    assert ("figure", "3,000") in [(token.kind, text[token.start:token.end]) for token in one.tokens]


def test_swapped_names_leave_the_same_letters() -> None:
    assert said("3月5日，清河县公安局在龙泉镇发放资料300份") == said("11月12日,白塔市水务局在石桥镇发放资料1,250份")


@given(HAN, st.sampled_from(["，", " ", "。", "　", "“", "\t"]))
def test_letters_know_no_marks_at_the_ends_and_no_width(text: str, mark: str) -> None:
    assert said(mark + text) == said(text) == said(text + mark)
    assert said(unicodedata.normalize("NFKC", text)) == said(text)


@given(HAN)
def test_places_of_letters_rise_and_lie_in_the_text(text: str) -> None:
    one = masked(text)
    assert (np.diff(one.at) > 0).all() and all(0 <= at < len(text) for at in one.at)
    assert all(0 <= token.start < token.end <= len(text) for token in one.tokens)


@given(st.lists(st.integers(1, 40), min_size=SURE, max_size=SURE + 30), st.lists(st.integers(41, 80), max_size=30),
       st.lists(st.integers(41, 80), max_size=30))
def test_a_shared_run_of_thirteen_letters_always_shares_a_fingerprint(run: list[int], before: list[int],
                                                                      after: list[int]) -> None:
    left = np.array([*before, *run, *after], np.uint32)
    right = np.array([*after[::-1], *run, *before], np.uint32)
    assert set(fingerprints(left)[0]) & set(fingerprints(right)[0])


def test_every_official_clause_is_known_again_inside_other_words() -> None:
    for clause in clauses():
        one = masked(clause)
        if len(one.letters) >= 8:
            assert official(clause, one).all(), clause


def test_own_words_are_not_official() -> None:
    text = "卖豆腐的赵婶看完第二格就喊出声，说她家男人前年也差点上了采沙船"
    assert not official(text, masked(text)).any()


def test_articles_of_laws_are_official() -> None:
    text = "第二十七条　任何单位不得擅自挪动界碑。\n赵婶按第二十七条把界碑挪了回去"
    one = masked(text)
    told = official(text, one)
    assert told[one.at < text.index("\n")].all() and not told[one.at > text.index("\n")].any()
