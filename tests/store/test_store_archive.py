"""An archive gives back what was put, forgets without a trace, and stays whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.boxes import BBox
from model.documents import Line
from model.known import KnownPicture, KnownText
from model.problems import PufaError
from model.traces import CODE
from store.archive import Archive
from store.known import KnownDossiers

BOX = BBox(x0=1.0, top=2.0, x1=30.5, bottom=4.0)


def text(unit: str, *hashes: int, file: str = "简报.docx", year: int = 2022) -> KnownText:
    return KnownText(year=year, unit=unit, file=file, paper="briefing", text="两行字\n第二行",
                     lines=(Line(start=0, end=3, page=1, bbox=BOX), Line(start=4, end=7, page=2, bbox=None)),
                     hashes=np.array(hashes, "<u8").tobytes())


def picture(unit: str, fill: int, slots: int = 2, year: int = 2022) -> KnownPicture:
    codes = b"".join(bytes([fill + slot]) * CODE for slot in range(slots))
    return KnownPicture(year=year, unit=unit, file="照片.docx", number=fill, bbox=BBox(x0=0, top=0, x1=5, bottom=5),
                        coded=f"c{fill}", pixels=f"p{fill}", quality=80, codes=codes, thumb=b"jpeg" * fill,
                        facts=(("beside", "宪法宣传周"),))


def asked(*hashes: int) -> np.ndarray:
    return np.unique(np.array(hashes, np.uint64))


def test_a_paper_comes_back_with_the_hashes_it_shares(tmp_path: Path) -> None:
    with Archive(tmp_path / "库.sqlite") as archive:
        archive.put(2022, "水务局", "a", [text("水务局", 1, 5 << 60, 9), text("水务局", 7, file="二.docx")], [])
        known = KnownDossiers(archive)
        papers, hashes, common = known.shared(asked(5 << 60, 7, 8), 5)
        assert sorted(zip(hashes.tolist(), (known.text(int(at)).file for at in papers), strict=True)) == [
            (7, "二.docx"), (5 << 60, "简报.docx")]
        assert not len(common)
        one = known.text(int(papers[0]))
        assert (one.unit, one.year, one.text, one.lines) == ("水务局", 2022, "两行字\n第二行", text("水务局").lines)


def test_hashes_of_many_units_are_told_as_common_and_no_more(tmp_path: Path) -> None:
    with Archive(tmp_path / "库.sqlite") as archive:
        for at in range(4):
            archive.put(2020 + at % 2, f"单位{at // 2}", str(at), [text(f"单位{at // 2}", 1, 2 + at // 2)], [])
        papers, hashes, common = KnownDossiers(archive).shared(asked(1, 2, 3), 2)
        assert common.tolist() == [1] and sorted(hashes.tolist()) == [2, 2, 3, 3] and len(papers) == 4


def test_what_a_cohort_brings_itself_is_left_out(tmp_path: Path) -> None:
    with Archive(tmp_path / "库.sqlite") as archive:
        archive.put(2022, "水务局", "a", [text("水务局", 1)], [picture("水务局", 3)])
        known = KnownDossiers(archive, {(2022, "水务局")})
        assert not len(known.shared(asked(1), 5)[0]) and not len(known.codes(0)[0])
        assert known.same_pictures(["c3", "p3"]) == {}


def test_pictures_come_back_by_orientation_and_by_bytes(tmp_path: Path) -> None:
    with Archive(tmp_path / "库.sqlite") as archive:
        archive.put(2022, "水务局", "a", [], [picture("水务局", 3), picture("水务局", 7, slots=1)])
        archive.put(2023, "林业局", "b", [], [picture("林业局", 9), picture("林业局", 11, slots=0)])
        known = KnownDossiers(archive)
        assert known.slots() == (0, 1)
        numbers, codes = known.codes(0)
        assert codes.shape == (3, CODE) and codes[:, 0].tolist() == [3, 7, 9] and len(numbers) == 3
        assert known.codes(1)[1][:, 0].tolist() == [4, 10] and known.codes(5)[1].shape == (0, CODE)
        one = known.picture(int(numbers[0]))
        assert (one.unit, one.thumb, one.bbox, one.facts) == (
            "水务局", b"jpeg" * 3, BBox(x0=0, top=0, x1=5, bottom=5), (("beside", "宪法宣传周"),))
        assert known.thumb(2022, "水务局", "照片.docx", 7) == b"jpeg" * 7
        assert known.thumb(2022, "水务局", "照片.docx", 8) == b""
        assert known.same_pictures(["p9", "c9", "none", ""]) == {"p9": (3,), "c9": (3,)}


def test_a_dossier_put_again_takes_the_place_of_the_first(tmp_path: Path) -> None:
    with Archive(tmp_path / "库.sqlite") as archive:
        archive.put(2022, "水务局", "a", [text("水务局", 1)], [picture("水务局", 3)])
        archive.put(2022, "水务局", "b", [text("水务局", 2)], [])
        known = KnownDossiers(archive)
        assert known.shared(asked(1, 2), 5)[1].tolist() == [2] and not len(known.codes(0)[0])
        assert archive.holds(2022, "水务局", "b") and not archive.holds(2022, "水务局", "a")
        assert [(one.papers, one.pictures) for one in archive.dossiers()] == [(1, 0)]


def test_fingerprints_made_anew_take_the_place_of_the_old(tmp_path: Path) -> None:
    with Archive(tmp_path / "库.sqlite") as archive:
        archive.put(2022, "水务局", "a", [text("水务局", 1)], [])
        number, = archive.papers(2022, "水务局")
        archive.reprint(2022, "水务局", "b", {number: np.array([8], "<u8").tobytes()})
        assert KnownDossiers(archive).shared(asked(1, 8), 5)[1].tolist() == [8]
        assert archive.holds(2022, "水务局", "b")


def test_forgetting_leaves_nothing_in_the_file(tmp_path: Path) -> None:
    place = tmp_path / "库.sqlite"
    with Archive(place) as archive:
        archive.put(2022, "留下的水务局", "kept", [text("留下的水务局", 1)], [picture("留下的水务局", 3)])
        archive.put(2022, "忘掉的林业局", "gone", [text("忘掉的林业局", 77, file="忘掉的文件.docx")],
                    [picture("忘掉的林业局", 201 % 256)])
        assert archive.forget(2022, "忘掉的林业局") and not archive.forget(2022, "忘掉的林业局")
        known = KnownDossiers(archive)
        assert not len(known.shared(asked(77), 5)[0]) and known.same_pictures(["c201"]) == {}
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for trace in ("忘掉的林业局", "忘掉的文件", "c201"):
        assert trace.encode() not in left, trace
    assert bytes([201]) * CODE not in left and "留下的水务局".encode() in left


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(2019, 2022), st.sampled_from(["甲", "乙", "丙"])),
                       st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=6), max_size=3), max_size=6),
       st.lists(st.integers(0, 2**64 - 1), max_size=6))
def test_the_archive_returns_just_what_was_put(tmp_path_factory: pytest.TempPathFactory,
                                               kept: dict[tuple[int, str], list[list[int]]], more: list[int]) -> None:
    with Archive(tmp_path_factory.mktemp("库") / "库.sqlite") as archive:
        for (year, unit), papers in kept.items():
            archive.put(year, unit, "x", [text(unit, *hashes, file=str(at), year=year)
                                          for at, hashes in enumerate(papers)], [])
        wanted = asked(*more, *(one for papers in kept.values() for hashes in papers for one in hashes[:2]))
        known = KnownDossiers(archive)
        papers, hashes, _ = known.shared(wanted, 99)
        told = {(one.year, one.unit, one.file, value) for at, value in zip(papers, hashes.tolist(), strict=True)
                for one in [known.text(int(at))]}
        assert told == {(year, unit, str(at), one) for (year, unit), papers in kept.items()
                        for at, hashes in enumerate(papers) for one in hashes if one in set(wanted.tolist())}


def test_a_file_that_is_no_archive_is_refused_with_a_reason(tmp_path: Path) -> None:
    place = tmp_path / "不是库.txt"
    place.write_text("普法工作总结" * 200, "utf-8")
    with pytest.raises(PufaError, match="E700"):
        Archive(place)
    later = tmp_path / "新.sqlite"
    with sqlite3.connect(later) as base:
        base.execute("PRAGMA user_version = 99")
    with pytest.raises(PufaError, match="E701"):
        Archive(later)


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    with Archive(tmp_path / "库.sqlite"):
        assert (tmp_path / "库.sqlite").stat().st_mode & 0o077 == 0
