"""疑点案卷: innocent explanations first, every place, no telephone number, pictures too coarse for faces."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
from PIL import Image

from model.results import Finding, Place
from reports.case_docx import write_case
from reports.findings_json import write_findings

CHECKS = {"photo_reuse": "照片疑似重复使用", "impossible_date": "不可能的日期"}
ABOUT = {"cohort": "批次", "dossiers": 20, "files": 300, "expected": {"medium": (3.24, 6.0)},
         "not_looked_at": ["还有7对照片没有核对。"]}


def finding(severity: str, check: str = "photo_reuse", **measures: object) -> Finding:
    places = tuple(Place(year=2022, unit=unit, file=f"{unit}.docx", page=2, bbox=None, quote="联系电话13812345678")
                   for unit in ("甲局", "乙局"))
    return Finding(id=f"{check}-{severity}", check=check, severity=severity, units=("甲局", "乙局"), years=(2022,),
                   places=places, explanation="先排除：联合活动。两处是同一张照片。", measures=measures)  # type: ignore[arg-type]


def text_of(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_a_case_file_is_whole_and_fair(tmp_path: Path):
    (tmp_path / "proof").mkdir()
    Image.effect_noise((480, 360), 80).save(tmp_path / "proof" / "a.jpg")
    grave = finding("high", innocent=["联合活动", ["误配", "同一文件另有4张", "open"]], proof=[[0, "proof/a.jpg"]],
                    runs=[{"left": 0, "right": 1, "left_text": "在广场宣传", "right_text": "在广场讲法"}],
                    false_alarms={"found": 0, "dossiers": 44, "at_most": 0.068})
    path = write_case([grave, finding("low", "impossible_date")], ABOUT, CHECKS, tmp_path, date(2023, 1, 9))
    text = text_of(path)
    assert "没有比对到的：还有7对照片没有核对。" in text
    assert path.name == "疑点案卷.docx" and "20份卷宗" in text and "3.2条" in text
    assert text.index("联合活动；误配，同一文件另有4张") < text.index("两处是同一张照片") < text.index("甲局.docx")
    assert "13812345678" not in text and "在广场讲法" in text and "每份至多6.8%" in text and "造假" not in text
    parts = docx.Document(str(path)).part.related_parts.values()
    shown = [part.blob for part in parts if "image" in part.partname]
    assert len(shown) == 1
    with Image.open(BytesIO(shown[0])) as picture:
        assert len(picture.convert("L").reduce(4).getcolors(1 << 20) or ()) < 61 * 46
    again = path.read_bytes()
    assert write_case([grave, finding("low", "impossible_date")], ABOUT, CHECKS, tmp_path,
                      date(2023, 1, 9)).read_bytes() == again


def test_findings_are_written_with_what_was_compared(tmp_path: Path):
    import json

    write_findings([finding("low", numbers=((1, "a"),))], tmp_path / "findings.json", ABOUT)
    told = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert told["findings"][0]["places"][0] == {"year": 2022, "unit": "甲局", "file": "甲局.docx", "page": 2,
                                                "bbox": None, "quote": "联系电话13812345678"}
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["dossiers"] == 20
