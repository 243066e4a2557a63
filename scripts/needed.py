"""Works out anew what every expression of the kinds needs: ``python scripts/needed.py``.

To be run after the words of kinds were changed; until then the changed ones are worked out in every process.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from classifiers.foreknown import FILE, forget, write  # noqa: E402
from classifiers.kinds import patterns  # noqa: E402


def main() -> int:
    """Writes ``classifiers/kinds/needed.json``."""
    forget()
    needs = {pattern.pattern: pattern.needed() for pattern in patterns()}
    write(needs)
    print(f"{FILE}: {len(needs)} expressions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
