"""评分标准: one standard as its printed table, its procedure, its checks, the official text; and drafts of new ones."""

from __future__ import annotations

from html import escape

import streamlit as st

from model.problems import PufaError
from model.rubric import Rubric
from rubric_maps import load
from ui import drafts, rubric_sheet, rubric_terms, screen_draft, standards, texts
from ui.words import number

TABLE, TERMS, CHECKS, TEXT, DRAFT = "标准表", "等次和程序", "检查和例题", "官方原文", "起草和修改"
VIEWS = (TABLE, TERMS, CHECKS, TEXT, DRAFT)


def screen() -> None:
    """The whole screen: the bar with the choice, then the view that is chosen."""
    known = dict(standards.choices())
    with st.container(key="rbar", horizontal=True, vertical_alignment="center", gap="small"):
        rubric_id = _choice(known)
        view = st.segmented_control("看什么", VIEWS, default=TABLE, key="rubric_view", label_visibility="collapsed",
                                    required=True)
        st.space("stretch")
        if view != DRAFT:
            st.html(_facts(rubric_id), width="content")
    with st.container(key="sheet"):
        if (saved := st.session_state.pop("draft_saved", None)) is not None:
            st.success(f"已保存为标准“{saved}”，新的评议里可以选它了。")
        if view == DRAFT:
            screen_draft.screen(known)
        else:
            _standard(rubric_id, str(view))


def _choice(known: dict[str, str]) -> str:
    """The standard that is shown: by the address, else the first; the address follows."""
    last = st.session_state.get("rubric_address")
    wanted = st.session_state.pop("rubric_wanted", None) or st.query_params.get("s") or last
    if st.session_state.get("rubric_shown") not in known:
        st.session_state.pop("rubric_shown", None)
    if wanted in known and ("rubric_shown" not in st.session_state or last != wanted):
        st.session_state["rubric_shown"] = wanted
    shown = st.selectbox("评分标准", list(known), format_func=lambda i: known[i], key="rubric_shown",
                         label_visibility="collapsed", width=430,
                         disabled=st.session_state.get("rubric_view") == DRAFT)
    st.session_state["rubric_address"] = shown
    if st.query_params.get("s") != shown:
        st.query_params["s"] = shown
    return str(shown)


def _facts(rubric_id: str) -> str:
    """Points, number of criteria, version, and whether the map is sound, on one line."""
    try:
        rubric = load.load(rubric_id)
    except PufaError:
        return '<div class="ctx"><span class="chip missing">读不出</span></div>'
    wrong = drafts.faults(load.map_path(rubric_id).parent)
    errors = sum(one.severity == "error" for one in wrong)
    look, words = ("missing", f"检查有{errors}处错误") if errors else ("met", "检查通过")
    whose = "　本单位的标准" if rubric_id in load.own() else ""
    points = "不计分" if rubric.unscored else f"满分<b>{number(float(rubric.max_points))}</b>"
    parts = f"<b>{len(rubric.criteria())}</b>分项" if rubric.sections else "只规定程序"
    return (f'<div class="ctx"><span class="kv">{points}</span><span class="kv">{parts}</span>'
            f'<span class="meta">{escape(rubric.id)}　版本{escape(rubric.version)}{whose}</span>'
            f'<span class="chip {look}">{words}</span></div>')


def _standard(rubric_id: str, view: str) -> None:
    """One of the four views of a standard."""
    for one in load.refused():
        st.warning(one.text())
    try:
        rubric = load.load(rubric_id)
    except PufaError as error:
        st.error(str(error))
        return
    if view == TERMS:
        st.html(rubric_terms.terms(rubric))
    elif view == CHECKS:
        _checks(rubric)
    elif view == TEXT:
        _text(rubric)
    else:
        table = rubric_sheet.sheet(rubric, texts.clauses_of(rubric), bool(texts.kept(rubric)))
        st.html(f'<div class="card">{table}</div>')


def _checks(rubric: Rubric) -> None:
    """What the linter says, and every worked example."""
    path = load.map_path(rubric.id)
    found = drafts.faults(path.parent)
    of_map = [one for one in found if one.message != "case_failed"]
    wrong = [one for one in found if one.message == "case_failed"]
    try:
        cases = load.load_cases(path)
    except PufaError:
        cases = ()
    none = "没有发现问题：结构、合计、顺序、等次线、材料种类都对得上。"
    left = (f"<h2>例题<span>{len(cases)}个，{len(wrong)}处不符</span></h2>"
            f"{rubric_terms.case_rows(cases, wrong)}")
    right = f"<h2>检查结果<span>{len(of_map)}处</span></h2>{rubric_terms.faults(of_map, none)}"
    st.html(f'<div class="halves"><div class="card">{left}</div><div class="card">{right}</div></div>')


def _text(rubric: Rubric) -> None:
    """The attached official texts: what is there, one to add, one to read."""
    here = texts.kept(rubric)
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(key="card_text"):
        st.html("<h2>附上官方原文<span>只存在本机工作文件夹，标准表里逐项对照</span></h2>")
        keys = {source.key: f"{source.key}　{source.document_number}　{source.title}" for source in rubric.sources}
        key = str(st.selectbox("是哪一份来源文件", list(keys), format_func=lambda k: keys[k], key="text_key"))
        file = st.file_uploader("原文（docx、pdf 或 txt）", type=list(texts.ENDINGS), key="upload_text",
                                max_upload_size=60)
        with st.container(horizontal=True, gap="small"):
            if st.button("附上", type="primary", key="text_keep", disabled=file is None) and file is not None:
                _attach(rubric, key, file)
            there = key in here and here[key].name != texts.NUMBERED
            if st.button("去掉这份原文", key="text_drop", disabled=not there):
                texts.remove(rubric, key)
                st.rerun()
        for words in st.session_state.pop("text_notes", []):
            st.warning(words)
    with right, st.container(key="card_read"):
        st.html(_reader(here))


def _attach(rubric: Rubric, key: str, file: texts.Upload) -> None:
    try:
        with st.spinner("正在读原文……"):
            st.session_state["text_notes"] = texts.attach(rubric, key, file)
    except (PufaError, OSError) as error:
        st.error(str(error))
        return
    st.rerun()


def _reader(here: dict[str, texts.Path]) -> str:
    """The attached texts, paragraph by paragraph."""
    if not here:
        return "<h2>原文<span>还没有附上</span></h2><p class=\"mut\">附上以后，标准表每一项旁边会显示对应的句子。</p>"
    parts = []
    for key, path in here.items():
        rows = texts.passages(path)
        body = "".join(f'<tr><td class="mut n">{row.line or (f"{row.page}页" if row.page else at)}</td>'
                       f'<td>{escape(row.text).replace(chr(9), " ｜ ")}</td></tr>' for at, row in enumerate(rows, 1))
        parts.append(f"<h2>来源{escape(key)}的原文<span>{len(rows)}段</span></h2>"
                     f'<div class="log"><table><tbody>{body}</tbody></table></div>')
    return "".join(parts)
