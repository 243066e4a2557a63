"""Kinds proposed for the sentences of a standard."""

from __future__ import annotations

import pytest

from classifiers.propose import propose


@pytest.mark.parametrize(("text", "kind"), [
    ("党组理论学习中心组全年学法不少于4次", "group_study"),
    ("组织工作人员旁听庭审2次以上", "court_hearing"),
    ("向社会发布以案释法典型案例", "case_published"),
    ("未制定普法责任清单的", "duty_list"),
    ("组建普法志愿者队伍,开展志愿服务", "volunteer_team"),
    ("“12·4”国家宪法日开展宣传活动", "constitution_day"),
])
def test_a_fitting_kind_is_among_the_first(text: str, kind: str) -> None:
    assert dict(propose(text))[kind] >= 0.5


def test_what_no_kind_speaks_of_has_no_proposal() -> None:
    assert propose("食堂饭菜质量良好") == () and propose("") == ()


def test_confidences_fall_and_stay_below_one() -> None:
    found = propose("落实以案释法制度,收集整理并向社会发布典型案例,报送市普法办", most=5)
    assert [sure for _, sure in found] == sorted((sure for _, sure in found), reverse=True)
    assert len(found) > 1 and all(0 < sure < 1 for _, sure in found) and len(propose("发布典型案例", most=1)) == 1
