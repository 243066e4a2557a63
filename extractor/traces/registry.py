"""Which traces are taken of which type: every type has parts, each taken apart from the others.

A part is named ``module:function`` and imported only in the process that reads. It gets the file, its name for messages
and the limits, and gives ``Traces`` with only its own fields filled.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractor.limits import Limits
from model.traces import Traces

_OFFICE = "extractor.traces.asides:office_asides"
_MAKING, _OLD_MAKING = "extractor.traces.making:office_making", "extractor.traces.making:ole_making"

PARTS: dict[str, tuple[str, ...]] = {
    "image": ("extractor.traces.pictures:image_pictures",),
    "docx": ("extractor.traces.pictures_office:docx_pictures", _OFFICE, _MAKING),
    "pptx": ("extractor.traces.pictures_office:pptx_pictures", _OFFICE, _MAKING),
    "xlsx": ("extractor.traces.pictures_office:xlsx_pictures", _OFFICE, _MAKING),
    "odt": ("extractor.traces.pictures_office:odt_pictures",),
    "ofd": ("extractor.traces.pictures_office:ofd_pictures",),
    "pdf": ("extractor.traces.pictures_pdf:pdf_pictures", "extractor.traces.asides:pdf_asides",
            "extractor.traces.making:pdf_making", "extractor.traces.revisions:pdf_revisions"),
    "doc": ("extractor.traces.pictures_old:old_pictures", _OLD_MAKING),
    "wps": ("extractor.traces.pictures_old:old_pictures", _OLD_MAKING),
    "ppt": ("extractor.traces.pictures_old:old_pictures", _OLD_MAKING),
    "xls": (_OLD_MAKING,),
    "rtf": ("extractor.traces.pictures_old:rtf_pictures",),
}

TRACERS: dict[str, str] = dict.fromkeys(PARTS, "extractor.traces.tracing:trace")
"""The types that have any, in the shape of ``extractor.registry.READERS``."""

Tracer = Callable[[Path, str, Limits], Traces]
