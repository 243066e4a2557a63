"""The official clause beside a criterion, and texts that the office attaches."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from model.problems import PufaError
from rubric_maps.load import load
from ui import texts
from ui.clauses import Passage, clauses

LINES = ("附件：评估标准", "一、总体要求：全面推进普法责任制工作，做到应普尽普。",
         "3．各单位中心组按季度学习法律，全年学习两次以上（2分）；干部每年述职时一并述法（2分）。",
         "4.举办法律业务讲座或者培训二次（2分），组织旁听庭审一次（2分）。", "旁听庭审活动由法院安排场次。")


class File(io.BytesIO):
    """What the browser sends."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name, self.size = name, len(data)


def paper(*lines: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word file of paragraphs, and of a table after them."""
    made, out = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    grid = made.add_table(len(table), len(table[0])) if table else None
    for at, row in enumerate(table):
        for cell, text in zip(grid.rows[at].cells, row, strict=True):
            cell.text = text
    made.save(out)
    return out.getvalue()


def test_the_numbered_list_goes_before_prose_that_is_alike():
    found = clauses(load("jiangyin-2020"), {"甲": [Passage(line) for line in LINES]})
    assert found["4.2"].told == "组织旁听庭审一次（2分）。" and found["4.2"].before.startswith("4.举办")
    assert found["3.2"].told == "干部每年述职时一并述法（2分）。" and found["3.2"].by == "words"
    assert "11.2" not in found


def test_a_cited_line_goes_before_everything():
    rubric = load("jiangyin-2020")
    section = rubric.sections[0]
    criterion = section.items[0].criteria[2]
    cited = replace(criterion, citation=replace(criterion.citation, place="第7行，第1项"))
    item = replace(section.items[0], criteria=(cited,))
    rubric = replace(rubric, sections=(replace(section, items=(item,)),))
    passages = [Passage("1.普法专项经费充足", line=3), Passage("1.安排工作经费。", line=7)]
    clause = clauses(rubric, {"甲": passages})["1.3"]
    assert (clause.line, clause.by, clause.told) == (7, "line", "1.安排工作经费。")


def test_a_text_is_kept_in_the_work_folder_and_shown(sample):
    rubric = load("jiangyin-2020")
    assert texts.kept(rubric) == {} and texts.clauses_of(rubric) == {}
    texts.attach(rubric, "甲", File("../../原文.docx", paper(*LINES)))
    assert texts.kept(rubric)["甲"] == texts.folder("jiangyin-2020") / "甲.docx"
    assert texts.clauses_of(rubric)["4.2"].told == "组织旁听庭审一次（2分）。"
    texts.attach(rubric, "甲", File("原文.txt", "4.组织干部旁听庭审".encode()))
    assert [p.name for p in texts.folder("jiangyin-2020").iterdir()] == ["甲.txt"]
    assert texts.clauses_of(rubric)["4.2"].told == "4.组织干部旁听庭审"
    texts.remove(rubric, "甲")
    assert texts.kept(rubric) == {}


@pytest.mark.parametrize(("name", "data", "code"), [
    ("原文.exe", b"MZ", "E611"), ("空.txt", b"", "E1"), ("坏.docx", b"PK\x03\x04 broken", "E1"),
    ("空白.txt", b" \n", "E1"), ("空.docx", b"", "E1")])
def test_what_cannot_be_read_is_refused_in_chinese_and_not_kept(sample, name, data, code):
    rubric = load("jiangyin-2020")
    texts.attach(rubric, "甲", File("原文.txt", "4.组织干部旁听庭审".encode()))
    with pytest.raises(PufaError, match=code):
        texts.attach(rubric, "甲", File(name, data))
    assert [p.name for p in texts.folder("jiangyin-2020").iterdir()] == ["甲.txt"]
