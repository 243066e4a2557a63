"""缺失材料: the range on its scale, what to hand in by points, own score against suggestion."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st

from ui import frame, lists
from ui.lists import CompareRow, MissingRow
from ui.runs import Run
from ui.screen_receipt import look
from ui.words import DEADLINES, RECTIFIED, SHORT_STATES, Json, number, signed, unscored


def screen() -> None:
    """The whole screen."""
    run = frame.current_run()
    if run is None:
        frame.nothing_open()
        return
    frame.context(run)
    earning, idle = lists.missing_rows(run.criteria)
    if unscored(run.assessment):
        left, right = [_states(run), _to_check(run, idle)], _outcomes(run)
    else:
        left, right = [_scale(run), _missing(run, earning, idle)], _compare(run)
    left += [card for card in (_deadlines(run), _rectified(run)) if card]
    cards = "".join(f'<div class="card">{card}</div>' for card in left)
    with st.container(key="sheet"):
        st.html(f'<div class="two"><div>{cards}</div><div class="card">{right}</div></div>')


def _link(run: Run, criterion: str) -> str:
    """A link to a criterion's ledger."""
    address = escape(f"./?run={quote(run.id)}&c={quote(criterion)}", quote=True)
    return f'<a href="{address}" target="_self">{escape(criterion)}</a>'


def _scale(run: Run) -> str:
    """The two ends, the scale with grade limits, the own score, and why there is a gap."""
    score, told = run.assessment["score"], frame.told(run)
    own = lists.self_total(run.assessment)
    low, high, best = float(score["low"]), float(score["high"]), float(score["suggested"])
    begin, at_low, at_high, marks, mine = lists.scale(low, high, own, float(score["max"]), told.bands)
    ends = "".join(f'<span class="lim" style="left:{m.at}%">{escape(m.label)}</span>' for m in marks)
    at = f'style="left:{mine.at}%"' if mine else ""
    dots = f'<i class="own" {at}></i><span class="ownt" {at}>{mine.label}</span>' if mine else ""
    grade = escape(str(score.get("grade") or ""))
    figures = "".join(f'<div><div class="k">{k}</div><div class="big">{number(v)}<small>{g}</small></div></div>'
                      for k, v, g in (("按现有材料", low, ""), ("建议", best, grade), ("若全部认可", high, "")))
    return (f'<div class="ends">{figures}<p>{escape(_gap(run))}</p></div>'
            f'<div class="scale"><i class="now" style="width:{at_low}%"></i>'
            f'<i class="may" style="left:{at_low}%;width:{round(at_high - at_low, 2)}%"></i>{dots}'
            f'<span class="lim" style="left:0">{number(begin)}</span>{ends}</div>')


def _states(run: Run) -> str:
    """How the checks of a list without points came out, as figures and as one bar."""
    counts = lists.states(run.criteria)
    figures = "".join(f'<div><div class="k">{word}</div><div class="big">{n}<small>项</small></div></div>'
                      for _, word, n in counts)
    bar = "".join(f'<i class="{state}" style="width:{round(100 * n / len(run.criteria), 2)}%"></i>'
                  for state, _, n in counts)
    return (f'<div class="ends">{figures}<p>本标准不计分，只看每项材料齐不齐。</p></div><div class="share">{bar}</div>')


def _to_check(run: Run, rows: list[MissingRow]) -> str:
    """What the checks found missing, in the order of the standard."""
    title = f"<h2>缺失材料<span>按标准的顺序，共{len(rows)}项</span></h2>"
    lines = "".join(f'<tr><td class="id">{_link(run, r.id)}</td><td><b>{escape(r.what)}</b>'
                    f'<div class="mut">{escape(r.title)}</div></td></tr>' for r in rows)
    none = '<p class="mut">没有发现可补的材料。</p>'
    return title + (f"<table><tbody>{lines}</tbody></table>" if rows else none)


def _outcomes(run: Run) -> str:
    """Every check with its outcome and why."""
    rows = "".join(f'<tr><td class="id">{_link(run, str(c["id"]))}</td><td>{escape(str(c["title"]))}'
                   f'<div class="mut why">{escape(str(c.get("why") or ""))}</div></td>'
                   f'<td class="st">{look(str(c["status"]), SHORT_STATES[str(c["status"])])}</td></tr>'
                   for c in run.criteria)
    return f"<h2>逐项结论<span>{len(run.criteria)}项</span></h2><table><tbody>{rows}</tbody></table>"


def _deadlines(run: Run) -> str:
    """The papers that the standard wants by a day; "" where it wants none."""
    rows = "".join(f'<tr><td class="st">{look(*DEADLINES[str(d["state"])])}</td><td><b>{escape(str(d["name"]))}</b>'
                   f'<div class="mut">{escape(_dated(d))}</div></td><td class="r">{escape(str(d["due"]))}前</td></tr>'
                   for d in run.assessment.get("deadlines") or ())
    return f"<h2>期限<span>以材料上的日期或报送记录为准</span></h2><table><tbody>{rows}</tbody></table>" if rows else ""


def _dated(d: Json) -> str:
    """The day that decides and where it stands."""
    place = f"{d['dated']}　“{d.get('quote') or ''}”" if d.get("dated") else "没有可以认定的日期"
    return f"{place}　{d['file']}" if d.get("file") else "材料里没有找到"


def _rectified(run: Run) -> str:
    """Last year's problems and what answers them; "" where none are told."""
    rows = "".join(f'<tr><td class="st">{look(*RECTIFIED[str(r["state"])])}</td><td><b>{escape(str(r["problem"]))}</b>'
                   f'<div class="mut">{escape(str(r.get("quote") or ""))}</div></td></tr>'
                   for r in run.assessment.get("rectified") or ())
    note = "按用词相近找出，供核对；没有找到不等于没有整改"
    return f"<h2>上年问题的整改<span>{note}</span></h2><table><tbody>{rows}</tbody></table>" if rows else ""


def _gap(run: Run) -> str:
    """Why the ends differ: what waits for outside records, what is only claimed, what is doubtful."""
    sorts: dict[str, list[str]] = {"待外部查询": [], "只有自述、还缺佐证": [], "有疑问": []}
    points = dict.fromkeys(sorts, 0.0)
    for c in run.criteria:
        moving = float(c["high"]) - float(c["low"])
        if moving <= 0:
            continue
        claimed = bool((c.get("proof") or {}).get("claimed_only"))
        sort = "待外部查询" if c["status"] == "external" else "只有自述、还缺佐证" if claimed else "有疑问"
        sorts[sort].append(str(c["id"]))
        points[sort] += moving
    parts = [f"{name}{number(points[name])}分（{'、'.join(ids[:6])}{'等' if len(ids) > 6 else ''}）"
             for name, ids in sorts.items() if ids]
    total = float(run.assessment["score"]["high"]) - float(run.assessment["score"]["low"])
    return f"中间{number(total)}分：{'；'.join(parts)}。以评议组决定为准。" if parts else "两端一致，没有待定的分。"


def _missing(run: Run, earning: list[MissingRow], idle: list[MissingRow]) -> str:
    """What to hand in, most points first; what earns nothing comes folded below."""
    title = f'<h2>缺失材料<span>按可得分排列，共{len(earning)}项</span></h2>'
    if not earning and not idle:
        return title + '<p class="mut">没有发现可补的材料。</p>'
    rows = "".join(_missing_line(run, n, r) for n, r in enumerate(earning, 1))
    table = ('<table><thead><tr><th></th><th>项</th><th>缺什么，应交什么</th><th class="r">可得</th></tr></thead>'
             f"<tbody>{rows}</tbody></table>") if earning else '<p class="mut">没有能加分的材料可补。</p>'
    rest = ""
    if idle:
        lines = "".join(f'<tr><td class="n"></td><td class="id">{_link(run, r.id)}</td><td>{escape(r.what)}</td></tr>'
                        for r in idle)
        rest = f"<h3>不影响得分的提示（{len(idle)}项）</h3><table><tbody>{lines}</tbody></table>"
    return title + table + rest


def _missing_line(run: Run, n: int, row: MissingRow) -> str:
    """One line: what is missing, what the paper should be, and its worth."""
    paper = frame.told(run).hand_in.get(row.id, "")
    more = f"：{paper}" if paper and paper not in row.what else ""
    below = f'<div class="mut">{escape(row.title + more)}</div>'
    return (f'<tr><td class="mut n">{n}</td><td class="id">{_link(run, row.id)}</td>'
            f'<td><b>{escape(row.what)}</b>{below}</td><td class="r gain">{row.gain_words}</td></tr>')


def _compare(run: Run) -> str:
    """Own score against suggestion, line by line; equal lines are folded."""
    rows = lists.compare_rows(run.criteria)
    own, best = lists.self_total(run.assessment), float(run.assessment["score"]["suggested"])
    gap = "" if own is None else f"　相差 {signed(best - own)}"
    title = f'<h2>自评与建议逐行对照<span>自评 {number(own)}　建议 {number(best)}{gap}</span></h2>'
    head = ('<thead><tr><th>项</th><th>内容</th><th class="r">满分</th><th class="r">自评</th><th class="r">建议</th>'
            '<th class="r">相差</th></tr></thead>')
    differing = [r for r in rows if r.differs]
    equal = [r for r in rows if not r.differs]
    body = "".join(_compare_line(run, r) for r in differing)
    first = f"<table>{head}<tbody>{body}</tbody></table>" if differing else '<p class="mut">逐行一致。</p>'
    if not equal:
        return title + first
    lines = "".join(_compare_line(run, r) for r in equal)
    return (f"{title}{first}<details><summary>其余{len(equal)}行一致</summary>"
            f"<table>{head}<tbody>{lines}</tbody></table></details>")


def _compare_line(run: Run, r: CompareRow) -> str:
    """One line of the comparison."""
    loss = ' class="r loss"' if r.gap.startswith("−") else ' class="r"'
    reason = escape(r.reason, quote=True)
    why = f'<div class="mut why" title="{reason}">{reason}</div>' if r.differs else ""
    return (f'<tr><td class="id">{_link(run, r.id)}</td><td>{escape(r.title)}{why}</td><td class="r mut">{r.max}</td>'
            f'<td class="r">{r.own}</td><td class="r"><b>{r.points}</b></td><td{loss}>{r.gap}</td></tr>')
