"""Problem lists in many forms, and reports that answer them in other words and other orders."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest

from extractor import read_text
from formal.answers import told
from formal.problems import listed_in, problem_papers, problems_in
from formal.rectification import rectified
from model.documents import Block, Cell, Document


def paper(name, *lines):
    return read_text("\n\n".join(lines), name)


def table(name, title, *rows):
    blocks = [Block(kind="heading", text=title, page=1)]
    for at, row in enumerate(rows):
        cells, start = [], 0
        for column, text in enumerate(row):
            cells.append(Cell(start=start, end=start + len(text), column=column))
            start += len(text) + 1
        blocks.append(Block(kind="table_row", text="\t".join(row), page=1, cells=tuple(cells), table_id=1, header=at == 0,
                            section_path=(title,)))
    return Document(path=name, sha256="0" * 64, media_type=name[-4:], status="parsed", blocks=tuple(blocks))


HEADINGS = paper("意见.docx", "关于2021年度普法履职评议情况的反馈意见", "县民政局：", "现将评议意见反馈如下。",
                 "一、主要成绩", "1.领导重视，机构健全，普法氛围浓厚。", "2.宪法宣传周活动丰富。",
                 "二、存在的主要问题", "（一）殡葬法规宣传覆盖面窄", "只在县城发过资料，乡镇没有开展。", "（二）社工队伍没有法律培训",
                 "（三）普法台账不规范（扣0.5分）", "三、整改要求", "1.高度重视，明确责任。", "2.于3月底前报送整改方案。", "2022年2月8日")
RUNNING = paper("通报.docx", "关于2021年度普法评议情况的通报", "县民政局：",
                "一年来，你局普法成绩突出：一是领导带头学法；二是活动丰富多彩。评议发现主要不足：一是殡葬法规宣传覆盖面窄；二是社工队伍没有法律培训；三是普法台账不规范。希望做好以下整改：一是提高认识；二是按时报告。")
LISTED = table("清单.docx", "2021年度履职评议问题清单", ("序号", "存在问题", "扣分"), ("1", "殡葬法规宣传覆盖面窄", "2"),
               ("2", "社工队伍没有法律培训", "1"), ("3", "普法台账不规范", "0.5"))
PLAIN = paper("函.docx", "云岭县普法办公室", "云普办函〔2022〕3号", "关于2021年度普法履职评议", "意见的函", "县民政局：",
              "总体上，你局普法工作扎实有力。殡葬法规宣传覆盖面偏窄。社工队伍没有组织过法律培训。普法台账还不规范。请认真对照整改。")


INLINE = paper("通报.docx", "关于2021年度普法责任制评议情况的通报", "县民政局：",
               "评议组认为，你局普法工作组织有力，但还存在以下不足：（1）殡葬法规宣传覆盖面窄，乡镇没有开展；（2）社工队伍没有法律培训；（3）普法台账不规范。", "请你局抓紧整改。")
ORDINALS = paper("汇总.docx", "2021年度履职评议社会公众意见汇总", "第一，殡葬法规宣传只到县城。", "第二，社工队伍从未办过法律培训。", "第三，普法台账年年缺项。")


@pytest.mark.parametrize("letter", [HEADINGS, RUNNING, LISTED, PLAIN, INLINE, ORDINALS])
def test_three_problems_however_they_are_listed(letter):
    assert problem_papers((letter,), 2022) == (letter,)
    assert [text[:2] for text in problems_in(letter)] == ["殡葬", "社工", "普法"]


def test_a_heading_takes_its_text_and_loses_what_it_cost():
    assert problems_in(HEADINGS) == ("殡葬法规宣传覆盖面窄。只在县城发过资料，乡镇没有开展", "社工队伍没有法律培训", "普法台账不规范")


def test_headings_that_are_problems_themselves():
    letter = paper("意见.docx", "2019年度评议反馈意见", "一、阵地陈旧，橱窗三年未换", "二、执法人员学法走过场", "三、法律顾问作用发挥不明显", "请于4月底前书面回复。")
    assert [text[:2] for text in problems_in(letter)] == ["阵地", "执法", "法律"]


@pytest.mark.parametrize("title", ["2022年普法履职评议办法", "关于2021年度评议意见整改情况的报告", "关于2022年中期检查问题的通报", "2022年普法工作自查报告"])
def test_papers_that_tell_no_problems_of_last_year(title):
    assert problem_papers((paper("x.docx", title, "1.普法台账不规范。"),), 2022) == ()


REPORTS = {
    "by heads": paper("整改.docx", "县民政局关于2021年度评议意见整改情况的报告", "县普法办：", "局党组高度重视，逐条研究。现报告如下。",
                      "一、关于殡葬法规宣传。清明前后在9个乡镇设点12场，发放资料3000份。", "二、关于社工培训。因疫情影响，拟于明年上半年组织轮训。",
                      "以上报告，请审阅。"),
    "in running text": paper("自评.docx", "县民政局2022年普法履职自评报告", "一、上年评议意见整改情况",
                             "对上年3条意见照单全收，均已整改到位。一是针对殡葬法规宣传覆盖面窄的问题，清明期间深入乡镇宣讲12场；二是针对社工队伍没有法律培训的问题，下一步将协调司法局安排课程。",
                             "二、其他工作", "按时报送信息。"),
    "restated, then answered": paper("回复.docx", "关于2021年度普法评议意见落实情况的回复", "1.殡葬法规宣传覆盖面窄问题。",
                                     "清明前后，组织宣传车到各乡镇巡回，印发明白纸3000份。", "2.社工队伍法律培训问题。",
                                     "已列入2023年度工作计划，正在联系师资。"),
}


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
@pytest.mark.parametrize("letter", [HEADINGS, RUNNING, LISTED, PLAIN], ids=["headings", "running", "table", "plain"])
def test_answered_promised_and_not_mentioned(letter, report):
    found = rectified((letter, report), (letter,))
    assert [one.state for one in found] == ["answered", "promised", "missing"]
    assert found[0].file == found[1].file == report.path and found[2].quote == ""


def test_a_register_of_the_unit_with_and_without_the_letter():
    register = table("台账.xlsx", "2021年度评议问题整改台账", ("序号", "问题", "整改措施", "完成情况"),
                     ("1", "殡葬法规宣传覆盖面窄", "开展乡镇巡回宣传", "已完成，3—4月宣讲12场"), ("2", "社工队伍没有法律培训", "组织轮训", "拟2023年上半年完成"),
                     ("3", "普法台账不规范", "统一格式", "尚未完成"))
    for documents in ((register,), (LISTED, register)):
        found = rectified(documents, problem_papers(documents, 2022))
        assert [one.state for one in found] == ["answered", "promised", "missing"]
        assert found[0].quote == "已完成，3—4月宣讲12场" and found[0].file == "台账.xlsx"
    assert [problem.answers for problem in listed_in(register)][1] == ("拟2023年上半年完成",)


def test_a_head_in_other_words_and_a_report_that_admits():
    report = paper("整改.docx", "关于2021年度评议反馈意见整改落实情况的报告", "（一）针对殡葬法规的意见。清明前后到乡镇宣讲12场。",
                   "（二）针对培训师资的意见。正在与司法局沟通，力争明年开班。", "（三）针对台账的意见。因人员调整，暂未整理，仍用旧格式。")
    assert [one.state for one in rectified((RUNNING, report), (RUNNING,))] == ["answered", "promised", "missing"]


def test_a_plan_is_no_answer_and_a_deed_told_elsewhere_is():
    plan = paper("计划.docx", "县民政局2022年普法工作计划", "一、组织社工队伍法律培训2期。", "二、4月底前已分解任务，规范普法台账。")
    brief = paper("简报.docx", "民政简报", "6月9日，全县社工队伍法律培训班开班，140名社工参加。")
    assert [one.state for one in rectified((LISTED, plan), (LISTED,))] == ["missing"] * 3
    found = rectified((LISTED, plan, brief), (LISTED,))
    assert [one.state for one in found] == ["missing", "answered", "missing"] and found[1].file == "简报.docx"


@pytest.mark.parametrize(("text", "state"), [
    ("3月已印发审核办法，下一步将组织培训。", "answered"), ("已列入明年工作计划。", "promised"), ("已着手起草办法。", "promised"),
    ("橱窗内容全部更换。", "answered"), ("公众号栏目恢复更新。", "answered"), ("因经费紧张，至今未能更换。", "undone"),
    ("已向财政申请，但目前仍没有落实。", "undone"), ("局党组高度重视，举一反三，逐条销号。", ""), ("关于橱窗没有更换的问题。", ""),
    ("经费尚未落实，拟在下年预算中解决。", "promised"), ("暂未配备专人，仍由办公室兼管。", "undone"),
    ("争取年内做到每季更换一次。", "promised"), ("聘请律师2名，每月坐班。", "answered"), ("将普法经费列入部门预算，全年安排6万元。", "answered")])
def test_what_a_sentence_says_of_a_problem(text, state):
    assert told(text) == state
