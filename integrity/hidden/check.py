"""Hidden text: words in a file that nobody sees, and words anywhere that ask for points.

A text layer under its scan and other traces that plainly serve the format are passed over unless they ask for points.
Comments, alternative texts, titles and file names are looked at for such words only: each paper has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from classifiers.context import Context, context_for
from classifiers.find import find_mentions
from extractor import read_text
from integrity.finding import SEVERITIES, Severity, finding
from integrity.hidden.pleas import hints, pleas, states_figures, stuffed
from integrity.submission import Settings, Submission
from integrity.words import words
from model.documents import Document
from model.results import Finding, Place
from model.traces import HiddenText

CHECK = "hidden_text"
_ASIDE = ("comment", "alt_text", "metadata", "name")
"""Ways that every paper has words in: only what asks for points is a finding."""
_SHOWABLE = ("hidden_sheet", "hidden_row")
"""Ways of the format that a reader undoes with a click, used for notes and lists every day."""
_IN_SIGHT = ("seen", "name", "metadata", "comment")
"""Ways that are none of hiding."""
_SHEETS = ("xlsx", "xls", "ods")
_SHORT, _LONG = 6, 30
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class _Hit:
    """One thing worth a look: where, how grave, what it is (a name in ``words.toml``), how it is hidden."""

    place: Place
    severity: Severity
    what: str
    way: str
    length: int


def hidden_text(cohort: Sequence[Submission], settings: Settings) -> Iterator[Finding]:
    """One finding a file that holds words nobody sees, or words that ask whoever gives the points for them."""
    for one in cohort:
        context = context_for(one.unit, one.year, one.period)
        for document in one.documents:
            hits = [*_unseen(one, document, context), *_seen(one, document)]
            if hits:
                yield _told(hits)


def _unseen(one: Submission, document: Document, context: Context) -> Iterator[_Hit]:
    for trace in document.traces.hidden if document.traces is not None else ():
        everyday = trace.innocent or trace.way in _ASIDE
        asks = pleas(trace.text, hidden=not everyday and trace.way not in _SHOWABLE)
        if everyday:
            if asks:
                yield _hit(one, document, trace, "medium" if trace.way == "comment" else "high", "asks", asks[0].quote)
            continue
        what = "asks" if asks else "hints" if hints(trace.text) else "stuffed" if stuffed(trace.text) \
            else "claims" if states_figures(trace.text) or _claims(trace.text, context) else "words"
        if what == "words" and len(trace.text) < _SHORT:
            continue
        severity = _severity(what, trace, sheet=document.media_type in _SHEETS)
        yield _hit(one, document, trace, severity, what, asks[0].quote if asks else trace.text)


def _severity(what: str, trace: HiddenText, *, sheet: bool) -> Severity:
    """sheet: the file is a workbook, where white letters and hidden rows keep helping figures out of the print."""
    if what == "asks":
        return "high"
    everyday = sheet or trace.way in _SHOWABLE
    if what == "words":
        return "medium" if len(trace.text) >= _LONG and not everyday else "low"
    return "medium" if everyday else "high"


def _claims(text: str, context: Context) -> bool:
    """Whether hidden words say something that counts as evidence."""
    return bool(find_mentions(read_text(text, "hidden.txt"), context, opinion="rules")[1])


def _hit(one: Submission, document: Document, trace: HiddenText, severity: Severity, what: str, quote: str) -> _Hit:
    return _Hit(one.place(document.path, trace.page, trace.bbox, quote), severity, what, trace.way, len(trace.text))


def _seen(one: Submission, document: Document) -> Iterator[_Hit]:
    """Pleas that stand there for all to see, in the text, beside it, in the file's name and in what it says of
    itself."""
    for block in document.blocks:
        for plea in pleas(block.text):
            page, box = block.locate(plea.start, plea.end)
            yield _Hit(one.place(document.path, page, box, plea.quote), "high", "asks", "seen", plea.end - plea.start)
    for line in document.furniture:
        for plea in pleas(line):
            yield _Hit(one.place(document.path, 1, None, plea.quote), "high", "asks", "seen", plea.end - plea.start)
    for plea in pleas("\n".join(PurePosixPath(part).stem for part in document.path.split("/"))):
        yield _Hit(one.place(document.path, 1, None, plea.quote), "high", "asks", "name", plea.end - plea.start)
    for value in dict.fromkeys(value for _, value in _properties(document)):
        for plea in pleas(value):
            yield _Hit(one.place(document.path, 1, None, plea.quote), "high", "asks", "metadata", plea.end - plea.start)


def _properties(document: Document) -> tuple[tuple[str, str], ...]:
    """What a file and its pictures say of themselves."""
    told = document.traces
    if told is None:
        return document.properties
    return (*document.properties, *told.properties, *(pair for picture in told.pictures for pair in picture.exif))


def _told(hits: Sequence[_Hit]) -> Finding:
    ordered = sorted(hits, key=lambda hit: SEVERITIES.index(hit.severity))[:_MOST_PLACES]
    worst = ordered[0]
    ways = list(dict.fromkeys(hit.way for hit in ordered))
    named = "、".join(words(f"hidden.ways.{way}") for way in ways)
    what = "asks_seen" if worst.what == "asks" and all(hit.way in _IN_SIGHT for hit in ordered) else worst.what
    text = words(f"hidden.{what}", way=named, quote=worst.place.quote[:60])
    known = [words(f"hidden.innocent.{name}") for name in _innocent(worst, ways)]
    measures = {"ways": named, "characters": sum(hit.length for hit in hits), "asks": worst.what == "asks"}
    return finding(CHECK, worst.severity, [hit.place for hit in ordered], text, measures=measures, innocent=known)


def _innocent(worst: _Hit, ways: Sequence[str]) -> list[str]:
    """Explanations that could not be ruled out: none speaks for an order to whoever gives the points but that another
    put it there."""
    if worst.what == "asks":
        return ["other_hand"]
    if all(way in _SHOWABLE for way in ways):
        return ["helper", "other_hand"]
    return ["leftover", "converted", "other_hand"] if "vanish" in ways else ["converted", "leftover", "other_hand"]
