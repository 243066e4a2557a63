"""The counts of the labelled sentences: what the page of the corpus says is what the folders hold."""

from __future__ import annotations

from bench import corpus
from bench.strangers import CORPUS


def test_the_readme_s_counts_are_today_s():
    assert corpus.table() in (CORPUS / "README.md").read_text("utf-8")


def test_every_criterion_of_a_standard_is_counted(capsys):
    assert corpus.main(["--criteria"]) == 0
    told = capsys.readouterr().out
    assert "**nanchang-2023**: 1.1 " in told and "| `test` | 14 | 608 |" in told
