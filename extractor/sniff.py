"""What a file is, by its content; its name is only looked at to word a note."""

from __future__ import annotations

import codecs
import re
import struct
from pathlib import Path

from extractor.office.zip_names import zip_names

HEAD = 4096
_MAGIC = (
    (b"\xff\xd8\xff", "image"), (b"\x89PNG\r\n\x1a\n", "image"), (b"GIF87a", "image"), (b"GIF89a", "image"),
    (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"\0\0\0\x0cjP  ", "image"), (b"8BPS", "image"),
    (b"{\\rtf", "rtf"), (b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gz"),
    (b"BZh", "gz"), (b"\xfd7zXZ\x00", "gz"), (b"\x28\xb5\x2f\xfd", "gz"),
    (b"\x1aE\xdf\xa3", "video"), (b"FLV\x01", "video"), (b"\x00\x00\x01\xba", "video"), (b"\x00\x00\x01\xb3", "video"),
    (b"0&\xb2u\x8ef\xcf\x11", "video"), (b"ID3", "audio"), (b"\xff\xfb", "audio"), (b"fLaC", "audio"),
    (b"MZ", "program"), (b"\x7fELF", "program"),
)
_PHOTO_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_ZIP_PARTS = (
    ("word/document", "docx"), ("xl/workbook", "xlsx"), ("ppt/presentation", "pptx"), ("OFD.xml", "ofd"),
)
_MIMETYPES = {
    "application/vnd.oasis.opendocument.spreadsheet": "ods", "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.presentation": "odp", "application/epub+zip": "epub",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"),
                ("EncryptedPackage", "encrypted"), ("__properties_version1.0", "msg"), ("WpsDocument", "wps"))
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<!doctype\nhtml", b"<meta ", b"<title")
_MAIL_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*"
                         rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*){2,}")
_MAIL_FIELDS = (b"mime-version", b"received", b"return-path", b"message-id", b"from", b"to", b"subject", b"date",
                b"content-type", b"delivered-to")
SUFFIXES = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".pdf": "pdf", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls",
    ".et": "xls", ".ods": "ods", ".txt": "txt", ".csv": "txt", ".md": "txt", ".html": "html", ".htm": "html",
    ".jpg": "image", ".jpeg": "image", ".png": "image", ".gif": "image", ".bmp": "image", ".tif": "image",
    ".tiff": "image", ".webp": "image", ".heic": "image", ".heif": "image", ".avif": "image", ".zip": "zip",
    ".mp4": "video", ".avi": "video",
    ".mov": "video", ".wmv": "video", ".mkv": "video", ".flv": "video", ".doc": "doc", ".wps": "doc", ".ppt": "ppt",
    ".pps": "ppt", ".dps": "ppt", ".odt": "odt", ".odp": "odp", ".pptx": "pptx", ".pptm": "pptx", ".ppsx": "pptx",
    ".ofd": "ofd", ".rtf": "rtf", ".rar": "rar", ".7z": "7z", ".tar": "tar", ".gz": "gz", ".tgz": "gz",
    ".bz2": "gz", ".xz": "gz", ".eml": "eml", ".msg": "msg", ".mht": "mht",
    ".mhtml": "mht", ".mp3": "audio",
}
"""Suffix → the type that its name promises."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_WIDE = re.compile("[^\x00-\x7f]")
_UNUSUAL = re.compile("[^\x00-\u024f\u2000-\u33ff\u4e00-\u9fff\uff00-\uffef]")


def sniff(path: Path) -> str:
    """Short type of the file by content: ``docx``, ``pdf``, ``txt``, ``zip``, ``image``, ``video`` … or ``unknown``.

    A zip or OLE2 container that cannot be opened is ``zip`` or ``ole``. Raises OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(path)
    if head.startswith(_OLE):
        return _sniff_ole(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _sniff_head(head) or _sniff_mail(head) or _sniff_text(path, head)


def _sniff_head(head: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(b"BM") and len(head) > 30 and head[6:10] == b"\0\0\0\0":
        return "image"
    if head.startswith(b"RIFF"):
        return {b"WEBP": "image", b"AVI ": "video", b"WAVE": "audio"}.get(head[8:12], "unknown")
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in _PHOTO_BRANDS:
            return "image"
        return "audio" if brand in (b"M4A ", b"M4B ") else "video"
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free") and len(head) > 64:
        return "video"
    return None


def _sniff_zip(path: Path) -> str:
    found = zip_names(path)
    if found is None:
        return _sniff_broken_zip(path)
    if found.mimetype in _MIMETYPES:
        return _MIMETYPES[found.mimetype]
    for name in found.names:
        for start, kind in _ZIP_PARTS:
            if name.startswith(start):
                return kind
    return "zip"


def _sniff_broken_zip(path: Path) -> str:
    """A cut-off office file still shows its first members' names in the local headers."""
    with path.open("rb") as file:
        data = file.read(1 << 20)
    for part, kind in _ZIP_PARTS:
        if part.encode() in data:
            return kind
    return "docx" if b"[Content_Types].xml" in data else "zip"


def _sniff_ole(path: Path) -> str:
    for names in (ole_names, _all_ole_names):
        found = names(path)
        for stream, kind in _OLE_STREAMS:
            if stream in found:
                return kind
    return "ole"


def _all_ole_names(path: Path) -> set[str]:
    """Names in the root of an OLE2 file by its whole table of sectors, which a large file needs; empty if damaged."""
    import olefile

    try:
        with olefile.OleFileIO(path) as file:
            return {entry[0].lstrip("\x01\x05") for entry in file.listdir(streams=True, storages=False)}
    except Exception:  # noqa: BLE001 - the library raises anything on a damaged file, which is then just none of these
        return set()


def ole_names(path: Path, limit: int = 512) -> set[str]:
    """Names in the directory of an OLE2 file (at most ``limit`` sectors of it); empty where it is damaged."""
    names: set[str] = set()
    with path.open("rb") as file:
        header = file.read(512)
        if len(header) < 512:
            return names
        shift = struct.unpack_from("<H", header, 30)[0]
        sector = struct.unpack_from("<I", header, 48)[0]
        fat_sectors = struct.unpack_from("<109I", header, 76)
        if not 9 <= shift <= 12:
            return names
        size = 1 << shift
        seen: set[int] = set()
        while sector < 0xFFFFFFF0 and sector not in seen and len(seen) < limit:
            seen.add(sector)
            file.seek((sector + 1) << shift)
            names.update(_ole_entries(file.read(size)))
            index, offset = divmod(sector, size // 4)
            if index >= len(fat_sectors) or fat_sectors[index] >= 0xFFFFFFF0:
                break
            file.seek(((fat_sectors[index] + 1) << shift) + 4 * offset)
            following = file.read(4)
            sector = struct.unpack("<I", following)[0] if len(following) == 4 else 0xFFFFFFFF
    return names


def _ole_entries(data: bytes) -> list[str]:
    found = []
    for at in range(0, len(data) - 127, 128):
        length = struct.unpack_from("<H", data, at + 64)[0]
        if 2 <= length <= 64:
            found.append(data[at:at + length - 2].decode("utf-16-le", "replace").lstrip("\x01\x05"))
    return found


def _sniff_mail(head: bytes) -> str | None:
    """A mail begins with lines of headers, three known ones or more; a saved page has none of a mail's own."""
    begin = _MAIL_START.match(head)
    if begin is None:
        return None
    fields = {line.partition(b":")[0].strip().lower() for line in begin.group().splitlines()}
    if len(fields.intersection(_MAIL_FIELDS)) < 3:
        return None
    sent = fields & {b"received", b"message-id", b"to", b"delivered-to", b"return-path"}
    return "mht" if b"multipart/related" in begin.group().lower() and not sent else "eml"


def _sniff_text(path: Path, head: bytes) -> str:
    encoding = text_encoding(path)
    if encoding is None:
        return "unknown"
    start = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n").lower()[:2000]
    plain = start.encode("utf-8", "ignore")
    if plain.startswith(_HTML_STARTS) or ("<html" in start and plain.startswith((b"<!--", b"<?xml", b"<!doctype"))):
        return "html"
    return "txt"


def text_encoding(path: Path, limit: int = 4 << 20) -> str | None:
    """The encoding in which the file is readable text: a BOM's, UTF-8, GB18030; None for binary data.

    Looks at no more than the first ``limit`` bytes. Text in GB18030 must look like Chinese, since that
    encoding accepts most byte strings.
    """
    with path.open("rb") as file:
        data = file.read(limit)
    return data_encoding(data, cut=len(data) == limit)


def data_encoding(data: bytes, *, cut: bool = False) -> str | None:
    """As ``text_encoding``, for bytes; ``cut``: the data may end inside a character."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                       (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return name if _decodes(data, name, cut) is not None else None
    if b"\0" in data:
        return next((name for name in ("utf-16-le", "utf-16-be") if _is_wide_text(data, name, cut)), None)
    for name in ("utf-8", "gb18030"):
        text = _decodes(data, name, cut)
        if text is not None and _looks_like_text(text):
            return name
    return None


def _decodes(data: bytes, encoding: str, cut: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, final=not cut)
    except UnicodeDecodeError:
        return None


def _is_wide_text(data: bytes, encoding: str, cut: bool) -> bool:
    """Whether bytes with zeros among them are text of two bytes a character without a mark that says so."""
    text = _decodes(data, encoding, cut)
    return text is not None and "\0" not in text and _looks_like_text(text)


def _looks_like_text(text: str) -> bool:
    """Few control characters, and of the characters beyond ASCII most are common Chinese ones or signs."""
    if not text:
        return False
    if len(_CONTROLS.findall(text)) > len(text) // 200:
        return False
    wide = len(_WIDE.findall(text))
    return wide - len(_UNUSUAL.findall(text)) >= 0.85 * wide
