"""Short words for the draft: titles, proofs by their papers, signs as a clerk writes them."""

from __future__ import annotations

import re

from rubric_maps.importer.words import matcher, pattern, table

_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_TITLE = 24
_SHORT = 60
_LEAD = re.compile(r"^(?:[\d一二三四五六七八九十①-⑳]{0,3}[.、)）]|[一二三四五六七八九十]是|并且?|以及|同时|其中)+")


def wide(text: str) -> str:
    """A text with the signs of Chinese print."""
    return re.sub(r"(\d)：(\d)", r"\1:\2", text.translate(_WIDE))


def title(text: str, denied: bool = False) -> str:
    """A short title out of a criterion's words. denied: a deduction's words (未…的), turned into what is asked."""
    body = _last_sentence(pattern("封顶").sub("", text))
    body = _positive(body) if denied else body
    parts = [part for part in re.split(r"[,;:。]", _LEAD.sub("", body)) if len(part) >= 4] or [body]
    told = next((part for part in reversed(parts) if re.search(r"\d", part)), parts[0])
    told = re.sub(r"\([^()]*\)", "", told).strip("的,。;:、“” ")
    return wide(told if len(told) <= _TITLE else _cut(told).rstrip("的、和及"))


def _cut(text: str) -> str:
    found = [match.start() for match in re.finditer(r"[、和及]", text[:_TITLE]) if match.start() >= 8]
    return text[:found[-1]] if found else text[:_TITLE]


def _last_sentence(text: str) -> str:
    parts = [part for part in re.split(r"[。;]", text) if len(part.strip()) >= 4]
    return parts[-1].strip() if parts else text.strip()


def _positive(text: str) -> str:
    """未制定计划的 → 制定计划, 机构不健全 → 机构健全; texts that are no denial stay."""
    told = matcher(table("否定词")).sub("", text.rstrip("的,"))
    return matcher(table("否定连词")).sub("、", told) if len(told) >= 2 else text


def short(text: str, denied: bool = False) -> str:
    """The words of a criterion, cut to what fits a line. denied: as in ``title``."""
    body = pattern("封顶").sub("", text).strip("。;,: ")
    if len(body) > _SHORT:
        body = _last_sentence(body)
    body = _positive(body) if denied else body
    return wide(body[:_SHORT].rstrip("、,;的和及"))


def proofs(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The papers that a standard accepts, by its own words, with the kinds of file that are such a paper."""
    found: dict[str, tuple[str, ...]] = {}
    for part in matcher(table("佐证分隔")).split(re.sub(r"\([^()]*\)", "", text)):
        name = matcher(table("佐证空话")).sub("", part.strip()).strip("的 等")
        if not name or len(name) > 20:
            name = name[-12:] if len(name) > 20 else ""
        if not name or (part.strip() and pattern("外部").search(part) and len(part) > 16):
            continue
        papers = next((tuple(kinds) for words, kinds in table("佐证文种") if matcher(words).search(name)), ())
        found.setdefault(wide(name), papers)
    return list(found.items())
