"""Archives and mails of the mixed dossier: files within files."""

from __future__ import annotations

import base64
import quopri
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from email.header import Header
from pathlib import Path

from bench.mixed_office import DAY, make_docx
from bench.mixed_pdf import make_pdf
from bench.mixed_photo import POOL, make_photo, pooled
from bench.mixed_sheets import make_xlsx
from bench.mixed_texts import web_page
from bench.mixed_truth import Sentence, Truth
from bench.mixed_words import Words

Made = tuple[str, bytes, list[Truth]]
LISTED = ("parsed", "ignored", "partial")
LITTER = (".DS_Store", "__MACOSX/._附件.docx")


class _GbkInfo(zipfile.ZipInfo):
    """A member whose name is written in GBK without a mark, as Windows does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - named by zipfile
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def _members(words: Words, count: int, base: int) -> Iterable[Made]:
    """Some papers by the ordinary makers: name, bytes and what is known."""
    kinds = ((".docx", make_docx, "papers"), (".pdf", make_pdf, "papers"), (".xlsx", make_xlsx, "sheets"),
             (".jpg", make_photo, "photos"))
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            suffix, make, group = kinds[(base + number) % 4]
            path = Path(folder) / f"member{suffix}"
            stem = words.text(words.pick(group)) if group == "photos" else words.pick(group)
            name = f"{words.pick('folders').split('/')[0]}/{number + 1}.{stem}{suffix}"
            truths = make(path, name, words, 0 if group == "photos" else base + number)
            yield name, path.read_bytes(), truths


def _zip(path: Path, members: Iterable[tuple[str, bytes]], gbk: bool) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            info = (_GbkInfo if gbk else zipfile.ZipInfo)(name, DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)


def _inside(outer: str, made: Iterable[Made]) -> list[Truth]:
    return [truth.moved(f"{outer}!/{truth.path}") for _, _, truths in made for truth in truths]


def make_zip(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A zip: names in GBK, or in UTF-8 with the litter of a Mac, or with another zip inside."""
    note = ("GBK names", "litter of a Mac", "nested")[variant % 3]
    made = list(_members(words, words.dice.randint(2, 4), variant))
    files = [(member, content) for member, content, _ in made]
    truths = [Truth(path=name, kind="zip", status=LISTED, media_type=("zip",), note=note), *_inside(name, made)]
    if note == "litter of a Mac":
        files += [(litter, b"\x00\x05\x16\x07" + bytes(60)) for litter in LITTER]
        truths += [Truth(path=f"{name}!/{one}", kind="litter", status=("ignored",), note="in zip") for one in LITTER]
    elif note == "nested":
        inner, deeper = "补充材料.zip", list(_members(words, 2, variant + 1))
        with tempfile.TemporaryDirectory() as folder:
            packed = Path(folder) / "inner.zip"
            _zip(packed, ((member, content) for member, content, _ in deeper), gbk=True)
            files.append((inner, packed.read_bytes()))
        truths += [Truth(path=f"{name}!/{inner}", kind="zip", status=LISTED, media_type=("zip",), note="inner"),
                   *_inside(f"{name}!/{inner}", deeper)]
    _zip(path, files, gbk=note == "GBK names")
    return truths


def _coded(text: str, coding: str = "gb2312") -> str:
    return Header(text, coding).encode(maxlinelen=200)


def _part(kind: str, content: bytes, *more: str) -> str:
    lines = [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", *more, "",
             base64.encodebytes(content).decode("ascii")]
    return "\r\n".join(lines)


def _mail(head: list[str], kind: str, parts: list[str]) -> bytes:
    mark = "----=_NextPart_000_0001"
    text = "\r\n".join([*head, "MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="{mark}"', ""])
    return (text + "".join(f"\r\n--{mark}\r\n{part}" for part in parts) + f"\r\n--{mark}--\r\n").encode("ascii")


def make_eml(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A mail in GB 18030 with a paper and a photo, or a table, attached under coded names."""
    told = words.words["mail"]
    sentences = words.paragraph(2, 3)
    made = list(_members(words, 2, (0, 2)[variant % 2]))
    parts = [_part('text/plain; charset="gb18030"', "\r\n".join(["您好：", *sentences]).encode("gb18030"))]
    truths = [Truth(path=name, kind="mail", media_type=("eml",), note="eml", pages=1,
                    sentences=tuple(Sentence(text=one) for one in sentences))]
    for full, content, inside in made:
        short = full.rsplit("/", 1)[-1]
        coded = _coded(short, ("gb2312", "utf-8")[variant % 2])
        parts.append(_part(f'application/octet-stream; name="{coded}"', content,
                           f'Content-Disposition: attachment; filename="{coded}"'))
        truths += [truth.moved(f"{name}!/{short}") for truth in inside]
    head = [f"From: {_coded(told['from'])} <office@example.com>", f"To: {_coded(told['to'])} <pufa@example.com>",
            f"Subject: {_coded(told['subject'])}", "Date: Mon, 04 Dec 2023 09:30:00 +0800"]
    path.write_bytes(_mail(head, "mixed", parts))
    return truths


def make_mht(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A web page saved as one file, with a photo in it."""
    address = "http://www.example.com/photo.jpg"
    page, sentences, _ = web_page(words, "utf-8", picture=address)
    content, banner = pooled(words.dice.randrange(POOL))
    text = quopri.encodestring(page.encode("utf-8")).decode("ascii").replace("\n", "\r\n")
    parts = ['Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n'
             f"Content-Location: http://www.example.com/news.html\r\n\r\n{text}",
             _part("image/jpeg", content, f"Content-Location: {address}")]
    head = ["From: <Saved by a browser>", f"Subject: {_coded(words.pick('papers'), 'utf-8')}",
            "Date: Mon, 04 Dec 2023 09:30:00 +0800"]
    path.write_bytes(_mail(head, "related", parts))
    return [Truth(path=name, kind="mail", media_type=("mht", "mhtml"), note="mht", pages=1,
                  sentences=(*(Sentence(text=one) for one in sentences), Sentence(text=banner, recognised=True)))]


MAILS: tuple[tuple[str, Callable[[Path, str, Words, int], list[Truth]]], ...] = (
    (".eml", make_eml), (".eml", make_eml), (".mht", make_mht),
)
