"""The mixed dossier: as many files as asked for, the same ones again, and truths that a reader can be held against."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from bench.mixed import SHARES, build, counts, main
from bench.mixed_layout import Layout, fitting
from bench.mixed_pdf import Scan, placed, wrong_names
from bench.mixed_truth import bare, row
from model.documents import FileStatus

FILES, SEED = 30, 3


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mixed") / "one"
    return folder, build(folder, FILES, SEED, office=False)


def digests(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*") if path.is_file()}


def test_every_file_has_its_truth(made):
    folder, truths = made
    on_disk = digests(folder)
    assert len(on_disk) == FILES
    assert {truth.path for truth in truths if "!/" not in truth.path} == on_disk.keys()
    assert len({truth.path for truth in truths}) == len(truths)


def test_the_same_seed_makes_the_same_bytes(made, tmp_path):
    folder, truths = made
    assert build(tmp_path / "two", FILES, SEED, office=False) == truths
    assert digests(tmp_path / "two") == digests(folder)


def test_another_seed_makes_another_dossier(made, tmp_path):
    assert build(tmp_path / "three", 14, SEED + 1, office=False) != made[1]


def test_truths_use_the_statuses_of_a_document(made):
    for truth in made[1]:
        assert truth.status and set(truth.status) <= set(get_args(FileStatus)), truth.path
        assert all(one.page <= (truth.pages or 1) for one in (*truth.sentences, *truth.rows)), truth.path
        assert truth.text is None or truth.text == bare(truth.text)


def test_sentences_of_a_text_layer_stand_in_its_text(made):
    known = [truth for truth in made[1] if truth.text is not None]
    assert known
    for truth in known:
        for one in truth.sentences:
            assert one.recognised or bare(one.text) in truth.text, truth.path


def test_names_stay_below_255_bytes(made):
    folder = made[0]
    assert max(len(path.name.encode()) for path in folder.rglob("*")) <= 255


def test_a_folder_with_files_is_not_filled(made):
    with pytest.raises(ValueError, match="not empty"):
        build(made[0], 5, 1)


@pytest.mark.parametrize("files", [1, 14, 30, 999, 1000])
def test_the_counts_add_up(files):
    assert sum(counts(files).values()) == files
    assert files < len(SHARES) or min(counts(files).values()) >= 1


def test_a_line_never_begins_with_a_closing_mark():
    assert fitting("一二三四，五", 0, 10.0, 40.0) == "一二三四，"
    assert fitting("一二三四）。五", 0, 10.0, 40.0) == "一二三"


def test_a_sentence_over_two_pages_has_the_box_of_its_first_part():
    layout = Layout()
    layout.y = 740.0
    layout.paragraph(["路" * 200 + "。"])
    (one,) = layout.sentences
    assert layout.page == 2 and one.page == 1
    assert one.box[3] <= 770


def test_a_cut_row_is_one_row():
    layout = Layout()
    layout.y = 700.0
    layout.table([["1", "水" * 300]], (40.0, 200.0), cut=True)
    assert layout.page == 2
    assert layout.rows == [row(["1", "水" * 300])]


def test_a_box_turns_with_its_page():
    assert placed((10, 20, 110, 40), Scan(turn=90)) == (802, 10, 822, 110)
    assert placed((10, 20, 110, 40), Scan(turn=180)) == (485, 802, 585, 822)
    x0, top, x1, bottom = placed((100, 100, 300, 112), Scan(skew=1.0))
    assert bottom - top > 14 and x1 - x0 == pytest.approx(200, abs=1)


def test_wrong_names_last_only_as_long_as_asked():
    from reportlab.pdfbase import ttfonts

    true = ttfonts.makeToUnicodeCMap
    with wrong_names(lambda code: code + 1):
        assert ttfonts.makeToUnicodeCMap is not true
    assert ttfonts.makeToUnicodeCMap is true


def test_a_zip_of_windows_names_its_members_in_gbk(tmp_path):
    from bench.mixed_packed import make_zip
    from bench.mixed_words import Words

    path = tmp_path / "a.zip"
    truths = make_zip(path, "a.zip", Words("x"), 0)
    names = zipfile.ZipFile(io.BytesIO(path.read_bytes())).namelist()
    inside = {truth.path.split("!/")[1] for truth in truths if "!/" in truth.path}
    assert {name.encode("cp437").decode("gbk") for name in names} == inside


def test_the_command_writes_what_is_known(tmp_path, capsys):
    assert main([str(tmp_path / "d"), "--files", "5", "--seed", "2", "--no-office",
                 "--truth", str(tmp_path / "t.json")]) == 0
    assert capsys.readouterr().out.startswith("5 files")
    assert (tmp_path / "t.json").stat().st_size > 100
