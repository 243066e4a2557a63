"""疑点核查: what the checks found, the innocent explanations first; a person decides, and no score changes."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from integrity.words import entries
from model.problems import PufaError
from ui import casebook, finding_cards, frame
from ui.casebook import REASONS, STATES, CaseBook
from ui.finding_cards import Names
from ui.words import Json, number

NOTHING = ("没有需要说明的疑点；这不等于证明全部属实", "材料、照片、日期都比对过。")
_OWN = "本次评议"
_STYLE = Path(__file__).with_name("findings.css")
_GLYPHS = {"open": "external", "dismissed": "not_applicable", "doubtful": "partial"}


def screen() -> None:
    """The list, or one finding."""
    st.html(_STYLE)
    book = _book()
    if book is None:
        frame.nothing_open()
        return
    one = book.finding(st.query_params.get("f", ""))
    if one is None:
        _list(book)
    else:
        _one(book, one)


def _book() -> CaseBook | None:
    """The findings that are looked at: of a cohort chosen by name, else of the open run."""
    books = dict(casebook.listed())
    run = frame.current_run()
    names = ([""] if run else []) + list(books)
    if not names:
        return None
    wanted = st.query_params.get("b", st.session_state.get("book", names[0]))
    wanted = wanted if wanted in names else names[0]
    st.session_state["book"] = wanted
    try:
        return casebook.read(wanted, books[wanted]) if wanted else casebook.of_run(run) if run else None
    except PufaError as error:
        st.error(str(error))
        return None


def _head(book: CaseBook, extra: str) -> None:
    count = "" if book.dossiers is None else f"{book.dossiers}份卷宗　{book.files}个文件"
    with st.container(key="ctx"):
        st.html(f'<div class="ctx"><h1>疑点</h1><span class="meta">{escape(book.title)}　{count}</span>'
                f'<i class="vr"></i>{extra}</div>')


def _list(book: CaseBook) -> None:
    """All findings by band, and which other books there are."""
    bands = entries("bands")
    counts = "".join(f'<span class="kv">{name}<b>{sum(one["severity"] == band for one in book.findings)}</b></span>'
                     for band, name in bands.items())
    _head(book, counts)
    with st.container(key="sheet"):
        _choose(book)
        checks = entries("checks")
        seen = [check for check in checks if any(one["check"] == check for one in book.findings)]
        chosen = st.segmented_control("只看一种", seen, format_func=lambda check: checks[check], key="check",
                                      label_visibility="collapsed") if len(seen) > 1 else None
        shown = [one for one in book.findings if chosen in (None, one["check"])]
        st.html(f'<div class="card">{_table(book, shown) if shown else _none()}</div>{_expected(book)}{_untold(book)}')


def _choose(book: CaseBook) -> None:
    """Which findings to look at, where there are several sorts."""
    names = ([""] if frame.current_run() else []) + [name for name, _ in casebook.listed()]
    if len(names) < 2:
        return
    picked = st.selectbox("看哪一批", names, index=names.index(book.id), key="book_pick",
                          format_func=lambda name: name or _OWN)
    if picked != book.id:
        st.query_params["b"] = picked
        st.query_params.pop("f", None)
        st.rerun()


def _none() -> str:
    return f'<div class="none"><b>{NOTHING[0]}</b><p>{NOTHING[1]}</p></div>'


def _table(book: CaseBook, shown: list[Json]) -> str:
    decided = casebook.states(book)
    rows = "".join(_row(book, one, decided.get(str(one["id"]))) for one in shown)
    return ("<h2>疑点<span>只是请人看一看的理由，不是结论，也不影响得分</span></h2><table><thead><tr><th></th>"
            '<th>分档</th><th>疑点</th><th>单位、年度</th><th class="r">出处</th><th>核查</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>")


def _row(book: CaseBook, one: Json, decided: Json | None) -> str:
    address = _address(book, str(one["id"]))
    return (f'<tr><td class="id"><a href="{address}" target="_self">{book.number(str(one["id"]))}</a></td>'
            f'<td class="nw"><span class="band {one["severity"]}">{entries("bands")[one["severity"]]}</span></td>'
            f'<td><a href="{address}" target="_self"><b>{entries("checks")[one["check"]]}</b></a>'
            f'<div class="mut two-lines">{escape(str(one["explanation"])[:160])}</div></td>'
            f'<td>{escape(_units(one["units"]))}<div class="mut">{"、".join(map(str, one["years"]))}</div></td>'
            f'<td class="r">{len(one["places"])}</td><td class="nw">{_state(decided)}</td></tr>')


def _units(units: list[str]) -> str:
    return "、".join(units[:3]) + (f"等{len(units)}个单位" if len(units) > 3 else "")


def _state(row: Json | None) -> str:
    state = str(row["state"]) if row else "open"
    glyph = _GLYPHS.get(state, "external")
    return f'<span class="chip {glyph}"><i class="g {glyph}"></i>{STATES.get(state, state)}</span>'


def _expected(book: CaseBook) -> str:
    """How many of them are to be expected to be wrong, by what was measured on clean dossiers."""
    bands = entries("bands")
    told = "；".join(f"{bands[band]}约{number(round(float(mean), 1))}条，至多{number(round(float(most), 1))}条"
                    for band, (mean, most) in (book.expected or {}).items() if band in bands)
    title = "<h2>预计误报<span>按清白卷宗上的比对标定</span></h2>"
    return f'<div class="card">{title}<p>{told}。</p></div>' if told else ""


def _untold(book: CaseBook) -> str:
    """What was not looked at."""
    told = "".join(f"<p>{escape(one)}</p>" for one in book.untold)
    return f'<div class="card"><h2>没有比对到的</h2>{told}</div>' if told else ""


def _address(book: CaseBook, finding: str) -> str:
    run = st.query_params.get("run")
    part = f"&run={quote(run)}" if run else ""
    return escape(f"findings?b={quote(book.id)}&f={quote(finding)}{part}", quote=True)


def _one(book: CaseBook, one: Json) -> None:
    """One finding: what explains it and what was found on the left, what a person decides on the right."""
    here = book.number(str(one["id"]))
    ids = [str(other["id"]) for other in book.findings]
    steps = "".join(f'<a href="{_address(book, ids[at])}" target="_self">{name}</a>' for at, name in
                    ((here - 2, "← 上一条"), (here, "下一条 →")) if 0 <= at < len(ids))
    band = f'<span class="band {one["severity"]}">{entries("bands")[one["severity"]]}</span>'
    title = entries("checks")[one["check"]]
    back = _address(book, "")
    _head(book, f'<b>{title}</b>{band}{_state(casebook.states(book).get(str(one["id"])))}<span class="sp"></span>'
                f'<span class="meta">第 {here} / {len(ids)} 条</span><a href="{back}" target="_self">全部</a>{steps}')
    with st.container(key="sheet"):
        left, right = st.columns([9, 4], gap="small")
        with right:
            by = _decision(book, one)
            open_names = _switch(book, one, by, "names", "显示单位名", "看了单位名")
            clear = "proof" in one["measures"] and _switch(book, one, by, "faces", "显示清晰照片", "看了清晰照片")
            st.html(f'<div class="card find">{finding_cards.figures(one, entries("measures"))}</div>'
                    f'<div class="card find">{_steps(book, one)}</div>')
        names = Names(one, hidden=not open_names)
        cards = (finding_cards.innocent(one, names), _what(one, names),
                 finding_cards.pictures(one, names, book.folder, clear), finding_cards.texts(one, names),
                 finding_cards.days(one, names), finding_cards.places(one, names))
        left.html("".join(f'<div class="card find">{card}</div>' for card in cards if card))


def _what(one: Json, names: Names) -> str:
    text = str(one["explanation"])
    text = text.partition("。")[2] or text if text.startswith("先排除：") else text
    return f'<h2>看到了什么<span>系统提示，由人判断</span></h2><p>{names.text(text)}</p>'


def _switch(book: CaseBook, one: Json, by: str, key: str, label: str, said: str) -> bool:
    """A switch that is off at first; turning it on is logged with the name of who did."""
    on = st.toggle(label, key=f"{key}_{one['id']}", disabled=not by.strip(),
                   help=None if by.strip() else "先写下姓名；查看会留痕")
    if on and not st.session_state.get(f"{key}_{one['id']}_told"):
        try:
            casebook.note(book, str(one["id"]), by, action=said)
        except PufaError as error:
            st.error(str(error))
            return False
        st.session_state[f"{key}_{one['id']}_told"] = True
    return bool(on)


def _decision(book: CaseBook, one: Json) -> str:
    """Who decides what and why; the name."""
    with st.container(key="card_decide"):
        st.html("<h2>核查结论<span>由人作出，系统只提示</span></h2>")
        by = st.text_input("姓名", key="by", placeholder="核查人姓名")
        held = casebook.states(book).get(str(one["id"]))
        state = st.segmented_control("结论", list(STATES), format_func=lambda name: STATES[name], required=True,
                                     default=str(held["state"]) if held else "open", key=f"state_{one['id']}",
                                     label_visibility="collapsed")
        reason = st.selectbox("理由", REASONS, index=None, placeholder="选一个理由", key=f"why_{one['id']}")
        more = st.text_input("说明", key=f"more_{one['id']}", placeholder="可写明查到的情况")
        if st.button("保存结论", type="primary", key="decide", disabled=not by.strip()):
            try:
                casebook.decide(book, str(one["id"]), str(state), by, "：".join(filter(None, (reason, more.strip()))))
            except PufaError as error:
                st.error(str(error))
            else:
                st.rerun()
        st.html('<p class="mut">“属实”不在这里作出：要先听取单位说明，再由两人具名认定。认定之前各项照常计分。</p>')
    return str(by)


def _steps(book: CaseBook, one: Json) -> str:
    """What was done with it so far."""
    rows = "".join(f'<tr><td class="nw">{escape(str(row["when"])[:16].replace("T", " "))}</td><td class="nw">'
                   f'{escape(str(row["by"]))}</td><td>{escape(_said(row))}</td></tr>'
                   for row in casebook.log(book) if row["finding"] == one["id"])
    return ("<h2>办理记录<span>每步记名、记时，只增不改</span></h2>"
            + (f"<table><tbody>{rows}</tbody></table>" if rows else '<p class="mut">还没有人看过。</p>'))


def _said(row: Json) -> str:
    if row.get("action") != "decide":
        return str(row.get("action") or "")
    return "　".join(filter(None, (STATES.get(str(row.get("state")), ""), str(row.get("why") or ""))))
