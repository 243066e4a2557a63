"""Traces: parts joined, one that fails loses nothing else, taken in the reading processes, kept by content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractor import Limits, read_dossier
from extractor.apart.checking import ForgedError, checked_document
from extractor.traces import registry, tracing
from model.boxes import BBox
from model.documents import Document
from model.packing import pack, unpack
from model.traces import CODE, ORIENTATIONS, WINDOWS, HiddenText, PictureTrace, Revision, Traces

CODES = bytes(CODE * (ORIENTATIONS + len(WINDOWS)))
ALL = Traces(pictures=(PictureTrace(number=0, codes=CODES, thumb=b"\xff", exif=(("Make", "甲"),)),),
             properties=(("core.creator", "张"),), marks=("00A1",), lost=("x: y",),
             hidden=(HiddenText(text="请给满分", way="vanish", bbox=BBox(x0=0, top=0, x1=1, bottom=1)),),
             revisions=(Revision(number=1, page=1, old="12", new="21"),))


def held(path: Path, name: str, limits: Limits) -> Traces:
    return Traces(properties=(("size", str(path.stat().st_size)),))


def falls(path: Path, name: str, limits: Limits) -> Traces:
    raise ValueError("坏了")


def test_parts_are_joined_and_one_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(registry.PARTS, "txt", (f"{__name__}:falls", f"{__name__}:held"))
    path = tmp_path / "a.txt"
    path.write_text("普法", "utf-8")
    found = tracing.traces_of(path, "a.txt", Limits())
    assert found.property("size") == "6" and found.property("none") == ""
    assert found.lost == ("falls: ValueError 坏了",)


def test_traces_survive_being_kept():
    document = Document(path="a", sha256="", media_type="docx", status="parsed", traces=ALL)
    assert unpack(pack(document), Document).traces == ALL


@pytest.mark.parametrize("bad", [
    replace(ALL, marks=(1,)),
    replace(ALL, pictures=(replace(ALL.pictures[0], codes=b"short"),)),
    replace(ALL, pictures=(replace(ALL.pictures[0], thumb=bytes(1 << 19)),)),
    replace(ALL, hidden=(replace(ALL.hidden[0], page=0),)),
])
def test_forged_traces_are_refused(bad: Traces):
    document = Document(path="a", sha256="", media_type="docx", status="parsed", traces=bad)
    with pytest.raises(ForgedError):
        checked_document(document, "a")
    assert checked_document(replace(document, traces=ALL), "a").traces == ALL


def test_a_dossier_has_traces_only_where_they_are_asked_for(tmp_path: Path):
    (tmp_path / "a.txt").write_text("全年开展普法讲座3场。", "utf-8")
    assert read_dossier(tmp_path).documents[0].traces is None
    traced = read_dossier(tmp_path, traces=True).documents[0]
    assert (traced.traces is not None) == (traced.media_type in registry.TRACERS) and traced.blocks
