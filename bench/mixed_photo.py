"""Photos of the mixed dossier: drawn scenes with a banner, as cameras, phones and chat programs leave them."""

from __future__ import annotations

import io
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.mixed_truth import Sentence, Truth
from bench.mixed_words import Words, data
from corpus.builders.photo_builder import build_photo

SCENES = ("hall", "street", "wall")
POOL = 12


def make_photo(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A photo. ``path`` has the suffix of the variant already (``suffix``)."""
    note, form = VARIANTS[variant % len(VARIANTS)]
    spec = _spec(words)
    if form == "camera":
        build_photo(spec, path, path.parent)
    else:
        _again(spec, path, form)
    return [Truth(path=name, kind="photo", media_type=("image", path.suffix[1:]), pages=1, note=note,
                  sentences=(Sentence(text=spec["banner"], recognised=True, boxed=True),))]


def suffix(variant: int) -> str:
    """The suffix of a variant."""
    return {"png": ".png", "webp": ".webp", "tif": ".tif"}.get(VARIANTS[variant % len(VARIANTS)][1], ".jpg")


def _spec(words: Words) -> dict[str, Any]:
    dice = words.dice
    return {"scene": dice.choice(SCENES), "banner": words.pick("banners"),
            "screen": dice.sample(words.words["screens"], 2), "boards": dice.sample(words.words["boards"], 3),
            "seed": dice.randrange(1 << 30),
            "taken": f"2023:{dice.randint(1, 12):02}:{dice.randint(1, 28):02} 09:{dice.randint(10, 59)}:22"}


def _again(spec: dict[str, Any], path: Path, form: str) -> None:
    """The scene saved once more: smaller by a chat program (no EXIF left), or in another format."""
    from PIL import Image

    source = path.with_suffix(".tmp")
    build_photo(spec, source, path.parent)
    with Image.open(source) as image:
        if form == "chat":
            image.resize((800, 534), Image.Resampling.LANCZOS).save(path, "JPEG", quality=45)
        elif form == "turned":
            exif = Image.Exif()
            exif[0x0112] = 6
            image.rotate(90, expand=True).save(path, "JPEG", quality=85, exif=exif)
        elif form == "png":
            image.quantize(96).save(path, "PNG")
        elif form == "webp":
            image.save(path, "WEBP", quality=70, method=2)
        else:
            image.convert("L").save(path, "TIFF", compression="jpeg")
    source.unlink()


VARIANTS: tuple[tuple[str, str], ...] = (
    ("camera", "camera"), ("camera", "camera"), ("chat copy", "chat"), ("png", "png"), ("camera", "camera"),
    ("turned by EXIF", "turned"), ("webp", "webp"), ("chat copy", "chat"), ("tif", "tif"),
)


def copied(original: Path, path: Path, truth: Truth, name: str) -> list[Truth]:
    """The same bytes under another name."""
    shutil.copyfile(original, path)
    return [truth.moved(name, note="copy")]


@lru_cache(maxsize=POOL)
def pooled(number: int) -> tuple[bytes, str]:
    """One of a few small photos that papers hold inside: its JPEG and its banner."""
    words = Words(f"pool/{number}")
    spec = _spec(words) | {"banner": data()["banners"][number % len(data()["banners"])]}
    return drawn(spec), spec["banner"]


def drawn(spec: dict[str, Any]) -> bytes:
    """A scene as JPEG bytes."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scene.jpg"
        build_photo(spec, path, path.parent)
        return io.BytesIO(path.read_bytes()).getvalue()
