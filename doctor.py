"""What this installation has: fonts, LibreOffice, OCR, database, browser; what each is for, what installs it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass

from extractor.cache import cache_folder, size_of
from extractor.limits import MEGA


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing to look for. have: what was found, "" where nothing was. needed: the software does not run without."""

    name: str
    purpose: str
    have: str
    install: str
    needed: bool = False


def checks() -> tuple[Check, ...]:
    """Every check, carried out."""
    readers = ("lxml", "pypdfium2", "python_calamine", "docx")
    apt = "apt-get install -y "
    return (
        Check(name="Python", purpose="运行本软件，3.11 以上", have=sys.version.split()[0],
              install=f"{apt}python3.11", needed=True),
        _library("读取文件的库", "读取 Word、PDF、表格、网页", readers, needed=True),
        _library("网页界面", "pufa serve 和 make app", ("streamlit",)),
        Check(name="中文字体", purpose="复核页面、图片和生成的 PDF 里显示汉字", have=_fonts(),
              install=f"{apt}fonts-wqy-zenhei"),
        Check(name="仿宋字体", purpose="复核表按公文格式显示（没有时由 Word 换用宋体）",
              have=_fonts("FangSong,仿宋"), install="在装有仿宋_GB2312的电脑上打开复核表"),
        _office(apt),
        Check(name="文字识别", purpose="读取扫描件、照片和文件内图片里的字，不联网", have=_ocr(),
              install="make run，或用 pip 安装 rapidocr 和 onnxruntime"),
        Check(name="训练提示模型", purpose="pufa train；评测、标注和平时使用都不用它",
              have=_found(("sklearn", "scipy", "threadpoolctl")), install="在源码文件夹运行 pip install '.[train]'"),
        Check(name="缓存", purpose="读过的文件不再读；可以随时删除，环境变量 PUFA_CACHE=off 关闭", have=_cache(),
              install="没有缓存也能用，只是每次都要重新读取"),
        _program("浏览器", "浏览器测试", ("chromium",), f"{apt}chromium"),
        _program("PostgreSQL", "多人使用的数据库（本版尚未接入）", ("psql",), f"{apt}postgresql"),
    )


def report() -> tuple[str, bool]:
    """The checks as text, and whether everything needed is there."""
    lines, well = [], True
    for check in checks():
        mark = "有" if check.have else "缺"
        lines.append(f"{mark}  {check.name}：{check.have or '没有找到'}。用途：{check.purpose}。")
        if not check.have:
            lines.append(f"    安装：{check.install}")
            well = well and not check.needed
    return "\n".join(lines), well


def _office(apt: str) -> Check:
    """LibreOffice, and how it is kept from the network; what is lost without it."""
    from extractor.office.program import apart, program

    office = program() or ""
    way = "运行时断开网络" if apart() else "本系统不能单独断网，运行时只设了无效代理"
    purpose = ("读取旧版 Word、WPS、RTF、ODT 和旧版演示文稿，给 Word 文件配页码和页面图像；"
               "没有时旧版文件只读文字，不读版面和图片，Word 文件没有页码")
    return Check(name="LibreOffice", have=f"{office}（{way}）" if office else "", purpose=purpose,
                 install=f"{apt}libreoffice-writer-nogui libreoffice-impress-nogui")


def _library(name: str, purpose: str, modules: tuple[str, ...], needed: bool = False) -> Check:
    return Check(name=name, purpose=purpose, have=_found(modules), install="make run", needed=needed)


def _found(modules: tuple[str, ...]) -> str:
    """The modules where all of them are there, else ""."""
    lost = [m for m in modules if importlib.util.find_spec(m) is None]
    return "" if lost else "、".join(modules)


def _program(name: str, purpose: str, commands: tuple[str, ...], install: str) -> Check:
    return Check(
        name=name, purpose=purpose, have=next((p for c in commands if (p := shutil.which(c))), ""), install=install
    )


def _fonts(family: str = "") -> str:
    if not shutil.which("fc-list"):
        return ""
    for name in family.split(","):
        found = _output(["fc-list", f":lang=zh:family={name}" if name else ":lang=zh", "family"])
        if found:
            return found.splitlines()[0].split(",")[0]
    return ""


def _ocr() -> str:
    from extractor.limits import Limits
    from extractor.ocr.models import engine_version
    from extractor.ocr.pool import team_size

    found = engine_version()
    return f"{found}，同时识别 {team_size(Limits())} 页" if found else ""


def _cache() -> str:
    """Where the cache lies and how large it is, "" where it is turned off."""
    folder = cache_folder()
    return f"{folder}（{size_of(folder) / MEGA:.1f} MB）" if folder else ""


def _output(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""
