"""Recognised words → blocks: a page of running text as paragraphs and tables, a photo as one picture with its words."""

from __future__ import annotations

from extractor.flow import Flow
from extractor.tools import Recognition, Words
from model.documents import BBox, Line


def add_recognised(flow: Flow, found: Recognition, *, page: int = 1, place: BBox | None = None) -> None:
    """Adds what stands in a picture to the flow.

    page: of the document. place: where the whole picture stands on that page, in points; None where the format has no
    layout, and then the blocks have no boxes.
    """
    text, lines = "", []
    for words in found.words:
        start = len(text) + bool(text)
        text += ("\n" if text else "") + words.text
        lines.append(Line(start=start, end=len(text), page=page, bbox=_box(found, words, place)))
    flow.image(page=page, bbox=place, text=text, lines=tuple(lines) if place else (), confidence=found.confidence)


def _box(found: Recognition, words: Words, place: BBox | None) -> BBox | None:
    if place is None:
        return None
    across, down = (place.x1 - place.x0) / found.width, (place.bottom - place.top) / found.height
    return BBox(x0=place.x0 + words.x0 * across, top=place.top + words.top * down,
                x1=place.x0 + words.x1 * across, bottom=place.top + words.bottom * down)
