"""Text of another unit is found with names, dates and figures swapped; what everybody writes, joint events and papers
from above accuse nobody."""

from __future__ import annotations

from made import document, submission

from integrity.submission import Settings
from integrity.texts.check import text_reuse
from model.results import Finding

STORY = ("3月12日下午，清河县水务局执法大队在龙泉镇集贸市场摆出六块展板，大队长王建国把偷采河沙的三起旧案画成连环画，"
         "让赶集的老乡自己指出错在哪一格。"
         "卖豆腐的赵婶看完第二格就喊出声，说她家男人前年也差点上了采沙船。随后执法员把砂石检测的筛子搬上桌，"
         "请大家亲手筛一筛，"
         "看看多粗的砂子不许挖，多细的砂子也不许挖，现场送出印着举报电话的筛网布袋320个，当场登记线索4条。")
SWAPPED = ("5月20日上午，白塔县林业局森林派出所在柳树乡农贸市场摆出八块展板，"
           "大队长刘志强把偷采河沙的五起旧案画成连环画，让赶集的老乡自己指出错在哪一格。"
           "卖豆腐的孙婶看完第二格就喊出声，说她家男人前年也差点上了采沙船。随后执法员把砂石检测的筛子搬上桌，"
           "请大家亲手筛一筛，"
           "看看多粗的砂子不许挖，多细的砂子也不许挖，现场送出印着举报电话的筛网布袋510个，当场登记线索7条。")
OTHERS = ("灌区管理所的老陈把水费票据按村装订成册，谁家交了多少、退了多少一目了然，群众翻着册子问法条，"
          "他就翻到背面念给人听。",
          "苗圃里新立了一块木牌，写着盗伐一棵树要补种几棵，孩子们放学路过总要数一遍牌子后面的小树苗，数错了就重来。",
          "除夕前三天，护林员挨家送去一张防火承诺卡，卡片背面印着烧荒要赔的账，一笔一笔算得清清楚楚。",
          "窗口的小周发明了一个土办法，把办证要带的材料画在搪瓷缸上，来的人端着缸子喝口水，就知道自己少带了哪一样。")
FORMULA = ("我局高度重视普法工作，成立了以主要领导为组长的普法工作领导小组，把普法工作摆上重要议事日程，"
           "与业务工作同部署、同检查、同落实。"
           "以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，认真落实“谁执法谁普法”普法责任制，"
           "通过悬挂横幅、摆放展板、发放宣传资料、现场解答咨询等方式，营造了浓厚的法治氛围，取得了良好的社会效果。")


def found(*cohort: object) -> list[Finding]:
    return list(text_reuse(cohort, Settings()))  # type: ignore[arg-type]


def own(at: int) -> str:
    return OTHERS[at % len(OTHERS)]


def test_a_copy_with_swapped_names_dates_and_figures_needs_explaining() -> None:
    one, = found(submission("清河县水务局", 2022, document("简报.docx", STORY, own(0))),
                 submission("白塔县林业局", 2023, document("信息.docx", own(1), SWAPPED)))
    assert (one.check, one.severity) == ("text_reuse", "high")
    assert one.units == ("清河县水务局", "白塔县林业局") or set(one.units) == {"清河县水务局", "白塔县林业局"}
    assert {place.file for place in one.places} == {"简报.docx", "信息.docx"}
    run = one.measures["runs"][0]  # type: ignore[index]
    assert "偷采河沙" in run["left_text"] and "偷采河沙" in run["right_text"]
    assert one.places[run["left"]].unit != one.places[run["right"]].unit
    assert one.measures["changed"] > one.measures["same"]  # type: ignore[operator]


def test_marks_width_and_the_order_of_paragraphs_make_no_difference() -> None:
    wide = SWAPPED.replace("，", ",").replace("。", " ．").replace("5", "５").replace("让", " 让")
    halves = wide.split("随后")
    one, = found(submission("清河县水务局", 2022, document("简报.docx", STORY)),
                 submission("白塔县林业局", 2022, document("信息.docx", own(1), "随后" + halves[1], halves[0])))
    assert one.severity in ("high", "medium") and one.measures["own_share"] > 0.7  # type: ignore[operator]


def test_clauses_left_out_and_put_in_do_not_hide_a_copy() -> None:
    cut = SWAPPED.replace("让赶集的老乡自己指出错在哪一格", "引来不少人围看").replace("请大家亲手筛一筛，", "").replace(
        "卖豆腐", "天刚放晴，路上还有些泥，卖豆腐")
    one, = found(submission("清河县水务局", 2022, document("简报.docx", STORY, own(0), own(3))),
                 submission("白塔县林业局", 2023, document("信息.docx", own(1), cut, own(2))))
    assert one.severity == "high"


def test_what_everybody_writes_accuses_nobody() -> None:
    assert found(submission("清河县水务局", 2022, document("总结.docx", FORMULA, own(0))),
                 submission("白塔县林业局", 2022, document("总结.docx", FORMULA, own(1)))) == []


def test_a_joint_event_is_shown_with_its_innocent_explanation_only() -> None:
    joint = "4月15日，清河县水务局联合清河县林业局在人民广场开展宣传。" + STORY[20:]
    one, = found(submission("清河县水务局", 2022, document("简报.docx", joint)),
                 submission("清河县林业局", 2022, document("信息.docx", joint)))
    assert one.severity == "low" and one.explanation.startswith("先排除：两单位共同活动")


def test_the_same_numbered_paper_from_above_is_low() -> None:
    above = ("清河县普法工作领导小组文件 清普组〔2022〕3号", "各单位要把赶集日当成普法日，" + STORY[24:])
    one, = found(submission("清河县水务局", 2022, document("通知.pdf", *above), papers={"通知.pdf": "notice"}),
                 submission("清河县林业局", 2022, document("文件.pdf", *above), papers={"文件.pdf": "notice"}))
    assert one.severity == "low" and "上级" in one.explanation


def test_copies_of_one_source_are_one_case() -> None:
    cohort = [submission("清河县水务局", 2021, document("简报.docx", STORY)),
              *(submission(f"{name}县林业局", 2022, document("信息.docx", SWAPPED, own(at)))
                for at, name in enumerate(("白塔", "红岩", "青山")))]
    one, = found(*cohort)
    assert one.severity == "high" and len(one.units) == 4 and one.measures["papers"] == 4


def test_a_passage_of_five_units_is_told_once_and_no_pair_of_them() -> None:
    model = ("赶集日普法由各单位轮流坐庄，坐庄的单位头天晚上把桌椅搬到老槐树下，"
             "第二天收摊时把问题本交给下一家，问题本不许撕页。")
    cohort = [submission(f"{name}县林业局", 2022, document("总结.docx", model, own(at)))
              for at, name in enumerate(("白塔", "红岩", "青山", "绿水", "黄土", "黑石"))]
    shared = [one for one in found(*cohort) if "units_sharing" in one.measures]
    assert len(shared) == 1 and shared[0].severity == "low" and shared[0].measures["units_sharing"] == 6
    assert all(len(one.units) < 6 for one in found(*cohort) if "units_sharing" not in one.measures)


def test_a_ring_with_own_looking_deeds_does_not_vanish() -> None:
    ring = [submission(f"{name}县林业局", 2022,
                       document("简报.docx", SWAPPED.replace("白塔", name).replace("510", str(at * 13))))
            for at, name in enumerate(("白塔", "红岩", "青山", "绿水", "黄土"), 11)]
    rest = [submission(f"{name}县教育局", 2022, document("简报.docx", own(at) + name))
            for at, name in enumerate(("东", "西", "南", "北", "中", "前", "后"))]
    told, = (one for one in found(*ring, *rest) if "units_sharing" in one.measures)
    assert told.severity == "medium" and "相互沿用" in told.explanation


def test_names_for_falsification_are_never_used() -> None:
    for one in found(submission("清河县水务局", 2022, document("简报.docx", STORY)),
                     submission("白塔县林业局", 2023, document("信息.docx", SWAPPED))):
        assert "造假" not in one.explanation and "弄虚" not in one.explanation


def test_a_newspapers_report_that_two_offices_filed_is_context() -> None:
    news = "本报讯 3月12日，全县普法赶集日在龙泉镇集贸市场开场。" + STORY[60:]
    one, = found(submission("清河县水务局", 2022, document("日报.pdf", news), papers={"日报.pdf": "media"}),
                 submission("清河县林业局", 2022, document("报道.pdf", news), papers={"报道.pdf": "media"}))
    assert one.severity == "low"


def test_one_partner_who_leaves_the_other_out_is_still_a_joint_event() -> None:
    named = "4月15日，清河县水务局会同清河县林业局下乡。" + STORY[20:]
    silent = "4月15日，我局下乡。" + STORY[20:]
    told = found(submission("清河县水务局", 2022, document("一.docx", named), document("二.docx", silent, own(0))),
                 submission("清河县林业局", 2022, document("三.docx", named.replace("水务局会同清河县林业局",
                                                                                "林业局会同清河县水务局"))))
    assert {one.severity for one in told} == {"low"}
