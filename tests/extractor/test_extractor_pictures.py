"""Picture files: pages, turned photos, long screenshots, formats without their library."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from given_tools import GivenTools
from PIL import Image, ImageDraw

from extractor.limits import Limits
from extractor.media.read_image import read_image
from extractor.reading import Reading, UnreadableError
from extractor.sniff import sniff
from model.problems import problem


def striped(width: int, height: int) -> Image.Image:
    """A picture that is not plain, whose left upper corner is red."""
    made = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(made)
    for y in range(5, height, 60):
        draw.rectangle((20, y, width - 20, y + 20), fill="black")
    draw.rectangle((0, 0, width // 4, height // 4), fill="red")
    return made


def read(path: Path, tools: GivenTools, **limits: int) -> Reading:
    """The reading of one picture."""
    return read_image(path, path.name, Limits(**limits), tools)


def names(reading: Reading) -> list[str]:
    """Message names."""
    return [why.message for why in reading.problems]


def test_every_page_of_a_scan_is_a_page_in_points(tmp_path: Path) -> None:
    path = tmp_path / "扫描.tif"
    striped(300, 400).save(path, save_all=True, append_images=[striped(300, 400), striped(300, 400)], dpi=(144, 144))
    tools = GivenTools("关于表彰先进的通知")
    reading = read(path, tools)
    assert reading.pages == 3 and [b.page for b in reading.blocks] == [1, 2, 3] and reading.status == "parsed"
    assert [(s.page, s.source, s.confidence) for s in reading.sources] == [
        (page, "ocr", pytest.approx(0.9)) for page in (1, 2, 3)]
    page, box = reading.blocks[1].locate(0, 3)
    assert page == 2 and box is not None and box.as_list() == [5.0, 5.0, 35.0, 20.0]
    cut = read(path, tools, ocr_pages=2)
    assert cut.pages == 3 and len(cut.blocks) == 2 and names(cut) == ["pages_over_limit"] and cut.status == "partial"


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
def test_a_photo_is_turned_as_its_camera_says(tmp_path: Path, orientation: int, corner: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "CamCo\0"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 54.0, 36.0), 3: "E", 4: (120.0, 15.0, 0.0)})
    striped(320, 200).save(tmp_path / "a.jpg", exif=exif, dpi=(1, 1))
    tools = GivenTools("法治讲座")
    reading = read(tmp_path / "a.jpg", tools)
    asked, properties = tools.asked[0], dict(reading.properties)
    assert (asked.width, asked.height) == ((200, 320) if orientation >= 5 else (320, 200))
    x, y = (corner[0] * (asked.width - 11) + 5, corner[1] * (asked.height - 11) + 5)
    at = 3 * (y * asked.width + x)
    assert asked.data[at] > 180 and asked.data[at + 2] < 90
    assert properties["GPS"] == "31.9100,120.2500" and properties["Make"] == "CamCo"
    assert reading.blocks[0].bbox is not None and reading.blocks[0].bbox.as_list()[2:] == [asked.width, asked.height]


def test_a_long_screenshot_is_read_in_strips_and_given_whole(tmp_path: Path) -> None:
    striped(400, 9000).save(tmp_path / "long.png")
    tools = GivenTools("第一行", "第二行")
    reading = read(tmp_path / "long.png", tools)
    assert len(tools.asked) == 4 and sum(picture.height for picture in tools.asked) == 9000
    assert reading.blocks[0].text.count("第一行") == 4 and reading.pages == 1
    _, last = reading.blocks[0].locate(len(reading.blocks[0].text) - 2, len(reading.blocks[0].text))
    assert last is not None and 6000 < last.top < 9000


@pytest.mark.parametrize("suffix", ["png", "gif", "bmp", "webp", "jpg", "tif", "avif"])
def test_formats_are_known_by_content_and_large_ones_reduced(tmp_path: Path, suffix: str) -> None:
    striped(4000, 1000).save(tmp_path / f"a.{suffix}")
    (tmp_path / f"a.{suffix}").rename(tmp_path / "a.dat")
    tools = GivenTools("字")
    reading = read(tmp_path / "a.dat", tools)
    assert sniff(tmp_path / "a.dat") == "image" and reading.status == "parsed"
    assert (tools.asked[0].width, tools.asked[0].height) == (2400, 600)
    box = reading.blocks[0].bbox
    assert box is not None and round(box.x1) == (3000 if suffix == "bmp" else 4000)


@pytest.mark.parametrize("mode", ["1", "P", "RGBA", "LA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixels(tmp_path: Path, mode: str) -> None:
    grey = striped(120, 90).convert("L")
    made = grey.convert("RGB").convert(mode) if mode not in ("I;16", "F", "LA") else grey.convert(mode)
    made.save(tmp_path / "a.tif")
    tools = GivenTools("字")
    read(tmp_path / "a.tif", tools)
    asked = tools.asked[0]
    assert len(asked.data) == asked.width * asked.height * (3 if asked.mode == "RGB" else 1)
    assert min(asked.data) < 90 and max(asked.data) > 200


def test_why_a_picture_gave_no_words(tmp_path: Path) -> None:
    striped(300, 200).save(tmp_path / "a.png")
    Image.new("RGB", (300, 200), "blue").save(tmp_path / "plain.png")
    missing = GivenTools(why=problem("ocr_missing", ""))
    reading = read(tmp_path / "a.png", missing)
    assert names(reading) == ["ocr_missing"] and reading.problems[0].where == "a.png" and reading.status == "partial"
    assert names(read(tmp_path / "a.png", GivenTools())) == ["picture_without_words"]
    nothing = GivenTools("字")
    plain = read(tmp_path / "plain.png", nothing)
    assert nothing.asked == [] and plain.status == "parsed" and plain.sources[0].source == "none"


def test_broken_and_oversized_pictures(tmp_path: Path) -> None:
    striped(900, 900).save(tmp_path / "big.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "big.png").read_bytes()[:200])
    for file, message, pixels in (("big.png", "picture_too_large", 100_000), ("cut.png", "file_damaged", 10 ** 8)):
        with pytest.raises(UnreadableError) as caught:
            read(tmp_path / file, GivenTools(), pixels=pixels)
        assert caught.value.problem.message == message


def test_heic_without_its_library_is_registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    reading = read(tmp_path / "a.heic", GivenTools())
    assert names(reading) == ["heif_missing"] and reading.status == "partial" and reading.blocks[0].kind == "image"
