"""What files say of their making, and earlier states that PDFs keep."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx as python_docx
import olefile
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import A4, FONT, W, canvas, docx, p, put

from extractor.limits import Limits
from extractor.traces.making import iso_time, office_making, ole_making, pdf_making
from extractor.traces.revisions import pdf_revisions
from extractor.traces.tracing import traces_of

LINE = "全年开展普法宣传活动12场，发放资料3,000份。"


def test_word_tells_people_times_programs_and_marks(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.core_properties.author, made.core_properties.last_modified_by = "张三", "李四"
    made.save(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as archive:
        archive.writestr("docProps/custom.xml", "<Properties><property name='KSOProductBuildVer'><lpwstr>"
                                                "2052-12.1.0.20305</lpwstr></property></Properties>")
    found = traces_of(tmp_path / "a.docx", "a.docx", Limits())
    assert found.property("core.creator") == "张三" and found.property("core.lastModifiedBy") == "李四"
    assert found.property("core.created").startswith("2013-12-23T23:15")
    assert found.property("app.Application").startswith("Microsoft") and found.property("core.nothing") == ""
    assert found.property("custom.KSOProductBuildVer") == "2052-12.1.0.20305"
    assert "00B47730" in found.marks and found.lost == ()


def test_marks_of_the_text_where_the_settings_name_none(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", '<w:p w:rsidR="00aabbcc" w:rsidRPr="00AABBCD"/>' + p("字"),
                settings=f"<w:settings {W}/>")
    assert office_making(path, "", Limits()).marks == ("00AABBCC", "00AABBCD")


def test_a_file_without_properties_tells_nothing(tmp_path: Path) -> None:
    found = office_making(docx(tmp_path / "a.docx", p("字")), "", Limits())
    assert found.properties == () and found.marks == ()


def test_an_old_files_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Told:
        codepage, author, title, create_time = 936, "王五".encode("gbk"), b"", None

    monkeypatch.setattr(olefile, "OleFileIO", lambda path: _Closing(Told()))
    assert ole_making(tmp_path / "a.doc", "", Limits()).properties == (("ole.author", "王五"),)


class _Closing:
    def __init__(self, told: object) -> None:
        self._told = told

    def __enter__(self) -> _Closing:
        return self

    def __exit__(self, *raised: object) -> None:
        self._told = None

    def get_metadata(self) -> object:
        return self._told


def test_a_pdf_tells_program_and_times(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.setAuthor("张三")
    made.setCreator("WPS 文字")
    put(made, 72, 72, LINE)
    made.save()
    data = (tmp_path / "a.pdf").read_bytes() + b"\n% <x:xmpmeta xmlns:x='x'><xmp:CreateDate>2023-05-01T08:00:00" \
        b"</xmp:CreateDate><r xmp:CreatorTool='WPS'/></x:xmpmeta>"
    (tmp_path / "a.pdf").write_bytes(data)
    found = pdf_making(tmp_path / "a.pdf", "", Limits())
    assert found.property("pdf.Author") == "张三" and found.property("pdf.Creator") == "WPS 文字"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*", found.property("pdf.CreationDate"))
    assert found.property("xmp.CreateDate") == "2023-05-01T08:00:00" and found.property("xmp.CreatorTool") == "WPS"


@pytest.mark.parametrize(("written", "read"), [
    ("D:20230501120000+08'00'", "2023-05-01T12:00:00+08:00"), ("D:20230501", "2023-05-01T00:00:00"),
    ("20230501120000Z", "2023-05-01T12:00:00+00:00"), ("D:20239901", "D:20239901"), ("昨天", "昨天")])
def test_times_of_pdfs(written: str, read: str) -> None:
    assert iso_time(written) == read


@given(st.text(max_size=40))
def test_no_time_breaks(text: str) -> None:
    assert isinstance(iso_time(text), str)


def base(path: Path, *lines: str) -> Path:
    made = canvas(path, pageCompression=0)
    for index, line in enumerate(lines):
        put(made, 72, 100 + 30 * index, line)
    made.showPage()
    put(made, 72, 100, "第二页不变")
    made.save()
    return path


def saved_upon(path: Path, draw: str, *, patch: bool = True) -> Path:
    """The file with a save on top of it that paints something over its first page, as editors do."""
    data = path.read_bytes()
    side = io.BytesIO()
    made = canvas(side, pageCompression=0)
    if patch:
        made.setFillColorRGB(1, 1, 1)
        made.rect(60, A4[1] - 120, 460, 22, fill=1, stroke=0)
        made.setFillColorRGB(0, 0, 0)
    made.setFont(FONT, 12)
    made.drawString(72, A4[1] - 112, draw)
    made.showPage()
    made.save()
    stream = re.search(rb"stream\r?\n(.*?)endstream", side.getvalue().split(b"/ASCII85Decode")[-1], re.DOTALL)
    number = 1 + max(int(found) for found in re.findall(rb"\n(\d+) 0 obj", data))
    drawn = re.search(rb"<<[^>]*>>\s*stream.*?endstream", side.getvalue(), re.DOTALL)
    assert stream is not None and drawn is not None
    page_number, page = next((int(found.group(1)), found.group(2)) for found in re.finditer(
        rb"\n(\d+) 0 obj\s*(<<.*?>>)\s*endobj", data, re.DOTALL) if b"/Type /Page\n" in found.group(2)
        or b"/Type /Page " in found.group(2))
    old = re.search(rb"/Contents (\d+ 0 R)", page)
    assert old is not None
    page = page.replace(old.group(0), b"/Contents [" + old.group(1) + f" {number} 0 R]".encode())
    added = b"".join((f"\n{page_number} 0 obj\n".encode(), page, f"\nendobj\n{number} 0 obj\n".encode(),
                      drawn.group(0), b"\nendobj\n"))
    root = re.search(rb"/Root \d+ 0 R", data)
    assert root is not None
    before = re.findall(rb"startxref\s+(\d+)", data)[-1]
    where = [(page_number, len(data) + added.index(f"\n{page_number} 0 obj".encode()) + 1),
             (number, len(data) + added.index(f"\n{number} 0 obj".encode()) + 1)]
    table = b"xref\n" + b"".join(f"{key} 1\n{at:010d} 00000 n \n".encode() for key, at in where)
    end = (b"trailer\n<< " + root.group(0) + f" /Size {number + 1} /Prev ".encode() + before
           + f" >>\nstartxref\n{len(data) + len(added)}\n%%EOF\n".encode())
    path.write_bytes(data + added + table + end)
    return path


def test_a_figure_patched_over_is_found_with_both_words_and_its_place(tmp_path: Path) -> None:
    path = saved_upon(base(tmp_path / "a.pdf", LINE, "第二行不变"), LINE.replace("12场", "21场"))
    one, = pdf_revisions(path, "", Limits()).revisions
    assert "12场" in one.old and "21场" in one.new and (one.number, one.page, one.signed) == (1, 1, False)
    assert one.bbox is not None and 95 < one.bbox.top < 115


def test_words_added_below_are_no_changed_figure(tmp_path: Path) -> None:
    path = saved_upon(base(tmp_path / "a.pdf", "一行文字"), "　　　　　　　　　　（此件公开发布）", patch=False)
    found = pdf_revisions(path, "", Limits()).revisions
    assert found and all("发布" in one.new for one in found)


def test_a_file_saved_once_has_no_states(tmp_path: Path) -> None:
    assert pdf_revisions(base(tmp_path / "a.pdf", LINE), "", Limits()).revisions == ()


def test_a_linearised_files_first_end_is_no_state(tmp_path: Path) -> None:
    path = base(tmp_path / "a.pdf", LINE)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"\n", b"\n%/Linearized 1\n", 1) + b"\n" + data[-60:])
    assert pdf_revisions(path, "", Limits()).revisions == ()


def test_a_note_added_changes_no_words(tmp_path: Path) -> None:
    path = base(tmp_path / "a.pdf", LINE)
    data = path.read_bytes()
    page_number, page = next((int(found.group(1)), found.group(2)) for found in re.finditer(
        rb"\n(\d+) 0 obj\s*(<<.*?>>)\s*endobj", data, re.DOTALL) if b"/Contents" in found.group(2))
    added = f"\n{page_number} 0 obj\n".encode() + page.replace(
        b"/Contents", b"/Annots [<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] /Contents (x) >>] /Contents", 1) \
        + b"\nendobj\n"
    root, before = re.search(rb"/Root \d+ 0 R", data), re.findall(rb"startxref\s+(\d+)", data)[-1]
    assert root is not None
    path.write_bytes(data + added + f"xref\n{page_number} 1\n{len(data) + 1:010d} 00000 n \n".encode() + b"trailer\n<< "
                     + root.group(0) + b" /Size 99 /Prev " + before
                     + f" >>\nstartxref\n{len(data) + len(added)}\n%%EOF\n".encode())
    with pdfium.PdfDocument(path) as document:
        assert len(document) == 2
    one, = pdf_revisions(path, "", Limits()).revisions
    assert one.signed and one.old == one.new == ""


def test_hostile_files_lose_traces_and_nothing_else(tmp_path: Path) -> None:
    data = base(tmp_path / "a.pdf", LINE).read_bytes()
    for index, spoilt in enumerate((data[:200] + data[-40:], data * 3, data.replace(b"xref", b"xerf"),
                                    data + b"startxref 0 %%EOF\n" * 2000)):
        path = tmp_path / f"{index}.pdf"
        path.write_bytes(spoilt)
        found = traces_of(path, "a.pdf", Limits())
        assert all(not one.old or one.page >= 1 for one in found.revisions)
        assert all(": " in why for why in found.lost)
