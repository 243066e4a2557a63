"""The right pane: one criterion's ledger as rows — counted events, refused ones, what is missing, arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from model.evidence import ADDED, BY_MODEL
from ui.words import MENTIONS, PAPERS, Json, date_words, file_label, number, signed, span, state_word, sure

WAITING = frozenset({"doubtful", "unsure"})
"""Refusals that a person may turn round: drawn in ochre, not in grey."""


@dataclass(frozen=True, slots=True)
class Link:
    """One mention: its evidence id, the file and page it stands on, and the words of the link."""

    ev: str
    file: str
    page: int
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the ledger. look: ``ok`` counted, ``wait`` pending a person, ``no`` refused. event, kind: its id and
    its kind of evidence. note: what people added, joined or split of it, and that no rule found it."""

    n: int
    look: str
    title: str
    date: str
    reason: str
    links: tuple[Link, ...]
    event: str = ""
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that the standard asks for, and whether one was seen."""

    name: str
    found: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing and the points it is worth (``""`` where it earns none)."""

    what: str
    gain: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything the right pane shows of one criterion. sort: ``points``, ``penalty`` (it only takes points away) or
    ``check`` (it has no points)."""

    id: str
    title: str
    state: str
    word: str
    points: str
    max: str
    own: str
    gap: str
    range: str
    sure: int
    sure_word: str
    cite: str
    short: str
    papers: tuple[Paper, ...]
    claimed_only: bool
    reading: str
    counted: tuple[EventRow, ...]
    counted_note: str
    refused: tuple[EventRow, ...]
    claims: tuple[str, ...]
    missing: tuple[Gap, ...]
    arithmetic: str
    why: str
    counterfactuals: tuple[str, ...]
    sort: str = "points"
    looks: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Evidence id → (event number, look), for the boxes on the page."""


def link(evidence: Json) -> Link:
    """The link of one mention; files without pages of their own show no page number."""
    path, page = str(evidence["file"]), int(evidence.get("page") or 1)
    where = page_words(path, page)
    paper = PAPERS.get(str(evidence.get("paper")), "")
    return Link(ev=str(evidence["id"]), file=path, page=page, label=file_label(path) + where,
                title=f"{path}（{paper}）" if paper else path)


def page_words(path: str, page: int) -> str:
    """Sheet, slide or page in a word, "" for files without pages of their own."""
    ending = path.rsplit(".", 1)[-1].lower()
    return {"xlsx": f"·表{page}", "xls": f"·表{page}", "pptx": f"·第{page}张", "pdf": f"·{page}页"}.get(ending, "")


def event_title(evidence: Json, events: Mapping[str, Json]) -> str:
    """What an event is called: its own title, else the words of its first mention."""
    event = events.get(str(evidence.get("event")), {})
    for name in (evidence.get("event_title"), event.get("title")):
        if name:
            return str(name)
    quote = " ".join(str(evidence.get("quote") or "").split())
    return f"“{quote[:60]}…”" if len(quote) > 60 else f"“{quote}”"


def _groups(evidence: Iterable[Json]) -> dict[str, list[Json]]:
    """Mentions by event, in their order."""
    found: dict[str, list[Json]] = {}
    for mention in evidence:
        found.setdefault(str(mention.get("event") or mention["id"]), []).append(mention)
    return found


def _row(n: int, look: str, mentions: list[Json], events: Mapping[str, Json], reason: str = "") -> EventRow:
    """A ledger row out of the mentions of one event."""
    dated = next((m for m in mentions if m.get("date")), mentions[0])
    event = str(mentions[0].get("event") or "")
    merged = str(events.get(event, {}).get("merge_reason") or "")
    return EventRow(n=n, look=look, title=event_title(mentions[0], events), date=date_words(dated.get("date")),
                    reason=reason, links=tuple(link(m) for m in mentions), event=event,
                    kind=str(mentions[0].get("kind") or ""),
                    note="；".join(dict.fromkeys((*(part for part in merged.split("；") if part.startswith("人工")),
                                   *([BY_MODEL] if all(m.get("reason") == BY_MODEL for m in mentions) else []),
                                   *(_adding(m) for m in mentions if m.get("added") and reason != m.get("reason"))))))


def _adding(mention: Json) -> str:
    """By whom a mention was added."""
    words = str(mention.get("reason") or "")
    return words if words.startswith(ADDED) else ADDED


def _counted(criterion: Json, events: Mapping[str, Json]) -> list[tuple[str, EventRow]]:
    """Counted events, each with every mention of it that was not refused."""
    refused = {i for r in criterion.get("refused", ()) for i in r.get("mentions", ())}
    rows: list[tuple[str, EventRow]] = []
    for event, mentions in _groups(criterion["evidence"]).items():
        if any(m.get("counts") for m in mentions):
            mine = [m for m in mentions if m.get("counts") or m["id"] not in refused]
            rows.append((event, _row(len(rows) + 1, "ok", mine, events)))
    return rows


def _refused(criterion: Json, events: Mapping[str, Json], numbers: dict[str, int]) -> list[EventRow]:
    """Events that speak of the criterion and do not count: those refused with a reason, then any others."""
    by_id = {str(m["id"]): m for m in criterion["evidence"]}
    seen = {str(m["id"]) for m in criterion["evidence"] if m.get("counts")}
    rows: list[EventRow] = []
    for refusal in criterion.get("refused", ()):
        event = str(refusal.get("event"))
        mentions = [by_id[i] for i in refusal.get("mentions", ()) if i in by_id]
        mentions = mentions or [m for m in criterion["evidence"] if m.get("event") == event and not m.get("counts")]
        if mentions:
            look = "wait" if refusal.get("code") in WAITING else "no"
            n = numbers.setdefault(event, len(numbers) + 1)
            rows.append(_row(n, look, mentions, events, str(refusal.get("reason") or "")))
            seen.update(str(m["id"]) for m in mentions)
    rest = [m for m in criterion["evidence"] if str(m["id"]) not in seen and m.get("event") not in numbers]
    for event, mentions in _groups(rest).items():
        words = mentions[0].get("reason") or MENTIONS.get(str(mentions[0].get("status")), "")
        n = numbers.setdefault(event, len(numbers) + 1)
        rows.append(_row(n, "no", mentions, events, str(words)))
    return rows


def ledger(criterion: Json, events: Mapping[str, Json], cite: str = "", short: str = "") -> Ledger:
    """The whole right pane of one criterion. ``cite`` and ``short`` come from the standard's map."""
    counted = _counted(criterion, events)
    refused = _refused(criterion, events, {event: r.n for event, r in counted})
    rows = [r for _, r in counted]
    looks = {at.ev: (r.n, r.look) for r in [*rows, *refused] for at in r.links}
    points, own = criterion["suggested_points"], criterion.get("self_points")
    step, word = sure(None if criterion["status"] == "external" else criterion.get("confidence"))
    proof = criterion.get("proof") or {}
    return Ledger(
        id=criterion["id"], title=criterion["title"], state=criterion["status"], word=state_word(criterion),
        points=number(points), max=number(criterion["max_points"]), own=number(own),
        gap=signed(points - own) if points is not None and own is not None else "—",
        range=span(criterion["low"], criterion["high"]), sure=step, sure_word=word, cite=cite,
        short=short or str(criterion.get("short") or ""),
        papers=tuple(Paper(name, name in proof.get("found", ())) for name in proof.get("required", ())),
        claimed_only=bool(proof.get("claimed_only")), reading=str(criterion.get("reading") or ""),
        counted=tuple(rows), counted_note=_note(rows), refused=tuple(refused),
        claims=tuple(str(c) for c in criterion.get("claims", ())),
        missing=tuple(Gap(m["what"], signed(m["gain"]) if m["gain"] else "") for m in criterion["missing"]),
        arithmetic=str(criterion.get("arithmetic") or ""), why=str(criterion.get("why") or ""),
        counterfactuals=tuple(str(c) for c in criterion.get("counterfactuals", ())), looks=looks, sort=_sort(criterion))


def _sort(criterion: Json) -> str:
    full = float(criterion["max_points"])
    return "penalty" if full < 0 else "points" if full else "check"


def _note(rows: list[EventRow]) -> str:
    """How many distinct events, seen at how many places."""
    places = sum(len(r.links) for r in rows)
    return f"{len(rows)}件不重复，见于{places}处" if rows else "没有可以计入的证据"
