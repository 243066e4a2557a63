"""How well evidence is found and scored: ``python -m bench.quality dev|test|sample|heldout|all``.

``dev`` and ``test`` are labelled sentences, ``sample`` and ``heldout`` whole dossiers with gold. Nobody tunes on
``test`` and ``heldout``: their single errors are shown to no one, unless ``--i-will-not-tune`` is given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench import dossier, sentences
from bench.render import dossier_text, fill_page, sentences_text
from training.figures import Figure

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = {name: ROOT / "corpus" / "sentences" / name for name in ("dev", "test")}
DOSSIERS = {name: ROOT / "corpus" / f"{name}_jiangyin_2020" for name in ("sample", "heldout")}
UNTOUCHED = ("test", "heldout")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures what was asked for; 0, or 2 where errors of an untouched set were asked for."""
    options = _parser().parse_args(arguments)
    names = [*SENTENCES, *DOSSIERS] if options.set == "all" else [options.set]
    kept = [name for name in names if name in UNTOUCHED]
    if options.errors and kept and not options.i_will_not_tune:
        print(f"{', '.join(kept)}: single errors stay unseen, so that the figures stay honest", file=sys.stderr)
        return 2
    measured = {}
    for name in names:
        measured[name], errors = _measure(name)
        print(_text(name, measured[name], open_set=name not in UNTOUCHED))
        if options.errors:
            _print_errors(errors)
    if options.json:
        options.json.write_text(json.dumps(_plain(measured), ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        fill_page(options.markdown, measured, date.today())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=[*SENTENCES, *DOSSIERS, "all"])
    parser.add_argument("--errors", action="store_true", help="print every disagreement, grouped by type")
    parser.add_argument("--i-will-not-tune", action="store_true", help="lets --errors show test and heldout")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the tables of this page")
    return parser


def _measure(name: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    if name in DOSSIERS:
        result, errors = dossier.measure(DOSSIERS[name])
        return {"data": fingerprint(DOSSIERS[name], "gold.yaml", "dossier/**/*"), **result}, errors
    lines = sentences.read_lines(SENTENCES[name])
    result = {"data": fingerprint(SENTENCES[name], "*.jsonl"), **sentences.measure(lines)}
    result["baseline"] = sentences.measure([sentences.all_done(line) for line in lines], resample=False)["headline"]
    if name in UNTOUCHED:
        del result["criterion"]
    return result, list(sentences.disagreements(lines))


def fingerprint(folder: Path, *patterns: str) -> str:
    """Eight hex digits of the data measured on: figures compare only where they are equal."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]


def _text(name: str, result: dict[str, Any], open_set: bool) -> str:
    body = dossier_text(result) if name in DOSSIERS else sentences_text(result, open_set)
    return f"== {name}\n{body}\n"


def _print_errors(errors: Iterable[tuple[str, str]]) -> None:
    """Disagreements by type, the most frequent type first."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for kind, words in errors:
        grouped[kind].append(words)
    for kind, rows in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        print(f"\n-- {kind} ({len(rows)})")
        for row in rows:
            print(f"   {row}")


def _plain(value: Any) -> Any:
    """Figures and containers as JSON's own types."""
    if isinstance(value, Figure):
        return value.as_json()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return round(value, 4) if isinstance(value, float) else value


if __name__ == "__main__":
    sys.exit(main())
