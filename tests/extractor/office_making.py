"""Old office files for the tests: made by LibreOffice from new ones, or by hand; and stand-ins for LibreOffice."""

from __future__ import annotations

import io
import struct
from functools import partial
from pathlib import Path
from shutil import copyfile

from docx import Document as WordFile
from docx.shared import Inches
from PIL import Image
from pptx import Presentation

from extractor.limits import Limits
from extractor.office.program import Paper, convert

OFFICE = {"docx": "paper.docx", "doc": "paper.doc", "rtf": "paper.rtf", "odt": "paper.odt", "ppt": "slides.ppt"}
LINES = ("一、加强领导", "局党组会议研究普法工作2次。", "二、主要做法",
         "12月4日，我局在万家广场开展“宪法进万家”宣传活动，发放资料600份。")


def word(path: Path, *, picture: bool = True) -> Path:
    """A docx with a title, headings, a table with merged cells, hidden words, a running head and a second page."""
    made = WordFile()
    made.add_heading("2020年普法工作总结", 1)
    for line in LINES[:3]:
        made.add_paragraph(line)
    table = made.add_table(rows=3, cols=3)
    for row, texts in enumerate((("类别", "内容", "次数"), ("宣传", "进社区", "3"), ("", "进学校", "4"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    if picture:
        image = io.BytesIO()
        Image.new("RGB", (60, 40), "red").save(image, "PNG")
        made.add_picture(image, width=Inches(1))
    made.add_paragraph("可见").add_run("不可见").font.hidden = True
    made.sections[0].header.paragraphs[0].text = "某市水务局普法材料"
    made.add_page_break()
    made.add_paragraph(LINES[3])
    made.save(str(path))
    return path


def slides(path: Path) -> Path:
    """A pptx of two slides."""
    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text, first.placeholders[1].text = "普法汇报", "开展讲座3场\n发放资料500份"
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "下一步打算"
    made.save(str(path))
    return path


def old_files(folder: Path) -> Path:
    """The files of ``OFFICE`` and ``plain.doc``, which has no picture, in a folder."""
    word(folder / "paper.docx")
    word(folder / "plain.docx", picture=False)
    slides(folder / "slides.pptx")
    for target, sources in (("doc", ["paper.docx", "plain.docx"]), ("rtf", ["paper.docx"]), ("odt", ["paper.docx"]),
                            ("ppt", ["slides.pptx"])):
        papers = [Paper(kind=name.rpartition(".")[2], put=partial(copyfile, folder / name)) for name in sources]

        def keep(at: int, made: object, sources: list[str] = sources, target: str = target) -> None:
            assert isinstance(made, Path), made
            copyfile(made, folder / sources[at].replace("docx", target).replace("pptx", target))

        convert(papers, target, Limits(), keep)
    for name in ("plain.docx", "slides.pptx"):
        (folder / name).unlink()
    return folder


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE2 file of a few streams, each filled up to at least 4096 bytes."""
    sectors, entries = b"", [_entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)]
    fat: list[int] = []
    for number, (name, data) in enumerate(streams.items(), 1):
        data += b"\0" * (max(4096, -(-len(data) // 512) * 512) - len(data))
        begin, count = len(fat), len(data) // 512
        fat += [*range(begin + 1, begin + count), 0xFFFFFFFE]
        sectors += data
        entries.append(_entry(name, 2, begin, len(data), number + 1 if number < len(streams) else 0xFFFFFFFF))
    directory = b"".join(entries) + b"\0" * (-len(b"".join(entries)) % 512)
    first = len(fat)
    fat += [*range(first + 1, first + len(directory) // 512), 0xFFFFFFFE]
    fat.append(0xFFFFFFFD)
    fat += [0xFFFFFFFF] * (128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", first + len(directory) // 512, *[0xFFFFFFFF] * 108)
    return head + sectors + directory + struct.pack("<128I", *fat)


def _entry(name: str, kind: int, start: int, size: int, right: int) -> bytes:
    """A directory entry; ``right``: the next one (for the root, its first stream)."""
    letters = name.encode("utf-16-le") + b"\0\0"
    child, sibling = (right, 0xFFFFFFFF) if kind == 5 else (0xFFFFFFFF, right)
    return (letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, 0xFFFFFFFF, sibling, child)
            + b"\0" * 36 + struct.pack("<IQ", start, size))


def binary_word(*stretches: tuple[bytes, bool], flags: int = 0x0200, language: int = 0x0804) -> bytes:
    """A Word 97 file whose text is these pieces: (bytes, whether they are 8-bit)."""
    main, ends, places = b"", [0], []
    for data, narrow in stretches:
        at = 0x400 + len(main)
        ends.append(ends[-1] + (len(data) if narrow else len(data) // 2))
        places.append(struct.pack("<HIH", 0, (at * 2) | 0x40000000 if narrow else at, 0))
        main += data + b"\0" * (len(data) % 2)
    plan = struct.pack(f"<{len(ends)}I", *ends) + b"".join(places)
    table = b"\2" + struct.pack("<I", len(plan)) + plan
    head = bytearray(0x400)
    struct.pack_into("<HHHHHH", head, 0, 0xA5EC, 0xC1, 0, language, 0, flags)
    struct.pack_into("<i", head, 0x4C, ends[-1])
    struct.pack_into("<II", head, 0x1A2, 0, len(table))
    return ole({"WordDocument": bytes(head) + main, "1Table": table})


def stand_in(folder: Path, script: str) -> Path:
    """A program that stands in for LibreOffice: runs the lines for every file ``$f``, whose copy goes to ``$made``."""
    folder.mkdir(exist_ok=True)
    program = folder / "soffice"
    program.write_text(f"""#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
    --convert-to) target="$2"; shift 2 ;;
    --outdir) out="$2"; shift 2; mkdir -p "$out"; break ;;
    *) shift ;;
  esac
done
for f in "$@"; do
  base=${{f##*/}}; made="$out/${{base%.*}}.$target"
{script}
done
""", "utf-8")
    program.chmod(0o755)
    return folder
