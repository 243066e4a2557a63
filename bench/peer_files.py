"""The files that tools are compared on: born digital, of the kinds offices make, with what is known of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.mixed_layout import Layout, Run, save_pdf
from bench.mixed_office import make_docx, make_pptx
from bench.mixed_pdf import DUTIES, LEDGER
from bench.mixed_sheets import make_xlsx
from bench.mixed_texts import make_html
from bench.mixed_truth import Truth
from bench.mixed_words import Words

Make = Callable[[Path, str, Words], Truth]


@dataclass(frozen=True, slots=True)
class Group:
    """Files of one format. unit: what is counted a CPU second; only: tools that read nothing but PDF may try too."""

    name: str
    suffix: str
    unit: str
    count: int
    make: Make

    @property
    def is_pdf(self) -> bool:
        """Whether tools for PDF alone can take part."""
        return self.suffix == ".pdf"


@dataclass(frozen=True, slots=True)
class Sample:
    """One file and what is known of it. heads: running heads and page numbers, which are no invention."""

    path: Path
    truth: Truth
    heads: str = ""


def _tables(path: Path, name: str, words: Words) -> Truth:
    """Ruled ledgers over pages, cells that a page break cuts, and a duty list with merged cells."""
    layout = Layout(head=words.words["header"])
    layout.write_paper(words.paper(2))
    layout.table(words.ledger(150), LEDGER)
    layout.table([[str(number), "".join(words.paragraph(3, 5)), words.sentence()] for number in range(1, 16)],
                 (40.0, 261.0, 150.0), cut=True)
    layout.new_page()
    layout.duties(words.duties(8, 4), DUTIES)
    return _kept(layout, path, name)


def _columns(path: Path, name: str, words: Words) -> Truth:
    layout = Layout(columns=2, size=10.5, head=words.words["header"])
    layout.write_paper(words.paper(30))
    return _kept(layout, path, name)


def _kept(layout: Layout, path: Path, name: str) -> Truth:
    save_pdf(layout, path, pageCompression=1)
    return Truth(path=name, kind="pdf", sentences=tuple(layout.sentences), rows=tuple(layout.rows), text=layout.body,
                 pages=layout.page, note="".join(run.text for run in layout.runs if _is_head(run)))


def _is_head(run: Run) -> bool:
    return run.top in (44, 796)


def _docx(path: Path, name: str, words: Words) -> Truth:
    return make_docx(path, name, words, 3)[0]


def _xlsx(path: Path, name: str, words: Words) -> Truth:
    return make_xlsx(path, name, words, {"1": 0, "2": 1, "3": 3}[name[0]])[0]


def _pptx(path: Path, name: str, words: Words) -> Truth:
    return make_pptx(path, name, words, 0)[0]


def _html(path: Path, name: str, words: Words) -> Truth:
    return make_html(path, name, words, 3)[0]


GROUPS = (Group("PDF, ruled tables over pages", ".pdf", "pages", 3, _tables),
          Group("PDF, two columns", ".pdf", "pages", 3, _columns),
          Group("docx, merged cells", ".docx", "files", 6, _docx),
          Group("xlsx", ".xlsx", "sheets", 3, _xlsx),
          Group("pptx", ".pptx", "slides", 4, _pptx),
          Group("html", ".html", "files", 4, _html))


def build(folder: Path) -> dict[str, list[Sample]]:
    """Writes all files; the samples of each group by its name. Always the same."""
    made: dict[str, list[Sample]] = {}
    for at, group in enumerate(GROUPS):
        for number in range(1, group.count + 1):
            name = f"{number}.{at}{group.suffix}"
            path = folder / name
            truth = group.make(path, name, Words(f"peers/{at}/{number}"))
            heads = truth.note if group.is_pdf else ""
            made.setdefault(group.name, []).append(Sample(path, truth, heads))
    return made


def units(samples: list[Sample]) -> int:
    """How many pages, sheets, slides or files they are together."""
    return sum(sample.truth.pages or 1 for sample in samples)
