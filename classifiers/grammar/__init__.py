"""The grammar of numbers and dates in Chinese official papers."""

from classifiers.grammar.calendar import year_range
from classifiers.grammar.dates import DateMatch, carry_year, find_dates
from classifiers.grammar.masks import Masked, MaskKind, find_masks
from classifiers.grammar.moved_dates import without_moved
from classifiers.grammar.quantities import QuantityMatch, find_quantities

__all__ = ["DateMatch", "MaskKind", "Masked", "QuantityMatch", "carry_year", "find_dates", "find_masks",
           "find_quantities", "without_moved", "year_range"]
