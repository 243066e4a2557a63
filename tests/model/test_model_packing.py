"""Frozen types as bytes and back: nothing is lost, and what somebody else wrote yields an error, never code."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from model.documents import BBox, Block, Cell, Document, Line, PageSource, Span
from model.evidence import DateRange, Mention, Quantity, Slots
from model.packing import code_digest, pack, unpack
from model.problems import problem

BOX = BBox(x0=1.5, top=2, x1=30.25, bottom=4.0)
DOCUMENT = Document(
    path="甲/乙.pdf", sha256="ab" * 32, media_type="pdf", status="partial", pages=2, size=9, seconds=1.25,
    blocks=(Block(kind="heading", text="一、组织领导", level=1, bbox=BOX, lines=(
                Line(start=0, end=3, page=1, bbox=BOX), Line(start=3, end=6, page=2, bbox=None))),
            Block(kind="table_row", text="3月\t宣传", table_id=1, cells=(Cell(start=0, end=2, column=0),),
                  carried=((2, "法规科"), (3, "局")), section_path=("一、",), source="ocr", ocr_confidence=0.5)),
    problems=(problem("file_ignored", "甲/乙.pdf", reason="\udcff"),), properties=(("title", ""),),
    sources=(PageSource(page=1, source="text"), PageSource(page=2, source="ocr", confidence=0.5)))
SLOTS = Slots(date=DateRange(start=date(2020, 3, 1), end=date(2020, 3, 2)), level="市", titles=("甲", "乙"),
              quantity=Quantity(value=Decimal("3.50"), unit="件"))
MENTION = Mention(id="m1", kind="k", span=Span(document="a", block=0, start=0, end=1), page=1, bbox=None, quote="甲",
                  status="done", slots=SLOTS, confidence=0.9, detector="rule:k", paper="case", recognised=0.8)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """A type whose field cannot be kept."""

    found: dict[str, str]


class Harm:
    """What a hostile file would hold."""

    def __reduce__(self):
        return os.mkdir, ("harmed",)


@pytest.mark.parametrize("value", [DOCUMENT, replace(DOCUMENT, blocks=()), MENTION, replace(MENTION, slots=Slots())])
def test_what_was_packed_comes_back(value):
    back = unpack(pack(value), type(value))
    assert back == value and repr(back) == repr(value)


@pytest.mark.parametrize("data", [
    b"", b"junk", pack(DOCUMENT)[:-9], pack(MENTION), pickle.dumps(DOCUMENT), pickle.dumps(["x"]),
    pickle.dumps([["a"], ["b"]]), pickle.dumps(7)])
def test_what_is_no_packed_document_is_an_error(data):
    with pytest.raises(ValueError):
        unpack(data, Document)


def test_nothing_is_executed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="mkdir"):
        unpack(pickle.dumps([Harm()]), Document)
    assert not (tmp_path / "harmed").exists()


def test_values_of_a_wrong_type_are_an_error():
    columns = pickle.loads(pack(BOX))
    columns[0] = ["1.5"]
    with pytest.raises(ValueError):
        unpack(pickle.dumps(columns), BBox)


def test_a_type_that_cannot_be_kept_is_said_to_be_one():
    with pytest.raises(TypeError):
        pack(Unknown(found={}))


def test_code_has_a_digest_of_its_own():
    assert code_digest("extractor", "model") != code_digest("classifiers", "model")
    assert len(code_digest("model")) == 64
