"""Frozen types as bytes and back, for what is kept between runs; and the digest of the code that made it.

Packed column by column: all values of one field of many objects stand together, so that thousands of small objects
are built without a loop of Python's own. The bytes hold plain values only, and what is unpacked is held against the
types' annotations: a file that somebody else wrote yields an error, never code that runs.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, chain, pairwise, repeat
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Writer = Callable[[Sequence[Any]], list[Any]]
"""Values of one type → plain lists."""
Reader = Callable[[Any, int], Sequence[Any]]
"""What the writer made, and of how many values → the values. Raises ValueError where the two do not fit."""
_ROOT = Path(__file__).resolve().parent.parent
_WORDS: dict[type, tuple[Callable[[Any], str], Callable[[str], object]]] = {
    date: (date.isoformat, date.fromisoformat), Decimal: (str, Decimal)}
"""Types that are kept as text: how they are written and read."""


_TEXT, _TRUTH, _NUMBER = frozenset({str}), frozenset({bool}), frozenset({int})
_PLAIN: dict[Any, frozenset[type]] = {str: _TEXT, bool: _TRUTH, int: _NUMBER, float: frozenset({float, int}),
                                      bytes: frozenset({bytes})}


class _Values(pickle.Unpickler):
    """Unpickles numbers, strings and containers of them, no other type."""

    def find_class(self, module: str, name: str) -> object:
        """Refuses every type."""
        raise pickle.UnpicklingError(f"{module}.{name}")


def pack(value: Any) -> bytes:
    """A frozen dataclass of the model as bytes. Raises TypeError for fields whose types are not known here."""
    return pickle.dumps(_writer(_any(type(value)))([value]), protocol=5)


def unpack(data: bytes, kind: type[T]) -> T:
    """What ``pack`` made of a ``kind``. Raises ValueError for anything else."""
    try:
        made = _reader(_any(kind))(_Values(io.BytesIO(data)).load(), 1)
    except Exception as error:  # noqa: BLE001 - a pickle that somebody spoilt raises anything
        raise ValueError(f"{type(error).__name__}: {str(error)[:80]}") from error
    found: T = made[0]
    return found


@lru_cache(maxsize=8)
def code_digest(*rooms: str) -> str:
    """SHA-256 of all files of these rooms (folders or modules), data included: what they make is kept only as long as
    they are the same."""
    digest = hashlib.sha256()
    for room in rooms:
        place = _ROOT / room
        for path in sorted(place.rglob("*")) if place.is_dir() else [place.with_suffix(".py")]:
            if path.suffix != ".pyc" and path.is_file():
                content = path.read_bytes()
                digest.update(f"{path.relative_to(_ROOT).as_posix()}\0{len(content)}\0".encode())
                digest.update(content)
    return digest.hexdigest()


@lru_cache(maxsize=256)
def _writer(kind: Any) -> Writer:
    """Raises TypeError for a type that cannot be kept."""
    base, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        parts = [(attrgetter(one.name), _writer(hint)) for one, hint in _fields(kind)]
        return lambda values: [write(list(map(get, values))) for get, write in parts]
    if kind in _WORDS:
        return lambda values: list(map(_WORDS[kind][0], values))
    if base in (Union, types.UnionType):
        known = _writer(_optional(inner))
        return lambda values: [[one is not None for one in values], known([one for one in values if one is not None])]
    if base is tuple and inner[-1] is ...:
        each = _writer(inner[0])
        return lambda values: [list(map(len, values)), each(list(chain.from_iterable(values)))]
    if base is tuple:
        places = [(itemgetter(at), _writer(part)) for at, part in enumerate(inner)]
        return lambda values: [write(list(map(get, values))) for get, write in places]
    _plain(kind)
    return list


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Reader:
    base, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _objects(kind)
    if kind in _WORDS:
        return lambda packed, count: list(map(_WORDS[kind][1], _checked(packed, _TEXT, count)))
    if base in (Union, types.UnionType):
        return _optionals(_reader(_optional(inner)))
    if base is tuple and inner[-1] is ...:
        return _tuples(_reader(inner[0]))
    if base is tuple:
        parts = [_reader(part) for part in inner]
        return lambda packed, count: list(zip(
            *[read(column, count) for read, column in zip(parts, packed, strict=True)], strict=True))
    plain = _plain(kind)
    return lambda packed, count: _checked(packed, plain, count)


def _objects(kind: Any) -> Reader:
    """Frozen objects with slots, filled through their descriptors, a field of all of them at a time."""
    parts = [(getattr(kind, one.name).__set__, _reader(hint)) for one, hint in _fields(kind)]

    def read(packed: Any, count: int) -> Sequence[Any]:
        made = list(map(kind.__new__, repeat(kind, count)))
        for (fill, inner), column in zip(parts, packed, strict=True):
            deque(map(fill, made, inner(column, count)), maxlen=0)
        return made

    return read


def _optionals(known: Reader) -> Reader:
    def read(packed: Any, count: int) -> Sequence[Any]:
        mask, there = packed
        number = sum(_checked(mask, _TRUTH, count))
        values = known(there, number)
        if number == count:
            return values
        left = iter(values)
        return [next(left) if one else None for one in mask]

    return read


def _tuples(each: Reader) -> Reader:
    def read(packed: Any, count: int) -> Sequence[Any]:
        sizes, inner = packed
        ends = list(accumulate(_checked(sizes, _NUMBER, count), initial=0))
        flat = tuple(each(inner, ends[-1]))
        return [flat[start:end] for start, end in pairwise(ends)]

    return read


def _any(kind: Any) -> Any:
    return kind


def _fields(kind: Any) -> Iterator[tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return ((one, hints[one.name]) for one in fields(kind))


def _checked(column: Any, allowed: frozenset[type], count: int) -> list[Any]:
    """The column, where it has ``count`` values of the allowed types. Raises ValueError where it has not."""
    if type(column) is not list or len(column) != count or not allowed.issuperset(map(type, column)):
        raise ValueError(f"not {count} of {allowed}")
    return column


def _optional(inner: Iterable[Any]) -> Any:
    """The type beside None."""
    known = [one for one in inner if one is not type(None)]
    if len(known) != 1:
        raise TypeError(f"a choice of {known}")
    return known[0]


def _plain(kind: Any) -> frozenset[type]:
    """The plain types behind an annotation (a float may be written as an int)."""
    found = _TEXT if get_origin(kind) is Literal else _PLAIN.get(kind)
    if found is None:
        raise TypeError(str(kind))
    return found
