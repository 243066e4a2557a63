"""Every number of a dossier with what it counts: the words before and after it, its clause, its paper.

A number belongs to a family of measure words (人 for 名 and 位, 份 for 册 and 张), so that two tellings of one thing
meet whatever word each uses. What may explain another number (a part, an average, a change, another year) is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from classifiers.grammar import QuantityMatch, find_quantities
from integrity.claims.data import pattern, value
from integrity.claims.entries import pairs_of
from integrity.claims.sheets import Said, Sheet, bare

_HAN = re.compile(r"[一-龥]")
_AFTER = re.compile(r"[一-龥]{0,10}")
_QUOTES = re.compile("[《》“”（）()]")


@dataclass(frozen=True, eq=False)
class Amount:
    """A number with its measure word. start, end: in ``said.text``. unit: the word that stands for its family.

    before: the words of its clause up to it; after: the run of characters behind it.
    """

    said: Said
    match: QuantityMatch
    unit: str
    before: str
    after: str

    @property
    def value(self) -> Decimal:
        """The number."""
        return self.match.quantity.value

    @property
    def text(self) -> str:
        """The number and its measure word as written."""
        return self.said.text[self.match.start:self.match.end].strip()

    @property
    def exact(self) -> bool:
        """Whether it is told as it is, not as about or at least so many."""
        return self.match.quantity.bound in ("exact", "only")

    @property
    def plain(self) -> bool:
        """Whether it counts things there were: no average, frequency or change."""
        one = self.match
        return not (one.per_capita or one.per_each or one.each or one.is_change)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pairs of characters of its clause."""
        return pairs_of(self.before + "，" + self.after)

    @cached_property
    def name(self) -> str:
        """What it counts, as the words right before it call it, without marks."""
        return bare(_QUOTES.sub("", pattern("amounts", "filler").sub("", self.before)))


def family(unit: str) -> str:
    """The measure word that stands for all that count the same sort of thing."""
    return str(value("amounts", "families").get(unit, unit))


def amounts(text: Said) -> tuple[Amount, ...]:
    """The numbers of a sentence, in their order."""
    found: list[Amount] = []
    last = 0
    for one in quantities(text.text):
        left = max(last, *(text.text.rfind(mark, 0, one.start) + 1 for mark in "，。；：、\t\n（("))
        after = _AFTER.match(text.text, one.end)
        found.append(Amount(text, one, family(one.quantity.unit), text.text[left:one.start],
                            after.group() if after else ""))
        last = one.end
    return tuple(found)


def quantities(text: str) -> list[QuantityMatch]:
    """The numbers of a text; those in words that stand right behind another word (代表五十一人) among them."""
    found = list(find_quantities(text))
    for hit in pattern("amounts", "in_words").finditer(text):
        if not any(one.start < hit.end() and hit.start() < one.end for one in found):
            found += [replace(one, start=hit.start(), end=hit.end()) for one in find_quantities(hit.group())[:1]]
    return sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=64)
def amounts_of(sheet: Sheet) -> tuple[Amount, ...]:
    """The numbers of a paper's sentences and of the cells that tell something in words."""
    return tuple(one for said in told_in(sheet) for one in amounts(said))


def told_in(sheet: Sheet) -> Iterator[Said]:
    """The sentences of a paper, and the cells of its tables that hold words beside a number."""
    yield from sheet.pieces
    for table in sheet.tables:
        for row in table.rows:
            for cell in row.block.cells:
                text = row.block.text[cell.start:cell.end]
                if len(text) > 6 and len(_HAN.findall(text)) > 4 and re.search(r"\d", text):
                    yield sheet.said(row.index, cell.start, cell.end)


def paragraphs(sheet: Sheet) -> Iterator[list[Said]]:
    """The sentences of a paper by paragraph."""
    block: list[Said] = []
    for said in sheet.pieces:
        if block and block[-1].index != said.index:
            yield block
            block = []
        block.append(said)
    if block:
        yield block


def one_slip(a: Decimal, b: Decimal) -> bool:
    """Whether two numbers of three digits and more differ by one slip: a digit, two digits exchanged, or a nought."""
    left, right = (str(int(one)) for one in (a, b))
    if a == b or min(len(left), len(right)) < 2 or a != int(a) or b != int(b):
        return False
    if len(left) != len(right):
        short, long = sorted((left, right), key=len)
        return len(long) - len(short) == 1 and long.rstrip("0") == short.rstrip("0") or \
            len(short) > 2 and len(long) - len(short) == 1 and any(long[:at] + long[at + 1:] == short
                                                                   for at in range(len(long)))
    off = [at for at in range(len(left)) if left[at] != right[at]]
    return len(off) == 1 or len(off) == 2 and left[off[0]] == right[off[1]] and left[off[1]] == right[off[0]]


def of_unit(found: Sequence[Amount], unit: str) -> list[Amount]:
    """Those of one family of measure words."""
    return [one for one in found if one.unit == unit]
