"""The intake receipt: what became of every file, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from model.documents import Document
from model.results import FileEntry
from reports.words import word


def receipt_line(files: Iterable[FileEntry]) -> str:
    """``收到 38 = 已读 34 + 部分 3 + 未读 1 + 忽略 0``."""
    counts = Counter(entry.document.status for entry in files)
    return word("common.receipt", total=counts.total(), parsed=counts["parsed"], partial=counts["partial"],
                failed=counts["failed"], ignored=counts["ignored"])


def reason(document: Document) -> str | None:
    """Why a file was not read in full, in Chinese sentences; None for a file that was read."""
    if document.status == "parsed":
        return None
    return "；".join(problem.text() for problem in document.problems) or word("file.reason_unknown")


def characters(document: Document) -> int:
    """Characters read from a file's body."""
    return sum(len(block.text) for block in document.blocks)
