"""What the openers of all formats give: entries, one after the other, whose bytes come in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

CHUNK = 1 << 18


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A member of a container. packed: bytes that it takes there, 0 where unknown. refusal: message of why it is not
    given, "" where it is. chunks: its bytes, to be asked for before the next entry."""

    name: str
    packed: int = 0
    refusal: str = ""
    chunks: Callable[[], Iterator[bytes]]


class ContainerError(Exception):
    """A container, or a member of one, that cannot be opened: message of the table, and a reason for people."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message, reason)
        self.message = message
        self.reason = reason


def whole(data: bytes) -> Callable[[], Iterator[bytes]]:
    """The pieces of bytes that are already here."""
    return lambda: (data[at:at + CHUNK] for at in range(0, len(data), CHUNK))


def nothing() -> Iterator[bytes]:
    """The pieces of what is not given."""
    return iter(())


def decoded(raw: bytes) -> str:
    """A name in UTF-8 where it decodes, else in GB18030, else with marks for what cannot be read."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
