"""Which words of a Word paper nobody sees: by the colour, size and width that styles and the run itself give them, on
what in fact lies behind them, and by the place where their paragraph, row or text box stands.

Most papers hold nothing that could hide a word; that is told from the tags of their parts at once, and then no run of
theirs is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from extractor.normal import whole_number
from extractor.office.colours import WHITE, Colour, Colours, alike
from extractor.word.drawings import FAR, is_away, lies_behind, signed
from model.traces import HidingWay

LOWEST, NARROWEST = 8, 20
"""Half points of a size, percent of a width, below which nobody reads a word."""
_LINE, _NEAR = 80, 12
_PALE, _DARK, _TIGHT = 170, 110, 80
_SUSPECT = re.compile(
    rb"<w:(?:color|sz|w|spacing|shd|highlight|vanish|specVanish|hidden|trHeight|ind|framePr|tblpPr|tblInd|background)\b"
    rb"[^>]*>|<w14:textFill\b|<w:txbxContent\b")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_FLAGS = (b"<w:vanish", b"<w:specVanish", b"<w:hidden", b"<w:background", b"<w14:", b"<w:txbx")
_FILLS = (b"<w:shd", b"<w:highlight")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What a paragraph stands on. back: its colour, None where that is not known. way: how all of it is kept from
    sight, None where it is not."""

    back: Colour | None = WHITE
    way: HidingWay | None = None


Props = dict[str, Any]
"""What properties say of words: colour, back (None: of its own), size, scale, spacing, vanish, clear, line."""


@dataclass(slots=True)
class Sight:
    """How words of one document look. w: namespace prefix of its elements. plain: nothing in it could hide a word."""

    w: str
    colours: Colours = field(default_factory=Colours)
    plain: bool = True
    _grounds: list[Ground] = field(default_factory=lambda: [Ground()])
    _styles: dict[str, Any] = field(default_factory=dict)
    _known: dict[str, Props] = field(default_factory=dict)
    _defaults: Props = field(default_factory=dict)
    _first: str = ""
    _over: set[Any] = field(default_factory=set)
    _company: dict[Any, int] = field(default_factory=dict)

    def glance(self, data: bytes) -> bytes:
        """Takes note of whether a part could hide words; gives it back as it is."""
        self.plain = self.plain and b"<w:" in data and not any(map(self._is_suspect, set(_SUSPECT.findall(data))))
        return data

    def _is_suspect(self, tag: bytes) -> bool:
        if tag.startswith(_FLAGS):
            return True
        told = {name.decode("ascii", "replace"): value.decode("ascii", "replace")
                for name, value in _ATTRIBUTE.findall(tag)}
        if tag.startswith(b"<w:color"):
            colour = self.colours.of(told, "w:", "val")
            return colour is not None and colour.bright > _PALE
        if tag.startswith(_FILLS):
            colour = self.colours.named(told.get("w:val", "")) or self.colours.shading(told, "w:")
            return colour is not None and colour.bright < _DARK
        if tag.startswith(b"<w:sz"):
            return whole_number(told.get("w:val"), LOWEST) < LOWEST
        if tag.startswith(b"<w:spacing"):
            return told.get("w:lineRule") == "exact" and whole_number(told.get("w:line"), _LINE) < _LINE \
                or signed(told.get("w:val")) <= -_TIGHT
        if tag.startswith(b"<w:trHeight"):
            return told.get("w:hRule") == "exact" and whole_number(told.get("w:val"), _LINE) < _LINE
        if tag.startswith(b"<w:w"):
            return whole_number(told.get("w:val"), NARROWEST) < NARROWEST
        return any(abs(signed(value)) > FAR for value in told.values())

    def load(self, styles: Any, root: Any, *, background: bool) -> None:
        """Takes in styles.xml (None where the file has none) and the colour of the page."""
        if self.plain:
            return
        w = self.w
        for element in () if styles is None else styles.iterchildren(f"{w}style"):
            self._styles[element.get(f"{w}styleId", "")] = element
            if element.get(f"{w}type") == "paragraph" and element.get(f"{w}default") in ("1", "true"):
                self._first = element.get(f"{w}styleId", "")
        for part in () if styles is None else styles.iterfind(f"{w}docDefaults/*/{w}rPr"):
            self._defaults = self._of(part, self._defaults)
        self.look_behind(root)
        page = root.find(f"{w}background") if background else None
        if page is not None:
            self._grounds[0] = Ground(back=self.colours.of(page, w, "color") or WHITE)

    def look_behind(self, root: Any) -> None:
        """Takes note of the paragraphs near a picture or filled shape that lies behind the text: what their words stand
        on, only a layout tells."""
        for shape in root.iter("{*}anchor", "{*}shape", "{*}rect") if root is not None and not self.plain else ():
            if lies_behind(shape):
                home = next((one for one in shape.iterancestors(f"{self.w}p")), None)
                for near in () if home is None else (home, *islice(home.itersiblings(), _NEAR),
                                                     *islice(home.itersiblings(preceding=True), _NEAR)):
                    self._over.update(near.iter(f"{self.w}p"))

    def paragraph(self, properties: Any, element: Any = None) -> Props:
        """How the words of a paragraph look that say nothing of themselves."""
        if self.plain:
            return {}
        return {**self._paragraph(properties), **({"over": True} if element in self._over else {})}

    def _paragraph(self, properties: Any) -> Props:
        w = self.w
        style = None if properties is None else properties.find(f"{w}pStyle")
        props = self._style(self._first if style is None else style.get(f"{w}val", ""))
        if properties is not None:
            props = self._of_paragraph(properties, props)
        return {**self._defaults, **props}

    def way(self, run: Any, props: Props) -> HidingWay | None:
        """How the words of a run are kept from sight, None where they are seen. props: of its paragraph."""
        if self.plain:
            return None
        own = next(run.iterchildren(self.w + "rPr"), None)
        if own is not None:
            style = own.find(f"{self.w}rStyle")
            props = {**props, **self._style(style.get(f"{self.w}val", ""))} if style is not None else props
            props = self._of(own, props)
        return self.hidden(props)

    def hidden(self, props: Props) -> HidingWay | None:
        """How words that look like this are kept from sight."""
        ground = self._grounds[-1]
        if ground.way is not None or props.get("vanish"):
            return ground.way or "vanish"
        size = props.get("size", 21)
        if size < LOWEST:
            return "tiny"
        if props.get("off"):
            return "off_page"
        if props.get("scale", 100) < NARROWEST or props.get("line", 240) < _LINE \
                or props.get("spacing", 0) <= -8 * size:
            return "squeezed"
        if props.get("clear"):
            return "transparent"
        back = props.get("back", None if props.get("over") else ground.back)
        colour = props.get("colour")
        return "faint" if colour is not None and back is not None and alike(colour, back) else None

    @contextmanager
    def on(self, ground: Ground | None) -> Iterator[None]:
        """What stands on this ground; None for the one that it stands on anyway."""
        self._grounds.append(ground or self._grounds[-1])
        try:
            yield
        finally:
            self._grounds.pop()

    def cell(self, properties: Any) -> Ground | None:
        """The ground of a table cell that has a colour of its own."""
        shading = None if properties is None else properties.find(f"{self.w}shd")
        back = None if shading is None else self.colours.shading(shading, self.w)
        return None if back is None else Ground(back=back, way=self._grounds[-1].way)

    def row(self, properties: Any) -> Ground | None:
        """The ground of a table row: one that is hidden, or too low to show a letter."""
        if properties is None or self.plain:
            return None
        height, w = properties.find(f"{self.w}trHeight"), self.w
        low = height is not None and height.get(f"{w}hRule") == "exact" and whole_number(
            height.get(f"{w}val"), _LINE) < _LINE
        gone = properties.find(f"{w}hidden")
        if gone is not None and gone.get(f"{w}val", "true") not in ("0", "false", "off"):
            return Ground(back=self._grounds[-1].back, way="vanish")
        return Ground(back=self._grounds[-1].back, way="squeezed") if low else None

    def table(self, properties: Any) -> Ground | None:
        """The ground of a table: of unknown colour where its style has shaded parts, or off the page."""
        if properties is None or self.plain:
            return None
        w = self.w
        place = properties.find(f"{w}tblpPr")
        if place is not None and any(abs(signed(place.get(f"{w}{side}"))) > FAR for side in ("tblpX", "tblpY")):
            return Ground(way="off_page")
        indent = properties.find(f"{w}tblInd")
        if indent is not None and abs(signed(indent.get(f"{w}w"))) > FAR:
            return Ground(way="off_page")
        style = properties.find(f"{w}tblStyle")
        shaded = style is not None and self._is_shaded(style.get(f"{w}val", ""))
        return Ground(back=None, way=self._grounds[-1].way) if shaded else None

    def box(self, content: Any) -> Ground | None:
        """The ground of a text box, by what the shapes around its content say."""
        back: Colour | None = self._grounds[-1].back
        filled, own = False, None
        for shape in content.iterancestors() if not self.plain else ():
            local = shape.tag.rpartition("}")[2]
            if local in ("p", "body"):
                break
            if not filled and local in ("wsp", "shape", "rect", "roundrect", "oval"):
                back, filled = self.colours.filling(shape, back)
                own = shape
            if is_away(shape, local):
                return Ground(back=back, way="off_page")
        if not filled and own is not None and self._has_company(own):
            back = None
        return Ground(back=back, way=self._grounds[-1].way) if not self.plain else None

    def _has_company(self, shape: Any) -> bool:
        """Whether a drawn shape shares its group or its paragraph with a picture or another drawn shape, which may lie
        behind its words."""
        home = next((one for one in shape.iterancestors() if one.tag.rpartition("}")[2] == "p"), None)
        if home is None:
            return False
        if home not in self._company:
            drawn = home.iter("{*}wsp", "{*}pic", "{*}imagedata", "{*}shape", "{*}rect", "{*}roundrect", "{*}oval")
            self._company[home] = sum(not any(str(one.tag).endswith("}Fallback") for one in other.iterancestors())
                                      for other in drawn)
        return self._company[home] > 1

    def _is_shaded(self, style: str) -> bool:
        """Whether a table style shades any of its parts: which, only a layout tells."""
        for _ in range(12):
            element = self._styles.get(style)
            if element is None:
                return style != ""
            if any(self.colours.shading(one, self.w) not in (None, WHITE) for one in element.iter(f"{self.w}shd")):
                return True
            base = element.find(f"{self.w}basedOn")
            style = "" if base is None else base.get(f"{self.w}val", "")
        return True

    def _style(self, style: str, depth: int = 0) -> Props:
        known = self._known.get(style)
        element = self._styles.get(style)
        if known is not None or element is None or depth > 12:
            return known or {}
        w = self.w
        base = element.find(f"{w}basedOn")
        props = self._style(base.get(f"{w}val", ""), depth + 1) if base is not None else {}
        paragraph, run = element.find(f"{w}pPr"), element.find(f"{w}rPr")
        if paragraph is not None:
            props = self._of_paragraph(paragraph, props)
        if run is not None:
            props = self._of(run, props)
        self._known[style] = props
        return props

    def _of_paragraph(self, properties: Any, props: Props) -> Props:
        w, found = self.w, dict(props)
        for part in properties:
            if part.tag == f"{w}shd":
                found["back"] = self.colours.shading(part, w)
                if found["back"] is None:
                    del found["back"]
            elif part.tag == f"{w}spacing" and part.get(f"{w}lineRule") == "exact":
                found["line"] = whole_number(part.get(f"{w}line"), _LINE)
            elif part.tag == f"{w}framePr":
                found["off"] = any(abs(signed(part.get(f"{w}{side}"))) > FAR for side in "xy")
            elif part.tag == f"{w}ind":
                found["off"] = any(abs(signed(part.get(f"{w}{side}"))) > FAR for side in ("left", "start", "right"))
        return found

    def _of(self, properties: Any, props: Props) -> Props:
        """The properties of a run over those below them."""
        w, found = self.w, dict(props)
        for part in properties:
            local = part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
            value = part.get(f"{w}val", "")
            if local == "color":
                found["colour"] = self.colours.of(part, w, "val")
            elif local == "sz":
                found["size"] = whole_number(value, 21)
            elif local == "w":
                found["scale"] = whole_number(value, 100)
            elif local == "spacing":
                found["spacing"] = signed(value)
            elif local == "vanish":
                found["vanish"] = value not in ("0", "false", "off")
            elif local == "highlight" and value != "none" or local == "shd":
                back = self.colours.named(value) if local == "highlight" else self.colours.shading(part, w)
                found.update({"back": back} if back is not None else {})
            elif local == "textFill":
                self._fill(part, found)
        return found

    def _fill(self, part: Any, found: Props) -> None:
        """Words filled with a colour of their own, or with none."""
        sheer = next((whole_number(alpha.get(key), 0) for alpha in part.iter("{*}alpha") for key in alpha.attrib), 0)
        found["clear"] = sheer >= 90_000 or any(True for _ in part.iterchildren("{*}noFill"))
        colour, known = self.colours.filling(part, None)
        if known and colour is not None:
            found["colour"] = colour
