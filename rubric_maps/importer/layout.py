"""Which standards a paper holds, and where: cut at its annexes and titles, each part read by its layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from rubric_maps.importer import outline
from rubric_maps.importer.flow import Flow
from rubric_maps.importer.grid import read_table
from rubric_maps.importer.paper import Line, Part, Record
from rubric_maps.importer.records import Builder
from rubric_maps.importer.words import pattern, table

_SCORED = re.compile(r"\d分|不得分|不计分")
_LEAST = 2
_CHECKS = 5
_TITLE = 60


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """The standards of a paper, in its order: parts with scored criteria, and lists of checks without points."""
    return [part for part in (_read(lines, part) for part in _regions(lines)) if part is not None]


def chosen(parts: Sequence[Part], rubric_id: str, wanted: int | None) -> Part:
    """The part to draft: the one asked for (counted from 1), else the one whose title has a word that the id's ending
    stands for, else the scored one with most criteria. Raises IndexError for a number that is not there."""
    if wanted is not None:
        if not 1 <= wanted <= len(parts):
            raise IndexError(wanted)
        return parts[wanted - 1]
    endings = [words for ending, words in table("版本词").items() if rubric_id.endswith(f"-{ending}")]
    named = [part for words in endings for part in parts if any(word in part.title for word in words)]
    return max(named or parts, key=lambda part: (part.scored, len(part.records)))


def _regions(lines: Sequence[Line]) -> list[Part]:
    """Stretches between annex marks and titles."""
    parts = [Part(title="", start=0, stop=len(lines), end=len(lines))]
    fresh = True
    for at, line in enumerate(lines):
        annex, title = _is_annex(line), _is_title(line)
        if annex or (title and not fresh):
            parts[-1].stop = at
            parts.append(Part(title="", start=at, stop=len(lines), end=len(lines)))
            fresh = True
        if fresh and not annex:
            fresh = _titling(line)
            if fresh or title:
                parts[-1].title += line.text
    for part in parts:
        part.end = part.stop
    return parts


def _is_annex(line: Line) -> bool:
    return not line.cells and pattern("附件").fullmatch(line.text) is not None


def _is_title(line: Line) -> bool:
    text = line.cells[0][1] if len(line.cells) == 1 else line.text
    if (line.cells and len(line.cells) > 1) or len(text) > _TITLE or outline.style(text) or _is_annex(line):
        return False
    return bool(pattern("标题").search(text)) and outline.role(text, strict=True) is None and "。" not in text \
        and re.match(r"附(?:件|表)[:\d]|关于", text) is None


def _titling(line: Line) -> bool:
    """Whether a line can still be part of a title: short, no number, no sentence, no column head."""
    return not line.cells and len(line.text) <= _TITLE and not re.search(r"[。;,:\d]", line.text) \
        and outline.style(line.text) is None and outline.role(line.text, strict=True) is None


def _read(lines: Sequence[Line], part: Part) -> Part | None:
    """The part with its sections and records, None where it holds no standard."""
    builder = Builder()
    stretch = lines[part.start:part.stop]
    for loose, group in groupby(stretch, key=lambda line: line.table is None):
        rows = list(group)
        stop = Flow(builder, rows).read() if loose else _tables(rows, builder)
        if stop is not None and builder.records:
            part.end = next(at for at in range(part.start, part.stop) if lines[at].number == stop.number)
            break
    part.records, part.heads = builder.records, builder.heads
    return _kept(part, builder.columned)


def _tables(rows: Sequence[Line], builder: Builder) -> Line | None:
    stop = None
    for _, group in groupby(rows, key=lambda row: row.table):
        stop = read_table(list(group), builder)
    return stop


def _kept(part: Part, columned: bool) -> Part | None:
    """The part without what is no item; None where nothing is left. columned: it has heads of columns."""
    scored = [record for record in part.records if _is_scored(record)]
    if len(scored) >= _LEAST:
        part.records = scored
    else:
        part.scored = False
        part.records = [record for record in part.records if record.number]
        if len(part.records) < _CHECKS or not columned:
            return None
    used = sorted({record.section for record in part.records})
    part.heads = [part.heads[index] for index in used]
    for record in part.records:
        record.section = used.index(record.section)
    return part


def _is_scored(record: Record) -> bool:
    return record.stated is not None or any(
        row.points is not None or any(_SCORED.search(bit.text) for bit in (*row.content, *row.rule))
        for row in record.rows)

