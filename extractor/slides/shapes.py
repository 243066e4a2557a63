"""The shapes of a slide with their places: groups undone, placeholders' places taken from the layout.

Places are points from the slide's top left; a slide file counts in EMU, 12,700 to a point.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model.documents import BBox

EMU = 12700.0
"""To a point."""
_FAR = 1 << 40
_MAX_DEPTH = 16
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """x and y of a shape inside groups → EMU of the slide."""

    across: float = 1.0
    down: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def within(self, xfrm: Any) -> Scale:
        """The scale inside a group with this transform."""
        off, ext, inner, size = (_pair(xfrm, name) for name in ("off", "ext", "chOff", "chExt"))
        if off is None or ext is None or inner is None or size is None or not size[0] or not size[1]:
            return self
        across, down = self.across * ext[0] / size[0], self.down * ext[1] / size[1]
        return Scale(across=across, down=down, x=self.x + self.across * off[0] - across * inner[0],
                     y=self.y + self.down * off[1] - down * inner[1])

    def box(self, xfrm: Any) -> BBox | None:
        """Box in points of a shape with this transform, its rotation counted in; None where it states no place."""
        off, ext = _pair(xfrm, "off"), _pair(xfrm, "ext")
        if off is None or ext is None:
            return None
        wide, high = abs(self.across * ext[0]), abs(self.down * ext[1])
        x, y = self.x + self.across * off[0] + wide / 2, self.y + self.down * off[1] + high / 2
        angle = math.radians(_number(xfrm.get("rot")) / 60000)
        sine, cosine = abs(math.sin(angle)), abs(math.cos(angle))
        wide, high = wide * cosine + high * sine, wide * sine + high * cosine
        return BBox(x0=(x - wide / 2) / EMU, top=(y - high / 2) / EMU, x1=(x + wide / 2) / EMU,
                    bottom=(y + high / 2) / EMU)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """A shape that is no group. role: ``title``, ``furniture`` (date, footer, number) or ``""``. box: its place."""

    element: Any
    box: BBox | None
    role: str = ""

    @property
    def local(self) -> str:
        """Its kind: ``sp``, ``pic``, ``graphicFrame`` …"""
        return str(self.element.tag).rpartition("}")[2]


def shapes(slide: Any, patterns: list[Any]) -> list[Shape]:
    """All shapes of a slide (or notes page) in reading order. patterns: its layout and master, nearest first."""
    tree = slide.find("{*}cSld/{*}spTree")
    found = list(_walk(tree, Scale(), patterns, 0)) if tree is not None else []
    return _in_order(found)


def _walk(parent: Any, scale: Scale, patterns: list[Any], depth: int) -> Iterator[Shape]:
    for element in parent:
        if not isinstance(element.tag, str):
            continue
        local = element.tag.rpartition("}")[2]
        if element.tag == f"{_MC}AlternateContent":
            branch = element.find(f"{_MC}Choice")
            branch = element.find(f"{_MC}Fallback") if branch is None else branch
            if branch is not None and depth < _MAX_DEPTH:
                yield from _walk(branch, scale, patterns, depth + 1)
        elif local == "grpSp" and depth < _MAX_DEPTH:
            xfrm = element.find("{*}grpSpPr/{*}xfrm")
            yield from _walk(element, scale if xfrm is None else scale.within(xfrm), patterns, depth + 1)
        elif local in ("sp", "pic", "graphicFrame", "cxnSp"):
            yield _shape(element, scale, patterns)


def _shape(element: Any, scale: Scale, patterns: list[Any]) -> Shape:
    holder = element.find("./*/{*}nvPr/{*}ph")
    kind = "" if holder is None else holder.get("type", "body" if element.tag.endswith("}sp") else "")
    xfrm = _xfrm(element)
    box = scale.box(xfrm) if xfrm is not None else None
    for pattern in patterns if box is None and holder is not None else ():
        same = _same_holder(pattern, holder, kind)
        inherited = None if same is None else _xfrm(same)
        box = Scale().box(inherited) if inherited is not None else None
        if box is not None:
            break
    return Shape(element=element, box=box,
                 role="title" if kind in _TITLES else "furniture" if kind in _FURNITURE else "")


def _xfrm(element: Any) -> Any:
    found = element.find("{*}spPr/{*}xfrm")
    return element.find("{*}xfrm") if found is None else found


def _same_holder(pattern: Any, holder: Any, kind: str) -> Any:
    """The placeholder of a layout or master that a slide's own follows: of its number, else of its kind."""
    by_kind = None
    for shape in pattern.iterfind(".//{*}sp"):
        other = shape.find("./*/{*}nvPr/{*}ph")
        if other is None:
            continue
        if holder.get("idx") is not None and other.get("idx") == holder.get("idx"):
            return shape
        same = other.get("type", "body") == kind or (kind in _TITLES and other.get("type") in _TITLES)
        by_kind = shape if by_kind is None and same else by_kind
    return by_kind


def _in_order(found: list[Shape]) -> list[Shape]:
    """Titles first, then top to bottom; what stands side by side from left to right; what has no place last."""
    placed = [(shape, shape.box) for shape in found if shape.box is not None]
    titles = [shape for shape, _ in placed if shape.role == "title"]
    rows: list[list[tuple[Shape, BBox]]] = []
    for shape, box in sorted(((s, b) for s, b in placed if s.role != "title"), key=lambda pair: pair[1].top):
        first = rows[-1][0][1] if rows else None
        if first is not None and box.top < first.top + 0.4 * min(first.bottom - first.top, box.bottom - box.top):
            rows[-1].append((shape, box))
        else:
            rows.append([(shape, box)])
    ordered = [shape for row in rows for shape, _ in sorted(row, key=lambda pair: pair[1].x0)]
    return [*titles, *ordered, *(shape for shape in found if shape.box is None)]


def _pair(xfrm: Any, name: str) -> tuple[float, float] | None:
    element = xfrm.find(f"{{*}}{name}")
    if element is None:
        return None
    first, second = ("cx", "cy") if name.lower().endswith("ext") else ("x", "y")
    return _number(element.get(first)), _number(element.get(second))


def _number(value: str | None) -> float:
    try:
        return float(max(-_FAR, min(_FAR, int(value or "0"))))
    except ValueError:
        return 0.0
