"""What can be proved about a map without a dossier: form, sums, order, bands, kinds, sources, readings, cases."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from model.problems import Problem, problem
from rubric_maps.build import build_cases, build_rubric, flag, points, points_table, tables, text, texts
from rubric_maps.lint_cases import lint_cases
from rubric_maps.load import CASES_NAME, MAP_NAME, read_cases, read_map
from rubric_maps.schema import READING_NEEDED
from rubric_maps.tree import Scalar, Seq, Table, Tree

_ZERO = Decimal(0)


def lint(path: Path, known_kinds: frozenset[str] | None = None) -> list[Problem]:
    """Every problem of the map at ``path`` (a file, or a folder with one) and of the cases beside it.

    known_kinds: evidence kinds that something can find; None leaves that check out.
    """
    if path.is_dir():
        path = path / MAP_NAME
    tree, problems = read_map(path)
    if problems or not isinstance(tree, Table):
        return problems
    linter = _Linter(path, known_kinds)
    linter.check(tree)
    return linter.found + _cases(path, tree)


def _cases(path: Path, tree: Table) -> list[Problem]:
    beside = path.with_name(CASES_NAME)
    if not beside.exists():
        return [problem("cases_absent", path.name)]
    cases_tree, problems = read_cases(beside)
    return problems or lint_cases(build_rubric(tree), build_cases(cases_tree), beside.name)


def _sum(values: list[Decimal]) -> Decimal:
    return sum(values, _ZERO)


class _Linter:
    """Walks a map of sound form and gathers what does not add up."""

    def __init__(self, path: Path, known_kinds: frozenset[str] | None) -> None:
        self.path = path
        self.known = known_kinds
        self.found: list[Problem] = []
        self.sources: tuple[str, ...] = ()
        self.last_item = 0

    def say(self, message: str, line: int, **params: object) -> None:
        """Adds one problem at a line of the map."""
        self.found.append(problem(message, f"{self.path.name}:{line}", **params))

    def check(self, tree: Table) -> None:
        """Checks the whole map."""
        self.sources = tuple(text(source, "代号") for source in tables(tree, "来源"))
        sections = tables(tree, "部分")
        for word in ("来源", "部分"):
            self.not_empty(tree, word)
        for section in sections:
            self.section(section)
        base = _sum([points(section, "满分") for section in sections if not flag(section, "附加")])
        if base != points(tree, "总分"):
            self.say("sum_total", tree.lines["总分"], stated=points(tree, "总分"), sum=base)
        self.bands(tree)
        for composite in tables(tree, "综合成绩"):
            total = _sum([weight for _, weight in points_table(composite, "权重")])
            if total != 100:
                self.say("weights_sum", composite.lines["权重"], mode=text(composite, "方式"), sum=total)
        if self.path.name == MAP_NAME and text(tree, "标准") != self.path.parent.name:
            self.say("id_folder", tree.lines["标准"], id=text(tree, "标准"), folder=self.path.parent.name)

    def not_empty(self, table: Table, word: str) -> None:
        """A list that must hold something."""
        value = table.pairs.get(word)
        if isinstance(value, Seq) and not value.items:
            self.say("list_empty", table.lines[word], key=word)

    def section(self, section: Table) -> None:
        """Items of a section, and their sum. A bonus section's sum is a cap that its items must be able to reach."""
        self.not_empty(section, "项目")
        items = tables(section, "项目")
        for item in items:
            self.item(item)
        total, stated = _sum([points(item, "满分") for item in items]), points(section, "满分")
        if total < stated or (total != stated and not flag(section, "附加")):
            self.say("sum_section", section.lines["满分"], section=text(section, "名称"), stated=stated, sum=total,
                     items="、".join(text(item, "序号") for item in items))

    def item(self, item: Table) -> None:
        """An item's number, citation, criteria and sum."""
        number = text(item, "序号")
        if not (number.isascii() and number.isdigit()) or int(number) <= self.last_item:
            self.say("item_order", item.lines["序号"], item=number, before=self.last_item)
        else:
            self.last_item = int(number)
        self.not_empty(item, "分项")
        self.citation(item)
        self.proof_kinds(item, number)
        criteria = tables(item, "分项")
        for position, criterion in enumerate(criteria, start=1):
            if text(criterion, "编号") != f"{number}.{position}":
                self.say("criterion_order", criterion.lines["编号"], criterion=text(criterion, "编号"),
                         expected=f"{number}.{position}")
            self.criterion(criterion)
        total = _sum([points(criterion, "满分") for criterion in criteria])
        if total != points(item, "满分"):
            self.say("sum_item", item.lines["满分"], item=number, stated=points(item, "满分"), sum=total)

    def citation(self, table: Table) -> None:
        """Where there is a citation, its source must be one of the map's."""
        value = table.pairs.get("依据")
        if isinstance(value, Table) and text(value, "文件") not in self.sources:
            self.say("source_unknown", value.lines["文件"], source=text(value, "文件"), known="、".join(self.sources))

    def criterion(self, criterion: Table) -> None:
        """A criterion's numbers, reading, kinds and citation."""
        number, rule = text(criterion, "编号"), text(criterion, "规则")
        self.citation(criterion)
        for word in ("满分", "数量", "每次"):
            if word in criterion.pairs and points(criterion, word) <= 0:
                self.say("number_zero", criterion.lines[word], criterion=number, key=word)
        needs = rule in READING_NEEDED and not (rule == "达到数量" and points(criterion, "数量") == 1)
        if needs and not text(criterion, "解读"):
            self.say("reading_missing", criterion.lines["规则"], criterion=number, rule=rule)
        self.tiers(criterion, number)
        self.not_empty(criterion, "方面")
        for word in ("材料", "反证", "存疑"):
            self.kinds(criterion.pairs.get(word), number)
        for aspect in tables(criterion, "方面"):
            self.kinds(aspect.pairs["材料"], number)
        self.proof_kinds(criterion, number)

    def tiers(self, criterion: Table, number: str) -> None:
        """Levels must be able to reach the full points: one alone, or several where they add up."""
        levels = [value for _, value in points_table(criterion, "分级")]
        adds = text(criterion, "规则") == "逐件加分" or flag(criterion, "累计")
        reach = max(levels, default=_ZERO)
        if levels and (reach <= 0 or (not adds and reach < points(criterion, "满分"))):
            self.say("tiers_short", criterion.lines["分级"], criterion=number, sum=reach,
                     stated=points(criterion, "满分"))

    def proof_kinds(self, table: Table, number: str) -> None:
        """Kinds that are papers by themselves."""
        for proof in tables(table, "佐证"):
            self.kinds(proof.pairs.get("种类"), number)

    def kinds(self, value: Tree | None, number: str) -> None:
        """Every kind asked for is one that something can find."""
        asked = value.pairs.get("种类") if isinstance(value, Table) else value
        if not isinstance(asked, Seq):
            return
        if not texts(asked):
            self.say("list_empty", asked.line, key="材料")
        for kind in asked.items:
            if self.known is not None and isinstance(kind, Scalar) and kind.text not in self.known:
                self.say("kind_unknown", kind.line, criterion=number, kind=kind.text)

    def bands(self, tree: Table) -> None:
        """Bands fall from at most the total to 0; a veto's grade is one of them."""
        bands = tables(tree, "等次")
        for before, band in pairwise(bands):
            if points(band, "下限") >= points(before, "下限"):
                self.say("bands_order", band.lines["下限"], band=text(band, "名称"), lower=points(band, "下限"),
                         before=points(before, "下限"))
        if bands:
            first, last = points(bands[0], "下限"), points(bands[-1], "下限")
            if last != 0 or first > points(tree, "总分"):
                self.say("bands_ends", tree.lines["等次"], total=points(tree, "总分"), first=first, last=last)
        names = tuple(text(band, "名称") for band in bands)
        for veto in tables(tree, "一票否决"):
            self.citation(veto)
            if names and text(veto, "定为") not in names:
                self.say("veto_grade", veto.lines["定为"], case=text(veto, "情形"), grade=text(veto, "定为"),
                         known="、".join(names))
