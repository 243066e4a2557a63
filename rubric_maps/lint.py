"""What can be proved about a map without a dossier: form, sums, order, bands, kinds, sources, readings, cases."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from model.problems import Problem, problem
from rubric_maps.build import build_cases, build_rubric, flag, points, points_table, tables, text, texts
from rubric_maps.lint_cases import lint_cases
from rubric_maps.lint_procedure import lint_procedure
from rubric_maps.load import CASES_NAME, MAP_NAME, read_cases, read_map
from rubric_maps.schema import PART_LISTS, READING_NEEDED
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
        self.unscored = False

    def say(self, message: str, line: int, **params: object) -> None:
        """Adds one problem at a line of the map."""
        self.found.append(problem(message, f"{self.path.name}:{line}", **params))

    def check(self, tree: Table) -> None:
        """Checks the whole map."""
        self.sources = tuple(text(source, "代号") for source in tables(tree, "来源"))
        self.unscored = flag(tree, "不计分")
        sections = tables(tree, "部分")
        self.not_empty(tree, "来源")
        if not any(word in tree.pairs for word in ("综合成绩", "期限")):
            self.not_empty(tree, "部分")
        for section in sections:
            self.section(section)
        base = _sum([points(section, "满分") for section in sections if not flag(section, "附加")])
        if sections and base != points(tree, "总分"):
            self.say("sum_total", tree.lines["总分"], stated=points(tree, "总分"), sum=base)
        self.found += lint_procedure(tree, self.path.name, self.sources)
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
        """Items of a section, and their sum; a bonus section may say that its items need not add up to its cap."""
        self.not_empty(section, "项目")
        items = tables(section, "项目")
        for item in items:
            self.item(item)
        total, stated = _sum([points(item, "满分") for item in items]), points(section, "满分")
        if total != stated and not (flag(section, "附加") and flag(section, "不求合计")):
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
        self.item_sum(item, number, _sum([points(criterion, "满分") for criterion in criteria]))

    def item_sum(self, item: Table, number: str, total: Decimal) -> None:
        """An item's points against its criteria's; a gap of the source itself is declared and named, never filled."""
        stated = points(item, "满分")
        if "原文合计" in item.pairs:
            declared = points(item, "原文合计")
            wrong = declared != total or declared == stated
            self.say("source_sum_wrong" if wrong else "source_sum", item.lines["满分"], item=number, stated=stated,
                     sum=total, **({"declared": declared} if wrong else {"gap": abs(stated - total)}))
        elif total != stated:
            self.say("sum_item", item.lines["满分"], item=number, stated=stated, sum=total)

    def citation(self, table: Table) -> None:
        """Where there is a citation, its source must be one of the map's."""
        value = table.pairs.get("依据")
        if isinstance(value, Table) and text(value, "文件") not in self.sources:
            self.say("source_unknown", value.lines["文件"], source=text(value, "文件"), known="、".join(self.sources))

    def criterion(self, criterion: Table) -> None:
        """A criterion's numbers, reading, kinds and citation."""
        number, rule = text(criterion, "编号"), text(criterion, "规则")
        self.citation(criterion)
        self.numbers(criterion, number, rule)
        steps = any("每低" in part.pairs for part in tables(criterion, "指标"))
        needs = rule in READING_NEEDED and not (rule == "达到数量" and points(criterion, "数量") == 1)
        if (needs or steps) and not text(criterion, "解读"):
            self.say("reading_missing", criterion.lines["规则"], criterion=number, rule=rule)
        self.tiers(criterion, number)
        for word in ("材料", "反证", "存疑", "相关"):
            self.kinds(criterion.pairs.get(word), number)
        for word in PART_LISTS:
            self.not_empty(criterion, word)
            for part in tables(criterion, word):
                self.kinds(part.pairs["材料"], number)
                self.kinds(part.pairs.get("反证"), number)
        exempt = criterion.pairs.get("不适用")
        self.kinds(exempt.pairs["材料"] if isinstance(exempt, Table) else None, number)
        self.proof_kinds(criterion, number)
        period = criterion.pairs.get("期间")
        if isinstance(period, Table) and text(period, "自") > text(period, "至"):
            self.say("period_order", period.lines["自"], start=text(period, "自"), end=text(period, "至"))

    def numbers(self, criterion: Table, number: str, rule: str) -> None:
        """Points above 0 (below it for a penalty, 0 for a check without points), thresholds above 0."""
        full, line = points(criterion, "满分"), criterion.lines["满分"]
        if self.unscored or full == 0:
            if not (self.unscored and full == 0):
                self.say("unscored_points", line, key=f"{number} 满分", value=full)
        elif (rule == "逐件倒扣") != (full < 0):
            self.say("penalty_sign", line, criterion=number, rule=rule, value=full)
        for word in ("数量", "每次"):
            if word in criterion.pairs and points(criterion, word) <= 0:
                self.say("number_zero", criterion.lines[word], criterion=number, key=word)
        for word, keys in (("方面", ("不少于",)), ("另需", ("数量",)), ("逐类", ("每次",)), ("指标", ("扣", "每低"))):
            for part in tables(criterion, word):
                for key in keys:
                    if key in part.pairs and points(part, key) <= 0:
                        self.say("number_zero", part.lines[key], criterion=number, key=key)

    def tiers(self, criterion: Table, number: str) -> None:
        """Levels must be able to reach the full points: one alone, or several where they add up."""
        levels = [value for _, value in points_table(criterion, "分级")]
        levels += [points(tier, "分") for tier in tables(criterion, "分等")]
        word = "分级" if "分级" in criterion.pairs else "分等"
        adds = text(criterion, "规则") == "逐件加分" or flag(criterion, "累计")
        reach = max(levels, default=_ZERO)
        if levels and (reach <= 0 or (not adds and reach < points(criterion, "满分"))):
            self.say("tiers_short", criterion.lines[word], criterion=number, sum=reach,
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
