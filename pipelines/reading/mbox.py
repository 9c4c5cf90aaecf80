"""Mailboxes (.mbox, Thunderbird, Google Takeout) → the article of every mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.errors import ReadingError
from pipelines.reading.guarding import guarded
from pipelines.reading.items import Item
from pipelines.reading.limits import MAX_ARCHIVE_MEMBERS
from pipelines.reading.mail import mail_items
from pipelines.reading.mail_parts import parse_message

_FROM = re.compile(rb"^From (?P<rest>[^\r\n]{1,500})\r?\n", re.MULTILINE)
_STAMP = re.compile(rb"\d{1,2}:\d\d(?::\d\d)?\b.{0,40}\b\d{4}\b|\b\d{4}\b.{0,40}\d{1,2}:\d\d")
_SENDER = re.compile(rb"(?:\S{1,200}@\S{1,200}|-|MAILER-DAEMON)(?:\s|$)")
_HEADER = re.compile(rb"(?P<name>[!-9;-~]{1,100}):")
_KNOWN = {
    b"from", b"to", b"date", b"subject", b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to",
    b"content-type", b"reply-to", b"sender", b"cc", b"status", b"x-status", b"list-id", b"user-agent",
}  # fmt: skip
_QUOTED_FROM = re.compile(rb"^>(?=>{0,20}From )", re.MULTILINE)
NO_MAIL = "The mailbox holds no mail; export it again."
TOO_MANY = f"The mailbox holds more than {MAX_ARCHIVE_MEMBERS:,} mails; split it."


def read_mbox(file_name: str, data: bytes) -> Iterator[Item]:
    """The article of every mail, in the order of the mailbox; a line "From Paris, …" in a text parts nothing.

    Raises:
        ReadingError: no mail in it, or too many.
    """
    starts = [match for match in _FROM.finditer(data) if _begins_mail(data, match)]
    if not starts:
        raise ReadingError(file_name, NO_MAIL)
    if len(starts) > MAX_ARCHIVE_MEMBERS:
        raise ReadingError(file_name, TOO_MANY)
    ends = [match.start() for match in starts[1:]] + [len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        mail = _QUOTED_FROM.sub(b"", data[start.end() : end].rstrip(b"\r\n"))
        yield from guarded(_mail(file_name, mail, number), f"mail {number}")


def _mail(file_name: str, mail: bytes, number: int) -> Iterator[Item]:
    yield from mail_items(file_name, parse_message(mail), f"#{number}", f"mail {number}")


def _begins_mail(data: bytes, match: re.Match[bytes]) -> bool:
    """Whether a line that begins with "From " parts two mails: it names a sender or a time, and headers follow."""
    header = _HEADER.match(data, match.end())
    if header is None or not (_STAMP.search(match["rest"]) or _SENDER.match(match["rest"])):
        return False
    name = header["name"].lower()
    return name in _KNOWN or name.startswith((b"x-", b"arc-", b"dkim-"))
