"""The page of the standards: the printed table, the procedure, the checks, and nothing of a map that comes alive."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from model.problems import problem
from rubric_maps import load
from ui import rubric_sheet, rubric_terms
from ui.clauses import Clause

EVIL = '<img src=x onerror="alert(1)">'
SCRIPT = "from ui import screen_rubrics\nscreen_rubrics.screen()\n"
MINI = Path(__file__).resolve().parents[1] / "rubric_maps" / "good" / "mini-2020"


def shown(app: AppTest) -> str:
    return "".join(str(h.proto.body) for h in app.get("html"))


@pytest.fixture()
def app(sample) -> AppTest:
    return AppTest.from_string(SCRIPT, default_timeout=30)


def test_the_table_has_every_criterion_with_rule_proof_and_reading():
    rubric = load.load("jiangyin-2020")
    html = rubric_sheet.sheet(rubric, {}, attached=False)
    assert html.count("<tr id=") == 26 and "不少于4个典型案例得12分，不足按比例" in html and "原文没有找到" not in html
    assert '制度文件<b class="need">必备</b>' in html and "找：旁听庭审" in html
    assert "没有公布评分项" in rubric_sheet.sheet(replace(rubric, sections=()), {}, attached=False)


def test_words_of_a_map_or_a_text_never_come_alive():
    rubric = load.load("jiangyin-2020")
    section = replace(rubric.sections[0], title=EVIL)
    first = replace(section.items[0].criteria[0], title=EVIL, reading=EVIL)
    section = replace(section, items=(replace(section.items[0], title=EVIL, criteria=(first,)),))
    rubric = replace(rubric, sections=(section,), notes=(EVIL,))
    clause = Clause(EVIL, EVIL, EVIL * 9, 3, 0, "words")
    html = rubric_sheet.sheet(rubric, {first.id: clause}, attached=True) + rubric_terms.terms(rubric)
    html += rubric_terms.faults([problem("case_failed", EVIL, name=EVIL, expected="", got="")], "")
    assert "<img" not in html and "&lt;img" in html and "第3页" in html


def test_a_fault_says_its_line_and_comes_before_a_note():
    found = rubric_terms.faults([problem("own_map_shipped", "x", id="x"), problem("yaml_broken", "rubric.yaml:7")], "")
    assert found.index("第7行：从这里起读不懂") < found.index("请看")
    assert rubric_terms.placed(problem("case_failed", "a-1/cases.yaml:5", name="", expected="", got="")).startswith(
        "[E359] 例题第5行：")


def test_the_page_shows_a_standard_its_procedure_and_its_checks(app):
    app.run()
    assert not app.exception and "报送并发布以案释法典型案例" in shown(app) and "检查通过" in shown(app)
    app.session_state["rubric_view"] = "等次和程序"
    app.run()
    assert "75分以上，不满90分" in shown(app) and "弄虚作假" in shown(app) and "不少于15%" in shown(app)
    app.session_state["rubric_view"] = "检查和例题"
    app.run()
    assert not app.exception and shown(app).count(">通过</span>") == 32 and "没有发现问题" in shown(app)


def test_own_standards_are_offered_and_a_shadowed_one_is_told(app, sample):
    for name in ("mini-2020", "jiangyin-2020"):
        shutil.copytree(MINI, sample.run.parent / "rubrics" / name)
    app.query_params["s"] = "mini-2020"
    app.run()
    assert not app.exception and "本单位的标准" in shown(app) and "附加，合计以3分为限" in shown(app)
    assert "[E306]" in app.warning[0].value and app.query_params["s"] == "mini-2020"


def test_a_broken_own_standard_is_told_in_chinese(app, sample):
    folder = sample.run.parent / "rubrics" / "bad-1"
    folder.mkdir(parents=True)
    (folder / "rubric.yaml").write_text("标准：x\n", "utf-8")
    app.query_params["s"] = "bad-1"
    app.run()
    assert not app.exception and "[E311]" in app.error[0].value and "读不出" in shown(app)


def test_a_draft_is_begun_corrected_as_text_and_saved(app):
    app.session_state["rubric_view"] = "起草和修改"
    app.run()
    app.radio(key="draft_way").set_value("照现有标准改").run()
    app.text_input(key="draft_id").set_value("lanning-2024")
    app.button(key="draft_begin").click().run()
    assert not app.exception and "没有发现问题，可以保存" in shown(app)
    app.session_state["draft_view"] = "文字"
    app.run()
    text = app.text_area[0]
    text.set_value(text.value.replace("满分: 12", "满分: 11", 1)).run()
    assert "第7项满分11分" in shown(app)
    app.button(key="draft_save").click().run()
    assert "[E618]" in app.error[0].value
    app.text_area[0].set_value(text.value.replace("满分: 11", "满分: 12", 1)).run()
    app.button(key="draft_save").click().run()
    assert not app.exception and load.own() == ("lanning-2024",)


def test_a_form_without_a_file_or_with_a_bad_id_is_told(app):
    app.session_state["rubric_view"] = "起草和修改"
    app.run()
    app.button(key="draft_begin").click().run()
    assert app.error[0].value == "请先选择官方文件。"
