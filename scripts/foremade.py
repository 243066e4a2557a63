"""Makes anew the expressions that a run asks for: ``python scripts/foremade.py``.

Looks through the sample dossiers as ``pufa assess`` does, and keeps the code of every expression that was asked for. To
be run after words of kinds or checks were changed; until then the changed ones are compiled in every process.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402

from model import expressions  # noqa: E402
from model.foremade import FILE, Code, code_of, forget, write  # noqa: E402


def main() -> int:
    """Writes ``model/foremade.json``."""
    forget()
    found = asked_for()
    write(found)
    print(f"{FILE}: {len(found)} expressions")
    return 0


def asked_for() -> dict[tuple[str, int], Code]:
    """The code of every expression that is asked for where the samples are assessed."""
    found: dict[tuple[str, int], Code] = {}
    compiler = expressions.compiler()

    def spied(pattern: str, flags: int) -> re.Pattern[str]:
        code = code_of(compiler, pattern, flags)
        if code is not None:
            found[pattern, flags] = code
        return compiler(pattern, flags)

    expressions.regex.cache_clear()
    expressions.compiler = lambda: spied  # type: ignore[assignment]
    _assess_samples()
    return found


def _assess_samples() -> None:
    from assess import Request, assess
    from rubric_maps.load import load

    for sample in sorted(ROOT.glob("corpus/sample_*")):
        gold = yaml.safe_load((sample / "gold.yaml").read_text("utf-8"))
        assess(Request(dossier=sample / "dossier", rubric=load(gold["rubric"]), unit=gold["unit"],
                       year=int(gold["year"])))


if __name__ == "__main__":
    sys.exit(main())
