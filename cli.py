"""The command line: one verb, one function. Heavy rooms are imported only by the verb that needs them."""

from __future__ import annotations

import argparse
import gc
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from commands.learning_verbs import learning_verbs
from commands.many_verbs import many_verbs
from model.problems import Problem, PufaError, problem

_EXAMPLES = {
    "assess": "pufa assess 卷宗文件夹 --rubric jiangyin-2020 --unit 澜宁市水务局 --year 2020 --out 结果 --render",
    "mentions": "pufa mentions 总结.docx --unit 澜宁市水务局 --year 2020 --rubric jiangyin-2020",
    "verify": "pufa verify 结果/assessment.json --dossier 卷宗文件夹",
    "rubric": "pufa rubric show jiangyin-2020",
    "composite": "pufa composite --rubric xinjiang-2023 --mode onsite --scores panel=90,public=85,peer=88,previous=92",
    "rank": "pufa rank 结果 --rubric xinjiang-2023 --scores 外部得分.xlsx --out 排名",
    "draw": "pufa draw 单位名单.xlsx --rubric jiangyin-2020 --seed 20201105 --out 抽取",
    "check-form": "pufa check-form 案例.docx --form nanchang-case --unit 某市交通运输局",
    "train": "pufa train --labels 标注文件夹 --corrections corrections.jsonl --rubric jiangyin-2020",
    "evaluate": "pufa evaluate --labels 评测标注.jsonl --rubric jiangyin-2020 --publish",
    "label": "pufa label export 标注.jsonl --rubric jiangyin-2020 --out 任务.json",
    "batch": "pufa batch 归档 --rubric jiangyin-2020 --out 结果 --jobs 2",
    "integrity": "pufa integrity 归档 --out 疑点 --deadline 2023-12-31",
    "doctor": "pufa doctor",
    "serve": "pufa serve --open 结果",
}

_COLLECTED = (20_000, 20, 20)
"""How seldom Python looks for cycles: a run makes hundreds of thousands of values, and nearly none is in a cycle."""
_RENDER = "Word 文件用 LibreOffice 排版后取页码和位置；不写时 Word 文件都算第 1 页"

_WORDS = ((r"the following arguments are required: ", "缺少 "), (r"unrecognized arguments: ", "不认识 "),
          (r"invalid choice: '?(.*?)'? \(choose from (.*)\)", r"没有“\1”；可以写的有 \2"),
          (r"expected one argument", "后面要有一个值"), (r"expected at least one argument", "后面至少要有一个值"),
          (r"invalid int value: '(.*)'", r"“\1”不是整数"), (r"^argument ([^:]*): ", r"\1 "), (r"'", ""))


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help whose usage begins in Chinese."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """As in argparse, but 用法."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Help in Chinese, errors as one Chinese line on stderr and exit status 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help": False, "formatter_class": _Help})
        self._positionals.title, self._optionals.title = "要写的", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> None:  # type: ignore[override]
        raise PufaError(problem("command_usage", self.prog, detail=_chinese(message)))


def _chinese(message: str) -> str:
    for english, chinese in _WORDS:
        message = re.sub(english, chinese, message)
    return message


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; the exit status is 0, 1 (done, something failed) or 2 (the call was wrong)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(*_COLLECTED)
    try:
        options = _parser().parse_args(arguments)
        if getattr(options, "no_cache", False):
            os.environ["PUFA_CACHE"] = "off"
        return int(options.run(options))
    except PufaError as error:
        _say(error.problem)
        return 2
    except KeyboardInterrupt:
        _say(problem("interrupted", "pufa"))
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="pufa", description="普法履职评议卷宗：找证据、数事件、给建议分，人来决定。")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="命令", parser_class=_Parser)

    def verb(name: str, words: str, run: object) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=words, description=words, epilog=f"例：{_EXAMPLES[name]}")
        made.set_defaults(run=run)
        return made

    one = verb("assess", "评估一个单位的卷宗，写出 assessment.json、review.docx、scores.xlsx", run_assess)
    _assess_options(one)
    two = verb("mentions", "逐条列出文件里说到证据的地方，一行一条 JSON", run_mentions)
    two.add_argument("files", nargs="+", type=Path, metavar="文件")
    two.add_argument("--unit", help="单位全称")
    two.add_argument("--year", help="评议年度")
    two.add_argument("--rubric", help="给出时每条写明对应的评分项")
    _reading(two)
    two.add_argument("--jsonl-text", action="store_true", help='每行是 {"id","text","unit","year"}，各自当作一份文件')
    three = verb("verify", "核对一份评估：文件未变、引文在原处、分数由证据得出", run_verify)
    three.add_argument("assessment", type=Path, help="assessment.json")
    three.add_argument("--dossier", required=True, type=Path, help="评估时的卷宗")
    _rubric_verbs(verb("rubric", "评分标准：列出、显示、检查、跑例题", run_rubric_list))
    _cohort_verbs(verb)
    form = verb("check-form", "检查有规定格式的附件：典型创新案例、问题清单", run_check_form)
    form.add_argument("file", type=Path, metavar="文件", help="案例或问题清单")
    form.add_argument("--form", required=True, help="nanchang-case 或 nanchang-problems")
    form.add_argument("--unit", help="单位全称，用来核对标题")
    learning_verbs(verb)
    many_verbs(verb)
    verb("doctor", "检查本机有什么、缺什么、怎么装", run_doctor)
    six = verb("serve", "打开网页界面（只在本机可访问）", run_serve)
    six.add_argument("--open", type=Path, help="直接打开这个已评估的文件夹")
    six.add_argument("--port", type=int, default=8501, help="端口，默认 8501")
    return parser


def _reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--render", action="store_true", help=_RENDER)
    parser.add_argument("--no-cache", action="store_true", help="全部重新读取、重新查找，不用也不留缓存")


def _assess_options(one: argparse.ArgumentParser) -> None:
    one.add_argument("dossier", type=Path, help="卷宗：文件夹或 .zip")
    one.add_argument("--rubric", required=True, help="评分标准编号，见 pufa rubric list")
    one.add_argument("--unit", required=True, help="单位全称")
    one.add_argument("--year", required=True, help="评议年度，四位数字")
    one.add_argument("--out", required=True, type=Path, help="结果写到这个文件夹")
    one.add_argument("--period", help="评议期，写成 2020-01-01..2020-12-31；不写就是全年")
    one.add_argument("--criteria", help="借用哪个标准的评分项（只规定程序的标准，如 shaoguan-2019）")
    one.add_argument("--problems", type=Path, help="上年评议指出的问题；不写就在卷宗里找")
    one.add_argument("--corrections", type=Path, help="复核更正（corrections.jsonl）；不写就用 --out 里原有的那份")
    one.add_argument("--progress", choices=["auto", "json", "none"], default="auto", help="进度写法")
    one.add_argument("--rules-only", action="store_true", help="只凭规则认材料，不问学习模型：快，漏得多")
    _reading(one)


def _cohort_verbs(verb: Callable[[str, str, object], argparse.ArgumentParser]) -> None:
    one = verb("composite", "按标准规定的权重算综合成绩和等次", run_composite)
    one.add_argument("--rubric", required=True, help="评分标准编号")
    one.add_argument("--mode", required=True, help="方式：panel-public-peer、onsite、written、phases，看标准有哪种")
    one.add_argument("--scores", required=True, help="各部分得分，写成 panel=90,public=85,peer=88")
    one.add_argument("--falsified", action="store_true", help="弄虚作假已经查实：等次按一票否决定")
    two = verb("rank", "给一批评议结果排名；有外部得分表时按综合成绩，各种方式分别排", run_rank)
    two.add_argument("cohort", type=Path, help="存放各单位评议结果的文件夹")
    two.add_argument("--rubric", required=True, help="评分标准编号")
    two.add_argument("--scores", type=Path, help="填好的外部得分表（xlsx 或 CSV）")
    two.add_argument("--template", type=Path, help="不排名，只写出外部得分空表到这个文件")
    two.add_argument("--out", type=Path, help="把 ranking.xlsx 和 ranking.json 写到这个文件夹")
    three = verb("draw", "按种子抽取评议对象，可以重复验证，留下记录", run_draw)
    three.add_argument("units", type=Path, help="单位名单：xlsx、CSV、每行一个单位的文本，或某年的卷宗文件夹")
    three.add_argument("--rubric", required=True, help="评分标准编号；比例按标准规定")
    three.add_argument("--seed", required=True, help="种子：事先公布的任意文字或数字")
    three.add_argument("--share", help="百分比，不写按标准")
    three.add_argument("--number", type=int, help="个数，代替百分比")
    three.add_argument("--exclude", type=Path, help="不参加抽取的单位名单，例如上年已评的")
    three.add_argument("--out", type=Path, help="把 draw.json 和 draw.xlsx 写到这个文件夹")


def _rubric_verbs(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", required=True, metavar="做什么", parser_class=_Parser)

    def what(name: str, words: str, run: object, example: str) -> argparse.ArgumentParser:
        made = kinds.add_parser(name, help=words, description=words, epilog=f"例：{example}")
        made.set_defaults(run=run)
        return made

    listed = what("list", "列出有哪些评分标准", run_rubric_list, "pufa rubric list")
    listed.add_argument("--json", action="store_true", help="写成 JSON")
    shown = what("show", "显示一个评分标准的每一项", run_rubric_show, "pufa rubric show jiangyin-2020")
    shown.add_argument("id", help="标准编号")
    shown.add_argument("--json", action="store_true", help="写成 JSON")
    linted = what("lint", "检查评分标准文件，逐条说明哪里不对", run_rubric_lint, "pufa rubric lint")
    linted.add_argument("paths", nargs="*", help="rubric.yaml 的路径或标准编号；不写就检查全部")
    tested = what("test", "跑评分标准旁边的例题", run_rubric_test, "pufa rubric test jiangyin-2020")
    tested.add_argument("ids", nargs="*", help="标准编号；不写就全部")
    held = what("compare", "对照两个评分标准：哪些要求相同，谁更严，哪些只有一个要求", run_rubric_compare,
                "pufa rubric compare jiangyin-2020 nanchang-2023")
    held.add_argument("left", metavar="甲", help="一个标准的编号")
    held.add_argument("right", metavar="乙", help="另一个标准的编号")
    held.add_argument("--json", action="store_true", help="写成 JSON")
    crossed = what("cross", "同一份卷宗按几个标准分别评，并排看总分和每种材料的得分", run_rubric_cross,
                   "pufa rubric cross 卷宗文件夹 --rubrics jiangyin-2020,nanchang-2023 --unit 澜宁市水务局 --year 2020 "
                   "--out 对照")
    crossed.add_argument("dossier", type=Path, help="卷宗：文件夹或 .zip")
    crossed.add_argument("--rubrics", required=True, help="标准编号，用逗号隔开，至少两个；各按自己的评议期")
    crossed.add_argument("--unit", required=True, help="单位全称")
    crossed.add_argument("--year", required=True, help="评议年度，四位数字")
    crossed.add_argument("--out", required=True, type=Path, help="每个标准的结果和 cross.xlsx 写到这个文件夹")
    crossed.add_argument("--progress", choices=["auto", "json", "none"], default="auto", help="进度写法")
    drafted = what("import", "照官方文件（docx、pdf、html、txt）起草评分地图，列出要人核对的地方", run_rubric_import,
                   "pufa rubric import 评议标准.docx --id lanning-2024 --out 草稿/lanning-2024")
    drafted.add_argument("file", type=Path, metavar="文件", help="官方文件")
    drafted.add_argument("--id", required=True, help="标准编号：地方-年份，如 lanning-2024")
    drafted.add_argument("--out", required=True, type=Path, help="写到这个文件夹，或这个 .yaml 文件和它旁边")
    drafted.add_argument("--part", type=int, help="文件里有几个标准时，起草第几个")
    drafted.add_argument("--force", action="store_true", help="已有评分地图也覆盖")


def run_assess(options: argparse.Namespace) -> int:
    """``pufa assess``: the outputs, the table on stdout, files that failed on stderr."""
    from commands.assessing import assess_command

    return assess_command(options)


def run_mentions(options: argparse.Namespace) -> int:
    """``pufa mentions``: a mention a line."""
    from commands.mentions import mentions_command

    return mentions_command(options)


def run_verify(options: argparse.Namespace) -> int:
    """``pufa verify``: 0 where all holds, 1 with every fault named."""
    from verify import verify

    found = verify(options.assessment, options.dossier)
    for one in found:
        _say(one)
    print(f"核对完毕：{'全部相符' if not found else f'有 {len(found)} 处不符'}")
    return 1 if found else 0


def run_rubric_list(options: argparse.Namespace) -> int:
    """``pufa rubric list``."""
    from commands.rubrics import list_rubrics

    return list_rubrics(bool(options.json))


def run_rubric_show(options: argparse.Namespace) -> int:
    """``pufa rubric show``."""
    from commands.rubrics import show_rubric

    return show_rubric(options.id, bool(options.json))


def run_rubric_lint(options: argparse.Namespace) -> int:
    """``pufa rubric lint``: 0 where clean, 1 with every fault named."""
    from commands.rubrics import lint_rubrics

    return lint_rubrics(options.paths)


def run_rubric_test(options: argparse.Namespace) -> int:
    """``pufa rubric test``: 0 where every case comes out, 1 with every one that does not."""
    from commands.rubrics import test_rubrics

    return test_rubrics(options.ids)


def run_rubric_compare(options: argparse.Namespace) -> int:
    """``pufa rubric compare``."""
    from commands.compare import compare_command

    return compare_command(options.left, options.right, bool(options.json))


def run_rubric_cross(options: argparse.Namespace) -> int:
    """``pufa rubric cross``: outputs for every standard, the tables on stdout, files that failed on stderr."""
    from commands.cross import cross_command

    return cross_command(options)


def run_composite(options: argparse.Namespace) -> int:
    """``pufa composite``: the weighted total and grade as JSON."""
    from commands.cohort import composite_command

    return composite_command(options)


def run_rank(options: argparse.Namespace) -> int:
    """``pufa rank``: the ranks of a cohort, or the empty table of outside scores."""
    from commands.cohort import rank_command

    return rank_command(options)


def run_draw(options: argparse.Namespace) -> int:
    """``pufa draw``: units for the panel, repeatable by the seed."""
    from commands.cohort import draw_command

    return draw_command(options)


def run_check_form(options: argparse.Namespace) -> int:
    """``pufa check-form``: 0 where the paper fits, 1 with everything that must be changed."""
    from commands.forms import check_form_command

    return check_form_command(options)


def run_rubric_import(options: argparse.Namespace) -> int:
    """``pufa rubric import``: the draft's files; what a person must check on stdout."""
    from commands.importing import import_rubric

    return import_rubric(options)


def run_doctor(options: argparse.Namespace) -> int:
    """``pufa doctor``: 1 where something needed is missing."""
    from doctor import report

    text, well = report()
    print(text)
    return 0 if well else 1


def run_serve(options: argparse.Namespace) -> int:
    """``pufa serve``: the web app on the loopback address."""
    from ui.serve import RESULTS, serve

    if options.open is not None and not any((options.open / name).is_file() for name in RESULTS):
        raise PufaError(problem("assessment_unreadable", str(options.open / "assessment.json"), reason="没有这个文件"))
    return serve(options.open, options.port)


def _say(one: Problem) -> None:
    print(one.text(), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
