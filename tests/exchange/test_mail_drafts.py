"""Drafts of e-mails: what a mail program reads is what was written, and always the same bytes."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.exchange.mail_drafts import MailFile, mail_draft

SUBJECT = "Đề nghị trả lời 02 kiến nghị của doanh nghiệp, hộ kinh doanh trên địa bàn (lần 2)"
TEXT = "Kính đề nghị Sở Xây dựng quan tâm.\nĐầu mối: Bà Lê Mẫu.\n"
PDF, UNKNOWN = "application/pdf", "application/octet-stream"
LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=200)


def read(draft: bytes) -> EmailMessage:
    found = message_from_bytes(draft, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_message_without_files():
    found = read(mail_draft(SUBJECT, TEXT, "so@mau.example"))
    assert (found["Subject"], found["To"], found["X-Unsent"]) == (SUBJECT, "so@mau.example", "1")
    assert found.get_content_type() == "text/plain"
    assert found.get_content().splitlines() == TEXT.splitlines()


@given(LETTERS)
def test_any_subject_is_read_as_it_was_written(subject: str):
    assert read(mail_draft(subject, ""))["Subject"] == " ".join(subject.split())


@given(LETTERS)
def test_any_text_is_read_as_it_was_written(text: str):
    assert read(mail_draft("", text)).get_content().splitlines() == (text.splitlines() or [""])


def test_its_files_and_their_names():
    files = [
        MailFile("Công văn đề nghị.pdf", PDF, b"%PDF-1.4"),
        MailFile("danh mục", UNKNOWN, b"\x00\xff"),
    ]
    found = read(mail_draft(SUBJECT, TEXT, files=files))
    assert found["To"] is None
    body = found.get_body()
    assert body is not None
    assert body.get_content().splitlines() == TEXT.splitlines()
    parts = list(found.iter_attachments())
    assert [
        (part.get_filename(), part.get_content_type(), part.get_content()) for part in parts
    ] == [
        ("Công văn đề nghị.pdf", PDF, b"%PDF-1.4"),
        ("danh mục", UNKNOWN, b"\x00\xff"),
    ]


def test_the_same_message_is_the_same_bytes():
    files = [MailFile("a.pdf", PDF, b"%PDF-1.4")]
    assert mail_draft(SUBJECT, TEXT, files=files) == mail_draft(SUBJECT, TEXT, files=files)


@pytest.mark.parametrize("line", ["", "a@mau.example; b@mau.example", "a@mau.example\nBcc: c@x.vn"])
def test_an_address_is_one_line_of_addresses(line: str):
    draft = mail_draft(SUBJECT, TEXT, line)
    assert b"\nBcc:" not in draft
    assert (b"\nTo:" in b"\n" + draft) is bool(line)


def test_lines_end_as_mail_does_and_are_short():
    draft = mail_draft(SUBJECT, TEXT * 50, files=[MailFile("a.pdf", PDF, b"x" * 5000)])
    assert b"\n" not in draft.replace(b"\r\n", b"")
    assert max(map(len, draft.split(b"\r\n"))) <= 78
    draft.decode("ascii")
