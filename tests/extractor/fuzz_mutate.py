"""Spoils good files in the ways that programs, transports and hostile hands do; each with its container kept whole.

``spoilt(data, dice)`` looks at what the bytes are: parts of zip files are changed inside and packed again, objects of
a PDF are changed with their streams unpacked, chunks of a PNG get new checksums. Some are changed as bare bytes.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from copy import deepcopy

from lxml import etree

NUMBERS = (b"0", b"-1", b"1", b"2", b"255", b"65536", b"2147483647", b"-2147483648", b"4294967295", b"9" * 20, b"1e308",
           b"-1e-9", b"nan", b"inf", b"0.5", b"\xc2\xb2", b"")
WORDS = ("", "\u202e", "\x0b", "字" * 3000, "%s%n", "=1+1", "../../x", "\ufffe", "²", "true", "A1:XFD1048576",
         "http://127.0.0.1:9/")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.S)
_STREAM = re.compile(rb"(<<.*?>>)\s*stream\r?\n(.*)\r?\nendstream", re.S)
_PDF_BITS = (b"/Type /Page", b"/Length 99999999", b"/Filter /LZWDecode", b"/Rotate -450", b"/MediaBox [0 0 0 0]", b"[",
             b">>", b"null", b"1 0 R", b"3 0 R", b"99 0 R", b"/UserUnit 1e9", b"q " * 50, b"BT ", b"/X Do ",
             b"1e9 0 0 1e9 0 0 cm ")


def spoilt(data: bytes, dice: random.Random) -> bytes:
    """The file with one to four changes."""
    for _ in range(dice.choice((1, 1, 1, 2, 2, 4))):
        data = _once(data, dice)
    return data


def _once(data: bytes, dice: random.Random) -> bytes:
    if dice.random() < 0.12:
        return _bytes(data, dice)
    if data.startswith(b"PK\3\4"):
        return _zip(data, dice)
    if data.startswith(b"%PDF"):
        return _pdf(data, dice)
    if data.startswith(b"\x89PNG"):
        return _png(data, dice)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(data, dice)
    if data[:60].lstrip().startswith((b"<", b"{\\rtf")) or b"MIME-Version" in data[:2000]:
        return _markup(data, dice)
    return _bytes(data, dice)


def _bytes(data: bytes, dice: random.Random) -> bytes:
    """Flips, cuts, doubles, moves or overwrites some bytes."""
    if not data:
        return dice.randbytes(20)
    at, size = dice.randrange(len(data)), min(len(data), dice.choice((1, 1, 2, 4, 16, 100, 1000)))
    what = dice.randrange(8)
    if what == 0:
        return data[:at]
    if what == 1:
        return data[:at] + data[at + size:]
    if what == 2:
        return data[:at] + data[at:at + size] * dice.choice((2, 3, 50)) + data[at + size:]
    if what == 3:
        return data[:at] + dice.randbytes(size) + data[at:]
    if what == 4:
        return data[:at] + dice.choice((b"\0", b"\xff", b"\x7f", b"\x80")) * size + data[at + size:]
    if what == 5:
        number = dice.choice((0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, len(data), len(data) - 1))
        packed = struct.pack(dice.choice("<>") + "Q", number)
        return data[:at] + packed[:dice.choice((1, 2, 4))] + data[at + 4:]
    if what == 6:
        return _numbers(data, dice)
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1:]


def _numbers(data: bytes, dice: random.Random) -> bytes:
    """One written number becomes an extreme one."""
    found = list(_NUMBER.finditer(data[:200_000]))
    if not found:
        return data
    hit = dice.choice(found)
    return data[:hit.start()] + dice.choice(NUMBERS) + data[hit.end():]


def _zip(data: bytes, dice: random.Random) -> bytes:
    """Changes, drops, renames or doubles a member, and packs again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return _bytes(data, dice)
    if not members:
        return _bytes(data, dice)
    at = dice.choices(range(len(members)), [1 + len(body) ** 0.5 for _, body in members])[0]
    name, body = members[at]
    what = dice.random()
    if what < 0.05:
        del members[at]
    elif what < 0.08:
        members[at] = (dice.choice(members)[0], body)
    elif what < 0.12:
        members[at] = (name, dice.choice(members)[1])
    elif body.lstrip()[:1] == b"<":
        members[at] = (name, _xml(body, dice))
    else:
        members[at] = (name, _once(body, dice))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(zipfile.ZipInfo(member), content)
    return target.getvalue()


def _xml(data: bytes, dice: random.Random) -> bytes:
    """Changes the tree of a part, or its text where it is none any more."""
    if dice.random() < 0.25:
        return _markup(data, dice)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return _markup(data, dice)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(dice.choice((1, 1, 3))):
        _element(dice.choice(elements), elements, dice)
    return bytes(etree.tostring(root))


def _element(element: etree._Element, elements: list[etree._Element], dice: random.Random) -> None:
    parent = element.getparent()
    what = dice.randrange(9)
    if what <= 2 and element.attrib:
        key = dice.choice(list(element.attrib))
        element.set(key, dice.choice((*[number.decode() for number in NUMBERS], "字", "true", "../../x", "A1:XFD99")))
    elif what == 3 and element.attrib:
        del element.attrib[dice.choice(list(element.attrib))]
    elif what == 4:
        element.text = dice.choice([word for word in WORDS if "\x0b" not in word and "\ufffe" not in word])
    elif what == 5 and parent is not None:
        parent.remove(element)
    elif what == 6 and parent is not None:
        again = deepcopy(element)
        for _ in range(dice.choice((1, 2, 40))):
            parent.insert(dice.randrange(len(parent) + 1), deepcopy(again))
    elif what == 7:
        dice.choice(elements).append(deepcopy(element))
    else:
        element.tag = dice.choice(elements).tag


def _markup(data: bytes, dice: random.Random) -> bytes:
    """Moves, drops, doubles or changes a tag, a group or a line as text."""
    what = dice.random()
    if what < 0.3:
        return _numbers(data, dice)
    if what < 0.45:
        return _bytes(data, dice)
    tags = list(re.finditer(rb"<[^<>]{1,300}>|\\[a-z]+-?\d* ?|[{}]|\r?\n", data[:300_000]))
    if not tags:
        return _bytes(data, dice)
    one, other = dice.choice(tags), dice.choice(tags)
    if what < 0.6:
        return data[:one.start()] + data[one.end():]
    if what < 0.75:
        return data[:one.start()] + one.group() * dice.choice((2, 30, 400)) + data[one.end():]
    if what < 0.85:
        return data[:one.start()] + other.group() + data[one.end():]
    if what < 0.93:
        first, last = sorted((one.start(), other.start()))
        return data[:first] + data[first:last] * 2 + data[last:]
    return data[:one.end()] + dice.choice(WORDS).encode() + data[one.end():]


def _pdf(data: bytes, dice: random.Random) -> bytes:
    """Changes one object, its stream unpacked, and writes a new table of objects."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    if not objects or dice.random() < 0.15:
        return _bytes(data, dice)
    number = dice.choice(list(objects))
    what = dice.random()
    if what < 0.06:
        del objects[number]
    elif what < 0.12:
        objects[number] = dice.choice(list(objects.values()))
    else:
        objects[number] = _object(objects[number], dice)
    trailer = re.search(rb"trailer\s*<<(.*?)>>", data, re.S)
    root = re.search(rb"/Root \d+ 0 R", trailer.group(1)) if trailer else None
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for key, body in objects.items():
        places.append((key, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (key, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        max(objects, default=0) + 1, root.group() if root else b"/Root 1 0 R", start))


def _object(body: bytes, dice: random.Random) -> bytes:
    found = _STREAM.match(body)
    if not found or dice.random() < 0.3:
        head = found.group(1) if found else body
        changed = _numbers(head, dice) if dice.random() < 0.5 else _bit(head, dice)
        return changed + body[len(head):]
    head, data = found.groups()
    plain = _unpacked(data) if b"FlateDecode" in head and b"ASCII85" not in head else None
    changed = _bytes(plain if plain is not None else data, dice) if dice.random() < 0.4 else \
        _numbers(plain or data, dice) if dice.random() < 0.5 else _bit(plain or data, dice)
    packed = zlib.compress(changed) if plain is not None else changed
    if dice.random() < 0.9:
        head = re.sub(rb"/Length \d+", b"/Length %d" % len(packed), head)
    return head + b"\nstream\n" + packed + b"\nendstream"


def _bit(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + b" " + dice.choice(_PDF_BITS) + b" " + data[at + dice.choice((0, 0, 5)):]


def _unpacked(data: bytes) -> bytes | None:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return None


def _png(data: bytes, dice: random.Random) -> bytes:
    """Changes the chunks of a PNG, most times with checksums that fit."""
    chunks, at = [], 8
    while at + 12 <= len(data):
        size = struct.unpack_from(">I", data, at)[0]
        chunks.append((data[at + 4:at + 8], data[at + 8:at + 8 + size]))
        at += 12 + size
    if not chunks:
        return _bytes(data, dice)
    at = dice.randrange(len(chunks))
    name, body = chunks[at]
    if dice.random() < 0.8:
        chunks[at] = (name, _bytes(body, dice))
    else:
        name = dice.choice((name, b"tEXt", b"zTXt", b"eXIf", b"iCCP", b"acTL"))
        chunks.insert(dice.randrange(len(chunks) + 1), (name, body))
    return data[:8] + b"".join(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
                               for name, body in chunks)


def _compound(data: bytes, dice: random.Random) -> bytes:
    """Changes numbers in the head, the table of sectors or the directory of an OLE2 file, or bytes of a stream."""
    at = dice.choice((dice.randrange(24, 80), 512 + 4 * dice.randrange(128), 1024 + dice.randrange(512),
                      dice.randrange(len(data)), dice.randrange(len(data))))
    size = dice.choice((1, 2, 4))
    number = dice.choice((0, 1, 2, 5, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, len(data) // 512,
                          dice.getrandbits(32)))
    return data[:at] + struct.pack("<I", number)[:size] + data[at + size:]
