"""The cache by content: kept, found again by another process's connection, bounded, never in the way."""

from __future__ import annotations

import stat

from extractor.cache import Cache, cache_folder, size_of


def test_what_is_kept_is_found_again(tmp_path):
    first = Cache(tmp_path)
    first.put("a", b"one")
    first.put("a", b"two")
    first.close()
    second = Cache(tmp_path)
    assert second.get("a") == b"two"
    assert second.get("b") is None
    assert stat.S_IMODE((tmp_path / "cache.sqlite").stat().st_mode) == 0o600


def test_what_was_used_longest_ago_goes_first(tmp_path):
    cache = Cache(tmp_path, most_bytes=2000)
    for number in range(10):
        cache.put(str(number), bytes(range(256)) + bytes([number]))
    assert cache.get("0") is not None
    cache.close()
    left = Cache(tmp_path)
    kept = [str(number) for number in range(10) if left.get(str(number)) is not None]
    assert "0" in kept and "1" not in kept and len(kept) < 10


def test_a_cache_that_cannot_be_written_is_no_cache(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    cache = Cache(blocked / "folder")
    cache.put("a", b"one")
    assert cache.get("a") is None
    monkeypatch.setenv("PUFA_CACHE", "off")
    assert cache_folder() is None
    monkeypatch.setenv("PUFA_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"


def test_many_at_once(tmp_path):
    cache = Cache(tmp_path)
    cache.put_many({str(number): bytes([number % 256]) for number in range(1200)})
    found = cache.get_many([*map(str, range(1200)), "none"])
    assert len(found) == 1200 and found["7"] == b"\7"
    cache.close()
    assert cache.get_many(["7"]) == {}
    cache.put_many({"8": b""})
    assert size_of(tmp_path) > 1000
    assert stat.S_IMODE((tmp_path / "cache.sqlite").stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_made_anew(tmp_path):
    (tmp_path / "cache.sqlite").write_bytes(b"no database " * 500)
    cache = Cache(tmp_path)
    cache.put("a", b"one")
    assert cache.get("a") == b"one"
