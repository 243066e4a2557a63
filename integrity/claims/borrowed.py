"""What a paper took over from another place or trade: a city in a slogan or an aim that is not the unit's, sections and
duties that only another trade has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from integrity.claims.data import pattern, value
from integrity.claims.report import told
from integrity.claims.sheets import Said, Sheet, clause
from model.results import Finding

_SPOKEN = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》")
_OWN = frozenset({"self_report", "summary", "plan"})


def borrowed(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Places and trades of another unit in the papers of a dossier."""
    words = [block.text for sheet in sheets for block in sheet.document.blocks]
    for sheet in sheets:
        if sheet.own and sheet.paper in _OWN:
            yield from _places(sheet, words)
        if sheet.own and sheet.paper in (*_OWN, "notice", "duty_list"):
            yield from _trades(sheet)


def _places(sheet: Sheet, words: Sequence[str]) -> Iterator[Finding]:
    """Another place whose good the unit works for, named nowhere else in the dossier."""
    hits: list[tuple[Said, re.Match[str]]] = []
    region = sheet.context.region
    for said in sheet.pieces:
        text = _SPOKEN.sub(lambda found: "　" * len(found.group()), said.text)
        if not region or pattern("strangers", "together").search(text):
            continue
        for found in pattern("borrowed", "aim").finditer(text):
            name = found["region"]
            if not _ours(name, sheet) and not pattern("borrowed", "no_place").search(name) and \
                    not pattern("foreign", "no_town").search(name) and \
                    sum(name in block for block in words) == 1:
                hits.append((said, found))
        slogans = [found for found in pattern("borrowed", "slogan").finditer(text) if not _ours(found["region"], sheet)
                   and not pattern("borrowed", "no_place").search(found["region"])]
        for found in slogans:
            if sum(other["region"] == found["region"] for other in slogans) > 1:
                hits.append((said, found))
    if hits:
        yield told("template_residue", "region", "medium", [said for said, _ in hits],
                   places=[said.place(*clause(said.text, *found.span("region"))) for said, found in hits],
                   measures={"written": hits[0][1]["region"], "expected": region}, written=hits[0][1]["region"],
                   region=region)


def _ours(name: str, sheet: Sheet) -> bool:
    """Whether a place is the unit's own: in its name or its area's."""
    return name in sheet.submission.unit or name in sheet.context.region or sheet.context.region in name


def _trades(sheet: Sheet) -> Iterator[Finding]:
    """Sections, posts and duties that a unit of this name does not have; two of them are asked about."""
    unit = sheet.submission.unit
    for row in value("borrowed", "trades"):
        if re.search(row["home"], unit) or "not" in row and not re.search(row["not"], unit):
            continue
        words, home = re.compile(row["words"]), re.compile(rf"(?:{row['home']})[^，。；]{{0,4}}$")
        hits = [(said, hit) for said in sheet.every() if words.search(said.text)
                and not pattern("borrowed", "joint").search(said.text)
                for hit in words.finditer(said.text) if not home.search(said.text[:hit.start()])]
        if hits:
            several = len({hit.group() for _, hit in hits}) > 1
            yield told("template_residue", "other_trade", "medium" if several else "low", [said for said, _ in hits],
                       places=[said.place(*clause(said.text, *hit.span())) for said, hit in hits],
                       measures={"written": hits[0][1].group(), "count": len(hits)},
                       written="”“".join(dict.fromkeys(hit.group() for _, hit in hits)), unit=unit)
