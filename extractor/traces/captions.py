"""What stands beside a picture: its caption, else the sentence before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_LONGEST_CAPTION, _LONGEST_BEFORE = 60, 160


@dataclass(slots=True)
class Entry:
    """A paragraph or a cell: its words and the pictures in it. told: what is beside them, where the entry itself
    knows."""

    text: str = ""
    pictures: list[str] = field(default_factory=list)
    told: str = ""


def beside(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Every picture in order with the words beside it, "" where there are none.

    The words of its own paragraph; else a short one that follows the picture, or the row of pictures in which it
    stands; else the end of the last paragraph before it that is no other picture's caption.
    """
    captions = _captions(entries)
    taken = {at for at in captions.values() if at is not None}
    before = ""
    for index, entry in enumerate(entries):
        own, caption = " ".join(entry.text.split()), captions.get(index)
        if entry.pictures:
            after = entries[caption].text if caption is not None else ""
            words = entry.told or own or after or before
            yield from ((picture, words) for picture in entry.pictures)
        if own and index not in taken:
            before = own[-_LONGEST_BEFORE:]


def _captions(entries: Sequence[Entry]) -> dict[int, int | None]:
    """The entry that is the caption of each entry with pictures, None where there is none."""
    found: dict[int, int | None] = {}
    following: int | None = None
    for index in range(len(entries) - 1, -1, -1):
        entry = entries[index]
        words = entry.text.strip()
        if entry.pictures:
            found[index] = following
            following = following if not (words or entry.told) else None
        elif words:
            following = index if len(words) <= _LONGEST_CAPTION else None
    return found


def in_table(rows: Sequence[Sequence[Entry]]) -> Iterator[Entry]:
    """The cells of a table with pictures told by their cell, the cell under it, or the rest of their row."""
    for number, row in enumerate(rows):
        under = rows[number + 1] if number + 1 < len(rows) else ()
        for column, cell in enumerate(row):
            if cell.pictures and not cell.told:
                below = under[column] if column < len(under) else Entry()
                words = cell.text.strip() or ("" if below.pictures else below.text.strip())
                cell.told = words or joined(one.text for one in row)
            yield cell


def joined(texts: Iterable[str]) -> str:
    """Texts with a space between, without empty ones."""
    return " ".join(words for text in texts if (words := text.strip()))
