"""The planted cohorts of text and claims: repeatable, true to their manifest, and honest where they say so."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from corpus.builders.readback import read_text, squeeze
from corpus.planted_text.bank import load_half
from corpus.planted_text.build import build
from corpus.planted_text.cohort import CHECKS, honest, make_cohort
from corpus.planted_text.speech import grams, masked

HALVES = ("tune", "report")
RUN = 20


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


def test_forty_cases_a_check_over_both_halves():
    counts = Counter(c["check"] for half in HALVES for c in make_cohort(half)[1])
    assert set(counts) == set(CHECKS)
    assert min(counts.values()) >= 40, counts


def test_no_dossier_is_overloaded(built):
    half, _, manifest = built
    fld, _, _ = make_cohort(half)
    assert max(len(d.cases) for d in fld.dossiers.values()) <= 4
    assert all(bool(d.cases) != bool(d.clean) or not d.cases for d in fld.dossiers.values())
    assert manifest["half"] == half


def test_same_bytes_every_time(built, tmp_path):
    half, out, _ = built
    build(tmp_path / "again", half)

    def sums(root: Path) -> dict[str, str]:
        return {p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
                for p in root.rglob("*") if p.is_file()}

    assert sums(out) == sums(tmp_path / "again")


def test_halves_share_no_own_sentence():
    runs = []
    for name in HALVES:
        fld, _, _ = make_cohort(name)
        runs.append({g for d in fld.dossiers.values() for p in d.papers for b in p.blocks
                     if b.role not in ("official", "intro") for g in grams(b.text)})
    written = [{s for u in load_half(n).units for t in (u.duty, u.brand, *u.cases, *(s.detail for s in u.stories))
                for s in t.split("。") if len(s) > 9} for n in HALVES]
    assert not written[0] & written[1]
    shared = runs[0] & runs[1]
    assert len(shared) <= 0.001 * min(map(len, runs)), sorted(shared)[:20]


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
