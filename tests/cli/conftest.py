"""A way to call the command line, and a dossier of two good papers."""

from __future__ import annotations

from pathlib import Path

import cli_making
import pytest


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> cli_making.Call:
    """Runs one command in this process."""
    return cli_making.call_with(capsys)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A dossier of two good papers."""
    return cli_making.dossier(tmp_path / "卷宗")
