"""Builds the blocks of a document in reading order and keeps track of the section they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.headings import is_caption, is_title_line, typed_heading
from extractor.limits import Limits
from extractor.normal import clean, one_line
from model.documents import BBox, Block, BlockKind, Cell, Line

_LIMITS = Limits()
_TIME_WORDS = dict.fromkeys(map(ord, "年月日时分"))


class _Kept(list[Block]):
    """Blocks up to the limits and one more, by which ``extractor.single`` sees that there were more of them."""

    def __init__(self) -> None:
        super().__init__()
        self._left = _LIMITS.characters

    @property
    def full(self) -> bool:
        """Whether nothing more is taken."""
        return len(self) > _LIMITS.blocks or self._left < 0

    def append(self, block: Block) -> None:
        """Adds a block while there is room."""
        if len(self) <= _LIMITS.blocks and self._left >= 0:
            self._left -= len(block.text)
            for _, text in block.carried:
                self._left -= len(text)
            super().append(block)


class Flow:
    """Collects blocks; readers call it from the first line of a file to the last."""

    def __init__(self) -> None:
        self.blocks: list[Block] = _Kept()
        self._sections: list[tuple[int, str]] = []
        self._tables = 0
        self.path: tuple[str, ...] = ()
        """Titles of the sections that are open now, outermost first."""

    @property
    def full(self) -> bool:
        """Whether the limits of a file are reached: what is added now is dropped, so that a reader may stop."""
        return isinstance(self.blocks, _Kept) and self.blocks.full

    def open_section(self, level: int, title: str) -> None:
        """Closes the sections at ``level`` and below and opens ``title`` (nothing is opened for "")."""
        self._sections = [(depth, name) for depth, name in self._sections if depth < level]
        if title:
            self._sections.append((level, title))
        self.path = tuple(name for _, name in self._sections)

    def heading(self, text: str, level: int, *, page: int = 1, bbox: BBox | None = None,
                lines: tuple[Line, ...] = (), confidence: float | None = None) -> None:
        """Adds a heading and opens its section."""
        text = clean(text) if not lines else text
        self.open_section(level, "")
        self.blocks.append(Block(kind="heading", text=text, page=page, bbox=bbox, lines=lines,
                                 section_path=self.path, level=level,
                                 source="text" if confidence is None else "ocr", ocr_confidence=confidence))
        self.open_section(level, one_line(text))

    def text(self, text: str, *, level: int = 0, number: str = "", page: int = 1, bbox: BBox | None = None,
             lines: tuple[Line, ...] = (), confidence: float | None = None) -> None:
        """Adds a paragraph, or a heading where ``level`` or the typed numbering says so. Empty text adds nothing.

        number: a number that the format shows before the text but does not store in it (``一、``); it decides like a
        typed one and is not added. ``lines`` index into ``text``, which must then be clean and stripped already.
        confidence: of recognised text (0..1), None for text that the file holds.
        """
        if not lines:
            text = clean(text).strip()
        if not text:
            return
        mark = typed_heading(number + text)
        if level or (mark and not mark.run_in):
            self.heading(text, level or (mark.level if mark else 1), page=page, bbox=bbox, lines=lines,
                         confidence=confidence)
            return
        if mark:
            self.open_section(mark.level, mark.title.removeprefix(number))
        under_picture = bool(self.blocks) and self.blocks[-1].kind == "image" and len(text) <= 40
        kind: BlockKind = "caption" if is_caption(text) or (under_picture and not mark and is_title_line(text)) \
            else "paragraph"
        self.blocks.append(Block(kind=kind, text=text, page=page, bbox=bbox, lines=lines, section_path=self.path,
                                 source="text" if confidence is None else "ocr", ocr_confidence=confidence))

    def image(self, *, page: int = 1, bbox: BBox | None = None, text: str = "", lines: tuple[Line, ...] = (),
              confidence: float | None = None) -> None:
        """Adds a picture, with the words recognised in it, if any, and how sure they are (0..1)."""
        self.blocks.append(Block(kind="image", text=text, page=page, bbox=bbox, lines=lines, section_path=self.path,
                                 source="ocr" if text else "text", ocr_confidence=confidence if text else None))

    def new_table(self) -> int:
        """A table number not used before in this document."""
        self._tables += 1
        return self._tables

    def row(self, cells: Sequence[tuple[int, str]], *, table: int, header: bool = False,
            carried: Sequence[tuple[int, str]] = (), page: int = 1, bbox: BBox | None = None) -> None:
        """Adds a table row of (column, text) cells; each text is put on one line. A row without text adds nothing."""
        parts = [(column, one_line(clean(text))) for column, text in cells]
        while parts and not parts[-1][1]:
            parts.pop()
        if not parts:
            return
        placed, at = [], 0
        for column, text in parts:
            placed.append(Cell(start=at, end=at + len(text), column=column))
            at += len(text) + 1
        self.blocks.append(Block(
            kind="table_row", text="\t".join(text for _, text in parts), page=page, bbox=bbox,
            section_path=self.path, table_id=table, cells=tuple(placed), header=header,
            carried=tuple((column, one_line(clean(text))) for column, text in carried if text.strip())))


def looks_like_header(cells: Sequence[str]) -> bool:
    """Whether a row can be a table's head: two or more filled cells, all short words, no bare numbers or dates."""
    filled = [text.strip() for text in cells if text.strip()]
    if len(filled) < 2 or any(len(text) > 30 for text in filled):
        return False
    bare = (text.translate(_TIME_WORDS) for text in filled if text[0].isdigit())
    return all(any(map(str.isalpha, text)) for text in bare)
