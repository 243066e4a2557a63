"""Small slide files and pictures for the tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{R}" '
         'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
         'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
         'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"')
POINT = 12700


def relations(*rows: tuple[str, str, str], outside: tuple[str, ...] = ()) -> str:
    """A part's relations: (id, kind, target); ids in ``outside`` are external."""
    return "<Relationships>" + "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if key in outside else "/>") for key, kind, target in rows) + "</Relationships>"


def place(x: int, y: int, wide: int, high: int, tag: str = "a:xfrm", inner: str = "") -> str:
    """A transform in points."""
    return (f'<{tag}><a:off x="{x * POINT}" y="{y * POINT}"/><a:ext cx="{wide * POINT}" cy="{high * POINT}"/>'
            f"{inner}</{tag}>")


def box(text: str, xfrm: str = "", holder: str = "") -> str:
    """A text shape; every line of ``text`` a paragraph."""
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    return (f"<p:sp><p:nvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>{xfrm}</p:spPr>"
            f"<p:txBody>{lines}</p:txBody></p:sp>")


def tree(shapes: str, root: str = "p:sld", **attributes: str) -> str:
    """A slide, layout, master or notes page with these shapes."""
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{root} {NAMES}{extra}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></{root}>"


def pptx(path: Path, slides: list[str], parts: dict[str, str | bytes]) -> Path:
    """Slides of 720 × 540 points; parts: further parts by name inside the ``ppt`` folder."""
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="s{n}"/>' for n in range(len(slides)))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", relations(("a", "officeDocument", "ppt/presentation.xml")))
        archive.writestr("ppt/presentation.xml", f"<p:presentation {NAMES}><p:sldIdLst>{listed}</p:sldIdLst>"
                         f'<p:sldSz cx="{720 * POINT}" cy="{540 * POINT}"/></p:presentation>')
        archive.writestr("ppt/_rels/presentation.xml.rels", relations(
            *[(f"s{n}", "slide", f"slides/slide{n}.xml") for n in range(len(slides))]))
        for number, slide in enumerate(slides):
            archive.writestr(f"ppt/slides/slide{number}.xml", slide)
        for name, data in parts.items():
            archive.writestr(f"ppt/{name}", data)
    return path


def png(width: int = 200, height: int = 150, *, shade: int = 0) -> bytes:
    """A picture with bars; another shade is another picture."""
    made = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(made)
    for y in range(5, height, 30):
        draw.rectangle((10, y, width - 10, y + 10), fill=(shade, shade, 90))
    target = io.BytesIO()
    made.save(target, "PNG")
    return target.getvalue()
