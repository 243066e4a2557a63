"""The sample assessment and its standard, fresh for each test."""

from __future__ import annotations

import pytest
from report_samples import sample_assessment, sample_rubric

from model.results import Assessment
from model.rubric import Rubric


@pytest.fixture
def assessment() -> Assessment:
    """One criterion of every sort."""
    return sample_assessment()


@pytest.fixture
def rubric() -> Rubric:
    """The small standard behind it."""
    return sample_rubric()
