"""Hard clean situations: what looks odd to a machine and is as innocent as can be."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from corpus.planted_files import honest, seeds, shelf
from corpus.planted_files.model import Cohort, Dossier, Event, Paper, Photo

Situation = Callable[[Cohort, Dossier, random.Random], bool]


def _docx(cohort: Cohort, made: Dossier, rng: random.Random) -> Paper | None:
    return shelf.free_paper(cohort, made, "docx", rng)


def _on_docx(**traits: Any) -> Situation:
    def situation(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
        paper = _docx(cohort, made, rng)
        if paper:
            shelf.mark(paper, **traits)
        return paper is not None

    return situation


def _block(place: int, make: Callable[[Cohort, Dossier], dict[str, Any]]) -> Situation:
    """A block put into a Word paper at a position of its blocks (-1: at the end)."""

    def situation(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
        paper = _docx(cohort, made, rng)
        if paper:
            paper.blocks.insert(len(paper.blocks) if place < 0 else place, make(cohort, made))
            shelf.mark(paper)
        return paper is not None

    return situation


def _same_hall(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    """Two pictures from the hall that the unit uses every year."""
    inside = [e for e in made.events if e.scene["kind"] in ("hall", "meeting")]
    for one in inside[:1] * (2 if len(made.pictures()) < 7 else 0):
        shelf.more_of(cohort, made, one, rng)
    return bool(inside)


def _burst(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    one = rng.choice(made.events)
    while len(made.pictures()) < shelf.MOST_PHOTOS and sum(p.event is one for p in made.pictures()) < 4:
        shelf.more_of(cohort, made, one, rng)
    return sum(p.event is one for p in made.pictures()) > 2


def _twice(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    """The same picture as a file, in the briefing of that activity, and as a screenshot of the unit's own page."""
    photo = shelf.free_photo(cohort, made, rng, loose=True)
    if not photo or len(made.pictures()) > shelf.MOST_PHOTOS - 2:
        return False
    paper = next(
        (p for p in made.papers if p.event is photo.event and p.kind in ("docx", "pdf") and not shelf.taken(p)), None
    )
    if paper:
        copy = replace(photo, shot={**photo.shot, "quality": 74}, paper=paper)
        paper.photos.append(copy)
        paper.blocks.append({"photo": len(paper.photos) - 1})
    title = made.unit + "开展" + photo.event.theme["name"] + "活动"
    page = replace(
        photo,
        shot={
            **photo.shot,
            "tags": None,
            "quality": 85,
            "seed": photo.event.key,
            "ops": [["phone", title, photo.event.said]],
        },
        name=f"照片/{photo.event.day:%Y%m%d}{photo.event.theme['name']}公众号截图.jpg",
    )
    made.photos.append(page)
    return True


def _scan(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    paper = shelf.free_paper(cohort, made, "pdf", rng)
    if not paper or paper.photos:
        return False
    paper.blocks = [b for b in paper.blocks if "photo" not in b]
    shelf.mark(paper, scan=True)
    return True


def _signed(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    paper = shelf.free_paper(cohort, made, "pdf", rng)
    if paper:
        how = rng.choice([{"stamped": True}, {"signed": True}, {"stamped": True, "signed": True}])
        shelf.mark(paper, **how)
    return paper is not None


def _clock(_cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    """The camera's clock was never set."""
    camera = rng.choice(honest.words("makers")["cameras"])
    for k, photo in enumerate(made.photos):
        if "mmexport" not in photo.name and not photo.shot.get("ops"):
            photo.shot["tags"] = {**camera, "taken": f"2015:01:01 00:{10 + k:02d}:{rng.randint(0, 59):02d}"}
    return any(_taken(p).startswith("2015") for p in made.photos)


def _chat(_cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    """Pictures went through a chat app: no tags, a number for a name. Not together with a camera's wrong clock."""
    found = [p for p in made.photos if not p.shot.get("ops")]
    if not found or any(_taken(p).startswith("2015") for p in found):
        return False
    for photo in (p for p in found if "mmexport" not in p.name):
        stamp = seeds.number(photo.name) % 10**7
        day = (photo.event.day - date(1970, 1, 1)).days * 86400 + 7200
        photo.name = f"照片/{photo.event.day:%Y%m%d}{photo.event.theme['name']}/mmexport{day * 1000 + stamp}.jpg"
        photo.shot |= {"tags": None, "again": 90, "quality": 70}
    return True


def _taken(photo: Photo) -> str:
    return str((photo.shot.get("tags") or {}).get("taken", ""))


def _later(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    """Copied to another computer or converted long after it was written."""
    paper = _docx(cohort, made, rng)
    if paper:
        created = paper.traits["created"] + timedelta(days=rng.randint(40, 380))
        shelf.mark(paper, created=created, modified=created + timedelta(minutes=4), last_by=honest.person(made, 1))
    return paper is not None


def _wps(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    maker = honest.words("makers")["wps"][made.year]
    return _on_docx(application=maker["application"], version="14.0000", wps=maker["build"])(cohort, made, rng)


def _lists(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    paper = shelf.free_paper(cohort, made, "xlsx", rng)
    if paper:
        shelf.mark(paper, lists=[t["name"] for t in cohort.words["themes"]])
    return paper is not None


def _template(cohort: Cohort, made: Dossier, rng: random.Random) -> bool:
    """A paper written into the office's form: its letterhead, its seal, and its revision marks beside the unit's."""
    paper = _docx(cohort, made, rng)
    if paper:
        shelf.mark(paper, logo="office", rsids=paper.traits["rsids"] + honest.form_marks(cohort))
        paper.blocks.append({"mark": "city_code"})
    return paper is not None


SITUATIONS: dict[str, Situation] = {
    "same_hall": _same_hall,
    "burst": _burst,
    "same_event_twice": _twice,
    "ocr_scan": _scan,
    "signed_pdf": _signed,
    "camera_clock": _clock,
    "chat_apps": _chat,
    "python_docx": _on_docx(maker="python-docx"),
    "wps_docx": _wps,
    "created_later": _later,
    "hidden_sheet_lists": _lists,
    "superior_template": _template,
    "watermark_text": _on_docx(watermark="内部资料 注意保存"),
    "qr_codes": _block(-1, lambda _c, _d: {"mark": "city_code"}),
    "seal_picture": _block(-1, lambda _c, _d: {"mark": "seal"}),
    "white_on_red": _block(0, lambda _c, d: {"redcell": f"{d.unit}普法简报"}),
    "small_notes": _block(-1, lambda _c, _d: {"note": "注：人数以现场签到为准，照片由办公室拍摄。"}),
    "toc_bookmarks": _block(3, lambda _c, _d: {"contents": ["一、基本情况", "二、主要做法"]}),
    "comments": _block(-1, lambda _c, _d: {"remark": "请科室核对"}),
    "rules_described": _block(-1, lambda c, _d: {"p": c.words["rules_described"]}),
}
BIG = ("same_hall", "burst", "same_event_twice")
"""Situations that add pictures: one of them a dossier."""


def harden(cohort: Cohort, clean: list[Dossier]) -> None:
    """Puts up to four situations into every clean dossier but the last two, which stay plain; then the joint events."""
    names = [n for n in SITUATIONS if n not in BIG]
    count = dict.fromkeys(names, 0)
    for k, made in enumerate(clean):
        rng = seeds.dice(cohort.half, "hard", made.year, made.unit)
        plain = len(clean) > 6 and k >= len(clean) - 2
        shown = [n for n in BIG[k % len(BIG) :][:1] if not plain and SITUATIONS[n](cohort, made, rng)]
        for name in sorted(names, key=lambda n: count[n]):
            if not plain and len(shown) < 4 and SITUATIONS[name](cohort, made, rng):
                shown.append(name)
                count[name] += 1
        made.clean = ", ".join(shown) or "plain"
    for year in honest.YEARS:
        pair = [d for d in clean if d.year == year]
        for k in range(0, min(4, len(pair) - 1), 2):
            join(cohort, pair[k], pair[k + 1], press=k == 0)


def join(cohort: Cohort, one: Dossier, two: Dossier, *, press: bool) -> None:
    """A joint event of two units, both of which tell of it and name each other.

    With ``press`` both hand in the same picture, which a newspaper took; else each has its own, from its own camera.
    """
    rng = seeds.dice(cohort.half, "joint", one.year, one.unit, two.unit)
    theme = rng.choice(
        [
            t
            for t in cohort.words["themes"]
            if set(t["scene"]) & set(honest.OUTSIDE) and all(t is not e.theme for d in (one, two) for e in d.events)
        ]
    )
    days = {e.day for d in (one, two) for e in d.events}
    base = honest.event(cohort, one, theme, rng, days)
    base.scene["banner"] = theme["banner"]
    for view, (made, partner) in enumerate(((one, two), (two, one))):
        shared: Event = replace(base, partner=partner.unit, scene=deepcopy(base.scene))
        made.events.append(shared)
        shared.scene["view"] = 0 if press else view
        photo = honest.photograph(cohort, made, shared, 0, seeds.dice(cohort.half, "joint", one.unit, view))
        _drop_for(made)
        if press:
            photo.shot = {"scene": {**base.scene, "frame": 0}, "quality": 90}
            photo.name = f"照片/{shared.day:%Y%m%d}{theme['name']}（{cohort.words['press']}供图）.jpg"
        made.photos.append(photo)
        _tell(cohort, made, shared, press, rng)
        made.clean += ", joint_press_photo" if press else ", joint_own_photos"


def _drop_for(made: Dossier) -> None:
    """Makes room for one more picture."""
    if len(made.pictures()) >= shelf.MOST_PHOTOS:
        spare: list[Photo] = [p for p in made.photos if sum(q.event is p.event for q in made.pictures()) > 2]
        made.photos.remove((spare or made.photos)[-1])


def _tell(cohort: Cohort, made: Dossier, one: Event, press: bool, rng: random.Random) -> None:
    """A briefing about the joint event; the ledger or report of the year lists it too."""
    paper = honest.briefing(cohort, made, one, 1, "docx", rng)
    if press:
        paper.blocks.append({"p": cohort.words["press_line"]})
    year = next(p for p in made.papers if p.path.startswith(("总结", "台账")))
    if year.kind == "xlsx":
        rows = year.blocks[0]["sheet"]["rows"]
        rows.append([len(rows) + 1, f"{one.day:%Y-%m-%d}", one.theme["name"], one.place, one.people])
    else:
        at = next(k for k, b in enumerate(year.blocks) if "right" in b) - 1
        year.blocks.insert(at, {"p": f"与{one.partner}联合：{honest.listed(cohort, one, rng)}"})
    extra = [p for p in made.papers if p.event and not shelf.taken(p) and not p.photos]
    if len(made.papers) >= shelf.MOST_PAPERS and extra:
        made.papers.remove(extra[-1])
    if len(made.papers) < shelf.MOST_PAPERS + 1:
        made.papers.append(paper)
