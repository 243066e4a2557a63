"""Trains the shipped weights (``classifiers/learned``) from the labelled sentences, but for the untouched tests.

``python -m bench.train`` writes the weights; ``python -m bench.train --check`` prints, by cross-validation that keeps
each writer's file whole, what rules, model and both together find. ``pufa train`` makes an office's own.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from classifiers.learned import reader
from classifiers.learned.place import SHIPPED, TRAINED
from corpus.builders import build, part
from extractor import read_dossier
from rubric_maps.load import load
from training import kinds_model, status_model
from training.in_papers import Paper, Placed
from training.labels import Labelled, read_labels

CORPUS = Path(__file__).parent.parent / "corpus" / "sentences"


def lines() -> list[Labelled]:
    """All lines to learn from."""
    tuned, _ = read_labels([CORPUS / "dev"], "jiangyin-2020")
    return [*tuned, *read_labels(sorted(CORPUS.glob("train_*")))[0]]


def fresh() -> frozenset[str]:
    """The writers whom nobody had read when the rules were made; the reader never learns from them."""
    named = (CORPUS / "fresh.txt").read_text("utf-8").split("\n")
    return frozenset(one.strip() for one in named if one.strip() and not one.startswith("#"))


def papers(folder: Path = part.PARTS / "train") -> Iterator[Paper]:
    """The papers of part-dossiers to learn from, read, with their gold."""
    for path in sorted(folder.glob("*.yaml")):
        gold, specs = part.load(path)
        with tempfile.TemporaryDirectory() as temp:
            build.build_papers(specs, Path(temp))
            documents = read_dossier(Path(temp)).documents
        told = [(mention["file"], Placed(mention["quote"], tuple(event["criteria"]), mention["status"]))
                for event in gold["events"] for mention in event["mentions"]]
        told += [(trap["file"], Placed(trap["quote"], tuple(trap["criteria"]), trap["status"],
                                       trap["status"] == "done")) for trap in gold["must_not_count"]]
        told += [(claim["file"], Placed(claim["quote"], tuple(claim["criteria"]), "done")) for claim in gold["claims"]]
        for document in documents:
            places = tuple(place for name, place in told if name == document.path)
            yield Paper(document, load(gold["rubric"]), gold["unit"], gold["year"], tuple(gold["asked"]), places,
                        f"parts/{path.stem}")


def main() -> int:
    """Trains, or checks."""
    parser = argparse.ArgumentParser(prog="python -m bench.train", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="cross-validate instead of writing weights")
    parser.add_argument("--reader", action="store_true", help="train the reader first (extra `reader`; some forty"
                        " minutes on two cores), then both models")
    asked, given, new = parser.parse_args(), lines(), fresh()
    if asked.reader:
        from training import reader_model

        reader_model.train([line for line in given if line.writer not in new], list(papers()), reader.FILES)
    if asked.check:
        kinds_model.check(kinds_model.read_rows(given))
        status_model.check(given)
        return 0
    kinds_model.train(given, kinds_model.read_rows(given), SHIPPED / kinds_model.FILE)
    status_model.train(given, status_model.read_rows(given), SHIPPED / status_model.FILE, new)
    for name in TRAINED:
        print(f"{name}: {(SHIPPED / name).stat().st_size // 1024} KB from {len(given)} sentences")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
