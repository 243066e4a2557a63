"""A part of a paper and its procedure → the draft: sums held against each other, doubts noted, nothing repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from rubric_maps.importer import wording
from rubric_maps.importer.asking import SURE, Asker
from rubric_maps.importer.draft import Criterion, Draft, Item, Kinds, Propose, Section, doubt
from rubric_maps.importer.paper import Doubt, Head, Line, Part, Record
from rubric_maps.importer.pieces import Piece
from rubric_maps.importer.rule import Rule
from rubric_maps.importer.rules import case_words, decide
from rubric_maps.importer.split import Split, heads_are_sums, split
from rubric_maps.importer.terms import Procedure
from rubric_maps.importer.words import figure, pattern, say

_NONE = Decimal(0)
_NAMED = 0.7
_LEAST = 4
_YEARS = re.compile(r"(20\d\d)\s*[-—–至~]{1,2}\s*(20\d\d)")


def assemble(part: Part | None, lines: Sequence[Line], told: Procedure, rubric_id: str, propose: Propose) -> Draft:
    """The draft of a part (None: a procedure without criteria)."""
    maker = _Maker(lines, told, propose)
    sections = maker.sections(part) if part else []
    base = sum((section.points for section in sections if not section.bonus), _NONE)
    scored = part is None or part.scored
    total, line = told.total if told.total and scored else (base, 0)
    draft = Draft(id=rubric_id, name=wording.wide((part.title if part else "") or told.title or rubric_id)[:60],
                  total=total, total_line=line, scored=scored, sections=sections, procedure=told)
    draft.terms = _terms(told)
    if part and scored and base != total:
        draft.terms["总分"] = [doubt("import_total_sum", line, stated=total, sum=base)]
    if part and scored:
        draft.doubts += _unused(part, lines, {band.line for band in told.bands} | {one.line for one in told.weights})
    return draft


def _terms(told: Procedure) -> dict[str, list[Doubt]]:
    """What a person must look at around the criteria, by the map's key."""
    found: dict[str, list[Doubt]] = {}

    def note(key: str, line: int, said: str) -> None:
        found.setdefault(key, []).append(doubt("import_term", line, what=key, said=said))

    if told.valid_from and not told.valid_from[2]:
        note("施行", told.valid_from[1], told.valid_from[0])
    if told.period:
        note("评议期", told.period[2], f"{told.period[0]}至{told.period[1]}")
    if not told.number:
        note("文号", 1, say("没有找到"))
    if not told.bands:
        note("等次", 1, say("没有找到"))
    if told.at_most and not told.share and not told.at_most[2]:
        note("抽取", told.at_most[1], figure(told.at_most[0]))
    for due in told.deadlines:
        if not due.sure:
            note("期限", due.line, f"{due.name} {due.day}")
    for weights in told.weights:
        for said in weights.unknown:
            found.setdefault("综合成绩", []).append(doubt("import_weight", weights.line, said=said))
    return found


def _unused(part: Part, lines: Sequence[Line], told: set[int]) -> list[Doubt]:
    """Lines among the items that state points and became no part of any of them."""
    used = part.lines()
    first = min(used, default=1)
    return [doubt("import_line_unused", line.number, said=line.text[:40]) for line in lines[first - 1:part.end]
            if line.number not in used | told and re.search(r"\d分", line.text) and not _heading_piece(line, lines)]


def _heading_piece(line: Line, lines: Sequence[Line]) -> bool:
    """Points cells and the last piece of a broken heading are used with the lines above them."""
    return re.fullmatch(r"\(?\d+(?:\.\d+)?分\)?", line.text) is not None and line.number > 1 and bool(lines)


class _Maker:
    """Builds sections, items and criteria, counting items as the map does."""

    def __init__(self, lines: Sequence[Line], told: Procedure, propose: Propose) -> None:
        self.lines = lines
        self.told = told
        self.asker = Asker(propose)
        years = next((match for line in lines if (match := _YEARS.search(line.text))), None)
        self.years = (f"{years[1]}-01-01", f"{years[2]}-12-31") if years else None

    def sections(self, part: Part) -> list[Section]:
        """The part's sections in order."""
        headed = heads_are_sums(part.records)
        own = _own_numbers(part.records)
        bonus = [head for head in part.heads if head.bonus]
        found = []
        count = 0
        for index, head in enumerate(part.heads):
            cap = head.points
            if cap is None and head.bonus and len(bonus) == 1 and self.told.bonus_cap:
                cap = self.told.bonus_cap[0]
            items = []
            for record in (record for record in part.records if record.section == index):
                count += 1
                number = record.number if own else str(count)
                taken = split(record, head, headed) if part.scored else _unsplit(record)
                items.append(self._item(record, taken, number, head, cap, part.scored))
            found.append(_section(head, cap, items, part.scored))
        return found

    def _item(self, record: Record, taken: Split, number: str, head: Head, cap: Decimal | None,
              scored: bool) -> Item:
        criteria = []
        for position, piece in enumerate(taken.pieces, start=1):
            around = taken.title or (taken.pieces[position - 2].text if position > 1 else "")
            criteria.append(self._criterion(f"{number}.{position}", piece, around, cap))
            if piece.way == "deduct" and len(taken.pieces) == 1 and taken.title:
                criteria[0].title = wording.wide(taken.title)
        title = wording.wide(taken.title) or (criteria[0].title if len(criteria) == 1 else
                                              say("等项", 名称=criteria[0].title, 几=len(criteria)))
        total = sum((criterion.points for criterion in criteria), _NONE)
        item = Item(number=number, printed=record.number, title=title, line=record.line, criteria=criteria,
                    points_line=taken.stated_line or record.line,
                    points=total if taken.stated is None or not scored or total < 0 else taken.stated)
        if item.points != total:
            item.source_sum = total
            item.doubts.append(doubt("import_item_sum", record.line, number, stated=item.points, sum=total))
        proofs = {piece.proof for piece in taken.pieces}
        if len(proofs) == 1:
            item.proofs = wording.proofs(proofs.pop())
        else:
            for criterion, piece in zip(criteria, taken.pieces, strict=True):
                criterion.proofs = wording.proofs(piece.proof)
        return item

    def _criterion(self, number: str, piece: Piece, around: str, cap: Decimal | None) -> Criterion:
        """One criterion. around: the item's title, or the words of the criterion before."""
        rule = decide(piece)
        asked = self.asker.ask(piece, rule, around)
        if asked.several:
            rule.doubt("import_several", names="、".join(wording.wide(name) for name in asked.several), how=rule.name)
        points = piece.points
        made = Criterion(
            id=number, title=self._title(piece, asked.kinds), points=points or _NONE, rule=rule,
            line=piece.line, points_line=piece.points_line or piece.line,
            short=wording.short(piece.text, piece.denied), asks=asked.kinds, part_asks=asked.parts,
            exempt_asks=asked.exempt)
        if points is None:
            made.points = self._missing(made, rule, cap)
        if self.years and pattern("五年").search(piece.text) and rule.name in ("达到数量", "有即得分"):
            made.period = self.years
            rule.doubt("import_period", first=self.years[0], last=self.years[1])
        if rule.exempt:
            rule.doubt("import_exempt", said=wording.wide(rule.exempt))
        for message, fields in rule.doubts:
            if message == "import_no_cap":
                fields = {"points": made.points}
            told = {key: wording.wide(value) if isinstance(value, str) else value for key, value in fields.items()}
            made.doubts.append(doubt(message, piece.line, number, **told))
        self._kind_doubts(made)
        return made

    def _title(self, piece: Piece, kinds: Kinds) -> str:
        """The clause that speaks of the criterion's kind; the kind's name where that is too long for a title."""
        if piece.way == "deduct":
            return wording.title(case_words(piece.said[0].text), True)
        clause = self.asker.clause(piece.text, kinds[0][0]) if kinds else ""
        made = wording.title(clause or piece.text, piece.denied)
        if len(made) < _LEAST:
            made = wording.title(piece.context or piece.body or made)
        cut = len(clause or piece.text) > 2 * len(made)
        return kinds[0][1] if cut and kinds and kinds[0][2] >= _NAMED else made

    def _missing(self, made: Criterion, rule: Rule, cap: Decimal | None) -> Decimal:
        """Points for a criterion that prints none: the section's cap for a bonus, else one, to be mended."""
        if rule.name == "逐件加分":
            return cap or (self.told.bonus_cap[0] if self.told.bonus_cap else None) or rule.each or Decimal(1)
        points = max((value for _, _, value in rule.tiers), default=Decimal(1))
        made.doubts.append(doubt("import_points_missing", made.line, made.id, points=points))
        return points

    def _kind_doubts(self, made: Criterion) -> None:
        lists: list[Kinds] = [kinds for listed in made.part_asks.values() for kinds in listed]
        if not lists or made.asks:
            lists.append(made.asks)
        unsure = [row for kinds in lists for row in kinds[:1] if row[2] < SURE]
        if any(not kinds for kinds in lists):
            made.doubts.append(doubt("import_kind_none", made.line, made.id))
        if unsure:
            told = "、".join(f"{kind}（{name}，把握{sure:g}）" for kind, name, sure in dict.fromkeys(unsure))
            made.doubts.append(doubt("import_kind", made.line, made.id, kinds=told))


def _own_numbers(records: Sequence[Record]) -> bool:
    """Whether the paper's own numbers can be the map's: digits that rise through the whole part."""
    numbers = [record.number for record in records]
    if not all(number.isdigit() for number in numbers):
        return False
    return all(int(a) < int(b) for a, b in zip(numbers, numbers[1:], strict=False))


def _unsplit(record: Record) -> Split:
    """An unscored check: one criterion, whatever it says."""
    text = "。".join(bit.text.rstrip("。") for row in record.rows for bit in row.content)
    proof = "。".join(bit.text for row in record.rows for bit in row.proof)
    piece = Piece(text=text, line=record.line, points=_NONE, body=text, proof=proof)
    return Split(title=record.title, stated=None, pieces=[piece])


def _section(head: Head, cap: Decimal | None, items: list[Item], scored: bool) -> Section:
    total = sum((item.points for item in items), _NONE)
    points = _NONE if not scored else cap if cap is not None else _NONE if head.bonus else total
    section = Section(title=wording.wide(head.title) or "评分项目", points=points, line=head.line, items=items,
                      bonus=head.bonus and scored, loose=head.bonus and scored and points != total)
    if total != points and not head.bonus:
        section.doubts.append(doubt("import_section_sum", head.line, title=section.title, stated=points, sum=total))
    return section

