"""Hand-made dossiers with tables, and what the checks of claims find in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from made import document, submission

from integrity.claims.run import claims
from integrity.submission import Settings, Submission
from model.documents import Block, Cell, Document
from model.evidence import Paper
from model.results import Finding

UNIT = "云泽市水务局"


def row(cells: Sequence[str], table: int = 1, header: bool = False) -> Block:
    """A table row of these cells; empty ones are there but blank."""
    text, spans = "", []
    for column, cell in enumerate(cells):
        text += "\t" if column else ""
        spans.append(Cell(start=len(text), end=len(text) + len(cell), column=column))
        text += cell
    return Block(kind="table_row", text=text, table_id=table, cells=tuple(spans), header=header)


def register(path: str, title: str, *rows: str) -> Document:
    """A document with a heading and a table: cells parted by ``|``, the head row first."""
    blocks = (Block(kind="heading", text=title),
              *(row([cell.strip() for cell in line.split("|")], header=not at) for at, line in enumerate(rows)))
    return Document(path=path, sha256="", media_type="docx", status="parsed", pages=1, blocks=blocks)


def dossier(*documents: Document, unit: str = UNIT, year: int = 2022, **papers: Paper) -> Submission:
    """A dossier; papers: kinds by the path's stem, briefings and ledgers (of a register) otherwise."""
    kinds: dict[str, Paper] = {one.path: "ledger" if any(b.kind == "table_row" for b in one.blocks) else "briefing"
                               for one in documents}
    kinds.update({one.path: papers[stem] for one in documents if (stem := one.path.rpartition(".")[0]) in papers})
    return submission(unit, year, *documents, papers=kinds)


def found(one: Submission, check: str, *others: Submission, deadline: date | None = None) -> list[Finding]:
    """The findings of a check in a dossier that stands among others."""
    return [finding for finding in claims((one, *others), Settings(deadline=deadline))
            if finding.check == check and one.unit in finding.units]


def subs(findings: Sequence[Finding]) -> list[object]:
    """Which sort of each check spoke."""
    return [one.measures["sub"] for one in findings]


__all__ = ["UNIT", "document", "dossier", "found", "register", "row", "subs"]
