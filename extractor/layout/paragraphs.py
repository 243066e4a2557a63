"""Printed lines of a PDF → paragraphs: furniture taken out, lines joined, also over columns and pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from extractor.headings import is_title_line, typed_heading
from extractor.layout.lines import TextLine, mean_confidence
from extractor.normal import SENTENCE_END, glue, is_cjk, squeeze
from model.documents import BBox, Line

_PAGE_NUMBER = re.compile(r"[-—–－·•\s]*第?\s*\d{1,4}\s*页?\s*"
                          r"(?:[/／]\s*\d{1,4}|[，,]?\s*共\s*\d{1,4}\s*页)?[-—–－·•\s]*$")
_LARGE = 1.18
_BULLET = re.compile(r"[●■◆▲•·○◇□➢★※*-]\s*")
_OPENERS = "（《〈“‘「『【〔(\\["
_HANGING = "。，、；：！？”’）》〉」』】〕…,.;:!?)"
_TOKEN = re.compile(rf"[{_OPENERS}]*(?:[!-'*-~]+|[^{_OPENERS}])[。！？；：，、）》〉”’」』】〕…)\]!?;:,.]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """Left and right edge of the text on a page, in points; size: usual character height."""

    left: float
    right: float
    size: float


@dataclass(slots=True)
class Paragraph:
    """A paragraph in the making: its lines in order. ``centred``: a line set in the middle."""

    lines: list[TextLine] = field(default_factory=list)
    centred: bool = False

    def text_and_lines(self) -> tuple[str, tuple[Line, ...]]:
        """The joined text and where each printed line stands in it."""
        text, placed = "", []
        for line in self.lines:
            part = line.text.strip()
            between = glue(text, part) if text else ""
            start = len(text) + len(between)
            text += between + part
            placed.append(Line(start=start, end=len(text), page=line.page, bbox=line.box))
        return text, tuple(placed)

    def confidence(self) -> float | None:
        """How sure its recognised lines are (0..1), None where all of it is a text layer."""
        return mean_confidence(self.lines)

    def box(self) -> BBox:
        """Box of the lines on the page where the paragraph begins."""
        page = self.lines[0].page
        here = [line for line in self.lines if line.page == page]
        return BBox(x0=min(line.x0 for line in here), top=min(line.top for line in here),
                    x1=max(line.x1 for line in here), bottom=max(line.bottom for line in here))


def furniture_keys(pages: Sequence[tuple[float, Sequence[TextLine]]]) -> set[tuple[str, str]]:
    """Running heads and feet: lines near the edge of the page that come again with at most other numbers.

    pages: height and rows of each page. The answer holds (``head``/``foot``, key) pairs for ``is_furniture``.
    """
    near: dict[tuple[str, str], int] = defaultdict(int)
    very_near: dict[tuple[str, str], int] = defaultdict(int)
    for height, lines in pages:
        edge = [(side, _key(line.text), line) for line in lines if (side := _edge(line, height, 0.12))]
        for side, key, line in {(side, key): (side, key, line) for side, key, line in edge}.values():
            near[side, key] += 1
            if _edge(line, height, 0.085):
                very_near[side, key] += 1
    often = max(3, 0.5 * len(pages))
    return {key for key, count in near.items() if count >= often} | \
        {key for key, count in very_near.items() if count >= 2 and count >= 0.25 * len(pages)}


def is_furniture(line: TextLine, height: float, keys: set[tuple[str, str]]) -> bool:
    """Whether a line is a running head or foot or a page number."""
    side = _edge(line, height, 0.12)
    if not side:
        return False
    return (side, _key(line.text)) in keys or bool(
        _PAGE_NUMBER.match(line.text) and (side == "foot" or _edge(line, height, 0.085)))


def is_lone_head(lines: Sequence[TextLine], height: float) -> bool:
    """Whether the first line is a running head that the file shows on one page only: high up, small, set apart."""
    if len(lines) < 4 or lines[0].bottom > 0.065 * height:
        return False
    usual = median(line.height for line in lines[1:])
    return lines[0].height < 0.9 * usual and lines[1].top - lines[0].bottom > 1.5 * lines[0].height


def _edge(line: TextLine, height: float, share: float) -> str:
    if line.bottom <= share * height:
        return "head"
    return "foot" if line.top >= (1 - share) * height else ""


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", squeeze(text))


def frame_of(lines: Sequence[TextLine]) -> Frame | None:
    """The text's frame from its lines: the leftmost edge that several share, the right edge that few pass."""
    if not lines:
        return None
    size = median(line.height for line in lines)
    starts = Counter(round(line.x0 / 3) for line in lines)
    need = max(2, 0.08 * len(lines))
    shared = [start for start in starts if starts[start] + starts.get(start + 1, 0) >= need]
    left = min((line.x0 for line in lines if round(line.x0 / 3) == min(shared)), default=0.0) if shared \
        else min(line.x0 for line in lines)
    return Frame(left=left, right=_right_edge(lines, left, size), size=size)


def _right_edge(lines: Sequence[TextLine], left: float, size: float) -> float:
    """The edge that few lines pass; where the body ends at an edge of its own, a wider head does not move it."""
    body = [line for line in lines if line.x0 - left < 4 * size]
    whole = _few_pass(lines)
    own = whole if len(body) == len(lines) else _few_pass(body) if len(body) >= 8 else 0.0
    filled = sum(1 for line in body if line.x1 > own - 2.5 * size)
    wide = sum(1 for line in lines if line.x1 > own + 2.5 * size)
    return own if 0 < wide <= 0.1 * len(lines) and filled >= max(4, 0.4 * len(body)) else whole


def _few_pass(lines: Sequence[TextLine]) -> float:
    """The edge that hardly a line passes; not that of the few whose last marks hang out over it."""
    whole, inner = _high(line.x1 for line in lines), _high(_end_of_words(line) for line in lines)
    size = median(line.height for line in lines)
    full = [line for line in lines if line.x1 > inner - 1.5 * size]
    hanging = sum(line.x1 > inner + 0.3 * size for line in full)
    return inner if whole > inner + 0.3 * size and hanging <= 0.4 * len(full) else whole


def _high(ends: Iterable[float]) -> float:
    ordered = sorted(ends)
    return ordered[min(len(ordered) - 1, int(0.97 * len(ordered)))]


def _end_of_words(line: TextLine) -> float:
    """Where a line ends without the marks at its end, which a program may let hang out."""
    if line.text[-1] not in _HANGING:
        return line.x1
    marks = line.text[len(line.text.rstrip(_HANGING)):]
    wide = sum(1.0 if is_cjk(char) else 0.5 for char in marks)
    return line.x1 - wide * line.height if len(marks) < len(line.text) else line.x1


def paragraphs(lines: Sequence[TextLine], frame: Frame) -> list[Paragraph]:
    """Splits one region's lines into paragraphs."""
    found: list[Paragraph] = []
    pitches = [b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if b.top > a.top]
    pitch = min(median(pitches), 2.6 * frame.size) if len(pitches) >= 3 else 2.0 * frame.size
    for index, line in enumerate(lines):
        centred = _is_centred(line, frame)
        before = lines[index - 1] if index else None
        if before is None or _begins(found[-1], before, line, centred, frame, pitch):
            found.append(Paragraph(lines=[line], centred=centred))
        else:
            found[-1].lines.append(line)
            found[-1].centred = found[-1].centred or centred
    return found


def _begins(paragraph: Paragraph, before: TextLine, line: TextLine, centred: bool, frame: Frame, pitch: float) -> bool:
    """Whether ``line`` begins a new paragraph after ``before``."""
    titles = min(line.height, before.height) >= _LARGE * frame.size
    if line.top < before.top or line.top - before.top > (2.2 * line.height if titles else 1.5 * pitch):
        return True
    if abs(line.height - before.height) > 0.18 * max(line.height, before.height):
        return True
    full = _is_full(before, line, frame)
    if titles and typed_heading(line.text) is None:
        return not (full or (centred and paragraph.centred))
    if centred or paragraph.centred or not full:
        return True
    if before is paragraph.lines[0] and before.x0 - frame.left > 8 * before.height:
        return True
    indent = line.x0 - frame.left
    marked = typed_heading(line.text) is not None or bool(_BULLET.match(line.text))
    if indent < 1.2 * line.height:
        return marked and before.text[-1] in SENTENCE_END
    first = paragraph.lines[0]
    if before is first and line.x0 < first.x0 - 0.5 * line.height and not marked:
        return False
    hanging = line.x0 > first.x0 + 0.5 * line.height and (typed_heading(first.text) or _BULLET.match(first.text))
    block = len(paragraph.lines) >= 2 and abs(before.x0 - line.x0) < 2
    return not ((hanging or block) and not marked)


def _is_full(line: TextLine, following: TextLine, frame: Frame) -> bool:
    """Whether the line reaches the right edge: what may not be torn off the next line would not have fitted."""
    room = frame.right - line.x1
    if not is_cjk(following.text[0]) and not is_cjk(line.text[-1]):
        word = re.match(r"\S+", following.text)
        share = len(word.group()) / max(1, len(following.text)) if word else 0
        return room < share * (following.x1 - following.x0) + 0.8 * line.height
    token = _TOKEN.match(following.text)
    wide = sum(1.0 if is_cjk(char) else 0.55 for char in token.group()) if token else 1.0
    slack = 0.2 if line.text[-1] in SENTENCE_END else 1.4
    return room < (wide + slack) * line.height


def _is_centred(line: TextLine, frame: Frame) -> bool:
    if line.parts > 1:
        return False
    left, right = line.x0 - frame.left, frame.right - line.x1
    return min(left, right) > 0.3 * line.height and abs(left - right) < max(1.2 * line.height, 0.15 * (left + right)) \
        and left > (0.5 if line.height >= _LARGE * frame.size else 2.6) * line.height


def continues(last: Paragraph, frame: Frame, first: Paragraph, left: float, *, indented: bool) -> bool:
    """Whether a paragraph goes on from the end of a page or column to the first paragraph of the next.

    frame: of the page or column that ends. left: where the lines of the next begin. indented: the
    document sets off its paragraphs by an indent, so that a full line may end with a full stop.
    """
    end, begin = last.lines[-1], first.lines[0]
    if last.centred or first.centred or not _is_full(end, begin, frame):
        return False
    if abs(end.height - begin.height) > 0.15 * end.height or begin.x0 - left > 1.2 * begin.height:
        return False
    if typed_heading(begin.text) is not None or _BULLET.match(begin.text):
        return False
    return indented or end.text[-1] not in SENTENCE_END


def heading_level(paragraph: Paragraph, text: str, frame: Frame, first_on_paper: bool) -> int:
    """Level of a heading told by its looks (large, centred near the top); 0 for other paragraphs."""
    begin = paragraph.lines[0]
    if not is_title_line(text) or len(paragraph.lines) > 3 or typed_heading(text) is not None or begin.parts > 1:
        return 0
    large = begin.height >= _LARGE * frame.size
    if paragraph.centred and (large or first_on_paper):
        return 1
    return 2 if large and len(text) <= 40 and begin.x0 < frame.left + 4 * begin.height else 0
