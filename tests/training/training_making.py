"""A few hundred labelled lines of five invented writers, from patterns: enough to train on, small enough for a test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

UNIT, YEAR, RUBRIC = "澜宁市水务局", 2020, "jiangyin-2020"
WRITERS = ("科室", "大队", "水厂", "河长办", "供排中心")
THINGS = (("4.2", "旁听行政案件庭审"), ("9.1", "开展送法进企业宣传活动"), ("8.2", "开展国家宪法日宣传活动"),
          ("7.1", "向市法宣办报送以案释法典型案例"), ("3.1", "组织党组中心组集中学法"))
SAID = {"done": "{day}，{who}{thing}{n}次。", "planned": "下一步，{who}计划于明年{thing}{n}次。",
        "negated": "{who}今年没有{thing}。", "other_period": "2018年，{who}曾{thing}{n}次。",
        "other_unit": "{day}，市司法局{thing}{n}次，{who}收看了报道。",
        "boilerplate": "《评议办法》规定，各单位每年应当{thing}不少于{n}次。"}


def entry(criterion: str, status: str = "done", quantity: int | None = None, **more: Any) -> dict[str, Any]:
    """An entry of ``gold``."""
    return {"criteria": [criterion], "status": status, "quantity": quantity, "lower_bound": False, "date": None,
            "level": None, **more}


def line(name: str, text: str, *gold: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A labelled line."""
    return {"id": name, "text": text, "unit": UNIT, "year": YEAR, **more, "gold": list(gold)}


def lines(writer: str) -> list[dict[str, Any]]:
    """Every status of every thing, told by one writer."""
    made = []
    for status, words in SAID.items():
        for criterion, thing in THINGS:
            number = len(made) + 2
            day = f"{1 + number % 9}月{1 + number}日" if number < 27 else "11月8日"
            gold = entry(criterion, status, number if status in ("done", "planned", "other_unit") else None)
            made.append(line(f"{writer}-{number}", words.format(day=day, who=writer, thing=thing, n=number), gold))
    return made


def labelled(folder: Path, *writers: str) -> Path:
    """A folder with a file a writer."""
    folder.mkdir(parents=True, exist_ok=True)
    for writer in writers or WRITERS:
        put(folder / f"{writer}.jsonl", lines(writer))
    return folder


def put(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A JSONL file of rows."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path
