"""``.ci/run`` and ``scripts/system.sh`` with other programs in the place of make, id and the package manager."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from house_tree import HOUSE

TOOLS = ("bash", "env", "sed", "grep", "tail", "tee", "mktemp", "rm", "dirname", "cat")


def with_programs(tmp_path: Path, **scripts: str) -> dict[str, str]:
    """An environment in which only a few programs of the system are found, and the given shell scripts."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(str(shutil.which(tool)))
    for name, text in scripts.items():
        path = folder / name.replace("_", "-")
        path.write_text(f"#!{shutil.which('bash')}\n{text}\n", "utf-8")
        path.chmod(0o755)
    return {**os.environ, "PATH": str(folder)}


def ci(tmp_path: Path, make: str) -> tuple[int, str]:
    """Runs ``.ci/run`` with a make of our own; its exit status and last line."""
    ran = subprocess.run(
        [str(HOUSE / ".ci/run")], env=with_programs(tmp_path, make=make), capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("make", "status", "last"),
    [
        ("echo '===== 9 passed in 1.0s ====='", 0, "===== 9 passed in 1.0s ====="),
        ("echo '===== 9 passed, 1 skipped in 1.0s ====='", 1, "===== 9 passed, 1 skipped in 1.0s ====="),
        ("echo '===== 9 passed, 1 xfailed in 1.0s ====='", 1, "===== 9 passed, 1 xfailed in 1.0s ====="),
        ("echo '===== 1 failed, 9 passed in 1.0s ====='; exit 2", 1, "===== 1 failed, 9 passed in 1.0s ====="),
        ("echo 'ruff: 1 error'; exit 2", 1, "make test ended with status 2 before any test ran"),
        ("echo nothing", 1, "pytest said nothing of how it went"),
        ('[ "$CI $*" = "true test" ] && echo "== 1 passed in 1s =="', 0, "== 1 passed in 1s =="),
    ],
)
def test_ci_passes_only_where_everything_ran(tmp_path, make, status, last):
    assert ci(tmp_path, make) == (status, last)


def system(tmp_path: Path, what: str, **scripts: str) -> subprocess.CompletedProcess[str]:
    """Runs ``scripts/system.sh`` with programs of our own."""
    env = {**with_programs(tmp_path, **scripts), "PYTHON": "python3"}
    return subprocess.run(
        [str(HOUSE / "scripts/system.sh"), what], env=env, capture_output=True, text=True, check=False
    )


def test_without_permission_the_line_to_run_is_printed(tmp_path):
    ran = system(tmp_path, "venv", python3="exit 1", id="echo 1000", apt_get="touch $0.used")
    assert ran.returncode == 1 and "apt-get update && apt-get -o DPkg::Lock::Timeout=300 install -y" in ran.stderr
    assert ran.stderr.rstrip().endswith("python3-venv") and not (tmp_path / "bin/apt-get.used").exists()


def test_with_permission_what_is_missing_is_installed(tmp_path):
    ran = system(tmp_path, "venv", python3="exit 1", id="echo 0", apt_get='echo "$*" >> $0.used')
    used = (tmp_path / "bin/apt-get.used").read_text("utf-8").splitlines()
    assert ran.returncode == 0 and [line.split("-qq ")[1].split()[0] for line in used] == ["update", "install"]
    assert used[1].endswith("--no-install-recommends python3-venv")


def test_what_is_there_is_not_installed(tmp_path):
    ran = system(tmp_path, "venv", python3="exit 0", apt_get="touch $0.used")
    assert (ran.returncode, ran.stderr) == (0, "") and not (tmp_path / "bin/apt-get.used").exists()


def test_on_another_system_the_packages_are_named(tmp_path):
    ran = system(tmp_path, "test", id="echo 0")
    assert ran.returncode == 1 and "chromium" in ran.stderr and "libreoffice-calc-nogui" in ran.stderr
