"""Picture files: what the file says of itself, and the words in it; every page of a multi-page scan is a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from extractor.flow import Flow
from extractor.layout.recognised import add_recognised
from extractor.limits import Limits
from extractor.media.exif import tags
from extractor.media.pictures import BROKEN_PICTURE, Ready, TooLargeError, opened, ready, recognised, too_large
from extractor.media.video import film
from extractor.reading import Reading, UnreadableError
from extractor.tools import Recognition, Tools
from model.documents import BBox, FileStatus, PageSource
from model.problems import Problem, problem


def read_image(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Reads the words of a picture; width, height, format and what its EXIF tells as properties.

    Boxes are in points by the resolution that the file declares, else a point is a pixel. Raises UnreadableError for
    a broken or oversized picture.
    """
    register_heif()
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
    if head[4:8] != b"ftyp" or register_heif():
        raise UnreadableError(problem("file_damaged", name, format="图片", reason=str(error)[:120])) from error
    flow = Flow()
    flow.image()
    return Reading(blocks=tuple(flow.blocks), status="partial", problems=(problem("heif_missing", name),),
                   properties=(("format", "HEIF"),), sources=(PageSource(page=1, source="none"),))


def register_heif() -> bool:
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
    """Size, format, camera, times and place."""
    width, height = picture.size
    found = [("width", str(width)), ("height", str(height)), ("format", str(picture.format))]
    return [*found, *tags(picture)]


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
