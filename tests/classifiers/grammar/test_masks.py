"""Spans whose digits are neither counts nor dates."""

from __future__ import annotations

import pytest

from classifiers.grammar import find_dates, find_masks, find_quantities

MASKED = [
    ("根据云水发〔2020〕7号，制定方案", "云水发〔2020〕7号", "document_number"),
    ("（云水普办字〔2021〕第3号）", "云水普办字〔2021〕第3号", "document_number"),
    ("印发[2020]5号文", "[2020]5号", "document_number"),
    ("苏司发【2020】12号", "苏司发【2020】12号", "document_number"),
    ("汀普法办（2020）8号", "汀普法办（2020）8号", "document_number"),
    ("（2020）苏0281行初12号", "（2020）苏0281行初12号", "case_number"),
    ("2020年第6期（总第41期）", "2020年第6期（总第41期）", "issue"),
    ("第17次会议", "第17次", "ordinal"),
    ("第三辑", "第三辑", "ordinal"),
    ("第七个国家宪法日", "第七个", "ordinal"),
    ("第四批示范点", "第四批", "ordinal"),
    ("今年首次组织", "首次", "ordinal"),
    ("见附件2", "附件2", "ordinal"),
    ("民法典第9条", "第9条", "ordinal"),
    ("第七届", "第七届", "ordinal"),
    ("“12·4”活动", "12·4", "day"),
    ("12.4前后", "12.4", "day"),
    ("“4·15”宣传", "4·15", "day"),
    ("12348热线", "12348", "hotline"),
    ("119消防宣传", "119", "hotline"),
    ("拨打12345。", "12345", "hotline"),
    ("七五普法", "七五", "programme"),
    ("“八五”普法规划", "八五", "programme"),
    ("十四五时期", "十四五", "programme"),
    ("党的二十大精神", "党的二十大", "programme"),
    ("四清单一办法", "四清单一办法", "name"),
    ("法律八进活动", "八进", "name"),
    ("两微一端", "两微一端", "name"),
    ("1+20模式", "1+20", "name"),
    ("“1+N”体系", "1+N", "name"),
    ("六法二条例", "六法二条例", "name"),
    ("三项制度", "三项制度", "name"),
    ("一把手", "一把手", "name"),
    ("一岗双责", "一岗双责", "name"),
    ("逢九必讲", "逢九必讲", "name"),
    ("2035年远景目标", "2035年远景目标", "name"),
    ("一次性告知", "一次性", "name"),
    ("一院一策", "一院一策", "name"),
    ("一对一帮扶", "一对一", "name"),
    ("电话：0510-86861234", "电话：0510-86861234", "phone"),
    ("手机13812345678", "手机13812345678", "phone"),
    ("320281199001011234", "320281199001011234", "id_number"),
    ("上午9时30分开会", "9时30分", "time"),
    ("8:00—18:00", "8:00", "time"),
    ("一、组织领导", "一、", "section"),
    ("（一）加强学习", "（一）", "section"),
    ("1.加强学习", "1.", "section"),
    ("一是加强学习。二是", "一是", "section"),
    ("《八五普法20问》", "《八五普法20问》", "title"),
]


@pytest.mark.parametrize(("text", "part", "kind"), MASKED, ids=[part for _, part, _ in MASKED])
def test_masks(text: str, part: str, kind: str) -> None:
    """A mask covers exactly the words it stands for."""
    assert (part, kind) in [(mask.text, mask.kind) for mask in find_masks(text)]


@pytest.mark.parametrize(("text", "part", "kind"), [row for row in MASKED if row[2] != "time"],
                         ids=[part for _, part, kind in MASKED if kind != "time"])
def test_no_quantity_in_a_mask(text: str, part: str, kind: str) -> None:
    """None of these words is a count."""
    assert find_quantities(text) == ()


@pytest.mark.parametrize("text", [
    "云水发〔2020〕7号", "[2020]5号", "（2020）苏0281行初12号", "0510-86861234", "8:00—18:00",
])
def test_no_date_in_a_mask(text: str) -> None:
    """Numbers of papers and telephones are no dates."""
    assert find_dates(text, year=2020, period=None) == ()


@pytest.mark.parametrize("text", [
    "发放12.4万元", "经费3.15元", "12345份", "119件", "122场", "122,000份", "20场+105场", "表彰3人", "图书3册",
])
def test_counts_are_not_masked(text: str) -> None:
    """Look-alikes of names are counts where a measure word follows."""
    assert find_masks(text) == ()
    assert find_quantities(text)


def test_masks_do_not_overlap() -> None:
    """Masks stand in order and apart."""
    masks = find_masks("《七五普法第3批12·4》云发〔2020〕7号第3条、一、12348热线一对一第七届")
    assert all(one.end <= two.start for one, two in zip(masks, masks[1:], strict=False))
