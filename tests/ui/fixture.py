"""A small dossier and an assessment of it written by hand, so that the screens can be tried without the engine.

One event title, one quote and one file name hold HTML, to see that none of it comes alive.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from docx import Document
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
EVIL = '<img src=x onerror="document.title=1">'
UNIT = "临澄市水利局"
BRIEF, CASES, TABLE, PHOTO = "简报/水利简报第6期.pdf", "案例/案例汇编.docx", "台账/活动台账.xlsx", "照片/世界水日.jpg"
HTML = "网页/法治<b>专栏</b>.txt"
LINES = {
    1: ["临澄水利简报", "2020年第6期　　2020年5月22日", "",
        "3月22日，我局在万家广场开展“世界水日”集中宣传活动，发放资料600余份。", "",
        "5月18日，我局在门户网站同步发布“某砂石经营部河道内非法采砂案”，",
        "并于当日报送市法宣办。该案对当事人处罚款5万元。", "",
        "4月9日，“某建材公司擅自取水案”已整理成文并报送市法宣办。", "",
        "下一步，拟再整理河道管理类案例2个，择期向社会发布。"],
    2: ["附：活动情况", "12月4日，我局组织开展国家宪法日升国旗和宪法宣誓活动。"],
}
CASE = "某置业公司占用河道管理范围建设案：2020年9月10日在微信公众号发布，宣传河道管理条例。"


@dataclass(frozen=True)
class Fixture:
    """Where the dossier and its assessment stand."""

    dossier: Path
    run: Path


def build(place: Path) -> Fixture:
    """Writes the dossier and an assessed folder below ``place``; the folder is ``place/home/样例``."""
    dossier, run = place / "dossier", place / "home" / "样例"
    run.mkdir(parents=True)
    for writer, name in ((_pdf, BRIEF), (_docx, CASES), (_xlsx, TABLE), (_photo, PHOTO)):
        (dossier / name).parent.mkdir(parents=True, exist_ok=True)
        writer(dossier / name)
    (dossier / "网页").mkdir()
    (dossier / "网页" / "专栏.txt").write_text(f"法治专栏\n本局在官网开设{EVIL}专栏。\n", "utf-8")
    (run / "assessment.json").write_text(json.dumps(assessment(dossier), ensure_ascii=False, indent=1), "utf-8")
    told = {"dossier": str(dossier), "rubric": "jiangyin-2020", "unit": UNIT, "year": 2020, "period": None}
    (run / "run.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    (run / "review.docx").write_bytes((dossier / CASES).read_bytes())
    (run / "scores.xlsx").write_bytes((dossier / TABLE).read_bytes())
    return Fixture(dossier, run)


def _pdf(path: Path) -> None:
    pdf_of(path, LINES)


def pdf_of(path: Path, pages: dict[int, list[str]]) -> None:
    """Writes a PDF with these lines on its pages, the first of each large."""
    pdfmetrics.registerFont(TTFont("zen", str(FONT), subfontIndex=0))
    sheet = canvas.Canvas(str(path), pagesize=A4)
    for lines in pages.values():
        for at, line in enumerate(lines):
            sheet.setFont("zen", 24 if at == 0 else 13)
            sheet.drawString(80, A4[1] - 90 - 30 * at, line)
        sheet.showPage()
    sheet.save()


def _docx(path: Path) -> None:
    paper = Document()
    paper.add_heading("案例汇编", 1)
    for n in range(12):
        paper.add_paragraph(f"第{n + 1}段，编者按：本汇编供执法人员和管理对象对照学习，内容按办结时间排列。" * 3)
    paper.add_paragraph(CASE)
    paper.save(str(path))


def _xlsx(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("活动台账")
    rows = [["序号", "日期", "活动", "地点"], [1, "2020-03-22", "世界水日宣传", "万家广场"],
            [2, "2020-12-04", "国家宪法日宣誓", "局机关"], [3, "2019-12-20", "旧年活动", "局机关"]]
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()


def _photo(path: Path) -> None:
    picture = Image.new("RGB", (900, 600), "#C4CED2")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((90, 60, 810, 130), fill="#B3261E")
    pen.text((130, 75), "2020年世界水日集中宣传活动", "#FFF3D6", ImageFont.truetype(str(FONT), 40))
    picture.save(path, quality=85)


def mention(at: str, event: str, file: str, quote: str, **more: Any) -> dict[str, Any]:
    """A mention in the contract's shape."""
    return {"id": at, "kind": "case_published", "status": "done", "event": event, "counts": True, "file": file,
            "page": 1, "bbox": None, "quote": quote, "date": None, "quantity": 1, "level": None, "paper": "briefing",
            "confidence": 0.9, "reason": ""} | more


def criterion(at: str, title: str, points: tuple[float, float | None, float, float], status: str,
              evidence: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A criterion in the contract's shape; points: maximum, suggested, low, high."""
    return {"id": at, "item": at.split(".")[0], "title": title, "max_points": points[0], "status": status,
            "suggested_points": points[1], "low": points[2], "high": points[3], "confidence": 0.9,
            "self_points": points[0], "measured": {}, "evidence": evidence,
            "proof": {"required": [], "found": [], "claimed_only": False}, "missing": [], "why": "",
            "refused": [], "ledger": [], "claims": [], "arithmetic": "", "counterfactuals": [], "reading": ""} | more


def _cases() -> dict[str, Any]:
    day = {"from": "2020-05-18", "to": "2020-05-18"}
    refused = [("e3", "m3", "doubtful", "有报送，未见向社会发布；认可则+3"), ("e4", "m4", "planned", "计划，尚未发生"),
               ("e5", "m5", "total_claim", "总数声明，只对照，不累加")]
    evidence = [
        mention("m1", "e1", BRIEF, "".join(LINES[1][5:7])[:-14], date=day,
                event_title="某砂石经营部河道内非法采砂案（5月18日）"),
        mention("m2", "e2", CASES, CASE, date={"from": "2020-09-10", "to": "2020-09-10"}, paper="case",
                event_title="某置业公司占用河道管理范围建设案"),
        mention("m3", "e3", BRIEF, "4月9日，“某建材公司擅自取水案”已整理成文并报送市法宣办。", counts=False,
                date={"from": "2020-04-09", "to": "2020-04-09"}),
        mention("m4", "e4", BRIEF, "拟再整理河道管理类案例2个", counts=False, status="planned"),
        mention("m5", "e5", "自评/不存在.docx", "全年发布典型案例6个", counts=False, paper="self_report"),
    ]
    return criterion("7.1", "报送并发布以案释法典型案例", (12, 6, 6, 9), "partial", evidence, confidence=0.78,
                     measured={"count": 2, "required": 4, "lower_bound": False},
                     proof={"required": ["发布案例", "制度规范"], "found": ["发布案例"], "claimed_only": False},
                     missing=[{"what": "还缺2个典型案例", "gain": 6}, {"what": "未见以案释法制度文件", "gain": 0}],
                     refused=[{"event": e, "mentions": [m], "code": c, "reason": r} for e, m, c, r in refused],
                     claims=["自评称全年6个，列得出的只有2个"], arithmetic="12 × 2/4 = 6",
                     why="2个不重复案例，标准为不少于4个",
                     counterfactuals=["再补1个有效案例：+3", "再补2个有效案例：+6"],
                     reading="原文未写明不足4个如何计分，按比例计")


def assessment(dossier: Path) -> dict[str, Any]:
    """The whole assessment."""
    water = [mention("w1", "w", BRIEF, "3月22日，我局在万家广场开展“世界水日”集中宣传活动", kind="water_day"),
             mention("w2", "w", TABLE, "1\t2020-03-22\t世界水日宣传\t万家广场", paper="ledger"),
             mention("w3", "w", PHOTO, "2020年世界水日集中宣传活动", paper="photo")]
    flag = [mention("c1", "c", BRIEF, "12月4日，我局组织开展国家宪法日升国旗和宪法宣誓活动。", page=2),
            mention("c2", "c", TABLE, "2\t2020-12-04\t国家宪法日宣誓\t局机关", paper="ledger")]
    column = [mention("x1", "x", "网页/专栏.txt", f"本局在官网开设{EVIL}专栏。", paper="web_page", event_title=EVIL)]
    criteria = [
        criterion("6.1", "无追责败诉赔偿", (4, None, 0, 4), "external", [], why="由市法宣办查询"),
        _cases(),
        criterion("8.1", "重要节点宣传", (5, 5, 5, 5), "met", water, arithmetic="5", why="有集中宣传活动"),
        criterion("8.2", "国家宪法日活动", (5, 5, 5, 5), "met", flag, arithmetic="5", why="有宪法日活动"),
        criterion("9.1", f"网站{EVIL}平台", (8, 8, 0, 8), "met", column, confidence=0.55,
                  proof={"required": ["网页"], "found": [], "claimed_only": True}, why=EVIL),
        criterion("11.2", "固定专版专栏", (3, 0, 0, 3), "missing", [], confidence=0.6,
                  missing=[{"what": "栏目页面，加至少两期内容", "gain": 3}], why="没有找到有关材料"),
    ]
    return {"schema": "pufa.assessment/1", "rubric": "jiangyin-2020", "unit": UNIT, "year": 2020,
            "period": {"from": "2020-01-01", "to": "2020-12-31"}, "rubric_name": "江阴2020标准",
            "score": {"suggested": 83, "low": 71, "high": 86, "max": 100, "grade": "良好", "self_points": 97},
            "criteria": criteria, "findings": [], "files": _files(dossier), "events": [], "problems": [], "notes": []}


def _files(dossier: Path) -> list[dict[str, Any]]:
    rows = []
    for path in sorted(p for p in dossier.rglob("*") if p.is_file()):
        kind = {"jpg": "image"}.get(path.suffix[1:], path.suffix[1:])
        rows.append({"path": path.relative_to(dossier).as_posix(), "type": kind, "pages": 1, "status": "parsed",
                     "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "error": None, "paper": None,
                     "characters": 100})
    lost = {"path": f"会议/{EVIL}.doc", "type": "doc", "pages": None, "status": "failed", "sha256": "0" * 64,
            "error": "设有打开密码，请去掉密码后重新上传", "paper": None, "characters": 0}
    return [*rows, lost]
