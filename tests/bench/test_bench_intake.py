"""What was read is held against what is known: right is counted, wrong is told."""

from __future__ import annotations

import pytest

from bench.intake_compare import Tally, compare, differences, evened, points_at
from bench.intake_truth import figures, held, table
from bench.mixed_truth import Row, Sentence, Truth, row
from model.documents import BBox, Block, Cell, Document, Line

BOX = BBox(x0=10, top=20, x1=110, bottom=32)


def document(*blocks: Block, **more) -> Document:
    return Document(**{"path": "a", "sha256": "0", "media_type": "pdf", "status": "parsed", "pages": 1,
                       "blocks": blocks, **more})


def paragraph(text: str, **more) -> Block:
    return Block(kind="paragraph", text=text, bbox=BOX, lines=(Line(start=0, end=len(text), page=1, bbox=BOX),), **more)


def tallied(truth: Truth, found: Document | None) -> Tally:
    tally = Tally()
    compare(truth, found, tally)
    return tally


def test_a_sentence_is_found_at_its_place():
    sentence = Sentence(text="乙丙。", box=(12, 20, 108, 32))
    truth = Truth(path="a", kind="pdf", text="甲乙丙。丁。", sentences=(sentence,))
    tally = tallied(truth, document(paragraph("甲 乙丙。"), paragraph("丁。")))
    assert tally.wrong == []
    assert {name: tally.share(name) for name in ("status", "sentences", "right page", "right box")} == dict.fromkeys(
        ("status", "sentences", "right page", "right box"), 1.0)
    assert tally.right["lost"] == tally.right["invented"] == 0


def test_a_sentence_in_two_blocks_is_in_pieces():
    truth = Truth(path="a", kind="pdf", sentences=(Sentence(text="甲乙。"),))
    tally = tallied(truth, document(paragraph("甲"), paragraph("乙。")))
    assert tally.share("sentences") == 0.0 and "in pieces" in tally.wrong[0][1]


def test_a_sentence_over_two_pages_may_be_two_blocks():
    truth = Truth(path="a", kind="pdf", sentences=(Sentence(text="甲乙。"),), pages=2)
    later = Block(kind="paragraph", text="乙。", page=2)
    assert tallied(truth, document(paragraph("甲"), later, pages=2)).wrong == []


def test_recognised_text_counts_its_errors():
    truth = Truth(path="a", kind="photo", sentences=(Sentence(text="国家宪法日宣传", recognised=True),))
    tally = tallied(truth, document(paragraph("司 国家究法日宣传", source="ocr", ocr_confidence=0.9)))
    assert (tally.right["errors"], tally.total["errors"], tally.share("recognised")) == (1, 7, 0.0)
    assert tally.share("recognised page") == 1.0


def test_widths_of_marks_are_no_errors_of_recognition():
    assert evened("（2023）：“甲”") == '(2023):"甲"'


def test_rows_need_every_cell_in_its_column():
    cells = (Cell(start=0, end=1, column=1), Cell(start=2, end=3, column=2))
    found = Block(kind="table_row", text="乙\t丙", cells=cells, carried=((0, "甲"),))
    right = Row(cells=((1, "乙"), (2, "丙")), carried=((0, "甲"),))
    assert tallied(Truth(path="a", kind="docx", rows=(right,)), document(found)).share("rows") == 1.0
    assert tallied(Truth(path="a", kind="docx", rows=(row(["乙", "丙"]),)), document(found)).share("rows") == 0.0


def test_a_title_row_may_be_a_paragraph():
    assert tallied(Truth(path="a", kind="sheet", rows=(row(["题"]),)), document(paragraph("题"))).share("rows") == 1.0


def test_a_missing_file_has_everything_wrong():
    truth = Truth(path="a", kind="docx", media_type=("docx",), text="甲", sentences=(Sentence(text="甲"),))
    tally = tallied(truth, None)
    assert tally.share("status") == tally.share("type") == tally.share("sentences") == 0.0
    assert tally.right["lost"] == 1


def test_characters_are_counted_without_their_order():
    lost, invented = differences("甲乙乙 丙", "丙乙\n丁")
    assert (lost, invented) == ({"甲": 1, "乙": 1}, {"丁": 1})


@pytest.mark.parametrize(("found", "right"), [(BOX, True), (BBox(x0=40, top=22, x1=60, bottom=30), True),
                                              (BBox(x0=10, top=40, x1=110, bottom=52), False)])
def test_a_box_points_at_another(found, right):
    assert points_at((10, 20, 110, 32), found) is right


def test_the_table_names_what_the_dossier_does_not_hold():
    tallies, extra = held([Truth(path="a", kind="txt")], [document(path="a"), document(path="b")])
    assert extra == ["b"]
    result = {"files": 1, "seed": 7, "documents": 2, "wall": 1.0, "without truth": extra,
              "kinds": {kind: figures(tally) for kind, tally in tallies.items()}}
    assert "does not hold: 1" in table(result)
