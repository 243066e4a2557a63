"""Names that hide something: shown with nothing hidden, and still the file is found by them."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import names, texts

from extractor import read_dossier, resolve
from extractor.naming import visible

NAMES = {"换\n行.txt": "换␊行.txt", "响\x07铃.txt": "响␇铃.txt", "通知\u202excod.txt": "通知[U+202E]xcod.txt",
         "零\u200b宽.txt": "零[U+200B]宽.txt", "好　名 字.txt": "好　名 字.txt", "长" * 83 + ".txt": "长" * 83 + ".txt"}


def test_nothing_is_hidden_in_a_name_and_the_file_is_found_by_it(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        (tmp_path / name).write_text(f"讲座{number}场。", "utf-8")
    found = {document.path: document for document in read_dossier(tmp_path).documents}
    assert set(found) == set(NAMES.values())
    for number, shown in enumerate(NAMES.values()):
        assert texts(found[shown]) == [f"讲座{number}场。"]
        assert resolve(tmp_path, shown).decode() == f"讲座{number}场。"
    assert [path for path, document in found.items() if "name_disguised" in names(document)] == [
        "通知[U+202E]xcod.txt"]
    assert "“.txt”" in found["通知[U+202E]xcod.txt"].problems[0].text()


def test_names_of_archives_are_shown_alike(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number, name in enumerate(NAMES):
            archive.writestr(name, f"讲座{number}场。")
    found = {document.path for document in read_dossier(tmp_path / "a.zip").documents}
    assert found == set(NAMES.values())
    assert resolve(tmp_path / "a.zip", "换␊行.txt").decode() == "讲座0场。"


def test_two_names_that_look_alike_are_two_files(tmp_path: Path) -> None:
    (tmp_path / "活动.txt").write_text("第一个。", "utf-8")
    (tmp_path / os.fsdecode("活动.txt".encode("gb18030"))).write_bytes("第二个。".encode())
    found = {document.path: document for document in read_dossier(tmp_path).documents}
    assert {path: texts(document) for path, document in found.items()} == {
        "活动.txt": ["第一个。"], "活动.txt#2": ["第二个。"]}
    assert resolve(tmp_path, "活动.txt#2").decode() == "第二个。"


@pytest.mark.parametrize("name", ["", "..", "../x", "/etc/passwd", "a\0b", "长" * 400, "没有.txt", "a.zip!/x"])
def test_a_name_that_is_none_finds_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("字", "utf-8")
    with pytest.raises(Exception, match="E1"):
        resolve(tmp_path, name)


@given(st.text())
def test_a_shown_name_holds_nothing_hidden_and_shows_itself(name: str) -> None:
    shown = visible(name)
    assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E for char in shown) and visible(shown) == shown
