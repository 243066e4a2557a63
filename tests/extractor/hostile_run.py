"""Reads a folder as a process of its own and writes what came of it: ``hostile_run.py DOSSIER RESULT.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extractor import read_dossier
from extractor.apart.checking import characters


def main(dossier: str, result: str) -> None:
    """A list of one entry a document; whatever goes wrong with the run itself ends it with a traceback."""
    found = []
    for document in read_dossier(Path(dossier), jobs=2).documents:
        text = "\n".join(block.text for block in document.blocks)
        problems = [[why.message, why.severity, why.text()] for why in document.problems]
        found.append({"path": document.path, "status": document.status, "type": document.media_type,
                      "problems": problems, "sha256": document.sha256, "size": document.size,
                      "characters": characters(document), "head": text[:5000], "seconds": document.seconds,
                      "leaked": "root:x:" in text or "hahahaha" in text})
    Path(result).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
