"""Build the held-out dossier and its gold; ``--check`` only proves what is built.

Run from anywhere: ``python corpus/heldout_jiangyin_2020/make.py [--check]``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from office_builder import build_any_pdf, build_xls, read_xls  # noqa: E402

from corpus.builders import build as builder  # noqa: E402
from corpus.builders import dossier, goldcheck, readback  # noqa: E402

SOURCE, DOSSIER, GOLD = HERE / "source", HERE / "dossier", HERE / "gold.yaml"
COUNTED = {"3.1": 2, "4.1": 2, "4.2": 1, "7.1": 4}
FIELDS = ("suggested", "low", "high", "status", "count", "self", "claimed_only", "why")
HEADER = "# Written by make.py from source/*.yaml; do not edit.\n"


def register() -> None:
    """Add the builders and the reader that the shared package lacks."""
    builder.BUILDERS.update({".xls": build_xls, ".pdf": build_any_pdf})
    readback.READERS[".xls"] = read_xls


def events(base: dict[str, Any], marks: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The real happenings with all their mentions."""
    out = []
    for name, (criteria, what, start, end) in base["events"].items():
        usual = "negated" if criteria[0].startswith("6.") else "done"
        mentions = [{**m, "status": m["status"] or usual} for m in marks.get(name, [])]
        date = {"from": str(start), "to": str(end)} if start else None
        out.append({"id": name, "criteria": criteria, "what": what, "date": date, "counts": True, "mentions": mentions})
    return out


def traps(base: dict[str, Any], marks: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The passages that must not count, each with its reason."""
    return [
        {"file": m["file"], "quote": m["quote"], "criteria": criteria, "status": m["status"] or status, "why": why}
        for name, (criteria, status, why) in base["traps"].items() for m in marks.get(name, [])
    ]


def claims(base: dict[str, Any], marks: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The totals that the unit states."""
    return [
        {"file": m["file"], "quote": m["quote"], "criteria": criteria, "quantity": number, "lower_bound": bound}
        for name, (criteria, number, bound) in base["claims"].items() for m in marks.get(name, [])
    ]


def make_gold(base: dict[str, Any], marks: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The gold file as data."""
    known = {*base["events"], *base["traps"], *base["claims"]}
    if known != set(marks):
        raise SystemExit(f"marks and judgements differ: {sorted(known ^ set(marks))}")
    return {
        **{k: base[k] for k in ("rubric", "unit", "year", "papers")},
        "criteria": {k: dict(zip(FIELDS, v, strict=True)) for k, v in base["criteria"].items()},
        "total": base["total"],
        "events": events(base, marks),
        "must_not_count": traps(base, marks),
        "claims": claims(base, marks),
    }


def write() -> None:
    """Build the files and write gold.yaml."""
    specs = builder.build_all(SOURCE, DOSSIER)
    base = yaml.safe_load((SOURCE / "gold.base.yaml").read_text(encoding="utf-8"))
    gold = make_gold(base, builder.gather_marks(specs))
    text = yaml.safe_dump(gold, allow_unicode=True, sort_keys=False, width=160)
    GOLD.write_text(HEADER + text, encoding="utf-8")


def supported(gold: dict[str, Any]) -> list[str]:
    """A criterion is ``claimed_only`` just where no other paper carries it."""
    errors = []
    for name, row in gold["criteria"].items():
        kinds = {gold["papers"][m["file"]] for e in gold["events"] if name in e["criteria"] for m in e["mentions"]}
        alone = bool(kinds) and kinds <= {"self_report", "score_table"}
        if row["status"] != "external" and alone != row["claimed_only"]:
            errors.append(f"{name}: claimed_only is {row['claimed_only']}, papers {sorted(kinds)}")
    return errors


def check() -> int:
    """Print every disagreement; the number of them."""
    gold = yaml.safe_load(GOLD.read_text(encoding="utf-8"))
    errors = goldcheck.check_quotes(gold, DOSSIER) + goldcheck.check_sums(gold, dossier.JIANGYIN)
    errors += goldcheck.check_counts(gold, COUNTED) + supported(gold)
    if len(gold["criteria"]) != 26:
        errors.append("not 26 criteria")
    for text in errors:
        print(text, file=sys.stderr)
    mentions = sum(len(e["mentions"]) for e in gold["events"])
    print(f"{len(gold['papers'])} files, {len(gold['events'])} events, {mentions} mentions, "
          f"{len(gold['must_not_count'])} traps, {len(gold['claims'])} claims, {len(errors)} errors")
    return len(errors)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only check the built files and gold.yaml")
    args = parser.parse_args()
    register()
    if not args.check:
        write()
    raise SystemExit(1 if check() else 0)


if __name__ == "__main__":
    main()
