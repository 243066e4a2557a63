"""Files for the screens are opened in a process of their own: what one of them does there costs that file only."""

from __future__ import annotations

import io
import pickle
import struct
import zlib

import pytest
from PIL import Image

from extractor.apart.piping import unpickled
from extractor.limits import Limits
from ui import opener
from ui.plain import Plain


def picture():
    """A small picture as bytes."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG")
    return out.getvalue()


def bomb():
    """A PNG that says it is 60,000 pixels wide and high."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def pid():
    """The number of the process that answers now."""
    return opener._process.pid if opener._process else None


def test_one_process_answers_question_after_question():
    assert opener.photo(picture())[1:] == (40, 20)
    first = pid()
    assert opener.blocks("第一行\n第二行".encode(), "txt") == (Plain(("第一行",)), Plain(("第二行",)))
    assert pid() == first


@pytest.mark.parametrize("ask", [
    lambda: opener.text(b"%PDF-1.7 no more"), lambda: opener.page(b"%PDF-1.7 no more", 1),
    lambda: opener.photo(b"GIF89a"),
    lambda: opener.photo(bomb()),
])
def test_a_broken_file_is_not_opened_and_the_next_one_is(ask):
    with pytest.raises(opener.UnopenedError):
        ask()
    assert opener.photo(picture())[1:] == (40, 20)


def test_a_process_that_died_is_started_again():
    opener.photo(picture())
    first = pid()
    opener._process.kill()
    opener._process.wait()
    assert opener.photo(picture())[1:] == (40, 20) and pid() != first


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(opener, "_process", None)
    monkeypatch.setattr(opener, "LIMITS", Limits(seconds=0.0))
    with pytest.raises(opener.UnopenedError):
        opener.blocks("一行\n".encode() * 2_000_000, "txt")


def test_an_answer_may_hold_the_agreed_types_only():
    kinds = {("ui.plain", "Plain")}
    assert unpickled(pickle.dumps((Plain(("一",)),)), kinds) == (Plain(("一",)),)
    with pytest.raises(pickle.UnpicklingError, match="builtins.eval"):
        unpickled(pickle.dumps(eval), kinds)
