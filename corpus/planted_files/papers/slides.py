"""PowerPoint papers: a title slide, a slide a picture, hidden words."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Cm, Pt

from corpus.planted_files.model import Paper


class Writer:
    """Writes one presentation."""

    def __init__(self, paper: Paper, images: list[bytes], marks: dict[str, bytes]) -> None:
        self.paper, self.images, self.marks = paper, images, marks
        self.show = Presentation()
        self.blank = self.show.slide_layouts[6]

    def save(self) -> bytes:
        """The whole file, with fixed times."""
        first = self._slide(self.paper.title, [b["p"] for b in self.paper.blocks if "p" in b])
        for block in self.paper.blocks:
            if "photo" in block:
                self._picture(block["photo"])
            elif "mark" in block:
                first.shapes.add_picture(BytesIO(self.marks[block["mark"]]), Cm(21), Cm(15), Cm(3))
        for trick in self.paper.tricks:
            getattr(self, "t_" + trick["how"])(first, trick["text"])
        traits, props = self.paper.traits, self.show.core_properties
        props.created, props.modified = traits["created"], traits["modified"]
        props.author, props.last_modified_by, props.title = traits["author"], traits["last_by"], self.paper.title
        raw, out = BytesIO(), BytesIO()
        self.show.save(raw)
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                entry = zipfile.ZipInfo(info.filename, date_time=traits["modified"].timetuple()[:6])
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                new.writestr(entry, old.read(info.filename))
        return out.getvalue()

    def _text(self, slide: Any, text: str, left: float, top: float, size: float = 16, width: float = 22) -> Any:
        frame = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(1.5)).text_frame
        frame.word_wrap = True
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size = text, Pt(size)
        return run

    def _slide(self, title: str, lines: list[str]) -> Any:
        slide = self.show.slides.add_slide(self.blank)
        self._text(slide, title, 1.5, 1, 26)
        for k, line in enumerate(lines):
            self._text(slide, line, 1.5, 4 + 6.5 * k)
        return slide

    def _picture(self, index: int) -> None:
        photo = self.paper.photos[index]
        slide = self._slide(photo.event.theme["name"], [])
        slide.shapes.add_picture(BytesIO(self.images[index]), Cm(2), Cm(3.4), Cm(19))
        self._text(slide, "图：" + photo.caption, 1.5, 16.8, 12)
        photo.page = len(self.show.slides)

    # --- words that the eye does not see, and words to the machine ------------
    def t_off_slide(self, slide: Any, text: str) -> None:
        self._text(slide, text, 40, 3)

    def t_white(self, slide: Any, text: str) -> None:
        self._text(slide, text, 1.5, 17).font.color.rgb = RGBColor(255, 255, 255)

    def t_tiny(self, slide: Any, text: str) -> None:
        self._text(slide, text, 1.5, 17, 1)

    def t_notes(self, slide: Any, text: str) -> None:
        """Words to the machine in the speaker's notes."""
        slide.notes_slide.notes_text_frame.text = text

    def t_visible(self, slide: Any, text: str) -> None:
        self._text(slide, text, 1.5, 16.5, 14)


def write(paper: Paper, images: list[bytes], marks: dict[str, bytes]) -> bytes:
    """The bytes of a .pptx; the first slide has the text, every picture a slide of its own."""
    return Writer(paper, images, marks).save()
