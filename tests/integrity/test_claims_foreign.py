"""What is foreign to a unit, an edition or a day and stands in its papers all the same."""

import pytest
from claims_made import UNIT, document, dossier, found, register, subs


def paper(kind: str, *lines: str, unit: str = UNIT, year: int = 2022):
    return dossier(document("某文.docx", *lines), unit=unit, year=year, 某文=kind)


def report(*lines: str, unit: str = UNIT, year: int = 2022):
    return paper("summary", f"# {unit}{year}年普法工作总结", *lines, unit=unit, year=year)


def residue(one):
    return subs(found(one, "template_residue"))


@pytest.mark.parametrize("text", ["全年走访养殖户____家。", "（单位全称并加盖公章）组织学习。", "请于X月X日前报送。",
                                  "共印发资料　　份。", "（数据待补，请办公室核一下）", "{{单位}}组织学习。"])
def test_what_a_form_left_open_in_any_shape(text):
    assert residue(report(text)) == ["blank"]


@pytest.mark.parametrize("text", ["全年走访养殖户36家。", "（数据来自年度统计）", "第X次修订的条例。", "印发36份。"])
def test_what_is_filled_in_is_left_alone(text):
    assert residue(report(text)) == []


def test_another_town_that_the_dossier_names_once():
    assert residue(report("持续发力，为槐阳市河湖秩序好转提供保障。")) == ["foreign_place"]
    assert residue(report("赴槐阳市考察，为槐阳市河湖秩序好转提供经验。")) == []
    assert residue(report("为槐阳市河湖秩序好转提供保障。", "槐阳市来函致谢。")) == []
    assert residue(report("活动改在市人民医院举行，提供保障。")) == []


def test_duties_of_another_trade_told_as_ones_own():
    line = "严格落实林木采伐审批制度。"
    assert residue(report(line)) == ["foreign_organ"]
    assert residue(report(line, unit="云泽市林业局")) == []
    assert residue(report("联合市林业局讲林木采伐审批制度。")) == []
    assert residue(report(line, "林木采伐的规定另行印发。", "护林员到会。")) == []


def test_a_form_filled_in_by_another_unit():
    assert residue(paper("score_table", "# 自评表", "填报单位：云泽市文化和旅游局")) == ["other_filler"]
    assert residue(paper("score_table", "# 自评表", f"填报单位：{UNIT}")) == []
    assert residue(paper("score_table", "# 自评表", "责任单位：政策法规科")) == []


def test_a_programme_and_a_law_of_other_years():
    assert residue(report("扎实推进“七五”普法各项任务。", year=2023)) == ["programme"]
    assert residue(report("在总结“七五”普法经验的基础上推进工作。", year=2023)) == []
    assert residue(report("扎实推进“八五”普法各项任务。", year=2023)) == []
    assert residue(report("组织学习《中华人民共和国合同法》。")) == ["law_gone"]
    assert residue(report("组织学习《劳动合同法》。")) == []
    assert residue(report("《合同法》同时废止。")) == []


def periods(one):
    return subs(found(one, "out_of_period"))


def test_a_slogan_and_a_law_before_their_time():
    assert periods(report("围绕“强化依法治水　携手共护母亲河”主题开展宣传。")) == ["slogan_of_other_year"]
    assert periods(report("围绕“强化依法治水　携手共护母亲河”主题开展宣传。", year=2023)) == []
    assert periods(report("宣讲《无障碍环境建设法》3场。")) == ["law_unmade"]
    assert periods(report("《无障碍环境建设法》草案征求意见。")) == []


def test_a_row_whose_proof_bears_another_year():
    rows = ("日期|活动|人数|留存", "3月2日|节水课|31|签到表", "5月6日|水法进村|47|照片（水印2021/5/6 09:12）",
            "9月8日|河长培训|28|照片3张")
    assert periods(dossier(register("台账.xlsx", "2022年普法活动台账", *rows))) == ["dated_otherwise"]
    assert periods(dossier(register("台账.xlsx", "2022年普法活动台账",
                                    *(row.replace("2021/", "2022/") for row in rows)))) == []


def test_a_paper_of_another_year_is_shown_with_the_claim_it_stands_behind():
    proof = document("说明.docx", "# 旁听说明", "你局水政监察人员十九名于2021年6月8日到本院旁听行政案件庭审。")
    said = document("总结.docx", f"# {UNIT}2022年普法工作总结", "组织水政监察人员旁听行政案件庭审1次。")
    told = found(dossier(proof, said, 总结="summary"), "out_of_period")
    assert subs(told) == ["paper_of_other_year"]
    assert {place.file for place in told[0].places} == {"说明.docx", "总结.docx"}


def dates(*documents, **papers):
    return found(dossier(*documents, **papers), "date_contradiction")


def test_a_notice_signed_after_its_day_with_the_paper_that_tells_it_as_done():
    close = (UNIT, "2022年6月15日")
    notice = document("通知.docx", "# 关于开展水法进集市活动的通知", "拟于6月7日在永丰集市开展水法宣传咨询。", *close)
    briefing = document("简报.docx", "# 水法进集市", "6月7日，永丰集市支起水法宣传咨询台。")
    told = [one for one in dates(notice, briefing, 通知="notice") if len({place.file for place in one.places}) == 2]
    assert "notice_after" in subs(told)
    agreed = document("通知.docx", "# 关于印发计划的通知", "计划经6月7日局党组会议审议通过，现予印发。", *close)
    assert dates(agreed, document("简报.docx", "# 党组会", "6月7日，局党组会议审议通过计划。"), 通知="notice") == []


def test_one_day_at_two_places_by_a_number_that_both_tell():
    rows = ("日期|活动|地点|人数", "9月19日|反窃水法规讲堂（郝立群）|市第三中学|273")
    def told(place: str, people: int):
        words = f"郝立群9月19日到{place}讲反窃水法规讲堂，{people}名学生听课。"
        report_ = document("总结.docx", f"# {UNIT}2022年普法工作总结", words)
        return dates(register("台账.xlsx", "2022年普法活动台账", *rows), report_, 总结="summary")
    assert ("two_places", "low") in [(one.measures["sub"], one.severity) for one in told("城东小学", 273)]
    assert told("市第三中学", 273) == []


def test_a_clock_that_is_not_of_its_half_of_the_day():
    assert subs(found(report("6月2日上午15:30召开培训会。"), "impossible_date")) == ["half_day"]
    assert found(report("6月2日下午15:30召开培训会。"), "impossible_date") == []
