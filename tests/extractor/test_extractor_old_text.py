"""The words of old office files straight from their streams."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import names
from office_making import OFFICE, binary_word, ole

from extractor import page_texts, read_file
from extractor.normal import squeeze
from extractor.reading import UnreadableError
from extractor.sniff import sniff
from extractor.word.old_text import pieces, text_only
from extractor.word.pieces import LockedError
from model.problems import problem

LONG = "全市水务系统普法责任制落实情况，"


def lines(path: Path) -> list[str]:
    return [piece.text or "|".join(text for _, text in piece.cells) for piece in pieces(path, "doc")]


def test_pieces_of_both_widths_in_the_order_of_their_table(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(binary_word(("第一段。\r".encode("utf-16-le"), False),
                                                 (b"\x93Law\x94 100%\r", True), ("末段\r".encode("utf-16-le"), False)))
    assert sniff(tmp_path / "a.doc") == "doc" and lines(tmp_path / "a.doc") == ["第一段。", "“Law” 100%", "末段"]


def test_chinese_pieces_of_8_bit_characters(tmp_path: Path) -> None:
    text = LONG + "宣传3场\r下一段。\r"
    (tmp_path / "a.doc").write_bytes(binary_word((text.encode("gbk"), True), ("尾\r".encode("utf-16-le"), False)))
    assert lines(tmp_path / "a.doc") == [LONG + "宣传3场", "下一段。", "尾"]


def test_codes_of_fields_are_left_out_and_cells_make_rows(tmp_path: Path) -> None:
    text = "见\x13HYPERLINK x\x14附件一\x15。\r甲\x07乙\x07\x07丙\x07\x07\r"
    (tmp_path / "a.doc").write_bytes(binary_word((text.encode("utf-16-le"), False)))
    assert lines(tmp_path / "a.doc")[:2] == ["见附件一。", "甲|乙"]


def test_a_password_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(binary_word((b"x\0", False), flags=0x0300))
    with pytest.raises(LockedError):
        pieces(tmp_path / "a.doc", "doc")
    assert names(read_file(tmp_path / "a.doc")) == ["file_encrypted"]


def test_what_stands_in_pieces_is_a_partial_reading_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(binary_word(("一段话。\r".encode("utf-16-le"), False)))
    late = problem("office_timeout", "", seconds="120")
    reading = text_only(tmp_path / "a.doc", "doc", "a.doc", late)
    assert reading.status == "partial" and "超过 120 秒" in reading.problems[0].text()
    assert any(why.passing for why in reading.problems)
    (tmp_path / "b.doc").write_bytes(ole({"WordDocument": b"\0" * 100}))
    with pytest.raises(UnreadableError) as told:
        text_only(tmp_path / "b.doc", "doc", "b.doc", late)
    assert told.value.problem.message == "office_timeout" and told.value.problem.where == "b.doc"


def test_rtf_in_the_chinese_code_page(tmp_path: Path) -> None:
    coded = "".join(f"\\'{byte:02x}" for byte in "宣传3场".encode("gbk"))
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1\\ansi\\ansicpg936 " + coded.encode() + b"\\par}")
    assert [piece.text for piece in pieces(tmp_path / "a.rtf", "rtf")] == ["宣传3场"]


def test_every_quote_of_an_old_paper_has_a_witness(old_papers: Path) -> None:
    for kind in ("doc", "rtf", "odt"):
        raw = squeeze("".join(page_texts(old_papers / OFFICE[kind], kind)))
        for block in read_file(old_papers / OFFICE[kind]).blocks:
            for part in block.text.split("\t"):
                assert squeeze(part) in raw
    first, second = page_texts(old_papers / OFFICE["ppt"], "ppt")
    assert "发放资料500份" in first and "下一步打算" in second


def test_a_wps_table_is_read_by_its_content(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("台账").write(0, 0, "讲座")
    book.save(str(tmp_path / "a.et"))
    document = read_file(tmp_path / "a.et")
    assert document.media_type == "xls" and names(document) == [] and document.blocks[0].text == "讲座"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 8000), data=st.binary(min_size=1, max_size=300), cut=st.integers(600, 20_000))
def test_a_garbled_file_never_gives_more_than_a_problem(tmp_path: Path, at: int, data: bytes, cut: int) -> None:
    text = "第一段。\r甲\x07乙\x07\x07".encode("utf-16-le")
    whole = bytearray(binary_word((text, False), (LONG.encode("gbk"), True)))
    whole[512 + at:512 + at + len(data)] = data
    path = tmp_path / "a.doc"
    path.write_bytes(whole[:cut])
    try:
        reading = text_only(path, "doc", "a.doc", problem("office_missing", ""))
    except UnreadableError as error:
        assert error.problem.message in ("office_missing", "file_encrypted")
    else:
        assert reading.status == "partial" and reading.blocks
