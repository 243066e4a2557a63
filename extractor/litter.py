"""Files that systems and office programs leave behind: named with a reason, but not read.

What a name alone tells is not opened at all. Temporary files, backups and half downloads may be whole papers, so that
their content decides.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from extractor.registry import READERS

_SYSTEM = {"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", ".ds_store", "iconcache.db", "picasa.ini",
           "autorun.inf"}
_FOLDERS = {"$recycle.bin", "system volume information", "lost.dir"}
_BACKUP, _UNFINISHED = "备份文件，内容不是能读的材料", "没有下载完的文件"
_SHORTCUT = "快捷方式，里面没有文件本身，请交所指的文件"
LEFTOVERS = {
    **dict.fromkeys((".tmp", ".temp"), "临时文件，内容不是能读的材料"),
    **dict.fromkeys((".bak", ".old", ".bk"), _BACKUP),
    **dict.fromkeys((".crdownload", ".part", ".partial", ".download", ".xltd", ".td", ".aria2"), _UNFINISHED),
    **dict.fromkeys((".lnk", ".url", ".webloc", ".website"), _SHORTCUT),
}
"""Suffix → why such a file is no material, unless its content is that of a paper."""
_PAPERS = READERS.keys() - {"txt", "video"}


def why_ignored(name: str) -> str | None:
    """Why a file of this name is not material (hidden, lock file, system file), None where it may be."""
    parts = PurePosixPath(name).parts
    last = parts[-1].lower() if parts else ""
    if "__MACOSX" in parts:
        return "苹果系统附带文件"
    if last in _SYSTEM or any(part.lower() in _FOLDERS for part in parts):
        return "系统附带文件"
    if last.startswith(("~$", ".~")):
        return "办公软件的临时锁定文件"
    if any(part.startswith(".") for part in parts):
        return "隐藏文件"
    return None


def why_left_out(name: str, kind: str) -> str | None:
    """Why a file is not material whose content is of this kind, None where it is. kind: as ``sniff`` tells it."""
    reason = LEFTOVERS.get(PurePosixPath(name).suffix.lower())
    return None if kind in _PAPERS or kind in ("zip", "rar", "7z") else reason
