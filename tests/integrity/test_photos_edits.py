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
    assert one.measures["pictures"] == [[0, 0], [0, 0]] and len(one.measures["pair"]["region"]) == 2  # type: ignore


def test_a_moved_part_is_seen_beside_other_repeats() -> None:
    image = draw(Shot(3, 2, 0, "street"))
    image.paste(image.crop((120, 420, 360, 660)), (600, 440))
    image.paste(image.crop((300, 40, 380, 100)).resize((72, 54)), (860, 60))
    image.paste(image.crop((120, 430, 200, 490)).resize((90, 68)), (900, 300))
    part = copied(opened(trace(image).thumb))
    assert part is not None and part.alike > 0.985
    assert abs(part.matrix[0][2] - 480 * 480 / 1024) < 2 and abs(part.matrix[1][2] - 20 * 480 / 1024) < 2


def test_a_photo_of_many_alike_things_is_nothing() -> None:
    assert sum(copied(opened(trace(draw(Shot(place, 1, 0, kind))).thumb)) is not None
               for place in range(6) for kind in ("hall", "street", "wall")) == 0


def test_a_banner_of_another_subject_than_the_name_tells_is_low() -> None:
    picture = trace(draw(Shot(4, 1)))
    (one,) = edits("照片/20210322世界水日.jpg", picture, "美好生活 民法典相伴\n服务台")
    assert one.severity == "low" and one.measures["sub"] == "banner" and one.places[0].quote == "美好生活 民法典相伴"
    assert "民法典" in one.explanation and "水法" in one.explanation and one.explanation.startswith("先排除：一次活动")
    for innocent in ("世界水日 民法典相伴", "民法典", "弘扬宪法精神 建设法治中国", "青渡市水务局普法宣传点"):
        assert edits("照片/20210322世界水日.jpg", picture, innocent) == []
    assert edits("照片/20210322普法宣传.jpg", picture, "美好生活 民法典相伴") == []
    assert edits("照片/mmexport1647751224349.jpg", picture, "美好生活 民法典相伴") == []


def test_another_day_in_the_picture_than_in_its_name_is_low() -> None:
    picture = trace(draw(Shot(4, 1)))
    (one,) = edits("照片/20210518民法典宣讲.jpg", picture, "宪法宣传 2020年12月4日")
    assert one.severity == "low" and one.measures["days_off"] == 165 and "2020年12月4日" in one.explanation
    assert edits("照片/20210518民法典宣讲.jpg", picture, "民法典宣讲 2021年5月18日") == []
    for stamp in ("20200823", "2020 08 23", "2020-08-23"):
        (one,) = edits("照片/20210518民法典宣讲.jpg", picture, f"普法宣传 {stamp}")
        assert one.measures["days_off"] == 268 and one.places[0].quote == stamp
    (bare,) = edits("照片/20210518民法典宣讲.jpg", picture, "普法宣传 9月30日")
    assert bare.measures["days_off"] == 135
    assert edits("照片/20210518民法典宣讲.jpg", picture, "12月4日是国家宪法日") == []
    assert edits("照片/20210518民法典宣讲.jpg", picture, "12·4国家宪法日 2018年度先进单位") == []
