"""Which reader reads which type, and what to say of the types that none reads.

A reader is named ``module:function`` and imported only in the process that reads, so that starting stays cheap.
Adding a format is one module and one line here.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from extractor.reading import Reader

READERS: dict[str, str] = {
    "docx": "extractor.word.read_word:read_word",
    "doc": "extractor.word.read_word:read_old",
    "wps": "extractor.word.read_word:read_old",
    "rtf": "extractor.word.read_word:read_old",
    "odt": "extractor.word.read_word:read_old",
    "ppt": "extractor.slides.read_slides:read_old",
    "odp": "extractor.slides.read_slides:read_old",
    "pdf": "extractor.pdf.read_pdf:read_pdf",
    "xlsx": "extractor.sheets.read_sheet:read_sheet",
    "xls": "extractor.sheets.read_sheet:read_sheet",
    "ods": "extractor.sheets.read_sheet:read_sheet",
    "txt": "extractor.plain.read_txt:read_txt",
    "html": "extractor.web.read_html:read_html",
    "pptx": "extractor.slides.read_pptx:read_pptx",
    "eml": "extractor.web.read_mail:read_eml",
    "msg": "extractor.web.read_mail:read_msg",
    "mht": "extractor.web.read_mail:read_mht",
    "ofd": "extractor.ofd.read_ofd:read_ofd",
    "image": "extractor.media.read_image:read_image",
    "video": "extractor.media.read_image:read_video",
}

_AS_WORD = "请用 Word 或 WPS 打开后另存为 docx 或 PDF 再交。"
_AS_PDF = "请另存为 PDF 再交。"
UNSUPPORTED: dict[str, tuple[str, str]] = {
    "ole": ("旧版办公文档（可能已损坏）", _AS_WORD),
    "epub": ("电子书（epub）", _AS_PDF),
    "audio": ("音频", "请另交文字说明。"),
    "program": ("程序文件", "请删去，或改交说明材料。"),
}
"""Type → its name for people and what to do."""

ARCHIVES = {"zip": "zip 压缩包", "rar": "RAR 压缩包", "7z": "7z 压缩包", "tar": "tar 归档包",
            "gz": "压缩文件（gz、bz2、xz 或 zst）"}
"""What holds files and nothing else; ``extractor.unpack`` opens it."""

OLD_WORD = {"doc": "旧版 Word 文档（doc）", "wps": "WPS 文字文档（wps）", "rtf": "RTF 文档", "odt": "ODT 文档"}
OLD_SLIDES = {"ppt": "旧版演示文稿（ppt）", "odp": "ODP 演示文稿"}
"""Types that LibreOffice turns into newer ones before they are read, with their names for people."""

FORMAT_NAMES = {"docx": "Word 文档", "pdf": "PDF", "xlsx": "Excel 表格", "xls": "旧版 Excel 表格", "ods": "ODS 表格",
                "pptx": "演示文稿", "eml": "邮件", "msg": "Outlook 邮件", "mht": "单个文件网页",
                "ofd": "OFD 版式文件",
                "txt": "纯文本", "html": "网页", "image": "图片", "video": "视频", **ARCHIVES,
                **OLD_WORD, **OLD_SLIDES,
                **{kind: name for kind, (name, _) in UNSUPPORTED.items()}}


def needed(kind: str, *, render: bool = False) -> tuple[str, ...]:
    """The formats that LibreOffice is known to be needed for; ``render``: with pages for Word papers.

    Most binary Word files are read without it (``extractor.word.doc_text``).
    """
    pages = ("pdf",) if render and (kind == "docx" or kind in OLD_WORD) else ()
    if kind in ("rtf", "odt"):
        return ("docx", *pages)
    if kind in OLD_SLIDES:
        return ("pptx" if "pptx" in READERS else "pdf",)
    return pages


def load_reader(spec: str) -> Reader:
    """The reader that ``module:function`` names. Raises ImportError or AttributeError for a wrong name (our bug)."""
    module, _, function = spec.partition(":")
    return cast(Reader, getattr(import_module(module), function))
