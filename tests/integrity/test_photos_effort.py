"""Which pairs are proven first and how many: every picture's nearest before any's second; what is left is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bench.photo_attacks import attacked
from bench.photo_scenes import Shot, draw
from bench.photos import traced
from integrity.photos import check, laying
from integrity.photos.candidates import Near, ranked
from integrity.photos.proof import proven
from integrity.run import findings
from integrity.submission import Settings, Submission
from model.documents import Document
from model.evidence import DateRange
from model.problems import Problem
from model.results import Finding
from model.traces import PictureTrace, Traces


def candidate(one: int, other: int, distance: int) -> Near:
    return Near(one=one, other=other, distance=distance, orientation=0, part=None, other_part=None,
                window=(0.0, 0.0, 1.0))


def dossier(unit: str, pictures: dict[str, PictureTrace], lost: tuple[str, ...] = ()) -> Submission:
    documents = tuple(Document(path=path, sha256=path, media_type="image", status="parsed",
                               traces=Traces(pictures=(picture,), lost=lost)) for path, picture in pictures.items())
    return Submission(unit=unit, year=2021, documents=documents, papers={},
                      period=DateRange(start=date(2021, 1, 1), end=date(2021, 12, 31)))


def test_every_picture_comes_first_once_before_any_comes_twice_and_others_dossiers_before_ones_own() -> None:
    owners = ["甲", "甲", "乙", "丙", "丁"]
    alike = [candidate(0, 1, 2), candidate(0, 2, 20), candidate(1, 2, 30), candidate(3, 4, 90)]
    assert [(one.one, one.other) for one in ranked(alike, owners)] == [(0, 2), (1, 2), (3, 4), (0, 1)]
    assert ranked(list(reversed(alike)), owners) == ranked(alike, owners)
    crowd = [candidate(one, other, 10) for one in range(6) for other in range(one)]
    told = ranked([*crowd, candidate(6, 7, 90)], list(range(8)))
    assert (told.index(candidate(6, 7, 90))) < 6 and len(told) == 16


@pytest.fixture(scope="module")
def copies() -> list[Submission]:
    shown = [draw(Shot(place, 1)) for place in range(3)]
    return [dossier("甲局", {f"a{at}.jpg": traced(one) for at, one in enumerate(shown)}),
            dossier("乙局", {f"b{at}.jpg": traced(attacked("half size", one, 1)) for at, one in enumerate(shown)})]


def looked(cohort: list[Submission]) -> tuple[list[Finding], list[Problem]]:
    told: list[Problem] = []
    return [one for one in findings(cohort, Settings(told=told.append)) if one.check == "photo_reuse"], told


def test_what_is_over_the_budget_is_told_and_the_same_every_time(copies: list[Submission],
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    assert [len(part) for part in looked(copies)] == [3, 0]
    plain = check.limit
    monkeypatch.setattr(check, "limit", lambda group, name: 2 if group == "effort" else plain(group, name))
    found, (told,) = looked(copies)
    assert len(found) == 2 and told.message == "photos_unproven" and told.where == "本批2份卷宗"
    assert dict(told.params) == {"done": "2", "left": "1"} and "还有1对没有核对" in told.text()
    assert looked(list(reversed(copies))) == (found, [told])


def test_pictures_of_one_case_are_not_proven_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = draw(Shot(1, 1))
    units = [dossier(f"{unit}局", {"a.jpg": traced(attacked("colour changed", whole, unit))}) for unit in range(6)]
    asked: list[Near] = []

    def counting(pictures: list[PictureTrace], one: Near) -> object:
        asked.append(one)
        return proven(pictures, one)

    monkeypatch.setattr(check, "proven", counting)
    (one,), _ = looked(units)
    assert len(one.places) == 6 and len(asked) == 5


def test_another_event_before_the_same_camera_is_given_up_early(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = [traced(draw(Shot(2000, event, 0, "hall", stand=True))) for event in range(4)]
    refined: list[int] = []
    plain = laying._refined
    monkeypatch.setattr(laying, "_refined", lambda *given: refined.append(1) or plain(*given))
    alike = [candidate(one, other, 0) for one in range(4) for other in range(one)]
    assert [proven(pictures, one) for one in alike] == [None] * 6 and len(refined) <= 2


def test_traces_that_could_not_be_taken_are_told_once(copies: list[Submission]) -> None:
    lost = dossier("丙局", {"c.pdf": replace(traced(draw(Shot(9, 9))))}, ("pdf_revisions: size", "pictures: 1 broken"))
    (told,) = looked([copies[0], lost])[1]
    assert told.message == "traces_lost" and told.severity == "note"
    assert "1个文件" in told.text() and "图片1个、早期版本1个" in told.text() and "2021/丙局《c.pdf》" in told.text()
    (alone,) = looked([lost])[1]
    assert alone.where == "2021/丙局"
    many = dossier("丁局", {f"{at}.jpg": traced(draw(Shot(9, 9))) for at in range(7)}, ("odd_new: x",))
    (cut,) = looked([many])[1]
    assert "其他痕迹7个" in cut.text() and cut.text().count("《") == 5 and "等" in cut.text()
