"""Opens a dossier's files in a process of its own (``ui.opening``): one, kept until a file kills or outlasts it."""

from __future__ import annotations

import pickle
import subprocess
import threading
from contextlib import suppress
from typing import IO, cast

from extractor.apart.piping import receive, send, started, unpickled
from extractor.layout.locate import Text
from extractor.limits import MEGA, Limits
from ui.plain import Plain

LIMITS = Limits(seconds=60.0, memory=2048 * MEGA)
_TYPES = {("extractor.layout.locate", "Text"), ("extractor.layout.locate", "Char"), ("ui.plain", "Plain")}
_turn = threading.Lock()
_process: subprocess.Popen[bytes] | None = None


class UnopenedError(Exception):
    """The file cannot be opened: broken, too large for the limits, or too slow."""


def text(data: bytes) -> Text:
    """Characters and page sizes of a PDF. Raises UnopenedError."""
    return cast(Text, _ask("text", data))


def page(data: bytes, number: int) -> tuple[bytes, float, float]:
    """A page of a PDF (from 1) as JPEG, with its width and height in points. Raises UnopenedError."""
    return cast(tuple[bytes, float, float], _ask("page", data, number))


def photo(data: bytes) -> tuple[bytes, float, float]:
    """A picture as JPEG, with its width and height in pixels. Raises UnopenedError."""
    return cast(tuple[bytes, float, float], _ask("photo", data))


def blocks(data: bytes, kind: str) -> tuple[Plain, ...]:
    """Paragraphs and rows of a file of a kind (``docx``, ``xlsx`` …), () for other kinds. Raises UnopenedError."""
    return cast(tuple[Plain, ...], _ask("blocks", data, kind))


def witness(data: bytes, kind: str) -> list[str]:
    """The raw text of every page of a file of a kind, [] for kinds without text. Raises UnopenedError."""
    return cast(list[str], _ask("witness", data, kind))


def _ask(operation: str, *arguments: object) -> object:
    """One question to the process; it is started anew after a question it could not answer."""
    global _process
    with _turn:
        if _process is None or _process.poll() is not None:
            _process = started("ui.opening", LIMITS.memory, LIMITS.seconds)
        process = _process
        timer = threading.Timer(LIMITS.seconds, process.kill)
        timer.start()
        found = None
        with suppress(EOFError, OSError, pickle.UnpicklingError, ValueError):
            send(cast(IO[bytes], process.stdin), pickle.dumps((operation, arguments)))
            found = unpickled(receive(cast(IO[bytes], process.stdout)), _TYPES)
        timer.cancel()
        if found is None:
            process.kill()
            with suppress(OSError):
                process.communicate()
            _process = None
    if found is None:
        raise UnopenedError(operation)
    return found
