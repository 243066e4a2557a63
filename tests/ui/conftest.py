"""The small dossier and its hand-written assessment, for every test of the screens."""

from __future__ import annotations

from collections.abc import Iterator

import fixture
import pytest


@pytest.fixture()
def sample(tmp_path, monkeypatch) -> Iterator[fixture.Fixture]:
    """The dossier and its run, with the work folder set to the run's parent."""
    made = fixture.build(tmp_path)
    monkeypatch.setenv("PUFA_HOME", str(made.run.parent))
    monkeypatch.delenv("PUFA_OPEN", raising=False)
    yield made
