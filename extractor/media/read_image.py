"""Picture files: what the file says of itself, and the words in it; every page of a multi-page scan is a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from extractor.flow import Flow
from extractor.layout.recognised import add_recognised
from extractor.limits import Limits
from extractor.media.pictures import BROKEN_PICTURE, Ready, TooLargeError, opened, ready, recognised, too_large
from extractor.media.video import film
from extractor.reading import Reading, UnreadableError
from extractor.tools import Recognition, Tools
from model.documents import BBox, FileStatus, PageSource
from model.problems import Problem, problem

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_TAGS = (("DateTime", 0x0132), ("Software", 0x0131), ("Make", 0x010F), ("Model", 0x0110),
         ("ImageDescription", 0x010E))
_SHOT_TAGS = (("DateTimeOriginal", 0x9003), ("DateTimeDigitized", 0x9004), ("OffsetTimeOriginal", 0x9011))
_LONGEST_VALUE = 200


def read_image(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads the words of a picture; width, height, format and what its EXIF tells as properties.

    Boxes are in points by the resolution that the file declares, else a point is a pixel. Raises UnreadableError for
    a broken or oversized picture.
    """
    _register_heif()
    problems: list[Problem] = []
    try:
        with opened(path, limits) as picture:
            properties = _properties(picture)
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            flow, sources = Flow(), []
            pages = _pages(picture, min(frames, limits.ocr_pages), limits)
            for page, shown, found in recognised(pages, tools, limits, name, problems.append):
                _add(flow, page, shown, found)
                sources.append(page_source(page, found))
    except TooLargeError:
        raise UnreadableError(too_large(name, limits)) from None
    except BROKEN_PICTURE as error:
        return _unread(path, name, error)
    if frames > limits.ocr_pages:
        problems.append(problem("pages_over_limit", name, count=frames, limit=limits.ocr_pages))
    status: FileStatus = "partial" if problems else "parsed"
    if not problems and all(source.source == "none" for source in sources):
        problems.append(problem("picture_without_words", name))
    return Reading(blocks=tuple(flow.blocks), pages=frames, status=status, problems=tuple(problems),
                   properties=tuple(properties), sources=tuple(sources))


def page_source(page: int, found: Recognition | None) -> PageSource:
    """How the words of a page were got that is one picture."""
    return PageSource(page=page, source="ocr" if found is not None and found.words else "none",
                      confidence=found.confidence if found is not None else None)


def _unread(path: Path, name: str, error: BaseException) -> Reading:
    """For a photo whose format needs a library that is not there: registered. Raises UnreadableError for others."""
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] != b"ftyp" or _register_heif():
        raise UnreadableError(problem("file_damaged", name, format="图片", reason=str(error)[:120])) from error
    flow = Flow()
    flow.image()
    return Reading(blocks=tuple(flow.blocks), status="partial", problems=(problem("heif_missing", name),),
                   properties=(("format", "HEIF"),), sources=(PageSource(page=1, source="none"),))


def _register_heif() -> bool:
    """Lets pillow open HEIC photos, where the library for it is installed; whether it is."""
    with suppress(ImportError, OSError):
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
        return True
    return False


def _pages(picture: Any, count: int, limits: Limits) -> Iterator[tuple[int, Ready]]:
    for page in range(1, count + 1):
        if count > 1:
            picture.seek(page - 1)
        yield page, ready(picture, limits)


def _add(flow: Flow, page: int, shown: Ready, found: Recognition | None) -> None:
    width, height = shown.points
    place = BBox(x0=0, top=0, x1=width, bottom=height)
    if found is None:
        flow.image(page=page, bbox=place)
    else:
        add_recognised(flow, found, page=page, place=place)


def _properties(picture: Any) -> list[tuple[str, str]]:
    """Size, format, camera, times and place; a garbled EXIF loses only what is garbled."""
    width, height = picture.size
    found = [("width", str(width)), ("height", str(height)), ("format", str(picture.format))]
    with suppress(*BROKEN_PICTURE):
        exif = picture.getexif()
        shot = exif.get_ifd(_EXIF_IFD)
        found += [(label, _plain(shot[tag])) for label, tag in _SHOT_TAGS if shot.get(tag)]
        found += [(label, _plain(exif[tag])) for label, tag in _TAGS if exif.get(tag)]
        found += _position(exif.get_ifd(_GPS_IFD))
    return [(label, value) for label, value in found if value]


def _plain(value: Any) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return "".join(char for char in text if char.isprintable()).strip()[:_LONGEST_VALUE]


def _position(gps: Any) -> list[tuple[str, str]]:
    """Latitude and longitude in degrees, north and east positive, about ten metres fine."""
    if not gps.get(2) or not gps.get(4):
        return []
    degrees = [sum(float(part) / 60 ** index for index, part in enumerate(gps[tag])) for tag in (2, 4)]
    south, west = str(gps.get(1, "N"))[:1] == "S", str(gps.get(3, "E"))[:1] == "W"
    return [("GPS", f"{-degrees[0] if south else degrees[0]:.4f},{-degrees[1] if west else degrees[1]:.4f}")]


def read_video(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Registers a video with its length, picture size and date; it is not read."""
    told = film(path)
    properties = []
    if told.seconds is not None:
        properties.append(("duration_seconds", f"{told.seconds:.1f}"))
    if told.created is not None:
        properties.append(("created", told.created.isoformat(" ", "seconds")))
    if told.width is not None:
        properties += [("width", str(told.width)), ("height", str(told.height))]
    length, date = "未知", "未知"
    if told.seconds is not None:
        minutes, seconds = divmod(round(told.seconds), 60)
        length = f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    if told.created is not None:
        date = told.created.date().isoformat()
    return Reading(blocks=(), pages=None, status="partial", properties=tuple(properties),
                   problems=(problem("video_not_read", name, length=length, date=date),))
