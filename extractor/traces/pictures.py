"""Picture files and the pictures of other files as traces: fingerprints, a small copy coded anew, what EXIF tells."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from extractor.limits import Limits
from extractor.media.exif import tags
from extractor.media.pictures import BROKEN_PICTURE, TooLargeError, opened, upright
from extractor.media.read_image import register_heif
from extractor.single import sha256
from extractor.traces.fingerprint import fingerprint
from model.boxes import BBox
from model.traces import SIDE, THUMB, PictureTrace, Traces

MOST = 400
"""Pictures of one file at most; what is over stands in ``lost``."""
SMALLEST = 100
"""Pixels of the shorter side below which a picture is an icon, a bullet or a line."""
_SHOWN = 640
_QUALITIES = (80, 60, 35)
_PAPER = 0.55
_LONGEST_BESIDE = 240


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A picture met in a file. source: its bytes, a path, or None with ``image`` (PIL, as shown) where it has none of
    its own. page, bbox, beside, scan: as in ``PictureTrace``."""

    source: bytes | Path | None = None
    image: Any = None
    page: int = 1
    bbox: BBox | None = None
    beside: str = ""
    scan: bool = False


def image_pictures(path: Path, name: str, limits: Limits) -> Traces:
    """The traces of a picture file: a picture, and every page of a multi-page scan."""
    register_heif()
    coded = sha256(path)
    with opened(path, limits) as picture:
        frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        made = []
        for number in range(min(frames, limits.ocr_pages)):
            if frames > 1:
                picture.seek(number)
            found = Found(page=number + 1, scan=frames > 1)
            made.append(_trace(picture, found, number, coded if number == 0 else "", limits))
    over = (f"image_pictures: {frames} > {limits.ocr_pages}",) if frames > limits.ocr_pages else ()
    return Traces(pictures=tuple(one for one in made if one is not None), lost=over)


def pictures_of(found: Iterable[Found], limits: Limits) -> Traces:
    """The traces of the pictures of a file, in order; small ones are passed over, broken ones are told in ``lost``."""
    register_heif()
    made: list[PictureTrace] = []
    broken, over = 0, 0
    for one in found:
        if len(made) >= MOST:
            over += 1
            continue
        try:
            trace = _of(one, len(made), limits)
        except (*BROKEN_PICTURE, TooLargeError):
            broken += 1
            continue
        if trace is not None:
            made.append(trace)
    told = (("broken", broken), ("over the limit", over))
    return Traces(pictures=tuple(made), lost=tuple(f"pictures: {count} {what}" for what, count in told if count))


def _of(one: Found, number: int, limits: Limits) -> PictureTrace | None:
    if one.source is None:
        return None if one.image is None else _made(one.image, one.image.width, one.image.height, one, number)
    coded = hashlib.sha256(one.source).hexdigest() if isinstance(one.source, bytes) else sha256(one.source)
    source: Path | IO[bytes] = io.BytesIO(one.source) if isinstance(one.source, bytes) else one.source
    with opened(source, limits) as picture:
        if min(picture.size) < SMALLEST:
            return None
        return _trace(picture, one, number, coded, limits)


def _trace(picture: Any, one: Found, number: int, coded: str, limits: Limits) -> PictureTrace | None:
    told = tags(picture, all_of_them=True)
    shown, wide, high = upright(picture, _SHOWN, limits)
    return _made(shown, wide, high, one, number, coded, told)


def _made(shown: Any, wide: int, high: int, one: Found, number: int, coded: str = "",
          told: tuple[tuple[str, str], ...] = ()) -> PictureTrace | None:
    """None for the scan of a paper page without a photo in it: its words are read elsewhere."""
    small = min(shown.size) < 8
    found = None if small else fingerprint(shown)
    if one.scan and found is not None and found.paper > _PAPER and not found.parts:
        return None
    pixels = hashlib.sha256(f"{shown.size}".encode() + shown.convert("RGB").tobytes()).hexdigest()
    kept = found is not None and min(wide, high) >= SMALLEST
    return PictureTrace(number=number, page=one.page, bbox=one.bbox, width=wide, height=high, coded=coded,
                        pixels=pixels, quality=found.quality if found else 0,
                        codes=found.codes if found and kept else b"", parts=found.parts if found and kept else (),
                        thumb=_thumb(shown), exif=told, scan=one.scan,
                        beside=" ".join(one.beside.split())[:_LONGEST_BESIDE])


def _thumb(shown: Any) -> bytes:
    """The small copy; b"" for one that is longer than any use and too large however it is coded."""
    scale = SIDE / max(shown.size)
    if scale < 1:
        size = max(1, round(shown.width * scale)), max(1, round(shown.height * scale))
        shown = shown.resize(size, reducing_gap=2.0)
    for quality in _QUALITIES:
        held = io.BytesIO()
        shown.convert("RGB").save(held, "JPEG", quality=quality)
        if held.tell() <= THUMB:
            return held.getvalue()
    return b""
