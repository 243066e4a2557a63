"""Weights trained once for all tests that only use them."""

from __future__ import annotations

from pathlib import Path

import pytest
import training_making as making

from training.labels import read_labels
from training.learn import Given, learn


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version made of the lines of five writers."""
    base = tmp_path_factory.mktemp("trained")
    lines, _ = read_labels([making.labelled(base / "labels")], making.RUBRIC)
    learn(Given(tuple(lines)), base / "v1", folds=0, say=lambda words: None)
    return base / "v1"
