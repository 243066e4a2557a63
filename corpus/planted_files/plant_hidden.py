"""Plants words that no reader sees, and words that speak to a machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from corpus.planted_files import honest, seeds, shelf
from corpus.planted_files.model import Case, Cohort, Dossier, Place
from corpus.planted_files.papers.word import ZERO, coded

Planter = Callable[[], Case | None]


def planters(cohort: Cohort, dirty: list[Dossier]) -> list[Planter]:
    """Every mechanism of this half."""
    rows = honest.words("attacks")["hidden_text"][cohort.half]
    found: list[Planter] = [partial(planted, cohort, dirty, k, *row) for k, row in enumerate(rows)]
    seeds.dice(cohort.half, "hidden").shuffle(found)
    return found


def planted(cohort: Cohort, dirty: list[Dossier], k: int, kind: str, how: str, strength: str, says: str) -> Case | None:
    """One file with such words."""
    rng = seeds.dice(cohort.half, "hidden", k)
    words = cohort.words[{"order": "orders", "claim": "claims", "alt": "alt_orders"}[says]]
    text = words[k % len(words)]
    if kind == "jpg":
        return _picture(cohort, dirty, k, how, strength, text)
    for made in shelf.turns(cohort, dirty, "hidden", k):
        paper = shelf.free_paper(cohort, made, kind, rng)
        if not paper or how == "in_scan" and paper.photos:
            continue
        if how == "in_scan":
            shelf.mark(paper, scan=True)
        page, quote, note = 1, text, f"{says} in a {kind}: {how}"
        if how == "file_name":
            shelf.mark(paper)
            paper.path = paper.path.replace(f".{kind}", f"（{text}）.{kind}")
        else:
            quote, extra = _encoded(how, text)
            note += extra
            paper.tricks.append({"how": how, "text": quote})
            page = 2 if how in ("hidden_sheet", "very_hidden") else 1
        quiet = says == "claim" and kind == "xlsx"
        return Case(
            "hidden_text",
            f"{kind}_{how}",
            strength,
            [Place(made, paper, page, quote)],
            "medium" if quiet else "high",
            says,
            note,
        )
    return None


def _encoded(how: str, text: str) -> tuple[str, str]:
    """The string as it stands in the file, and what the note has to add."""
    if how == "zero_width":
        return ZERO.join(text), f"; read without zero-width characters: {text}"
    if how == "zero_coded":
        return coded(text), f"; the zero-width characters are the bits of: {text}"
    return text, ""


def _picture(cohort: Cohort, dirty: list[Dossier], k: int, how: str, strength: str, text: str) -> Case | None:
    rng = seeds.dice(cohort.half, "hidden", k)
    for made in shelf.turns(cohort, dirty, "hidden", k):
        photo = shelf.free_photo(cohort, made, rng, loose=True)
        if not photo:
            continue
        photo.used = True
        if how == "file_name":
            photo.name = photo.name.replace(".jpg", f"（{text}）.jpg")
        else:
            photo.shot = {**photo.shot, "ops": [["words", text]], "seed": photo.event.key}
        return Case(
            "hidden_text",
            f"jpg_{how}",
            strength,
            [Place(made, photo, quote=text)],
            "high",
            "order",
            f"words to the machine, {how}",
        )
    return None
