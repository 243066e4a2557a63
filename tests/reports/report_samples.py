"""A hand-built assessment with one criterion of every sort, and the small standard it was made under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from model.documents import BBox, Block, Document, Span
from model.evidence import DateRange, Event, Mention, Paper, Quantity, Slots, Status
from model.problems import problem
from model.results import (
    Assessment,
    CriterionResult,
    FileEntry,
    Finding,
    MissingEvidence,
    Place,
    PointEntry,
    ProofCheck,
    Refusal,
    Score,
)
from model.rubric import Citation, Criterion, GradeBand, Item, Rubric, Section, Source
from model.rules import Ask, Aspect, Aspects, Bonus, Count, External, Presence, Rule

D = Decimal
UNIT = "云水市水务局"
PHONE, ID_CARD = "13812345678", "320281198001011234"
FORMULA = '=HYPERLINK("http://example.org","点我")，编印普法读本《水法一百问》'
LONG = ("为进一步增强全社会节水护水意识，本单位结合世界水日、中国水周，组织执法人员走进社区、学校、企业，"
        "通过悬挂横幅、设置展板、发放资料、现场咨询等形式，于2020年3月22日在云水公园开展了“世界水日”集中宣传活动，"
        "发放宣传资料2000余份，接受群众咨询300余人次，取得了良好的社会效果，得到群众一致好评，有关情况详见附件照片。")


def mention(number: int, quote: str, file: str, *, paper: Paper = "briefing", status: Status = "done",
            slots: Slots | None = None, page: int = 1, kind: str = "case_published", reason: str = "") -> Mention:
    """A mention with the usual defaults."""
    return Mention(id=f"m{number}", kind=kind, span=Span(document=file, block=0, start=0, end=len(quote)), page=page,
                   bbox=BBox(x0=72, top=120.5, x1=480.2, bottom=150), quote=quote, status=status,
                   slots=slots or Slots(), confidence=0.951, detector=f"rule:{kind}", paper=paper, reason=reason)


def day(month: int, number: int) -> DateRange:
    """One day of 2020."""
    return DateRange(start=date(2020, month, number), end=date(2020, month, number))


CASES = [
    mention(1, "一、云水市某公司未经批准擅自取水案", "案例/案例汇编.docx", paper="case", page=3,
            slots=Slots(title="某公司未经批准擅自取水案", date=day(5, 18), quantity=Quantity(value=D(1), unit="个"))),
    mention(2, f"典型案例：王某非法采砂案（联系人{PHONE}，身份证{ID_CARD}）", "案例/案例汇编.docx",
            paper="case", page=5),
    mention(3, "全年共发布典型案例6个", "自评报告.docx", paper="self_report",
            slots=Slots(quantity=Quantity(value=D(6), unit="个", claimed_total=True))),
    mention(4, "自评：发布了非法采砂案", "自评报告.docx", paper="self_report", page=2),
    mention(5, "拟于下半年再发布典型案例2个", "2020年普法计划.doc", paper="plan", status="planned", page=2,
            reason="写的是打算，没有写已经发布"),
]
READER = mention(6, FORMULA, "自评报告.docx", paper="self_report", page=4, kind="reader_published",
                 slots=Slots(title="水法一百问"))
LONG_PATH = "简报/2020年度普法宣传活动简报汇总/第三期/云水市水务局普法工作简报第3期（世界水日专刊）.pdf"
WATER_DAY = mention(7, LONG, LONG_PATH, page=2, kind="named_day",
                    slots=Slots(named_day="世界水日", date=day(3, 22), place="云水公园"))
NO_LOSS = mention(8, "本年度无败诉、无国家赔偿", "自评报告.docx", paper="self_report", status="negated",
                  kind="court_loss", slots=Slots(quantity=Quantity(value=D(0), unit="件")))


def event(name: str, *mentions: Mention, claim: bool = False, conflicts: tuple[str, ...] = ()) -> Event:
    """An event of the given mentions, with the slots of the first."""
    return Event(id=name, kind=mentions[0].kind, mentions=mentions, slots=mentions[0].slots, claim=claim,
                 conflicts=conflicts, merge_reason="案名相同" if len(mentions) > 1 else "")


EVENTS = (event("e1", CASES[0]), event("e2", CASES[1], CASES[3], conflicts=("一处写5月，一处写6月",)),
          event("e3", CASES[2], claim=True), event("e5", CASES[4]), event("e6", READER), event("e7", WATER_DAY),
          event("e8", NO_LOSS))


def result(name: str, title: str, maximum: str, points: str | None, **fields: object) -> CriterionResult:
    """A criterion's result with the usual defaults; ``fields`` replace them."""
    value = None if points is None else D(points)
    base = CriterionResult(
        id=name, item=name.split(".")[0], title=title, max_points=D(maximum), status="met", suggested=value,
        low=value or D(0), high=D(maximum) if value is None else value, confidence=0.91234, self_points=D(maximum),
        measured={}, entries=(), refusals=(), evidence=(), event_of=(), counted=(),
        proof=ProofCheck(required=(), found=(), claimed_only=False), missing=(), claims=(), arithmetic="", why="")
    return replace(base, **fields)


RESULTS = (
    result("6.1", "依法行政无败诉、无国家赔偿", "4", None, status="external", self_points=D(4), measured={},
           evidence=(NO_LOSS,), event_of=(("m8", "e8"),),
           missing=(MissingEvidence(sort="external", what="由法宣办查询行政诉讼败诉、国家赔偿记录", gain=D(0)),),
           why="只有主管部门的记录能回答，暂按满分计入建议总分"),
    result("7.1", "报送并发布典型案例", "12", "6.00", status="partial", low=D("3.0"), high=D(9),
           measured={"count": 2, "required": 4, "lower_bound": False},
           entries=(PointEntry(points=D(6), events=("e1", "e2"), words="2个案例"),),
           refusals=(Refusal(event="e5", mentions=("m5",), code="planned", reason="写的是打算，没有写已经发布"),
                     Refusal(event="e3", mentions=("m3",), code="total_claim", reason="自述总数，不加计")),
           evidence=(CASES[0], CASES[1], CASES[3], CASES[2], CASES[4]),
           event_of=(("m1", "e1"), ("m2", "e2"), ("m4", "e2"), ("m3", "e3"), ("m5", "e5")), counted=("e1", "e2"),
           proof=ProofCheck(required=("制度文件", "案例"), found=("案例",), claimed_only=False),
           missing=(MissingEvidence(sort="too_few", what="还缺2个典型案例", gain=D(6)),
                    MissingEvidence(sort="advice", what="未见以案释法制度文件", gain=D(0))),
           claims=("全年共发布典型案例6个",), arithmetic="12 × 2/4 = 6",
           why="2个不重复案例，标准为不少于4个：12 × 2/4 = 6", counterfactuals=("再补1个：+3",),
           reading="原文未写明不足4个时如何计分，按比例计"),
    result("9.1", "编写普法读本、制作宣传品、形成品牌", "10", "6.67", status="partial", low=D("3.33"), high=D("6.67"),
           self_points=None, measured={"aspects": {"读本": True, "宣传活动": True, "品牌": False}},
           entries=(PointEntry(points=D("3.33"), events=("e6",), words="读本"),
                    PointEntry(points=D("3.34"), events=("e7",), words="宣传活动")),
           evidence=(READER, WATER_DAY), event_of=(("m6", "e6"), ("m7", "e7")), counted=("e6", "e7"),
           proof=ProofCheck(required=("简报", "图片"), found=("简报",), claimed_only=False),
           missing=(MissingEvidence(sort="nothing", what="普法品牌的名称和活动材料", gain=D("3.33")),
                    MissingEvidence(sort="claim_only", what="读本《水法一百问》的封面和目录", gain=D(0))),
           why="3个方面见2个：10 × 2/3 = 6.67", reading="原文未写明各方面的分值，按方面平均"),
    result("13.1", "建立普法志愿者队伍", "2", "0", status="missing", measured={"count": 0, "required": 1,
                                                                             "lower_bound": False},
           missing=(MissingEvidence(sort="nothing", what="志愿服务记录", gain=D(2)),), why="没有找到志愿者队伍"),
    result("16.1", "表彰加分", "5", "5", measured={"tier": "省"}, why="省级表彰1次"),
    result("16.2", "案例被采用加分", "3", "1.5", status="partial", measured={"items": 3}, why="3项，每项0.5"),
    result("17.1", "特殊单位不适用的项目", "2", "2", status="not_applicable", why="该类单位按标准给满分"),
)


def _criterion(found: CriterionResult, rule: Rule, short: str) -> Criterion:
    return Criterion(id=found.id, title=found.title, max_points=found.max_points, rule=rule,
                     ask=Ask(kinds=("case_published",)), proofs=(), short=short, hand_in="",
                     citation=Citation(source="main", page=0, place=""), reading=found.reading)


def sample_rubric() -> Rubric:
    """Three sections: one plain, one with two items, one bonus section whose item and whole are capped."""
    ask = Ask(kinds=("court_loss",))
    rules: tuple[Rule, ...] = (External(adverse=ask), Count(threshold=4),
                               Aspects(aspects=(Aspect(name="读本", ask=ask),)), Presence(), Bonus(), Bonus(),
                               Presence())
    shorts = ("无败诉、无国家赔偿（4分）", "全年报送并发布典型案例不少于4个（12分）", "读本、宣传活动、品牌",
              "有志愿者队伍", "国家5 省3 市2", "每项0.5", "有即得分")
    made = {r.id: _criterion(r, rule, short) for r, rule, short in zip(RESULTS, rules, shorts, strict=True)}

    def item(number: str, title: str, cap: str, *names: str) -> Item:
        return Item(number=number, title=title, cap=D(cap), criteria=tuple(made[n] for n in names))

    return Rubric(
        id="yunshui-2020", name="云水市国家机关普法责任制落实评估标准", version="1", valid_from=None, max_points=D(30),
        sections=(
            Section(title="系统内普法及实践", points=D(6), items=(item("6", "依法行政", "4", "6.1"),
                                                          item("17", "特殊项目", "2", "17.1"))),
            Section(title="推动社会面普法", points=D(24), items=(item("7", "以案释法", "12", "7.1"),
                                                         item("9", "法治文化", "10", "9.1"),
                                                         item("13", "志愿者", "2", "13.1"))),
            Section(title="加分项", points=D(15), bonus=True, items=(item("16", "表彰与采用", "6", "16.1", "16.2"),))),
        bands=(GradeBand(name="良好", lower=D(20)),), vetoes=(), composites=(),
        sources=(Source(key="main", title="关于开展履职评议的实施意见", document_number="云法宣办〔2020〕7号"),),
        notes=("“不少于”“以上”均包含本数",))


def _files() -> tuple[FileEntry, ...]:
    unread = problem("report_words_missing", "words.toml", name="x")  # any message of our own table will do

    def file(path: str, status: str, paper: str | None, *problems: object, pages: int | None = 6) -> FileEntry:
        return FileEntry(paper=paper, document=Document(
            path=path, sha256="ab" * 32, media_type=path.rsplit(".")[-1], status=status, pages=pages,
            blocks=(Block(kind="paragraph", text="一二三"),) if status == "parsed" else (), problems=problems))

    return (file("案例/案例汇编.docx", "parsed", "case"), file("自评报告.docx", "parsed", "self_report"),
            file("2020年普法计划.doc", "partial", "plan", unread),
            file(f"照片/扫描件{PHONE}.pdf", "failed", None, unread, pages=None),
            file("=cmd|'/C calc'!A0.xlsx", "failed", None, pages=None), file("Thumbs.db", "ignored", None, pages=None))


def sample_assessment() -> Assessment:
    """Suggested: (4 external + 2) + (6 + 6.67 + 0) + min(6, 5 + 1.5) = 24.67."""
    place = Place(year=2020, unit=UNIT, file="自评报告.docx", page=1, bbox=None, quote=CASES[2].quote)
    finding = Finding(id="f1", check="count_contradiction", severity="medium", units=(UNIT,), years=(2020,),
                      places=(place, replace(place, unit="云水市交通局")), explanation="自评写6个案例，汇编只列2个",
                      measures={"claimed": D("6.0"), "listed": 2})
    return Assessment(
        rubric="yunshui-2020", rubric_name="云水市国家机关普法责任制", rubric_version="1", engine="0.1.0", unit=UNIT,
        year=2020, period=DateRange(start=date(2020, 1, 1), end=date(2020, 12, 31)), assessed_on=date(2021, 1, 8),
        score=Score(suggested=D("24.67"), low=D("14.33"), high=D("27.67"), max_points=D(30), grade="良好",
                    self_points=D(38)),
        criteria=RESULTS, events=EVENTS, findings=(finding,), files=_files(),
        notes=("未收到自评得分表以外的材料时，按自评报告计",))
