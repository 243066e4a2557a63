"""The app in a real browser: serving it, settling, and what must hold of every screen."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import cli
from ui import serve

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
PLAIN = {"PDF", "MB", "KB", "zip", "zen", "b", "img", "src", "x", "onerror", "document", "title", "doc", "docx", "xlsx",
         "jpg", "pdf", "txt", "E", "X", "M", "T", "Z"}
"""Latin words that may stand on the screen: endings of files, keys, and the HTML of the fixture shown as text."""

VISIBLE = """() => { const out = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const at = walk.currentNode.parentElement; const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    if (!at.closest('style,script,noscript') && box.width > 1 && box.height > 1 && parseFloat(style.fontSize) > 0
        && style.visibility !== 'hidden') out.push(walk.currentNode.data); } return out.join(' '); }"""


def served(run: Path, home: str) -> Iterator[str]:
    """The app, serving a run on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {**serve.environment(run), "PUFA_HOME": home, "PUFA_RUBRICS": f"{home}/rubrics"}
    child = subprocess.Popen(serve.command(port), cwd=serve._HOUSE, env=told, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    child.terminate()
    child.wait(timeout=10)


def browsed(address: str, sync_api: Any) -> Iterator[Any]:
    """A browser page of the design size, on the app."""
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        shown = browser.new_page(viewport={"width": 1366, "height": 768})
        shown.set_default_timeout(20_000)
        shown.goto(address)
        shown.wait_for_selector(".desk .trow")
        yield shown
        browser.close()


def settle(page: Any) -> None:
    """Waits until the server has nothing more to say."""
    page.wait_for_selector(SETTLED)


def check_looks(page: Any, name: str, shots: Path, also: frozenset[str] = frozenset()) -> None:
    """A picture for people to look at; no page scroll bars; no English words but the plain ones and ``also``."""
    settle(page)
    page.screenshot(path=str(shots / f"{name}.png"))
    over = page.evaluate("[document.documentElement, document.querySelector('[data-testid=stMain]')].flatMap("
                         "n => [n.scrollWidth - n.clientWidth, n.scrollHeight - n.clientHeight])")
    assert over == [0, 0, 0, 0], f"{name}: the page scrolls"
    english = set(re.findall(r"[A-Za-z]{1,}", page.evaluate(VISIBLE))) - PLAIN - also
    assert not english, f"{name}: {english}"


def assessed(folder: Path, papers: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The result of a small dossier of texts and of what lies in ``卷宗`` already, assessed as anybody would."""
    for name, text in papers.items():
        (folder / "卷宗" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "卷宗" / name).write_text(text, "utf-8")
    run = folder / "home" / "水务局"
    monkeypatch.setenv("PUFA_HOME", str(run.parent))
    assert cli.main(["assess", str(folder / "卷宗"), "--rubric", "jiangyin-2020", "--unit", "澜宁市水务局", "--year",
                     "2020", "--out", str(run), "--progress", "none"]) == 0
    return run
