"""Every place of a text that speaks of points: marks in brackets, points given or taken, caps, 不得分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from rubric_maps.importer.words import choice, matcher, pattern, table, value

Form = Literal["mark", "give", "take", "zero", "cap", "full"]
_FORMS: tuple[tuple[str, Form], ...] = (
    ("封顶", "cap"), ("满分", "full"), ("首分", "full"), ("分别", "give"), ("括号分", "mark"), ("不得分", "zero"),
    ("扣分", "take"), ("每件得分", "give"), ("分每件", "give"), ("加分", "give"), ("尾分", "mark"), ("裸分", "give"))
_EDGE = "，,;；。、:() 的"
_STOPS = re.compile(r"[;。,]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """One saying about points, at ``[start, end)`` of its text.

    text: the words it is about, since the saying before. points: the figure, None for 不得分. series: several figures
    (分别加3分、2分、1分). each: for every case; short: for every one lacking; step: for every so many per cent below.
    inner: in brackets behind another saying. level, prize: what it is given for, "" where nothing is said. line: of the
    source.
    """

    form: Form
    start: int
    end: int
    text: str
    line: int
    points: Decimal | None = None
    series: tuple[Decimal, ...] = ()
    each: bool = False
    short: bool = False
    step: Decimal | None = None
    inner: bool = False
    level: str = ""
    prize: str = ""

    @property
    def flat(self) -> bool:
        """True for points given or taken once."""
        return not (self.each or self.short or self.step is not None or self.series)


def scores(text: str, line: int) -> list[Score]:
    """Everything that ``text`` says of points, in order."""
    found: list[Score] = []
    closes = 0
    for match, form in _matches(text):
        before = found[-1].end if found else 0
        made = _score(text, before, match, form, line, found[-1] if found else None)
        if made.flat and not made.text and made.form in ("give", "mark") and found and not made.inner \
                and match.start() >= closes:
            made = replace(made, form="full")
        found.append(replace(made, inner=True) if match.start() < closes else made)
        if form == "mark" and made.points is not None and text[match.start()] == "(" and text[match.end() - 1] != ")" \
                and text[match.end():match.end() + 1] != ")":
            closes = max(closes, text.find(")", match.end()))
    return found


def _matches(text: str) -> list[tuple[re.Match[str], Form]]:
    """Sayings that do not overlap; where two do, the form named first in _FORMS stands."""
    taken: list[tuple[re.Match[str], Form]] = []
    for name, form in _FORMS:
        for match in pattern(name).finditer(text):
            if all(match.end() <= other.start() or match.start() >= other.end() for other, _ in taken):
                taken.append((match, form))
    return sorted(taken, key=lambda pair: pair[0].start())


def _score(text: str, before: int, match: re.Match[str], form: Form, line: int, last: Score | None) -> Score:
    groups = match.groupdict()
    said = text[before:match.start()]
    body = said.strip(_EDGE)
    tail = _STOPS.split(body)[-1] if form == "give" else body
    inner = form in ("take", "zero", "cap", "give") and said.count("(") > said.count(")") and last is not None \
        and (last.form == "mark" or len(said.strip("(,; ")) <= 14)
    if groups.get("扣"):
        form = "take"
    step = pattern("每低").search(body)
    short = form == "take" and step is None and pattern("每少").search(body) is not None
    each = step is None and not short and (
        match.re in (pattern("每件得分"), pattern("分每件")) or pattern("每件").search(body) is not None)
    return Score(form=form, start=match.start(), end=_after(text, match.end()), text=body, line=line,
                 points=value(groups.get("分") or groups.get("顶")), series=_series(groups.get("列")),
                 step=value(step["步"]) if step else None, short=short, each=each, inner=inner,
                 level=level_of(tail) or level_of(body), prize=prize_of(tail))


def _after(text: str, end: int) -> int:
    return end + 1 if text[end:end + 1] == ")" else end


def _series(text: str | None) -> tuple[Decimal, ...]:
    return tuple(Decimal(figure) for figure in re.findall(r"\d+(?:\.\d+)?", text or ""))


def level_of(text: str) -> str:
    """The one level that a text names (国家, 省, 市, 县), "" for none or several."""
    found = levels_of(text)
    return found[0] if len(found) == 1 else ""


def levels_of(text: str) -> list[str]:
    """The levels that a text names, in its order."""
    places: dict[str, int] = {}
    masked = text
    for name, words in table("级别").items():
        for match in matcher("|".join(words)).finditer(masked):
            places.setdefault(name, match.start())
        masked = matcher("|".join(words)).sub(lambda match: "＿" * len(match.group()), masked)
    return sorted(places, key=lambda name: places[name])


def prize_of(text: str) -> str:
    """The one prize that a text names, "" for none or several."""
    found = prizes_of(text)
    return found[0] if len(found) == 1 else ""


def prizes_of(text: str) -> list[str]:
    """The prizes that a text names, in the order of their worth (一、二、三等奖 are three)."""
    several = matcher(table("奖次列")).search(text)
    if several:
        return ["一等奖", "二等奖", "三等奖"]
    return [name for name, words in table("奖次").items() if matcher(words).search(text)]


def total(values: Sequence[Score]) -> Decimal:
    """The sum of the points of several sayings; a series counts with its highest figure."""
    return sum((max(score.series) if score.series else score.points or Decimal(0) for score in values), Decimal(0))


def negative(text: str) -> bool:
    """Whether a deduction's text says that something was not done (未…的), not that something bad happened."""
    return matcher(f"(?:^|[^,;。]{{0,16}}){choice('未')}").match(text) is not None
