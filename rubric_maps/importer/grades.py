"""Grades with their bounds, and the weights by which parts make up a year's total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubric_maps.importer.paper import Bit
from rubric_maps.importer.words import matcher, pattern, table
from rubric_maps.schema import PART_WORDS

_HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """A grade and its inclusive lower bound; None where the paper only names its grades."""

    name: str
    lower: Decimal | None
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """One way to form the year's total. unknown: parts with their weights that the map has no word for."""

    mode: str
    parts: dict[str, Decimal]
    unknown: tuple[str, ...]
    line: int


def grade_names(lines: Sequence[Bit]) -> list[str]:
    """The grades as the paper lists them (分为优秀、良好……4个等次), [] where it lists none."""
    for bit in lines:
        for found in pattern("等次列").finditer(bit.text):
            names = [name.strip("“”") for name in re.split(r"[、和]", found["名"]) if name.strip("“”")]
            if any(name in table("等次词") for name in names):
                return names
    return []


def bands(lines: Sequence[Bit]) -> list[Band]:
    """The grades, highest first, with bounds where the paper gives them."""
    listed = grade_names(lines)
    names = sorted({*listed, *table("等次词")}, key=len, reverse=True)
    found: dict[str, Band] = {}
    for bit in lines:
        for name, lower in bounds(bit.text, names):
            found.setdefault(name, Band(name=name, lower=lower, line=bit.line))
    if len(found) >= 2:
        return sorted(found.values(), key=lambda band: band.lower or Decimal(0), reverse=True)
    line = next((bit.line for bit in lines if listed and listed[0] in bit.text), 0)
    return [Band(name=name, lower=None, line=line) for name in listed]


def bounds(text: str, names: Sequence[str]) -> list[tuple[str, Decimal]]:
    """Every (grade, lower bound) that a text states, the range before or behind the name."""
    return list(_bounds(text, sorted(names, key=len, reverse=True)))


def _bounds(text: str, names: Sequence[str]) -> Iterator[tuple[str, Decimal]]:
    name = f"(?P<等>{'|'.join(map(re.escape, names))})"
    taken: list[tuple[int, int]] = []
    for form in ("档之间", "档不等", "档以上", "档以下"):
        span = pattern(form).pattern
        for shape in (rf"(?:{span})[^,;。、\d]{{0,10}}?{pattern('定为').pattern}{name}",
                      rf"{name}(?:等次|等级|档次|档|单位)?”?(?:\(|:|为|是)?(?:总分|得分|成绩|分数|考核得分)?(?:在|为|达到?)?(?:{span})"):
            for match in matcher(shape).finditer(text):
                if any(match.start() < stop and start < match.end() for start, stop in taken):
                    continue
                taken.append(match.span())
                yield match["等"], _lower(match)
    rest = matcher(rf"(?:其余|其他|其它)(?:的|单位)*(?:一律)?(?:为|评为|定为)“?{name}").search(text)
    if rest:
        yield rest["等"], Decimal(0)


def _lower(match: re.Match[str]) -> Decimal:
    said = match.groupdict()
    low, high = said.get("低") or said.get("低二"), said.get("高")
    if low is None:
        return Decimal(0)
    return min(Decimal(low), Decimal(high)) if high else Decimal(low)


def weights(lines: Sequence[Bit]) -> list[Weights]:
    """Every group of shares that adds up to 100 and names parts of a total."""
    found: list[Weights] = []
    for bit in lines:
        sentences = re.split(r"。", bit.text)
        for sentence in sentences:
            groups = [_shares(part) for part in sentence.split(";")]
            pairs = [(part, shares) for part, shares in zip(sentence.split(";"), groups, strict=True)
                     if sum(share for _, share in shares) == _HUNDRED]
            whole = _shares(sentence)
            if not pairs and sum(share for _, share in whole) == _HUNDRED:
                pairs = [(sentence, whole)]
            for text, shares in pairs:
                made = _composite(text, shares, bit.line)
                named = made.parts or pattern("考评").search(text)
                if len(shares) > 1 and named and all(made.parts != other.parts for other in found):
                    found.append(made)
    return found


def _shares(text: str) -> list[tuple[str, Decimal]]:
    split = pattern("分占").search(text)
    if split:
        names = [name for name in re.split(r"[、和,]", split["名"]) if name]
        numbers = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", split["列"])]
        if len(names) >= len(numbers) > 1:
            return list(zip(names[-len(numbers):], numbers, strict=True))
    for form in ("占比", "括占"):
        found = [(match["名"], Decimal(match["数"])) for match in pattern(form).finditer(text)]
        if len(found) > 1:
            return found
    return []


def _composite(text: str, shares: Sequence[tuple[str, Decimal]], line: int) -> Weights:
    parts: dict[str, Decimal] = {}
    unknown = []
    for name, share in shares:
        part = next((key for key, words in table("权重部分").items() if key not in parts
                     and any(word in name for word in words)), None)
        if part is None:
            unknown.append(f"{name}{share}%")
        else:
            parts[part] = share
    return Weights(mode=_mode(text, parts), parts=parts, unknown=tuple(unknown), line=line)


def _mode(text: str, parts: dict[str, Decimal]) -> str:
    """What a group of weights is called: by a word of its sentence, by its parts, or by the parts' own codes."""
    modes = table("综合方式")
    for row in modes["词"]:
        if matcher(row["有"]).search(text):
            return str(row["方式"])
    for row in modes["部分"]:
        if set(parts) <= set(row["全在"]):
            return str(row["方式"])
    return "-".join(PART_WORDS[name] for name in parts)
