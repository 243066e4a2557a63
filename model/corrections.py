"""What reviewers decided about evidence: lines of corrections.jsonl, only ever added to; how they are read and written.

A line speaks of places in the papers by what survives a new run: file, page and quote, with the kind and the criteria
that the place was taken for. The last line on the same thing counts. ``training/README.md`` lists the fields.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from model.evidence import LEVELS, STATUSES, DateRange, Level, Status
from model.problems import Problem, PufaError, problem

Raw = Mapping[str, Any]
Action = Literal["out", "in", "status", "kind", "join", "split", "add", "undo", "missed", "confirmed"]
ACTIONS: tuple[Action, ...] = ("out", "in", "status", "kind", "join", "split", "add", "undo")
"""What a line may ask for by its ``action``; ``missed`` and ``confirmed`` are only said by ``found`` and ``right``."""
FILE = "corrections.jsonl"
"""The file beside an assessment.json."""
_NEEDED = ("unit", "year", "rubric", "by", "when")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A place that a correction speaks of.

    page: None where none is written. kind: what the place was taken for, "" for any. criteria: for which criteria a
    taking out holds, () for all. id: of the mention when it was corrected; tells equal quotes of one page apart.
    """

    file: str
    quote: str
    page: int | None = None
    kind: str = ""
    criteria: tuple[str, ...] = ()
    id: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """File and quote, white space aside."""
        return self.file, squeezed(self.quote)


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """One line. rest: of a split, what was left in the event. status, kind: what holds from now on, None where the
    line does not say. date, quantity, level: what a person says of a place that the software missed, None where the
    place's own words are to tell. of: id of the line that an ``undo`` takes back. raw: the line as it was read."""

    id: str
    action: Action
    unit: str
    year: int
    rubric: str
    by: str
    when: str
    why: str = ""
    mentions: tuple[Mark, ...] = ()
    rest: tuple[Mark, ...] = ()
    status: Status | None = None
    kind: str | None = None
    date: DateRange | None = None
    quantity: Decimal | None = None
    level: Level | None = None
    of: str = ""
    raw: Raw

    @property
    def adds(self) -> bool:
        """Whether it names evidence that the software missed, and says of which kind and status it is."""
        named = bool(self.mentions) and bool(self.mentions[0].kind) and self.status is not None
        return self.action in ("add", "missed") and named


def squeezed(text: str) -> str:
    """A text without white space."""
    return _SPACE.sub("", text)


def read_corrections_file(path: Path) -> tuple[list[tuple[int, Correction]], list[Problem]]:
    """Every usable line with its number, in order, and a problem for every other. Raises PufaError for a file that
    cannot be read as text."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PufaError(problem("corrections_no_text", str(path), reason=error)) from error
    good: list[tuple[int, Correction]] = []
    known: set[str] = set()
    bad: list[Problem] = []
    for number, raw in _rows(text):
        one = raw if isinstance(raw, str) else _read(raw)
        if isinstance(one, Correction) and one.action == "undo" and one.of not in known:
            one = f"undo 的 of 写的是“{one.of}”，前面没有这个 id"
        if isinstance(one, str):
            bad.append(problem("correction_bad", str(path), line=number, reason=one))
        else:
            good.append((number, one))
            known.add(one.id)
    return good, bad


def _rows(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                found = None
            yield number, found if isinstance(found, dict) else "不是花括号里的一组值"


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that nobody took back, in order; an undo may itself be undone."""
    gone: set[str] = set()
    kept = []
    for one in reversed([*corrections]):
        if one.id in gone:
            continue
        if one.action == "undo":
            gone.add(one.of)
        else:
            kept.append(one)
    return kept[::-1]


def _read(raw: Raw) -> Correction | str:
    """A line as a correction, or what is wrong with it, in Chinese."""
    if fault := _fault(raw):
        return fault
    common: dict[str, Any] = {
        "id": str(raw.get("id") or _own_id(raw)), "unit": str(raw["unit"]).strip(), "year": int(raw["year"]),
        "rubric": str(raw["rubric"]), "by": str(raw["by"]).strip(), "when": str(raw["when"]),
        "why": str(raw.get("why") or "").strip(), "raw": raw}
    if "action" not in raw:
        return _verdict(raw, common)
    marks, rest = _marks(raw.get("mentions")), _marks(raw.get("rest") or [])
    if isinstance(marks, str) and raw["action"] != "undo":
        return f"mentions {marks}"
    if isinstance(rest, str):
        return f"rest {rest}"
    status = raw["status"] if raw["action"] == "status" else None
    kind = str(raw["kind"]) if raw["action"] == "kind" else None
    told = _slots(raw) if raw["action"] == "add" else {}
    if raw["action"] == "add":
        status = raw.get("status") or "done"
    return Correction(**common, action=raw["action"], mentions=() if isinstance(marks, str) else marks, rest=rest,
                      status=status, kind=kind, of=str(raw.get("of") or ""), **told)


def _slots(said: Raw) -> dict[str, Any]:
    """What a line says of a happening's day, number and level, in the model's own types."""
    days, number = said.get("date"), said.get("quantity")
    return {"level": said.get("level"), "quantity": None if number is None else Decimal(str(number)),
            "date": days and DateRange(start=date.fromisoformat(days["from"]), end=date.fromisoformat(days["to"]))}


def _slots_fault(said: Raw) -> str:
    """What is wrong with them, in Chinese; "" where nothing is."""
    days, number, level = said.get("date"), said.get("quantity"), said.get("level")
    if number is not None and (isinstance(number, bool) or not isinstance(number, int | float)
                               or not 0 <= number < 1e15):
        return "quantity 要写数，不小于0"
    return level_fault(level) or days_fault(days)


def level_fault(level: object) -> str:
    """What is wrong with a written level, in Chinese; "" where nothing is."""
    return "" if level is None or level in LEVELS else f"level 要写 {'、'.join(LEVELS)} 之一"


def days_fault(days: Any) -> str:
    """What is wrong with written days, in Chinese; "" where nothing is."""
    try:
        if days is not None and date.fromisoformat(days["from"]) > date.fromisoformat(days["to"]):
            return "date 的止日在起日之前"
    except (TypeError, KeyError, ValueError):
        return 'date 要写成 {"from": "2020-01-01", "to": "2020-12-31"} 或 null'
    return ""


def _fault(raw: Raw) -> str:
    if lost := [name for name in _NEEDED if not str(raw.get(name) or "").strip()]:
        return f"缺少 {'、'.join(lost)}"
    if not re.fullmatch(r"20\d\d", str(raw["year"])):
        return "year 不是年份"
    if not re.match(r"\d{4}-\d{2}-\d{2}", str(raw["when"])):
        return "when 不是 2020-12-04 这样的日期"
    return _action_fault(raw) if "action" in raw else ""


def _action_fault(raw: Raw) -> str:
    action, marks = raw["action"], raw.get("mentions")
    if action not in ACTIONS:
        return f"action 要写 {'、'.join(ACTIONS)} 之一"
    if action == "status" and raw.get("status") not in STATUSES:
        return f"status 要写 {'、'.join(STATUSES)} 之一"
    if action == "kind" and not str(raw.get("kind") or "").strip():
        return "缺少 kind"
    if action == "undo":
        return "" if str(raw.get("of") or "").strip() else "缺少 of（要撤销的那一条的 id）"
    if action == "join" and isinstance(marks, list) and len(marks) < 2:
        return "join 的 mentions 要有两处以上"
    return _add_fault(raw) if action == "add" else ""


def _add_fault(raw: Raw) -> str:
    marks = raw.get("mentions")
    if isinstance(marks, list) and len(marks) != 1:
        return "add 的 mentions 要正好一处"
    if isinstance(marks, list) and isinstance(marks[0], dict) and not str(marks[0].get("kind") or "").strip():
        return "add 的那一处缺少 kind（材料种类）"
    if raw.get("status") is not None and raw["status"] not in STATUSES:
        return f"status 要写 {'、'.join(STATUSES)} 之一"
    return _slots_fault(raw)


def _marks(rows: object) -> tuple[Mark, ...] | str:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return "要写成方括号里的一列，每处一组花括号"
    if any(not isinstance(row.get(name), str) or not row[name].strip() for row in rows for name in ("file", "quote")):
        return "每处要有 file 和 quote"
    if any(not isinstance(row.get("criteria") or [], list) for row in rows):
        return "的 criteria 要写成方括号里的一列"
    return tuple(_mark(row) for row in rows)


def _mark(row: Raw, *, everywhere: bool = False) -> Mark:
    page = row.get("page")
    return Mark(file=row["file"], quote=row["quote"], page=page if isinstance(page, int) else None,
                kind=str(row.get("kind") or ""), id=str(row.get("id") or ""),
                criteria=() if everywhere else tuple(map(str, row.get("criteria") or ())))


def _verdict(raw: Raw, common: Mapping[str, Any]) -> Correction | str:
    """A line that says by ``found`` and ``right`` what the software said of a quote and what holds."""
    if lost := [name for name in ("file", "quote") if not str(raw.get(name) or "").strip()]:
        return f"缺少 {'、'.join(lost)}"
    if "found" not in raw or "right" not in raw or raw["found"] is None and raw["right"] is None:
        return "要写 found（软件说的）和 right（对的），不能都是 null"
    found, right = raw["found"], raw["right"]
    if not all(one is None or isinstance(one, dict) for one in (found, right)):
        return "found、right 要写成花括号里的一组值或 null"
    mark = _mark({**raw, "kind": (found or right).get("kind")}, everywhere=True)
    told = {**common, "mentions": (mark,)}
    if right is None:
        return Correction(**told, action="out")
    if found is None:
        return _slots_fault(right) or Correction(**told, action="missed", **_slots(right), status=right.get(
            "status") if right.get("status") in STATUSES else None)
    status = right.get("status") if right.get("status") != found.get("status") else None
    kind = right.get("kind") if right.get("kind") and right.get("kind") != found.get("kind") else None
    if status is not None and status not in STATUSES:
        return f"status 要写 {'、'.join(STATUSES)} 之一"
    action: Action = "status" if status else "kind" if kind else "confirmed"
    return Correction(**told, action=action, status=status, kind=kind)


def _own_id(raw: Raw) -> str:
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True)
    return "c" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:11]


def append(path: Path, rows: Sequence[Raw]) -> None:
    """Adds lines at the end of the file, all in one go; those that stand there are never touched.

    Raises PufaError where the file cannot be written.
    """
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        before = path.read_bytes()[-1:] if path.exists() else b""
        with path.open("ab") as file:
            file.write((b"\n" if before not in (b"", b"\n") else b"") + text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise PufaError(problem("corrections_unwritable", str(path), reason=error.strerror or error)) from error
