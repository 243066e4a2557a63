"""Which per cent belongs to which rate."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from decimal import Decimal

import pytest
from documents import CONTEXT, document, found, row

from classifiers.find import find_mentions
from classifiers.grammar import find_quantities
from classifiers.kinds import kinds
from classifiers.rates import rate_for

SAT, PASSED = "exam_participation_rate", "exam_pass_rate"


def figure(text: str, kind: str) -> tuple[Decimal, str] | None:
    """Value and bound of a kind's figure, None where the sentence states none."""
    mentions = found(text, kind=kind)
    quantity = mentions[0].slots.quantity if mentions else None
    return None if quantity is None else (quantity.value, quantity.bound)


@pytest.mark.parametrize(("text", "sat", "passed"), [
    ("参考率、合格率均达95%以上，考试情况良好。", "95", "95"),
    ("参加全省领导干部网上法律知识考试，参考率100%，合格率98.5%。", "100", "98.5"),
    ("全省领导干部网上法律知识考试参考率和合格率分别达到100%和98.2%。", "100", "98.2"),
    ("网上学法考试参考率100%、合格率达到了98%。", "100", "98"),
    ("以100%的参考率、98.6%的合格率完成分类学法考法。", "100", "98.6"),
    ("考试参考率100%合格率97%。", "100", "97"),
    ("考试优秀率62%，合格率99%，参考率100%。", "100", "99"),
    ("考试参考率由96%提高到100%，合格率由95%升至99%。", "100", "99"),
    ("网上考试参考率百分之百，合格率百分之九十八点五。", "100", "98.5"),
    ("考试参考率100%，合格率98%，其中优秀占40%。", "100", "98"),
    ("应考46人，实考46人，45人合格。", "100", "97.82"),
    ("班子成员9人全部参加网上学法考试并全部合格。", "100", "100"),
    ("7.3参考率：100%（考试）；", "100", None),
    ("网上法律知识考试合格率99.1%。", None, "99.1"),
])
def test_each_rate_takes_its_own_figure(text, sat, passed):
    for kind, wanted in ((SAT, sat), (PASSED, passed)):
        got = figure(text, kind)
        assert (None if got is None else got[0]) == (None if wanted is None else Decimal(wanted))


@pytest.mark.parametrize(("text", "bound"), [
    ("考试合格率98%以上。", "at_least"), ("考试合格率近98%。", "about"), ("考试合格率98%。", "exact"),
])
def test_the_bound_of_a_rate_is_kept(text, bound):
    assert figure(text, PASSED) == (Decimal(98), bound)


def test_a_rate_without_its_own_figure_takes_no_other_s():
    assert figure("考试参考率符合要求，合格率98%。", SAT) is None


def test_who_was_absent_does_not_deny_the_figure():
    mention, = found("考试参考率97.8%，1人因病未参加。", kind=SAT)
    assert (mention.status, mention.slots.quantity.value) == ("done", Decimal("97.8"))


def test_a_sentence_without_the_kind_s_words_has_no_rate():
    assert rate_for(kinds()[SAT], find_quantities("覆盖率100%。"), "覆盖率100%。", 0) is None


@pytest.mark.parametrize(("head", "cell"), [("参考率", "99.5%"), ("参考率（%）", "99.5")])
def test_a_figure_under_a_head_that_names_the_rate(head, cell):
    made = document("# 网上法律知识考试情况", row("单位", "应考人数", head, header=True), row("局机关", "200", cell))
    told = [m for m in find_mentions(made, CONTEXT, "ledger", opinion="rules")[1] if m.kind == SAT]
    assert [m.slots.quantity.value for m in told] == [Decimal("99.5")]


def test_a_number_under_a_head_without_per_cent_is_no_rate():
    made = document("# 网上法律知识考试情况", row("单位", "参考率排名", header=True), row("局机关", "12"))
    assert [m for m in find_mentions(made, CONTEXT, "ledger", opinion="rules")[1] if m.kind == SAT] == []
