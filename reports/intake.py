"""The intake receipt: what became of every file, and why; what of it was recognised rather than read.

Every place that shows the receipt makes it of these rows: assessment.json, review.docx, scores.xlsx, the terminal and,
from assessment.json, the screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from model.documents import Document, PageSource
from model.results import FileEntry
from reports.words import word

DOUBTFUL = 0.8
"""Words recognised less surely than this are to be looked at by a person."""
Range = Mapping[str, Any]
"""Pages whose text was got in one way: ``{"pages": "1-3", "source": "ocr", "confidence": 0.93}``; the confidence is
that of the least sure page, and only recognised words have one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """received = read + partly_read + failed + ignored. pages: by how their text was got (``doubtful`` are pages whose
    recognised words are not sure, counted among ``ocr`` and ``mixed`` too)."""

    received: int
    read: int
    partly_read: int
    failed: int
    ignored: int
    pages: Mapping[str, int]
    characters: int


def receipt_line(files: Iterable[FileEntry]) -> str:
    """``收到 38 = 已读 34 + 部分 3 + 未读 1 + 忽略 0``."""
    counts = Counter(entry.document.status for entry in files)
    return word("common.receipt", total=counts.total(), parsed=counts["parsed"], partial=counts["partial"],
                failed=counts["failed"], ignored=counts["ignored"])


def intake(files: Iterable[FileEntry]) -> dict[str, int]:
    """The sums of the receipt as assessment.json has them."""
    counts = Counter(entry.document.status for entry in files)
    return {"received": counts.total(), "read": counts["parsed"], "partly_read": counts["partial"],
            "failed": counts["failed"], "ignored": counts["ignored"]}


def file_row(entry: FileEntry) -> dict[str, Any]:
    """A file of the receipt in JSON's own types, the contract's keys first."""
    document = entry.document
    return {"path": document.path, "sha256": document.sha256, "type": document.media_type, "pages": document.pages,
            "status": document.status, "error": reason(document), "paper": entry.paper,
            "characters": characters(document), "size": document.size, "seconds": document.seconds,
            "sources": list(source_ranges(document))}


def sums(rows: Sequence[Mapping[str, Any]]) -> Sums:
    """The sums of rows made by ``file_row`` (or read back from assessment.json; older ones lack some keys)."""
    counts = Counter(str(row["status"]) for row in rows)
    pages: Counter[str] = Counter()
    for row in rows:
        for one in row.get("sources") or ():
            pages[str(one["source"])] += _length(one)
            pages["doubtful"] += _length(one) * is_doubtful(one)
    return Sums(received=counts.total(), read=counts["parsed"], partly_read=counts["partial"],
                failed=counts["failed"], ignored=counts["ignored"], pages=pages,
                characters=sum(int(row.get("characters") or 0) for row in rows))


def reason(document: Document) -> str | None:
    """Why a file was not read in full, in Chinese sentences; None for a file that was read."""
    if document.status == "parsed":
        return None
    return "；".join(problem.text() for problem in document.problems) or word("file.reason_unknown")


def characters(document: Document) -> int:
    """Characters read from a file's body."""
    return sum(len(block.text) for block in document.blocks)


def source_ranges(document: Document) -> tuple[Range, ...]:
    """How the text of the pages was got, pages alike in one range; () for a file without pages or not read."""
    if document.status in ("failed", "ignored") or not document.pages:
        return ()
    sources = document.sources or tuple(
        PageSource(page=page, source="text" if characters(document) else "none")
        for page in range(1, document.pages + 1))
    ranges = []
    for (source, _, _), group in groupby(enumerate(sources), _alike):
        pages = [one for _, one in group]
        first, last = pages[0].page, pages[-1].page
        found: dict[str, Any] = {"pages": str(first) if first == last else f"{first}-{last}", "source": source}
        sure = [one.confidence for one in pages if one.confidence is not None]
        ranges.append(found | ({"confidence": round(min(sure), 4)} if sure else {}))
    return tuple(ranges)


def _alike(one: tuple[int, PageSource]) -> tuple[str, bool, int]:
    at, source = one
    return source.source, source.confidence is not None and source.confidence < DOUBTFUL, source.page - at


def is_doubtful(one: Range) -> bool:
    """True for pages whose recognised words a person should look at."""
    return one.get("confidence") is not None and float(one["confidence"]) < DOUBTFUL


def source_words(ranges: Sequence[Range]) -> str:
    """``识别 0.97``, or with pages where there are several ranges: ``第1-3页文字层、第4页识别 0.62（把握不足）``."""
    parts = [_range_words(one) for one in ranges]
    if len(parts) < 2:
        return "".join(parts)
    return word("source.joint").join(word("source.place", pages=one["pages"], text=text)
                                     for one, text in zip(ranges, parts, strict=True))


def _range_words(one: Range) -> str:
    text = word(f"source.{one['source']}")
    if one.get("confidence") is not None:
        text = word("source.sure", text=text, confidence=f"{float(one['confidence']):.2f}")
    return text + (word("source.doubtful") if is_doubtful(one) else "")


def sums_text(told: Sums) -> str:
    """``文字层 812 页、识别 40 页、…；共 90 万字``, what is none left out; "" where nothing has pages."""
    parts = [word("source.count", text=word(f"source.{name}"), n=told.pages[name])
             for name in ("text", "ocr", "mixed", "none") if told.pages.get(name)]
    if told.pages.get("doubtful"):
        parts.append(word("source.doubtful_count", n=told.pages["doubtful"]))
    return word("source.sums", parts=word("source.joint").join(parts), n=f"{told.characters:,}") if parts else ""


def kilobytes(size: int) -> int:
    """Bytes in whole KB, no file that has any being 0."""
    return -(-size // 1024)


def _length(one: Range) -> int:
    first, _, last = str(one["pages"]).partition("-")
    return int(last or first) - int(first) + 1
