"""The planted cohorts of pictures and files: repeatable, complete, and what the manifest says is there."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from corpus.planted_files import plan, write
from corpus.planted_files.model import CHECKS, STRENGTHS, Cohort
from corpus.planted_files.papers.revision import objects

HALVES = plan.HALVES


def _digest(root: Path) -> dict[str, str]:
    return {
        p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(root.rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small build of the tune half."""
    root = tmp_path_factory.mktemp("planted")
    write.cohort(plan.cohort("tune", 3), root)
    return root


@pytest.fixture(scope="module")
def manifest(built: Path) -> dict[str, Any]:
    return json.loads((built / "manifest.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def halves() -> list[Cohort]:
    """Both halves in full, planned and not drawn."""
    return [plan.cohort(half) for half in HALVES]


def test_a_small_build_is_the_same_to_the_byte(built: Path, tmp_path: Path) -> None:
    again = plan.cohort("tune", 3)
    again.dossiers = [d for d in again.dossiers if d.year == 2022 and d.number < 2]
    write.cohort(again, tmp_path)
    first, second = _digest(built), _digest(tmp_path)
    names = {n for n in second if n != "manifest.json"}
    assert len(names) > 10
    assert {n: second[n] for n in names} == {n: first[n] for n in names}


def test_every_place_of_the_manifest_is_there_with_its_words(built: Path, manifest: dict[str, Any]) -> None:
    quoted = 0
    for case in manifest["cases"]:
        for place in case["places"]:
            path = built / str(place["year"]) / place["unit"] / place["file"]
            assert path.is_file(), place
            if "quote" in place and path.suffix in (".docx", ".xlsx", ".pptx") and "file_name" not in case["sub"]:
                with zipfile.ZipFile(path) as packed:
                    assert any(place["quote"] in packed.read(n).decode("utf-8", "ignore") for n in packed.namelist()), (
                        case
                    )
                quoted += 1
            if path.suffix == ".pdf":
                with pypdfium2.PdfDocument(path) as pdf:
                    assert place["page"] <= len(pdf), case
                    text = pdf[place["page"] - 1].get_textpage().get_text_range()
                if "quote" in place and case["sub"] not in ("pdf_comment", "pdf_file_name", "pdf_off_page"):
                    assert place["quote"] in text, case
                    quoted += 1
    assert quoted > 3


def test_each_check_has_forty_cases_in_three_strengths(halves: list[Cohort]) -> None:
    count = Counter(case.check for half in halves for case in half.cases)
    strengths = Counter((case.check, case.strength) for half in halves for case in half.cases)
    assert set(count) == set(CHECKS)
    assert min(count.values()) >= 40
    assert all(strengths[check, strength] >= 5 for check in CHECKS for strength in STRENGTHS)


@pytest.mark.parametrize("units", [3, 7, 20])
def test_a_third_is_clean_and_holds_no_case(units: int) -> None:
    half = plan.cohort("report", units)
    assert sum(bool(d.clean) for d in half.dossiers) * 3 >= len(half.dossiers)
    assert not [case for case in half.cases if any(place.dossier.clean for place in case.places)]


def test_dossiers_have_the_size_of_real_ones(halves: list[Cohort]) -> None:
    for half in halves:
        assert len(half.dossiers) == 60
        for made in half.dossiers:
            assert 3 <= len(made.pictures()) <= 9, (made.year, made.unit)
            assert 2 <= len(made.papers) <= 6, (made.year, made.unit)
            names = [p.path for p in made.papers] + [p.name for p in made.photos]
            assert len(names) == len(set(names)), (made.year, made.unit)


def test_the_halves_share_no_unit_no_sentence_and_have_attacks_of_their_own(halves: list[Cohort]) -> None:
    tune, report = halves
    assert not {d.unit for d in tune.dossiers} & {d.unit for d in report.dossiers}
    for part in ("openers", "middles", "closers", "claims", "orders", "alt_orders"):
        assert not set(tune.words[part]) & set(report.words[part])
    new = {case.attack for case in report.cases} - {case.attack for case in tune.cases}
    assert {"crop_55", "perspective", "off_screen", "collage", "border"} <= new


def test_no_picture_or_paper_serves_two_cases(halves: list[Cohort]) -> None:
    for half in halves:
        seen = Counter(id(place.what) for case in half.cases for place in case.places)
        assert max(seen.values()) == 1


def test_a_changed_figure_leaves_the_earlier_page_in_the_file(halves: list[Cohort], tmp_path: Path) -> None:
    from corpus.planted_files.papers import portable

    case = next(c for c in halves[0].cases if c.sub == "pdf_revision_figure")
    paper = case.places[0].what
    raw = portable.write(paper, [write.pixels(p) for p in paper.photos], {})
    ends = [i for i in range(len(raw)) if raw.startswith(b"%%EOF", i)]
    assert len(ends) == 2
    for cut, says in ((ends[0], "old"), (ends[1], "new")):
        with pypdfium2.PdfDocument(raw[: cut + 6]) as pdf:
            assert paper.traits["revision"][says] in pdf[0].get_textpage().get_text_range()
    assert len(objects(raw[: ends[0]])) >= 5
