"""How merging scales: ``python -m bench.merging [--mentions 100000] [--files 2000] [--markdown PAGE]``.

Made-up mentions, each with the happening it tells, go through ``merge_events`` in a process of their own: CPU seconds,
memory, and B³ against what was made up. Happenings of days are told exactly, by their month alone, or without a day;
titled things by their title; every tenth mention is a stated total.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

from bench.clusters import b_cubed
from bench.render import percent, put
from model.documents import Span
from model.evidence import DateRange, Mention, Quantity, Slots

MARK, SEED, YEAR = "merging", 7, 2023
DATED, TITLED = ("legal_training", "law_delivered", "publicity_activity", "group_study"), ("case_published",)
_PLACES = ["兴隆", "荷香", "桥北", "沙墩", "梅坞", "顾圩",
           "南荡", "石灰窑", "丰泰", "锦绣", "白鹭", "青石",
           "东门", "城南", "塔什", "胡杨"]
_ENDS = ["村", "社区", "小学", "市场", "工地", "公司", "广场", "码头"]
_LAWS = ["民法典", "宪法", "安全生产法", "水法", "献血法",
         "土地管理法", "劳动合同法", "消费者权益保护法", "禁毒法", "道路交通安全法"]
_ACTS = ["宣讲", "讲解", "摆摊咨询", "开展讲座", "以案释法", "现场答疑"]
_FAULTS = ["非法采砂", "擅自取水", "偷排泥浆", "违规动火", "占道经营",
           "超限运输", "无证行医", "越界开采", "虚假宣传", "拖欠工资"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; writes the table into a page where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.merging", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="refresh the table of this page")
    options = parser.parse_args(arguments)
    rows = []
    for size in (options.mentions // 100, options.mentions // 10, options.mentions):
        with get_context("spawn").Pool(1) as pool:
            rows.append(pool.apply(measure, (size, max(1, options.files * size // options.mentions))))
    text = "\n".join(("| mentions | files | events | CPU seconds | MB more | B³ precision | B³ recall |",
                      "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |", *rows))
    print(text)
    if options.markdown:
        made = (f"Measured {date.today().isoformat()} with `python -m bench.merging`. Seed {SEED}, "
                f"{len(kinds())} kinds, one process, {platform.python_version()}.\n\n{text}")
        options.markdown.write_text(put(options.markdown.read_text("utf-8"), MARK, made), "utf-8")
    return 0


def kinds() -> tuple[str, ...]:
    """The kinds that mentions are made of: three quarters of them happenings of days."""
    from classifiers.kinds import kinds as known

    names = [*DATED, *TITLED, *sorted(known())]
    dated = [name for name in dict.fromkeys(names) if name in known() and known()[name].merge == "dated"][:30]
    titled = [name for name in dict.fromkeys(names) if name in known() and known()[name].merge == "titled"
              and not known()[name].graded][:10]
    return (*dated, *titled)


def measure(mentions: int, files: int) -> str:
    """One row of the table; run in a process of its own, whose memory is measured."""
    from classifiers.events import merge_events

    made = list(told(mentions, files))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    events = merge_events([mention for mention, _ in made])
    seconds = time.process_time() - start
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    truth = {mention.id: thing for mention, thing in made}
    labels = [(truth[mention.id], event.id) for event in events if not event.claim for mention in event.mentions
              if truth[mention.id]]
    precision, recall = b_cubed(labels)
    distinct = sum(not event.claim for event in events)
    return (f"| {mentions:,} | {files:,} | {distinct:,} | {seconds:.1f} | {more:.0f} | {percent(precision)} "
            f"| {percent(recall)} |")


def told(mentions: int, files: int) -> Iterator[tuple[Mention, str]]:
    """Made-up mentions, each with the name of the thing it tells of; "" for a stated total."""
    chance, names, at = random.Random(SEED), kinds(), 0
    while at < mentions:
        kind = chance.choice(names)
        thing = f"thing{at}"
        day = date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))
        place, law = chance.choice(_PLACES) + chance.choice(_ENDS), chance.choice(_LAWS)
        title = f"{chance.choice(_PLACES)}{chance.choice('甲乙丙丁戊己庚辛')}某{chance.choice(_FAULTS)}案{at}"
        for _ in range(chance.randint(1, 8)):
            file = f"{chance.randrange(files)}.docx"
            total = chance.random() < 0.1
            slots = _slots(chance, kind in names[30:], day, place, title, total)
            words = f"在{place}{chance.choice(_ACTS)}{law}" if kind not in names[30:] else f"发布{title}"
            span = Span(document=file, block=at, start=0, end=len(words))
            yield Mention(id=f"m{at}", kind=kind, span=span, page=1, bbox=None, quote=words, status="done", slots=slots,
                          confidence=0.9, detector=f"rule:{kind}", paper="record"), "" if total else thing
            at += 1


def _slots(chance: random.Random, titled: bool, day: date, place: str, title: str, total: bool) -> Slots:
    """What one telling says: everything, the month alone, or nothing but the words."""
    if total:
        return Slots(quantity=Quantity(value=Decimal(chance.randint(2, 90)), unit="次"))
    one = Quantity(value=Decimal(1), unit="")
    exact = DateRange(start=day, end=day)
    month = DateRange(start=day.replace(day=1), end=(day.replace(day=28) + timedelta(days=4)).replace(day=1)
                      - timedelta(days=1))
    if titled:
        return Slots(quantity=one, date=exact if chance.random() < 0.5 else None, title=title)
    when = chance.choices((exact, month, None), (6, 3, 1))[0]
    return Slots(quantity=one, date=when, place=place if chance.random() < 0.7 else None)


if __name__ == "__main__":
    sys.exit(main())
