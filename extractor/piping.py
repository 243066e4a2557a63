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
    """What a worker sent: plain values and the (module, name) types. Raises pickle.UnpicklingError for any other."""
    return _Only(data, types).load()


def started(module: str, *arguments: object) -> subprocess.Popen[bytes]:
    """A fresh interpreter that runs ``module`` with the arguments, with pipes to its standard input and output.

    It finds this package first of all, and whatever else this process imports from.
    """
    path = [str(Path(__file__).resolve().parent.parent), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in path if place)}
    return subprocess.Popen([sys.executable, "-m", module, *map(str, arguments)],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)


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


def bounded(memory: int) -> IO[bytes]:
    """Sets the address space limit, where the system has one, and returns the stream for answers.

    No core files of crashed readers either; from here on what a library prints goes to standard error.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(ImportError):
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return answers


def alarm(seconds: int) -> None:
    """Lets the system end this process where its parent is gone and a reader hangs."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
