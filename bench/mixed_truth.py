"""What is known of a file of the mixed dossier, because it was made here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

Box = tuple[float, float, float, float]
Cells = tuple[tuple[int, str], ...]

READ = ("parsed",)
BROKEN = ("failed", "partial")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A verbatim sentence. page: where it begins, counted from 1; box: of its part on that page in PDF points from
    the top left, None where unknown; boxed: a box is expected all the same. recognised: it stands in a picture, so only
    recognition can find it."""

    text: str
    page: int = 1
    box: Box | None = None
    boxed: bool = False
    recognised: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A table row: (column, text) of its filled cells, columns from 0; a merged cell stands in its first column.

    carried: cells merged down from rows above. recognised: as in ``Sentence``.
    """

    cells: Cells
    carried: Cells = ()
    page: int = 1
    recognised: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Truth:
    """One file: its path in the dossier (``outer.zip!/inner.docx`` in an archive or a mail) and what reading must give.

    kind: the group it is reported in. status, media_type: what is right, any of them. text: the whole body of the text
    layer without running heads, white space left out; None where it is not known as a whole. pages: None where the
    format has none. note: what is odd about it.
    """

    path: str
    kind: str
    status: tuple[str, ...] = READ
    media_type: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    rows: tuple[Row, ...] = ()
    text: str | None = None
    pages: int | None = None
    note: str = ""

    def moved(self, path: str, **more: Any) -> Truth:
        """The same content under another path."""
        return replace(self, path=path, **more)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def bare(text: str) -> str:
    """Text without white space."""
    return _SPACE.sub("", text)


def row(values: Sequence[str], *, page: int = 1, recognised: bool = False, carried: Cells = ()) -> Row:
    """A row without merged cells; empty cells are left out."""
    filled = tuple((column, value) for column, value in enumerate(values) if bare(value))
    return Row(cells=filled, carried=carried, page=page, recognised=recognised)


def grouped(group: str, own: Cells, *, first: bool, page: int = 1) -> Row:
    """A row of a group whose name stands in one cell merged over all its rows."""
    merged = ((0, group),)
    return Row(cells=(*merged, *own) if first else own, carried=() if first else merged, page=page)


def body(parts: Iterable[str]) -> str:
    """The whole text of a body, white space left out."""
    return bare("".join(parts))
