"""A happening of last year's dossier of the same unit told again as this year's: the same name, place and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from integrity.claims.data import number, pattern, value
from integrity.claims.doubled import place_of_both, same_figures, worth
from integrity.claims.entries import Entry, figures_of, pairs_of, rows, witnesses
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet
from model.results import Finding


def as_last_year(sheets: Sequence[Sheet], before: Sequence[Sheet]) -> Iterator[Finding]:
    """What a dossier tells with the very numbers of its unit's dossier of the year before."""
    old_rows = [one for sheet in before for one in rows(sheet)]
    old_told = [(one.said, one.words) for one in witnesses(before)]
    by_figure: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for one in old_rows:
        for figure in one.figures:
            by_figure[figure].append(one)
    for sheet in sheets:
        for one in rows(sheet):
            near = dict.fromkeys(other for figure in sorted(one.figures) for other in by_figure[figure][:8])
            best = max(near, key=lambda other: _points(one, other), default=None)
            if best is not None and _points(one, best) >= number("yearly_points"):
                yield _finding(one.said, best.said, same_figures(one, best),
                               [said for said, words in old_told if _tells(words, one)])
        if sheet.paper in ("self_report", "summary"):
            yield from _told_again(sheet, old_told)


def _tells(words: str, one: Entry) -> bool:
    """Whether a paper of last year tells a row: most of its words and a number of it."""
    return bool(one.figures & figures_of(words)) and \
        len(one.grams & pairs_of(words)) >= number("yearly_words") * max(1, len(one.grams))


def _points(one: Entry, other: Entry) -> float:
    """How surely a row is last year's: numbers that came again, the name, the place; nothing where heads differ."""
    routine = pattern("twice", "fixed").search(one.words)
    if routine or one.people and other.people and one.people != other.people or place_of_both(one, other) is False:
        return 0.0
    same = same_figures(one, other)
    table = value("doubled", "points")
    grams, others = pairs_of(one.name), pairs_of(other.name)
    alike = len(grams & others) / max(1, min(len(grams), len(others)))
    if len({count for count, _ in same}) < 2 or alike < number("certificate_share"):
        return 0.0
    return sum(worth(count) for count, _ in same[:3]) + (table["place"] if place_of_both(one, other) else 0.0)


def _told_again(sheet: Sheet, old: Sequence[tuple[Said, str]]) -> Iterator[Finding]:
    """A sentence of a report with three numbers, and many words, of one briefing of last year."""
    for said in sheet.pieces:
        mine = figures_of(said.text)
        big = {one for one in mine if one[0] >= number("few_people")}
        if len(mine) < 3 or not big or pattern("tellings", "earlier").search(said.text):
            continue
        for other, words in old:
            same = mine & figures_of(words)
            grams = pairs_of(said.text)
            if len(same) >= 3 and len(same & big) >= 2 and len(same) >= 0.6 * len(mine) and \
                    len(grams & pairs_of(words)) >= number("yearly_words") * len(grams):
                yield _finding(said, other, sorted(same & big, reverse=True), [])
                break


def _finding(now: Said, before: Said, same: Sequence[tuple[int, str]], more: Sequence[Said]) -> Finding:
    return told("out_of_period", "same_as_last_year", "medium", [now, before, *more],
                measures={"written": "、".join(f"{count}{unit}" for count, unit in same[:4])}, what=now.text[:50],
                before=before.text[:50], shared="、".join(f"{count}{unit}" for count, unit in same[:4]))
