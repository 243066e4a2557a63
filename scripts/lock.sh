#!/usr/bin/env bash
# Writes requirements/core.txt (what `make run` needs) and requirements/dev.txt (what `make test` needs as well) from
# pyproject.toml, every file of every release with its hash and nothing about where it came from.
# Versions already in the files are kept where they still fit; `scripts/lock.sh --upgrade` takes the newest instead.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "scripts/lock.sh needs uv: pip install uv" >&2; exit 2; }

compile() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate "$@" pyproject.toml
}

compile --extra build --extra ocr --output-file requirements/core.txt "$@"
compile --extra build --extra ocr --extra dev --constraints requirements/core.txt --output-file requirements/dev.txt "$@"
