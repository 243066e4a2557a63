"""What a dossier holds: every file in path order, archives opened, nothing passed over in silence."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.limits import Limits
from extractor.litter import why_ignored, why_left_out
from extractor.naming import shown_name
from extractor.office.zip_names import zip_names
from extractor.registry import ARCHIVES
from extractor.single import failed, sha256
from extractor.sniff import sniff
from extractor.unpack.office import is_embedded
from extractor.unpack.opener import Budget, Opener
from model.documents import Document, FileStatus
from model.problems import Problem, PufaError, problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One file of the dossier. path: where its bytes lie now, None where they were not taken; document: set where it
    is settled without reading."""

    name: str
    path: Path | None = None
    document: Document | None = None


def gather(dossier: Path, limits: Limits, temp: Path) -> tuple[list[Source], list[Problem]]:
    """All files of ``dossier`` (folder or archive) sorted by name, and problems of the dossier itself.

    Archive members are written under ``temp`` by number. Raises PufaError for a path that is neither.
    """
    problems: list[Problem] = []
    if not dossier.exists():
        raise PufaError(problem("no_such_dossier", str(dossier)))
    with Opener(limits) as opener:
        unpacker = _Unpacker(limits, temp, opener, problems)
        if dossier.is_dir():
            sources = [found for entry in walk(dossier, problems) for found in unpacker.expand(entry, 0)]
        elif dossier.is_file() and (kind := sniff(dossier)) in ARCHIVES:
            sources, why = unpacker.open(dossier, "", dossier.name, kind, 0)
            problems.extend(why)
        else:
            raise PufaError(problem("dossier_not_folder_or_zip", str(dossier)))
    if not sources and not problems:
        problems.append(problem("dossier_empty", str(dossier)))
    return sorted(sources, key=lambda source: source.name), problems


def walk(root: Path, problems: list[Problem]) -> Iterator[Source]:
    """Every file below a folder; one of two whose names look alike once shown gets ``#2``."""
    seen: dict[str, int] = {}

    def unreadable(error: OSError) -> None:
        where = shown_name(os.path.relpath(error.filename or root, root))
        problems.append(problem("folder_unreadable", where, reason=error.strerror or type(error).__name__))

    for folder, folders, files in os.walk(root, onerror=unreadable, followlinks=False):
        folders.sort()
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(folder, name)
            shown = shown_name(path.relative_to(root).as_posix())
            seen[shown] = seen.get(shown, 0) + 1
            yield _source(path, shown if seen[shown] == 1 else f"{shown}#{seen[shown]}")


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
    """Opens archives and other files that hold files, within one budget for all of them."""

    def __init__(self, limits: Limits, temp: Path, opener: Opener, problems: list[Problem]) -> None:
        self._limits = limits
        self._temp = temp
        self._opener = opener
        self._problems = problems
        self._written = 0
        self._budget = Budget(limits.total_bytes, limits.entries)

    def expand(self, source: Source, depth: int) -> list[Source]:
        """The source itself, and the members of what it holds; an archive is settled with them."""
        if source.document is not None or source.path is None:
            return [source]
        reason = why_ignored(source.name)
        if reason is not None:
            return [Source(name=source.name, document=_ignored(source.name, reason, source.path))]
        try:
            kind = sniff(source.path)
            holds = kind not in ARCHIVES and _holds_files(source.path, kind)
        except OSError as error:
            why = problem("file_unreadable", source.name, reason=error.strerror or type(error).__name__)
            return [Source(name=source.name, document=failed(source.name, why))]
        reason = why_left_out(source.name, kind)
        if reason is not None:
            return [Source(name=source.name, document=_ignored(source.name, reason, source.path))]
        if kind in ARCHIVES:
            return self._archive(source.path, source.name, kind, depth)
        if not holds:
            return [source]
        members, problems = self.open(source.path, source.name + "!/", source.name, kind, depth)
        self._problems.extend(why for why in problems if why.message != "archive_members")
        return [source, *members]

    def _archive(self, path: Path, name: str, kind: str, depth: int) -> list[Source]:
        members, problems = self.open(path, name + "!/", name, kind, depth)
        if not members and not problems:
            problems = [problem("archive_damaged", name, reason="里面没有文件")]
        bad = any(why.severity == "error" for why in problems)
        status: FileStatus = "parsed" if not problems else "partial" if members or not bad else "failed"
        document = Document(path=name, sha256=sha256(path), media_type=kind, size=path.stat().st_size, status=status,
                            problems=tuple(problems))
        return [Source(name=name, path=path, document=document), *members]

    def open(self, path: Path, prefix: str, name: str, kind: str, depth: int) -> tuple[list[Source], list[Problem]]:
        """Members of a container (with the members of containers in it) and the problems of the container itself."""
        if depth >= self._limits.depth:
            return [], [problem("archive_depth", name, limit=self._limits.depth)]
        members, why = self._opener.open(path, kind, name, prefix, self._budget, lambda member: None if why_ignored(
            member.removeprefix(prefix)) else self._target())
        sources: list[Source] = []
        for member in sorted(members, key=lambda member: member.name):
            if member.refusal is not None:
                sources.append(Source(name=member.name, document=failed(member.name, member.refusal)))
            elif member.path is None:
                reason = why_ignored(member.name.removeprefix(prefix)) or ""
                sources.append(Source(name=member.name, document=_ignored(member.name, reason, None)))
            else:
                sources.extend(self.expand(Source(name=member.name, path=member.path), depth + 1))
        refused = sum(member.refusal is not None for member in members)
        problems = [why] if why is not None else []
        return sources, [*problems, problem("archive_members", name, count=refused)] if refused else problems

    def _target(self) -> Path:
        self._written += 1
        return self._temp / f"{self._written:06d}"


def _holds_files(path: Path, kind: str) -> bool:
    """Whether a file that has a reader of its own holds others as well: mails and office files with objects."""
    if kind in ("docx", "xlsx", "pptx"):
        directory = zip_names(path)
        return directory is not None and any(map(is_embedded, directory.names))
    return kind in ("eml", "msg")
