"""``pufa train`` and ``pufa evaluate``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from classifiers.learned.place import SHIPPED
from commands.labelling import report
from model.problems import PufaError, problem
from training.card import HEAD, named, span
from training.evaluate import MAIN, compared, counted, figures, worse
from training.figures import Figure
from training.found import found_by
from training.labels import Labelled, read_labels
from training.versions import (
    CARD,
    found_weights,
    home,
    in_use,
    next_version,
    note,
    publish,
    put_json,
    record_of,
    shown,
    sketches_of,
)

_MOST_NAMED = 10
_TITLES = {"status": "各状态", "kind": "各材料种类", "criterion": "各评分项"}


def train_command(options: argparse.Namespace) -> int:
    """Writes a version and says where; 1 where a label or a correction was left out."""
    from training.corrections import read_corrections
    from training.learn import Given, apart, learn, needed, sketches

    needed()
    lines, problems = read_labels(options.labels, options.rubric)
    corrected, bad = read_corrections(options.corrections)
    if options.test:
        kept = sketches(read_labels(options.test, options.rubric)[0])
        (lines, near), (corrected, nearer) = apart(lines, kept), apart(corrected, kept)
        _some((*near, *nearer))
    folder = options.out or next_version()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PufaError(problem("weights_taken", str(folder)))
    record = learn(Given(tuple(lines), tuple(corrected)), folder, folds=options.folds,
                   say=lambda words: print(f"{words}……", file=sys.stderr))
    if options.out is None:
        note("train", folder.name, {"fingerprint": record["fingerprint"], "labels": record["labels"],
                                    "corrections": record["corrections"]})
    print(f"用 {record['lines']} 句标注和 {record['corrected']} 句更正训练出 {shown(folder)}：{folder}")
    print(f"模型卡：{folder / CARD}")
    print("下一步：pufa evaluate --labels 没有训练过的标注 --publish")
    report((*problems, *bad))
    return 1 if problems or bad else 0


def evaluate_command(options: argparse.Namespace) -> int:
    """Prints the figures, publishes where asked; 1 where the weights are worse or a label was left out."""
    from training.learn import apart

    lines, problems = read_labels(options.labels, options.rubric)
    place, old = _candidate(options.weights), in_use()
    lines, near = apart(lines, {**sketches_of(old), **sketches_of(place)})
    _some(near)
    if not lines:
        raise PufaError(problem("labels_trained", "、".join(map(str, options.labels))))
    measured = counted(lines, found_by(lines, _named(place)))
    shown_now = figures(measured)
    change: dict[str, Figure] = {}
    if old != place:
        change = compared(counted(lines, found_by(lines, _named(old))), measured)
    _print(place, old, lines, shown_now, change, measured.by_writer)
    if options.json:
        put_json(options.json, {"weights": shown(place), "in_use": shown(old), "lines": len(lines),
                                "figures": _plain(shown_now), "change": _plain(change)})
    report(problems)
    return _settle(options, place, worse(change) if change else [], change) or int(bool(problems))


def _candidate(named_by: str | None) -> Path:
    """The weights to evaluate: named, else the newest version, else those in use."""
    if named_by:
        return found_weights(named_by)
    base = home()
    made = [one for one in base.glob("v*") if one.name[1:].isdigit()] if base is not None and base.is_dir() else []
    return found_weights(str(max(made, key=lambda one: int(one.name[1:])))) if made else in_use()


def _named(place: Path) -> str:
    return "shipped" if place == SHIPPED else str(place)


def _settle(options: argparse.Namespace, place: Path, behind: Sequence[str], change: Mapping[str, Figure]) -> int:
    """Publishes, or says why not."""
    lost = "、".join(f"{MAIN[name]} {_change(change[name])}" for name in behind)
    if behind:
        print(problem("weights_worse", shown(place), lost=lost).text(), file=sys.stderr)
    if options.publish and (not behind or options.accept):
        made = publish(place, {"worse": list(behind), "record": record_of(place).get("fingerprint", "")})
        print(f"已改用：{shown(made)}")
        return 0
    if options.publish:
        print(problem("publish_refused", shown(place)).text(), file=sys.stderr)
    return 1 if behind else 0


def _print(place: Path, old: Path, lines: Sequence[Labelled], now: Mapping[str, Figure], change: Mapping[str, Figure],
           by_writer: bool) -> None:
    writers = len({line.writer for line in lines})
    drawn = "作者" if by_writer else "句子"
    print(f"{shown(place)}，{len(lines)} 句，{writers} 位作者；括号里是按{drawn}重抽的95%区间（%）。"
          + (f"“变化”是与在用的{shown(old)}比。" if change else ""))
    for name, words in HEAD.items():
        print(f"{words}：{span(now[name].as_json())}" + (f"，变化 {_change(change[name])}" if change else ""))
    for group, title in _TITLES.items():
        print(f"\n{title}（精确率、召回率、F1，件数）")
        for key, words in named(now, group):
            parts = "，".join(span(now[f"{key} {part}"].as_json()) for part in ("precision", "recall", "f1"))
            moved = change.get(f"{key} f1")
            print(f"{words}：{parts}，{now[f'{key} f1'].n} 件"
                  + (f"，变化 {_change(moved)}" if moved and moved.value is not None else ""))


def _change(figure: Figure) -> str:
    if figure.value is None:
        return "—"
    around = f"（{100 * figure.low:+.1f} 到 {100 * figure.high:+.1f}）" \
        if figure.low is not None and figure.high is not None else ""
    return f"{100 * figure.value:+.1f}{around}"


def _plain(shown_now: Mapping[str, Figure]) -> dict[str, object]:
    return {name: figure.as_json() for name, figure in shown_now.items()}


def _some(near: Sequence[object]) -> None:
    """Names the first near-duplicates, and how many more there are."""
    report(near[:_MOST_NAMED])  # type: ignore[arg-type]
    if len(near) > _MOST_NAMED:
        print(f"……共剔除 {len(near)} 句", file=sys.stderr)
