"""Rar, 7z, tar and packed files; files embedded in office files; members of each found again."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from pathlib import Path

import libarchive
import pytest
from archive_parts import rar4, rar5
from making import docx, names, p, texts
from office_parts import relations
from ole_parts import ole

from extractor import Limits, read_dossier, resolve
from extractor.unpack import libraries
from extractor.unpack.entries import ContainerError
from extractor.unpack.worker import entries
from model.documents import Document

TEXT = "开展讲座三场。".encode()


def read(folder: Path, **limits: int) -> dict[str, Document]:
    """Documents of a dossier by path."""
    return {document.path: document for document in read_dossier(folder, limits=Limits(**limits)).documents}


def seven(path: Path, members: dict[str, bytes]) -> None:
    """A 7z archive."""
    with libarchive.file_writer(str(path), "7zip") as archive:
        for name, data in members.items():
            archive.add_file_from_memory(name, len(data), data)


def tar(members: dict[str, bytes | tarfile.TarInfo]) -> bytes:
    """A tar; a TarInfo stands for itself."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in members.items():
            info = data if isinstance(data, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = 0 if isinstance(data, tarfile.TarInfo) else len(data)
            archive.addfile(info, None if isinstance(data, tarfile.TarInfo) else io.BytesIO(data))
    return target.getvalue()


def test_every_archive_is_opened_by_content_and_its_members_found_again(tmp_path: Path) -> None:
    seven(tmp_path / "七.dat", {"子/报告.txt": TEXT})
    (tmp_path / "四.rar").write_bytes(rar4({"活动.txt".encode("gb18030"): TEXT}))
    (tmp_path / "五.rar").write_bytes(rar5({"活动.txt": TEXT, "内.rar": rar5({"深.txt": TEXT})}))
    (tmp_path / "归档.tar").write_bytes(tar({"总结.txt": TEXT}))
    (tmp_path / "包.tgz").write_bytes(gzip.compress(tar({"总结.txt": TEXT})))
    for suffix, packed in (("gz", gzip.compress(TEXT)), ("bz2", bz2.compress(TEXT)), ("xz", lzma.compress(TEXT))):
        (tmp_path / f"通知.txt.{suffix}").write_bytes(packed)
    found = read(tmp_path)
    members = {"七.dat!/子/报告.txt", "四.rar!/活动.txt", "五.rar!/活动.txt", "五.rar!/内.rar!/深.txt",
               "归档.tar!/总结.txt", "包.tgz!/总结.txt", "通知.txt.gz!/通知.txt", "通知.txt.bz2!/通知.txt",
               "通知.txt.xz!/通知.txt"}
    assert members | {name.rpartition("!/")[0] for name in members} == found.keys()
    assert {name: texts(found[name]) for name in members} == dict.fromkeys(members, ["开展讲座三场。"])
    assert all(resolve(tmp_path, name) == TEXT for name in members)
    assert {document.status for document in found.values()} == {"parsed"}
    assert found["五.rar"].media_type == "rar" and len(found["五.rar"].sha256) == 64
    assert set(read(tmp_path / "五.rar")) == {"活动.txt", "内.rar", "内.rar!/深.txt"}


def test_what_is_no_file_or_leads_outside_is_refused_by_name(tmp_path: Path) -> None:
    link, hard, pipe = tarfile.TarInfo("链接"), tarfile.TarInfo("硬链接"), tarfile.TarInfo("管道")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "好.txt"
    pipe.type = tarfile.FIFOTYPE
    inner = tmp_path / "in"
    inner.mkdir()
    (inner / "a.tar").write_bytes(tar({"好.txt": TEXT, "../逃.txt": TEXT, "/根.txt": TEXT, "链接": link,
                                       "硬链接": hard, "管道": pipe, "好!/伪.txt": TEXT}))
    found = read(inner)
    assert {name.removeprefix("a.tar!/"): names(document)[:1] for name, document in found.items()} == {
        "a.tar": ["archive_members"], "好.txt": [], "../逃.txt": ["archive_unsafe_name"],
        "/根.txt": ["archive_unsafe_name"], "链接": ["archive_link"], "硬链接": ["archive_link"],
        "管道": ["archive_link"], "好!/伪.txt": ["archive_unsafe_name"]}
    assert {path.name for path in tmp_path.rglob("*")} == {"in", "a.tar"}


def test_locked_volumes_and_broken_archives_say_so(tmp_path: Path) -> None:
    (tmp_path / "锁头.rar").write_bytes(rar5({"a.txt": TEXT}, locked=True))
    (tmp_path / "锁头4.rar").write_bytes(rar4({b"a.txt": TEXT}, main_flags=0x80))
    (tmp_path / "锁员.rar").write_bytes(rar4({b"a.txt": TEXT}, file_flags=0x04))
    (tmp_path / "卷.rar").write_bytes(rar5({"a.txt": TEXT}, archive_flags=1))
    (tmp_path / "卷4.rar").write_bytes(rar4({b"a.txt": TEXT}, main_flags=1))
    seven(tmp_path / "卷.7z.001", {"a.txt": TEXT * 50})
    whole = (tmp_path / "卷.7z.001").read_bytes()
    (tmp_path / "卷.7z.001").write_bytes(whole[:40])
    (tmp_path / "断.7z").write_bytes(whole[:40])
    (tmp_path / "断.rar").write_bytes(rar5({"a.txt": TEXT})[:-10])
    (tmp_path / "空.rar").write_bytes(rar5({}))
    found = read(tmp_path)
    assert {name: (d.status, names(d)[0]) for name, d in found.items() if "!/" not in name} == {
        "锁头.rar": ("failed", "archive_encrypted"), "锁头4.rar": ("failed", "archive_encrypted"),
        "锁员.rar": ("partial", "archive_members"), "卷.rar": ("failed", "archive_volume"),
        "卷4.rar": ("failed", "archive_volume"), "卷.7z.001": ("failed", "archive_volume"),
        "断.7z": ("failed", "archive_damaged"), "断.rar": ("partial", "archive_damaged"),
        "空.rar": ("failed", "archive_damaged")}
    assert names(found["锁员.rar!/a.txt"]) == ["archive_encrypted"]


def test_bombs_are_bounded_by_the_bytes_that_come_out(tmp_path: Path) -> None:
    (tmp_path / "弹.gz").write_bytes(gzip.compress(bytes(40 << 20)))
    found = read(tmp_path)
    assert names(found["弹.gz!/弹"]) == ["archive_ratio"] and found["弹.gz"].status == "partial"
    assert names(read(tmp_path, ratio=5000, total_bytes=30 << 20)["弹.gz!/弹"]) == ["archive_total"]
    (tmp_path / "弹.gz").write_bytes(tar({f"{n}.txt": TEXT for n in range(9)}))
    assert names(read(tmp_path, entries=8)["弹.gz"])[0] == "archive_entries"


def test_a_directory_of_many_folders_is_not_made_into_objects(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(60):
            archive.writestr(f"{number}/", b"")
    assert names(read(tmp_path, entries=50)["a.zip"]) == ["archive_entries"]


def test_without_its_library_an_archive_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(libraries.__dict__, "_SONAMES", ())
    monkeypatch.setitem(__import__("sys").modules, "libarchive", None)
    (tmp_path / "a.rar").write_bytes(rar5({"a.txt": TEXT}))
    with pytest.raises(ContainerError) as caught:
        list(entries(tmp_path / "a.rar", "rar", "a.rar", Limits()))
    assert caught.value.message == "archive_library_missing"


def _package(name: str, data: bytes) -> bytes:
    """An OLE object that holds a packaged file."""
    label = name.encode("gb18030") + b"\0"
    body = (b"\x02\0" + label + label + b"\0\0\x03\0" + struct.pack("<L", len(label)) + label
            + struct.pack("<L", len(data)) + data)
    return ole({"\x01Ole10Native": struct.pack("<L", len(body)) + body})


def test_files_inside_office_files_are_files_of_their_own(tmp_path: Path) -> None:
    inner = docx(tmp_path / "in.docx", p("附件里的讲座。")).read_bytes()
    (tmp_path / "in.docx").unlink()
    path = docx(tmp_path / "总结.docx", p("正文。"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/embeddings/a.docx", inner)
        archive.writestr("word/embeddings/oleObject1.bin", _package("台账.txt", TEXT))
        archive.writestr("word/_rels/document.xml.rels", relations(
            ("t", "attachedTemplate", "file://host/x.dotm"), ("h", "hyperlink", "http://host/"), outside=("t", "h")))
    found = read(tmp_path)
    assert {name: texts(document) for name, document in found.items()} == {
        "总结.docx": ["正文。"], "总结.docx!/embeddings/a.docx": ["附件里的讲座。"],
        "总结.docx!/embeddings/台账.txt": ["开展讲座三场。"]}
    assert names(found["总结.docx"]) == ["external_links"] and "file://host" in found["总结.docx"].problems[0].text()
    assert resolve(tmp_path, "总结.docx!/embeddings/台账.txt") == TEXT
