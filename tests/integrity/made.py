"""Hand-made dossiers for the checks: a few lines of text become documents of a submission."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from integrity.submission import Submission
from model.documents import Block, Document
from model.evidence import DateRange, Paper
from model.traces import Traces


def document(path: str, *lines: str, traces: Traces | None = None, source: str = "text") -> Document:
    """A document with a paragraph a line; a line that begins with ``# `` is a heading."""
    blocks = tuple(Block(kind="heading" if line.startswith("# ") else "paragraph", text=line.removeprefix("# "),
                         source="ocr" if source == "ocr" else "text") for line in lines)
    return Document(path=path, sha256="", media_type="docx", status="parsed", pages=1, blocks=blocks, traces=traces)


def submission(unit: str, year: int, *documents: Document, papers: Mapping[str, Paper] | None = None,
               **more: Sequence[object]) -> Submission:
    """A dossier of the calendar year; papers are briefings unless told otherwise."""
    known = {one.path: (papers or {}).get(one.path, "briefing") for one in documents}
    return Submission(unit=unit, year=year, period=DateRange(start=date(year, 1, 1), end=date(year, 12, 31)),
                      documents=documents, papers=known, **more)  # type: ignore[arg-type]
