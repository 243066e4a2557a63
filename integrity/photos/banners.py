"""What a banner in a photo is about, against what its file's name says: another subject is a reason to look.

Only ever ``low``: one event may have several subjects, an old banner may hang on, and words are recognised wrongly.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from integrity.finding import finding
from integrity.photos.check import shots_of
from integrity.photos.claims import Shot
from integrity.photos.settings import limit
from integrity.submission import Submission
from integrity.words import words
from model.documents import Document
from model.results import Finding


def banners(submission: Submission, document: Document) -> Iterator[Finding]:
    """Where the lines read in a photo name subjects, a banner's line among them, and none is what the photo is said to
    be of. A photo whose words name no subject, and a file of several pictures, tell nothing."""
    shots = [one for one in shots_of([replace(submission, documents=(document,))]) if not one.picture.scan]
    if document.media_type != "image" or len(shots) != 1:
        return
    lines = [line for block in document.blocks if block.recognised is not None for line in block.text.split("\n")]
    found = _unlike(shots[0], lines)
    if found is not None:
        line, shown, claimed = found
        yield finding("image_edit", "low", [submission.place(document.path, 1, None, line)],
                      words("photos.edit.banner", written=line, shown="、".join(shown), claimed="、".join(claimed)),
                      innocent=[words("photos.edit.several")],
                      measures={"pictures": [[0, shots[0].picture.number]], "sub": "banner"})


def _unlike(one: Shot, lines: list[str]) -> tuple[str, list[str], list[str]] | None:
    """The banner's line, its subjects and the claimed ones; None where they agree or one of them says nothing."""
    claimed, shown = subjects(one.claim.text), subjects("\n".join(lines))
    line = next((line for line in lines if len(line) >= limit("copied", "banner") and subjects(line)), "")
    return (line, shown, claimed) if claimed and line and not set(claimed) & set(shown) else None


def subjects(text: str) -> list[str]:
    """The subjects that a text names, in the order of ``themes.toml``."""
    return [name for name, pattern in _themes().items() if pattern.search(text)]


@lru_cache(maxsize=1)
def _themes() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(Path(__file__).with_name("themes.toml").read_text("utf-8"))
    return {name: re.compile(words_of) for name, words_of in table.items()}
