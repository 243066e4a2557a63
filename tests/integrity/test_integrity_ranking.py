"""One finding a matter, the gravest first, with how often its like is wrong."""

from __future__ import annotations

import pytest
from made import document, submission

from integrity import calibration
from integrity.calibration import Rate, expected
from integrity.finding import finding
from integrity.ranking import ranked
from integrity.registry import CHECKS
from integrity.run import findings
from integrity.words import entries, words

ONE, TWO = submission("云水市水务局", 2022, document("a.docx")), submission("云水市教育局", 2022, document("b.docx"))
HERE, THERE = ONE.place("a.docx", 2, quote="甲"), TWO.place("b.docx", quote="乙")


def test_a_finding_names_its_places_in_order_and_its_innocent_explanations_first():
    made = finding("text_reuse", "low", [HERE, THERE, HERE], "两处文字相同。", measures={"shared": 5},
                   innocent=["联合活动"])
    assert [place.unit for place in made.places] == ["云水市教育局", "云水市水务局"]
    assert made.explanation.index("联合活动") < made.explanation.index("两处文字相同")
    assert made.measures == {"shared": 5, "innocent": ["联合活动"]}
    again = finding("text_reuse", "high", [THERE, HERE], "别的话", measures={})
    assert made.id == again.id


def test_a_matter_within_another_of_its_check_is_told_once():
    grave = finding("text_reuse", "medium", [HERE, THERE], "多处相同", measures={})
    small = finding("text_reuse", "low", [HERE], "一处相同", measures={})
    other = finding("hidden_text", "low", [HERE], "有看不见的字", measures={})
    kept = ranked([small, other, grave])
    assert [one.check for one in kept] == ["text_reuse", "hidden_text"]
    assert kept[0].measures["also"] == ("一处相同",)


def test_two_matters_that_share_a_place_stay_two():
    whole = finding("text_reuse", "medium", [HERE, THERE], "甲与乙", measures={})
    third = submission("云水市公安局", 2022).place("c.docx", quote="丙")
    assert len(ranked([whole, finding("text_reuse", "medium", [HERE, third], "甲与丙", measures={})])) == 2


def test_a_flood_of_one_kind_is_one_line_with_all_places():
    many = [finding("count_contradiction", "medium", [ONE.place("a.docx", 1, quote=f"第{n}处")], f"{n}", measures={})
            for n in range(100)]
    other = finding("hidden_text", "medium", [HERE], "有看不见的字", measures={})
    kept = ranked([*many, other])
    assert len(kept) == 42 and other.id in {one.id for one in kept}
    assert {place.quote for one in kept for place in one.places} >= {f"第{n}处" for n in range(100)}
    [rest] = [one for one in kept if one.measures.get("more")]
    assert rest.measures["more"] == 60 and "60条" in rest.explanation
    assert len(ranked(many[:41])) == 41


def test_what_was_never_seen_wrong_is_still_wrong_at_times():
    assert Rate(0, 100).at_most == pytest.approx(0.03, abs=0.002)
    assert Rate(5, 100).expected == 0.05 < Rate(5, 100).at_most


def test_expected_false_findings_of_an_archive(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(calibration, "rates", lambda: {("text_reuse", "low"): Rate(2, 40),
                                                      ("text_reuse", "high"): Rate(0, 40),
                                                      ("hidden_text", "low"): Rate(4, 40)})
    made = ranked([finding("text_reuse", "low", [HERE], "相同", measures={})])
    assert made[0].measures["false_alarms"] == {"found": 2, "dossiers": 40, "at_most": pytest.approx(0.157, abs=0.01)}
    told = expected(made, 20)
    assert set(told) == {"low"} and told["low"][0] == 1.0


def test_no_dossier_no_finding():
    assert findings([]) == ()


def test_every_check_of_the_contract_has_its_words_and_every_family_a_module():
    assert set(entries("checks")) == {
        "photo_reuse", "text_reuse", "double_counting", "count_contradiction", "date_contradiction", "out_of_period",
        "template_residue", "metadata_anomaly", "hidden_text", "image_edit", "impossible_date"}
    assert words("bands.high") == "需说明"
    for place in CHECKS.values():
        module, _, function = place.partition(":")
        assert callable(getattr(__import__(module, fromlist=[function]), function))


def test_no_word_of_a_finding_is_a_verdict():
    from pathlib import Path

    import integrity

    for path in Path(str(integrity.__file__)).parent.rglob("*"):
        if path.suffix in (".toml", ".yaml"):
            text = "\n".join(line.partition("#")[0] for line in path.read_text("utf-8").splitlines())
            assert "造假" not in text, path


def test_of_one_matter_found_twice_the_graver_band_stays_whatever_the_order():
    sure, vague = (finding("double_counting", band, [HERE, THERE], "像是同一件事。", measures={})
                   for band in ("medium", "low"))
    assert [one.severity for one in ranked([sure, vague])] == ["medium"] == [
        one.severity for one in ranked([vague, sure])]
