"""Pictures of any origin made ready for recognition: upright, on white, bounded in size, long ones in strips.

Used for picture files and for the pictures inside office files. What a picture's own coding can do to a decoder is
bounded by the process that reads.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

from extractor.limits import Limits
from extractor.tools import Picture, Recognition, Tools
from model.problems import Problem, problem

BROKEN_PICTURE = (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError, AttributeError,
                  ZeroDivisionError, OverflowError, struct.error)
"""What the picture library raises on files that are cut or garbled."""
Key = TypeVar("Key")
LONGEST = 2400
_BATCH = 4
_PLAIN = 6
_NARROW = 2.5
_MOST_STRIPS = 30
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF orientation → the number of pillow's transposition that sets it right."""
_LIKELY_DPI = (50.0, 1200.0)


class TooLargeError(Exception):
    """A picture of more pixels than the limits allow."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """A picture made ready. width, height: in its own pixels, upright. dpi: what it declares, None where it does not
    or not credibly. plain: it has one colour only. strips: the whole picture from top to bottom, reduced alike."""

    width: int
    height: int
    dpi: float | None
    plain: bool
    strips: tuple[Picture, ...]

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points: as it prints where it declares a resolution, else one point a pixel."""
        scale = 72 / self.dpi if self.dpi else 1.0
        return self.width * scale, self.height * scale


@contextmanager
def opened(source: Path | IO[bytes], limits: Limits) -> Iterator[Any]:
    """The opened picture. Raises TooLargeError, or one of BROKEN_PICTURE for what is no readable picture."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source) as picture:
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooLargeError from None


def ready(picture: Any, limits: Limits) -> Ready:
    """The frame that an opened picture stands at. Raises as ``opened``."""
    wide, high = picture.size
    if wide * high > limits.pixels:
        raise TooLargeError
    scale = min(1.0, LONGEST / wide, (_MOST_STRIPS if high > _NARROW * wide else 1) * LONGEST / high)
    if picture.format in ("JPEG", "MPO"):
        picture.draft("L" if picture.mode == "L" else "RGB", (round(wide * scale), round(high * scale)))
        picture.load()
    else:
        picture.load()
        wide, high = picture.size
    dpi, turn = _dpi(picture), _orientation(picture)
    shown = _flat(picture)
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    if shown.size != size:
        shown = shown.resize(size, reducing_gap=2.0)
    if turn in _TURNS:
        shown = shown.transpose(_TURNS[turn])
        wide, high = (high, wide) if turn >= 5 else (wide, high)
    extremes = shown.convert("L").getextrema()
    return Ready(width=wide, height=high, dpi=dpi, plain=extremes[1] - extremes[0] <= _PLAIN,
                 strips=tuple(_picture(part, (dpi or 200.0) * scale) for part in _strips(shown)))


def upright(picture: Any, side: int, limits: Limits) -> tuple[Any, int, int]:
    """The frame that an opened picture stands at, on white, at most ``side`` pixels along its longer side, and the
    width and height it has itself; upright by its EXIF. Raises as ``opened``."""
    wide, high = picture.size
    if wide * high > limits.pixels:
        raise TooLargeError
    if picture.format in ("JPEG", "MPO"):
        scale = min(1.0, side / max(wide, high))
        picture.draft("L" if picture.mode == "L" else "RGB", (round(wide * scale), round(high * scale)))
    picture.load()
    turn = _orientation(picture)
    shown = _flat(picture)
    scale = min(1.0, side / max(shown.size))
    if scale < 1:
        size = max(1, round(shown.width * scale)), max(1, round(shown.height * scale))
        shown = shown.resize(size, reducing_gap=2.0)
    if turn in _TURNS:
        shown = shown.transpose(_TURNS[turn])
        wide, high = (high, wide) if turn >= 5 else (wide, high)
    return shown.convert("RGB"), wide, high


def _orientation(picture: Any) -> int:
    with suppress(*BROKEN_PICTURE):
        return int(picture.getexif().get(0x0112, 1))
    return 1


def _dpi(picture: Any) -> float | None:
    found = picture.info.get("dpi")
    value = float(found[1]) if isinstance(found, tuple) and len(found) == 2 else 0.0
    return value if _LIKELY_DPI[0] <= value <= _LIKELY_DPI[1] and abs(value - 72) > 0.5 else None


def _flat(picture: Any) -> Any:
    """The picture as grey or coloured bytes, what is transparent shown on white."""
    from PIL import Image

    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        flat = Image.new("RGB", picture.size, "white")
        flat.paste(layered, mask=layered.getchannel("A"))
        return flat
    if picture.mode.startswith(("I", "F")):
        low, high = picture.getextrema()
        factor = 255 / (high - low or 1)
        return picture.convert("F").point(lambda value: value * factor - low * factor).convert("L")
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _strips(picture: Any) -> Iterator[Any]:
    """Pieces of a picture that is much higher than wide (a long screenshot), cut where no words stand."""
    wide, high = picture.size
    if high <= LONGEST:
        yield picture
        return
    step = LONGEST
    top = 0
    while top < high:
        bottom = high if high - top <= 1.15 * step else _quiet_row(picture, top + int(0.85 * step), top + step)
        yield picture.crop((0, top, wide, bottom))
        top = bottom


def _quiet_row(picture: Any, first: int, last: int) -> int:
    """The row between two others across which the picture changes least, the lowest of equals."""
    window = picture.crop((0, first, picture.width, last)).convert("L")
    window = window.resize((min(256, picture.width), window.height))
    data, across = window.tobytes(), window.width
    changes = [max(row) - min(row) for row in (data[at:at + across] for at in range(0, len(data), across))]
    least = min(changes)
    return first + max(index for index, change in enumerate(changes) if change <= least + 2)


def _picture(shown: Any, dpi: float) -> Picture:
    mode: Any = "L" if shown.mode == "L" else "RGB"
    flat = shown if shown.mode == mode else shown.convert(mode)
    return Picture(width=flat.width, height=flat.height, mode=mode, data=flat.tobytes(), dpi=dpi)


def recognised(pictures: Iterable[tuple[Key, Ready]], tools: Tools, limits: Limits, name: str,
                  report: Callable[[Problem], None]) -> Iterator[tuple[Key, Ready, Recognition | None]]:
    """Each picture with its words, a few pictures at a time; None where they could not be read.

    report: gets every reason once. Where recognition is not installed it is asked for only once; a picture of one
    colour is not asked for at all.
    """
    told: set[str] = set()
    waiting = iter(pictures)
    while batch := list(islice(waiting, _BATCH)):
        asked = [] if "ocr_missing" in told else [
            strip for _, picture in batch if not picture.plain for strip in picture.strips]
        size = max(1, min(_BATCH, limits.ocr_pages))
        answers = iter([found for at in range(0, len(asked), size) for found in tools.recognise(asked[at:at + size])])
        for key, picture in batch:
            if picture.plain:
                yield key, picture, Recognition(width=picture.width, height=picture.height, turned=0, words=())
                continue
            found = list(islice(answers, len(picture.strips)))
            for why in found:
                if isinstance(why, Problem) and why.message not in told:
                    told.add(why.message)
                    report(replace(why, where=name))
            whole = [part for part in found if isinstance(part, Recognition)]
            yield key, picture, _joined(whole) if whole and len(whole) == len(picture.strips) else None


def _joined(parts: list[Recognition]) -> Recognition:
    """The strips of one picture as one recognition; strips are upright unless the picture is one strip."""
    if len(parts) == 1:
        return parts[0]
    words, rulings, top = [], [], 0.0
    for part in parts:
        words += [replace(line, top=line.top + top, bottom=line.bottom + top) for line in part.words]
        rulings += [replace(line, top=line.top + top, bottom=line.bottom + top) for line in part.rulings]
        top += part.height
    return replace(parts[0], height=int(top), words=tuple(words), rulings=tuple(rulings), turned=0)


def too_large(name: str, limits: Limits) -> Problem:
    """The Problem of a picture over the limit."""
    return problem("picture_too_large", name, limit=limits.pixels // 1_000_000)
