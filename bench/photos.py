"""Reused photos: ``python -m bench.photos``. Recall by what was done to a photo, false alarms on other events in the
same room and on unrelated pictures; time and memory over many pictures beside imagehash's and imagededup's pHash.

The photos are drawn (``bench.photo_scenes``), none of the planted cohorts is among them. The others' tools are
installed by hand (``pip install imagehash imagededup``); what is not there is told as such. Every tool runs in a
process of its own over the same pictures.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from bench.integrity import interval
from bench.photo_attacks import ATTACKS, attacked, saved
from bench.photo_scenes import Shot, draw
from bench.render import put
from extractor.limits import Limits
from extractor.traces.pictures import Found, pictures_of
from integrity.photos.candidates import Near, near
from integrity.photos.proof import proven
from model.traces import PictureTrace

TOOLS = ("pufa", "imagehash", "imagededup")
KINDS = ("hall", "street", "wall")
_EVENTS, _COPIES, _PHASH = 6, 100, 10
_WHOLE = (0.0, 0.0, 1.0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; writes the tables into a page where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.photos", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=60, help="originals, each altered in every way")
    parser.add_argument("--rooms", type=int, default=30, help=f"rooms with {_EVENTS} events each")
    parser.add_argument("--pictures", type=int, default=10_000)
    parser.add_argument("--tool", choices=TOOLS, help="one tool over --at, as JSON")
    parser.add_argument("--at", type=Path, help="a folder of pictures for --tool")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    if options.tool:
        print(json.dumps(scale(options.tool, options.at)))
        return 0
    result = {"recall": recall(options.photos), "rooms": rooms(options.rooms), "scale": scales(options.pictures)}
    print(table(result))
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.markdown:
        made = f"Measured {date.today().isoformat()} with `python -m bench.photos`.\n\n{table(result)}"
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), "photos", made), "utf-8")
    return 0


def traced(image: Image.Image) -> PictureTrace:
    """The traces of a drawn photo, saved as a JPEG."""
    return pictures_of([Found(source=saved(image))], Limits()).pictures[0]


def recall(count: int) -> list[dict[str, Any]]:
    """By attack: how many altered copies are candidates among all, and how many are proven, surely or as covered."""
    originals = [draw(Shot(place, 0, 0, KINDS[place % 3])) for place in range(count)]
    traces = [traced(one) for one in originals]
    rows = []
    for attack in ATTACKS:
        pictures = [*traces, *(traced(attacked(attack, one, number)) for number, one in enumerate(originals))]
        found = [one for one in near(pictures, new=count) if abs(one.one - one.other) == count]
        proofs = [proof for one in found if (proof := proven(pictures, one)) is not None]
        rows.append({"attack": attack, "of": count, "candidates": len(found), "proven": len(proofs),
                     "surely": sum(proof.sort == "same" for proof in proofs)})
    return rows


def rooms(count: int) -> list[dict[str, Any]]:
    """Pairs that are two pictures, laid over each other whatever their fingerprints say: other events in one room, and
    unrelated places; then two frames of one moment."""
    events = [[traced(draw(Shot(1000 + place, event, 0, KINDS[place % 3]))) for event in range(_EVENTS)]
              for place in range(count)]
    frames = [traced(draw(Shot(1000 + place, 0, 1, KINDS[place % 3]))) for place in range(count)]
    same = [pair for room in events for pair in combinations(room, 2)]
    other = [(events[place][event], events[(place + (3 if count > 3 else 1)) % count][event]) for place in range(count)
             for event in range(_EVENTS)]
    sorts = {"another event in the same room": same, "unrelated places": other,
             "another frame of the moment": [(room[0], frame) for room, frame in zip(events, frames, strict=True)]}
    return [{"pairs": name, "of": len(pairs), **_laid(pairs)} for name, pairs in sorts.items()]


def _laid(pairs: Sequence[tuple[PictureTrace, PictureTrace]]) -> dict[str, int]:
    forced = Near(one=0, other=1, distance=0, orientation=0, part=None, other_part=None, window=_WHOLE)
    proofs = [proven(list(pair), forced) for pair in pairs]
    return {"surely": sum(one is not None and one.sort == "same" for one in proofs),
            "covered": sum(one is not None and one.sort == "covered" for one in proofs),
            "candidates": sum(bool(near(list(pair))) for pair in pairs)}


def scales(count: int) -> list[dict[str, Any]]:
    """Every tool over the same pictures, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for number, image in enumerate(many(count)):
            (Path(folder) / f"{number:06}.jpg").write_bytes(saved(image))
        rows = []
        for tool in TOOLS:
            if tool != "pufa" and find_spec(tool) is None:
                rows.append({"tool": tool, "missing": f"pip install {tool}"})
                continue
            run = subprocess.run([sys.executable, "-m", "bench.photos", "--tool", tool, "--at", folder],
                                 capture_output=True, text=True, check=False)
            rows.append(json.loads(run.stdout) if run.returncode == 0 else
                        {"tool": tool, "missing": (run.stderr.strip().splitlines() or ["?"])[-1][:120]})
        return rows


def many(count: int) -> Iterator[Image.Image]:
    """Cheap pictures of clouds and boxes, the last of them copies of the first: cut to 75 % and mirrored."""
    copies = min(_COPIES, count // 4)
    for number in range(count):
        seed = number if number < count - copies else number - (count - copies)
        dice = np.random.default_rng((23, seed))
        cloud = Image.fromarray(dice.integers(20, 235, (8, 11, 3)).astype(np.uint8))
        pixels = np.asarray(cloud.resize((640, 480), Image.Resampling.BICUBIC)).copy()
        for _ in range(40):
            x, y, wide, high = (int(dice.integers(0, most)) for most in (600, 440, 90, 90))
            pixels[y:y + high, x:x + wide] = dice.integers(0, 255, 3)
        image = Image.fromarray(np.clip(pixels + dice.normal(0, 6, pixels.shape), 0, 255).astype(np.uint8))
        yield image if seed == number else attacked("cropped to 75 %", image, seed).transpose(
            Image.Transpose.FLIP_LEFT_RIGHT)


def scale(tool: str, folder: Path) -> dict[str, Any]:
    """Seconds to look at all pictures and to find what is near, memory, and how many planted copies are found."""
    paths = sorted(folder.iterdir())
    copies = min(_COPIES, len(paths) // 4)
    planted = {(number, len(paths) - copies + number) for number in range(copies)}
    start = time.process_time()
    runs: dict[str, Callable[[Sequence[Path]], tuple[set[tuple[int, int]], float]]] = {
        "pufa": _pufa, "imagehash": _imagehash, "imagededup": _imagededup}
    pairs, read = runs[tool](paths)
    total = time.process_time() - start
    version = "" if tool == "pufa" else importlib.metadata.version(tool)
    return {"tool": f"{tool} {version}".strip(), "pictures": len(paths), "read": round(read - start, 1),
            "find": round(total - (read - start), 1), "found": len(pairs & planted), "of": copies,
            "others": len(pairs - planted), "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10}


def _pufa(paths: Sequence[Path]) -> tuple[set[tuple[int, int]], float]:
    pictures = [pictures_of([Found(source=path)], Limits()).pictures[0] for path in paths]
    read = time.process_time()
    return {(one.first, one.second) for candidate in near(pictures)
            if (one := proven(pictures, candidate)) is not None}, read


def _imagehash(paths: Sequence[Path]) -> tuple[set[tuple[int, int]], float]:
    imagehash: Any = importlib.import_module("imagehash")

    codes = np.array([np.packbits(imagehash.phash(Image.open(path)).hash) for path in paths])
    mirrored = np.array([np.packbits(imagehash.phash(
        Image.open(path).transpose(Image.Transpose.FLIP_LEFT_RIGHT)).hash) for path in paths])
    read = time.process_time()
    found = set()
    for number, code in enumerate(codes):
        for asked in (code, mirrored[number]):
            close = np.flatnonzero(np.bitwise_count(codes ^ asked).sum(1) <= _PHASH)
            found |= {(min(number, int(at)), max(number, int(at))) for at in close if at != number}
    return found, read


def _imagededup(paths: Sequence[Path]) -> tuple[set[tuple[int, int]], float]:
    tool = importlib.import_module("imagededup.methods").PHash(verbose=False)
    codes = {path.name: tool.encode_image(image_file=str(path)) for path in paths}
    read = time.process_time()
    found = tool.find_duplicates(encoding_map=codes, max_distance_threshold=_PHASH)
    numbers = {path.name: number for number, path in enumerate(paths)}
    return {(min(numbers[one], numbers[other]), max(numbers[one], numbers[other]))
            for one, others in found.items() for other in others}, read


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = ["| done to the photo | candidates | proven | surely | 95 % of proven |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {row['attack']} | {row['candidates']}/{row['of']} | {row['proven']}/{row['of']} | {row['surely']} | "
              f"{interval(row['proven'], row['of'])} |" for row in result["recall"]]
    lines += ["", "| two pictures | pairs | candidates | taken for one | as covered | 95 % of both |",
              "| --- | --- | --- | --- | --- | --- |"]
    lines += [f"| {row['pairs']} | {row['of']} | {row['candidates']} | {row['surely']} | {row['covered']} | "
              f"{interval(row['surely'] + row['covered'], row['of'])} |" for row in result["rooms"]]
    lines += ["", "| tool | pictures | read, s CPU | found in, s CPU | copies cut to 75 % and mirrored | other pairs "
              "| memory, MB |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for row in result["scale"]:
        lines.append(f"| {row['tool']} | not run: {row['missing']} | | | | | |" if "missing" in row else
                     f"| {row['tool']} | {row['pictures']} | {row['read']} | {row['find']} | "
                     f"{row['found']}/{row['of']} | {row['others']} | {row['mb']} |")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
