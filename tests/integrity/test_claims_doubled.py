"""Two entries of a register or of a list that are one happening in other words, and what is left alone."""

import pytest
from claims_made import document, dossier, found, register, subs

HEAD = "日子|干了啥|在哪|多少人|备注"
NEWS = ("# 消防简报", "5月12日是防灾减灾日，大队把云梯车开到了绛河广场，车还没停稳就围上来一圈孩子。",
        "特勤站的小伙子开放消防车给孩子体验，帮孩子爬上云梯车、穿上战斗服，一上午来看来问的有260人，折页带了六百份，到收车时候一份没剩。")


def twice(*documents, **papers):
    return subs([one for one in found(dossier(*documents, **papers), "double_counting") if one.severity != "low"])


def ledger(*rows: str):
    return register("台账.xlsx", "2022年普法台账", HEAD, *rows)


def test_two_rows_of_one_day_place_and_number_with_other_names():
    rows = ("6.17|废旧物资站点安全宣讲|再生资源公司院里|43户|明白卡43张",
            "6月17日|安全生产月进回收网点|再生资源公司|站点业主四十三户|明白卡43张")
    assert "rows_of_one" in twice(ledger(*rows))


def test_a_row_without_its_day_whose_words_stand_in_the_briefing_of_another():
    rows = ("5.12|防灾减灾日广场宣传|绛河广场|260|云梯车一台、折页600份",
            "五月中旬|消防车开放体验，孩子爬云梯车穿战斗服|绛河广场|没细数|云梯车一台")
    assert twice(ledger(*rows), document("简报.docx", *NEWS)) == ["rows_of_one"]


def test_a_course_and_its_examination_the_day_after():
    rows = ("4.21|执法人员轮训第一批|局培训中心|46|", "4.22|轮训第一批闭卷测评|局培训中心|46|")
    counted = report("全年举办执法人员法治培训2期，受训92人次。")
    assert "rows_of_one" in twice(ledger(*rows), counted, 自评报告="self_report")


def test_a_day_of_the_lunar_calendar_is_held_against_the_solar_one():
    rows = ("1.28|法润新春送春联|镇文化站门口|186|春联180副", "腊月廿六|给老百姓写对子|镇文化站|186|对子180副")
    assert "rows_of_one" in twice(ledger(*rows))


def test_the_whole_is_told_beside_its_parts():
    rows = ("9.7|三校联动开学第一课|体育馆|1800|", "9.7|新生入学教育|理工学院|640|",
            "9.7|新生入学教育|师范学院|610|", "9.7|新生入学教育|医专|550|")
    assert "whole_and_parts" in twice(ledger(*rows))


@pytest.mark.parametrize("rows", [
    ("3.16|农产品质量安全法进村|永丰村|71|上午", "3.16|农产品质量安全法进村|河沿村|62|下午"),
    ("9.8|工伤预防培训第一期|局培训室|60|", "9.9|工伤预防培训第二期|局培训室|60|"),
    ("5.12|防灾减灾日广场宣传|绛河广场|260|折页600份", "五月中旬|养老机构负责人培训|大队会议室|27|"),
    ("3.8|税法进校园|市三中|150|", "3.15|消费者日摆台|隆兴商场门前|150|"),
    ("9.7|开学第一课|体育馆|1900|", "9.7|新生入学教育|理工学院|640|", "9.7|新生入学教育|师范学院|610|"),
])
def test_halves_of_a_day_series_and_what_shares_a_day_alone_are_left_alone(rows):
    assert twice(ledger(*rows), document("简报.docx", *NEWS)) == []


ROWS = ("6.24|国际禁毒日集中宣传暨情景剧公演|人民公园|500|", "4.15|国家安全教育日宣传|澜江学院|350|",
        "5.27|防范养老诈骗集中宣传|金桂社区|180|")


def report(text: str):
    return document("自评报告.docx", "# 2022年普法履职自评报告", text)


def test_two_items_of_a_list_that_are_one_row():
    text = "全年主办专题活动4次：国家安全教育日宣传、防范养老诈骗集中宣传、国际禁毒日集中宣传、法治情景剧公演。"
    assert twice(ledger(*ROWS), report(text), 自评报告="self_report") == ["items_of_one"]


@pytest.mark.parametrize("text", [
    "全年主办专题活动3次：国家安全教育日宣传、防范养老诈骗集中宣传、国际禁毒日集中宣传。",
    "全年主办专题活动2次：国际禁毒日集中宣传、宪法宣传周广场咨询。",
    "国际禁毒日集中宣传在人民公园举行，情景剧公演吸引了500人。",
])
def test_lists_whose_items_go_to_rows_of_their_own_are_left_alone(text):
    assert twice(ledger(*ROWS), report(text), 自评报告="self_report") == []


def test_two_briefings_with_the_same_details_under_two_days():
    first = document("第4期.docx", "# 农情快报",
                     "3月23日，执法大队开着两台皮卡到了榆树川镇，在镇供销社门口支起三张桌子摆真假农药。",
                     "孙姓大爷翻出一瓶没贴签的除草剂，一上午发出去识假辨假手册420本，收上来过期农药17瓶。")
    other = document("第6期.docx", "# 农情快报",
                     "进了四月，备耕正紧，执法大队把宣传台摆到了榆树川镇的街面上，真假农药一眼就能比出来。",
                     "一位孙姓老农交出了一瓶无标签除草剂，活动发放识假手册420本，收回过期农药17瓶。")
    elsewhere = document("第8期.docx", "# 农情快报",
                         "8月1日，农业农村局在文化广场讲黑土地保护法，摆出八块展板，群众围着问秸秆还田的补贴怎么领。",
                         "技术站的同志当场取土样演示，发放宣传单420份，解答问题17个。")
    assert "told_twice" in twice(first, other)
    assert "told_twice" not in twice(first, elsewhere)


def cases(*rows: str):
    return register("典型案例目录.docx", "2022年典型案例目录（4个）", "号|题目|说的啥理", *rows)


def test_one_case_under_two_titles():
    listed = cases("1|某物业公司与业主赵某物业服务合同纠纷案|欠费三年，判付3860元", "2|彩礼退一半怎么算|退还4万元",
                   "3|车库漏水不交钱行不行|绿苑小区业主赵某，补交物业费3860元", "4|同桌劝酒也有责任|赔偿3000元")
    assert twice(listed) == ["one_case"]


@pytest.mark.parametrize("third", ["3|网店刷单虚构销量案|罚款3860元", "3|没签合同的工伤怎么赔|赔偿5200元"])
def test_other_cases_with_the_same_sum_are_left_alone(third):
    assert twice(cases("1|某物业公司与业主赵某物业服务合同纠纷案|欠费三年，判付3860元", third)) == []
