"""Words of a file that stand beside the paper: comments, texts given for pictures, notes on a PDF's pages, and letters
with signs without width between them.

Every paper may have them; they are taken down for whoever asks whether they address somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from extractor.limits import Limits
from extractor.normal import clean
from extractor.office.ooxml import OfficeFile, office_file
from model.traces import HiddenText, HidingWay, Traces

_COMMENTS = re.compile(r"(?:word|xl|ppt)/(?:.*/)?(?:threaded)?comments?[^/]*\.xml", re.IGNORECASE)
_BODIES = re.compile(r"(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes)|xl/drawings/[^/]+|xl/sharedStrings|"
                     r"ppt/slides/[^/]+|ppt/notesSlides/[^/]+)\.xml")
_ALT = re.compile(rb"""\s(?:descr|alt|title)\s*=\s*(?:"([^"]{4,4000})"|'([^']{4,4000})')""")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]+)<")
_WIDTHLESS = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u180e\U000e0020-\U000e007f]")
_MAY_BE_WIDTHLESS = re.compile(rb"\xe2\x80[\x8b-\x8f]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf|\xf3\xa0\x80|\xf3\xa0\x81|"
                               rb"&#(?:8203|8204|8205|8288|x200[b-fB-F]|xE00)")
_FEW, _SHARE = 6, 0.2
_MOST, _LONGEST, _MOST_PAGES = 100, 2000, 3000
_NOTES = ("Contents", "Subj")


def office_asides(path: Path, name: str, limits: Limits) -> Traces:
    """Comments, texts of pictures and letters with signs between them of a docx, xlsx or pptx."""
    found: list[HiddenText] = []
    with office_file(path, name, "") as office:
        for part in sorted(office.names()):
            if _COMMENTS.fullmatch(part):
                found += _comments(office, part)
            elif _BODIES.fullmatch(part):
                data = office.data(part) or b""
                found += (_aside(unescape((one or other).decode("utf-8", "replace")), "alt_text")
                          for one, other in dict.fromkeys(_ALT.findall(data)))
                found += _widthless(data) if _MAY_BE_WIDTHLESS.search(data) else ()
            if len(found) > _MOST:
                break
    return Traces(hidden=tuple(one for one in found if one.text)[:_MOST])


def _comments(office: OfficeFile, part: str) -> Iterator[HiddenText]:
    root = office.xml(part)
    for comment in () if root is None else root.iter("{*}comment", "{*}threadedComment", "{*}cm"):
        yield _aside("".join(comment.itertext()), "comment")


def _aside(text: str, way: HidingWay, page: int = 1) -> HiddenText:
    return HiddenText(text=" ".join(clean(text).split())[:_LONGEST], way=way, page=page)


def _widthless(data: bytes) -> Iterator[HiddenText]:
    """Pieces of text that many signs without width stand in; letters of the tag alphabet become what they stand for."""
    for piece in _TEXT.findall(data):
        text = unescape(piece.decode("utf-8", "replace"))
        signs = _WIDTHLESS.findall(text)
        if len(signs) >= _FEW and len(signs) >= _SHARE * len(text):
            shown = "".join(chr(ord(char) - 0xE0000) if ord(char) > 0xE0000 else char for char in text)
            told = " ".join(clean(shown).split()) or f"{len(signs)} 个零宽字符"
            yield HiddenText(text=told[:_LONGEST], way="zero_width")


def pdf_asides(path: Path, name: str, limits: Limits) -> Traces:
    """What the notes on a PDF's pages say."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    found: list[HiddenText] = []
    with pdfium.PdfDocument(path) as document:
        for index in range(min(len(document), limits.pages, _MOST_PAGES)):
            page = document[index]
            try:
                for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
                    found += (_aside(text, "comment", index + 1) for text in _notes(page.raw, at) if text.strip())
            finally:
                page.close()
            if len(found) > _MOST:
                break
    return Traces(hidden=tuple(found[:_MOST]))


def _notes(page: object, at: int) -> Iterator[str]:
    import ctypes

    import pypdfium2.raw as raw

    note = raw.FPDFPage_GetAnnot(page, at)
    try:
        for key in _NOTES:
            size = raw.FPDFAnnot_GetStringValue(note, key.encode(), None, 0)
            if 2 < size <= 1 << 20:
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFAnnot_GetStringValue(note, key.encode(), ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)),
                                             size)
                yield buffer.raw[:size - 2].decode("utf-16-le", "replace")
    finally:
        raw.FPDFPage_CloseAnnot(note)
