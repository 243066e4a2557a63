"""What a PDF would do if a viewer let it: scripts, programs to start, files it carries. Named, never run, not read.
And whether it has parts that can be switched off."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

from extractor.limits import MEGA
from model.problems import Problem, problem

_LOOKED_AT = 64 * MEGA
_SIGNS = ((re.compile(rb"/JavaScript\b"), "脚本"), (re.compile(rb"/Launch\b"), "启动程序的指令"),
          (re.compile(rb"/EmbeddedFiles?\b"), "附带的文件"))
_LAYERS = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_UNPACKED = 4 * MEGA


def has_layers(path: Path) -> bool:
    """Whether the file has parts that a viewer may switch off, said plainly or in a packed stream of objects."""
    with path.open("rb") as file:
        data = file.read(_LOOKED_AT)
    return _LAYERS in data or any(_LAYERS in _unpacked(data, found.end()) for found in _PACKED.finditer(data))


def _unpacked(data: bytes, start: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(memoryview(data)[start:], _UNPACKED)
    except zlib.error:
        return b""


def active_notes(document: Any, path: Path, name: str) -> list[Problem]:
    """One note that names what the file carries, none where it carries nothing. document: opened by pypdfium2."""
    import pypdfium2.raw as raw

    with path.open("rb") as file:
        data = file.read(_LOOKED_AT)
    found = [word for sign, word in _SIGNS if sign.search(data)]
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 and "脚本" not in found:
        found.append("脚本")
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0 and "附带的文件" not in found:
        found.append("附带的文件")
    return [problem("active_content", name, what="、".join(found))] if found else []
