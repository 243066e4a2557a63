"""Readers that a hostile file has taken over: they send what no reader sends. Registered by the tests only."""

from __future__ import annotations

import gc
import os
import pickle
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extractor.apart.asking import AskingTools
from extractor.apart.piping import send
from extractor.limits import Limits
from extractor.plain.read_txt import read_txt
from extractor.reading import Reading, UnreadableError
from extractor.tools import Picture, Tools
from model.documents import Block, Document
from model.problems import problem


def attack(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Does what the file's first word says."""
    assert isinstance(tools, AskingTools)
    word = path.read_text("utf-8").split()[0]
    if word.startswith("try-"):
        raise UnreadableError(problem("file_unreadable", name, reason=_tried(word, path)))
    if word in ANSWERS:
        send(tools._questions, pickle.dumps(ANSWERS[word](name), protocol=5))
        time.sleep(60)
    if word == "pickled-code":
        send(tools._questions, b"cos\nsystem\n(S'touch owned'\ntR.")
        time.sleep(60)
    if word == "no-pickle":
        send(tools._questions, b"\x80\x05nonsense")
        time.sleep(60)
    if word == "too-much":
        tools._questions.write((1 << 60).to_bytes(8, "big"))
        tools._questions.flush()
        time.sleep(60)
    if word == "endless":
        while True:
            tools._ask("recognise", ())
    if word == "spin":
        while True:
            gc.isenabled()
    if word == "eat":
        eaten = [bytearray(16 << 20) for _ in range(1000)]
        raise AssertionError(len(eaten))
    return read_txt(path, name, limits, tools)


def change_and_read(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a text file that goes or grows after it was looked at."""
    if path.read_text("utf-8").startswith("vanish"):
        path.unlink()
    else:
        path.write_text("宣传法治讲座" * 1000, "utf-8")
    return read_txt(path, name, limits, tools)


ANSWERS = {
    "no-document": lambda name: ("done", "text"),
    "no-message": lambda name: 7,
    "other-name": lambda name: ("done", _document("other.txt")),
    "bad-blocks": lambda name: ("done", _document(name, blocks=(1, 2))),
    "bad-text": lambda name: ("done", _document(name, blocks=(Block(kind="paragraph", text=b"x"),))),  # type: ignore
    "bad-place": lambda name: ("done", _document(name, blocks=(Block(kind="image", text="", bbox="box"),))),  # type: ignore
    "bad-message": lambda name: ("done", _document(name, problems=(problem("file_empty", name), "why"))),
    "no-wish": lambda name: ("ask", "everything"),
    "other-wish": lambda name: ("ask", ("close", ())),
    "other-file": lambda name: ("ask", ("converted", ("/etc/passwd", "doc", "docx"))),
    "huge-picture": lambda name: _picture(1 << 20, 1 << 20),
    "false-picture": lambda name: _picture(9, 9),
}


def _document(name: str, **parts: object) -> Document:
    return Document(path=name, sha256="", media_type="txt", status="parsed", **parts)  # type: ignore[arg-type]


def _picture(width: int, height: int) -> tuple[str, object]:
    return "ask", ("recognise", ((Picture(width=width, height=height, mode="RGB", data=b"123"),),))


def _tried(word: str, path: Path) -> str:
    """What came of something that a reader never does: "done", or the error that stopped it."""
    try:
        if word == "try-write":
            Path(path.parent, "escaped").write_text("x", "utf-8")
        if word == "try-temp":
            Path(tempfile.gettempdir(), "kept").write_text("x", "utf-8")
        if word == "try-remove":
            path.unlink()
        if word == "try-large":
            with Path(tempfile.gettempdir(), "large").open("wb") as file:
                for _ in range(40):
                    file.write(bytes(1 << 20))
        if word == "try-network":
            socket.create_connection(("127.0.0.1", int(path.read_text("utf-8").split()[1])), timeout=5).close()
        if word == "try-files":
            held = [os.open("/dev/null", os.O_RDONLY) for _ in range(2000)]
            return f"done {len(held)}"
        if word == "try-child":
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=False)
            time.sleep(60)
    except OSError as error:
        return type(error).__name__
    return "done"
