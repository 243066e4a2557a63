"""What a template leaves behind: other units, other years, blanks, bodies that are gone, other cities."""

from __future__ import annotations

import random

from ..papers import Dossier
from .base import Field, Sown, insert, place, report_of, seal

SPOTS = ("lead", "plan", "budget", "social", "media", "brand", "casework")


def _put(fld: Field, d: Dossier, rng: random.Random, topic: str, slots: dict[str, object]) -> Sown:
    """A sentence with the residue, at the end of an own paragraph of the report or as one of its own."""
    report = report_of(d)
    text = fld.pen(d).fault(topic, slots)
    spots = [b for b in report.blocks if b.role in SPOTS and not b.sealed]
    if spots and rng.random() < 0.6:
        block = rng.choice(spots)
        seal(block, block.text + text)
    else:
        insert(report, rng.choice(("budget", "media", "casework")), text)
    return Sown([place(d, report, text)])


def other_unit(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Another unit's name where the own one belongs."""
    others = [u for u in fld.half.units if u.name != d.unit]
    other = rng.choice(others)
    sown = _put(fld, d, rng, f"other_unit_{strength}", {"他": other.name, "他简": other.short, "他行": other.trade,
                                                         "他下": other.subs[0]})
    sown.expect, sown.note = ("medium" if strength == "weak" else "high"), other.name
    return sown


def other_year(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Last year's number where this year's belongs."""
    if strength == "strong":
        report = report_of(d)
        title = next(b for b in report.blocks if b.role == "title")
        if title.sealed or str(d.year) not in title.text:
            return None
        seal(title, title.text.replace(str(d.year), str(d.year - 1)))
        return Sown([place(d, report, title.text.split("\n")[1])])
    return _put(fld, d, rng, f"other_year_{strength}", {})


def placeholder(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A blank of the form never filled in."""
    return _put(fld, d, rng, f"placeholder_{strength}", {})


def gone_body(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """A body that the reform of 2018 and 2019 had ended, told as a partner of this year."""
    return _put(fld, d, rng, f"gone_body_{strength}", {"后月": rng.randint(3, 10)})


def other_city(fld: Field, d: Dossier, strength: str, rng: random.Random) -> Sown | None:
    """Another city's name as one's own."""
    return _put(fld, d, rng, f"other_city_{strength}", {"他市": rng.choice(fld.half.city["other_cities"])})


PLANTERS = {"another_units_name": other_unit, "another_years_number": other_year, "blank_left_open": placeholder,
            "body_no_longer_existing": gone_body, "another_citys_name": other_city}
