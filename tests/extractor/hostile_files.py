"""What hostile hands may put into a dossier: every file, how it is made, and what the receipt must say of it.

``make(folder, files)`` writes them; nothing here needs more than the libraries of the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import hostile_archives as archives
import hostile_office as office
import hostile_others as others
import hostile_pdf as pdfs
import hostile_pictures as pictures


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """A file: its name in the dossier, who writes it, its status, and the message that says why ("" for none).

    members: what an archive holds, by name. readable: words that must have been read all the same.
    """

    name: str
    make: Callable[[Path], None]
    status: str
    says: str = ""
    members: dict[str, str] = field(default_factory=dict)
    readable: str = ""


def _failed(name: str, make: Callable[[Path], None], says: str) -> Hostile:
    return Hostile(name=name, make=make, status="failed", says=says)


_OLD = "|text_only_missing|text_only_failed|office_failed"
_REFUSED = "xml_unsafe|file_damaged|format_unsupported"


def _all_xml() -> list[Hostile]:
    heads = {"laughs": office.LAUGHS, "quadratic": office.QUADRATIC, "file": office.FILE_ENTITY,
             "net": office.NET_ENTITY, "dtd": office.OUTER_DTD, "parameter": office.PARAMETER}
    words = {"laughs": "&a11;", "quadratic": "&a;" * 50_000, "dtd": "字", "parameter": "字"}
    found = []
    for kind, head in heads.items():
        for suffix in ("docx", "xlsx", "pptx", "ofd", "html"):
            make = partial(office.xml_in, head=head, word=words.get(kind, "&a;"))
            long = suffix == "html" and kind == "quadratic"
            harmless = suffix == "html" or (suffix == "xlsx" and kind in ("dtd", "parameter"))
            says, status = ("", "parsed") if harmless else (_REFUSED, "failed")
            found.append(Hostile(name=f"xml/{kind}.{suffix}", make=make, says="text_over_limit" if long else says,
                                 status="partial" if long else status))
    return found


XML = _all_xml()
OFFICE = [
    _failed("deep.docx", office.deep, "file_damaged"),
    Hostile(name="deep.html", make=office.deep, status="partial", says="no_text"),
    Hostile(name="tables.docx", make=office.tables_in_tables, status="parsed"),
    _failed("part.docx", office.part_bomb, "file_damaged"),
    Hostile(name="macros.docm", make=office.macros, status="parsed", says="macros_not_run", readable="讲座3场"),
    Hostile(name="wide.xlsx", make=office.wide_sheet, status="failed", says="sheet_too_wide"),
    Hostile(name="formulas.xlsx", make=office.formulas, status="parsed", readable=office.FORMULA),
    Hostile(name="strings.xlsx", make=office.many_strings, status="failed", says="read_crashed|read_memory"),
    Hostile(name="merged.xlsx", make=office.merged_sheet, status="parsed"),
    Hostile(name="styles.docx", make=office.style_loop, status="parsed", readable="法治宣传。"),
]
ARCHIVES = [
    Hostile(name="ratio.zip", make=archives.ratio_bomb, status="partial", says="archive_members",
            members={"大.txt": "archive_ratio", "好.txt": ""}),
    Hostile(name="zeros.zip", make=archives.small_zeros, status="parsed"),
    Hostile(name="overlap.zip", make=archives.overlapping, status="partial", says="archive_members"),
    Hostile(name="nested.zip", make=archives.nested, status="parsed"),
    _failed("crowd.zip", archives.crowd, "archive_entries"),
    Hostile(name="lies.zip", make=archives.lying_sizes, status="partial", says="archive_members"),
    Hostile(name="escapes.zip", make=archives.escapes, status="partial", says="archive_members",
            members={**archives.ESCAPES, "device": "archive_link", "好.txt": ""}),
    Hostile(name="names.zip", make=archives.odd_names, status="partial", says="archive_members"),
    _failed("cut.zip", archives.cut, "archive_damaged"),
    Hostile(name="mimetype.zip", make=archives.great_mimetype, status="partial", says="archive_members"),
    Hostile(name="links.tar", make=archives.tar_links, status="partial", says="archive_members",
            members={"sym": "archive_link", "hard": "archive_link", "device": "archive_link",
                     "../escaped.txt": "archive_unsafe_name"}),
    Hostile(name="bomb.gz", make=archives.gzip_bomb, status="partial", says="archive_members",
            members={"bomb": "archive_ratio"}),
]
PICTURES = [
    *(Hostile(name=f"bomb.{kind}", make=make, status="failed", says="picture_too_large") for kind, make in (
        ("png", pictures.png_bomb), ("jpg", pictures.jpeg_bomb), ("gif", pictures.gif_bomb),
        ("tif", pictures.tiff_bomb), ("bmp", pictures.bmp_bomb))),
    Hostile(name="text.png", make=pictures.png_text_bomb, status="failed", says="file_damaged"),
    Hostile(name="rows.png", make=pictures.png_rows_bomb, status="parsed", says="picture_without_words"),
    Hostile(name="loop.tif", make=pictures.tiff_loop, status="parsed", says="picture_without_words"),
    Hostile(name="frames.gif", make=pictures.many_frames, status="parsed", says="picture_without_words"),
    *(Hostile(name=f"cut.{kind}", make=pictures.truncated, status="failed", says="file_damaged") for kind in (
        "png", "jpg", "gif", "tif", "bmp", "webp")),
]
PDFS = [
    Hostile(name="cut.pdf", make=pdfs.truncated, status="failed", says="file_damaged"),
    _failed("garbage.pdf", pdfs.garbage, "file_damaged"),
    _failed("locked.pdf", pdfs.locked, "file_encrypted"),
    Hostile(name="owner.pdf", make=pdfs.owner_locked, status="parsed", readable="可以打开"),
    Hostile(name="xref.pdf", make=pdfs.table_loop, status="parsed"),
    Hostile(name="cycle.pdf", make=pdfs.page_cycle, status="failed", says="no_words_on_pages"),
    Hostile(name="pages.pdf", make=pdfs.many_pages, status="partial", says="pages_over_limit"),
    Hostile(name="giant.pdf", make=pdfs.giant_page, status="parsed"),
    Hostile(name="numbers.pdf", make=pdfs.endless_numbers, status="failed", says="no_words_on_pages"),
    Hostile(name="content.pdf", make=pdfs.content_bomb, status="failed", says="read_crashed|read_memory"),
    Hostile(name="lines.pdf", make=pdfs.line_bomb, status="parsed", says="table_layout_skipped"),
    Hostile(name="packed.pdf", make=pdfs.packed_twice, status="failed", says="no_words_on_pages"),
    Hostile(name="forms.pdf", make=pdfs.form_loop, status="failed", says="read_crashed|read_memory"),
    Hostile(name="picture.pdf", make=pdfs.great_picture, status="failed", says="no_words_on_pages"),
    Hostile(name="active.pdf", make=pdfs.active, status="parsed", says="active_content"),
    Hostile(name="deep.pdf", make=pdfs.deep_objects, status="parsed"),
    Hostile(name="polyglot.pdf", make=pdfs.polyglot, status="parsed"),
    Hostile(name="really-pdf.docx", make=pdfs.as_docx, status="parsed", says="type_differs", readable="其实是"),
]
OTHERS = [
    Hostile(name="line.txt", make=others.one_line, status="partial", says="text_over_limit"),
    _failed("binary.txt", others.binary, "format_unknown"),
    Hostile(name="utf16.txt", make=others.utf16, status="parsed"),
    _failed("empty.docx", others.empty, "file_empty"),
    Hostile(name="scripts.html", make=others.scripts, status="parsed", readable="讲座3场"),
    Hostile(name="spans.html", make=others.spans, status="partial", says="text_over_limit"),
    Hostile(name="deep.eml", make=others.deep_mail, status="failed",
            says="file_damaged"),
    Hostile(name="deep.rtf", make=others.deep_rtf, status="parsed|partial|failed", says=_OLD),
    Hostile(name="loop.doc", make=others.ole_loop, status="failed", says="office_failed|office_missing"),
    Hostile(name="noise.doc", make=others.ole_noise, status="failed", says="format_unsupported"),
    Hostile(name="pipe.txt", make=others.pipe, status="ignored", says="file_ignored"),
    Hostile(name="device.txt", make=others.device_link, status="ignored", says="file_ignored"),
    Hostile(name="link.txt", make=others.link_out, status="ignored", says="file_ignored"),
    Hostile(name="round", make=others.link_round, status="ignored", says="file_ignored"),
    _failed("sparse.pdf", others.sparse, "file_too_large"),
    _failed("program.docx", others.program, "format_unsupported"),
    Hostile(name="video.mp4", make=others.noisy_video, status="partial", says="video_not_read"),
    *(Hostile(name=name, make=others.good, status="parsed", readable="讲座3场") for name in (
        "名" * 83 + ".txt", "a\x07\x1b[31mb.txt", "\u202etxt.exe.docx.txt", "换\n行.txt", "=1+1.txt", "-rf.txt",
        "' OR 1=1;.txt")),
]
ALL = [*XML, *OFFICE, *ARCHIVES, *PICTURES, *PDFS, *OTHERS]


def make(folder: Path, files: list[Hostile]) -> None:
    """Writes the files into the folder, in folders of their own where their names say so."""
    for one in files:
        path = folder / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        one.make(path)
