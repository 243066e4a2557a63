"""What comes in: uploads, runs, the worker and the form."""

from __future__ import annotations

import io
import json
import stat
import sys
import time
from pathlib import Path

import pytest

from model.problems import PufaError
from ui import runs, serve, uploads, worker
from ui.worker import Order, Progress


class Sent:
    """An upload as Streamlit hands it over."""

    def __init__(self, name: str, data: bytes = b"x") -> None:
        self.name, self.data, self.size = name, data, len(data)

    def getbuffer(self) -> memoryview:
        return io.BytesIO(self.data).getbuffer()


@pytest.mark.parametrize(("name", "safe"), [
    ("../../etc/passwd", "passwd"), ("C:\\x\\报告.docx", "报告.docx"), ("a\u202excod.exe", "axcod.exe"),
    ("\x00\x1f", "未命名"), ("..", "未命名"), (".hidden", "hidden"), ("con.txt", "_con.txt"),
    ("a<b>:c?.pdf", "a_b__c_.pdf"), ("名 称 .docx", "名 称 .docx"), ("", "未命名"), ("a\u200bb.txt", "ab.txt"),
    ("尾. ", "尾")])
def test_names_of_uploads(name, safe):
    assert uploads.safe_name(name) == safe


def test_long_names_keep_their_ending():
    safe = uploads.safe_name("长" * 500 + ".docx")
    assert safe.endswith(".docx") and len(safe.encode()) <= 255


def test_equal_names_are_kept_apart():
    assert uploads.safe_names(["a.txt", "x/A.TXT", "a.txt"]) == ["a.txt", "A（2）.TXT", "a（3）.txt"]


def test_uploads_are_stored_privately_with_the_senders_names(sample):
    run_id, folder = uploads.new_run("水/务\u202e局", 2020)
    place = uploads.store([Sent("../报告.docx"), Sent("报告.docx")], folder)
    assert sorted(p.name for p in place.iterdir()) == ["报告.docx", "报告（2）.docx"]
    told = json.loads((folder / "names.json").read_text("utf-8"))
    assert told == {"报告.docx": "../报告.docx", "报告（2）.docx": "报告.docx"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700 and folder.parent == runs.home()
    assert "/" not in run_id and "\u202e" not in run_id


def test_one_zip_is_the_dossier_itself(sample):
    _, folder = uploads.new_run("局", 2020)
    assert uploads.store([Sent("材料.zip")], folder).name == "材料.zip"


def test_nothing_and_too_much_are_refused(sample, monkeypatch):
    _, folder = uploads.new_run("局", 2020)
    with pytest.raises(PufaError, match="E603"):
        uploads.store([], folder)
    monkeypatch.setattr(uploads, "MOST_BYTES", 1)
    with pytest.raises(PufaError, match="E604"):
        uploads.store([Sent("a", b"xx")], folder)


def test_a_run_without_a_result_is_removed_and_no_other(sample):
    _, folder = uploads.new_run("局", 2020)
    uploads.store([Sent("a.txt")], folder)
    for at in (folder, sample.run, sample.dossier):
        uploads.forget(at)
    assert not folder.exists() and sample.run.exists() and sample.dossier.exists()


def test_the_form_says_what_is_wrong():
    assert uploads.check_form("水务局", 2020, "x", 2026) == []
    assert len(uploads.check_form(" ", 1999, None, 2026)) == 3
    assert uploads.check_form("水\u202e务局", 2020, "x", 2026) and uploads.check_form("水务局", None, "x", 2026)
    assert uploads.check_period("") is None and uploads.check_period("2020-01-01..2020-12-31") is None
    assert all(uploads.check_period(p) for p in ("2020", "2020-12-31..2020-01-01", "2020-13-01..2020-14-01"))


def test_runs_are_found_by_id_and_by_nothing_else(sample):
    assert [i for i, _ in runs.listed()] == ["样例"]
    assert runs.folder_of("样例") == sample.run.resolve()
    assert all(runs.folder_of(i) is None for i in ("../home/样例", str(sample.run), "/etc", ""))
    assert runs.read("样例", sample.run).dossier == sample.dossier


def test_a_run_named_at_the_start_is_listed_though_it_stands_elsewhere(sample, tmp_path, monkeypatch):
    monkeypatch.setenv("PUFA_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("PUFA_OPEN", str(sample.run))
    assert runs.listed() == [("样例", sample.run.resolve())]
    monkeypatch.setenv("PUFA_OPEN", str(tmp_path / "nowhere"))
    assert runs.opened() is None and runs.listed() == []


@pytest.mark.parametrize(("text", "code"), [("{", "E601"), ("[]", "E602"), ('{"schema": "other/9"}', "E602")])
def test_a_broken_result_is_said_to_be_one(sample, text, code):
    (sample.run / "assessment.json").write_text(text, "utf-8")
    with pytest.raises(PufaError, match=code):
        runs.read("样例", sample.run)


def test_a_run_without_its_dossier_still_opens(sample):
    (sample.run / "run.json").write_text(json.dumps({"dossier": "/nowhere/at/all"}), "utf-8")
    assert runs.read("样例", sample.run).dossier is None
    (sample.run / "run.json").unlink()
    assert runs.read("样例", sample.run).dossier is None


def test_progress_lines():
    told = Progress()
    for line in ('{"event":"file","path":"a","done":1,"total":2,"status":"parsed"}', "[E101] 说明", "", "[1]",
                 '{"event":"file","path":"b","done":2,"total":2,"status":"failed"}'):
        told.take(line)
    assert told.files == [("a", "parsed"), ("b", "failed")] and told.said == ["[E101] 说明", "[1]"]
    assert told.share() == pytest.approx(0.8)
    told.take('{"event":"stage","name":"scoring"}')
    assert 0.8 < told.share() < 1
    told.take('{"event":"done","out":"x"}')
    assert told.share() == 1


def order(tmp_path, **more) -> Order:
    return Order(**{"run_id": "r", "dossier": tmp_path, "rubric": "jiangyin-2020", "unit": "--help", "year": 2020,
                    "out": tmp_path} | more)


def test_a_unit_name_cannot_become_an_option(tmp_path):
    line = order(tmp_path, period="2020-01-01..2020-06-30").command()
    assert "--unit=--help" in line and "--help" not in line and line[-2:] == ["--period", "2020-01-01..2020-06-30"]


def acting(monkeypatch, script: str) -> None:
    monkeypatch.setattr(Order, "command", lambda self: [sys.executable, "-c", script])


def ended(job: worker.Worker) -> int | None:
    until = time.monotonic() + 20
    while job.code is None and time.monotonic() < until:
        time.sleep(0.05)
    return job.code


def test_the_worker_is_followed_to_its_end(tmp_path, monkeypatch):
    line = json.dumps({"event": "file", "path": "甲", "total": 1, "status": "parsed"})
    acting(monkeypatch, f"import sys, pathlib; print({line!r}, file=sys.stderr);"
                        f"pathlib.Path({str(tmp_path)!r}, 'assessment.json').write_text('x'); sys.exit(1)")
    job = worker.start(order(tmp_path, run_id="end"))
    assert ended(job) == 1 and job.good and job.progress.files == [("甲", "parsed")]


def test_a_failed_worker_gives_its_words(tmp_path, monkeypatch):
    acting(monkeypatch, "import sys;print('[E501] 没有这个标准',file=sys.stderr);sys.exit(2)")
    job = worker.start(order(tmp_path, run_id="bad"))
    assert ended(job) == 2 and not job.good and job.progress.said == ["[E501] 没有这个标准"]


def test_a_worker_can_be_cancelled_with_its_children(tmp_path, monkeypatch):
    acting(monkeypatch, "import subprocess, sys, time;"
                        "c = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
                        "print(c.pid, file=sys.stderr, flush=True); time.sleep(60)")
    job = worker.start(order(tmp_path, run_id="stop"))
    until = time.monotonic() + 60
    while not job.progress.said and time.monotonic() < until:
        time.sleep(0.05)
    job.cancel()
    assert ended(job) is not None and job.cancelled and not job.good
    grandchild = int(job.progress.said[0])
    until = time.monotonic() + 20
    while running(grandchild) and time.monotonic() < until:
        time.sleep(0.05)
    assert not running(grandchild)


def running(pid: int) -> bool:
    """True while a process lives; one that has ended and waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_only_so_many_at_once(tmp_path, monkeypatch):
    acting(monkeypatch, "import time;time.sleep(60)")
    jobs = [worker.start(order(tmp_path, run_id=f"many{n}")) for n in range(worker.MOST_AT_ONCE)]
    assert worker.start(order(tmp_path, run_id="more")) is None
    for job in jobs:
        job.cancel()


def test_the_app_listens_on_this_machine_only(tmp_path):
    assert "--server.address=127.0.0.1" in serve.command(8501)
    config = (serve._HOUSE / ".streamlit" / "config.toml").read_text("utf-8")
    assert 'address = "127.0.0.1"' in config and "gatherUsageStats = false" in config
    assert serve.environment(tmp_path)["PUFA_OPEN"] == str(tmp_path.resolve())
