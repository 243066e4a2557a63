"""Files that were read before: looked up by content, so that the same bytes are read once.

The key names the bytes, the suffix of the name (a note says where it differs from the content), the limits and options,
the code that reads, the libraries and the programs installed. The name itself is put in afterwards.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from extractor.apart.sandbox import Job
from extractor.cache import Cache
from extractor.limits import Limits
from extractor.single import sha256
from model.documents import Document
from model.packing import code_digest, pack, unpack
from model.problems import Problem

_PROGRAMS = ("soffice", "libreoffice", "tesseract", "antiword", "ffprobe", "7z", "unrar", "bsdtar")
_LANGUAGES = (Path("/usr/share/tesseract-ocr"), Path("/usr/share/tessdata"))
_LINKED, _SHARED = Path("/etc/ld.so.cache"), (b"libarchive.so",)
_BATCH = 64


class Kept:
    """The files of one dossier that were read before, and those that are to be kept. ``close`` writes the last."""

    def __init__(self, cache: Cache, limits: Limits, options: str = "") -> None:
        self._cache = cache
        self._how = "|".join((code_digest("extractor", "model"), installation(), repr(limits), options))
        self._keys: dict[str, tuple[str, str]] = {}
        self._waiting: dict[str, bytes] = {}

    def known(self, jobs: Iterable[Job]) -> tuple[dict[str, Document], list[Job], dict[str, str]]:
        """Documents that were read before, by name; the jobs that are left; names whose bytes another job has, with
        the name of that job."""
        jobs = list(jobs)
        for job in jobs:
            with suppress(OSError):  # what cannot be opened is told by whoever reads it
                if job.path.is_file():  # never a pipe or a device, which may give no end of bytes or none at all
                    self._keys[job.name] = self._key(job)
        kept = self._cache.get_many(key for key, _ in self._keys.values())
        found: dict[str, Document] = {}
        left: dict[str, Job] = {}
        same: dict[str, str] = {}
        for job in jobs:
            key = self._keys.get(job.name, ("", ""))[0]
            document = self._unpacked(kept.get(key), job.name)
            if document is not None:
                found[job.name] = document
            elif key and key in left:
                same[job.name] = left[key].name
            else:
                left[key or job.name] = job
        return found, list(left.values()), same

    def keep(self, document: Document) -> Document:
        """The document with its key, kept for the next time; as it is where it cannot be kept."""
        key, digest = self._keys.get(document.path, ("", ""))
        if not key or digest != document.sha256 or any(why.passing for why in document.problems):
            return replace(document, key="")
        self._waiting[key] = pack(document)
        if len(self._waiting) >= _BATCH:
            self.close()
        return replace(document, key=key)

    def close(self) -> None:
        """Writes what waits to be written."""
        self._cache.put_many(self._waiting)
        self._waiting = {}

    def _key(self, job: Job) -> tuple[str, str]:
        digest = sha256(job.path)
        suffix = PurePosixPath(job.name).suffix.lower()
        return hashlib.sha256(f"{digest}|{suffix}|{self._how}".encode("utf-8", "surrogateescape")).hexdigest(), digest

    def _unpacked(self, data: bytes | None, name: str) -> Document | None:
        """The document under its name of today; None where nothing was kept or what was kept is spoilt."""
        if data is None:
            return None
        try:
            document = unpack(data, Document)
        except ValueError:
            return None
        key, digest = self._keys[name]
        return replace(named(document, name), key=key) if document.sha256 == digest else None


def named(document: Document, name: str) -> Document:
    """The same document under another name, its problems too."""
    old = document.path

    def moved(why: Problem) -> Problem:
        return replace(why, where=name + why.where[len(old):]) if why.where.startswith(old) else why

    if old == name:
        return document
    return replace(document, path=name, problems=tuple(map(moved, document.problems)))


def read_once(jobs: Iterable[Job], kept: Kept, read: Callable[[list[Job], Callable[[Document], None]], object],
              on_done: Callable[[Document], None]) -> dict[str, Document]:
    """Documents by name: what was read before is taken as it was, the rest is read and kept.

    read: reads the jobs it gets and hands every document to the function it gets.
    """
    found, left, same = kept.known(jobs)
    for document in found.values():
        on_done(document)

    def take(document: Document) -> None:
        found[document.path] = kept.keep(document)
        on_done(document)

    try:
        read(left, take)
    finally:
        kept.close()
    for name, other in same.items():
        found[name] = named(found[other], name)
        on_done(found[name])
    return found


@lru_cache(maxsize=1)
def installation() -> str:
    """What of this machine decides how far a file can be read: libraries with their versions, programs, languages."""
    from importlib.metadata import distributions

    seen = sorted(str(getattr(one, "_path", "")).rsplit("/", 1)[-1] for one in distributions())
    for program in _PROGRAMS:
        place = shutil.which(program)
        if place is not None:
            real = Path(place).resolve().stat()
            seen.append(f"{place} {real.st_size} {real.st_mtime_ns}")
    seen += sorted(path.name for folder in _LANGUAGES for path in folder.rglob("*.traineddata"))
    with suppress(OSError):
        linked = _LINKED.read_bytes()
        seen += [name.decode() for name in _SHARED if name in linked]
    return hashlib.sha256("\n".join(seen).encode("utf-8", "surrogateescape")).hexdigest()
