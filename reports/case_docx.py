"""疑点案卷.docx: what the office looks into, a finding a section, innocent explanations first, room to sign below."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.shared import Mm

from model.results import Finding
from reports.docx_style import SIZE_TABLE, add_heading, add_run, add_text, add_title, set_up
from reports.docx_tables import FixedTable
from reports.figures import number_text
from reports.output import write_whole
from reports.review_docx import save_stamped
from reports.words import word, word_list

_FULL = ("high", "medium")
_MOST_FULL, _MOST_PICTURES, _MOST_RUNS = 200, 4, 3
_PICTURE_WIDTH = 72


def write_case(findings: Sequence[Finding], about: Mapping[str, Any], checks: Mapping[str, str], folder: Path,
               made_on: date) -> Path:
    """Writes ``疑点案卷.docx`` into the folder where ``proof/`` lies; its path. Raises PufaError where it cannot.

    about: what was compared (``dossiers``, ``files``, ``expected``: mean and bound of false findings by band;
    ``not_looked_at``: sentences). checks: names of the checks. Findings of the lowest band are listed in one table at
    the end.
    """
    document = docx.Document()
    set_up(document)
    add_title(document, word("case.title"))
    _opening(document, findings, about)
    full = [one for one in findings if one.severity in _FULL][:_MOST_FULL]
    for number, one in enumerate(full, 1):
        add_heading(document, f"{number}．{checks[one.check]}（{word(f'docx.severity.{one.severity}')}）")
        _finding(document, one, folder)
    rest = [one for one in findings if one not in full]
    if rest:
        add_heading(document, word("case.rest"))
        table = FixedTable(document, (30.0, 56.0, 70.0))
        table.head(word_list("case.rest_columns"))
        table.many([[checks[one.check], _files(one), one.explanation] for one in rest])
    path = folder / word("case.file")
    write_whole(path, lambda temporary: save_stamped(document, temporary, made_on))
    return path


def _opening(document: Document, findings: Sequence[Finding], about: Mapping[str, Any]) -> None:
    counts = "、".join(word("case.count", band=word(f"docx.severity.{band}"),
                           n=sum(one.severity == band for one in findings)) for band in ("high", "medium", "low"))
    add_text(document, word("case.compared", dossiers=about["dossiers"], files=about["files"], counts=counts))
    for band, (mean, most) in about.get("expected", {}).items():
        add_text(document, word("case.expected", band=word(f"docx.severity.{band}"), mean=f"{mean:.1f}",
                                most=f"{most:.1f}"))
    for told in about.get("not_looked_at", ()):
        add_text(document, word("case.not_looked_at", told=told))
    for sentence in word_list("case.notice"):
        add_text(document, sentence)


def _finding(document: Document, one: Finding, folder: Path) -> None:
    table = FixedTable(document, (26.0, 130.0))
    table.label_row([(word("case.innocent"), "；".join(map(_innocent, _list(one, "innocent"))) or word("case.none"))])
    table.label_row([(word("case.seen"), one.explanation.partition("。")[2] if one.explanation.startswith("先排除：")
                      else one.explanation)])
    for place in one.places:
        table.label_row([(f"{place.unit}\n{place.year}", f"{place.file}　第{place.page}页\n{place.quote}")])
    for run in _list(one, "runs")[:_MOST_RUNS]:
        table.label_row([(word("case.same"), f"{run['left_text']}\n——\n{run['right_text']}")])
    rate = one.measures.get("false_alarms")
    if isinstance(rate, Mapping):
        table.label_row([(word("case.wrong"), word("case.wrong_text", dossiers=rate["dossiers"], found=rate["found"],
                                                   most=number_text(round(100 * rate["at_most"], 1))))])
    table.label_row([(word("case.opinion"), "\n\n")])
    _pictures(document, one, folder)


def _pictures(document: Document, one: Finding, folder: Path) -> None:
    """The small copies side by side, coarse enough that nobody is recognised; the office has the clear ones."""
    from PIL import Image

    shown = [folder / str(name) for _, name in _list(one, "proof")][:_MOST_PICTURES]
    if not shown:
        return
    paragraph = document.add_paragraph()
    for path in shown:
        with Image.open(path) as picture:
            small = picture.convert("RGB").reduce(max(1, picture.width // 60))
            out = io.BytesIO()
            size = (240, max(1, round(240 * small.height / small.width)))
            small.resize(size, Image.Resampling.NEAREST).save(out, "PNG")
        add_run(paragraph, " ", size=SIZE_TABLE).add_picture(io.BytesIO(out.getvalue()), width=Mm(_PICTURE_WIDTH))


def _list(one: Finding, name: str) -> list[Any]:
    found: Any = one.measures.get(name) or ()
    return list(found)


def _innocent(told: Any) -> str:
    return told if isinstance(told, str) else "，".join(str(part) for part in told[:2] if part)


def _files(one: Finding) -> str:
    return "；".join(dict.fromkeys(f"{place.unit} {place.year} {place.file}" for place in one.places))
