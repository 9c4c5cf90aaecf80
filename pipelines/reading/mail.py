"""Mails (.eml) → their article: a newsletter, a forwarded article, or the documents sent along."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from email.message import Message

from pipelines.errors import ReadingError
from pipelines.reading.fragments import element_text, parse_fragment, plain_text
from pipelines.reading.guarding import guarded
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.kinds import format_of
from pipelines.reading.mail_parts import (
    MAX_PARTS,
    TOO_MANY_PARTS,
    file_name_of,
    header,
    inner,
    is_attachment,
    parse_message,
    payload,
    sender,
    text_of,
)
from pipelines.reading.mail_text import Letter, article, note_shown
from pipelines.reading.published import to_edtf
from pipelines.reading.wire_dates import wire_date

_WORD = re.compile(r"[^\W_]+")
_MARKED = re.compile(r"\*\w[^*\n]{0,200}\w\*|\]\(|\[image:|\[cid:")
_LINK = re.compile(r"https?://")
_HEAD_PARAGRAPHS, _LONGEST_DAY = 8, 40
_SHARE_CARRIED = 0.9
_DEEPEST = 4  # mails in mails
_DEEPEST_PART = 50
_COVER_WORDS = 60
_CLEAN_LINKS = 3
_TEXTS = {"text/plain", "text/html", "text/enriched"}
_SIGNATURES = (
    "gmail_signature",
    "moz-signature",
    "protonmail_signature_block",
    "ms-outlook-mobile-signature",
)
NO_TEXT = "The mail holds no text to read ({held}); open it in its program and save the article itself."
ENCRYPTED = "The mail is encrypted; open it in its program and save its text."
REPORT = "This is the report of a mail server on a mail, and no article."
TOO_DEEP = "The mail lies in too many other mails; save it apart and load that file."
ZIPPED = "The attachment is an archive; save it and load it apart."
NOTE = "It was forwarded with the words “{note}”, which were left out."
COVER = "The mail that carried it was left out: “{note}”."


def read_mail(file_name: str, data: bytes) -> Iterator[Item]:
    """The article in a mail, those of the mails inside it, and its attached documents.

    Title is the subject, source the sender's name, published the day in the sender's zone; a forwarded mail states
    all three itself. Left out are quoted replies, signatures, heads and feet of newsletters.

    Raises:
        ReadingError: no mail with anything to read.
    """
    yield from mail_items(file_name, parse_message(data))


def mail_items(
    file_name: str, message: Message, place: str = "", where: str = "", depth: int = 0
) -> Iterator[Item]:
    """What `read_mail` gives, for a message already parsed that stands at `place`."""
    kind = message.get_content_type()
    if kind in {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
        yield Refusal(where, ENCRYPTED)
        return
    if kind == "multipart/report":
        yield Refusal(where, REPORT)
        return
    if depth > _DEEPEST:
        yield Refusal(where, TOO_DEEP)
        return
    content = _Content()
    content.add(message, file_name)
    own = _own_article(message, content, place, where)
    others: list[Item] = []
    for number, each in enumerate(content.messages, start=1):
        there = _inside(where, f"mail {number}")
        others.extend(guarded(mail_items(file_name, each, f"{place}/{number}", there, depth + 1), there))
    for part in content.attachments:
        inside = _inside(where, file_name_of(part) or "attachment")
        others.extend(guarded(_attached(part, place, inside), inside))
    if own and any(isinstance(each, Draft) for each in others) and len(own.text.split()) < _COVER_WORDS:
        note = " ".join(own.text.split())
        first = next(i for i, each in enumerate(others) if isinstance(each, Draft))
        others[first] = _warned(others[first], COVER.format(note=note_shown(note)))
        own = None
    if own:
        yield own
    yield from others
    if not own and not others:
        yield Refusal(where, NO_TEXT.format(held=content.held))


@dataclass(slots=True)
class _Content:
    """What the parts of one mail hold."""

    texts: list[tuple[str, bool]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    attachments: list[Message] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    parts: int = 0

    @property
    def text(self) -> str:
        """All its texts, for comparing."""
        return "\n".join(text for text, _ in self.texts)

    @property
    def held(self) -> str:
        told = ", ".join(f"{count} × {kind}" for kind, count in self.seen.most_common(4))
        return told or "it is empty"

    def add(self, part: Message, file_name: str, depth: int = 0) -> None:
        """Gather the texts, inner mails and attachments of a part; of alternatives the best one."""
        kind = part.get_content_type()
        self.parts += 1
        if depth > _DEEPEST_PART or self.parts > MAX_PARTS:
            raise ReadingError(file_name, TOO_MANY_PARTS)
        if kind == "message/rfc822":
            self.messages.extend(inner(part))
        elif kind == "multipart/alternative":
            self._add_best(part, file_name, depth)
        elif part.get_content_maintype() == "multipart":
            for each in inner(part):
                self.add(each, file_name, depth + 1)
        elif kind in _TEXTS and not is_attachment(part):
            self.texts.append((text_of(part, file_name), kind == "text/html"))
        else:
            self.seen[kind] += 1
            if is_attachment(part):
                self.attachments.append(part)

    def _add_best(self, part: Message, file_name: str, depth: int) -> None:
        alternatives: list[_Content] = []
        for each in inner(part):
            alternatives.append(_Content())
            alternatives[-1].add(each, file_name, depth + 1)
        written = [each for each in alternatives if each.texts]
        best = _best(written) if written else None
        for content in alternatives:
            if content is best:
                self.texts.extend(content.texts)
            self.messages.extend(content.messages)
            self.attachments.extend(content.attachments)
            self.seen.update(content.seen)


def _best(written: list[_Content]) -> _Content:
    """Which alternative is read: the page, as it is what a person sees; the plain text where it says as much, cleanly."""
    pages = [each for each in written if any(is_html for _, is_html in each.texts)]
    plain = [each for each in written if each not in pages]
    if not pages or not plain:
        return max(written, key=lambda each: len(each.text))
    page, text = (max(each, key=lambda one: len(one.text)) for each in (pages, plain))
    said = Counter(_WORD.findall(text.text.casefold()))
    shown = Counter(_WORD.findall(plain_text(page.text).casefold()))
    if shown.total() < said.total() * 0.5:
        return text
    carried = (said & shown).total() >= _SHARE_CARRIED * shown.total()
    clean = not _MARKED.search(text.text) and len(_LINK.findall(text.text)) <= _CLEAN_LINKS
    return text if carried and clean else page


def _own_article(message: Message, content: _Content, place: str, where: str) -> Draft | None:
    name, address = sender(message)
    subject = header(message, "Subject")
    bodies = [_body(text, is_html, message) for text, is_html in content.texts]
    is_html = all(is_html for _, is_html in content.texts)
    day = wire_date(header(message, "Date") or header(message, "Delivery-Date"))
    writer, source = _writer_and_paper(name or address.rpartition("@")[2])
    letter = article(Letter("\n\n".join(filter(None, bodies)), subject, day, source, is_html))
    text = _without_said(
        _without_known(letter.text, writer, to_edtf(wire_date(letter.published))), letter.title
    )
    if not any(character.isalpha() for character in text):
        return None
    warnings = (NOTE.format(note=note_shown(letter.note)),) if letter.note else ()
    return Draft(
        text,
        title=letter.title,
        published=wire_date(letter.published),
        source=letter.source,
        author=writer if letter.source == source else "",
        place=place,
        where=where,
        warnings=warnings,
    )


def _body(text: str, is_html: bool, message: Message) -> str:
    if not is_html:
        return _reflowed(text, message)
    root = parse_fragment(text)
    if root is None:
        return ""
    for element in root.xpath("//div[@class or @id]"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if any(each in named for each in _SIGNATURES) or named.strip() == "signature":
            element.clear(keep_tail=True)
    return element_text(root, marks_quoted=True)


def _reflowed(text: str, message: Message) -> str:
    """Lines of "format=flowed" joined where they end in a blank."""
    flowed = next(
        (each for each in message.walk() if str(each.get_param("format") or "").lower() == "flowed"), None
    )
    if flowed is None:
        return text
    joined = str(flowed.get_param("delsp") or "").lower() == "yes"
    out: list[str] = []
    open_line = False
    for line in text.split("\n"):
        # A blank is put before lines that begin as a quotation or a mailbox does.
        shown = line[1:] if line.startswith(" ") else line
        if open_line and out:
            out[-1] = (out[-1][:-1] if joined else out[-1]) + shown
        else:
            out.append(shown)
        open_line = line.endswith(" ") and line != "-- "
    return "\n".join(out)


def _writer_and_paper(sender_name: str) -> tuple[str, str]:
    """ "Jeanne Roy from La lettre de Jeanne", as platforms of newsletters sign, is an author and a paper."""
    writer, joined, paper = sender_name.partition(" from ")
    return (
        (writer.strip(), paper.strip()) if joined and writer.strip() and paper.strip() else ("", sender_name)
    )


def _without_known(text: str, writer: str, day: str) -> str:
    """`text` without lines at its head that are only the writer's name or the day of the mail."""
    paragraphs = text.split("\n\n")
    known = [
        i
        for i, line in enumerate(paragraphs[:_HEAD_PARAGRAPHS])
        if (writer and line.strip() == writer) or (len(line) <= _LONGEST_DAY and _is_day(line, day))
    ]
    kept = [each for i, each in enumerate(paragraphs) if i not in known and _WORD.search(each)]
    return "\n\n".join(kept) if kept else text


def _is_day(line: str, day: str) -> bool:
    return bool(day) and day in {
        to_edtf(line),
        to_edtf(f"{line.strip(' ,.')}, {day[:4]}"),
        to_edtf(f"{line.strip(' ,.')} {day[:4]}"),
    }


def _without_said(text: str, subject: str) -> str:
    """`text` without a headline at its top that the subject already says."""
    first, _, rest = text.partition("\n\n")
    words = _WORD.findall(first.casefold())
    known = set(_WORD.findall(subject.casefold()))
    said = (
        bool(rest) and 0 < len(words) <= 25 and not first.rstrip().endswith(".") and known.issuperset(words)
    )
    return rest if said else text


def _attached(part: Message, place: str, where: str) -> Iterable[Item]:
    """The articles in a document sent along; pictures, calendars and cards are none."""
    if part.get_content_maintype() in {"image", "audio", "video"} or part.get_content_type() in {
        "text/calendar", "text/vcard", "text/x-vcard", "application/ics", "text/css",
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    }:  # fmt: skip
        return
    name = file_name_of(part) or "attachment"
    data = payload(part)
    if not data.strip():
        return
    form = format_of(name, data)
    if form is None:
        raise ReadingError(name, ZIPPED)
    for item in form.read(name, data):
        inside = _inside(where, item.where)
        if isinstance(item, Draft):
            yield replace(item, where=inside, place=f"{place}/{name}{item.place}")
        else:
            yield replace(item, where=inside)


def _inside(where: str, inner_place: str) -> str:
    return ", ".join(filter(None, (where, inner_place)))


def _warned(item: Item, warning: str) -> Item:
    return replace(item, warnings=(*item.warnings, warning)) if isinstance(item, Draft) else item
