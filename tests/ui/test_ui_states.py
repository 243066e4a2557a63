"""States of later standards on the screens: penalties, bonus, checks without points, not applicable, deadlines."""

from __future__ import annotations

import json

import fixture
import pytest
from streamlit.testing.v1 import AppTest

from ui import lists, standards, tree
from ui.ledger import ledger
from ui.tree import Part
from ui.worker import Order

PENALTY = fixture.criterion("29.1", "违法被追究", (-3, -1, -2, -1), "partial", [], self_points=None)
NO_PENALTY = fixture.criterion("29.2", "违法被追究", (-3, 0, 0, 0), "met", [], self_points=None)
CHECK = fixture.criterion("1.1", "部署", (0, None, 0, 0), "partial", [], self_points=None,
                          missing=[{"what": "未见部署文件", "gain": 0}], why="2个方面中有1个有材料")
MET = fixture.criterion("1.2", "责任清单", (0, None, 0, 0), "met", [], self_points=None)
EXEMPT = fixture.criterion("10.2", "执法公开", (4, 4, 4, 4), "not_applicable", [], arithmetic="不适用，按4分计")
BONUS = fixture.criterion("27.1", "案例采用", (3, 2.5, 2, 2.5), "partial", [])


def shown(app: AppTest) -> str:
    return "".join(str(h.proto.body) for h in app.get("html"))


def rewritten(sample, **changed: object) -> None:
    """The fixture's assessment with other values."""
    path = sample.run / "assessment.json"
    told = json.loads(path.read_text("utf-8")) | changed
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def page(screen: str) -> AppTest:
    app = AppTest.from_string(f"from ui import {screen}\n{screen}.screen()\n", default_timeout=30)
    app.query_params["run"] = "样例"
    return app.run()


def test_a_penalty_says_what_it_took_and_its_best_is_nothing():
    taken, none = (tree.row(c, 3) for c in (PENALTY, NO_PENALTY))
    assert (taken.points, taken.max, taken.word, taken.below) == ("−1", "−3", "有扣分", True)
    assert (none.points, none.word, none.below) == ("0", "没有扣分", False)
    assert (ledger(PENALTY, {}).sort, ledger(PENALTY, {}).word) == ("penalty", "有扣分")


def test_a_bonus_section_adds_and_stops_at_its_limit():
    part = Part("加减分", 0, ("27.1", "29.1"), bonus=True)
    assert [(b.points, b.max) for b in tree.branches([BONUS, PENALTY], [part])] == [("+1.5", "")]
    capped = Part("加分", 2, ("27.1",), bonus=True)
    assert [(b.points, b.max) for b in tree.branches([BONUS], [capped])] == [("+2", "2")]


def test_a_check_without_points_shows_its_state_and_how_many_are_met():
    found = tree.branches([CHECK, MET], [Part("组织领导", 0, ("1.1", "1.2"))])[0]
    assert (found.points, found.max) == ("1", "2")
    assert [(r.points, r.max, r.below) for r in found.rows] == [("部分", "", True), ("符合", "", False)]
    assert ledger(CHECK, {}).sort == "check"


def test_what_does_not_apply_is_neither_short_nor_open():
    row = tree.row(EXEMPT, 0)
    assert (row.state, row.word, row.points, row.below, row.stake) == ("not_applicable", "不适用", "4", False, 0)


def test_the_scale_marks_the_full_score_where_a_bonus_goes_beyond():
    marks = lists.scale(65, 101, 109, 100, [])[3]
    assert [m.label for m in marks] == ["100 满分"]
    assert [m.label for m in lists.scale(65, 90, None, 100, [("优秀", 90.0)])[3]] == ["90 优秀"]


def test_a_list_without_points_is_told_by_states(sample):
    rewritten(sample, criteria=[CHECK, MET], score={"suggested": 0, "low": 0, "high": 0, "max": 0, "grade": None,
                                                    "self_points": None})
    app = page("screen_missing")
    assert not app.exception and "本标准不计分" in shown(app) and "未见部署文件" in shown(app)
    assert "不影响得分" not in shown(app) and "逐项结论" in shown(app) and "尚可变动" not in shown(app)


def test_deadlines_and_last_years_problems_stand_below_what_is_missing(sample):
    rewritten(sample, deadlines=[
        {"name": "自评报告", "due": "2020-11-05", "state": "late", "file": "自评.docx", "dated": "2020-11-09",
         "by": "paper", "quote": fixture.EVIL, "citation": ""},
        {"name": "总结", "due": "2020-12-31", "state": "missing", "file": None, "dated": None, "by": None,
         "quote": None, "citation": ""}],
        rectified=[{"problem": "无法治专栏", "state": "promised", "quote": "拟开设专栏", "file": "a"}])
    text = shown(page("screen_missing"))
    assert "逾期" in text and "2020-11-05前" in text and "材料里没有找到" in text and "只有打算" in text
    assert "<img" not in text and "期限" not in shown(page("screen_receipt"))


def test_grades_without_bounds_and_borrowed_criteria_leave_the_screens_whole(sample):
    procedure = next(i for i, _ in standards.choices() if standards.without_criteria(i))
    told = standards.standard(procedure, "jiangyin-2020")
    assert told.bands == () and len(told.parts) == 4 and told.cite["7.1"].startswith("澄法宣办〔2020〕7号")
    rewritten(sample, rubric=procedure, criteria_from="jiangyin-2020")
    assert "还没有打开" not in shown(page("screen_missing"))


@pytest.mark.parametrize(("criteria", "last"), [("jiangyin-2020", ["--criteria", "jiangyin-2020"]),
                                                 ("", ["--progress", "json"])])
def test_a_procedure_is_assessed_with_the_criteria_it_borrows(tmp_path, criteria, last):
    order = Order("a", tmp_path, "shaoguan-2019", "湲江市水务局", 2020, tmp_path, criteria=criteria)
    assert order.command()[-2:] == last


def test_the_form_asks_whose_criteria_a_procedure_borrows(sample):
    app = AppTest.from_string("from ui import screen_start\nscreen_start.screen()\n", default_timeout=30).run()
    procedure = next(i for i, _ in standards.choices() if standards.without_criteria(i))
    app.selectbox(key="rubric").set_value(procedure).run()
    assert not app.exception and procedure not in app.selectbox(key="criteria").options
    app.selectbox(key="rubric").set_value("jiangyin-2020").run()
    assert [s.key for s in app.selectbox] == ["rubric"]
