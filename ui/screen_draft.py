"""起草和修改: begin a standard of the office's own, correct it as a table or as text while it is checked, save it."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from classifiers.kinds import kinds
from model.problems import PufaError
from rubric_maps import load
from rubric_maps.edit import Row, add_criterion, change, rows
from ui import draft_grid, drafts, rubric_terms, texts
from ui.drafts import Draft

GRID, MAP_TEXT, CASES_TEXT, SOURCE = "表格", "文字", "例题", "原文"
PAPER, COPY = "导入官方文件", "照现有标准改"


def screen(known: dict[str, str]) -> None:
    """The draft that is open, else the ways to begin one. known: names of the standards by id."""
    draft = drafts.find(str(st.session_state.get("draft", "")))
    if draft is None:
        _begin(known)
    else:
        _edit(draft)


def _begin(known: dict[str, str]) -> None:
    """Ways to begin a draft, and what there is to go on with."""
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(key="card_new"):
        st.html("<h2>起草新的标准<span>存为本单位的标准，随软件发布的标准不会被改动</span></h2>")
        way = st.radio("怎么开始", [PAPER, COPY], horizontal=True, key="draft_way")
        draft_id = st.text_input("新标准的编号", key="draft_id", placeholder="地方-年份，如 lanning-2024")
        if way == PAPER:
            file = st.file_uploader("官方文件（docx、pdf、网页或 txt）", type=list(drafts.TYPES), key="upload_paper",
                                    max_upload_size=60)
            part = st.text_input("文件里有几份标准时，要第几份（可不填）", key="draft_part")
        else:
            base = st.selectbox("照哪一份改", list(known), format_func=lambda i: known[i], key="draft_base")
        if st.button("开始起草", type="primary", key="draft_begin"):
            if way == PAPER:
                _opened(lambda: _from_paper(file, draft_id.strip(), part.strip()))
            else:
                _opened(lambda: drafts.from_map(str(base), draft_id.strip()))
    with right, st.container(key="card_open"):
        _kept(known)


def _from_paper(file: Any, draft_id: str, part: str) -> Draft | str:
    if file is None:
        return "请先选择官方文件。"
    if part and not (part.isascii() and part.isdigit() and 0 < int(part) < 100):
        return "“要第几份”请填1到99的数字，或不填。"
    with st.spinner("正在读文件、起草……"):
        return drafts.from_paper(file, draft_id, int(part) if part else None)


def _opened(make: Any) -> None:
    """Opens what ``make`` gives; says in Chinese what is wrong where it gives words or raises."""
    try:
        made = make()
    except (PufaError, OSError) as error:
        st.error(str(error))
        return
    if isinstance(made, str):
        st.error(made)
        return
    _show(made)
    st.rerun()


def _show(draft: Draft) -> None:
    """Makes a draft the open one, its table drawn afresh."""
    st.session_state["draft"] = draft.id
    _afresh(draft)


def _afresh(draft: Draft) -> None:
    """The text that the table shows and edits are laid upon is the draft's as it stands now."""
    st.session_state["draft_base_text"] = draft.map.read_text("utf-8")
    st.session_state["draft_turn"] = int(st.session_state.get("draft_turn", 0)) + 1


def _kept(known: dict[str, str]) -> None:
    """Drafts to go on with, and own standards to change."""
    st.html("<h2>继续修改<span>草稿和本单位的标准</span></h2>")
    found = drafts.listed()
    for one in found:
        with st.container(key=f"known_d_{one.id}", horizontal=True, vertical_alignment="center", gap="small"):
            if st.button("打开", key=f"draft_open_{one.id}"):
                _show(one)
                st.rerun()
            st.html(f'<div class="run"><b>{escape(one.id)}</b><div class="mut">'
                    f'{"修改本单位标准的草稿" if one.own else "草稿，还没有保存为标准"}</div></div>')
    mine = [i for i in load.own() if all(i != one.id for one in found)]
    for rubric_id in mine:
        with st.container(key=f"known_o_{rubric_id}", horizontal=True, vertical_alignment="center", gap="small"):
            if st.button("修改", key=f"own_open_{rubric_id}"):
                _opened(lambda chosen=rubric_id: drafts.from_own(chosen))
            st.html(f'<div class="run"><b>{escape(known.get(rubric_id, rubric_id))}</b>'
                    f'<div class="mut">{escape(rubric_id)}　本单位的标准</div></div>')
    if not found and not mine:
        st.html('<p class="mut">还没有草稿，也没有本单位的标准。</p>')


def _edit(draft: Draft) -> None:
    """The open draft: its editor, and beside it what the linter says."""
    left, right = st.columns([7, 3], gap="small")
    with left, st.container(key="card_edit"):
        with st.container(key="draft_bar", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<b class="draft_id">{escape(draft.id)}</b>', width="content")
            ways = [GRID, MAP_TEXT, CASES_TEXT, *([SOURCE] if (draft.folder / texts.NUMBERED).is_file() else [])]
            way = st.segmented_control("怎么改", ways, default=GRID, key="draft_view", label_visibility="collapsed",
                                       required=True, on_change=_afresh, args=(draft,))
            st.space("stretch")
            _buttons(draft)
        if way == MAP_TEXT:
            _as_text(draft, "draft_text", draft.map)
        elif way == CASES_TEXT:
            _as_text(draft, "draft_cases", draft.cases)
        elif way == SOURCE:
            _source(draft)
        else:
            _as_grid(draft)
    with right, st.container(key="card_faults"):
        _said(draft)


def _buttons(draft: Draft) -> None:
    if st.button("保存为标准", type="primary", key="draft_save"):
        try:
            drafts.save(draft)
        except (PufaError, OSError) as error:
            st.session_state["draft_error"] = str(error)
            st.rerun()
        st.session_state.pop("draft", None)
        st.session_state["draft_saved"] = st.session_state["rubric_wanted"] = draft.id
        st.rerun()
    if st.button("放下", key="draft_close", help="草稿留着，以后再改"):
        st.session_state.pop("draft", None)
        st.rerun()
    if st.session_state.get("draft_going") != draft.id:
        if st.button("删去草稿", key="draft_drop"):
            st.session_state["draft_going"] = draft.id
            st.rerun()
        return
    if st.button("确认删去，不能恢复", key="draft_forget"):
        drafts.forget(draft)
        st.session_state.pop("draft", None)
        st.rerun()
    if st.button("不删", key="draft_stay"):
        st.session_state.pop("draft_going")
        st.rerun()


def _as_text(draft: Draft, key: str, path: Any) -> None:
    """The map, or its cases, as text."""
    text = path.read_text("utf-8") if path.is_file() else ""
    new = st.text_area("文字", text, height=540, key=f"{key}_{draft.id}_{st.session_state.get('draft_turn', 0)}",
                       label_visibility="collapsed")
    st.html('<p class="mut">改完点一下文字框外面，右边就按新的文字检查。每个词的意思见评分地图的说明。</p>')
    _keep(draft, new if path == draft.map else None, new if path == draft.cases else None)


def _keep(draft: Draft, text: str | None, cases: str | None = None) -> None:
    try:
        drafts.write(draft, draft.map.read_text("utf-8") if text is None else text, cases)
    except (PufaError, OSError) as error:
        st.error(str(error))


def _as_grid(draft: Draft) -> None:
    """The map as a table; what is changed there is laid upon the text that the table was drawn from."""
    if not _edited(draft) and st.session_state.get("draft_base_text") != draft.map.read_text("utf-8"):
        _afresh(draft)
    base = str(st.session_state["draft_base_text"])
    shown = rows(base)
    if not shown:
        st.html('<p class="mut">没有可以列成表的分项：请到“文字”里改。</p>')
        return
    changed = draft_grid.grid(shown, {one.id: one.name for one in kinds().values()}, _grid_key(draft))
    if changed:
        _keep(draft, change(base, changed))
    if any(one.removed for one in changed):
        _afresh(draft)
        st.rerun()
    _add(draft, shown)


def _grid_key(draft: Draft) -> str:
    return f"grid_{draft.id}_{st.session_state.get('draft_turn', 0)}"


def _edited(draft: Draft) -> bool:
    """True while the table on the screen holds edits: they are laid upon the text that it was drawn from. A table drawn
    anew, after another view was looked at, holds none, and the draft as it stands is what it must show."""
    state: Any = st.session_state.get(_grid_key(draft))
    return bool(state and state.get("edited_rows"))


def _add(draft: Draft, shown: tuple[Row, ...]) -> None:
    """One more criterion for an item."""
    items = {row.number: f"第{row.number}项　{row.values.get('名称', '')}" for row in shown if row.level == "项目"}
    with st.container(key="draft_add", horizontal=True, vertical_alignment="center", gap="small"):
        item = st.selectbox("给哪一项", list(items), format_func=lambda i: items[i], key="draft_item",
                            label_visibility="collapsed", width=360)
        if st.button("给这一项加一个分项", key="draft_more"):
            _keep(draft, add_criterion(draft.map.read_text("utf-8"), str(item)))
            _afresh(draft)
            st.rerun()
        st.html('<span class="mut">等次、权重、依据和分方面的材料请到“文字”里改。</span>', width="content")


def _source(draft: Draft) -> None:
    """The numbered lines of the paper that the draft was read from."""
    lines = texts.passages(draft.folder / texts.NUMBERED)
    body = "".join(f'<tr><td class="mut n">{one.line}</td><td>{escape(one.text)}</td></tr>' for one in lines)
    st.html(f'<div class="log"><table><tbody>{body}</tbody></table></div>')


def _said(draft: Draft) -> None:
    """What is wrong, what is still to be checked, and the reason why it was not saved."""
    if (error := st.session_state.pop("draft_error", None)) is not None:
        st.error(str(error))
    found = drafts.faults(draft.folder)
    of_map = [one for one in found if not drafts.of_cases(one)]
    of_cases = [one for one in found if drafts.of_cases(one)]
    open_checks = draft.map.read_text("utf-8").count("# 请核对")
    st.html(f"<h2>检查<span>{len(of_map)}处；改一处查一处</span></h2>"
            f"{rubric_terms.faults(of_map, '没有发现问题，可以保存。')}"
            + (f'<p class="mut">还有{open_checks}处“请核对”，核对后在表格里勾“已核对”。</p>' if open_checks else "")
            + f"<h2>例题<span>{len(of_cases)}处；不影响保存</span></h2>"
            f"{rubric_terms.faults(of_cases, '例题都算得出。')}")
