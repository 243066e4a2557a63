"""The small dossier and its hand-written assessment, for every test of the screens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import browsing
import fixture
import pytest


@pytest.fixture()
def sample(tmp_path, monkeypatch) -> Iterator[fixture.Fixture]:
    """The dossier and its run, with the work folder set to the run's parent."""
    made = fixture.build(tmp_path)
    monkeypatch.setenv("PUFA_HOME", str(made.run.parent))
    monkeypatch.delenv("PUFA_OPEN", raising=False)
    monkeypatch.delenv("PUFA_RUBRICS", raising=False)
    yield made


@pytest.fixture()
def address(sample) -> Iterator[str]:
    """The app, serving the fixture's run on a free port."""
    yield from browsing.served(sample.run, os.environ["PUFA_HOME"])


@pytest.fixture()
def page(address) -> Iterator[Any]:
    """A browser page of the design size, on the app."""
    yield from browsing.browsed(address, pytest.importorskip("playwright.sync_api"))
