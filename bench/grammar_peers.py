"""Our grammar of numbers and dates beside two others, on their own public test cases.

    python -m bench.grammar_peers --specs SPECS --tests TESTS [--jionlp PYTHON] [--recognizers PYTHON] [--errors]

SPECS: the folder ``Specs`` of Recognizers-Text. TESTS: the folder ``test`` of JioNLP. PYTHON: of an environment that
has the tool. Asked are the cases whose convention is ours too (``bench/grammar_cases.py`` has the rules); every tool is
given the same words, but that the others get a bare numeral where ours gets it with 元. A case is right where a tool
finds the expected and nothing else; of a date without a year, where one of the tool's readings is the expected one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.grammar_cases import DATES, MONEY, NUMBERS, PERCENT, Case, Left, read_cases
from classifiers.grammar import find_dates, find_quantities, year_range

FAMILIES = (NUMBERS, MONEY, PERCENT, DATES)
Answer = list[object] | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table for docs/quality.md."""
    options = _parser().parse_args(arguments)
    cases, left = read_cases(options.specs, options.tests)
    if not cases:
        print("no case was found in these folders", file=sys.stderr)
        return 2
    tools: dict[str, list[Answer]] = {"pufa": [ours(case) for case in cases]}
    for name, python in (("jionlp", options.jionlp), ("recognizers", options.recognizers)):
        if python:
            said = ask(name, python, cases)
            tools[f"{name} {said['version']}"] = said["answers"]
    print(table(cases, left, tools))
    if options.errors:
        for case, answer in zip(cases, tools["pufa"], strict=True):
            if not right(case, answer):
                print(f"{case.source} {case.family}: {case.text} [{case.base}] wanted {case.expected}, found {answer}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.grammar_peers", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--specs", type=Path, required=True)
    parser.add_argument("--tests", type=Path, required=True)
    parser.add_argument("--jionlp", metavar="PYTHON")
    parser.add_argument("--recognizers", metavar="PYTHON")
    parser.add_argument("--errors", action="store_true", help="every case that ours gets wrong")
    return parser


def ours(case: Case) -> Answer:
    """What this project's grammar reads."""
    if case.family == DATES:
        year = int(case.base[:4])
        found = find_dates(case.text, year=year, period=year_range(year))
        return [[one.range.start.isoformat(), one.range.end.isoformat()] for one in found if one.range]
    unit = "%" if case.family == PERCENT else "元"
    places = 6 if case.family == PERCENT else 2
    return [plain(one.quantity.value, places) for one in find_quantities(case.text) if one.quantity.unit == unit]


def plain(value: object, places: int) -> str:
    """A number as text without ending zeros."""
    return f"{float(str(value)):.{places}f}".rstrip("0").rstrip(".") or "0"


def ask(tool: str, python: str, cases: Sequence[Case]) -> dict[str, list[Answer]]:
    """The answers of another tool, read by its own Python."""
    rows = [{"family": case.family, "text": case.text, "base": case.base} for case in cases]
    done = subprocess.run([python, str(Path(__file__).with_name("grammar_runner.py")), tool], check=True,
                          input=json.dumps(rows, ensure_ascii=False), capture_output=True, encoding="utf-8")
    said: dict[str, list[Answer]] = json.loads(done.stdout)
    return said


def right(case: Case, answer: Answer) -> bool:
    """True where the answer is the expected one."""
    if answer is None:
        return False
    if case.family == DATES:
        return list(case.expected) in answer and (len(answer) == 1 or all(
            isinstance(one, list) and one[0][4:] == case.expected[0][4:] for one in answer))
    return answer == list(case.expected)


def table(cases: Sequence[Case], left: Sequence[Left], tools: dict[str, list[Answer]]) -> str:
    """The Markdown: a row for each family and source, and the reasons of what was left out with their counts."""
    lines = ["<!-- bench:grammar -->", "| cases | kept | left out | " + " | ".join(tools) + " |",
             "| --- | ---: | ---: |" + " ---: |" * len(tools)]
    groups = [(family, source) for family in FAMILIES for source in ("Recognizers-Text", "JioNLP")]
    for family, source in [*groups, ("all", "")]:
        places = [i for i, one in enumerate(cases) if family == "all" or (one.family, one.source) == (family, source)]
        out = sum(family == "all" or (one.family, one.source) == (family, source) for one in left)
        if places:
            cells = [_share(places, cases, answers) for answers in tools.values()]
            lines.append(f"| {family}{', ' + source if source else ''} | {len(places)} | {out} | {' | '.join(cells)} |")
    lines += ["", "Left out, since the convention is another:", ""]
    reasons = Counter((one.family, one.reason) for one in left)
    for family in FAMILIES:
        told = "; ".join(f"{reason} {n}" for (kind, reason), n in reasons.most_common() if kind == family)
        lines.append(f"- {family}: {told}.")
    return "\n".join([*lines, "<!-- /bench:grammar -->"])


def _share(places: Sequence[int], cases: Sequence[Case], answers: Sequence[Answer]) -> str:
    """Right of asked in per cent; a dash where the tool has no such reader."""
    asked = [i for i in places if answers[i] is not None]
    if not asked:
        return "–"
    hits = sum(right(cases[i], answers[i]) for i in asked)
    return f"{100 * hits / len(asked):.1f} %" + (f" of {len(asked)}" if len(asked) < len(places) else "")


if __name__ == "__main__":
    raise SystemExit(main())
