"""How much one file, picture or archive may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEGA = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Bounds for reading one dossier.

    seconds: wall time a file; twice as much processor time ends a reading process as well. memory: address space of a
    reading process, in bytes. memory_alone: the same for a file that needed more, read again while no other is read.
    pages: pages read of a file. file_bytes: size of a file. pixels: width times height of a picture. rows: rows read
    of a sheet. blocks, characters: what is kept of a file; block_characters: of one paragraph or row. entries,
    total_bytes, ratio, depth: members of an archive, bytes of all archives unpacked together, bytes out for a byte in
    (asked of members over 1 MB), and how many archives may stand inside one another.
    output: bytes that a reading process may send at once. written: bytes of the largest file that it may write, in a
    folder of its own. open_files: files that it may hold open. asks: wishes to its parent for one file.
    ocr_pages: pages and pictures recognised of one file. ocr_seconds: wall time a recognised page. ocr_memory: bytes
    that all recognising processes may take together. office_seconds: wall time that LibreOffice may take for a file.
    office_memory: its address space, in bytes.
    render: no bound but a wish: places in Word papers are those of a LibreOffice rendition (``--render``).
    """

    seconds: float = 120.0
    memory: int = 768 * MEGA
    memory_alone: int = 1536 * MEGA
    pages: int = 3000
    file_bytes: int = 512 * MEGA
    pixels: int = 200_000_000
    rows: int = 50_000
    blocks: int = 200_000
    characters: int = 4_000_000
    block_characters: int = 20_000
    entries: int = 10_000
    total_bytes: int = 4096 * MEGA
    ratio: int = 200
    depth: int = 3
    output: int = 192 * MEGA
    written: int = 256 * MEGA
    open_files: int = 256
    asks: int = 1000
    ocr_pages: int = 300
    ocr_seconds: float = 120.0
    ocr_memory: int = 3072 * MEGA
    office_seconds: float = 120.0
    office_memory: int = 2048 * MEGA
    render: bool = False
