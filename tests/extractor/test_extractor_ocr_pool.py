"""The pool of recognising processes, with a stand-in for the recogniser: what it meets costs one picture at most."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import fake_recogniser as fake
import pytest

import extractor.ocr.pool as pools
from extractor.cache import Cache
from extractor.limits import Limits
from extractor.ocr.corrections import Corrections
from extractor.ocr.keeping import from_json, to_json
from extractor.tools import Picture, Recognition
from model.problems import Problem


@pytest.fixture
def pool(monkeypatch):
    """Makes pools of stand-ins and closes them."""
    monkeypatch.setattr(pools, "installed", lambda: True)
    made = []

    def make(cache=None, corrections=None, **limits):
        made.append(pools.Pool(Limits(**limits), cache, corrections, worker="fake_recogniser"))
        return made[-1]

    yield make
    for one in made:
        one.close()


def picture(what, mark=0, width=40, height=20):
    """A picture that makes the stand-in do ``what``."""
    return Picture(width=width, height=height, mode="L", data=bytes([what, mark]) + bytes(width * height - 2))


def read(found):
    """The stand-in's process, count and size."""
    assert isinstance(found, Recognition)
    return found.words[0].text.split()


def test_pictures_come_back_in_their_order(pool):
    found = pool().recognise([picture(fake.ANSWER, mark, width=30 + mark) for mark in range(6)])
    assert [read(one)[2] for one in found] == [f"{30 + mark}x20" for mark in range(6)]


@pytest.mark.parametrize(("what", "message"), [(fake.CRASH, "ocr_crashed"), (fake.FLOOD, "ocr_crashed"),
                                               (fake.RAISE, "ocr_crashed"), (fake.HANG, "ocr_timeout")])
def test_a_picture_that_brings_the_process_down_costs_itself_only(pool, what, message):
    team = pool(ocr_seconds=1.0, ocr_memory=1)
    first, second, third = team.recognise([picture(fake.ANSWER, 1), picture(what), picture(fake.ANSWER, 2)])
    assert isinstance(second, Problem) and second.message == message
    assert read(first)[2] == read(third)[2] == "40x20"


def test_a_picture_that_failed_is_tried_again_when_it_is_asked_for_again(pool, tmp_path):
    cache = Cache(tmp_path)
    team = pool(cache)
    assert isinstance(team.recognise([picture(fake.CRASH)])[0], Problem)
    assert cache.get(pools.key_of(picture(fake.CRASH).digest)) is None
    assert isinstance(team.recognise([picture(fake.CRASH)])[0], Problem)


def test_a_second_pool_recognises_nothing_anew(pool, tmp_path):
    wanted = [picture(fake.ANSWER, mark) for mark in range(3)]
    first = pool(Cache(tmp_path)).recognise(wanted)
    again = pool(Cache(tmp_path))
    assert again.recognise(wanted) == first
    assert all(process._process is None for process in again._team)


def test_equal_pictures_asked_for_at_the_same_time_are_recognised_once(pool):
    team = pool()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: team.recognise([picture(fake.SLOW)] * 2), range(4)))
    texts = {one.words[0].text for pair in found for one in pair}
    assert len(texts) == 1 and texts.pop().split()[1] == "1"


def test_a_picture_that_is_too_large_is_sent_smaller_and_its_places_are_those_of_the_whole(pool, monkeypatch):
    monkeypatch.setattr(pools, "MOST_PIXELS", 800)
    found = pool().recognise([picture(fake.ANSWER, width=80, height=40)])[0]
    assert read(found)[2] == "40x20"
    assert (found.width, found.height) == (80, 40)
    assert (found.words[0].x1, found.words[0].bottom, found.words[0].ends[0]) == (80, 20, 2)
    assert found.rulings[0].x1 == 80


def test_a_picture_whose_bytes_do_not_fit_its_size_is_never_sent(pool):
    team = pool()
    lying = Picture(width=4000, height=4000, mode="RGB", data=b"few")
    found = team.recognise([lying, picture(fake.ANSWER, width=8, height=8)])
    assert isinstance(found[0], Problem) and found[1] == Recognition(width=8, height=8, turned=0, words=())
    assert all(process._process is None for process in team._team)


def test_as_many_processes_as_memory_and_cores_allow():
    assert pools.team_size(Limits(ocr_memory=1)) == 1
    assert 1 <= pools.team_size(Limits(ocr_memory=2 * pools.A_PROCESS)) <= 2


def test_corrections_are_put_over_what_was_kept(pool, tmp_path):
    corrections = Corrections(tmp_path / "made.jsonl")
    team = pool(Cache(tmp_path), corrections)
    asked = picture(fake.ANSWER)
    before = team.recognise([asked])[0]
    corrections.correct(asked.digest, 0, before.words[0].text, "更正", "李", "2020-12-31")
    after = team.recognise([asked])[0]
    assert (after.words[0].text, after.words[0].original) == ("更正", before.words[0].text)


def test_nothing_is_recognised_where_nothing_is_installed(pool, monkeypatch):
    team = pool()
    monkeypatch.setattr(pools, "installed", lambda: False)
    assert [why.message for why in team.recognise([picture(fake.ANSWER)])] == ["ocr_missing"]


def test_what_is_kept_comes_back_as_it_was(pool):
    found = pool().recognise([picture(fake.ANSWER)])[0]
    assert from_json(to_json(found)) == found
    assert from_json(b"{}") is None and from_json(b"\xff") is None
