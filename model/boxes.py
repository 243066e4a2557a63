"""The one coordinate system: PDF points, origin at the page's top left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class BBox:
    """A box on a page, in PDF points from the page's top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: BBox) -> BBox:
        """The smallest box that holds both."""
        return BBox(x0=min(self.x0, other.x0), top=min(self.top, other.top),
                    x1=max(self.x1, other.x1), bottom=max(self.bottom, other.bottom))

    def as_list(self) -> list[float]:
        """``[x0, top, x1, bottom]`` rounded to two places, as the contract writes it."""
        return [round(v, 2) for v in (self.x0, self.top, self.x1, self.bottom)]
