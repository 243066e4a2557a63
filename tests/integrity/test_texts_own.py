"""A unit's own papers: last year's figures told again, and one text for two events."""

from __future__ import annotations

from made import document, submission
from test_texts_between import STORY, found, own

from model.evidence import Paper

LAST = ("2021年，我局在全县12个乡镇开办水法夜校36期，夜校用的教材是退休技术员老冯手抄的灌溉歌诀，"
        "抄坏的纸张都留着给学员练字。"
        "全年发放节水手册3000份，受理水事纠纷48件，调成41件，退还多收水费17.5万元，有一户人家专门送来一篮子鸡蛋，"
        "被门卫退了三回。")


SELF: dict[str, Paper] = {"自评.docx": "self_report"}


def test_last_years_figures_told_again_are_followed_over_the_years() -> None:
    years = [submission("清河县水务局", year, document("自评.docx", LAST.replace("2021", str(year))),
                        papers=SELF) for year in (2020, 2021, 2022, 2023)]
    one, = found(*years)
    assert one.severity == "medium" and one.years == (2020, 2021, 2022, 2023)
    copies = next(chain for chain in one.measures["numbers"] if chain["values"][0][1] == "3000份")  # type: ignore[union-attr]
    assert [value for _, value in copies["values"]] == ["3000份"] * 4
    assert [one.places[at].year for at, _ in copies["values"]] == [2020, 2021, 2022, 2023]


def test_standing_duties_with_new_figures_are_nothing() -> None:
    new = LAST.replace("2021", "2022").replace("36", "29").replace("3000", "4100").replace("48", "63").replace(
        "41件", "58件").replace("17.5", "9.2").replace("12", "13")
    assert found(submission("清河县水务局", 2021, document("自评.docx", LAST), papers=SELF),
                 submission("清河县水务局", 2022, document("自评.docx", new), papers=SELF)) == []


def test_a_plan_that_comes_back_every_year_is_nothing() -> None:
    assert found(*(submission("清河县水务局", year, document("计划.docx", LAST), papers={"计划.docx": "plan"})
                   for year in (2021, 2022))) == []


def test_a_renamed_unit_is_held_against_its_own_papers() -> None:
    one, = found(submission("清河县环境保护局", 2021, document("自评.docx", LAST)),
                 submission("清河县生态环境局", 2022, document("自评.docx", LAST.replace("2021", "2022"))))
    assert one.severity == "medium" and "与本单位" in one.explanation


def test_two_events_with_one_text_in_a_dossier() -> None:
    one, = found(submission("清河县水务局", 2022, document("一.docx", STORY),
                            document("二.docx", STORY.replace("3月12日", "9月3日").replace("龙泉镇", "石桥镇"))))
    assert one.severity == "medium" and {place.file for place in one.places} == {"一.docx", "二.docx"}


def test_the_same_event_in_two_formats_is_nothing() -> None:
    assert found(submission("清河县水务局", 2022, document("一.docx", STORY), document("一.pdf", STORY, own(1)))) == []


def test_an_old_paper_that_is_still_valid_is_context() -> None:
    again, = found(*(submission("清河县水务局", year, document("制度.docx", LAST), papers={"制度.docx": "other"})
                     for year in (2021, 2022)))
    assert again.severity == "low"


def test_standing_words_with_new_figures_are_context_at_most() -> None:
    long = LAST + STORY.replace("清河县水务局", "我局")
    new = long.replace("2021", "2022").replace("36", "29").replace("3000", "4100").replace("48", "63").replace(
        "41件", "58件").replace("17.5", "9.2").replace("12", "13").replace("320", "275")
    told = found(submission("清河县水务局", 2021, document("自评.docx", long), papers=SELF),
                 submission("清河县水务局", 2022, document("自评.docx", new), papers=SELF))
    assert [one.severity for one in told] == ["low"]
