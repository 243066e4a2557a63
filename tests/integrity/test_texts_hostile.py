"""Papers made to choke the comparison: it ends soon, and says what is there."""

from __future__ import annotations

from made import document, submission
from test_texts_between import STORY, found

from integrity.texts.align import matched
from integrity.texts.check import matches
from integrity.texts.paper import prepared
from model.documents import Line
from model.known import KnownText


def paper(unit: str, text: str) -> KnownText:
    return KnownText(year=2022, unit=unit, file="一.docx", paper="summary", text=text,
                     lines=(Line(start=0, end=len(text), page=1, bbox=None),))


def test_one_word_repeated_without_end() -> None:
    left, right = texts = [prepared(paper(unit, "法治宣传" * 50_000)) for unit in ("甲", "乙")]
    own = left.official == left.official
    assert matched(left, right, own, own).longest >= 190_000
    assert list(matches(texts)) == []  # a word over and over is no text of anybody's


def test_a_paper_of_figures_alone() -> None:
    assert found(submission("甲局", 2022, document("一.xlsx", *("3,000 4,000 5,000" for _ in range(3000)))),
                 submission("乙局", 2022, document("二.xlsx", *("3,000 4,000 5,000" for _ in range(3000))))) == []


def test_thousands_of_swapped_tokens_are_paired_in_order() -> None:
    rows = [f"第{at}组的赵婶把旧门板上的红漆刮了又刷刷了又刮，第{at + 5}天终于露出木纹" for at in range(2000)]
    left, right = (prepared(paper(unit, "\n".join(rows))) for unit in ("甲", "乙"))
    own = left.official == left.official
    one = matched(left, right, own, own)
    assert len(one.swaps) > 3000
    assert all(len(set(one.told(swap))) == 1 for swap in one.swaps)


def test_two_runs_say_the_same() -> None:
    cohort = [submission(f"{name}县林业局", 2022, document("一.docx", STORY)) for name in ("东岭", "西岭", "南岭")]
    assert found(*cohort) == found(*cohort) != []


def test_lone_surrogates_and_odd_characters_are_no_obstacle() -> None:
    odd = "\ud83d\U0001f600\u200b" + STORY + "\U00020000\ufeff"
    one, = found(submission("东岭县林业局", 2022, document("一.docx", odd)),
                 submission("西岭县林业局", 2022, document("二.docx", STORY)))
    assert one.severity == "high"
