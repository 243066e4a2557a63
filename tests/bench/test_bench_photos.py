"""The run over many drawn photos: copies that are there are found, what is not run is told as such."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import photo_runner, photos
from bench.photo_attacks import saved
from bench.photo_scenes import Shot, draw


def test_copies_among_many_are_found_and_counted(tmp_path: Path):
    planted = photos.planted(16)
    assert {name: len(pairs) for name, pairs in planted.items()} == dict.fromkeys(photos.DONE, 2)
    assert sorted(copy for pairs in planted.values() for _, copy in pairs) == [12, 13, 14, 15]
    for number, image in enumerate(photos.many(16)):
        (tmp_path / f"{number:06}.jpg").write_bytes(saved(image))
    told = photo_runner.run("pufa", tmp_path, json.loads(json.dumps(planted)))
    assert told["pictures"] == 16 and told["others"] == 0
    assert told["found"] == {name: [2, 2] for name in photos.DONE}
    result = {"recall": [], "rooms": [], "hall": photos.hall(3),
              "scale": [told, {"tool": "imagehash", "missing": "--peer imagehash=PYTHON"}]}
    table = photos.table(result)
    assert "| pufa | 16 |" in table and "not run: --peer imagehash=PYTHON" in table and "2/2 | 2/2 | 0" in table


def test_a_camera_on_a_stand_sees_the_same_place_at_every_event():
    plain, other = (draw(Shot(2000, event, 0, "hall")) for event in (1, 2))
    fixed, later = (draw(Shot(2000, event, 0, "hall", stand=True)) for event in (1, 2))
    assert _apart(fixed, later) < _apart(plain, other)


def _apart(one: object, other: object) -> float:
    import numpy as np

    return float(np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float)).mean())


@pytest.mark.parametrize("text", ["markitdown=/bin/sh", "imagehash=/nowhere/python"])
def test_a_peer_that_is_none_is_refused(text: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        photos.main(["--peer", text])
    assert "--peer" in capsys.readouterr().err
