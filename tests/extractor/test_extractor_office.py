"""LibreOffice: old papers through it, in batches, within bounds, with nothing run and nothing fetched."""

from __future__ import annotations

import http.server
import os
import threading
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from shutil import copyfile

import pytest
from making import names, texts
from office_making import LINES, OFFICE, stand_in, word

from extractor import Limits, read_dossier
from extractor.cache import Cache
from extractor.office import program as office
from extractor.office.conversions import Conversions, Wish
from extractor.office.program import Paper, convert
from model.problems import Problem

COPY = '  cp "$f" "$made"'


def run(files: Sequence[Path], target: str, limits: Limits = Limits()) -> list[bytes | str]:  # noqa: B008 - frozen
    """What becomes of each file: its bytes, or the name of the message."""
    found: dict[int, bytes | str] = {}

    def keep(at: int, made: Path | Problem) -> None:
        assert at not in found
        found[at] = made.message if isinstance(made, Problem) else made.read_bytes()

    convert([Paper(kind=file.suffix[1:], put=partial(copyfile, file)) for file in files], target, limits, keep)
    return [found[at] for at in range(len(files))]


def packed(path: Path, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("text", text)
    return path


def test_old_papers_are_read_like_the_new_one_they_were_made_from(old_papers: Path) -> None:
    found = {document.media_type: document for document in read_dossier(old_papers).documents
             if document.path in OFFICE.values()}
    new = found["docx"]
    shape = [(b.kind, b.level, b.text, b.carried, b.header, b.section_path) for b in new.blocks]
    assert ("table_row", 0, "进学校\t4", ((0, "宣传"),), False, ("二、主要做法",)) in shape
    for kind in ("doc", "rtf", "odt"):
        old = found[kind]
        assert [(b.kind, b.level, b.text, b.carried, b.header, b.section_path) for b in old.blocks] == shape
        assert old.status == "parsed" and old.furniture == new.furniture and names(old) == ["hidden_text"]
        assert old.size == (old_papers / old.path).stat().st_size and old.sha256 != new.sha256


def test_a_slide_is_a_page(old_papers: Path) -> None:
    slides, = (d for d in read_dossier(old_papers).documents if d.path == OFFICE["ppt"])
    assert slides.media_type == "ppt" and slides.pages == 2 and slides.status == "parsed"
    words = [(b.page, b.text.lstrip("•")) for b in slides.blocks]
    assert (1, "开展讲座3场") in words and (2, "下一步打算") in words


def test_pages_and_boxes_come_from_the_rendition(old_papers: Path) -> None:
    found = read_dossier(old_papers, limits=Limits(render=True))
    for document in (d for d in found.documents if d.path in ("paper.docx", "paper.rtf", "plain.doc")):
        assert document.pages == 2
        placed = {b.text: b for b in document.blocks if b.text}
        last = placed[LINES[3]]
        assert last.page == 2 and last.bbox is not None and 60 < last.bbox.top < 120 and last.lines
        page, box = last.locate(0, 3)
        assert page == 2 and box is not None and box.x0 == pytest.approx(last.bbox.x0)
        assert placed[LINES[0]].page == 1 and placed["宣传\t进社区\t3"].lines[1].bbox is not None
        assert [b.page for b in document.blocks] == sorted(b.page for b in document.blocks)


def test_what_cannot_be_loaded_costs_itself_only(tmp_path: Path, old_papers: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 " + b"{" * 50_000)
    (tmp_path / "b.rtf").write_bytes((old_papers / "paper.rtf").read_bytes())
    data = bytearray((old_papers / "paper.doc").read_bytes())
    data[512:4096] = bytes(range(256)) * 14
    (tmp_path / "c.doc").write_bytes(data)
    found = {d.path: d for d in read_dossier(tmp_path).documents}
    assert found["a.rtf"].status == "failed" and names(found["a.rtf"]) == ["office_failed"]
    assert found["b.rtf"].status == "parsed" and found["c.doc"].status in ("failed", "partial")


def test_nothing_is_fetched_even_where_the_network_cannot_be_taken_away(tmp_path: Path, monkeypatch) -> None:
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the library's names

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/x.png"
    word(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "word/_rels/document.xml.rels":
                data = data.replace(b'Target="media/image1.png"', f'Target="{address}" TargetMode="External"'.encode())
            new.writestr(part, data.replace(b"r:embed=", b"r:link="))
    monkeypatch.setattr(office, "apart", tuple)
    made, = run([tmp_path / "b.docx"], "pdf")
    server.shutdown()
    assert isinstance(made, bytes) and made.startswith(b"%PDF") and asked == []


def test_a_macro_that_runs_when_a_paper_is_opened_is_not_run(tmp_path: Path, old_papers: Path) -> None:
    ran = tmp_path / "ran"
    macro = ('<?xml version="1.0" encoding="UTF-8"?><script:module xmlns:script="http://openoffice.org/2000/script" '
             'script:name="M" script:language="StarBasic" script:moduleType="normal">Sub Main\n'
             f'n = FreeFile\nOpen "{ran}" For Output As n\nClose n\nEnd Sub</script:module>')
    library = '<?xml version="1.0"?><library:library xmlns:library="http://openoffice.org/2000/library" ' \
              'library:name="Standard" library:readonly="false"><library:element library:name="M"/></library:library>'
    listed = library.replace("library:library ", "library:libraries ", 1).replace(
        'library:name="Standard" library:readonly="false"><library:element library:name="M"/></library:library>',
        'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/>'
        "</library:libraries>")
    event = ('<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" '
             'script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic'
             '&amp;location=document" xlink:type="simple"/></office:event-listeners></office:scripts>')
    with zipfile.ZipFile(old_papers / "paper.odt") as old, zipfile.ZipFile(tmp_path / "a.odt", "w") as new:
        for part in old.namelist():
            data = old.read(part).decode("utf-8") if part.endswith(".xml") else old.read(part)
            if part == "content.xml":
                data = data.replace("<office:scripts/>", event)
                assert event in data
            if part == "META-INF/manifest.xml":
                data = data.replace("</manifest:manifest>", "".join(
                    f'<manifest:file-entry manifest:full-path="Basic/{name}" manifest:media-type="text/xml"/>'
                    for name in ("script-lc.xml", "Standard/script-lb.xml", "Standard/M.xml")) + "</manifest:manifest>")
            new.writestr(part, data)
        new.writestr("Basic/script-lc.xml", listed)
        new.writestr("Basic/Standard/script-lb.xml", library)
        new.writestr("Basic/Standard/M.xml", macro)
    made, = run([tmp_path / "a.odt"], "pdf")
    assert isinstance(made, bytes) and not ran.exists()


def test_a_file_that_hangs_is_named_and_its_whole_group_ended(tmp_path: Path, monkeypatch) -> None:
    script = f'  if grep -q HANG "$f"; then sleep 600 & echo $! > {tmp_path}/pid; wait; fi\n{COPY}'
    monkeypatch.setenv("PATH", f"{stand_in(tmp_path / 'bin', script)}:{os.environ['PATH']}")
    files = [packed(tmp_path / f"{at}.docx", text) for at, text in enumerate(("a", "HANG", "b", "c"))]
    found = run(files, "docx", Limits(office_seconds=1.5))
    assert [one if isinstance(one, str) else "made" for one in found] == ["made", "office_timeout", "made", "made"]
    left = Path("/proc", (tmp_path / "pid").read_text().strip(), "stat")
    assert not left.exists() or left.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_file_that_kills_libreoffice_is_tried_alone(tmp_path: Path, monkeypatch) -> None:
    script = f'  echo "${{f##*/}}" >> {tmp_path}/seen\n  if grep -q CRASH "$f"; then kill -9 $$; fi\n{COPY}'
    monkeypatch.setenv("PATH", f"{stand_in(tmp_path / 'bin', script)}:{os.environ['PATH']}")
    files = [packed(tmp_path / f"{at}.docx", text) for at, text in enumerate(("a", "CRASH", "b", "c"))]
    found = run(files, "docx")
    assert [one if isinstance(one, str) else "made" for one in found] == ["made", "office_crashed", "made", "made"]
    seen = (tmp_path / "seen").read_text().split()
    assert seen[:2] == ["paper0.docx", "paper1.docx"] and sorted(seen[2:]) == ["paper1.docx", "paper2.docx",
                                                                              "paper3.docx"]


def test_libreoffice_gets_bounds_and_neither_names_nor_environment(tmp_path: Path, monkeypatch) -> None:
    script = f'  (ulimit -v; ulimit -f; echo "$SECRET|$HOME|$f|$http_proxy") >> {tmp_path}/told\n{COPY}'
    monkeypatch.setenv("PATH", f"{stand_in(tmp_path / 'bin', script)}:{os.environ['PATH']}")
    monkeypatch.setenv("SECRET", "x")
    run([packed(tmp_path / "张三的总结.docx", "a")], "docx", Limits(office_memory=1 << 30, file_bytes=1 << 20))
    memory, size, rest = (tmp_path / "told").read_text("utf-8").split()
    assert int(memory) == (1 << 30) // 1024 and int(size) == (1 << 20) // 512
    secret, home, file, proxy = rest.split("|")
    assert secret == "" and not Path(home).exists() and "张三" not in file and proxy == "http://127.0.0.1:9"


def test_a_paper_is_converted_once_and_kept_by_its_content(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", f"{stand_in(tmp_path / 'bin', f'  echo x >> {tmp_path}/calls{chr(10)}{COPY}')}:"
                               f"{os.environ['PATH']}")
    file = packed(tmp_path / "a.docx", "a")

    def asked() -> bytes | Problem:
        cache = Cache(tmp_path / "cache")
        desk = Conversions(Limits(), cache)
        wish = Wish(sha256="5" * 64, kind="docx", target="docx", put=partial(copyfile, file))
        assert desk.ready(wish) is None or len((tmp_path / "calls").read_text()) == 2
        desk.expect([wish])
        made = desk.get(wish)
        assert desk.ready(wish) == made and not desk.making("5" * 64, "docx")
        desk.close()
        cache.close()
        return made

    assert asked() == asked() == file.read_bytes()
    assert (tmp_path / "calls").read_text() == "x\n"


def test_a_paper_that_is_gone_or_no_libreoffice_is_said(tmp_path: Path, monkeypatch) -> None:
    assert run([tmp_path / "gone.docx"], "pdf") == ["file_unreadable"]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run([packed(tmp_path / "a.docx", "a")], "pdf") == ["office_missing"] and office.version() == ""


def test_a_plain_paper_is_read_without_libreoffice_as_with_it(tmp_path: Path, old_papers: Path, monkeypatch) -> None:
    monkeypatch.setenv("PUFA_CACHE", str(tmp_path))
    plain, = (d for d in read_dossier(old_papers).documents if d.path == "plain.doc")
    monkeypatch.setenv("PATH", str(old_papers))
    monkeypatch.setenv("PUFA_CACHE", "off")
    found = {d.path: d for d in read_dossier(old_papers, limits=Limits(render=True)).documents}
    alone = found["plain.doc"]
    assert alone.blocks == plain.blocks and alone.furniture == plain.furniture == ("某市水务局普法材料",)
    assert alone.status == "parsed" and names(alone) == ["hidden_text", "pages_not_made"]
    rows = [b.text for b in alone.blocks if b.kind == "table_row"]
    assert rows == ["类别\t内容\t次数", "宣传\t进社区\t3", "进学校\t4"]
    for name in ("paper.doc", "paper.rtf", "paper.odt", "slides.ppt"):
        words = "".join(texts(found[name]))
        assert found[name].status == "partial" and "text_only" in names(found[name])
        assert LINES[3] in words or "开展讲座3场" in words
        assert "libreoffice-writer-nogui" in found[name].problems[0].text()
