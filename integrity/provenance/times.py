"""Files begun after the day their paper bears, and made with programs that came later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from integrity.finding import finding
from integrity.provenance.data import limit, pattern, program_since
from integrity.provenance.shared import CHECK, dated, day_of, said, told
from integrity.submission import Submission
from model.documents import Document
from model.results import Finding, Place

_CREATED = ("core.created", "ole.create_time", "pdf.CreationDate")
_SAVED_BY = ("core.lastModifiedBy", "ole.last_saved_by")
_PROGRAM = ("custom.KSOProductBuildVer", "app.Application", "pdf.Producer", "pdf.Creator", "ole.creating_application",
            "xmp.CreatorTool")


def times(one: Submission) -> Iterator[Finding]:
    """Low findings, one a file and matter."""
    wanted = frozenset(document.path for document in one.documents if _tells(document))
    for document, day, place in dated(one, wanted) if wanted else ():
        yield from _begun(one, document, day, place)
        yield from _program(document, day, place)


def _tells(document: Document) -> bool:
    properties = told(document)
    return any(name in properties for name in (*_CREATED, *_PROGRAM))


def _begun(one: Submission, document: Document, day: date, place: Place) -> Iterator[Finding]:
    properties = told(document)
    name = next((name for name in _CREATED if day_of(properties.get(name, "")) is not None), "")
    created = day_of(properties.get(name, ""))
    if created is None:
        return
    saver = next((properties[key] for key in _SAVED_BY if properties.get(key)), "")
    elsewhere = pattern("origin", "body").search(saver) is not None and not _is_own(one, saver)
    least = limit("days", "printed" if name.startswith("pdf") else "begun_elsewhere" if elsewhere else "begun")
    late = (created - day).days
    if late >= least:
        text = said("begun", created=created, dated=day, days=late,
                    saver=said("saver", name=saver) if elsewhere else "")
        yield finding(CHECK, "low", [place], text, measures={
            "days_off": late, "dates": ({"place": 0, "what": "印发", "date": day.isoformat()},
                                        {"place": 0, "what": "文件生成", "date": created.isoformat()})},
            innocent=[said("innocent.begun")])


def _is_own(one: Submission, saver: str) -> bool:
    """Whether a saver may be the unit itself: one name holds the other, or its end."""
    unit = one.unit
    return unit in saver or saver in unit or unit[-4:] in saver


def _program(document: Document, day: date, place: Place) -> Iterator[Finding]:
    properties = told(document)
    known = [found for name in _PROGRAM if (found := program_since(properties.get(name, ""))) is not None]
    latest = max(known, key=lambda one: one[1], default=None)
    if latest is not None and (latest[1] - day).days >= limit("days", "program"):
        yield finding(CHECK, "low", [place], said("program", program=latest[0], since=latest[1], dated=day),
                      measures={"program": latest[0], "days_off": (latest[1] - day).days},
                      innocent=[said("innocent.program")])
