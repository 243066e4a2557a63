"""No sentence of an open set says what one of an untouched set says: ``python -m bench.split``.

Open are the labelled sentences and parts from which rules and weights are made; untouched are those that only measure.
Near-duplicates are named by file and line; no text is shown.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from corpus.builders import marks
from training.near import SHORTEST, Pair, Sketch, masked, near, sketch

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
_NAMES = ("path", "kind", "title", "center", "date")
"""Keys of a paper whose text names it: the same office calls such papers the same."""
LIKE = 0.5
"""From which likeness a pair is a fault here: lower than where labels are refused, for these sets are measured on."""


def sentences(corpus: Path) -> Iterator[tuple[bool, str, Sketch]]:
    """(untouched, name, sketch) of every labelled sentence."""
    for path in sorted((corpus / "sentences").glob("*/*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            raw = json.loads(line)
            name = f"sentences/{path.parent.name}/{path.stem}#{raw['id']}"
            opened = path.parent.name == "dev" or path.parent.name.startswith("train_")
            if "text" in raw:
                yield not opened, name, _sketch(raw["text"], raw["unit"], raw["year"])


def parts(corpus: Path) -> Iterator[tuple[bool, str, Sketch]]:
    """(untouched, name, sketch) of every sentence of the papers of a part."""
    for path in sorted((corpus / "parts").glob("*/*.yaml")):
        head, *papers = [one for one in yaml.safe_load_all(path.read_text("utf-8")) if one]
        for paper in papers:
            texts = [piece for text in _texts(marks.clean(paper)) for piece in _pieces(text)]
            for number, text in enumerate(texts, 1):
                name = f"parts/{path.parent.name}/{path.stem}#{paper['path']}:{number}"
                yield path.parent.name == "test", name, _sketch(text, head["unit"], head["year"])


def _sketch(text: str, unit: str, year: int) -> Sketch:
    """() for a text so short that everybody writes it."""
    plain = masked(text, unit, year)
    return sketch(plain) if len(plain) >= SHORTEST else ()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one) if key not in _NAMES else ()
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _pieces(text: str) -> list[str]:
    return [piece for line in text.splitlines() for piece in line.replace("；", "。").split("。") if piece.strip()]


def faults(corpus: Path = CORPUS) -> list[Pair]:
    """Every open sentence that is a near-duplicate of an untouched one, the likest first."""
    sides: tuple[dict[str, Sketch], dict[str, Sketch]] = ({}, {})
    for untouched, name, found in (*sentences(corpus), *parts(corpus)):
        sides[untouched][name] = found
    return sorted(near(*sides, least=LIKE), key=lambda pair: (-pair.likeness, pair.one))


def main() -> int:
    """Names every pair; 1 where there are any."""
    found = faults()
    for pair in found:
        print(f"{pair.likeness:.2f}  {pair.one}  ~  {pair.other}")
    print(f"{len(found)} near-duplicates")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
