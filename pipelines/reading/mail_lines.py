"""Which lines of a mail are not its article: signatures, heads and feet of newsletters, marks of forwarded mails.

The words are in `data/lexicon/mail.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.lexicon import load_yaml
from pipelines.reading.furniture import folded, leads_elsewhere

_LABEL = re.compile(
    r"[*_ ]{0,4}(?P<name>[^\W\d_][^\n:*_]{0,24}?)[ *_\u00a0]{0,3}:[ *_]{0,3}(?P<value>[^\n]*)"
)
_SEGMENTS = re.compile(r"\s{0,20}(?:[|·•–—/\n\t]|\s-\s){1,20}\s{0,20}")
_RULE = re.compile(r"[-=_*~#+.·•–—\s\u200b]{3,}")
_LINK_ONLY = re.compile(r"[<(\[]?\s{0,3}(?:https?://|www\.)\S{1,2000}\s{0,3}[>)\]]?")
_BRACKETED = re.compile(
    r"\s?(?:<(?:https?|mailto):[^<>\s]{1,2000}>|\[(?:https?|cid|mailto):[^\[\]\s]{1,2000}\]|"
    r"\(\s?https?:[^()\s]{1,2000}\s?\)|\[image ?: ?[^\[\]\n]{0,200}\])",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}:\d\d|\d{4}|@")
_MAX_FOOT = 80
_SHORTEST_MARK = 12
_PROSE = 25
_MAX_SIGNATURE_LINES = 12
_LONGEST_CLOSING = 6


@cache
def _words() -> Any:
    return load_yaml("mail.yaml")


@cache
def _labels() -> dict[str, str]:
    return {name: field for field, names in _words()["labels"].items() for name in names}


def label_of(line: str) -> tuple[str, str] | None:
    """The field and value of a line such as "De : Jeanne Roy <jeanne@example.fr>", None for any other."""
    match = _LABEL.fullmatch(line.strip()[:2000])
    if not match:
        return None
    field = _labels().get(folded(match["name"]))
    return (field, match["value"].strip(" *_|")) if field else None


def announces_forward(line: str) -> bool:
    """A line such as "---------- Message transféré ---------"."""
    return len(line) < 120 and folded(line).strip(" -:>*").startswith(tuple(_words()["forwarded"]))


def announces_original(line: str) -> bool:
    """A line such as "-----Message d'origine-----", above replies and forwarded mails alike."""
    return (
        len(line) >= _SHORTEST_MARK
        and line.lstrip().startswith("-")
        and folded(line).strip(" -:>*").startswith(tuple(_words()["original"]))
    )


def announces_reply(line: str) -> bool:
    """A line such as "Le mar. 8 nov. 2022 à 10:12, Jeanne Roy <jeanne@example.fr> a écrit :"."""
    plain = folded(line).rstrip(" :")
    return len(line) < 400 and plain.endswith(tuple(_words()["wrote"])) and bool(_DATED.search(line))


def begins_reply_head(line: str) -> bool:
    """Whether a line begins as one that says who wrote what is quoted below: "Le mar. 8 nov. …"."""
    return folded(line).startswith(tuple(_words()["wrote_begins"]))


def subject_kind(subject: str) -> tuple[str, str]:
    """ "forward", "reply" or "" by the marks before a subject, and the subject without them."""
    kind = ""
    while True:
        mark, colon, rest = subject.partition(":")
        plain = re.sub(r"\[\d+\]|\(\d+\)", "", folded(mark)).strip()
        if not colon or plain not in (*_words()["forward_subjects"], *_words()["reply_subjects"]):
            return kind, subject.strip()
        kind = kind or ("forward" if plain in _words()["forward_subjects"] else "reply")
        subject = rest.strip()


def is_signature(line: str) -> bool:
    """A line that a program or a telephone adds: "Envoyé de mon iPhone"."""
    return len(line.split()) <= 14 and folded(line).startswith(tuple(_words()["signatures"]))


def without_links(text: str) -> str:
    """Plain text without the addresses that stand in brackets behind its links, and without lines of nothing else."""
    lines = (_BRACKETED.sub("", line) for line in text.split("\n"))
    return "\n".join(
        "" if _RULE.fullmatch(line) or _LINK_ONLY.fullmatch(line.strip()) else line for line in lines
    )


def without_signature(text: str) -> str:
    """Plain text up to the line "-- ", where what follows is as short as a signature."""
    lines = text.split("\n")
    for number in range(len(lines) - 1, 0, -1):
        if lines[number].rstrip() == "--":
            after = [line for line in lines[number + 1 :] if line.strip()]
            short = len(after) <= _MAX_SIGNATURE_LINES and not any(len(line) > 200 for line in after)
            return "\n".join(lines[:number]) if short else text
    return text


def without_feet(text: str) -> str:
    """Paragraphs without the heads and feet of newsletters, links to other pages and signatures of programs.

    Where a foot begins that ends the letter ("Se désinscrire", not "Lire la suite") and no prose follows, all behind it
    (address, telephone, legal words) is foot too.
    """
    paragraphs = _without_closing([paragraph for paragraph in text.split("\n\n") if paragraph.strip()])
    feet = [is_foot(paragraph) for paragraph in paragraphs]
    last_prose = max((i for i, p in enumerate(paragraphs) if not feet[i] and _is_prose(p)), default=-1)
    kept: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        if feet[number]:
            if number > last_prose >= 0 and _ends_letter(paragraph):
                break
            continue
        lines = [line for line in paragraph.split("\n") if not (is_foot(line) or is_signature(line))]
        if any(line.strip() for line in lines):
            kept.append("\n".join(lines))
    return "\n\n".join(kept)


def _ends_letter(foot: str) -> bool:
    """Whether only legal words follow: a foot of the whole letter, not a link after one of its pieces."""
    words = _words()
    plain = folded(foot)
    if leads_elsewhere(foot) or plain.startswith(tuple(words["feet_at_head"])):
        return False
    return plain.startswith(tuple(words["feet"])) or any(
        each in plain for each in (*words["leaving"], *words["feet_of_mail"])
    )


def _without_closing(paragraphs: list[str]) -> list[str]:
    """`paragraphs` without a last "Cordialement," and the name, function and telephone that follow it."""
    lines = [(i, line.strip()) for i, paragraph in enumerate(paragraphs) for line in paragraph.split("\n")]
    for at in range(len(lines) - 1, max(len(lines) - _MAX_SIGNATURE_LINES, 0), -1):
        number, line = lines[at]
        if _is_prose(line) and not is_foot(line):
            break
        if len(line.split()) <= _LONGEST_CLOSING and folded(line).rstrip(" ,.!") in _words()["closings"]:
            kept = [each for i, each in lines[:at] if i == number]
            return [*paragraphs[:number], *(["\n".join(kept)] if kept else [])]
    return paragraphs


def _is_prose(paragraph: str) -> bool:
    return len(paragraph.split()) >= _PROSE and any(mark in paragraph for mark in ".!?…»")


def is_foot(paragraph: str) -> bool:
    """Whether a paragraph stands at the head or foot of a newsletter: "Se désinscrire", "Voir dans le navigateur"."""
    count = len(paragraph.split())
    if count > _MAX_FOOT:
        return False
    words = _words()
    plain = folded(paragraph)
    if not plain or leads_elsewhere(paragraph) or plain.startswith(tuple(words["feet"])):
        return True
    segments = [segment.strip(" .:") for segment in _SEGMENTS.split(plain)]
    if all(not segment or segment in words["feet_alone"] for segment in segments):
        return True
    if "«" not in plain and plain.startswith(tuple(words["feet_of_mail"])) and _names_mail(plain):
        return True
    return (
        count <= 40
        and any(each in plain for each in words["leaving"])
        and any(each in plain for each in words["leaving_with"])
    )


def _names_mail(plain: str) -> bool:
    words = _words()
    return any(each in plain for each in words["mail_words"]) and any(
        each in plain for each in words["mail_verbs"]
    )
