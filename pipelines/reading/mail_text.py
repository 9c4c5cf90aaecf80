"""The words of a mail → its article: a forwarded mail opened, replies and signatures left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.reading.fragments import QUOTED
from pipelines.reading.layout import unwrap
from pipelines.reading.mail_lines import (
    announces_forward,
    announces_original,
    announces_reply,
    begins_reply_head,
    label_of,
    subject_kind,
    without_feet,
    without_links,
    without_signature,
)

_MARKS = re.compile(r"(?:(?<!\s)\s+)?>[>\s]*")
_ADDRESS = re.compile(r"(?:(?<!\s)\s+)?(?:<[^<>]{0,300}>|\[mailto:[^\[\]]{0,300}\]|\(mailto:[^()]{0,300}\))")
_BLANK = re.compile(r"\n\s*\n")
_MOST_FORWARDS = 5
_WIDEST = 100
_NOTE_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as far as it is read.

    Attributes:
        text: its lines, quoted ones marked; after `article` its paragraphs.
        title, published, source: of the mail itself, or of the one that it forwards.
        is_html: the lines are whole paragraphs already.
        note: what the person who forwarded it wrote above, "" where nothing.
    """

    text: str
    title: str
    published: str
    source: str
    is_html: bool
    note: str = ""


def article(letter: Letter) -> Letter:
    """`letter` with its article only; the metadata of a forwarded mail take the place of the forwarder's."""
    for _ in range(_MOST_FORWARDS):
        inner = _forwarded(letter)
        if inner is None:
            break
        letter = inner
    _, title = subject_kind(letter.title)
    return replace(letter, title=title, text=_paragraphs(letter))


def _forwarded(letter: Letter) -> Letter | None:
    """The mail that a mail forwards, None where it forwards none."""
    kind, _ = subject_kind(letter.title)
    lines = letter.text.split("\n")
    bare = [_MARKS.sub("", line, count=1) if _is_quoted(line) else line for line in lines]
    for number, line in enumerate(bare):
        marked = announces_forward(line)
        if not marked and announces_original(line):
            if kind == "reply":
                return None
            marked = True
        head = _head(bare, number + 1 if marked else number)
        if head is None:
            if marked and kind != "reply":
                head = {}, number + 1
            else:
                continue
        elif not marked and (kind == "reply" or (not kind and _words(lines[:number]) > 40)):
            return None
        stated, end = head
        rest = lines[end:]
        if _is_quoted(lines[number]) or _mostly_quoted(rest):
            rest = bare[end:]
        note = " ".join(_paragraphs(replace(letter, text="\n".join(lines[:number]))).split())
        return replace(
            letter,
            text="\n".join(rest),
            title=stated.get("title") or subject_kind(letter.title)[1],
            # The day of forwarding is not the day of the article.
            published=stated.get("published", ""),
            source=stated.get("author", ""),
            note=letter.note or note,
        )
    return None


def _head(lines: list[str], start: int) -> tuple[dict[str, str], int] | None:
    """The lines "De :", "Date :", "Objet :" from `start` on and where they end; None where they do not stand there."""
    stated: dict[str, str] = {}
    end = start
    seen: list[str] = []
    last = ""
    blanks = 0
    for number in range(start, min(start + 40, len(lines))):
        line = lines[number].strip()
        if not line:
            blanks += 1
            if blanks > 2 or ("title" in seen and "author" in seen and blanks > 1):
                break
            continue
        label = label_of(line)
        if label is None:
            # A long value runs on over the next line; after a blank line it is the text.
            if (
                blanks
                or not last
                or last not in {"other", "title", "author"}
                or _no_label_ahead(lines, number + 1)
            ):
                break
            if last in stated:
                stated[last] += " " + line
            end = number + 1
            continue
        blanks = 0
        field, value = label
        if field != "other" and field in stated:
            break
        seen.append(field)
        last = field
        if field != "other":
            stated[field] = value
        end = number + 1
    if len(seen) < 2 or "author" not in seen or not {"title", "published"} & set(seen):
        return None
    if "author" in stated:
        stated["author"] = display_name(stated["author"])
    return stated, end


def _no_label_ahead(lines: list[str], number: int) -> bool:
    return not any(label_of(line) for line in lines[number : number + 2] if line.strip())


def display_name(sender: str) -> str:
    """The name in "Le Monde <lettre@example.fr>"; the host of an address that stands alone."""
    name = _ADDRESS.sub("", sender).strip(" \"'")
    if not name:
        name = sender.strip(" <>")
    return name.rpartition("@")[2] if "@" in name and " " not in name else name


def _paragraphs(letter: Letter) -> str:
    text = letter.text if letter.is_html else without_signature(letter.text)
    lines = text.split("\n")
    own = _without_replies(lines)
    if not any(line.strip() for line in own):
        own = [_MARKS.sub("", line, count=1) if _is_quoted(line) else line for line in lines]
    text = "\n".join(own)
    if not letter.is_html:
        text = without_links(text)
        text = unwrap(text, typeset=_is_wrapped(text))
    return without_feet(_BLANK.sub("\n\n", text).strip("\n"))


def _is_wrapped(text: str) -> bool:
    """Whether the program that sent a mail cut its lines: at most breaks the next word would not have fitted."""
    pairs = [
        (line, following)
        for block in _BLANK.split(text)
        for line, following in pairwise(line.strip() for line in block.split("\n"))
        if line and following
    ]
    width = max((len(line) for line, _ in pairs), default=0)
    full = sum(len(line) + 1 + len(following.split(None, 1)[0]) > width for line, following in pairs)
    return len(pairs) >= 3 and 40 <= width <= _WIDEST and full >= 0.6 * len(pairs)


def _without_replies(lines: list[str]) -> list[str]:
    """The lines without those quoted from another mail, and without the line above that says who wrote them."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        if announces_original(line) or _reply_head(lines, number):
            break
        if not _is_quoted(line):
            kept.append(line)
            continue
        if not _is_quoted(lines[number - 1]) or not number:
            _drop_attribution(kept)
    return kept


def _reply_head(lines: list[str], number: int) -> bool:
    label = label_of(lines[number])
    return label is not None and label[0] == "author" and "@" in label[1] and _head(lines, number) is not None


def _drop_attribution(kept: list[str]) -> None:
    while kept and not kept[-1].strip():
        kept.pop()
    # Mail programs wrap the line: the shortest stretch that is one, one that begins like one first.
    told = [count for count in (1, 2, 3) if count <= len(kept) and announces_reply(" ".join(kept[-count:]))]
    if told:
        del kept[-next((count for count in told if begins_reply_head(kept[-count])), told[0]) :]


def _is_quoted(line: str) -> bool:
    return line.startswith((">", QUOTED))


def _mostly_quoted(lines: list[str]) -> bool:
    written = [line for line in lines if line.strip()]
    return sum(map(_is_quoted, written)) > len(written) * 0.6


def _words(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)


def note_shown(note: str) -> str:
    """The beginning of a note, for a sentence."""
    return note if len(note) <= _NOTE_SHOWN else note[:_NOTE_SHOWN].rsplit(" ", 1)[0] + " …"
