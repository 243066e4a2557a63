"""Saved web pages: the article without menus, scripts and page furniture."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractor.flow import Flow, looks_like_header
from extractor.headings import is_title_line
from extractor.limits import Limits
from extractor.normal import clean, whole_number
from extractor.reading import Reading, UnreadableError
from extractor.sniff import data_encoding
from extractor.tools import Tools
from model.problems import problem
from model.traces import HiddenText, Traces

_DROP = {"script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "svg", "button", "select",
         "input", "textarea", "head", "object", "embed"}
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label",
           "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o", "st1"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|"
                     r"(?:font-size|opacity)\s*:\s*0(?:\.0\d*)?(?:p[xt]|r?em|%)?\s*(?:;|$|!)|font-size\s*:\s*[0-3](?:\.\d+)?p[xt]|(?:left|top|text-indent)\s*:\s*-\d{4,}px",
                     re.IGNORECASE)
_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_ARTICLE = re.compile(r"article|content|main|detail|正文|zoom|text|body|news|TRS_Editor|post", re.IGNORECASE)
_SIDE = re.compile(r"nav|menu|foot|head(?!line)|side|bread|share|related|recommend|copyright|comment|banner",
                   re.IGNORECASE)
_BODY_SHARE = 0.6
_SHORT_CELL = 200
_MOST_UNSEEN, _LONGEST = 100, 2000
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|"
                      "&#x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]);?|"
                      "&#0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9]);?", re.IGNORECASE)
"""What XML does not allow in a text, as itself or by its number: lxml reads it, but does not write it back."""
Picture = Callable[[Flow, str], None]
"""Adds the picture of an address where it stands."""


def read_html(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads a saved page; page is 1. Raises UnreadableError where there is no text encoding that fits."""
    return html_reading(path.read_bytes(), name)


def html_reading(data: bytes, name: str, picture: Picture = lambda flow, address: flow.image()) -> Reading:
    """As ``read_html``, for bytes; ``picture`` adds the picture of an address to the flow."""
    root = parse_html(data, name)
    title = clean(" ".join((root.findtext(".//title") or "").split()))
    unseen = Traces(hidden=_strip(root))
    body = root.find(".//body")
    body = root if body is None else body
    article = _article(body)
    flow = Flow()
    headline = next((h for h in body.iter("h1") if _own_text(h)), None)
    if headline is not None and article not in (headline, *headline.iterancestors()):
        flow.text(_own_text(headline), level=1)
    elif title and headline is None and is_title_line(title.split("_")[0]):
        flow.open_section(1, title)
    _walk(flow, article, picture)
    furniture = () if article is body else _rest(body, article)
    properties = (("title", title),) if title else ()
    if not flow.blocks:
        return Reading(blocks=(), status="partial", problems=(problem("no_text", name),), properties=properties,
                       traces=unseen)
    return Reading(blocks=tuple(flow.blocks), furniture=furniture, properties=properties, traces=unseen)


def add_html(flow: Flow, data: bytes, name: str) -> None:
    """Adds all that is shown of a page to the flow, without looking for an article. Raises UnreadableError."""
    root = parse_html(data, name)
    _strip(root)
    body = root.find(".//body")
    _walk(flow, root if body is None else body)


def parse_html(data: bytes, name: str) -> Any:
    """Root element of a page; its encoding by byte order mark, by trial, then by what the page claims.

    Raises UnreadableError where nothing fits or the page is empty.
    """
    from lxml import etree, html

    encoding = data_encoding(data)
    claimed = _META.search(data[:4096])
    if encoding is None and claimed:
        encoding = claimed.group(1).decode("ascii", "ignore")
    try:
        text = data.decode(encoding or "gb18030", "replace")
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
        parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(_CONTROL.sub("", text), parser=parser)
    except (LookupError, ValueError, etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(problem("file_damaged", name, format="网页", reason=str(error)[:120])) from error
    return root


def _strip(root: Any) -> tuple[HiddenText, ...]:
    """Takes out what a browser does not show and what is no part of the article; gives the words that are kept from
    sight, as a page keeps its menus."""
    elements = [element for element in root.iter()
                if isinstance(element.tag, str) and element.tag not in ("html", "body")]
    unseen = [element for element in elements if element.get("hidden") is not None
              or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", ""))]
    texts = [_own_text(element) for element in unseen if element.tag not in _DROP][:_MOST_UNSEEN]
    for element in (*unseen, *(element for element in elements if element.tag in _DROP)):
        if element.getparent() is not None:
            element.drop_tree()
    return tuple(HiddenText(text=text[:_LONGEST], way="vanish", innocent=True) for text in texts if text)


def _own_text(element: Any) -> str:
    return " ".join(clean(element.text_content()).split())


def _article(body: Any) -> Any:
    """The smallest element that holds most of the page's text outside links; the body where none stands out."""
    total = _weight(body)
    best = body
    while True:
        heavy = [(child, _weight(child)) for child in best if isinstance(child.tag, str)
                 and child.tag in ("div", "article", "section", "main", "td", "tr", "table", "tbody", "center", "form")]
        heavy = [pair for pair in heavy if pair[1] >= _BODY_SHARE * total]
        if not heavy or _is_data_table(heavy[0][0]) or _is_plain_table(heavy[0][0]):
            return best
        best = heavy[0][0]


def _weight(element: Any) -> int:
    """Characters of running text in the element; link text and side boxes count for nothing."""
    if not isinstance(element.tag, str):
        return 0
    label = f"{element.get('id', '')} {element.get('class', '')}"
    if element.tag not in ("body", "html") and _SIDE.search(label) and not _ARTICLE.search(label):
        return 0
    text = len(_own_text(element))
    links = sum(len(_own_text(link)) for link in element.iter("a"))
    return max(0, text - links)


def _is_data_table(element: Any) -> bool:
    """A table with two or more filled cells in most rows is data; other tables only lay out the page."""
    if element.tag not in ("table", "tbody"):
        return False
    rows = list(element.iter("tr"))
    filled = [sum(1 for cell in row if cell.tag in ("td", "th") and _own_text(cell)) for row in rows]
    nested = any(True for table in element.iter("table") if table is not element)
    return not nested and sum(count >= 2 for count in filled) >= max(1, len(rows) / 2)


def _is_plain_table(element: Any) -> bool:
    """A table of short cells, two of them in a row at least: no article lies in a cell of it."""
    if element.tag not in ("table", "tbody"):
        return False
    rows = [[len(_own_text(cell)) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    return any(sum(map(bool, row)) >= 2 for row in rows) and max(map(max, filter(None, rows))) <= _SHORT_CELL


def _walk(flow: Flow, element: Any, picture: Picture = lambda flow, address: flow.image()) -> None:
    """Adds an element's text to the flow, a paragraph for every block-level piece."""
    pending: list[str] = []

    def flush() -> None:
        for line in "".join(pending).split("\n"):
            flow.text(line)
        pending.clear()

    def visit(node: Any) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _INLINE:
            inside(node)
        elif tag == "br":
            pending.append("\n")
        elif tag == "img":
            flush()
            picture(flow, str(node.get("src", "")))
        elif tag:
            flush()
            _block(flow, node, tag, inside)
            flush()
        if node.tail:
            pending.append(_spaces(node.tail))

    def inside(node: Any) -> None:
        if node.text:
            pending.append(_spaces(node.text))
        for child in node:
            visit(child)

    inside(element)
    flush()


def _block(flow: Flow, node: Any, tag: str, inside: Any) -> None:
    if re.fullmatch(r"h[1-6]", tag) and is_title_line(_own_text(node)):
        flow.text(_own_text(node), level=int(tag[1]))
    elif tag == "table" and _is_data_table(node):
        _table(flow, node)
    elif not _is_link_list(node, tag):
        inside(node)


def _is_link_list(node: Any, tag: str) -> bool:
    """A list or box whose words are nearly all links is a menu."""
    if tag not in ("ul", "ol", "div", "dl", "section"):
        return False
    text = len(_own_text(node))
    links = [len(_own_text(link)) for link in node.iter("a")]
    return len(links) >= 3 and sum(links) > 0.8 * text


def _spaces(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _table(flow: Flow, table: Any) -> None:
    """Rows of a data table; a cell over several rows is carried."""
    number = flow.new_table()
    open_cells: dict[int, tuple[int, str]] = {}
    for index, row in enumerate(table.iter("tr")):
        cells, carried, column, head = [], [], 0, True
        for cell in [child for child in row if child.tag in ("td", "th")]:
            while column in open_cells:
                carried.append((column, open_cells[column][1]))
                column += 1
            text = _cell_text(cell)
            cells.append((column, text))
            head = head and cell.tag == "th"
            down = _span(cell, "rowspan")
            if down > 1:
                open_cells[column] = (down, text)
            column += _span(cell, "colspan")
        carried.extend((at, text) for at, (_, text) in open_cells.items()
                       if at not in dict(carried) and at not in dict(cells))
        header = bool(cells) and (head or (index == 0 and looks_like_header([text for _, text in cells])))
        flow.row(cells, table=number, header=header, carried=sorted(carried))
        open_cells = {at: (left - 1, text) for at, (left, text) in open_cells.items() if left > 1}


def _cell_text(cell: Any) -> str:
    side = Flow()
    _walk(side, cell)
    return "\n".join(block.text for block in side.blocks if block.text)


def _span(cell: Any, name: str) -> int:
    return max(whole_number(cell.get(name, "1"), 1, most=200), 1)


def _rest(body: Any, article: Any) -> tuple[str, ...]:
    """Texts outside the article, as furniture."""
    found: dict[str, None] = {}
    inside = set(article.iter())
    for element in body.iter():
        if element not in inside and isinstance(element.tag, str) and (element.text or "").strip():
            found[" ".join(clean(element.text).split())] = None
    return tuple(found)
