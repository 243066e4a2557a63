"""A paper as the reader is shown it: windows of neighbouring sentences or rows under what stands over them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from classifiers.context import Context
from classifiers.learned.wording import told
from classifiers.table_topics import TableTopic, TableTopics
from classifiers.tables import is_prose
from classifiers.text import Piece, sentences
from model.documents import Block, Document

NAME, TITLE, HEADING, BEFORE, HEAD_ROW = 12, 26, 22, 36, 40
"""Most characters shown of the file's name, the paper's title, the heading, what stands before, a table's head row."""
WINDOW = 240
"""Most characters of the pieces of one window; a longer piece has a window of its own."""
_NAME = re.compile("[一-龥]+")
_ENDS = "。；;！？!?"


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a block that may tell of something: a sentence, or a table's row. topic: of a row."""

    block: int
    piece: Piece
    topic: TableTopic | None = None

    def row(self, document: Document) -> bool:
        """Whether it is a whole row of a table."""
        block = document.blocks[self.block]
        return self.topic is not None and self.piece.end - self.piece.start == len(block.text)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces as they are read together. text: what stands over them, then each piece as ``told`` makes it. places:
    start and end of every piece in it."""

    text: str
    pieces: tuple[Shown, ...]
    places: tuple[tuple[int, int], ...]


def windows(document: Document, title: str, context: Context) -> Iterator[Window]:
    """Every sentence and row of a document in reading order, in windows; headings, head rows and pictures are none.

    title: the document's own.
    """
    held: list[Shown] = []
    over, size, before = "", 0, ""
    for lead, place in _shown(document, title):
        words = place.piece.of(document.blocks[place.block].text)
        if held and (lead != over or size + len(words) > WINDOW):
            yield _window(document, over, before, held, context)
            before = "" if lead != over or place.topic else _words(document, held[-1])[-BEFORE:]
            held, size = [], 0
        elif not held:
            before = ""
        over, size = lead, size + len(words)
        held.append(place)
    if held:
        yield _window(document, over, before, held, context)


def _words(document: Document, place: Shown) -> str:
    return place.piece.of(document.blocks[place.block].text)


def _window(document: Document, over: str, before: str, held: list[Shown], context: Context) -> Window:
    text = told(over + _ended(before), context)
    places = []
    for place in held:
        words = told(_words(document, place), context)
        places.append((len(text), len(text) + len(words)))
        text += _ended(words)
    return Window(text, tuple(held), tuple(places))


def _ended(words: str) -> str:
    return words if not words or words.endswith(tuple(_ENDS)) else f"{words}。"


def _shown(document: Document, title: str) -> Iterator[tuple[str, Shown]]:
    """Every piece, with what stands over it."""
    tables = TableTopics(document, title)
    name = _named(document.path, title)
    for index, block in enumerate(document.blocks):
        if block.kind in ("heading", "image") or not block.text.strip() or block.header:
            continue
        over = (name, title[:TITLE], _heading(title, block))
        if block.kind != "table_row":
            lead = _joined(*over)
            yield from ((lead, Shown(index, piece)) for piece in sentences(block.text))
        else:
            topic = tables.topic(index)
            head = topic.header.text if topic.header else ""
            caption = tables.captions.get(block.table_id, "") if block.table_id is not None else ""
            lead = _joined(*over, caption[:HEADING], head.replace("\t", "|")[:HEAD_ROW])
            yield from ((lead, Shown(index, piece, topic)) for piece in _of_row(block))


def _of_row(row: Block) -> list[Piece]:
    """A row as one piece; the sentences of its cells where these are paragraphs."""
    if is_prose(row):
        return [piece for cell in row.cells for piece in sentences(row.text, cell.start, cell.end)]
    return [Piece(0, len(row.text))]


def _heading(title: str, block: Block) -> str:
    heading = "".join(block.section_path[-1:])
    return heading[:HEADING] if heading != title else ""


def _named(path: str, title: str) -> str:
    """A file's name where it says more than the title."""
    name = "".join(_NAME.findall(PurePosixPath(path).stem))[:NAME]
    return "" if len(name) < 2 or name in title else name


def _joined(*texts: str) -> str:
    flat = (text.replace("\n", "").strip().rstrip("。；;") for text in texts)
    return "".join(f"{text}。" for text in dict.fromkeys(flat) if text)
