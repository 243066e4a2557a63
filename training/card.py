"""The model card: what weights were trained on, what they are worth and what they are not for, in Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from classifiers.kinds import kinds
from model.evidence import STATUSES
from training.label_studio import STATUS_WORDS
from training.labels import Labelled

Shown = Mapping[str, Mapping[str, Any]]
HEAD = {"criteria precision": "评分项精确率", "criteria recall": "评分项召回率", "criteria F1": "评分项F1",
        "deed F1": "已做之事F1", "status accuracy": "状态正确率", "quantity exact": "数量正确率",
        "date exact": "日期正确率", "level exact": "级别正确率", "lines wholly right": "整句全对率"}
_FEW = 10


def card(record: Mapping[str, Any], lines: Sequence[Labelled]) -> str:
    """The text of ``model_card.md``."""
    parts = ["# 模型卡", "", _about(), "", "## 用什么训练", "", *_trained_on(record, lines), "",
             "## 交叉验证", "", *_tables(record), "", "## 指纹", "", *_marks(record), "",
             "## 限度", "", *_limits(record)]
    return "\n".join(parts) + "\n"


def _about() -> str:
    return ("这组权重补规则的不足：规则没有找到的材料种类，由它补提；规则已经找到的，由它判成了没有。"
            "模型单独看到的不进下限，也从不当作扣分的依据。权重是 JSON，不含程序，也不含原文。")


def _trained_on(record: Mapping[str, Any], lines: Sequence[Labelled]) -> list[str]:
    seen = Counter(entry["status"] for line in lines for entry in line.raw["gold"])
    empty = sum(not line.raw["gold"] for line in lines)
    rubrics = "、".join(f"{name} {count} 句" for name, count in record["rubrics"].items())
    return [f"- 标注 {record['lines']} 句，{record['writers']} 位作者（文件）；其中 {empty} 句没有评分项要的东西。",
            f"- 复核更正 {record['corrected']} 句。", f"- 各标准：{rubrics}。",
            "- 各状态：" + "；".join(f"{STATUS_WORDS[name]} {seen[name]}" for name in STATUSES) + "。"]


def _tables(record: Mapping[str, Any]) -> list[str]:
    shown: Shown = record["figures"]
    if not shown:
        return ["这次没有做（`--folds` 少于 2）。发布之前请用没有训练过的标注跑 `pufa evaluate`。"]
    rows = [f"每位作者的句子都由没见过他的权重来判（{record['folds']} 折）。括号里是按作者重抽的95%区间。", "",
            "| 指标 | 数值 | 件数 |", "| --- | --- | ---: |"]
    rows += [f"| {words} | {span(shown[name])} | {shown[name]['n']} |" for name, words in HEAD.items() if name in shown]
    for group, title in (("status", "状态"), ("kind", "材料种类"), ("criterion", "评分项")):
        rows += ["", f"### 各{title}", "", f"| {title} | 精确率 | 召回率 | F1 | 件数 |",
                 "| --- | --- | --- | --- | ---: |"]
        rows += [f"| {words} | " + " | ".join(span(shown[f"{name} {part}"]) for part in ("precision", "recall", "f1"))
                 + f" | {shown[f'{name} f1']['n']} |" for name, words in named(shown, group)]
    return rows


def named(shown: Iterable[str], group: str) -> list[tuple[str, str]]:
    """Keys of the figures of a group with what people call them."""
    keys = [name.removesuffix(" f1") for name in shown if name.startswith(f"{group} ") and name.endswith(" f1")]
    return [(key, _words(group, key.partition(" ")[2])) for key in keys]


def _words(group: str, name: str) -> str:
    if group == "status":
        return STATUS_WORDS.get(name, name)
    return f"{kinds()[name].name}（{name}）" if group == "kind" and name in kinds() else name


def span(figure: Mapping[str, Any]) -> str:
    """A figure in per cent with its interval."""
    if figure["value"] is None:
        return "—"
    low, high = figure["low"], figure["high"]
    around = f"（{100 * low:.0f}–{100 * high:.0f}）" if low is not None and high is not None else ""
    return f"{100 * figure['value']:.1f}{around}"


def _marks(record: Mapping[str, Any]) -> list[str]:
    return [f"- 权重：`{record['fingerprint']}`",
            f"- 标注：`{record['labels']}`",
            f"- 更正：`{record['corrections']}`" if record["corrected"] else "- 更正：无",
            f"- 软件版本：{record['engine']}。同样的标注、更正和版本训练出的文件逐字节相同。"]


def _limits(record: Mapping[str, Any]) -> list[str]:
    weak = [words for name, words in named(record["figures"], "kind") if record["figures"][f"{name} f1"]["n"] < _FEW]
    few = [f"- 不足 {_FEW} 件、数字说明不了问题的种类：{'、'.join(weak)}。"] if weak else []
    return ["- 没见过的作者、行业、年份和写法会更差；换标准、换年度要重新评测。", *few,
            "- 只看一句话里的字，不看图、不核事实，也看不出造假。", "- 不能用来定分、定等次或代替复核。",
            "- 训练用过的句子（包括只换了人名、日期、数字的）不能再用来评测，`pufa evaluate` 会剔除它们。"]
