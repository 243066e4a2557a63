"""Writing result files so that a reader never meets half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from model.problems import PufaError, problem


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then put it in its place in one step.

    Raises PufaError where the disk or the folder refuses (a full disk, a file held open by Word).
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        write(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise PufaError(problem("report_not_written", str(path), reason=error.strerror or str(error))) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def put_bytes(path: Path, content: bytes) -> None:
    """Fills a file; for ``write_whole``."""
    path.write_bytes(content)
