"""Drafts of e-mails as .eml files, which Outlook and Thunderbird open ready to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import encoders
from email.charset import BASE64, Charset
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from typing import Any

ENDING = ".eml"
_BOUNDARY = "=_dialogue_draft_"  # of itself: two drafts of the same are the same bytes
_UTF_8 = Charset("utf-8")
_UTF_8.body_encoding = BASE64
# The newer policies lose blanks where they break a subject with marks into lines.
_AS_SENT = compat32.clone(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that goes with an e-mail."""

    name: str
    media_type: str
    content: bytes


def mail_draft(subject: str, text: str, to: str = "", files: Sequence[MailFile] = ()) -> bytes:
    """A message that is still to be sent, from whoever opens it.

    Letters of any language stand in its headers as every mail program reads them. No address, no
    line "To".
    """
    body = MIMENonMultipart("text", "plain")
    body.set_payload("\r\n".join(text.splitlines()) + "\r\n", _UTF_8)
    message: MIMEBase = body
    if files:
        message = MIMEMultipart("mixed", _BOUNDARY, [body, *map(_part, files)])
    if to:
        message["To"] = " ".join(to.replace(";", ",").split())
    coded: Any = Header(" ".join(subject.split()), "utf-8", header_name="Subject")
    message["Subject"] = coded
    message["X-Unsent"] = "1"  # Outlook opens it to be written on, not as one received
    return message.as_bytes(policy=_AS_SENT)


def _part(file: MailFile) -> MIMEBase:
    part = MIMEBase(*file.media_type.split("/", 1))
    part.set_payload(file.content)
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", file.name))
    return part
