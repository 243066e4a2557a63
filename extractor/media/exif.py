"""What a photo's EXIF tells, as text; a garbled one loses only what is garbled."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from extractor.media.pictures import BROKEN_PICTURE

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_TAGS = (("DateTime", 0x0132), ("Software", 0x0131), ("Make", 0x010F), ("Model", 0x0110),
         ("ImageDescription", 0x010E))
_SHOT_TAGS = (("DateTimeOriginal", 0x9003), ("DateTimeDigitized", 0x9004), ("OffsetTimeOriginal", 0x9011))
_MORE_TAGS, _MORE_SHOT_TAGS = (("Artist", 0x013B), ("Copyright", 0x8298)), (
    ("ImageUniqueID", 0xA420), ("BodySerialNumber", 0xA431), ("LensModel", 0xA434), ("PixelXDimension", 0xA002),
    ("PixelYDimension", 0xA003))
_GPS_DATE = 29
_LONGEST_VALUE = 200


def tags(picture: Any, *, all_of_them: bool = False) -> tuple[tuple[str, str], ...]:
    """Times, camera, program and place, in that order, without empty ones.

    all_of_them: also who made it, the camera's number, the size it had then and the day that satellites told.
    """
    found: list[tuple[str, str]] = []
    with suppress(*BROKEN_PICTURE):
        exif = picture.getexif()
        shot = exif.get_ifd(_EXIF_IFD)
        found += [(label, _plain(shot[tag])) for label, tag in _SHOT_TAGS if shot.get(tag)]
        found += [(label, _plain(exif[tag])) for label, tag in _TAGS if exif.get(tag)]
        if all_of_them:
            found += [(label, _plain(exif[tag])) for label, tag in _MORE_TAGS if exif.get(tag)]
            found += [(label, _plain(shot[tag])) for label, tag in _MORE_SHOT_TAGS if shot.get(tag)]
        gps = exif.get_ifd(_GPS_IFD)
        if all_of_them and gps.get(_GPS_DATE):
            found.append(("GPSDateStamp", _plain(gps[_GPS_DATE])))
        found += _position(gps)
    return tuple((label, value) for label, value in found if value)


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
