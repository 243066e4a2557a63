"""收件回执: how many files came in, what became of each, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from ui import frame, lists
from ui.lists import Receipt, ReceiptRow
from ui.words import FILES, Json

GLYPHS = {"parsed": "met", "partial": "partial", "failed": "missing", "ignored": "not_applicable"}
DOUBTFUL = "识别把握不足"


def screen() -> None:
    """The whole screen."""
    run = frame.current_run()
    if run is None:
        frame.nothing_open()
        return
    frame.context(run)
    told = lists.receipt(run.assessment["files"])
    with st.container(key="sheet"):
        st.html(f'<div class="card">{equation(told)}{_exceptions(told)}</div>')
        names = _choices(told)
        which = st.segmented_control("看哪些文件", list(names), default="all", key="receipt_view",
                                     format_func=lambda name: names[name], label_visibility="collapsed",
                                     required=True)
        st.html(f'<div class="card">{_all(told.shown(str(which)))}</div>{_notes(run.assessment)}')


def _choices(told: Receipt) -> dict[str, str]:
    """What can be looked at by itself, with the number of files; what there is none of is left out."""
    counts = {"parsed": told.parsed, "partial": told.partial, "failed": told.failed, "ignored": told.ignored}
    found = {"all": f"全部 {told.total}", **{name: f"{FILES[name]} {n}" for name, n in counts.items() if n}}
    return found | ({"doubtful": f"{DOUBTFUL} {told.doubtful}"} if told.doubtful else {})


def equation(told: Receipt) -> str:
    """收到 N 份 ＝ 已读 ＋ 部分读出 ＋ 未能读取 ＋ 不必读."""
    return ('<h2>收件回执<span>一份也不漏：读不出的写明原因</span></h2>'
            f'<p class="sum">收到 <b>{told.total}</b> 份 ＝ 已读 <b>{told.parsed}</b> ＋ 部分读出 <b>{told.partial}</b>'
            f' ＋ 未能读取 <b>{told.failed}</b> ＋ 不必读 <b>{told.ignored}</b></p>'
            + (f'<p class="mut">{escape(told.sources)}</p>' if told.sources else ""))


def chip(status: str, word: str) -> str:
    """A file's state as glyph and word."""
    return look(GLYPHS[status], word)


def look(name: str, word: str) -> str:
    """A word with the glyph and colour of a criterion's state."""
    return f'<span class="chip {name}"><i class="g {name}"></i>{escape(word)}</span>'


def _exceptions(told: Receipt) -> str:
    """Every file that was not read in full, with its reason, and those whose recognised words are not sure."""
    rows = [r for r in told.rows if r.status != "parsed" or r.doubtful]
    if not rows:
        return '<p class="mut">全部读出，没有例外。</p>'
    lines = "".join(f'<tr><td class="st">{_states(r)}</td><td><b>{escape(r.path)}</b>'
                    f'<div class="mut">{escape(_told(r))}</div></td></tr>' for r in rows)
    return f'<div class="many"><table><tbody>{lines}</tbody></table></div>'


def _told(r: ReceiptRow) -> str:
    """The reason, and what was recognised without being sure."""
    return "；".join(filter(None, (r.reason, f"{r.sources}，请对照原件看" if r.doubtful else "")))


def _states(r: ReceiptRow) -> str:
    return chip(r.status, r.word) + (look("external", DOUBTFUL) if r.doubtful else "")


def _all(rows: Sequence[ReceiptRow]) -> str:
    """The list of files."""
    lines = "".join(_line(n, r) for n, r in enumerate(rows, 1))
    return (f'<h2>逐个文件<span>{len(rows)}份</span></h2><table class="files"><thead><tr><th></th><th>文件</th>'
            '<th>读取</th><th>文种</th><th>文字来源</th><th class="r">页数</th><th class="r">字数</th>'
            f'<th class="r">用时（秒）</th></tr></thead><tbody>{lines}</tbody></table>')


def _line(n: int, r: ReceiptRow) -> str:
    """One file."""
    sure = "doubt" if r.doubtful else "mut"
    return (f'<tr><td class="mut">{n}</td><td>{escape(r.path)}</td><td>{chip(r.status, r.word)}</td>'
            f'<td class="nw">{escape(r.paper)}</td><td class="{sure}">{escape(r.sources)}</td>'
            f'<td class="r">{r.pages}</td><td class="r">{r.characters}</td><td class="r">{r.seconds}</td></tr>')


def _notes(assessment: Json) -> str:
    """What the assessment says of itself: problems and readings that touch the whole."""
    problems = [str(p.get("text") if isinstance(p, dict) else p) for p in assessment.get("problems", ())]
    notes = [str(n) for n in assessment.get("notes", ())]
    if not problems and not notes:
        return ""
    lines = "".join(f"<li>{escape(t)}</li>" for t in [*problems, *notes])
    return f'<div class="card"><h2>说明</h2><ul>{lines}</ul></div>'
