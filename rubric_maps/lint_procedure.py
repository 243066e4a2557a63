"""What can be proved of a map's procedure: grades, vetoes, period, deadlines, absence, draw."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from model.problems import Problem, problem
from rubric_maps.build import points, tables, text
from rubric_maps.tree import Table


def lint_procedure(tree: Table, where: str, sources: Sequence[str]) -> list[Problem]:
    """What does not fit in the procedure of a map of sound form. sources: the keys that citations may name."""
    linter = _Linter(where, sources)
    linter.bands(tree)
    linter.vetoes(tree)
    months = tree.pairs.get("评议期")
    if isinstance(months, Table) and text(months, "起") > text(months, "止"):
        linter.say("period_order", months.lines["起"], start=text(months, "起"), end=text(months, "止"))
    for table in (*tables(tree, "期限"), tree.pairs.get("缺席"), tree.pairs.get("抽取")):
        if isinstance(table, Table):
            linter.citation(table)
    draw = tree.pairs.get("抽取")
    if isinstance(draw, Table) and not {"比例", "至多"} & set(draw.pairs):
        linter.say("draw_empty", draw.line)
    return linter.found


class _Linter:
    """Gathers what does not fit. where: name of the map file."""

    def __init__(self, where: str, sources: Sequence[str]) -> None:
        self.where = where
        self.sources = sources
        self.found: list[Problem] = []

    def say(self, message: str, line: int, **params: object) -> None:
        """Adds one problem at a line of the map."""
        self.found.append(problem(message, f"{self.where}:{line}", **params))

    def citation(self, table: Table) -> None:
        """A citation's source must be one of the map's."""
        value = table.pairs.get("依据")
        if isinstance(value, Table) and text(value, "文件") not in self.sources:
            self.say("source_unknown", value.lines["文件"], source=text(value, "文件"), known="、".join(self.sources))

    def bands(self, tree: Table) -> None:
        """Bands fall from at most the total to 0, or none has a bound."""
        bands = tables(tree, "等次")
        bounded = [band for band in bands if "下限" in band.pairs]
        if bounded and len(bounded) != len(bands):
            without = next(band for band in bands if "下限" not in band.pairs)
            self.say("bands_mixed", without.line, band=text(without, "名称"))
            return
        for before, band in pairwise(bounded):
            if points(band, "下限") >= points(before, "下限"):
                self.say("bands_order", band.lines["下限"], band=text(band, "名称"), lower=points(band, "下限"),
                         before=points(before, "下限"))
        if bounded:
            first, last = points(bounded[0], "下限"), points(bounded[-1], "下限")
            if last != 0 or first > points(tree, "总分"):
                self.say("bands_ends", tree.lines["等次"], total=points(tree, "总分"), first=first, last=last)

    def vetoes(self, tree: Table) -> None:
        """A veto's grade is one of the grades."""
        names = tuple(text(band, "名称") for band in tables(tree, "等次"))
        for veto in tables(tree, "一票否决"):
            self.citation(veto)
            if names and text(veto, "定为") not in names:
                self.say("veto_grade", veto.lines["定为"], case=text(veto, "情形"), grade=text(veto, "定为"),
                         known="、".join(names))
