"""Raw text of a file, page by page, got in another and simpler way than the blocks: the witness for every quote.

``pufa verify`` compares quotes with it after taking out all white space on both sides.
"""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from extractor.intake import walk
from extractor.limits import Limits
from extractor.normal import clean, squeeze
from extractor.office.ooxml import office_file
from extractor.registry import OLD_SLIDES, OLD_WORD
from extractor.sheets.text import sheet_text
from extractor.sniff import data_encoding, sniff
from extractor.toolbox import Toolbox
from extractor.unpack.opener import Budget, Opener
from model.problems import Problem, PufaError, problem


def page_texts(path: Path, media_type: str) -> list[str]:
    """Text of every page (sheet; else one page); [] for types without text. The file must be one that was read.

    For a PDF a page has two renderings, in the order of the file and in the order of lines on the page, one after the
    other: a quote stands in one of them. Raises what the library raises for a broken file.
    """
    witness = {"pdf": _pdf, "docx": _docx, "txt": _txt,
               "html": _html, "pptx": _pptx, "eml": _mail, "mht": _mail, "msg": _msg, "ofd": _ofd}.get(media_type)
    if media_type in ("xlsx", "xls", "ods"):
        return [clean(text) for text in sheet_text(path, media_type)]
    if media_type in OLD_WORD or media_type in OLD_SLIDES:
        return [clean(text) for text in _old(path, media_type)]
    return [clean(text) for text in witness(path)] if witness else []


def _pdf(path: Path) -> list[str]:
    """Each page twice: in the order of the file, and sorted into lines by where the characters stand."""
    import pypdfium2 as pdfium

    texts = []
    with pdfium.PdfDocument(path) as document:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            plain = text.get_text_range().replace("\x02", "-").replace("\ufffe", "-")
            texts.append(plain + "\n" + _by_place(text))
            text.close()
            page.close()
    return texts


def _by_place(text: Any) -> str:
    """Characters of a page sorted into lines of about the same height, left to right."""
    placed: list[tuple[float, float, str]] = []
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        if char.strip():
            left, bottom, right, top = text.get_charbox(index, loose=True)
            placed.append((-(bottom + top) / 2, (left + right) / 2, char))
    lines: list[list[tuple[float, float, str]]] = []
    for item in sorted(placed):
        if lines and item[0] - lines[-1][0][0] < 5.0:
            lines[-1].append(item)
        else:
            lines.append([item])
    return "\n".join("".join(char for _, _, char in sorted(line, key=lambda item: item[1])) for line in lines)


def _docx(path: Path) -> list[str]:
    """Every piece of text in the document in file order, deleted text left out; notes and text boxes included."""
    from lxml import etree

    pieces: list[str] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not (name.startswith("word/") and name.endswith(".xml")
                    and any(part in name for part in ("document", "footnotes", "endnotes", "header", "footer"))):
                continue
            for element in etree.fromstring(archive.read(name), parser).iter():
                local = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
                if local == "t" and element.text:
                    pieces.append(element.text)
                elif local == "noBreakHyphen":
                    pieces.append("-")
                elif local in ("p", "br", "tab", "cr", "tc"):
                    pieces.append("\n")
    return ["".join(pieces)]


def _pptx(path: Path) -> list[str]:
    """All texts in the XML of each slide and of what belongs to it: notes, charts, diagrams."""
    with office_file(path, path.name, "") as office:
        part = office.target("/officeDocument", "ppt/presentation.xml")
        relations, root = office.relations(part), office.xml(part)
        keys = [value for element in root.iter("{*}sldId") for key, value in element.attrib.items() if "}" in str(key)]
        texts = []
        for slide in (relations[key].target for key in keys):
            own = [one.target for one in office.relations(slide).values()
                   if one.kind in ("notesSlide", "chart", "diagramData") and not one.outside]
            roots = [tree for tree in map(office.xml, (slide, *own)) if tree is not None]
            texts.append("\n".join("".join(
                (element.text or "") if element.tag.endswith(("}t", "}v")) else "\n" for element in tree.iter()
                if isinstance(element.tag, str) and element.tag.endswith(("}t", "}v", "}p", "}br"))) for tree in roots))
        return texts


def _txt(path: Path) -> list[str]:
    """The text as it is; where it holds doubled quotation marks as csv writes them, also with single ones."""
    data = path.read_bytes()
    text = data.decode(data_encoding(data) or "utf-8", "replace")
    return [text + ("\n" + text.replace('""', '"') if '""' in text else "")]


def _old(path: Path, kind: str) -> list[str]:
    """An old paper's words by slide, straight from its streams; else from the PDF that LibreOffice makes of it."""
    from extractor.word.old_text import pieces

    found: dict[int, list[str]] = {}
    with suppress(Exception):  # libraries raise anything on an odd file
        for piece in pieces(path, kind):
            found.setdefault(piece.page, []).append(piece.text or "\t".join(text for _, text in piece.cells))
    if found:
        return ["\n".join(found.get(page, ())) for page in range(1, max(found) + 1)]
    with Toolbox(Limits()) as tools, tempfile.TemporaryDirectory(prefix="pufa-") as temp:
        made = tools.converted(str(path), kind, "pdf")
        if isinstance(made, Problem):
            return []
        copy = Path(temp) / "paper.pdf"
        copy.write_bytes(made)
        texts = _pdf(copy)
    return ["\n".join(texts)] if kind in OLD_WORD else texts


def _html(path: Path) -> list[str]:
    from extractor.web.read_html import parse_html

    return ["".join(parse_html(path.read_bytes(), path.name).itertext())]


def _ofd(path: Path) -> list[str]:
    """The texts of each page's objects twice: in the order of the file, and sorted by where the objects begin."""
    from extractor.ofd.page import numbers
    from extractor.ofd.read_ofd import page_roots, papers

    texts = []
    with office_file(path, path.name, "") as office:
        for paper in papers(office, office.xml("OFD.xml")):
            for part in paper.pages:
                objects = []
                for root in (*page_roots(office, paper, part), *paper.units.values()):
                    for element in root.iter("{*}TextObject"):
                        x, y = (*numbers(element.get("Boundary")), 0.0, 0.0)[:2]
                        objects.append((round(y), x, "".join(one.text or "" for one in element.iter("{*}TextCode"))))
                texts.append("\n".join(text for order in (objects, sorted(objects)) for _, _, text in order))
    return texts


def _mail(path: Path) -> list[str]:
    """Subject and all text parts, those of HTML without their tags."""
    from extractor.web.mail import header, taken_apart, words
    from extractor.web.read_html import parse_html

    mail = taken_apart(path)
    pages = ["".join(parse_html(html.encode("utf-8"), "").itertext()) for html in map(words, mail.html) if html.strip()]
    return ["\n".join([header(mail.head, "subject"), *map(words, mail.plain), *pages])]


def _msg(path: Path) -> list[str]:
    from extractor.web.outlook import letter
    from extractor.web.read_html import parse_html

    found = letter(path)
    page = "".join(parse_html(found.html, "").itertext()) if found.html.strip() else ""
    return ["\n".join([found.headers.get("subject", ""), found.body, page])]


def holds(page: str, quote: str, *, piece: int = 8) -> bool:
    """Whether a page's raw text holds a quote, white space apart.

    A quote over several cells or printed lines may stand in the raw text in other order (cells wrapped side by side);
    it must then be made up of pieces of the page of at least ``piece`` characters, or of whole words between blanks.
    """
    text = squeeze(page)
    if squeeze(clean(quote)) in text:
        return True
    words = frozenset(page.split())
    return all(_covered(text, clean(part), piece, words) for part in quote.split())


def _covered(text: str, quote: str, piece: int, words: frozenset[str]) -> bool:
    """True where long pieces of the text make up the quote; a short end must be a printed line, not a number."""
    at = 0
    while at < len(quote):
        size = len(quote) - at
        while size > 0 and quote[at:at + size] not in text:
            size -= 1
        rest = quote[at:at + size]
        if size == 0 or size < piece and at + size < len(quote):
            return False
        if 0 < size < piece and at > 0 and (rest not in words or not rest[-1].isalpha()):
            return False
        at += size
    return True


def resolve(dossier: Path, name: str, limits: Limits = Limits()) -> bytes:  # noqa: B008 - frozen
    """Bytes of the file that is called ``name`` in a dossier (folder or archive, with all that holds files inside it).

    Never leaves the dossier. Raises PufaError where there is no such file.
    """
    dossier = Path(dossier)
    outer, *inner = name.split("!/")
    with tempfile.TemporaryDirectory(prefix="pufa-") as temp, Opener(limits) as opener:
        path = dossier
        steps = [outer, *inner] if dossier.is_file() else inner
        if not dossier.is_file():
            path = _in_folder(dossier, outer)
        for depth, step in enumerate(steps):
            path = _inside(opener, path, step, Path(temp) / str(depth), limits)
        return path.read_bytes()


def _in_folder(root: Path, name: str) -> Path:
    with suppress(OSError, ValueError):
        path = root / name
        if path.is_file() and not path.is_symlink() and path.resolve().is_relative_to(root.resolve()):
            return path
    for found in walk(root, []):
        if found.name == name and found.path is not None:
            return found.path
    raise PufaError(problem("no_such_dossier", name))


def _inside(opener: Opener, path: Path, name: str, target: Path, limits: Limits) -> Path:
    """A member of a container, written to ``target``."""
    members, why = opener.open(path, sniff(path), path.name, "", Budget(limits.total_bytes, limits.entries),
                               lambda member: target if member == name else None)
    for member in members:
        if member.name == name and (member.refusal is not None or member.path is not None):
            if member.refusal is not None:
                raise PufaError(member.refusal)
            return target
    raise PufaError(why or problem("no_such_dossier", name))
