"""The few functions of pdfium that are called thousands of times a page, bound so that a call costs least.

Handles and addresses are plain integers here; the lock of the interpreter is kept, as no call takes long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import cache
from itertools import repeat
from typing import Any

_INT, _AT = ctypes.c_int, ctypes.c_void_p
_SHAPES = {
    "FPDFText_GetLooseCharBox": (_INT, _AT, _INT, _AT),
    "FPDFText_GetUnicode": (ctypes.c_uint, _AT, _INT),
    "FPDFText_GetText": (_INT, _AT, _INT, _INT, _AT),
    "FPDFText_IsGenerated": (_INT, _AT, _INT),
    "FPDFPage_GetObject": (_AT, _AT, _INT),
    "FPDFFormObj_CountObjects": (_INT, _AT),
    "FPDFFormObj_GetObject": (_AT, _AT, ctypes.c_ulong),
    "FPDFPageObj_GetType": (_INT, _AT),
    "FPDFPageObj_GetMatrix": (_INT, _AT, _AT),
    "FPDFImageObj_GetImagePixelSize": (_INT, _AT, _AT, _AT),
    "FPDFPath_GetDrawMode": (_INT, _AT, _AT, _AT),
    "FPDFPath_CountSegments": (_INT, _AT),
    "FPDFPath_GetPathSegment": (_AT, _AT, _INT),
    "FPDFPathSegment_GetPoint": (_INT, _AT, _AT, _AT),
    "FPDFPathSegment_GetType": (_INT, _AT),
    "FPDFPathSegment_GetClose": (_INT, _AT),
    "FPDFPageObj_GetBounds": (_INT, _AT, _AT, _AT, _AT, _AT),
    "FPDFPageObj_GetFillColor": (_INT, _AT, _AT, _AT, _AT, _AT),
    "FPDFPageObj_GetStrokeColor": (_INT, _AT, _AT, _AT, _AT, _AT),
    "FPDFPageObj_HasTransparency": (_INT, _AT),
    "FPDFPageObj_SetIsActive": (_INT, _AT, _INT),
    "FPDFPageObj_GetClipPath": (_AT, _AT),
    "FPDFClipPath_CountPaths": (_INT, _AT),
    "FPDFClipPath_CountPathSegments": (_INT, _AT, _INT),
    "FPDFClipPath_GetPathSegment": (_AT, _AT, _INT, _INT),
    "FPDFTextObj_GetTextRenderMode": (_INT, _AT),
    "FPDFTextObj_GetFontSize": (_INT, _AT, _AT),
    "FPDFText_GetTextObject": (_AT, _AT, _INT),
}


@cache
def call(name: str) -> Any:
    """The function of pdfium called ``name``."""
    import pypdfium2.raw as raw

    address = ctypes.cast(getattr(raw, name), _AT).value or 0
    return ctypes.PYFUNCTYPE(*_SHAPES[name])(address)


def handle(pointer: Any) -> int:
    """A pointer of pypdfium2 as an integer."""
    return ctypes.cast(pointer, _AT).value or 0


def text_of(page: int, count: int) -> str:
    """The characters of a text page, one for each of its ``count`` places, whatever pdfium leaves out of its text."""
    units = (ctypes.c_uint16 * (2 * count + 2))()
    written = call("FPDFText_GetText")(page, 0, count, ctypes.addressof(units))
    text = bytes(units)[:2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
    if len(text) == count:
        return text
    codes = map(call("FPDFText_GetUnicode"), repeat(page), range(count))
    return "".join(chr(code) if code < 0x110000 else "\0" for code in codes)


def boxes_of(page: int, places: list[int]) -> list[float]:
    """Boxes of the characters at ``places`` in PDF space, four numbers each: left, top, right, bottom."""
    found = (ctypes.c_float * (4 * len(places)))()
    at = ctypes.addressof(found)
    for _ in map(call("FPDFText_GetLooseCharBox"), repeat(page), places, range(at, at + 16 * len(places), 16)):
        pass
    return found[:]


def generated(page: int, places: Iterable[int]) -> list[bool]:
    """Which of the characters at ``places`` pdfium put in itself."""
    return [answer == 1 for answer in map(call("FPDFText_IsGenerated"), repeat(page), places)]
