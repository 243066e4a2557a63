"""Drafts of the office's own standards: begun, corrected, linted, saved; a shipped map is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_ui_clauses import File, paper

from model.problems import PufaError
from rubric_maps import load
from rubric_maps.edit import rows
from ui import draft_grid, drafts, standards

TITLE = "澄江市2024年度普法责任制落实评估标准"
RULES = (("考核指标", "序号", "考核内容", "标准分", "计分办法", "需提供的材料"),
         ("组织保障（10分）", "1", "编制年度普法计划", "4", "未编制计划的减4分", "年度计划"),
         ("组织保障（10分）", "2", "普法经费列入本单位预算", "6", "列入预算的得6分，未列入的不得分", "预算批复"),
         ("普法实践（14分）", "3", "每年组织旁听庭审不少于2次", "6", "每少一次减3分", "旁听记录"),
         ("普法实践（14分）", "4", "面向社会发布以案释法案例不少于4个", "8", "每少一个减2分", "案例文本"))


@pytest.fixture()
def draft(sample) -> drafts.Draft:
    """A copy of the shipped standard under an id of its own."""
    return drafts.from_map("jiangyin-2020", "lanning-2024")


def test_a_copy_is_sound_under_its_new_id_and_becomes_an_own_standard(draft):
    assert drafts.faults(draft.folder) == [] and not draft.own
    assert drafts.save(draft) == load.own_folder() / "lanning-2024"
    assert load.own() == ("lanning-2024",) and load.load("lanning-2024").max_points == 100
    assert ("lanning-2024", load.load("jiangyin-2020").name) in standards.choices() and drafts.listed() == []


def test_an_own_standard_is_changed_through_a_draft_of_it(draft):
    drafts.save(draft)
    again = drafts.from_own("lanning-2024")
    text = again.map.read_text("utf-8")
    drafts.write(again, text.replace("名称: 江阴市", "名称: 澜宁市", 1))
    assert again.own and drafts.from_own("lanning-2024").map.read_text("utf-8") != text
    drafts.save(again)
    assert load.load("lanning-2024").name.startswith("澜宁市")
    assert standards.standard("lanning-2024").name.startswith("澜宁市")


@pytest.mark.parametrize(("name", "code"), [
    ("jiangyin-2020", "E616"), ("lanning-2024", "E617"), ("../evil", "E615"), ("澜宁-2024", "E615"), ("", "E615"),
    ("A-1", "E615")])
def test_an_id_that_is_not_free_or_no_id_is_refused(draft, name, code):
    with pytest.raises(PufaError, match=code):
        drafts.from_map("jiangyin-2020", name)
    with pytest.raises(PufaError, match="E616"):
        drafts.from_own("jiangyin-2020")


def test_a_draft_with_faults_is_kept_and_not_saved(draft):
    drafts.write(draft, draft.map.read_text("utf-8").replace("满分: 12", "满分: 11", 1))
    with pytest.raises(PufaError, match="E618.*第7项"):
        drafts.save(draft)
    assert drafts.find("lanning-2024") == draft and load.own() == ()
    drafts.write(draft, draft.map.read_text("utf-8").replace("满分: 11", "满分: 12", 1), "- {案例: 空}\n")
    assert any(drafts.of_cases(one) for one in drafts.faults(draft.folder)) and drafts.save(draft).is_dir()


def test_a_shipped_id_in_the_folder_of_drafts_is_never_saved(draft):
    draft.folder.rename(drafts.home() / "jiangyin-2020")
    with pytest.raises(PufaError, match="E616"):
        drafts.save(drafts.find("jiangyin-2020"))


def test_an_own_standard_made_meanwhile_is_not_written_over(draft):
    (load.own_folder() / "lanning-2024").mkdir(parents=True)
    with pytest.raises(PufaError, match="E616"):
        drafts.save(draft)


def test_forgetting_touches_only_the_draft(draft):
    drafts.forget(drafts.Draft("x", Path(draft.folder.parent.parent), False))
    assert draft.map.is_file()
    drafts.forget(draft)
    assert not draft.folder.exists()


def test_a_paper_is_imported_in_a_process_of_its_own(sample):
    made = drafts.from_paper(File("标准.docx", paper(TITLE, table=RULES)), "chengjiang-2024", None)
    found = [row for row in rows(made.map.read_text("utf-8")) if row.level == "分项"]
    assert [row.values["满分"] for row in found] == ["4", "6", "6", "8"] and (made.folder / "source.txt").is_file()
    assert load.load_file(made.map).id == "chengjiang-2024"


@pytest.mark.parametrize(("name", "data", "code"), [
    ("标准.exe", b"MZ", "E613"), ("坏.pdf", b"%PDF-1.4 broken", "E614"), ("空话.txt", "没有标准".encode(), "E614")])
def test_a_paper_that_gives_nothing_leaves_no_draft(sample, name, data, code):
    with pytest.raises(PufaError, match=code):
        drafts.from_paper(File(name, data), "chengjiang-2024", None)
    assert drafts.listed() == [] and not (drafts.home() / "chengjiang-2024").exists()


def test_edits_of_the_table_become_changes_of_the_map(draft):
    shown = rows(draft.map.read_text("utf-8"))
    place = {row.number: at for at, row in enumerate(shown)}
    found = draft_grid.changes(shown, {
        place["7.1"]: {"满分": "10", "材料": ["case_published", "case_reported"], "已核对": True},
        place["7"]: {"满分": "10", "规则": "有即得分"}, place["8.1"]: {"删去": True}, place["4.2"]: {"解读": None}})
    assert [(c.line, dict(c.values), c.checked, c.removed) for c in found] == [
        (shown[place["7.1"]].line, {"满分": "10", "材料": "case_published、case_reported"}, True, False),
        (shown[place["7"]].line, {"满分": "10"}, False, False), (shown[place["8.1"]].line, {}, False, True),
        (shown[place["4.2"]].line, {"解读": ""}, False, False)]
