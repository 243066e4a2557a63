"""Pictures inside office files: each different one is recognised once, in the order in which they stand."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator

from extractor.flow import Flow
from extractor.layout.recognised import add_recognised
from extractor.limits import Limits
from extractor.media.pictures import BROKEN_PICTURE, Ready, TooLargeError, opened, ready, recognised, too_large
from extractor.office.ooxml import OfficeFile
from extractor.tools import Recognition, Tools
from model.documents import BBox, Block, FileStatus, PageSource
from model.problems import Problem, problem

_SMALLEST = 100
_WMF = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")
_SHOWN = 120


class Gallery:
    """The pictures of one file. ``prepare`` once with all of them, then ``add`` each where it stands.

    data: a picture's bytes by its key. problems: what could not be read, filled by ``prepare``.
    """

    def __init__(self, data: Callable[[str], bytes | None], tools: Tools, limits: Limits, name: str) -> None:
        self.problems: list[Problem] = []
        self._data, self._tools, self._limits, self._name = data, tools, limits, name
        self._found: dict[str, Recognition] = {}
        self._digests: set[str] = set()
        self._vectors = self._broken = self._over = 0

    @property
    def status(self) -> FileStatus:
        """``partial`` where words may be missing."""
        return "partial" if any(why.severity != "note" for why in self.problems) else "parsed"

    def prepare(self, parts: Iterable[str]) -> None:
        """Recognises the pictures of these parts; small, plain and repeated ones are left out."""
        for part, _, found in recognised(self._pictures(parts), self._tools, self._limits, self._name,
                                         self.problems.append):
            if found is not None and found.words:
                self._found[part] = found
        for message, count in (("pictures_vector", self._vectors), ("pictures_broken", self._broken)):
            if count:
                self.problems.append(problem(message, self._name, count=count))
        if self._over:
            self.problems.append(problem("pictures_over_limit", self._name, limit=self._limits.ocr_pages,
                                         count=self._over + self._limits.ocr_pages))

    def _pictures(self, parts: Iterable[str]) -> Iterator[tuple[str, Ready]]:
        asked = 0
        for part in dict.fromkeys(parts):
            made = self._ready(part)
            if made is None or made.plain or min(made.width, made.height) < _SMALLEST:
                continue
            asked += 1
            if asked > self._limits.ocr_pages:
                self._over += 1
            else:
                yield part, made

    def _ready(self, part: str) -> Ready | None:
        data = self._data(part)
        digest = hashlib.sha256(data or b"").hexdigest()
        if not data or digest in self._digests:
            return None
        self._digests.add(digest)
        if data.startswith(_WMF) or data[40:44] == b" EMF":
            self._vectors += 1
            return None
        try:
            with opened(io.BytesIO(data), self._limits) as picture:
                if min(picture.size) < _SMALLEST:
                    return None
                return ready(picture, self._limits)
        except TooLargeError:
            self.problems.append(too_large(f"{self._name}!/{part}", self._limits))
        except BROKEN_PICTURE:
            self._broken += 1
        return None

    def add(self, flow: Flow, part: str, *, page: int = 1, place: BBox | None = None) -> None:
        """Adds the picture to the flow, and the words in it where it stands for the first time."""
        found = self._found.pop(part, None)
        if found is None:
            flow.image(page=page, bbox=place)
        else:
            add_recognised(flow, found, page=page, place=place)


def sources(blocks: Iterable[Block], pages: int) -> tuple[PageSource, ...]:
    """How the text of each page was got; () where all of it is a text layer."""
    typed, read = [0] * pages, [0] * pages
    sure = [0.0] * pages
    for block in blocks:
        if 1 <= block.page <= pages:
            if block.source == "ocr":
                read[block.page - 1] += len(block.text)
                sure[block.page - 1] += len(block.text) * (block.ocr_confidence or 0.0)
            else:
                typed[block.page - 1] += len(block.text)
    if not any(read):
        return ()
    return tuple(PageSource(
        page=index + 1, confidence=round(sure[index] / read[index], 4) if read[index] else None,
        source=("mixed" if typed[index] else "ocr") if read[index] else "text" if typed[index] else "none")
        for index in range(pages))


def office_notes(office: OfficeFile, name: str) -> list[Problem]:
    """What an office file refers to outside itself, which nobody follows, and macros, which nobody runs."""
    found: dict[str, None] = {}
    for part in office.names():
        if part.endswith(".rels"):
            owner = part.replace("_rels/", "").removesuffix(".rels")
            found.update((relation.target[:_SHOWN], None) for relation in office.relations(owner).values()
                         if relation.outside and relation.kind != "hyperlink")
    notes = [problem("external_links", name, count=len(found), targets="、".join(list(found)[:5]))] if found else []
    if any(part.lower().endswith("vbaproject.bin") for part in office.names()):
        notes.append(problem("macros_not_run", name))
    return notes
