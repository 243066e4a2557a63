#!/usr/bin/env bash
# Makes the virtual environment and installs one of the locked sets into it: `scripts/setup.sh core|dev VENV`.
# Every package is held against its hash; the project itself is installed without looking for anything else.
set -euo pipefail
cd "$(dirname "$0")/.."

set_name=$1
venv=$2
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  echo "Python 3.11 or later is needed. Name one: make run PYTHON=/path/to/python3.11" >&2
  exit 1
}
if ! "$venv/bin/python" -c 'import pip' >/dev/null 2>&1; then
  PYTHON="$python" scripts/system.sh venv
  echo "making $venv" >&2
  "$python" -m venv "$venv"
fi
wanted=(-r requirements/core.txt)
[ "$set_name" = dev ] && wanted+=(-r requirements/dev.txt)
echo "installing requirements/$set_name.txt into $venv" >&2
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes "${wanted[@]}"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
