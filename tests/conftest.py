"""What every test may use: golden files, written anew with ``--regen`` and never in CI."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

GOLDEN = Path(__file__).with_name("golden")


@dataclass(frozen=True, kw_only=True, slots=True)
class Golden:
    """What a result should be, kept as a file. folder: where the files lie; regen: write them instead of comparing."""

    folder: Path
    regen: bool

    def at(self, folder: Path, *, regen: bool) -> Golden:
        """The same with another folder and mode, for the tests of this class itself."""
        return replace(self, folder=folder, regen=regen)

    def check(self, name: str, got: object) -> None:
        """Holds a text, or anything that JSON can say, against ``<folder>/<name>``."""
        text = got if isinstance(got, str) else json.dumps(got, ensure_ascii=False, indent=1) + "\n"
        path = self.folder / name
        if self.regen:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.exists(), f"no golden file {name}: look at the result, then run pytest --regen"
        want = path.read_text("utf-8")
        lines = difflib.unified_diff(want.splitlines(), text.splitlines(), f"golden/{name}", "got", lineterm="")
        assert text == want, "\n".join([*lines, "if the new result is right: pytest --regen"])


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--regen``: off by default."""
    parser.addoption("--regen", action="store_true", default=False, help="write tests/golden anew (refused in CI)")


def pytest_configure(config: pytest.Config) -> None:
    """CI cannot pass by rewriting what it is held against."""
    if config.getoption("--regen") and os.environ.get("CI"):
        raise pytest.UsageError("--regen is refused where CI is set: a person rewrites golden files and looks at them")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests keep what they recognise in a folder of their own, which all workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    before = os.environ.get("PUFA_CACHE")
    os.environ["PUFA_CACHE"] = str((base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "cache")
    yield
    os.environ.pop("PUFA_CACHE")
    if before is not None:
        os.environ["PUFA_CACHE"] = before


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The golden files of ``tests/golden``."""
    return Golden(folder=GOLDEN, regen=bool(request.config.getoption("--regen")))
