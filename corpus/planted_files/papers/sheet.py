"""Excel papers: a ledger, pictures, hidden sheets, rows and words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from corpus.planted_files.model import Paper


class Writer:
    """Writes one workbook."""

    def __init__(self, paper: Paper, images: list[bytes]) -> None:
        self.paper, self.images, self.out = paper, images, BytesIO()
        self.book = xlsxwriter.Workbook(self.out, {"in_memory": True})
        self.head = self.book.add_format({"bold": True, "border": 1, "bg_color": "#D9E1F2", "align": "center"})
        self.cell = self.book.add_format({"border": 1})
        self.count = 0
        self.end = 0

    def save(self) -> bytes:
        """The whole file."""
        traits = self.paper.traits
        self.book.set_properties({"author": traits["author"], "title": self.paper.title, "created": traits["created"]})
        for block in self.paper.blocks:
            if "sheet" in block:
                self._ledger(block["sheet"])
            elif "photo" in block:
                self._picture(block["photo"])
        for trick in self.paper.tricks:
            getattr(self, "t_" + trick["how"])(trick["text"])
        if traits.get("lists"):
            page = self.book.add_worksheet("字典")
            for row, word in enumerate(traits["lists"]):
                page.write_string(row, 0, word)
            page.hide()
            first = self.book.worksheets()[0]
            first.data_validation(2, 2, 40, 2, {"validate": "list", "source": f"=字典!$A$1:$A${len(traits['lists'])}"})
        self.book.close()
        return self.out.getvalue()

    def _ledger(self, spec: dict[str, Any]) -> None:
        page = self.page = self.book.add_worksheet(spec["name"])
        page.set_column(0, 0, 6)
        page.set_column(1, 4, 22)
        page.merge_range(0, 0, 0, len(spec["header"]) - 1, spec["title"], self.head)
        for col, text in enumerate(spec["header"]):
            page.write_string(1, col, text, self.head)
        for r, row in enumerate(spec["rows"]):
            for col, value in enumerate(row):
                page.write(2 + r, col, value, self.cell)
        self.end = 2 + len(spec["rows"])

    def _picture(self, index: int) -> None:
        if not self.count:
            self.album = self.book.add_worksheet("活动照片")
        photo = self.paper.photos[index]
        photo.page = 2
        top = self.count * 24
        self.album.write_string(top, 0, photo.caption)
        self.album.insert_image(
            top + 1, 0, f"{index}.jpg", {"image_data": BytesIO(self.images[index]), "x_scale": 0.5, "y_scale": 0.5}
        )
        self.count += 1

    # --- words that the eye does not see, and words to the machine ------------
    def _own(self, text: str) -> Any:
        page = self.book.add_worksheet("补充说明")
        page.write_string(0, 0, text)
        return page

    def t_hidden_sheet(self, text: str) -> None:
        self._own(text).hide()

    def t_very_hidden(self, text: str) -> None:
        self._own(text).very_hidden()

    def t_white(self, text: str) -> None:
        self.page.write_string(self.end + 2, 1, text, self.book.add_format({"font_color": "#FFFFFF"}))

    def t_near_white(self, text: str) -> None:
        self.page.write_string(self.end + 2, 1, text, self.book.add_format({"font_color": "#FDFDFD"}))

    def t_no_format(self, text: str) -> None:
        """A number format that shows nothing."""
        self.page.write_string(self.end + 2, 1, text, self.book.add_format({"num_format": ";;;"}))

    def t_hidden_rows(self, text: str) -> None:
        self.page.write_string(self.end + 1, 1, text)
        self.page.set_row(self.end + 1, None, None, {"hidden": True})

    def t_hidden_column(self, text: str) -> None:
        self.page.write_string(2, 7, text)
        self.page.set_column(7, 7, None, None, {"hidden": True})

    def t_comment(self, text: str) -> None:
        self.page.write_comment(2, 2, text, {"author": self.paper.traits["author"]})

    def t_visible(self, text: str) -> None:
        self.page.write_string(self.end + 1, 1, text)


def write(paper: Paper, images: list[bytes], _marks: dict[str, bytes]) -> bytes:
    """The bytes of an .xlsx; pictures stand on its second sheet."""
    return Writer(paper, images).save()
