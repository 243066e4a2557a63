"""Numbers without a measure word, spoken and official sums, and numbers said of each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from classifiers.grammar import find_quantities


def read(text: str) -> list[tuple[str, str]]:
    """Value and unit of every number of a text."""
    return [(f"{q.quantity.value.normalize():f}", q.quantity.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(("text", "rates"), [
    ("群众知晓率94.2；满意率待测。", ["94.2"]), ("网考参考率一百，合格率九十六点四。", ["100", "96.4"]),
    ("安全感≥95；建成率为88。", ["95", "88"]), ("镇村合计知晓率八成七。", ["87"]), ("占到全部支出三成半。", ["35"]),
    ("满意度（%）：2021年90.2；2022年91.5", ["90.2", "91.5"]), ("完成率7.5成。", ["75"]), ("覆盖面达两成。", ["20"]),
    ("贷款利率3.8，合作社自筹。", []), ("频率90，不计。", []), ("大家分成三组，成立了队伍。", []), ("五百分之2.2", []),
    ("参考率98.5%。", ["98.5"]),
])
def test_rates_without_a_sign(text: str, rates: list[str]) -> None:
    """A rate is known by its word; interest and frequency are none."""
    assert [value for value, unit in read(text) if unit == "%"] == rates


@pytest.mark.parametrize(("text", "sums"), [
    ("办公费里挤出4万，专门用于普法。", ["40000"]), ("普法款三万二，年底到账。", ["32000"]),
    ("今年拨款已到，36500，凭证附后。", ["36500"]),
    ("经费逐年提高：2021年5万、2022年5万5、今年6万。", ["50000", "55000", "60000"]), ("普法费12000块批了。", ["12000"]),
    ("人均两块三。", ["2.3"]), ("投入经费2万元，发资料3万，", ["20000"]), ("预算编制于2022，已公开。", []),
    ("壹仟贰佰元整", ["1200"]), ("陆拾元", ["60"]), ("五元三毛", ["5.3"]), ("50元6角3分", ["50.63"]),
    ("82，225.50元", ["82225.5"]),
    ("3万6千元", ["36000"]), ("1千零5元", ["1005"]), ("2千零30万元", ["20300000"]), ("7万5元", ["75000"]),
    ("壹队伍拾级而上", []),
])
def test_sums_of_money(text: str, sums: list[str]) -> None:
    """With and without 元, in capitals, mixed and with jiao and fen."""
    assert [value for value, unit in read(text) if unit == "元"] == sums


@pytest.mark.parametrize(("text", "whole"), [
    ("妇女节、儿童节、教师节各2次", 6), ("水务站、农技站各开展1次", 2), ("一季度、三季度各一次", 2),
    ("一至三季度各1期", 3),
    ("上下半年各组织一次", 2), ("前两季度各办1次", 2), ("二三季度每季一次", 2), ("在四个社区各讲一课", 4),
    ("《甲》《乙》上线，短剧、动漫各1部", 2), ("3.8，6.5，9.20｜各1次", 3), ("各中队报送1例", 1), ("每月一次", 1),
    ("各组织1次", 1),
])
def test_a_number_said_of_each(text: str, whole: int) -> None:
    """What was just listed shares the number; of whom it is said of unnamed is not guessed."""
    last = find_quantities(text)[-1]
    assert last.quantity.value * last.shared_by == Decimal(whole)


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("讲了十八回", "18", "次"), ("跑了七趟", "7", "次"), ("办了4桩", "4", "件"), ("三个钟头", "3", "小时"),
    ("两小时半", "2.5", "小时"),
    ("十二个党员", "12", "人"), ("配送37单", "37", "单"), ("公示3，208件", "3208", "件"),
])
def test_spoken_measures(text: str, value: str, unit: str) -> None:
    """Spoken measure words stand for those that papers write; 个 of persons counts persons."""
    assert read(text) == [(value, unit)]


@pytest.mark.parametrize("text", ["一回事", "单位", "案例", "收到回复"])
def test_no_measure(text: str) -> None:
    """Words that only begin like a measure word."""
    assert read(text) == []
