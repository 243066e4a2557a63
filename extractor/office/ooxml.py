"""Parts of office files (docx, xlsx): opened defensively, parsed without entities, network or huge trees."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.archives import BROKEN_ZIP, read_part, reason_of
from extractor.reading import UnreadableError
from model.problems import problem

PART_LIMIT = 96 << 20
_CORE = ("title", "subject", "creator", "lastModifiedBy", "created", "modified", "lastPrinted", "revision", "keywords",
         "description", "category")


@contextmanager
def office_file(path: Path, name: str, format_name: str) -> Iterator[OfficeFile]:
    """The opened file; whatever is broken in it, then or later, becomes an UnreadableError with a Problem."""
    from lxml import etree

    try:
        with zipfile.ZipFile(path) as archive:
            yield OfficeFile(archive, name)
    except (*BROKEN_ZIP, etree.XMLSyntaxError, OSError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise UnreadableError(problem("file_damaged", name, format=format_name, reason=reason_of(error))) from error


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation:
    """What a part refers to. kind: last word of its type (``image``, ``slide``). target: a part's name, or where
    ``outside`` an address, which nobody follows."""

    kind: str
    target: str
    outside: bool


class OfficeFile:
    """XML parts of an office file by name."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._parser: Any = None
        self._relations: dict[str, dict[str, Relation]] = {}

    def names(self) -> list[str]:
        """Names of all parts."""
        return self._archive.namelist()

    def data(self, part: str) -> bytes | None:
        """Bytes of a part, None where the file has no such part. Raises ValueError for one over the limit."""
        return read_part(self._archive, part, PART_LIMIT)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by the id that its elements use."""
        if part in self._relations:
            return self._relations[part]
        folder, _, file = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found = {}
        for element in () if root is None else root:
            if not isinstance(element.tag, str):
                continue
            target, outside = str(element.get("Target", "")), element.get("TargetMode") == "External"
            inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[str(element.get("Id", ""))] = Relation(
                kind=str(element.get("Type", "")).rpartition("/")[2], target=target if outside else inside,
                outside=outside)
        self._relations[part] = found
        return found

    def xml(self, part: str, trim: Callable[[bytes], bytes] | None = None) -> Any:
        """Root element of a part, None where the file has no such part.

        trim: takes out what is not needed before the part is parsed.
        Raises UnreadableError for a DOCTYPE (office files have none; entity bombs do) and what lxml raises.
        """
        from lxml import etree

        data = read_part(self._archive, part, PART_LIMIT)
        if data is None:
            return None
        if b"<!DOCTYPE" in data[:4096] or b"<\0!\0D\0O\0C\0T\0Y\0P\0E" in data[:8192]:
            raise UnreadableError(problem("xml_unsafe", self._name))
        data = trim(data) if trim is not None else data
        if self._parser is None:
            self._parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
                                           remove_comments=True, remove_pis=True)
        root = etree.fromstring(data, self._parser)
        if root.getroottree().docinfo.doctype:
            raise UnreadableError(problem("xml_unsafe", self._name))
        return root

    def target(self, kind: str, fallback: str) -> str:
        """The part that the package names for a relation type ending in ``kind``."""
        root = self.xml("_rels/.rels")
        for relation in () if root is None else root:
            if str(relation.get("Type", "")).endswith(kind):
                return str(relation.get("Target", fallback)).lstrip("/")
        return fallback

    def core_properties(self) -> tuple[tuple[str, str], ...]:
        """Title, author, times … as the file states them."""
        found = []
        for part in ("docProps/core.xml", "docProps/app.xml"):
            root = self.xml(part)
            for element in () if root is None else root:
                key = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
                if (key in _CORE or key in ("Company", "Application")) and (element.text or "").strip():
                    found.append((key, element.text.strip()))
        return tuple(found)
