"""Files of a dossier on the screen: boxes on pages, marked rows and text, and what cannot be shown."""

from __future__ import annotations

import shutil
import time
import zipfile

import fixture
import pytest

from extractor.layout import locate
from ui import dossier, office, papers, plain
from ui.runs import read


@pytest.fixture()
def run(sample):
    return read("样例", sample.run)


def opened(run, path):
    file = next((f for f in run.assessment["files"] if f["path"] == path), {"path": path})
    return papers.open_paper(run.dossier, file)


def mention(run, criterion, at):
    return next(e for e in run.criterion(criterion)["evidence"] if e["id"] == at)


def test_a_quote_over_two_printed_lines_gets_one_box_around_both(run):
    place = papers.where(opened(run, fixture.BRIEF), mention(run, "7.1", "m1"))
    x0, top, x1, bottom = place.box
    assert place.page == 1 and place.whole
    assert 78 < x0 < 85 and 220 < top < 235 and 255 < bottom < 275 and x1 > 400


def test_a_quote_is_looked_for_on_its_own_page_only(run):
    paper = opened(run, fixture.BRIEF)
    flag = mention(run, "8.2", "c1")
    assert papers.where(paper, flag).page == 2 and papers.verbatim(paper, flag) == "yes"
    assert papers.where(paper, flag | {"page": 1}) is None and papers.verbatim(paper, flag | {"page": 1}) == "no"


def test_a_box_given_by_the_assessment_is_used_where_the_words_are_not_found(run):
    told = mention(run, "7.1", "m1") | {"quote": "扫描件里的字", "bbox": [10, 20, 30, 40]}
    place = papers.where(opened(run, fixture.BRIEF), told)
    assert place.box == (10, 20, 30, 40) and not place.whole


def test_an_invented_quote_is_said_to_differ(run):
    assert papers.verbatim(opened(run, fixture.BRIEF), mention(run, "7.1", "m1") | {"quote": "从未写过"}) == "no"


def test_view_of_a_page_has_boxes_of_this_and_other_criteria(run):
    mine = [e for e in run.criterion("7.1")["evidence"] if e["file"] == fixture.BRIEF]
    others = [("8.1", e) for e in run.criterion("8.1")["evidence"] if e["file"] == fixture.BRIEF]
    found = papers.view(opened(run, fixture.BRIEF), mine, others, {"m1": (1, "ok")}, "m1", None)
    assert [b["look"] for b in found["boxes"]] == ["ok", "no", "no", "oth"]
    assert found["boxes"][-1]["label"] == "8.1" and found["page"] == 1 and set(found["sheets"]) == {"1", "2"}
    assert all(0 <= b["x"] <= 100 and b["w"] > 0 and b["y"] + b["h"] <= 100 for b in found["boxes"])


def test_a_workbook_row_is_marked(run):
    found = papers.view(opened(run, fixture.TABLE), [mention(run, "8.1", "w2")], [], {"w2": (1, "ok")}, "w2", None)
    assert found["kind"] == "rows" and found["verbatim"] == {"w2": "yes"}
    assert [bool(b["marks"]) for b in found["blocks"]] == [False, True, False, False]
    assert found["blocks"][1]["cells"][0] == "1"


def test_a_photo_is_one_page_and_its_words_are_not_vouched_for(run):
    found = papers.view(opened(run, fixture.PHOTO), [mention(run, "8.1", "w3")], [], {"w3": (1, "ok")}, "w3", None)
    assert found["kind"] == "photo" and found["verbatim"] == {"w3": "unknown"}


def test_text_is_given_as_text_with_its_mark(run):
    found = papers.view(opened(run, "网页/专栏.txt"), [mention(run, "9.1", "x1")], [], {"x1": (1, "ok")}, "x1", None)
    assert fixture.EVIL in found["blocks"][1]["cells"][0] and found["blocks"][1]["marks"][0]["ev"] == "x1"


def test_a_changed_or_lost_file_is_not_shown_as_the_one_assessed(run):
    (run.dossier / fixture.PHOTO).write_bytes(b"other")
    assert opened(run, fixture.PHOTO).kind == "none"
    assert opened(run, "自评/不存在.docx").kind == "none"
    assert papers.open_paper(None, {"path": "a.pdf"}).kind == "none"


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "a/../../secret.txt", ""])
def test_nothing_outside_the_dossier_is_read(sample, path):
    (sample.dossier.parent / "secret.txt").write_text("x")
    assert dossier.load(sample.dossier, path) is None


def test_a_link_out_of_the_dossier_is_not_followed(sample):
    (sample.dossier / "link.txt").symlink_to("/etc/hostname")
    assert dossier.load(sample.dossier, "link.txt") is None


def test_members_of_archives_inside_archives(tmp_path):
    with zipfile.ZipFile(tmp_path / "内.zip", "w") as inner:
        inner.writestr("说明.txt", "正文")
    with zipfile.ZipFile(tmp_path / "外.zip", "w") as outer:
        outer.write(tmp_path / "内.zip", "夹/内.zip")
    assert dossier.load(tmp_path / "外.zip", "夹/内.zip!/说明.txt") == "正文".encode()
    assert dossier.load(tmp_path, "外.zip!/夹/内.zip!/说明.txt") == "正文".encode()
    assert dossier.load(tmp_path, "外.zip!/没有.txt") is None


def test_a_member_of_a_zip_whose_data_is_garbled_is_not_there(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", "法" * 5000)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[45:55] = b"\xff" * 10
    (tmp_path / "a.zip").write_bytes(data)
    assert dossier.load(tmp_path / "a.zip", "x.txt") is None


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "xls", "html", "txt", "image"])
def test_broken_files_are_only_not_shown(tmp_path, kind):
    (tmp_path / "x").write_bytes(b"PK\x03\x04 broken \x00\xff")
    paper = papers.open_paper(tmp_path, {"path": "x", "type": kind, "sha256": ""})
    assert paper.kind in {"none", "text"}


def test_plain_blocks_of_a_web_page_leave_scripts_out():
    page = "<html><head><meta charset=utf-8><script>bad()</script></head><body><p>正文</p></body></html>"
    assert [b.cells for b in plain.blocks(page.encode(), "html")] == [("正文",)]


def test_a_row_of_cells_is_found_by_its_longest_cell():
    letters = "甲乙丙丁戊己庚辛"
    chars = tuple(locate.Char(1, (i, 0.0, i + 1.0, 10.0)) for i in range(len(letters)))
    text = locate.Text(letters, chars, ((100.0, 100.0),))
    place = locate.find(text, "没有\t丁戊己庚")
    assert place.box == (3, 0, 7, 10) and not place.whole
    assert locate.find(text, "没有\t也没有") is None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_paper_becomes_pages_and_its_quote_is_found_there(run):
    first = opened(run, fixture.CASES)
    assert first.kind == "text" and first.pending and first.note
    sha = first.sha
    until = time.monotonic() + 60
    while office.pending(sha) and time.monotonic() < until:
        time.sleep(0.1)
    paper = opened(run, fixture.CASES)
    assert paper.kind == "page" and papers.verbatim(paper, mention(run, "7.1", "m2")) == "yes"
    assert papers.where(paper, mention(run, "7.1", "m2")).whole
