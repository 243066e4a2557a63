"""Which year a date that names none belongs to."""

from __future__ import annotations

from datetime import date

from classifiers.grammar.calendar import day_of, last_day, valid_year, year_range
from classifiers.grammar.date_forms import relative_years
from classifiers.grammar.numerals import DIGITS, small_integer
from classifiers.grammar.text import load, sentence_start
from model.evidence import DateRange


def written_year(text: str) -> int | None:
    """A year in digits or Chinese numerals, of two digits too; None where it is out of our time."""
    plain = text.replace("O", "0").replace("o", "0")
    year = small_integer("".join(char if char.isascii() else str(DIGITS[char]) for char in plain))
    if year is not None and year < 100:
        year += 2000 if year < 50 else 1900
    return year if year is not None and valid_year(year) else None


class Years:
    """What is known of the year while a text is read from its start to its end."""

    def __init__(self, text: str, year: int | None, period: DateRange | None) -> None:
        """year: of the paper. period: under review."""
        self._text, self._year, self._period = text, year, period
        self._carried: tuple[int, int] | None = None
        self._last_explicit: int | None = None
        self.last_month: tuple[int | None, int] | None = None
        self.last_day: DateRange | None = None
        self.reached = -1

    @property
    def base(self) -> int | None:
        """The year of the paper, else the one in which the period ends."""
        return self._year if self._year is not None else self._period.end.year if self._period else None

    @property
    def review(self) -> DateRange | None:
        """The period under review where the paper's year lies in it, else the paper's year."""
        if self._period and (self._year is None or self._period.start.year <= self._year <= self._period.end.year):
            return self._period
        return year_range(self._year) if self._year is not None else None

    @property
    def period_end(self) -> date | None:
        """Until when a span without an end goes."""
        return self.review.end if self.review else None

    def carried(self, at: int) -> int | None:
        """The year of a month named earlier in the same sentence (2019年3月…,5月)."""
        if self._carried and self._carried[1] >= sentence_start(self._text, at):
            return self._carried[0]
        return None

    def note(self, year: int | None, month: int | None, at: int, given: bool) -> None:
        """Remember a date that was read."""
        if month is not None:
            self.last_month = (year, month)
        if given and year is not None:
            self._last_explicit = year
            if month is not None:
                self._carried = (year, at)

    def of_word(self, word: str) -> tuple[int | None, str]:
        """The year a word (去年) speaks of, and the word's code."""
        code = relative_years()[word]
        if code == "same_year":
            return self._last_explicit if self._last_explicit is not None else self.base, code
        if code == "following_year":
            start = self._last_explicit if self._last_explicit is not None else self.base
            return None if start is None else start + 1, code
        return None if self.base is None else self.base + int(load("relative.toml")["offsets"][code]), code

    def for_month(self, month: int, day: int | None, at: int) -> int | None:
        """The year of a month or day without one: the sentence's, else one within the period, else the paper's."""
        carried = self.carried(at)
        if carried is not None or self.base is None:
            return carried
        period = self._period
        if period and period.start.year <= self.base <= period.end.year and 1 <= month <= 12:
            for year in (self.base, period.start.year, period.end.year):
                start = day_of(year, month, day or 1)
                if start and start <= period.end and (start if day else last_day(year, month)) >= period.start:
                    return year
        return self.base
