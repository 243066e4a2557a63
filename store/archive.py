"""Fingerprints of earlier dossiers: one SQLite file, written dossier by dossier, so that a new one needs no old file.

Fingerprints of a dossier lie together in one row (of a kind): a question reads them all in their order on disk, which
is faster than an index of single ones for as many as a cohort asks about, and a dossier is forgotten with its rows.
Words and small copies of pictures are kept compressed and read only for what is shown. Nobody but the file's owner may
look into it; what is deleted is overwritten (``secure_delete``).
"""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from model.known import KnownPicture, KnownText
from model.problems import PufaError, problem
from model.traces import CODE

LAYOUT = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS dossier (id INTEGER PRIMARY KEY, year INTEGER NOT NULL, unit TEXT NOT NULL,
  digest TEXT NOT NULL, kept REAL NOT NULL, UNIQUE (year, unit));
CREATE TABLE IF NOT EXISTS paper (id INTEGER PRIMARY KEY, dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
  file TEXT NOT NULL, paper TEXT NOT NULL, words BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS paper_of ON paper (dossier);
CREATE TABLE IF NOT EXISTS print (dossier INTEGER PRIMARY KEY REFERENCES dossier ON DELETE CASCADE,
  papers BLOB NOT NULL, counts BLOB NOT NULL, hashes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS picture (id INTEGER PRIMARY KEY, dossier INTEGER NOT NULL REFERENCES dossier
  ON DELETE CASCADE, file TEXT NOT NULL, number INTEGER NOT NULL, coded TEXT NOT NULL, pixels TEXT NOT NULL,
  facts TEXT NOT NULL, thumb BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS picture_of ON picture (dossier);
CREATE INDEX IF NOT EXISTS picture_coded ON picture (coded);
CREATE INDEX IF NOT EXISTS picture_pixels ON picture (pixels);
CREATE TABLE IF NOT EXISTS code (id INTEGER PRIMARY KEY, dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
  slot INTEGER NOT NULL, pictures BLOB NOT NULL, codes BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS code_of ON code (dossier);
CREATE INDEX IF NOT EXISTS code_at ON code (slot);
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """One dossier of an archive: whose it is, how many papers and pictures of it are known, and since when (time)."""

    year: int
    unit: str
    digest: str
    papers: int
    pictures: int
    kept: float


class Archive:
    """The archive in a file, made where it is missing. Several processes may use it; one at a time writes.

    Raises PufaError where the file cannot be opened, is no archive, or is one of a later release.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch(mode=0o600)
            self._base = _opened(place)
        except (OSError, sqlite3.Error) as error:
            raise PufaError(problem("archive_unusable", str(place), detail=error)) from error

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the use of the file."""
        self._base.close()

    def ask(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
        """Rows of a question, one at a time. For ``known``. Raises PufaError where the file is spoilt."""
        try:
            yield from self._base.execute(statement, values)
        except sqlite3.Error as error:
            raise PufaError(problem("archive_unusable", str(self.place), detail=error)) from error

    def dossiers(self) -> tuple[Kept, ...]:
        """What is kept, by year and unit."""
        rows = self.ask("SELECT year, unit, digest, (SELECT COUNT(*) FROM paper WHERE dossier = d.id),"
                        " (SELECT COUNT(*) FROM picture WHERE dossier = d.id), kept FROM dossier d ORDER BY year, unit")
        return tuple(Kept(year=int(str(year)), unit=str(unit), digest=str(digest), papers=int(str(papers)),
                          pictures=int(str(pictures)), kept=float(str(kept)))
                     for year, unit, digest, papers, pictures, kept in rows)

    def papers(self, year: int, unit: str) -> tuple[int, ...]:
        """Numbers of a dossier's papers."""
        rows = self.ask("SELECT paper.id FROM paper JOIN dossier ON dossier.id = paper.dossier WHERE year = ? AND"
                        " unit = ? ORDER BY paper.id", (year, unit))
        return tuple(int(str(number)) for number, in rows)

    def holds(self, year: int, unit: str, digest: str) -> bool:
        """Whether this dossier is kept in just this state."""
        return next(self.ask("SELECT 1 FROM dossier WHERE year = ? AND unit = ? AND digest = ?",
                             (year, unit, digest)), None) is not None

    def put(self, year: int, unit: str, digest: str, texts: Iterable[KnownText],
            pictures: Iterable[KnownPicture]) -> None:
        """Keeps a dossier instead of what was kept of it before, all of it or nothing. digest: names its state."""
        with self._whole():
            self._forget(year, unit)
            at = self._base.execute("INSERT INTO dossier (year, unit, digest, kept) VALUES (?, ?, ?, ?)",
                                    (year, unit, digest, time.time())).lastrowid
            self._put_texts(at, list(texts))
            self._put_pictures(at, list(pictures))

    def reprint(self, year: int, unit: str, digest: str, hashes: Mapping[int, bytes]) -> None:
        """Other fingerprints, by paper, for a dossier's papers, and the state that this is."""
        with self._whole():
            at = self._base.execute("UPDATE dossier SET digest = ? WHERE year = ? AND unit = ? RETURNING id",
                                    (digest, year, unit)).fetchone()
            if at is not None:
                self._print(at[0], hashes)

    def forget(self, year: int, unit: str) -> bool:
        """Removes all of a dossier, from the file too; whether there was one."""
        with self._whole():
            gone = self._forget(year, unit)
        with suppress(sqlite3.OperationalError):  # another process reads: its log is emptied when the next one ends
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return gone

    def _forget(self, year: int, unit: str) -> bool:
        return self._base.execute("DELETE FROM dossier WHERE year = ? AND unit = ?", (year, unit)).rowcount > 0

    def _put_texts(self, dossier: int | None, texts: Sequence[KnownText]) -> None:
        ids = [self._base.execute("INSERT INTO paper (dossier, file, paper, words) VALUES (?, ?, ?, ?)",
                                  (dossier, one.file, one.paper, _words(one))).lastrowid or 0 for one in texts]
        self._print(dossier, {number: one.hashes for number, one in zip(ids, texts, strict=True)})

    def _print(self, dossier: int | None, hashes: Mapping[int, bytes]) -> None:
        import numpy as np

        self._base.execute("INSERT OR REPLACE INTO print VALUES (?, ?, ?, ?)", (
            dossier, np.array(list(hashes), "<i8").tobytes(),
            np.array([len(part) // 8 for part in hashes.values()], "<i8").tobytes(), b"".join(hashes.values())))

    def _put_pictures(self, dossier: int | None, pictures: Sequence[KnownPicture]) -> None:
        import numpy as np

        slots: dict[int, list[tuple[int, bytes]]] = {}
        for one in pictures:
            at = self._base.execute(
                "INSERT INTO picture (dossier, file, number, coded, pixels, facts, thumb) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (dossier, one.file, one.number, one.coded, one.pixels, _facts(one), one.thumb)).lastrowid or 0
            for slot in range(len(one.codes) // CODE):
                slots.setdefault(slot, []).append((at, one.codes[slot * CODE:(slot + 1) * CODE]))
        for slot, rows in slots.items():
            self._base.execute("INSERT INTO code (dossier, slot, pictures, codes) VALUES (?, ?, ?, ?)",
                               (dossier, slot, np.array([at for at, _ in rows], "<i8").tobytes(),
                                b"".join(code for _, code in rows)))

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """A transaction: all of it or, where something fails, nothing. Raises PufaError where the file refuses."""
        try:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            raise PufaError(problem("archive_unusable", str(self.place), detail=error)) from error


def _opened(place: Path) -> sqlite3.Connection:
    base = sqlite3.connect(place, timeout=60, isolation_level=None)
    base.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
                       "PRAGMA secure_delete = ON; PRAGMA mmap_size = 1073741824;")
    layout = base.execute("PRAGMA user_version").fetchone()[0]
    if layout not in (0, LAYOUT):
        base.close()
        raise PufaError(problem("archive_later", str(place)))
    base.executescript(f"{_TABLES} PRAGMA user_version = {LAYOUT};")
    return base


def _words(one: KnownText) -> bytes:
    lines = [(line.start, line.end, line.page, _box(line.bbox)) for line in one.lines]
    return zlib.compress(json.dumps([one.text, lines], ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def _box(box: object) -> list[float] | None:
    return None if box is None else [getattr(box, name) for name in ("x0", "top", "x1", "bottom")]


def _facts(one: KnownPicture) -> str:
    return json.dumps({"page": one.page, "bbox": _box(one.bbox), "quality": one.quality, "facts": one.facts},
                      ensure_ascii=False)
