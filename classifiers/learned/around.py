"""The pieces of a paper that the reader is shown, each with what stands around it: title, heading, head row, what comes
before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from classifiers.table_topics import TableTopic, TableTopics
from classifiers.tables import is_prose
from classifiers.text import Piece, sentences
from model.documents import Block, Document

NAME, TITLE, HEADING, BEFORE, HEAD_ROW = 12, 26, 22, 44, 40
"""Most characters shown of the file's name, the paper's title, the heading, what stands before, a table's head row."""
_NAME = re.compile("[一-龥]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a block that may tell of something: a sentence, or a table's row. around: what stands around it, the
    outermost first, ended by 。; "" for a sentence by itself. topic: of a table's row."""

    block: int
    piece: Piece
    around: str
    topic: TableTopic | None = None


def shown(document: Document, title: str) -> Iterator[Shown]:
    """Every sentence and row of a document in reading order; headings and pictures are none.

    title: the document's own.
    """
    tables = TableTopics(document, title)
    name = _named(document.path, title)
    for index, block in enumerate(document.blocks):
        if block.kind in ("heading", "image") or not block.text.strip() or block.header:
            continue
        if block.kind != "table_row":
            above = _over(name, title, block)
            before = _last(document.blocks, index)
            for piece in sentences(block.text):
                ahead = block.text[:piece.start].strip() or before
                yield Shown(index, piece, _joined(*above, ahead[-BEFORE:]))
        else:
            topic = tables.topic(index)
            head = topic.header.text if topic.header else ""
            caption = tables.captions.get(block.table_id, "") if block.table_id is not None else ""
            over = _joined(*_over(name, title, block), caption[:HEADING], head.replace("\t", "|")[:HEAD_ROW])
            for piece in pieces_of(block):
                yield Shown(index, piece, over, topic)


def pieces_of(row: Block) -> list[Piece]:
    """A row as one piece; the sentences of its cells where these are paragraphs."""
    if is_prose(row):
        return [piece for cell in row.cells for piece in sentences(row.text, cell.start, cell.end)]
    return [Piece(0, len(row.text))]


def _over(name: str, title: str, block: Block) -> tuple[str, ...]:
    heading = "".join(block.section_path[-1:])
    return (name, title[:TITLE], heading[:HEADING] if heading != title else "")


def _named(path: str, title: str) -> str:
    """A file's name where it says more than the title."""
    name = "".join(_NAME.findall(PurePosixPath(path).stem))[:NAME]
    return "" if len(name) < 2 or name in title else name


def _last(blocks: tuple[Block, ...], index: int) -> str:
    """The words of the paragraph before, where it stands under the same headings."""
    before = blocks[index - 1] if index else None
    same = before is not None and before.kind in ("paragraph", "caption") \
        and before.section_path == blocks[index].section_path
    return before.text.strip() if same and before is not None else ""


def _joined(*texts: str) -> str:
    flat = (text.replace("\n", "").strip().rstrip("。；;") for text in texts)
    return "".join(f"{text}。" for text in dict.fromkeys(flat) if text)
