"""The samples as they are assessed without ``--rules-only``: what the learned models change, criterion by criterion."""

from __future__ import annotations

import json

import pytest
from runs import CORPUS, Run

from cli import main

KNOWN: dict[str, dict[str, tuple[float, float]]] = {
    "dev_jiangyin_2020": {},
    "sample_jiangyin_2020": {"11.2": (0.0, 3.0)},
    "sample_jintan_2018_departments": {"20.3": (0.0, 1.0)},
    "sample_jintan_2018_towns": {"8.2": (2.46, 3.0), "16.2": (0.0, 1.0), "27.2": (2.0, 2.5)},
    "sample_nanchang_2023": {"3.2": (2.0, 4.0), "13.1": (3.0, 6.0), "14.2": (5.0, 4.0)},
    "sample_shaoguan_2019": {},
    "sample_xinjiang_2023": {"5.1": (2.0, 4.0)},
}
"""Points where the models lead away from the gold, as dossier: criterion: (gold, found)."""


@pytest.fixture(scope="module", params=sorted(KNOWN))
def pair(request):
    return Run(request.param), Run(request.param, rules_only=False), KNOWN[request.param]


def test_points_are_the_gold_but_for_known_differences(pair):
    _, run, known = pair
    found, gold = run.points(), run.gold["criteria"]
    assert {c: (float(row["suggested"]), found[c]) for c, row in gold.items()
            if float(row["suggested"]) != found[c]} == known


def test_lower_bounds_do_without_what_the_models_alone_see(pair):
    ruled, run, _ = pair
    low, high = run.column("low"), run.column("high")
    resting = [row["id"] for row in run.found["criteria"] if "请先核对，都不认可则为" in row["why"]]
    seen = {one.id for one in run.assessment.criteria for mention in one.evidence if mention.by_model_alone}
    assert set(resting) <= seen
    for criterion in resting:
        assert low[criterion] <= ruled.points()[criterion] <= high[criterion]


def test_rules_only_asks_no_model_and_says_so(tmp_path):
    out = tmp_path / "结果"
    assert main(["assess", str(CORPUS / "dev_jiangyin_2020" / "dossier"), "--rubric", "jiangyin-2020", "--year", "2020",
                 "--unit", "岚汀市卫生健康委员会", "--out", str(out), "--rules-only", "--progress", "none"]) in (0, 1)
    told = json.loads((out / "assessment.json").read_text("utf-8"))
    assert not [row["id"] for row in told["criteria"] if "学习模型" in row["why"]]
    assert json.loads((out / "run.json").read_text("utf-8"))["rules_only"] is True
