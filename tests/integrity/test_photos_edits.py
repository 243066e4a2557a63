"""A part of a photo that stands in it twice, and days in pictures: only ever low; repeated things are no finding."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from bench.photo_scenes import Shot, draw
from extractor.limits import Limits
from extractor.traces.pictures import Found, pictures_of
from integrity.photos.edits import copied, image_edits
from integrity.photos.laying import opened
from integrity.submission import Settings, Submission
from model.documents import Block, Document
from model.evidence import DateRange
from model.results import Finding
from model.traces import PictureTrace, Traces


def trace(image: Image.Image) -> PictureTrace:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=88)
    return pictures_of([Found(source=held.getvalue())], Limits()).pictures[0]


def edits(path: str, picture: PictureTrace, words: str = "") -> list[Finding]:
    blocks = (Block(kind="paragraph", text=words, source="ocr", ocr_confidence=0.95),) if words else ()
    document = Document(path=path, sha256="0", media_type="image", status="parsed", blocks=blocks,
                        traces=Traces(pictures=(picture,)))
    return list(image_edits([Submission(unit="甲局", year=2021, documents=(document,), papers={}, period=DateRange(
        start=date(2021, 1, 1), end=date(2021, 12, 31)))], Settings()))


def test_a_part_that_stands_in_a_photo_twice_is_low() -> None:
    image = draw(Shot(3, 2, 0, "street"))
    image.paste(image.crop((120, 420, 440, 720)), (600, 400))
    (one,) = edits("a.jpg", trace(image))
    assert (one.check, one.severity) == ("image_edit", "low") and one.measures["sub"] == "copied"


def test_a_photo_of_many_alike_things_is_nothing() -> None:
    assert sum(copied(opened(trace(draw(Shot(place, 1, 0, kind))).thumb)) is not None
               for place in range(6) for kind in ("hall", "street", "wall")) == 0


def test_another_day_in_the_picture_than_in_its_name_is_low() -> None:
    picture = trace(draw(Shot(4, 1)))
    (one,) = edits("照片/20210518民法典宣讲.jpg", picture, "宪法宣传 2020年12月4日")
    assert one.severity == "low" and one.measures["days_off"] == 165 and "2020年12月4日" in one.explanation
    assert edits("照片/20210518民法典宣讲.jpg", picture, "民法典宣讲 2021年5月18日") == []
    assert edits("照片/20210518民法典宣讲.jpg", picture, "12·4国家宪法日 2018年度先进单位") == []
