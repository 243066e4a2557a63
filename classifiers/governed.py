"""What belongs to the government of a city or county: its departments, courts, towns, and the area as a whole."""

from __future__ import annotations

import re

from classifiers.context import Context, names


def governed_whole(total: str, context: Context) -> bool:
    """True where a whole (全县各部门, 各乡镇) is the unit's own area, the unit being its government."""
    return context.governs and not re.search(names()["更大范围"][context.level], total)


def governed(region: str, body: str, context: Context) -> bool:
    """True for a department, a court or a town of the unit's area, the unit being its government.

    region: what stands before the body's name, with its level (县, 云泽市); another area's name makes it foreign.
    """
    if not context.governs or re.search(names()["政府以外"][context.level], body):
        return False
    if region[-1:] in ("省", "市", "州") and region != context.level:
        return region.endswith(context.region)
    place = region.rstrip("省市县区州团")
    return len(place) < 2 or place in context.region or re.search(names()["不是地名"], place) is not None


def neighbour(clause: str, context: Context) -> str:
    """The other county or city that a clause begins with as the doer (清河县建成…), "" where there is none."""
    if not context.governs or clause.startswith(context.region):
        return ""
    match = re.match(names()["邻近地区"][context.level], clause)
    place = match.group("place") if match else ""
    foreign = place and not context.region.endswith(place) and not re.search(names()["非邻近地区"], place)
    return place if foreign else ""
