"""Mails and pages saved as one file: names and words in any old coding, attachments as files."""

from __future__ import annotations

import email.policy
import struct
from email.message import EmailMessage
from pathlib import Path

import pytest
from given_tools import GivenTools
from making import names, texts
from office_parts import png
from ole_parts import ole

from extractor import holds, page_texts, read_dossier, read_file, resolve
from extractor.limits import Limits
from extractor.sniff import sniff
from extractor.web.read_mail import read_mht


def mail(body: str, subject: str = "报送普法总结", html: str = "") -> EmailMessage:
    """A mail from one invented unit to another."""
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"], made["Subject"] = "甲局 <a@example.com>", "b@example.com", subject
    made["Date"] = "Mon, 04 Dec 2023 09:00:00 +0800"
    made.set_content(body)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def test_body_headers_and_attachments_of_a_mail(tmp_path: Path) -> None:
    inner = mail("转来的正文。", "转发/原件")
    made = mail("一、工作情况\n\n开展讲座三场。\n")
    made.add_attachment("参加人数30人。".encode("gb18030"), "text", "plain", filename="附件一：台账.txt")
    made.add_attachment(png(), "image", "png", filename="照片.png")
    made.add_attachment(inner)
    (tmp_path / "信.dat").write_bytes(made.as_bytes())
    found = {document.path: document for document in read_dossier(tmp_path).documents}
    letter = found["信.dat"]
    assert letter.media_type == "eml" and texts(letter) == ["报送普法总结", "一、工作情况", "开展讲座三场。"]
    assert dict(letter.properties)["from"] == "甲局 <a@example.com>" and letter.status == "parsed"
    assert set(found) == {"信.dat", "信.dat!/附件一：台账.txt", "信.dat!/照片.png", "信.dat!/转发／原件.eml"}
    assert texts(found["信.dat!/附件一：台账.txt"]) == ["参加人数30人。"]
    assert texts(found["信.dat!/转发／原件.eml"]) == ["转发/原件", "转来的正文。"]
    assert resolve(tmp_path, "信.dat!/附件一：台账.txt").decode("gb18030") == "参加人数30人。"
    page = page_texts(tmp_path / "信.dat", "eml")[0]
    assert all(holds(page, block.text) for block in letter.blocks)


OLD = ("Received: by mx\r\nFrom: =?gb2312?B?vNe+1g==?= <a@example.com>\r\nTo: b@example.com\r\nSubject: 关于\r\n "
       "讲座\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: "
       "text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n讲座办了，来了三十人。\r\n--x\r\n"
       "Content-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment\r\n\r\n"
       "表格\r\n--x--\r\n")


@pytest.mark.parametrize("name", ["活动.txt", "=?GBK?B?u+62ry50eHQ=?="])
def test_a_mail_in_raw_chinese_coding(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.eml").write_bytes(OLD.format(name=name).encode("gb18030"))
    found = {document.path: document for document in read_dossier(tmp_path).documents}
    assert texts(found["a.eml"]) == ["关于 讲座", "讲座办了，来了三十人。"]
    assert dict(found["a.eml"].properties)["from"].startswith("甲局") and "a.eml!/活动.txt" in found


def test_a_table_in_the_html_body_is_a_table(tmp_path: Path) -> None:
    html = "<p>台账如下</p><table><tr><th>日期</th><th>活动</th></tr><tr><td>3月</td><td>讲座</td></tr></table>"
    (tmp_path / "a.eml").write_bytes(mail("台账如下 日期 活动", html=html).as_bytes())
    blocks = read_file(tmp_path / "a.eml").blocks
    assert [(b.kind, b.text) for b in blocks[1:]] == [("paragraph", "台账如下"), ("table_row", "日期\t活动"),
                                                      ("table_row", "3月\t讲座")]


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    page = EmailMessage(policy=email.policy.SMTP)
    page["From"], page["Subject"], page["Date"] = "Saved", "网页", "Mon, 04 Dec 2023 09:00:00 +0800"
    page.set_content("<html><body><p>市局开展宪法宣传，发放资料五百份，群众反响热烈。</p>"
                     "<img src='cid:p1'><img src='x'></body></html>", subtype="html")
    page.add_related(png(), "image", "png", cid="<p1>")
    (tmp_path / "a.mht").write_bytes(page.as_bytes())
    reading = read_mht(tmp_path / "a.mht", "a.mht", Limits(), GivenTools("横幅"))
    assert sniff(tmp_path / "a.mht") == "mht" and reading.status == "parsed"
    assert [(b.kind, b.text) for b in reading.blocks] == [
        ("paragraph", "市局开展宪法宣传，发放资料五百份，群众反响热烈。"), ("image", "横幅"), ("image", "")]
    assert holds(page_texts(tmp_path / "a.mht", "mht")[0], reading.blocks[0].text)


def test_a_mail_of_outlook(tmp_path: Path) -> None:
    properties = bytes(32) + struct.pack("<LLQ", 0x00390040, 0, 133_461_000_000_000_000)
    (tmp_path / "a.msg").write_bytes(ole({
        "__properties_version1.0": properties, "__substg1.0_0037001F": "报送材料".encode("utf-16-le"),
        "__substg1.0_0C1A001E": "甲局".encode("gb18030"), "__substg1.0_1000001F": "开展讲座三场。".encode("utf-16-le"),
        "__attach_version1.0_#00000000": {"__substg1.0_3707001F": "台账.txt".encode("utf-16-le"),
                                          "__substg1.0_37010102": "参加人数30人。\n".encode() * 300}}))
    found = {document.path: document for document in read_dossier(tmp_path).documents}
    assert texts(found["a.msg"]) == ["报送材料", "开展讲座三场。"] and found["a.msg"].media_type == "msg"
    assert dict(found["a.msg"].properties) == {"subject": "报送材料", "from": "甲局", "date": "2023-12-03 18:00:00"}
    assert texts(found["a.msg!/台账.txt"]) == ["参加人数30人。"] * 300
    assert holds(page_texts(tmp_path / "a.msg", "msg")[0], "开展讲座三场。")
    (tmp_path / "a.msg").write_bytes((tmp_path / "a.msg").read_bytes()[:2000])
    assert read_file(tmp_path / "a.msg").status in ("failed", "partial")


def test_mails_without_words_or_cut_say_so(tmp_path: Path) -> None:
    (tmp_path / "empty.eml").write_bytes(b"From: a\r\nTo: b\r\nMIME-Version: 1.0\r\n\r\n")
    (tmp_path / "page.mht").write_bytes(b"From: a\r\nDate: b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
                                        b"boundary=x\r\n\r\n--x--\r\n")
    assert names(read_file(tmp_path / "empty.eml")) == ["no_text"]
    assert names(read_file(tmp_path / "page.mht")) == ["file_damaged"]
    (tmp_path / "a.txt").write_text("日期：3月\n地点：广场\nNote: one\nAlso: two\n", "utf-8")
    assert sniff(tmp_path / "a.txt") == "txt"
