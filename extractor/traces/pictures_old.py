"""Pictures inside binary Word and PowerPoint files and RTF: found by their own first bytes, without a place.

These files keep pictures whole, one after the other, in a stream of their own (RTF in hexadecimal). Where in the text
each stands would need all of the format; that the dossier has the picture is what counts here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from extractor.limits import Limits
from extractor.traces.pictures import MOST, Found, pictures_of
from model.traces import Traces

_STREAMS = ("Data", "Pictures", "WordDocument")
_LARGEST = 256 << 20
_BEGINS = re.compile(rb"\xff\xd8\xff[\xe0-\xef\xdb]|\x89PNG\r\n\x1a\n")
_IN_RTF = re.compile(rb"\\(?:jpegblip|pngblip)\b[^{}]*?\s((?:[0-9a-fA-F]{2}\s*){512,})\}")
_SPACE = b" \t\r\n"


def old_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """Pictures of a binary Word or PowerPoint file."""
    import olefile

    with olefile.OleFileIO(path) as ole:
        streams = [ole.openstream(one).read(_LARGEST) for one in _STREAMS if ole.exists(one)]
    return pictures_of((one for stream in streams for one in _carved(stream)), limits)


def _carved(stream: bytes) -> Iterator[Found]:
    """What begins like a picture, up to the next that does; a JPEG's own small copy inside it is not one."""
    starts = [found.start() for found in _BEGINS.finditer(stream)]
    end = 0
    for number, start in enumerate(starts[:MOST]):
        if start < end:
            continue
        end = start + _tags(stream[start:start + 6])
        following = next((at for at in starts[number + 1:] if at >= end), len(stream))
        data = stream[start:following]
        closing = data.rfind(b"\xff\xd9") if data.startswith(b"\xff\xd8") else data.rfind(b"IEND")
        if closing > 0:
            yield Found(source=data[:closing + 8])


def _tags(head: bytes) -> int:
    """How far the tags of a JPEG reach, in which its own small copy stands."""
    return 4 + int.from_bytes(head[4:6], "big") if head[2:4] in (b"\xff\xe0", b"\xff\xe1") else 0


def rtf_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """Pictures of an RTF document."""
    data = path.read_bytes()[:_LARGEST]
    return pictures_of((Found(source=bytes.fromhex(found.group(1).translate(None, _SPACE).decode("ascii")))
                        for found in _IN_RTF.finditer(data)), limits)
