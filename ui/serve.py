"""Starting the web app: Streamlit as a child process that listens on this machine only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from model.problems import PufaError, problem
from ui import runs

_HOUSE = Path(__file__).resolve().parent.parent
RESULTS = ("assessment.json", "findings.json")
"""What a folder that the app is started for may hold: an assessed dossier, or findings of a cohort."""


def command(port: int) -> list[str]:
    """The command line that serves the app on this machine's own address."""
    return [sys.executable, "-m", "streamlit", "run", str(_HOUSE / "app.py"), "--server.address=127.0.0.1",
            f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"]


def environment(open_run: Path | None) -> dict[str, str]:
    """The child's environment: UTF-8, the office's own maps, and the run to begin with, where one is named."""
    told = {"PUFA_RUBRICS": str(runs.home() / "rubrics"), **os.environ, "PYTHONUTF8": "1"}
    if open_run is not None:
        told["PUFA_OPEN"] = str(open_run.resolve())
    return told


def serve(open_run: Path | None, port: int) -> int:
    """Serves the app until it is ended; its exit status (0 when a person stops it).

    Raises PufaError where the port is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PufaError(problem("port_busy", str(port))) from error
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"网页已在本机打开：http://127.0.0.1:{port}　按 Ctrl+C 结束", file=sys.stderr)
    with subprocess.Popen(command(port), cwd=_HOUSE, env=environment(open_run)) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.terminate()
            child.wait()
            return 0
