"""Which text layers make no sense, and which only look unusual."""

from __future__ import annotations

import random

import pytest

from extractor.pdf.textlayer import is_garbage

CHINESE = ("全年组织开展国家宪法日集中宣传活动十二场，发放宣传资料三千余份，接待群众咨询六百余人次。"
           "举办民法典专题讲座，参训干部职工二百一十六人，考试合格率为百分之百。")
DICE = random.Random(5)  # noqa: S311 - no secret
WRONG_PLACES = "".join(chr(DICE.randrange(0x4E00, 0x9FA5)) for _ in range(120))
SOUP = "".join(chr(DICE.choice([*range(0x391, 0x3A9), *range(0x410, 0x450), *range(0x561, 0x587)])) for _ in range(90))


@pytest.mark.parametrize(("text", "odd"), [
    ("", 50), (CHINESE[:20], 40), (CHINESE.encode("gb18030").decode("latin-1"), 0), (WRONG_PLACES, 0), (SOUP, 0),
    ("口" * 60, 0), (CHINESE.encode("utf-8").decode("cp1252", "ignore"), 0)],
    ids=["unknown", "half unknown", "latin", "wrong places", "soup", "one sign", "utf-8 as latin"])
def test_garbage(text: str, odd: int) -> None:
    assert is_garbage(text, odd, over_scan=False)


@pytest.mark.parametrize("text", [
    "BE AFR ATS BR ARR TAP SR BA fF PRK BAA ZEW AR wR MH RE XK LF kA SHEA Hm TPH ZR KB RRR",
    "一丨｜^~`§¦¬|\\¤¶}{<>^^~丨丿亠冖〇卜乂乚^|||~~^^``{{}}§§¤¤"], ids=["latin for chinese", "signs"])
def test_recognised_nonsense_counts_over_a_scan_only(text: str) -> None:
    assert is_garbage(text, 0, over_scan=True) and not is_garbage(text, 0, over_scan=False)


@pytest.mark.parametrize("text", [
    CHINESE,
    "全年組織開展國家憲法日集中宣傳活動，發放宣傳資料三千餘份，接待群眾諮詢六百餘人次，舉辦專題講座。",
    "The law popularisation office of the city held twelve lectures on the civil code for students and workers.",
    "В городе прошли двенадцать лекций о гражданском кодексе для учащихся и рабочих, розданы листовки.",
    " ".join(f"{row} {row * 37 % 1000} {row * 7.5:.2f}% 2023-0{row % 9 + 1}-1{row % 10}" for row in range(40)),
    "0 " * 200, "√ " * 90 + "序号 单位 是否完成", "…" * 80 + "1", "________________________________________ 签名：",
    "序号 姓名 职务\n" + "\n".join(f"{at} 阚菁玥 党组成员" for at in range(12)),
    "Wang Xiaoming, Zhang Li, Chen Jing, Liu Yang, Zhao Qiang, Huang Min, Zhou Jie, Xu Lei, Sun Hao, Zhu Ting",
    "α、β、γ射线 25℃ ±0.5 5×10³ km² №7 ①②③④⑤ 注：※ 见附表", "第 1 页", ""],
    ids=["chinese", "traditional", "english", "russian", "numbers", "zeros", "ticks", "dots", "rules",
         "rare names", "pinyin", "science", "short", "empty"])
def test_real_text_is_believed_everywhere(text: str) -> None:
    assert not is_garbage(text, 0, over_scan=False) and not is_garbage(text, 0, over_scan=True)


def test_accents_are_no_wrong_encoding() -> None:
    text = "Le bureau a organisé douze conférences à l’école élémentaire près de l’hôtel de ville,"
    assert not is_garbage(text, 0, over_scan=False)
