"""The importer's parts, each on small texts: numbers, points, rules, grades, layouts, writing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from import_papers import proposed

from extractor import read_file, read_text
from model.problems import PufaError
from rubric_maps.importer import Drafted, draft_map
from rubric_maps.importer.figures import figures
from rubric_maps.importer.grades import bands, weights
from rubric_maps.importer.lines import source_lines, source_text
from rubric_maps.importer.outline import head_roles, item_style, role, split_items
from rubric_maps.importer.paper import Bit
from rubric_maps.importer.scores import levels_of, prizes_of, scores
from rubric_maps.importer.sheet import quoted
from rubric_maps.importer.terms import procedure
from rubric_maps.importer.wording import proofs, title
from rubric_maps.importer.words import figure, plain, value
from rubric_maps.slips import slips


def draft(text: str, rubric_id: str = "songlan-2023", part: int | None = None) -> Drafted:
    """The draft of a text."""
    return draft_map(read_text(text, "标准.txt"), rubric_id, proposed, part)


def only(text: str, points: str = "（20分）") -> object:
    """The criterion of the one item that matters in a small standard."""
    made = draft(f"松岚县普法责任制评议标准\n一、学法{points}\n"
                 f"1．{text}\n2．印发普法计划（5分）。\n3．列支普法经费（5分）。\n")
    return made.draft.criteria()[0]


def bits(*texts: str) -> list[Bit]:
    """Lines of running text."""
    return [Bit(text=plain(text), line=number) for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(("said", "number"), [
    ("12", 12), ("两", 2), ("十", 10), ("二十四", 24), ("一百", 100), ("若干", None)])
def test_numbers_in_digits_and_in_characters(said: str, number: int | None) -> None:
    assert value(said) == number


@pytest.mark.parametrize(("text", "found"), [
    ("每年集中学法不少于两次", [("count", 2, "次")]),
    ("旁听庭审１次以上", [("count", 1, "次")]),
    ("每季度举办法治讲堂1期", [("count", 4, "期")]),
    ("每半年至少听取一次汇报", [("count", 2, "次")]),
    ("每月更新不少于2期", [("count", 24, "期")]),
    ("设立1-2块宣传栏", [("count", 1, "块")]),
    ("人均学法达到40学时", [("hours", 40, "学时")]),
    ("参考率、合格率均达到95％以上", [("rate", 95, "%")]),
    ("覆盖率百分之百", [("rate", 100, "%")]),
    ("权重增加2%", []),
    ("一次性告知办事人", []),
    ("每年不少于一次性投入", []),
])
def test_figures_of_a_clause(text: str, found: list[tuple[str, int, str]]) -> None:
    assert [(one.sort, one.value, one.unit) for one in figures(plain(text))] == found


@pytest.mark.parametrize(("text", "forms"), [
    ("制定计划（2分），印发清单（3 分）", [("mark", 2), ("mark", 3)]),
    ("未制定的扣2分；每少1次扣0.5分，扣完为止", [("take", 2), ("take", Decimal("0.5"))]),
    ("（8分，每少1条扣1分）", [("mark", 8), ("take", 1)]),
    ("列入预算得6分，未列入不得分", [("give", 6), ("zero", None)]),
    ("每次加2分，最多加6分", [("give", 2), ("cap", 6)]),
    ("有计划5分，有总结3分", [("give", 5), ("give", 3)]),
    ("得分90分以上为优秀", []),
])
def test_sayings_about_points(text: str, forms: list[tuple[str, object]]) -> None:
    assert [(one.form, one.points) for one in scores(plain(text), 1)] == forms


def test_what_a_deduction_is_for() -> None:
    lack, case, rate = scores(plain("每少1次扣1分；发生一起扣2分；每低0.5个百分点扣1分"), 1)
    assert (lack.short, case.each, rate.step) == (True, True, Decimal("0.5"))
    _, inner = scores(plain("（8分，每少1条扣1分，扣完为止）"), 1)
    assert inner.inner and inner.short


def test_levels_and_prizes_in_their_order() -> None:
    assert levels_of("在省级、全国、市级获奖") == ["省", "国家", "市"] and levels_of("获奖") == []
    assert prizes_of("获一、二、三等奖") == ["一等奖", "二等奖", "三等奖"] and prizes_of("优秀组织奖") == ["组织奖"]


@pytest.mark.parametrize(("text", "want"), [
    ("90分以上为优秀，75分至89分为良好，60-74分为合格，59分以下为不合格",
     [("优秀", 90), ("良好", 75), ("合格", 60), ("不合格", 0)]),
    ("优秀（≥92分）、良好（80分至92分以下）、较差（80分以下）", [("优秀", 92), ("良好", 80), ("较差", 0)]),
    ("得分≥90分为好，60≤得分<90为一般，得分<60为差", [("好", 90), ("一般", 60), ("差", 0)]),
    ("85分（含）以上为先进，其余为达标", [("先进", 85), ("达标", 0)]),
    ("评议结果分为优秀、良好、一般、较差4个等次", [("优秀", None), ("良好", None), ("一般", None), ("较差", None)]),
    ("召开会议2次以上", []),
])
def test_grades_with_and_without_bounds(text: str, want: list[tuple[str, int | None]]) -> None:
    assert [(band.name, band.lower) for band in bands(bits(text))] == want


@pytest.mark.parametrize(("text", "mode", "parts"), [
    ("评议组评分占 40%，网络投票占40%，单位互评占20%。", "panel-public-peer",
     {"评议组": 40, "社会评议": 40, "单位互评": 20}),
    ("年度考核、中期评估、终期验收分别占30%、30%、40%", "phases", {"年度考核": 30, "中期评估": 30, "终期验收": 40}),
    ("参加书面评议的社会评议占60%，上年度考核结果占40%", "written", {"社会评议": 60, "上年得分": 40}),
])
def test_weights_of_a_total(text: str, mode: str, parts: dict[str, int]) -> None:
    (made,) = weights(bits(text))
    assert (made.mode, made.parts, made.unknown) == (mode, parts, ())


def test_shares_that_are_no_weights() -> None:
    assert weights(bits("女性代表占30%，基层代表占50%。", "公益广告占比不少于20%")) == []
    (made,) = weights(bits("日常督查占30%，评议团评分占70%"))
    assert made.parts == {"评议组": 70} and made.unknown == ("日常督查30%",)


def test_the_procedure_around_the_criteria() -> None:
    told = procedure(bits(
        "计划于每年3月底前报市普法办备案，次年1月15日前报送年度总结。",
        "按照不低于20%的比例确定评议对象。优秀等次不超过评议对象的30%。",
        "凡弄虚作假的，一经查实，一律定为“不合格”。缺席评议的，予以通报批评。",
        "评议以100分计，加分项最高不超过8分。同一事项不重复计分。",
        "90分以上为优秀，60分以上为合格，60分以下为不合格。"),
        source_lines(read_text("自2021年6月1日起施行。", "甲.txt")))
    assert [(due.day, due.next_year, due.papers) for due in told.deadlines] == [
        ("03-31", False, ("计划",)), ("01-15", True, ("总结",))]
    assert (told.share, told.absence) == ((Decimal(20), 2), ("通报批评", 3))
    assert told.vetoes == [("弄虚作假", "不合格", 3)]
    assert (told.total, told.bonus_cap, told.reuse) == ((Decimal(100), 4), (Decimal(8), 4), ("不可重复", 4))
    assert told.valid_from == ("2021-06-01", 1, True)


@pytest.mark.parametrize(("rubric_rule", "text"), [
    ("有即得分", "建立普法联络员队伍（10分）。"),
    ("达到数量", "集中学法不少于4次（10分）。"),
    ("每缺扣分", "集中学法不少于4次（10分，每少1次扣2.5分）。"),
    ("比率达标", "学法考试合格率达到98%（10分）。"),
    ("学时", "干部年度学法不少于40学时（10分）。"),
    ("逐件扣分", "依法履职（10分）。发生一起行政败诉扣5分。"),
    ("分级得分", "普法作品在全国、省、市获奖的，分别得10分、6分、3分。"),
    ("分方面得分", "显示屏每年播放不少于150分钟，普法短信每年不少于4条（10分）。"),
    ("外部查询", "无违法违纪情形，由县普法办查询核定（10分）。"),
])
def test_a_clause_gets_its_rule(rubric_rule: str, text: str) -> None:
    assert only(text).rule.name == rubric_rule


def test_the_points_of_one_piece() -> None:
    assert only("集中学法不少于4次（10分，每少1次扣2.5分）。").rule.each == Decimal("2.5")
    assert only("每5条算一次，全年推送不少于50条（10分，每少5条扣1分）。").rule.each == Decimal("0.2")
    graded = only("普法作品在全国、省、市获奖的，分别得10分、6分、3分。").rule
    assert graded.tiers == [("国家", "", 10), ("省", "", 6), ("市", "", 3)]


def test_sums_that_do_not_add_up_are_declared_and_not_mended() -> None:
    made = draft("松岚县普法责任制评议标准\n一、学法（12分）\n"
                 "1．学法制度（5分）。建立学法制度（2分）；全年学法4次以上（2分）。\n"
                 "2．学法考试（4分）。组织考试（2分）；合格率达到95%（2分）。\n"
                 "3．法治培训（3分）。组织培训（1分）；人均不少于40学时（2分）。\n")
    item = made.draft.sections[0].items[0]
    assert (item.points, item.source_sum, item.title) == (5, 4, "学法制度") and "原文合计: 4" in made.rubric
    assert {one.problem.message for one in item.doubts} == {"import_item_sum"}


def test_two_standards_in_one_paper_are_told_apart() -> None:
    text = "".join(f"附件{number}\n松岚县普法责任制考核标准（{who}）\n一、学法（20分）\n1．印发计划（5分）。\n"
                   f"2．列支经费（5分）。\n3．{what}（10分）。\n" for number, who, what in (
                       (1, "各镇、街道", "建设法治文化公园"), (2, "县直各部门", "旁听庭审不少于2次")))
    first, second = draft(text, "songlan-2023"), draft(text, "songlan-2023-departments")
    assert first.draft.criteria()[2].rule.name == "有即得分" and second.draft.criteria()[2].rule.name == "达到数量"
    assert [one.problem.message for one in first.draft.all_doubts() if one.problem.message == "import_parts"]
    assert [one.title for one in draft(text, "songlan-2023", 2).draft.criteria()] == [
        one.title for one in second.draft.criteria()]
    with pytest.raises(PufaError, match="没有第3个标准"):
        draft(text, "songlan-2023", 3)


def test_checks_without_points_are_unscored() -> None:
    checks = "\n".join(f"{number}.{what}。" for number, what in enumerate(
        ("人大作出普法决议", "每年培训普法骨干不少于1次", "配备法治副校长", "建设法治文化阵地", "培养法律明白人"),
        start=1))
    made = draft(f"附件1\n松岚县普法规划中期评估重点内容\n检查项目\n检查内容\n一、组织保障\n{checks}\n")
    assert not made.draft.scored and [one.points for one in made.draft.criteria()] == [0] * 5
    assert "不计分: 是" in made.rubric and made.draft.criteria()[1].rule.number == 1


def test_a_procedure_without_criteria_and_a_paper_without_either() -> None:
    made = draft("松岚县普法履职评议办法\n评议团评分占60%，单位互评占40%。评议结果分为优秀、良好、较差3个等次。\n")
    assert "部分: []" in made.rubric and made.draft.procedure.weights and not made.draft.criteria()
    with pytest.raises(PufaError, match="没有找到评分项目"):
        draft("今天天气很好。\n我们去公园。\n")


@pytest.mark.parametrize(("heads", "roles"), [
    (["项 目", "评分内容", "分 值", "评议标准", "得 分"], ["部分", "内容", "分值", "规则", "得分"]),
    (["一级指标", "二级指标", "三级指标", "赋分", "计分说明"], ["部分", "项目", "内容", "分值", "规则"]),
    (["序号", "考核内容", "标准分", "需提供的材料"], ["序号", "内容", "分值", "佐证"]),
    (["1", "成立领导小组", "5"], None),
])
def test_heads_of_columns(heads: list[str], roles: list[str] | None) -> None:
    assert head_roles(plain(head) for head in heads) == roles


def test_outline_of_numbered_lines() -> None:
    nested = ["一、学法(20分)", "(一)集中学法(8分)", "1.全年4次", "2.有记录", "(二)考试(6分)", "1.组织"]
    assert item_style(nested, True) == "（一）"
    assert item_style(["1.甲(5分)", "2.乙(5分)"], False) == "1"
    assert split_items("7.甲(2分)。8.乙(3分)。", 7) == ["7.甲(2分)。", "8.乙(3分)。"]
    assert role("备注") == "得分" and role("某市普法责任制评议标准") is None


def test_rows_that_tabs_keep_apart() -> None:
    made = draft("松岚县普法评分标准\n序号\t考核内容\t分值\t评分标准\n1\t印发计划\t5\t未印发不得分\n"
                 "2\t全年学法5次\t10\t每少1次扣2分\n3\t经费\t5\t未落实扣5分\n")
    assert [(one.points, one.rule.name) for one in made.draft.criteria()] == [
        (5, "有即得分"), (10, "每缺扣分"), (5, "有即得分")]


def test_the_source_text_numbers_every_line() -> None:
    lines = source_lines(read_text("甲。\n\n乙（2分）。\n", "甲.txt"))
    assert source_text(lines) == "1  甲。\n2  乙（2分）。\n"


@pytest.mark.parametrize("text", ["评议: 结果", "说明：甲", "a, b", "是", "- 甲", "“甲”和乙", "引号\"内\"", "#号",
                                  "12·4", "[甲]", "{乙}"])
def test_texts_are_written_so_that_they_come_back(text: str) -> None:
    line = f"名称: {quoted(text)}"
    assert yaml.safe_load(line) == {"名称": text} or str(yaml.safe_load(line)["名称"]) == text
    assert slips(f"{line}\n说明:\n  - {quoted(text)}\n", "甲") == []


def test_titles_and_proofs_in_short_words() -> None:
    assert title("未制定普法工作计划", denied=True) == "制定普法工作计划"
    assert title("机构不健全", denied=True) == "机构健全"
    assert proofs("提供相关文件通知、活动简报以及图片或视频。") == [
        ("文件通知", ("通知", "计划")), ("活动简报", ("简报", "网页")), ("图片", ("照片",)), ("视频", ("视频",))]
    assert figure(Decimal("2.50")) == "2.5" and figure(Decimal(100)) == "100"


def test_a_pdf_with_a_ruled_table(tmp_path: Path) -> None:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("plain", fontName="STSong-Light", fontSize=11, leading=16, wordWrap="CJK")
    rows = [["项目", "评议内容", "分值", "评分办法"],
            ["组织保障（20分）", "1.党组研究普法工作每年不少于2次", "10", "少1次扣5分"],
            ["", "2.制定年度普法计划和责任清单", "10", "未制定计划扣5分，未制定责任清单扣5分"],
            ["社会普法（80分）", "3.开展国家宪法日宣传活动", "40", "未开展的扣40分"],
            ["", "4.报送以案释法典型案例不少于5个", "40", "每少1个扣8分"]]
    table = Table([[Paragraph(cell, style) for cell in row] for row in rows], colWidths=[90, 170, 50, 160])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 1), (0, 2)),
                               ("SPAN", (0, 3), (0, 4))]))
    path = tmp_path / "标准.pdf"
    SimpleDocTemplate(str(path)).build([Paragraph("松岚县普法责任制评议标准", style), table])
    made = draft_map(read_file(path), "songlan-2023", proposed).draft
    assert [(one.id, one.points, one.rule.number) for one in made.criteria()] == [
        ("1.1", 10, 2), ("2.1", 5, None), ("2.2", 5, None), ("3.1", 40, None), ("4.1", 40, 5)]
    assert made.total == 100 and [section.points for section in made.sections] == [20, 80]
