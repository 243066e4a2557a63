"""Files that are meant to do harm: each is named with what was done with it, and nothing else happens."""

from __future__ import annotations

import hashlib
import json
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hostile_files
import hostile_office
import pytest
from hostile_files import Hostile
from making import p

from bench.memory import peak_of_tree
from extractor import read_dossier
from extractor.limits import Limits
from extractor.naming import visible

MOST_MEGABYTES = 2000
GROUPS = {"xml": hostile_files.XML, "office": hostile_files.OFFICE, "archives": hostile_files.ARCHIVES,
          "pictures": hostile_files.PICTURES, "pdf": hostile_files.PDFS, "others": hostile_files.OTHERS}


@dataclass(frozen=True, kw_only=True)
class Run:
    """What came of reading a group. before, after: everything around the dossier, with its content's hash."""

    files: Sequence[Hostile]
    found: dict[str, dict[str, Any]]
    before: dict[str, str]
    after: dict[str, str]
    left: list[str]
    peak: float


@pytest.fixture(scope="module", params=GROUPS)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A group of files, made and read by a process that has a home and a place for temporary files of its own."""
    files = GROUPS[request.param]
    around = tmp_path_factory.mktemp("around")
    for name in ("home", "temp", "deep/dossier"):
        (around / name).mkdir(parents=True)
    hostile_files.make(around / "deep/dossier", files)
    before = _tree(around)
    result = tmp_path_factory.mktemp("result") / "found.json"
    root = Path(__file__).parents[2]
    own = [f"{key}={around / name}" for key, name in (("HOME", "home"), ("TMPDIR", "temp"), ("XDG_CACHE_HOME", "home"))]
    command = ["env", *own, f"PYTHONPATH={root}", sys.executable, str(Path(__file__).with_name("hostile_run.py")),
               str(around / "deep/dossier"), str(result)]
    peak = peak_of_tree(command, root)[0]
    assert result.exists(), "the run did not end as it should"
    found = {row["path"]: row for row in json.loads(result.read_text("utf-8"))}
    left = _left(str(around / "home"))
    return Run(files=files, found=found, before=before, after=_tree(around), left=left, peak=peak)


def _tree(folder: Path) -> dict[str, str]:
    """Every path below the folder with what it holds (large files by their size alone)."""
    found = {}
    for path in sorted(folder.rglob("*")):
        small = path.is_file() and not path.is_symlink() and path.stat().st_size < 1 << 22
        found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest() if small else str(path.lstat().st_size)
    return {path: digest for path, digest in found.items() if not Path(path).is_dir() or Path(path).is_symlink()}


def _left(home: str) -> list[str]:
    """Processes that still run with that home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"HOME={home}\0".encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text("utf-8", "replace"))
        except OSError:
            found.append("")
    return [one for one in found if one]


def test_every_file_is_named_with_its_reason(run: Run) -> None:
    wrong = []
    for one in run.files:
        row = run.found[visible(one.name)]
        says = [name for name, severity, _ in row["problems"]]
        if row["status"] not in one.status.split("|") or not (set(one.says.split("|")) & set(says or [""])):
            wrong.append((one.name, row["status"], says))
        if one.readable not in row["head"]:
            wrong.append((one.name, "words", row["head"][:200]))
        for member, why in one.members.items():
            inner = run.found[f"{one.name}!/{member}"]
            if why not in [name for name, _, _ in inner["problems"]] and (why or inner["status"] != "parsed"):
                wrong.append((member, inner["status"], inner["problems"]))
    assert wrong == []


def test_what_holds_for_every_file(run: Run) -> None:
    outer = {name for name in run.found if "!/" not in name}
    assert outer == {visible(one.name) for one in run.files}
    for name, row in run.found.items():
        texts = [text for _, _, text in row["problems"]]
        assert row["status"] in ("parsed", "partial", "failed", "ignored"), name
        assert row["status"] == "parsed" or texts, name
        assert all(text.startswith("[E1") for text in texts), texts
        assert not row["leaked"], name
        assert row["characters"] <= Limits().characters * 1.2, name
        if row["status"] != "ignored" and "!/" not in name:
            assert len(row["sha256"]) == 64, name


def test_nothing_is_written_and_nothing_stays_behind(run: Run) -> None:
    home = {path for path in run.after if "/home/" in path}
    assert {Path(path).name.split("-")[0] for path in home} <= {"cache.sqlite"}, home
    assert {path: digest for path, digest in run.after.items() if path not in home} == run.before
    assert run.left == []


def test_memory_of_all_processes_stays_low(run: Run) -> None:
    assert 0 < run.peak < MOST_MEGABYTES


def test_links_to_a_server_are_never_followed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
        relation = hostile_office.relation("r9", "image", url, ' TargetMode="External"')
        template = hostile_office.relation("r1", "attachedTemplate", url, ' TargetMode="External"')
        picture = ('<w:p><w:r><w:pict><v:shape style="width:50pt;height:50pt"><v:imagedata r:id="r9"/></v:shape>'
                   f'</w:pict></w:r></w:p><w:p><w:fldSimple w:instr="INCLUDEPICTURE {url}"/></w:p>')
        hostile_office.docx_of(tmp_path / "a.docx", p("开展法治讲座3场。") + picture,
                               word___rels__document_xml_rels=relation, word___rels__settings_xml_rels=template)
        field = "{\\field{\\*\\fldinst INCLUDEPICTURE " + url + "}{\\fldrslt x}}"
        (tmp_path / "b.rtf").write_text("{\\rtf1 {\\*\\template " + url + "}text " + field + "}", "ascii")
        (tmp_path / "c.html").write_text(f"<html><body><img src='{url}'><p>讲座3场</p></body></html>", "utf-8")
        hostile_office.xml_in(tmp_path / "d.xlsx", f"<!DOCTYPE x SYSTEM '{url}'>", "字")
        found = read_dossier(tmp_path, limits=Limits(render=True), jobs=2)
        assert {document.path for document in found.documents} == {"a.docx", "b.rtf", "c.html", "d.xlsx"}
        with pytest.raises(TimeoutError):
            server.accept()
