"""The learned model of kinds: what it adds beside the rules, where it says it stands, and what it may not do."""

from __future__ import annotations

import numpy as np
import pytest
from documents import CONTEXT, document

from classifiers.context import context_for
from classifiers.find import find_mentions
from classifiers.kinds import Hit, kinds
from classifiers.learned import hits as learned
from classifiers.learned.features import characters, meaning, plain, runs
from classifiers.learned.kinds import convincing, model, probabilities
from classifiers.learned.words import cut, table
from classifiers.text import Piece, clauses, flat
from model.evidence import LEARNED


def parts_of(text: str) -> list[Piece]:
    return clauses(text, Piece(0, len(text)))


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


def test_a_plain_case_is_probable_and_its_words_convince():
    text = "组织执法人员到法院旁听行政案件庭审"
    index = model().kinds.index("court_hearing")
    assert probabilities(text)[index] > 0.8
    assert any(run in "旁听庭审" for run in convincing(text, index)[:3])


def test_equal_texts_have_equal_scores():
    assert (probabilities("组织旁听庭审活动一次") == probabilities("组织旁听庭审活动一次")).all()


def test_what_the_rules_found_is_not_found_again():
    text, asked = flat("6月组织执法人员到法院旁听行政案件庭审"), frozenset({"court_hearing"})
    bare = context_for("云泽市水务局", 2022, None, asked, frozenset({asked}))
    alone = learned.learned_hits(text, parts_of(text), [], bare)
    assert [one.hit.kind for one in alone] == ["court_hearing"]
    (seen,) = alone
    assert seen.sure and 0.3 < seen.probability <= 1 and text[seen.hit.start:seen.hit.end] in text
    assert learned.learned_hits(text, parts_of(text), [Hit("court_hearing", 0, 2)], bare) == []


def test_a_criterion_that_is_served_wants_no_second_kind():
    text = flat("6月组织执法人员到法院旁听行政案件庭审")
    both = frozenset({"court_hearing", "law_training"})
    context = context_for("云泽市水务局", 2022, None, both, frozenset({both}))
    assert learned.learned_hits(text, parts_of(text), [Hit("law_training", 0, 2)], context) == []
    apart = context_for("云泽市水务局", 2022, None, both, frozenset(frozenset({kind}) for kind in both))
    assert [one.hit.kind for one in learned.learned_hits(text, parts_of(text), [Hit("law_training", 0, 2)], apart)] == [
        "court_hearing"]


def test_a_hit_stands_in_the_clause_that_speaks_of_it():
    text = flat("上半年完成防汛演练2次，干部职工去法院旁听了一场庭审")
    context = context_for("云泽市水务局", 2022, None, frozenset({"court_hearing"}))
    placed = learned.learned_hits(text, parts_of(text), [], context)
    assert placed and all(one.hit.start >= text.index("干部") for one in placed)


def test_mentions_tell_that_the_model_alone_saw_them():
    made = document("年内干警们分三批坐进审判庭听了案子。", "2022年6月，旁听庭审1次。")
    both = find_mentions(made, CONTEXT, "self_report", opinion="models")[1]
    ruled = find_mentions(made, CONTEXT, "self_report", opinion="rules")[1]
    assert not any(m.detector.startswith(LEARNED) for m in ruled)
    assert {m.quote for m in ruled} <= {m.quote for m in both}


@pytest.mark.parametrize("text", ["旁听庭审", "我局0年普法工作总结", ""])
def test_words_are_cut_without_loss(text):
    assert "".join(cut(text)) == text
