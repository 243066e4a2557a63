"""Reused photos: ``python -m bench.photos``. Recall by what was done to a photo, false alarms on other events in the
same room and on unrelated pictures; time and memory over many pictures beside imagehash's and imagededup's pHash.

The photos are drawn (``bench.photo_scenes``), none of the planted cohorts is among them. The others' tools are
installed by hand in an environment of their own (``pip install imagehash imagededup``) and named with ``--peer``; what
is not there is told as such. Every tool runs in a process of its own over the same pictures.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from bench.integrity import interval
from bench.peers import named
from bench.photo_attacks import ATTACKS, attacked, flip, saved
from bench.photo_runner import spent
from bench.photo_scenes import Shot, draw
from bench.render import put
from extractor.limits import Limits
from extractor.traces.pictures import Found, pictures_of
from integrity.photos.candidates import Near, near
from integrity.photos.proof import proven
from model.traces import PictureTrace

TOOLS = ("pufa", "imagehash", "imagededup")
RUNNER = Path(__file__).with_name("photo_runner.py")
DONE: dict[str, Callable[[Image.Image, int], Image.Image]] = {
    "chat copies (q50, 60 %)": lambda image, seed: attacked("chat (q50, 60 %)", image, seed),
    "copies cut to 75 % and mirrored": lambda image, seed: flip(attacked("cropped to 75 %", image, seed))}
KINDS = ("hall", "street", "wall")
_EVENTS, _COPIES = 6, 100
_WHOLE = (0.0, 0.0, 1.0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; writes the tables into a page where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.photos", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=60, help="originals, each altered in every way")
    parser.add_argument("--rooms", type=int, default=30, help=f"rooms with {_EVENTS} events each")
    parser.add_argument("--pictures", type=int, default=10_000)
    parser.add_argument("--hall", type=int, default=120, help="events before cameras on a stand")
    parser.add_argument("--peer", type=partial(named, tools=TOOLS[1:]), action="append", default=[],
                        metavar="TOOL=PYTHON", help="a Python that has imagehash or imagededup")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    result = {"recall": recall(options.photos), "rooms": rooms(options.rooms), "hall": hall(options.hall),
              "scale": scales(options.pictures, dict(options.peer))}
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


def hall(count: int) -> dict[str, Any]:
    """As many other events before three cameras on a stand, as a hall gives them year after year: how many pairs are
    candidates, how many are proven a second, and how many are taken for one."""
    pictures = [traced(draw(Shot(2000 + at % len(KINDS), at, 0, KINDS[at % len(KINDS)], stand=True)))
                for at in range(count)]
    start = spent()
    found = near(pictures)
    looked = spent()
    one = sum(proven(pictures, pair) is not None for pair in found)
    return {"pictures": count, "pairs": len(found), "taken": one, "find": round(looked - start, 1),
            "a_second": round(len(found) / max(0.01, spent() - looked), 1)}


def scales(count: int, peers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every tool over the same pictures, each in a process of its own. peers: a Python that has it, by tool."""
    with tempfile.TemporaryDirectory() as folder:
        pictures, told = Path(folder) / "pictures", Path(folder) / "planted.json"
        pictures.mkdir()
        for number, image in enumerate(many(count)):
            (pictures / f"{number:06}.jpg").write_bytes(saved(image))
        told.write_text(json.dumps(planted(count)), "utf-8")
        rows = []
        for tool in TOOLS:
            python = sys.executable if tool == "pufa" else peers.get(tool)
            if python is None:
                rows.append({"tool": tool, "missing": f"--peer {tool}=PYTHON"})
                continue
            runner = ["-m", "bench.photo_runner"] if tool == "pufa" else [str(RUNNER)]
            run = subprocess.run([python, *runner, tool, str(pictures), str(told)], capture_output=True, text=True,
                                 check=False, env={**os.environ, "PYTHONPATH": str(RUNNER.parents[1])})
            rows.append(json.loads(run.stdout) if run.returncode == 0 else
                        {"tool": tool, "missing": (run.stderr.strip().splitlines() or ["?"])[-1][:120]})
        return rows


def planted(count: int) -> dict[str, list[list[int]]]:
    """By what was done, the numbers of the originals and of their copies, which are the last pictures."""
    copies = min(_COPIES, count // 8)
    first = count - copies * len(DONE)
    return {name: [[number, first + at * copies + number] for number in range(copies)] for at, name in enumerate(DONE)}


def many(count: int) -> Iterator[Image.Image]:
    """Cheap pictures of clouds and boxes, the last of them copies of the first."""
    copies = {copy: (one, name) for name, pairs in planted(count).items() for one, copy in pairs}
    for number in range(count):
        seed, done = copies.get(number, (number, ""))
        dice = np.random.default_rng((23, seed))
        cloud = Image.fromarray(dice.integers(20, 235, (8, 11, 3)).astype(np.uint8))
        pixels = np.asarray(cloud.resize((640, 480), Image.Resampling.BICUBIC)).copy()
        for _ in range(40):
            x, y, wide, high = (int(dice.integers(0, most)) for most in (600, 440, 90, 90))
            pixels[y:y + high, x:x + wide] = dice.integers(0, 255, 3)
        image = Image.fromarray(np.clip(pixels + dice.normal(0, 6, pixels.shape), 0, 255).astype(np.uint8))
        yield DONE[done](image, seed) if done else image


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = ["| done to the photo | candidates | proven | surely | 95 % of proven |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {row['attack']} | {row['candidates']}/{row['of']} | {row['proven']}/{row['of']} | {row['surely']} | "
              f"{interval(row['proven'], row['of'])} |" for row in result["recall"]]
    lines += ["", "| two pictures | pairs | candidates | taken for one | as covered | 95 % of both |",
              "| --- | --- | --- | --- | --- | --- |"]
    lines += [f"| {row['pairs']} | {row['of']} | {row['candidates']} | {row['surely']} | {row['covered']} | "
              f"{interval(row['surely'] + row['covered'], row['of'])} |" for row in result["rooms"]]
    one = result["hall"]
    lines += ["", f"{one['pictures']} other events before three cameras on a stand: {one['pairs']} candidates in "
              f"{one['find']} s CPU, {one['a_second']} of them held against each other a second, "
              f"{one['taken']} taken for one."]
    kinds = list(DONE)
    lines += ["", f"| tool | pictures | read, s CPU | found in, s CPU | {' | '.join(kinds)} | other pairs "
              "| memory, MB |",
              "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for row in result["scale"]:
        lines.append(f"| {row['tool']} | not run: {row['missing']} | | | | | | |" if "missing" in row else
                     f"| {row['tool']} | {row['pictures']} | {row['read']} | {row['find']} | "
                     + " | ".join("{}/{}".format(*row["found"][kind]) for kind in kinds)
                     + f" | {row['others']} | {row['mb']} |")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
