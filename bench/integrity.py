"""Suspected falsification on planted cohorts: ``python -m bench.integrity tune|report [--only text|files]``.

Builds the cohorts, runs ``pufa integrity`` on each as a whole process, and holds findings.json against the manifest:
recall by check, strength and attack with Wilson intervals, how many findings of each band are planted cases, and what
clean dossiers get. ``tune`` may be looked into (``--errors``); ``report`` is for figures alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.render import percent, put
from bench.speed import Run, checked, timed

Json = Mapping[str, Any]
COHORTS = {"text": "corpus.planted_text", "files": "corpus.planted_files", "hands": "corpus.planted_hands"}
CHECKS = ("photo_reuse", "text_reuse", "double_counting", "count_contradiction", "date_contradiction", "out_of_period",
          "template_residue", "metadata_anomaly", "hidden_text", "image_edit", "impossible_date")
BANDS = ("high", "medium", "low")
STRENGTHS = ("weak", "middle", "strong")
_AKIN = (frozenset({"date_contradiction", "impossible_date", "out_of_period", "metadata_anomaly"}),
         frozenset({"double_counting", "count_contradiction", "text_reuse"}),
         frozenset({"photo_reuse", "image_edit", "date_contradiction"}),
         frozenset({"template_residue", "text_reuse"}), frozenset({"hidden_text", "count_contradiction"}))
"""Checks that may both speak of one matter: a finding of the other is no false alarm, but finds no case."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; writes the table into a page where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.integrity", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", choices=["tune", "report"])
    parser.add_argument("--only", choices=sorted(COHORTS), action="append", help="one of the cohorts")
    parser.add_argument("--at", type=Path, help="build here and use again what was built or read before (times tell"
                        " nothing then)")
    parser.add_argument("--errors", action="store_true", help="print every missed case and false alarm of `tune`")
    parser.add_argument("--calibrate", type=Path, metavar="FILE", help="write what clean dossiers get to this table")
    parser.add_argument("--json", type=Path, help="all figures to this file")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    if options.errors and options.half == "report":
        parser.error("report is read to measure alone")
    with tempfile.TemporaryDirectory() as folder:
        held = [measure(name, options.half, options.at or Path(folder), bool(options.at))
                for name in options.only or sorted(COHORTS)]
    text = table(held)
    print(text)
    if options.errors:
        print("\n".join(line for one in held for line in one.errors()))
    if options.json:
        options.json.write_text(json.dumps([one.figures() for one in held], ensure_ascii=False, indent=1), "utf-8")
    if options.calibrate:
        options.calibrate.write_text(calibration(held), "utf-8")
    if options.markdown:
        made = f"Measured {date.today().isoformat()} with `python -m bench.integrity {options.half}`.\n\n{text}"
        page = options.markdown
        page.write_text(put(page.read_text("utf-8"), f"integrity {options.half}", made), "utf-8")
    return 0


class Held:
    """Findings of a cohort held against its manifest."""

    def __init__(self, name: str, manifest: Json, findings: Sequence[Json], spent: Run) -> None:
        self.name, self.findings, self.spent = name, findings, spent
        self.cases: Sequence[Json] = manifest["cases"]
        self.clean = {(one["year"], one["unit"]): str(one["why"]) for one in manifest["clean"]}
        self.found = {case["id"]: [one for one in findings if speaks_of(one, case)] for case in self.cases}

    def recall(self, cases: Iterable[Json]) -> tuple[int, int]:
        """How many of these cases are found, and how many there are."""
        asked = list(cases)
        return sum(bool(self.found[case["id"]]) for case in asked), len(asked)

    def banded(self, cases: Iterable[Json]) -> tuple[int, int]:
        """How many of the found cases have a finding of the band expected or a graver one."""
        told = [case for case in cases if self.found[case["id"]]]
        good = sum(min(BANDS.index(one["severity"]) for one in self.found[case["id"]]) <= BANDS.index(case["expect"])
                   for case in told)
        return good, len(told)

    def right(self, band: str) -> tuple[int, int]:
        """How many findings of a band speak of a planted case, and how many there are."""
        told = [one for one in self.findings if one["severity"] == band]
        return sum(any(touches(one, case) for case in self.cases) for one in told), len(told)

    def alarms(self) -> Counter[str]:
        """What clean dossiers get: dossiers with a high, with more than one medium, and findings by band."""
        by_dossier: dict[tuple[int, str], Counter[str]] = {one: Counter() for one in self.clean}
        for one in self.findings:
            for owner in {(place["year"], place["unit"]) for place in one["places"]} & by_dossier.keys():
                by_dossier[owner][one["severity"]] += 1
        found = Counter({"clean": len(by_dossier), "with high": sum(bool(c["high"]) for c in by_dossier.values()),
                         "with two medium": sum(c["medium"] > 1 for c in by_dossier.values())})
        for counts in by_dossier.values():
            found.update(counts)
        return found

    def errors(self) -> list[str]:
        """Every case nobody found and every finding that no case explains."""
        lines = [f"MISSED {case['id']} {case['check']}/{case['sub']} {case['strength']} {case.get('attack', '')} "
                 f"{_places(case['places'])} {case.get('note', '')}" for case in self.cases
                 if not self.found[case["id"]]]
        for one in self.findings:
            if not any(touches(one, case) for case in self.cases):
                clean = {self.clean.get((place["year"], place["unit"]), "") for place in one["places"]} - {""}
                lines.append(f"ALARM {one['severity']} {one['check']} {'CLEAN ' + '/'.join(clean) if clean else ''} "
                             f"{_places(one['places'])} {one['explanation'][:300]}")
        return lines

    def figures(self) -> dict[str, Any]:
        """All figures as plain values."""
        checks = sorted({case["check"] for case in self.cases})
        return {"cohort": self.name, "alarms": dict(self.alarms()), "right": {band: self.right(band) for band in BANDS},
                "recall": {check: {name: self.recall(cases) for name, cases in _parts(self.cases, check).items()}
                           for check in checks}}


def _parts(cases: Sequence[Json], check: str) -> dict[str, list[Json]]:
    """The cases of a check: all, by strength, by what exactly, by attack."""
    parts: dict[str, list[Json]] = defaultdict(list)
    for case in cases:
        if case["check"] == check:
            for name in ("all", case["strength"], f"sub {case['sub']}", f"attack {case.get('attack') or '-'}"):
                parts[name].append(case)
    return dict(parts)


def speaks_of(one: Json, case: Json) -> bool:
    """Whether a finding is the one that the case asks for: its check, and all files of the case or two of them."""
    return one["check"] == case["check"] and touches(one, case)


def touches(one: Json, case: Json) -> bool:
    """Whether a finding points at the files of a case, under its check or a kindred one."""
    if one["check"] != case["check"] and not any({one["check"], case["check"]} <= akin for akin in _AKIN):
        return False
    named, planted = ({(place["year"], place["unit"], place["file"]) for place in side["places"]}
                      for side in (one, case))
    return len(named & planted) >= min(2, len(planted))


def measure(name: str, half: str, folder: Path, cache: bool) -> Held:
    """Builds a cohort where it does not stand yet, runs the command on it, and holds the two together."""
    cohort, out = folder / f"{name}-{half}", folder / f"{name}-{half}-out"
    if not (cohort / "manifest.json").is_file():
        checked([sys.executable, "-m", COHORTS[name], "build", str(cohort), "--half", half])
    spent = timed([sys.executable, "-m", "cli", "integrity", str(cohort), "--out", str(out), "--progress", "none"],
                  allowed=(0, 1), cache=cache)
    manifest = json.loads((cohort / "manifest.json").read_text("utf-8"))
    return Held(name, manifest, json.loads((out / "findings.json").read_text("utf-8"))["findings"], spent)


def calibration(held: Sequence[Held]) -> str:
    """The table that ``integrity.calibration`` reads: findings of every check and band on all clean dossiers."""
    clean = sum(len(one.clean) for one in held)
    found: Counter[tuple[str, str]] = Counter()
    for one in held:
        for told in one.findings:
            if any((place["year"], place["unit"]) in one.clean for place in told["places"]):
                found[told["check"], told["severity"]] += 1
    rows = ["# Written by `python -m bench.integrity tune --calibrate integrity/calibration.toml`; see calibration.py."]
    for check in sorted(CHECKS):
        rows += ["", f"[{check}]", f"dossiers = {clean}", *(f"{band} = {found[check, band]}" for band in BANDS)]
    return "\n".join(rows) + "\n"


def table(held: Sequence[Held]) -> str:
    """The figures as Markdown."""
    rows = ["| check | recall | 95 % interval | n | weak | middle | strong | band as expected |",
            "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |"]
    for one in held:
        for check in sorted({case["check"] for case in one.cases}):
            parts = _parts(one.cases, check)
            ok, n = one.recall(parts["all"])
            weak = " | ".join(_share(*one.recall(parts.get(name, ()))) for name in STRENGTHS)
            rows.append(f"| {check} ({one.name}) | {_share(ok, n)} | {interval(ok, n)} | {n} | {weak} "
                        f"| {_share(*one.banded(parts['all']))} |")
    rows += ["", "| cohort | clean dossiers | with a high | with two medium | high, medium, low on them "
             "| high right | medium right | CPU s | MB |",
             "| --- | ---: | ---: | ---: | --- | --- | --- | ---: | ---: |"]
    for one in held:
        alarms = one.alarms()
        right = " | ".join(_of(*one.right(band)) for band in ("high", "medium"))
        rows.append(f"| {one.name} | {alarms['clean']} | {alarms['with high']} | {alarms['with two medium']} "
                    f"| {', '.join(str(alarms[band]) for band in BANDS)} | {right} "
                    f"| {one.spent.cpu:.0f} | {one.spent.largest:.0f} |")
    return "\n".join(rows)


def interval(ok: int, n: int) -> str:
    """The 95 % interval of a share by Wilson's score, as per cents."""
    if not n:
        return "–"
    from scipy.stats import binomtest

    found = binomtest(ok, n).proportion_ci(method="wilson")
    return f"{percent(found.low)}–{percent(found.high)}"


def _share(ok: int, n: int) -> str:
    return percent(ok / n) if n else "–"


def _of(ok: int, n: int) -> str:
    return f"{ok} of {n} ({interval(ok, n)})"


def _places(places: Iterable[Json]) -> str:
    return " + ".join(sorted({f"{place['year']}/{place['unit']}/{place['file']}" for place in places}))


if __name__ == "__main__":
    sys.exit(main())
