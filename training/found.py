"""What is found in a document or a labelled line, as ``pufa mentions`` prints it, by the weights of one's choice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from classifiers.context import Context, Opinion, context_for
from classifiers.find import find_mentions
from classifiers.kinds import asked_kinds
from classifiers.learned.place import VARIABLE
from extractor import read_text
from model.documents import Document
from model.evidence import Mention
from model.problems import PufaError, problem
from model.rubric import Criterion, Rubric
from reports.assessment_json import mention_json
from rubric_maps.load import load
from scoring.engine import as_asked, criteria_of
from training.labels import Labelled

_HOUSE = Path(__file__).resolve().parent.parent
_FEW = 200
"""Lines for which a second process is not worth while."""


def context_of(unit: str, year: int, rubric: Rubric | None) -> Context:
    """Whose papers these are; with a rubric, its kinds.

    A mention is told against the calendar year, also where a standard closes its files earlier (11月5日前报送): what
    happened after that day happened in the year asked for.
    """
    if rubric is None:
        return context_for(unit, year)
    return context_for(unit, year, None, asked_kinds(rubric.kinds()), rubric.groups())


def mention_rows(document: Document, context: Context, rubric: Rubric | None, paper_known: bool = True, *,
                 opinion: Opinion = "models") -> Iterator[dict[str, Any]]:
    """Every mention of a document as the contract writes it, with the criteria where a rubric is given."""
    if document.status in ("failed", "ignored"):
        return
    _, mentions = find_mentions(document, context, None if paper_known else "other", opinion=opinion)
    for mention in mentions:
        criteria = criteria_of(rubric, mention.kind) if rubric is not None else ()
        if rubric is not None:
            if not criteria:
                continue
            mention = _asked_by(mention, [one for one in rubric.criteria() if one.id in criteria])
        row = mention_json(replace(mention, span=replace(mention.span, document=document.path)))
        yield row if rubric is None else {**row, "criteria": list(criteria)}


def _asked_by(mention: Mention, criteria: Sequence[Criterion]) -> Mention:
    """The mention as its criteria ask for it: an item over five years counts what an earlier one of them brought."""
    asked = [as_asked(mention, criterion) for criterion in criteria]
    return asked[0] if all(one.status == asked[0].status for one in asked) else mention


def found_here(text: str, unit: str, year: int, rubric: Rubric, *, opinion: Opinion = "models") -> list[dict[str, Any]]:
    """What is found in one line, which stands as a document of its own."""
    return list(mention_rows(read_text(text, "line"), context_of(unit, year, rubric), rubric, paper_known=False,
                             opinion=opinion))


def found_by(lines: Sequence[Labelled], weights: Path | str) -> list[list[dict[str, Any]]]:
    """What is found in every line by the weights of a folder (or ``shipped``), in processes of their own.

    Raises PufaError where such a process fails.
    """
    asked = [{"text": line.raw["text"], "unit": line.raw["unit"], "year": int(line.raw["year"]), "rubric": line.rubric}
             for line in lines]
    jobs = min(os.cpu_count() or 1, 1 + len(asked) // _FEW)
    size = -(-len(asked) // jobs) or 1
    told = {**os.environ, VARIABLE: str(weights), "PYTHONUTF8": "1", "PYTHONPATH": str(_HOUSE)}
    running = []
    for start in range(0, len(asked), size):
        process = subprocess.Popen([sys.executable, "-m", "training.found"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=told, cwd=_HOUSE)
        running.append((process, json.dumps(asked[start:start + size]).encode()))
    found: list[list[dict[str, Any]]] = []
    for process, work in _fed(running):
        said, complaint = work
        if process.returncode:
            last = complaint.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise PufaError(problem("trial_failed", str(weights), reason=" ".join(last)))
        found += json.loads(said)
    return found


def _fed(running: Sequence[tuple[subprocess.Popen[bytes], bytes]]) -> list[Any]:
    """Every process with what it said, all of them at work at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(len(running) or 1) as pool:
        said = pool.map(lambda pair: pair[0].communicate(pair[1]), running)
        return [(process, words) for (process, _), words in zip(running, said, strict=True)]


def main() -> int:
    """Lines as JSON on stdin, what is found in each on stdout; the weights are those of ``PUFA_WEIGHTS``."""
    asked = json.loads(sys.stdin.buffer.read())
    found = [found_here(one["text"], one["unit"], one["year"], load(one["rubric"])) for one in asked]
    sys.stdout.buffer.write(json.dumps(found).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
