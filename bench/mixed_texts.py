"""Plain texts, web pages and OFD of the mixed dossier."""

from __future__ import annotations

import html
import zipfile
from pathlib import Path

from bench.mixed_layout import HEIGHT, WIDTH, Layout, Run, width
from bench.mixed_office import DAY
from bench.mixed_truth import Sentence, Truth, body, row
from bench.mixed_words import Words

CODINGS = ("gbk", "utf-8", "utf-8-sig", "gb18030", "utf-16")
MM = 25.4 / 72


def make_txt(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A plain text in one of the encodings of Chinese Windows."""
    paper = words.paper(2, numbered=False)
    lines = [paper.title, ""]
    for head, paragraphs in paper.parts:
        lines += [head] * bool(head) + ["　　" + "".join(one) for one in paragraphs]
    coding = CODINGS[variant % len(CODINGS)]
    path.write_bytes("\r\n".join(lines).encode(coding))
    return [Truth(path=name, kind="text", media_type=("txt",), text=body(lines), note=f"txt {coding}",
                  sentences=tuple(Sentence(text=one) for one in paper.sentences))]


def make_md(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """Markdown with headings and paragraphs."""
    paper = words.paper(2)
    lines = [f"# {paper.title}"]
    for head, paragraphs in paper.parts:
        lines += [f"## {head}"] * bool(head) + ["".join(one) for one in paragraphs]
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    return [Truth(path=name, kind="text", media_type=("md", "txt"), note="md",
                  sentences=tuple(Sentence(text=one) for one in paper.sentences))]


def make_html(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """A news page saved from a web site, with its menu and foot; every second one holds a table."""
    coding = ("utf-8", "gb2312", "gbk")[variant % 3]
    page, sentences, ledger = web_page(words, coding, table=variant % 2 == 1)
    path.write_bytes(page.encode("gb18030" if coding.startswith("gb") else coding))
    return [Truth(path=name, kind="text", media_type=("html",), note=f"html {coding}",
                  sentences=tuple(Sentence(text=one) for one in sentences), rows=tuple(row(one) for one in ledger))]


def web_page(words: Words, coding: str, table: bool = False,
             picture: str = "") -> tuple[str, list[str], list[list[str]]]:
    """A news page, its sentences and its table's rows. picture: the address of an image to show."""
    site, paper = words.words["site"], words.paper(1, numbered=False)
    ledger = words.ledger(6) if table else []
    menu = "".join(f'<li><a href="#">{one}</a></li>' for one in site["nav"])
    text = "".join(f"<p>　　{html.escape(''.join(one))}</p>" for _, parts in paper.parts for one in parts)
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in one) + "</tr>" for one in ledger)
    image = f'<p><img src="{picture}" alt=""></p>' if picture else ""
    table_part = f"<table border=1>{rows}</table>" if rows else ""
    page = (f'<!DOCTYPE html><html><head><meta charset="{coding}"><title>{paper.title}</title>'
            f'<script>var a = 1;</script></head><body><div class="nav"><ul>{menu}</ul></div><h1>{paper.title}</h1>'
            f'{text}{image}{table_part}<div class="footer">{site["footer"]}</div></body></html>')
    return page, paper.sentences, ledger


def make_ofd(path: Path, name: str, words: Words, variant: int) -> list[Truth]:
    """An OFD whose text objects are lines at known places."""
    layout = Layout(foot=False)
    layout.write_paper(words.paper(3))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member, text in _ofd(layout):
            info = zipfile.ZipInfo(member, DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}')
    return [Truth(path=name, kind="ofd", media_type=("ofd",), sentences=tuple(layout.sentences), text=layout.body,
                  pages=layout.page, note="ofd")]


def _ofd(layout: Layout) -> list[tuple[str, str]]:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    box = f"0 0 {WIDTH * MM:.3f} {HEIGHT * MM:.3f}"
    pages = range(layout.page)
    listed = "".join(f'<ofd:Page ID="{page + 10}" BaseLoc="Pages/Page_{page}/Content.xml"/>' for page in pages)
    parts = [
        ("OFD.xml", f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
                    '</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'),
        ("Doc_0/Document.xml",
         f'<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea>'
         f'<ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>'
         f'<ofd:Pages>{listed}</ofd:Pages></ofd:Document>'),
        ("Doc_0/PublicRes.xml", f'<ofd:Res {space} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/>'
                                '</ofd:Fonts></ofd:Res>')]
    for page in pages:
        runs = [run for run in layout.runs if run.page == page + 1]
        objects = "".join(_text_object(run, 100 + page * 200 + number) for number, run in enumerate(runs))
        parts.append((f"Doc_0/Pages/Page_{page}/Content.xml",
                      f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="{page + 50}">{objects}</ofd:Layer></ofd:Content>'
                      '</ofd:Page>'))
    return parts


def _text_object(run: Run, number: int) -> str:
    size, wide = run.size * MM, width(run.text, run.size) * MM
    steps = " ".join(f"{width(char, run.size) * MM:.3f}" for char in run.text[:-1])
    box, delta = f"{run.x * MM:.3f} {run.top * MM:.3f} {wide:.3f} {size:.3f}", f' DeltaX="{steps}"' if steps else ""
    return (f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="1" Size="{size:.3f}">'
            f'<ofd:TextCode X="0" Y="{size * 0.86:.3f}"{delta}>'
            f'{html.escape(run.text)}</ofd:TextCode></ofd:TextObject>')
