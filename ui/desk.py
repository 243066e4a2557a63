"""The review desk: what one criterion's three panes show, put together for the browser component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from reports.intake import is_doubtful
from ui import adding, adjust, papers
from ui.ledger import Ledger, ledger
from ui.runs import Run
from ui.standards import Standard
from ui.tree import branches, neighbours
from ui.words import Json, file_label, unscored

_HERE = Path(__file__).parent
_SCRIPTS = ("desk.js", "desk_papers.js", "desk_ledger.js", "desk_adjust.js", "desk_add.js")


@lru_cache(maxsize=1)
def component() -> ComponentRenderer:
    """The component, registered once; its style is part of ``desk.css`` and ``adjust.css``."""
    script = "\n".join((_HERE / name).read_text("utf-8") for name in _SCRIPTS)
    return st.components.v2.component("pufa_desk", js=script, isolate_styles=False)


def tabs(criterion: Json, book: Ledger) -> list[dict[str, Any]]:
    """The papers that speak of a criterion: those with counted mentions first, then by their number."""
    found: dict[str, list[str]] = {}
    for row in [*book.counted, *book.refused]:
        for link in row.links:
            found.setdefault(link.file, []).append(link.ev)
    counted = {str(e["file"]) for e in criterion["evidence"] if e.get("counts")}
    ranked = sorted(found.items(), key=lambda pair: (pair[0] not in counted, -len(pair[1])))
    return [{"file": f, "label": file_label(f), "count": len(evs), "ev": evs[0]} for f, evs in ranked]


def _further(wanted: object, shown: Sequence[str], known: Sequence[str]) -> list[dict[str, Any]]:
    """A tab for a paper without evidence in which some is looked for: the one asked for, where there is none the first.
    """
    files = [one for one in known if one == wanted] or ([] if shown else list(known[:1]))
    return [{"file": one, "label": file_label(one), "count": 0, "ev": None} for one in files if one not in shown]


def _evidence(criterion: Json, book: Ledger) -> dict[str, dict[str, Any]]:
    """What the quote line and the selection need of every mention."""
    return {str(e["id"]): _one(e, *book.looks.get(str(e["id"]), (0, "no"))) for e in criterion["evidence"]}


def _one(mention: Json, n: int, look: str) -> dict[str, Any]:
    sure = mention.get("ocr_confidence")
    return {"file": mention["file"], "page": int(mention.get("page") or 1), "quote": str(mention.get("quote") or ""),
            "n": n, "look": look, "ocr": sure, "doubtful": is_doubtful({"confidence": sure})}


def payload(run: Run, told: Standard, wanted: str | None, opened: Mapping[str, Any], who: str = "",
            wish: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Everything the desk shows. opened: what the reader asked to see (``file``, ``ev``, ``page``), empty at first.
    who: the reader's name, "" while it is not known. wish: what is asked for (``words``, ``pick``) while evidence is
    being added to the criterion ``criterion``."""
    criterion = run.criterion(wanted)
    current = str(criterion["id"])
    book = ledger(criterion, run.events, told.cite.get(current, ""), told.short.get(current, ""))
    shown = tabs(criterion, book)
    files = {str(f["path"]): f for f in run.assessment["files"]}
    wish = wish if wish and wish.get("criterion") == current else None
    if wish is not None:
        shown += _further(opened.get("file"), [str(t["file"]) for t in shown], [f["file"] for f in adding.files(run)])
    file = opened.get("file") if any(t["file"] == opened.get("file") for t in shown) else None
    file = file or (shown[0]["file"] if shown else None)
    add = None if wish is None else adding.shown(run, criterion, told, wish, file, book.looks)
    new = add and add["chosen"]
    first = next((link.ev for row in [*book.counted, *book.refused] for link in row.links if link.file == file), None)
    known = {str(e["id"]) for e in criterion["evidence"]} | ({adding.NEW} if new else set())
    ev = opened.get("ev") if opened.get("file") == file and opened.get("ev") in known else first
    before, after = neighbours(run.criteria, current)
    order = [link.ev for row in [*book.counted, *book.refused] for link in row.links]
    return {
        "stamp": f"{run.id}|{current}|{file}|{ev}|{opened.get('page')}|{opened.get('turn')}",
        "checks": unscored(run.assessment), "tree": [asdict(b) for b in branches(run.criteria, told.parts)],
        "ledger": asdict(book), "tabs": shown, "file": file, "fileLabel": file_label(file) if file else "",
        "selected": ev, "before": before, "after": after, "order": order,
        "evidence": _evidence(criterion, book) | ({adding.NEW: _one(new, 0, "new")} if new else {}),
        "adding": add, "addable": bool(adding.kinds_of(told, current)),
        "adjust": adjust.shown(run, criterion, who, told.kinds.get(current, {})),
        "view": _view(run, files, criterion, book, file, ev, opened, new) if file else
        {"kind": "none", "page": 1, "pages": 1, "verbatim": {}, "quotes": [], "source": "", "note": ""},
    }


def _view(run: Run, files: Mapping[str, Json], criterion: Json, book: Ledger, file: str, ev: str | None,
          opened: Mapping[str, Any], new: Json | None = None) -> dict[str, Any]:
    """The centre pane for one file. new: a place that is being added, shown as the criterion's own."""
    paper = papers.open_paper(run.dossier, files.get(file, {"path": file}))
    mine = [e for e in (*criterion["evidence"], *([new] if new else [])) if e["file"] == file]
    looks = book.looks | {adding.NEW: (0, "new")}
    others = [(str(c["id"]), e) for c in run.criteria if c["id"] != criterion["id"]
              for e in c["evidence"] if e["file"] == file and e.get("counts")]
    page = opened.get("page") if opened.get("file") == file else None
    return papers.view(paper, mine, others, looks, ev, int(page) if page else None)
