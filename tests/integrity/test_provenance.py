"""metadata_anomaly findings: context that says what does not agree, and what is innocent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made import document, submission

from integrity.provenance.check import provenance
from integrity.provenance.data import program_since
from integrity.submission import Settings, Submission
from model.documents import Document
from model.results import Finding
from model.traces import PictureTrace, Revision, Traces

UNIT = "云泽市水务局"


def found(*cohort: Submission) -> list[Finding]:
    return list(provenance(cohort, Settings()))


def paper(path: str = "简报/第1期.docx", day: str = "2022年5月20日", marks: tuple[str, ...] = (),
          **properties: str) -> Document:
    told = tuple((name.replace("__", "."), value) for name, value in properties.items())
    return document(path, "# 普法简报", "开展法治讲座一次。", UNIT, day, traces=Traces(properties=told, marks=marks))


def photo(name: str, taken: str, beside: str = "") -> Document:
    trace = PictureTrace(number=0, exif=(("DateTimeOriginal", taken),), beside=beside)
    return replace(document(f"照片/{name}", traces=Traces(pictures=(trace,))), media_type="image", blocks=())


def test_a_changed_figure_in_an_earlier_state_is_the_one_grave_thing() -> None:
    states = (Revision(number=1, page=3, old="组织活动12场。", new="组织活动21场。"),
              Revision(number=2, page=1, old="", new="", signed=True))
    one, = found(submission(UNIT, 2022, document("总结.pdf", "总结", traces=Traces(revisions=states))))
    assert (one.check, one.severity, one.places[0].page) == ("metadata_anomaly", "high", 3)
    assert "12场" in one.explanation and "21场" in one.explanation and one.explanation.startswith("先排除：")


@pytest.mark.parametrize(("state", "severities"), [
    (Revision(number=1, page=1, old="", new="", signed=True), []),
    (Revision(number=1, page=1, old="", new="（此件公开发布）"), []),
    (Revision(number=1, page=1, old="盖章处", new="已盖章"), ["low"]),
    (Revision(number=1, page=1, old="共3,000份", new="共3000份"), ["low"])])
def test_signatures_and_words_are_no_changed_figures(state: Revision, severities: list[str]) -> None:
    made = found(submission(UNIT, 2022, document("总结.pdf", "总结", traces=Traces(revisions=(state,)))))
    assert [one.severity for one in made] == severities


@pytest.mark.parametrize(("properties", "count"), [
    ({"core__created": "2022-05-20T09:00:00Z"}, 0), ({"core__created": "2022-08-20T09:00:00Z"}, 0),
    ({"core__created": "2023-08-20T09:00:00Z"}, 1), ({"core__created": "2013-12-23T23:15:00Z"}, 0),
    ({"core__created": "2022-06-20T09:00:00Z", "core__lastModifiedBy": "云泽市教育局办公室"}, 1),
    ({"core__created": "2022-06-20T09:00:00Z", "core__lastModifiedBy": "云泽市水务局办公室"}, 0),
    ({"core__created": "2022-06-20T09:00:00Z", "core__lastModifiedBy": "张三"}, 0),
    ({"pdf__CreationDate": "2022-12-20T09:00:00+08:00"}, 0), ({"pdf__CreationDate": "2024-12-20T09:00:00"}, 1),
    ({"ole__create_time": "2024-01-01T00:00:00"}, 1), ({"core__created": "昨天"}, 0), ({}, 0)])
def test_files_begun_long_after_their_papers_day(properties: dict[str, str], count: int) -> None:
    made = found(submission(UNIT, 2022, paper(**properties)))
    assert [one.severity for one in made] == ["low"] * count
    assert all("文件自称建立于" in one.explanation and one.places[0].quote == "2022年5月20日" for one in made)


@pytest.mark.parametrize(("properties", "count"), [
    ({"app__Application": "WPS Office_12.1.0.20305_F1E327BC"}, 1),
    ({"custom__KSOProductBuildVer": "2052-12.1.0.20305"}, 1),
    ({"app__Application": "WPS Office_11.1.0.10356_F1E327BC"}, 0), ({"pdf__Producer": "LibreOffice 24.8"}, 1),
    ({"pdf__Producer": "Microsoft® Word 2024"}, 1), ({"pdf__Producer": "Microsoft® Word 2019"}, 0),
    ({"app__Application": "Microsoft Office Word"}, 0), ({"pdf__Producer": "iOS Version 17.2 (Build 21C62)"}, 1),
    ({"pdf__Producer": "某软件 99.9"}, 0)])
def test_programs_that_came_later(properties: dict[str, str], count: int) -> None:
    assert len(found(submission(UNIT, 2022, paper(**properties)))) == count


def test_a_program_is_known_by_its_latest_release_that_fits() -> None:
    assert program_since("LibreOffice/7.4.5.1$Linux") == ("LibreOffice 7.4", date(2022, 8, 18))
    assert program_since("Skia/PDF m125") == ("Chrome 125", date(2023, 10, 1)) and program_since("") is None


@pytest.mark.parametrize(("name", "taken", "beside", "count"), [
    ("20220520法治讲座.jpg", "2022:05:20 10:00:00", "", 0), ("20220520法治讲座.jpg", "2022:05:25 10:00:00", "", 0),
    ("20220520法治讲座.jpg", "2021:04:01 10:00:00", "", 1), ("5月20日法治讲座.jpg", "2021:04:01 10:00:00", "", 1),
    ("法治讲座.jpg", "2021:04:01 10:00:00", "", 0), ("法治讲座.jpg", "2021:04:01 10:00:00", "2022年5月20日讲座", 1),
    ("20220520法治讲座.jpg", "2015:01:01 00:03:00", "", 0), ("20220520法治讲座.jpg", "2000:01:01 00:00:00", "", 0),
    ("20220520法治讲座.jpg", "0000:00:00 00:00:00", "", 0), ("5月20日和6月1日.jpg", "2021:04:01 10:00:00", "", 0)])
def test_photos_taken_on_another_day_than_they_say(name: str, taken: str, beside: str, count: int) -> None:
    made = found(submission(UNIT, 2022, photo(name, taken, beside)))
    assert [one.severity for one in made] == ["low"] * count


def test_a_clock_that_is_off_by_as_much_in_every_photo_was_wrong() -> None:
    shots = [photo(f"202205{day}讲座.jpg", f"2022:01:{day} 10:00:00") for day in (20, 21, 22)]
    assert found(submission(UNIT, 2022, *shots)) == []
    assert len(found(submission(UNIT, 2022, *shots[:2]))) == 2


MARKS = tuple(f"00AA00{number:02X}" for number in range(12))
OTHER = "云泽市教育局"


def test_papers_of_two_units_that_share_marks_have_one_origin() -> None:
    left = paper(marks=MARKS, core__creator="张三")
    right = paper("总结/总结.docx", marks=MARKS[:8] + ("00BB0001",), core__creator="张三")
    one, = found(submission(UNIT, 2022, left), submission(OTHER, 2022, right))
    assert one.severity == "low" and one.units == (OTHER, UNIT) and one.measures["marks"] == 8
    assert "张三" in one.explanation


def test_marks_of_a_template_an_own_file_and_too_few_are_innocent() -> None:
    units = [f"云泽市第{number}局" for number in range(6)]
    assert found(*(submission(unit, 2022, paper(marks=MARKS)) for unit in units)) == []
    assert found(submission(UNIT, 2022, paper(marks=MARKS)), submission(UNIT, 2023, paper(marks=MARKS))) == []
    few = MARKS[:3] + tuple(f"00CC00{number:02X}" for number in range(9))
    assert found(submission(UNIT, 2022, paper(marks=MARKS)), submission(OTHER, 2022, paper(marks=few))) == []


def test_a_notice_that_both_hold_is_a_superiors() -> None:
    one, other = (submission(unit, 2022, paper(marks=MARKS), papers={"简报/第1期.docx": "notice"})
                  for unit in (UNIT, OTHER))
    assert found(one, other) == []


def test_one_hand_in_two_units_but_not_the_name_that_a_shop_put_in_nor_a_service_for_all() -> None:
    def cohort(name: str, units: int) -> list[Submission]:
        return [submission(f"云泽市第{number}局", 2022, paper(core__creator=name, core__lastModifiedBy=name))
                for number in range(units)]

    assert [one.severity for one in found(*cohort("韩海燕", 2))] == ["low"]
    assert found(*cohort("Administrator", 2)) == found(*cohort("微软用户", 2)) == found(*cohort("韩海燕", 6)) == []
