"""Papers for ``bench.texts``: honest ones of open sentences and formulas, and copies with what copiers change."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from classifiers.words import read_yaml
from integrity.texts.official import clauses
from model.documents import Line
from model.known import KnownText

_ROOT = Path(__file__).resolve().parent.parent
_OPEN = ("dev", "train_*")
_PLACES = "平湖清江白塔红岩青山绿水黄土黑石云溪石桥柳林竹溪松坪枫桥杏花桃源梅岭兰亭菊潭荷塘".strip()
_SYSTEMS = ("公安局", "水利局", "教育局", "民政局", "财政局", "审计局", "统计局", "林业局", "气象局", "商务局")
_WHERE = re.compile(r"(?<=[在到进，])[一-龥]{2,3}(?=镇|乡|村|街道|社区|小区|广场|小学|中学|市场|公园)")
_OFFICE = re.compile(r"(?<![一-龥])(?:[一-龥]{2}[市县区])?(?:[市县区]|我)?[一-龥]{0,4}局(?![长面域])")
OWN = 24
"""Sentences of its own that a paper has, about 1,000 characters."""
ATTACKS = ("swap", "edit", "synonym", "shuffle", "marks", "noise")


@dataclass(frozen=True, slots=True)
class Plant:
    """Paper ``copy`` has a share of its own paragraphs from paper ``source``, changed in one way."""

    source: int
    copy: int
    share: float
    attack: str


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The lists of ``texts.yaml``."""
    found: dict[str, Any] = read_yaml(Path(__file__).with_name("texts.yaml"))
    return found


def sentences() -> list[str]:
    """Sentences of the open corpora, each once, short ones left out, in a fixed order."""
    found: dict[str, None] = {}
    for part in _OPEN:
        for path in sorted((_ROOT / "corpus" / "sentences").glob(f"{part}/*.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                text = str(json.loads(line)["text"])
                if len(text) >= 18:
                    found.setdefault(text)
    return list(found)


def units(count: int) -> list[str]:
    """Names of offices at places that are there once each."""
    places = [_PLACES[i:i + 2] for i in range(0, len(_PLACES), 2)]
    return [f"{places[i % len(places)]}{'县市区'[i // len(places) % 3]}"
            f"{_SYSTEMS[i // (3 * len(places)) % len(_SYSTEMS)]}" for i in range(count)]


def paper(unit: str, file: str, paragraphs: Sequence[str], year: int = 2023) -> KnownText:
    """Paragraphs as a paper; the kind is a summary."""
    text = "\n".join(paragraphs)
    ends = [sum(len(part) + 1 for part in paragraphs[:i]) for i in range(len(paragraphs) + 1)]
    return KnownText(year=year, unit=unit, file=file, paper="summary", text=text, lines=tuple(
        Line(start=a, end=b - 1, page=1, bbox=None) for a, b in zip(ends, ends[1:], strict=False)))


def cohort(honest: int, planted: int, seed: int = 6) -> tuple[list[KnownText], list[Plant]]:
    """Honest papers of a unit each, 35 % of them formulas (every fifth 70 %), and as many copies of each strength and
    attack as ``planted`` says; every sentence of an honest paper is its own."""
    draw = random.Random(seed)
    pool = sentences()
    draw.shuffle(pool)
    own = iter(pool)
    names = units(honest + planted * 3 * len(ATTACKS))
    bodies = [[next(own) for _ in range(OWN)] for _ in range(honest)]
    made = [paper(names[i], f"总结{i}.docx", _mixed(draw, body, 0.7 if i % 5 == 0 else 0.35))
            for i, body in enumerate(bodies)]
    sources = [at for _ in range(1 + planted * 3 * len(ATTACKS) // honest)
               for at in draw.sample(range(honest), honest)]
    plants = []
    for share in (0.3, 0.5, 0.8):
        for attack in ATTACKS:
            for _ in range(planted):
                source = sources[len(plants)]
                count = round(share * OWN)
                at = draw.randrange(OWN - count + 1)
                taken = changed(draw, bodies[source][at:at + count], attack)
                rest = [next(own) for _ in range(OWN - count)]
                where = draw.randrange(len(rest) + 1)
                plants.append(Plant(source, len(made), share, attack))
                made.append(paper(names[len(made)], f"总结{len(made)}.docx",
                                  _mixed(draw, rest[:where] + taken + rest[where:], 0.35)))
    return made, plants


def _mixed(draw: random.Random, own: Sequence[str], formulas: float) -> list[str]:
    """Paragraphs with so large a share of formulas, official ones and free combinations, among the own ones."""
    wanted = round(len(own) * formulas / (1 - formulas))
    parts = list(own)
    for _ in range(wanted):
        parts.insert(draw.randrange(len(parts) + 1), formula(draw))
    return parts


def formula(draw: random.Random) -> str:
    """What everybody writes: official clauses in a row, or a slogan nobody has written just so."""
    if draw.random() < 0.6:
        return "，".join(draw.choice(_official()) for _ in range(3)) + "。"
    return "".join(draw.choice(choices) for choices in words()["口号"])


@lru_cache(maxsize=1)
def _official() -> list[str]:
    return clauses()


def changed(draw: random.Random, texts: Sequence[str], attack: str) -> list[str]:
    """Copied paragraphs as a copier hands them in: figures, dates, places and offices are others always, and what the
    attack adds."""
    found = [re.sub(r"\d+", lambda one: str(draw.randint(2, 9)) if len(one[0]) < 2
                    else str(draw.randint(10 ** (len(one[0]) - 1), 10 ** len(one[0]) - 1)), text) for text in texts]
    found = [_WHERE.sub(lambda one: draw.choice(words()["地名"]), text) for text in found]
    found = [_OFFICE.sub(draw.choice(words()["自称"]), text) for text in found]
    if attack == "edit":
        found = [_edited(draw, text) for text in found]
    elif attack == "synonym":
        found = [_replaced(text) for text in found]
    elif attack == "shuffle":
        found = [piece for text in found for piece in re.split(r"(?<=[。；])", text) if piece]
        draw.shuffle(found)
    elif attack == "marks":
        found = [text.replace("，", " , ").replace("。", "．").replace("“", '"').replace("”", '"') for text in found]
    elif attack == "noise":
        found = ["".join(chr(draw.randint(0x4E00, 0x9FA5)) if draw.random() < 0.05 else char for char in text)
                 for text in found]
    return found


def _edited(draw: random.Random, text: str) -> str:
    """About 15 % of the clauses left out and as many put in."""
    parts = []
    for clause in re.split(r"(?<=[，。；])", text):
        if draw.random() >= 0.15:
            parts.append(clause)
        if draw.random() < 0.15:
            parts.append(draw.choice(words()["加塞"]) + "，")
    return "".join(parts)


def _replaced(text: str) -> str:
    for old, new in words()["同义"]:
        text = text.replace(old, new)
    return text


def many(count: int, seed: int = 8) -> Iterator[tuple[KnownText, int | None]]:
    """Papers of about 1,800 characters without end of variety: open sentences with half of their word pairs exchanged
    at random. Every tenth has half of its own paragraphs from an earlier one, whose index is told."""
    draw = random.Random(seed)
    pool = sentences()
    pairs = sorted({text[i:i + 2] for text in pool for i in range(0, len(text) - 1, 2)})
    kept: list[list[str]] = []
    for i, unit in enumerate(units(max(40, count // 50)) * 51):
        if i >= count:
            return
        source = draw.randrange(len(kept)) if i % 10 == 9 else None
        own = [_garbled(draw, draw.choice(pool), pairs) for _ in range(13 if source is not None else 26)]
        if source is not None:
            own += changed(draw, kept[source][:13], "swap")
        kept.append(own[:13])
        yield paper(unit, f"材料{i}.docx", _mixed(draw, own, 0.35)), source


def _garbled(draw: random.Random, text: str, pairs: Sequence[str]) -> str:
    return "".join(draw.choice(pairs) if draw.random() < 0.5 else text[i:i + 2] for i in range(0, len(text), 2))
