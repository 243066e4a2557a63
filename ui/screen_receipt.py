"""收件回执: how many files came in, what became of each, and why not."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui import frame, lists
from ui.lists import Receipt, ReceiptRow
from ui.words import Json

GLYPHS = {"parsed": "met", "partial": "partial", "failed": "missing", "ignored": "not_applicable"}


def screen() -> None:
    """The whole screen."""
    run = frame.current_run()
    if run is None:
        frame.nothing_open()
        return
    frame.context(run)
    told = lists.receipt(run.assessment["files"])
    with st.container(key="sheet"):
        st.html(f'<div class="card">{equation(told)}{_exceptions(told)}</div>'
                f'<div class="card">{_all(told)}</div>{_notes(run.assessment)}')


def equation(told: Receipt) -> str:
    """收到 N 份 ＝ 已读 ＋ 部分读出 ＋ 未能读取 ＋ 不必读."""
    return ('<h2>收件回执<span>一份也不漏：读不出的写明原因</span></h2>'
            f'<p class="sum">收到 <b>{told.total}</b> 份 ＝ 已读 <b>{told.parsed}</b> ＋ 部分读出 <b>{told.partial}</b>'
            f' ＋ 未能读取 <b>{told.failed}</b> ＋ 不必读 <b>{told.ignored}</b></p>')


def chip(status: str, word: str) -> str:
    """A file's state as glyph and word."""
    return look(GLYPHS[status], word)


def look(name: str, word: str) -> str:
    """A word with the glyph and colour of a criterion's state."""
    return f'<span class="chip {name}"><i class="g {name}"></i>{escape(word)}</span>'


def _exceptions(told: Receipt) -> str:
    """Every file that was not read in full, with its reason."""
    rows = [r for r in told.rows if r.status != "parsed"]
    if not rows:
        return '<p class="mut">全部读出，没有例外。</p>'
    lines = "".join(f'<tr><td class="st">{chip(r.status, r.word)}</td><td><b>{escape(r.path)}</b>'
                    f'<div class="mut">{escape(r.reason)}</div></td></tr>' for r in rows)
    return f"<table><tbody>{lines}</tbody></table>"


def _all(told: Receipt) -> str:
    """The whole list."""
    lines = "".join(_line(n, r) for n, r in enumerate(told.rows, 1))
    return (f'<h2>全部文件<span>{told.total}份</span></h2><table><thead><tr><th></th><th>文件</th><th>读取</th>'
            '<th>文种</th><th class="r">页数</th><th class="r">字数</th></tr></thead>'
            f"<tbody>{lines}</tbody></table>")


def _line(n: int, r: ReceiptRow) -> str:
    """One file."""
    return (f'<tr><td class="mut">{n}</td><td>{escape(r.path)}</td><td>{chip(r.status, r.word)}</td>'
            f'<td>{escape(r.paper)}</td><td class="r">{r.pages}</td><td class="r">{r.characters}</td></tr>')


def _notes(assessment: Json) -> str:
    """What the assessment says of itself: problems and readings that touch the whole."""
    problems = [str(p.get("text") if isinstance(p, dict) else p) for p in assessment.get("problems", ())]
    notes = [str(n) for n in assessment.get("notes", ())]
    if not problems and not notes:
        return ""
    lines = "".join(f"<li>{escape(t)}</li>" for t in [*problems, *notes])
    return f'<div class="card"><h2>说明</h2><ul>{lines}</ul></div>'
