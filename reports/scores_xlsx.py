"""scores.xlsx: the scores with live sums, every mention behind them, and the intake receipt.

Text from a dossier is only ever written as a string cell, so nothing uploaded can become a formula or a link.
"""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook

from model.results import Assessment
from model.rubric import Rubric
from reports.evidence_sheet import write_evidence, write_files
from reports.output import write_whole
from reports.scores_sheet import write_score_sheet
from reports.sheet import formats
from reports.words import word_list

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "default_format_properties": {"font_name": "宋体", "font_size": 10}}


def write_scores(assessment: Assessment, rubric: Rubric, path: Path) -> None:
    """Write the workbook (sheets 得分, 证据, 文件) in one step.

    Raises PufaError where the file cannot be written.
    """
    write_whole(path, lambda temporary: _write(assessment, rubric, temporary))


def _write(assessment: Assessment, rubric: Rubric, path: Path) -> None:
    book: Workbook = xlsxwriter.Workbook(str(path), _OPTIONS)
    book.set_properties({"created": datetime.combine(assessment.assessed_on, time()), "author": ""})
    book.set_calc_mode("auto")
    look = formats(book)
    scores, evidence, files = (book.add_worksheet(name) for name in word_list("xlsx.sheets"))
    write_score_sheet(scores, look, assessment, rubric)
    write_evidence(evidence, look, assessment)
    write_files(files, look, assessment)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error
