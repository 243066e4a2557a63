"""One happening that two papers tell by other words, and what stands behind a claim of this year."""

from claims_made import UNIT, document, dossier, found, register, subs

REPORT = f"# {UNIT}2022年普法工作总结"
TREE = ("10月10日，我局在第三中学联合开展精神卫生法宣传，两名精神科医生与高二年级243名学生面对面，"
        "回答“树洞信箱”里的提问，讲清就诊隐私如何受法律保护。")


def report(*lines: str, year: int = 2022):
    return document("总结.docx", f"# {UNIT}{year}年普法工作总结", *lines, UNIT, f"{year}年12月20日")


def brief(name: str, *lines: str):
    return document(f"{name}.docx", f"# {name}", *lines)


OTHERS = (brief("节水课", "4月6日，节水队到实验小学讲水价怎么来，同学们把水龙头的滴漏量了一遍。"),
          brief("渔政夜巡", "7月3日晚，船艇沿北湖夜巡，讲禁钓区的界桩在哪里，钓友把线收了。"),
          brief("取水账", "9月2日，两家酒厂的会计带着账本来算取水税，问计量表坏了怎么办。"))


def told(one, check: str, *others):
    return {sub: finding for finding in found(one, check, *others) for sub in [finding.measures["sub"]]}


def test_one_happening_of_two_days_by_its_rare_words():
    talk = brief("讲座", "8月26日，省厅法规处谭处长受邀来局，给机关和执法队讲了一下午行政处罚裁量基准，"
                 "三份决定书投在墙上。"
                 "他一份一份挑毛病：事实写得囫囵、从轻没有理由、告知的日期对不上。")
    line = "8月16日，省厅法规处谭处长来局讲行政处罚裁量基准，机关和执法队听课。"
    one = dossier(report(line), talk, *OTHERS, 总结="summary")
    days = told(one, "date_contradiction")
    assert "retold_days" in days and {place.file for place in days["retold_days"].places} == {"总结.docx", "讲座.docx"}
    assert days["retold_days"].severity == "low"
    right = dossier(report(line.replace("8月16日", "8月26日")), talk, *OTHERS, 总结="summary")
    moved = dossier(report(line.replace("8月16日", "原定8月16日")), talk, *OTHERS, 总结="summary")
    assert not told(right, "date_contradiction") and not told(moved, "date_contradiction")


def test_a_happening_of_last_years_dossier():
    now = report("十月，到第三中学讲精神卫生法，两名精神科医生现场拆“树洞信箱”，243名高二学生参加。", year=2023)
    one = dossier(now, *OTHERS, year=2023, 总结="summary")
    before = dossier(brief("进校园", TREE), year=2022)
    again = told(one, "out_of_period", before)
    assert set(again) == {"retold_of_last_year"} and again["retold_of_last_year"].severity == "low"
    this_too = dossier(now, brief("进校园", TREE), *OTHERS, year=2023, 总结="summary")
    assert not told(this_too, "out_of_period", before)


def test_a_picture_of_another_year_with_the_claim_on_it():
    story = brief("学院讲座", "“开网店要不要交税？”讲座一开始，台下递来纸条，毕业班学生听得认真。",
                  "（图为讲座现场，2021年6月18日摄于学院报告厅）")
    claim = report("6月走进职业学院，为毕业班学生讲开网店要不要交税。")
    one = dossier(claim, story, *OTHERS, 总结="summary", 学院讲座="other")
    files = {place.file for place in told(one, "out_of_period")["picture_of_other_year"].places}
    assert files == {"总结.docx", "学院讲座.docx"}


def test_a_first_row_of_last_december():
    rows = ["时间 | 活动 | 对象", "12月28日 | 取水许可进酒厂 | 职工", "1月17日 | 节水提醒 | 旅客",
            "3月22日 | 世界水日徒步 | 市民", "5月12日 | 节水进校园 | 学生", "9月6日 | 条例进社区 | 居民"]
    signed = report("全年开展活动5场。")
    assert "before_first" in told(dossier(register("台账.xlsx", "2022年普法台账", *rows), signed, 总结="summary"),
                                  "out_of_period")
    rows.append(rows.pop(1))
    assert not told(dossier(register("台账.xlsx", "2022年普法台账", *rows), signed, 总结="summary"), "out_of_period")


def test_a_paper_filled_in_before_what_it_tells():
    def sheet(day: str):
        made = register("打分.xlsx", "2022年普法自评打分", "项目 | 得分 | 依据",
                        "普法活动 | 38 | 12月4日已在广场举办宣传活动，到场群众300人",
                        f"填表 | 办公室 | {day}填报并报出")
        return subs(found(dossier(made, 打分="score_table"), "impossible_date"))

    assert sheet("2022年11月28日") == ["done_later"]
    assert sheet("2022年12月28日") == []


def test_a_commendation_of_an_earlier_year():
    honour = brief("荣誉目录", "关于表扬全省水务系统普法先进集体的通报，印发日期2021年9月13日，水政科在列。",
                   "以案释法文章的网站截图，2022年7月刊发。")
    one = dossier(report("2022年9月，水政科获评全省水务系统普法先进集体。"), honour, 总结="summary", 荣誉目录="ledger")
    assert {"honour_dated_otherwise", "honour_of_other_year"} & set(told(one, "out_of_period"))
