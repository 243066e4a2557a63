"""What a photo is said to show: the words beside it, its name and folder, and the days in them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from classifiers.grammar import find_dates
from integrity.photos.settings import limit
from integrity.submission import Submission
from model.documents import Document
from model.evidence import DateRange
from model.results import Place
from model.traces import PictureTrace

_EIGHT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_LONGEST_SPAN = 35
_SHORT, _LEAST = 60, 4
_TITLE_BLOCKS = 3


@lru_cache(maxsize=8)
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of ``claims.toml`` by its name."""
    return re.compile(tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))[name])


@dataclass(frozen=True, kw_only=True)
class Claim:
    """text: what is said of the photo. days: days and months named in it. core: what is left of short words without
    those that any caption may have; "" where nothing is."""

    text: str
    days: tuple[DateRange, ...]
    core: str


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A picture where it was handed in."""

    submission: Submission
    document: Document
    picture: PictureTrace
    claim: Claim

    @property
    def place(self) -> Place:
        """Its place in a finding."""
        return self.submission.place(self.document.path, self.picture.page, self.picture.bbox, self.picture.beside)

    @property
    def owner(self) -> tuple[int, str]:
        """Year and unit."""
        return self.submission.year, self.submission.unit


def shot(submission: Submission, document: Document, picture: PictureTrace) -> Shot:
    """A picture with what is said of it."""
    own = [_named(document.path)] if document.media_type == "image" else [picture.beside]
    text = " ".join(words for words in own if words)
    days = days_in(text, submission)
    if not days and document.media_type != "image":
        titles = (block.text for block in document.blocks[:_TITLE_BLOCKS] if len(block.text) <= _SHORT)
        days = days_in(" ".join((*titles, PurePosixPath(document.path).stem)), submission)
    core = pattern("common").sub("", text)
    return Shot(submission=submission, document=document, picture=picture, claim=Claim(
        text=text, days=days, core=core if len(text) <= _SHORT and len(core) >= _LEAST else ""))


def _named(path: str) -> str:
    """What a file's name and its folder say; "" for a camera's names."""
    whole = PurePosixPath(path)
    parts = [whole.parent.name, whole.stem] if len(whole.parts) > 1 else [whole.stem]
    return " ".join(part for part in parts if part and not pattern("camera").match(part))


def days_in(text: str, submission: Submission) -> tuple[DateRange, ...]:
    """Days and months that a text names."""
    spread = _EIGHT.sub(r"\1年\2月\3日 ", text)
    found = (one.range for one in find_dates(spread, year=submission.year, period=None) if one.relative is None)
    return tuple(dict.fromkeys(one for one in found if one is not None and one.days <= _LONGEST_SPAN))


def apart(one: Claim, other: Claim) -> int | None:
    """Days between the nearest days of two claims where they are two events; None where they are not, or do not say."""
    if not one.days or not other.days:
        return None
    gap = min(0 if a.overlaps(b) else max((b.start - a.end).days, (a.start - b.end).days)
              for a in one.days for b in other.days)
    return gap if gap > (0 if unlike(one, other) else limit("cases", "gap")) else None


def one_day(one: Claim, other: Claim) -> bool:
    """Whether both name a common day or month."""
    return any(a.overlaps(b) for a in one.days for b in other.days)


def unlike(one: Claim, other: Claim) -> bool:
    """Whether both name an event shortly, and not the same."""
    return bool(one.core and other.core) and _alike(one.core, other.core) < limit("cases", "alike")


def _alike(one: str, other: str) -> float:
    """Common pairs of characters, as a share of those of the shorter."""
    first, second = ({text[at:at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))
