"""The same number of people at many happenings: context only, for committees and halls repeat themselves too.

Of honest units with rounded counts hardly any has a number that is not round three times among its happenings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from integrity.claims.data import number, pattern
from integrity.claims.kinship import Telling
from integrity.claims.report import told
from model.results import Finding


def same_numbers(found: Sequence[Telling]) -> Iterator[Finding]:
    """A number that is not round and stands at three happenings or more of a register of eight or more."""
    by_table: dict[tuple[str, int], list[Telling]] = defaultdict(list)
    for one in found:
        if one.row is not None and one.table is not None and not one.aside and len(one.people) == 1:
            by_table[one.path, one.table.number].append(one)
    for rows in by_table.values():
        counted: dict[int, list[Telling]] = defaultdict(list)
        for one in rows:
            if one.people[0].exact and not one.people[0].round and not pattern("twice", "fixed").search(one.text):
                counted[one.people[0].value].append(one)
        for value, same in sorted(counted.items()):
            if len(rows) >= number("repeat_rows") and len({one.start for one in same}) >= number("repeat_times"):
                yield told("count_contradiction", "same_number", "low", [one.said for one in same],
                           measures={"written": value, "count": len(same)}, value=value, times=len(same),
                           rows=len(rows))
