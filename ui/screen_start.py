"""新的评议: hand in files, name unit, year and standard, follow the reading file by file; or open a result."""

from __future__ import annotations

import time
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from model.problems import PufaError, problem
from ui import runs, standards, uploads, worker
from ui.screen_receipt import chip
from ui.words import FILES
from ui.worker import STAGES, Order, Worker

TYPES = ["zip", "docx", "doc", "wps", "pdf", "xlsx", "xls", "txt", "html", "htm", "jpg", "jpeg", "png", "bmp", "tif",
         "tiff", "pptx", "ppt", "ofd", "rtf", "csv"]


def screen() -> None:
    """The form, or the assessment that is under way."""
    with st.container(key="sheet"):
        running = worker.find(st.session_state.get("job", ""))
        if running is not None:
            _follow(running)
            return
        left, right = st.columns([3, 2], gap="medium")
        with left, st.container(key="card_new"):
            _form()
        with right, st.container(key="card_open"):
            _known()


def _form() -> None:
    """Files and the four things to name."""
    st.html('<h2>新的评议<span>材料只在本机处理，不上传到任何别处</span></h2>')
    source = st.radio("材料来源", ["从本页上传", "本机上的文件夹或压缩包"], horizontal=True, key="source")
    files: Any = []
    place = ""
    if source == "从本页上传":
        files = st.file_uploader("材料文件或一个压缩包", type=TYPES, accept_multiple_files=True, key="upload")
    else:
        place = st.text_input("材料文件夹或压缩包的完整路径", key="place", placeholder="例如 /data/2020/水务局")
    a, b = st.columns([3, 1])
    unit = a.text_input("单位全称", key="unit", placeholder="与印章一致的名称")
    year = b.text_input("年度", key="year", placeholder=str(date.today().year - 1))
    known = dict(standards.choices())
    a, b = st.columns([3, 2])
    rubric = a.selectbox("评议标准", list(known), format_func=lambda i: known[i], key="rubric", index=None,
                         placeholder="请选择")
    period = b.text_input("评议期（可不填，默认按标准）", key="period", placeholder="2020-01-01..2020-12-31")
    criteria = _borrowed(known, rubric)
    if st.button("开始评议", type="primary", key="begin"):
        _begin(files or [], place.strip(), unit, year, rubric, period, criteria)


def _borrowed(known: dict[str, str], rubric: str | None) -> str:
    """The standard whose criteria a procedure without criteria of its own is to borrow; "" where it has them."""
    if not standards.without_criteria(rubric):
        return ""
    having = [i for i in known if not standards.without_criteria(i)]
    return str(st.selectbox("这份标准没有评分项，借用哪一份的", having, format_func=lambda i: known[i], key="criteria"))


def _begin(files: Any, place: str, unit: str, year: str, rubric: str | None, period: str, criteria: str) -> None:
    """Checks the form, stores the files and starts the worker."""
    named = int(year) if year.strip().isascii() and year.strip().isdigit() else None
    wrong = uploads.check_form(unit, named, rubric, date.today().year)
    late = uploads.check_period(period)
    wrong += [late] if late else []
    if not files and not place:
        wrong.insert(0, "请选择材料文件，或写明材料在本机上的位置。")
    if wrong or named is None or rubric is None:
        for line in wrong:
            st.error(line)
        return
    try:
        run_id, folder, dossier = _store(files, place, unit.strip(), named)
        order = Order(run_id=run_id, dossier=dossier, rubric=rubric, unit=unit.strip(), year=named, out=folder,
                      period=period.strip(), criteria=criteria)
        if worker.start(order) is None:
            raise PufaError(problem("workers_busy", "评议"))
    except (PufaError, OSError) as exc:
        st.error(str(exc))
        return
    st.session_state["job"] = run_id
    st.rerun()


def _store(files: Any, place: str, unit: str, year: int) -> tuple[str, Path, Path]:
    """A run folder with the dossier in it, or beside a dossier that stands on this machine."""
    dossier = Path(place).expanduser() if place and not files else None
    if dossier is not None and not dossier.exists():
        raise PufaError(problem("dossier_missing", place))
    run_id, folder = uploads.new_run(unit, year)
    return run_id, folder, dossier or uploads.store(files, folder)


def _known() -> None:
    """Results that are on this machine."""
    st.html("<h2>打开已有结果<span>本机工作文件夹里的，新的在前</span></h2>")
    found = runs.listed()
    if not found:
        st.html('<p class="mut">还没有结果。</p>')
    for n, (run_id, folder) in enumerate(found[:12]):
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime((folder / "assessment.json").stat().st_mtime))
        with st.container(key=f"known_{n}", horizontal=True, vertical_alignment="center", gap="small"):
            if st.button("打开", key=f"open_{n}"):
                open_run(run_id)
            st.html(f'<div class="run"><b>{escape(runs.named(run_id, folder))}</b>'
                    f'<div class="mut">{escape(run_id)}　{when}</div></div>')
    if len(found) > 12:
        st.html(f'<p class="mut">另有{len(found) - 12}个较早的结果，可在地址栏用“?run=”加编号打开。</p>')


def open_run(run_id: str) -> None:
    """Shows a run on the review screen."""
    st.session_state["run_id"] = run_id
    st.session_state.pop("job", None)
    st.query_params["run"] = run_id
    st.switch_page(st.session_state["pages"]["review"], query_params={"run": run_id})


def _follow(running: Worker) -> None:
    """The running assessment, file by file."""

    under_way = running.code is None

    @st.fragment(run_every=0.5 if under_way else None)
    def look() -> None:
        if under_way and running.code is not None:
            st.rerun()
        _progress(running)

    with st.container(key="card_job"):
        look()
        if under_way:
            if st.button("取消评议", key="cancel"):
                running.cancel()
                st.rerun()
        else:
            _ended(running)


def _ended(running: Worker) -> None:
    """What there is to do once the worker has ended."""
    with st.container(key="job_end", horizontal=True, gap="small"):
        if running.good and not running.cancelled and st.button("打开结果", type="primary", key="job_open"):
            open_run(running.order.run_id)
        if st.button("返回", key="job_back"):
            if not running.good:
                uploads.forget(running.order.out)
            st.session_state.pop("job", None)
            st.rerun()


def _progress(running: Worker) -> None:
    """Bar, stage and the receipt so far, the newest file on top."""
    told, order = running.progress, running.order
    files = list(told.files)
    name = standards.standard(order.rubric).name or order.rubric
    st.html(f"<h2>{escape(order.unit)}<span>{order.year}年度　{escape(name)}</span></h2>")
    st.progress(1.0 if running.good else told.share(), text=_words(running))
    rows = "".join(f'<tr><td class="st">{chip(s, FILES[s]) if s in FILES else ""}</td><td>{escape(p)}</td></tr>'
                   for p, s in reversed(files))
    said = "".join(f"<li>{escape(line)}</li>" for line in told.said[-12:])
    st.html(f'<div class="log"><table><tbody>{rows}</tbody></table></div>'
            + (f'<div class="said"><h3>程序的说明</h3><ul>{said}</ul></div>' if said else ""))


def _words(running: Worker) -> str:
    """Where the assessment stands, in a sentence."""
    told = running.progress
    count = f"已读 {len(told.files)}/{told.total or '—'} 份"
    if running.cancelled:
        return f"已取消，{count}，没有结果"
    if running.code is None:
        return f"{STAGES.get(told.stage, told.stage)}：{count}，分数待定"
    if running.good:
        return f"评议完成：{count}" + ("，有例外，见下" if running.code == 1 else "")
    return f"评议没有完成，{count}，原因见下"
