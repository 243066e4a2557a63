"""One paper as its words are compared: letters, fingerprints, and the way back to page and box."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from integrity.submission import Submission
from integrity.texts.letters import Masked, masked
from integrity.texts.official import official
from integrity.texts.winnow import K, fingerprints
from model.boxes import BBox
from model.documents import Document, Line
from model.known import KnownText
from model.results import Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEFT_OUT = ("score_table", "photo", "video")
"""Kinds of papers whose words are the standard's, or a few on a picture."""
_QUOTE, _LEAD = 400, 12


@dataclass(frozen=True)
class Text:
    """A paper ready to be compared. masked: its letters. hashes, places: fingerprints and the letters where they begin.

    official: which letters stand in official wording that ships with the tool. archived: it is known from an archive
    alone, and no dossier of this cohort.
    """

    year: int
    unit: str
    file: str
    paper: str
    text: str
    lines: tuple[Line, ...]
    masked: Masked
    hashes: NDArray[np.uint64]
    places: NDArray[np.int32]
    official: NDArray[np.bool_]
    archived: bool = False

    @cached_property
    def letters(self) -> str:
        """Its letters as a string."""
        return self.masked.letters.tobytes().decode("utf-32-le", "surrogatepass")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where letters ``[start, end)`` stand in the text."""
        return int(self.masked.at[start]), int(self.masked.at[end - 1]) + 1

    def place(self, start: int, end: int) -> Place:
        """Characters ``[start, end)`` of the text as a place; the quote is of one line and one page, of the first line
        that is more than a few words."""
        while (cut := self.text.find("\n", start, min(end, start + _LEAD))) >= 0 and end - cut > _LEAD:
            start = cut + 1
        starts = [line.start for line in self.lines]
        first = max(0, bisect_right(starts, start) - 1)
        page, box, stop = self.lines[first].page, None, end
        for line in self.lines[first:]:
            if line.start >= end:
                break
            if line.page != page:
                stop = line.start
                break
            if line.bbox is not None:
                box = line.bbox if box is None else box.union(line.bbox)
        return self._place(page, box, self.text[start:min(stop, start + _QUOTE)].split("\n")[0].strip())

    def _place(self, page: int, box: BBox | None, quote: str) -> Place:
        return Place(year=self.year, unit=self.unit, file=self.file, page=page, bbox=box, quote=quote)

    def known(self) -> KnownText:
        """The paper as an archive keeps it."""
        return KnownText(year=self.year, unit=self.unit, file=self.file, paper=self.paper, text=self.text,
                         lines=self.lines, hashes=self.hashes.astype("<u8").tobytes())


def texts_of(cohort: Sequence[Submission]) -> list[Text]:
    """The papers of all dossiers whose words are compared, in order; those with hardly a sentence are left out."""
    return [text for one in cohort for text in _texts(one)]


def _texts(one: Submission) -> Iterator[Text]:
    for document in one.documents:
        paper = one.papers.get(document.path, "other")
        if document.status in ("parsed", "partial") and paper not in _LEFT_OUT:
            words, lines = _words(document)
            text = prepared(KnownText(year=one.year, unit=one.unit, file=document.path, paper=paper, text=words,
                                      lines=lines))
            if len(text.hashes):
                yield text


def _words(document: Document) -> tuple[str, tuple[Line, ...]]:
    """The words of a document, heads of tables left out, and where they stand."""
    parts: list[str] = []
    lines: list[Line] = []
    begin = 0
    for block in document.blocks:
        if block.header or not block.text.strip():
            continue
        own = block.lines or (Line(start=0, end=len(block.text), page=block.page, bbox=block.bbox),)
        lines += [Line(start=begin + line.start, end=begin + line.end, page=line.page, bbox=line.bbox) for line in own]
        parts.append(block.text)
        begin += len(block.text) + 1
    return "\n".join(parts), tuple(lines)


def prepared(known: KnownText, *, archived: bool = False) -> Text:
    """The paper with its letters and fingerprints."""
    words = masked(known.text)
    hashes, places = fingerprints(words.letters)
    return Text(year=known.year, unit=known.unit, file=known.file, paper=known.paper, text=known.text,
                lines=known.lines, masked=words, hashes=hashes, places=places, official=official(known.text, words),
                archived=archived)


def covered(count: int, starts: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of ``count`` letters lie in one of the fingerprints that begin at ``starts``."""
    import numpy as np

    edges = np.zeros(count + 1, np.int32)
    np.add.at(edges, starts, 1)
    np.add.at(edges, np.minimum(starts + K, count), -1)
    return np.cumsum(edges[:-1]) > 0
