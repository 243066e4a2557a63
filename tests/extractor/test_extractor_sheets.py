"""Cells of workbooks read as their sheet shows them, in every kind of workbook and for the witness too."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from making import texts

from extractor import page_texts, read_file
from extractor.normal import squeeze
from extractor.sheets.cell_formats import plain, shown

DAY = datetime.date(2023, 10, 8)
MOMENT = datetime.datetime(2023, 10, 8, 15, 5, 9)
ACCOUNT = '_ ￥* #,##0.00_ ;_ ￥* -#,##0.00_ ;_ ￥* "-"??_ ;_ @_ '


@pytest.mark.parametrize(("value", "code", "text"), [
    (DAY, 'yyyy"年"m"月"d"日"', "2023年10月8日"), (DAY, '[$-804]yyyy"年"m"月"d"日";@', "2023年10月8日"),
    (DAY, 'm"月"d"日"', "10月8日"), (DAY, "yyyy/m/d", "2023/10/8"), (DAY, "yyyy-mm-dd", "2023-10-08"),
    (DAY, "mmm-yy", "Oct-23"), (DAY, 'yyyy"年"m"月"', "2023年10月"), (DAY, "[$-409]mmmm d, yyyy", "October 8, 2023"),
    (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二三年十月八日"),
    (DAY, "[$-F800]dddd, mmmm dd, yyyy", "2023年10月8日"),
    (datetime.date(2023, 12, 21), '[DBNum2]m"月"d"日"', "壹拾贰月贰拾壹日"), (45207, "yyyymmdd", "20231008"),
    (MOMENT, "yyyy/m/d h:mm", "2023/10/8 15:05"), (MOMENT, "h:mm AM/PM", "3:05 PM"), (MOMENT, "[$-804]aaaa", "星期日"),
    (MOMENT, '上午/下午h"时"mm"分"', "下午3时05分"), (MOMENT, "mm:ss.0", "05:09.0"), (MOMENT, "ddd aaa", "Sun 日"),
    (datetime.timedelta(days=1, seconds=5400), "[h]:mm", "25:30"), (datetime.time(9, 5), "h:mm", "9:05"),
    (0.5, "[$-F400]h:mm:ss AM/PM", "12:00:00"), (-1, "yyyy", "-1"),
])
def test_days_and_times(value: Any, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(("value", "code", "text"), [
    (41651, "#,##0.00", "41,651.00"), (3.5, '0.00"万元"', "3.50万元"), (5, "0_ ", "5"), (0.985, "0.0%", "98.5%"),
    (2.675, "0.00", "2.68"), (12345, '0!.0,"万"', "1.2万"), (20000, '[>=10000]0.0,"千";0', "20.0千"),
    (200, '[>=10000]0.0,"千";0', "200"), (1234.5, ACCOUNT, "￥1,234.50"), (-1234.5, ACCOUNT, "￥-1,234.50"),
    (0, ACCOUNT, "￥-"), (1234.5, "[$￥-804]#,##0.0", "￥1,234.5"), (-3, "0;[Red](0)", "(3)"), (-3, "0.0", "-3.0"),
    (-0.3, "0", "0"), (0, "0;-0;;@", ""), (5, 'G/通用格式"次"', "5次"), (-5.5, 'General"次"', "-5.5次"),
    (1, "000", "001"),
    (13912345678, "000-0000-0000", "139-1234-5678"), (2.5, "# ?/?", "2 1/2"), (0.3, "#/4", "1/4"), (0.5, "#.00", ".50"),
    (12345, "0.00E+00", "1.23E+04"), (0, '[=1]"是";[=0]"否"', "否"), (-1, '[<0]"负"0;0', "负1"), (7, "第0期", "第7期"),
    (5, "@", "5"), (True, "0", "TRUE"), (float("inf"), "0", "inf"), ("某局", '@"同志"', "某局同志"),
    ("某局", "0.00", "某局"), ("某局", ";;;", ""), (8.5, "", "8.5"), (1000000, "#,##0,", "1,000"),
])
def test_numbers_and_words(value: Any, code: str, text: str) -> None:
    assert shown(value, code) == text


@given(st.one_of(st.floats(allow_subnormal=False), st.integers(-10**6, 10**6), st.datetimes(), st.text(max_size=5)),
       st.text(alphabet='0#?.,%;@"年_*\\![]<>=-/:E+ymdhsaAPMG', max_size=24))
def test_no_format_stops_the_reader(value: Any, code: str) -> None:
    """Whatever a stranger's format says, a text comes out."""
    assert isinstance(shown(value, code), str) and shown(value, "") == plain(value)


FORMS = (("yyyy\"年\"m\"月\"d\"日\"", 45207, "2023年10月8日"), ("#,##0.00", 41651, "41,651.00"), ("0%", 0.68, "68%"),
         ("General", 45207, "45207"), ("0.00\"万元\"", 3.5, "3.50万元"), ("h:mm", 0.375, "9:00"),
         ("m\"月\"d\"日\"", 45207, "10月8日"))


def _told(path: Path, kind: str) -> list[str]:
    """The texts of a workbook's rows; the witness must hold every cell of them."""
    document = read_file(path)
    raw = [set(squeeze(page.replace("\t", "\n")).split("\n")) | set(page.split()) for page in page_texts(path, kind)]
    for block in document.blocks:
        for cell in block.cells:
            assert block.text[cell.start:cell.end] in raw[block.page - 1] | {""}
    return texts(document)


def test_xlsx_shows_its_formats(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("二")):
        for at, (code, value, _) in enumerate(FORMS):
            sheet.cell(4, 2 + at, value).number_format = code
            sheet.cell(6 + at, 3, value).number_format = code
        sheet.cell(4, 20, "文字").number_format = '@"局"'
    book.save(tmp_path / "a.xlsx")
    row = "\t".join(text for _, _, text in FORMS)
    found = _told(tmp_path / "a.xlsx", "xlsx")
    assert [text for text in found if "文字局" in text] == [row + "\t" * 12 + "文字局"] * 2
    assert [text.strip() for text in found if text.startswith("\t")] == [text for _, _, text in FORMS] * 2


def test_xlsx_with_formats_named_by_number_and_days_since_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([43745, 43745, 12.5])
    book.save(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as source, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name).decode()
            if name == "xl/styles.xml":
                kept, _, rest = data.partition("<cellXfs")
                data = kept + '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="58"/><xf numFmtId="2"/>' \
                    "</cellXfs>" + rest.partition("</cellXfs>")[2]
            data = data.replace("<workbookPr/>", '<workbookPr date1904="1"/>')
            for style, cell in enumerate(("A1", "B1", "C1"), 1):
                data = data.replace(f'<c r="{cell}"', f'<c s="{style}"' + f' r="{cell}"' * (cell != "B1"))
            target.writestr(name, data)
    assert _told(tmp_path / "a.xlsx", "xlsx") == ["2023年10月8日\t10月8日\t12.50"]


def test_xls_shows_its_formats(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for name in ("一", "二"):
        sheet = book.add_sheet(name)
        for at, (code, value, _) in enumerate(FORMS):
            sheet.write(3, 1 + at, value, xlwt.easyxf(num_format_str=code))
        sheet.write(3, 9, xlwt.Formula("1+1"), xlwt.easyxf(num_format_str="0.0"))
    book.save(str(tmp_path / "a.xls"))
    found = _told(tmp_path / "a.xls", "xls")
    assert [text[:text.index("月8日", 20)] for text in found] == ["\t".join(text for _, _, text in FORMS)[:-3]] * 2


def test_ods_shows_what_it_keeps(tmp_path: Path) -> None:
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' \
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ' \
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cells = '<table:table-cell office:value-type="string"><text:p>讲座</text:p></table:table-cell>' \
        '<table:table-cell office:value-type="date" office:date-value="2023-10-08"><office:annotation><text:p>注' \
        "</text:p></office:annotation><text:p>10月8日</text:p></table:table-cell>" \
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="41651">' \
        "<text:p>41,651.00</text:p></table:table-cell>"
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml",
                         '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        archive.writestr("content.xml", f"<office:document-content {space}><office:body><office:spreadsheet>"
                         '<table:table table:name="台账"><table:table-row table:number-rows-repeated="2">'
                         f"{cells}</table:table-row></table:table></office:spreadsheet></office:body>"
                         "</office:document-content>")
    assert _told(tmp_path / "a.ods", "ods") == ["讲座\t10月8日\t41,651.00\t41,651.00"] * 2
