"""What there is bounds what is told of it: so many villages, judges, copies or seats, and more of them elsewhere.

A number beside words of having (现有, 辖, 在册, 编印, 限) says how many there are of what it counts; a larger number of
the same thing anywhere in the dossier is held against it, the longer and the less common the shared name the surer. So
are the copies of a named paper given away at several places against its print run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from integrity.claims.amounts import Amount, amounts, amounts_of
from integrity.claims.data import number, pattern
from integrity.claims.guesses import Guess
from integrity.claims.sheets import Said, Sheet
from integrity.claims.sums import plain

_NOT_HAN = re.compile(r"[^一-龥]+")
_NAMED = re.compile("[《“]([^《》“”]{3,30})[》”]")
Stock = tuple[Amount, str]


def bounds(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """Every number above what the dossier says there is of its sort."""
    papers = [sheet for sheet in sheets if sheet.paper not in ("case", "certificate", "media", "plan")]
    found = [one for sheet in papers for one in amounts_of(sheet) if one.plain and one.unit not in ("%", "元", "分")]
    stocks = [(one, noun) for one in found if one.said.sheet.own and (noun := _stock(one))]
    for stock, noun in stocks[:int(number("stocks_most"))]:
        over = [(_alike(one, noun), one) for one in found if one.unit == stock.unit and one.value > stock.value
                and not (one.said is stock.said and one.match.start < stock.match.start) and not _aside(one)]
        points, one = max(over, key=lambda pair: pair[0], default=(0.0, stock))
        if points > 0:
            far = float(one.value / stock.value)
            yield _above(points - (1.0 if far > 4 else 0.0), noun, one.said, one.text, stock)
        yield from _rows(papers, stock, noun)
    yield from _given_away(sheets)


def _above(points: float, noun: str, said: Said, written: str, stock: Amount) -> Guess:
    return Guess(points, "above_stock", tuple(dict.fromkeys((said, stock.said))),
                 {"written": written, "expected": stock.text}, {"noun": noun, "written": written, "stock": stock.text})


def _stock(one: Amount) -> str:
    """What there is so many of, "" where the words tell no such thing."""
    clause = re.split("[，。；：]", one.said.text[max(0, one.match.start - 24):one.match.start])[-1]
    if not one.exact or one.match.is_part or one.value < 3 or one.match.unit_text.endswith("次") or \
            not pattern("amounts", "having").search(clause) or pattern("totals", "other_time").search(one.said.text):
        return ""
    noun = _after(one) or _NOT_HAN.split(one.before)[-1][-8:]
    return "" if len(noun) < 2 and noun not in pattern("amounts", "short").pattern or \
        pattern("amounts", "no_stock").fullmatch(noun) else noun


def _after(one: Amount) -> str:
    return pattern("amounts", "noun_ends").split(one.after)[0][:8]


def _alike(one: Amount, noun: str) -> float:
    """How surely a number counts what the noun names: by the letters that its words share with it."""
    after, before = _after(one), _NOT_HAN.split(one.before)[-1][-10:]
    best = max((run for name in (after, before) for run in _runs(noun, name)), key=len, default="")
    if len(noun) == 1:
        return 2.2 if after == noun else 0.0
    if len(best) < 2:
        return 0.0
    common = pattern("amounts", "common_nouns").fullmatch(best) is not None
    clause = one.said.text[max(0, one.match.start - 16):one.match.end + 14]
    ours = pattern("amounts", "ours").search(clause) is not None
    return 1.4 + 0.4 * min(len(best), 4) + 0.5 * one.exact - 1.2 * common + 0.8 * ours


def _runs(noun: str, name: str) -> Iterator[str]:
    """The ends of a noun that a name ends or begins with: the last word says what it is."""
    for length in range(min(len(noun), len(name)), 1, -1):
        if noun[-length:] in (name[-length:], name[:length]):
            yield noun[-length:]


def _rows(papers: Sequence[Sheet], stock: Amount, noun: str) -> Iterator[Guess]:
    """Heads in a column of people above a stock of people whose name the row has."""
    if stock.unit != "人" or len(noun) < 4:
        return
    for sheet in papers:
        for table in sheet.tables:
            column = table.column("people")
            for row in table.rows if column is not None and sheet.paper in ("ledger", "record") else ():
                cell = re.fullmatch(r"(\d{1,5})[人名]?", row.cells.get(column or 0, "").strip())
                if cell is None or Decimal(cell[1]) <= stock.value or row.total:
                    continue
                run = next((noun[-length:] for length in range(len(noun), 2, -1)
                            if noun[-length:] in row.block.text), "")
                if len(run) >= 3 and not pattern("presence", "others").search(row.block.text):
                    yield _above(1.6 + 0.4 * min(len(run), 4), run, sheet.said(row.index), f"{cell[1]}人", stock)


def _aside(one: Amount) -> bool:
    """Whether a larger number has a reason: others among them, times counted, other years, all over the region."""
    text = one.said.text
    clause = re.split("[，。；：]", text[:one.match.start])[-1] + text[one.match.start:one.match.end + 12]
    return one.match.unit_text.endswith("次") or pattern("presence", "others").search(clause) is not None or \
        pattern("amounts", "joined").search(text[:one.match.start]) is not None or \
        pattern("amounts", "wider").search(clause) is not None or \
        pattern("totals", "other_time").search(clause) is not None or one.value < number("few_people") / 2


def _given_away(sheets: Sequence[Sheet]) -> Iterator[Guess]:
    """What places got of a named paper, told in one sentence, above how many were printed."""
    told = [(said, [one for one in amounts(said) if one.unit == "份" and one.plain]) for sheet in sheets
            for said in sheet.pieces if sheet.paper not in ("plan", "notice", "case")]
    runs: dict[str, tuple[Amount, Said]] = {}
    for said, copies in told:
        names = _names(said)
        printed = [one for one in copies if pattern("amounts", "printed").search(said.text[:one.match.start])]
        if len(printed) == 1 and len(names) == 1 and len(copies) == 1:
            runs.setdefault(names[0], (printed[0], said))
    for at, (said, copies) in enumerate(told):
        before = told[at - 1][0] if at and told[at - 1][0].sheet is said.sheet else said
        for name in {*_names(said), *(_names(before) if before.index >= said.index - 1 else ())} & runs.keys():
            run, where = runs[name]
            made = sum((one.value for one in copies), Decimal(0))
            given = (len(copies) > 1 or copies and name in said.text) and \
                pattern("amounts", "given").search(said.text) is not None
            twice = len(copies) > 1 and copies[0].value == made / 2
            if given and said is not where and made > run.value and not twice and \
                    not pattern("amounts", "reprinted").search(before.text + said.text + where.text):
                yield _above_run(name, made, run, (said, where))
    yield from _columns(sheets, runs)


def _columns(sheets: Sequence[Sheet], runs: dict[str, tuple[Amount, Said]]) -> Iterator[Guess]:
    """The copies of a named paper in a register's column above its print run."""
    for sheet in sheets:
        for table in sheet.tables if sheet.paper in ("ledger", "record") else ():
            about = "".join((sheet.frame.title, table.title, *table.heads.values(),
                             *(one.text for one in sheet.pieces)))
            for name, (run, where) in runs.items():
                column = table.column("copies")
                rows = [row for row in table.rows if not row.total]
                if column is None or name not in about or pattern("sums", "set_aside").search(about):
                    continue
                cells = [(row, int(hit[1])) for row in rows if (hit := re.fullmatch(
                    r"(\d{1,6})[份册本张套]?", row.cells.get(column, "").strip()))]
                made = sum(count for _, count in cells)
                if len(cells) > 1 and made > run.value:
                    yield _above_run(name, Decimal(made), run, (where, sheet.said(cells[0][0].index)))


def _above_run(name: str, made: Decimal, run: Amount, saids: tuple[Said, ...]) -> Guess:
    return Guess(number("guess_sure"), "above_run", saids, {"written": plain(made), "expected": run.text},
                 {"name": name, "made": plain(made), "stock": run.text})


def _names(said: Said) -> list[str]:
    return list(dict.fromkeys(_NAMED.findall(said.text)))
