"""Numbers, points and days in the words and shapes of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from model.evidence import DateRange
from reports.words import word


def json_number(value: Decimal | None) -> int | float | None:
    """A Decimal as a JSON number: int where whole, else a float without trailing zeros; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def json_value(value: object) -> object:
    """Any value of ours in JSON's types: Decimals as numbers, days as ISO text, tuples and sets as lists."""
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((json_value(inner) for inner in value), key=str)
    if isinstance(value, tuple | list):
        return [json_value(inner) for inner in value]
    return value


def number_text(value: object) -> str:
    """A number as people write it: no trailing zeros, no exponent; other values as they are."""
    if isinstance(value, Decimal):
        return str(json_number(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def interval_text(low: Decimal, high: Decimal) -> str:
    """``71–86``, or one figure where both ends agree."""
    name = "common.interval_same" if low == high else "common.interval"
    return word(name, low=number_text(low), high=number_text(high))


def day_text(days: DateRange | None) -> str:
    """A day or a span of days in ISO figures, "" for None."""
    if days is None:
        return ""
    if days.start == days.end:
        return days.start.isoformat()
    return word("common.day_span", start=days.start.isoformat(), end=days.end.isoformat())


def measured_text(measured: Mapping[str, object]) -> str:
    """What a rule measured beside what it asks (计数/标准), from the contract's ``measured``."""
    if "count" in measured:
        count = number_text(measured["count"])
        if measured.get("lower_bound"):
            count = word("measure.at_least", count=count)
        return word("measure.count", count=count, required=number_text(measured.get("required", "")))
    if "rate" in measured:
        return _against("rate", measured)
    if "hours" in measured:
        return _against("hours", measured)
    aspects = measured.get("aspects")
    if isinstance(aspects, Mapping):
        return word("measure.aspects", found=sum(map(bool, aspects.values())), all=len(aspects))
    if measured.get("tier"):
        return word("measure.tier", tier=measured["tier"])
    if "cases" in measured:
        return word("measure.deduction", cases=number_text(measured["cases"]),
                    deducted=number_text(measured.get("deducted", 0)))
    if "items" in measured:
        return word("measure.items", items=number_text(measured["items"]))
    return word("measure.none")


def _against(key: str, measured: Mapping[str, object]) -> str:
    if measured[key] is None:
        return word("measure.none")
    return word(f"measure.{key}", **{key: number_text(measured[key]), "required": number_text(measured["required"])})
