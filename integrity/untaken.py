"""What could not be taken of the files (``Traces.lost``) and so was not held against anything: told once a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from integrity.submission import Submission, all_named
from integrity.words import entries, words
from model.problems import Problem, problem

_SHOWN = 5


def not_taken(cohort: Sequence[Submission]) -> Problem | None:
    """How many files lost traces, of which kinds, and the first of them; None where none did."""
    kinds = entries("untaken.kinds")
    files: list[str] = []
    counts: Counter[str] = Counter()
    for submission in cohort:
        for document in submission.documents:
            lost = {kinds.get(why.partition(":")[0], kinds["other"])
                    for why in (document.traces.lost if document.traces is not None else ())}
            counts.update(lost)
            files += [words("untaken.file", dossier=submission.name, file=document.path)] if lost else []
    if not files:
        return None
    told = "、".join(words("untaken.kind", kind=kind, count=counts[kind]) for kind in dict.fromkeys(kinds.values())
                    if counts[kind])
    shown = "、".join(files[:_SHOWN]) + (words("untaken.more") if len(files) > _SHOWN else "")
    return problem("traces_lost", all_named(cohort), files=len(files), kinds=told, shown=shown)
