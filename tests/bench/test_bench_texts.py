"""The bench of copied text: its papers are what it says, and its table tells every figure."""

from __future__ import annotations

from collections import Counter

from bench.texts import recall, scale, table
from bench.texts_made import ATTACKS, OWN, cohort, many


def test_every_copy_has_the_share_it_says_and_no_sentence_stands_in_two_honest_papers() -> None:
    papers, plants = cohort(12, 1)
    assert len(papers) == 12 + 3 * len(ATTACKS) and {plant.attack for plant in plants} == set(ATTACKS)
    one = next(plant for plant in plants if plant.attack == "swap" and plant.share == 0.5)
    words = [{line for line in papers[at].text.split("\n") if not any(char.isdigit() for char in line)}
             for at in (one.source, one.copy)]
    assert 0 < len(words[0] & words[1]) <= OWN * 0.5 + 30
    lines = Counter(line for paper in papers[:12] for line in set(paper.text.split("\n")) if "，" in line
                    and any(char.isdigit() for char in line))
    assert max(lines.values()) == 1


def test_copies_are_found_and_honest_papers_are_not() -> None:
    told = recall(20, 1)
    assert sum(row["n"] for row in told["rows"].values()) == 3 * len(ATTACKS)
    assert sum(row["found"] for row in told["rows"].values()) >= 3 * len(ATTACKS) - 1
    assert told["false"] == {}


def test_papers_for_the_scale_hold_copies_of_earlier_ones() -> None:
    made = list(many(40))
    assert [source is not None for _, source in made] == [at % 10 == 9 for at in range(40)]
    told = scale("pufa", 40)
    assert told["found"] == told["planted"] == 4


def test_a_tool_that_is_not_there_is_told_as_such() -> None:
    kept = {"papers": 5, "pictures": 2, "mb": 1.0, "put": 10.0, "asked": 1, "query": 0.1, "found": 1, "codes": 0.0}
    cell = {"n": 2, "found": 2, "high": 1}
    rows = {f"{share} {attack}": cell for share in ("30%", "50%", "80%") for attack in ATTACKS}
    told = {"recall": {"papers": 3, "pairs": 3, "rows": rows, "false": {}}, "archive": kept,
            "scale": [{"tool": "rensa", "error": "not installed"}]}
    assert "| rensa | not installed |" in table(told) and "100.0, high 1 of 2" in table(told)
