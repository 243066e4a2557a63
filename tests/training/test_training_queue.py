"""What to label next: each way gives its share, nothing twice, nothing labelled, the same for the same seed."""

from __future__ import annotations

import pytest
from training_making import RUBRIC, UNIT, YEAR

from extractor import read_text
from rubric_maps.load import load
from training.near import masked, sketch
from training.queue import WAYS, Candidate, candidates, queue

SUBJECTS = ("水源地保护", "节水型社会", "河道采砂", "取水许可", "防汛抗旱", "水土保持", "农村饮水", "水库移民",
            "水文监测", "污水处理", "河湖长制", "水利工程", "招标投标", "档案管理", "信访接待", "工会活动",
            "消防演练", "垃圾分类", "乡村振兴", "老干部工作")


def mention(kind="court_hearing", status="done", confidence=0.95, quote=""):
    """A mention, as far as the queue looks."""
    return {"kind": kind, "status": status, "confidence": confidence, "quote": quote, "criteria": ["4.2"]}


def plain(count=20):
    """Sentences in which nothing was found."""
    return [Candidate("总结.docx", 1, f"我局围绕{SUBJECTS[n]}做了第{n}方面工作，成效{SUBJECTS[-n]}明显提升。")
            for n in range(count)]


def unsure(count):
    """Sentences of which the models are not sure."""
    return [Candidate("总结.docx", 1, f"关于{one}的旁听庭审情况以及后续{one}整改说明。",
                      (mention(confidence=0.5 + n / 100),), (mention(),)) for n, one in enumerate(SUBJECTS[:count])]


def ways(made):
    """How many sentences each way chose."""
    return {way: sum(one.way == way for one in made) for way in WAYS}


def test_each_way_gives_its_share():
    apart = [Candidate("总结.docx", 1, f"组织{one}旁听，{one}人员到场{one}。",
                       (mention(status="planned"),), (mention(),)) for one in SUBJECTS]
    made = queue([*plain(), *unsure(12), *apart], 20, UNIT, YEAR)
    assert ways(made) == {"uncertain": 7, "disagree": 5, "diverse": 5, "random": 3} and len(made) == 20


def test_what_one_way_lacks_the_others_give():
    made = queue(plain(), 12, UNIT, YEAR)
    assert len(made) == 12 and ways(made)["uncertain"] == ways(made)["disagree"] == 0


def test_the_least_sure_comes_first_and_says_so():
    made = queue(unsure(12), 4, UNIT, YEAR)
    assert made[0].way == "uncertain" and made[0].why == "把握不大（50%）"


def test_a_disagreement_says_what_each_side_says():
    changed = Candidate("a", 1, "x", (mention(status="planned"),), (mention(),))
    assert changed.disagreement == "旁听庭审：规则判“已经做了”，模型判“打算做、要求做”"
    assert Candidate("a", 1, "x", (mention(),), ()).disagreement == "规则没有找到，模型提了旁听庭审"
    assert Candidate("a", 1, "x", (mention(),), (mention(),)).disagreement == ""


def test_near_duplicates_of_chosen_or_labelled_sentences_are_passed_over():
    text = "3月5日，我局在人民广场开展学雷锋法治宣传活动，发放资料300份，接待咨询40余人次。"
    twins = [Candidate("a", 1, text), Candidate("b", 1, text.replace("300", "20")),
             Candidate("b", 1, "全年旁听庭审三次。")]
    assert len(queue(twins, 9, UNIT, YEAR)) == 2
    labelled = [sketch(masked(text, UNIT, YEAR))]
    assert [one.candidate.text for one in queue(twins, 9, UNIT, YEAR, labelled=labelled)] == ["全年旁听庭审三次。"]


@pytest.mark.parametrize("seed", ["", "2021-1"])
def test_the_same_seed_gives_the_same_queue(seed):
    first, second = (queue([*plain(), *unsure(6)], 15, UNIT, YEAR, seed=seed) for _ in range(2))
    assert first == second and {one.candidate.text for one in first} <= {one.text for one in [*plain(), *unsure(6)]}


def test_the_most_unlike_sentences_are_chosen_first():
    same = [Candidate("a", 1, f"我局认真做好节水宣传第{n}项工作，节水宣传扎实推进{'啊' * n}。") for n in range(6)]
    odd = Candidate("a", 1, "工会组织职工趣味运动会拔河跳绳。")
    chosen = [one.candidate for one in queue([*same, odd], 8, UNIT, YEAR) if one.way == "diverse"]
    assert odd in chosen[:2]


def test_candidates_are_the_sentences_of_the_papers_each_once():
    text = "2020年12月4日，我局开展国家宪法日宣传活动。\n今天天气晴朗适合户外劳动。\n今天天气晴朗适合户外劳动。\n短句。"
    made = list(candidates([read_text(text, "简报.txt")], UNIT, YEAR, load(RUBRIC)))
    assert [one.text for one in made] == ["2020年12月4日，我局开展国家宪法日宣传活动。", "今天天气晴朗适合户外劳动。"]
    assert made[0].file == "简报.txt" and made[0].told[0]["criteria"] == ["8.2"] and made[1].told == ()
