"""Figures as text for the terminal and as tables for docs/quality.md."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from training.figures import Figure

Result = Mapping[str, Any]


def percent(value: float | None) -> str:
    """A share with one decimal, ``–`` where there is none."""
    return "–" if value is None else f"{100 * value:.1f}"


def _span(figure: Figure) -> str:
    return "" if figure.low is None else f"{percent(figure.low)}–{percent(figure.high)}"


def sentences_text(result: Result, open_set: bool = True) -> str:
    """The figures of labelled sentences; criterion by criterion only where the set is open for tuning."""
    rows = [f"{result['lines']} lines, {result['entries']} gold entries, data {result['data']}",
            f"{'':28}{'%':>7}  {'95 % interval':15}{'n':>6}{'baseline':>10}"]
    for name, figure in result["headline"].items():
        baseline = percent(result["baseline"][name].value)
        rows.append(f"{name:28}{percent(figure.value):>7}  {_span(figure):15}{figure.n:>6}{baseline:>10}")
    for kind in ("status", "criterion") if open_set else ("status",):
        rows.append(f"{kind:14}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}{'found':>6}")
        rows += [f"{key:14}{percent(row['precision']):>7}{percent(row['recall']):>7}{percent(row['f1']):>7}"
                 f"{row['gold']:>6}{row['found']:>6}" for key, row in result[kind].items()]
    return "\n".join(rows)


def dossier_text(result: Result) -> str:
    """The figures of one dossier."""
    found, gold = (_totals(result["total"][side]) for side in ("found", "gold"))
    rows = [f"data {result['data']}", f"total {found} | gold {gold}"]
    rows += [f"{name:44}{_of(row)}" for name, row in result["counts"].items()]
    rows += [f"{name:44}{value:.2f}" for name, value in result["points"].items()]
    rows += [f"{name:44}{percent(value):>7}" for name, value in result["shares"].items()]
    return "\n".join(rows)


def _of(row: Mapping[str, int]) -> str:
    value = row["ok"] / row["n"] if row["n"] else None
    return f"{percent(value):>7}   {row['ok']} of {row['n']}"


def _totals(total: Mapping[str, Any]) -> str:
    return (f"{total['suggested']} ({total['low']}–{total['high']}) {total['grade']}, "
            f"self {total['self']}")


def sentences_table(result: Result) -> str:
    """The same as a Markdown table."""
    rows = [f"{result['lines']} lines, {result['entries']} gold entries; data `{result['data']}`.", "",
            "| figure | % | 95 % interval | n | baseline |", "| --- | ---: | --- | ---: | ---: |"]
    for name, figure in result["headline"].items():
        rows.append(f"| {name} | {percent(figure.value)} | {_span(figure)} | {figure.n} "
                    f"| {percent(result['baseline'][name].value)} |")
    rows += ["", "| status | precision | recall | F1 | gold |", "| --- | ---: | ---: | ---: | ---: |"]
    for key, row in result["status"].items():
        three = " | ".join(percent(row[part]) for part in ("precision", "recall", "f1"))
        rows.append(f"| {key} | {three} | {row['gold']} |")
    return "\n".join(rows)


def dossier_table(result: Result) -> str:
    """A dossier's figures as a Markdown table."""
    rows = [f"Total found {_totals(result['total']['found'])}; gold {_totals(result['total']['gold'])}; "
            f"data `{result['data']}`.", "",
            "| figure | % | of |", "| --- | ---: | --- |"]
    for name, row in result["counts"].items():
        value = row["ok"] / row["n"] if row["n"] else None
        rows.append(f"| {name} | {percent(value)} | {row['ok']} of {row['n']} |")
    rows += [f"| {name} | {value:.2f} | points |" for name, value in result["points"].items()]
    rows += [f"| {name} | {percent(value)} | |" for name, value in result["shares"].items()]
    return "\n".join(rows)


def fill_page(page: Path, measured: Mapping[str, Result], day: date) -> None:
    """Replaces the parts of a page between ``<!-- bench:NAME -->`` and ``<!-- /bench -->``; the rest stays as written.

    Raises SystemExit where a part that was measured has no place on the page.
    """
    text = page.read_text("utf-8")
    for name, result in measured.items():
        table = sentences_table(result) if "headline" in result else dossier_table(result)
        text = put(text, name, f"Measured {day.isoformat()} with `python -m bench.quality {name}`. {table}")
    page.write_text(text, "utf-8")


def put(text: str, name: str, body: str) -> str:
    """The page with ``body`` between the marks of ``name``."""
    marks = re.compile(rf"(<!-- bench:{re.escape(name)} -->\n).*?(<!-- /bench -->)", re.S)
    filled, hits = marks.subn(lambda m: f"{m.group(1)}{body}\n{m.group(2)}", text)
    if hits != 1:
        raise SystemExit(f"the page has {hits} places <!-- bench:{name} -->, one is needed")
    return filled


def table_command(module: str, description: str | None, make: Callable[[], str],
                  arguments: Sequence[str] | None = None) -> int:
    """The command line of a bench that makes one table: prints it, and with ``--markdown`` writes it into a page, under
    the bench's own name or ``--mark``."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    parser.add_argument("--mark", default=module.rpartition(".")[2], help="which part of the page")
    options = parser.parse_args(arguments)
    text = make()
    print(text)
    if options.markdown:
        made = f"Measured {date.today().isoformat()} with `python -m {module}`.\n\n{text}"
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), options.mark, made), "utf-8")
    return 0
