"""The learned model of kinds: what it adds beside the rules, where it says it stands, and what it may not do."""

from __future__ import annotations

import numpy as np
import pytest
from documents import CONTEXT, document

from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.kinds import kinds
from classifiers.learned import reader
from classifiers.learned.features import characters, meaning, plain, runs
from classifiers.learned.hits import SURE, joined, proposed
from classifiers.learned.kinds import model, probabilities
from classifiers.learned.wording import told
from classifiers.learned.words import cut, table
from model.evidence import LEARNED


def test_every_learned_kind_exists_and_has_a_threshold():
    made = model()
    assert set(made.kinds) <= set(kinds()) and len(made.kinds) == len(made.sure) > 150
    assert all(0.3 < sure <= 0.95 for sure in made.sure)
    assert made.weights.shape == (len(made.runs), len(made.kinds)) and made.senses.shape[1] == len(made.kinds)


def test_names_and_numbers_are_made_alike():
    context = context_for("云泽市水务局", 2022)
    assert plain("市水务局 2022年\t办培训12期", context) == plain("市水务局 2021年 办培训 3期", context)


def test_runs_are_counted_by_length_and_then_in_the_order_of_the_text():
    told = [("甲", 2), ("乙", 2), ("甲乙", 2), ("乙甲", 1), ("甲乙甲", 1), ("乙甲乙", 1)]
    assert list(runs("甲乙甲乙").items()) == told


def test_words_near_in_meaning_have_near_vectors():
    rarity = np.ones(len(table().index), dtype=np.float32)
    near, far = (float(meaning("旁听庭审", rarity) @ meaning(other, rarity)) for other in ("法院听审", "财政拨款"))
    assert near > far


def test_a_text_of_unknown_signs_has_no_meaning_and_no_runs():
    made = model()
    assert not meaning("◇◆", made.rarity).any() and len(characters("◇◆", made.runs, made.idf)[0]) == 0
    assert not probabilities("◇").any()


def test_a_plain_case_is_probable():
    text = "组织执法人员到法院旁听行政案件庭审"
    index = model().kinds.index("court_hearing")
    assert probabilities(text)[index] > 0.8


def test_equal_texts_have_equal_scores():
    assert (probabilities("组织旁听庭审活动一次") == probabilities("组织旁听庭审活动一次")).all()


TEXT = "6月组织执法人员到法院旁听行政案件庭审"


def read(words: str, context) -> list[float]:
    text = told(words, context)
    return reader.Reading(text, ((0, len(text)),)).spoken[0].tolist()


def test_what_the_rules_found_is_not_found_again():
    asked = frozenset({"court_hearing"})
    bare = context_for("云泽市水务局", 2022, None, asked, frozenset({asked}))
    (seen,) = proposed(TEXT, read(TEXT, bare), set(), bare)
    assert seen.kind == "court_hearing" and seen.sure and SURE <= seen.probability <= 1
    assert proposed(TEXT, read(TEXT, bare), {"court_hearing"}, bare) == []


def test_a_criterion_that_is_served_wants_no_second_kind():
    both = frozenset({"court_hearing", "law_training"})
    context = context_for("云泽市水务局", 2022, None, both, frozenset({both}))
    said = read(TEXT, context)
    assert proposed(TEXT, said, {"law_training"}, context) == []
    apart = context_for("云泽市水务局", 2022, None, both, frozenset(frozenset({kind}) for kind in both))
    assert "court_hearing" in [one.kind for one in proposed(TEXT, said, {"law_training"}, apart)]


def test_a_text_too_short_to_judge_proposes_nothing():
    context = context_for("云泽市水务局", 2022)
    assert proposed("庭审", [9.0] * len(reader.kinds_known()), set(), context) == []


def test_both_models_weigh_in_the_joined_probability():
    assert joined(4.0, 0.9) > joined(4.0, 0.1) > joined(-4.0, 0.1)
    assert joined(0.0, 0.9) < joined(3.0, 0.9)


def test_mentions_tell_that_the_model_alone_saw_them():
    made = document("年内干警们分三批坐进审判庭听了案子。", "2022年6月，旁听庭审1次。")
    both = find_mentions(made, CONTEXT, "self_report", opinion="models")[1]
    ruled = find_mentions(made, CONTEXT, "self_report", opinion="rules")[1]
    assert not any(m.detector.startswith(LEARNED) for m in ruled)
    assert {m.quote for m in ruled} <= {m.quote for m in both}


@pytest.mark.parametrize("text", ["旁听庭审", "我局0年普法工作总结", ""])
def test_words_are_cut_without_loss(text):
    assert "".join(cut(text)) == text
