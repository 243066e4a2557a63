"""Files read once: the same bytes are not read again under another name; anything else that matters is a miss."""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from extractor import kept as kept_module
from extractor import read_dossier, read_file
from extractor.apart.sandbox import Job
from extractor.cache import Cache
from extractor.kept import Kept, named, read_once
from extractor.limits import Limits
from extractor.single import read_here
from model.problems import problem


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv("PUFA_CACHE", str(tmp_path / "cache"))
    return tmp_path


def paper(path: Path, text: str = "局普法工作总结\n3月5日开展宣传活动。\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def read(place: Path, *jobs: Job, limits: Limits = Limits(), options: str = ""):  # noqa: B008 - frozen
    """What comes out, and which jobs were really read."""
    done: list[str] = []
    cache = Cache(place / "cache")

    def reader(left, take):
        for job in left:
            done.append(job.name)
            take(read_here(job.path, job.name, limits, None))

    found = read_once(jobs, Kept(cache, limits, options), reader, lambda document: None)
    cache.close()
    return found, done


def test_equal_bytes_under_another_name_are_not_read_again(place):
    first, done = read(place, Job(path=paper(place / "a.docx"), name="a.docx"))
    again, later = read(place, Job(path=paper(place / "x/b.docx"), name="x/b.docx"))
    assert done == ["a.docx"] and later == []
    was, now = first["a.docx"], again["x/b.docx"]
    assert now == named(was, "x/b.docx") and now.blocks == was.blocks and now.key == was.key != ""
    assert now.seconds == was.seconds
    assert [why.where for why in now.problems] == ["x/b.docx"] and now.problems[0].message == "type_differs"


def test_equal_bytes_of_one_dossier_are_read_once(place):
    one, two = paper(place / "a.txt"), paper(place / "b.txt")
    found, done = read(place, Job(path=one, name="a.txt"), Job(path=two, name="b.txt"))
    assert done == ["a.txt"] and found["b.txt"] == named(found["a.txt"], "b.txt")


@pytest.mark.parametrize("change", ["bytes", "suffix", "limits", "options", "code", "machine"])
def test_whatever_matters_is_a_miss(place, monkeypatch, change):
    file = paper(place / "a.txt")
    read(place, Job(path=file, name="a.txt"))
    more = {"limits": {"limits": Limits(rows=7)}, "options": {"options": "render"}}.get(change, {})
    if change == "bytes":
        paper(file, "局普法工作计划\n")
    if change == "code":
        monkeypatch.setattr(kept_module, "code_digest", lambda *rooms: "other")
    if change == "machine":
        monkeypatch.setattr(kept_module, "installation", lambda: "other")
    name = "a.docx" if change == "suffix" else "a.txt"
    assert read(place, Job(path=file, name=name), **more)[1] == [name]


def test_what_may_go_well_the_next_time_is_not_kept(place):
    file = paper(place / "a.txt")
    job = Job(path=file, name="a.txt")
    late = replace(read_file(file), problems=(problem("read_timeout", "a.txt", seconds=1),), status="failed")
    for _ in range(2):
        cache = Cache(place / "other")
        found = read_once([job], Kept(cache, Limits()), lambda left, take: [take(late) for _ in left], lambda one: None)
        assert found["a.txt"].key == "" and cache.get_many([read_file(file).key]) == {}
        cache.close()


def test_a_file_that_changed_while_it_was_read_is_not_kept(place):
    file = paper(place / "a.txt")
    other = replace(read_file(file), sha256=hashlib.sha256(b"x").hexdigest())
    cache = Cache(place / "other")
    kept = Kept(cache, Limits())
    found = read_once([Job(path=file, name="a.txt")], kept, lambda left, take: [take(other) for _ in left],
                      lambda one: None)
    assert found["a.txt"].key == ""


@pytest.mark.parametrize("poison", [b"junk", zlib.compress(b"junk"), zlib.compress(pickle.dumps(Path("x"))), 7])
def test_a_spoilt_entry_is_read_anew(place, poison):
    job = Job(path=paper(place / "a.txt"), name="a.txt")
    good, _ = read(place, job)
    with sqlite3.connect(place / "cache/cache.sqlite") as base:
        base.execute("UPDATE entry SET value = ?", (poison,))
    again, done = read(place, job)
    assert done == ["a.txt"] and again == good
    assert read(place, job)[1] == []


def test_a_dossier_is_told_in_full_from_the_cache(place):
    for number in range(3):
        paper(place / "dossier" / f"{number}.txt", f"总结{number}\n3月{number + 1}日开展宣传活动。\n")
    seen: list[tuple[str, int, int, str]] = []
    first = read_dossier(place / "dossier")
    second = read_dossier(place / "dossier", on_file=lambda *row: seen.append(row))
    assert first == second and [d.seconds for d in first.documents] == [d.seconds for d in second.documents]
    assert sorted(seen) == [(f"{n}.txt", n + 1, 3, "parsed") for n in range(3)]
