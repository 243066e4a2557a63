"""The parts of one finding as HTML: innocent explanations, pictures side by side, texts, places, days, figures."""

from __future__ import annotations

import base64
import difflib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from ui.words import Json, number

SIDES = "甲乙丙丁戊己庚辛壬癸"
_STATES = {"open": ("external", "不能排除"), "unsupported": ("partial", "未查到依据"),
           "ruled_out": ("not_applicable", "已排除")}
_COARSE = 36
_FIGURE = re.compile(r"\d[\d,.]*")
_LEAST_EQUAL = 2


class Names:
    """Units under the names they are shown by. hidden: as 甲, 乙 … in the order of the places, also inside texts."""

    def __init__(self, finding: Json, hidden: bool) -> None:
        units = list(dict.fromkeys(str(place["unit"]) for place in finding["places"]))
        self.letters = {unit: SIDES[at] if at < len(SIDES) else f"单位{at + 1}" for at, unit in enumerate(units)}
        self._hidden = hidden

    def unit(self, place: Json) -> str:
        """The unit of a place."""
        name = str(place["unit"])
        return self.letters[name] if self._hidden else name

    def text(self, text: str) -> str:
        """A text of the finding, escaped; units' names in it hidden where they are to be."""
        return escape(self.plain(text))

    def plain(self, text: str) -> str:
        """The same as it is, not escaped."""
        if self._hidden:
            for name, letter in sorted(self.letters.items(), key=lambda pair: -len(pair[0])):
                text = text.replace(name, f"{letter}单位")
        return text


def innocent(finding: Json, names: Names) -> str:
    """What would explain it innocently, each with what was looked up."""
    rows = []
    for told in finding["measures"].get("innocent") or ():
        text, looked, state = (told, "", "open") if isinstance(told, str) else (*told, "", "")[:3]
        glyph, word = _STATES.get(str(state), _STATES["open"])
        rows.append(f'<tr><td class="nw">{names.text(str(text))}</td><td class="ink2">{names.text(str(looked))}</td>'
                    f'<td class="nw r"><span class="chip {glyph}"><i class="g {glyph}"></i>{word}</span></td></tr>')
    body = f"<table><tbody>{''.join(rows)}</tbody></table>" if rows else \
        '<p class="mut">没有查到能说明的原因；仍请先问清情况。</p>'
    return f"<h2>先看可能的正当原因<span>只要还有一条说得通，就不能认定</span></h2>{body}"


def pictures(finding: Json, names: Names, folder: Path, clear: bool) -> str:
    """The pictures side by side with the part that both show, and which blocks agree; "" where there are none."""
    shown = [(int(place), folder / str(name)) for place, name in finding["measures"].get("proof") or ()]
    shown = [(place, path) for place, path in shown if path.is_file() and path.parent.parent == folder]
    if not shown:
        return ""
    pair: Json = finding["measures"].get("pair") or {}
    regions = list(pair.get("region") or ())
    figures = "".join(_figure(finding, place, path, names, clear, regions[n] if n < len(regions) else None)
                      for n, (place, path) in enumerate(shown[:6]))
    note = "虚线框为两张相合的部分；看不出谁先谁后" + ("" if clear else "；默认打上马赛克")
    figures += _blocks(pair.get("blocks") or ())
    return (f'<h2>照片对照<span>{note}</span></h2><div class="pics">{figures}</div>'
            + (f'<p class="mut">另有{len(shown) - 6}张没有列出。</p>' if len(shown) > 6 else ""))


def _figure(finding: Json, place: int, path: Path, names: Names, clear: bool, region: Any) -> str:
    where = finding["places"][place]
    frame = ""
    if region:
        sides = [sorted(min(max(100 * float(point[axis]), 0.0), 100.0) for point in region) for axis in (0, 1)]
        (left, *_, right), (top, *_, bottom) = sides
        frame = (f'<div class="part" style="left:{left:.1f}%;top:{top:.1f}%;width:{right - left:.1f}%;'
                 f'height:{bottom - top:.1f}%"></div>')
    return (f'<figure><div class="frame"><img alt="" src="{_data(path, clear)}"/>{frame}</div><figcaption>'
            f"<b>{names.unit(where)}</b>　{_file(where)}<span>{names.text(str(where['quote'])[:60])}</span>"
            "</figcaption></figure>")


def _data(path: Path, clear: bool) -> str:
    """The picture as an address; as a mosaic too coarse for faces unless somebody asked to see it."""
    from PIL import Image

    data = path.read_bytes()
    if not clear:
        with Image.open(path) as picture:
            wide, high = picture.size
            small = picture.convert("RGB").resize((_COARSE, max(1, round(_COARSE * high / wide))), Image.Resampling.BOX)
            out = io.BytesIO()
            small.resize((wide, high), Image.Resampling.NEAREST).save(out, "JPEG", quality=70)
            data = out.getvalue()
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"


def _blocks(rows: Sequence[str]) -> str:
    """Which blocks of the overlap agree."""
    if not rows:
        return ""
    marks = {"s": "", "d": "d"}
    cells = "".join(f'<i class="{marks.get(sign, "n")}"></i>' for row in rows for sign in row)
    flat = "".join(rows)
    same, other = flat.count("s"), flat.count("d")
    columns = f"grid-template-columns:repeat({len(rows[0])},1fr)"
    return (f'<figure><div class="frame"><div class="bm" style="{columns}">{cells}</div></div><figcaption>'
            f'可比 {same + other} 块，一致 <b>{same}</b> 块<span><i class="k"></i>一致'
            f'<i class="k d"></i>不同 {other}<i class="k n"></i>无纹理，不比 {len(flat) - same - other}</span>'
            "</figcaption></figure>")


def texts(finding: Json, names: Names) -> str:
    """Equal passages of two sides, what differs marked, equal figures underlined; "" where there are none."""
    rows = []
    for run in list(finding["measures"].get("runs") or ())[:8]:
        left, right = (finding["places"][int(run[side])] for side in ("left", "right"))
        one, other = marked(names.plain(str(run["left_text"])), names.plain(str(run["right_text"])))
        rows.append('<div class="df">' + "".join(
            f'<span class="u">{names.unit(place)} {place["year"]}<br/>{_file(place)}</span><span>{text}</span>'
            for place, text in ((left, one), (right, other))) + "</div>")
    if not rows:
        return ""
    return f"<h2>文字对照<span>底色为不同，下划线为相同的数；最长的在前</span></h2>{''.join(rows)}"


def marked(left: str, right: str) -> tuple[str, str]:
    """Both texts as HTML: what differs in ``mark``, equal figures in ``u``."""
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    sides: tuple[list[str], list[str]] = [], []
    for what, a, b, c, d in matcher.get_opcodes():
        same = what == "equal" and b - a >= _LEAST_EQUAL
        for side, part in zip(sides, (left[a:b], right[c:d]), strict=True):
            if part:
                side.append(_FIGURE.sub(lambda hit: f"<u>{hit.group()}</u>", escape(part)) if same
                            else f"<mark>{escape(part)}</mark>")
    return "".join(sides[0]), "".join(sides[1])


def places(finding: Json, names: Names) -> str:
    """Every place with its file, page and words."""
    rows = "".join(f'<tr><td class="nw">{names.unit(place)}<div class="mut">{place["year"]}年度</div></td>'
                   f'<td>{_file(place)}</td><td class="song">{names.text(str(place["quote"])) or "—"}</td></tr>'
                   for place in finding["places"])
    return (f"<h2>出处<span>{len(finding['places'])}处</span></h2><table><thead><tr><th>单位</th><th>材料</th>"
            f"<th>原文</th></tr></thead><tbody>{rows}</tbody></table>")


def days(finding: Json, names: Names) -> str:
    """The days in a row, a line a place; "" where there are fewer than two."""
    told = [row for row in finding["measures"].get("dates") or () if isinstance(row, Mapping)]
    if len(told) < 2:
        return ""
    rows = ""
    for row in sorted(told, key=lambda row: str(row["date"])):
        place = finding["places"][int(row.get("place") or 0)]
        what = escape(str(row.get("what") or ""))
        rows += (f'<tr><td class="nw">{escape(str(row["date"]))}</td><td class="nw">{what}</td>'
                 f"<td>{names.unit(place)}　{_file(place)}</td></tr>")
    return f"<h2>日期对照<span>按先后</span></h2><table><tbody>{rows}</tbody></table>"


def figures(finding: Json, labels: Mapping[str, str]) -> str:
    """What was compared, and how often the like of it is wrong."""
    measures: Json = finding["measures"]
    rows = [(labels[name], _plain(value)) for name, value in measures.items()
            if name in labels and value not in (None, "")]
    wrong: Json = measures.get("false_alarms") or {}
    if wrong:
        rows.append(("误报", f"标定用的{wrong['dossiers']}份清白卷宗里有{wrong['found']}条"
                     f"（每份至多{number(100 * float(wrong['at_most']))}%）"))
    told = "".join(f"<span>{escape(name)}</span><span>{escape(value)}</span>" for name, value in rows)
    also = "".join(f"<li>{escape(str(text))}</li>" for text in measures.get("also") or ())
    told = told or "<span>没有数据</span><span></span>"
    return (f'<h2>比对数据<span>不是可能性大小</span></h2><div class="ms">{told}</div>'
            + (f'<p class="mut">同一处还有：</p><ul>{also}</ul>' if also else ""))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, Mapping):
        return "；".join(f"{key} {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "、".join(_plain(one) for one in value)
    return str(value)


def _file(place: Json) -> str:
    return f'<span class="file">{escape(str(place["file"]))}</span><span class="mut">　第{place["page"]}页</span>'
