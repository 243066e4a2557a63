"""The planted cohorts of text and claims: repeatable, true to their manifest, and honest where they say so."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import pytest

from corpus.builders.readback import read_text, squeeze
from corpus.planted_text.bank import load_half
from corpus.planted_text.build import build
from corpus.planted_text.cohort import CHECKS, honest, make_cohort
from corpus.planted_text.speech import masked

HALVES = ("tune", "report")
RUN = 20
cohort = lru_cache(make_cohort)


@pytest.fixture(scope="module", params=HALVES)
def built(request, tmp_path_factory):
    out = tmp_path_factory.mktemp(request.param)
    return request.param, out, build(out, request.param)


def test_places_and_quotes_stand_in_the_files(built):
    _, out, manifest = built
    texts: dict[Path, str] = {}
    for case in manifest["cases"]:
        assert case["places"], case["id"]
        for spot in case["places"]:
            path = out / str(spot["year"]) / spot["unit"] / spot["file"]
            assert path.is_file(), path
            texts.setdefault(path, read_text(path))
            assert squeeze(spot["quote"]) in texts[path], (case["id"], spot["quote"])


def test_clean_dossiers_hold_no_case_and_are_a_third(built):
    half, out, manifest = built
    clean = {(c["year"], c["unit"]) for c in manifest["clean"]}
    dossiers = {(int(p.parent.name), p.name) for p in out.glob("*/*") if p.is_dir()}
    assert clean < dossiers
    assert 3 * len(clean) >= len(dossiers) >= 60
    assert not clean & {(s["year"], s["unit"]) for c in manifest["cases"] for s in c["places"]}
    situations = {why for c in manifest["clean"] for why in c["why"].split(", ")}
    assert len(situations) >= 18, (half, situations)


def test_every_check_has_cases_of_three_strengths(built):
    _, _, manifest = built
    strengths = defaultdict(set)
    for case in manifest["cases"]:
        strengths[case["check"]].add(case["strength"])
    assert set(strengths) == set(CHECKS)
    assert all(s == {"weak", "middle", "strong"} for s in strengths.values())
    assert json.loads(json.dumps(manifest)) == manifest
    assert len({c["id"] for c in manifest["cases"]}) == len(manifest["cases"])


def test_forty_cases_a_check_and_no_dossier_overloaded(built):
    half, _, manifest = built
    counts = Counter(c["check"] for c in manifest["cases"])
    assert set(counts) == set(CHECKS)
    assert min(counts.values()) >= 40, counts
    fld, cases, lost = cohort(half)
    assert not lost
    assert len(cases) == len(manifest["cases"])
    assert manifest["half"] == half
    assert max(len(d.cases) for d in fld.dossiers.values()) <= 4
    assert not [d for d in fld.dossiers.values() if d.cases and d.clean]


def test_same_bytes_every_time(built, tmp_path):
    half, out, _ = built
    again = tmp_path / "again"
    build(again, half, units=4)
    files = [p.relative_to(again) for p in again.rglob("*") if p.is_file()]
    assert {p.suffix for p in files} == {".docx", ".pdf", ".xlsx", ".json"}
    assert not [f for f in files if (again / f).read_bytes() != (out / f).read_bytes()]


def test_halves_share_no_own_sentence():
    sentences, runs = [], []
    for name in HALVES:
        fld, _, _ = cohort(name)
        own = [masked(b.text) for d in fld.dossiers.values() for p in d.papers for b in p.blocks
               if b.role not in ("official", "intro")]
        sentences.append({s for text in own for s in re.split("[。；]", text) if len(s) >= 12})
        runs.append({text[i:i + RUN] for text in own for i in range(len(text) - RUN + 1)})
    assert not sentences[0] & sentences[1]
    shared = runs[0] & runs[1]
    assert len(shared) <= 0.0005 * min(map(len, runs)), sorted(shared)[:20]


@pytest.mark.parametrize("half", HALVES)
def test_honest_papers_hardly_share_wording(half):
    owners: dict[str, set[tuple[int, str]]] = defaultdict(set)
    fld = honest(load_half(half))
    for key, dossier in fld.dossiers.items():
        for paper in dossier.papers:
            if paper.kind == "passed_on":
                continue
            for block in paper.blocks:
                flat = masked(block.text) if block.role not in ("official", "intro") else ""
                for i in range(len(flat) - RUN + 1):
                    owners[flat[i:i + RUN]].add(key)
    size, pairs = Counter(), Counter()
    for keys in owners.values():
        size.update(keys)
        pairs.update((a, b) for a in keys for b in keys if a < b)
    assert max(n / min(size[a], size[b]) for (a, b), n in pairs.items()) < 0.05
