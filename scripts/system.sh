#!/usr/bin/env bash
# Debian packages that pip cannot give. `scripts/system.sh venv` for `make run`, `scripts/system.sh test` for `make test`.
# Installs what is missing where it may (root, or sudo without a password); else prints the one line to run and fails.
set -euo pipefail

missing=()

# want PACKAGE COMMAND…: PACKAGE is missing where COMMAND fails.
want() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

has_chinese_font() { fc-list ':lang=zh' file | grep -q .; }

# has_office PART: LibreOffice with that part. Other systems than Debian have one package for all of it.
has_office() {
  command -v soffice >/dev/null || return 1
  command -v dpkg >/dev/null || return 0
  dpkg -s "libreoffice-$1-nogui" >/dev/null 2>&1 || dpkg -s "libreoffice-$1" >/dev/null 2>&1
}

# has_library NAME: a shared library by the name that programs load it by.
has_library() { "${PYTHON:-python3}" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1"; }

case "${1:-}" in
  venv)
    want python3-venv "${PYTHON:-python3}" -c 'import ensurepip, venv'
    ;;
  test)
    want chromium command -v chromium
    want fontconfig command -v fc-list
    want fonts-wqy-zenhei has_chinese_font
    want libreoffice-writer-nogui has_office writer
    want libreoffice-calc-nogui has_office calc
    want libreoffice-impress-nogui has_office impress
    want libarchive13 has_library libarchive.so.13
    ;;
  *)
    echo "usage: scripts/system.sh venv|test" >&2
    exit 2
    ;;
esac

[ ${#missing[@]} -eq 0 ] && exit 0

apt="apt-get -o DPkg::Lock::Timeout=300"
line="apt-get update && $apt install -y --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "missing: ${missing[*]} (Debian's names). Install them with this system's package manager, then try again." >&2
  exit 1
elif [ "$(id -u)" -eq 0 ]; then
  as_root=(env DEBIAN_FRONTEND=noninteractive)
elif sudo -n true 2>/dev/null; then
  as_root=(sudo -n env DEBIAN_FRONTEND=noninteractive)
else
  echo "missing: ${missing[*]}. Run this once as root, then try again:" >&2
  echo "  $line" >&2
  exit 1
fi

echo "installing ${missing[*]}" >&2
"${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 -qq update
"${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
