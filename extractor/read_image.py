"""Pictures and videos: registered with what the file says of itself; the words in them are not read.

Text recognition would come in here: ``read_image`` is where a recogniser gets the opened picture and gives blocks
with ``source="ocr"``.
"""

from __future__ import annotations

import warnings
from pathlib import Path

from extractor.flow import Flow
from extractor.limits import Limits
from extractor.reading import Reading, UnreadableError
from extractor.tools import Tools
from model.problems import problem

_TAKEN, _MADE, _CHANGED, _SOFTWARE, _EXIF_IFD = 0x9003, 0x9004, 0x0132, 0x0131, 0x8769


def read_image(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """One picture block; width, height, format and EXIF times as properties.

    Raises UnreadableError for a broken or oversized picture.
    """
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = limits.pixels
    note = problem("picture_not_read", name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                properties = _properties(picture)
                picture.draft("L", (64, 64))
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadableError(problem("picture_too_large", name, limit=limits.pixels // 1_000_000)) from None
    except UnidentifiedImageError:
        if b"ftyp" not in path.read_bytes()[:16]:
            raise UnreadableError(problem("file_damaged", name, format="图片", reason="无法识别")) from None
        properties = [("format", "HEIC")]
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableError(problem("file_damaged", name, format="图片", reason=str(error)[:120])) from error
    flow = Flow()
    flow.image()
    return Reading(blocks=tuple(flow.blocks), status="partial", problems=(note,), properties=tuple(properties))


def _properties(picture: object) -> list[tuple[str, str]]:
    width, height = picture.size  # type: ignore[attr-defined]
    found = [("width", str(width)), ("height", str(height)), ("format", str(picture.format))]  # type: ignore[attr-defined]
    exif = picture.getexif()  # type: ignore[attr-defined]
    times = exif.get_ifd(_EXIF_IFD) if exif else {}
    for label, value in (("DateTimeOriginal", times.get(_TAKEN)), ("DateTimeDigitized", times.get(_MADE)),
                         ("DateTime", exif.get(_CHANGED)), ("Software", exif.get(_SOFTWARE))):
        if value:
            found.append((label, str(value).strip("\0 ")))
    return found


def read_video(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """Registers a video without reading it."""
    return Reading(blocks=(), pages=None, status="partial", problems=(problem("video_not_read", name),))
