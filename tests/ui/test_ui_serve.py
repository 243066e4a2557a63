"""Starting the web app."""

from __future__ import annotations

import socket

import pytest

from model.problems import PufaError
from ui import runs, serve


def test_a_port_in_use_is_named_before_anything_starts() -> None:
    """The child would only print Streamlit's own English line."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PufaError) as told:
            serve.serve(None, taken.getsockname()[1])
    assert told.value.problem.message == "port_busy"


def test_the_app_listens_on_this_machine_only() -> None:
    assert "--server.address=127.0.0.1" in serve.command(8501)


def test_a_run_is_called_by_its_unit_and_year(tmp_path) -> None:
    assert runs.named("r1", tmp_path) == "r1"
    (tmp_path / "run.json").write_text('{"unit": "云泽市水务局", "year": 2020}', "utf-8")
    assert runs.named("r1", tmp_path) == "云泽市水务局　2020年度"
