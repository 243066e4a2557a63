"""Expressions as ``re`` runs them, made beforehand: to make a thousand takes longer than to read a paper.

``foremade.json`` holds the code of each by the hash of its text and flags, for one kind of interpreter. For another,
and for an expression that is not there (the data files were changed since), the library compiles it: the file saves
time and decides nothing. Made anew by ``python scripts/foremade.py``.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import hashlib
import json
import re
import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("foremade.json")
_SIGNS = 16
"""Signs of a hash that are kept: two of some thousands of expressions never share so many."""
_WIDTH = "I"
"""The array's sign for the 32-bit numbers of which code is made."""
Code = tuple[int, int, Mapping[str, int], list[int]]
"""Flags, number of groups, numbers of the named ones, and the code, as ``_sre.compile`` takes them."""


def foremade(pattern: str, flags: int) -> re.Pattern[str] | None:
    """The expression; None where nobody made it beforehand for this kind of interpreter."""
    found = kept(pattern, flags)
    if found is None:
        return None
    whole, groups, named, code = found
    names: list[str | None] = [None] * (groups + 1)
    for name, at in named.items():
        names[at] = name
    made: re.Pattern[str] = _sre.compile(pattern, whole, code, groups, dict(named), tuple(names))
    return made


def kept(pattern: str, flags: int) -> Code | None:
    """What the file has of an expression, for this kind of interpreter."""
    row = _read().get(_mark(pattern, flags))
    if row is None:
        return None
    whole, groups, named, packed = row
    return whole, groups, named, array(_WIDTH, zlib.decompress(b64decode(packed))).tolist()


def write(expressions: Mapping[tuple[str, int], Code]) -> None:
    """Writes the file. expressions: what to keep, by text and flags."""
    rows = {_mark(*asked): (flags, groups, dict(named), _packed(code))
            for asked, (flags, groups, named, code) in expressions.items()}
    data = {"interpreter": _interpreter(), "expressions": dict(sorted(rows.items()))}
    FILE.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    _read.cache_clear()


def forget() -> None:
    """Takes the file away, so that everything is compiled again."""
    FILE.unlink(missing_ok=True)
    _read.cache_clear()


def code_of(compiler: Callable[[str, int], re.Pattern[str]], pattern: str, flags: int) -> Code | None:
    """The code that a compiler of ``re`` makes of an expression; None where it does not show it. Raises re.error.

    compiler: ``compile`` of ``re._compiler``, or of a second copy of that library.
    """
    parts: dict[str, Any] = getattr(compiler, "__globals__", {})
    if "_code" not in parts or "_parser" not in parts:
        return None
    parsed = parts["_parser"].parse(pattern, flags)
    return (int(flags | parsed.state.flags), parsed.state.groups - 1, dict(parsed.state.groupdict),
            list(map(int, parts["_code"](parsed, flags))))


@lru_cache(maxsize=1)
def _read() -> dict[str, tuple[int, int, dict[str, int], str]]:
    """The rows of the file; none where there is no file or another kind of interpreter made it."""
    if not FILE.is_file():
        return {}
    raw = json.loads(FILE.read_text("utf-8"))
    rows: dict[str, tuple[int, int, dict[str, int], str]] = raw["expressions"]
    return rows if raw["interpreter"] == _interpreter() else {}


def _interpreter() -> str:
    """What code is bound to: the interpreter, the version and width of its code, the order of bytes."""
    return "|".join(map(str, (sys.implementation.cache_tag, _sre.MAGIC, _sre.CODESIZE, sys.byteorder)))


def _packed(code: list[int]) -> str:
    return b64encode(zlib.compress(array(_WIDTH, code).tobytes(), 9)).decode("ascii")


def _mark(pattern: str, flags: int) -> str:
    return hashlib.sha256(f"{int(flags)}|{pattern}".encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]
