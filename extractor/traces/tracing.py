"""All traces of one file: part after part, so that one which fails loses nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from extractor.limits import Limits
from extractor.reading import Reading
from extractor.sniff import sniff
from extractor.tools import Tools
from extractor.traces.registry import PARTS, Tracer
from model.traces import Traces

_LONGEST_REASON = 120


def trace(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """The traces of a file, as a reading without words; a reader in the sense of ``extractor.reading``."""
    return Reading(blocks=(), pages=None, traces=traces_of(path, name, limits))


def traces_of(path: Path, name: str, limits: Limits) -> Traces:
    """What every part of this type finds, joined; what could not be taken stands in ``lost``."""
    found = Traces()
    for place in PARTS.get(sniff(path), ()):
        module, _, function = place.partition(":")
        try:
            found = joined(found, cast(Tracer, getattr(import_module(module), function))(path, name, limits))
        except Exception as error:  # noqa: BLE001 - libraries raise anything on broken files; it is told in ``lost``
            why = f"{function}: {type(error).__name__} {error}"[:_LONGEST_REASON]
            found = replace(found, lost=(*found.lost, "".join(char for char in why if char.isprintable())))
    return found


def joined(one: Traces, other: Traces) -> Traces:
    """Both together, field by field."""
    parts: dict[str, Any] = {field.name: (*getattr(one, field.name), *getattr(other, field.name))
                             for field in fields(Traces)}
    return Traces(**parts)
