"""Files that come in through the browser: safe names, a private folder under a run id, the original name kept."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from model.problems import PufaError, problem
from ui import runs

MOST_FILES = 2000
MOST_BYTES = 1_000_000_000
_UNSAFE = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class Upload(Protocol):
    """What the browser sent: a name as the sender wrote it, and the bytes."""

    name: str
    size: int

    def getbuffer(self) -> memoryview:
        """The bytes."""
        ...


def safe_name(name: str, limit: int = 120) -> str:
    """A file name that is only a name: no folders, control or direction characters, not hidden, not too long."""
    base = re.split(r"[\\/]", name)[-1]
    kept = "".join(ch for ch in base if unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    kept = _UNSAFE.sub("_", kept).strip().lstrip(".").rstrip(". ")
    if _RESERVED.match(kept):
        kept = f"_{kept}"
    if not kept:
        return "未命名"
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 8:
        while len(f"{stem}.{ending}".encode()) > 2 * limit or len(stem) > limit:
            stem = stem[:-1]
        return f"{stem}.{ending}"
    return kept[:limit]


def safe_names(names: Iterable[str]) -> list[str]:
    """Safe names in order, each different from the others also where letter case does not count."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        safe = safe_name(name)
        path, n = Path(safe), 1
        while safe.casefold() in taken:
            n += 1
            safe = f"{path.stem}（{n}）{path.suffix}"
        taken.add(safe.casefold())
        found.append(safe)
    return found


def new_run(unit: str, year: int) -> tuple[str, Path]:
    """A new private folder in the work folder, and its id: year, unit, time and four random signs."""
    stem = f"{year}-{safe_name(unit, 24)}-{time.strftime('%m%d-%H%M%S')}-{secrets.token_hex(2)}"
    folder = runs.home() / stem
    folder.mkdir(parents=True, mode=0o700)
    return stem, folder


def store(files: Sequence[Upload], folder: Path) -> Path:
    """Writes the uploads below ``folder/dossier`` and returns the dossier: the one zip, or the folder of files.

    The senders' own names are kept in ``names.json``. Raises PufaError where there is nothing, or too much.
    """
    total = sum(f.size for f in files)
    if not files:
        raise PufaError(problem("upload_empty", "上传"))
    if len(files) > MOST_FILES or total > MOST_BYTES:
        raise PufaError(problem("upload_too_much", "上传", files=len(files), most=MOST_FILES,
                                size=total // 1_000_000, limit=MOST_BYTES // 1_000_000))
    place = folder / "dossier"
    place.mkdir(mode=0o700)
    names = safe_names(f.name for f in files)
    for name, file in zip(names, files, strict=True):
        descriptor = os.open(place / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(file.getbuffer())
    told = {safe: file.name for safe, file in zip(names, files, strict=True)}
    (folder / "names.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return place / names[0] if len(names) == 1 and names[0].lower().endswith(".zip") else place


def forget(folder: Path) -> None:
    """Removes a run without a result, the uploaded copies included; nothing outside the work folder is touched."""
    if folder.resolve().parent == runs.home() and not (folder / "assessment.json").exists():
        shutil.rmtree(folder, ignore_errors=True)


def check_form(unit: str, year: int | None, rubric: str | None, this_year: int) -> list[str]:
    """What is wrong with the form, in Chinese; [] where it can be sent."""
    wrong = []
    if not unit.strip():
        wrong.append("请填写单位名称。")
    elif len(unit.strip()) > 60 or any(unicodedata.category(ch).startswith("C") for ch in unit.strip()):
        wrong.append("单位名称过长或含有不可见字符，请核对。")
    if year is None or not 2000 <= year <= this_year + 1:
        wrong.append(f"年度应为2000至{this_year + 1}之间的四位数字。")
    if not rubric:
        wrong.append("请选择评议标准。")
    return wrong


def check_period(period: str) -> str | None:
    """What is wrong with an optional period ``2020-01-01..2020-12-31``; None where it is empty or right."""
    if not period.strip():
        return None
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", period.strip())
    try:
        good = found is not None and time.strptime(found[1], "%Y-%m-%d") <= time.strptime(found[2], "%Y-%m-%d")
    except ValueError:
        good = False
    return None if good else "评议期应写作 2020-01-01..2020-12-31，先起后止。"
