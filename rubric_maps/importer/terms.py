"""The procedure around the criteria: vetoes, deadlines, absence, the draw, the total, caps, dates, document number."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rubric_maps.importer.grades import Band, Weights, bands, weights
from rubric_maps.importer.paper import Bit, Line
from rubric_maps.importer.words import matcher, pattern, table, value

_REACH = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """A paper due by a day (``MM-DD``). next_year: of the year after the review. sure: the day is printed."""

    name: str
    day: str
    papers: tuple[str, ...]
    next_year: bool
    line: int
    sure: bool


@dataclass(kw_only=True, slots=True)
class Procedure:
    """What a paper says around its criteria; each entry with the line that says it, None where nothing does."""

    bands: list[Band] = field(default_factory=list)
    weights: list[Weights] = field(default_factory=list)
    vetoes: list[tuple[str, str, int]] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    absence: tuple[str, int] | None = None
    share: tuple[Decimal, int] | None = None
    at_most: tuple[Decimal, int, bool] | None = None
    total: tuple[Decimal, int] | None = None
    bonus_cap: tuple[Decimal, int] | None = None
    reuse: tuple[str, int] | None = None
    period: tuple[str, str, int] | None = None
    valid_from: tuple[str, int, bool] | None = None
    number: tuple[str, int] | None = None
    title: str = ""
    notes: list[Bit] = field(default_factory=list)

    def said(self) -> bool:
        """Whether anything was found that a standard without criteria can live by."""
        return bool(self.bands or self.weights or self.vetoes or self.deadlines)


def procedure(lines: Sequence[Bit], paper: Sequence[Line]) -> Procedure:
    """The procedure that ``lines`` (those outside the items) tell; ``paper``: every line, for its head."""
    found = Procedure(bands=bands(lines), weights=weights(lines), deadlines=list(_deadlines(lines)))
    grades = [band.name for band in found.bands]
    found.vetoes = list(_vetoes(lines, [*grades, *table("等次词")]))
    _single(found, lines)
    found.valid_from = _valid_from(paper)
    found.number = next(((match.group(), line.number) for line in paper[:30]
                         if (match := pattern("文号").search(line.text)) and len(line.text) <= 40), None)
    found.title = _title(paper)
    return found


def _sentences(lines: Sequence[Bit]) -> Iterator[Bit]:
    for bit in lines:
        for sentence in re.split(r"。", bit.text):
            if sentence.strip():
                yield Bit(text=sentence.strip(), line=bit.line)


def _vetoes(lines: Sequence[Bit], grades: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Sentences that name a falsification and the grade that follows from it, before or behind."""
    usual = table("作假")
    for bit in _sentences(lines):
        cases = sorted(pattern("弄虚作假").finditer(bit.text), key=lambda match: match.group() == usual["非"])
        if not cases:
            continue
        start = 0 if any(match.group() == usual["非"] for match in cases) else cases[0].end()
        effects = (match["名"].strip("“”") for match in pattern("否决后果").finditer(bit.text, start))
        grade = next((name for name in effects if name in grades), None)
        if grade is not None:
            yield _case(cases[0].group()), grade, bit.line


def _case(said: str) -> str:
    """A veto's case; other words for falsification are told beside the usual one."""
    usual = table("作假")
    return said if said in (usual["情形"], usual["非"]) else str(usual["别称"]).format(原文=said)


def _deadlines(lines: Sequence[Bit]) -> Iterator[Deadline]:
    for bit in _sentences(lines):
        before = 0
        for match in pattern("截止").finditer(bit.text):
            stop = re.search(r"[,;]", bit.text[match.end():])
            end = match.end() + (stop.start() if stop else len(bit.text))
            if not pattern("报送").search(bit.text[match.end():end]):
                continue
            names = _papers(bit.text[max(before, match.start() - _REACH):match.start()])
            names = names or _papers(bit.text[match.end():end])
            day, sure = _day(match)
            for name, papers in names:
                yield Deadline(name=name, day=day, papers=papers, next_year=bool(match["次"]), line=bit.line, sure=sure)
            before = end


def _papers(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The papers that a stretch names, those of its last clause that names any."""
    for clause in reversed(re.split(r"[,;]", text)):
        found = []
        left = clause
        for words, name, papers in table("期限文种"):
            if matcher(words).search(left):
                found.append((str(name), tuple(papers)))
                left = matcher(words).sub("", left)
        if found:
            return found[:2]
    return []


def _day(match: re.Match[str]) -> tuple[str, bool]:
    month, said = int(match["月"]), match["日"] or ""
    last = calendar.monthrange(2001, min(max(month, 1), 12))[1]
    day = int(said.removesuffix("日")) if said.endswith("日") else {"上旬": 10, "中旬": 20}.get(said, last)
    return f"{min(max(month, 1), 12):02d}-{min(day, last):02d}", bool(said) and said not in ("上旬", "中旬", "下旬")


def _single(found: Procedure, lines: Sequence[Bit]) -> None:
    """Fills what a paper says once: the first sentence that says it counts."""
    for bit in _sentences(lines):
        text = bit.text
        if found.absence is None and (match := pattern("缺席").search(text)):
            found.absence = (match["处"], bit.line)
        if pattern("抽取词").search(text) and not pattern("抽取非").search(text):
            if found.share is None and (match := pattern("抽取比").search(text)):
                found.share = (Decimal(match["比"]), bit.line)
            if found.at_most is None and (match := pattern("抽取数").search(text)):
                number = value(match["数"])
                found.at_most = (number, bit.line, bool(match["至多"])) if number else None
        if found.total is None and (match := pattern("总分").search(text)):
            number = value(match["分"] or match["分二"]) or (Decimal(100) if match["百"] else None)
            found.total = (number, bit.line) if number and number >= 50 else None
        if found.bonus_cap is None and (match := pattern("附加封顶").search(text)):
            found.bonus_cap = (Decimal(match["分"]), bit.line)
        if found.reuse is None and re.search("同一(?:材料|事项|工作|项目|佐证|活动|成果)", text) \
                and pattern("重复").search(text):
            found.reuse = ("不可重复", bit.line)
        if found.period is None and (match := pattern("评议期").search(text)):
            found.period = (f"{int(match['月一']):02d}-{int(match['日一']):02d}",
                            f"{int(match['月二']):02d}-{int(match['日二']):02d}", bit.line)
        if pattern("含本数").search(text) or pattern("扣完").search(text):
            found.notes.append(bit)


def _valid_from(paper: Sequence[Line]) -> tuple[str, int, bool] | None:
    """The day a standard takes force: printed, or the last date of the paper where it takes force with its issue."""
    dates = []
    issued = False
    for line in paper:
        if match := pattern("施行").search(line.text):
            return f"{match['年']}-{int(match['月']):02d}-{int(match['日']):02d}", line.number, True
        issued = issued or pattern("印发日").search(line.text) is not None
        if len(line.text) <= 60:
            dates += [(f"{m['年']}-{int(m['月']):02d}-{int(m['日']):02d}", line.number, False)
                      for m in pattern("日期").finditer(line.text)]
    return dates[-1] if issued and dates else None


def _title(paper: Sequence[Line]) -> str:
    """The paper's own title: the first line (or lines) that names a plan, a method, a standard."""
    for at, line in enumerate(paper[:25]):
        text = line.text
        if line.cells or len(text) > 70 or "。" in text or not re.search(
                r"(?:办法|方案|意见|细则|标准|指标|规定|通知|评分表|考核表)(?:\([^()]*\))?》?(?:的通知)?$", text):
            continue
        above = paper[at - 1].text if at else ""
        joined = 2 <= len(above) <= 40 and not re.search(r"[。:;,\d]|办公室$|文件$|局$|委员会$", above)
        whole = f"{above if joined else ''}{text}"
        inner = re.search(r"印发《(.+)》", whole)
        return inner.group(1) if inner else whole
    return ""
