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
