"""Another unit's name left in as one's own: 我院 in a bureau's paper, an unknown bureau as who did it, another city.

Left alone are joint actions, quoted speech, superiors, experience learnt from others, papers passed on, neighbours
told beside: the list of such words is data, and so is which 我… fits which unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from integrity.claims.data import number, pattern, value
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, clause
from integrity.finding import Severity
from model.results import Finding

_TITLED = frozenset({"self_report", "summary", "plan", "duty_list", "score_table", "ledger"})
_SPOKEN = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》")
_REGION = r"[一-龥]{2,4}(?:市|县|区|旗|州|镇|乡)"


@dataclass(frozen=True, slots=True)
class _Hit:
    said: Said
    start: int
    end: int
    name: str


def strangers(sheets: Sequence[Sheet], units: frozenset[str]) -> Iterator[Finding]:
    """Other units told as the one that speaks. units: names of all units of the cohort."""
    told_as_own: list[tuple[Sheet, list[_Hit], list[_Hit]]] = []
    for sheet in sheets:
        if sheet.own and sheet.paper not in ("case", "notice", "certificate"):
            told_as_own.append((sheet, list(_pronouns(sheet)), list(_doers(sheet, units))))
        if sheet.own and sheet.paper in _TITLED:
            yield from _heads(sheet, units)
        if sheet.own and sheet.paper in ("self_report", "summary", "plan"):
            yield from _regions(sheet)
    for name, pick in (("pronoun", 0), ("doer", 1)):
        rows = [(sheet, (pronouns, doers)[pick]) for sheet, pronouns, doers in told_as_own if (pronouns, doers)[pick]]
        if rows:
            yield _finding(name, rows, told_as_own)


def _finding(name: str, rows: Sequence[tuple[Sheet, list[_Hit]]],
             both: Sequence[tuple[Sheet, list[_Hit], list[_Hit]]]) -> Finding:
    """One finding for all places of a sort; high where a whole paper speaks as another unit: named and 我…, often, and
    never as the unit itself."""
    hits = [hit for _, found in rows for hit in found]
    whole = any(pronouns and doers and len(pronouns) + len(doers) >= number("stranger_throughout")
                and not _speaks_itself(sheet) for sheet, pronouns, doers in both)
    plain = name == "doer" and any(_as_oneself(hit) for hit in hits)
    severity: Severity = "high" if whole or plain else "medium"
    return told("template_residue", name, severity, [hit.said for hit in hits],
                places=[hit.said.place(*clause(hit.said.text, hit.start, hit.end)) for hit in hits],
                measures={"written": hits[0].name, "count": len(hits)},
                written="”“".join(dict.fromkeys(hit.name for hit in hits)), unit=rows[0][0].submission.unit)


def _as_oneself(hit: _Hit) -> bool:
    """Whether one sentence has another unit's full name as who acts and goes on with 我局: both are the same there."""
    return hit.start < number("subject_within") and pattern("strangers", "goes_on").search(
        hit.said.text[hit.end:]) is not None and len(hit.name) >= 6 and not hit.name.startswith(("市", "县", "区"))


def _speaks_itself(sheet: Sheet) -> bool:
    """Whether the unit speaks of itself in the body of a paper."""
    own = [sheet.submission.unit, *(f"{who}{form}" for form in _fitting(sheet.submission.unit) for who in "我本")]
    title = sheet.frame.title_block
    return any(name in said.text for said in sheet.pieces if said.index != title and said is not sheet.dateline
               and len(said.text) > 14 for name in own)


@lru_cache(maxsize=512)
def _fitting(unit: str) -> frozenset[str]:
    """The words after 我 and 本 that fit a unit's name, its area's and its subordinates' among them."""
    fits: set[str] = set()
    for ending, words in value("strangers", "fitting").items():
        if re.search(ending, unit):
            fits.update(words)
    return frozenset(fits)


def _pronouns(sheet: Sheet) -> Iterator[_Hit]:
    fits = _fitting(sheet.submission.unit)
    if not fits:
        return
    for said in sheet.pieces:
        text = _SPOKEN.sub(lambda m: "　" * len(m.group()), said.text)
        if pattern("strangers", "speech").search(text):
            continue
        for found in pattern("strangers", "pronoun").finditer(text):
            if found["form"] not in fits:
                yield _Hit(said, found.start(), found.end(), found.group())


def _doers(sheet: Sheet, units: frozenset[str]) -> Iterator[_Hit]:
    """Clauses in which another unit does what the paper's own unit should: a unit of the cohort, or one of the same
    trade elsewhere."""
    known = _names(sheet, units)
    guides = sheet.context.governs or pattern("strangers", "guides").search(sheet.submission.unit) is not None
    for said in sheet.pieces:
        if said.index == sheet.frame.title_block or len(said.text) < 12:
            continue
        if not guides:
            yield from _inside(sheet, said)
        text = _SPOKEN.sub(lambda m: "　" * len(m.group()), said.text)
        if pattern("strangers", "together").search(text) or guides and not pattern("strangers", "goes_on").search(text):
            continue
        for names, deeds in ((known, "deed"), (_compiled(value("strangers", "any_body")), "own_deed")):
            for found in names.finditer(text):
                if is_own(found["name"], sheet) or not pattern("strangers", deeds).match(text, found.end("name")) or \
                        pattern("strangers", "superior").search(found["name"]):
                    continue
                yield _Hit(said, found.start("name"), found.end("name"), found["name"])


def _inside(sheet: Sheet, said: Said) -> Iterator[_Hit]:
    """Another body's meeting, staff or plan of work told as one's own (经市城市管理局党组会研究)."""
    text = _SPOKEN.sub(lambda found: "　" * len(found.group()), said.text)
    if pattern("strangers", "together").search(text):
        return
    for found in pattern("strangers", "inside").finditer(text):
        if not is_own(found["name"], sheet) and not is_short(found["name"], sheet) and \
                not pattern("strangers", "superior").search(found["name"]):
            yield _Hit(said, *found.span("name"), found["name"])


def is_short(name: str, sheet: Sheet) -> bool:
    """Whether a name is the unit's own with its area left out or shortened (市水务局)."""
    return any(name.endswith(trade) and len(name) - len(trade) <= 1 for trade in sheet.context.trades)


def _names(sheet: Sheet, units: frozenset[str]) -> re.Pattern[str]:
    """Another unit's full name where a clause begins, after no more than a time."""
    others = sorted((name for name in units if name != sheet.submission.unit), key=len, reverse=True)
    trades = [trade for trade in sheet.context.trades if len(trade) > 2]
    shapes = [*map(re.escape, others), *(f"{_REGION}{re.escape(trade)}" for trade in trades)]
    return _compiled("|".join(shapes) or "(?!)")


@lru_cache(maxsize=256)
def _compiled(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[，。；、：\s]))(?:{value('strangers', 'time')})?(?P<name>{names})(?:党[组委])?")


def is_own(name: str, sheet: Sheet) -> bool:
    """Whether a body's name is the unit's own, in full or in its short forms."""
    unit, region = sheet.submission.unit, sheet.context.region
    trades = [trade for trade in sheet.context.trades if name.endswith(trade)]
    return unit.endswith(name) or bool(trades) and (name in trades or bool(region) and region in name)


def _heads(sheet: Sheet, units: frozenset[str]) -> Iterator[Finding]:
    """Another unit's full name in the title or under the paper."""
    trades = [re.escape(trade) for trade in sheet.context.trades if len(trade) > 2]
    others = [re.escape(name) for name in sorted(units, key=len, reverse=True) if name != sheet.submission.unit]
    names = re.compile("|".join([*others, *(f"{_REGION}{trade}" for trade in trades)]) or "(?!)")
    blocks = sheet.document.blocks
    lines = [index for index, block in enumerate(blocks) if block.kind != "table_row" and block.text.strip()
             and len(block.text.strip()) <= 40 and not re.search("[。，；]", block.text)]
    for index in dict.fromkeys((*lines[:3], *lines[-3:])):
        said = sheet.said(index)
        text = re.sub(r"\s", "", said.text)
        found = names.search(text)
        close = index in lines[-3:] and index not in lines[:3]
        if found is None or is_own(found.group(), sheet) or sheet.submission.unit in text or \
                close and len(text) > len(found.group()) + 14 or pattern("strangers", "together").search(text) or \
                re.match("抄送|主送|报送|发[:：]", text) or text.endswith(("：", ":")):
            continue
        yield told("template_residue", "head", "medium", [said], measures={"written": found.group()},
                   written=found.group(), unit=sheet.submission.unit)
    title = sheet.frame.title_block
    for line in sheet.document.furniture:
        text = re.sub(r"\s", "", line)
        found = names.search(text)
        if found and not is_own(found.group(), sheet) and sheet.submission.unit not in text and title is not None:
            place = sheet.submission.place(sheet.document.path, 1, None, line.strip())
            yield told("template_residue", "head", "medium", [sheet.said(title)],
                       places=[place, sheet.said(title).place()], measures={"written": found.group()},
                       written=found.group(), unit=sheet.submission.unit)


def _regions(sheet: Sheet) -> Iterator[Finding]:
    """Another place of one's own level whose party committee, government or people the unit tells as its own."""
    region = sheet.context.region
    if len(region) < 3:
        return
    hits: list[_Hit] = []
    for said in sheet.pieces:
        text = _SPOKEN.sub(lambda found: "　" * len(found.group()), said.text).replace(region, "　" * len(region))
        for found in pattern("strangers", "led").finditer(text):
            name = found["region"]
            if name[-1] == region[-1] and name not in region and name not in sheet.submission.unit and \
                    not pattern("strangers", "no_region").search(name) and \
                    not pattern("strangers", "together").search(text):
                hits.append(_Hit(said, *found.span("region"), name))
    if hits:
        yield told("template_residue", "region", "medium", [hit.said for hit in hits],
                   places=[hit.said.place(*clause(hit.said.text, hit.start, hit.end)) for hit in hits],
                   measures={"written": hits[0].name, "expected": region}, written=hits[0].name, region=region)
