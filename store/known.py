"""What an archive knows of hashes that a run asks about, in the shape of ``integrity.submission.Known``."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from model.boxes import BBox
from model.documents import Line
from model.known import KnownPicture, KnownText
from model.traces import CODE
from store.archive import Archive

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BITS = 24
"""A hash is first looked for by its topmost bits in a table that stays in the processor's cache, about."""


class KnownDossiers:
    """All dossiers of an archive but those left out: what a cohort brings itself is compared as it is now."""

    def __init__(self, archive: Archive, left_out: Collection[tuple[int, str]] = ()) -> None:
        self._archive = archive
        self._left_out = frozenset(left_out)

    def shared(self, hashes: NDArray[np.uint64], units: int) -> tuple[NDArray[np.int64], NDArray[np.uint64],
                                                                     NDArray[np.uint64]]:
        """Papers and hashes side by side, and the hashes that ``units`` units have; ``hashes`` are sorted."""
        import numpy as np

        hashes = np.asarray(hashes, np.uint64)
        maybe = np.zeros(1 << _BITS, np.bool_)
        maybe[hashes >> np.uint64(64 - _BITS)] = True
        counts, last = np.zeros(len(hashes), np.int32), np.full(len(hashes), -1, np.int32)
        found: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        names: dict[str, int] = {}
        for unit, papers, sizes, prints in self._prints():
            hits = np.flatnonzero(maybe[prints >> np.uint64(64 - _BITS)])
            if not len(hits) or not len(hashes):
                continue
            at = np.minimum(np.searchsorted(hashes, prints[hits]), len(hashes) - 1)
            real = hashes[at] == prints[hits]
            hits, at = hits[real], at[real]
            number = names.setdefault(unit, len(names))
            new = np.unique(at[last[at] != number])
            counts[new] += 1
            last[new] = number
            few = counts[at] < units
            found.append((np.repeat(papers, sizes)[hits[few]], at[few]))
        common = counts >= units
        papers = np.concatenate([np.zeros(0, np.int64), *(part[0] for part in found)])
        at = np.concatenate([np.zeros(0, np.int64), *(part[1] for part in found)])
        kept = ~common[at]
        return papers[kept], hashes[at[kept]], hashes[common]

    def _prints(self) -> Iterator[tuple[str, NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]]:
        """Every dossier's fingerprints: its unit, its papers, how many each has, and all of them; unit by unit."""
        import numpy as np

        for year, unit, papers, counts, hashes in self._archive.ask(
                "SELECT year, unit, papers, counts, hashes FROM dossier JOIN print ON print.dossier = dossier.id"
                " ORDER BY unit, year"):
            if (year, unit) not in self._left_out:
                yield (str(unit), np.frombuffer(_bytes(papers), "<i8"), np.frombuffer(_bytes(counts), "<i8"),
                       np.frombuffer(_bytes(hashes), "<u8"))

    def text(self, number: int) -> KnownText:
        """A paper by its number. Raises KeyError where there is none."""
        row = next(self._archive.ask("SELECT year, unit, file, paper, words FROM paper JOIN dossier ON dossier.id ="
                                     " paper.dossier WHERE paper.id = ?", (int(number),)), None)
        if row is None:
            raise KeyError(number)
        year, unit, file, paper, words = row
        text, lines = json.loads(zlib.decompress(_bytes(words)).decode("utf-8", "surrogatepass"))
        return KnownText(year=int(str(year)), unit=str(unit), file=str(file), paper=str(paper), text=text, lines=tuple(
            Line(start=start, end=end, page=page, bbox=_box(box)) for start, end, page, box in lines))

    def codes(self, slot: int) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Numbers of pictures and their fingerprints of one slot, rows of CODE bytes."""
        import numpy as np

        numbers, codes = [np.zeros(0, np.int64)], [b""]
        for year, unit, pictures, part in self._archive.ask(
                "SELECT year, unit, pictures, codes FROM code JOIN dossier ON dossier.id = code.dossier"
                " WHERE slot = ? ORDER BY code.id", (slot,)):
            if (year, unit) not in self._left_out:
                numbers.append(np.frombuffer(_bytes(pictures), "<i8"))
                codes.append(_bytes(part))
        return np.concatenate(numbers), np.frombuffer(b"".join(codes), np.uint8).reshape(-1, CODE)

    def slots(self) -> tuple[int, ...]:
        """Which places of a picture's fingerprints (orientations, windows) any picture has."""
        return tuple(int(str(slot)) for slot, in self._archive.ask("SELECT DISTINCT slot FROM code ORDER BY slot"))

    def picture(self, number: int) -> KnownPicture:
        """A picture by its number, without its fingerprints. Raises KeyError where there is none."""
        row = next(self._archive.ask(
            "SELECT year, unit, file, number, coded, pixels, facts, thumb FROM picture JOIN dossier ON dossier.id ="
            " picture.dossier WHERE picture.id = ?", (int(number),)), None)
        if row is None:
            raise KeyError(number)
        year, unit, file, place, coded, pixels, facts, thumb = row
        told = json.loads(str(facts))
        return KnownPicture(year=int(str(year)), unit=str(unit), file=str(file), number=int(str(place)),
                            page=told["page"], bbox=_box(told["bbox"]), coded=str(coded), pixels=str(pixels),
                            quality=told["quality"], thumb=_bytes(thumb),
                            facts=tuple((name, text) for name, text in told["facts"]))

    def thumb(self, year: int, unit: str, file: str, number: int) -> bytes:
        """The small copy of a picture by its place, b"" where there is none."""
        row = next(self._archive.ask("SELECT thumb FROM picture JOIN dossier ON dossier.id = picture.dossier WHERE"
                                     " year = ? AND unit = ? AND file = ? AND number = ?",
                                     (year, unit, file, number)), (b"",))
        return _bytes(row[0])

    def same_pictures(self, hashes: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
        """Numbers of pictures by SHA-256 of their bytes or pixels, of those asked for that are known."""
        found: dict[str, tuple[int, ...]] = {}
        for asked in sorted(set(hashes) - {""}):
            rows = self._archive.ask("SELECT picture.id, year, unit FROM picture JOIN dossier ON dossier.id ="
                                     " picture.dossier WHERE coded = ? OR pixels = ? ORDER BY picture.id",
                                     (asked, asked))
            numbers = tuple(int(str(at)) for at, year, unit in rows if (year, unit) not in self._left_out)
            if numbers:
                found[asked] = numbers
        return found


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _box(told: list[float] | None) -> BBox | None:
    return None if told is None else BBox(x0=told[0], top=told[1], x1=told[2], bottom=told[3])
