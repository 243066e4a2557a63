"""Walking a Word document's own elements: what is read of a paragraph, and which children count.

Deleted and moved-away text is left out, hidden text is set apart, of alternatives one is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from extractor.flow import Flow
from extractor.media.gallery import Gallery
from extractor.normal import clean
from extractor.office.ooxml import Relation
from extractor.word.drawings import is_speck
from extractor.word.sight import Props, Sight
from extractor.word.styles import Styles
from model.traces import HiddenText, HidingWay

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PASS = {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo",
         "rubyBase", "ruby"}
_OPEN = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_ACTS = {"t": "text", "r": "run", "drawing": "shape", "pict": "shape", "object": "shape", "br": "break", "tab": "tab",
         "ptab": "tab", "cr": "return", "noBreakHyphen": "hyphen"}
_SIGNS = {"tab": "\t", "return": "\n", "hyphen": "-"}
_SKIP = {"pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rubyPr", "rt", "tblPr",
         "trPr", "tcPr"}
PICTURES = ("}blip", "}imagedata")


@dataclass(slots=True)
class Walk:
    """State of one walk over a document: where blocks go and what was met on the way.

    sight: which words nobody sees. hidden: those, with the number of their paragraph and how they are kept from sight.
    gallery, relations: the file's pictures, and the parts by the ids that the walked part uses. acts: what is done with
    elements, by name. paragraphs: how many were met. unseen_pictures: relations of those
    that the paper holds without showing them. beside: what nobody sees in headers
    and footers. where: which part of the file is walked. w: namespace prefix of the document's own elements.
    """

    flow: Flow
    styles: Styles
    sight: Sight = field(default_factory=lambda: Sight(w=""))
    hidden: list[tuple[int, HidingWay, str]] = field(default_factory=list)
    deleted: int = 0
    contents: list[str] = field(default_factory=list)
    gallery: Gallery | None = None
    relations: dict[str, Relation] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)
    paragraphs: int = 0
    unseen_pictures: list[str] = field(default_factory=list)
    beside: tuple[HiddenText, ...] = ()
    where: str = ""
    w: str = field(init=False)

    def __post_init__(self) -> None:
        self.w = self.styles.w

    def picture(self, key: str) -> None:
        """Adds the picture of this relation to the flow, with the words in it where they are known."""
        part = picture_part(self.relations, key)
        if self.gallery is None or not part:
            self.flow.image()
        else:
            self.gallery.add(self.flow, part)


    def unseen(self) -> tuple[HiddenText, ...]:
        """What nobody sees, paragraph by paragraph."""
        found: dict[tuple[int, HidingWay], list[str]] = {}
        for number, way, text in self.hidden:
            found.setdefault((number, way), []).append(text)
        texts = ((way, clean("".join(parts)).strip()) for (_, way), parts in found.items())
        return tuple(HiddenText(text=text, way=way, where=self.where) for way, text in texts if text)


@dataclass(slots=True)
class Inline:
    """What a paragraph holds besides text: text boxes to be read after it, and pictures by their relation."""

    text: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def children(parent: Any, walk: Walk) -> Iterator[Any]:
    """Child elements, with content controls, insertions and alternatives opened and deletions left out."""
    acts = walk.acts
    for element in parent:
        tag = element.tag
        act = acts.get(tag) or _act(walk, tag)
        if act in ("open", "alternate"):
            yield from children(element if act == "open" else _choice(element), walk)
        elif act == "deleted":
            walk.deleted += 1
        elif act != "none":
            yield element


def _act(walk: Walk, tag: Any) -> str:
    """What is done with elements of this name; worked out once for each name in a document."""
    if not isinstance(tag, str):
        return "none"
    space, _, local = tag.rpartition("}")
    own = space + "}" == walk.w
    if local in ("del", "moveFrom"):
        act = "deleted"
    elif tag == f"{_MC}AlternateContent":
        act = "alternate"
    elif space.endswith("/math"):
        act = "math"
    elif not own:
        act = "foreign"
    elif local in _ACTS:
        act = _ACTS[local]
    else:
        act = "skip" if local in _SKIP else "open" if local in _OPEN else "pass" if local in _PASS else "other"
    walk.acts[tag] = act
    return act


def _choice(alternate: Any) -> Any:
    """The one branch of an AlternateContent that is read: the first Choice, else the Fallback."""
    choice = alternate.find(f"{_MC}Choice")
    if choice is None:
        choice = alternate.find(f"{_MC}Fallback")
    return () if choice is None else choice


def paragraph_inline(walk: Walk, element: Any) -> Inline:
    """Text, text boxes and pictures of one paragraph."""
    inline = Inline()
    walk.paragraphs += 1
    props = walk.sight.paragraph(next(element.iterchildren(walk.w + "pPr"), None), element)
    _inline(walk, element, inline, props, walk.sight.hidden(props) if not walk.sight.plain else None)
    return inline


def _inline(walk: Walk, parent: Any, inline: Inline, props: Props, way: HidingWay | None) -> None:
    """props: how words look that say nothing of themselves. way: how those of ``parent`` are kept from sight."""
    acts, add = walk.acts, inline.text.append
    if way is not None:
        add = partial(_hide, walk, way)
    for element in parent:
        tag = element.tag
        act = acts.get(tag) or _act(walk, tag)
        if act == "text":
            add(element.text or "")
        elif act == "run":
            only = element[0] if len(element) == 1 else None
            if only is not None and acts.get(only.tag) == "text":  # most runs are one piece of text
                add(only.text or "")
            else:
                _inline(walk, element, inline, props, walk.sight.way(element, props))
        elif act in ("pass", "open"):
            _inline(walk, element, inline, props, way)
        elif act == "deleted":
            walk.deleted += 1
        elif act == "alternate":
            _inline(walk, _choice(element), inline, props, way)
        elif act == "shape":
            _shape(walk, element, inline, shown=way != "vanish" and parent.find(f"{walk.w}rPr/{walk.w}vanish") is None)
        elif act == "math":
            inline.text.extend(part.text or "" for part in element.iter(_MATH))
        elif act in _SIGNS:
            add(_SIGNS[act])
        elif act == "break" and element.get(f"{walk.w}type") in (None, "textWrapping"):
            add("\n")


def _hide(walk: Walk, way: HidingWay, text: str) -> None:
    walk.hidden.append((walk.paragraphs, way, text))


def _shape(walk: Walk, shape: Any, inline: Inline, *, shown: bool) -> None:
    """Notes the text boxes and pictures of a drawing, going into grouped shapes, each alternative once; where it is not
    shown, or too small to see, its pictures are set aside."""
    shown = shown and not is_speck(shape)
    for element in shape:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag == f"{_MC}AlternateContent":
            _shape(walk, _choice(element), inline, shown=shown)
        elif tag == f"{walk.w}txbxContent":
            inline.boxes.append(element)
        else:
            if tag.endswith(PICTURES):
                (inline.pictures if shown else walk.unseen_pictures).append(picture_key(element))
            _shape(walk, element, inline, shown=shown)


def picture_key(element: Any) -> str:
    """The id of the relation that a picture element shows, "" where it shows none of the file's own."""
    wanted = "}embed" if element.tag.endswith("}blip") else "}id"
    return next((str(value) for name, value in element.attrib.items() if str(name).endswith(wanted)), "")


def picture_part(relations: dict[str, Relation], key: str) -> str:
    """The part of a picture, "" for one outside the file."""
    found = relations.get(key)
    return found.target if found is not None and not found.outside else ""
