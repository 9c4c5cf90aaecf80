"""Author lines as pages write them → the names alone.

"Par Jeanne Roy, envoyée spéciale à Alger" is Jeanne Roy; "Le Monde avec AFP" and "AFP" stay as they are, since no
person signs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from pipelines.reading.page.words import page_words, straight

_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?[(\[][^()\[\]]{0,120}[)\]]")
_PARTS = re.compile(r"\s{0,20}(?:[,;|·•/]|\s[–—-]\s|\bet\b|&|\n)\s*")
_WITH = re.compile(r"(?<!\s)\s+avec\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@\w|\w@|\.(?:com|fr|org|net)\b")
_LETTER = re.compile(r"[^\W\d_]")
_ARTICLE = re.compile(r"(?:le|la|les)\s|l['’]", re.IGNORECASE)
_LONGEST = 160


def author_of(stated: Iterable[str], source: str = "") -> str:
    """The author named by one or several author lines, "" where they name none.

    Args:
        stated: lines or names as the page has them.
        source: the paper's name: it is the author where it signs itself.
    """
    names: dict[str, None] = {}
    for line in stated:
        for name in _names(_tidied(line), source):
            names.setdefault(name)
    kept = [each for each in names if not any(each != other and each in other for other in names)]
    return ", ".join(kept)


def _tidied(line: str) -> str:
    text = " ".join(html.unescape(line).split())[: _LONGEST * 2]
    for _ in range(3):
        before = page_words().before_author.match(straight(text))
        if not before or before.end() >= len(text):
            break
        text = text[before.end() :].lstrip(" :,")
    return text.strip(" .,;:|·-–—") if not text.endswith((" Jr.", " Sr.")) else text


def _names(text: str, source: str) -> list[str]:
    if not text or len(text) > _LONGEST or _ADDRESS.search(text) or not _LETTER.search(text):
        return []
    if text.lower() in page_words().nobody:
        return []
    if _is_outlet(text, source):
        return [text]
    names = []
    for part in _PARTS.split(_BRACKETS.sub("", text)):
        name = _WITH.split(part, maxsplit=1)[0].strip(" .:")
        name = _before_function(_tidied(name))
        if name and name.lower() not in page_words().nobody and _LETTER.search(name):
            names.append(name)
    if len(names) > 1:  # the paper of whom signs is its source
        names = [name for name in names if not _ARTICLE.match(name) or not _is_outlet(name, source)] or names
    if len(names) > 1 and " et " in text and text == " et ".join(names):
        return [text]
    return names


def _is_outlet(text: str, source: str) -> bool:
    plain = straight(text)
    if page_words().outlets.match(plain) and (
        " avec " in plain or not _PARTS.search(text) or _is_agency(plain)
    ):
        return True
    if _ARTICLE.match(text) and _WITH.search(text):
        return True
    return bool(source) and plain.casefold().startswith(straight(source).casefold())


def _is_agency(text: str) -> bool:
    """True where every part is a paper or an agency ("Libération et AFP")."""
    return all(page_words().outlets.match(straight(part)) for part in _PARTS.split(text) if part)


def _before_function(name: str) -> str:
    """`name` without a function that follows it ("Jeanne Roy envoyée spéciale à Alger"); "" where it is one."""
    plain = straight(name)
    for match in re.finditer(r"(?:^|(?<=\s))(?=\S)", plain):
        at = match.start()
        if (at == 0 or plain[at].islower()) and page_words().function.match(plain, at):
            return name[:at].strip(" ,")
    return name
