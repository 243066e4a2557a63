"""Folders and archives: nothing passed over, nothing written outside, one bad file costs that file only."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from making import canvas, docx, names, p, put, texts

import extractor
from extractor import Limits, read_dossier, read_file, resolve
from extractor.registry import READERS
from model.documents import Document, Dossier
from model.problems import PufaError


def by_path(dossier: Dossier) -> dict[str, Document]:
    """Documents by their path."""
    return {document.path: document for document in dossier.documents}


def test_folder_lists_everything_in_order(tmp_path: Path) -> None:
    (tmp_path / "乙").mkdir()
    (tmp_path / "乙" / "b.txt").write_text("讲座3场。", "utf-8")
    for name in (".DS_Store", "~$a.docx", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / "a.txt").write_text("宣传。", "utf-8")
    seen: list[tuple[str, int, int, str]] = []
    dossier = read_dossier(tmp_path, on_file=lambda *call: seen.append(call))
    assert [d.path for d in dossier.documents] == sorted(d.path for d in dossier.documents)
    assert {d.path: d.status for d in dossier.documents} == {
        ".DS_Store": "ignored", "Thumbs.db": "ignored", "a.txt": "parsed", "link.txt": "ignored", "~$a.docx": "ignored",
        "乙/b.txt": "parsed"}
    assert [call[1] for call in seen] == [1, 2, 3, 4, 5, 6] and {call[2] for call in seen} == {6}


def test_what_programs_left_behind_is_not_read_unless_it_is_a_paper(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><body><p>讲座3场。</p></body></html>".encode()
    (tmp_path / "a.lnk").write_bytes(b"L\0\0\0\x01\x14\x02\0" + bytes(70))
    (tmp_path / "b.url").write_bytes(b"[InternetShortcut]\r\nURL=http://example.com/\r\n")
    (tmp_path / "~WRL0102.tmp").write_bytes(b"\4user" + bytes(157))
    (tmp_path / "~WRL0103.tmp").write_bytes(page)
    (tmp_path / "z.zip").write_bytes(_zip({"c.bak": b"text", "d.bak": page, "~$e.docx": b"x", "空.tmp": b""}))
    found = by_path(read_dossier(tmp_path))
    assert {name: names(d) for name, d in found.items() if d.status == "ignored"} == dict.fromkeys(
        ("a.lnk", "b.url", "~WRL0102.tmp", "z.zip!/c.bak", "z.zip!/~$e.docx", "z.zip!/空.tmp"), ["file_ignored"])
    for name in ("~WRL0103.tmp", "z.zip!/d.bak"):
        assert found[name].status == "parsed" and names(found[name]) == ["type_differs"]


def test_missing_empty_and_wrong_dossier(tmp_path: Path) -> None:
    with pytest.raises(PufaError, match="E101"):
        read_dossier(tmp_path / "none")
    (tmp_path / "a.txt").write_text("字", "utf-8")
    with pytest.raises(PufaError, match="E103"):
        read_dossier(tmp_path / "a.txt")
    (tmp_path / "empty").mkdir()
    dossier = read_dossier(tmp_path / "empty")
    assert dossier.documents == () and dossier.problems[0].code == "E102"


def _zip(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_zip_dossier_names_nested_and_resolve(tmp_path: Path) -> None:
    inner = _zip({"乙.txt": "旁听庭审。".encode()})
    data = _zip({"top/a.txt": "宣传。".encode("gb18030"), "top/inner.zip": inner})
    (tmp_path / "d.zip").write_bytes(data)
    found = by_path(read_dossier(tmp_path / "d.zip"))
    assert set(found) == {"top/a.txt", "top/inner.zip", "top/inner.zip!/乙.txt"}
    assert texts(found["top/inner.zip!/乙.txt"]) == ["旁听庭审。"] and found["top/inner.zip"].status == "parsed"
    assert resolve(tmp_path / "d.zip", "top/inner.zip!/乙.txt").decode() == "旁听庭审。"
    with pytest.raises(PufaError):
        resolve(tmp_path, "../etc/passwd")


def test_zip_names_without_flag(tmp_path: Path) -> None:
    for encoding in ("gb18030", "utf-8"):
        data = bytearray(_zip({"XXXX.txt": b"ok"}))
        raw = ("年报" if encoding == "gb18030" else "年x").encode(encoding)
        assert len(raw) == 4
        (tmp_path / f"{encoding}.zip").write_bytes(bytes(data).replace(b"XXXX", raw))
    assert list(by_path(read_dossier(tmp_path / "gb18030.zip"))) == ["年报.txt"]
    assert list(by_path(read_dossier(tmp_path / "utf-8.zip"))) == ["年x.txt"]


def test_hostile_zip_members_are_refused_by_name(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../escape.txt", "x")
        archive.writestr("/abs.txt", "x")
        archive.writestr("bomb.txt", b"0" * (8 << 20))
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", "好的文件。")
        archive.writestr("__MACOSX/._good.txt", "x")
    folder = tmp_path / "in" / "deep"
    folder.mkdir(parents=True)
    (folder / "z.zip").write_bytes(target.getvalue())
    found = by_path(read_dossier(folder))
    assert {name: names(d)[0] for name, d in found.items() if d.problems} == {
        "z.zip": "archive_members", "z.zip!/../../escape.txt": "archive_unsafe_name", "z.zip!//abs.txt":
        "archive_unsafe_name", "z.zip!/bomb.txt": "archive_ratio", "z.zip!/link": "archive_link",
        "z.zip!/__MACOSX/._good.txt": "file_ignored"}
    assert found["z.zip!/good.txt"].status == "parsed" and found["z.zip"].status == "partial"
    assert {path.name for path in tmp_path.rglob("*")} == {"in", "deep", "z.zip"}


def test_archive_limits(tmp_path: Path) -> None:
    (tmp_path / "many.zip").write_bytes(_zip({f"{n}.txt": b"x" for n in range(6)}))
    (tmp_path / "big.zip").write_bytes(_zip({"a.bin": os.urandom(3000), "b.bin": os.urandom(3000)}))
    (tmp_path / "deep.zip").write_bytes(_zip({"1.zip": _zip({"2.zip": _zip({"x.txt": b"x"})})}))
    (tmp_path / "cut.zip").write_bytes(_zip({"a.txt": b"x" * 500})[:60])
    found = by_path(read_dossier(tmp_path, limits=Limits(entries=5, total_bytes=4000, depth=2)))
    assert names(found["many.zip"]) == ["archive_entries"] and names(found["cut.zip"]) == ["archive_damaged"]
    assert names(found["big.zip!/b.bin"]) == ["archive_total"]
    assert names(found["deep.zip!/1.zip!/2.zip"]) == ["archive_depth"]


def _bad_files(folder: Path) -> None:
    (folder / "empty.docx").touch()
    (folder / "text.pdf").write_text("这是一份文本文件。", "utf-8")
    made = canvas(folder / "pdf.docx")
    put(made, 72, 100, "其实是PDF。")
    made.save()
    made = canvas(folder / "locked.pdf", encrypt="secret")
    put(made, 72, 100, "密")
    made.save()
    whole = docx(folder / "cut.docx", p("正文。" * 500)).read_bytes()
    (folder / "cut.docx").write_bytes(whole[:len(whole) // 2])
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(200))
    (folder / "garbage.txt").write_bytes(bytes(range(256)) * 20)
    entities = "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'>]>"
    with zipfile.ZipFile(folder / "bomb.docx", "w") as archive:
        archive.writestr("word/document.xml", entities + "<w:document xmlns:w='u'><w:body>&y;</w:body></w:document>")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (folder / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom" + b"\0" * 100)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 50)


def test_every_bad_file_says_what_is_wrong(tmp_path: Path) -> None:
    _bad_files(tmp_path)
    found = by_path(read_dossier(tmp_path))
    assert {name: (d.status, names(d)[0]) for name, d in found.items()} == {
        "empty.docx": ("failed", "file_empty"), "text.pdf": ("parsed", "type_differs"),
        "pdf.docx": ("parsed", "type_differs"), "locked.pdf": ("failed", "file_encrypted"),
        "cut.docx": ("failed", "file_damaged"), "broken.pdf": ("failed", "file_damaged"),
        "garbage.txt": ("failed", "format_unknown"), "bomb.docx": ("failed", "xml_unsafe"),
        "old.doc": ("failed", "format_unsupported"), "film.mp4": ("partial", "video_not_read"),
        "broken.jpg": ("failed", "file_damaged")}
    for document in found.values():
        assert document.size == (tmp_path / document.path).stat().st_size and len(document.sha256) == 64
        assert all(problem.text().startswith("[E1") for problem in document.problems)


def test_a_reader_that_hangs_crashes_or_floods_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "txt", "bad_readers:misbehave")
    for word in ("hang!", "crash", "flood", "raise", "print"):
        (tmp_path / f"{word[:5]}.txt").write_text(word + "。", "utf-8")
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"第{number}场讲座。", "utf-8")
    found = by_path(read_dossier(tmp_path, limits=Limits(seconds=3), jobs=2))
    assert {name: names(d) for name, d in found.items() if d.problems} == {
        "hang!.txt": ["read_timeout"], "crash.txt": ["read_crashed"], "flood.txt": ["read_memory"],
        "raise.txt": ["read_error"]}
    assert all(found[f"{n}.txt"].status == "parsed" for n in range(4)) and found["print.txt"].status == "parsed"


def test_import_is_light() -> None:
    import subprocess
    import sys

    code = ("import sys, extractor; heavy = 'pdfplumber pypdfium2 docx python_calamine lxml PIL'.split(); "
            "print([name for name in heavy if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=Path(extractor.__file__).parent.parent)
    assert done.stdout.strip() == "[]"


def test_read_file_names_a_zip(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(_zip({"x.txt": b"x"}))
    assert names(read_file(tmp_path / "a.zip")) == ["archive_alone"]
    assert names(read_file(tmp_path / "none.pdf")) == ["file_unreadable"]
