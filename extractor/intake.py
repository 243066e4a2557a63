"""What a dossier holds: every file in path order, archives opened, nothing passed over in silence."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.archives import Budget, list_members, open_archive, unpack
from extractor.limits import Limits
from extractor.single import failed, sha256
from extractor.sniff import sniff
from model.documents import Document
from model.problems import Problem, PufaError, problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One file of the dossier. path: where its bytes lie now; document: set where it is settled without reading."""

    name: str
    path: Path | None = None
    document: Document | None = None


def gather(dossier: Path, limits: Limits, temp: Path) -> tuple[list[Source], list[Problem]]:
    """All files of ``dossier`` (folder or zip) sorted by name, and problems of the dossier itself.

    Archive members are written under ``temp`` by number. Raises PufaError for a path that is neither.
    """
    unpacker = _Unpacker(limits, temp)
    problems: list[Problem] = []
    if not dossier.exists():
        raise PufaError(problem("no_such_dossier", str(dossier)))
    if dossier.is_dir():
        sources = [found for entry in _walk(dossier, problems) for found in unpacker.expand(entry, 0)]
    elif dossier.is_file() and sniff(dossier) == "zip":
        sources, why = unpacker.open(dossier, "", dossier.name, 0)
        problems.extend(why)
    else:
        raise PufaError(problem("dossier_not_folder_or_zip", str(dossier)))
    if not sources and not problems:
        problems.append(problem("dossier_empty", str(dossier)))
    return sorted(sources, key=lambda source: source.name), problems


def shown_name(relative: str) -> str:
    """A file name for people: one that is not UTF-8 on disk is decoded as GB18030."""
    try:
        relative.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(relative).decode("gb18030", "replace")
    return relative


def why_ignored(name: str) -> str | None:
    """Why a file of this name is not material (hidden, lock file, system file), None where it is."""
    parts = PurePosixPath(name).parts
    last = parts[-1].lower() if parts else ""
    if "__MACOSX" in parts:
        return "苹果系统附带文件"
    if last in ("thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"):
        return "系统附带文件"
    if last.startswith(("~$", ".~")):
        return "办公软件的临时锁定文件"
    if any(part.startswith(".") for part in parts):
        return "隐藏文件"
    return None


def _walk(root: Path, problems: list[Problem]) -> Iterator[Source]:
    def unreadable(error: OSError) -> None:
        where = shown_name(os.path.relpath(error.filename or root, root))
        problems.append(problem("folder_unreadable", where, reason=error.strerror or type(error).__name__))

    for folder, folders, files in os.walk(root, onerror=unreadable, followlinks=False):
        folders.sort()
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(folder, name)
            yield _source(path, shown_name(path.relative_to(root).as_posix()))


def _source(path: Path, name: str) -> Source:
    """A file on disk; links and special files are settled at once and never opened."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return Source(name=name, document=_ignored(name, "符号链接，不跟随", None))
    if not stat.S_ISREG(mode):
        return Source(name=name, document=_ignored(name, "不是普通文件", None))
    return Source(name=name, path=path)


def _ignored(name: str, reason: str, path: Path | None) -> Document:
    return failed(name, problem("file_ignored", name, reason=reason), status="ignored", path=path)


class _Unpacker:
    """Opens archives inside the dossier, within one budget for all of them."""

    def __init__(self, limits: Limits, temp: Path) -> None:
        self._limits = limits
        self._temp = temp
        self._written = 0
        self._budget = Budget(limits.total_bytes, limits.entries)

    def expand(self, source: Source, depth: int) -> list[Source]:
        """The source itself, or for an archive its own entry and its members."""
        if source.document is not None or source.path is None:
            return [source]
        reason = why_ignored(source.name)
        if reason is not None:
            return [Source(name=source.name, document=_ignored(source.name, reason, source.path))]
        try:
            is_archive = sniff(source.path) == "zip"
        except OSError as error:
            why = problem("file_unreadable", source.name, reason=error.strerror or type(error).__name__)
            return [Source(name=source.name, document=failed(source.name, why))]
        return self._archive(source.path, source.name, depth) if is_archive else [source]

    def _archive(self, path: Path, name: str, depth: int) -> list[Source]:
        if depth >= self._limits.depth:
            why = problem("archive_depth", name, limit=self._limits.depth)
            return [Source(name=name, document=failed(name, why, media_type="zip", path=path))]
        members, problems = self.open(path, name + "!/", name, depth)
        bad = any(why.severity == "error" for why in problems)
        document = Document(path=name, sha256=sha256(path), media_type="zip", size=path.stat().st_size,
                            status="failed" if bad else "partial" if problems else "parsed",
                            problems=tuple(problems))
        return [Source(name=name, document=document), *members]

    def open(self, path: Path, prefix: str, name: str, depth: int) -> tuple[list[Source], list[Problem]]:
        """Members of an archive (with the members of archives in it) and the problems of the archive itself."""
        archive, why = open_archive(path, name, self._limits)
        if archive is None:
            return [], [why] if why else []
        sources: list[Source] = []
        refused = 0
        with archive:
            for member in list_members(archive, prefix, self._limits):
                reason = why_ignored(member.name.removeprefix(prefix))
                if reason is not None and member.refusal is None:
                    sources.append(Source(name=member.name, document=_ignored(member.name, reason, None)))
                    continue
                target = self._target()
                refusal = member.refusal or unpack(archive, member, target, self._limits, self._budget)
                if refusal is not None:
                    refused += 1
                    sources.append(Source(name=member.name, document=failed(member.name, refusal)))
                else:
                    sources.extend(self.expand(Source(name=member.name, path=target), depth + 1))
        return sources, [problem("archive_members", name, count=refused)] if refused else []

    def _target(self) -> Path:
        self._written += 1
        return self._temp / f"{self._written:06d}"
