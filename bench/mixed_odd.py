"""What else lies in a dossier: old formats, videos, litter, and files that are broken, locked or named wrongly."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from bench.mixed_layout import Layout, save_pdf
from bench.mixed_office import DAY, make_docx, make_pptx
from bench.mixed_photo import make_photo
from bench.mixed_texts import make_html
from bench.mixed_truth import BROKEN, Sentence, Truth, body
from bench.mixed_words import Words

_NUMBER = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FIXED = {"2023", "2024"}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@lru_cache(maxsize=4)
def _seed(target: str) -> tuple[bytes, Truth]:
    """One paper turned into an old format by LibreOffice. Raises RuntimeError where it does not."""
    make, suffix = (make_pptx, ".pptx") if target == "ppt" else (make_docx, ".docx")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"seed{suffix}"
        truth = make(source, "seed", Words(f"old/{target}"), 0)[0]
        done = subprocess.run([office() or "", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                               "--convert-to", target, "--outdir", folder, str(source)],
                              capture_output=True, timeout=180, check=False)
        made = source.with_suffix(f".{target}")
        if not made.exists():
            raise RuntimeError(f"LibreOffice made no {target}: {done.stderr.decode(errors='replace')[:200]}")
        return made.read_bytes(), truth


def office() -> str | None:
    """The LibreOffice of this machine, None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def make_old(target: str) -> Callable[[Path, str, Words, int], list[Truth]]:
    """The maker of .doc or .ppt: the one paper made by LibreOffice with other numbers in it."""
    def make(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
        content, truth = _seed(target)
        found = sorted({number for one in truth.sentences for number in _NUMBER.findall(one.text)} - _FIXED)
        fresh = dict(zip(found, (str(one) for one in words.dice.sample(range(3000, 9999), len(found))), strict=True))
        for old in found:
            content = content.replace(old.encode("utf-16-le"), fresh[old].translate(_MASK).encode("utf-16-le"))
        for old in found:
            content = content.replace(fresh[old].translate(_MASK).encode("utf-16-le"), fresh[old].encode("utf-16-le"))
        path.write_bytes(content)
        sentences = tuple(Sentence(text=_NUMBER.sub(lambda m: fresh.get(m.group(), m.group()), one.text), page=one.page)
                          for one in truth.sentences if not one.recognised)
        return [Truth(path=name, kind="old", media_type=(target,), sentences=sentences, rows=truth.rows,
                      pages=truth.pages, note=path.suffix[1:])]
    return make


_MASK = {ord(digit): 0xE100 + int(digit) for digit in "0123456789"}


def make_rtf(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """Rich text as two programs write it: characters by number, or as bytes of GBK."""
    paper = words.paper(2)
    lines = [paper.title]
    for head, paragraphs in paper.parts:
        lines += [head] * bool(head) + ["".join(one) for one in paragraphs]
    code = _by_number if variant % 2 else _by_bytes
    text = "".join(f"\\pard\\plain\\f0\\fs24 {code(line)}\\par\r\n" for line in lines)
    path.write_bytes(("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\r\n" + text + "}")
                     .encode("ascii"))
    return [Truth(path=name, kind="old", media_type=("rtf",), text=body(lines), note="rtf",
                  sentences=tuple(Sentence(text=one) for one in paper.sentences))]


def _by_number(text: str) -> str:
    signed = ((char, ord(char) - (65536 if ord(char) > 32767 else 0)) for char in text)
    return "".join(char if 0 <= code < 128 else f"\\u{code}?" for char, code in signed)


def _by_bytes(text: str) -> str:
    return "".join(chr(byte) if byte < 128 and len(code) == 1 else f"\\'{byte:02x}"
                   for code in (char.encode("gbk") for char in text) for byte in code)


def make_video(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """The head of an MP4: its length and its day, and no picture."""
    seconds, since_1904 = words.dice.randint(20, 400), 3_784_602_600 + words.dice.randint(0, 86_400)
    header = struct.pack(">IIIII", 0, since_1904, since_1904, 1000, seconds * 1000) + struct.pack(">IH", 0x10000, 0x100)
    header += bytes(10) + struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000) + bytes(24)
    header += struct.pack(">I", 2)
    head = _atom(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
    atoms = (head, _atom(b"moov", _atom(b"mvhd", header)), _atom(b"mdat", bytes(64)))
    path.write_bytes(b"".join(atoms))
    return [Truth(path=name, kind="video", status=("ignored", "partial"), media_type=("video", "mp4"),
                  note=f"{seconds} s")]


def _atom(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


LITTER = ("~$%s.docx", "Thumbs.db", ".DS_Store", "desktop.ini", "~$%s.xlsx", "._%s.jpg", "~WRL0%s.tmp")


def make_litter(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A file that the system or an office program left behind."""
    if path.name == "desktop.ini":
        path.write_bytes("[.ShellClassInfo]\r\nIconResource=C:\\a.ico,0\r\n".encode("utf-16"))
    else:
        head = {"Thumbs.db": OLE, ".DS_Store": b"\0\0\0\1Bud1"}.get(path.name, b"\4user")
        path.write_bytes(head + bytes(162 - len(head)))
    return [Truth(path=name, kind="litter", status=("ignored",), note=path.name.split("%")[0][:8])]


def _cut(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:int(len(content) * share)])


def _broken(path: Path, name: str, note: str, *media: str) -> list[Truth]:
    return [Truth(path=name, kind="broken", status=BROKEN, media_type=media, note=note)]


def _half_pdf(path: Path, name: str, words: Words) -> list[Truth]:
    save_pdf(_two_pages(words), path, pageCompression=1)
    _cut(path, 0.6)
    return _broken(path, name, "pdf cut off", "pdf")


def _two_pages(words: Words) -> Layout:
    layout = Layout()
    layout.write_paper(words.paper(4))
    return layout


def _locked_pdf(path: Path, name: str, words: Words) -> list[Truth]:
    from reportlab.lib.pdfencrypt import StandardEncryption

    save_pdf(_two_pages(words), path, encrypt=StandardEncryption("user-7", ownerPassword="owner-7", strength=128))
    return [Truth(path=name, kind="broken", status=("failed",), media_type=("pdf",), note="pdf with a password")]


def _empty(path: Path, name: str, words: Words) -> list[Truth]:
    path.write_bytes(b"")
    return [Truth(path=name, kind="broken", status=("failed", "ignored"), note="empty file")]


def _half_docx(path: Path, name: str, words: Words) -> list[Truth]:
    make_docx(path, name, words, 0)
    _cut(path, 0.5)
    return _broken(path, name, "docx cut off")


def _pdf_as_docx(path: Path, name: str, words: Words) -> list[Truth]:
    layout = _two_pages(words)
    save_pdf(layout, path, pageCompression=1)
    return [Truth(path=name, kind="renamed", media_type=("pdf",), sentences=tuple(layout.sentences), text=layout.body,
                  pages=layout.page, note="a pdf named .docx")]


def _web_as_xls(path: Path, name: str, words: Words) -> list[Truth]:
    truth = make_html(path, name, words, 1)[0]
    return [truth.moved(name, kind="renamed", note="a web page named .xls")]


def _noise(path: Path, name: str, words: Words) -> list[Truth]:
    path.write_bytes(words.dice.randbytes(4000))
    return _broken(path, name, "noise named .pdf")


def _half_photo(path: Path, name: str, words: Words) -> list[Truth]:
    make_photo(path, name, words, 0)
    _cut(path, 0.3)
    return _broken(path, name, "photo cut off", "image", "jpg")


def _locked_zip(path: Path, name: str, words: Words) -> list[Truth]:
    """A zip whose member says that it is encrypted."""
    with zipfile.ZipFile(path, "w") as target:
        target.writestr(zipfile.ZipInfo("台账.txt", DAY), words.dice.randbytes(300))
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return [Truth(path=f"{name}!/台账.txt", kind="broken", status=BROKEN, note="zip with a password"),
            Truth(path=name, kind="zip", status=("parsed", "ignored", *BROKEN), note="with a password")]


def _png_as_jpg(path: Path, name: str, words: Words) -> list[Truth]:
    shown = path.with_suffix(".png")
    truth = make_photo(shown, name, words, 3)[0]
    shown.rename(path)
    return [truth.moved(name, kind="renamed", note="a png named .jpg", media_type=("image", "png"))]


BROKENS: tuple[tuple[str, Callable[[Path, str, Words], list[Truth]]], ...] = (
    (".pdf", _half_pdf), (".docx", _pdf_as_docx), (".pdf", _locked_pdf), (".xls", _web_as_xls), (".docx", _empty),
    (".docx", _half_docx), (".jpg", _png_as_jpg), (".pdf", _noise), (".jpg", _half_photo), (".zip", _locked_zip),
)
