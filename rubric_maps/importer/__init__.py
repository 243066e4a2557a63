"""Official paper → draft of a map: what the importer finds, with the line of every number, for a person to finish."""

from __future__ import annotations

from dataclasses import dataclass

from model.documents import Document
from model.problems import PufaError, problem
from rubric_maps.importer.assemble import assemble
from rubric_maps.importer.cases import cases_text
from rubric_maps.importer.draft import Draft, Propose, doubt
from rubric_maps.importer.layout import chosen, parts_of
from rubric_maps.importer.lines import source_lines, source_text
from rubric_maps.importer.paper import Bit, Line, Part
from rubric_maps.importer.terms import procedure
from rubric_maps.importer.write import map_text

__all__ = ["Drafted", "draft_map"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Drafted:
    """The three files of a draft as text, the draft that they were written from, and the lines of its paper."""

    draft: Draft
    rubric: str
    cases: str
    source: str
    lines: tuple[str, ...]


def draft_map(document: Document, rubric_id: str, propose: Propose, part: int | None = None) -> Drafted:
    """Drafts the map of a standard out of a read paper.

    propose: gives evidence kinds for a sentence. part: which standard of the paper, counted from 1; without it the
    id's ending or the size decides. Raises PufaError where the paper holds neither criteria nor a procedure, or no
    such part.
    """
    lines = source_lines(document)
    parts = parts_of(lines)
    told = procedure(_outside(lines, parts), lines)
    if not parts and not told.said():
        raise PufaError(problem("import_no_criteria", document.path))
    found = _chosen(parts, rubric_id, part, document.path)
    draft = assemble(found, lines, told, rubric_id, propose)
    if found is not None and len(parts) > 1:
        draft.doubts.append(doubt("import_parts", found.start + 1, count=len(parts), part=parts.index(found) + 1,
                                  titles=_titles(parts)))
    return Drafted(draft=draft, rubric=map_text(draft), cases=cases_text(draft), source=source_text(lines),
                   lines=tuple(line.text for line in lines))


def _titles(parts: list[Part]) -> str:
    return "；".join(f"{number}. {part.title}" for number, part in enumerate(parts, start=1))


def _chosen(parts: list[Part], rubric_id: str, part: int | None, path: str) -> Part | None:
    if not parts and part is None:
        return None
    try:
        return chosen(parts, rubric_id, part)
    except IndexError:
        raise PufaError(problem("import_part", path, part=part, count=len(parts), titles=_titles(parts))) from None


def _outside(lines: tuple[Line, ...], parts: list[Part]) -> list[Bit]:
    """The lines that became no part of any standard's items."""
    inside = {line for part in parts for line in part.lines()}
    return [Bit(text=line.text, line=line.number) for line in lines if line.number not in inside]
