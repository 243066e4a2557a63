"""What styles.xml and numbering.xml of a docx say of a paragraph: heading level, the number shown before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractor.normal import whole_number

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题)$", re.IGNORECASE)
_CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
            "ideographTraditional", "taiwaneseCounting", "chineseLegalSimplified",
            "taiwaneseCountingThousand", "koreanCounting"}


_OF_OTHERS = ("table", "numbering")
_STYLE_END = b"</w:style>"


def without_table_styles(data: bytes) -> bytes:
    """styles.xml without the looks of tables, which are most of it and say nothing of a paragraph."""
    kept = []
    for piece in data.split(_STYLE_END):
        at = piece.find(b"<w:style ")
        if at >= 0 and b'w:type="table"' in piece[at:piece.find(b">", at)]:
            kept.append(piece[:at])
        else:
            kept += (piece, _STYLE_END)
    return b"".join(kept[:-1]) if kept[-1] is _STYLE_END else data


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    level: int | None = None
    numbering: tuple[str, str] | None = None


@dataclass(slots=True)
class Styles:
    """Styles and numberings of one document. ``w`` is the namespace prefix of its elements."""

    w: str
    styles: dict[str, _Style] = field(default_factory=dict)
    levels: dict[tuple[str, str], str] = field(default_factory=dict)

    def load_styles(self, root: Any) -> None:
        """Takes in styles.xml (None where the file has none)."""
        w = self.w
        for element in () if root is None else root.iterchildren(f"{w}style"):
            if element.get(f"{w}type") in _OF_OTHERS:
                continue
            style = _Style()
            for part in element:
                tag = part.tag
                if tag == f"{w}name":
                    style.name = _val(part, w)
                elif tag == f"{w}basedOn":
                    style.based_on = _val(part, w)
                elif tag == f"{w}pPr":
                    level = _val(part.find(f"{w}outlineLvl"), w)
                    style.level = int(level) + 1 if level.isdigit() else None
                    style.numbering = self._number_of(part)
            self.styles[element.get(f"{w}styleId", "")] = style

    def load_numbering(self, root: Any) -> None:
        """Takes in numbering.xml: which levels show a number that looks like a heading's."""
        if root is None:
            return
        w = self.w
        shapes: dict[tuple[str, str], str] = {}
        for abstract in root.findall(f"{w}abstractNum"):
            for level in abstract.findall(f"{w}lvl"):
                shape = _sample(_val(level.find(f"{w}numFmt"), w), _val(level.find(f"{w}lvlText"), w))
                shapes[abstract.get(f"{w}abstractNumId", ""), level.get(f"{w}ilvl", "0")] = shape
        for number in root.findall(f"{w}num"):
            abstract_id = _val(number.find(f"{w}abstractNumId"), w)
            for (owner, level_id), shape in shapes.items():
                if owner == abstract_id:
                    self.levels[number.get(f"{w}numId", ""), level_id] = shape

    def heading_level(self, properties: Any) -> int:
        """Heading depth that a paragraph's properties give it, 0 for body text."""
        if properties is None:
            return 0
        direct = _val(properties.find(f"{self.w}outlineLvl"), self.w)
        if direct:
            depth = whole_number(direct, default=9)
            return depth + 1 if depth < 9 else 0
        for style in self._chain(_val(properties.find(f"{self.w}pStyle"), self.w)):
            named = _HEADING.match(style.name)
            if named or _TITLE.match(style.name):
                return int(named.group(1)) if named else 1
            if style.level is not None:
                return style.level if style.level <= 9 else 0
        return 0

    def number(self, properties: Any) -> str:
        """A sample of the automatic number before a paragraph (``一、`` ``（一）`` ``1.`` ``（1）``), "" for none."""
        if properties is None:
            return ""
        key = self._number_of(properties)
        for style in self._chain(_val(properties.find(f"{self.w}pStyle"), self.w)):
            key = key or style.numbering
        return self.levels.get(key, "") if key else ""

    def is_contents(self, properties: Any) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        style = self.styles.get(_val(properties.find(f"{self.w}pStyle"), self.w)) if properties is not None else None
        return style is not None and style.name.lower().startswith("toc ")

    def _chain(self, style_id: str) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self.styles and len(chain) < 12:
            chain.append(self.styles[style_id])
            style_id = chain[-1].based_on
        return chain

    def _number_of(self, properties: Any) -> tuple[str, str] | None:
        element = properties.find(f"{self.w}numPr")
        if element is None:
            return None
        return _val(element.find(f"{self.w}numId"), self.w), _val(element.find(f"{self.w}ilvl"), self.w) or "0"


def _val(element: Any, w: str) -> str:
    return "" if element is None else str(element.get(f"{w}val", ""))


def flag(properties: Any, name: str, w: str) -> bool | None:
    """A switch such as ``w:vanish`` in run properties: True, False, or None where it is not there."""
    element = None if properties is None else next(properties.iterchildren(w + name), None)
    return None if element is None else str(element.get(f"{w}val", "true")) not in ("0", "false", "off")


def _sample(number_format: str, text: str) -> str:
    """What the first number of a list level looks like, where it looks like an official paper's numbering."""
    if text.count("%") != 1:
        return ""
    sign = "一" if number_format in _CHINESE else "1" if number_format == "decimal" else ""
    return re.sub(r"%\d", sign, text) if sign else ""
