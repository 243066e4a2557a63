"""The process that opens a dossier's files for the screens, so that a hostile one costs that file only.

Started by ``ui.opener`` with the memory limit in bytes and the time limit in seconds. Takes (operation, arguments)
messages on standard input and answers each with what the operation returns, None where it fails.
"""

from __future__ import annotations

import io
import pickle
import sys
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from extractor import page_texts
from extractor.apart.piping import alarm, bounded, receive, send
from extractor.layout.locate import read_text
from ui import plain

Image.MAX_IMAGE_PIXELS = 120_000_000
SCALE = 2.0


def page_image(data: bytes, page: int) -> tuple[bytes, float, float]:
    """A page as JPEG at twice its size in points, with its width and height in points.

    Raises pdfium.PdfiumError, or IndexError where the page is not there.
    """
    document = pdfium.PdfDocument(io.BytesIO(data))
    try:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        sheet = document[page - 1]
        width, height = sheet.get_size()
        factor = min(SCALE, 3000 / max(width, height, 1))
        picture = sheet.render(scale=factor).to_pil().convert("RGB")
    finally:
        document.close()
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue(), width, height

def photo(data: bytes) -> tuple[bytes, float, float]:
    """A picture as JPEG, turned upright, at most 1600 pixels wide, without what the camera wrote into it; its size."""
    with Image.open(io.BytesIO(data)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((1600, 1600))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue(), picture.width, picture.height


def witness(data: bytes, kind: str) -> list[str]:
    """The raw text of every page of a file of a kind, against which quotes are held; [] for kinds without text."""
    with tempfile.TemporaryDirectory(prefix="pufa-") as folder:
        place = Path(folder) / "paper"
        place.write_bytes(data)
        return page_texts(place, kind)


OPERATIONS = {"text": read_text, "page": page_image, "photo": photo, "blocks": plain.blocks, "witness": witness}


def answer(operation: str, arguments: tuple[object, ...]) -> object:
    """What an operation makes of its arguments, None where the file does not let it."""
    try:
        return OPERATIONS[operation](*arguments)  # type: ignore[operator]
    except Exception:  # noqa: BLE001 - any library may raise anything on a broken file; the asker tells the reader
        return None


def main(memory: int, seconds: float) -> None:
    """Serves until standard input ends."""
    answers = bounded(memory)
    while True:
        try:
            operation, arguments = pickle.loads(receive(sys.stdin.buffer))  # noqa: S301 - from the asker, no file
        except EOFError:
            return
        alarm(int(seconds) + 10)
        found = answer(operation, arguments)
        alarm(0)
        send(answers, pickle.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
