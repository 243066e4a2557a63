"""Which kind of paper a file is: by what stands in it first, by its name only where the content is weak.

Every rule stands in ``papers.yaml``; this module cuts a document into the places that the rules look at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from classifiers.text import flat
from classifiers.words import read_yaml
from model.documents import Block, Document
from model.evidence import PAPERS, Paper
from model.expressions import regex

PLACES = ("题名", "题头", "文号", "称谓", "印发", "开头", "结尾", "小标题", "表头", "页眉", "正文", "文件名", "文件夹",
          "特征")
"""Places of a document that a rule can look at; ``papers.yaml`` explains each."""

_BODY_LIMIT = 30_000
_TITLE_LINES = 14
_SPACE = re.compile(r"\s+")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(rf"(?:{_NUMERAL}、|[（(]{_NUMERAL}[）)]|\d{{1,2}}[.、．]|第{_NUMERAL}[章条部]|【)")
_HEAD_ENDS = re.compile(r"[（(][^（()）]{0,20}[)）]$")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One line of the rules: ``points`` for ``paper`` where a place has the words and the conditions hold."""

    paper: Paper
    places: tuple[str, ...]
    words: tuple[re.Pattern[str], ...]
    at_least: int
    points: float
    reason: str
    also: tuple[tuple[str, re.Pattern[str]], ...]
    unless: tuple[tuple[str, re.Pattern[str]], ...]

    def found(self, view: Mapping[str, str]) -> str | None:
        """The words found, None where the rule does not hold."""
        text = "\n".join(view[place] for place in self.places)
        hits = [match.group() for pattern in self.words if (match := pattern.search(text))]
        if len(hits) < self.at_least:
            return None
        if any(not pattern.search(view[place]) for place, pattern in self.also):
            return None
        if any(pattern.search(view[place]) for place, pattern in self.unless):
            return None
        return "、".join(hit.replace("\n", "")[:30] for hit in hits[:4])


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: tuple[_Rule, ...]
    threshold: float
    marks: dict[str, re.Pattern[str]]


def recognise(document: Document) -> Paper:
    """The kind of paper that the document is; ``other`` where nothing speaks clearly enough."""
    best, points, _ = explain(document)[0]
    return best if points >= _rules().threshold else "other"


def explain(document: Document) -> tuple[tuple[Paper, float, str], ...]:
    """Every kind that something speaks for, with its points and the reasons in Chinese, best first.

    Never empty: a document that nothing speaks for is ``other`` with 0 points.
    """
    view = _view(document)
    points: dict[Paper, float] = {}
    reasons: dict[Paper, list[str]] = {}
    for rule in _rules().rules:
        hit = rule.found(view)
        if hit is not None:
            points[rule.paper] = points.get(rule.paper, 0) + rule.points
            reasons.setdefault(rule.paper, []).append(f"{rule.reason}（{hit}）")
    ranked = sorted(points, key=lambda paper: (-points[paper], PAPERS.index(paper)))
    if not ranked:
        return (("other", 0.0, "没有可据以判断的内容"),)
    return tuple((paper, points[paper], "；".join(reasons[paper])) for paper in ranked)


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = read_yaml(Path(__file__).with_suffix(".yaml"))
    words: dict[str, str] = data["用词"]
    rules = [_rule(paper, entry, words) for paper, entries in data["规则"].items() for entry in entries]
    marks = {name: _compile(pattern, words) for name, pattern in data["行"].items()}
    return _Rules(tuple(rules), float(data["门槛"]), marks)


def _rule(paper: str, entry: dict[str, object], words: dict[str, str]) -> _Rule:
    def listed(key: str) -> list[str]:
        value = entry.get(key, [])
        return [str(v) for v in value] if isinstance(value, list) else [str(value)]

    def conditions(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        value = entry.get(key) or {}
        assert isinstance(value, dict)
        return tuple((place, _compile(pattern, words)) for place, pattern in value.items())

    rule = _Rule(paper=next((p for p in PAPERS if p == paper), "other"), places=tuple(listed("看")),
                 words=tuple(_compile(w, words) for w in listed("词")), at_least=int(str(entry.get("至少", 1))),
                 points=float(str(entry["分"])), reason=str(entry["理由"]), also=conditions("并且"),
                 unless=conditions("除非"))
    unknown = [p for p in (*rule.places, *dict(rule.also), *dict(rule.unless)) if p not in PLACES]
    if rule.paper != paper or unknown or not rule.words:
        raise ValueError(f"papers.yaml：{paper}：{entry.get('理由')}：种类、部位或用词写错了 {unknown}")
    return rule


def _compile(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    """A pattern with its ``{词}`` filled in; ``$`` and ``^`` mean a line's ends."""
    for name, value in words.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{value})")
    return regex(pattern, re.MULTILINE)


def _plain(text: str) -> str:
    return _SPACE.sub("", flat(text))


def _view(document: Document) -> dict[str, str]:
    """The places of a document, as text without spaces, one line for each line or heading."""
    head, body = _cut(document.blocks)
    lines = [line for block in head for line in map(_plain, block.text.split("\n")) if line]
    marks = _rules().marks
    number, salutation = marks["文号"], marks["称谓"]
    aside = (number, salutation, marks["题外"])
    titles = _titles([line for line in lines if not any(pattern.search(line) for pattern in aside)])
    prose = [_plain(b.text) for b in body if b.kind in ("paragraph", "heading", "caption") and b.text.strip()]
    sentences = [text for text in prose if not salutation.search(text)]
    path = PurePosixPath(document.path.replace("!/", "/"))
    whole = "\n".join(_plain(b.text) for b in document.blocks if b.text.strip())[:_BODY_LIMIT]
    view = {
        "题名": "\n".join(titles), "题头": "\n".join(lines), "文号": "\n".join(ln for ln in lines if number.search(ln)),
        "称谓": "\n".join(ln for ln in (*lines, *prose[:2]) if salutation.search(ln)),
        "印发": "\n".join(_issued(titles)), "开头": "\n".join(sentences)[:320], "结尾": "\n".join(prose)[-260:],
        "小标题": "\n".join(text[:40] for text in prose if _NUMBERED.match(text) or len(text) <= 24),
        "表头": "\n".join(_table_heads(document.blocks)), "页眉": "\n".join(map(_plain, document.furniture)),
        "正文": whole, "文件名": _plain(path.stem), "文件夹": "\n".join(_plain(part) for part in path.parts[:-1]),
    }
    view["特征"] = "\n".join(_features(document, view, prose))
    return view


def _cut(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The title block (first short lines) and the rest."""
    sentence = _rules().marks["正文句"]
    for at, block in enumerate(blocks):
        text = block.text.strip()
        if block.kind == "image" or not text:
            continue
        lines = text.split("\n")
        prose = block.kind == "table_row" or any(len(line) > 60 or sentence.search(line) for line in lines)
        if prose or at >= _TITLE_LINES or (_NUMBERED.match(text) and at > 0) or block.kind == "caption":
            return blocks[:at], blocks[at:]
    return blocks, ()


def _titles(lines: list[str]) -> list[str]:
    """Title lines, with what is broken over several lines joined; a closing bracket (2020年度) is left off."""
    closed = _rules().marks["题名结束"]
    found: list[str] = []
    open_title = ""
    for line in lines:
        if open_title or "关于" in line or any(line.count(a) > line.count(b) for a, b in ("《》", "“”")):
            open_title += line
            if closed.search(_bare(open_title)) or len(open_title) > 90:
                found.append(_bare(open_title))
                open_title = ""
        else:
            found.append(_bare(line))
    return [*found, *([_bare(open_title)] if open_title else [])]


def _bare(title: str) -> str:
    while (cut := _HEAD_ENDS.search(title)) and cut.start() > 1:
        title = title[:cut.start()]
    return title


def _issued(titles: list[str]) -> list[str]:
    """What a title says is issued or handed in: the paper in its 《》, else the words between 印发 and 的通知."""
    pattern = _rules().marks["印发"]
    return [_bare(m.group(1).strip("《》")) for title in titles if (m := pattern.search(title))]


def _table_heads(blocks: tuple[Block, ...]) -> list[str]:
    """Head rows of every table: the marked ones, else the first three rows."""
    heads: list[str] = []
    seen: dict[int | None, int] = {}
    for block in blocks:
        if block.kind != "table_row":
            continue
        seen[block.table_id] = seen.get(block.table_id, 0) + 1
        if block.header or seen[block.table_id] <= 3:
            cells = [block.text[c.start:c.end] for c in block.cells] or block.text.split("\t")
            heads.append("|".join(cell for cell in map(_plain, cells) if len(cell) <= 40))
    return heads


def _features(document: Document, view: Mapping[str, str], prose: list[str]) -> list[str]:
    """Facts of form that rules can ask for, as words."""
    blocks = document.blocks
    rows = sum(block.kind == "table_row" for block in blocks)
    pictures = sum(block.kind == "image" for block in blocks)
    written = sum(len(_plain(b.text)) for b in blocks if b.kind not in ("image", "caption"))
    table = sum(len(_plain(b.text)) for b in blocks if b.kind == "table_row")
    numbered = sum(bool(_NUMBERED.match(text)) for text in prose)
    length = sum(map(len, prose))
    kind = document.media_type
    facts = {
        "网页": kind == "html", "图片文件": kind == "image", "视频文件": kind == "video",
        "表格文件": kind in ("xlsx", "xls", "ods"), "文字文件": kind in ("docx", "pdf", "txt", "doc", "wps"),
        "无文字": not view["正文"], "有表": rows >= 2, "以表为主": rows >= 2 and table * 2 > written,
        "以图为主": pictures > 0 and rows < 2 and written < 80 * pictures and "。" not in view["正文"],
        "有图": pictures > 0, "短": len(view["正文"]) <= 260, "新闻篇幅": 60 <= length <= 1600, "长": length >= 2500,
        "有正文": length >= 420 or rows >= 4 or numbered >= 4, "分条": numbered >= 3,
    }
    return [name for name, holds in facts.items() if holds]
