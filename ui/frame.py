"""What every screen shares: page head, context bar, style, and which run is open."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

from model.problems import PufaError
from ui import lists, runs
from ui.runs import Run
from ui.standards import Standard, standard
from ui.words import number, span, unscored

BRAND = "履职评议工作台"
_STYLES = tuple(Path(__file__).with_name(name) for name in ("desk.css", "adjust.css", "add.css"))


def style() -> None:
    """Loads the style sheets."""
    for sheet in _STYLES:
        st.html(sheet)


def head(pages: Mapping[str, Any], current: str) -> None:
    """Brand and navigation; the open run stays in the address."""
    run_id = st.session_state.get("run_id")
    query = {"run": run_id} if run_id else None
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap=None):
        st.html(f'<span class="brand">{BRAND}</span>', width="content")
        st.space(20)
        for name, page in pages.items():
            with st.container(key=f"nav_{'on' if name == current else 'off'}_{name}", width="content"):
                st.page_link(page, query_params=query if name not in ("new", "rubrics") else None)
        st.space("stretch")
        st.html('<span class="where">仅在本机使用</span>', width="content")


def current_run() -> Run | None:
    """The run that is open: by the address, else chosen before, else the one the app was started for, else none."""
    wanted = st.query_params.get("run") or st.session_state.get("run_id")
    folder = runs.folder_of(wanted) if wanted else None
    if folder is None:
        folder = runs.opened()
        wanted = runs.id_of(folder) if folder else None
    if folder is None or wanted is None:
        return None
    st.session_state["run_id"] = wanted
    if st.query_params.get("run") != wanted:
        st.query_params["run"] = wanted
    try:
        return _read(wanted, str(folder), (folder / "assessment.json").stat().st_mtime_ns)
    except (PufaError, OSError) as exc:
        st.session_state.pop("run_id", None)
        st.query_params.clear()
        st.session_state["run_error"] = str(exc)
        return None


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(run_id: str, folder: str, changed: int) -> Run:
    """A run, read once for as long as its file does not change."""
    return runs.read(run_id, Path(folder))


def told(run: Run) -> Standard:
    """What the run's standard says; where it is a procedure, with the criteria of the one it borrowed."""
    return standard(str(run.assessment["rubric"]), str(run.assessment.get("criteria_from") or ""))


def context(run: Run) -> None:
    """The bar with unit, year, standard, scores and what could not be read."""
    a = run.assessment
    unread = sum(1 for f in a["files"] if f["status"] in {"failed", "partial"})
    period = a.get("period") or {}
    years = f"{a['year']}年度"
    whole = (period.get("from"), period.get("to")) == (f"{a['year']}-01-01", f"{a['year']}-12-31")
    dates = "" if whole or not period else f"（{period.get('from')}至{period.get('to')}）"
    name = str(a.get("rubric_name") or told(run).name or a["rubric"])
    address = escape(f"receipt?run={quote(run.id)}", quote=True)
    flag = (f'<a class="flag" href="{address}" target="_self">{unread}份文件未能全部读出</a>' if unread else
            '<span class="meta">文件全部读出</span>')
    with st.container(key="ctx"):
        st.html(
            f'<div class="ctx"><h1 title="{escape(str(a["unit"]), quote=True)}">{escape(str(a["unit"]))}</h1>'
            f'<span class="meta" title="{escape(name, quote=True)}">{escape(years + dates)}　{escape(name)}</span>'
            f'<i class="vr"></i>{_figures(run)}<span class="sp"></span>{flag}</div>')


def _figures(run: Run) -> str:
    """The scores of a run; in a list without points, how many checks came out how."""
    if unscored(run.assessment):
        counts = "".join(f'<span class="kv">{word}<b>{n}</b></span>' for _, word, n in lists.states(run.criteria))
        return f'<span class="kv">不计分</span><i class="vr"></i>{counts}'
    score, own = run.assessment["score"], lists.self_total(run.assessment)
    moving = sum(max(0.0, float(c["high"]) - float(c["low"])) for c in run.criteria)
    return (f'<span class="kv">自评<b>{number(own)}</b></span>'
            f'<span class="kv">建议<b>{number(score["suggested"])}</b>{escape(str(score.get("grade") or ""))}</span>'
            f'<span class="kv">区间<b>{span(score["low"], score["high"])}</b></span><i class="vr"></i>'
            f'<span class="kv">尚可变动<b>{number(moving)}</b>分</span>')


def nothing_open() -> None:
    """Said where no run is open, with the reason where one could not be opened."""
    wrong = st.session_state.pop("run_error", None)
    with st.container(key="sheet"):
        if wrong:
            st.error(wrong)
        st.html('<div class="none"><b>还没有打开评议结果</b><p>在“新的评议”里上传材料，或打开已有的结果。</p></div>')
