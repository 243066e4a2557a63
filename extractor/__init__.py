"""Files → documents. Whatever a unit hands in becomes blocks of text, each with its place; see docs/architecture.md.

No file stops the rest: what cannot be read is a Document with a status and a Problem that says what to do.
Libraries are imported only where a file of their kind is read.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from extractor.apart.sandbox import Job, read_all
from extractor.intake import gather
from extractor.kept import Kept, read_once
from extractor.limits import Limits
from extractor.naming import shown_name
from extractor.pagetext import holds, page_texts, resolve
from extractor.single import failed, read_here
from extractor.toolbox import Toolbox
from extractor.traces.registry import TRACERS
from extractor.traces.tracing import joined
from model.documents import Document, Dossier
from model.problems import problem
from model.traces import Traces

__all__ = ["Limits", "holds", "page_texts", "read_apart", "read_dossier", "read_file", "read_text", "recognised_texts",
           "resolve"]

OnFile = Callable[[str, int, int, str], None]


def read_dossier(path: Path, *, on_file: OnFile | None = None, jobs: int | None = None,
                 limits: Limits = Limits(), traces: bool = False) -> Dossier:  # noqa: B008 - frozen
    """Reads every file of a dossier (a folder or an archive), each in a process of its own.

    on_file: called in this thread after every file with its path in the dossier, how many are done, how many there
    are, and the file's status. jobs: reading processes, by default one a core. traces: whether documents get what
    their files tell beside their words. Documents come sorted by path.
    Raises PufaError where ``path`` is missing or neither a folder nor an archive.
    """
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix="pufa-") as temp:
        sources, problems = gather(path, limits, Path(temp))
        documents = {source.name: source.document for source in sources if source.document is not None}
        work = [Job(path=source.path, name=source.name) for source in sources
                if source.document is None and source.path is not None]
        done = 0

        def report(document: Document) -> None:
            nonlocal done
            done += 1
            if on_file is not None:
                on_file(document.path, done, len(sources), document.status)

        for settled in documents.values():
            report(settled)
        with Toolbox(limits) as tools:
            documents.update(_read(work, limits, jobs or os.cpu_count() or 1, report, tools))
            if traces:
                documents.update(_traced(work, documents, limits, jobs or os.cpu_count() or 1, tools))
    return Dossier(documents=tuple(documents[source.name] for source in sources), problems=tuple(problems))


def _read_twice(work: Sequence[Job], limits: Limits, workers: int, report: Callable[[Document], None],
                tools: Toolbox) -> dict[str, Document]:
    """Reads every job; those that LibreOffice must convert first are read once the others are."""
    def settled(document: Document) -> None:
        if not _put_off(document):
            report(document)

    tools.expect(job.path for job in work)
    tools.patient = False
    found = read_all(work, limits, workers, settled, tools)
    tools.patient = True
    late = [job for job in work if _put_off(found[job.name])]
    return {**found, **read_all(late, limits, workers, report, tools)}


def _put_off(document: Document) -> bool:
    return any(why.message == "office_later" for why in document.problems)


def read_file(path: Path, name: str | None = None, *, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """Reads one file in this process and calls it ``name`` (by default its own). A broken file is a failed Document."""
    path = Path(path)
    name = name or shown_name(path.name)
    if path.exists() and not path.is_file():
        return failed(name, problem("file_unreadable", name, reason="是文件夹或不是普通文件"))
    with Toolbox(limits) as tools:
        if not tools.cache.keeps:
            return read_here(path, name, limits, tools)
        kept = Kept(tools.cache, limits, tools.corrections.stamp)
        return read_once([Job(path=path, name=name)], kept,
                         lambda jobs, take: [take(read_here(job.path, job.name, limits, tools)) for job in jobs],
                         lambda document: None)[name]


def read_apart(path: Path, name: str | None = None, *, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """Reads one file as ``read_file`` does, in a process of its own and within its limits: for files from outside."""
    path = Path(path)
    if not path.is_file():
        return read_file(path, name, limits=limits)
    job = Job(path=path, name=name or shown_name(path.name))
    with Toolbox(limits) as tools:
        return _read([job], limits, 1, lambda document: None, tools)[job.name]


def _read(jobs: list[Job], limits: Limits, workers: int, on_done: Callable[[Document], None],
          tools: Toolbox) -> dict[str, Document]:
    """Every job's document: read before, or read now in a process of its own."""
    return read_once(jobs, Kept(tools.cache, limits, tools.corrections.stamp),
                     lambda left, take: _read_twice(left, limits, workers, take, tools), on_done)


def _traced(work: Sequence[Job], documents: Mapping[str, Document], limits: Limits, workers: int,
            tools: Toolbox) -> dict[str, Document]:
    """The documents that could be read, with the traces of their files, or why there are none."""
    jobs = [Job(path=job.path, name=job.name, readers=TRACERS) for job in work
            if documents[job.name].media_type in TRACERS and documents[job.name].status in ("parsed", "partial")]
    found = read_once(jobs, Kept(tools.cache, limits, "traces"),
                      lambda left, take: read_all(left, limits, workers, take, tools), lambda document: None)
    return {name: replace(documents[name], traces=joined(documents[name].traces or Traces(), _taken(one)))
            for name, one in found.items()}


def _taken(document: Document) -> Traces:
    """The traces that were taken of a file; where the process died over them, why."""
    return document.traces or Traces(lost=tuple(f"process: {why.message}" for why in document.problems))


def recognised_texts(path: Path) -> list[str]:
    """What is recognised on every page of a file's pictures and scans, read in a process of its own; "" for others.

    The witness for recognised quotes: there is no text in the file to hold them against, but what is kept by content
    from another recognition of the same picture by the same engine is the same text.
    """
    document = read_apart(path)
    pages = [""] * max((line.page for block in document.blocks for line in block.lines), default=document.pages or 1)
    for block in document.blocks:
        if block.source == "ocr":
            for page in {block.page, *(line.page for line in block.lines)}:
                if page <= len(pages):
                    pages[page - 1] += block.text + "\n"
    return pages


def read_text(text: str, name: str) -> Document:
    """A Document of a string: one block a paragraph, headings found as in a text file."""
    from extractor.plain.read_txt import text_document

    return text_document(text, name)
