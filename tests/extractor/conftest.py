"""Files that cost seconds to make, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_making import old_files


@pytest.fixture(scope="session")
def old_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same paper as docx, doc, rtf and odt, one without pictures as doc, and slides as ppt."""
    return old_files(tmp_path_factory.mktemp("old"))
