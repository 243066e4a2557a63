"""The centre pane: one file of the dossier as page pictures with boxes, a table, a picture or marked text."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.layout import locate
from extractor.normal import squeeze
from ui import dossier, office, opener, plain
from ui.words import Json

PICTURES = frozenset({"image", "jpg", "jpeg", "png", "bmp", "tif", "tiff", "gif", "webp"})
MOST_PAGES_SENT = 4
MOST_OTHERS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """One file, opened. kind: ``page``, ``photo``, ``rows``, ``text`` or ``none``; note: why it is not a page."""

    sha: str
    kind: str
    pdf: bytes = b""
    text: locate.Text | None = None
    blocks: tuple[plain.Plain, ...] = ()
    picture: bytes = b""
    size: tuple[float, float] = (0, 0)
    pending: bool = False
    note: str = ""
    native: bool = False
    """True where the PDF is the file itself and not made from it: pages and boxes of the assessment fit it."""

    @property
    def pages(self) -> int:
        """Number of pages (sheets of a workbook)."""
        if self.text is not None:
            return len(self.text.sizes)
        return max((b.page for b in self.blocks), default=1)


def open_paper(place: Path | None, file: Json) -> Paper:
    """Opens a file of the dossier, as the receipt names it."""
    sha = str(file.get("sha256") or "")
    if place is None:
        return Paper(sha, "none", note="找不到这份材料所在的文件夹，只能看到引文。")
    paper = _open(str(place), str(file["path"]), sha, str(file.get("type") or "").lower())
    if paper.pending and not office.pending(sha):
        _open.cache_clear()
        paper = _open(str(place), str(file["path"]), sha, str(file.get("type") or "").lower())
    return paper


@lru_cache(maxsize=48)
def _open(place: str, path: str, sha: str, kind: str) -> Paper:
    """Opens a file; kept for as long as the app runs, for the files looked at last."""
    ending = path.rsplit(".", 1)[-1].lower()
    kind = kind or ending
    data = dossier.load(Path(place), path, sha or None)
    if data is None:
        return Paper(sha, "none", note="这份材料已不在原处，或内容与评议时不同，只能看到引文。")
    if kind == "pdf":
        return _pdf(sha, data, native=True)
    if kind in PICTURES:
        return _photo(sha, data)
    shown = _blocks(data, kind)
    if kind in office.ENDINGS:
        made = office.pdf_of(data, sha, kind)
        if made is not None:
            paper = _pdf(sha, made, native=False)
            return Paper(sha, "page", pdf=made, text=paper.text, blocks=shown) if paper.text else paper
        waiting = office.pending(sha)
        note = "正在生成页面，先按文字显示。" if waiting else "本机不能生成这份材料的页面，按文字显示。"
        return Paper(sha, "text" if shown else "none", blocks=shown, pending=waiting, note=note)
    if not shown:
        return Paper(sha, "none", note="这种格式不能在这里显示，请下载后打开。")
    return Paper(sha, "rows" if kind in {"xlsx", "xls", "ods"} else "text", blocks=shown)


def _pdf(sha: str, data: bytes, native: bool) -> Paper:
    """A PDF with its characters."""
    try:
        return Paper(sha, "page", pdf=data, text=opener.text(data), native=native)
    except opener.UnopenedError:
        return Paper(sha, "none", note="这份PDF打不开，只能看到引文。")


def _blocks(data: bytes, kind: str) -> tuple[plain.Plain, ...]:
    """Paragraphs and rows of a file, () where it cannot be read."""
    try:
        return opener.blocks(data, kind)
    except opener.UnopenedError:
        return ()


def _photo(sha: str, data: bytes) -> Paper:
    """A picture as the browser takes it."""
    try:
        picture, width, height = opener.photo(data)
    except opener.UnopenedError:
        return Paper(sha, "none", note="这张图片打不开。")
    return Paper(sha, "photo", picture=picture, size=(width, height))


def _data_url(data: bytes, kind: str) -> str:
    """A picture as the browser takes it."""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


@lru_cache(maxsize=96)
def _page_url(sha: str, page: int, paper: Paper) -> tuple[str, float, float] | None:
    """A page's picture and its size in points; None where it cannot be drawn."""
    try:
        image, width, height = opener.page(paper.pdf, page)
    except opener.UnopenedError:
        return None
    return _data_url(image, "jpeg"), width, height


def where(paper: Paper, evidence: Json) -> locate.Place | None:
    """Where a mention stands on the pages: by its words, else by the box that the assessment gives."""
    if paper.text is None:
        return None
    box = evidence.get("bbox")
    page = int(evidence.get("page") or 1) if paper.native or box else None
    found = locate.find(paper.text, str(evidence.get("quote") or ""), page)
    if found is None and not paper.native:
        found = locate.find(paper.text, str(evidence.get("quote") or ""))
    if found is None and box and paper.native and page is not None:
        return locate.Place(page, (box[0], box[1], box[2], box[3]), whole=False)
    return found


def verbatim(paper: Paper, evidence: Json) -> str:
    """``yes`` where the quote stands in the file word by word, ``no`` where not, ``unknown`` where nobody can say."""
    quote = squeeze(str(evidence.get("quote") or ""))
    if not quote or paper.kind in {"none", "photo"}:
        return "unknown"
    if paper.blocks:
        if any(quote in b.squeezed for b in paper.blocks) or quote in "".join(b.squeezed for b in paper.blocks):
            return "yes"
        if paper.text is None:
            return "no"
    if paper.text is not None:
        page = int(evidence.get("page") or 1) if paper.native else None
        if paper.native and not any(c.page == page for c in paper.text.chars):
            return "unknown"
        found = locate.find(paper.text, quote, page)
        return "yes" if found is not None and found.whole else "no"
    return "unknown"


def view(paper: Paper, mine: Sequence[Json], others: Sequence[tuple[str, Json]],
         looks: Mapping[str, tuple[int, str]], wanted: str | None, page: int | None) -> dict[str, Any]:
    """What the browser gets of one file. mine: mentions of the criterion in it; others: (criterion id, mention) of
    other criteria in it; wanted: the mention to show first; page: a page asked for by number."""
    base: dict[str, Any] = {"kind": paper.kind, "note": paper.note, "pages": paper.pages, "pending": paper.pending,
                            "verbatim": {str(e["id"]): verbatim(paper, e) for e in mine}, "source": _source(paper)}
    if paper.kind == "page":
        return base | _pages(paper, mine, others, looks, wanted, page)
    if paper.kind == "photo":
        width, height = paper.size
        boxes = [_box(str(e["id"]), *looks.get(str(e["id"]), (0, "no")), 1, (0, 0, width, height), width, height)
                 for e in mine]
        sheet = {"url": _data_url(paper.picture, "jpeg"), "ratio": height / width}
        return base | {"page": 1, "sheets": {"1": sheet}, "boxes": boxes, "whole": True}
    if paper.kind in {"rows", "text"}:
        return base | {"page": page or 1, "blocks": _marked(paper.blocks, mine, looks)}
    return base | {"page": 1, "quotes": [{"ev": str(e["id"]), "text": str(e.get("quote") or "")} for e in mine]}


def _source(paper: Paper) -> str:
    """How the text was got, in a word."""
    return {"page": "文字层" if paper.native else "文档文字", "photo": "图片", "rows": "表格", "text": "文档文字"}.get(
        paper.kind, "")


def _box(ev: str, n: int, look: str, page: int, box: Iterable[float], width: float, height: float,
         label: str = "") -> dict[str, Any]:
    """A box in per cent of its page."""
    x0, top, x1, bottom = box
    return {"ev": ev, "n": n, "look": look, "page": page, "label": label, "x": 100 * x0 / width,
            "y": 100 * top / height, "w": 100 * (x1 - x0) / width, "h": 100 * (bottom - top) / height}


def _pages(paper: Paper, mine: Sequence[Json], others: Sequence[tuple[str, Json]],
           looks: Mapping[str, tuple[int, str]], wanted: str | None, page: int | None) -> dict[str, Any]:
    """Boxes of the whole file, and the pictures of the pages that matter now."""
    assert paper.text is not None
    boxes: list[dict[str, Any]] = []
    for mention in mine:
        found = where(paper, mention)
        if found is not None:
            at = str(mention["id"])
            size = paper.text.sizes[found.page - 1]
            shape = [[100 * x / size[0], 100 * y / size[1]] for x, y in found.corners()]
            box = _box(at, *looks.get(at, (0, "no")), found.page, found.box, *size)
            boxes.append(box | {"shape": shape})
    now = page or next((b["page"] for b in boxes if b["ev"] == wanted), boxes[0]["page"] if boxes else 1)
    now = min(max(1, now), max(1, paper.pages))
    pages = list(dict.fromkeys([now, *(b["page"] for b in boxes), now + 1, now - 1]))[:MOST_PAGES_SENT]
    boxes += _other_boxes(paper, others, {str(m.get("quote")) for m in mine}, set(pages))
    sheets: dict[str, Any] = {}
    for number in pages:
        drawn = _page_url(paper.sha, number, paper) if 1 <= number <= paper.pages else None
        if drawn is not None:
            printed = [c.box for c in paper.text.chars if c.page == number] or [(0.0, 0.0, drawn[1], 0.0)]
            edges = [100 * min(b[0] for b in printed) / drawn[1], 100 * max(b[2] for b in printed) / drawn[1]]
            sheets[str(number)] = {"url": drawn[0], "ratio": drawn[2] / drawn[1], "margin": edges}
    return {"page": now, "sheets": sheets, "boxes": boxes}


def _other_boxes(paper: Paper, others: Sequence[tuple[str, Json]], known: set[str],
                 pages: set[int]) -> list[dict[str, Any]]:
    """Hairline boxes of what other criteria rest on, with their ids in the margin; same words share one box."""
    assert paper.text is not None
    quotes: dict[str, list[str]] = {}
    sample: dict[str, Json] = {}
    for criterion, mention in others:
        quote = str(mention.get("quote"))
        if quote not in known:
            quotes.setdefault(quote, []).append(criterion)
            sample.setdefault(quote, mention)
    boxes: list[dict[str, Any]] = []
    for quote, criteria in list(quotes.items())[:200]:
        found = where(paper, sample[quote])
        if found is not None and found.page in pages and len(boxes) < MOST_OTHERS:
            label = " ".join(dict.fromkeys(criteria))
            boxes.append(_box("", 0, "oth", found.page, found.box, *paper.text.sizes[found.page - 1], label=label))
    return boxes


def _marked(blocks: Sequence[plain.Plain], mine: Sequence[Json],
            looks: Mapping[str, tuple[int, str]]) -> list[dict[str, Any]]:
    """Blocks with the mentions that stand in them; a mention goes to the shortest block that holds its quote."""
    marks: dict[int, list[dict[str, Any]]] = {}
    for mention in mine:
        quote = squeeze(str(mention.get("quote") or ""))
        page = int(mention.get("page") or 1)
        holding = [i for i, b in enumerate(blocks) if quote and quote in b.squeezed]
        if not holding:
            holding = [i for i, b in enumerate(blocks) if len(b.squeezed) > 5 and b.squeezed in quote]
        if holding:
            best = min(holding, key=lambda i: (blocks[i].page != page, len(blocks[i].squeezed)))
            n, look = looks.get(str(mention["id"]), (0, "no"))
            marks.setdefault(best, []).append({"ev": str(mention["id"]), "n": n, "look": look,
                                               "quote": str(mention.get("quote") or "")})
    return [{"cells": list(b.cells), "page": b.page, "head": b.head, "marks": marks.get(i, [])}
            for i, b in enumerate(blocks)]
