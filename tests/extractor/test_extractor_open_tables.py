"""Tables with rules across and none upright: columns told from the text; prose between rules stays prose."""

from __future__ import annotations

from pathlib import Path

from making import canvas, put, texts

from extractor import read_file
from extractor.pdf.open_tables import open_regions
from extractor.pdf.paths import Edge

ROWS = (("序号", "活动名称", "时间", "人数"), ("1", "旁听庭审", "5月6日", "32"),
        ("2", "民法典宣传月集中咨询", "5月20日", "300"), ("3", "宪法宣传周进社区", "12月4日", "1200"))
RULES = (82.0, 107.0, 242.0)


def page(path: Path, rules: tuple[float, ...] = RULES, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    """A page with a sentence, rules across and rows of words under each other, and a sentence."""
    made = canvas(path)
    height = made._pagesize[1]
    put(made, 90, 62, "各科室报送的活动如下。")
    for rule in rules:
        made.line(80, height - rule, 515, height - rule)
    for number, row in enumerate(rows):
        for x, text in zip((90, 140, 350, 450), row, strict=False):
            put(made, x, 100 + 30 * number, text)
    put(made, 140, 176, "（文化广场）")
    put(made, 90, 270, "以上数据由各科室提供。")
    made.save()
    return path


def test_a_table_of_three_rules_has_rows_and_cells(tmp_path):
    document = read_file(page(tmp_path / "a.pdf"))
    found = [block for block in document.blocks if block.kind == "table_row"]
    assert [block.text.split("\t") for block in found] == [
        list(ROWS[0]), list(ROWS[1]), ["2", "民法典宣传月集中咨询（文化广场）", "5月20日", "300"], list(ROWS[3])]
    assert found[0].header and len({block.table_id for block in found}) == 1
    assert texts(document, "paragraph") == ["各科室报送的活动如下。", "以上数据由各科室提供。"]
    page_number, box = found[2].locate(found[2].text.index("5月20日"), len(found[2].text))
    assert page_number == 1 and box is not None and box.x0 > 340


def test_prose_between_rules_is_no_table(tmp_path):
    prose = (("本局于五月六日组织执法人员旁听庭审",), ("随后在文化广场开展集中宣传",), ("共发放宣传资料三百余份",))
    assert texts(read_file(page(tmp_path / "a.pdf", rows=prose)), "table_row") == []
    halves = tuple((f"左栏第{line}行文字", "", f"右栏第{line}行") for line in "一二三")
    assert texts(read_file(page(tmp_path / "b.pdf", rows=halves)), "table_row") == []


def test_two_rules_or_upright_ones_are_not_asked_about():
    across = [Edge(80, at, 515, at) for at in RULES]
    upright = [Edge(at, 82, at, 242) for at in (80.0, 200.0, 515.0)]
    assert [len(region) for region in open_regions(across, 595)] == [3]
    assert open_regions(across[:2], 595) == [] and open_regions([*across, *upright], 595) == []
    short = [Edge(80, at, 200, at) for at in RULES]
    assert open_regions(short, 595) == []
