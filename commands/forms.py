"""``pufa check-form``: a paper against its prescribed form."""

from __future__ import annotations

import argparse
import sys

from extractor import read_file
from formal.check_form import check_form
from formal.forms import form
from model.problems import PufaError, problem


def check_form_command(options: argparse.Namespace) -> int:
    """Prints what is to be changed; 0 where nothing must be, 1 otherwise."""
    name = str(form(options.form)["名称"])
    if not options.file.is_file():
        raise PufaError(problem("lines_file_missing", str(options.file)))
    document = read_file(options.file)
    for one in document.problems:
        print(one.text(), file=sys.stderr)
    if document.status == "failed":
        return 1
    found = check_form(document, options.form, options.unit or "")
    must = [one for one in found if one.severity == "error"]
    for title, group in (("必须修改", must), ("建议修改", [one for one in found if one.severity != "error"])):
        if group:
            print(f"{title}（{len(group)}处）")
            print("\n".join(f"  {one.text()}" for one in group))
    print(f"{name}：" + (f"有{len(must)}处必须修改" if must else "格式符合要求"))
    return 1 if must else 0
