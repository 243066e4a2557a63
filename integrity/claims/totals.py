"""Totals that a dossier claims against what it lists, and against the totals of its other papers.

A list speaks only where it is meant to be whole: a register that does not call itself an excerpt. Of the kinds that one
sentence may mean, the one with most on the list is believed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from classifiers.grammar import QuantityMatch, find_quantities
from integrity.claims.data import number, pattern
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, bare
from integrity.claims.sums import plain
from integrity.submission import Submission
from model.documents import Span
from model.evidence import CLAIM_PAPERS, Event, Mention
from model.results import Finding

_CLAIMING = frozenset({*CLAIM_PAPERS, "summary"})
_LISTING = frozenset({"ledger", "record"})


def beyond_lists(submission: Submission, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Stated totals above what the dossier's registers list of the kind."""
    by_path = {sheet.document.path: sheet for sheet in sheets}
    by_kind: dict[str, list[Event]] = defaultdict(list)
    for event in submission.events:
        by_kind[event.kind].append(event)
    claims: dict[tuple[str, int, int, Decimal], list[tuple[Mention, list[Event]]]] = defaultdict(list)
    for events in by_kind.values():
        listed = [event for event in events if not event.claim and any(one.status == "done" for one in event.mentions)]
        for event in events:
            for mention in event.mentions if event.claim else ():
                quantity = mention.slots.quantity
                if quantity and quantity.bound == "exact" and mention.paper in _CLAIMING and \
                        mention.span.document in by_path and quantity.value <= number("listed_most"):
                    claims[mention.span.document, mention.span.block, mention.span.start, quantity.value].append(
                        (mention, listed))
    found: dict[tuple[frozenset[str], Decimal], list[tuple[Mention, list[Event]]]] = defaultdict(list)
    for (*_, value), rows in claims.items():
        if all(_whole(listed, by_path) for _, listed in rows):
            mention, most = max(rows, key=lambda row: len(row[1]))
            if value > len(most) and not _rows_bear_out(sheets, mention, int(value)) and \
                    not _of_posts(mention, len(most)) and not _told_otherwise(by_path, mention):
                found[frozenset(event.id for event in most), value].append((mention, most))
    for (_, value), group in found.items():
        yield _beyond(by_path, value, group)


def _told_otherwise(sheets: dict[str, Sheet], mention: Mention) -> bool:
    """Whether the sentence lists what it counts, or sums up all activities, which no one kind's list can hold."""
    said = sheets[mention.span.document].said(mention.span.block, mention.span.start, mention.span.end)
    quantity = mention.slots.quantity
    days = {day.text for day in said.dates() if day.precision == "day" and day.range and not day.in_title}
    subject = _pairs(said.text.partition(str(quantity.value))[0][-14:]) if quantity else set()
    if any(subject & words for words in _kept_apart(said.sheet)):
        return True
    return pattern("totals", "all_activities").search(said.text) is not None or \
        quantity is not None and len(days) >= quantity.value


@lru_cache(maxsize=8)
def _kept_apart(sheet: Sheet) -> tuple[frozenset[str], ...]:
    """What a paper says is not entered in its register: the pairs of characters of each such sentence."""
    return tuple(_pairs(one.text) for one in sheet.pieces if pattern("totals", "kept_apart").search(one.text))


def _rows_bear_out(sheets: Sequence[Sheet], mention: Mention, count: int) -> bool:
    """Whether a register named for what is counted has just so many rows."""
    words = _pairs(mention.quote)
    return any(sum(not row.total and row.filled > 1 for row in table.rows) == count
               and words & (_pairs(table.title) | _pairs(sheet.frame.title) | _pairs(sheet.document.path))
               for sheet in sheets if sheet.paper in _LISTING for table in sheet.tables)


def _of_posts(mention: Mention, listed: int) -> bool:
    """Whether a total of posts, papers or boards is far above the list: such lists name a few of them."""
    quantity = mention.slots.quantity
    return quantity is not None and pattern("totals", "posted").search(quantity.unit) is not None and \
        listed < float(quantity.value) * number("listed_share")


def _whole(listed: Sequence[Event], sheets: dict[str, Sheet]) -> bool:
    """Whether a register that means to be whole lists two of the events at least."""
    rows = _listing(listed)
    tables: dict[tuple[str, int | None], int] = defaultdict(int)
    for one in rows:
        tables[one.span.document, one.table] += 1
    if not any(count >= 2 for count in tables.values()):
        return False
    known = [(sheet, table) for path, at in tables if (sheet := sheets.get(path))
             for table in sheet.tables if table.number == at]
    return not any(table.excerpt or pattern("papers", "excerpt").search(sheet.frame.title) for sheet, table in known)


def _listing(listed: Sequence[Event]) -> list[Mention]:
    return [one for event in listed for one in event.mentions
            if one.table is not None and one.paper in _LISTING and one.status == "done"]


def _beyond(sheets: dict[str, Sheet], value: Decimal, group: Sequence[tuple[Mention, list[Event]]]) -> Finding:
    mentions = [mention for mention, _ in group]
    rows = {one.span: one for one in _listing(group[0][1])}.values()
    saids = [sheets[one.span.document].said(one.span.block, one.span.start, one.span.end) for one in (*mentions, *rows)]
    unit = mentions[0].slots.quantity.unit if mentions[0].slots.quantity else ""
    return told("count_contradiction", "beyond_list", "medium", saids,
                measures={"written": plain(value), "expected": len(group[0][1])}, what=mentions[0].quote[:50],
                written=f"{plain(value)}{unit}", listed=len(group[0][1]))


def _of_one_kind(submission: Submission, sheets: dict[str, Sheet]) -> Iterator[Finding]:
    """Totals of one kind of happening in the report and in the summary that differ; each pair of sentences once."""
    told_: set[frozenset[Span]] = set()
    by_kind: dict[str, list[Mention]] = defaultdict(list)
    for event in submission.events:
        for mention in event.mentions if event.claim else ():
            quantity = mention.slots.quantity
            if quantity and quantity.claimed_total and quantity.bound == "exact" and \
                    mention.paper in ("self_report", "summary") and mention.span.document in sheets and \
                    pattern("totals", "held_unit").fullmatch(quantity.unit):
                by_kind[event.kind].append(mention)
    for mentions in by_kind.values():
        for a, b in combinations(mentions, 2):
            left, right = a.slots.quantity, b.slots.quantity
            key = frozenset((a.span, b.span))
            if left is None or right is None or left.value == right.value or key in told_ or \
                    a.span.document == b.span.document or len(_pairs(a.quote) & _pairs(b.quote)) < 2:
                continue
            told_.add(key)
            saids = [sheets[one.span.document].said(one.span.block, one.span.start, one.span.end) for one in (a, b)]
            first, second = (one.sheet.document.path.rpartition("/")[2] for one in saids)
            if any(pattern("totals", "all_activities").search(one.text) for one in saids):
                continue
            yield told("count_contradiction", "two_totals", "medium", saids,
                       measures={"written": plain(left.value), "expected": plain(right.value)}, what=a.quote[:50],
                       first=first, second=second, left=f"{plain(left.value)}{left.unit}",
                       right=f"{plain(right.value)}{right.unit}")


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters of what is counted, without the words every total has."""
    words = pattern("totals", "common").sub("", bare(text))
    return frozenset(words[at:at + 2] for at in range(len(words) - 1))


@dataclass(frozen=True, slots=True)
class _Total:
    """A total that a paper claims. words: its clause without numbers and marks."""

    said: Said
    quantity: QuantityMatch
    words: str


def two_totals(submission: Submission, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """One total that two papers state with different numbers: of one kind, or in nearly the same words."""
    yield from _of_one_kind(submission, {sheet.document.path: sheet for sheet in sheets})
    totals = [total for sheet in sheets if sheet.paper in _CLAIMING and sheet.own for said in sheet.pieces
              for total in _totals(said)]
    least = number("total_likeness")
    for a, b in combinations(totals, 2):
        if a.said.sheet is b.said.sheet or a.quantity.quantity.unit != b.quantity.quantity.unit:
            continue
        if a.quantity.quantity.value == b.quantity.quantity.value or \
                fuzz.ratio(a.words, b.words, score_cutoff=least) < least:
            continue
        left, right = (f"{plain(one.quantity.quantity.value)}{one.quantity.unit_text}" for one in (a, b))
        yield told("count_contradiction", "two_totals", "medium", [a.said, b.said],
                   measures={"written": left, "expected": right}, left=left, right=right, what=a.said.text[:50],
                   first=a.said.sheet.document.path.rpartition("/")[2],
                   second=b.said.sheet.document.path.rpartition("/")[2])


def _totals(said: Said) -> Iterator[_Total]:
    if pattern("totals", "other_time").search(said.text):
        return
    found = find_quantities(said.text)
    for one in found:
        if one.quantity.bound != "exact" or one.is_part or one.per_capita or one.per_each or one.is_change or \
                one.quantity.unit == "%":
            continue
        left = max(said.text.rfind(mark, 0, one.start) for mark in "，；。：、") + 1
        words = bare(re.sub(r"\d+", "", said.text[left:one.start]))
        if len(words) >= 6 and pattern("totals", "whole_year").search(said.text[:one.start]):
            yield _Total(said, one, words)
