"""One tool over a folder of pictures in a process of its own: ``python bench/photo_runner.py TOOL FOLDER PLANTED``
prints JSON. It needs nothing of the project (but for the tool ``pufa``), so the others may live in an environment of
their own. PLANTED: a JSON file, by what was done, pairs of numbers of pictures that are one.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

PHASH = 10
Pairs = set[tuple[int, int]]


def run(tool: str, folder: Path, planted: dict[str, list[list[int]]]) -> dict[str, Any]:
    """CPU seconds (with those of child processes) to look at all pictures and to find what is near, memory, how many
    planted pairs of each kind are found, and how many others."""
    paths = sorted(folder.iterdir())
    start = spent()
    runs: dict[str, Callable[[Sequence[Path]], tuple[Pairs, float]]] = {
        "pufa": _pufa, "imagehash": _imagehash, "imagededup": _imagededup}
    pairs, read = runs[tool](paths)
    total = spent() - start
    version = "" if tool == "pufa" else importlib.metadata.version(tool)
    kinds = {name: {(one, other) for one, other in given} for name, given in planted.items()}
    shown = {copy: one for given in kinds.values() for one, copy in given}
    others = [pair for pair in pairs if len({shown.get(number, number) for number in pair}) > 1]
    return {"tool": f"{tool} {version}".strip(), "pictures": len(paths), "read": round(read - start, 1),
            "find": round(total - (read - start), 1), "others": len(others),
            "found": {name: [len(pairs & given), len(given)] for name, given in kinds.items()},
            "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10}


def spent() -> float:
    """CPU seconds of this process and of those it waited for."""
    return sum(used.ru_utime + used.ru_stime
               for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _pufa(paths: Sequence[Path]) -> tuple[Pairs, float]:
    from extractor.limits import Limits
    from extractor.traces.pictures import Found, pictures_of
    from integrity.photos.candidates import near, ranked
    from integrity.photos.proof import likely, proven
    from integrity.photos.settings import limit

    pictures = [pictures_of([Found(source=path)], Limits()).pictures[0] for path in paths]
    read = spent()
    asked = [one for one in ranked(near(pictures), range(len(pictures))) if likely(pictures, one)]
    return {(one.first, one.second) for candidate in asked[:int(limit("effort", "pairs"))]
            if (one := proven(pictures, candidate)) is not None}, read


def _imagehash(paths: Sequence[Path]) -> tuple[Pairs, float]:
    imagehash: Any = importlib.import_module("imagehash")

    codes = np.array([np.packbits(imagehash.phash(Image.open(path)).hash) for path in paths])
    mirrored = np.array([np.packbits(imagehash.phash(
        Image.open(path).transpose(Image.Transpose.FLIP_LEFT_RIGHT)).hash) for path in paths])
    read = spent()
    found = set()
    for number, code in enumerate(codes):
        for asked in (code, mirrored[number]):
            close = np.flatnonzero(np.bitwise_count(codes ^ asked).sum(1) <= PHASH)
            found |= {(min(number, int(at)), max(number, int(at))) for at in close if at != number}
    return found, read


def _imagededup(paths: Sequence[Path]) -> tuple[Pairs, float]:
    tool = importlib.import_module("imagededup.methods").PHash(verbose=False)
    codes = {path.name: tool.encode_image(image_file=str(path)) for path in paths}
    read = spent()
    found = tool.find_duplicates(encoding_map=codes, max_distance_threshold=PHASH, num_dist_workers=0)
    numbers = {path.name: number for number, path in enumerate(paths)}
    return {(min(numbers[one], numbers[other]), max(numbers[one], numbers[other]))
            for one, others in found.items() for other in others}, read


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text("utf-8")))))
