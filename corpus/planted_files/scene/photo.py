"""From the description of a scene to a photograph's pixels."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import numpy as np

from corpus.planted_files import seeds
from corpus.planted_files.scene import indoor, lens, outdoor

POSTERS = ("学习园地", "工作职责", "廉政之窗", "法治宣传", "安全须知")


@lru_cache(maxsize=24)
def _drawn(key: str) -> np.ndarray:
    scene = json.loads(key)
    inside = scene["kind"] in indoor.KINDS
    image = indoor.draw(scene, POSTERS) if inside else outdoor.draw(scene)
    light, shot = seeds.field("light", scene["event"]), seeds.field("shot", key)
    side = float(seeds.field("sun", scene["place"]).choice([-1, 1])) if inside else float(light.uniform(-1, 1))
    lit = lens.daylight(image, light, side, float(light.uniform(0.08, 0.26)))
    return lens.camera(lens.expose(lit, light), shot)


def take(scene: dict[str, Any]) -> np.ndarray:
    """The photograph, uint8 RGB, 960-1200 px wide.

    scene: ``kind`` (hall meeting lesson court counter gallery stall square village), ``place`` (same word = same
    room), ``event`` (same word = same people, banner and light), ``frame`` (another moment), ``view`` (another
    camera), ``banner``, ``screen`` (lines), ``boards``.
    """
    return _drawn(json.dumps(scene, ensure_ascii=False, sort_keys=True)).copy()
