"""Slides of older formats (ppt, pps, dps, odp), as the pptx or the PDF that LibreOffice makes of them; page = slide."""

from __future__ import annotations

from pathlib import Path

from extractor.limits import Limits
from extractor.reading import Reading
from extractor.registry import READERS, load_reader, needed
from extractor.sniff import sniff
from extractor.tools import Tools
from extractor.word.old_text import text_only
from extractor.word.read_word import as_file, converted
from model.problems import Problem


def read_old(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads slides of an older format. Raises UnreadableError where not even their words can be read."""
    kind = sniff(path)
    target, = needed(kind)
    made = converted(path, kind, target, name, tools)
    if isinstance(made, Problem):
        return text_only(path, kind, name, made)
    with as_file(made, f".{target}") as copy:
        return load_reader(READERS[target])(copy, name, limits, tools)
