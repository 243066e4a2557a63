"""Undated claims of the unit against its own records: where the records say otherwise, the claim is no deed."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import document

from classifiers.context import context_for
from classifiers.contradicted import believed
from classifiers.find import find_mentions

CONTEXT = context_for("云岭自治区林业厅", 2022)


def statuses(kind, claim, *records, paper="record"):
    """Statuses of the self-report's mentions of a kind, beside records of the same dossier."""
    papers = [(document("自评报告", claim, path="自评.docx"), "self_report"), (document("会议记录", *records, path="记录.docx"), paper)]
    mentions = [m for file, known in papers for m in find_mentions(file, CONTEXT, known, opinion="rules")[1] if m.kind == kind]
    return [m.status for m in believed(mentions) if m.paper == "self_report"]


@pytest.mark.parametrize(("kind", "claim", "record", "status"), [
    ("leader_taught", "厅主要负责人讲法治课1次。", "6月2日，副厅长冯某受厅长委托，给干部讲了一堂法治课。", "negated"),
    ("leader_taught", "厅长带头讲授法治课。", "9月8日，副厅长代表厅长为新进人员上法治课。", "negated"),
    ("leader_taught", "厅主要负责人讲法治课1次。", "6月2日，厅长冯某给干部讲了一堂法治课。", "done"),
    ("study_before_decision", "落实重大事项决策前学法制度。", "2022年没有开展重大事项决策前学法。", "negated"),
    ("study_before_decision", "落实重大事项决策前学法制度。", "5月10日党组会议前学法取消。", "done"),
    ("broadcast_programme", "我厅干部走进“林区说法”广播直播间讲解森林法。", "2021年8月9日，“林区说法”广播直播，解答防火法规。", "other_period"),
    ("broadcast_programme", "我厅干部走进“林区说法”广播直播间讲解森林法。", "2021年8月9日，“绿野之声”广播直播，解答防火法规。", "done"),
])
def test_a_claim_stands_or_falls_with_the_records(kind, claim, record, status):
    assert set(statuses(kind, claim, record)) == {status}


def test_a_dated_or_supported_claim_is_left_alone():
    assert statuses("leader_taught", "7月1日，厅长为干部讲法治课。", "6月2日，副厅长受厅长委托讲法治课，题为《森林法》。") == ["done"]
    assert statuses("leader_taught", "厅主要负责人讲法治课1次。", "6月2日，副厅长受厅长委托讲了一堂法治课。", "8月1日，厅长为干部讲法治课。") == ["done"]
