"""What somebody plants to frame a unit is told as planted or shown with both sides; never counted as the unit's own."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Emu, Mm
from made import document, submission
from PIL import Image

from bulk.cohort import entries
from extractor.limits import Limits
from extractor.traces.tracing import traces_of
from integrity.hidden.check import hidden_text
from integrity.photos.candidates import near
from integrity.photos.claims import Claim, Shot
from integrity.photos.judge import judged
from integrity.run import findings
from integrity.submission import Settings
from integrity.words import entries as table
from model.traces import CODE, ORIENTATIONS, WINDOWS, HiddenText, PictureTrace, Traces

STORY = ("3月12日下午，清河县水务局执法大队在龙泉镇集贸市场摆出六块展板，大队长王建国把偷采河沙的三起旧案画成连环画，"
         "让赶集的老乡自己指出错在哪一格。卖豆腐的赵婶看完第二格就喊出声，说她家男人前年也差点上了采沙船。"
         "随后执法员把砂石检测的筛子搬上桌，请大家亲手筛一筛，看看多粗的砂子不许挖，多细的砂子也不许挖，"
         "现场送出印着举报电话的筛网布袋320个，当场登记线索4条。")
OTHER = "6月3日，青石县交通局把超限检测车开到石料厂门口，请司机自己上秤，超一吨画一道红线，画到第五道时大家都不说话了。"


def noise(side: int = 300) -> bytes:
    held = io.BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(held, "JPEG", quality=95)
    return held.getvalue()


def word(place: Path, wide: object, *, vanish: bool = False) -> Path:
    paper = docx.Document()
    run = paper.add_paragraph("现场照片").add_run()
    run.font.hidden = vanish or None
    run.add_picture(io.BytesIO(noise()), width=wide)
    path = place / "a.docx"
    paper.save(str(path))
    return path


@pytest.mark.parametrize(("wide", "vanish"), [(Emu(9000), False), (Mm(5), False), (Mm(100), True)])
def test_a_photo_that_nobody_sees_is_told_and_not_the_units(tmp_path: Path, wide: object, vanish: bool) -> None:
    traces = traces_of(word(tmp_path, wide, vanish=vanish), "a.docx", Limits())
    assert traces.pictures == ()
    assert any("1 张" in one.text for one in traces.hidden)
    one, = hidden_text([submission("青石县交通局", 2022, document("a.docx", OTHER, traces=traces))], Settings())
    assert one.severity == "low" and "图片" in one.explanation


def test_a_photo_in_sight_is_no_secret(tmp_path: Path) -> None:
    traces = traces_of(word(tmp_path, Mm(60)), "a.docx", Limits())
    assert len(traces.pictures) == 1 and not traces.hidden


@pytest.mark.parametrize("way", ["vanish", "faint", "covered", "hidden_sheet"])
def test_hidden_words_may_be_anothers_work(way: str) -> None:
    traces = Traces(hidden=(HiddenText(text=STORY, way=way),))  # type: ignore[arg-type]
    one, = hidden_text([submission("青石县交通局", 2022, document("a.docx", OTHER, traces=traces))], Settings())
    assert any("他人加入" in str(why) for why in one.measures["innocent"])  # type: ignore[attr-defined]


def test_anothers_dossier_inside_an_archive_may_just_be_attached() -> None:
    own, planted = document("简报.docx", STORY), document("附件.zip!/清河县水务局/简报.docx", STORY)
    one, = [found for found in findings([submission("清河县水务局", 2022, own), submission(
        "青石县交通局", 2022, document("简报.docx", OTHER), planted)]) if found.check == "text_reuse"]
    assert one.severity == "medium" and "原样附上" in one.explanation and len(one.units) == 2
    copied = document("附件/简报.docx", STORY.replace("清河县水务局", "青石县交通局"))
    one, = [found for found in findings([submission("清河县水务局", 2022, own), submission(
        "青石县交通局", 2022, copied)]) if found.check == "text_reuse"]
    assert one.severity == "high" and "谁先谁后" in one.explanation


def _shot(unit: str, path: str) -> Shot:
    return Shot(submission=submission(unit, 2022), document=document(path), picture=PictureTrace(number=0),
                claim=Claim(text="", days=(), core=""))


def test_anothers_photos_inside_an_archive_may_just_be_attached() -> None:
    first = _shot("清河县水务局", "现场.jpg")
    planted = judged([first, _shot("青石县交通局", "附件.zip!/清河县水务局/现场.jpg")], sure=True, moment=False)
    assert planted is not None and (planted.severity, planted.innocent[0]) == ("medium", "attached")
    used = judged([first, _shot("青石县交通局", "现场.jpg"), _shot("青石县交通局", "附件.zip!/清河县水务局/现场.jpg")],
                  sure=True, moment=False)
    assert used is not None and used.severity == "high"


def test_what_five_units_share_names_no_first_one() -> None:
    units = ["清河县水务局", "青石县交通局", "白塔县林业局", "红柳县民政局", "黑山县司法局", "云泽县教育局"]
    cohort = [submission(unit, 2022, document("简报.docx", STORY.replace("清河县水务局", unit))) for unit in units]
    found = [one for one in findings(cohort) if one.check == "text_reuse"]
    assert found
    assert all("最早见于2022年度" in one.explanation and "看不出" in one.explanation for one in found)


def test_names_of_checks_and_bands_say_who_did_nothing() -> None:
    for words in (*table("checks").values(), *table("texts.innocent").values(), *table("bands").values()):
        assert not any(bad in words for bad in ("造假", "抄袭", "照搬", "互抄", "盗用", "冒用"))


def test_two_dossiers_that_look_alike_by_name_are_two(tmp_path: Path) -> None:
    year = tmp_path / "2022"
    for name in ("红柳县民政局", "红柳县民政局\u200b", " 红柳县民政局", "…", "🎉局"):
        (year / name).mkdir(parents=True)
    for name in ("红柳县民政局.zip", "红柳县民政局.rar", "白塔县林业局.zip"):
        (year / name).write_bytes(b"x")
    units = [one.unit for one in entries(tmp_path)]
    assert len(units) == len(set(units)) == 8
    assert {"红柳县民政局", "红柳县民政局.zip", "红柳县民政局.rar", "白塔县林业局", "🎉局"} <= set(units)
    assert next(one.path for one in entries(tmp_path) if one.unit == "红柳县民政局").name == "红柳县民政局"
    assert not any("\u200b" in unit or unit != unit.strip() for unit in units)


def test_copies_of_ones_own_take_no_place_from_anothers() -> None:
    code = CODE * (ORIENTATIONS + len(WINDOWS))
    pictures = [PictureTrace(number=at, quality=90, codes=bytes([at]) * 2 + bytes(code - 2)) for at in range(60)]
    found = near(pictures, owners=["甲局"] * 59 + ["乙局"])
    assert {one.one for one in found} | {one.other for one in found} >= {59}
    assert sum(59 in (one.one, one.other) for one in found) == 59
