"""Plain text in a chosen encoding, and HTML as a browser would save a page."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

CSS = "body{font:16px/1.8 SimSun}#nav li{display:inline;margin:0 12px}.art{width:760px;margin:auto}"
TRACK = 'var _hmt=_hmt||[];(function(){var s=document.createElement("script");s.async=true;})();'


def build_txt(spec: dict[str, Any], path: Path, _root: Path) -> None:
    """Text file; ``encoding`` gbk, utf-8, utf-8-sig…; ``newline`` defaults to CRLF."""
    text = spec["text"].replace("\n", spec.get("newline", "\r\n"))
    path.write_bytes(text.encode(spec.get("encoding", "utf-8")))


def _links(names: list[str]) -> str:
    return "".join(f'<li><a href="#">{escape(n)}</a></li>' for n in names)


def build_html(spec: dict[str, Any], path: Path, _root: Path) -> None:
    """Saved web page: nav, scripts, article, sidebar links, footer."""
    charset = spec.get("encoding", "utf-8")
    body = "\n".join(f"<p>　　{escape(p)}</p>" for p in spec["paragraphs"])
    page = f"""<!DOCTYPE html>
<!-- saved from url=({len(spec["url"]):04d}){spec["url"]} -->
<html lang="zh-CN"><head><meta charset="{charset}">
<title>{escape(spec["title"])}_{escape(spec["site"])}</title>
<meta name="keywords" content="{escape(spec["site"])},政务公开">
<style>{CSS}</style>
<script>{TRACK}</script></head>
<body>
<div id="top"><h2>{escape(spec["site"])}</h2><ul id="nav">{_links(spec["nav"])}</ul></div>
<div class="crumb">当前位置：{escape(spec["crumbs"])}</div>
<div class="art"><h1>{escape(spec["title"])}</h1>
<div class="info">{escape(spec["info"])}</div>
<div id="zoom">
{body}
</div></div>
<div class="side"><h3>相关链接</h3><ul>{_links(spec.get("side", []))}</ul></div>
<script>document.getElementById("zoom").style.fontSize="16px";</script>
<div id="footer"><p>{"</p><p>".join(escape(t) for t in spec.get("footer", []))}</p></div>
</body></html>
"""
    path.write_bytes(page.encode(charset))
