"""A reading process that a hostile file has taken over: what it sends is refused, what it tries comes to nothing."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest
from making import names
from taken_over import ANSWERS

from extractor import Limits, read_dossier, read_file
from extractor.apart.asking import answered
from extractor.apart.checking import ForgedError
from extractor.limits import MEGA
from extractor.office.within import within
from extractor.reading import Reading
from extractor.registry import READERS
from extractor.tools import Picture
from model.documents import Block, Cell, Document


@pytest.fixture
def attacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text files are read by the reader that was taken over."""
    monkeypatch.setitem(READERS, "txt", "taken_over:attack")


def read(folder: Path, *words: str, **limits: object) -> dict[str, Document]:
    """A dossier with a file for each word, read; documents by word."""
    for number, word in enumerate(words):
        (folder / f"{number:02}.txt").write_text(word + " 法治宣传\n", "utf-8")
    (folder / "good.txt").write_text("plain 讲座3场。", "utf-8")
    found = read_dossier(folder, limits=Limits(**limits), jobs=2)  # type: ignore[arg-type]
    by_name = {document.path: document for document in found.documents}
    assert by_name["good.txt"].status == "parsed"
    return {word: by_name[f"{number:02}.txt"] for number, word in enumerate(words)}


def test_nonsense_from_a_worker_is_refused(tmp_path: Path, attacked: None) -> None:
    words = [*ANSWERS, "pickled-code", "no-pickle", "endless"]
    found = read(tmp_path, *words, asks=20)
    assert {word: names(document) for word, document in found.items()} == dict.fromkeys(words, ["read_forged"])
    assert not Path("owned").exists() and not (tmp_path / "owned").exists()


def test_what_a_worker_may_cost(tmp_path: Path, attacked: None) -> None:
    found = read(tmp_path, "too-much", "eat", "spin", seconds=4, memory=300 * MEGA, memory_alone=400 * MEGA)
    assert {word: names(document) for word, document in found.items()} == {
        "too-much": ["read_crashed"], "eat": ["read_memory"], "spin": ["read_timeout"]}
    assert dict(found["eat"].problems[0].params) == {"limit": "400"}


def test_a_worker_writes_nowhere_but_in_its_own_folder_and_reaches_no_network(tmp_path: Path, attacked: None) -> None:
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        words = ["try-write", "try-temp", "try-remove", "try-large", f"try-network {server.getsockname()[1]}",
                 "try-files"]
        found = read(tmp_path, *words, written=4 * MEGA)
        with pytest.raises(TimeoutError):
            calls.append(server.accept())
    reasons = {word.split()[0]: dict(document.problems[0].params)["reason"] for word, document in found.items()}
    assert calls == []
    assert {word: reason for word, reason in reasons.items() if word != "try-temp"} == {
        "try-write": "PermissionError", "try-remove": "PermissionError", "try-large": "OSError",
        "try-network": "OSError", "try-files": "OSError"}
    assert reasons["try-temp"] == "done" and not (tmp_path / "escaped").exists()


def test_a_worker_leaves_no_process_behind(tmp_path: Path, attacked: None) -> None:
    before = set(_running())
    assert names(read(tmp_path, "try-child", seconds=3)["try-child"]) == ["read_timeout"]
    assert set(_running()) - before == set()


def _running() -> list[str]:
    """Processes that sleep for ten minutes, as the planted child does."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"time.sleep(600)" in (folder / "cmdline").read_bytes():
                found.append(folder.name)
        except OSError:
            found.append("")
    return [one for one in found if one]


def test_a_file_that_vanishes_or_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "txt", "taken_over:change_and_read")
    found = {}
    for word in ("vanish", "grow"):
        (tmp_path / f"{word}.txt").write_text(f"{word} 讲座\n", "utf-8")
        document = read_file(tmp_path / f"{word}.txt")
        found[word] = (document.status, names(document))
    assert found == {"vanish": ("failed", ["file_unreadable"]), "grow": ("parsed", [])}


def test_what_a_reader_asks_for() -> None:
    class _Tools:
        def recognise(self, pictures: object) -> list[object]:
            return [pictures]

        def converted(self, path: str, kind: str, target: str) -> bytes:
            return f"{path} {kind} {target}".encode()

    good = Picture(width=2, height=2, mode="L", data=b"1234")
    assert answered(("recognise", ((good,),)), "/own.doc", Limits(), _Tools())  # type: ignore[arg-type]
    assert answered(("converted", ("/own.doc", "doc", "docx")), "/own.doc", Limits(), _Tools())  # type: ignore[arg-type]
    for wish in (("converted", ("/other.doc", "doc", "docx")), ("converted", ("/own.doc", "doc", "docx:--x")),
                 ("recognise", ((good,) * 9,)), ("recognise", ([good],)), ("close", ()), "recognise"):
        with pytest.raises(ForgedError):
            answered(wish, "/own.doc", Limits(ocr_pages=8), _Tools())  # type: ignore[arg-type]


def test_blocks_and_characters_of_a_file_are_bounded(tmp_path: Path) -> None:
    blocks = tuple(Block(kind="paragraph", text="法治" * 5) for _ in range(10))
    for limits, kept in ((Limits(blocks=3), 3), (Limits(characters=45), 4), (Limits(), 10)):
        reading = within(Reading(blocks=blocks), "a", limits)
        assert len(reading.blocks) == kept and (reading.status == "partial") == (kept < 10)
    cells = (Cell(start=0, end=2, column=0), Cell(start=3, end=6, column=1))
    row = Block(kind="table_row", text="甲甲\t乙乙乙", cells=cells)
    short = within(Reading(blocks=(row,)), "a", Limits(block_characters=4)).blocks[0]
    assert short.text == "甲甲\t乙" and short.cell_text(1) == "乙"
    (tmp_path / "long.txt").write_text("宣" * 5000, "utf-8")
    document = read_file(tmp_path / "long.txt", limits=Limits(characters=1000))
    assert document.status == "partial" and names(document) == ["text_over_limit"]
    assert sum(len(block.text) for block in document.blocks) == 1000


def test_special_files_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done: list[Document] = []
    thread = threading.Thread(target=lambda: done.append(read_file(tmp_path / "pipe.txt")), daemon=True)
    thread.start()
    thread.join(20)
    assert [names(document) for document in done] == [["file_unreadable"]]
