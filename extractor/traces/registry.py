"""Which traces are taken of which type: every type has parts, each taken apart from the others.

A part is named ``module:function`` and imported only in the process that reads. It gets the file, its name for messages
and the limits, and gives ``Traces`` with only its own fields filled.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractor.limits import Limits
from model.traces import Traces

_OFFICE = ("extractor.traces.asides:office_asides",)

PARTS: dict[str, tuple[str, ...]] = {
    "docx": _OFFICE, "xlsx": _OFFICE, "pptx": _OFFICE,
    "pdf": ("extractor.traces.asides:pdf_asides",),
}

TRACERS: dict[str, str] = dict.fromkeys(PARTS, "extractor.traces.tracing:trace")
"""The types that have any, in the shape of ``extractor.registry.READERS``."""

Tracer = Callable[[Path, str, Limits], Traces]
