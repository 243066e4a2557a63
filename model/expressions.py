"""Regular expressions as ``re.compile`` makes them, in less time.

Most that a run asks for were made beforehand (``foremade.py``). Of the rest, half of the time that ``re`` takes for a
Chinese expression goes into its classes: each (``[^，。；]``) is brought to a map of all 65,536 characters and back,
however often the same class stands there. Here every class is brought to its form once a process. The compiler is the
library's own, loaded a second time, so that nobody else's ``re`` is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from typing import Any

from model.foremade import foremade

_LIBRARY, _CLASSES = "re._compiler", "_optimize_charset"


@lru_cache(maxsize=512)
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``: the same expression, the same errors."""
    return foremade(pattern, flags) or compiler()(pattern, flags)


@lru_cache(maxsize=1)
def compiler() -> Callable[[str, int], re.Pattern[str]]:
    """The library's compiler with a memory for classes; ``re.compile`` where the library is built otherwise."""
    spec = find_spec(_LIBRARY)
    if spec is None or spec.loader is None:
        return re.compile
    library = module_from_spec(spec)
    spec.loader.exec_module(library)
    if not hasattr(library, _CLASSES):
        return re.compile
    setattr(library, _CLASSES, _remembered(getattr(library, _CLASSES)))
    made: Callable[[str, int], re.Pattern[str]] = library.compile
    return made


def _remembered(bring: Callable[..., Any]) -> Callable[..., Any]:
    """``_optimize_charset`` with a memory for classes that are read as they stand; what it gives is only read."""
    known: dict[tuple[Any, ...], Any] = {}

    def brought(items: Any, *folding: Any) -> Any:
        if any(folding):
            return bring(items, *folding)
        key = tuple(items)
        if key not in known:
            known[key] = bring(items, *folding)
        return known[key]

    return brought
