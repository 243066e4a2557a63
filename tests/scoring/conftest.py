"""The tests of rules look at what the evidence gives; ``test_scoring_doubts`` looks at what measured doubts add."""

from __future__ import annotations

import pytest

from scoring import doubts

CERTAIN = {"missed": [], "thin": {"rules": [], "level": 0.9, "told": []}}


@pytest.fixture(autouse=True)
def without_doubts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds as the evidence puts them, but where the doubts themselves are tested."""
    if request.module.__name__ != "test_scoring_doubts":
        monkeypatch.setattr(doubts, "_table", lambda: CERTAIN)
