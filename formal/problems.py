"""Which papers tell an earlier year's problems, and what they list: a table, entries, 一是…二是…, plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from classifiers.grammar import carry_year
from classifiers.text import flat, sentences
from formal.forms import body, title_of
from model.documents import Block, Document

_FILE = Path(__file__).with_name("rectification.yaml")
TEN = "[一二三四五六七八九十]{1,3}"
_LEVELS = (re.compile(rf"\s*(?:第{TEN}[、，.．]?|{TEN}\s*[、.．])\s*"), re.compile(rf"\s*[（(]{TEN}[）)][、.．]?\s*"),
           re.compile(r"\s*(?:(?:问题|意见)?(?:\d{1,2}\s*[.．、）)](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])"
                      rf"|(?:问题|意见)(?:\d{{1,2}}|{TEN})[：:.．、]?)\s*"))
"""What a line of each level begins with: 一、 (一) 1. — a line of none of them continues or stands by itself."""
_COUNTED = re.compile(rf"(?:^|(?<=[。；;，,：:\s]))(?:({TEN})是(?!否)[，,：:]?|第({TEN})[，,、]"
                      r"|[（(](\d{1,2})[）)]|([①-⑳]))")
_LEAST, _SHORT, _TITLE_LINES = 6, 30, 8


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The words and thresholds of ``rectification.yaml``."""
    table: Mapping[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return table


def says(name: str, text: str) -> bool:
    """True where the text has a word of that name of ``rectification.yaml``."""
    return re.search(words()[name], text) is not None


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. answers, page: from a unit's register, the cells of its row that say what was done, and where."""

    text: str
    answers: tuple[str, ...] = ()
    page: int = 1


def problem_papers(documents: Sequence[Document], year: int) -> tuple[Document, ...]:
    """Papers of a dossier that tell what was found wrong in an earlier year.

    Letters of the office come first; a unit's own register of such problems (问题, 整改情况 as columns) counts where no
    letter is there.
    """
    letters = tuple(d for d in documents if _is_letter(d, year))
    return letters or tuple(d for d in documents if _is_register(d, year))


def _titles(document: Document) -> Iterator[str]:
    """Short lines of a paper's head, and each with the next (a title broken over two lines)."""
    blocks = [block for block in document.blocks[:_TITLE_LINES] if block.kind != "table_row" and block.text.strip()]
    lines = [" ".join(block.text.split()) for block in blocks]
    short = [line if len(line) <= 60 and not line.endswith(("。", "：", ":")) else "" for line in lines]
    yield title_of(document)[1]
    yield from (line for line in short if line)
    yield from (one + two for one, two in zip(short, short[1:], strict=False) if one and two)


def _is_letter(document: Document, year: int) -> bool:
    for title in _titles(document):
        named = carry_year(title)
        if says("除非", title):
            return False
        if says("题名", title):
            return named is None or named < year
    return False


def _is_register(document: Document, year: int) -> bool:
    heads = [row for row in document.blocks if row.kind == "table_row" and columns_of(row)[0] is not None]
    titles = list(_titles(document)) + [row.section_path[-1] for row in heads if row.section_path]
    named = next((at for title in titles if says("整改台账", title) and (at := carry_year(title))), None)
    return any(columns_of(row)[1] for row in heads) and any(says("整改台账", title) for title in titles) \
        and (named is None or named <= year)


def problems_in(document: Document) -> tuple[str, ...]:
    """The words of the problems that a paper lists, in order."""
    return tuple(problem.text for problem in listed_in(document))


def listed_in(document: Document) -> tuple[Problem, ...]:
    """The problems that a paper lists: the rows of its table, else its entries, else sentences that find fault."""
    rows = _of_table(document.blocks)
    if rows:
        return rows
    lines = [block.text.strip() for block in body(document) if block.kind != "table_row"]
    found = _entries(lines) or _running(lines) or _longest_cells(document.blocks) or _faults(lines)
    return tuple(Problem(text) for text in dict.fromkeys(map(_tidy, found)) if len(text) >= _LEAST)


def columns_of(row: Block) -> tuple[int | None, tuple[int, ...]]:
    """The column of problems that a head row names, None where it names none, and those that tell what was done."""
    heads = {cell.column: re.sub(r"\s", "", row.text[cell.start:cell.end]) for cell in row.cells}
    if len(heads) < 2 or any(len(head) > 16 for head in heads.values()):
        return None, ()
    done = tuple(column for column, head in heads.items() if says("整改列", head) and not says("不看列", head))
    results = tuple(column for column in done if says("结果列", heads[column]))
    asked = [column for column, head in heads.items() if says("问题列", head) and not says("整改列", head)]
    return (asked[0] if asked else None), results or done


def _of_table(blocks: Sequence[Block]) -> tuple[Problem, ...]:
    """The cells under a head 问题 (意见, 不足), with the cells of the row that tell what was done."""
    heads: dict[int, tuple[int | None, tuple[int, ...]]] = {}
    found: dict[str, Problem] = {}
    for row in blocks:
        if row.kind != "table_row" or row.table_id is None:
            continue
        column, answers = heads.setdefault(row.table_id, columns_of(row))
        if column is None:
            heads[row.table_id] = columns_of(row)
            continue
        if columns_of(row)[0] is not None:
            continue
        text = _tidy(row.cell_text(column) or "")
        told = tuple(told for at in answers if (told := (row.cell_text(at) or "").strip()))
        if len(text) >= _LEAST:
            page, _ = row.locate(0, len(row.text))
            found.setdefault(text, Problem(text, told, page))
    return tuple(found.values())


def _longest_cells(blocks: Sequence[Block]) -> list[str]:
    rows = [block for block in blocks if block.kind == "table_row" and not block.header]
    return [max((row.text[cell.start:cell.end] for cell in row.cells), key=len, default="") for row in rows]


def _entries(lines: Sequence[str]) -> list[str]:
    """Numbered entries; those of a section on problems alone where there is one, none of a section on other things."""
    found: list[tuple[bool, list[str]]] = []
    wanted: dict[int, bool] = {}
    going_on = False
    for line in (part.strip() for whole in lines for part in whole.split("\n") if part.strip()):
        level = next((at for at, mark in enumerate(_LEVELS) if mark.match(line)), None)
        if level is None or level and len(list(_COUNTED.finditer(line))) > 1:      # （1）…；（2）… in one paragraph
            if going_on and not says("结束语", line):
                found[-1][1].append(line)
            continue
        text = _LEVELS[level].sub("", line, count=1)
        head, _, rest = text.partition("。")
        wanted = {at: value for at, value in wanted.items() if at < level}
        sort = _section(head)
        if sort is not None and len(rest) <= _SHORT:
            wanted[level], going_on = sort, False
            continue
        asked = wanted[max(wanted)] if wanted else None
        going_on = asked is not False and len(text) <= _SHORT and not text.endswith(("。", "；"))
        if asked is not False and not _praise(text):
            found.append((bool(asked), [text]))
        else:
            going_on = False
    sure = [texts for asked, texts in found if asked]
    return ["。".join(text.rstrip("。") for text in texts) for texts in sure or [texts for _, texts in found]]


def _section(head: str) -> bool | None:
    """True for a heading over problems, False for one over other things, None for no such heading."""
    plain = re.sub(r"[：:。（(].*$", "", head).strip()
    if re.fullmatch(words()["问题小标题"], plain):
        return True
    return False if len(plain) <= 16 and says("其他小标题", plain) and not says("问题话", plain) else None


def _running(lines: Sequence[str]) -> list[str]:
    """Entries told in running text (一是…；二是…), but those of what was done well or is asked for."""
    found: list[str] = []
    for line in lines:
        marks = list(_COUNTED.finditer(line))
        if len(marks) < 2:
            continue
        lead = line[:marks[0].start()]
        for mark, after in zip(marks, [*marks[1:], None], strict=True):
            text = line[mark.end():after.start() if after else len(line)]
            last = after is None or after[after.lastindex or 0] in ("一", "1", "①")
            text, lead_next = _cut(text) if last else (text, "")
            if not _other_lead(lead) and not _praise(text):
                found.append(text)
            lead = lead_next if last else lead
    return found


def _cut(text: str) -> tuple[str, str]:
    """The last entry of a series up to its full stop, and what follows."""
    end = text.find("。")
    return (text, "") if end < 0 else (text[:end + 1], text[end + 1:])


def _other_lead(lead: str) -> bool:
    """True where the words before a series say that it is of deeds or of demands, not of faults."""
    near = re.split("[。；]", lead.rstrip("。；：: "))[-1]
    return (says("其他小标题", near) or says("成绩话", near)) and not re.search("问题|不足|短板|意见|薄弱|扣分", near)


def _praise(text: str) -> bool:
    return says("成绩话", text) and not says("问题话", text)


def _faults(lines: Sequence[str]) -> list[str]:
    """Sentences of running text that find fault, where nothing is listed."""
    pieces = [piece.of(line) for line in lines for piece in sentences(line)]
    return [text for text in pieces if says("问题话", flat(text)) and not says("结束语", text) and not _praise(text)]


def _tidy(text: str) -> str:
    """An entry without its number, what it cost, and whose task it is."""
    plain = re.sub(words()["附注"], "", text.strip())
    for mark in _LEVELS:
        plain = mark.sub("", plain, count=1) if mark.match(plain) else plain
    return plain.strip("。；;，, \n")
