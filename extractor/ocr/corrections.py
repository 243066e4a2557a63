"""What people corrected in recognised text: kept apart from it, put over it when it is handed out.

``PUFA_CORRECTIONS`` names the file, which the office keeps with its own papers: one JSON object a line, only ever
added to. ``{"picture", "line", "original", "text", "by", "when"}``: the digest of the picture, the line's number from
0, what was recognised, what really stands there, who says so, and when (ISO date). The last one of a line counts; one
that gives back the original takes the correction away. Without the variable nothing is corrected.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from extractor.tools import Recognition, Words
from model.problems import PufaError, problem

VARIABLE = "PUFA_CORRECTIONS"


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """One line of the file; the fields are explained above."""

    picture: str
    line: int
    original: str
    text: str
    by: str
    when: str


class Corrections:
    """The corrections of one file; safe for threads."""

    def __init__(self, path: Path | None) -> None:
        """Reads the file. Raises PufaError where it cannot be read or a line of it is no correction."""
        self._path = path
        self._turn = threading.Lock()
        self._made: dict[str, dict[tuple[int, str], Correction]] = {}
        for made in _read(path) if path is not None else ():
            self._add(made)

    @property
    def stamp(self) -> str:
        """Changes with every correction; "" where there is none. For keys of what was made of corrected text."""
        with self._turn:
            rows = sorted(repr(asdict(made)) for lines in self._made.values() for made in lines.values())
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:24] if rows else ""

    def correct(self, picture_digest: str, line: int, original: str, text: str, by: str, when: str) -> Correction:
        """Records that ``text`` stands where ``original`` was recognised as line ``line`` of the picture.

        Raises PufaError where no file is named, it cannot be written, or a word of the correction is missing.
        """
        if self._path is None:
            raise PufaError(problem("corrections_unnamed", VARIABLE))
        if not (picture_digest and original and text.strip() and by.strip() and when.strip()) or line < 0:
            raise PufaError(problem("correction_incomplete", str(self._path)))
        made = Correction(picture=picture_digest, line=line, original=original, text=text.strip(), by=by, when=when)
        with self._turn:
            try:
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")
            except OSError as error:
                raise PufaError(problem("corrections_unreadable", str(self._path), reason=str(error))) from error
            self._add(made)
        return made

    def applied(self, picture_digest: str, found: Recognition) -> Recognition:
        """What was recognised in the picture with its corrections over it; ``Words.original`` keeps what was read."""
        with self._turn:
            made = dict(self._made.get(picture_digest, {}))
        if not made:
            return found
        texts = [line.text for line in found.words]
        words = list(found.words)
        for (number, original), correction in made.items():
            if not (number < len(texts) and texts[number] == original):
                if texts.count(original) != 1:
                    continue
                number = texts.index(original)
            words[number] = _corrected(words[number], correction.text)
        return replace(found, words=tuple(words))

    def _add(self, made: Correction) -> None:
        lines = self._made.setdefault(made.picture, {})
        lines.pop((made.line, made.original), None)
        if made.text != made.original:
            lines[made.line, made.original] = made


def corrections_file() -> Path | None:
    """The file that the office named, None where it named none."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else None


def _corrected(line: Words, text: str) -> Words:
    """The line with the text a person is sure of; its characters spread evenly where their number changed."""
    ends = line.ends
    if ends and len(text) != len(line.text):
        ends = tuple(round(line.x0 + (line.x1 - line.x0) * (i + 1) / len(text), 1) for i in range(len(text)))
    return replace(line, text=text, original=line.text, ends=ends, confidence=1.0)


def _read(path: Path) -> Iterator[Correction]:
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise PufaError(problem("corrections_unreadable", str(path), reason=str(error))) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            made = Correction(**json.loads(line))
        except (ValueError, TypeError) as error:
            reason = f"第 {number} 行不是更正记录"
            raise PufaError(problem("corrections_unreadable", str(path), reason=reason)) from error
        yield made
