"""Figures that an earlier state of a PDF, still in the file, gives otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from integrity.finding import finding
from integrity.provenance.shared import CHECK, said
from integrity.submission import Submission
from model.documents import Document
from model.results import Finding
from model.traces import Revision

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MOST_PLACES = 8


def revisions(one: Submission) -> Iterator[Finding]:
    """One finding a file: high where a figure was changed, else low; signatures and notes change no words."""
    for document in one.documents:
        changed = [state for state in (document.traces.revisions if document.traces is not None else ())
                   if not state.signed and (state.old or state.new)]
        figures = [state for state in changed if _figures(state.old) and _figures(state.new)
                   and _figures(state.old) != _figures(state.new)]
        if figures:
            yield _told(one, document, figures, "revision")
        elif any(state.old for state in changed):
            yield _told(one, document, changed, "revision_words")


def _figures(text: str) -> list[str]:
    return _DIGITS.findall(text.replace(",", "").replace("，", "，"))


def _told(one: Submission, document: Document, states: Sequence[Revision], what: str) -> Finding:
    first = next((state for state in states if state.old), states[0])
    places = [one.place(document.path, state.page, state.bbox, state.new) for state in states[:_MOST_PLACES]]
    return finding(CHECK, "high" if what == "revision" else "low", places,
                   said(what, old=first.old, new=first.new, count=len(states)),
                   measures={"old": first.old, "new": first.new, "state": first.number, "changes": len(states)},
                   innocent=[said("innocent.revision")])
