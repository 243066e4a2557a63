"""Word papers of different units that grew out of one file: marks of editing sessions that they share.

Marks that many papers share come from a template and are dropped first (ratios over all marks find every user of one).
A common author is told where he saved both last, too; one whose papers many units hold makes their forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from integrity.finding import finding
from integrity.provenance.data import limit, pattern
from integrity.provenance.shared import CHECK, said, told
from integrity.submission import Submission
from model.documents import Document
from model.results import Finding, Place

_AUTHOR = ("core.creator", "ole.author")
_SAVER = ("core.lastModifiedBy", "ole.last_saved_by")


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    one: Submission
    document: Document
    marks: frozenset[str]
    author: str
    saver: str

    @property
    def place(self) -> Place:
        """Its first words."""
        block = next((block for block in self.document.blocks if block.text.strip()), None)
        return self.one.place(self.document.path, 1, None if block is None else block.bbox,
                              "" if block is None else block.text.strip()[:60])

    @property
    def name(self) -> str:
        """How it is called in a finding."""
        return f"{self.one.year}年{self.one.unit}《{self.document.path.rpartition('/')[2]}》"


def origins(cohort: Sequence[Submission]) -> Iterator[Finding]:
    """Low findings over units: papers that share marks, and authors that units share."""
    files = [found for one in cohort for document in one.documents if (found := _file(one, document)) is not None]
    joined: set[tuple[int, int]] = set()
    for left, right, shared in _pairs(files):
        joined.add((id(left), id(right)))
        yield _same_file(left, right, shared)
    yield from _same_hand(files, joined)


def _file(one: Submission, document: Document) -> _File | None:
    if document.traces is None or one.papers.get(document.path) in limit("periods", "shared_papers"):
        return None
    properties = told(document)
    marks = frozenset(document.traces.marks) - frozenset(limit("origin", "template_marks"))
    author, saver = (next((properties[key] for key in names if properties.get(key)), "") for names in (_AUTHOR, _SAVER))
    return _File(one, document, marks, _person(author), _person(saver)) if marks or author else None


def _person(name: str) -> str:
    return "" if pattern("origin", "nobody").match(name.strip()) else name.strip()


def _pairs(files: Sequence[_File]) -> Iterator[tuple[_File, _File, int]]:
    """Files of different units with enough rare marks in common, in their order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, file in enumerate(files):
        for mark in file.marks:
            holders[mark].append(at)
    rare: dict[int, int] = defaultdict(int)
    common: dict[tuple[int, int], int] = defaultdict(int)
    for places in holders.values():
        papers = {files[at].document.sha256 or at for at in places}
        if len(papers) <= limit("origin", "most_papers"):
            for at in places:
                rare[at] += 1
            for pair in combinations(places, 2):
                common[pair] += 1
    for (one, other), count in sorted(common.items()):
        left, right = files[one], files[other]
        same = left.author != "" and left.author == right.author
        least = limit("origin", "least_marks_same_author" if same else "least_marks")
        if left.one.unit != right.one.unit and count >= least \
                and count >= limit("origin", "least_share") * min(rare[one], rare[other]):
            yield left, right, count


def _same_file(left: _File, right: _File, shared: int) -> Finding:
    share = round(100 * shared / max(1, min(len(left.marks), len(right.marks))))
    same = left.author != "" and left.author == right.author
    text = said("marks", left=left.name, right=right.name, shared=shared, share=share,
                author=said("author", name=left.author) if same else "")
    return finding(CHECK, "low", [left.place, right.place], text,
                   measures={"marks": shared, "marks_share": share, "same_author": same},
                   innocent=[said("innocent.template"), said("innocent.joint")])


def _same_hand(files: Sequence[_File], joined: set[tuple[int, int]]) -> Iterator[Finding]:
    """Files of several units that one person both wrote and saved last."""
    by_hand: dict[str, list[_File]] = defaultdict(list)
    for file in files:
        if file.author and file.author == file.saver:
            by_hand[file.author].append(file)
    for name, held in sorted(by_hand.items()):
        units: dict[str, _File] = {}
        for file in held:
            units.setdefault(file.one.unit, file)
        known = any((id(left), id(right)) in joined for left, right in combinations(held, 2))
        if 2 <= len(units) <= limit("origin", "most_units") and not known and not any(
                name in unit or unit in name for unit in units):
            yield finding(CHECK, "low", [file.place for file in units.values()], said("authors", name=name),
                          measures={"author": name, "units": len(units)},
                          innocent=[said("innocent.helper"), said("innocent.template"), said("innocent.joint")])
