"""What the commands refuse, write and leave alone."""

from __future__ import annotations

import json
import sys
from datetime import date

import pytest

from bench.quality import SENTENCES, fingerprint, main
from bench.render import fill_page, put
from bench.speed import Run, middle, table, timed


@pytest.mark.parametrize("name", ["test", "heldout", "all"])
def test_errors_of_untouched_sets_stay_unseen(name, capsys):
    assert main([name, "--errors"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "unseen" in shown.err


def test_no_test_line_is_open_for_development():
    texts = {name: {json.loads(row)["text"] for path in folder.glob("*.jsonl")
                    for row in path.read_text("utf-8").splitlines() if row.strip()}
             for name, folder in SENTENCES.items()}
    shared = len(texts["dev"] & texts["test"])
    assert shared == 0, f"{shared} lines of test stand in dev"


def test_the_fingerprint_follows_names_and_bytes(tmp_path):
    (tmp_path / "a.jsonl").write_text("1", "utf-8")
    (tmp_path / "note.md").write_text("x", "utf-8")
    first = fingerprint(tmp_path, "*.jsonl")
    (tmp_path / "note.md").write_text("y", "utf-8")
    assert fingerprint(tmp_path, "*.jsonl") == first
    (tmp_path / "a.jsonl").write_text("2", "utf-8")
    assert fingerprint(tmp_path, "*.jsonl") != first


def test_put_replaces_only_between_its_marks():
    page = "a\n<!-- bench:dev -->\nold\n<!-- /bench -->\nb\n<!-- bench:test -->\nkept\n<!-- /bench -->\n"
    filled = put(page, "dev", "new")
    assert filled == page.replace("old", "new")
    with pytest.raises(SystemExit):
        put(page, "sample", "new")


def test_a_dossier_fills_its_place(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("words\n<!-- bench:sample -->\n<!-- /bench -->\n", "utf-8")
    totals = {"suggested": 1, "low": 1, "high": 1, "grade": None, "self": 1}
    counts = {"papers recognised": {"ok": 1, "n": 4}}
    result = {"data": "0", "total": {"gold": totals, "found": totals}, "counts": counts,
              "points": {}, "shares": {"events": 0.5}}
    fill_page(page, {"sample": result}, date(2026, 1, 2))
    text = page.read_text("utf-8")
    assert "2026-01-02" in text
    assert "| papers recognised | 25.0 | 1 of 4 |" in text
    assert text.startswith("words\n")


def test_time_of_children_is_counted():
    inner = "sum(i * i for i in range(2_000_000))"
    run = timed([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"])
    assert run.cpu > 0.03
    assert run.largest > 3


def test_a_failed_run_is_no_measurement():
    with pytest.raises(SystemExit):
        timed([sys.executable, "-c", "raise SystemExit(3)"])


def test_the_median_is_taken_of_each_figure():
    assert middle([Run(1, 5, 10), Run(3, 4, 30), Run(2, 6, 20)]) == Run(2, 5, 20)


def test_the_table_says_whether_targets_are_met():
    run = {"cpu": 1.0, "wall": 1.0, "largest": 800.0}
    result = {"pages": 1, "runs": 1, "machine": "", "assess": run, "plain": run, "reading": run, "help": run,
              "rules": run, "ratio": 1.0, "rules_ratio": 1.0, "pages_per_cpu_second": 1.0,
              "peak_sum": {"rss": 900.0, "pss": 850.0}}
    assert "≤ 1.0: met" in table(result)
    assert "< 700: missed" in table(result)
