"""Paragraphs told again in other words, and paragraphs that merely tell of the like."""

import pytest
from made import document, submission

from integrity.submission import Settings
from integrity.texts.check import text_reuse

FILLER = "局党组年初专题研究普法工作，调整领导小组，明确联络员，经费列入预算，按季通报进度，年底逐项对账。"
OURS = ("推行“一案一课”。每处置完一起校园欺凌或侵权投诉，法治副校长须在一周内回到涉事年级，"
        "把事情经过隐去姓名讲成一堂二十分钟的微课，讲完由班主任收集学生提问，再由法治副校长书面答复。全年共讲46堂，覆盖班级138个，收到提问417条。")
THEIRS = ("推行“一案一课”，每办结一起医患纠纷或服务投诉，卫生监督员须在一周内回到涉事科室，"
          "把经过隐去姓名，讲成一堂二十分钟的微课，讲完由护士长收集提问，再由监督员书面答复。"
          "全年共讲46堂，覆盖科室138个，收到提问417条。")
LIKE = ("开展法治副校长进校园工作。每学期到校讲课不少于两次，围绕预防欺凌、防溺水和网络安全选题，"
        "课后由班主任填写反馈表，政教处归档备查。全年共讲52堂，覆盖班级160个，学生反响良好，"
        "家长也提出了一些建议。")


def told(left: str, right: str, *, years=(2022, 2022), units=("云泽市教育局", "云泽市卫生健康委员会")):
    cohort = [submission(unit, year, document("自评报告.docx", f"# {year}年自评报告", FILLER * (1 + at), text),
                         papers={"自评报告.docx": "self_report"})
              for at, (unit, year, text) in enumerate(zip(units, years, (left, right), strict=True))]
    return [(one.severity, one.check) for one in text_reuse(cohort, Settings()) if one.severity != "low"]


def test_a_paragraph_of_another_unit_with_half_of_its_words_changed():
    assert told(OURS, THEIRS) == [("high", "text_reuse")]


def test_a_paragraph_of_ones_own_last_year_with_the_same_figures():
    assert told(OURS, THEIRS, years=(2021, 2022), units=("云泽市教育局", "云泽市教育局")) == [("medium", "text_reuse")]


@pytest.mark.parametrize(("text", "units", "years"), [
    (LIKE, ("云泽市教育局", "云泽市卫生健康委员会"), (2022, 2022)),
    (LIKE, ("云泽市教育局", "云泽市教育局"), (2021, 2022)),
    (THEIRS.replace("46", "52").replace("138", "161").replace("417", "388"), ("云泽市教育局",) * 2, (2021, 2022)),
])
def test_the_like_without_the_figures_and_the_order_is_left_alone(text, units, years):
    assert told(OURS, text, units=units, years=years) == []


def test_a_joint_activity_that_both_name_is_milder():
    joint = "我局会同云泽市卫生健康委员会共同开展。" + OURS
    other = "我委与云泽市教育局共同开展。" + THEIRS
    assert told(joint, other) == []


STORY = ("{day}上午，法治小屋在{place}门口摆开，一张长桌、四把椅子。居民{who}拿着体检报告来问，医院能不能不给复印病历。"
         "值班的监督员翻开条例，指着条款一句一句念给他听，又把怎么申请、要带什么证件{wrote}在便笺上。")


def stories(left: str, right: str, *kinds: str):
    papers = {"三月.docx": kinds[0], "九月.docx": kinds[1]}
    one = submission("云泽市卫生健康委员会", 2022, document("三月.docx", "# 小屋开张", left),
                     document("九月.docx", "# 小屋又来", right), papers=papers)
    return [finding.severity for finding in text_reuse([one], Settings())]


def test_two_stories_of_one_dossier_that_are_one_text_whatever_they_were_taken_for():
    spring = STORY.format(day="3月23日", place="梧桐社区", who="王阿姨", wrote="写")
    autumn = STORY.format(day="9月14日", place="柳桥广场", who="李大爷", wrote="记")
    assert stories(spring, autumn, "other", "briefing")
    same_day = STORY.format(day="3月23日", place="柳桥广场", who="李大爷", wrote="记")
    assert not stories(spring, same_day, "other", "briefing")
    assert not stories(spring, "9月14日上午，执法队到河堤巡查，向钓鱼的人讲禁渔期的界线，收了两副没有标牌的网。",
                       "other", "briefing")
