"""A clerk's slips of the pen, found line by line before YAML sees the text, each named in Chinese with its line."""

from __future__ import annotations

import re

from model.problems import Problem, problem
from rubric_maps.schema import ALL_WORDS, NUMBER_KEYS

_WORDS = "|".join(sorted(ALL_WORDS, key=len, reverse=True))
_START = r"(?:^\s*(?:-\s+)*(?:\{\s*)?|[{,]\s*)"
_COLON = re.compile(rf"{_START}({_WORDS})\s*：")
_SPACE = re.compile(rf"{_START}({_WORDS}):(?=[^\s])")
_COMMA = re.compile(rf"[，、；]\s*({_WORDS}):\s")
_NUMBER = re.compile(rf"{_START}({'|'.join(sorted(NUMBER_KEYS, key=len, reverse=True))}):\s+([^,}}#]+)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_FULL_WIDTH = re.compile(r"[０-９．]")
_WITH_UNIT = re.compile(r"^-?\d+(?:\.\d+)?\s*[^\d\s.].*$")


def slips(text: str, where: str) -> list[Problem]:
    """Slips in a map or a cases file: full-width colon, digit or comma, tab, missing space after a colon, a number with
    its unit. ``where`` names the file; the line is added to it."""
    found: list[Problem] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        place = f"{where}:{number}"
        if "\t" in raw:
            found.append(problem("slip_tab", place))
        line = _COMMENT.sub("", _QUOTED.sub('""', raw))
        found.extend(problem("slip_colon", place, key=match[1]) for match in _COLON.finditer(line))
        found.extend(problem("slip_space", place, key=match[1]) for match in _SPACE.finditer(line))
        found.extend(problem("slip_comma", place, key=match[1]) for match in _COMMA.finditer(line))
        for match in _NUMBER.finditer(line):
            found.extend(_number_slip(place, match[1], match[2].strip()))
    return found


def _number_slip(place: str, key: str, value: str) -> list[Problem]:
    if _FULL_WIDTH.search(value):
        return [problem("slip_digit", place, key=key, value=value)]
    if _WITH_UNIT.match(value):
        return [problem("slip_unit", place, key=key, value=value)]
    return []
