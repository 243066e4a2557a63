"""One file → one Document, in this process. Whatever happens inside a reader becomes a Problem of that file."""

from __future__ import annotations

import errno
import hashlib
import stat
import time
from dataclasses import replace
from pathlib import Path, PurePosixPath

from extractor.limits import MEGA, Limits
from extractor.litter import LEFTOVERS
from extractor.naming import turns_direction
from extractor.office.within import within
from extractor.reading import Reading, UnreadableError
from extractor.registry import ARCHIVES, FORMAT_NAMES, READERS, UNSUPPORTED, load_reader
from extractor.sniff import SUFFIXES, sniff
from extractor.tools import Tools
from model.documents import Document, FileStatus
from model.problems import Problem, problem


def failed(name: str, why: Problem, *, media_type: str = "unknown", status: FileStatus = "failed",
           path: Path | None = None) -> Document:
    """A Document for a file that was not read; size and hash are still taken where ``path`` can be opened."""
    size, digest = 0, ""
    if path is not None:
        try:
            size, digest = path.stat().st_size, sha256(path)
        except OSError:
            digest = ""
    return Document(path=name, sha256=digest, media_type=media_type, status=status, problems=(why,), size=size)


def sha256(path: Path) -> str:
    """Hex SHA-256 of the file's bytes. Raises OSError for what is no ordinary file: a pipe would be waited for."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "不是普通文件")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_here(path: Path, name: str, limits: Limits, tools: Tools,
              readers: dict[str, str] | None = None) -> Document:
    """Reads ``path`` in this process and calls it ``name``. Never raises for what a file holds."""
    begun = time.perf_counter()
    try:
        document = _read(path, name, limits, tools, READERS if readers is None else readers)
    except OSError as error:
        document = failed(name, problem("file_unreadable", name, reason=error.strerror or type(error).__name__))
    return replace(document, seconds=round(time.perf_counter() - begun, 4))


def _read(path: Path, name: str, limits: Limits, tools: Tools, readers: dict[str, str]) -> Document:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        return failed(name, problem("file_unreadable", name, reason="不是普通文件"))
    size = about.st_size
    if size == 0:
        return failed(name, problem("file_empty", name), media_type="empty", path=path)
    kind = sniff(path)
    if size > limits.file_bytes and kind != "video":
        why = problem("file_too_large", name, size=size // MEGA, limit=limits.file_bytes // MEGA)
        return failed(name, why, media_type=kind, path=path)
    refusal = None if kind in readers else _refusal(kind, name)
    if refusal is not None:
        return failed(name, refusal, media_type=kind, path=path)
    notes = (*_suffix_note(kind, name), *_name_note(kind, name))
    reading: Reading | None = None
    try:
        reading = load_reader(readers[kind])(path, name, limits, tools)
    except UnreadableError as error:
        return replace(failed(name, error.problem, media_type=kind, path=path), problems=(error.problem, *notes))
    except MemoryError:
        reading = None  # what the reader holds is let go only after this clause
    except FileNotFoundError as error:
        if not path.exists():
            raise
        return _unforeseen(error, kind, name, path, notes)
    except Exception as error:  # noqa: BLE001 - libraries raise anything on broken files; it becomes this file's Problem
        return _unforeseen(error, kind, name, path, notes)
    if reading is None:
        return failed(name, problem("read_memory", name, limit=limits.memory // MEGA), media_type=kind, path=path)
    reading = within(reading, name, limits)
    return Document(path=name, sha256=sha256(path), media_type=kind, status=reading.status, pages=reading.pages,
                    blocks=reading.blocks, furniture=reading.furniture, problems=(*reading.problems, *notes),
                    properties=reading.properties, sources=reading.sources, size=size, traces=reading.traces)


def _unforeseen(error: Exception, kind: str, name: str, path: Path, notes: tuple[Problem, ...]) -> Document:
    why = problem("read_error", name, reason=f"{type(error).__name__}: {str(error)[:200]}")
    return replace(failed(name, why, media_type=kind, path=path), problems=(why, *notes))


def _refusal(kind: str, name: str) -> Problem:
    """Why no reader takes a file of this kind."""
    if kind == "encrypted":
        return problem("file_encrypted", name)
    if kind in ARCHIVES:
        return problem("archive_alone", name)
    if kind in UNSUPPORTED:
        format_name, advice = UNSUPPORTED[kind]
        return problem("format_unsupported", name, format=format_name, advice=advice)
    return problem("format_unknown", name)


def _suffix_note(kind: str, name: str) -> tuple[Problem, ...]:
    """A note where the suffix promises another type than the content shows."""
    suffix = PurePosixPath(name).suffix.lower()
    promised = SUFFIXES.get(suffix, LEFTOVERS.get(suffix))
    if promised in (None, kind) or (kind == "txt" and promised == "html"):
        return ()
    return (problem("type_differs", name, suffix=suffix, format=FORMAT_NAMES.get(kind, kind)),)


def _name_note(kind: str, name: str) -> tuple[Problem, ...]:
    """A note where signs in the name show its parts in another order than they stand, which can hide its suffix."""
    if not turns_direction(name):
        return ()
    return (problem("name_disguised", name, suffix=PurePosixPath(name).suffix, format=FORMAT_NAMES.get(kind, kind)),)
