"""Last year's problems and what this year's papers say of each."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from extractor import read_text
from formal.rectification import problem_papers, problems_in, rectified

OPINION = read_text("""澜浦市普法办关于2019年度履职评议意见的反馈

澜浦市林业局：

1．普法责任清单没有向社会公示，群众查不到。

2．护林员培训只有签到表，没有课件和测试。

3．公众号法律问答栏目停更半年。

4．宣传车喇叭损坏，村口喊话停了。

请于一个月内报送整改方案。""", "上年/反馈.txt")
REPORT = read_text("""澜浦市林业局2020年履职自评报告

一、上年评议意见整改情况

针对清单未公示的问题，3月12日已将普法责任清单挂上局网站首页向社会公示。公众号法律问答栏目计划明年恢复更新。

二、系统内学法

5月组织护林员培训2期，课件存档，结业测试46人全部及格。

三、存在问题

宣传车喇叭仍未修好。""", "自评.txt")


def states(*documents):
    return {one.problem[:6]: one for one in rectified(documents, problem_papers(documents, 2020))}


def test_the_paper_that_tells_last_year_s_problems_is_found():
    assert [d.path for d in problem_papers((OPINION, REPORT), 2020)] == ["上年/反馈.txt"]
    assert problem_papers((OPINION,), 2019) == (), "this year's own comments are none of last year's"
    assert len(problems_in(OPINION)) == 4


def test_each_problem_is_answered_promised_or_missing():
    found = states(OPINION, REPORT)
    assert [one.state for one in found.values()] == ["answered", "answered", "promised", "missing"]
    published = found["普法责任清单"]
    assert published.file == "自评.txt" and "公示" in published.quote and 0 < published.likeness <= 1
    assert "测试" in found["护林员培训只"].quote and found["宣传车喇叭损"].file is None


def test_without_such_a_paper_or_without_answers():
    assert rectified((REPORT,), problem_papers((REPORT,), 2020)) == ()
    assert {one.state for one in rectified((OPINION,), (OPINION,))} == {"missing"}


LETTER = read_text("""云泽市普法办公室

云普办〔2020〕6号

关于反馈2019年度履职评议意见的函

市林业局：

1.护林员没有法律培训，遇事不会取证。

2.普法橱窗多年没有更换。

另，2019年你局普法总结迟报，请对照改进。

2020年1月9日""", "上年/意见.txt")
ANSWER = read_text("""云泽市林业局关于2019年度履职评议意见整改情况的报告

一、关于护林员培训。8月举办护林员法律培训2期，讲授取证要点。

二、关于普法橱窗。下一步将列入明年预算，争取更换。

我局将以此次整改为契机，举一反三。""", "整改.txt")


def test_the_head_of_a_letter_is_no_title_and_its_close_no_problem():
    assert [d.path for d in problem_papers((LETTER, ANSWER), 2020)] == ["上年/意见.txt"]
    assert problems_in(LETTER) == ("护林员没有法律培训，遇事不会取证", "普法橱窗多年没有更换")


def test_a_report_on_putting_right_answers_entry_by_entry():
    plan = read_text("云泽市林业局2020年普法计划\n\n争取更换普法橱窗。", "计划.txt")
    found = states(LETTER, ANSWER, plan)
    assert [(one.state, one.file) for one in found.values()] == [("answered", "整改.txt"), ("promised", "整改.txt")]
    silent = read_text("云泽市林业局关于2019年度履职评议意见整改情况的报告\n\n一、关于护林员培训。8月举办护林员法律培训2期。", "整改.txt")
    assert [one.state for one in states(LETTER, silent, plan).values()] == ["answered", "missing"], "a plan elsewhere is no answer"
