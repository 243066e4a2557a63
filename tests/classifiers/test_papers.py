"""What kind of paper a file is: by its content, whatever its name; by its name where the content says nothing."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from dataclasses import replace

import pytest

from classifiers.papers import explain, recognise
from model.documents import Block, Cell, Document
from model.evidence import PAPERS


def row(*texts: str, table: int = 1, header: bool = False) -> Block:
    """A table row; an empty text is an empty cell."""
    cells, at = [], 0
    for column, text in enumerate(texts):
        cells.append(Cell(start=at, end=at + len(text), column=column))
        at += len(text) + 1
    return Block(kind="table_row", text="\t".join(texts), cells=tuple(cells), table_id=table, header=header)


def doc(name: str, *parts: str | Block, kind: str | None = None, furniture: tuple[str, ...] = ()) -> Document:
    """A document: strings are paragraphs, ``# …`` headings, ``! …`` captions, ``[图]`` a picture."""
    blocks = []
    for part in parts:
        if isinstance(part, Block):
            blocks.append(part)
        elif part == "[图]":
            blocks.append(Block(kind="image", text=""))
        elif part.startswith("# "):
            blocks.append(Block(kind="heading", text=part[2:], level=1))
        elif part.startswith("! "):
            blocks.append(Block(kind="caption", text=part[2:]))
        else:
            blocks.append(Block(kind="paragraph", text=part))
    suffix = name.rsplit(".", 1)[-1]
    kinds = {"jpg": "image", "png": "image", "mp4": "video", "htm": "html"}
    return Document(path=name, sha256="", media_type=kind or kinds.get(suffix, suffix), status="parsed", pages=1,
                    blocks=tuple(blocks), furniture=furniture)


FILLER = ("局党组高度重视普法工作，坚持把普法与业务工作同部署、同检查、同考核，形成主要领导亲自抓、分管领导具体抓、"
          "各科室分工负责的工作格局，普法工作取得了新的进展，干部群众的法治意识进一步增强。") * 2
REPORT = ("# 一、加强组织领导", FILLER, "# 二、抓好系统内学法", FILLER, "# 三、推动社会面普法", FILLER,
          "# 四、存在问题", FILLER, "# 五、下一步打算", FILLER)
PLAN = ("为做好今年的普法工作，结合我局实际，制定本计划。", "# 一、指导思想", FILLER, "# 二、重点任务",
        "1.组织中心组学法4次。（责任科室：办公室，完成时限：12月底前）", "2.组织旁听庭审1次。（责任科室：法规科）", "# 三、工作要求", FILLER)
NEWS = ("5月19日上午，市林场管理局联合市司法局在人民广场开展《民法典》集中宣传活动。",
        "活动现场，工作人员摆放展板8块，悬挂横幅4条，共发放宣传资料600余份，解答群众咨询80余人次。群众纷纷表示受益匪浅。",
        "下一步，市林场管理局将继续推进送法下乡活动。")
CASE = ("【案情简介】2020年3月，张某在林区擅自用火，引发山火，过火面积12亩。", "【处理结果】市林场管理局依法对张某作出罚款2000元的处罚。",
        "【典型意义】森林防火人人有责，清明祭扫应当文明用火。")
NOTICE = ("望林〔2020〕15号", "关于调整普法工作领导小组成员的通知", "各科室、直属各单位：",
          "因工作需要，经局党组研究，决定调整局普法工作领导小组成员，现将名单通知如下：", "组长：王某某", "特此通知。")
DUTY = (row("序号", "普法内容", "责任科室", "普法对象", "普法措施", "时间节点", header=True),
        row("1", "《森林法》", "资源科", "林农", "进村入户宣传", "3月"), row("2", "《宪法》", "办公室", "干部职工", "宪法宣誓", "12月"))
SCORE = (row("序号", "评估内容", "分值", "自评得分", "备注"), row("1", "制定计划", "2", "2", ""), row("2", "撰写总结", "2", "2", ""))
MINUTES = ("时间：2020年6月10日", "地点：三楼会议室", "主持人：李某", "参加人员：班子成员", "记录人：赵某", "会议内容：学习民法典")
SIGN_IN = (row("序号", "姓名", "单位", "签到"), row("1", "王某", "办公室", "王某"), row("2", "李某", "资源科", "李某"))
LEDGER = (row("序号", "日期", "活动名称", "份数", "备注"), row("1", "3月12日", "植树节宣传", "300", ""))
SCRIPT = ("人物：老陈、小赵", "第一场", "小赵：陈叔，现在林区不能生火。", "（旁白：清明时节，山风渐起。）", "画外音：防火条例规定，林区禁止野外用火。",
          "（全景，两人下场，剧终）")

CASES: list[tuple[str, str, Document]] = [
    ("自评报告", "self_report", doc("报告.docx", "望林市林场管理局\n2020年度“谁执法谁普法”履职自评报告", "市法宣办：", FILLER, *REPORT)),
    ("自查报告", "self_report", doc("新建文档1.docx", "关于2020年度普法责任制落实情况的自查报告", FILLER, *REPORT)),
    ("履职报告", "self_report", doc("扫描件03.pdf", "市林场管理局履行普法责任情况报告", "各位评议员：", FILLER, *REPORT)),
    ("题名一般，开头是自评", "self_report",
     doc("材料.docx", "2020年普法工作情况报告", "对照《评估标准》，我局认真开展自评，现将自评情况报告如下：", *REPORT)),
    ("自评报告叫作总结", "self_report", doc("2020年普法总结.docx", "2020年度普法履职自评报告", FILLER, *REPORT)),
    ("自评报告附得分表", "self_report", doc("1.docx", "2020年度普法工作自评报告", FILLER, *REPORT, *SCORE)),
    ("无题名的自评", "self_report", doc("未命名.txt", "市法宣办：", "现将我局2020年度普法履职自评情况报告如下：", *REPORT)),
    ("自测得分表", "score_table", doc("表.xlsx", row("普法责任制自测得分表"), *SCORE)),
    ("得分表没有题名", "score_table", doc("Sheet1.xlsx", *SCORE)),
    ("得分表叫作台账", "score_table", doc("普法台账.xls", *SCORE)),
    ("docx 里的自评表", "score_table", doc("附件2.docx", "附件2", "“谁执法谁普法”履职评议自评表", *SCORE)),
    ("自测列", "score_table", doc("a.pdf", row("项目", "评分标准", "标准分", "自测得分"), row("一", "中心组学法", "2", "2"))),
    ("计划", "plan", doc("方案.docx", "望林市林场管理局2020年普法工作计划", *PLAN)),
    ("要点", "plan", doc("无标题.pdf", "2020年普法依法治理工作要点", *PLAN)),
    ("印发计划的通知，正文就是计划", "plan",
     doc("通知.docx", "望林〔2020〕3号", "关于印发《2020年普法计划》的通知", "各科室：", "现将《2020年普法计划》印发给你们，请认真执行。",
         "2020年普法计划", *PLAN)),
    ("活动方案", "plan", doc("12.4总结.docx", "“12·4”国家宪法日宣传活动方案", "# 一、活动主题", "弘扬宪法精神", "# 二、活动内容", FILLER,
                         "# 三、工作要求", FILLER)),
    ("无题名的计划", "plan", doc("文档.txt", *PLAN)),
    ("只转发计划的短通知", "notice", doc("计划.docx", "望林〔2020〕3号", "关于印发《2020年普法计划》的通知", "各科室：",
                               "现将《2020年普法计划》印发给你们，请认真贯彻执行。特此通知。")),
    ("总结", "summary", doc("报告1.docx", "望林市林场管理局2020年普法工作总结", "现将有关工作总结如下：", *REPORT)),
    ("总结暨计划", "summary", doc("计划.docx", "2020年普法工作总结及2021年工作计划", FILLER, *REPORT)),
    ("总结叫作自评", "summary", doc("自评报告.docx", "2020年普法工作总结", "现将一年来的工作总结如下：", *REPORT)),
    ("工作情况汇报", "summary", doc("x.docx", "关于2020年普法工作情况的汇报", "现将我局普法工作情况汇报如下：", *REPORT)),
    ("无题名的总结", "summary", doc("1.txt", "现将我局今年普法工作总结如下：", *REPORT)),
    ("责任清单", "duty_list", doc("清单.pdf", "望林市林场管理局普法责任清单（2020年）", *DUTY)),
    ("只有表的清单", "duty_list", doc("Book1.xlsx", *DUTY)),
    ("清单叫作计划", "duty_list", doc("普法计划.docx", "普法责任清单", *DUTY)),
    ("印发清单的通知附表", "duty_list",
     doc("望林2020-8号.docx", "望林〔2020〕8号", "关于印发《2020年普法责任清单》的通知", "各科室：", "现印发给你们，请认真落实。", *DUTY, *DUTY)),
    ("四张清单", "duty_list", doc("a.xlsx", row("普法四张清单"), *DUTY)),
    ("简报", "briefing", doc("总结.docx", "普 法 工 作 简 报", "第7期", "市林场管理局开展民法典宣传", *NEWS, "报：市法宣办")),
    ("没有刊头的报道", "briefing", doc("扫描件03.pdf", "市林场管理局开展民法典集中宣传活动", *NEWS)),
    ("没有题名的报道", "briefing", doc("新建文本文档.txt", *NEWS)),
    ("报道叫作证书", "briefing", doc("荣誉证书.docx", "我局喜获全市法治文艺汇演一等奖",
                               "近日，市司法局举办全市法治文艺汇演，我局选送的节目荣获一等奖。", "此次活动中，我局干部积极参与，展示了良好风貌。" * 3)),
    ("旁听报道", "briefing", doc("0715.txt", "市林场管理局组织旁听庭审",
                             "7月15日，市林场管理局组织24名执法人员到市人民法院旁听一起行政案件庭审。" + "庭审中，双方围绕争议焦点展开辩论。" * 4)),
    ("信息专报", "briefing", doc("a.docx", "工作信息", "第十五期", "局党组专题学习民法典", *NEWS)),
    ("转作 docx 的网页新闻", "briefing", doc("页面.docx", "市林场管理局扎实开展宪法宣传周活动", "来源：法规科", *NEWS)),
    ("刊头在页眉", "briefing", doc("a.pdf", "2020年第12期（总第86期）", "林区深处普法忙", *NEWS, furniture=("林业普法简讯 2020年第12期",))),
    ("通知", "notice", doc("文件.docx", "望林市林场管理局文件", *NOTICE)),
    ("通知叫作计划", "notice", doc("普法计划.docx", *NOTICE)),
    ("题名断行的通知", "notice", doc("a.pdf", "关于报送2020年普法工作总结", "和普法责任清单的通知", "各科室：", "请于12月20日前报送。特此通知。")),
    ("推荐先进的通知", "notice", doc("荣誉.docx", "关于推荐全市普法先进单位的通知", "各镇（街道）：", "请于8月底前推荐上报。特此通知。")),
    ("开展评选的通知", "notice", doc("获奖.docx", "关于开展法治微视频征集评选活动的通知", "各单位：", "请踊跃报送作品，设一等奖2名。特此通知。")),
    ("督查通报", "notice", doc("a.pdf", "关于全市普法工作督查情况的通报", "各镇（街道）：", "现将督查情况通报如下：", "# 一、总体情况", FILLER)),
    ("制度", "notice", doc("案例.docx", "望林市林场管理局以案释法工作制度", "第一条 为落实以案释法制度，制定本制度。", "第二条 典型案例每季度报送一次。")),
    ("案例", "case", doc("新建文档1.docx", "张某林区擅自用火案", *CASE)),
    ("案例汇编", "case", doc("汇编.pdf", "森林防火以案释法案例汇编\n（第三辑）", "# 案例一 张某擅自用火案", *CASE)),
    ("案例叫作简报", "case", doc("简报.docx", "以案释法：林区用火酿成大祸", *CASE)),
    ("表彰决定", "certificate", doc("通报.docx", "望法宣办〔2020〕26号", "关于表彰2020年全市普法工作先进单位的决定", "各镇（街道），各有关单位：",
                                "经研究，决定对市林场管理局等10个先进单位予以表彰。")),
    ("评选结果", "certificate", doc("通知.pdf", "关于公布2020年法治微视频评选结果的通知", "各单位：", "现将结果公布如下：",
                                row("奖项", "作品", "单位"), row("一等奖", "《山火》", "市林场管理局"))),
    ("命名", "certificate", doc("1.pdf", "关于命名第四批法治文化建设示范点的决定", "各区：", "经研究，决定命名林区法治长廊等8个示范点。")),
    ("证书文字", "certificate", doc("扫描件03.pdf", "荣誉证书", "市林场管理局：", "在2020年全市法治文艺汇演中荣获一等奖，特发此证，以资鼓励。")),
    ("证书图片", "certificate", doc("优秀组织奖奖牌.jpg", "[图]")),
    ("无字的证书扫描件", "certificate", doc("荣誉证书.pdf", "[图]")),
    ("会议记录", "record", doc("学习.docx", "中心组学习记录", *MINUTES)),
    ("无题名的记录", "record", doc("1.docx", *MINUTES)),
    ("纪要", "record", doc("通知.pdf", "局党组会议纪要", "〔2020〕5号", "6月10日上午，局党组召开会议，专题研究普法工作。会议强调，要落实责任。", "出席：王某、李某")),
    ("签到表", "record", doc("照片.docx", "民法典讲座签到表", *SIGN_IN)),
    ("无题名的签到表", "record", doc("a.xlsx", *SIGN_IN)),
    ("述法报告", "record", doc("自评报告.docx", "2020年度述职述廉述法报告", "本人现将一年来履行法治建设职责情况述法报告如下：", *REPORT)),
    ("志愿服务记录", "record", doc("a.docx", "志愿服务活动记录表", row("服务时间", "5月5日"), row("服务内容", "法律咨询"))),
    ("签到表照片", "record", doc("讲座签到表.jpg", "[图]")),
    ("台账", "ledger", doc("附件.xlsx", row("2020年普法工作台账"), *LEDGER)),
    ("没有题名的台账", "ledger", doc("Sheet.xlsx", *LEDGER)),
    ("登记表叫作自评表", "ledger", doc("自评报告.xlsx", row("宣传品发放登记表"), *LEDGER)),
    ("docx 里的统计表", "ledger", doc("a.docx", "2020年信息采用情况统计表", *LEDGER)),
    ("照片", "photo", doc("IMG_20201204_0931.jpg", "[图]")),
    ("照片集", "photo", doc("材料.docx", "[图]", "! 图1 宪法日宣传现场", "[图]", "! 图2 送法进林场", "[图]")),
    ("照片叫作简报", "photo", doc("简报配图.jpg", "[图]")),
    ("微信传来的照片", "photo", doc("微信图片_20201204101112.jpg", "[图]")),
    ("发放手册的照片", "photo", doc("现场发放宣传手册.jpg", "[图]")),
    ("视频", "video", doc("总结.mp4")),
    ("网页", "web_page", doc("宣传周.html", "# 市林场管理局开展宪法宣传周活动", "发布时间：2020-12-08 来源：法规科 浏览次数：247", *NEWS)),
    ("网页叫作简报", "web_page", doc("简报.htm", "市林场管理局开展宪法宣传周活动", *NEWS)),
    ("打印成 pdf 的网页", "web_page", doc("打印.pdf", "您现在的位置：首页>普法动态", "市林场管理局开展宪法宣传活动", "发布时间：2020-12-08 来源：法规科",
                                   "浏览次数：36", *NEWS)),
    ("公众号", "web_page", doc("a.pdf", "小林说法", "望林林业 2020-05-19", *NEWS, "微信扫一扫关注我们")),
    ("网站截图", "web_page", doc("门户网站专栏截图.png", "[图]")),
    ("报纸网页", "media", doc("报道.html", "# 守护一片绿水青山", "望林日报 2020-03-22 第3版", "本报讯（记者 张三 通讯员 李四）" + NEWS[0], NEWS[1])),
    ("报纸文字", "media", doc("简报.docx", "望林日报", "守护一片绿水青山", "本报讯（记者张三）3月22日，市林场管理局开展普法宣传。" + NEWS[1])),
    ("报纸照片", "media", doc("望林日报3月22日3版.jpg", "[图]")),
    ("剧本", "work", doc("方案.docx", "小品《山火无情》剧本", *SCRIPT)),
    ("无题名的剧本", "work", doc("新建文档2.docx", "山火无情", *SCRIPT)),
    ("读本", "work", doc("a.pdf", "森林法规普法读本", "问：什么是森林防火期？", "答：每年11月至次年4月。")),
    ("无法判断", "other", doc("新建文档1.docx", "你好。")),
    ("空文件", "other", doc("扫描件03.pdf")),
    ("读不出的总结", "summary", doc("2020年普法总结.doc")),
]


@pytest.mark.parametrize(("expected", "document"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_recognises(expected: str, document: Document) -> None:
    assert recognise(document) == expected, explain(document)[:3]


VARIED: list[tuple[str, Document]] = [
    ("summary", doc("a.docx", "望林市司法局2020年法治政府建设年度报告", *REPORT)),
    ("summary", doc("a.docx", "市卫健委“七五”普法工作总结报告", FILLER, *REPORT)),
    ("self_report", doc("a.docx", "关于落实“谁执法谁普法”普法责任制工作情况的自查报告", FILLER, *REPORT)),
    ("self_report", doc("a.docx", "望林市税务局“谁执法谁普法”履职情况报告", "尊敬的各位领导、各位评议员：", "下面，我代表市税务局就履行普法责任情况作汇报。", *REPORT)),
    ("self_report", doc("a.docx", "关于2020年普法履职情况的汇报", FILLER, *REPORT)),
    ("self_report", doc("a.docx", "2020年度普法依法治理工作自评情况", FILLER, *REPORT)),
    ("record", doc("a.docx", "李某某2020年述法报告", "2020年，我认真履行推进法治建设第一责任人职责。", *REPORT)),
    ("record", doc("a.docx", "党政主要负责人履行推进法治建设第一责任人职责述职报告", FILLER, *REPORT)),
    ("plan", doc("a.docx", "望林市林场管理局", "关于2020年普法工作的实施方案", "各科室：", *PLAN)),
    ("plan", doc("a.docx", "2020年干部学法计划表", row("月份", "学习内容", "责任科室"), row("3月", "宪法", "办公室"))),
    ("plan", doc("a.docx", "关于做好2020年普法工作的安排意见", *PLAN)),
    ("notice", doc("a.docx", "关于召开普法工作推进会的通知", "各科室：", "定于5月6日召开推进会，请准时参加。", "时间：5月6日", "地点：三楼", "参加人员：各科室负责人", "会议内容：部署普法", "主持人：李某")),
    ("notice", doc("a.docx", "关于举办民法典专题讲座的通知", "各科室、各单位：", "定于8月12日举办民法典讲座。", "一、时间", "二、地点", "三、参加人员", "请准时参加。")),
    ("notice", doc("a.docx", "关于下达2020年普法专项经费的批复", "局办公室：", "同意拨付普法经费8万元。")),
    ("notice", doc("a.docx", "望林市林场管理局行政执法公示制度", "第一条 为规范行政执法。", "第二条 公示内容。")),
    ("notice", doc("a.docx", "关于成立普法志愿者队伍的通知", "各科室：", "决定成立普法志愿者队伍，名单如下：", row("序号", "姓名", "科室", "备注"), row("1", "王某", "办公室", ""))),
    ("briefing", doc("a.docx", "市林场管理局多措并举抓好“12·4”国家宪法日宣传", "为大力弘扬宪法精神，12月4日，市林场管理局在万达广场开展国家宪法日集中宣传活动。发放宣传资料500余份。"+NEWS[1])),
    ("briefing", doc("a.docx", "送法“五进”暖人心", "进机关。3月5日，法规科走进机关食堂开展宣传。", "进乡村。4月8日，林业站到石门村举办讲座，60人参加，发放资料百余份。", "进学校。5月9日，走进实验小学上法治课。")),
    ("briefing", doc("a.docx", "局党组理论学习中心组开展2020年第3次集中学习", "6月10日下午，局党组理论学习中心组召开学习会，专题学习民法典，共31人参加。会议强调，要带头学法。会议要求，各科室要抓好落实。"+FILLER)),
    ("briefing", doc("a.docx", "我局制定2020年普法工作计划", "近日，市林场管理局组织召开专题会议，制定了2020年普法工作计划，明确了12项重点任务。"+FILLER)),
    ("briefing", doc("a.docx", "市林场管理局召开2020年普法工作总结会", "12月20日，市林场管理局召开2020年普法工作总结会，全面总结全年工作。"+FILLER)),
    ("briefing", doc("a.docx", "我局荣获全市普法工作先进单位", "日前，市委市政府印发通报，我局被评为全市普法工作先进单位。"+FILLER)),
    ("briefing", doc("a.docx", "市林场局开展以案释法活动", "7月8日，市林场局在松岭林场开展以案释法宣讲活动，林场职工40余人参加。"+FILLER)),
    ("case", doc("a.docx", "以案释法典型案例报送表", row("案例名称", "张某失火案"), row("案情简介", "张某在林区用火"), row("处理结果", "罚款2000元"), row("典型意义", "防火人人有责"))),
    ("case", doc("a.docx", "松岭林场盗伐林木案", "一、基本案情", FILLER,"二、裁判结果", FILLER,"三、法官说法", FILLER)),
    ("certificate", doc("a.pdf", "望林市委 望林市人民政府", "关于表彰2016—2020年普法依法治理", "先进集体和先进个人的通报", "各镇：", "决定授予……")),
    ("certificate", doc("a.pdf", "授予：望林市林场管理局", "2020年度全市普法工作先进集体", "望林市委宣传部", "二〇二〇年十二月")),
    ("certificate", doc("a.pdf", "关于公布第三批省级法治文化建设示范点名单的通知", "各市：", "现将名单公布如下。")),
    ("notice", doc("a.pdf", "关于第三批法治文化建设示范点拟命名名单的公示", "现将名单予以公示。")),
    ("ledger", doc("a.xlsx", row("2020年普法经费支出明细表"), row("序号", "日期", "用途", "金额", "备注"), row("1", "3月", "印制折页", "8000", ""))),
    ("ledger", doc("a.xlsx", row("普法志愿者花名册"), row("序号", "姓名", "单位", "联系电话"), row("1", "王", "办公室", "1"))),
    ("ledger", doc("a.docx", "“12·4”宣传活动一览表", *LEDGER)),
    ("record", doc("a.docx", "学法笔记", "2020年6月10日 学习民法典", "民法典共七编。")),
    ("record", doc("a.docx", "旁听庭审记录", row("时间", "7月15日"), row("地点", "第三审判庭"), row("旁听人员", "24人"))),
    ("record", doc("a.docx", "学习民法典心得体会", FILLER)),
    ("work", doc("a.docx", "致广大市民的一封信", "广大市民朋友：", "森林防火，人人有责。"*10)),
    ("work", doc("a.docx", "森林防火倡议书", "广大市民朋友：", "森林防火，人人有责。"*10)),
    ("work", doc("a.pdf", "民法典知识手册", "第一章 总则", FILLER*3)),
    ("work", doc("a.docx", "法治微视频《山火无情》分镜头脚本", row("镜号", "画面", "景别", "时长"), row("1", "山林", "全景", "5秒"))),
    ("web_page", doc("a.html", "市林场局开展宪法日宣传活动", *NEWS)),
    ("media", doc("a.html", "山林间的普法人", "来源：新华日报", "记者 张三", FILLER,kind="html")),
    ("media", doc("a.pdf", "学习强国望林学习平台", "守护青山", *NEWS)),
    ("duty_list", doc("a.html", "望林市林场管理局普法责任清单", *DUTY)),
    ("photo", doc("12·4宪法日活动照片.docx", "12·4宪法日活动照片", "[图]", "[图]")),
    ("web_page", doc("公众号推送截图.docx", "微信公众号推送截图", "[图]", "[图]")),
    ("photo", doc("世界水日广场宣传.pdf", "[图]")),
    ("other", doc("目录.docx", "目录", "一、自评报告", "二、自测得分表", "三、佐证材料")),
    ("other", doc("封面.docx", "2020年度“谁执法谁普法”履职评议申报材料", "望林市林场管理局", "二〇二〇年十二月")),
    ("other", doc("行政处罚决定书.pdf", "行政处罚决定书", "望林罚〔2020〕5号", "当事人：张某", "你于2020年3月在林区用火，决定罚款2000元。")),
]


@pytest.mark.parametrize(("expected", "document"), VARIED, ids=[d.blocks[0].text[:24] or d.path for _, d in VARIED])
def test_recognises_titles_as_units_write_them(expected: str, document: Document) -> None:
    assert recognise(document) == expected, explain(document)[:3]


FIRM = [case for case in CASES if any(b.text for b in case[2].blocks) and case[1] != "other"]


@pytest.mark.parametrize("name", ["新建文档1", "扫描件03", "自评报告", "简报第3期", "2020年普法计划", "签到表", "自测得分表", "荣誉证书", "案例"])
@pytest.mark.parametrize(("expected", "document"), [case[1:] for case in FIRM if case[0] != "照片集"],
                         ids=[case[0] for case in FIRM if case[0] != "照片集"])
def test_a_wrong_name_does_not_matter(expected: str, document: Document, name: str) -> None:
    renamed = replace(document, path=f"{name}.{document.path.rsplit('.', 1)[-1]}")
    assert recognise(renamed) == expected, explain(renamed)[:3]


@pytest.mark.parametrize("expected_case", FIRM, ids=[case[0] for case in FIRM])
def test_spaces_and_full_width_signs_do_not_matter(expected_case: tuple[str, str, Document]) -> None:
    _, expected, document = expected_case
    wide = document.blocks[0].text.translate({c: c + 0xFEE0 for c in range(0x30, 0x3A)})
    if document.blocks[0].kind == "table_row" or document.blocks[0].kind == "image":
        return
    changed = replace(document, blocks=(replace(document.blocks[0], text="　" + wide + " "), *document.blocks[1:]))
    assert recognise(changed) == expected


def test_explain_gives_reasons_best_first() -> None:
    ranked = explain(doc("普法总结.docx", *NOTICE))
    assert [kind for kind, _, _ in ranked][0] == "notice"
    assert [points for _, points, _ in ranked] == sorted((p for _, p, _ in ranked), reverse=True)
    assert all(kind in PAPERS and reason for kind, _, reason in ranked)
    assert "文件名说总结" in {kind: reason for kind, _, reason in ranked}["summary"]


def test_explain_is_never_empty() -> None:
    assert explain(doc("1.docx")) == (("other", 0.0, "没有可据以判断的内容"),)


def test_name_inside_an_archive_is_the_members_own() -> None:
    assert recognise(doc("外层总结.zip!/照片/DSC_01.jpg", "[图]")) == "photo"
    assert recognise(doc("材料.zip!/普法总结.doc", kind="doc")) == "summary"


@pytest.mark.parametrize("title", ["关于印发《市林场管理局2020年普法工作计划和重点任务》的通知", "关于印发2020年普法工作要点及任务分工的通知"])
def test_a_notice_that_issues_a_plan_with_its_key_items_is_the_plan(title):
    assert recognise(doc("四.docx", "望林〔2020〕3号", title, "各科室、直属各单位：", "现将计划印发给你们。", *PLAN)) == "plan"


@pytest.mark.parametrize(("line", "paper"), [("2020-05-20 来源：林城晚报 记者 章某某", "media"), ("2020-05-20 来源：办公室", "web_page")])
def test_a_web_page_of_a_newspaper_is_the_newspaper_s(line, paper):
    page = doc("报道.html", "# 山火案引出的一堂课", "林场职工把防火条例一条条讲给游客听。", furniture=("首页", line))
    assert recognise(page) == paper
