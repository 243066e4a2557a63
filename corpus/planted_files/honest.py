"""Honest dossiers: what a unit did in a year, the pictures of it, and the papers that tell of it."""

from __future__ import annotations

import random
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from corpus.planted_files import seeds
from corpus.planted_files.model import Cohort, Dossier, Event, Paper, Photo

YEARS = (2021, 2022, 2023)
HERE = Path(__file__).parent
OUTSIDE = ("stall", "square", "village")
Words = dict[str, Any]


@lru_cache(maxsize=4)
def words(name: str) -> Words:
    """One of the YAML files beside this module: ``words_tune``, ``words_report``, ``makers``."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))


def dossier(cohort: Cohort, year: int, number: int) -> Dossier:
    """One unit's year: 3 to 5 activities, 3 to 8 pictures, 2 to 5 papers; nothing in it is false."""
    w = cohort.words
    unit = w["city"] + w["units"][number]
    made = Dossier(year, unit, number)
    rng = seeds.dice(cohort.half, "dossier", year, unit)
    rooms = [t for t in w["themes"] if set(t["scene"]) & {"hall", "meeting"}]
    themes = [rng.choice(rooms)]
    themes += rng.sample([t for t in w["themes"] if t is not themes[0]], rng.choice([2, 3, 3, 4]))
    days: set[date] = set()
    for theme in themes:
        made.events.append(event(cohort, made, theme, rng, days))
    made.events.sort(key=lambda e: e.day)
    for one in made.events:
        for frame in range(rng.choice([1, 1, 2])):
            if len(made.photos) < 7:
                made.photos.append(photograph(cohort, made, one, frame, rng))
    briefings(cohort, made, rng)
    made.papers.append(summary(cohort, made, rng))
    return made


def numbered(made: Dossier) -> None:
    """Gives the briefings their numbers in the order of their days, whenever they were added."""
    told = sorted((p for p in made.papers if p.event), key=lambda p: (p.day, p.path))
    for order, paper in enumerate(told):
        paper.path = re.sub(r"第\d+期", f"第{order + 1}期", paper.path, count=1)
        for block in paper.blocks:
            if "docno" in block:
                block["docno"] = re.sub(r"第\d+期", f"第{order + 1}期", block["docno"], count=1)


def event(cohort: Cohort, made: Dossier, theme: Words, rng: random.Random, days: set[date]) -> Event:
    """An activity on a day that is not taken yet, on a working day where it is held indoors."""
    kind = rng.choice(theme["scene"])
    while True:
        day = date(made.year, rng.choice(theme["months"]), rng.randint(*theme.get("days", (2, 27))))
        if day not in days and not holiday(day) and (kind in OUTSIDE or day.weekday() < 5):
            break
    days.add(day)
    place, room = where(cohort, made, kind, rng)
    key = f"{cohort.half}-{made.year}-{made.number}-{theme['name']}"
    banner = theme["banner"]
    if banner and rng.random() < 0.4:
        banner = made.unit + banner
    scene = {
        "kind": kind,
        "place": room,
        "event": key,
        "banner": banner,
        "boards": theme["heads"],
        "screen": [
            theme["name"],
            "主讲：" + rng.choice(cohort.words["names"]),
            f"{day.year}年{day.month}月{day.day}日",
        ],
    }
    return Event(
        key, theme, day, place, scene, rng.choice([23, 31, 38, 46, 52, 57, 64, 71, 83, 96]) + rng.randint(0, 6)
    )


def holiday(day: date) -> bool:
    """The weeks in which nobody holds such an activity: New Year by both calendars, May, October (a wide guess)."""
    spring = {2021: date(2021, 2, 11), 2022: date(2022, 1, 31), 2023: date(2023, 1, 21)}[day.year]
    return 0 <= (day - spring).days < 7 or (day.month, day.day) < (1, 4) or day.month in (5, 10) and day.day < 8


def where(cohort: Cohort, made: Dossier, kind: str, rng: random.Random) -> tuple[str, str]:
    """The place as papers name it, and the word that stands for its looks: a unit's hall is the same every year."""
    w = cohort.words
    own = {"hall": "三楼会议室", "meeting": "党组会议室", "counter": "服务大厅", "gallery": "法治文化展厅"}
    if kind in own:
        return made.unit + own[kind], f"{cohort.half}-{made.unit}-{kind}"
    if kind == "court":
        return w["city"] + "人民法院第一审判庭", cohort.half + "-court"
    name = rng.choice(w["schools"] if kind == "lesson" else w["outdoor"])
    return name, f"{cohort.half}-{name}-{kind}"


def photograph(cohort: Cohort, made: Dossier, one: Event, frame: int, rng: random.Random) -> Photo:
    """A picture as a file whose name or folder tells day and activity; tags as cameras and chat apps leave them."""
    shot: dict[str, Any] = {"scene": {**one.scene, "frame": frame}, "quality": rng.choice([78, 84, 88, 92])}
    stamp = f"{one.day:%Y%m%d}"
    manner = rng.random()
    at = datetime(one.day.year, one.day.month, one.day.day, rng.randint(9, 15), rng.randint(0, 59), rng.randint(0, 59))
    if manner < 0.28:
        millis = int((at - datetime(1970, 1, 1)).total_seconds() - 8 * 3600) * 1000 + rng.randint(0, 999)
        name = f"照片/{stamp}{one.theme['name']}/mmexport{millis}.jpg"
    else:
        spoken = (
            f"{stamp}{one.theme['name']}{frame + 1}",
            f"{one.day.month}月{one.day.day}日{one.theme['name']}（{frame + 1}）",
            f"{stamp}-{one.place}-{one.theme['name']}-{frame + 1}",
        )
        name = f"照片/{rng.choice(spoken)}.jpg"
        if manner < 0.75:
            shot["tags"] = {**rng.choice(words("makers")["cameras"]), "taken": at.strftime("%Y:%m:%d %H:%M:%S")}
    return Photo(one, shot, name, f"{one.said}，{made.unit}在{one.place}开展{one.theme['name']}活动")


def told(cohort: Cohort, made: Dossier, one: Event, rng: random.Random) -> list[str]:
    """The sentences of a briefing."""
    w = cohort.words
    fill = {
        "d": f"{one.day.month}月{one.day.day}日",
        "u": made.unit,
        "p": one.place,
        "t": one.theme["name"],
        "l": f"《{one.theme['law']}》",
        "n": one.people,
        "m": rng.choice(w["names"]),
        "q": one.partner,
    }
    counted = [m for m in w["middles"] if "{n}" in m]
    plain = [m for m in w["middles"] if "{n}" not in m]
    middle = [rng.choice(counted), *rng.sample(plain, rng.choice([3, 4, 5]))]
    rng.shuffle(middle)
    lines = [rng.choice(w["openers"]), *middle]
    if one.partner:
        lines.insert(1, w["joint"])
    lines.append(rng.choice(w["closers"]))
    return [line.format(**fill) for line in lines]


def briefings(cohort: Cohort, made: Dossier, rng: random.Random) -> None:
    """Briefings for some activities; some pictures lie in them instead of in the folder of pictures."""
    count = min(rng.choice([1, 2, 2, 3, 4]), len(made.events))
    for order, one in enumerate(sorted(rng.sample(made.events, count), key=lambda e: e.day)):
        made.papers.append(
            briefing(cohort, made, one, order + 1, rng.choice(["docx", "docx", "docx", "pdf", "pdf", "pptx"]), rng)
        )
        if rng.random() < 0.6:
            own = [p for p in made.photos if p.event is one][:2]
            embed(made, made.papers[-1], own)


def embed(made: Dossier, paper: Paper, photos: list[Photo]) -> None:
    """Moves pictures from the folder of pictures into a paper."""
    for photo in photos:
        if photo in made.photos:
            made.photos.remove(photo)
        photo.paper = paper
        paper.photos.append(photo)
        paper.blocks.append({"photo": len(paper.photos) - 1})


def briefing(cohort: Cohort, made: Dossier, one: Event, order: int, kind: str, rng: random.Random) -> Paper:
    """One briefing about one activity."""
    w, lines = cohort.words, told(cohort, made, one, rng)
    day = one.day + timedelta(days=rng.randint(0, 3))
    title = f"{made.unit}开展{one.theme['name']}活动"
    cut = rng.randint(2, max(2, len(lines) - 2))
    blocks: list[dict[str, Any]] = [
        {"redhead": w["masthead"]},
        {"docno": f"{made.year}年第{order}期    {made.unit}办公室    {day.year}年{day.month}月{day.day}日"},
        {"title": title},
        {"p": "".join(lines[:cut])},
        {"p": "".join(lines[cut:])},
    ]
    paper = Paper(f"简报/第{order}期{one.theme['name']}.{kind}", day, title, blocks, event=one)
    paper.traits = traits(cohort, made, paper, rng)
    if rng.random() < 0.35:
        paper.traits["logo"] = "office"
    return paper


def summary(cohort: Cohort, made: Dossier, rng: random.Random) -> Paper:
    """The year's report, or a ledger of activities as a sheet."""
    w, day = cohort.words, date(made.year, 12, rng.randint(28, 31))
    part = w["summary"]
    title = f"{made.unit}{made.year}年度普法工作总结"
    rows = [listed(cohort, one, rng) for one in made.events]
    kind = rng.choice(["docx", "docx", "xlsx", "pdf"])
    if kind == "xlsx":
        return ledger(cohort, made, day, rng)
    blocks: list[dict[str, Any]] = [{"title": title}, {"p": rng.choice(part["intro"]).format(u=made.unit, y=made.year)}]
    blocks += [{"p": f"{k + 1}.{row}"} for k, row in enumerate(rows)]
    blocks += [{"p": rng.choice(part["end"])}, {"right": made.unit}, {"right": f"{day.year}年{day.month}月{day.day}日"}]
    paper = Paper(f"总结/{made.year}年普法工作总结.{kind}", day, title, blocks)
    paper.traits = traits(cohort, made, paper, rng)
    # the office sends out the form: its letterhead and its revision marks are in everybody's report
    paper.traits["logo"] = "office"
    paper.traits["rsids"] += form_marks(cohort)
    return paper


def form_marks(cohort: Cohort) -> list[str]:
    """The revision marks of the form that the office sends to all units."""
    return [f"{seeds.number(cohort.half, 'form', k) & 0xFFFFFF:08X}" for k in range(5)]


def listed(cohort: Cohort, one: Event, rng: random.Random) -> str:
    """One activity as a line of the year's report."""
    fill = {"d": f"{one.day.month}月{one.day.day}日", "p": one.place, "t": one.theme["name"], "n": one.people}
    return str(rng.choice(cohort.words["summary"]["rows"]).format(**fill))


def ledger(cohort: Cohort, made: Dossier, day: date, rng: random.Random) -> Paper:
    """A sheet that lists the activities."""
    rows = [[k + 1, f"{e.day:%Y-%m-%d}", e.theme["name"], e.place, e.people] for k, e in enumerate(made.events)]
    title = f"{made.unit}{made.year}年普法活动台账"
    block = {
        "sheet": {"name": "活动台账", "title": title, "header": ["序号", "日期", "活动", "地点", "人数"], "rows": rows}
    }
    paper = Paper(f"台账/{made.year}年普法活动台账.xlsx", day, title, [block])
    paper.traits = traits(cohort, made, paper, rng)
    return paper


def person(made: Dossier, k: int) -> str:
    """The k-th clerk of a unit; no two units share one."""
    w = words("makers")
    return w["surnames"][made.number % len(w["surnames"])] + w["given"][(made.number + 5 * k) % len(w["given"])]


def traits(cohort: Cohort, made: Dossier, paper: Paper, rng: random.Random) -> dict[str, Any]:
    """Properties of the file as its year's programs write them: maker, times, author, revision marks."""
    w = words("makers")
    at = datetime(
        paper.day.year, paper.day.month, paper.day.day, rng.randint(9, 16), rng.randint(0, 59), rng.randint(0, 59)
    )
    author = rng.choice([person(made, 0), person(made, 1), made.unit + "办公室", "Administrator", "user"])
    own = [f"{seeds.number(cohort.half, made.unit, 'rsid', k) & 0xFFFFFF:08X}" for k in range(3)]
    fresh = [f"{rng.getrandbits(24):08X}" for _ in range(rng.randint(5, 12))]
    found: dict[str, Any] = {
        "created": at,
        "modified": at + timedelta(minutes=rng.randint(5, 160)),
        "author": author,
        "last_by": author if rng.random() < 0.6 else person(made, 2),
        "rsids": own + fresh,
    }
    if paper.kind == "pdf":
        return found | rng.choice(w["pdf"][made.year])
    if rng.random() < 0.3:
        return found | {
            "application": w["wps"][made.year]["application"],
            "version": "14.0000",
            "wps": w["wps"][made.year]["build"],
        }
    return found | rng.choice(w["word"])
