"""The words of ``pufa train``, ``pufa evaluate`` and ``pufa label``; what they do is imported when they run."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

_LABELS = "标注：JSONL、Label Studio 导出的 JSON，或存放它们的文件夹"
_RUBRIC = "标注没有写明标准时，按这个标准；文件夹以标准编号结尾（如 train_nanchang-2023）的按文件夹"


def learning_verbs(verb: Callable[[str, str, object], argparse.ArgumentParser]) -> None:
    """Adds the verbs."""
    one = verb("train", "用标注和复核更正训练提示模型，写出权重和模型卡", run_train)
    one.add_argument("--labels", required=True, nargs="+", type=Path, help=_LABELS)
    one.add_argument("--corrections", nargs="+", type=Path, default=[], help="复核更正（corrections.jsonl）")
    one.add_argument("--test", nargs="+", type=Path, default=[], help="留作评测的标注：与它们几乎相同的句子不训练")
    one.add_argument("--rubric", help=_RUBRIC)
    one.add_argument("--folds", type=int, default=5, help="交叉验证分几折，默认 5；写 0 不做")
    one.add_argument("--out", type=Path, help="写到这个新文件夹；不写就是 PUFA_HOME 里 learned 的下一版")
    two = verb("evaluate", "评测权重：各材料种类、各状态、各评分项的数字和区间，与在用的比，变差不发布", run_evaluate)
    two.add_argument("--labels", required=True, nargs="+", type=Path, help=f"没有训练过的{_LABELS}")
    two.add_argument("--weights", help="文件夹、版本（如 v2）或 shipped（随软件的）；不写就是最新一版，没有就是在用的")
    two.add_argument("--rubric", help=_RUBRIC)
    two.add_argument("--json", type=Path, help="把全部数字写到这个文件")
    two.add_argument("--publish", action="store_true", help="评测后改用这组权重；比在用的差就不换")
    two.add_argument("--accept", action="store_true", help="变差也换")
    _label_verbs(verb("label", "标注：下一批标什么，与 Label Studio 互换", run_label_queue))


def _label_verbs(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", required=True, metavar="做什么", parser_class=type(parser))

    def what(name: str, words: str, run: object, example: str) -> argparse.ArgumentParser:
        made = kinds.add_parser(name, help=words, description=words, epilog=f"例：{example}")
        made.set_defaults(run=run)
        return made

    one = what("queue", "从材料里挑下一批要标的句子：没把握、规则和模型不同、与众不同、随机", run_label_queue,
               "pufa label queue 卷宗文件夹 --unit 澜宁市水务局 --year 2020 --rubric jiangyin-2020 --out 待标.json")
    one.add_argument("files", nargs="+", type=Path, metavar="卷宗或文件", help="卷宗（文件夹、zip）或文件")
    one.add_argument("--unit", required=True, help="单位全称")
    one.add_argument("--year", required=True, help="评议年度，四位数字")
    one.add_argument("--rubric", required=True, help="评分标准编号")
    one.add_argument("--count", type=int, default=50, help="挑几句，默认 50")
    one.add_argument("--seed", default="", help="种子：同一种子挑出的相同")
    one.add_argument("--labels", nargs="+", type=Path, default=[], help="已经标过的：与它们几乎相同的不再挑")
    one.add_argument("--config", type=Path, help="把 Label Studio 的标注界面写到这个 XML 文件")
    one.add_argument("--out", required=True, type=Path, help="写到这个 JSON 文件，Label Studio 可以直接导入")
    two = what("import", "把 Label Studio 导出的 JSON 变成标注 JSONL", run_label_import,
               "pufa label import 导出.json --out 标注.jsonl")
    two.add_argument("file", type=Path, metavar="文件", help="Label Studio 导出的 JSON（不是 JSON-MIN）")
    two.add_argument("--rubric", help="没有写明标准的，按这个标准检查")
    two.add_argument("--original", type=Path, help="导出前的标注 JSONL：被遮盖的号码照它还原")
    two.add_argument("--out", required=True, type=Path, help="写到这个 JSONL 文件")
    three = what("export", "把标注 JSONL 变成 Label Studio 能导入的 JSON", run_label_export,
                 "pufa label export 标注.jsonl --rubric jiangyin-2020 --config 界面.xml --out 任务.json")
    three.add_argument("file", type=Path, metavar="文件", help="标注 JSONL")
    three.add_argument("--rubric", help=_RUBRIC)
    three.add_argument("--config", type=Path, help="把 Label Studio 的标注界面写到这个 XML 文件")
    three.add_argument("--out", required=True, type=Path, help="写到这个 JSON 文件")


def run_train(options: argparse.Namespace) -> int:
    """``pufa train``: a version of the weights; 1 where a label or a correction was left out."""
    from commands.learning import train_command

    return train_command(options)


def run_evaluate(options: argparse.Namespace) -> int:
    """``pufa evaluate``: the figures; 1 where the weights are worse than those in use."""
    from commands.learning import evaluate_command

    return evaluate_command(options)


def run_label_queue(options: argparse.Namespace) -> int:
    """``pufa label queue``."""
    from commands.labelling import queue_command

    return queue_command(options)


def run_label_import(options: argparse.Namespace) -> int:
    """``pufa label import``."""
    from commands.labelling import import_command

    return import_command(options)


def run_label_export(options: argparse.Namespace) -> int:
    """``pufa label export``."""
    from commands.labelling import export_command

    return export_command(options)
