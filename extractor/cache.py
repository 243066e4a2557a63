"""What was worked out once, kept by content: recognised pages, read files, what was found in them. One SQLite file.

``PUFA_CACHE`` names the folder; ``off`` keeps nothing. Without it: ``$XDG_CACHE_HOME/pufa`` or ``~/.cache/pufa``. It
may be deleted at any time; nobody but its owner may look into it. Keys must name everything that the value depends on:
the bytes read, the code that read them.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from extractor.limits import MEGA

MOST_BYTES = 2048 * MEGA
_FILE = "cache.sqlite"
_TABLES = ("CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, size INTEGER NOT NULL, used REAL NOT NULL, "
           "value BLOB NOT NULL)", "CREATE INDEX IF NOT EXISTS by_use ON entry (used, size)")
_AT_ONCE = 500


def cache_folder() -> Path | None:
    """The folder of the cache, None where it is turned off."""
    named = os.environ.get("PUFA_CACHE", "")
    if named.lower() in ("off", "0", "no"):
        return None
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "pufa"


class Cache:
    """Bytes by key; safe for threads and several processes. A cache that cannot be opened or written keeps nothing."""

    def __init__(self, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._turn = threading.Lock()
        self._base: sqlite3.Connection | None = None
        place = folder or cache_folder()
        if place is not None:
            with suppress(OSError, sqlite3.Error):
                self._base = _opened(place)

    @property
    def keeps(self) -> bool:
        """Whether anything can be kept: it is turned on and could be opened."""
        return self._base is not None

    def get(self, key: str) -> bytes | None:
        """The bytes kept under ``key``, None where there are none."""
        return self.get_many((key,)).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes kept under each key; keys without any are left out."""
        found: dict[str, bytes] = {}
        wanted, now = list(dict.fromkeys(keys)), time.time()
        with self._turn, suppress(sqlite3.Error):
            for start in range(0, len(wanted) if self._base else 0, _AT_ONCE):
                part = wanted[start:start + _AT_ONCE]
                marks = ",".join("?" * len(part))
                for key, value in self._ask(f"SELECT key, value FROM entry WHERE key IN ({marks})", part):
                    with suppress(zlib.error, TypeError):
                        found[key] = zlib.decompress(value)
                self._ask(f"UPDATE entry SET used = ? WHERE key IN ({marks})", [now, *part])
        return found

    def put(self, key: str, value: bytes) -> None:
        """Keeps ``value``; what was used longest ago goes where the cache grows over its bound."""
        self.put_many({key: value})

    def put_many(self, values: Mapping[str, bytes]) -> None:
        """Keeps all of them, in one transaction."""
        packed = [(key, zlib.compress(value, 1)) for key, value in values.items()] if self._base else []
        with self._turn, suppress(sqlite3.Error):
            if self._base is None or not packed:
                return
            with _whole(self._base):
                self._base.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)",
                                       [(key, len(data), time.time(), data) for key, data in packed])

    def _ask(self, statement: str, values: Sequence[object]) -> list[tuple[str, bytes]]:
        return self._base.execute(statement, values).fetchall() if self._base else []

    def close(self) -> None:
        """Ends the use of the cache and takes out what is over its bound."""
        if self._base is None:
            return
        with self._turn, suppress(sqlite3.Error):
            self._prune(self._base)
            self._base.close()
        self._base = None

    def _prune(self, base: sqlite3.Connection) -> None:
        total = base.execute("SELECT COALESCE(SUM(size), 0) FROM entry").fetchone()[0]
        if total <= self._most:
            return
        for key, size in base.execute("SELECT key, size FROM entry ORDER BY used").fetchall():
            base.execute("DELETE FROM entry WHERE key = ?", (key,))
            total -= size
            if total <= 0.8 * self._most:
                break
        base.execute("VACUUM")


@contextmanager
def _whole(base: sqlite3.Connection) -> Iterator[None]:
    """A transaction: all of it or, where something fails, nothing."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")


def size_of(folder: Path) -> int:
    """Bytes that the cache's files take on disk."""
    return sum(path.stat().st_size for path in folder.glob(f"{_FILE}*"))


def _opened(folder: Path) -> sqlite3.Connection:
    """The cache's file, made where it is missing, and made anew where it is no database any more."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = folder / _FILE
    try:
        return _connected(place)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for path in folder.glob(f"{_FILE}*"):
            path.unlink()
        return _connected(place)


def _connected(place: Path) -> sqlite3.Connection:
    os.close(os.open(place, os.O_CREAT | os.O_RDWR, 0o600))
    place.chmod(0o600)
    base = sqlite3.connect(place, timeout=10.0, isolation_level=None, check_same_thread=False)
    try:
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = OFF", *_TABLES):
            base.execute(statement)
    except sqlite3.Error:
        base.close()
        raise
    return base
