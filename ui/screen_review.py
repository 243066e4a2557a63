"""评议复核: tree, papers and ledger of one criterion, with downloads and steps at the foot."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from classifiers.added import id_of
from model.problems import PufaError
from ui import adding, adjust, dossier, frame, office, worker
from ui.desk import component, payload
from ui.runs import Run
from ui.tree import neighbours

_DOWNLOADS = (("review.docx", "评议表", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
              ("scores.xlsx", "得分表", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
              ("assessment.json", "数据文件", "application/json"))

_KEYS = ('<span class="hint">按键：← → 换项　↑ ↓ 换证据　上下翻页键换页　'
         'X 移出或放回　M 合并　T 拆分　Z 撤销调整</span>')


def screen() -> None:
    """The whole screen."""
    run = frame.current_run()
    if run is None:
        frame.nothing_open()
        return
    frame.context(run)
    _take_address(run)
    data = payload(run, frame.told(run), st.session_state.get("criterion"), st.session_state.get("opened", {}),
                   st.session_state.get("who", ""), st.session_state.get("adding"))
    if refused := st.session_state.pop("adjust_refused", ""):
        data["adjust"]["fault"] = refused
    with st.container(key="desk"):
        component()(data=data, key="desk_view", on_pick_change=_picked, on_open_change=_opened,
                    on_find_change=_sought, on_adjust_change=partial(_adjusted, run))
    if data["adjust"]["busy"]:
        _follow(run)
    if data["view"].get("pending"):
        _wait(str(run.folder), data["file"], run)
    _foot(run, data["ledger"]["id"])


def _take_address(run: Run) -> None:
    """A criterion named in the address (``?c=7.1``) is opened once; afterwards the address follows the screen."""
    named = st.query_params.get("c")
    if st.session_state.get("shown_run") != run.id:
        st.session_state["shown_run"] = run.id
        st.session_state["criterion"] = named or _first(run)
        st.session_state["opened"], st.session_state["adding"] = {}, None
        _warm(run)
    elif named and named != st.session_state.get("criterion") and not st.session_state.get("moved"):
        st.session_state["criterion"], st.session_state["opened"] = named, {}
    st.session_state["moved"] = False
    current = str(run.criterion(st.session_state["criterion"])["id"])
    st.session_state["criterion"] = current
    if st.query_params.get("c") != current:
        st.query_params["c"] = current


def _warm(run: Run) -> None:
    """Has the pages of the Word papers that hold evidence made ahead."""
    place = run.dossier
    if place is None:
        return
    used = {str(e["file"]) for c in run.criteria for e in c["evidence"]}
    office.warm([(str(f["sha256"]), str(f["type"]), partial(dossier.load, place, str(f["path"]), str(f["sha256"])))
                 for f in run.assessment["files"] if f["path"] in used and f.get("type") and f.get("sha256")])


def _first(run: Run) -> str:
    """Where to begin: the criterion with most points still to move, so that the reader's time goes there first."""
    best = max(run.criteria, key=lambda c: (c["status"] != "external", float(c["high"]) - float(c["low"])))
    return str(best["id"])


def go(criterion: str) -> None:
    """Opens a criterion."""
    st.session_state["criterion"] = criterion
    st.session_state["opened"] = {}
    st.session_state["adding"] = None
    st.session_state["moved"] = True


def _picked() -> None:
    """A row of the tree was clicked."""
    wanted = st.session_state["desk_view"].get("pick")
    if wanted:
        go(str(wanted))


def _opened() -> None:
    """A mention in another file, or a page that the browser does not have, was asked for."""
    wanted: Any = st.session_state["desk_view"].get("open")
    if isinstance(wanted, dict) and isinstance(wanted.get("file"), str):
        page = wanted.get("page")
        _turn_to(wanted["file"], str(wanted["ev"]) if wanted.get("ev") else None,
                 page if isinstance(page, int) else None)


def _turn_to(file: str, ev: str | None, page: int | None) -> None:
    """Shows a place; what was about to be added in another paper is no longer chosen."""
    before = st.session_state.get("opened", {})
    told = str(before.get("turn", 0))
    st.session_state["opened"] = {"file": file, "ev": ev, "page": page,
                                  "turn": (int(told) if told.isdigit() else 0) + 1}
    wish = st.session_state.get("adding")
    if wish and before.get("file") != file:
        st.session_state["adding"] = {**wish, "pick": None}


def _sought() -> None:
    """Evidence is to be added: words are looked for in a paper, one of the places found is chosen, or none after all.
    """
    wish: Any = st.session_state["desk_view"].get("find")
    if not isinstance(wish, dict) or not wish.get("criterion"):
        st.session_state["adding"] = None
        return
    pick = wish.get("pick")
    if isinstance(wish.get("file"), str):
        _turn_to(wish["file"], adding.NEW if isinstance(pick, int) else None, None)
    st.session_state["adding"] = {"criterion": str(wish["criterion"]), "words": str(wish.get("words") or ""),
                                  "pick": pick if isinstance(pick, int) else None, "turn": wish.get("n")}


def _adjusted(run: Run) -> None:
    """Evidence was to be taken out, joined, split or judged otherwise, or such a change to be taken back."""
    wish: Any = st.session_state["desk_view"].get("adjust")
    if not isinstance(wish, dict):
        return
    try:
        if wish.get("action") == "again":
            adjust.again(run)
            return
        criterion = run.criterion(str(wish.get("criterion")))
        told = frame.told(run)
        adds = wish.get("action") == "add"
        made = adding.lines(run, criterion, wish, told) if adds else adjust.lines(
            run, criterion, wish, told.kinds.get(str(criterion["id"]), {}))
        st.session_state["who"] = made[0]["by"] if made else st.session_state.get("who", "")
        if made:
            adjust.write(run, made)
            if adds:
                st.session_state["adding"] = None
                st.session_state["opened"] = {**st.session_state.get("opened", {}), "ev": id_of(made[0]["id"])}
    except PufaError as error:
        st.session_state["adjust_refused"] = str(error)


def _follow(run: Run) -> None:
    """Looks every half second whether the run has been assessed again."""

    @st.fragment(run_every=0.5)
    def look() -> None:
        running = worker.find(adjust.job(run))
        if running is None or running.code is not None:
            st.rerun()

    look()


def _wait(place: str, file: str, run: Run) -> None:
    """Looks once a second whether the page picture is ready."""
    sha = next((str(f.get("sha256")) for f in run.assessment["files"] if f["path"] == file), "")

    @st.fragment(run_every=1.0)
    def look() -> None:
        if not office.pending(sha):
            st.session_state["opened"] = {**st.session_state.get("opened", {}), "turn": f"ready {sha[:8]}"}
            st.rerun()

    look()


def _foot(run: Run, current: str) -> None:
    """Steps to the neighbours, and the files to take along. Decisions come with accounts."""
    before, after = neighbours(run.criteria, current)
    with st.container(key="foot", horizontal=True, vertical_alignment="center", gap="small"):
        st.button(f"← {before or '已是首项'}", key="step_back", disabled=before is None, on_click=go, args=(before,))
        st.button(f"→ {after or '已是末项'}", key="step_on", disabled=after is None, on_click=go, args=(after,))
        st.html(_KEYS, width="content")
        st.space("stretch")
        st.html('<span class="hint">认定功能将在接入账户后开放</span>', width="content")
        for name, label, mime in _DOWNLOADS:
            path = run.folder / name
            if path.is_file():
                st.download_button(f"下载{label}", path.read_bytes(), file_name=name, mime=mime, key=f"take_{label}",
                                   on_click="ignore")
