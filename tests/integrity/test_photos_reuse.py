"""One photo at several places: found through what is done to photos, one finding a picture; innocent cases stay low or
silent."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from bench.photo_attacks import attacked
from bench.photo_scenes import Shot, draw
from extractor.limits import Limits
from extractor.traces.pictures import Found, pictures_of
from integrity.photos.agreement import compared
from integrity.photos.candidates import near
from integrity.photos.check import photo_reuse
from integrity.photos.laying import opened
from integrity.photos.nature import is_photo
from integrity.photos.proof import proven
from integrity.submission import Settings, Submission
from model.documents import Block, Document
from model.evidence import DateRange
from model.results import Finding
from model.traces import PictureTrace, Traces

SEAT = Shot(1, 1)


def trace(image: Image.Image, beside: str = "", number: int = 0, quality: int = 85) -> PictureTrace:
    held = io.BytesIO()
    image.convert("RGB").save(held, "JPEG", quality=quality)
    (one,) = pictures_of([Found(source=held.getvalue(), beside=beside)], Limits()).pictures
    return replace(one, number=number)


@pytest.fixture(scope="module")
def whole() -> Image.Image:
    return draw(SEAT)


def dossier(unit: str, year: int, files: dict[str, Sequence[PictureTrace]], words: Sequence[str] = ()) -> Submission:
    documents = [Document(path=path, sha256=path, media_type="image" if path.endswith("jpg") else "docx",
                          status="parsed", blocks=tuple(Block(kind="paragraph", text=text) for text in words),
                          traces=Traces(pictures=tuple(pictures))) for path, pictures in files.items()]
    return Submission(unit=unit, year=year, documents=tuple(documents), papers={},
                      period=DateRange(start=date(year, 1, 1), end=date(year, 12, 31)))


def found(*cohort: Submission) -> list[Finding]:
    return list(photo_reuse(cohort, Settings()))


@pytest.mark.parametrize("attack", ["flipped", "cropped to 75 %", "cropped to 60 %", "75 %, flipped, watermark",
                                    "watermark, tiled", "turned 3°", "screenshot", "colour changed"])
def test_an_altered_copy_is_found_between_units(whole: Image.Image, attack: str) -> None:
    (one,) = found(dossier("甲局", 2021, {"a.jpg": [trace(whole)]}),
                   dossier("乙局", 2021, {"b.jpg": [trace(attacked(attack, whole, 3))]}))
    assert one.check == "photo_reuse" and one.severity == "high" and one.units == ("乙局", "甲局")
    pair: Any = one.measures["pair"]
    assert len(pair["matrix"]) == 2 and len(pair["region"]) == 2 and set("".join(pair["blocks"])) <= set("sd.")
    assert one.measures["pictures"] == [[0, 0], [1, 0]]
    assert "造假" not in one.explanation


def test_the_matrix_leads_from_the_first_copy_to_the_second(whole: Image.Image) -> None:
    one, other = trace(whole), trace(whole.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    (candidate,) = near([one, other])
    proof = proven([one, other], candidate)
    assert proof is not None and proof.mirrored
    wide = opened(one.thumb).shape[1]
    x, y, _ = proof.matrix @ np.array([40.0, 50.0, 1.0])
    assert abs(x - (wide - 1 - 40)) < 2 and abs(y - 50) < 2


def test_another_event_in_the_same_hall_is_nothing() -> None:
    for place in range(3):
        assert found(dossier("甲局", 2021, {"a.jpg": [trace(draw(Shot(place, 1)))]}),
                     dossier("甲局", 2022, {"b.jpg": [trace(draw(Shot(place, 2)))]})) == []


def test_laid_over_each_other_two_events_in_one_hall_do_not_agree() -> None:
    one, other = (opened(trace(draw(Shot(5, event))).thumb) for event in (1, 2))
    agreement = compared(one, other, np.eye(3), (None, None))
    assert agreement is None or agreement.common < 0.8


def test_three_places_are_one_finding(whole: Image.Image) -> None:
    (one,) = found(dossier("甲局", 2021, {"a.jpg": [trace(whole)]}),
                   dossier("乙局", 2021, {"b.jpg": [trace(attacked("flipped", whole, 1))]}),
                   dossier("丙局", 2022, {"c.docx": [trace(attacked("cropped to 75 %", whole, 2))]}))
    assert len(one.places) == 3 and one.years == (2021, 2022)


def test_an_album_page_does_not_make_one_case_of_all_its_photos(whole: Image.Image) -> None:
    other = draw(Shot(9, 1, 0, "street"))
    page = Image.new("RGB", (900, 1400), "white")
    page.paste(whole.resize((800, 600)), (50, 60))
    page.paste(other.resize((800, 600)), (50, 740))
    told = found(dossier("甲局", 2021, {"a.jpg": [trace(whole)], "b.jpg": [trace(other)]}),
                 dossier("乙局", 2022, {"c.jpg": [trace(page)]}))
    assert len(told) == 2 and all(len(one.places) == 2 for one in told)


def test_a_joint_event_that_both_tell_of_is_low(whole: Image.Image) -> None:
    files = {"a.docx": [trace(whole, "2021年5月18日宣讲现场")]}
    both = (dossier("云水市水利局", 2021, files, ["2021年5月18日，我局联合云水市教育局开展宣讲。"]),
            dossier("云水市教育局", 2021, files, ["2021年5月18日，我局与云水市水利局共同开展宣讲。"]))
    (one,) = found(*both)
    assert one.severity == "low" and one.explanation.startswith("先排除：")
    (alone,) = found(both[0], dossier("云水市教育局", 2021, files))
    assert alone.severity == "high"


def test_the_same_photo_twice_for_one_event_is_nothing_and_for_two_is(whole: Image.Image) -> None:
    copy = attacked("half size", whole, 1)
    assert found(dossier("甲局", 2021, {"a.docx": [trace(whole, "5月18日民法典宣讲现场")],
                                      "照片/0518民法典宣讲.jpg": [trace(copy)]})) == []
    (one,) = found(dossier("甲局", 2021, {"a.docx": [trace(whole, "5月18日民法典宣讲现场")],
                                        "b.docx": [trace(copy, "11月2日反诈知识进校园")]}))
    assert one.severity == "high" and one.measures["days_off"] == 168 and one.measures["relation"] == "dossier"


def test_a_photo_of_a_fixed_site_is_not_grave(whole: Image.Image) -> None:
    (one,) = found(dossier("甲局", 2021, {"a.docx": [trace(whole, "法治文化公园一角")]}),
                   dossier("甲局", 2022, {"a.docx": [trace(whole, "法治文化公园一角")]}))
    assert one.severity == "low"


def test_what_many_units_share_is_listed_once_as_low(whole: Image.Image) -> None:
    (one,) = found(*(dossier(f"{name}局", 2021, {"a.jpg": [trace(whole)]}) for name in "甲乙丙丁戊己"))
    assert one.severity == "low" and len(one.places) == 6


def logo() -> Image.Image:
    image = Image.new("RGB", (400, 400), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((60, 60, 340, 340), outline="red", width=12)
    for at in range(12):
        pen.line((200, 200, 200 + 120 * np.cos(at), 200 + 120 * np.sin(at)), fill="red", width=9)
    return image


def code() -> Image.Image:
    dots = np.random.default_rng(1).integers(0, 2, (33, 33)).astype(np.uint8) * 255
    return Image.fromarray(dots).resize((400, 400), Image.Resampling.NEAREST).convert("RGB")


def page() -> Image.Image:
    pixels = np.full((800, 600), 246, np.uint8)
    dice = np.random.default_rng(2)
    for row in range(60, 760, 26):
        for column in range(50, 540, 20):
            pixels[row:row + 14, column:column + 14] = np.where(dice.random((14, 14)) < 0.35, 30, 246)
    return Image.fromarray(pixels).convert("RGB")


@pytest.mark.parametrize("made", [logo, code, page])
def test_logos_codes_and_pages_of_words_are_set_aside(made: Any) -> None:
    one = trace(made())
    assert not is_photo(opened(one.thumb))
    assert found(dossier("甲局", 2021, {"a.docx": [one]}), dossier("乙局", 2021, {"b.docx": [one]})) == []


def test_a_photo_is_a_photo(whole: Image.Image) -> None:
    assert is_photo(opened(trace(whole).thumb))


def test_a_small_copy_that_is_none_is_not_opened() -> None:
    assert opened(b"") is None and opened(b"\x89PNG\r\n\x1a\n" + bytes(64)) is None
    held = io.BytesIO()
    Image.new("RGB", (4000, 3000)).save(held, "JPEG")
    assert opened(held.getvalue()) is None


def test_findings_do_not_depend_on_the_order_of_dossiers(whole: Image.Image) -> None:
    cohort = [dossier("甲局", 2021, {"a.jpg": [trace(whole)]}),
              dossier("乙局", 2021, {"b.jpg": [trace(attacked("cropped to 75 %", whole, 4))]})]
    assert found(*cohort) == found(*reversed(cohort))
