"""The words of ``pufa batch`` and ``pufa integrity``; what they do is imported when they run."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

_COHORT = "按“年份/单位/材料”存放的文件夹"
_DEADLINE = "报送截止日，写成 2023-12-31；之后的日期是不可能的"


def many_verbs(verb: Callable[[str, str, object], argparse.ArgumentParser]) -> None:
    """Adds the verbs."""
    one = verb("batch", "评估一批卷宗，再互相比对；再次运行只做新的和变了的", run_batch)
    one.add_argument("cohort", type=Path, help=_COHORT)
    one.add_argument("--rubric", required=True, help="评分标准编号，见 pufa rubric list")
    one.add_argument("--out", required=True, type=Path, help="结果写到这个文件夹：年份/单位/、汇总和疑点")
    one.add_argument("--jobs", type=int, help="同时评几份，默认为处理器数的一半")
    one.add_argument("--executor", choices=["local"], default="local", help="在哪里算：local 是本机")
    _shared(one)
    two = verb("integrity", "比对一批卷宗：照片、文字、日期、数量、文件信息，列出疑点", run_integrity)
    two.add_argument("cohort", type=Path, help=_COHORT)
    two.add_argument("--out", required=True, type=Path, help="把 findings.json 写到这个文件夹")
    _shared(two)


def _shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--index", type=Path, help="比对库：历年卷宗的文字和照片指纹，这一批也存进去；没有就新建")
    parser.add_argument("--forget", action="append", default=[], metavar="年份/单位",
                        help="先从比对库里清除这份卷宗的全部内容，可以写多次")
    parser.add_argument("--deadline", help=_DEADLINE)
    parser.add_argument("--progress", choices=["auto", "json", "none"], default="auto", help="进度写法")


def run_batch(options: argparse.Namespace) -> int:
    """``pufa batch``: results of every dossier, the summary and the findings."""
    from commands.batch import batch_command

    return batch_command(options)


def run_integrity(options: argparse.Namespace) -> int:
    """``pufa integrity``: findings.json, how many there are on stdout, files that failed on stderr."""
    from commands.integrity import integrity_command

    return integrity_command(options)
