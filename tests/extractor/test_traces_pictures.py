"""Pictures of every kind of file as traces: fingerprints, small copies, the words beside them, and hostile ones."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from docx import Document as Word
from drawing import coded, photo
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation
from pptx.util import Cm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from xlsxwriter import Workbook

from extractor import read_dossier
from extractor.limits import Limits
from extractor.traces.fingerprint import fingerprint, photos_in
from extractor.traces.tracing import traces_of
from model.traces import CODE, ORIENTATIONS, SIDE, WINDOWS, Traces

LIMITS = Limits()
TURNS = (lambda a: a, lambda a: np.rot90(a), lambda a: np.rot90(a, 2), lambda a: np.rot90(a, 3), lambda a: a[::-1],
         lambda a: a[:, ::-1], lambda a: a.transpose(1, 0, 2), lambda a: np.rot90(a, 2).transpose(1, 0, 2))


def traced(path: Path) -> Traces:
    found = traces_of(path, path.name, LIMITS)
    assert found.lost == ()
    return found


def codes(image: Image.Image) -> np.ndarray:
    return np.frombuffer(fingerprint(image).codes, np.uint8).reshape(-1, CODE)


def distance(one: np.ndarray, other: np.ndarray) -> int:
    return int(np.bitwise_count(one ^ other).sum())


def test_a_picture_file_gets_codes_a_small_copy_and_its_exif(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110] = "EOS 700D"
    exif.get_ifd(0x8769)[0x9003] = "2021:05:18 09:30:00"
    path = tmp_path / "a.jpg"
    path.write_bytes(coded(photo(1, (1200, 900)), exif=exif))
    (one,) = traced(path).pictures
    assert (one.width, one.height, one.number, one.page) == (1200, 900, 0, 1)
    assert len(one.codes) == CODE * (ORIENTATIONS + len(WINDOWS)) and one.parts == ()
    assert ("DateTimeOriginal", "2021:05:18 09:30:00") in one.exif and ("Model", "EOS 700D") in one.exif
    with Image.open(io.BytesIO(one.thumb)) as thumb:
        assert max(thumb.size) == SIDE and not thumb.getexif()


def test_a_picture_is_upright_by_its_exif(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    whole, turned = tmp_path / "a.png", tmp_path / "b.jpg"
    whole.write_bytes(coded(photo(2), "PNG"))
    turned.write_bytes(coded(photo(2).transpose(Image.Transpose.ROTATE_90), exif=exif))
    one, other = traced(whole).pictures[0], traced(turned).pictures[0]
    assert (one.width, one.height) == (other.width, other.height)
    assert distance(np.frombuffer(one.codes[:CODE], np.uint8), np.frombuffer(other.codes[:CODE], np.uint8)) < 20


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), turn=st.integers(0, 7))
def test_orientation_codes_are_permutations(seed: int, turn: int) -> None:
    """Turning a picture only changes the order of its eight codes, and code ``n`` is that of turn ``n``."""
    image = photo(seed, (256, 192))
    plain = codes(image)[:ORIENTATIONS]
    other = codes(Image.fromarray(np.ascontiguousarray(TURNS[turn](np.asarray(image)))))[:ORIENTATIONS]
    nearest = [min(range(ORIENTATIONS), key=lambda at, code=code: distance(code, plain[at])) for code in other]
    assert sorted(nearest) == list(range(ORIENTATIONS))
    assert nearest[0] == turn


def test_a_crop_is_near_a_window_of_the_whole() -> None:
    image = photo(3, (800, 600))
    for kept, seed in ((0.75, 1), (0.6, 2)):
        dice = np.random.default_rng(seed)
        wide, high = round(800 * kept ** 0.5), round(600 * kept ** 0.5)
        x, y = int(dice.integers(0, 800 - wide)), int(dice.integers(0, 600 - high))
        part = codes(image.crop((x, y, x + wide, y + high)))[0]
        assert min(distance(part, window) for window in codes(image)[ORIENTATIONS:]) < 94
        assert distance(part, codes(image)[0]) > 94


def test_photos_on_a_page_are_found_and_a_photo_has_none() -> None:
    page = Image.new("RGB", (320, 560), "white")
    page.paste(photo(4, (280, 210)), (20, 60))
    page.paste(photo(5, (280, 210)), (20, 310))
    found = photos_in(np.asarray(page))
    assert len(found) == 2
    assert all(abs((box.x1 - box.x0) * 320 - 280) < 8 and abs((box.bottom - box.top) * 560 - 210) < 8 for box in found)
    assert photos_in(np.asarray(photo(4))) == []


def test_a_flat_picture_and_an_icon_have_no_codes(tmp_path: Path) -> None:
    for name, image in (("flat.png", Image.new("RGB", (400, 300), "navy")), ("icon.png", photo(6).resize((64, 48)))):
        path = tmp_path / name
        path.write_bytes(coded(image, "PNG"))
        (one,) = traced(path).pictures
        assert one.codes == b""


def test_pictures_of_a_word_paper_have_the_words_beside_them(tmp_path: Path) -> None:
    paper = Word()
    paper.add_paragraph("5月18日，我局开展民法典宣讲活动。")
    paper.add_picture(io.BytesIO(coded(photo(1))))
    paper.add_paragraph("图1 民法典宣讲现场")
    paper.add_paragraph("6月3日，我局又开展了反诈宣传活动，共发放资料三百余份，接受咨询六十余人次，现场群众反响良好，纷纷表示"
                        "受益匪浅，达到了预期的宣传效果，营造了浓厚的法治氛围。")
    paper.add_picture(io.BytesIO(coded(photo(2))))
    table = paper.add_table(2, 2)
    for column in range(2):
        table.cell(0, column).paragraphs[0].add_run().add_picture(io.BytesIO(coded(photo(3 + column))))
        table.cell(1, column).text = f"照片{column}"
    paper.save(str(tmp_path / "a.docx"))
    found = traced(tmp_path / "a.docx").pictures
    assert [one.number for one in found] == [0, 1, 2, 3]
    assert found[0].beside == "图1 民法典宣讲现场" and found[1].beside.startswith("6月3日")
    assert [one.beside for one in found[2:]] == ["照片0", "照片1"]
    assert found[0].coded and found[0].codes


def test_pictures_of_slides_and_sheets(tmp_path: Path) -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    slide.shapes.title.text = "法治文化建设"
    slide.shapes.add_picture(io.BytesIO(coded(photo(1))), Cm(2), Cm(4), width=Cm(12))
    slide.shapes.add_textbox(Cm(2), Cm(13.2), Cm(8), Cm(1)).text_frame.text = "7月1日揭牌"
    slides.save(str(tmp_path / "a.pptx"))
    (one,) = traced(tmp_path / "a.pptx").pictures
    assert one.beside == "法治文化建设 7月1日揭牌" and one.bbox is not None
    book = Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["日期", "活动"])
    sheet.write_row(1, 0, ["2021-08-03", "禁毒宣传"])
    sheet.insert_image(1, 2, "a.jpg", {"image_data": io.BytesIO(coded(photo(2)))})
    book.close()
    (one,) = traced(tmp_path / "a.xlsx").pictures
    assert one.beside == "2021-08-03 禁毒宣传"


def test_pictures_of_a_pdf_have_their_place_and_a_scan_of_words_is_left_out(tmp_path: Path) -> None:
    made = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    made.drawImage(ImageReader(photo(1)), 72, 500, 300, 225)
    made.drawString(72, 484, "2021-12-04 scene")
    made.showPage()
    page = np.full((1100, 800), 250, np.uint8)
    page[100:1000:30, 100:700] = 20
    made.drawImage(ImageReader(Image.fromarray(page)), 0, 0, 595, 842)
    made.showPage()
    made.drawImage(ImageReader(photo(2)), 0, 0, 595, 842)
    made.showPage()
    made.save()
    first, second = traced(tmp_path / "a.pdf").pictures
    assert first.bbox is not None and first.bbox.as_list() == [72, 117, 372, 342]
    assert (first.page, first.scan, first.beside) == (1, False, "2021-12-04 scene")
    assert (second.page, second.scan) == (3, True)


def test_pictures_of_odt_and_rtf(tmp_path: Path) -> None:
    text = ('<office:document-content xmlns:office="o" xmlns:text="t" xmlns:draw="d" xmlns:xlink="x"><text:p>5月18日宣讲'
            '</text:p><text:p><draw:image xlink:href="Pictures/1.jpg"/></text:p></office:document-content>')
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", text)
        archive.writestr("Pictures/1.jpg", coded(photo(1)))
    (one,) = traced(tmp_path / "a.odt").pictures
    assert one.beside == "5月18日宣讲" and one.codes
    inside = coded(photo(1)).hex().encode()
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 {\pict\jpegblip\picw480\pich360 " + inside + b"}}")
    (one,) = traced(tmp_path / "a.rtf").pictures
    assert (one.width, one.height) == (480, 360)


def test_pages_of_a_scan_are_pictures_of_their_own(tmp_path: Path) -> None:
    photo(1).save(tmp_path / "a.tif", save_all=True, append_images=[photo(2)])
    assert [one.page for one in traced(tmp_path / "a.tif").pictures] == [1, 2]


def test_a_decompression_bomb_is_told_and_nothing_else_is_lost(tmp_path: Path) -> None:
    small = Limits(pixels=100_000)
    path = tmp_path / "a.png"
    path.write_bytes(coded(Image.new("L", (1000, 1000)), "PNG"))
    found = traces_of(path, "a.png", small)
    assert found.pictures == () and "TooLargeError" in found.lost[0]
    paper = Word()
    paper.add_picture(io.BytesIO(coded(Image.new("L", (1000, 1000)), "PNG")))
    paper.add_picture(io.BytesIO(coded(photo(1, (320, 240)))))
    paper.save(str(tmp_path / "a.docx"))
    found = traces_of(tmp_path / "a.docx", "a.docx", small)
    assert len(found.pictures) == 1 and found.lost == ("pictures: 1 broken",)


@pytest.mark.parametrize("cut", [40, 300, 3000])
def test_a_cut_picture_raises_nothing(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(coded(photo(1))[:cut])
    found = traces_of(path, "a.jpg", LIMITS)
    assert not found.pictures


def test_a_dossier_read_with_traces_has_its_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUFA_CACHE", "off")
    paper = Word()
    paper.add_picture(io.BytesIO(coded(photo(1))))
    paper.save(str(tmp_path / "a.docx"))
    (document,) = read_dossier(tmp_path, traces=True, jobs=1).documents
    assert document.traces is not None and len(document.traces.pictures) == 1
    assert document.traces.pictures[0].codes
