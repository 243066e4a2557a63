"""The colours of an office file: written out, by name, of the theme, of patterns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

NEAR, NEAR_CHANNEL = 30, 60
"""Levels of 256 by which brightness, and any one channel, must differ for words to be seen on their ground."""


class Colour(NamedTuple):
    """Red, green, blue, 0..255 each."""

    red: int
    green: int
    blue: int

    @property
    def bright(self) -> float:
        """How bright it looks, 0..255."""
        return 0.299 * self.red + 0.587 * self.green + 0.114 * self.blue


WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)
_NAMES = {"black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
          "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080",
          "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
          "darkGray": "808080", "lightGray": "C0C0C0"}
_SLOTS = {"text1": "dk1", "dark1": "dk1", "tx1": "dk1", "background1": "lt1", "light1": "lt1", "bg1": "lt1",
          "text2": "dk2", "dark2": "dk2", "tx2": "dk2", "background2": "lt2", "light2": "lt2", "bg2": "lt2",
          "hyperlink": "hlink", "followedHyperlink": "folHlink"}
_PLAIN = {"dk1": BLACK, "lt1": WHITE, "dk2": Colour(31, 73, 125), "lt2": Colour(238, 236, 225)}


def shade(text: str) -> Colour | None:
    """The colour of six hexadecimal digits, None for anything else."""
    told = text.strip().lstrip("#")
    try:
        return Colour(*bytes.fromhex(told)) if len(told) == 6 else None
    except ValueError:
        return None


def alike(one: Colour, other: Colour) -> bool:
    """Whether words in the one colour cannot be told from a ground in the other."""
    return abs(one.bright - other.bright) < NEAR and max(abs(a - b) for a, b in zip(one, other, strict=True)) \
        < NEAR_CHANNEL


@dataclass(slots=True)
class Colours:
    """Colours as one file means them. theme: by the theme's own names (``dk1``, ``lt1``, ``accent1``)."""

    theme: dict[str, Colour] = field(default_factory=lambda: dict(_PLAIN))

    def load(self, theme: Any) -> None:
        """Takes in a theme part (None where the file has none)."""
        for slot in () if theme is None else theme.iterfind(".//{*}clrScheme/*"):
            told = next((str(one.get("lastClr") or one.get("val") or "") for one in slot), "")
            colour = shade(told)
            if colour is not None:
                self.theme[slot.tag.rpartition("}")[2]] = colour

    def slot(self, name: str) -> Colour | None:
        """A colour of the theme by the name that a document calls it by."""
        return self.theme.get(_SLOTS.get(name, name))

    def named(self, name: str) -> Colour | None:
        """A highlighter's colour."""
        return shade(_NAMES.get(name, ""))

    def of(self, element: Any, w: str, attribute: str) -> Colour | None:
        """The colour of a Word element: of the theme where it names one, else as written; None for automatic."""
        start = "theme" if attribute in ("val", "color") else "themeFill"
        named = element.get(f"{w}themeColor" if start == "theme" else f"{w}themeFill", "")
        base = self.slot(named) if named else None
        if base is None:
            return shade(element.get(f"{w}{attribute}", ""))
        tint, dark = element.get(f"{w}{start}Tint", ""), element.get(f"{w}{start}Shade", "")
        return _changed(base, tint, dark)

    def shading(self, element: Any, w: str) -> Colour | None:
        """The colour that a ``w:shd`` gives what lies on it; None for none of its own."""
        pattern = element.get(f"{w}val", "clear")
        fill = self.of(element, w, "fill")
        if pattern == "solid":
            return self.of(element, w, "color") or BLACK
        if pattern.startswith("pct") and pattern[3:].isdigit():
            share = min(int(pattern[3:]), 100) / 100
            ink, paper = self.of(element, w, "color") or BLACK, fill or WHITE
            return Colour(*(round(a * share + b * (1 - share)) for a, b in zip(ink, paper, strict=True)))
        return fill

    def filling(self, shape: Any, under: Colour | None) -> tuple[Colour | None, bool]:
        """The colour that a drawn shape is filled with and whether it says so; ``under`` where it has no filling, None
        where pictures or several colours fill it."""
        told = shape.get("fillcolor")
        if told is not None:
            return (under if shape.get("filled") in ("f", "false") else _web(str(told))), True
        holder = shape.find("{*}spPr")
        holder = shape if holder is None else holder
        if holder.find("{*}noFill") is not None:
            return under, True
        solid = holder.find("{*}solidFill")
        if solid is not None:
            return next((self.drawn(one) for one in solid), None), True
        if any(holder.find(f"{{*}}{kind}") is not None for kind in ("blipFill", "gradFill", "pattFill")):
            return None, True
        if shape.find("{*}style/{*}fillRef") is not None:
            return None, True
        return under, False

    def drawn(self, element: Any) -> Colour | None:
        """A colour as drawings write it (``a:srgbClr``, ``a:schemeClr``, ``a:sysClr``, ``a:prstClr``)."""
        kind = element.tag.rpartition("}")[2]
        value = next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == "val"), "")
        base = self.slot(value) if kind == "schemeClr" else shade(str(element.get("lastClr", ""))) \
            if kind == "sysClr" else shade(_NAMES.get(value, "")) if kind == "prstClr" else shade(value)
        changes = {one.tag.rpartition("}")[2]: next(iter(one.attrib.values()), "") for one in element}
        if base is None or not changes.keys() & {"lumMod", "lumOff"}:
            return base
        factor, more = _share(changes.get("lumMod", "100000")), _share(changes.get("lumOff", "0"))
        return Colour(*(min(255, round(part * factor + 255 * more)) for part in base))


def _share(text: str) -> float:
    return int(text) / 100_000 if text.isascii() and text.isdigit() and len(text) < 9 else 1.0


def _changed(base: Colour, tint: str, dark: str) -> Colour:
    """A colour of the theme made lighter or darker, as Word writes it: two hexadecimal digits each."""
    try:
        if tint:
            share = int(tint, 16) / 255
            return Colour(*(max(0, min(255, round(part * share + 255 * (1 - share)))) for part in base))
        if dark:
            return Colour(*(max(0, min(255, round(part * int(dark, 16) / 255))) for part in base))
    except ValueError:
        return base
    return base


def _web(text: str) -> Colour | None:
    """A colour as old drawings write it: ``#fff``, ``#ffffff``, ``white [3212]``."""
    told = text.split()[0] if text.split() else ""
    if len(told) == 4 and told.startswith("#"):
        told = "".join(char * 2 for char in told[1:])
    return shade(told) or shade(_NAMES.get(told, ""))
