"""A second run of the same dossier: the same bytes, nothing read, found, merged or rendered again."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_making import assessing, written

import assess
from classifiers import events, find, kept
from extractor.apart import sandbox
from reports import review_docx, scores_xlsx

OUTPUTS = ("assessment.json", "review.docx", "scores.xlsx")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv("PUFA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def forbidden(*arguments: object, **more: object) -> None:
    """In the place of work that must not be done."""
    raise AssertionError("done again")


def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing may be worked out."""
    for room, name in ((kept, "find_mentions"), (kept, "merge_events"), (sandbox, "started"),
                       (review_docx, "write_review"), (scores_xlsx, "write_scores")):
        monkeypatch.setattr(room, name, forbidden)


def test_the_second_run_is_the_first(call, papers, tmp_path, monkeypatch):
    assert events.merge_events is kept.merge_events and find.find_mentions is kept.find_mentions
    first = call(*assessing(papers, tmp_path / "a", progress="none"))
    idle(monkeypatch)
    second = call(*assessing(papers, tmp_path / "b", progress="none"))
    assert first[0] == second[0] == 0 and first[1].replace("/a/", "/b/") == second[1]
    for name in OUTPUTS:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize("more", [{"year": "2021"}, {"unit": "澜宁市司法局"}, {"period": "2020-12-05..2020-12-31"}])
def test_another_question_is_another_answer(call, papers, tmp_path, monkeypatch, more):
    call(*assessing(papers, tmp_path / "a", progress="none"))
    call(*assessing(papers, tmp_path / "b", progress="none", **more))
    monkeypatch.setenv("PUFA_CACHE", "off")
    call(*assessing(papers, tmp_path / "c", progress="none", **more))
    one, other = written(tmp_path / "b"), written(tmp_path / "c")
    for file in (*one["files"], *other["files"]):
        file["seconds"] = 0
    assert one == other


def test_without_the_cache_everything_is_done_again(call, papers, tmp_path, monkeypatch, own):
    call(*assessing(papers, tmp_path / "a", progress="none"), "--no-cache")
    assert not own.exists()
    monkeypatch.setenv("PUFA_CACHE", str(own))
    call(*assessing(papers, tmp_path / "a", progress="none"))
    done: list[str] = []
    monkeypatch.setattr(assess, "find_all", lambda *_, **__: done.append("found") or [])
    with pytest.raises(ValueError):
        call(*assessing(papers, tmp_path / "b", progress="none"), "--no-cache")
    assert done == ["found"]
