"""What of a reading is kept: blocks and characters of a file, characters of a paragraph, lines beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.limits import Limits
from extractor.normal import clean
from extractor.reading import Reading
from model.documents import Block
from model.problems import Problem, problem

_LONG_LINE, _SIDE_LINES = 2000, 10_000


def within(reading: Reading, name: str, limits: Limits) -> Reading:
    """The reading itself, or what of it is within the limits of blocks and characters, with a Problem that says so."""
    blocks, cut = _kept(reading.blocks, limits)
    furniture = tuple(line[:_LONG_LINE] for line in reading.furniture[:_SIDE_LINES])
    properties = tuple((clean(key[:_LONG_LINE]), clean(value[:_LONG_LINE]))
                       for key, value in reading.properties[:_SIDE_LINES])
    reading = replace(reading, furniture=furniture, properties=properties, problems=reading.problems[:_SIDE_LINES])
    if not cut:
        return reading
    why = over_limit(name, len(blocks), limits)
    others = tuple(other for other in reading.problems if other.message != why.message)
    return replace(reading, blocks=blocks, status="partial", problems=(why, *others))


def over_limit(name: str, blocks: int, limits: Limits) -> Problem:
    """That of a file only the first so many blocks are kept, or of one of them only its beginning."""
    return problem("text_over_limit", name, blocks=blocks, limit=limits.blocks,
                   characters=limits.characters // 10_000, paragraph=limits.block_characters)


def _kept(blocks: Sequence[Block], limits: Limits) -> tuple[tuple[Block, ...], bool]:
    """The blocks that are kept, and whether anything was left out."""
    found: list[Block] = []
    left, cut = limits.characters, False
    for block in blocks:
        short = block if len(block.text) <= limits.block_characters else _shortened(block, limits.block_characters)
        cut = cut or short is not block
        left -= len(short.text) + sum(len(text) for _, text in short.carried)
        if left < 0 or len(found) == limits.blocks:
            return tuple(found), True
        found.append(short)
    return tuple(found), cut


def _shortened(block: Block, most: int) -> Block:
    """The beginning of a block with the lines and cells that are whole in it; a half cell ends with the text."""
    return replace(block, text=block.text[:most],
                   lines=tuple(replace(line, end=min(line.end, most)) for line in block.lines if line.start < most),
                   cells=tuple(replace(cell, end=min(cell.end, most)) for cell in block.cells if cell.start < most))
