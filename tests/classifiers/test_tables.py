"""Ledgers, score tables and sheets: whose kind a row is, what its columns say, and which rows count for nothing."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

import pytest
from documents import day, document, found, heading, month, paragraph, row, told

from classifiers.score_table import claims_columns
from model.documents import Block


def ledger(*rows, title="旁听庭审台账", head=("序号", "时间", "内容", "人数"), paper="ledger", kind=None):
    """The mentions of a sheet with a title, a head row and rows."""
    return found(paragraph(title), row(*head, header=True), *(r if not isinstance(r, tuple) else row(*r) for r in rows),
                 paper=paper, kind=kind)


def test_a_row_takes_its_kind_from_the_title_and_its_date_from_a_cell():
    mentions = ledger(("1", "2022年9月16日", "张某诉市水务局行政处罚案", "18"), ("2", "2022年10月", "某公司排污案", "20"), kind="court_hearing")
    mentions = [m for m in mentions if m.series]
    assert [(m.status, m.slots.date) for m in mentions] == [("done", day(9, 16)), ("done", month(10))]
    assert [m.quote for m in mentions] == ["张某诉市水务局行政处罚案", "某公司排污案"]


@pytest.mark.parametrize("where", ["heading", "head"])
def test_a_row_takes_its_kind_from_the_heading_or_the_head(where):
    head = row("序号", "时间", "旁听庭审案件" if where == "head" else "内容", header=True)
    above = [heading("旁听庭审情况")] if where == "heading" else []
    path = ("旁听庭审情况",) if where == "heading" else ()
    mentions = found(paragraph("2022年台账"), *above, head, row("1", "2022年9月16日", "张某不服行政处罚案", path=path),
                     paper="ledger", kind="court_hearing")
    assert [(m.status, m.slots.date) for m in mentions if m.series] == [("done", day(9, 16))]


def test_a_row_s_own_words_beat_the_title():
    mentions = ledger(("1", "2022年12月4日", "宪法宣誓", "60"), title="2022年普法台账")
    assert ("constitution_day", "done") in told(mentions)


@pytest.mark.parametrize(("cell", "status"), [
    ("待报", "planned"), ("待发布", "planned"), ("拟于12月进行", "planned"), ("取消", "negated"), ("未开展", "negated"), ("因疫情取消", "negated"),
    ("—", "negated"), ("（空白）", "negated"), ("已完成", "done"), ("", "done"), ("12月补办", "done"),
])
def test_a_short_cell_says_what_became_of_the_row(cell, status):
    mentions = ledger(("1", "2022年9月", "张某不服行政处罚一案旁听", cell), head=("序号", "时间", "内容", "完成情况"), kind="court_hearing")
    assert [m.status for m in mentions if m.series] == [status]


@pytest.mark.parametrize(("owner", "status"), [("市司法局", "other_unit"), ("云泽市水务局", "done"), ("市水务局", "done"), ("法规科", "done"), ("", "done"),
                                               ("我局", "done"), ("江南省水务局", "other_unit"), ("邻县水务局", "other_unit")])
def test_a_column_of_hosts_says_whose_deed_it_is(owner, status):
    mentions = ledger(("1", "2022年9月16日", "行政处罚法专题培训班", owner), title="法律培训台账",
                      head=("序号", "时间", "内容", "主办单位"), kind="legal_training")
    assert [m.status for m in mentions if m.series] == [status]


def test_a_partner_column_says_nothing_of_the_doer():
    mentions = ledger(("1", "2022年9月16日", "行政处罚法专题培训班", "市司法局"), title="法律培训台账",
                      head=("序号", "时间", "内容", "协作方"), kind="legal_training")
    assert [m.status for m in mentions if m.series] == ["done"]


@pytest.mark.parametrize("first", ["合计", "小计", "总计", "合  计"])
def test_sums_are_no_happening(first):
    assert [m for m in ledger((first, "", "旁听庭审3次", "54"), kind="court_hearing") if m.series] == []


def test_a_head_row_is_no_happening():
    assert [m for m in ledger(head=("序号", "旁听时间", "旁听庭审案件", "人数")) if m.series] == []


def test_cells_merged_down_belong_to_every_row():
    first = row("1", "旁听庭审", "2022年9月16日", "张某不服行政处罚案")
    second = row("2", "…", "2022年10月18日", "李某诉某公司案", carried=((1, "旁听庭审"),))
    mentions = ledger(first, second, title="2022年普法工作台账", head=("序号", "类别", "时间", "内容"), kind="court_hearing")
    assert [(m.status, m.slots.date) for m in mentions if m.series] == [("done", day(9, 16)), ("done", day(10, 18))]


def test_a_row_of_last_year_is_of_another_period():
    mentions = ledger(("1", "2021年9月16日", "张某不服行政处罚案", "18"), kind="court_hearing")
    assert [m.status for m in mentions if m.series] == ["other_period"]


def test_a_quote_is_verbatim_one_cell():
    mentions = ledger(("1", "2022年9月16日", "张某诉市水务局行政处罚案（市中院）", "18"), kind="court_hearing")
    assert "\t" not in mentions[-1].quote


@pytest.mark.parametrize("head", [("姓名", "单位", "签名"), ("序号", "姓名", "签到时间")])
def test_sign_in_sheets_tell_nothing(head):
    rows = (("张某某", "法规科", "张某某"), ("李某某", "办公室", "李某某"))
    assert [m for m in ledger(*rows, title="旁听庭审签到表", head=head, paper="record") if m.series] == []


def test_a_case_in_a_ledger_has_its_title():
    mentions = ledger(("1", "2022年5月18日", "张某非法取水案", "市法宣办网站"), title="典型案例发布台账",
                      head=("序号", "发布时间", "案例名称", "发布平台"), kind="case_published")
    assert [(m.slots.title, m.slots.date) for m in mentions if m.series] == [("张某非法取水案", day(5, 18))]


HEAD = ("序号", "评估内容", "分值", "自评得分", "自评说明")
CONTENT = "组织旁听庭审，每年不少于1次"


def score_table(remark, content=CONTENT, kind="court_hearing"):
    """The mentions of a score table with one row."""
    return found(paragraph("2022年自测得分表"), row(*HEAD, header=True), row("4", content, "2", "2", remark), row("合计", "", "100", "95", ""),
                 paper="score_table", kind=kind)


def test_only_the_unit_s_own_remarks_of_a_score_table_are_read():
    sheet = document(row(*HEAD, header=True), row("4", CONTENT, "2", "2", "9月16日旁听庭审1次"))
    assert claims_columns(sheet) == {1: frozenset({4})}
    assert [(m.status, m.quote) for m in score_table("9月16日旁听庭审1次")] == [("done", "9月16日旁听庭审1次")]


@pytest.mark.parametrize(("remark", "statuses"), [("", []), ("无", []), ("/", []), ("见附件3", []), ("通知、照片", []), ("未组织", ["negated"]),
                                                  ("已组织1次", ["done"]), ("拟于12月组织", ["planned"]), ("去年组织1次", ["other_period"])])
def test_a_remark_without_a_kind_takes_it_from_the_row(remark, statuses):
    assert [m.status for m in score_table(remark)] == statuses


def test_a_row_of_prose_is_read_sentence_by_sentence():
    long = "9月16日，我局组织18名执法人员到市中级人民法院旁听一起行政处罚案件的庭审，取得了良好的警示教育效果，干部纷纷表示受到一次深刻的教育。" * 2
    mentions = found(paragraph("材料"), row("第四项", long + "下一步将再次旁听庭审。"), paper="self_report", kind="court_hearing")
    assert [m.status for m in mentions] == ["done", "done", "planned"]


def test_a_ledger_of_entries_tells_the_kind_of_a_row_by_its_category_cell():
    title, head = "法律“六进”登记（2022年）", ("序号", "类别", "时间", "活动")
    rows = (("1", "乡村", "2022年5月10日", "桃溪村宅基地说法"), ("2", "进企业", "2022年6月2日", "华峰公司：社会保险法"),
            ("3", "家庭", "—", "腊月家庭课（改到2023年正月）"))
    for kind, status in (("law_to_villages", "done"), ("law_to_enterprises", "done"), ("law_to_families", "planned")):
        assert [m.status for m in ledger(*rows, title=title, head=head, kind=kind) if m.series] == [status]


def test_a_category_cell_says_nothing_outside_a_ledger_of_entries():
    rows = (("1", "企业", "2022年5月10日", "安全检查"),)
    assert ledger(*rows, title="检查登记", head=("序号", "类别", "时间", "内容"), kind="law_to_enterprises") == []


@pytest.mark.parametrize(("cell", "status"), [("区总工会主办", "other_unit"), ("市司法局主办，我局派2人参加", "other_unit"), ("本局主办", "done"),
                                              ("云泽市水务局举办", "done"), ("效果好", "done")])
def test_a_host_written_in_any_cell_says_whose_deed_it_is(cell, status):
    mentions = ledger(("1", "2022年9月16日", "行政处罚法专题培训班", cell), title="法律培训台账",
                      head=("序号", "时间", "内容", "备注"), kind="legal_training")
    assert [m.status for m in mentions if m.series] == [status]


def test_those_who_took_part_are_no_hosts():
    mentions = ledger(("1", "2022年9月16日", "行政处罚法专题培训班", "市司法局"), title="法律培训台账",
                      head=("序号", "时间", "内容", "参加单位"), kind="legal_training")
    assert [m.status for m in mentions if m.series] == ["done"]


@pytest.mark.parametrize("note", ["（与序号1同一场，会后补登）", "（重复登记）", "（与第1行重复）"])
def test_a_row_that_repeats_another_is_no_second_happening(note):
    mentions = ledger(("1", "2022年9月16日", "行政处罚法专题培训班"), ("2", "2022年9月16日", f"行政处罚法专题培训班{note}"),
                      title="法律培训台账", head=("序号", "时间", "内容"), kind="legal_training")
    assert len([m for m in mentions if m.series]) == 1


def test_a_head_of_works_and_performances_adds_none_to_a_row_that_tells_one():
    rows = (("2022年3月", "《借据》", "故事"), ("2022年7月2日", "田头专场", "宣讲"))
    title, head = "法治文化作品、演出宣讲登记", ("时间", "名称", "形式")
    works, shows = (ledger(*rows, title=title, head=head, kind=kind) for kind in ("law_work_created", "law_performance"))
    assert [m.slots.title for m in works if m.series] == ["借据"]
    assert [m.slots.date for m in shows if m.series] == [day(7, 2)]


def test_the_title_of_one_sheet_says_nothing_of_another_sheet():
    head = row("日期", "内容", "人数", header=True, path=("旁听", "旁听庭审登记"))
    first = row("9月16日", "张某不服行政处罚案", "18", path=("旁听", "旁听庭审登记"))
    other = [row("日期", "事项", "金额", header=True, table=2, path=("经费",)), row("6月3日", "维修宣传车", "3000", table=2, path=("经费",))]
    title = Block(kind="heading", text="旁听庭审登记", level=2, section_path=("旁听",))
    mentions = [m for m in found(title, head, first, *other, paper="ledger", kind="court_hearing") if m.series]
    assert [m.quote for m in mentions] == ["张某不服行政处罚案"]


@pytest.mark.parametrize(("sort", "counted"), [("培训", True), ("讲座", True), ("旁听", False), ("应诉", False), ("党组中心组", False)])
def test_a_cell_of_sorts_picks_one_of_the_things_over_the_rows(sort, counted):
    mentions = ledger(("1", "2022年9月16日", sort, "取水许可办理要点", "18"), title="学法、培训、旁听登记",
                      head=("序号", "时间", "类别", "内容", "人数"), kind="legal_training")
    assert bool([m for m in mentions if m.series]) is counted


@pytest.mark.parametrize(("sort", "counted"), [("普法", True), ("法治宣传", True), ("公告", False), ("招聘", False)])
def test_a_notice_in_a_register_of_posts_is_no_post_of_law(sort, counted):
    mentions = ledger(("5月9日", "取水要先办证", sort, "1200"), title="“云泽水务”公众号推送登记", head=("日期", "标题", "类型", "阅读"),
                      kind="online_posts")
    assert bool([m for m in mentions if m.series]) is counted


@pytest.mark.parametrize(("remark", "status"), [("市司法局主办，我局派3人到场", "other_unit"), ("邻县水务局自行组织", "other_unit"),
                                                ("市司法局主办，我局联合承办", "done"), ("我局主办", "done"), ("云泽市水务局举办", "done")])
def test_a_remark_says_who_held_it(remark, status):
    mentions = ledger(("3月22日", "世界水日普法宣传", "人民广场", remark), title="宣传活动登记", head=("日期", "活动", "地点", "备注"), kind="public_campaign")
    assert {m.status for m in mentions if m.series} == {status}


def test_a_quote_is_the_cell_under_the_head_of_names():
    mentions = ledger(("1", "2022年9月16日", "民法典", "市水务局三楼东侧会议室", "18"), title="法律培训台账", head=("序号", "时间", "内容", "地点", "人数"), kind="legal_training")
    assert {m.quote for m in mentions if m.series} == {"民法典"}


@pytest.mark.parametrize(("remark", "counted"), [("已参赛", False), ("已报送", False), ("获三等奖", True)])
def test_a_remark_of_having_taken_part_claims_no_prize(remark, counted):
    assert bool(score_table(remark, "17.法治微视频参加评选获奖", "work_award")) is counted
