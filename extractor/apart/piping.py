"""Messages over pipes between this process and the ones it starts, and what may be unpickled from them."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Set
from contextlib import suppress
from pathlib import Path
from typing import IO

from extractor.apart.confinement import give_up_rights, set_bounds
from extractor.limits import Limits

_GARBLED = (AttributeError, EOFError, ImportError, IndexError, KeyError, MemoryError, OverflowError, RecursionError,
            TypeError, ValueError)


class _Only(pickle.Unpickler):
    """Unpickles the named types and nothing else: a worker that a hostile file took over cannot run code here."""

    def __init__(self, data: bytes, types: Set[tuple[str, str]]) -> None:
        super().__init__(io.BytesIO(data))
        self._types = types

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in self._types:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def unpickled(data: bytes, types: Set[tuple[str, str]]) -> object:
    """What a worker sent: plain values and the (module, name) types.

    Raises pickle.UnpicklingError for any other, and for bytes that are no pickle.
    """
    try:
        return _Only(data, types).load()
    except _GARBLED as error:
        raise pickle.UnpicklingError(type(error).__name__) from error


def started(module: str, *arguments: object, folder: Path | None = None) -> subprocess.Popen[bytes]:
    """A fresh interpreter that runs ``module`` with the arguments, with pipes to its standard input and output.

    It finds this package first of all, and whatever else this process imports from. It leads a group of its own
    (``end`` ends all of it). folder: where its temporary files go.
    """
    path = [str(Path(__file__).resolve().parents[2]), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in path if place)}
    if folder is not None:
        environment.update(TMPDIR=str(folder), TEMP=str(folder), TMP=str(folder), PYTHONDONTWRITEBYTECODE="1")
    return subprocess.Popen([sys.executable, "-m", module, *map(str, arguments)], start_new_session=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process of ``started`` with everything that it started itself; does not wait."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(OSError):
        process.kill()


def send(stream: IO[bytes], data: bytes) -> None:
    """Writes one message: eight bytes of length, then the data."""
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes], limit: int | None = None) -> bytes:
    """The next message. Raises EOFError where the other side is gone, ValueError for one over ``limit`` bytes."""
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    size = int.from_bytes(head, "big")
    if limit is not None and size > limit:
        raise ValueError(f"{size} > {limit}")
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def bounded(memory: int, folder: Path | None = None, limits: Limits = Limits()) -> IO[bytes]:  # noqa: B008 - frozen
    """Takes away what this process does not need (``extractor.apart.confinement``); returns the stream for answers.

    memory: address space in bytes. folder: the one place that it may write to, None for no such bound. From here on
    what a library prints goes to standard error.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    set_bounds(memory=memory, written=limits.written, open_files=limits.open_files)
    give_up_rights(folder)
    return answers


def alarm(seconds: int) -> None:
    """Lets the system end this process where its parent is gone and a reader hangs."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
