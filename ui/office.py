"""Word papers and slides as pages on the screen: LibreOffice turns them into PDF in the background, once each.

The renditions are those of ``pufa assess --render``, in the same cache.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from extractor.cache import Cache
from extractor.limits import Limits
from extractor.office.conversions import Conversions, Wish
from extractor.office.program import program
from extractor.registry import OLD_SLIDES, OLD_WORD

ENDINGS = frozenset({"docx", "pptx", *OLD_WORD, *OLD_SLIDES})
Loader = Callable[[], bytes | None]


@lru_cache(maxsize=1)
def _conversions() -> Conversions:
    return Conversions(Limits(office_seconds=90.0), Cache())


def _wish(sha256: str, kind: str, load: Loader) -> Wish:
    def put(place: Path) -> None:
        data = load()
        if data is None:
            raise FileNotFoundError(sha256)
        place.write_bytes(data)

    return Wish(sha256=sha256, kind=kind, target="pdf", put=put)


def ready() -> bool:
    """Whether this machine can make pages."""
    return program() is not None


def pdf_of(data: bytes, sha256: str, kind: str) -> bytes | None:
    """The PDF of a paper where it is ready; else starts making it and returns None."""
    made = _conversions().ready(_wish(sha256, kind, lambda: data))
    return made if isinstance(made, bytes) else None


def pending(sha256: str) -> bool:
    """True while a paper's PDF is being made."""
    return _conversions().making(sha256, "pdf")


def warm(papers: Sequence[tuple[str, str, Loader]]) -> None:
    """Makes the pages of several papers ahead of being asked: (sha256, kind, loader) of each, a few at a time."""
    _conversions().expect([_wish(sha, kind, load) for sha, kind, load in papers if kind in ENDINGS])
