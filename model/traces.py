"""What a file tells beside its words: its pictures, who made it when, earlier states of it, words nobody is to see.

For the checks of ``integrity/``. Made in the reading processes; everything in it is plain values, and a picture is
kept as fingerprints and one small copy that was coded anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.boxes import BBox

HidingWay = Literal["invisible", "faint", "tiny", "off_page", "covered", "transparent", "vanish", "squeezed",
                    "zero_width", "hidden_sheet", "hidden_row", "alt_text", "comment", "metadata", "name"]
"""How words are kept from a reader's eye: no ink (render mode, transparent), a colour close to what is behind them,
too small, outside the page, under something, the format's own flag, squeezed to nothing, signs without width between
the letters, or a place that is not shown with the paper."""


CODE = 32
"""Bytes of one fingerprint of a picture."""
THUMB = 1 << 18
"""Bytes of the largest small copy."""
SIDE = 480
"""Pixels of its longer side at most."""
ORIENTATIONS = 8
"""Codes of one whole picture: as it is, turned left, about and right, upside down, mirrored, and over its diagonals."""
_GRIDS = ((0.866, 4), (0.775, 5), (0.5, 2))
WINDOWS = tuple((shift_x * (1 - side) / (count - 1), shift_y * (1 - side) / (count - 1), side)
                for side, count in _GRIDS for shift_y in range(count) for shift_x in range(count))
"""Left, top and side of every window, as shares of the picture (or of what stands in it): what is left of it when cut
to 75 % and to 60 % of its area, and its quarters. Measured in ``bench/photos.py``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureTrace:
    """One picture of a file: the file itself (number 0), a frame of it, or one inside it.

    number: its place among the file's pictures, from 0. page, bbox: where it stands, in points; None without layout.
    width, height: pixels, upright. coded: hex SHA-256 of its bytes as they lie in the file. pixels: of what they show.
    quality: how much there is to see, PDQ's measure, 0..100. parts: boxes, as shares of its sides, of photos that stand
    in it where it is a screenshot, an album page or a card. codes: 32-byte PDQ fingerprints one after the other: the
    whole picture in eight orientations, each part in eight, then the windows of the first part, or of the whole where
    there are none (``extractor.traces.fingerprint``); b"" where too small or flat. thumb: a JPEG of at most 480 pixels
    a side, upright. exif: tags as text, () where it has none. beside: the caption or the sentence next to it, "" where
    nothing is near. scan: it covers its page.
    """

    number: int
    page: int = 1
    bbox: BBox | None = None
    width: int = 0
    height: int = 0
    coded: str = ""
    pixels: str = ""
    quality: int = 0
    parts: tuple[BBox, ...] = ()
    codes: bytes = b""
    thumb: bytes = b""
    exif: tuple[tuple[str, str], ...] = ()
    beside: str = ""
    scan: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class HiddenText:
    """Words in a file that nobody sees who looks at the paper. text: verbatim; way: how they are kept from sight.

    page: sheet or slide number in formats without pages; where: the part, cell or sheet in words, "" where the page
    says it all. innocent: they plainly serve the format (an OCR layer under its scan, a table-of-contents mark).
    """

    text: str
    way: HidingWay
    page: int = 1
    bbox: BBox | None = None
    where: str = ""
    innocent: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """A place that an earlier state of a file shows otherwise. page: where; old, new: the words then and now.

    number: which earlier state, from 1 on (the oldest); signed: what was added after it is a signature or a note only.
    """

    number: int
    page: int
    old: str
    new: str
    bbox: BBox | None = None
    signed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Traces:
    """All that one file tells beside its words.

    properties: what it says of its making, by ``family.name`` (``core.creator``, ``app.Application``, ``pdf.Producer``,
    ``ole.last_saved_by``), values as written, times as ISO 8601 where they can be read. marks: Word's revision save
    ids. lost: which kinds of traces could not be taken and why (``part: reason``).
    """

    pictures: tuple[PictureTrace, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    revisions: tuple[Revision, ...] = ()
    lost: tuple[str, ...] = ()

    def property(self, name: str) -> str:
        """A property by its name, "" where the file has none."""
        return dict(self.properties).get(name, "")
