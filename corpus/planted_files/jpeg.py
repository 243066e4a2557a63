"""JPEG bytes of a described photograph, with the tags that its camera or its chat app left."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from corpus.planted_files import alter
from corpus.planted_files.scene import photo


def encode(image: np.ndarray, quality: int, tags: dict[str, str] | None) -> bytes:
    """A JPEG. tags: ``taken`` (``2021:05:18 09:31:22``), ``make``, ``model``, ``software``; None writes no EXIF."""
    exif = Image.Exif()
    if tags:
        for code, name in ((0x010F, "make"), (0x0110, "model"), (0x0131, "software"), (0x0132, "taken")):
            if name in tags:
                exif[code] = tags[name]
        inner = exif.get_ifd(0x8769)
        inner[0x9003] = inner[0x9004] = tags["taken"]
    out = BytesIO()
    extra: dict[str, Any] = {"exif": exif} if tags else {}
    Image.fromarray(image).save(out, "JPEG", quality=quality, **extra)
    return out.getvalue()


def shoot(shot: dict[str, Any]) -> bytes:
    """The bytes of a shot: ``scene``, ``ops``, ``seed`` of the operations, ``quality``, ``tags``.

    ``again`` (a JPEG quality) stands for a copy that was saved once before: the picture goes through JPEG twice.
    """
    image = photo.take(shot["scene"])
    if shot.get("again"):
        image = np.asarray(Image.open(BytesIO(encode(image, shot["again"], None))).convert("RGB"))
    image = alter.apply(image, shot.get("ops", []), shot.get("seed", ""))
    return encode(image, shot.get("quality", 86), shot.get("tags"))
