"""What was worked out once, kept by content: recognised pages and read files. One SQLite file in a private folder.

``PUFA_CACHE`` names the folder; ``off`` keeps nothing. Without it: ``$XDG_CACHE_HOME/pufa`` or ``~/.cache/pufa``. It
may be deleted at any time. Keys must name everything that the value depends on: the bytes read, the code that read
them.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import zlib
from contextlib import suppress
from pathlib import Path

from extractor.limits import MEGA

MOST_BYTES = 2048 * MEGA
_FILE = "cache.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, used REAL)"


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

    def get(self, key: str) -> bytes | None:
        """The bytes kept under ``key``, None where there are none."""
        if self._base is None:
            return None
        with self._turn, suppress(sqlite3.Error, zlib.error):
            row = self._base.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            if row is not None:
                self._base.execute("UPDATE kept SET used = ? WHERE key = ?", (time.time(), key))
                return zlib.decompress(row[0])
        return None

    def put(self, key: str, value: bytes) -> None:
        """Keeps ``value``; what was used longest ago goes where the cache grows over its bound."""
        if self._base is None:
            return
        packed = zlib.compress(value, 1)
        with self._turn, suppress(sqlite3.Error):
            self._base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)",
                               (key, packed, len(packed), time.time()))

    def close(self) -> None:
        """Ends the use of the cache and takes out what is over its bound."""
        if self._base is None:
            return
        with self._turn, suppress(sqlite3.Error):
            self._prune(self._base)
            self._base.close()
        self._base = None

    def _prune(self, base: sqlite3.Connection) -> None:
        total = base.execute("SELECT COALESCE(SUM(size), 0) FROM kept").fetchone()[0]
        if total <= self._most:
            return
        for key, size in base.execute("SELECT key, size FROM kept ORDER BY used").fetchall():
            base.execute("DELETE FROM kept WHERE key = ?", (key,))
            total -= size
            if total <= 0.8 * self._most:
                break
        base.execute("VACUUM")


def _opened(folder: Path) -> sqlite3.Connection:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    base = sqlite3.connect(folder / _FILE, timeout=10.0, isolation_level=None, check_same_thread=False)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = OFF")
    base.execute(_TABLE)
    (folder / _FILE).chmod(0o600)
    return base
