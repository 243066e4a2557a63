"""Copied text: from another unit, from one's own last year, within a dossier, round a ring of units."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from ..bank import choose, fill
from ..facts import Event
from ..papers import Block, Dossier, Paper, Pen
from ..small_papers import briefing
from .base import Field, Place, Planter, Sown, insert, place, report_of

OWN = ("lead", "plan", "budget", "social", "brand", "casework", "media", "trouble", "after", "story")
SHARE = {"weak": 0.3, "middle": 0.5, "strong": 0.8}


def own_blocks(paper: Paper) -> list[Block]:
    """The report's paragraphs in the unit's own words."""
    return [b for b in paper.blocks if b.kind == "p" and b.role not in ("official", "intro", "planted")]


def _number(rng: random.Random, match: re.Match[str]) -> str:
    n = int(match.group(0).replace(",", ""))
    if 2015 <= n <= 2030 or n < 10:
        return match.group(0)
    new = max(10, int(n * rng.uniform(0.6, 1.5)))
    return f"{new:,}" if "," in match.group(0) else str(new)


def swapped(text: str, source: Pen, target: Pen, pairs: dict[str, str], rng: random.Random) -> str:
    """A copied text with the copier's names, dates and figures."""
    names = pairs | {str(source.slots[k]): str(target.slots[k])
                     for k in ("单位", "简称", "我", "室", "下", "下2", "科", "分", "行")}
    parts = re.split(r"(《[^》]*》)", text)
    for old in sorted(names, key=len, reverse=True):
        parts = [p if p.startswith("《") else p.replace(old, names[old]) for p in parts]
    text = "".join(parts)
    text = re.sub(r"\d+月\d+日(?:（(?:星期|周).）)?", lambda _: f"{rng.randint(3, 11)}月{rng.randint(2, 27)}日", text)
    return re.sub(r"(?<![\d月年])\d[\d,]*(?![\d,]*[月日年])", lambda m: _number(rng, m), text)


def story_swapped(text: str, src: Event, dst: Event, source: Pen, target: Pen, rng: random.Random) -> str:
    """A copied activity under the copier's own day, place, name and numbers, so that its ledger agrees."""
    day = rf"(?:\d{{4}}年)?{src.day.month}月{src.day.day}日(?:（(?:星期|周).）)?"
    text = re.sub(day, "\x01", text)
    for mark, old in (("\x02", source.number(src.people) + "人"), ("\x03", source.number(src.copies) + "份")):
        text = text.replace(old, mark)
    text = swapped(text, source, target, _pairs(src, dst, source, target), rng)
    own = {"\x01": target.day(dst.day, "short"), "\x02": target.number(dst.people) + "人",
           "\x03": target.number(dst.copies) + "份"}
    for mark, new in own.items():
        text = text.replace(mark, new)
    return text


def _pairs(src: Event, dst: Event, source: Pen, target: Pen) -> dict[str, str]:
    pairs = {src.place: dst.place, src.name: dst.name}
    if src.partner and dst.partner:
        pairs[src.partner] = dst.partner
    return pairs


def edited(text: str, pen: Pen, rng: random.Random) -> str:
    """Some clauses left out, some padding put in."""
    clauses = re.findall(r"[^，。；]+[，。；]?", text)
    out = []
    for clause in clauses:
        if rng.random() < 0.14 and clause.endswith("，"):
            continue
        out.append(clause)
        if rng.random() < 0.14 and clause.endswith("，"):
            out.append(choose(rng.choice(pen.half.plants["padding"]), rng) + "，")
    return "".join(out)


def shuffled(text: str, pen: Pen, rng: random.Random) -> str:
    """The sentences of a paragraph in another order."""
    parts = re.findall(r"[^。；]+[。；]?", text)
    rng.shuffle(parts)
    return "".join(parts)


def synonyms(text: str, pen: Pen, rng: random.Random) -> str:
    """Common words replaced by others of the same sense."""
    for line in pen.half.plants["synonyms"]:
        old, new = line.split("=")
        text = text.replace(old, new)
    return text


def other_width(text: str, pen: Pen, rng: random.Random) -> str:
    """Other punctuation, digits and brackets of the other width, stray blanks."""
    table = str.maketrans({"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "“": "「", "”": "」"}
                          | {str(i): chr(0xFF10 + i) for i in range(10)})
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: " " if rng.random() < 0.06 else "",
                  text.translate(table))


ATTACKS = {"swap": lambda text, pen, rng: text, "edit": edited, "order_shuffled": shuffled, "synonyms": synonyms,
           "punctuation_and_width": other_width}


def _source(fld: Field, d: Dossier, rng: random.Random) -> Dossier | None:
    pool = [o for o in fld.dirty(d.year) if o.unit != d.unit and "copied" not in o.busy and "source" not in o.busy]
    return rng.choice(sorted(pool, key=lambda o: o.unit)) if pool else None


def _copy(fld: Field, d: Dossier, src: Dossier, share: float, attack: str,
          rng: random.Random) -> list[tuple[Block, Block]]:
    """Copies own paragraphs of like roles until ``share`` of the target's own characters is copied."""
    mine, theirs = own_blocks(report_of(d)), own_blocks(report_of(src))
    goal, done = share * sum(len(b.text) for b in mine), 0
    pairs: list[tuple[Block, Block]] = []
    source, target = fld.pen(src), fld.pen(d)
    roles = [r for r in OWN if r != "story"]
    rng.shuffle(roles)
    for role in [*roles, "story", "story", "story"]:
        got = [b for b in theirs if b.role == role and not b.sealed and all(b is not q for _, q in pairs)]
        to = [b for b in mine if b.role == role and not b.sealed and b.event not in d.busy | {"x"}
              and all(b is not q for q, _ in pairs)]
        if not got or not to or done >= goal:
            continue
        if role == "story":
            text = story_swapped(got[0].text, _event(src, got[0]), _event(d, to[0]), source, target, rng)
        else:
            text = swapped(got[0].text, source, target, {}, rng)
        to[0].text = ATTACKS[attack](text, target, rng)
        done += len(to[0].text)
        pairs.append((to[0], got[0]))
    return pairs


def _event(d: Dossier, block: Block) -> Event:
    return next(e for e in d.facts.events if e.id == block.event)


def _sown(d: Dossier, src: Dossier, pairs: list[tuple[Block, Block]], strength: str, attack: str) -> Sown:
    for mine, theirs in pairs:
        mine.sealed = theirs.sealed = True
    longest = sorted(pairs, key=lambda p: -len(p[0].text))[:1]
    places: list[Place] = []
    for mine, theirs in longest:
        places += [place(d, report_of(d), mine.text), place(src, report_of(src), theirs.text)]
    return Sown(places, "high", attack, f"{len(pairs)} paragraphs of {src.unit} {src.year}")


def from_other(attack: str) -> Planter:
    """A planter that copies 30, 50 or 80 per cent of the own paragraphs from another unit's report of the year."""
    def plant(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
        src = _source(fld, d, rng)
        if src is None or "copied" in d.busy or "source" in d.busy:
            return None
        pairs = _copy(fld, d, src, SHARE[strength], attack, rng)
        if len(pairs) < 2:
            return None
        d.busy.add("copied")
        src.busy.add("source")
        return _sown(d, src, pairs, strength, f"{attack}_{int(SHARE[strength] * 100)}")
    return plant


def merged(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Copied half from one unit and half from another."""
    if "copied" in d.busy or "source" in d.busy:
        return None
    found = []
    for _ in range(2):
        src = _source(fld, d, rng)
        if src is None:
            return None
        src.busy.add("source")
        found.append((src, _copy(fld, d, src, SHARE[strength] / 2, "swap", rng)))
        for mine, _theirs in found[-1][1]:
            mine.sealed = True
    d.busy.add("copied")
    sown = [_sown(d, src, pairs, strength, "merged_two_sources") for src, pairs in found if pairs]
    return Sown([p for s in sown for p in s.places], "high", "merged_two_sources", "; ".join(s.note for s in sown))


def own_last_year(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Last year's report again: the year is changed, the figures stay or nearly stay."""
    last = fld.dossiers.get((d.year - 1, d.unit))
    if last is None or last.clean or {"copied", "source"} & (d.busy | last.busy):
        return None
    mine, theirs = own_blocks(report_of(d)), own_blocks(report_of(last))
    goal, done, pairs = SHARE[strength] * sum(len(b.text) for b in mine), 0, []
    roles = [r for r in OWN if r != "story"]
    rng.shuffle(roles)
    for role in roles:
        got = [b for b in theirs if b.role == role and not b.sealed]
        to = [b for b in mine if b.role == role and not b.sealed]
        if not got or not to or done >= goal:
            continue
        text = got[0].text.replace(str(last.year), str(d.year))
        text = text if strength == "strong" else re.sub(r"\d[\d,]*", lambda m: _number(rng, m), text)
        to[0].text = text
        done += len(text)
        pairs.append((to[0], got[0]))
    if len(pairs) < 2:
        return None
    d.busy.add("copied")
    last.busy.add("source")
    attack = "year_changed_figures_kept" if strength == "strong" else "year_and_figures_changed"
    sown = _sown(d, last, pairs, strength, attack)
    sown.expect = "medium"
    return sown


def inside(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Two briefings of different activities with one text."""
    papers = [p for p in d.briefings() if p.event.startswith("story") and p.event not in d.busy]
    others = [e for e in d.facts.of("story") if e.id not in d.busy]
    if not papers:
        return None
    first = papers[0]
    event = next(e for e in others if e.id == first.event) if any(e.id == first.event for e in others) else None
    other = next((e for e in others if e.id != first.event and all(p.event != e.id for p in d.briefings())), None)
    if event is None or other is None:
        return None
    sentences = [s + "。" for s in event.detail.split("。") if s]
    keep = "".join(sentences if strength != "weak" else sentences[1:])
    paper = briefing(fld.pen(d), replace(other, detail=keep))
    if strength == "strong":
        for mine, theirs in zip([b for b in paper.blocks if b.role in ("detail", "close")],
                                [b for b in first.blocks if b.role in ("detail", "close")], strict=True):
            mine.text = theirs.text.replace(fld.pen(d).number(event.copies), fld.pen(d).number(other.copies))
    for block in [*paper.blocks, *first.blocks]:
        block.sealed = True
    d.papers.append(paper)
    d.busy |= {event.id, other.id}
    return Sown([place(d, first, keep), place(d, paper, keep)], "medium", "two_briefings_one_text",
                f"{event.name} and {other.name}")


def ring(fld: Field, members: list[Dossier], number: int, rng: random.Random) -> Sown:
    """Own-looking passages that five to eight units of one year all have."""
    passages = fld.half.plants[f"ring_{number}"]
    places = []
    for d in members:
        pen, report = fld.pen(d), report_of(d)
        texts = [fill(p, pen.slots) for p in passages]
        for text, after in zip(texts, ("lead", "social", "casework"), strict=False):
            insert(report, after, text, "ring")
        d.busy.add("ring")
        places.append(place(d, report, texts[0]))
    return Sown(places, "medium", f"ring_of_{len(members)}", "passages of the ring in every member")


PLANTERS = {
    "copied_from_other_unit_swapped": from_other("swap"), "copied_from_other_unit_edited": from_other("edit"),
    "copied_from_own_last_year": own_last_year, "two_briefings_one_text": inside,
}
LATE = {"copied_order_shuffled": from_other("order_shuffled"), "copied_synonyms": from_other("synonyms"),
        "copied_punctuation_and_width": from_other("punctuation_and_width"), "copied_from_two_sources": merged}
