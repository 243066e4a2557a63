"""What a reading process takes away from itself before it opens a file of strangers.

Bounds of memory, processor time and files hold on every Unix. On Linux it also gives up new privileges, the network
and, where the kernel has Landlock, every place to write to but its own folder; what it starts has no more than it.
Whatever the system does not offer is left out: the parent's clock and its checks of what comes back hold everywhere.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from contextlib import suppress
from pathlib import Path

_NO_NEW_PRIVILEGES, _NEW_NET, _NEW_USER = 38, 0x40000000, 0x10000000
_CREATE_RULES, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_WRITE_FILE, _REMOVE_AND_MAKE = 1 << 1, 0x1FF0
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_BENEATH = 1


def set_bounds(*, memory: int, written: int, open_files: int) -> None:
    """Address space in bytes, bytes of any file written, open files, no core files; where the system has them."""
    with suppress(ImportError):
        import resource

        wanted = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, written), (resource.RLIMIT_NOFILE, open_files),
                  (resource.RLIMIT_CORE, 0))
        for what, most in wanted:
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def allow_processor_time(seconds: float) -> None:
    """Ends this process by a signal once it has used that many further seconds of processor time."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            most = int(used.ru_utime + used.ru_stime + seconds) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def give_up_rights(folder: Path | None) -> None:
    """No new privileges, no network, nothing written but in ``folder`` (None: as before)."""
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        library.unshare(_NEW_NET if os.geteuid() == 0 else _NEW_NET | _NEW_USER)
        if folder is not None:
            _write_only_in(library, folder)


def _write_only_in(library: ctypes.CDLL, folder: Path) -> None:
    """Landlock: reading stays free everywhere; writing, making and removing only in ``folder`` and on devices."""
    version = library.syscall(_CREATE_RULES, None, 0, 1)
    if version < 1:
        return
    writing = _WRITE_FILE | _REMOVE_AND_MAKE | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    handled = struct.pack("<Q", writing)
    rules = library.syscall(_CREATE_RULES, handled, len(handled), 0)
    if rules < 0:
        return
    try:
        for place, rights in ((folder, writing), (Path("/dev/null"), _WRITE_FILE)):
            with suppress(OSError):
                _allow(library, rules, place, rights)
        library.syscall(_RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _allow(library: ctypes.CDLL, rules: int, place: Path, rights: int) -> None:
    at = os.open(place, os.O_PATH | os.O_CLOEXEC)
    try:
        library.syscall(_ADD_RULE, rules, _BENEATH, struct.pack("<Qi", rights, at), 0)
    finally:
        os.close(at)
