"""Reads cases with one other grammar: run by that tool's own Python, so it imports nothing of this project:
``python bench/grammar_runner.py jionlp|recognizers < cases.json > answers.json``

A case: family, text, base. An answer: a list of numbers as text; for dates a list of spans; null where the tool has no
reader of the family.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from datetime import date, datetime, timedelta
from importlib.metadata import version


def main(arguments):
    """Answers every case; what a tool raises is an empty answer."""
    with contextlib.redirect_stdout(io.StringIO()):
        tool = TOOLS[arguments[0]]()
    answers = []
    for case in json.load(sys.stdin):
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                answers.append(tool(case))
            except Exception:  # noqa: BLE001 - whatever stops a tool is no answer
                answers.append([])
    json.dump({"version": version(PACKAGES[arguments[0]]), "answers": answers}, sys.stdout, ensure_ascii=False)
    return 0


def plain(value, places=2):
    """A number as text without ending zeros, to the cent."""
    text = f"{float(value):.{places}f}".rstrip("0").rstrip(".")
    return text or "0"


def jionlp():
    """JioNLP's readers of money and times."""
    import jionlp as jio

    def read(case):
        if case["family"] == "per cent":
            return None
        if case["family"] in ("numerals", "money"):
            found = jio.ner.extract_money(case["text"], with_parsing=True) if case["family"] == "money" else []
            text = case["text"].removesuffix("元") if case["family"] == "numerals" else case["text"]
            sums = [one["detail"] for one in found] or [jio.parse_money(text)]
            return [plain(one["num"]) for one in sums if one["case"] == "元" and isinstance(one["num"], str)]
        year, month, day = map(int, case["base"].split("-"))
        told = jio.parse_time(case["text"], time_base={"year": year, "month": month, "day": day})
        return [[told["time"][0][:10], told["time"][1][:10]]]

    return read


def recognizers():
    """Recognizers-Text for Chinese."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency

    def read(case):
        text, family = case["text"], case["family"]
        if family == "dates":
            when = datetime.fromisoformat(case["base"] + "T00:00:00")
            found = recognize_datetime(text, Culture.Chinese, reference=when)
            return [span for one in found for row in (one.resolution or {}).get("values", ())
                    if (span := days(row)) is not None]
        if family == "per cent":
            return [plain(one.resolution["value"].rstrip("%"), 6)
                    for one in recognize_percentage(text, Culture.Chinese)]
        found = recognize_number(text.removesuffix("元"), Culture.Chinese) if family == "numerals" else \
            recognize_currency(text, Culture.Chinese)
        return [plain(one.resolution["value"]) for one in found if (one.resolution or {}).get("value")]

    return read


def days(row):
    """The days of one reading, whose periods end with the first day after them."""
    if row.get("Mod") or row.get("type") not in ("date", "daterange"):
        return None
    if row["type"] == "date":
        return [row["value"], row["value"]]
    if "start" not in row or "end" not in row:
        return None
    timex, last = row.get("timex", ""), date.fromisoformat(row["end"])
    written = timex.startswith("(") and timex.rstrip(")").endswith("D")
    return [row["start"], (last if written else last - timedelta(days=1)).isoformat()]


TOOLS = {"jionlp": jionlp, "recognizers": recognizers}
PACKAGES = {"jionlp": "jionlp", "recognizers": "recognizers-text-suite"}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
