"""The forms in which papers write a unit's name."""

from __future__ import annotations

import re
from functools import lru_cache

from classifiers.words import table

_PLACE = re.compile(r"^(?:[一-龥]{2,7}?(?:省|自治区|市|自治州|州|盟|地区))?"
                    r"(?:[一-龥]{1,6}?(?:市|区|县|旗|新区))?(?=[一-龥]{3})")


@lru_cache(maxsize=4096)
def forms(unit: str) -> frozenset[str]:
    """A unit's name in full and short (卫生健康委员会, 卫健委), each with the place before it and without."""
    place = _PLACE.match(unit)
    before = place[0] if place else ""
    tail = unit[len(before):]
    return frozenset({unit, tail, *(short for short in _system(tail)), *(before + short for short in _system(tail))})


def _system(tail: str) -> tuple[str, ...]:
    """All names of the system that a name's end tells (公安局, 公安分局), longest match first; () where none does."""
    best: tuple[str, ...] = ()
    length = 0
    for names in table("bodies")["简称"]:
        for name in names:
            if tail.endswith(name) and len(name) > length:
                best, length = tuple(names), len(name)
    return best


def same_unit(one: str, other: str) -> bool:
    """True for one name, or two names of one system at one place (卫生健康局, 卫生健康委员会)."""
    return one == other or bool(forms(one) & {other} or forms(other) & {one})


def names(text: str, unit: str, beside: str) -> bool:
    """True where the text has a name of the unit that is none of another's."""
    return any(form in text for form in forms(unit) - forms(beside) if len(form) >= 3)


def inside(path: str, unit: str, beside: str) -> bool:
    """True where a folder or archive in a dossier is named after another unit: what lies there may be that unit's own
    papers, put in as they are."""
    return any(names(part, unit, beside) for part in path.replace("!/", "/").split("/")[:-1])
