"""The opening process: takes (path, kind, name) messages on standard input and gives the members of each container.

It answers with ``("member", (name, packed, refusal))``, which the other side accepts with ``1`` or declines with ``0``;
then ``("data", bytes)``, each accepted or declined alike, up to ``("end", (message, reason))``; last of all
``("done", (message, reason))``. An empty message is no fault. Started by ``extractor.unpack.opener``.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.apart.confinement import allow_processor_time
from extractor.apart.piping import alarm, bounded, receive, send
from extractor.limits import Limits
from extractor.unpack import libraries, mails, office, zips
from extractor.unpack.entries import ContainerError, Entry

Tell = Callable[[str, object], None]


def entries(path: Path, kind: str, name: str, limits: Limits) -> Iterator[Entry | None]:
    """The members of a container; None for what is only counted (folders). Raises ContainerError."""
    if kind == "zip":
        return zips.entries(path, name, limits)
    if kind in ("docx", "xlsx", "pptx"):
        return office.entries(path, kind)
    if kind in ("eml", "msg"):
        return mails.entries(path, kind)
    return libraries.entries(path, name, kind)


def main() -> None:
    """Serves until standard input ends."""
    limits, folder = pickle.loads(receive(sys.stdin.buffer))
    answers = bounded(limits.memory, folder, limits)

    def tell(what: str, content: object) -> None:
        send(answers, pickle.dumps((what, content), protocol=5))

    while True:
        try:
            path, kind, name = pickle.loads(receive(sys.stdin.buffer))
        except EOFError:
            return
        alarm(int(limits.seconds) + 10)
        allow_processor_time(2 * limits.seconds)
        tell("done", _served(Path(path), kind, name, limits, tell))
        alarm(0)


def _served(path: Path, kind: str, name: str, limits: Limits, tell: Tell) -> tuple[str, str]:
    try:
        for count, entry in enumerate(entries(path, kind, name, limits), start=1):
            if count > limits.entries:
                return "archive_entries", ""
            if entry is not None:
                tell("member", (entry.name, entry.packed, entry.refusal))
                if _wanted():
                    tell("end", _given(entry, tell))
    except ContainerError as error:
        return error.message, error.reason
    except MemoryError:
        return "read_memory", ""
    except Exception as error:  # noqa: BLE001 - libraries raise anything on broken files; it becomes this file's Problem
        return "archive_damaged", f"{type(error).__name__}: {str(error)[:100]}"
    return "", ""


def _given(entry: Entry, tell: Tell) -> tuple[str, str]:
    try:
        for chunk in entry.chunks():
            tell("data", chunk)
            if not _wanted():
                break
    except ContainerError as error:
        return error.message, error.reason
    return "", ""


def _wanted() -> bool:
    return receive(sys.stdin.buffer) == b"1"


if __name__ == "__main__":
    main()
