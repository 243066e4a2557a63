"""Attachments with a prescribed form: which forms there are, and a paper's parts as the checks need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from model.documents import Block, Document
from model.problems import PufaError, problem

_FILE = Path(__file__).with_name("forms.yaml")
_DOCUMENT_NUMBER = re.compile(r"[一-龥]{1,12}\s*[〔\[［(（]\d{4}[〕\]］)）]\s*第?\d{1,4}号")
_TITLE_LINES = 6
_WORD = re.compile(r"[A-Za-z0-9.%+\-]+|[^\sA-Za-z0-9.%+\-]")
_HEADING = re.compile(r"^\s*(?:第?[一二三四五六七八九十]+[、.．章部]|（[一二三四五六七八九十]+）)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of a paper: its heading and everything below it. place: such as 第3段, for messages."""

    title: str
    text: str
    place: str


@lru_cache(maxsize=1)
def forms() -> dict[str, Mapping[str, Any]]:
    """Every form by its id."""
    table: dict[str, Mapping[str, Any]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return table


def form(name: str) -> Mapping[str, Any]:
    """The form of a name. Raises PufaError for an unknown one, naming the known."""
    if name not in forms():
        raise PufaError(problem("form_unknown", name, available="、".join(forms())))
    return forms()[name]


def length(text: str) -> int:
    """Characters as Word counts them: a Chinese character or mark is one, a run of letters and figures is one."""
    return len(_WORD.findall(text))


def title_of(document: Document) -> tuple[int | None, str]:
    """The paper's title and the block it stands in: the first short line that is no numbered heading.

    The head of a letter (the sender over a document number) is no title.
    """
    lines = [" ".join(block.text.split()) for block in document.blocks[:_TITLE_LINES]]
    numbered = [at for at, text in enumerate(lines) if _DOCUMENT_NUMBER.fullmatch(text)]
    for at, text in enumerate(lines):
        if at in numbered or at + 1 in numbered:
            continue
        if text and length(text) <= 60 and not _HEADING.match(text) and not re.match(r"附件\s*\d*[:：]?$", text) \
                and not text.endswith("。"):
            return at, text
    return None, ""


def body(document: Document) -> tuple[Block, ...]:
    """The blocks below the title, without empty ones and pictures."""
    at, _ = title_of(document)
    return tuple(block for block in document.blocks[0 if at is None else at + 1:]
                 if block.text.strip() and block.kind != "image")


def split(blocks: tuple[Block, ...], heads: re.Pattern[str]) -> tuple[str, tuple[Part, ...]]:
    """The text before the first heading and the parts under each. heads: what a heading's line begins with."""
    before: list[str] = []
    parts: list[tuple[str, list[str], str]] = []
    for number, block in enumerate(blocks, start=1):
        text = block.text.strip()
        if heads.match(text):
            line, _, rest = text.partition("\n")
            head, rest = _head(line, rest)
            parts.append((head, [rest] if rest else [], f"第{number}段"))
        elif parts:
            parts[-1][1].append(text)
        else:
            before.append(text)
    return "\n".join(before), tuple(Part(title=head, text="\n".join(texts), place=place)
                                    for head, texts, place in parts)


def _head(line: str, rest: str) -> tuple[str, str]:
    """A heading that runs into its text (1.某某问题。表现为…) is cut after its first sentence."""
    match = re.match(r"[^。；：\n]{2,60}[。；：]", line)
    if match and len(line) > match.end():
        return match.group().rstrip("。；："), "\n".join(text for text in (line[match.end():], rest) if text)
    return line.rstrip("。；："), rest
