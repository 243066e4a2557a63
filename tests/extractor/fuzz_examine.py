"""Reads one spoilt file in this process and says what nobody foresaw, "" where all is as it should be.

That a file cannot be read is foreseen; that a reader raises anything but what it promises is not, nor that it gives
texts or places that no reader may give. A problem of the file that hides a slip of our own code counts as well.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from given_tools import GivenTools

import extractor
from extractor.apart.checking import ForgedError, checked_document, checked_pictures
from extractor.limits import MEGA, Limits
from extractor.office.within import within
from extractor.reading import Reading, UnreadableError
from extractor.registry import ARCHIVES, READERS, load_reader
from extractor.sheets.grid import read_grid
from extractor.single import read_here
from extractor.sniff import sniff
from extractor.tools import Picture, Recognition
from extractor.unpack.entries import ContainerError
from extractor.unpack.worker import entries
from model.documents import Block, Document
from model.problems import Problem, PufaError

LIMITS = Limits(file_bytes=64 * MEGA, pixels=20_000_000, rows=5000, pages=200, blocks=50_000, characters=2_000_000)
_MOST_BYTES = 20 * MEGA
_ROOM = str(Path(extractor.__file__).parent)
_SLIPS = (TypeError, KeyError, IndexError, AttributeError, AssertionError, ZeroDivisionError, UnboundLocalError,
          OverflowError, ValueError, RecursionError)


@dataclass(frozen=True)
class Finding:
    """What went wrong and where: the same slip has the same ``key``, whatever file shows it."""

    key: str
    text: str = ""


class _Tools(GivenTools):
    def recognise(self, pictures: Sequence[Picture]) -> list[Recognition | Problem]:
        checked_pictures(tuple(pictures), LIMITS)
        return super().recognise(pictures)


def examine(path: Path, name: str) -> Finding | None:
    """What nobody foresaw about this file, None where there is nothing."""
    try:
        kind = sniff(path)
        if kind in READERS:
            found = _read(path, name, kind)
            if found is not None:
                return found
        read_here(path, name, LIMITS, _Tools("法治宣传", "讲座3场"))
        if kind in ("xlsx", "xls", "ods", "txt"):
            _grid(path)
        if kind in ARCHIVES or kind in ("docx", "xlsx", "pptx", "eml", "msg"):
            return _container(path, name, kind)
    except Exception as error:  # noqa: BLE001 - this is what the search is for
        return _named(error)
    return None


def _container(path: Path, name: str, kind: str) -> Finding | None:
    """Opens a container to its end; that it is broken is foreseen, a slip of our own code is not."""
    left = _MOST_BYTES
    try:
        for entry in entries(path, kind, name, LIMITS):
            for chunk in entry.chunks() if entry is not None and not entry.refusal else ():
                left -= len(chunk)
                if left < 0:
                    return None
    except ContainerError:
        return None
    except _SLIPS as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return _named(error) if last.filename.startswith(_ROOM) else None
    except Exception:  # noqa: BLE001 - whatever a library raises is named as a broken archive
        return None
    return None


def _grid(path: Path) -> None:
    try:
        read_grid(path)
    except PufaError as error:
        assert error.problem.message == "grid_unreadable"


def _read(path: Path, name: str, kind: str) -> Finding | None:
    try:
        reading = load_reader(READERS[kind])(path, name, LIMITS, _Tools("法治宣传", "讲座3场"))
    except UnreadableError as error:
        return _hidden(error)
    return _checked(within(reading, name, LIMITS), name, kind)


def _hidden(error: UnreadableError) -> Finding | None:
    """A slip of our own code behind a file that is called broken."""
    cause = error.__cause__
    if not isinstance(cause, _SLIPS) or cause.__traceback__ is None:
        return None
    last = traceback.extract_tb(cause.__traceback__)[-1]
    if not last.filename.startswith(_ROOM) or (last.line or "").startswith("raise"):
        return None
    return _named(cause)


def _checked(reading: Reading, name: str, kind: str) -> Finding | None:
    document = Document(path=name, sha256="", media_type=kind, status=reading.status, pages=reading.pages,
                        blocks=reading.blocks, furniture=reading.furniture, problems=reading.problems,
                        properties=reading.properties, sources=reading.sources)
    try:
        checked_document(document, name)
    except ForgedError as error:
        return Finding(f"forged {error} {kind}")
    texts = [*document.furniture, *(value for pair in document.properties for value in pair),
             *(block.text for block in document.blocks)]
    for text in texts:
        if "\0" in text or text.encode("utf-8", "replace").decode() != text:
            return Finding(f"text {kind}", repr(text[:200]))
    wrong = next((why for block in document.blocks if (why := _misplaced(block, document.pages))), "")
    return Finding(f"{wrong} {kind}") if wrong else None


def _misplaced(block: Block, pages: int | None) -> str:
    """Why a block cannot stand where it says, "" where it can."""
    if block.page < 1 or (pages is not None and block.page > max(pages, 1)):
        return "page"
    boxes = [block.bbox, *(line.bbox for line in block.lines)]
    if any(box is not None and (box.x0 > box.x1 or box.top > box.bottom) for box in boxes):
        return "box"
    ends = [cell.end for cell in block.cells]
    if ends != sorted(ends) or len({cell.column for cell in block.cells}) != len(ends):
        return "cells"
    return ""


def _named(error: BaseException) -> Finding:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(_ROOM)]
    last = own[-1] if own else frames[-1]
    text = "".join(traceback.format_exception(error))
    return Finding(f"{type(error).__name__} {Path(last.filename).name}:{last.name}", text)
