"""Whether what a reading process sends is what a reader gives: one that a hostile file took over may send anything.

The types are named when it is unpickled (``extractor.apart.piping``); here the values inside them are looked at.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from extractor.limits import Limits
from extractor.tools import Picture
from model.documents import BBox, Block, Cell, Document, Line, PageSource
from model.packing import pack, unpack
from model.problems import Problem, messages
from model.traces import CODE, ORIENTATIONS, THUMB, WINDOWS, Traces

_KINDS = {"heading", "paragraph", "table_row", "caption", "image"}
_STATUSES = {"parsed", "partial", "failed", "ignored"}
_SOURCES = {"text", "ocr", "mixed", "none"}
_CHANNELS = {"L": 1, "RGB": 3}
_MOST = 1 << 40
_MOST_PARTS = 4


class ForgedError(ValueError):
    """A reading process sent something that no reader gives."""


def checked_document(found: object, name: str) -> Document:
    """``found`` itself where it is a whole Document called ``name``. Raises ForgedError."""
    _hold(isinstance(found, Document), "document")
    document: Document = found  # type: ignore[assignment]
    try:
        _hold(document.path == name and document.status in _STATUSES, "head")
        _hold(_texts((document.path, document.sha256, document.media_type)), "head")
        _hold(_whole(document.size) and (document.pages is None or _whole(document.pages)), "size")
        _hold(_number(document.seconds), "seconds")
        _hold(_tuples(document.blocks, document.furniture, document.problems, document.properties, document.sources),
              "lists")
        _hold(_texts(document.furniture) and all(_pair(pair, str, str) for pair in document.properties), "words")
        _hold(all(map(_is_problem, document.problems)), "problems")
        _hold(all(map(_is_source, document.sources)), "sources")
        _hold(all(map(_is_block, document.blocks)), "blocks")
        _hold(document.traces is None or _are_traces(document.traces), "traces")
    except (AttributeError, TypeError) as error:
        raise ForgedError(type(error).__name__) from error
    return document


def checked_pictures(found: object, limits: Limits) -> Sequence[Picture]:
    """``found`` itself where it is a tuple of Pictures that hold what they say. Raises ForgedError."""
    _hold(type(found) is tuple and len(found) <= limits.ocr_pages, "pictures")
    pictures: Sequence[Picture] = found  # type: ignore[assignment]
    try:
        for picture in pictures:
            _hold(type(picture) is Picture and picture.mode in _CHANNELS and type(picture.data) is bytes, "picture")
            _hold(type(picture.width) is int and type(picture.height) is int and picture.width > 0
                  and picture.height > 0 and picture.width * picture.height <= limits.pixels, "picture size")
            _hold(len(picture.data) == picture.width * picture.height * _CHANNELS[picture.mode], "picture data")
            _hold(_number(picture.dpi) and picture.dpi > 0, "picture dpi")
    except (AttributeError, TypeError) as error:
        raise ForgedError(type(error).__name__) from error
    return pictures


def _hold(true: bool, what: str) -> None:
    if not true:
        raise ForgedError(what)


def _tuples(*values: object) -> bool:
    return all(type(value) is tuple for value in values)


def _texts(values: Sequence[object]) -> bool:
    return all(type(value) is str for value in values)


def _whole(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST


def _number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value)  # type: ignore[arg-type]


def _pair(value: object, first: type, second: type) -> bool:
    return type(value) is tuple and len(value) == 2 and type(value[0]) is first and type(value[1]) is second


def _is_problem(why: Any) -> bool:
    if type(why) is not Problem or type(why.message) is not str or why.message not in messages():
        return False
    if type(why.where) is not str or type(why.params) is not tuple or \
            not all(_pair(pair, str, str) for pair in why.params):
        return False
    try:
        return bool(why.text())
    except KeyError:
        return False


def _is_source(source: Any) -> bool:
    return type(source) is PageSource and _whole(source.page) and source.source in _SOURCES and \
        _share(source.confidence)


def _are_traces(traces: Any) -> bool:
    try:
        made = type(traces) is Traces and unpack(pack(traces), Traces)
    except (ValueError, TypeError, AttributeError):
        return False
    return made == traces and all(_is_box(one.bbox) and one.page >= 1
                                  for one in (*traces.pictures, *traces.hidden, *traces.revisions)) \
        and all(map(_is_picture_trace, traces.pictures))


def _is_picture_trace(one: Any) -> bool:
    """Its fingerprints are as many as its parts call for, and it is small enough to be kept."""
    wanted = ORIENTATIONS * (1 + len(one.parts)) + len(WINDOWS)
    return len(one.codes) in (0, CODE * wanted) and len(one.thumb) <= THUMB and _whole(one.width) \
        and _whole(one.height) and len(one.parts) <= _MOST_PARTS \
        and all(0 <= part.x0 < part.x1 <= 1 and 0 <= part.top < part.bottom <= 1 for part in one.parts)


def _share(value: object) -> bool:
    return value is None or (_number(value) and 0 <= value <= 1)  # type: ignore[operator]


def _is_block(block: Any) -> bool:
    return type(block) is Block and block.kind in _KINDS and type(block.text) is str and _whole(block.page) \
        and _is_box(block.bbox) and _whole(block.level) and (block.table_id is None or _whole(block.table_id)) \
        and type(block.header) is bool and block.source in ("text", "ocr") and _share(block.ocr_confidence) \
        and _tuples(block.section_path, block.lines, block.cells, block.carried) and _texts(block.section_path) \
        and all(_pair(pair, int, str) for pair in block.carried) and _spans(block.text, block.lines, _is_line) \
        and _spans(block.text, block.cells, _is_cell)


def _spans(text: str, parts: Sequence[Any], fits: Callable[[Any], bool]) -> bool:
    end = len(text)
    return all(fits(part) and 0 <= part.start <= part.end <= end for part in parts)


def _is_line(line: Any) -> bool:
    return type(line) is Line and type(line.start) is int and type(line.end) is int and type(line.page) is int \
        and line.page >= 1 and _is_box(line.bbox)


def _is_cell(cell: Any) -> bool:
    return type(cell) is Cell and type(cell.start) is int and type(cell.end) is int and _whole(cell.column)


def _is_box(box: Any) -> bool:
    return box is None or (type(box) is BBox and all(map(_number, (box.x0, box.top, box.x1, box.bottom))))


def characters(document: Document) -> int:
    """Characters that the blocks hold, texts carried down from merged cells too."""
    return sum(len(block.text) + sum(len(text) for _, text in block.carried) for block in document.blocks) + \
        sum(map(len, chain(document.furniture)))
